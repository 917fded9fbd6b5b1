"""The benchmark compares equal work, and says what it found in tables and as JSON."""

from __future__ import annotations

import json
import re

import pytest

from readable.bench.articles import WORDS, article_html
from readable.bench.report import to_json, to_markdown
from readable.bench.runs import PEERS, Plan, Results, measure
from readable.bench.work import Work
from readable.bench.worker import CONTENDERS, contender_class
from readable.cli import main
from readable.reading import read_article
from readable.vietnamese import is_syllable


def test_an_article_has_as_many_words_as_the_example_and_many_that_another_has_not() -> None:
    one, other = (re.findall(r"\w+", read_article(article_html(seed)).text) for seed in (1, 2))
    # Dates and numbers fall apart into more than one.
    assert WORDS <= len(one) <= WORDS * 1.1
    words = [word for word in one if word.isalpha() and word not in ("QĐ", "UBND")]
    assert all(map(is_syllable, words))
    assert len(set(one) - set(other)) > 500


def test_contenders_that_take_no_html_get_the_same_text() -> None:
    html = article_html(3)
    texts = [block.text for block in Work(html, 32).blocks()]
    assert " ".join(texts).split() == read_article(html).text.split()


def test_every_contender_can_be_named_and_says_how_to_get_it() -> None:
    assert all(contender_class(name).install for name in PEERS)
    assert {contender_class(name).makes for name in CONTENDERS} == {"pages", "one tall picture"}


@pytest.fixture(scope="module")
def results() -> Results:
    """A run in which one peer is missing and another, the floor, was not asked for."""
    told: list[str] = []
    plan = Plan(scales=(100,), parts=("stages", "peers"), peers=("pango-view",), pairs=1, rounds=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", "")
        made = measure(plan, told.append)
    assert told == ["stages, 100 %", "readable-again, 100 %", "pango-view, 100 %"]
    return made


def test_a_peer_that_is_missing_is_named_with_how_to_get_it(results: Results) -> None:
    assert results.missing == {"pango-view": "apt install pango1.0-tools"}
    assert "- pango-view: apt install pango1.0-tools" in to_markdown(results)


def test_an_article_again_is_the_same_pictures_in_less_time(results: Results) -> None:
    (again,) = results.comparisons
    assert again.name == "readable-again"
    assert (again.pages, again.ink, again.page_bytes) == (again.our_pages, 1, again.our_page_bytes)
    assert again.theirs_ms < again.ours_ms


def test_the_results_are_json(results: Results) -> None:
    told = json.loads(to_json(results))
    assert told["comparisons"][0]["ratio"].keys() == {"median", "low", "high"}
    assert "raster and encode" in told["stages"][0]["kinds"]["new articles"]


def test_a_peer_that_nobody_knows_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--peer", "telepathy"]) == 2
    assert "choose of floor, floor-emptied, plutoprint+isal" in capsys.readouterr().err
