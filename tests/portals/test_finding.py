"""The article of each imitated page is found, and none where there is none."""

from __future__ import annotations

from statistics import mean, median

import pytest
from benchmarks.extraction import score, words_of

from portals.build import PortalPage, portal_pages
from readable import read_article
from readable.extracting import NoArticle

PAGES = list(portal_pages(seed=7))


def f1(page: PortalPage) -> float:
    """Against the body or the whole article, whichever is nearer."""
    try:
        found = words_of(read_article(page.html, find=True).text)
    except NoArticle:
        return 0.0
    aside = words_of(page.aside or "")
    return max(score(found, words_of(right), aside).f1 for right in (page.body, page.gold) if right)


def test_articles_are_found_as_well_as_is_asked_for_real_pages() -> None:
    scores = [f1(page) for page in PAGES if page.gold]
    assert len(scores) > 70
    assert mean(scores) >= 0.96
    assert median(scores) >= 0.99


@pytest.mark.parametrize(
    "page", [page for page in PAGES if not page.gold], ids=lambda page: page.name
)
def test_a_page_of_links_is_no_article(page: PortalPage) -> None:
    with pytest.raises(NoArticle):
        read_article(page.html, find=True)
