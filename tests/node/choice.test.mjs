// What the reader chose: from where it is kept to the attributes of <html>, and back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { open } from "./page.mjs";

// tests/test_widget.py holds Python to the same.
const CASES = JSON.parse(readFileSync(new URL("choices.json", import.meta.url), "utf8"));

for (const { query, attributes } of CASES) {
  test(`"${query}" is on the page what Python writes`, async () => {
    const page = await open({ stored: { readable: query } });
    page.restore();
    assert.deepEqual(page.said(), attributes);
  });
}

test("what nobody could have chosen is not put on the page", async () => {
  const page = await open({ stored: { readable: "scale=133&on<click=1&theme=dark" } });
  page.restore();
  assert.deepEqual(page.said(), { "data-readable-theme": "dark" });
});

test("a choice is kept beside the others, and taken back without them", async () => {
  const page = await open({ stored: { readable: "theme=dark" } });
  page.restore();
  page.choose("scale", 150);
  assert.equal(page.stored.readable, "theme=dark&scale=150");
  page.choose("theme", null);
  assert.equal(page.stored.readable, "scale=150");
  assert.deepEqual(page.said(), { "data-readable-scale": "150" });
  page.choose(null);
  assert.deepEqual([page.stored.readable, page.said()], ["", {}]);
});

test("a cookie is newer than the storage, and stays the one that is written", async () => {
  // The server that reads it has written it into the page.
  const made = { "data-readable-scale": "125" };
  const page = await open({ stored: { readable: "scale=300" }, cookie: "a=b; readable=scale=125", made });
  page.restore();
  assert.equal(page.scaleNow(), 125);
  page.choose("scale", 150);
  assert.equal(page.document.cookie, "readable=scale=150;Max-Age=31536000;Path=/;SameSite=Lax");
});

test("a server that wrote the bar only is asked for its cookie, too", async () => {
  const page = await open({ stored: { readable: "scale=300" }, cookie: "readable=" });
  page.restore();
  assert.equal(page.scaleNow(), 300);
  page.restore((how) => how(), true);
  assert.deepEqual(page.said(), {});
});

test("where storage is denied the cookie is made, for a year", async () => {
  const page = await open({ stored: null });
  page.restore();
  page.choose("scale", 112);
  assert.match(page.document.cookie, /^readable=scale=112;Max-Age=31536000;/);
  assert.equal(page.scaleNow(), 112);
});

test("another window's choice is followed once", async () => {
  const page = await open();
  page.restore();
  let changes = 0;
  const change = (how) => {
    changes += 1;
    how();
  };
  page.stored.readable = "scale=200";
  page.restore(change, false);
  page.restore(change, false);
  assert.deepEqual([page.scaleNow(), changes], [200, 1]);
});

test("the options' style sheet is asked for once, beside the toolbar's, and only for an option", async () => {
  const page = await open({ stored: { readable: "scale=200" } });
  page.restore();
  assert.deepEqual(page.head.files, []);
  page.choose("theme", "dark");
  page.choose("font", "serif");
  assert.deepEqual(page.head.files, ["https://tin.example/readable/options.css"]);
  const whole = await open({ sheet: null });
  whole.choose("theme", "dark");
  assert.deepEqual(whole.head.files, []);
});

test("a page made at a size of its own goes back to that", async () => {
  const page = await open({ made: { "data-readable-scale": "130" } });
  page.restore();
  assert.equal(page.isChosen(), false);
  page.choose("scale", 150);
  assert.equal(page.isChosen(), true);
  page.choose("scale");
  assert.deepEqual([page.isChosen(), page.scaleNow()], [false, 130]);
});
