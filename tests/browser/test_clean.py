"""On pages of our own neither the checker nor axe-core has anything to say."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parents[1]))

import cleanpages

from browser.axe import Violation
from readable.check import check


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clean")
    cleanpages.make_pictures(made)
    return made


# Of 200 pages, which tests/benchmarks/clean.py checks: eight articles, four sizes and fonts.
def test_nobody_objects_to_a_page_of_ours(
    page: Page, folder: Path, axe: Callable[[Page], list[Violation]]
) -> None:
    said = []
    for one in cleanpages.pages(folder, every=25):
        file = folder / f"{one.name}.html"
        file.write_text(one.html, "utf-8")
        page.goto(file.as_uri())
        said += [(one.name, found) for found in axe(page)]
        said += [(one.name, found) for found in check(one.html, base=folder).findings]
    assert said == []
