// What has been decided, and the way back. Nobody else writes it; whoever shows it
// listens.
//
// An answer is { decision, text?, reading? } in the words of decisions.json; a change
// without an answer is as the run left it.

const answers = new Map();
const notes = new Map();
const past = [];
const listeners = [];
let isKept = true;

function answerOf(id) {
  return answers.get(id);
}

// Answer some changes at once, as one step to undo. `null` takes an answer back.
function decide(ids, answer) {
  past.push(ids.map((id) => [id, answers.get(id) ?? null]));
  for (const id of ids) put(id, answer);
  tell(ids);
}

// The changes whose answers were taken back.
function undo() {
  const step = past.pop();
  if (!step) return [];
  for (const [id, before] of step) put(id, before);
  const ids = step.map(([id]) => id);
  tell(ids);
  return ids;
}

function put(id, answer) {
  if (answer) answers.set(id, answer);
  else answers.delete(id);
}

// A note stands by itself: it is kept and exported whether its change is decided or not.
function setNote(id, note) {
  if (note.trim()) notes.set(id, note.trim());
  else notes.delete(id);
  keep();
}

function tell(ids) {
  keep();
  for (const listener of listeners) listener(ids);
}

// Keep them in the browser: soon, so that many at once are written once, and at the
// latest when the page is left. What the page has need not be kept with them.
function keep() {
  clearTimeout(keep.timer);
  keep.timer = setTimeout(keepNow, 200);
}

function keepNow() {
  clearTimeout(keep.timer);
  const short = (name, value) => (["before", "after", "around"].includes(name) ? undefined : value);
  const wasKept = isKept;
  isKept = remember(DATA.source.sha256, hasAnything() ? JSON.stringify(decided(), short) : null);
  if (wasKept !== isKept) for (const listener of listeners) listener([]);
}

function hasAnything() {
  return answers.size + notes.size > 0;
}

// decisions.json: what `faircopy apply --decisions` reads.
function exported() {
  return JSON.stringify(decided(), null, 2) + "\n";
}

function decided() {
  const decisions = [];
  const undecided = [];
  for (const change of CHANGES) {
    const [answer, note] = [answers.get(change.id), notes.get(change.id)];
    if (!answer && !note) continue;
    const { reason, digest, occurrence, before, after } = change;
    const made = { reason, digest, occurrence, ...answer, before };
    if (!before.trim()) made.around = wordsAround(change);
    if (answer?.decision === "accept") made.after = after;
    if (note) made.note = note;
    (answer ? decisions : undecided).push(made);
  }
  const { name, sha256 } = DATA.source;
  const all = { faircopy: DATA.faircopy, version: 1, source: { name, sha256 }, decisions };
  return undecided.length > 0 ? { ...all, notes: undecided } : all;
}

function nameOf(change) {
  return `${change.reason} ${change.digest} ${change.occurrence}`;
}

// Take decisions over from a file, by the rules of the program: those that fit, as
// one step. What fits no change
// is handed back, never applied to something else. Throws when it is no such file.
function take(text) {
  const file = JSON.parse(text);
  if (!Array.isArray(file?.decisions)) throw new Error("no decisions");
  const byName = new Map(CHANGES.map((change) => [nameOf(change), change]));
  const fit = [];
  const unfit = [];
  for (const found of file.decisions) {
    const change = byName.get(nameOf(found));
    const answer = change && answerFrom(found, change);
    if (answer) fit.push([change.id, answer, found.note]);
    else unfit.push(found);
  }
  past.push(fit.map(([id]) => [id, answers.get(id) ?? null]));
  const takeNote = (id, note) => typeof note === "string" && note && notes.set(id, note);
  for (const [id, answer, note] of fit) {
    put(id, answer);
    takeNote(id, note);
  }
  for (const found of Array.isArray(file.notes) ? file.notes : []) {
    const change = byName.get(nameOf(found));
    if (change) takeNote(change.id, found.note);
  }
  tell(fit.map(([id]) => id));
  return { fit: fit.length, unfit, isOther: file.source?.sha256 !== DATA.source.sha256, name: file.source?.name };
}

function answerFrom(found, change) {
  const { decision, text } = found;
  if (decision === "reject") return { decision };
  if (decision === "accept") {
    const isOther = change.acceptable && typeof found.after === "string" && found.after !== change.after;
    return isOther ? undefined : { decision };
  }
  const isRead = decision === "reading" && change.readings.some((reading) => reading.text === text);
  const isTyped = decision === "text" && change.typable;
  return typeof text === "string" && (isRead || isTyped) ? { decision, text } : undefined;
}
