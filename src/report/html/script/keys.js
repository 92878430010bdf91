// The keys. A key means a deed only outside of fields, and never with Ctrl, Alt or
// Meta, which belong to the browser.

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => answerByKey("accept"),
  r: () => answerByKey("reject"),
  e: openText,
  A: () => answerByKey("accept", answerAll),
  R: () => answerAll({ decision: "reject" }),
  u: takeBack,
  o: toggleOpen,
  "/": () => {
    showChoose(true);
    byId("search").focus();
  },
  "?": toggleHelp,
};

const HELP = [
  ["key.next", "j", "k"],
  ["key.answer", "a", "r"],
  ["key.edit", "e"],
  ["key.readings", "1", "…", "9"],
  ["key.all", "A", "R"],
  ["key.undo", "u"],
  ["key.open", "o"],
  ["key.search", "/"],
  ["key.help", "?"],
];

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (field) return keyInField(event, field);
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (byId("help").open && event.key !== "?") return;
    const deed = KEYS[event.key] ?? (/^[1-9]$/.test(event.key) && (() => chooseReading(event.key - 1)));
    if (deed) {
      event.preventDefault();
      deed();
    } else if (event.target.closest("#list")) keyInList(event);
  });
}

function keyInField(event, field) {
  if (event.isComposing) return;
  if (event.key === "Escape") {
    if (field.id === "text-field") closeText();
    field.blur();
    byId("card").focus({ preventScroll: true });
  } else if (event.key === "Enter" && field.id === "text-field" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    takeText();
  } else if (event.key === "Enter" && field.id === "search" && shown.length > 0) {
    takeInHand(shown[0]);
    byId("card").focus({ preventScroll: true });
  }
}

function keyInList(event) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in moves)) return;
  event.preventDefault();
  step(moves[event.key]);
  items[inHand]?.firstChild.focus();
}

// A key that has nothing to do here says so.
function answerByKey(decision, deed = answer) {
  if (inHand < 0) return announce(say("no-changes"));
  if (byId(decision).hidden) return announce(say("said.nothing-to-accept"));
  deed({ decision });
}

// Only the undecided, or all again.
function toggleOpen() {
  const select = byId("by-state");
  select.value = select.value === "open" ? "" : "open";
  filter();
  announce(byId("found").textContent);
}

function toggleHelp() {
  const help = byId("help");
  if (help.open) help.close();
  else help.showModal();
}

function nameKeys() {
  const entries = HELP.map(([words, ...keys]) => [
    element("dt", {}, ...keys.map((key) => (key === "…" ? key : element("kbd", {}, key)))),
    element("dd", {}, say(words)),
  ]);
  byId("help-keys").replaceChildren(...entries.flat());
}
