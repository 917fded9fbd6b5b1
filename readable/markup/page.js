// What the page's address asks for holds, as it does where a server answers it; what the reader
// chose before, which the toolbar knows, holds over it.
(() => {
  "use strict";
  const root = document.documentElement;
  const ladder = root.dataset.readableLadder.split(" ");
  // The font is not among them: the page carries its own and no other.
  const names = [
    "scale", "line_height", "letter_spacing_em", "word_spacing_em", "paragraph_spacing_em",
    "theme", "measure", "alignment",
  ];
  for (const [name, chosen] of new URLSearchParams(location.search)) {
    // 2.0 is written 2 in an attribute.
    const value = chosen && !isNaN(chosen) ? String(Number(chosen)) : chosen;
    if (names.includes(name) && (name !== "scale" || ladder.includes(value))) {
      root.setAttribute("data-readable-" + name.replace(/_/g, "-"), value);
    }
  }
})();
