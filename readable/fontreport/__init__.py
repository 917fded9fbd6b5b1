"""Whether a font is fit for Vietnamese: what `readable fonts check FONT` tells.

The one place that opens a font with fontTools. Shaping and ink are those of `readable.face`, the
same as on the page.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from readable.fontreport.measuring import (
    MARKS,
    MINORITY_LETTERS,
    SIGNS,
    SPELLINGS,
    Coverage,
    find_indistinct,
    has_ink,
    measure_coverage,
    measure_ink_em,
)
from readable.fontreport.opening import open_font
from readable.fontreport.report import FontReport, Verdict, as_dict, to_text
from readable.fontreport.rules import judge
from readable.vietnamese import LETTERS

__all__ = ["Coverage", "FontReport", "Verdict", "as_dict", "check_font", "to_text"]

# What puts combining marks together (ccmp), on a letter (mark) and on one another (mkmk).
_FEATURES = ("ccmp", "mark", "mkmk")


def check_font(path: Path) -> FontReport:
    """Measures a font file: TTF, OTF, WOFF, WOFF2 (where brotli is installed), TTC.

    Raises `UnreadableFont` when the file is not a whole font that text can be set in.

    >>> from readable.typefaces import typefaces
    >>> report = check_font(typefaces()["complete"].regular)
    >>> report.verdict, f"{report.line_height_without_clipping_em:.2f}"
    ('good', '1.32')
    """
    font = open_font(path)
    face = font.face
    em = face.units_per_em
    highest_em, lowest_em = measure_ink_em(face)
    report = FontReport(
        file=font.file,
        file_format=font.file_format,
        faces=font.faces,
        name=font.name,
        version=font.version,
        licence=font.licence,
        embedding=font.embedding,
        axes=font.axes,
        units_per_em=em,
        coverage=tuple(measure_coverage(face, LETTERS, spelling) for spelling in SPELLINGS),
        indistinct=find_indistinct(face, LETTERS),
        minority=measure_coverage(face, MINORITY_LETTERS, "NFC"),
        missing_marks=tuple(mark for mark in MARKS if not has_ink(face, mark)),
        missing_signs=tuple(sign for sign in SIGNS if not face.covers(sign)),
        missing_features=tuple(feature for feature in _FEATURES if feature not in font.features),
        highest_em=highest_em,
        lowest_em=lowest_em,
        ascent_em=font.ascent_units / em,
        descent_em=-font.descent_units / em,
        line_gap_em=font.line_gap_units / em,
    )
    verdict, reasons = judge(report)
    return replace(report, verdict=verdict, reasons=reasons)
