"""EARL 1.0 as JSON-LD, as the W3C's ACT harness reads it: an assertion for each rule and page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from readable import __version__
from readable.check.report import CheckFinding, Report
from readable.check.rule import RULES

__all__ = ["to_earl"]

_CONTEXT = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "WCAG": "https://www.w3.org/TR/WCAG22/#",
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
    graph = {"@context": _CONTEXT, "@graph": [asserter, *asserted]}
    return json.dumps(graph, ensure_ascii=False, indent=1) + "\n"


def _assertions(report: Report, language: Literal["vi", "en"]) -> list[dict[str, Any]]:
    subject = {"@type": "TestSubject", "dct:source": report.input or "stdin"}
    told = []
    for rule, outcome in report.rules.items():
        found = [one for one in report.findings if one.rule == rule]
        told.append(
            {
                "@type": "Assertion",
                "assertedBy": {"@id": "_:readable"},
                "mode": "earl:automatic",
                "subject": subject,
                "test": {
                    "@type": "TestRequirement",
                    "@id": _address(rule),
                    "dct:title": _title(rule, language),
                },
                "result": {
                    "@type": "TestResult",
                    "outcome": f"earl:{outcome}",
                    "pointer": [_pointer(one) for one in found],
                    "dct:description": "; ".join(
                        getattr(one.message, language) for one in found[:3]
                    ),
                },
            }
        )
    return told


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
