// The review: what happens when, and who is told.

// Take a change in hand: mark it in page, article and list, and show its card.
function takeInHand(id, { scroll = true } = {}) {
  for (const place of markNow.places ?? []) place.classList.remove("now");
  const before = items[inHand]?.firstChild;
  before?.setAttribute("tabindex", "-1");
  before?.removeAttribute("aria-current");
  inHand = id;
  showCard();
  showPosition();
  const item = items[id];
  if (!item) return;
  item.firstChild.setAttribute("tabindex", "0");
  item.firstChild.setAttribute("aria-current", "true");
  markNow();
  if (!scroll) return;
  bringIntoView(byId("list"), item);
  bringToMiddle(placeOnPage(id));
}

function placeOnPage(id) {
  return marksOf[id].find((mark) => mark.closest(".page"));
}

// Scroll the text so that a place is in its middle. Rows that were not drawn before
// take their true height only once they come near, so it is looked at again.
function bringToMiddle(place, again = 4, before = NaN) {
  if (!place) return;
  scrollToPlace(place);
  const { top } = place.getBoundingClientRect();
  if (again === 0 || Math.abs(top - before) < 1) return;
  requestAnimationFrame(() => bringToMiddle(place, again - 1, top));
}

// Of a long passage its beginning is wanted, not its middle.
function scrollToPlace(place) {
  const isLong = place.getBoundingClientRect().height > innerHeight / 2;
  place.scrollIntoView({ block: isLong ? "start" : "center" });
}

// The same while the page is still being drawn for the first time, when a place may
// stay for a frame and move with the next.
function bringToMiddleAtFirst(place, frames = 8) {
  scrollToPlace(place);
  if (frames > 0) requestAnimationFrame(() => bringToMiddleAtFirst(place, frames - 1));
}

// Scroll a list, and nothing around it, so far that an item is seen.
function bringIntoView(list, item) {
  const [top, bottom] = [item.offsetTop, item.offsetTop + item.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top - item.offsetHeight;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight + item.offsetHeight;
}

function markNow() {
  markNow.places = inHand < 0 ? [] : placesOf(inHand);
  for (const place of markNow.places) place.classList.add("now");
}

function step(by) {
  const next = neighbour(by);
  if (next < 0) return announce(say("said.end"));
  takeInHand(next);
  tellPosition("");
}

function tellPosition(before) {
  const change = CHANGES[inHand];
  announce(`${before} ${byId("position").textContent} ${say("reason." + change.reason)}`.trim(), before !== "");
}

// Answer the change in hand and go on to the next.
function answer(given) {
  if (inHand < 0) return;
  const next = neighbour(1);
  const lost = decideAndSeeWhatIsLost([inHand], given);
  const said = [say("said." + stateShown(inHand)), ...lost].join(" ");
  if (answers.size === CHANGES.length) announce(`${said} ${say("said.all-decided")}`);
  if (next < 0) return showCard(), announce(said);
  takeInHand(next);
  if (answers.size < CHANGES.length) tellPosition(said);
}

// Decide, and say of which text that was typed before nothing stands any more.
function decideAndSeeWhatIsLost(ids, given) {
  const before = new Set(unwritten());
  decide(ids, given);
  return sayUnwritten(unwritten().filter((id) => !before.has(id)));
}

function sayUnwritten(ids) {
  return ids.map((id) => say("said.unwritten", { n: CHANGES[id].line, x: opening(answerOf(id).text, 12) }));
}

function answerAll(given) {
  if (inHand < 0) return;
  const ids = remaining(inHand);
  if (ids.length === 0) return announce(say("said.none-left"));
  const lost = decideAndSeeWhatIsLost(ids, given);
  showCard();
  announce([say("said.many", { n: ids.length }), ...lost].join(" "));
}

function takeBack() {
  const ids = undo();
  if (ids.length > 0) takeInHand(ids[0]);
  announce(ids.length ? say("said.undone", { n: ids.length }) : say("said.nothing-to-undo"));
}

// Whoever shows a decision, shows it anew.
function refresh(ids) {
  showArticle(ids);
  for (const id of ids) markItem(id);
  markNow();
  filter();
  sayKept();
  byId("undo").disabled = past.length === 0;
}

function sayKept() {
  byId("kept-where").textContent = say(isKept ? "kept" : "not-kept");
}

async function importFile(file) {
  try {
    const { fit, unfit, isOther, name } = take(await file.text());
    const words = [say("said.imported", { n: fit })];
    if (isOther) words.unshift(say("said.other-page", { x: visible(String(name ?? "?")) }));
    if (unfit.length) {
      words.push(say("said.unfit", { n: unfit.length }), unfit.map(nameUnfit).join("; "));
    }
    words.push(...sayUnwritten(unwritten()));
    announce(words.join(" "));
    showCard();
  } catch {
    announce(say("said.not-decisions"));
  }
}

// Which decision does not fit: its reason, and what it was about or stood between.
function nameUnfit({ reason, before, around }) {
  const words = opening(String(before ?? ""), 12);
  const [left, right] = !words && Array.isArray(around) ? around.map((side) => pictured(String(side))) : [];
  return `${visible(String(reason))} ${left === undefined ? words : `…${left}‿${right ?? ""}…`}`;
}

// On a narrow screen the list lies over everything, when it is asked for.
function showChoose(isOpen) {
  byId("panel").classList.toggle("choosing", isOpen);
  byId("open-list").dataset.w = isOpen ? "close" : "list";
  byId("open-list").textContent = say(byId("open-list").dataset.w);
  byId("open-list").setAttribute("aria-expanded", String(isOpen));
}

function listen() {
  const click = (id, deed) => byId(id).addEventListener("click", deed);
  click("next", () => step(1));
  click("previous", () => step(-1));
  click("undo", takeBack);
  click("open-help", toggleHelp);
  click("open-list", () => showChoose(!byId("panel").classList.contains("choosing")));
  click("language", () => {
    changeLanguage(language === "en" ? "zh" : "en");
    remember("language", language);
  });
  click("export", () => download("decisions.json", "application/json", exported()));
  click("save-article", () => download(articleName(), "text/plain;charset=utf-8", play()));
  click("copy-article", () => copy(play()));
  click("import", () => byId("import-file").click());
  byId("import-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await importFile(file);
    event.target.value = "";
  });
  // A mark in the text takes its change in hand; a link in it leads where it leads.
  byId("text").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-c]");
    if (!mark || event.target.closest("a, summary") || !getSelection().isCollapsed) return;
    takeInHand(Number(mark.dataset.c.split(" ").at(-1)), { scroll: false });
    bringIntoView(byId("list"), items[inHand]);
  });
  addEventListener("hashchange", takeLinked);
  addEventListener("beforeprint", giveBack);
  addEventListener("afterprint", showCard);
  addEventListener("pagehide", keepNow);
  addEventListener("beforeunload", (event) => {
    keepNow();
    if (!isKept && hasAnything()) event.preventDefault();
  });
}

