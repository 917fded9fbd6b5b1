// The line that is being read stays where it is while the text above it grows.

// Where something in the article begins or ends in the window. In Safari, what is zoomed tells its
// place in the document in lengths of its own.
export const edgeOf = (one, side, article) => {
  const zoom = article.currentCSSZoom ? 1 : getComputedStyle(article).zoom;
  const scrolled = side === "left" ? scrollX : scrollY;
  return (one.getBoundingClientRect()[side] + scrolled) * zoom - scrolled;
};

// The letter at a point. Firefox knows the one way, Safari the other.
const letterAt = (x, y) => {
  const at = document.caretPositionFromPoint?.(x, y);
  if (!at) {
    return document.caretRangeFromPoint?.(x, y);
  }
  const letter = document.createRange();
  letter.setStart(at.offsetNode, at.offset);
  return letter;
};

// Answers what puts it back, to be called when the text has its new size.
export const hold = (article, button) => {
  // What has scrolled: the window, or on an old SharePoint a box in it. What is above the article
  // moves nothing.
  let scroller = article;
  while (scroller && !scroller.scrollTop) {
    scroller = scroller.parentElement;
  }
  const [top, bottom, left] = ["top", "bottom", "left"].map((side) => edgeOf(article, side, article));
  const topOf = (one) => edgeOf(one, "top", one === button ? one : article);
  let held;
  const x = Math.max(left, 0) + 1;
  const over = document.elementFromPoint(x, 1);
  // A bar of the portal may stay at the top.
  const edge = over && !over.contains(article) && !article.contains(over) ? over.getBoundingClientRect().bottom : 0;
  // The first letter of the first line that begins in view.
  for (let y = edge + 1; !held && top < edge && y < Math.min(innerHeight, bottom); y += 8) {
    const line = letterAt(x, y);
    if (article.contains(line?.startContainer) && line.getBoundingClientRect().height) {
      if (topOf(line) >= edge) {
        held = line;
      }
      // Of a line that begins above, no more is asked.
      y = Math.max(y, edgeOf(line, "bottom", article) - 8);
    }
  }
  const before = held && topOf(held);
  const under = button && topOf(button);
  const isSeen = under >= 0 && under < innerHeight;
  return () =>
    scroller?.scrollBy({
      // A button that moved, as one below the article does, comes back under the pointer.
      top: (isSeen && topOf(button) - under) || (held ? topOf(held) - before : 0),
      // At once, where a portal has pages scroll smoothly.
      behavior: "instant",
    });
};
