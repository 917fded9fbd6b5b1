"""How far the ink of a face reaches above and below the baseline.

A line box cut by a font's own ascent loses the tone of Ẫ in several good faces, so lines are
spaced by measured ink. The letters are shaped first: in a face with Vietnamese forms the tone
stands beside the circumflex when the language is known, and the tallest ink is lower.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen

__all__ = ["ASCII", "MINORITY_LETTERS", "VIETNAMESE_LETTERS", "Ink", "measure_ink"]

ASCII = "".join(map(chr, range(0x21, 0x7F)))

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The 12 vowels with each of the 5 written tones, the 6 vowels ASCII lacks without one, and đ;
# each twice for capitals: (60 + 6 + 1) * 2 = 134.
VIETNAMESE_LETTERS: tuple[str, ...] = tuple(
    letter
    for small in [
        *"ăâêôơưđ",
        *(
            unicodedata.normalize("NFC", vowel + tone)
            for vowel in "aăâeêioôơuưy"
            for tone in _TONES
        ),
    ]
    for letter in (small, small.upper())
)

# Ede and its neighbours write these beside the Vietnamese letters; some have no code point of
# their own and stay a letter with U+0306. The list: docs/fonts.md.
MINORITY_LETTERS: tuple[str, ...] = tuple(
    letter
    for small in [*"ƀčĕĭñŏŭ", "â\u0306", "ê\u0306", "ô\u0306", "ơ\u0306", "ư\u0306", "b\u0306"]
    for letter in (small, small.upper())
)


@dataclass(frozen=True, slots=True)
class Ink:
    """The highest and the lowest ink, in font units above the baseline (below it: negative)."""

    highest_units: int
    lowest_units: int

    def smallest_line_height_em(self, units_per_em: int) -> float:
        """The line height, in em rounded up to .001, at which two lines of this ink just clear.

        >>> Ink(highest_units=1048, lowest_units=-241).smallest_line_height_em(1000)
        1.289
        """
        return math.ceil((self.highest_units - self.lowest_units) * 1000 / units_per_em) / 1000


def measure_ink(font_bytes: bytes, letters: Iterable[str], language: str) -> Ink:
    """The reach of the ink of ``letters``, each shaped alone, in ``language`` (BCP 47).

    Bounds are those of the curves, not of their control points, rounded outwards to whole units.
    """
    font = hb.Font(hb.Face(hb.Blob(font_bytes)))
    highest, lowest = -math.inf, math.inf
    for letter in letters:
        buffer = hb.Buffer()
        buffer.add_str(letter)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", language
        hb.shape(font, buffer)
        for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen = BoundsPen(None)
            font.draw_glyph_with_pen(glyph.codepoint, pen)
            if pen.bounds is not None:
                highest = max(highest, pen.bounds[3] + position.y_offset)
                lowest = min(lowest, pen.bounds[1] + position.y_offset)
    return Ink(math.ceil(highest), math.floor(lowest))
