"""How long a check takes: docs/measurements.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time

from readable.check.page import read_page
from readable.check.rule import RULES
from readable.check.runner import check

EXAMPLES = Path(__file__).parents[2] / "examples"
OFFICIAL = Path(__file__).parents[1] / "data" / "vitext" / "official.jsonl"
PARAGRAPH = (
    "<p>Ủy ban nhân dân <b>tỉnh Bắc Kạn</b> tổ chức hội nghị "
    '<a href="/x">biểu dương {number}</a></p>\n'
)


def main() -> None:
    for name in ("article.html", "portal/index.html"):
        data = (EXAMPLES / name).read_bytes()
        check(data, base=EXAMPLES)
        print(f"{name}: {_least(lambda data=data: check(data, base=EXAMPLES)):.0f} ms")
    source = (EXAMPLES / "article.html").read_text("utf-8")
    print(f"article.html without layout: {_least(lambda: _without_layout(source)):.0f} ms")
    for name, page in _large_pages():
        start = process_time()
        check(page)
        size = len(page.encode()) / 1e6
        took = process_time() - start
        print(f"{name}, {size:.2f} MB: {took:.1f} s, {took / size:.1f} s/MB")


def _large_pages() -> Iterator[tuple[str, str]]:
    for count in (2_500, 10_000, 23_000):
        yield "paragraphs", _page("".join(PARAGRAPH.format(number=one) for one in range(count)))
    lines = OFFICIAL.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    chance = Random(1)
    classes = "".join(f".c{one}{{font:{14 + one}px/1.6 Arial}}" for one in range(9))
    body = "".join(
        f'<section><p class="c{chance.randrange(9)}">{chance.choice(texts)}</p></section>'
        for _ in range(2_500)
    )
    yield "official prose", _page(body, classes)
    few = "".join(PARAGRAPH.format(number=one) for one in range(1_000))
    rules = "".join(f".a{one} .b{one % 50}>a,.c{one} p{{color:#111}}\n" for one in range(10_000))
    yield "10 000 rules", _page(few, rules)
    colours = (f"#{chance.randrange(0x333):03x}" for _ in range(5_000))
    coloured = "".join(f'<p style="color:{one}">Tin</p>' for one in colours)
    yield "5 000 style attributes", _page(coloured)


def _page(body: str, style: str = "") -> str:
    return f'<!doctype html><html lang="vi"><title>Tin</title><style>{style}</style>{body}'


def _least(run: object) -> float:
    times = []
    for _ in range(9):
        start = process_time()
        run()  # type: ignore[operator]
        times.append(process_time() - start)
    return 1000 * min(times)


def _without_layout(source: str) -> None:
    page = read_page(source)
    for rule in RULES.values():
        if rule.needs != "screen":
            list(rule.check(page))


if __name__ == "__main__":
    main()
