// The change in hand: what it is, what it rests on, and the answers it takes.
//
// The evidence is the note that the file has beneath the row, lent to the card, so
// that what is said of a change without the script and with it is the same.

let lent = null;

function showCard() {
  giveBack();
  const change = CHANGES[inHand];
  byId("card").hidden = !change;
  if (!change) return;
  const [state, shownAs] = [stateOf(inHand), stateShown(inHand)];
  byId("card").dataset.state = state;
  byId("card-title").textContent = say("reason." + change.reason);
  byId("card-tier").replaceChildren(
    element("span", { class: "state" }, `${SIGNS[shownAs]} ${say("state." + shownAs)}`),
    ` ${say("kind." + change.kind)} · ${say("line", { n: change.line })} · `,
    element("span", { title: say("tier." + change.tier) }, say("name." + change.tier)),
    " ",
    element("code", {}, change.reason),
  );
  showAnswers(change);
  showReadings(change);
  closeText();
  byId("note-field").value = notes.get(inHand) ?? "";
  byId("card-note").open = notes.has(inHand);
  byId("undo").disabled = past.length === 0;
  lent = byId("n" + inHand);
  if (lent) byId("card-evidence").append(...lent.childNodes);
}

// Put the evidence back where it is in the file.
function giveBack() {
  if (lent) lent.append(...byId("card-evidence").childNodes);
  lent = null;
}

function wordsFor(change, answer, isAll = false) {
  if (answer === "accept" && change.kind === "variant") {
    if (isAll) return say("accept-variants");
    return say("accept-variant", { x: opening(change.after, 10) || say("nothing") });
  }
  const special = {
    "accept.fold": "accept-fold", "reject.fold": "reject-fold",
    "accept.drop": "accept-drop", "reject.drop": "reject-drop",
    "accept.join": "accept-join", "reject.join": "reject-join",
    "accept.gap": "accept-gap", "reject.gap": "reject-gap",
  };
  if (answer === "reject" && change.kind === "variant") return say("leave-variant");
  if (answer === "reject" && !change.acceptable) return say(change.missing ? "leave-gap" : "leave-look");
  if (answer === "edit" && change.missing) return say("edit-gap");
  return say(special[`${answer}.${change.kind}`] ?? answer);
}

function showAnswers(change) {
  const state = stateOf(change.id);
  for (const answer of ["accept", "reject", "edit"]) {
    byId(answer + "-words").textContent = wordsFor(change, answer);
    byId(answer).setAttribute("aria-pressed", String(state === (answer === "edit" ? "text" : answer)));
  }
  byId("accept").hidden = !change.acceptable;
  byId("reject-sign").textContent = change.acceptable && change.kind !== "variant" ? SIGNS.reject : SIGNS.left;
  byId("edit").hidden = !change.typable;
  const others = remaining(change.id).length;
  byId("card-all").hidden = others < 2;
  byId("all-words").textContent = say("all-left", { n: others });
  byId("accept-all").hidden = !change.acceptable;
  for (const answer of ["accept", "reject"]) {
    byId(`${answer}-all-words`).textContent = wordsFor(change, answer, true);
  }
}

// All readings of a variant, each a button: what it says and who has it.
function showReadings(change) {
  const list = byId("card-readings");
  list.hidden = change.readings.length === 0;
  const standing = standingNow(change);
  list.replaceChildren(
    ...change.readings.map((reading, at) => {
      const places = reading.witnesses.map((place) => say("line", { n: lineOf(place) })).join(", ");
      const stays = reading.text === change.standing ? ` · ${say("reading-stays")}` : "";
      const button = element(
        "button",
        { type: "button", "aria-pressed": String(reading.text === standing), "data-reading": at },
        element("kbd", {}, String(at + 1)),
        " ",
        reading.text ? element("q", {}, pictured(reading.text)) : element("i", {}, say("nothing")),
        element("small", {}, ` ${places}${stays}`),
      );
      return element("li", {}, button);
    }),
  );
}

// The text of the reading that stands, whatever made it stand.
function standingNow(change) {
  const { decision, text } = stateNow(change.id);
  if (decision === "accept") return change.after;
  if (decision === "reject") return change.readings[0]?.text;
  return decision === "reading" ? text : undefined;
}

function openText() {
  const change = CHANGES[inHand];
  if (!change?.typable) return announce(say(change ? "said.no-typing" : "no-changes"));
  const answer = answerOf(inHand);
  const label = change.missing ? "text-label-gap" : change.kind === "join" ? "text-label-join" : "text-label";
  document.querySelector("#card-text label").textContent = say(label);
  const isWhole = change.kind === "fold" || change.kind === "drop";
  const proposed = change.missing ? "" : isWhole ? change.before : change.after;
  byId("text-field").value = answer?.decision === "text" ? answer.text : proposed;
  byId("card-text").hidden = false;
  byId("card-answers").hidden = true;
  byId("text-field").focus();
  byId("text-field").select();
}

function closeText() {
  byId("card-text").hidden = true;
  byId("card-answers").hidden = false;
}

function takeText() {
  const text = byId("text-field").value;
  closeText();
  byId("card").focus({ preventScroll: true });
  answer({ decision: "text", text });
}

function listenToCard() {
  byId("accept").addEventListener("click", () => answer({ decision: "accept" }));
  byId("reject").addEventListener("click", () => answer({ decision: "reject" }));
  byId("edit").addEventListener("click", openText);
  byId("accept-all").addEventListener("click", () => answerAll({ decision: "accept" }));
  byId("reject-all").addEventListener("click", () => answerAll({ decision: "reject" }));
  byId("text-cancel").addEventListener("click", () => {
    closeText();
    byId("edit").focus();
  });
  byId("card-text").addEventListener("submit", (event) => {
    event.preventDefault();
    takeText();
  });
  byId("card-readings").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) chooseReading(Number(button.dataset.reading));
  });
  byId("note-field").addEventListener("input", (event) => setNote(inHand, event.target.value));
}

function chooseReading(at) {
  const readings = CHANGES[inHand]?.readings ?? [];
  if (at < readings.length) return answer({ decision: "reading", text: readings[at].text });
  announce(say(readings.length ? "said.no-reading" : "said.no-readings", { n: at + 1, m: readings.length }));
}
