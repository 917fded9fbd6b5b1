"""Where lines end on the screen and in the pictures, held against words that were marked by hand.

    python tests/benchmarks/rendered.py [--widths 320] [--scales 100 400] [--text seed] [--bold 3]
    python tests/benchmarks/rendered.py --text official-c --model fold0.bin

Sets the paragraphs of tests/data/vitext/official.jsonl (`--text seed`: those of the example
article only; `--text official-c`: those of tests/data/words/official-c.txt) as a page in
Chromium, as it is and with words kept whole, and as pictures of the same width, and prints, in
Markdown, what part of the line ends (but the last of each paragraph) falls inside a word, a unit
or a token that would have fitted the column, how many paragraphs end in a line of one syllable,
how many lines there are, and by how much the page is wider than its window. `lines.py` tells how
a model is made that was trained without a text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]

from browser.chromium import find_chromium  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

import readable  # noqa: E402
from readable.article import Run  # noqa: E402
from readable.fonts import FontSet  # noqa: E402
from readable.preferences import LADDER  # noqa: E402
from readable.shaping import shape_runs  # noqa: E402
from readable.vietnamese import words as vietnamese_words  # noqa: E402

OFFICIAL = HERE.parent / "data" / "vitext" / "official.jsonl"
BY_SIGNS = HERE.parent / "data" / "words"
PAGE_PX = 10_000

# The offset of every character after which a line ends, in each paragraph: what is told by the
# tops of characters is where the browser really ended its lines.
LINE_ENDS = """() => [...document.querySelectorAll("article p")].map((p) => {
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const ends = [];
  let offset = 0;
  let last = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1, offset += 1) {
      if (node.data[at] === " ") continue;
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { top, bottom } = range.getBoundingClientRect();
      const middle = (top + bottom) / 2;
      if (last !== null && middle > last + 2) ends.push(offset);
      last = middle;
    }
  }
  return ends;
})"""
COLUMN_EM = """() => {
  const p = document.querySelector("article p");
  return p.clientWidth / parseFloat(getComputedStyle(p).fontSize);
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"


@dataclass(slots=True)
class Marked:
    """A paragraph, and the spaces that stand inside its words and its units."""

    text: str
    words: dict[int, float]
    """By each space inside, how wide the whole is, in em."""
    units: dict[int, float]

    def token_em(self, offset: int) -> float:
        """How wide the token around an offset is."""
        start = self.text.rfind(" ", 0, offset) + 1
        end = self.text.find(" ", offset)
        return width_em(self.text[start : end if end >= 0 else len(self.text)])


@dataclass(slots=True)
class Tally:
    """What was counted over many paragraphs."""

    ends: int = 0
    word: int = 0
    unit: int = 0
    token: int = 0
    paragraphs: int = 0
    runts: int = 0
    overflow: float = 0.0
    tokens: list[str] = field(default_factory=list)

    def add(self, marked: Marked, starts: Sequence[int], column_em: float) -> None:
        """The lines of a paragraph, by where all but the first begin."""
        self.paragraphs += 1
        text = marked.text
        for start in starts:
            self.ends += 1
            if start - 1 in marked.words:
                self.word += marked.words[start - 1] <= column_em
            elif start - 1 in marked.units:
                self.unit += marked.units[start - 1] <= column_em
            elif text[start - 1] != " " and marked.token_em(start) <= column_em:
                self.token += 1
                self.tokens.append(text[max(0, start - 12) : start] + "|" + text[start : start + 8])
        if starts and " " not in text[starts[-1] :]:
            self.runts += 1

    def row(self) -> str:
        ends = max(1, self.ends)
        bad = 100 * (self.word + self.unit + self.token) / ends
        return (
            f"{bad:.1f} | {100 * self.word / ends:.1f} | {100 * self.unit / ends:.1f}"
            f" | {100 * self.token / ends:.1f} | {100 * self.runts / max(1, self.paragraphs):.1f}"
            f" | {self.ends + self.paragraphs} | {self.overflow:.0f}"
        )


def paragraphs(prefix: str) -> Iterator[Marked]:
    for line in OFFICIAL.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"].startswith(prefix):
            text = row["text"]
            spans = [(start, end) for start, end, _ in row["nobreak"]]
            words, units = spaces_in(text, row["words"]), spaces_in(text, spans)
            yield Marked(text, words, {at: em for at, em in units.items() if at not in words})


def paragraphs_by_signs(path: Path) -> Iterator[Marked]:
    """Those of a file in which `_` stands inside a word and `~` inside a unit besides."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.replace("_", " ").replace("~", " ")
        words, units = (
            spaces_in(text, [found.span() for found in re.finditer(whole, line)])
            for whole in ("[^ ~]+", "[^ ]+")
        )
        yield Marked(text, words, {at: em for at, em in units.items() if at not in words})


def spaces_in(text: str, spans: list[tuple[int, int]]) -> dict[int, float]:
    return {
        at: width_em(text[start : end + len(text[end:]) - len(text[end:].lstrip(".,;:!?)”"))])
        for start, end in spans
        for at in range(start, end)
        if text[at] == " "
    }


@cache
def width_em(text: str) -> float:
    """How wide a text is in the font that is shown, on one line."""
    shaped = shape_runs((Run(text),), FontSet.bundled(), "sans")
    *before, last = shaped.segments
    return last.width_em + sum(one.width_em + one.space_em for one in before)


def serve(folder: Path) -> str:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def rendered(page: Page, marked: list[Marked], address: str) -> Tally:
    tally = Tally()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    column_em = page.evaluate(COLUMN_EM)
    for one, starts in zip(marked, page.evaluate(LINE_ENDS), strict=True):
        tally.add(one, starts, column_em)
    tally.overflow = max(0.0, page.evaluate(OVERFLOW))
    return tally


def drawn(marked: list[Marked], preferences: readable.Preferences, width: int) -> Tally:
    tally = Tally()
    # The column is as wide as that of the page in a window of this width.
    paper = readable.Paper(width, PAGE_PX, round(min(max(8, 0.03 * width), 32)))
    article = article_of(marked)
    lines: dict[int, list[int]] = {}
    for image_page in readable.to_images(article, preferences, paper=paper).pages:
        for line in image_page.lines:
            if line.block >= 0:
                lines.setdefault(line.block, []).append(len(line.text))
    for one, lengths in zip(marked, lines.values(), strict=True):
        starts = [sum(lengths[:place]) for place in range(1, len(lengths))]
        tally.add(one, starts, (width - 2 * paper.margins_px) / preferences.size_px)
    return tally


def article_of(marked: list[Marked], bold: int = 0) -> readable.Article:
    """The paragraphs; with `bold`, every so manyth syllable is in an element of its own."""

    def formatted(text: str) -> str:
        tokens = [escape(token) for token in text.split(" ")]
        if bold:
            tokens[::bold] = [f"<b>{token}</b>" for token in tokens[::bold]]
        return " ".join(tokens)

    return readable.read_article("".join(f"<p>{formatted(one.text)}</p>" for one in marked))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--widths", type=int, nargs="+", default=[320, 375, 768, 1280])
    parser.add_argument("--scales", type=int, nargs="+", default=list(LADDER))
    parser.add_argument("--text", default="", help="what the paragraphs' ids begin with; or a file")
    parser.add_argument("--model", type=Path, help="of words, instead of the package's")
    parser.add_argument("--bold", type=int, default=0, help="every so manyth syllable is bold")
    parser.add_argument("--show", action="store_true", help="print the tokens that were cut")
    asked = parser.parse_args()
    if asked.model:
        vietnamese_words._MODEL = asked.model
    by_signs = BY_SIGNS / f"{asked.text}.txt"
    marked = list(paragraphs_by_signs(by_signs) if by_signs.exists() else paragraphs(asked.text))
    article = article_of(marked, asked.bold)
    print(
        "| window px | size % | how | bad % | word | unit | token | runts | lines | overflow px |"
    )
    print("| --- " * 10 + "|")
    totals: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = find_chromium()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        address = serve(Path(folder))
        for scale in asked.scales:
            html = readable.to_html(article, readable.Preferences(scale=scale), standalone=True)
            plain = re.sub(' data-joins="[^"]*"', "", html)
            for how, page in (("plain", plain), ("whole", html)):
                (Path(folder) / f"{how}-{scale}.html").write_text(page, encoding="utf-8")
        for width in asked.widths:
            page = browser.new_page(viewport={"width": width, "height": 900})
            for scale in asked.scales:
                for how in ("plain", "whole", "picture", "picture, careful"):
                    if how.startswith("picture"):
                        breaking = "careful" if "careful" in how else "balanced"
                        tally = drawn(
                            marked, readable.Preferences(scale=scale, breaking=breaking), width
                        )
                    else:
                        tally = rendered(page, marked, f"{address}/{how}-{scale}.html")
                    print(f"| {width} | {scale} | {how} | {tally.row()} |", flush=True)
                    if asked.show and tally.tokens:
                        print("   cut:", tally.tokens[:6])
                    total = totals.setdefault(how, Tally())
                    for name in ("ends", "word", "unit", "token", "paragraphs", "runts"):
                        setattr(total, name, getattr(total, name) + getattr(tally, name))
                    total.overflow = max(total.overflow, tally.overflow)
            page.close()
        browser.close()
    for how, tally in totals.items():
        print(f"| all | all | {how} | {tally.row()} |")


if __name__ == "__main__":
    main()
