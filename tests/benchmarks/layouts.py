"""What the checker says of floats, grids and their like, held against what Chromium lays out.

    python tests/benchmarks/layouts.py [--pages 240] [--seed 1] [--show]

Makes pages whose text stands in floats, flexible boxes, grids, tables, columns, absolute boxes,
transforms, zoom and vertical writing, each in a box of its own looks, and asks of each, without a
browser and in Chromium: is it wider than 320 px, and is ink cut off at 1280, 640 and 320 px and
with the spacing of WCAG 1.4.12? In Chromium a page is too wide if it can be scrolled sideways, and
ink is cut if a picture of the page changes when nothing is cut any more.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]

from browser.chromium import find_chromium  # noqa: E402
from PIL import Image, ImageChops  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from readable.check import check  # noqa: E402
from readable.typefaces import typefaces  # noqa: E402

TEXTS = (
    "Ủy ban nhân dân tỉnh",
    "Nhân dịp kỷ niệm 75 năm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc, sáng 2/6",
    "ẾẪỔ Ỗ ỷ: Đại hội Đảng bộ tỉnh lần thứ XII, nhiệm kỳ 2020–2025, đã bầu 51 đồng chí. " * 3,
)
# What holds the text, by the kind of layout; {inner} stands for the box with the text.
HOLDERS: dict[str, tuple[str, ...]] = {
    "block": ("<div>{inner}</div>", '<div style="margin:0 2em;padding:10px">{inner}</div>'),
    "float": (
        '<div style="float:left">{inner}</div><p>Tin</p>',
        '<div style="float:right;width:40%">{inner}</div><p>Tin</p>',
        '<div style="float:left;width:500px">{inner}</div><p>Tin</p>',
        '<div style="float:left;width:150px">Tin</div><div>{inner}</div>',
    ),
    "flex": (
        '<div style="display:flex"><div>{inner}</div><div>Tin</div></div>',
        '<div style="display:flex"><div style="flex:1">{inner}</div><div style="flex:1">Tin tức</div></div>',
        '<div style="display:flex"><div style="width:500px">{inner}</div></div>',
        '<div style="display:flex"><div style="flex:0 0 400px">{inner}</div></div>',
        '<div style="display:flex;flex-wrap:wrap"><div style="width:400px">{inner}</div><div>Tin</div></div>',
        '<div style="display:flex;flex-direction:column">{inner}<div>Tin</div></div>',
        '<div style="display:flex;gap:400px"><div>{inner}</div><div>Tin</div></div>',
    ),
    "grid": (
        '<div style="display:grid;grid-template-columns:1fr 2fr">{inner}<div>Tin</div></div>',
        '<div style="display:grid;grid-template-columns:300px 300px">{inner}<div>Tin</div></div>',
        '<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr))">{inner}<p>Tin</p></div>',
        '<div style="display:grid;grid-template-columns:minmax(0,1fr) 100px">{inner}<div>Tin</div></div>',
        '<div style="display:grid;grid-template-columns:repeat(4,1fr)">{inner}<div>Tin</div></div>',
        '<div style="display:grid;grid-template-rows:50px">{inner}</div>',
    ),
    "absolute": (
        '<div style="position:absolute;left:20px;width:500px">{inner}</div>',
        '<div style="position:absolute;left:20px;right:20px">{inner}</div>',
        '<div style="position:absolute;left:250px">{inner}</div>',
        '<div style="position:relative;left:200px">{inner}</div>',
        '<div style="position:relative;height:100px"><div style="position:absolute;inset:0">{inner}</div></div>',
        '<div style="position:sticky;top:0">{inner}</div>',
    ),
    "columns": (
        '<div style="columns:2">{inner}</div>',
        '<div style="column-width:12em">{inner}</div>',
        '<div style="column-count:3;column-gap:40px">{inner}</div>',
        '<div style="columns:2;height:4em">{inner}</div>',
    ),
    "transform": (
        '<div style="transform:scale(.5);transform-origin:0 0">{inner}</div>',
        '<div style="transform:scale(1.5);transform-origin:0 0">{inner}</div>',
        '<div style="transform:rotate(90deg)">{inner}</div>',
        '<div style="transform:translateX(100px)">{inner}</div>',
        '<div style="scale:.5;transform-origin:0 0">{inner}</div>',
    ),
    "zoom": (
        '<div style="zoom:.5">{inner}</div>',
        '<div style="zoom:1.5">{inner}</div>',
        '<div style="zoom:200%">{inner}</div>',
    ),
    "writing": (
        '<div style="writing-mode:vertical-rl">{inner}</div>',
        '<div style="writing-mode:vertical-lr;height:200px">{inner}</div>',
        '<div style="writing-mode:sideways-lr">{inner}</div>',
    ),
    "table": (
        "<table><tr><td>{inner}</td><td>Tin</td></tr></table>",
        '<table style="table-layout:fixed;width:100%"><tr><td>{inner}</td><td>Tin</td></tr></table>',
        '<div style="display:table"><div style="display:table-cell">{inner}</div></div>',
        '<div style="display:inline-block">{inner}</div>',
    ),
}
BOXES = (
    "",
    "overflow:hidden",
    "overflow:hidden;height:3em",
    "overflow:hidden;height:60px",
    "overflow:hidden;max-height:5em",
    "overflow:clip;height:40px",
    "width:400px",
    "min-width:350px",
    "max-width:30em",
    "width:60%;overflow:hidden",
    "white-space:nowrap",
    "white-space:nowrap;overflow:hidden",
    "white-space:nowrap;overflow:hidden;text-overflow:ellipsis",
    "overflow:auto;height:50px",
    "height:2em;margin-bottom:5em",
    "overflow:hidden;padding:1em 0",
    "overflow:hidden;width:500px;max-width:100%",
    "overflow:hidden;box-sizing:border-box;height:3em;padding:.5em",
    "overflow:hidden;min-height:2em",
    "overflow-wrap:anywhere;width:100%",
    "overflow:hidden;height:50vh",
    "contain:paint;height:2em",
)
LINES = ("1", "1.2", "1.6", "normal", "20px")
SIZES = (16, 18, 28)
WIDTHS = (1280, 640, 320)
SPACED = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)
CUTTING = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  return /hidden|clip/.test(style.overflow) || style.contain.includes("paint");
})"""
UNCUT = f"""() => {{
  for (const one of ({CUTTING})()) {{
    one.style.setProperty("overflow", "visible", "important");
    one.style.setProperty("contain", "none", "important");
    one.style.setProperty("text-overflow", "clip", "important");
  }}
}}"""
CUT_RULES = (
    "text-is-not-clipped",
    "zoomed-text-is-not-clipped",
    "spaced-text-is-not-clipped",
    "marks-are-not-cut",
)