function articleName() {
  const name = DATA.source.name.split(/[/\\]/).at(-1).replace(/\.[^.]*$/, "");
  return `${name || "page"}.article.txt`;
}

function changeLanguage(code) {
  speakLanguage(code);
  nameList();
  nameKeys();
  sayKept();
  filter();
  showCard();
}

function resume() {
  isKept = remember("probe", "") && remember("probe", null);
  const kept = remembered(DATA.source.sha256);
  let before = 0;
  try {
    before = kept ? take(kept).fit : 0;
  } catch {
    before = 0; // what was kept is no longer readable: begin anew
  }
  past.length = 0;
  listeners.push(refresh);
  refresh(CHANGES.map((change) => change.id).filter(answerOf));
  if (before > 0) announce(say("said.restored", { n: before }));
}

// Where a visit begins: at the first change that is not decided. The head of the page
// stays in view if that change does; the name of the page stays in view anyway.
function begin() {
  const first = CHANGES.find((change) => stateOf(change.id) === "open") ?? CHANGES[0];
  takeInHand(first ? first.id : -1, { scroll: false });
  if (!first) return;
  bringIntoView(byId("list"), items[first.id]);
  if (!isInView(placeOnPage(first.id))) bringToMiddleAtFirst(placeOnPage(first.id));
}

// Whether a place stands above what lies over the foot of a narrow screen.
function isInView(place) {
  const panel = byId("panel").getBoundingClientRect();
  const foot = panel.left > 0 ? innerHeight : panel.top;
  return !place || place.getBoundingClientRect().bottom <= foot;
}

// A link to a change takes it in hand.
function takeLinked() {
  const [, id] = location.hash.match(/^#c(\d+)$/) ?? [];
  if (id === undefined || !CHANGES[id]) return false;
  takeInHand(Number(id));
  return true;
}

function start() {
  document.documentElement.classList.add("live");
  byId("panel").hidden = false;
  findMarks();
  findSegments();
  makeList();
  listen();
  listenToCard();
  listenToKeys();
  watchRows();
  changeLanguage(language);
  // Where the last visit was scrolled to is not where this one goes on.
  history.scrollRestoration = "manual";
  resume();
  if (!takeLinked()) begin();
}

start();
