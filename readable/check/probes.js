// What a rendered page is asked. Each function answers plain values: which element, and how much.
(() => {
  const shown = (one) => {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return style.visibility === "visible" && style.display !== "none" && box.width > 1 && box.height > 1;
  };
  const ownText = (one) =>
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
  const selector = (one) => {
    const parts = [];
    for (; one && one.nodeType === Node.ELEMENT_NODE && parts.length < 12; one = one.parentElement) {
      if (one.id && /^[A-Za-z][\w-]*$/.test(one.id)) {
        parts.unshift(`#${one.id}`);
        break;
      }
      const tag = one.localName;
      const same = one.parentElement ? [...one.parentElement.children].filter((other) => other.localName === tag) : [one];
      parts.unshift(same.length > 1 ? `${tag}:nth-of-type(${same.indexOf(one) + 1})` : tag);
    }
    return parts.join(" > ");
  };
  const told = (one, more) => ({
    target: selector(one),
    source: (one.outerHTML.match(/^<[^>]*>/) || [""])[0],
    text: (one.innerText || "").trim().slice(0, 60),
    ...more,
  });
  const texts = () => [...document.body.querySelectorAll("*")].filter((one) => ownText(one) && shown(one));
  const cuts = (one) => {
    const style = getComputedStyle(one);
    return /hidden|clip/.test(style.overflowY) || /hidden|clip/.test(style.overflowX);
  };
  const boxes = () =>
    [...document.body.querySelectorAll("*")].filter(
      (one) => cuts(one) && shown(one) && (one.innerText || "").trim() && one.clientHeight > 2 && one.clientWidth > 2,
    );
  const clipped = () =>
    boxes()
      .filter((one) => {
        const style = getComputedStyle(one);
        const down = /hidden|clip/.test(style.overflowY) && one.scrollHeight > one.clientHeight + 2;
        const along =
          /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 2;
        return down || along;
      })
      .map((one) => told(one, { room: one.clientHeight, needed: one.scrollHeight }));
  const scrolls = (one) => {
    for (; one && one !== document.body; one = one.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  // WCAG 1.4.10 leaves data tables and code as wide as they are, but no layout by a table.
  const isOfTwoDimensions = (one) => {
    if (one.closest("pre,code,svg")) return true;
    for (let table = one.closest("table"); table; table = table.parentElement.closest("table"))
      if (table.querySelector(":scope > caption, :scope > * > tr > th, :scope > thead")) return true;
    return false;
  };
  const wide = () => {
    const room = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= room + 1) return [];
    return texts()
      .filter((one) => !isOfTwoDimensions(one) && !scrolls(one))
      .map((one) => [one, one.getBoundingClientRect().right + scrollX])
      .filter(([, right]) => right > room + 1)
      .map(([one, right]) => told(one, { room, needed: Math.round(right) }));
  };
  // Controls keep the size that a browser gives them.
  const reading = () => texts().filter((one) => !one.closest("button,input,select,nav"));
  const sizes = () => reading().map((one) => [selector(one), parseFloat(getComputedStyle(one).fontSize)]);
  const state = () => JSON.stringify(sizes());
  const larger = () => {
    const words = /tăng cỡ|cỡ chữ lớn|chữ to|phóng to|larger text|increase (text|font)|^\s*[AaTt]\s*\+\s*$/i;
    const found = [...document.querySelectorAll("button,a,[role=button],input[type=button]")].find(
      (one) => shown(one) && words.test(`${one.innerText || one.value || ""}\n${one.ariaLabel || ""}\n${one.title || ""}`),
    );
    if (found) found.setAttribute("data-readable-larger", "");
    return found ? told(found, {}) : null;
  };
  const inked = () =>
    boxes()
      .filter((one) => /hidden|clip/.test(getComputedStyle(one).overflowY))
      .slice(0, 100)
      .map((one, index) => {
        const answer = told(one, { index });
        one.setAttribute("data-readable-box", index);
        return answer;
      });
  window.readableProbes = { clipped, wide, sizes, state, larger, inked, told, texts, selector };
})();
