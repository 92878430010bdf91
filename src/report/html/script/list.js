// The list of changes: which are shown, and which one is in hand.
//
// One element per change is made once; filters only hide. The list is one stop for
// the tab key, and the change in hand is where it stops.

const FILTERS = ["state", "kind", "tier", "reason"];
const items = [];
let shown = [];
let inHand = -1;

const byId = (id) => document.getElementById(id);

function makeList() {
  for (const change of CHANGES) {
    const button = element(
      "button",
      { type: "button", tabindex: "-1" },
      element("span", { class: "state", role: "img" }),
      element("span", { class: "what" }),
      element("span", { class: "excerpt" }, ...excerpt(change)),
    );
    const item = element("li", { "data-c": change.id }, button);
    items.push(item);
    // What the list shows is found too, a join with and without its sign.
    const line = button.textContent;
    const words = [change.before, change.after, change.reason, line, line.replaceAll("‿", "")];
    change.found = [...words, ...change.readings.map((r) => r.text)].join(" ").toLowerCase();
  }
  byId("list").append(...items);
  byId("list").addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    showChoose(false);
    takeInHand(Number(item.dataset.c));
  });
  for (const event of ["input", "change"]) byId("filters").addEventListener(event, filter);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
}

// What a change is about, in a line: a text, or before and after.
function excerpt(change) {
  const { kind, before, after, spans } = change;
  if (kind === "join") return around(spans[0][1], spans[1][0], element("b", { class: "join-sign" }, "‿"));
  if (!before.trim() && kind !== "variant") return around(...spans[0], element("ins", {}, pictured(after.trim()) || "‸"));
  if (kind === "edit" && (before || after)) {
    return [element("del", {}, opening(before, 14)), " ", element("ins", {}, opening(after, 14))];
  }
  if (kind === "variant") {
    return change.readings.flatMap((reading, at) => [at ? " ¦ " : "", opening(reading.text, 12) || "∅"]);
  }
  return [opening(before, 28)];
}

// What stands before and after a place that has no text of its own to show.
function around(from, to, inside) {
  const before = Array.from(pictured(DATA.page.slice(Math.max(0, from - 40), from).trim())).slice(-8);
  const after = Array.from(pictured(DATA.page.slice(to, to + 40).trim())).slice(0, 8);
  return [before.join(""), inside, after.join("")];
}

// All words of the list, after a change of language.
function nameList() {
  for (const change of CHANGES) {
    const what = items[change.id].querySelector(".what");
    what.textContent = `${say("kind." + change.kind)} · ${say("line", { n: change.line })}`;
    markItem(change.id);
  }
  const kinds = [...new Set(CHANGES.map((change) => change.kind))];
  const tiers = ["safe", "witness", "weighed", "likely", "flag"].filter((tier) => CHANGES.some((c) => c.tier === tier));
  const reasons = [...new Set(CHANGES.map((change) => change.reason))];
  const count = (name, value) => CHANGES.filter((change) => change[name] === value).length;
  const options = (name, values, words) =>
    values.map((value) => [value, `${words(value)} (${count(name, value)})`]);
  choices("state", [["", say("any-state")], ["open", say("state.open")], ["decided", say("state.decided")]]);
  choices("kind", [["", say("any-kind")], ...options("kind", kinds, (kind) => say("kind." + kind))]);
  choices("tier", [["", say("any-tier")], ...options("tier", tiers, (tier) => say("name." + tier))]);
  choices("reason", [["", say("any-reason")], ...options("reason", reasons, (r) => `${say("reason." + r)}, ${r}`)]);
}

function choices(name, options) {
  const select = byId("by-" + name);
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, words]) => element("option", { value }, words)));
  select.value = chosen;
}

// The state of one item: a sign, its name, and what it is called for search.
const SIGNS = { open: "○", accept: "✓", reject: "✕", left: "–", text: "✎", reading: "✎" };

function stateOf(id) {
  return answerOf(id)?.decision ?? "open";
}

// Where nothing is proposed, nothing is rejected: it is left as it is.
function stateShown(id) {
  const { acceptable, kind } = CHANGES[id];
  const isLeft = stateOf(id) === "reject" && (!acceptable || kind === "variant");
  return isLeft ? "left" : stateOf(id);
}

function markItem(id) {
  const state = stateShown(id);
  const sign = items[id].querySelector(".state");
  sign.textContent = SIGNS[state];
  sign.setAttribute("aria-label", say("state." + state));
  items[id].dataset.state = stateOf(id);
}

// Show the changes that pass every filter.
function filter() {
  const [state, kind, tier, reason] = FILTERS.map((name) => byId("by-" + name).value);
  const search = byId("search").value.trim().toLowerCase();
  shown = CHANGES.filter(
    (change) =>
      (!kind || change.kind === kind) &&
      (!tier || change.tier === tier) &&
      (!reason || change.reason === reason) &&
      (!state || (state === "open") === (stateOf(change.id) === "open")) &&
      (!search || change.found.includes(search)),
  ).map((change) => change.id);
  const visible = new Set(shown);
  items.forEach((item, id) => {
    if (item.hidden === visible.has(id)) item.hidden = !item.hidden;
  });
  const found = shown.length
    ? say("found", { n: shown.length, m: CHANGES.length })
    : say(CHANGES.length ? "none-found" : "no-changes");
  // Written only when it is news, because it is read aloud.
  if (byId("found").textContent !== found) byId("found").textContent = found;
  showPosition();
}

function showPosition() {
  const at = shown.indexOf(inHand);
  const before = at < 0 ? shown.filter((id) => id < inHand).length : at;
  byId("position").textContent = `${at < 0 ? before : before + 1}/${shown.length}`;
  const { size } = answers;
  byId("decided").max = CHANGES.length || 1;
  byId("decided").value = size;
  byId("decided-words").textContent = say("decided-words", { n: size, m: CHANGES.length });
}

// The next shown change after (1) or before (-1) the one in hand, or -1.
function neighbour(step) {
  const ids = step > 0 ? shown : [...shown].reverse();
  return ids.find((id) => (step > 0 ? id > inHand : id < inHand)) ?? -1;
}

// All undecided changes of the kind of one: those with its reason.
function remaining(id) {
  const { reason } = CHANGES[id];
  return CHANGES.filter((c) => c.reason === reason && stateOf(c.id) === "open").map((c) => c.id);
}
