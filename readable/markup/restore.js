// Puts what the reader chose on <html> before anything is painted, and follows other tabs.
// Without a choice the page's address has a say, as it has where a server answers it.
(() => {
  "use strict";
  const root = document.documentElement;
  const ladder = root.dataset.readableLadder.split(" ");
  // The font is not among them: the page carries its own and no other.
  const names = [
    "scale", "line_height", "letter_spacing_em", "word_spacing_em", "paragraph_spacing_em",
    "theme", "measure", "alignment",
  ];

  const apply = (query) => {
    for (const [name, chosen] of new URLSearchParams(query)) {
      // 2.0 is written 2 in an attribute.
      const value = chosen && !isNaN(chosen) ? String(Number(chosen)) : chosen;
      if (names.includes(name) && (name !== "scale" || ladder.includes(value))) {
        root.setAttribute("data-readable-" + name.replace(/_/g, "-"), value);
      }
    }
  };

  let chosen = null;
  try {
    chosen = localStorage.getItem("readable");
  } catch {
    // Storage is denied: the page stays as it was sent.
  }
  apply(chosen || location.search);
  addEventListener("storage", ({ key, newValue }) => key === "readable" && apply(newValue || ""));
  root.dataset.readableScript = "";
})();
