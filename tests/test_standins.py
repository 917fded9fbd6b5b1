"""What no face draws is seen on the page all the same, told, and never lost from the text."""

from __future__ import annotations

import pytest

from readable.article import Article, Paragraph, Run
from readable.fonts import FontSet
from readable.layout import lay_out
from readable.papers import Paper
from readable.preferences import Preferences
from readable.shaping import shape_runs
from readable.standins import _WORDS, words_for

FONTS = FontSet.bundled()


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("☐", "[ ]"),
        ("✔️", "✓"),
        ("👍🏽", "[thích]"),
        ("🇻🇳", "[VN]"),
        ("3️⃣", "[3]"),
        ("①", "(1)"),
        ("ＡＢ", "AB"),
        ("⁷", "^7"),
        ("⅓", "1/3"),
        ("㎡", "m2"),
        ("⛅", "[có mây]"),
        ("☀️", "[nắng]"),
        ("∈", "[thuộc]"),
        ("∥", "//"),
        ("▲", "↑"),
        ("🟢", "•"),
        ("🥈", "[HC bạc]"),
        ("漢", None),
        ("😶", None),
        ("\ue000", None),
    ],
)
def test_a_sign_a_name_or_its_letters_stand_for_it(character: str, shown: str | None) -> None:
    assert words_for(character) == shown


@pytest.mark.parametrize("bold", [False, True])
def test_every_word_that_stands_for_a_sign_can_be_drawn_in_every_family(bold: bool) -> None:
    for family in FONTS.families:
        for words in set(_WORDS.values()):
            assert all(one.drawn for one in FONTS.stretches(words, family, bold)), (family, words)


@pytest.mark.parametrize("family", list(FONTS.families))
@pytest.mark.parametrize(("character", "rows"), [("漢", 2), ("😶", 3), ("\U00020000", 3)])
def test_a_code_in_a_box_stands_for_what_has_no_name(
    family: str, character: str, rows: int
) -> None:
    shaped = shape_runs((Run(f"a{character}"),), FONTS, family)
    _, frame, *figures = [piece for segment in shaped.segments for piece in segment.pieces]
    assert len(figures) == rows
    code = f"{ord(character):0{2 * rows}X}"
    face = frame.ink.face
    assert [one.glyphs.ids for one in figures] == [
        face.shape(code[at : at + 2]).ids for at in range(0, 2 * rows, 2)
    ]
    em = 1 / face.units_per_em
    top, bottom = (
        frame.ink.rise_em + frame.ink.size_em * units * em
        for units in (frame.glyphs.top_units, frame.glyphs.bottom_units)
    )
    # The frame is there, all figures stand inside it, and no row touches the next.
    assert top - bottom > 0.9
    edge = bottom
    for one in reversed(figures):
        scale = one.ink.size_em * em
        assert edge < one.ink.rise_em + one.glyphs.bottom_units * scale
        edge = one.ink.rise_em + one.glyphs.top_units * scale
        width = one.glyphs.advance_units * scale
        assert frame.x_em < one.x_em
        assert one.x_em + width < frame.x_em + frame.glyphs.advance_units * frame.ink.size_em * em
    assert edge < top
    assert [finding.rule for finding in shaped.findings] == ["glyph-missing"]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", list(FONTS.families))
def test_boxes_to_tick_are_alike_but_for_the_tick(family: str, bold: bool) -> None:
    def drawn(sign: str) -> tuple[str, float, float, float]:
        (segment,) = shape_runs((Run(sign),), FONTS, family, bold).segments
        texts = "".join(piece.glyphs.text for piece in segment.pieces)
        return texts, segment.width_em, segment.ink_top_em, segment.ink_bottom_em

    assert [drawn(sign)[0] for sign in "☐☑☒○◉"] == ["[]", "[✓]", "[×]", ".°", ".°•"]
    assert drawn("☐")[1] == drawn("☑")[1] == drawn("☒")[1]
    assert drawn("○")[1:] == drawn("◉")[1:]
    # They open no line: none is higher than a letter with its marks, nor deeper than a tail.
    for sign in "☑◉":
        _, width, top, bottom = drawn(sign)
        assert 0.7 < width < 1.1
        assert 0.6 < top < 1.0
        assert bottom < 0.25


def test_the_text_of_a_page_has_what_was_written_and_not_what_is_shown() -> None:
    text = "☐ Nam ☑ Nữ 😶 漢字 🇻🇳"
    laid = lay_out(
        Article((Paragraph((Run(text),)),)), Preferences(), FONTS, Paper(), None  # type: ignore[arg-type]
    )  # fmt: skip
    assert laid.pages[0].text == text + "\n"
    assert {finding.target for finding in laid.findings} >= {"☐", "☑", "😶", "🇻🇳"}


def test_a_letter_with_hundreds_of_marks_stays_on_its_page_with_the_letters_beside_it() -> None:
    text = "a" + "\u0301" * 300 + "b"
    laid = lay_out(
        Article((Paragraph((Run(text),)),)), Preferences(), FONTS, Paper(), None  # type: ignore[arg-type]
    )  # fmt: skip
    (page,) = laid.pages
    assert page.text == text + "\n"
    # Marks are drawn up to 4 em above the baseline, 64 px.
    line = page.lines[0]
    assert line.baseline_px < 64 + line.top_px + 16
    assert [finding.rule for finding in laid.findings] == []


# ---- minority orthographies ---------------------------------------------------------------------

# The letters that each is known to have beside those of Vietnamese, in samples.
ORTHOGRAPHIES = {
    "Ede": "Ƀuôn Ama Thuột hdĭp mơ̆ng čhum êlăn mđao ñŭ ŏng ê̆ ô̆ ơ̆ ư̆ Ê̆ Ô̆ Ơ̆ Ư̆ ƀ",
    "Jarai": "Ƀôn lan čư̆ siăm ĭ ŏ ŭ ê̆ ô̆ Pơlei",
    "Bahnar": "Ƀok Hồ tơlei chư̆ ĭ ŭ ĕ ŏ ê̆ ô̆ bơ̆n",
    "Xơ Đăng": "Kơpong ngế kố ƀêi ê̆ ŏ̆",
    "Mông": "Lus Hmôngz zoz đros nhav tsaz",
    "Tày-Nùng": "Tày Nùng slon slư phjải mjạc bjoóc fạ",
}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", list(FONTS.families))
@pytest.mark.parametrize("people", list(ORTHOGRAPHIES))
def test_a_paragraph_of_a_minority_is_in_one_face_that_places_its_marks(
    people: str, family: str, bold: bool
) -> None:
    shaped = shape_runs((Run(ORTHOGRAPHIES[people]),), FONTS, family, bold)
    pieces = [piece for segment in shaped.segments for piece in segment.pieces]
    (face,) = {piece.ink.face for piece in pieces}
    assert shaped.findings == ()
    em = face.units_per_em
    for segment in shaped.segments:
        (piece,) = segment.pieces
        places = list(zip(piece.glyphs.clusters, piece.glyphs.x_units, strict=True))
        for (cluster, x), (before, base) in zip(places[1:], places, strict=False):
            # A mark that is a glyph of its own hangs on its letter, not beside it.
            if cluster == before:
                assert abs(x - base) < 0.75 * em, segment.text
        assert 0 not in piece.glyphs.ids
