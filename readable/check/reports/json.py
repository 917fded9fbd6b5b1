"""A report as JSON: one object, or for several pages one on each line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from readable.check.report import CheckFinding, Report

__all__ = ["as_dict", "in_lines", "to_json"]


def as_dict(report: Report, language: Literal["vi", "en"]) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "input": report.input,
        "findings": [_finding(one, language) for one in report.findings],
        "left_out": report.left_out,
        "unread": report.doubts.unread,
        "not_told": report.doubts.count,
        "rules": report.rules,
    }


def _finding(one: CheckFinding, language: Literal["vi", "en"]) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "name": one.name,
        "act": list(one.act),
        "wcag": list(one.wcag),
        "level": one.level,
        "impact": one.impact,
        "outcome": one.outcome,
        "target": one.target,
        "source": one.source,
        "line": one.line,
        "column": one.column,
        "message": getattr(one.message, language),
        "help": getattr(one.help, language),
        "messages": one.message._asdict(),
        "measured": one.measured,
    }


def to_json(reports: Sequence[Report], language: Literal["vi", "en"]) -> str:
    """The reports as JSON."""
    if len(reports) == 1:
        return in_lines(as_dict(reports[0], language), 2) + "\n"
    return "".join(json.dumps(as_dict(one, language), ensure_ascii=False) + "\n" for one in reports)


def in_lines(value: Any, depth: int) -> str:
    """JSON with each member of objects and lists on a line of its own, down to a depth.

    Python's own indentation is several times slower, and takes as many lines as there are values.

    >>> print(in_lines({"a": [1, {"b": 2}]}, 2))
    {
    "a": [
    1,
    {"b": 2}
    ]
    }
    """
    if depth and value and isinstance(value, dict):
        members = [
            f"{json.dumps(name, ensure_ascii=False)}: {in_lines(one, depth - 1)}"
            for name, one in value.items()
        ]
        return "{\n" + ",\n".join(members) + "\n}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(in_lines(one, depth - 1) for one in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)
