"""SARIF 2.1.0, which code hosts and editors show beside the source.

Findings that a baseline knows are marked, not left out: a code host opens again what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from readable import __version__
from readable.check.report import CheckFinding, Report
from readable.check.rule import RULES, Rule
from readable.errors import UnreadableInput

__all__ = ["read_baseline", "to_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"failed": "error", "warning": "warning", "cantTell": "note"}
_FINGERPRINT = "readable/v1"


def read_baseline(path: Path) -> frozenset[tuple[str, str]]:
    """The findings of an earlier run in SARIF, each as the page and what stays the same of it."""
    try:
        runs = json.loads(path.read_text("utf-8"))["runs"]
        return frozenset(
            (_uri(result), result["partialFingerprints"][_FINGERPRINT])
            for run in runs
            for result in run["results"]
        )
    except OSError as error:
        raise UnreadableInput(
            f"{path} cannot be read ({error.strerror})", hint="pass a SARIF file"
        ) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnreadableInput(
            f"{path} is no baseline", hint="pass what --format sarif wrote"
        ) from error


def _uri(result: Any) -> str:
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def to_sarif(
    reports: Sequence[Report],
    language: Literal["vi", "en"],
    baseline: frozenset[tuple[str, str]] | None = None,
) -> str:
    """One run with the findings of all pages."""
    used = dict.fromkeys(one.rule for report in reports for one in report.findings)
    order = {rule: index for index, rule in enumerate(used)}
    results = [
        _result(report.input, one, language, order, baseline)
        for report in reports
        for one in report.findings
    ]
    driver = {
        "name": "readable check",
        "version": __version__,
        "language": language,
        "rules": [_rule(RULES[one], language) for one in used if one in RULES],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    if len(driver["rules"]) < len(used):
        for result in results:
            result.pop("ruleIndex")
    told = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, language: Literal["vi", "en"]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": getattr(rule.title, language)},
        "fullDescription": {"text": getattr(rule.why, language)},
        "helpUri": rule.source,
        "properties": {
            "tags": ["accessibility", *(f"wcag{one.replace('.', '')}" for one in rule.wcag)]
        },
    }


def _result(
    name: str,
    one: CheckFinding,
    language: Literal["vi", "en"],
    order: dict[str, int],
    baseline: frozenset[tuple[str, str]] | None,
) -> dict[str, Any]:
    uri = name.replace("\\", "/") or "stdin"
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": order[one.rule],
        "level": _LEVELS[one.outcome],
        "kind": "review" if one.outcome == "cantTell" else "fail",
        "message": {"text": f"{getattr(one.message, language)}. {getattr(one.help, language)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {
                        "startLine": one.line,
                        "startColumn": one.column,
                        "snippet": {"text": one.source},
                    },
                },
                "logicalLocations": [{"fullyQualifiedName": one.target, "kind": "element"}],
            }
        ],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
        "properties": {"impact": one.impact, "wcag": list(one.wcag), "act": list(one.act)},
    }
    if result["kind"] == "review":
        result["level"] = "none"
    if baseline is not None:
        known = (uri, one.fingerprint) in baseline
        result["baselineState"] = "unchanged" if known else "new"
        if known:
            result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result
