// What a page of a portal says of the toolbar in it: the same questions in every browser.
{
const bar = () => document.querySelector("readable-toolbar");
const part = (name) => bar().querySelector(`[part="${name}"]`);
const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
// In pixels of the window. In Safari, what is zoomed tells its place in the document in lengths of its own.
const box = (one) => {
  const { left, top, width, height, bottom } = one.getBoundingClientRect();
  const article = document.getElementById("noi-dung");
  const node = one.startContainer ?? one;
  const zoom = !article.contains(node.getRootNode().host ?? node) || article.currentCSSZoom ? 1 : getComputedStyle(article).zoom;
  const y = (value) => (value + scrollY) * zoom - scrollY;
  return { left: left * zoom, top: y(top), width: width * zoom, height: height * zoom, bottom: y(bottom) };
};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const idle = async () => {
  await pause(120);
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve, { timeout: 3000 }));
  await frame();
};

// A hand comes to the bars: what a first press needs is there, as it is before a person presses.
const hand = async () => {
  for (const one of document.querySelectorAll("readable-toolbar")) {
    one.dispatchEvent(new PointerEvent("pointerenter"));
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

// Of a long article, some texts stand for all.
const MOST = 400;
const some = (texts) => texts.filter((_, at) => at % Math.ceil(texts.length / MOST) === 0);

// The width of the first syllable of each text: what scales with its size, and never breaks.
const widths = (root = document.getElementById("noi-dung")) =>
  some(textsIn(root)).map((node) => {
    const start = node.data.search(/\S/);
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + node.data.slice(start).search(/\s|$/));
    return box(range).width;
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
    const { left, top, width } = box(one);
    // What stands below the article goes down as it grows, and its first line has a margin.
    const below = one.matches(".news") || top > box(document.querySelector(".news")).bottom - 1;
    return [left, below ? 0 : top, width].map((n) => Math.round(n * 2) / 2);
  });

// Safari shows no letters smaller than 9 px, unless a page gives them in pixels.
const leastSize = () => {
  const one = document.body.appendChild(document.createElement("i"));
  one.style.fontSize = ".01em";
  const size = parseFloat(getComputedStyle(one).fontSize);
  one.remove();
  return size;
};

const spoiled = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

globalThis.probes = { hand, frame,
  // What was asked for after the page had loaded, by when a long article is prepared: its last
  // paragraph is laid out when it comes into view.
  async prepared() {
    const article = document.getElementById("noi-dung");
    const last = getComputedStyle(article.lastElementChild);
    while (article.textContent.length > 60000 && last.contentVisibility !== "auto") {
      await pause(20);
    }
    const [{ loadEventStart }] = performance.getEntriesByType("navigation");
    const asked = performance.getEntriesByType("resource");
    return asked.filter((one) => one.startTime > loadEventStart).map((one) => one.name);
  },

  // How far the first word of each text is from its share at each size. Where a browser sets letters
  // in whole pixels, `slack` is how many each letter may be off.
  async spread(slack = 0) {
    await press("reset");
    await idle();
    const around = others();
    const texts = some(textsIn(document.getElementById("noi-dung")));
    const letters = texts.map(({ data }) => data.normalize().match(/\S+/)[0].length);
    const found = { texts: texts.length, sizes: [], worst: 0, moved: [] };
    const shown = {};
    const least = leastSize();
    let sizes;
    await press("smaller", 1);
    for (let size = 0; size < 10; size += 1) {
      found.sizes.push(scale());
      // In SVG it tells other sizes than it shows.
      sizes = texts.map(({ parentElement: one }) => one.closest("svg") ? Infinity : parseFloat(getComputedStyle(one).fontSize));
      shown[scale()] = widths();
      others().forEach((now, at) => now.forEach((n, which) => {
        if (Math.abs(n - around[at][which]) > 1) {
          found.moved.push(`${scale()}: ${at} ${around[at]} -> ${now}`);
        }
      }));
      await press("larger");
    }
    for (const size in shown) {
      shown[size].forEach((width, at) => {
        const wanted = (shown[400][at] / 400) * Math.max(size, (100 * least) / sizes[at]);
        const off = (Math.abs(width - wanted) - slack * letters[at]) / wanted;
        if (off > found.worst) {
          found.worst = off;
          found.where = `${size}: ${texts[at].parentNode.outerHTML.slice(0, 90)}`;
        }
      });
    }
    return found;
  },

  async drift(presses = 100) {
    let seed = 1;
    await press("reset");
    await idle();
    const html = document.getElementById("noi-dung").outerHTML;
    const before = widths();
    for (let at = 0; at < presses; at += 1) {
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

  // How far the first line in view moves on each of some steps, from the middle of the article.
  async place() {
    await press("reset");
    await idle();
    const scroller = [...document.querySelectorAll("#s4-workspace, html")].find(
      (one) => one.scrollHeight > one.clientHeight + 500 && getComputedStyle(one).overflowY !== "hidden");
    scroller.scrollTop = scroller.scrollHeight / 3;
    await frame();
    const { left } = box(textsIn(document.getElementById("noi-dung"))[0].parentElement);
    const firstLine = () => {
      for (let y = 1; y < innerHeight; y += 2) {
        const at = document.caretPositionFromPoint?.(left + 1, y);
        const line = at ? document.createRange() : document.caretRangeFromPoint(left + 1, y);
        if (at) {
          line.setStart(at.offsetNode, at.offset);
        }
        if (box(line).height && box(line).top >= 0) {
          return line;
        }
      }
    };
    const moved = [];
    for (const name of ["larger", "larger", "larger", "smaller", "smaller"]) {
      const line = firstLine();
      const before = box(line).top;
      await press(name);
      moved.push(Math.round(box(line).top - before));
    }
    scroller.scrollTop = 0;
    return { moved, scrolled: scroller.nodeName };
  },

  // What is said after many presses, and when.
  async said() {
    await press("reset");
    await pause(400);
    const said = [];
    const watch = new MutationObserver(() => part("status").textContent &&
      said.push([part("status").textContent, performance.now()]));
    watch.observe(part("status"), { childList: true });
    part("larger").focus();
    for (let at = 0; at < 12; at += 1) {
      part("larger").click();
    }
    const pressed = performance.now();
    while (!said.length) {
      await pause(20);
    }
    await pause(300);
    watch.disconnect();
    return {
      texts: said.map(([text]) => text),
      after: said[0]?.[1] - pressed,
      role: part("status").getAttribute("role"),
      ended: part("larger").getAttribute("aria-disabled"),
      focused: document.activeElement === part("larger"),
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
