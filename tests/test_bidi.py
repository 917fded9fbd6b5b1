"""Words that run from right to left stand in the order the eye meets them, whatever is around."""

from __future__ import annotations

from pathlib import Path
from unicodedata import mirrored

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.additions import Additions
from readable.article import Article, Block, Heading, Paragraph, Run
from readable.bidi import has_right_to_left, levels_of, reordered
from readable.fonts import Family, FontSet
from readable.layout import lay_out
from readable.paging import Line
from readable.papers import Paper
from readable.preferences import Preferences
from readable.vietnamese import LETTERS


def seen(text: str) -> str:
    """The text as it stands from left to right; what would be mirrored stays as it is."""
    return "".join(text[place] for place in reordered(levels_of(text)[1]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bắc Kạn", "Bắc Kạn"),
        ("a אבג b", "a גבא b"),
        ("a אב גד b", "a דג בא b"),
        # Figures stay as they are, and stand where they are read.
        ("a אב 123 גד b", "a דג 123 בא b"),
        ("a אב 1,234.5% b", "a 1,234.5% בא b"),
        # After Arabic, figures on both sides of a hyphen are two numbers (W2 and W4).
        ("سنة 12-34", "34-12 ةنس"),
        ("a אב, גד, b", "a דג ,בא, b"),
        # Brackets go together, and with what stands in them.
        ("a (אב) b", "a (בא) b"),
        ("אב (cd) ה", "ה (cd) בא"),
        # What begins from right to left is so as a whole.
        ("אב cd.", ".cd בא"),
        # A mark stays behind its letter.
        ("a ב\u05bcג", "a ג\u05bcב"),
        ("a\nאב\nc", "a\nבא\nc"),
    ],
)
def test_text_stands_as_unicode_orders_it(text: str, expected: str) -> None:
    if text.startswith("אב") and "(" in text:  # both brackets are mirrored
        assert all(mirrored(bracket) for bracket in "()")
        expected = expected.translate({ord("("): ")", ord(")"): "("})
    assert seen(text) == expected


@given(st.text("abé אבجد12٤.,-+%$()[]«/: \u0301\u200b"))
def test_every_character_stands_once(text: str) -> None:
    base, levels = levels_of(text)
    assert len(levels) == len(text)
    assert sorted(reordered(levels)) == list(range(len(text)))
    assert all(base <= level <= base + 2 for level in levels)


def test_vietnamese_is_told_apart() -> None:
    assert not has_right_to_left("".join(LETTERS) + "“–…” ₫№→✓ Ƀ ê̆ 漢 😀")
    assert all(map(has_right_to_left, ("א", "ﷺ", "\U0001e900")))


# ---- lines --------------------------------------------------------------------------------------


def set_in_boxes(file: Path, *blocks: Block, width: int = 400) -> tuple[list[Line], FontSet]:
    fonts = FontSet({"box": Family(file, file)}, fallbacks=("box",))
    paper = Paper(width, None, 0)
    pages = lay_out(Article(blocks), Preferences(), fonts, paper, None, "box").pages  # type: ignore[arg-type]
    return list(pages[0].lines), fonts


def letters_on(line: Line, fonts: FontSet, letters: str) -> str:
    """The letters of a line from left to right, words apart."""
    face = fonts.families["box"].regular
    names = {face.shape(letter).ids[0]: letter for letter in letters if letter.strip()}
    placed = sorted(
        (word.x_px + x * word.size_px / face.units_per_em, names[glyph])
        for word in line.words
        for glyph, x in zip(word.glyphs.ids, word.glyphs.x_units, strict=True)
    )
    # A letter is 11.2 px wide; what is further on begins a word.
    told = ""
    last = None
    for x, letter in placed:
        told += (" " if last is not None and x > last + 11.3 else "") + letter
        last = x
    return told


def test_a_line_is_drawn_in_visual_order_and_says_its_text_as_it_is_read(
    box_font_file: Path,
) -> None:
    text = "ab אב גד 12 cd"
    (line,), fonts = set_in_boxes(box_font_file, Paragraph((Run(text),)))
    assert line.text == text
    assert letters_on(line, fonts, text) == "ab 12 דג בא cd"
    assert line.width_px == pytest.approx(10 * 11.2 + 4 * 4.8)


def test_headers_and_footers_are_drawn_in_visual_order(box_font_file: Path) -> None:
    text = "ab 12 אב גד cd"
    fonts = FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))
    title = Heading(1, (Run(text),), role="title")
    article = Article((title, *[Paragraph((Run("a"),))] * 40))
    added = Additions(header=True, footer=text)
    paper, family = Paper(400, 800), "box"
    pages = lay_out(article, Preferences(), fonts, paper, None, family, added).pages  # type: ignore[arg-type]
    header, (footer, _) = pages[1].lines[0], pages[1].lines[-2:]
    for line in (header, footer):
        assert letters_on(line, fonts, text) == "ab 12 דג בא cd"
        assert line.text == ""


def test_each_line_is_put_in_order_by_itself(box_font_file: Path) -> None:
    text = "אב גד אג בד"
    # Two words of 22.4 px and a space of 4.8 px fit 60 px, three do not; the lines begin right.
    lines, fonts = set_in_boxes(box_font_file, Paragraph((Run(text),)), width=60)
    assert [line.text for line in lines] == ["אב גד ", "אג בד"]
    assert [letters_on(line, fonts, text) for line in lines] == ["דג בא", "דב גא"]
    assert [line.left_px + line.width_px for line in lines] == pytest.approx([60, 60], abs=1)


def test_an_underline_goes_with_its_words(box_font_file: Path) -> None:
    runs = (Run("ab "), Run("אב", href="#"), Run(" גד cd"))
    fonts = FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))
    paper = Paper(400, None, 0)
    article = Article((Paragraph(runs),))
    page = lay_out(article, Preferences(), fonts, paper, None, "box").pages[0]  # type: ignore[arg-type]
    # "ab " is 27.2 px wide, "דג " as much: the linked word, read first, stands behind it.
    assert [(box.left_px, box.width_px) for box in page.boxes] == [(54, 23)]


def test_quotation_marks_stand_on_both_sides_of_a_word_that_another_face_draws(
    box_font_file: Path,
) -> None:
    # The face has no Arabic: codes in boxes stand for it, between marks that are its own letters.
    (line,), _ = set_in_boxes(box_font_file, Paragraph((Run("«قا»"),)))
    said = [
        word.glyphs.text if word.glyphs.stands_for is None else word.glyphs.stands_for
        for word in sorted(line.words, key=lambda word: word.x_px)
    ]
    assert [text for text in said if text] == ["»", "ا", "ق", "«"]
