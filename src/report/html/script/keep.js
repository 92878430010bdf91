// What the browser keeps between visits. A file opened from disk may be refused any
// storage; then nothing is kept, and the panel says so.

const KEPT = "faircopy:";

function remembered(name) {
  try {
    return localStorage.getItem(KEPT + name);
  } catch {
    return null;
  }
}

// Whether it could be kept.
function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(KEPT + name);
    else localStorage.setItem(KEPT + name, value);
    return true;
  } catch {
    return false;
  }
}

// Let the reader save a text as a file.
function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  announce(say("said.saved", { x: name }));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(say("said.copied"));
  } catch {
    announce(say("said.not-copied"));
  }
}
