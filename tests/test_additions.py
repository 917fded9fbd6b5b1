"""What layout adds to pages stands where it should, and nothing of it is the article's text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_layout import ARTICLES, FONTS, Sizes

from readable.additions import Additions
from readable.article import Article, Block, Cell, Heading, Paragraph, Run, Table
from readable.fonts import Family, FontSet
from readable.layout import lay_out
from readable.paging import Line, Page
from readable.paint import to_images
from readable.papers import Paper
from readable.preferences import Preferences


@pytest.fixture
def boxes(box_font_file: Path) -> FontSet:
    """Letters 0.7 em wide, spaces and signs 0.3 em."""
    return FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))


def pages_of(
    fonts: FontSet, *blocks: Block, paper: Paper | None = None, **additions: object
) -> tuple[Page, ...]:
    return lay_out(
        Article(blocks),
        Preferences(),
        fonts,
        paper or Paper(),
        Sizes(),
        "box",
        Additions(**additions),  # type: ignore[arg-type]
    ).pages


def glyphs_in(line: Line) -> int:
    return sum(len(word.glyphs.ids) for word in line.words)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def sections(count: int) -> list[Block]:
    return [
        block
        for number in range(count)
        for block in (
            Heading(2, (Run("ab cd"),)),
            Heading(3, (Run("e"),)),
            *[paragraph("f g h")] * 16,
        )
    ]


def test_the_contents_of_a_long_article_name_each_heading_and_its_page(boxes: FontSet) -> None:
    title = Heading(1, (Run("title"),), role="title")
    pages = pages_of(boxes, title, paragraph("lead"), *sections(10))
    assert len(pages) >= 8
    added = [line for line in pages[0].lines if line.block < 0][1:-1]
    assert len(added) == 20
    where = [page.number for page in pages for line in page.lines if line.text in ("ab cd", "e")]
    # What ends each line is as many figures as the number of its page has.
    assert [line.words[-1].glyphs.ids for line in added] == [
        boxes.families["box"].regular.shape(str(number)).ids for number in where
    ]
    right = {round(line.left_px + line.width_px, 6) for line in added}
    assert len(right) == 1
    # They stand after the title and before the text.
    order = [line.text for line in pages[0].lines]
    assert order[0] == "title"
    assert order.index("lead") == 22


def test_dots_stand_in_columns(boxes: FontSet) -> None:
    pages = pages_of(boxes, *sections(2), contents=True)
    dot = boxes.families["box"].regular.shape(".").ids
    dots = [
        {round(word.x_px, 6) for word in line.words if word.glyphs.ids == dot}
        for line in pages[0].lines
        if line.block < 0 and line.words[-1].glyphs.ids != line.words[0].glyphs.ids
    ]
    dots = [places for places in dots if places]
    assert len(dots) == 4
    assert min(dots, key=len) <= max(dots, key=len)


def test_contents_are_made_or_left_out_as_asked(boxes: FontSet) -> None:
    short, long = sections(1), sections(10)
    lines = {
        (name, wanted): sum(len(page.lines) for page in pages_of(boxes, *blocks, contents=wanted))
        - len(pages_of(boxes, *blocks, contents=wanted))
        for name, blocks in (("short", short), ("long", long))
        for wanted in (None, True, False)
    }
    assert lines["short", None] == lines["short", False] == 18
    assert lines["short", True] == 18 + 3
    assert lines["long", None] == lines["long", True] == lines["long", False] + 21


def test_the_header_is_the_title_cut_between_words_and_not_on_the_first_page(
    boxes: FontSet,
) -> None:
    # A column of 500 px has room for 7 words "aaaa" of 44.8 px and spaces of 4.8 px, 342.4 px,
    # 8 of 392 and 9 of 441.6, and the ellipsis of 4.8 px; 10 would be 491.2 + 4.8 = 496.
    title = Heading(1, (Run(" ".join(["aaaa"] * 12)),), role="title")
    paper = Paper(500 + 2 * 60, 800, 60)
    first, second, *_ = pages_of(boxes, title, *[paragraph("b")] * 60, paper=paper, header=True)
    assert first.lines[0].block == 0
    header = second.lines[0]
    assert (header.text, header.block, header.top_px) == ("", -1, 60)
    assert glyphs_in(header) == 10 * 4 + 1
    assert header.width_px == pytest.approx(496)
    (rule,) = (box for box in second.boxes if box.width_px == 500)
    assert header.top_px + header.height_px < rule.top_px < second.lines[1].top_px


def test_the_footer_stands_beside_the_number(boxes: FontSet) -> None:
    (page,) = pages_of(boxes, paragraph("b"), footer="cc dd")
    footer, number = page.lines[-2:]
    assert footer.baseline_px == number.baseline_px
    assert footer.left_px + footer.width_px < number.left_px
    assert glyphs_in(footer) == 4
    # Where not a word has room, there is none.
    paper = Paper(200, 800, 20)
    (page,) = pages_of(boxes, paragraph("b"), paper=paper, footer="ccccccccccccc")
    assert len(page.lines) == 2


def test_no_tail_in_the_footer_reaches_below_the_page() -> None:
    close = Preferences(scale=200, line_height=1)
    for family in FONTS.families:
        paper, foot = Paper(600, 800, 0), Additions(footer="Quỹ gọp")
        (page,) = lay_out(
            Article((paragraph("a"),)), close, FONTS, paper, Sizes(), family, foot
        ).pages
        footer, number = page.lines[-2:]
        assert footer.baseline_px == number.baseline_px
        assert footer.top_px + footer.height_px <= 800


def test_links_have_numbers_and_their_addresses_a_list(boxes: FontSet) -> None:
    runs = (
        Run("aa ", href="https://x.vn/a"),
        Run("bb", frozenset({"strong"}), href="https://x.vn/a"),
        Run(", "),
        Run("cc", href="mailto:d@e.vn"),
        Run(" "),
        Run("f", href="https://x.vn/a"),
        Run(" "),
        Run("x.vn/g", href="https://x.vn/g/"),
        Run(" "),
        Run("h", href="#h"),
    )
    article = Article((Paragraph(runs), paragraph("i")))
    laid = lay_out(
        article,
        Preferences(),
        boxes,
        Paper(794, None, 0),
        Sizes(),
        "box",
        Additions(addresses=True),
    )
    assert laid.addresses == ("https://x.vn/a", "mailto:d@e.vn")
    (page,) = laid.pages
    assert page.text == article.text + "\n"
    text, _, *added = page.lines
    # "aa bb, cc f x.vn/g h" are 15 glyphs, and behind three links stands "[1]" or "[2]".
    assert glyphs_in(text) == 15 + 3 * 3
    # The first stands behind "bb,": two letters and a sign are 27.2 px, and 2.4 px between.
    face = boxes.families["box"].regular
    numbers = [word for word in text.words if word.glyphs.ids == face.shape("[1]").ids]
    assert numbers[0].x_px == pytest.approx(text.left_px + 22.4 + 4.8 + 27.2 + 2.4)
    # A heading, then each number before its address.
    assert [glyphs_in(line) for line in added[1:]] == [
        3 + len("https://x.vn/a"),
        3 + len("d@e.vn"),
    ]
    assert all(line.text == "" and line.block == -1 for line in added)


def test_the_number_of_a_link_in_a_table_stands_in_its_cell(boxes: FontSet) -> None:
    def cell(text: str, address: str | None = None) -> Cell:
        return Cell((Paragraph((Run(text, href=address),)),))

    rows = (
        (cell("ab"), cell("12", "https://x.vn/1")),
        (cell("c", "https://x.vn/2"), cell("1234")),
        (cell("d"), cell("1,5", "https://x.vn/3")),
    )
    article = Article((Table(rows),))
    paper, added = Paper(794, None, 0), Additions(addresses=True)
    laid = lay_out(article, Preferences(), boxes, paper, Sizes(), "box", added)
    # Numbered as they are read, not column by column.
    assert laid.addresses == tuple(f"https://x.vn/{number}" for number in (1, 2, 3))
    (page,) = laid.pages
    borders = sorted({box.left_px for box in page.boxes if box.width_px == 1})
    assert len(borders) == 3
    for line in (line for line in page.lines if line.block >= 0):
        left, right = borders[:2] if line.left_px < borders[1] else borders[1:]
        assert left < line.left_px
        assert line.left_px + line.width_px < right
    # The numbers of a column stand by their whole parts all the same: "12" above "1234" and "1".
    ends = {line.text: line.left_px for line in page.lines}
    assert ends["12"] + 2 * 11.2 == pytest.approx(ends["1234"] + 4 * 11.2)
    assert ends["1,5"] + 11.2 == pytest.approx(ends["1234"] + 4 * 11.2)


@settings(max_examples=25)
@given(
    article=ARTICLES,
    scale=st.sampled_from([100, 200, 400]),
    contents=st.sampled_from([None, True]),
    footer=st.sampled_from([None, "Cổng thông tin điện tử tỉnh Bắc Kạn"]),
    addresses=st.booleans(),
)
def test_an_article_with_additions_has_its_text_once_and_all_inside_the_page(
    article: Article, scale: int, contents: bool | None, footer: str | None, addresses: bool
) -> None:
    additions = Additions(True, footer, contents, addresses)
    preferences = Preferences(scale=scale)
    pages = lay_out(
        article, preferences, FONTS, Paper(794, 1600), Sizes(), additions=additions
    ).pages
    assert "".join(page.text for page in pages) == article.text + "\n" * bool(article.text)
    for page in pages:
        for line in page.lines:
            assert line.top_px >= 0
            assert line.top_px + line.height_px <= page.height_px
            assert 0 <= line.left_px <= line.left_px + line.width_px <= 794.01


def test_a_heading_of_spaces_has_no_line_in_the_contents() -> None:
    text = Paragraph((Run("Tin"),))
    blocks = (Heading(2, (Run("Một"),)), text, Heading(2, (Run("\u2009"),)), text)
    images = to_images(Article(blocks), additions=Additions(contents=True))
    assert len(images) == 1