class Case(NamedTuple):
    """A page, and what it is made of."""

    kind: str
    holder: str
    box: str
    html: str


def cases(count: int, seed: int) -> Iterator[Case]:
    """Pages with every holder in turn, and the rest by chance; the same for the same seed."""
    chance = Random(seed)
    holders = [(kind, holder) for kind, some in HOLDERS.items() for holder in some]
    for number in range(count):
        kind, holder = holders[number % len(holders)]
        box = chance.choice(BOXES)
        font = f"{chance.choice(SIZES)}px/{chance.choice(LINES)}"
        inner = f'<p style="{box}">{chance.choice(TEXTS).strip()}</p>'
        style = (
            "@font-face{font-family:Trang;src:url(sans.ttf)}"
            f"body{{font:{font} Trang;color:#000;background:#fff;margin:8px}}p{{margin:0 0 1em}}"
        )
        body = holder.replace("{inner}", inner)
        html = f'<!doctype html><html lang="vi"><title>Tin</title><style>{style}</style>{body}'
        yield Case(kind, holder, box, html)


def seen(page: Any, folder: Path, case: Case) -> dict[str, bool]:
    """What Chromium shows: whether the page is too wide, and when ink is cut."""
    path = folder / "page.html"
    path.write_text(case.html, "utf-8")
    found: dict[str, bool] = {}
    for name, width in (*((str(width), width) for width in WIDTHS), ("spaced", 1280)):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        if name == "spaced":
            page.add_style_tag(content=SPACED)
        if width == 320:
            found["wide"] = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        found[name] = False
        if page.evaluate(f"({CUTTING})().length"):
            before = page.screenshot()
            page.evaluate(UNCUT)
            found[name] = differs(before, page.screenshot())
    return found


def differs(one: bytes, other: bytes) -> bool:
    """Whether ink is in one picture that is not in the other."""
    first, second = (Image.open(io.BytesIO(png)).convert("L") for png in (one, other))
    change = ImageChops.difference(first, second)
    return sum(change.histogram()[64:]) >= 2


def told(folder: Path, case: Case) -> dict[str, str]:
    """What the checker says without a browser."""
    report = check(case.html, base=folder)
    kinds = {one.name: one.outcome for one in report.findings}
    cut = [kinds[name] for name in CUT_RULES if name in kinds]
    return {
        "wide": kinds.get("page-fits-320-px", "passed"),
        "cut": "failed" if {"failed", "warning"} & set(cut) else cut[0] if cut else "passed",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="the pages on which the two differ")
    asked = parser.parse_args()
    rows: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copy(typefaces()["sans"].regular, folder / "sans.ttf")
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--hide-scrollbars"]
        )
        page = browser.new_page()
        for case in cases(asked.pages, asked.seed):
            truth, ours = seen(page, folder, case), told(folder, case)
            bad = {"wide": truth["wide"], "cut": any(truth[one] for one in truth if one != "wide")}
            for question, is_bad in bad.items():
                verdict = judged(ours[question], is_bad)
                rows.setdefault(f"{question} | {case.kind}", Counter())[verdict] += 1
                if asked.show and verdict in ("wrong alarm", "missed"):
                    print(
                        verdict,
                        question,
                        truth,
                        case.holder,
                        "|",
                        case.box,
                        "|",
                        case.html,
                        flush=True,
                    )
        browser.close()
    verdicts = ("agreed", "cannot tell", "missed", "wrong alarm")
    print("| question | layout | pages |", " | ".join(verdicts), "|")
    print("|---" * (3 + len(verdicts)) + "|")
    total = Counter[str]()
    for label, row in sorted(rows.items()):
        total += row
        print(f"| {label} | {row.total()} |", " | ".join(str(row[one]) for one in verdicts), "|")
    print(f"| both | all | {total.total()} |", " | ".join(str(total[one]) for one in verdicts), "|")


def judged(ours: str, is_bad: bool) -> str:
    if ours == "cantTell":
        return "cannot tell"
    if (ours == "passed") != is_bad:
        return "agreed"
    return "missed" if is_bad else "wrong alarm"


if __name__ == "__main__":
    main()
