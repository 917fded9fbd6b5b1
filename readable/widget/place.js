// The line that is being read stays where it is while the text above it grows.

const topOf = (one) => one.getBoundingClientRect().top;

// Answers what puts it back, to be called when the text has its new size.
export const holdPlace = (article, button) => {
  // What has scrolled: the window, or on an old SharePoint a box in it. What is above the article
  // moves nothing.
  let scroller = article;
  while (scroller && !scroller.scrollTop) {
    scroller = scroller.parentElement;
  }
  const { top, bottom, left } = article.getBoundingClientRect();
  let held;
  const x = Math.max(left, 0) + 1;
  const over = document.elementFromPoint(x, 1);
  // A bar of the portal may stay at the top.
  const edge = over && !over.contains(article) && !article.contains(over) ? over.getBoundingClientRect().bottom : 0;
  // The first letter of the first line that begins in view.
  for (let y = edge + 1; !held && top < edge && y < Math.min(innerHeight, bottom); y += 8) {
    const at = document.caretPositionFromPoint?.(x, y);
    if (article.contains(at?.offsetNode)) {
      const line = document.createRange();
      line.setStart(at.offsetNode, at.offset);
      if (line.getBoundingClientRect().height && topOf(line) >= edge) {
        held = line;
      }
    }
  }
  const before = held && topOf(held);
  const under = button && topOf(button);
  return () => {
    if (scroller) {
      // A button that moved, as one below the article does, comes back under the pointer.
      scroller.scrollTop += (button && topOf(button) - under) || (held ? topOf(held) - before : 0);
    }
  };
};
