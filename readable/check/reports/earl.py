"""EARL 1.0 as JSON-LD, as the W3C's ACT harness reads it: an assertion for each rule and page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from readable import __version__
from readable.check.report import CheckFinding, Report
from readable.check.reports.json import in_lines
from readable.check.rule import RULES

__all__ = ["to_earl"]

_TOLD = 3
_EARL = "http://www.w3.org/ns/earl#"


def _context(language: str) -> dict[str, Any]:
    return {
        "@vocab": _EARL,
        "earl": _EARL,
        "dct": "http://purl.org/dc/terms/",
        "ptr": "http://www.w3.org/2009/pointers#",
        # These are resources, no texts; and texts have a language.
        "mode": {"@type": "@id"},
        "outcome": {"@type": "@id"},
        "title": {"@id": "dct:title", "@language": language},
        "description": {"@id": "dct:description", "@language": language},
    }


def to_earl(reports: Sequence[Report], language: Literal["vi", "en"]) -> str:
    """One graph with the assertions of all pages."""
    asserted = [one for report in reports for one in _assertions(report, language)]
    asserter = {
        "@id": "_:readable",
        "@type": "Software",
        "dct:title": "readable check",
        "dct:hasVersion": __version__,
    }
    graph = {"@context": _context(language), "@graph": [asserter, *asserted]}
    return in_lines(graph, 2) + "\n"


def _assertions(report: Report, language: Literal["vi", "en"]) -> list[dict[str, Any]]:
    subject = {"@type": "TestSubject", "dct:source": report.input or "stdin"}
    told = []
    by_rule = report.by_rule()
    for rule, outcome in report.rules.items():
        found = by_rule.get(rule, [])
        told.append(
            {
                "@type": "Assertion",
                "assertedBy": {"@id": "_:readable"},
                "mode": "earl:automatic",
                "subject": subject,
                "test": {
                    "@type": "TestRequirement",
                    "@id": _address(rule),
                    "title": _title(rule, language),
                },
                "result": {
                    "@type": "TestResult",
                    "outcome": f"earl:{outcome}",
                    "pointer": [_pointer(one) for one in found],
                    "description": _description(found, report.left_out.get(rule, 0), language),
                },
            }
        )
    return told


def _description(found: list[CheckFinding], more: int, language: Literal["vi", "en"]) -> str:
    """The first messages, and how many there are beside."""
    told = [str(getattr(one.message, language)) for one in found[:_TOLD]]
    more += len(found) - len(told)
    return "; ".join((*told, f"+ {more}") if more else told)


def _address(rule: str) -> str:
    return RULES[rule].source if rule in RULES and RULES[rule].act else f"urn:readable:{rule}"


def _title(rule: str, language: Literal["vi", "en"]) -> str:
    return str(getattr(RULES[rule].title, language)) if rule in RULES else rule


def _pointer(one: CheckFinding) -> dict[str, Any]:
    return {
        "@type": ["ptr:LineCharPointer", "ptr:CSSSelectorPointer"],
        "ptr:lineNumber": one.line,
        "ptr:charNumber": one.column,
        "ptr:expression": one.target,
    }
