"""A report for people and for programs, in the languages of both.

Each format is a function from reports to text in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Literal

from readable.check.report import Report

__all__ = ["FORMATS", "Language", "write_reports"]

Language = Literal["vi", "en"]
FORMATS = ("text", "json", "html", "sarif", "junit", "earl")


def write_reports(reports: Sequence[Report], format: str, language: Language) -> str:
    """The reports of one or more pages in a format of `FORMATS`."""
    module = import_module(f"readable.check.reports.{format}")
    write: Callable[[Sequence[Report], Language], str] = getattr(module, f"to_{format}")
    return write(reports, language)
