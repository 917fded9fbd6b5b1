"""Nothing runs in a browser of what sanitising and reading make of attacks and mutations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from test_sanitising import CONSTRUCTS

from browser.mutations import (
    Chamber,
    faults_in_browser,
    faults_of,
    mutations,
    read,
    sanitised,
    vectors,
)
from readable.sanitising import sanitise

MUTATIONS = 2_500


@pytest.mark.parametrize("make", [sanitised, read], ids=["sanitise", "to_html"])
def test_no_attack_runs_or_stays(page: Page, make: Callable[[str], str]) -> None:
    results = {make(attack) for attack in [*vectors(), *mutations(MUTATIONS, seed=2)]}
    assert [fault for result in results for fault in faults_of(result)] == []
    assert faults_in_browser(page, sorted(results)) == []


@pytest.mark.parametrize(
    ("attack", "fault"),
    [
        ("<script>alert(1)</script>", "would run: script-src-elem inline alert(1)"),
        ("<img src=x onerror=alert(1)>", "would run: script-src-attr inline alert(1)"),
        ("<p onwheel=alert(1)>x", "would run: script-src-attr inline alert(1)"),
        ("<a href=javascript:alert(1)>x</a>", "would run: script-src-elem inline"),
        ("<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "document: the element svg"),
        ("<a href='java\nscript:alert(1)'>x</a>", "document: the address java\nscript:alert(1)"),
        ("<p style=color:red>x", "document: the attribute style of p"),
        ("<select><option>x</select>", "document: the element select"),
        ("</textarea><b>x</b>", "innerHTML in textarea: it ends the element"),
    ],
)
def test_the_browser_sees_an_attack_that_is_not_sanitised(
    page: Page, attack: str, fault: str
) -> None:
    assert any(found.startswith(fault) for found in Chamber(page).faults([attack]))


def test_what_speaks_to_assistive_technology_is_in_the_document(page: Page) -> None:
    for html, selectors in CONSTRUCTS.items():
        page.set_content(sanitise(html, id_prefix="p-").html)
        missing = page.evaluate(
            "(selectors) => selectors.filter((one) => !document.body.querySelector(one))",
            list(selectors),
        )
        assert missing == [], html
