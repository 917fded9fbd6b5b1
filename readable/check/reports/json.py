"""A report as JSON: one object, or for several pages one on each line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from readable.check.report import CheckFinding, Report

__all__ = ["as_dict", "to_json"]


def as_dict(report: Report, language: Literal["vi", "en"]) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "input": report.input,
        "findings": [_finding(one, language) for one in report.findings],
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
    told = [as_dict(one, language) for one in reports]
    if len(told) == 1:
        return json.dumps(told[0], ensure_ascii=False, indent=1) + "\n"
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
