"""The font of boxes puts Vietnamese marks where a reader expects them."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from itertools import product
from pathlib import Path
from textwrap import dedent

import pytest
from boxfont import box_font, picture
from fontTools.ttLib import TTFont

# Every Vietnamese vowel with every tone: twelve vowels, five tones and none, in two cases.
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SYLLABIC = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", TONES)
]


def test_the_tone_stands_on_the_circumflex() -> None:
    assert picture("ế") == dedent("""\
        ···/···
        ·^^^^··
        ·OOOO··
        ·OOOO··
        ·OOOO··
        ·OOOO··""")


def test_the_dot_hangs_below_the_letter_that_carries_a_breve() -> None:
    assert picture("ặ") == dedent("""\
        ·u··u··
        ·OOOO··
        ·OOOO··
        ·OOOO··
        ·OOOO··
        ·······
        ··..···""")


def test_the_hook_stands_on_the_letter_and_the_horn_at_its_corner() -> None:
    assert picture("ở") == dedent("""\
        ··?····
        ··?····
        ·OOOO'·
        ·OOOO··
        ·OOOO··
        ·OOOO··""")


def test_digits_signs_and_spaces_stand_on_the_same_grid() -> None:
    assert picture("Đủ 5.") == dedent("""\
        ·OOOO····?········5555·····
        ·OOOO····?········5555·····
        OOOOOO··OOOO······5555·····
        ·OOOO···OOOO······5555·····
        ·OOOO···OOOO······5555·····
        ·OOOO···OOOO······5555···.·""")


@pytest.mark.parametrize("tone", ["/", "`", "~", "?"])
@pytest.mark.parametrize("quality", ["^", "u"])
def test_the_tone_above_a_quality_mark_covers_none_of_it(tone: str, quality: str) -> None:
    tones = dict(zip("`/~?", TONES[1:5], strict=True))
    letter = {"^": "ê", "u": "ă"}[quality]
    rows = picture(letter + tones[tone]).splitlines()
    tone_rows = [row for row, cells in enumerate(rows) if tone in cells]
    quality_rows = [row for row, cells in enumerate(rows) if quality in cells]
    assert max(tone_rows) < min(quality_rows)


def test_no_two_marks_of_a_vietnamese_letter_share_a_cell_and_none_is_missing() -> None:
    assert len(set(SYLLABIC)) == 144
    drawn = picture("".join(SYLLABIC))
    assert "X" not in drawn
    assert "#" not in drawn


def test_composed_and_decomposed_letters_look_alike() -> None:
    text = "".join(SYLLABIC)
    assert picture(text) == picture(unicodedata.normalize("NFD", text))


def test_two_marks_in_one_place_are_shown_as_a_collision() -> None:
    assert "X" in picture("ơ\N{COMBINING HORN}")


def test_the_font_covers_every_composed_letter_of_vietnamese(box_font_file: Path) -> None:
    covered = TTFont(box_font_file).getBestCmap()
    assert [letter for letter in [*SYLLABIC, "đ", "Đ"] if ord(letter) not in covered] == []


def test_the_font_is_ten_cells_to_the_em_and_twelve_to_the_line() -> None:
    font = TTFont(BytesIO(box_font()))
    assert font["head"].unitsPerEm == 1000
    assert font["hhea"].ascent - font["hhea"].descent + font["hhea"].lineGap == 1200
    assert font["hmtx"]["u0061"] == (700, 100)
    assert font["hmtx"]["u0020"][0] == 300
