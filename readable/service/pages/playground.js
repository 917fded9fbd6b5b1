// What the playground does: each change asks the service for the HTML and one page as a picture.

const at = (id) => document.getElementById(id);
const main = at("main");
const form = at("form");
const policy = window.trustedTypes?.createPolicy("readable", { createHTML: (html) => html })
  ?? { createHTML: (html) => html };
const example = at("html").value;
let page = 1;
let pages = 1;
let asking = new AbortController();
let later = 0;

function options() {
  return {
    html: at("html").value,
    find: at("find").checked,
    scale: Number(at("scale").value),
    font: at("font").value,
    theme: form.elements.theme.value,
    line_height: Number(at("line_height").value),
    breaking: at("breaking").value,
  };
}

async function ask(path, more) {
  const headers = { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang };
  if (at("token")?.value) headers.Authorization = `Bearer ${at("token").value}`;
  const body = JSON.stringify({ ...options(), ...more });
  const answer = await fetch(path, { method: "POST", headers, body, signal: asking.signal });
  if (answer.ok) return answer;
  const problem = await answer.json();
  throw new Error(`${problem.title}. ${problem.detail}${problem.cause ? ` (${problem.cause})` : ""}`);
}

async function showHtml() {
  const answer = await ask("v1/html", { heading_level: 4 });
  at("shown").innerHTML = policy.createHTML(await answer.text());
}

function pictureOptions() {
  return { paper: at("paper").value, format: at("format").value };
}

async function showPicture() {
  const answer = await ask("v1/images", { ...pictureOptions(), page });
  const picture = new Image();
  const address = URL.createObjectURL(await answer.blob());
  picture.onload = () => URL.revokeObjectURL(address);
  picture.src = address;
  picture.alt = decodeURIComponent(answer.headers.get("Readable-Alternative"));
  at("picture").replaceChildren(picture);
  pages = Number(answer.headers.get("Readable-Pages"));
  at("page").textContent = main.dataset.page.replace("{number}", page).replace("{count}", pages);
  at("previous").disabled = page <= 1;
  at("next").disabled = page >= pages;
}

async function show(...parts) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  tell(main.dataset.working);
  at("results").setAttribute("aria-busy", "true");
  try {
    await Promise.all(parts.map((part) => part()));
    tell(main.dataset.done);
  } catch (error) {
    if (signal.aborted) return;
    asking.abort();
    tell(error instanceof TypeError ? main.dataset.unreachable : error.message, true);
  }
  at("results").removeAttribute("aria-busy");
}

function tell(text, isProblem = false) {
  at("status").textContent = text;
  at("status").classList.toggle("problem", isProblem);
}

function showAll() {
  page = 1;
  show(showHtml, showPicture);
}

function turn(by) {
  page += by;
  show(showPicture);
}

function step(by) {
  const sizes = at("scale");
  sizes.selectedIndex = Math.min(Math.max(sizes.selectedIndex + by, 0), sizes.length - 1);
  showAll();
}

async function save() {
  await show(async () => {
    const answer = await ask("v1/images", { ...pictureOptions(), result: "zip" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = "readable.zip";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", showAll);
at("html").addEventListener("input", () => {
  clearTimeout(later);
  later = setTimeout(showAll, 600);
});
at("example").addEventListener("click", () => {
  at("html").value = example;
  showAll();
});
at("smaller").addEventListener("click", () => step(-1));
at("larger").addEventListener("click", () => step(1));
at("previous").addEventListener("click", () => turn(-1));
at("next").addEventListener("click", () => turn(1));
at("save").addEventListener("click", save);
showAll();
