// The interface's words, in the language of the reader. Page text is never translated.

const WORDS = JSON.parse(document.getElementById("words").textContent);

// The language: what the file was made for, else what was chosen here before, else
// the browser's.
let language = firstLanguage();

function firstLanguage() {
  const root = document.documentElement;
  const wished = [root.dataset.lang, remembered("language"), ...(navigator.languages || [])];
  const known = wished.filter(Boolean).map((code) => code.toLowerCase().split("-")[0]);
  return known.find((code) => Object.hasOwn(WORDS, code)) || "en";
}

// What a key says, with its values put in: {n} and {m} numbers, {x} a word.
function say(key, values = {}) {
  let words = WORDS[language][key] ?? key;
  const forms = words.split("|");
  if (forms.length === 2) words = forms[values.n === 1 ? 0 : 1];
  return words.replace(/\{([nmx])\}/g, (_, name) => String(values[name] ?? ""));
}

// Put the words into every element that names its key.
function speak(root) {
  for (const element of root.querySelectorAll("[data-w]")) {
    const { w, n, x } = element.dataset;
    element.textContent = say(w, { n: n && Number(n), x });
  }
  for (const element of root.querySelectorAll("[data-w-label]")) {
    const words = say(element.dataset.wLabel);
    element.setAttribute("aria-label", words);
    element.title = words;
  }
  for (const element of root.querySelectorAll("[data-w-placeholder]")) {
    element.placeholder = say(element.dataset.wPlaceholder);
  }
}

function speakLanguage(code) {
  language = code;
  document.documentElement.lang = code;
  speak(document);
}

// Tell a screen reader, and show for a while, what has been done.
function announce(words, isSeen = true) {
  const said = document.getElementById("said");
  said.textContent = words;
  // What is seen anyway is only read aloud.
  said.classList.toggle("fresh", isSeen);
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => said.classList.remove("fresh"), 6000);
}
