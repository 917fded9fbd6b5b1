// What a page says of the markup in it: what would have run, and what may not be there.
// `attack(outputs)` looks at the document, and puts each output into other contexts.
"use strict";

const found = [];
addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective.startsWith("script-src")) {
    found.push(`would run: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  }
});
for (const name of ["alert", "prompt", "confirm", "print", "open"]) {
  window[name] = () => found.push(`ran: ${name}`);
}
const own = new Set(Object.getOwnPropertyNames(window));

const ELEMENTS = new Set(
  ("a abbr address area article aside audio b bdi bdo blockquote br button caption cite code col " +
    "colgroup data dd del details dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 " +
    "h5 h6 header hgroup hr i img input ins kbd label legend li main map mark menu meter nav ol output " +
    "p picture pre progress q rp rt ruby s samp search section small source span strong sub " +
    "summary sup table tbody td tfoot th thead time tr track u ul var video wbr").split(" "),
);
const FORBIDDEN = new Set(
  ("style srcdoc form formaction formmethod action ping target background http-equiv autofocus " +
    "autoplay contenteditable popovertarget commandfor is slot dynsrc lowsrc manifest xmlns " +
    "xlink:href xml:base").split(" "),
);
const ADDRESSES = new Set("href src cite longdesc poster data itemid".split(" "));
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const EVENTS = [];
for (const name in HTMLElement.prototype) {
  if (name.startsWith("on")) EVENTS.push(name.slice(2));
}

// Before and after what is tried: each is a context with parsing rules of its own.
const CONTEXTS = [
  ["", ""],
  ["<svg data-own>", "</svg>"],
  ["<math data-own><mtext data-own>", "</mtext></math>"],
  ["<svg data-own><foreignObject data-own>", "</foreignObject></svg>"],
  ["<table data-own>", "</table>"],
  ["<select data-own>", "</select>"],
  ["<p data-own><button data-own>", "</button></p>"],
];
const TEXT_CONTEXTS = ["textarea", "title", "noscript", "style", "xmp", "iframe", "noembed"];

function leadsToPage(address) {
  // An address that is none leads nowhere.
  return !URL.canParse(address, document.baseURI) ||
    SCHEMES.has(new URL(address, document.baseURI).protocol);
}

function judge(root, where) {
  for (const element of root.querySelectorAll("*")) {
    if (element.hasAttribute("data-own")) continue;
    if (!ELEMENTS.has(element.localName)) found.push(`${where}: the element ${element.localName}`);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || FORBIDDEN.has(name)) {
        found.push(`${where}: the attribute ${name} of ${element.localName}`);
      } else if (ADDRESSES.has(name)) {
        const picture = /^data:image\/(png|jpe?g|gif|webp|avif)[;,]/i.test(value);
        if (!leadsToPage(value) && !(picture && (name === "src" || name === "poster"))) {
          found.push(`${where}: the address ${value}`);
        }
      }
    }
    if (element.localName === "template") judge(element.content, where);
  }
}

function provoke(root) {
  for (const element of [...root.querySelectorAll("*")]) {
    for (const event of EVENTS) {
      element.dispatchEvent(new Event(event, { bubbles: false, cancelable: true }));
    }
    if (["A", "AREA", "BUTTON", "SUMMARY", "LABEL", "IMG"].includes(element.nodeName.toUpperCase())) {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
}

// Following a link to another page is what it is for; any other is followed and seen.
addEventListener("click", (event) => {
  const link = event.target.closest?.("[href]");
  if (link && leadsToPage(link.getAttribute("href"))) {
    event.preventDefault();
  }
});

async function attack(outputs) {
  for (const script of document.querySelectorAll("script[nonce]")) script.remove();
  for (const element of document.head.children) element.setAttribute("data-own", "");
  judge(document.body, "document");
  provoke(document.body);
  document.body.replaceChildren();
  for (const output of outputs) {
    for (const [before, after] of CONTEXTS) {
      const host = document.createElement("div");
      document.body.append(host);
      host.innerHTML = before + output + after;
      judge(host, `innerHTML in ${before || "div"}`);
      provoke(host);
      host.remove();
    }
    for (const tag of TEXT_CONTEXTS) {
      // Nothing may end an element that holds text only.
      const host = document.createElement("div");
      host.innerHTML = `<${tag} data-own>${output}</${tag}>`;
      if (tag !== "noscript" && host.querySelectorAll("*").length > 1) {
        found.push(`innerHTML in ${tag}: it ends the element`);
      }
      judge(host, `innerHTML in ${tag}`);
    }
    const template = document.createElement("template");
    template.innerHTML = output;
    judge(template.content, "template");
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  const more = Object.getOwnPropertyNames(window).filter((name) => !own.has(name));
  for (const name of more) {
    if (!["attack", "judge", "leadsToPage", "provoke"].includes(name)) found.push(`ran: it made window.${name}`);
  }
  return found.splice(0);
}
