// Shows the article as the pages that `readable image --ladder` made: pictures, with their text over
// them to be selected, found and read aloud. They stand in a tree of their own, with its own style
// sheet, in the place of the text. `pictures` names the folder, "{scale}" in it the size.
const root = document.documentElement;
const shown = new WeakMap();
// What is read aloud is marked over the picture, which has to be seen through the mark.
const MARKS = `
  ::highlight(readable-sentence) { color: transparent; background-color: rgb(255 214 0 / 35%) }
  ::highlight(readable-word) { color: transparent; background-color: rgb(11 61 145 / 45%) }`;

// Read as a document, and not as a string: a policy that asks for trusted types has no objection.
const load = (address) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.addEventListener("load", () => resolve(request.status === 200 ? request.response : null));
    request.addEventListener("error", () => resolve(null));
    request.send();
  });

const scaleNow = () => root.getAttribute("data-readable-scale") ?? 100;

// Answers whether there are pictures; nothing where they are not asked for any more.
const put = async (bar, host) => {
  const scale = scaleNow();
  const isWanted = () => shown.get(bar)?.host === host && scaleNow() === scale;
  const folder = new URL(bar.getAttribute("pictures").replace("{scale}", scale), location.href);
  const album = await load(new URL("index.html", folder));
  const pages = [...(album?.querySelectorAll(".page") ?? [])];
  if (!isWanted() || !pages.length) {
    return isWanted() ? false : undefined;
  }
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("index.css", folder);
  // Without it the text would not stand over its picture.
  await new Promise((done) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    host.shadowRoot.append(sheet);
  });
  if (!isWanted()) {
    sheet.remove();
    return undefined;
  }
  for (const picture of album.querySelectorAll("img")) {
    picture.src = new URL(picture.getAttribute("src"), folder);
  }
  host.lang = album.documentElement.lang;
  [...host.shadowRoot.children].forEach((one) => one === sheet || one.remove());
  host.shadowRoot.append(...pages.map((page) => document.adoptNode(page)));
  return true;
};

// Where the text is that is shown: in the article, or over its pictures.
export const textOf = (bar, article) => (article.hidden ? shown.get(bar)?.host.shadowRoot : null) ?? article;

// Shows the pictures, or the text again. `tell(shown, problem)` hears of it.
export const showPictures = async (bar, article, tell) => {
  const before = shown.get(bar);
  const end = (problem) => {
    const { host, observer } = shown.get(bar);
    observer.disconnect();
    host.remove();
    article.hidden = false;
    shown.delete(bar);
    tell(false, problem);
  };
  if (before) {
    end();
    return;
  }
  const host = document.createElement("div");
  host.className = "readable-pictures";
  const marks = new CSSStyleSheet();
  marks.replaceSync(MARKS);
  host.attachShadow({ mode: "open" }).adoptedStyleSheets = [marks];
  const renew = async () => {
    const isPut = await put(bar, host);
    if (isPut) {
      article.hidden = true;
      tell(true);
    } else if (isPut === false) {
      end(true);
    }
  };
  const observer = new MutationObserver(renew);
  observer.observe(root, { attributeFilter: ["data-readable-scale"] });
  shown.set(bar, { host, observer });
  article.after(host);
  await renew();
};
