"""What the checker, and axe-core, say of 200 pages of our own: docs/measurements.md.

`python tests/benchmarks/clean.py`: ten articles, five sizes, four fonts, four themes; nothing is to
be said. axe-core runs with all its rules in the installed Chromium, at 1280 and 320 px.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import cleanpages
from browser.axe import Violation, find_violations
from browser.chromium import find_chromium
from playwright.sync_api import Page, sync_playwright

from readable.check import check

WIDTHS = (1280, 320)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth page")
    every = parser.parse_args().every
    counts: dict[str, Counter[str]] = {name: Counter() for name in cleanpages.SOURCES}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        cleanpages.make_pictures(folder)
        browser = playwright.chromium.launch(executable_path=find_chromium())
        tab = browser.new_page()
        for page in cleanpages.pages(folder, every):
            count = counts[page.article]
            count["pages"] += 1
            for finding in check(page.html, base=folder).findings:
                count["ours"] += 1
                print(f"{page.name}: {finding.rule}: {finding.message.en}: {finding.source[:80]}")
            for width, one in _violations(tab, page, folder):
                count["axe-core"] += 1
                print(f"{page.name}: axe-core at {width} px: {one}")
        browser.close()
    print("| article | pages | our findings | axe-core's |")
    print("|---|---|---|---|")
    for article, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        kinds = ("pages", "ours", "axe-core")
        print(f"| {article} | {' | '.join(str(count[kind]) for kind in kinds)} |")


def _violations(
    tab: Page, page: cleanpages.CleanPage, folder: Path
) -> Iterator[tuple[int, Violation]]:
    file = folder / f"{page.name}.html"
    file.write_text(page.html, "utf-8")
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(file.as_uri())
        yield from ((width, one) for one in find_violations(tab))
    file.unlink()


if __name__ == "__main__":
    main()
