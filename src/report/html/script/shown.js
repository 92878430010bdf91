// Elements and text that can be seen: page text reaches the document as text only,
// and what could steer how it is shown comes as a picture of itself.

// An element with attributes and children; strings become text.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const HAZARD =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;
const UNSEEN = /[\u00AD\u180E\u200B-\u200D\u2060-\u2064\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E01EF}]/gu;

function picture(c) {
  const code = c.codePointAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

// Text with hazards shown as pictures; a carriage return of a line end is left out.
function visible(text) {
  return text.replace(/\r\n/g, "\n").replace(HAZARD, picture);
}

// The same on one line, every character to be seen: for what is removed or added.
function pictured(text) {
  return visible(text).replace(/\n/g, "↵").replace(/\t/g, "⇥").replace(UNSEEN, picture);
}

// The beginning of a text, on one line.
function opening(text, most) {
  const line = pictured(text.trim().slice(0, 4 * most));
  const chars = Array.from(line);
  return chars.length > most ? chars.slice(0, most).join("") + "…" : line;
}
