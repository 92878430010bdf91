// The article: the draft played with the decisions, as text and as elements.
//
// A node of the draft is told by its form: [from, to] is text of the page, a string
// is text that is not, null is what was typed for the slot, a number is a passage, an
// object is a slot { change, reject, accept, text, readings } or a break { next,
// near, far }. It is played exactly as the program plays it.

const DATA = JSON.parse(document.getElementById("data").textContent);

// The changes; what the file leaves out because it is usual is put in.
const CHANGES = DATA.changes.map((change, id) => {
  const readings = change.readings ?? [];
  const before = change.before ?? DATA.page.slice(...change.spans[0]);
  const standing = change.default === "accept" ? change.after : readings[0]?.text;
  return { ...change, id, readings, before, standing, line: lineAt(tearOf(change)) };
});

// Where a change begins; of a join the tear.
function tearOf({ kind, spans }) {
  return kind === "join" ? spans[0][1] : spans[0][0];
}

// The line, from 1, that a place of the page is on.
function lineAt(place) {
  const starts = (lineAt.starts ??= [0, ...DATA.page.matchAll(/\n/g).map((found) => found.index + 1)]);
  let [from, to] = [0, starts.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (starts[middle] <= place) from = middle;
    else to = middle;
  }
  return from + 1;
}

const lineOf = ([from]) => lineAt(from);

const isSlot = (node) => node !== null && typeof node === "object" && "change" in node;
const isBreak = (node) => node !== null && typeof node === "object" && "near" in node;

// The state a change is in: { decision, text } with what was typed or chosen.
function stateNow(id) {
  const change = CHANGES[id];
  return answerOf(id) ?? { decision: change.default, text: change.readings[0]?.text };
}

// The nodes of a slot in the state of its change.
function nodesOf(slot) {
  const { decision, text } = stateNow(slot.change);
  if (decision === "accept") return slot.accept ?? slot.reject;
  if (decision === "text") return slot.text ?? slot.reject;
  if (decision === "reading") {
    const at = CHANGES[slot.change].readings.findIndex((reading) => reading.text === text);
    return slot.readings?.[at] ?? slot.reject;
  }
  return slot.reject;
}

const typedFor = (slot) => {
  const { decision, text } = stateNow(slot.change);
  return decision === "text" ? text : "";
};

// The article as decided. A break is held back until text follows; then the first of
// those that wait is written, and none at the very start. `written` takes the changes
// whose typed text is come to.
function play(written = new Set()) {
  const parts = [];
  let held = null;
  const write = (text, passage) => {
    if (text === "") return;
    if (held && parts.length > 0) parts.push(held.next === passage ? held.near : held.far);
    held = null;
    parts.push(text);
  };
  const go = (nodes, passage, typed) => {
    for (const node of nodes) {
      if (node === null) write(typed, passage);
      else if (Array.isArray(node)) write(DATA.page.slice(node[0], node[1]), passage);
      else if (typeof node === "string") write(node, passage);
      else if (typeof node === "number") go(DATA.passages[node], node, "");
      else if (isBreak(node)) held ??= node;
      else {
        const inside = nodesOf(node);
        if (inside.includes(null)) written.add(node.change);
        go(inside, passage, typedFor(node));
      }
    }
  };
  go(DATA.nodes, 0, "");
  return parts.join("") + DATA.end;
}

// The changes for which text was typed that the article has no place for now: what they
// stand in is left out, or written anew.
function unwritten() {
  const typed = CHANGES.map(({ id }) => id).filter((id) => answerOf(id)?.decision === "text" && answerOf(id).text);
  const written = new Set();
  if (typed.length > 0) play(written);
  return typed.filter((id) => !written.has(id));
}

