"""The report of a check as an authority opens it: no checker objects, and it fits every screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parents[1]))

import planted

from browser.axe import Violation
from readable.check import Report, check
from readable.check.reports import write_reports

AT = planted.Setting("Noto Sans", 18, planted.TEXTS[0])
# One of each family: ink, colour, letters, spaces, pictures, tables, width, size.
KINDS = ("cut-low-font", "pale", "garbled", "spaced-out", "placeholder", "wide-table", "small")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = tmp_path_factory.mktemp("planted")
    planted.make_files(folder)
    pages = {name: planted.PLANTS[name].page(AT) for name in KINDS}
    return [
        check(html, base=folder, name=f"{name}.html", views=True) for name, html in pages.items()
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nobody_objects_to_a_report(
    page: Page,
    language: Literal["vi", "en"],
    reports: list[Report],
    axe: Callable[[Page], list[Violation]],
    screenshot: Callable[[Page, str], Path],
    tmp_path: Path,
) -> None:
    written = write_reports(reports, "html", language)
    assert check(written).findings == ()
    file = tmp_path / "report.html"
    file.write_text(written, "utf-8")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        screenshot(page, f"check-report-{language}-{width}")
    assert page.locator("figure img").count() >= len(reports)
