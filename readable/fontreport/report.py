"""What was found out about a font, as a value, as text and as data."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from textwrap import fill
from typing import Any, Literal
from unicodedata import combining, name

from readable.fontreport.measuring import MARKS, MINORITY_LETTERS, Coverage
from readable.fontreport.opening import Embedding, FileFormat
from readable.vietnamese import LETTERS

__all__ = ["FontReport", "Verdict", "as_dict", "show", "to_text"]

Verdict = Literal["good", "usable", "unfit"]

_LINE_COLUMNS = 88
_LABEL_COLUMNS = 14
_MOST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class FontReport:
    """One font: what it is, what it draws of Vietnamese, how much room its lines need.

    Lengths are in em. `reasons` are sentences, the gravest first; a good font may have some too,
    about what it does not draw beside Vietnamese and how to set it.
    """

    file: str
    file_format: FileFormat
    faces: int
    """How many fonts the file holds. Of a collection (TTC) only the first was looked at."""
    name: str
    version: str
    licence: str
    embedding: Embedding
    axes: tuple[str, ...]
    """What varies in a variable font; its default design was looked at."""
    units_per_em: int
    coverage: tuple[Coverage, ...]
    """The 134 letters in NFC, NFD and as vowel and combining tone, in this order."""
    indistinct: tuple[str, ...]
    """Letters with the same ink as another, or as their base without marks."""
    minority: Coverage
    """Letters of Ede and its neighbours, in NFC."""
    missing_marks: tuple[str, ...]
    missing_signs: tuple[str, ...]
    missing_features: tuple[str, ...]
    """Of `ccmp`, `mark`, `mkmk`: what the font has not for Latin script."""
    highest_em: float
    lowest_em: float
    """The ink of the 134 letters and ASCII; below the baseline: negative."""
    ascent_em: float
    descent_em: float
    """The line box that browsers give the font, both positive."""
    line_gap_em: float
    verdict: Verdict = "good"
    reasons: tuple[str, ...] = ()

    @property
    def normal_line_height_em(self) -> float:
        """CSS `line-height: normal`."""
        return self.ascent_em + self.descent_em + self.line_gap_em

    @property
    def line_height_without_collision_em(self) -> float:
        """From this line height on, no ink of a line can touch the next."""
        return self.highest_em - self.lowest_em

    @property
    def line_height_without_clipping_em(self) -> float:
        """From this line height on, a box that hides overflow cuts nothing off.

        CSS 2.2, 10.8.1: half of what the line height adds to ascent and descent goes above, half
        below, so that the side on which ink goes furthest beyond its metric decides.
        """
        beyond = max(self.highest_em - self.ascent_em, -self.lowest_em - self.descent_em)
        return self.ascent_em + self.descent_em + 2 * beyond

    @property
    def ascent_override_percent(self) -> int:
        """CSS `ascent-override` of a line box that holds the ink."""
        return math.ceil(round(self.highest_em * 100, 6))

    @property
    def descent_override_percent(self) -> int:
        """CSS `descent-override` of a line box that holds the ink."""
        return math.ceil(round(-self.lowest_em * 100, 6))


_COMPUTED = (
    "normal_line_height_em",
    "line_height_without_collision_em",
    "line_height_without_clipping_em",
    "ascent_override_percent",
    "descent_override_percent",
)


def as_dict(report: FontReport) -> dict[str, Any]:
    """The report as JSON knows it, every list whole; em to three places."""
    values = asdict(report) | {key: getattr(report, key) for key in _COMPUTED}
    return {
        key: round(value, 3) if isinstance(value, float) else value for key, value in values.items()
    }


def to_text(report: FontReport) -> str:
    """The report as lines for a terminal, lists cut where they are long."""
    collection = f", the first of {report.faces}" if report.faces > 1 else ""
    lines = [
        f"{report.name} {report.version} ({report.file_format}{collection}): {report.verdict}",
        *(_row(label, value) for label, value in _rows(report)),
    ]
    if report.reasons:
        lines += ["", *(_wrap(reason, "- ", "  ") for reason in report.reasons)]
    return "\n".join(lines)


def _rows(report: FontReport) -> Iterable[tuple[str, str]]:
    yield "licence", report.licence or "not stated"
    if report.embedding != "installable":
        yield "embedding", report.embedding
    if report.axes:
        yield "variable", ", ".join(report.axes)
    spellings: dict[str, list[str]] = {}
    for coverage in report.coverage:
        spellings.setdefault(_faults(coverage), []).append(coverage.spelling)
    label = f"{len(LETTERS)} letters"
    for faults, alike in spellings.items():
        yield label, f"{', '.join(alike)}: {faults}"
        label = ""
    if report.indistinct:
        yield "", f"alike: {show(report.indistinct)}"
    yield f"{len(MARKS)} marks", _lack(report.missing_marks)
    yield f"{len(MINORITY_LETTERS)} minority", _faults(report.minority)
    yield "signs", _lack(report.missing_signs)
    yield "features", _lack(report.missing_features)
    yield (
        "line height",
        f"{report.line_height_without_collision_em:.2f} em without collision, "
        f"{report.line_height_without_clipping_em:.2f} without clipping, "
        f"normal is {report.normal_line_height_em:.2f}",
    )


def _faults(coverage: Coverage) -> str:
    parts = [
        f"{kind} {show(letters)}"
        for kind, letters in (
            ("missing", coverage.missing),
            ("misplaced", coverage.misplaced),
            ("pieced together", coverage.unmapped),
        )
        if letters
    ]
    return "; ".join(parts) or "all"


def _lack(missing: tuple[str, ...]) -> str:
    return f"without {show(missing)}" if missing else "all"


def show(texts: tuple[str, ...]) -> str:
    """Letters and signs to be read in a sentence, the first of many and how many more.

    >>> show(("ế", "ợ")), show(("₫", "\\N{COMBINING HORN}", "\\N{NON-BREAKING HYPHEN}"))
    ('ế ợ', '₫, U+031B (horn), U+2011 (non-breaking hyphen)')
    """
    visible = [_visible(text) for text in texts[:_MOST_SHOWN]]
    shown = (", " if any(" " in text for text in visible) else " ").join(visible)
    more = len(texts) - _MOST_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _visible(text: str) -> str:
    # A mark without its letter, a space and the hyphens can be neither seen nor told apart.
    if len(text) == 1 and (combining(text) or text in "\xa0\u2010\u2011"):
        return f"U+{ord(text):04X} ({name(text).lower().removeprefix('combining ')})"
    return text


def _row(label: str, value: str) -> str:
    return _wrap(value, f"  {label:<{_LABEL_COLUMNS}}", " " * (_LABEL_COLUMNS + 2))


def _wrap(text: str, first: str, others: str) -> str:
    return fill(
        text,
        _LINE_COLUMNS,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
