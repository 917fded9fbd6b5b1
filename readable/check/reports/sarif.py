"""SARIF 2.1.0, which code hosts and editors show beside the source.

Findings that a baseline knows are marked, not left out: a code host opens again what is missing.
What the baseline knows and is gone is told too, as `absent`.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from readable import __version__
from readable.check.report import CheckFinding, Report
from readable.check.reports.json import in_lines
from readable.check.rule import RULES, Rule
from readable.errors import UnreadableInput

__all__ = ["Baseline", "read_baseline", "to_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"failed": "error", "warning": "warning", "cantTell": "none"}
_FINGERPRINT = "readable/v1"
_KNOWN = [{"kind": "external", "status": "accepted"}]


class Baseline(NamedTuple):
    """The results of an earlier run by page and fingerprint, in their order."""

    results: dict[tuple[str, str], tuple[dict[str, Any], ...]]

    def has_new(self, report: Report) -> bool:
        """Whether a report has a fault that the earlier run did not have, or fewer times."""
        faults = [one for one in report.findings if one.outcome != "cantTell"]
        waiting = self.waiting()
        return any(not _taken(waiting, _uri(report), one) for one in faults)

    def waiting(self) -> dict[tuple[str, str], deque[dict[str, Any]]]:
        """The same, to be taken one by one."""
        return {key: deque(ones) for key, ones in self.results.items()}


def read_baseline(path: Path) -> Baseline:
    """The findings of an earlier run in SARIF.

    Raises `UnreadableInput` for what is none.
    """
    try:
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for run in json.loads(path.read_text("utf-8"))["runs"]:
            for result in run["results"]:
                if result.get("baselineState") != "absent":
                    found.setdefault(_key(result), []).append(result)
    except OSError as error:
        raise UnreadableInput(
            f"{path} cannot be read ({error.strerror})", hint="pass a SARIF file"
        ) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableInput(
            f"{path} is no baseline", hint="pass what --format sarif wrote"
        ) from error
    return Baseline({key: tuple(ones) for key, ones in found.items()})


def _key(result: dict[str, Any]) -> tuple[str, str]:
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return str(place), str(result["partialFingerprints"][_FINGERPRINT])


def _taken(
    waiting: dict[tuple[str, str], deque[dict[str, Any]]], uri: str, one: CheckFinding
) -> dict[str, Any] | None:
    """The earlier result that a finding is, which no other finding is then; None for a new one."""
    alike = waiting.get((uri, one.fingerprint))
    return alike.popleft() if alike else None


def to_sarif(
    reports: Sequence[Report], language: Literal["vi", "en"], baseline: Baseline | None = None
) -> str:
    """One run with the findings of all pages."""
    order: dict[str, int] = {}
    lines = []
    for one in _results(reports, language, baseline):
        one.pop("ruleIndex", None)
        if one["ruleId"] in RULES:
            one["ruleIndex"] = order.setdefault(one["ruleId"], len(order))
        lines.append(json.dumps(one, ensure_ascii=False))
    driver = {
        "name": "readable check",
        "version": __version__,
        "language": language,
        "rules": [_rule(RULES[one], language) for one in order],
    }
    invocation = {
        "executionSuccessful": True,
        "toolExecutionNotifications": list(_notes(reports, language)),
    }
    results = ",\n".join(lines)
    return (
        f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n'
        f'"tool": {in_lines({"driver": driver}, 3)},\n'
        f'"columnKind": "unicodeCodePoints",\n"invocations": {in_lines([invocation], 3)},\n'
        f'"results": [\n{results}\n]}}]\n}}\n'
    )


def _notes(reports: Iterable[Report], language: Literal["vi", "en"]) -> Iterator[dict[str, Any]]:
    """What a reader of the results has to know: what is not listed, and what was not read."""
    for report in reports:
        for rule, count in report.left_out.items():
            yield {
                "level": "note",
                "message": {"text": f"{_uri(report)}: {count} more results of {rule}"},
                "associatedRule": {"id": rule},
            }
        if report.doubts.unread:
            told = getattr(report.doubts.told(), language)
            yield {"level": "warning", "message": {"text": f"{_uri(report)}: {told}"}}


def _results(
    reports: Iterable[Report], language: Literal["vi", "en"], baseline: Baseline | None
) -> Iterator[dict[str, Any]]:
    waiting = baseline.waiting() if baseline is not None else {}
    pages = set()
    for report in reports:
        uri = _uri(report)
        pages.add(uri)
        for one in report.findings:
            result = _result(uri, one, language)
            if baseline is not None:
                earlier = _taken(waiting, uri, one)
                result["baselineState"] = _state(result, earlier)
                if earlier is not None:
                    result["suppressions"] = earlier.get("suppressions") or _KNOWN
            yield result
    for (uri, _), gone in waiting.items():
        # Of pages that were not checked nobody knows.
        yield from ({**one, "baselineState": "absent"} for one in gone if uri in pages)


def _state(result: dict[str, Any], earlier: dict[str, Any] | None) -> str:
    if earlier is None:
        return "new"
    same = all(
        result[name] == earlier.get(name) for name in ("ruleId", "level", "kind")
    ) and result["properties"]["measured"] == earlier.get("properties", {}).get("measured")
    return "unchanged" if same else "updated"


def _uri(report: Report) -> str:
    return report.input.replace("\\", "/") or "stdin"


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


def _result(uri: str, one: CheckFinding, language: Literal["vi", "en"]) -> dict[str, Any]:
    return {
        "ruleId": one.rule,
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
        "properties": {
            "impact": one.impact,
            "wcag": list(one.wcag),
            "act": list(one.act),
            "measured": one.measured,
        },
    }