// The words right before the place of a change and right after it: by them a person
// knows one that has no words of its own.
function wordsAround({ kind, spans }) {
  const [to, from] = kind === "join" ? [spans[0][1], spans[1][0]] : spans[0];
  const before = Array.from(DATA.page.slice(Math.max(0, to - 200), to).trimEnd()).slice(-16);
  const after = Array.from(DATA.page.slice(from, from + 200).trimStart()).slice(0, 16);
  return [before, after].map((words) => words.join("").replace(/\s+/g, " ").trim());
}

// Which segments of the article show a change, and which marks of page and map.
const segmentsOf = CHANGES.map(() => new Set());
const marksOf = CHANGES.map(() => []);

function findMarks() {
  for (const mark of document.querySelectorAll("#text .page [data-c], #map [data-c]")) {
    for (const id of mark.dataset.c.split(" ")) marksOf[id].push(mark);
  }
}

// All places that show a change now: its marks, and its slots in the article.
function placesOf(id) {
  const slots = [...segmentsOf[id]].flatMap((segment) => {
    const shown = document.getElementById("g" + segment)?.querySelectorAll(`[data-c="${id}"]`);
    return [...(shown ?? [])];
  });
  return [...marksOf[id], ...slots];
}

function findSegments() {
  const look = (nodes, segment, seen) => {
    for (const node of nodes) {
      if (typeof node === "number") {
        if (seen.has(node)) continue;
        seen.add(node);
        look(DATA.passages[node], segment, seen);
      } else if (isSlot(node)) {
        segmentsOf[node.change].add(segment);
        const ways = [node.reject, node.accept, node.text, ...(node.readings ?? [])];
        for (const way of ways) if (way) look(way, segment, seen);
      }
    }
  };
  DATA.nodes.forEach((node, segment) => look([node], segment, new Set()));
}

// Show the segments anew in which these changes show.
function showArticle(ids) {
  const segments = new Set(ids.flatMap((id) => [...segmentsOf[id]]));
  for (const segment of segments) {
    const inside = drawn([DATA.nodes[segment]], false, "");
    // Blank lines at the head of a page belong to the layout.
    if (typeof inside[0] === "string") inside[0] = inside[0].replace(/^[\r\n]+/, "");
    document.getElementById("g" + segment)?.replaceChildren(...inside);
  }
  for (const id of ids) {
    for (const mark of marksOf[id]) {
      mark.dataset.state = stateNow(id).decision;
      mark.classList.toggle("decided", answerOf(id) !== undefined);
    }
  }
}

// Nodes as elements and text.
function drawn(nodes, inSlot, typed) {
  return nodes.flatMap((node) => {
    if (node === null) return typed ? [element("ins", { class: "typed" }, pictured(typed))] : [];
    if (Array.isArray(node)) return [visible(DATA.page.slice(node[0], node[1]))];
    if (typeof node === "string") return inSlot && node ? [element("ins", {}, pictured(node))] : [];
    if (typeof node === "number") return drawn(DATA.passages[node], false, "");
    if (isBreak(node)) return [];
    return drawnSlot(node);
  });
}

function drawnSlot(slot) {
  const { kind, reason } = CHANGES[slot.change];
  const isSeam = slot.accept?.some((node) => typeof node === "number");
  const nodes = nodesOf(slot);
  // The other half of a torn sentence stands behind its seam, not in it.
  const half = isSeam ? nodes.findIndex((node) => typeof node === "number") : -1;
  const [inside, after] = half < 0 ? [nodes, []] : [nodes.slice(0, half), nodes.slice(half)];
  const inner = drawn(inside, true, typedFor(slot));
  const behind = drawn(after, false, "");
  // What is left out leaves no mark in the article; what is taken out does.
  if (inner.length === 0 && ["fold", "drop", "join"].includes(kind) && !isSeam) return behind;
  const made = element(
    "span",
    { class: `slot ${kind}${reason === "line.wrap" ? " wrap" : ""}`, "data-c": slot.change, "data-state": stateNow(slot.change).decision },
    ...inner,
  );
  if (answerOf(slot.change)) made.classList.add("decided");
  return [made, ...behind];
}
