// The map: where on it the window is. Its drawing comes with the file; its links are
// handled with all others.

// Move the frame on the map to the rows that are on screen.
function showWindow() {
  const frame = byId("window");
  const rows = [rowAt(60), rowAt(innerHeight - 4)];
  if (!frame || !rows[0]) return;
  const from = Number(rows[0].dataset.from);
  const to = Number((rows[1] ?? byId("text").lastElementChild).dataset.to);
  frame.setAttribute("y", from);
  frame.setAttribute("height", Math.max(to - from, 4));
}

// The row at a height of the window.
function rowAt(y) {
  const { left } = byId("text").getBoundingClientRect();
  return document.elementFromPoint(left + 8, Math.min(y, innerHeight - 4))?.closest("section.row");
}

function listenToMap() {
  let waits = false;
  addEventListener(
    "scroll",
    () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => {
        waits = false;
        showWindow();
      });
    },
    { passive: true },
  );
}
