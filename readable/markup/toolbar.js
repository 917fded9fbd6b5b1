// Turns the links that change the text size into buttons that do it in place.
// The size is what <html data-readable-scale> says; every word comes from the page.
(() => {
  "use strict";
  const root = document.documentElement;
  const bars = [...document.querySelectorAll(".readable-size")];
  const bar = bars[bars.length - 1];
  const words = new Map(bars.map((one) => [Number(one.dataset.scale), one.querySelector("p").textContent]));
  const ladder = [...words.keys()].sort((one, other) => one - other);
  const text = bar.querySelector("p");
  const status = document.createElement("p");
  status.setAttribute("role", "status");

  const current = () => Number(root.dataset.readableScale);
  const next = (direction) => ladder[ladder.indexOf(current()) + direction];

  // The first block that begins in view stays where it is; or, in a block that fills the view,
  // the part of it at the upper edge.
  const findPlace = () => {
    const edge = Math.max(0, bar.getBoundingClientRect().bottom);
    let place = null;
    for (const block of document.querySelectorAll("main :is(p, li, h1, h2, h3, h4, h5, h6, tr, figure, pre, dt, dd)")) {
      const { top, height } = block.getBoundingClientRect();
      if (top >= edge && (top < innerHeight || place === null)) {
        return { block, part: 0, at: top };
      }
      if (top < edge && top + height > edge) {
        place = { block, part: (edge - top) / height, at: edge };
      }
    }
    return place;
  };
  const returnTo = ({ block, part, at }) => {
    const { top, height } = block.getBoundingClientRect();
    scrollBy(0, top + part * height - at);
  };

  const remember = (scale) => {
    try {
      const chosen = new URLSearchParams(localStorage.getItem("readable") || "");
      chosen.set("scale", scale);
      localStorage.setItem("readable", chosen);
    } catch {
      // Storage is denied or full: the size holds for this page.
    }
  };

  const step = (direction) => {
    const scale = next(direction);
    if (scale !== undefined) {
      const place = findPlace();
      root.dataset.readableScale = scale;
      show();
      if (place) {
        returnTo(place);
      }
      remember(scale);
    }
    status.textContent = words.get(current());
  };

  const buttons = [...bar.querySelectorAll("a")].map((link) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.step = link.dataset.step;
    button.textContent = link.textContent;
    button.addEventListener("click", () => step(Number(button.dataset.step)));
    link.replaceWith(button);
    return button;
  });

  const show = () => {
    text.textContent = words.get(current());
    for (const button of buttons) {
      button.setAttribute("aria-disabled", next(Number(button.dataset.step)) === undefined);
    }
  };

  show();
  bar.append(status);
  bars.slice(0, -1).forEach((one) => one.remove());
  new MutationObserver(show).observe(root, { attributeFilter: ["data-readable-scale"] });
})();
