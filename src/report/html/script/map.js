// The map: where on it the window is. Its drawing comes with the file; its links are
// handled with all others.

const onScreen = new Set();

// Move the frame on the map to the rows that are on screen.
function showWindow() {
  const frame = byId("window");
  if (!frame || onScreen.size === 0) return;
  const rows = [...onScreen];
  const from = Math.min(...rows.map((row) => Number(row.dataset.from)));
  const to = Math.max(...rows.map((row) => Number(row.dataset.to)));
  frame.setAttribute("y", from);
  frame.setAttribute("height", Math.max(to - from, 4));
}

// The browser tells which rows come and go; asking it would cost a layout each time.
function watchRows() {
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) onScreen.add(target);
      else onScreen.delete(target);
    }
    showWindow();
  });
  for (const row of document.querySelectorAll("section.row")) watcher.observe(row);
}
