"""Large print as those who publish it ask for it: numbers with their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Literal

from readable.article import (
    Article,
    Block,
    Heading,
    Mark,
    Paragraph,
    Preformatted,
    Run,
    map_blocks,
)
from readable.errors import InvalidPreference
from readable.papers import Paper
from readable.preferences import Preferences

__all__ = ["LARGE_PRINT_STANDARDS", "LargePrint"]

# 16 px, the text that `Preferences.scale` is in per cent of, are 12 pt at 96 pixels an inch.
_PER_CENT_OF_A_POINT = 100 / 12
_MILLIMETRES_PER_INCH = 25.4

# Where a guideline names no line spacing, or one for languages without stacked marks: in the
# bundled faces Vietnamese needs 1.29 to 1.47 (docs/fonts.md).
_LINE_HEIGHT = 1.5

_LEANING: frozenset[Mark] = frozenset({"em", "cite", "dfn", "var"})


@dataclass(frozen=True, slots=True)
class LargePrint:
    """What a guideline of large print asks for. Where it says nothing, the default stays."""

    key: str
    name: str
    source: str
    body_pt: float | None = None
    """The size of text it recommends."""
    least_pt: float | None = None
    """The smallest it calls large print."""
    line_height: float = _LINE_HEIGHT
    least_line_height: float = 1.0
    paragraph_spacing_em: float = 1.0
    longest_measure: int | None = None
    margin_mm: float | None = None
    font: str = "sans"
    bold: bool = False
    """Whether all text is bold."""
    emphasis: Literal["italic", "bold", "underline"] = "italic"
    """How text is set that a page has in italics."""
    breaking: Literal["balanced", "careful"] = "careful"

    @property
    def least_scale(self) -> int | None:
        """The smallest `Preferences.scale` that is large enough."""
        return None if self.least_pt is None else ceil(self.least_pt * _PER_CENT_OF_A_POINT)

    def preferences(self, **chosen: Any) -> Preferences:
        """The preferences it recommends, with what the reader chose.

        Raises `InvalidPreference` for a choice that it rules out.

        >>> LARGE_PRINT_STANDARDS["ukaaf"].preferences(theme="dark").to_query()
        'scale=150&line_height=1.5&paragraph_spacing_em=1.5&theme=dark&breaking=careful'
        """
        wanted: dict[str, Any] = {
            "line_height": self.line_height,
            "paragraph_spacing_em": self.paragraph_spacing_em,
            "font": self.font,
            "breaking": self.breaking,
        }
        if self.body_pt is not None:
            wanted["scale"] = ceil(self.body_pt * _PER_CENT_OF_A_POINT)
        if self.longest_measure is not None:
            wanted["measure"] = min(Preferences().measure, self.longest_measure)
        preferences = Preferences(**(wanted | chosen))
        self._check(preferences)
        return preferences

    def _check(self, preferences: Preferences) -> None:
        faults = (
            (
                self.least_scale is not None and preferences.scale < self.least_scale,
                f"text smaller than {self.least_pt} pt (scale {self.least_scale})",
            ),
            (
                preferences.line_height < self.least_line_height,
                f"a line height below {self.least_line_height}",
            ),
            (
                self.longest_measure is not None and preferences.measure > self.longest_measure,
                f"lines of more than {self.longest_measure} characters",
            ),
            (preferences.alignment != "start", "justified lines"),
        )
        for is_fault, what in faults:
            if is_fault:
                raise InvalidPreference(
                    f"{self.name} rules out {what}", hint="leave the choice to the guideline"
                )

    def paper(self, paper: Paper) -> Paper:
        """The paper with margins no narrower than it asks for."""
        if self.margin_mm is None or paper.margin_px is not None:
            return paper
        asked = round(self.margin_mm / _MILLIMETRES_PER_INCH * paper.pixels_per_inch)
        return replace(paper, margin_px=max(paper.margins_px, asked))

    def article(self, article: Article) -> Article:
        """The article with its emphasis as the guideline has it; its text is the same."""
        if self.emphasis == "italic" and not self.bold:
            return article
        return replace(article, blocks=map_blocks(article.blocks, self._set))

    def _set(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading | Preformatted):
            return replace(block, runs=tuple(map(self._run, block.runs)))
        return block

    def _run(self, run: Run) -> Run:
        marks = run.marks
        stressed = not marks.isdisjoint(_LEANING)
        if self.bold:
            stressed = stressed or "strong" in marks
            marks = marks | {"strong"}
        if self.emphasis == "bold" and (stressed or "u" in marks):
            marks = marks - _LEANING - {"u"} | {"strong"}
        elif stressed and self.emphasis == "underline":
            marks = marks - _LEANING | {"ins"}
        return run if marks == run.marks else replace(run, marks=marks)


_STANDARDS = (
    LargePrint(
        "ukaaf",
        "UKAAF",
        "UK Association for Accessible Formats, MS03 (2012) and G003 (2019)",
        body_pt=18,
        least_pt=16,
        # A blank line.
        paragraph_spacing_em=1.5,
        emphasis="bold",
    ),
    LargePrint(
        "rnib",
        "RNIB large print",
        "RNIB, Clear Print: 16 to 22 pt, 60 to 70 characters a line",
        body_pt=18,
        least_pt=16,
        longest_measure=70,
    ),
    LargePrint(
        "rnib-giant",
        "RNIB giant print",
        "RNIB, Clear Print: 24 pt and more, 60 to 70 characters a line",
        body_pt=24,
        least_pt=24,
        longest_measure=70,
    ),
    LargePrint(
        "acb",
        "ACB",
        "American Council of the Blind, Best Practices and Guidelines for Large Print",
        body_pt=20,
        least_pt=18,
        least_line_height=1.5,
        # A double space.
        paragraph_spacing_em=1.5,
        bold=True,
        emphasis="underline",
    ),
    LargePrint(
        "aph",
        "APH",
        "American Printing House: 18 pt and more, a sans serif whose I, l and 1 differ",
        body_pt=18,
        least_pt=18,
        font="literacy",
        # Andika's Vietnamese marks: docs/fonts.md.
        line_height=1.6,
    ),
    LargePrint(
        "cnib",
        "CNIB",
        "CNIB, Clear Print: 12 to 18 pt, line spacing 1.25 to 1.3, wide margins (here an inch)",
        body_pt=18,
        least_pt=12,
        least_line_height=1.25,
        margin_mm=25.4,
    ),
    LargePrint(
        "wcag-aaa",
        "WCAG 1.4.8",
        "WCAG 2.2, success criterion 1.4.8 (AAA)",
        least_line_height=1.5,
        # One and a half times the line spacing.
        paragraph_spacing_em=2.25,
        longest_measure=80,
    ),
)

LARGE_PRINT_STANDARDS: Mapping[str, LargePrint] = {one.key: one for one in _STANDARDS}
"""The guidelines by key; `docs/images.md` has them as a table."""
