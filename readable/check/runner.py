"""Runs the rules over a page. Whatever the page is, a report comes of it."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import readable.check.rules  # noqa: F401  enters the rules
from readable.check.page import Page, read_page
from readable.check.report import CheckFinding, Doubts, Report, Result, finding_of
from readable.check.rule import LEVELS, PASSED, RULES, Level, Outcome, Rule
from readable.collecting import collecting_later
from readable.encodings import decode_html
from readable.errors import ReadableError, UnreadableInput, WrongUse

if TYPE_CHECKING:
    from readable.check.large_print import Profile

__all__ = ["check", "check_page"]

# What a rule may stumble over in a page or a font that nobody has thought of: it is told as a
# thing that could not be decided.
_STUMBLES = (
    ReadableError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
_MOST_FINDINGS_OF_A_RULE = 1000
# What `read_article` takes, too.
_LARGEST_PAGE = 32 * 1024 * 1024
# As many as the report in HTML shows of a rule.
_VIEWS_OF_A_RULE = 50


def check(
    source: str | bytes | Path,
    http_encoding: str | None = None,
    *,
    level: Level = "AAA",
    base: str | Path | None = None,
    folder: str | Path | None = None,
    name: str | None = None,
    large_print: str | None = None,
    views: bool = False,
) -> Report:
    """What keeps a reader with low vision from reading a page.

    `source` is HTML, a page or a fragment, or the path of a file. `folder` is where it stands, that
    of the file where it is one: pictures, fonts and style sheets in it may be read. `base` is the
    root of the site: what is in it may be read, also by addresses that begin with a slash. `level`
    leaves out the rules of higher levels of WCAG, `large_print` adds the numbers of a guideline
    (`readable.check.large_print.PROFILES`); with `views` the first findings of each rule have
    pictures of what they are about, for a report in HTML.

    Raises `UnreadableInput` for bytes that are no text, and for more than 32 MB.

    >>> report = check('<p style="color:#aaa">Tỉnh Bắc Kạn</p>', level="AA")
    >>> report.findings[0].message.en
    'Contrast 2.32:1, 4.5:1 is needed (#aaaaaa on #ffffff)'
    """
    if level not in LEVELS:
        raise WrongUse(f"there is no level {level!r}", hint="pass A, AA or AAA")
    if isinstance(source, Path):
        folder = source.parent if folder is None else folder
        name = str(source) if name is None else name
        source = _read_file(source)
    if len(source) > _LARGEST_PAGE:
        raise UnreadableInput(
            f"the page has {len(source) >> 20} MB", hint="pass one page, at most 32 MB"
        )
    replaced = 0
    if isinstance(source, bytes):
        decoded = decode_html(source, http_encoding)
        source, replaced = decoded.text, decoded.replaced
    profile = _profile(large_print)
    with collecting_later():
        page = read_page(source, name or "")
        page.replaced = replaced
        page.settle(*(None if one is None else Path(one) for one in (folder, base)))
        return _check_page(page, level, profile, views)


def _read_file(path: Path) -> bytes:
    from readable.errors import UnreadableInput

    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"{path} cannot be read ({error.strerror})", hint="pass an HTML file"
        ) from error


def _profile(name: str | None) -> Profile | None:
    if name is None:
        return None
    from readable.check.large_print import PROFILES

    if name not in PROFILES:
        raise WrongUse(f"there is no guideline {name!r}", hint=f"pass {', '.join(PROFILES)}")
    return PROFILES[name]


def check_page(
    page: Page, level: Level = "AAA", profile: Profile | None = None, *, views: bool = False
) -> Report:
    """The same of a page that is parsed already."""
    with collecting_later():
        return _check_page(page, level, profile, views)


def _check_page(page: Page, level: Level, profile: Profile | None, views: bool) -> Report:
    chosen = [one for one in RULES.values() if LEVELS.index(one.level) <= LEVELS.index(level)]
    findings: list[CheckFinding] = []
    results: dict[str, Result] = {}
    left_out: dict[str, int] = {}
    doubted = 0
    for rule in chosen:
        outcomes, more = _run(rule, page)
        doubted += _doubted(outcomes, rule, page)
        if more:
            left_out[rule.id] = more
        if views:
            _add_views(page, rule, outcomes)
        results[rule.id] = _result(outcomes)
        findings.extend(finding_of(rule, one, page) for one in outcomes if one.kind != "passed")
    if profile is not None:
        from readable.check.large_print import check_profile

        for rule, outcomes in check_profile(page, profile):
            doubted += _doubted(outcomes, rule, page)
            results[rule.id] = _result(outcomes)
            findings.extend(finding_of(rule, one, page) for one in outcomes if one.kind != "passed")
    findings.sort(key=lambda one: (one.line, one.column))
    unread = dict.fromkeys(one.address or "<style>" for one in page.styles.sheets.unread)
    doubts = Doubts(doubted, tuple(unread), page.is_site)
    return Report(page.name, tuple(findings), results, left_out, doubts)


def _run(rule: Rule, page: Page) -> tuple[list[Outcome], int]:
    """The outcomes of one rule, one for all that passed; and how many are left out of very many."""
    kept: list[Outcome] = []
    faults = 0
    has_passed = False
    try:
        for one in rule.check(page):
            if one is PASSED:
                has_passed = True
                continue
            faults += 1
            if faults <= _MOST_FINDINGS_OF_A_RULE:
                kept.append(one)
    except _STUMBLES as error:
        from readable.check.rule import Words

        words = Words(
            f"Không xét được quy tắc này ({type(error).__name__})",
            f"This rule could not be decided ({type(error).__name__})",
        )
        kept.append(Outcome("cantTell", None, words=words))
    if has_passed:
        kept.append(PASSED)
    return kept, max(0, faults - _MOST_FINDINGS_OF_A_RULE)


def _add_views(page: Page, rule: Rule, outcomes: list[Outcome]) -> None:
    """Pictures for the first outcomes of a rule; none where the page cannot be laid out."""
    from readable.check.views import view

    for one in [one for one in outcomes if one.kind != "passed"][:_VIEWS_OF_A_RULE]:
        try:
            one.crops = view(page, rule, one)
        except _STUMBLES:
            return


def _doubted(outcomes: Iterable[Outcome], rule: Rule, page: Page) -> int:
    """Where a style sheet is not read, how the page looks is sure only by what it says itself.

    How many faults became doubts.
    """
    looks = rule.needs == "screen" or rule.family in ("colours", "reading")
    if not looks or not page.styles.sheets.unread:
        return 0
    unsure = [one for one in outcomes if one.kind in ("failed", "warning") and not one.is_own]
    for one in unsure:
        one.kind = "cantTell"
    return len(unsure)


def _result(outcomes: Iterable[Outcome]) -> Result:
    kinds = {one.kind for one in outcomes}
    if kinds & {"failed", "warning"}:
        return "failed"
    if "cantTell" in kinds:
        return "cantTell"
    return "passed" if kinds else "inapplicable"
