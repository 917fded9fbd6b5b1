"""What makes a font good, usable or unfit for Vietnamese: the rules and their sentences.

docs/fonts.md tells the same in a table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple

from readable.fontreport.measuring import SIGNS
from readable.fontreport.report import FontReport, Verdict, show
from readable.preferences import Preferences

__all__ = ["RULES", "Rule", "judge"]

# The tone on Ẫ is .20 to .25 em high in the bundled faces: ink that rises further above the ascent
# is a whole tone that can be cut off. Be Vietnam Pro rises by .22, Gelasio by .34.
_WHOLE_TONE_EM = 0.25

# Fonts made before Unicode put Vietnamese letters in the places of others: TCVN3 (.VnTime),
# VNI (VNI-Times) and VPS (VPS Times). Their names say so.
_LEGACY_NAME = re.compile(r"\.Vn|VNI\b|VPS\b")


class Rule(NamedTuple):
    """The best verdict a font can have to which the rule applies, and what it tells.

    `tell` answers one sentence, what a reader sees and what to do, or nothing.
    """

    verdict: Verdict
    tell: Callable[[FontReport], str]


def judge(report: FontReport) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict, and the sentences of the rules that apply, the gravest first.

    How to set a font well is not told of one that is unfit.
    """
    told = [(rule.verdict, sentence) for rule in RULES if (sentence := rule.tell(report))]
    verdict = told[0][0] if told else "good"
    return verdict, tuple(
        sentence for of_rule, sentence in told if (verdict, of_rule) != ("unfit", "good")
    )


def _legacy(report: FontReport) -> str:
    if not (report.coverage[0].missing and _LEGACY_NAME.match(report.name)):
        return ""
    return (
        "The font is of an encoding older than Unicode, in which Vietnamese text turns into other "
        "letters: convert the text to Unicode and choose a Unicode font."
    )


def _missing(report: FontReport) -> str:
    missing = report.coverage[0].missing
    if not missing:
        return ""
    return (
        f"{_count(missing)} missing ({show(missing)}), so that a reader sees boxes or letters of "
        "another font inside words: choose another font."
    )


def _misplaced(report: FontReport) -> str:
    misplaced = report.coverage[0].misplaced
    if not misplaced:
        return ""
    return (
        f"Marks stand beside their letter or on one another in {show(misplaced)}, so that words "
        "are hard to read or read as other words: choose another font."
    )


def _indistinct(report: FontReport) -> str:
    if not report.indistinct:
        return ""
    return (
        f"{show(report.indistinct)} look exactly like another letter, so that a reader cannot "
        "tell words apart: choose another font."
    )


def _unmapped(report: FontReport) -> str:
    unmapped = report.coverage[0].unmapped
    if not unmapped:
        return ""
    return (
        f"{_count(unmapped)} in the font only as parts ({show(unmapped)}), which some programs put "
        "together and others replace by letters of another font: prefer a font that has them whole."
    )


def _decomposed(report: FontReport) -> str:
    composed, *others = report.coverage
    known = {*composed.missing, *composed.misplaced}
    worse = {
        letter: None
        for coverage in others
        for letter in (*coverage.missing, *coverage.misplaced)
        if letter not in known
    }
    if not worse:
        return ""
    return (
        f"Typed as a letter and combining marks, {show(tuple(worse))} are drawn wrong: bring text "
        "to NFC first, as `readable html` does."
    )


def _marks(report: FontReport) -> str:
    if not report.missing_marks:
        return ""
    return (
        f"The font lacks {show(report.missing_marks)}, so that Firefox shows letters typed with "
        "combining marks in another font: bring text to NFC first, as `readable html` does."
    )


def _unattached(report: FontReport) -> str:
    if "mark" not in report.missing_features:
        return ""
    return (
        "The font has no rules for attaching marks (no feature `mark`), so that a letter it does "
        "not have whole is shown with its marks astray: keep text in NFC."
    )


def _cut(report: FontReport) -> str:
    beyond = report.highest_em - report.ascent_em
    if beyond <= _WHOLE_TONE_EM:
        return ""
    return (
        f"Capitals rise {beyond:.2f} em above the line box of the font, so that whole tone marks "
        f"are cut off: {_room(report)}."
    )


def _clipped(report: FontReport) -> str:
    if _cut(report) or not _exceeds(
        report.line_height_without_clipping_em, report.normal_line_height_em
    ):
        return ""
    return (
        f"At the line height `normal` ({report.normal_line_height_em:.2f} em) a box that hides "
        f"overflow cuts into the ink of the tallest letters: {_room(report)}."
    )


def _tall(report: FontReport) -> str:
    default_em = Preferences().line_height
    if not _exceeds(report.line_height_without_collision_em, default_em):
        return ""
    return (
        f"At the line height {default_em:g} tails run into the tone marks of the next line: set at "
        f"least {_up(report.line_height_without_collision_em)}."
    )


def _embedding(report: FontReport) -> str:
    if report.embedding not in ("restricted", "bitmaps only"):
        return ""
    return (
        "The font does not permit embedding, so that a page that ships it breaks its licence: ask "
        "its maker, or choose another font."
    )


def _signs(report: FontReport) -> str:
    missing = tuple(sign for sign in report.missing_signs if SIGNS[sign])
    if not missing:
        return ""
    return f"A reader sees {show(missing)} in another font or as a box: choose another font."


def _hyphens(report: FontReport) -> str:
    missing = tuple(sign for sign in report.missing_signs if not SIGNS[sign])
    if not missing:
        return ""
    return (
        f"The plain hyphen or another font stands in for {show(missing)}: write U+002D where a "
        "difference would be seen."
    )


def _minority(report: FontReport) -> str:
    minority = report.minority
    faults = [
        f"{kind} {show(letters)}"
        for kind, letters in (
            ("lacks", minority.missing),
            ("sets marks astray in", minority.misplaced),
            ("has only the parts of", minority.unmapped),
        )
        if letters
    ]
    if not faults:
        return ""
    return (
        f"For Ede, Jarai or Bahnar the font {'; '.join(faults)}: set such paragraphs in a font "
        "that has them, as Noto Sans."
    )


def _collection(report: FontReport) -> str:
    if report.faces == 1:
        return ""
    return f"The file holds {report.faces} fonts, and this is the first: extract the others."


RULES: tuple[Rule, ...] = (
    Rule("unfit", _legacy),
    Rule("unfit", _missing),
    Rule("unfit", _misplaced),
    Rule("unfit", _indistinct),
    Rule("usable", _unmapped),
    Rule("usable", _decomposed),
    Rule("usable", _marks),
    Rule("usable", _unattached),
    Rule("usable", _cut),
    Rule("usable", _tall),
    Rule("usable", _embedding),
    Rule("usable", _signs),
    Rule("good", _clipped),
    Rule("good", _minority),
    Rule("good", _hyphens),
    Rule("good", _collection),
)


def _count(letters: tuple[str, ...]) -> str:
    return f"{len(letters)} of the 134 letters {'is' if len(letters) == 1 else 'are'}"


def _up(em: float) -> str:
    """Rounded up to what can be written in a style sheet and is enough."""
    return f"{math.ceil(round(em * 100, 6)) / 100:.2f}"


def _exceeds(needed_em: float, given_em: float) -> bool:
    # A rounding of one unit in a thousand is no fault.
    return needed_em > given_em + 0.001


def _room(report: FontReport) -> str:
    return (
        f"set a line height of at least {_up(report.line_height_without_clipping_em)}, or "
        f"`ascent-override: {report.ascent_override_percent}%` and "
        f"`descent-override: {report.descent_override_percent}%`"
    )
