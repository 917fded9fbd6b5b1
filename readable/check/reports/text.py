"""A report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from readable.check.report import CheckFinding, Doubts, Report

__all__ = ["to_text"]

_SHOWN_OF_A_RULE = 5
_OUTCOMES = {
    "vi": {"failed": "lỗi", "warning": "cảnh báo", "cantTell": "chưa rõ"},
    "en": {"failed": "failed", "warning": "warning", "cantTell": "cannot tell"},
}


def to_text(reports: Sequence[Report], language: Literal["vi", "en"]) -> str:
    """A line for each finding, the gravest of many by rule; and a count at the end of each page.

    What could not be told is the last line of all.
    """
    lines = [line for report in reports for line in _lines(report, language)]
    doubts = sum((report.doubts for report in reports), Doubts())
    if doubts.unread:
        lines.append(getattr(doubts.told(), language))
    return "\n".join(lines) + "\n"


def _lines(report: Report, language: Literal["vi", "en"]) -> Iterator[str]:
    name = report.input or "-"
    for rule, found in report.by_rule().items():
        for one in found[:_SHOWN_OF_A_RULE]:
            yield from _finding(name, one, language)
        more = len(found) - _SHOWN_OF_A_RULE + report.left_out.get(rule, 0)
        if more > 0:
            yield f"    {'và' if language == 'vi' else 'and'} {more} × {found[0].name}"
    yield _count(report, name, language)


def _finding(name: str, one: CheckFinding, language: Literal["vi", "en"]) -> Iterator[str]:
    ids = ", ".join(
        (*(f"WCAG {number}" for number in one.wcag), *(f"ACT {act}" for act in one.act))
    )
    outcome = _OUTCOMES[language][one.outcome]
    yield f"{name}:{one.line}:{one.column}: {outcome}: {getattr(one.message, language)}"
    yield f"    {one.name} ({ids})"
    if one.source:
        yield f"    {one.source[:100]}"
    yield f"    → {getattr(one.help, language)}"


def _count(report: Report, name: str, language: Literal["vi", "en"]) -> str:
    failed = sum(one.outcome == "failed" for one in report.findings)
    warned = sum(one.outcome == "warning" for one in report.findings)
    unsure = len(report.findings) - failed - warned
    applied = sum(one != "inapplicable" for one in report.rules.values())
    unlisted = sum(report.left_out.values())
    if language == "vi":
        counts = f"{failed} lỗi, {warned} cảnh báo, {unsure} chưa rõ"
        counts += f", {unlisted} không liệt kê" if unlisted else ""
        return f"{name}: {counts}; {applied} quy tắc đã xét"
    counts = f"{failed} failed, {warned} warning(s), {unsure} cannot tell"
    counts += f", {unlisted} not listed" if unlisted else ""
    return f"{name}: {counts}; {applied} rules applied"
