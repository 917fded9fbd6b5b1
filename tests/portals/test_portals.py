"""The imitated pages are pages, and say of their articles what the pages say."""

from __future__ import annotations

import re
import unicodedata

import pytest
from bs4 import BeautifulSoup

from portals.build import PortalPage, portal_pages

PAGES = [page for seed in (0, 1) for page in portal_pages(seed)]
WITH = [page for page in PAGES if page.gold is not None]
WITHOUT = [page for page in PAGES if page.gold is None]


def name(page: PortalPage) -> str:
    return page.name


def words(text: str) -> str:
    """The words of a text in their order, without what stands between them."""
    text = unicodedata.normalize("NFC", text).replace("\N{LATIN CAPITAL LETTER ETH}", "Đ")
    return "".join(re.findall(r"\w+", text))


def words_seen(page: PortalPage) -> str:
    """The words a reader sees on the page, by another parser than the one that knew them."""
    tree = BeautifulSoup(page.html, "html.parser")
    for unseen in tree(["script", "style", "head", "textarea", "select"]):
        unseen.decompose()
    return words(tree.get_text())


def test_there_are_enough_pages_of_either_kind() -> None:
    assert len(WITH) >= 2 * 40
    assert len(WITHOUT) >= 2 * 12


@pytest.mark.parametrize("page", WITH, ids=name)
def test_every_line_of_an_article_stands_on_its_page_in_order(page: PortalPage) -> None:
    assert page.gold is not None
    seen, at = words_seen(page), 0
    for line in page.gold.splitlines():
        found = seen.find(words(line), at)
        assert found >= 0, line
        at = found + len(words(line))


@pytest.mark.parametrize("page", WITH, ids=name)
def test_the_parts_of_an_article_are_of_the_whole(page: PortalPage) -> None:
    whole = (page.gold or "").splitlines()
    parts = (page.body, page.title, page.summary, page.author, page.source)
    assert page.body
    assert {line for part in parts if part for line in part.splitlines()} <= set(whole)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_is_of_the_size_of_real_ones(page: PortalPage) -> None:
    assert 2_000 < len(page.html.encode()) < 200_000


def test_no_mark_of_the_templates_is_left() -> None:
    assert not [page.name for page in PAGES if re.search("[\x00-\x08\x1f]", page.html)]


def test_a_seed_makes_the_same_pages_and_another_seed_makes_others() -> None:
    first, again, other = (list(portal_pages(seed)) for seed in (7, 7, 8))
    assert first == again
    assert not {page.html for page in first} & {page.html for page in other}
