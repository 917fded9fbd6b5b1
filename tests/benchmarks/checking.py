"""How long a check takes: docs/measurements.md."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from readable.check.page import read_page
from readable.check.rule import RULES
from readable.check.runner import check

EXAMPLES = Path(__file__).parents[2] / "examples"
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
    for count in (2_500, 10_000, 23_000):
        body = "".join(PARAGRAPH.format(number=number) for number in range(count))
        page = f'<!doctype html><html lang="vi"><title>Tin</title>{body}'
        start = process_time()
        check(page)
        print(f"{len(page.encode()) / 1e6:.2f} MB: {process_time() - start:.1f} s")


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
