// What a page of a portal says of the toolbar in it: the same questions in every browser.
{
const bar = () => document.querySelector("readable-toolbar");
const part = (name) => bar().querySelector(`[part="${name}"]`);
const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const idle = async () => {
  await pause(120);
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3000 }));
  await frame();
};

// A hand comes to the bars: what a first press needs is there, as it is before a person presses.
const hand = async () => {
  for (const one of document.querySelectorAll("readable-toolbar")) {
    one.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  }
  const sheet = document.querySelector("link[href*='toolbar.css']");
  await import(new URL("article.js", sheet.href)).catch(() => {});
  await idle();
};

const textsIn = (root) => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.data.trim()) {
        found.push(node);
      }
    } else if (!/^(SCRIPT|STYLE)$/.test(node.nodeName)) {
      [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].forEach(walk);
    }
  };
  walk(root);
  return found;
};

// The width of the first syllable of each text: what scales with its size, and never breaks.
const widths = (root = document.getElementById("noi-dung")) =>
  textsIn(root).map((node) => {
    const start = node.data.search(/\S/);
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + node.data.slice(start).search(/\s|$/));
    return range.getBoundingClientRect().width;
  });

const press = async (name, times = 1) => {
  for (let at = 0; at < times; at += 1) {
    part(name).click();
  }
  await frame();
};
const scale = () => Number(document.documentElement.dataset.readableScale) || 100;

// Boxes of what is not the article: they stay where they are.
const others = () =>
  [...document.querySelectorAll("header h1, .side, readable-toolbar, .news")].map((one) => {
    const { left, top, width } = one.getBoundingClientRect();
    // What stands below the article goes down as it grows, and its first line has a margin.
    const below = one.matches(".news") || top > document.querySelector(".news").getBoundingClientRect().bottom - 1;
    return [left, below ? 0 : top, width].map((n) => Math.round(n * 2) / 2);
  });

const spoiled = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

globalThis.probes = { hand,
  async spread() {
    await idle();
    const before = widths();
    const around = others();
    const found = { texts: before.length, sizes: [], worst: 0, moved: [] };
    await press("smaller", 1);
    for (let size = 0; size < 10; size += 1) {
      const zoom = scale() / 100;
      const off = widths().map((width, at) => Math.abs(width / before[at] / zoom - 1));
      const worst = Math.max(...off);
      found.sizes.push(scale());
      if (worst > found.worst) {
        found.worst = worst;
        found.where = textsIn(document.getElementById("noi-dung"))[off.indexOf(worst)].parentNode.outerHTML.slice(0, 90);
      }
      const now = others();
      now.forEach((box, at) => box.forEach((n, which) => {
        if (Math.abs(n - around[at][which]) > 1) {
          found.moved.push(`${scale()}: ${at} ${around[at]} -> ${box}`);
        }
      }));
      await press("larger");
    }
    return found;
  },

  async drift(seed = 1) {
    await press("reset");
    await idle();
    const html = document.getElementById("noi-dung").outerHTML;
    const before = widths();
    for (let at = 0; at < 100; at += 1) {
      seed = (seed * 16807) % 2147483647;
      part(["larger", "smaller", "larger", "smaller", "reset"][seed % 5]).click();
    }
    await press("reset");
    await idle();
    return {
      drift: Math.max(...widths().map((width, at) => Math.abs(width - before[at]))),
      same: document.getElementById("noi-dung").outerHTML === html,
    };
  },

  async overflow() {
    await press("reset");
    await idle();
    const found = { before: spoiled(), at: {} };
    for (let size = 0; size < 9; size += 1) {
      await press("larger");
      found.at[scale()] = spoiled();
    }
    return found;
  },
};
}
