"""Pages hold every character once, inside the page, nothing cut and nothing touching."""

from __future__ import annotations

import gc
import itertools
import sys
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import Any, get_args

import numpy
import pytest
from fontTools.ttLib import TTFont
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pixels import coverage_of

from readable.article import (
    Article,
    Block,
    Cell,
    Definition,
    Definitions,
    Figure,
    Heading,
    Image,
    Item,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Section,
    Table,
)
from readable.collecting import collecting_later
from readable.errors import ImageRefused, InvalidPreference
from readable.fonts import Family, FontSet
from readable.layout import Laid, Paper, lay_out
from readable.optimum import BREAKING
from readable.paging import Line, Page
from readable.preferences import Preferences
from readable.typefaces import typefaces
from readable.vietnamese import LETTERS

FONTS = FontSet.bundled()


class Sizes:
    """Pictures of 600 x 400 pixels, whatever they are called but "missing"."""

    def size_px(self, src: str) -> tuple[int, int]:
        if src == "missing":
            raise ImageRefused("there is no such picture", hint="put it there")
        return (600, 400)


def laid(
    *blocks: Block, paper: Paper | None = None, fonts: FontSet = FONTS, **preferences: object
) -> Laid:
    family = next(iter(fonts.families)) if fonts is not FONTS else None
    chosen = Preferences(**preferences)  # type: ignore[arg-type]
    return lay_out(Article(blocks), chosen, fonts, paper or Paper(), Sizes(), family)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def heading(level: int, text: str) -> Heading:
    return Heading(level, (Run(text),))


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.block >= 0]


@pytest.fixture
def boxes(box_font_file: Path) -> FontSet:
    """Letters 0.7 em wide, spaces 0.3 em."""
    return FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))


def test_a_line_takes_as_many_words_as_fit(boxes: FontSet) -> None:
    # 16 px letters are 11.2 px wide and spaces 4.8 px: "aaaa bbbb" is 94.4 px.
    page = laid(
        paragraph("aaaa bbbb cccc"), paper=Paper(96, None, 0), fonts=boxes, breaking="first-fit"
    ).pages[0]
    assert texts(page) == ["aaaa bbbb ", "cccc"]
    assert [round(line.width_px, 6) for line in page.lines] == [94.4, 44.8]


def test_feeding_the_width_of_a_line_back_gives_the_same_lines(boxes: FontSet) -> None:
    words = paragraph("một hai ba bốn năm sáu bảy tám chín mười")
    first = laid(words, paper=Paper(200, None, 0), fonts=boxes).pages[0]
    widest = max(line.width_px for line in first.lines)
    again = laid(words, paper=Paper(int(widest + 0.999), None, 0), fonts=boxes).pages[0]
    assert texts(again) == texts(first)


def test_a_paragraph_without_text_takes_no_room() -> None:
    pages = laid(paragraph(""), Paragraph(()), paragraph("a"), paper=Paper(200, None, 0)).pages
    assert [texts(page) for page in pages] == [["a"]]


@given(
    words=st.lists(st.sampled_from("ghế Bắc Kạn 946/QĐ-UBND việc “tổ chức” f Ễ. 5,5 %".split())),
    width=st.integers(160, 900),
    breaking=st.sampled_from(list(BREAKING)),
    scale=st.sampled_from((87, 100, 150)),
)
@settings(max_examples=60)
def test_a_line_alone_on_its_own_width_stays_one_line(
    words: list[str], width: int, breaking: str, scale: int
) -> None:
    def lines(text: str, width: int) -> list[Line]:
        # With a margin, or the column would be narrower where a letter reaches out of it.
        paper = Paper(width + 2 * 24, None, 24)
        pages = laid(paragraph(text), paper=paper, breaking=breaking, scale=scale).pages
        return [line for page in pages for line in page.lines]

    for line in lines(" ".join(words), width):
        text = line.text.strip()
        again = lines(text, max(100, ceil(line.width_px)))
        assert [one.text.strip() for one in again] == [text]


def test_a_word_wider_than_the_line_is_cut_between_letters(boxes: FontSet) -> None:
    page = laid(paragraph("ghếghếghế"), paper=Paper(48, None, 0), fonts=boxes).pages[0]
    assert texts(page) == ["ghếg", "hếgh", "ế"]


def test_an_address_wider_than_the_line_is_cut_after_its_slashes(boxes: FontSet) -> None:
    page = laid(paragraph("tin/tuc/anh/bai/viet"), paper=Paper(100, None, 0), fonts=boxes).pages[0]
    assert texts(page) == ["tin/tuc/", "anh/bai/", "viet"]


def test_a_number_of_a_decision_stays_on_one_line() -> None:
    text = "Quyết định 946/QĐ-UBND về việc tặng Bằng khen"
    for width in range(220, 600, 10):
        lines = texts(laid(paragraph(text), paper=Paper(width, None, 0)).pages[0])
        assert any("946/QĐ-UBND" in line for line in lines), width


def test_a_heading_stands_on_the_page_of_what_follows(boxes: FontSet) -> None:
    filler = [paragraph("a") for _ in range(30)]
    for count in range(20, 31):
        pages = laid(*filler[:count], Heading(2, (Run("b"),)), paragraph("c c"), fonts=boxes).pages
        together = [page for page in pages if "b" in texts(page)]
        assert "c c" in texts(together[0]), count


def test_of_headings_that_no_page_holds_none_is_parted() -> None:
    title = "Thông tư quy định về chế độ báo cáo"
    chapter, article = "Chương I. QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh"
    headings = (heading(1, title), heading(2, chapter), heading(3, article))
    pages = laid(*headings, paragraph("Thông tư này quy định " * 9), scale=400).pages
    said = [[line.block for line in page.lines] for page in pages]
    assert [set(page) & {0, 1, 2} for page in said[:3]] == [{0}, {1}, {2}]


def test_a_rule_stands_on_the_page_of_what_it_parts_from_the_text_above(boxes: FontSet) -> None:
    text = Paragraph((Run("a " * 60),))
    for height in range(200, 400, 7):
        pages = laid(text, Rule(), text, fonts=boxes, paper=Paper(400, height)).pages
        (rule_page,) = [page for page in pages if page.boxes]
        (rule,) = rule_page.boxes
        # Besides the number of the page, which is no part of the text.
        assert any(line.top_px > rule.top_px for line in rule_page.lines if line.block >= 0), height


def test_who_signs_and_as_what_stand_on_one_page(boxes: FontSet) -> None:
    signature = [Paragraph((Run(text),), alignment="center") for text in ("kt", "phó", "tên")]
    for count in range(1, 12):
        filler = [paragraph("a")] * count
        pages = laid(*filler, *signature, paragraph("b"), paper=Paper(120, 400, 20), fonts=boxes)
        assert ["kt", "phó", "tên"] in [[w for w in drawn(p) if len(w) > 1 and "/" not in w]
                                        for p in pages.pages]  # fmt: skip


def test_an_underline_goes_on_from_word_to_word_however_wide_their_space_is() -> None:
    runs = (Run("Căn cứ Luật Tổ chức chính quyền địa phương " * 3, frozenset({"u"})),)
    page = laid(Paragraph(runs), scale=300, alignment="justify", word_spacing_em=1.0).pages[0]
    assert len(page.boxes) == sum(line.block >= 0 for line in page.lines) > 4


def test_no_line_of_a_paragraph_stands_alone_on_a_page(boxes: FontSet) -> None:
    text = paragraph(" ".join(["aaaaaaaaa"] * 60))
    for fill in range(1, 22):
        pages = laid(*[paragraph("b")] * fill, text, fonts=boxes).pages
        for page in pages:
            of_text = [line for line in page.lines if line.block == fill]
            assert len(of_text) != 1, fill


def test_a_caption_stands_with_its_picture(boxes: FontSet) -> None:
    figure = Figure((Image("a", "Hội trường"),), (paragraph("chú thích"),))
    for fill in range(1, 25):
        pages = laid(*[paragraph("b")] * fill, figure, fonts=boxes).pages
        (shown,) = (page for page in pages if page.pictures)
        assert "chú thích" in texts(shown)


def test_a_portrait_is_made_to_fit_the_page_with_its_caption() -> None:
    class Portrait:
        def size_px(self, src: str) -> tuple[int, int]:
            return (1000, 9000)

    article = Article((Figure((Image("a", ""),), (paragraph("Chân dung"),)),))
    (page,) = lay_out(article, Preferences(), FONTS, Paper(), Portrait()).pages
    picture, caption = page.pictures[0], page.lines[0]
    assert picture.top_px + picture.height_px <= caption.top_px
    assert picture.width_px * 9 == pytest.approx(picture.height_px, abs=9)


def test_a_heading_stands_on_the_page_of_the_portrait_below_it() -> None:
    class Portrait:
        def size_px(self, src: str) -> tuple[int, int]:
            return (1000, 9000)

    heading = Heading(2, (Run("Chân dung"),))
    portrait = Figure((Image("a", ""),), (paragraph("Phương Thị Thanh"),))
    row = (Cell((portrait,)), Cell((paragraph("Phương Thị Thanh " * 9),)))
    head = (Cell((paragraph("Ảnh"),), True), Cell((paragraph("Tên"),), True))
    for blocks, above in (((heading, portrait), "Chândung"), ((Table((head, row)),), "(Ảnh)")):
        article = Article((paragraph("a"), *blocks))
        pages = lay_out(article, Preferences(scale=400), FONTS, Paper(), Portrait()).pages
        (shown,) = (page for page in pages if page.pictures)
        assert above in drawn(shown)
        assert shown.pictures[0].height_px > 1123 / 3


def test_a_table_that_fits_is_a_grid_and_one_that_does_not_is_a_list(boxes: FontSet) -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    table = Table((row("năm", "số", header=True), row("mộthaiba", "23")))
    wide = laid(table, paper=Paper(400, None, 0), fonts=boxes).pages[0]
    tops = {line.text: line.top_px for line in wide.lines}
    assert tops["năm"] == tops["số"] < tops["mộthaiba"] == tops["23"]
    narrow = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    assert drawn(narrow) == ["(năm)", "mộthaiba", "(số)", "23"]
    tops_in_order = [line.top_px for line in narrow.lines if line.words]
    assert tops_in_order == sorted(set(tops_in_order))


def drawn(page: Page) -> list[str]:
    """What each line shows, in brackets if it is not the article's."""
    shown = [(line, "".join(word.glyphs.text for word in line.words)) for line in page.lines]
    return [words if line.text else f"({words})" for line, words in shown if words]


def test_the_headings_of_a_table_set_as_records_are_not_drawn_as_a_record_of_their_own(
    boxes: FontSet,
) -> None:
    def row(*cells: str, headers: int = 0) -> tuple[Cell, ...]:
        blocks = [(paragraph(text),) if text else () for text in cells]
        return tuple(Cell(own, number < headers) for number, own in enumerate(blocks))

    table = Table((row("hộ", "", "t1", "t2", "ghi", headers=5), row("cccccc", "x", "1", "2", "",
                                                                  headers=1)))  # fmt: skip
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    # A heading with no value below it stands above the records, or nobody would read it.
    assert drawn(page) == ["ghi", "(hộ)", "cccccc", "x", "(t1)", "1", "(t2)", "2"]
    assert page.text == "hộ\nt1\nt2\nghi\ncccccc\nx\n1\n2\n"
    assert [line.label.text for line in page.lines if line.label] == ["hộ", "t1", "t2"]
    # What only labels show is read between its neighbours.
    table = Table((row("ghi", "t1", "chú", headers=3), row("", "cccccccc", "")))
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    assert drawn(page) == ["ghi", "chú", "(t1)", "cccccccc"]
    assert page.text == "ghi\nt1\nchú\ncccccccc\n"
    # A link leads from its own place.
    linked = Cell((Paragraph((Run("nguồn", href="https://a.vn"),)),), header=True)
    table = Table(((linked, *row("t1", headers=1)), row("cccccc", "dddddd")))
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    assert drawn(page) == ["nguồn", "(nguồn)", "cccccc", "(t1)", "dddddd"]
    # All in one record: two rows of headings are both headings.
    above = Cell((paragraph("số"),), True, row_span=2), *row("giá", headers=1)
    table = Table((above, row("năm", headers=1), row("cccccc", "dddddd")))
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    assert drawn(page) == ["(số)", "cccccc", "(giá,năm)", "dddddd"]
    # Before the records of a list's entry stands its number.
    entry = ListBlock((Item((table,)),), ordered=True)
    page = laid(entry, paper=Paper(140, None, 0), fonts=boxes).pages[0]
    assert drawn(page)[:2] == ["(1.)", "(số)"]
    assert page.lines[0].top_px < page.lines[1].top_px


def test_the_numbers_of_columns_are_said_with_their_first_values_alone(boxes: FontSet) -> None:
    def row(text: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(word),), header) for word in text.split())

    rows = row("hộ thu chi dư", True), row("a 1 2 3=2"), row("bbbb 8 7 6"), row("cccc 5 4 3")
    page = laid(Table(rows), paper=Paper(140, None, 0), fonts=boxes).pages[0]
    labels = [line.label.text for line in page.lines if line.label]
    assert labels == ["hộ, a", "thu, 1", "chi, 2", "dư, 3=2", "hộ", "thu", "chi", "dư"]
    assert page.text.split() == "hộ thu chi dư a 1 2 3=2 bbbb 8 7 6 cccc 5 4 3".split()


def test_a_numbered_title_of_rows_stands_under_no_headings_and_on_their_page(
    boxes: FontSet,
) -> None:
    def row(text: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(word),), header) for word in text.split())

    title = Cell((paragraph("II"),)), Cell((paragraph("khối"),), column_span=3)
    rows = row("hộ thu chi dư", True), title, row("bbbb 8 7 6")
    page = laid(Table(rows), paper=Paper(140, None, 0), fonts=boxes).pages[0]
    assert drawn(page)[:4] == ["II", "khối", "(hộ)", "bbbb"]
    # The rows beside a number that is no title's have their headings: "1 | Chào cờ".
    counted = Cell((paragraph("1"),)), title[1]
    page = laid(Table((rows[0], counted, rows[2])), paper=Paper(140, None, 0), fonts=boxes).pages[0]
    assert drawn(page)[:4] == ["(hộ)", "1", "(thu,chi,dư)", "khối"]
    # In a grid neither ends a page.
    for count in range(1, 9):
        rows = row("a a a a", True), *[row("b b b b")] * count, title, row("c c c c")
        pages = laid(Table(rows), paper=Paper(260, 200, 10), fonts=boxes).pages
        (said,) = (page.text for page in pages if "II" in page.text)
        assert "c" in said


def test_a_bold_line_stands_on_the_page_of_what_follows(boxes: FontSet) -> None:
    question = Paragraph((Run("hỏi", frozenset({"strong"})),))
    for count in range(1, 12):
        before, answer = [paragraph("a")] * count, paragraph("đáp")
        pages = laid(*before, question, answer, paper=Paper(120, 200, 20), fonts=boxes).pages
        (said,) = (page.text for page in pages if "hỏi" in page.text)
        assert "đáp" in said


def test_a_row_by_row_cell_stands_under_the_headings_of_all_its_columns_a_title_under_none(
    boxes: FontSet,
) -> None:
    def cell(text: str, span: int = 1, header: bool = False, rows: int = 1) -> Cell:
        return Cell((paragraph(text),), header, column_span=span, row_span=rows)

    table = Table(
        (
            (cell("số", rows=2, header=True), cell("giá", 2, True)),
            (cell("mộtt", header=True), cell("haii", header=True)),
            (cell("bbbbbb", 3),),
            (cell("cccc"), cell("dddddd", 2)),
        ),
        header_rows=2,
    )
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    title, first, second = drawn(page)[0], drawn(page)[1:3], drawn(page)[3:]
    assert title == "bbbbbb"
    assert (first, second) == (["(số)", "cccc"], ["(giá,)", "(mộtt,haii)", "dddddd"])
    # The title stays with what follows: five lines of 26 px have no room for a sixth.
    before = [paragraph("a")] * 4
    pages = laid(*before, table, paper=Paper(120, 300, 0), fonts=boxes).pages
    assert "bbbbbb" in [drawn(page)[0] for page in pages]


def test_a_sum_told_row_by_row_stands_under_no_headings_of_its_columns(boxes: FontSet) -> None:
    def cell(text: str, span: int = 1, header: bool = False) -> Cell:
        return Cell((paragraph(text),), header, column_span=span)

    def told(*heads: Cell) -> list[str]:
        table = Table((heads, (cell("cộng", 2), cell("555555"))))
        return drawn(laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0])

    last = cell("giáááá", header=True)
    heads = cell("tt", header=True), cell("tên", header=True)
    small = Paper(120, 400, 0)
    each = told(*heads, last)
    assert each == ["tt", "tên", "cộng", "(giáááá)", "555555"]
    # It stands on the page of its value.
    table = Table(((*heads, last), (cell("cộng", 2), cell("555555"))))
    for count in range(1, 12):
        filler = [paragraph("a")] * count
        pages = [drawn(page) for page in laid(*filler, table, paper=small, fonts=boxes).pages]
        assert [page for page in pages if "cộng" in page and "555555" in page]
    # So does what a row is called in a column without a heading.
    corner = Cell((), True), cell("giáááááááá", header=True)
    table = Table((corner, (cell("thứ"), cell("555555"))))
    for count in range(1, 12):
        filler = [paragraph("a")] * count
        pages = [drawn(page) for page in laid(*filler, table, paper=small, fonts=boxes).pages]
        assert [page for page in pages if "thứ" in page and "555555" in page]
    # One heading over the same columns is its heading.
    assert told(cell("hộii", 2, True), last) == ["(hộii)", "cộng", "(giáááá)", "555555"]


def test_a_row_by_row_value_of_several_rows_is_drawn_in_each_and_read_once(boxes: FontSet) -> None:
    def cell(text: str, rows: int = 1, header: bool = False) -> Cell:
        return Cell((paragraph(text),), header, row_span=rows)

    table = Table(
        (
            (cell("xã", header=True), cell("giá", header=True), cell("số", header=True)),
            (cell("cccccc", 3, True), cell("dddddd"), cell("1")),
            (cell("eeeeee"), cell("2", 2)),
            (cell("ffffff"),),
        )
    )
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    assert drawn(page) == [
        *("(xã)", "cccccc", "(giá)", "dddddd", "(số)", "1"),
        *("(xã)", "(cccccc)", "(giá)", "eeeeee", "(số)", "2"),
        *("(xã)", "(cccccc)", "(giá)", "ffffff", "(số)", "(2)"),
    ]
    assert page.text == "xã\ngiá\nsố\ncccccc\ndddddd\n1\neeeeee\n2\nffffff\n"
    bold, again, _ = (
        line
        for line in page.lines
        if len(line.words) == 1 and line.words[0].glyphs.text == "cccccc"
    )
    assert (again.left_px, again.words[0].face) == (bold.left_px, bold.words[0].face)
    # Of a long one, the beginning; of a picture, nothing.
    long = Cell((paragraph("gggg " * 40),), row_span=2)
    shown = Cell((Figure((Image("a", "Bản đồ"),)),), row_span=2)
    table = Table(((long, shown, cell("hhhhhh")), (cell("iiiiii"),)))
    page = laid(table, paper=Paper(120, None, 0), fonts=boxes).pages[0]
    again_said = [words for words in drawn(page) if words.startswith("(")]
    assert "".join(again_said).count("gggg") == 20
    assert again_said[-1] == "(gggggggg…)"
    assert len(page.pictures) == 1


def _high_groups(many: int) -> Table:
    """Two rows that share a cell, too high for a page of 300 px, again and again."""
    high = Cell((paragraph("a b c d e f g h i j"),))
    group = ((Cell((paragraph("k"),), row_span=2), high), (high,))
    heads = tuple(Cell((paragraph(text),), header=True) for text in "xy")
    return Table((heads, *group * many))


def _many_headings(many: int) -> Table:
    """Half of the rows are headings, no two alike."""
    heads = tuple((Cell((paragraph(str(row)),), header=True),) for row in range(many))
    values = ((Cell((paragraph("cccccccc"),)),),) * many
    return Table(heads + values, header_rows=many)


@pytest.mark.parametrize("table", [_high_groups, _many_headings])
def test_four_times_the_rows_as_records_are_four_times_the_work(
    table: Callable[[int], Table], boxes: FontSet
) -> None:
    def calls(many: int) -> int:
        rows = table(many)
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count)
        try:
            laid(rows, paper=Paper(80, 300, 0), fonts=boxes)
        finally:
            sys.setprofile(None)
        return made

    assert calls(160) < 6 * calls(40)


def test_a_comma_between_two_links_or_two_pieces_of_code_is_part_of_neither(
    boxes: FontSet,
) -> None:
    # A letter is 11.2 px wide, a comma and a space 4.8 px: the second part begins at 32.
    marked = [{"marks": frozenset((mark,))} for mark in ("code", "mark", "del")]
    for one, other in (({"href": "#a"}, {"href": "#b"}), *zip(marked, marked, strict=True)):
        runs = (Run("ab", **one), Run(", "), Run("cd", **other), Run(" "), Run("e", **other))  # type: ignore[arg-type]
        page = laid(Paragraph(runs), paper=Paper(400, None, 0), fonts=boxes).pages[0]
        assert [(box.left_px, box.width_px) for box in page.boxes] == [(0, 22), (32, 38)]


def test_the_headings_of_a_table_are_drawn_again_on_each_page_and_read_once(
    boxes: FontSet,
) -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    table = Table((row("a", "b", header=True), *(row("c", "d") for _ in range(60))))
    first, *others = laid(table, fonts=boxes).pages
    assert [line.text for line in first.lines[:3]] == ["a", "b", "c"]
    assert len(others) == 2
    for page in others:
        assert [(line.text, line.block) for line in page.lines[:2]] == [("", -1), ("", -1)]
        for again, once in zip(page.lines[:2], first.lines[:2], strict=True):
            assert again.words == once.words
            assert (again.left_px, again.top_px) == (once.left_px, once.top_px)
        assert page.lines[2].text == "c"
        assert page.lines[2].top_px >= page.lines[0].top_px + page.lines[0].height_px
    (page,) = laid(table, paper=Paper(794, None), fonts=boxes).pages
    assert [line.text for line in page.lines].count("") == 0


def test_numbers_stand_with_their_whole_parts_below_each_other(boxes: FontSet) -> None:
    # 16 px letters are 11.2 px wide, a comma and a space 4.8 px.
    rows = (("tên", "tổng số"), ("a", "1,25"), ("b", "300"), ("c", "12 kg"), ("d", "-"))
    cells = tuple(tuple(Cell((paragraph(text),)) for text in row) for row in rows)
    page = laid(Table(cells), paper=Paper(400, None, 0), fonts=boxes).pages[0]
    at = {line.text: line.left_px for line in page.lines}
    whole = {"1,25": 11.2, "300": 33.6, "12 kg": 22.4, "-": 4.8}
    ends = {round(at[text] + width, 6) for text, width in whole.items()}
    assert len(ends) == 1
    # The widest behind it, " kg" or ",25", ends at the padding of the last column.
    (right,) = {max(box.left_px for box in page.boxes)}
    assert ends.pop() + 27.2 == pytest.approx(right - 6, abs=1)
    assert at["tổng số"] < at["300"]


def test_a_column_is_as_wide_as_its_words_and_names_where_another_has_room_to_spare() -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    heads = ("STT", "Địa phương", "Diện tích (ha)", "Số hộ", "Kinh phí (triệu đồng)", "Ghi chú")
    first = ("2", "Xã Cát Tiên 3", "84,75", "207", "1.412,50", "Có 12 hộ đồng bào Mạ, S’tiêng")
    second = ("3", "Xã Nâm N’Jang", "215,00", "466", "3.987,00", "Ưu tiên mắc ca")
    table = Table((row(*heads, header=True), row(*first), row(*second)))
    (page,) = laid(table, paper=Paper(794, None), scale=125).pages
    lines = [line.text.strip() for line in page.lines]
    assert {"Địa phương", "Cát Tiên 3", "Nâm N’Jang", "Diện tích", "Ghi chú"} <= set(lines)


_LONG = (
    "Hỗ trợ chi phí học tập cho trẻ em mẫu giáo, học sinh là người dân tộc thiểu số có cha mẹ "
    "thuộc hộ nghèo theo quy định hiện hành của Nhà nước"
)


def test_a_column_with_more_room_parts_no_heading_over_others() -> None:
    def head(text: str, rows: int = 1, columns: int = 1) -> Cell:
        return Cell((paragraph(text),), True, row_span=rows, column_span=columns)

    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),)) for text in texts)

    table = Table(
        (
            (head("STT", 3), head("Đơn vị", 3), head("Kế hoạch vốn", columns=4)),
            (head("Năm 2025", columns=2), head("Năm 2026", columns=2)),
            tuple(head(text) for text in ("Giao", "Đạt", "Giao", "Đạt")),
            row("1", _LONG, "10", "20", "30", "40"),
            row("2", "Chợ Đồn", "11", "21", "31", "41"),
        )
    )
    (page,) = laid(table, paper=Paper(794, None), scale=200).pages
    assert {"Năm 2025", "Năm 2026", "Chợ Đồn"} <= {line.text for line in page.lines}


def test_on_a_kiosk_a_table_is_wider_than_the_lines_of_text_where_that_is_worth_while() -> None:
    def sides(table: Table, paper: Paper) -> tuple[int, int]:
        (page,) = laid(paragraph("chữ"), table, paragraph("chữ"), paper=paper).pages
        first, *_, last, _ = page.lines
        assert first.left_px == last.left_px == (paper.width_px - 585) // 2
        return page.boxes[0].left_px, max(box.left_px + box.width_px for box in page.boxes)

    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),)) for text in texts)

    kiosk = Paper.named("kiosk")
    prices = Table((row("Phường Đức Xuân", "Từ ngã tư đến hết chợ", *["12.500"] * 8),))
    left, right = sides(prices, kiosk)
    assert right - left > 585 * 1.2
    assert abs(left + right - 1920) <= 2
    # Neither a title over all columns nor a long text makes a table wider, or a line too long.
    title = Cell((paragraph("Bảng giá các loại đất trên địa bàn tỉnh " * 4),), column_span=2)
    assert sides(Table(((title,), row("1", "2"))), kiosk)[1] <= (1920 + 585) / 2
    left, right = sides(Table((row("1", _LONG * 3),)), kiosk)
    assert right - left < 585 * 1.2
    # A little more than the text's width may look awry, and is worth many lines.
    some = Table((row(_LONG * 2, _LONG * 3),))
    assert sides(some, Paper())[0] == (794 - 585) // 2
    budget = Table((row("TỔNG NGUỒN THU NGÂN SÁCH NHÀ NƯỚC", *["125.430,5"] * 5),))
    assert sides(budget, Paper())[0] < (794 - 585) // 2 - 20


def test_a_table_that_the_text_column_is_too_narrow_for_takes_the_page_between_its_margins() -> (
    None
):
    row = tuple(Cell((paragraph("12.500.000.000"),)) for _ in range(8))
    (page,) = laid(Table((row, row)), paper=Paper.named("kiosk")).pages
    assert len({line.top_px for line in page.lines if line.block >= 0}) == 2


def test_a_long_text_is_no_column_of_a_word_a_line() -> None:
    heads = ("STT", "Đơn vị", "Năm 2025 giao", "Năm 2026 giao")
    values = ("1", _LONG.partition(" có")[0], "10.000.000", "20.000.000")
    rows = [tuple(Cell((paragraph(text),)) for text in texts) for texts in (heads, values)]
    (page,) = laid(Table(tuple(rows)), scale=200).pages
    assert len([line for line in page.lines if line.block >= 0]) < 12
    assert {line.left_px for line in page.lines if line.block >= 0} == {71}


def test_a_row_higher_than_a_page_is_a_list_and_the_others_are_not(boxes: FontSet) -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    long = " ".join(["bbbb"] * 1500)
    table = Table((row("x", "y", header=True), row("a", "b"), row("c", long), row("d", "e")))
    result = laid(table, fonts=boxes)
    assert "".join(page.text for page in result.pages) == f"x\ny\na\nb\nc\n{long}\nd\ne\n"
    tops = {line.text: line.top_px for page in result.pages for line in page.lines}
    assert tops["a"] == tops["b"]
    assert tops["d"] == tops["e"]
    # The labels of the two values are added, and no part of the text.
    added = [line for line in result.pages[0].lines if line.words and line.block < 0]
    assert len(added) == 3  # with the page's number


def test_the_headings_of_a_table_are_not_alone_below_its_own_heading(boxes: FontSet) -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    table = Table((row("x", "y", header=True), row("c", "b b b b " * 12), row("d", "e")))
    paper = Paper(120, 400, 0)
    (first, *_) = laid(table, paper=paper, fonts=boxes).pages
    assert drawn(first)[:3] == ["x", "y", "c"]
    (first, *_) = laid(heading(2, "a"), table, paper=paper, fonts=boxes).pages
    assert drawn(first)[:3] == ["a", "(x)", "c"]


def test_rows_after_a_list_have_their_headings_again(boxes: FontSet) -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    def after_list(*heads: str) -> list[str]:
        rows = (row(*heads, header=True), row("c", "b " * 100), row("d", "e"))
        pages = laid(Table(rows), paper=Paper(120, 400, 0), fonts=boxes).pages
        said = [words for page in pages for words in drawn(page) if "/" not in words]
        return said[said.index("c") :]

    assert after_list("x", "y")[-4:] == ["(x)", "(y)", "d", "e"]
    # Headings too high to be drawn again: the rows are lists, too.
    high = "x x x x x x x x x x x x x x"
    *_, before, value = after_list(high, "y")
    assert (before, value) == ("(y)", "e")


def test_a_row_that_no_page_holds_below_its_headings_is_a_list_that_says_them(
    boxes: FontSet,
) -> None:
    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    def pages_of(*rows: tuple[Cell, ...], caption: str = "") -> list[list[str]]:
        above = (paragraph(caption),) if caption else ()
        table = Table((row("x", "y", header=True), *rows), above)
        # 363 px hold them. A line is 26 px high, a row has 12 px more, a caption 8 px below it.
        pages = laid(table, paper=Paper(120, 400, 0), fonts=boxes).pages
        assert "".join(page.text for page in pages) == Article((table,)).text + "\n"
        return [[words for words in drawn(page) if "/" not in words] for page in pages]

    def high(lines: int) -> tuple[Cell, ...]:
        return row("c", "b b b b b " * lines)

    low = row("d", "e")
    first, second = pages_of(high(13), low)
    assert first[:3] == ["(x)", "c", "(y)"]
    assert second[-4:] == ["(x)", "(y)", "d", "e"]
    assert pages_of(low, high(13))[0][:7] == ["x", "y", "d", "e", "(x)", "c", "(y)"]
    # With a caption above them, too.
    assert pages_of(high(11))[0][:3] == ["x", "y", "c"]
    assert pages_of(high(11), caption="a")[0][:4] == ["a", "(x)", "c", "(y)"]


def test_a_cell_that_spans_rows_is_as_high_as_they_are(boxes: FontSet) -> None:
    first = (Cell((paragraph("a"),), row_span=2), Cell((paragraph("b"),)))
    second = (Cell((paragraph("c"),)),)
    page = laid(Table((first, second)), paper=Paper(400, None, 0), fonts=boxes).pages[0]
    by_text = {line.text: line for line in page.lines}
    assert by_text["a"].top_px == by_text["b"].top_px < by_text["c"].top_px
    assert by_text["b"].left_px == by_text["c"].left_px > by_text["a"].left_px


def test_the_frame_of_a_last_row_is_whole_without_a_margin(boxes: FontSet) -> None:
    table = Table(((Cell((paragraph("a"),)), Cell((paragraph("b"),))),) * 2)
    (page,) = laid(table, paper=Paper(200, None, 0), fonts=boxes).pages
    assert max(box.top_px + box.height_px for box in page.boxes) == page.height_px


def test_the_frame_of_a_cell_that_spans_rows_stays_on_its_page(boxes: FontSet) -> None:
    def cell(lines: int, rows: int = 1) -> Cell:
        return Cell((paragraph("b b b b b " * lines),), row_span=rows)

    high = Cell((paragraph("a"),)), cell(8)
    table = Table((high, (Cell((paragraph("a"),), row_span=2), cell(3)), (cell(3),)))
    pages = laid(table, paper=Paper(120, 400, 0), fonts=boxes).pages
    assert len(pages) == 2
    for page in pages:
        # Below are the page's number and the space above it.
        assert max(box.top_px + box.height_px for box in page.boxes) <= 363 + 1


def test_a_picture_that_cannot_be_shown_leaves_its_words_and_a_finding() -> None:
    result = laid(Figure((Image("missing", "Bản đồ tỉnh"),)))
    assert [finding.rule for finding in result.findings] == ["image-not-shown"]
    assert [picture.alt for picture in result.pages[0].pictures] == ["Bản đồ tỉnh"]
    assert result.pages[0].pictures[0].src is None
    drawn = [line for line in result.pages[0].lines if line.words]
    assert len(drawn) == 2  # the words in the frame, and the page's number


def test_what_stands_for_a_picture_over_two_pages_ends_on_each(boxes: FontSet) -> None:
    figure = Figure((Image("missing", "bbbb " * 60),))
    first, *others = laid(paragraph("a"), figure, paper=Paper(200, 300, 20), fonts=boxes).pages
    first = first if first.pictures else others.pop(0)
    (picture,) = first.pictures
    assert others
    assert picture.top_px + picture.height_px == max(b.top_px + b.height_px for b in first.boxes)
    assert not any(page.pictures for page in others)


def test_text_too_large_for_the_paper_is_refused_with_advice() -> None:
    with pytest.raises(InvalidPreference, match="choose a smaller scale or a wider page"):
        laid(paragraph("a"), paper=Paper(150, None), scale=400)
    with pytest.raises(InvalidPreference, match="choose a smaller scale or a higher page"):
        laid(paragraph("a"), paper=Paper(794, 300), scale=400)


def test_lines_stand_where_the_paragraph_says(boxes: FontSet) -> None:
    # 16 px letters are 11.2 px wide and spaces 4.8 px: "aaaa bbbb" is 94.4 px, "cccc" 44.8 px.
    lefts = {}
    for alignment in (None, "center", "end"):
        text = Paragraph((Run("aaaa bbbb "), Run("cccc", href="#")), alignment=alignment)
        page = laid(
            text,
            paper=Paper(100, None, 0),
            fonts=boxes,
            alignment="justify",
            breaking="first-fit",
        ).pages[0]
        lefts[alignment] = [line.left_px for line in page.lines]
        assert [round(line.width_px, 6) for line in page.lines][1:] == [44.8]
        assert page.boxes[0].left_px == page.lines[1].left_px
        assert [line.words[0].x_px for line in page.lines] == lefts[alignment]
        if alignment:  # and is never justified
            assert round(page.lines[0].width_px, 6) == 94.4
    assert lefts == {None: [0, 0], "center": [2, 27], "end": [5, 55]}


def test_what_is_beside_the_article_and_what_folds_is_set_apart_and_the_rest_is_not(
    boxes: FontSet,
) -> None:
    def section(kind: Any, *summary: Block) -> Page:
        block = Section((paragraph("a"),), kind, summary)
        return laid(block, paper=Paper(400, None, 0), fonts=boxes).pages[0]

    for kind in ("section", "nav", "address", "details"):
        page = section(kind)
        assert [(line.text, line.left_px) for line in page.lines] == [("a", 0)]
        assert page.boxes == ()
    folded = section("details", paragraph("b"))
    assert [line.text for line in folded.lines] == ["b", "a"]
    for page in (section("aside"), folded):
        assert {line.left_px for line in page.lines} == {13}
        assert page.boxes[0][:2] == (0, 0)


def test_a_list_in_a_list_stands_as_close_as_its_entries(boxes: FontSet) -> None:
    inner = ListBlock((Item((paragraph("b"),)), Item((paragraph("c"),))))
    outer = ListBlock((Item((paragraph("a"), inner)), Item((paragraph("d"),))))
    page = laid(outer, paper=Paper(400, None, 0), fonts=boxes).pages[0]
    gaps = [
        below.top_px - above.top_px - above.height_px
        for above, below in itertools.pairwise(page.lines)
    ]
    assert gaps == [6, 6, 6]  # 0.35 em of 16 px
    # Markers of the two levels differ, and none is text.
    bullets = [line.words[0].glyphs.ids for line in page.lines]
    assert bullets[0] == bullets[3] != bullets[1] == bullets[2]
    assert [line.text for line in page.lines] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("typed", [False, True])
def test_an_entry_does_not_touch_the_table_that_ends_the_one_above(
    typed: bool, boxes: FontSet
) -> None:
    table = Table(((Cell((paragraph("x"),)), Cell((paragraph("y"),))),) * 2)
    items = (Item((paragraph("- a"), table)), Item((paragraph("- b"),)), Item((paragraph("- c"),)))
    (page,) = laid(
        ListBlock(items, typed_markers=typed), paper=Paper(300, None, 0), fonts=boxes
    ).pages
    *_, first, second = page.lines
    bottom = max(box.top_px + box.height_px for box in page.boxes)
    assert first.top_px - bottom > second.top_px - (first.top_px + first.height_px)


def test_a_marker_stands_within_its_quotation_its_cell_and_behind_another_marker(
    boxes: FontSet,
) -> None:
    def numbered(start: int, *blocks: Block) -> ListBlock:
        return ListBlock((Item(blocks),), ordered=True, start=start)

    def markers_of(block: Block, letter_spacing_em: float) -> list[tuple[float, float]]:
        paper = Paper(794, None, 100)
        page = laid(block, paper=paper, fonts=boxes, letter_spacing_em=letter_spacing_em).pages[0]
        (line,) = (line for line in page.lines if line.text == "a")
        words = line.words[: sum(marker.words for marker in line.markers)]
        widths = (word.glyphs.advance_units / 1000 * 16 for word in words)
        return [(word.x_px, word.x_px + width) for word, width in zip(words, widths, strict=True)]

    for spacing in (0.0, 0.5):
        ((left, _),) = markers_of(Quote((numbered(1000000, paragraph("a")),)), spacing)
        assert left > 102  # a bar of 2 px in the margin's 100
        cell = Cell((numbered(1000000, paragraph("a")),))
        ((left, _),) = markers_of(Table(((Cell((paragraph("b b"),)), cell),)), spacing)
        column = 100 + 2 * 11.2 + 4.8 + 3 * 16 * spacing + 2 * 6 + 2
        assert column < left + 1
        nested = numbered(1, numbered(2, numbered(3, paragraph("a"))))
        first, second, third = markers_of(nested, spacing)
        assert first[1] <= second[0]
        assert second[1] <= third[0]


def test_a_cell_is_as_wide_as_the_words_of_a_list_in_it(boxes: FontSet) -> None:
    for start in (1, 100, 1000000):
        entries = ListBlock((Item((paragraph("bbbbbbbb"),)),), ordered=True, start=start)
        page = laid(
            Table(((Cell((paragraph("a"),)), Cell((entries, entries))),)),
            paper=Paper(400, None, 0),
            fonts=boxes,
        ).pages[0]
        assert texts(page) == ["a", "bbbbbbbb", "bbbbbbbb"]
        right = max(line.left_px + line.width_px for line in page.lines)
        assert 6 < max(box.left_px for box in page.boxes) - right < 16


def test_a_picture_in_a_table_is_seen_and_what_stands_for_one_is_read(boxes: FontSet) -> None:
    def row(src: str, name: str) -> tuple[Cell, ...]:
        return Cell((Figure((Image(src, "bbbb bbbb"),)),)), Cell((paragraph(name),))

    table = Table((row("a", "a"), row("missing", "a")))
    page = laid(table, paper=Paper(794, None), fonts=boxes).pages[0]
    # The picture is 600 px wide, and more than 12 em would leave no room for texts.
    assert page.pictures[0].width_px == pytest.approx(12 * 16, abs=2)
    assert drawn(page) == ["a", "(bbbbbbbb)", "a"]
    small = Cell((Figure((Image("a", "", width=20),)),))
    page = laid(Table(((small, Cell((paragraph("a"),))),)), paper=Paper(794, None)).pages[0]
    assert page.pictures[0].width_px == 20


def test_terms_of_one_description_stand_together(boxes: FontSet) -> None:
    entries = (("a", True), ("b", True), ("c", False), ("d", True))
    block = Definitions(tuple(Definition((paragraph(t),), is_term) for t, is_term in entries))
    page = laid(block, paper=Paper(400, None, 0), fonts=boxes).pages[0]
    tops = [line.top_px for line in page.lines]
    height = page.lines[0].height_px
    assert [after - before for before, after in itertools.pairwise(tops)] == [
        height,
        height,
        height + 16,
    ]


def test_a_picture_below_its_term_does_not_touch_it(boxes: FontSet) -> None:
    picture = Figure((Image("a", ""),))
    terms = Definitions((Definition((paragraph("a"),), True), Definition((picture,), False)))
    cells = (Cell((paragraph("a"),), True), Cell((paragraph("b"),), True))
    table = Table((cells, (Cell((picture,)), Cell((paragraph("c " * 30),)))))
    for block, width in ((terms, 400), (table, 120)):
        page = laid(block, paper=Paper(width, None, 0), fonts=boxes).pages[0]
        label = next(line for line in page.lines if line.words)
        assert page.pictures[0].top_px - label.top_px - label.height_px == 6  # 0.35 em of 16 px


def test_typed_text_has_a_ground_from_its_first_line_to_its_last(boxes: FontSet) -> None:
    page = laid(
        Preformatted((Run("a\nb\nc"),)), paragraph("d"), paper=Paper(400, None, 0), fonts=boxes
    ).pages[0]
    lines = page.lines[:3]
    assert [(box.left_px, box.width_px, box.level) for box in page.boxes] == [(0, 400, 26)] * 3
    assert [(box.top_px, box.height_px) for box in page.boxes] == [
        (line.top_px, line.height_px) for line in lines
    ]
    assert {line.left_px for line in lines} == {8}


def test_a_summary_is_bold_and_stands_on_the_page_of_what_it_sums_up(boxes: FontSet) -> None:
    folded = Section((paragraph("c c"),), "details", (paragraph("b"),))
    for fill in range(20, 31):
        pages = laid(*[paragraph("a")] * fill, folded, fonts=boxes).pages
        (shown,) = (page for page in pages if "b" in texts(page))
        assert "c c" in texts(shown)
    bold = FONTS.families["sans"].face(True)
    words = [line.words[0].face is bold for line in laid(folded).pages[0].lines[:2]]
    assert words == [True, False]


def test_two_parts_beside_the_article_have_a_bar_each(boxes: FontSet) -> None:
    aside = Section((paragraph("a"), paragraph("b")), "aside")
    page = laid(aside, aside, paper=Paper(400, None, 0), fonts=boxes).pages[0]
    ends = sorted((box.top_px, box.top_px + box.height_px) for box in page.boxes)
    assert [below == above for (_, below), (above, _) in itertools.pairwise(ends)] == [
        True,
        False,
        True,
    ]


def test_a_picture_is_called_what_the_page_calls_it() -> None:
    named = (("aria-label", "Bản đồ"),)
    images = (Image("a", attributes=named), Image("", attributes=named))
    result = laid(Figure(images))
    assert [picture.alt for picture in result.pages[0].pictures] == ["Bản đồ", "Bản đồ"]
    assert result.findings == ()


# ---- ink ----------------------------------------------------------------------------------------

CAPITALS = " ".join(letter for letter in LETTERS if letter.isupper())
TALL_AND_DEEP = " ".join("Ễ ỵ Ẫ g Ỗ ợ Ặ ự Ữ j Ậ y Ằ ộ Ẵ".split() * 6)


def ink_rows(page: Page, line: Line) -> tuple[int, int]:
    """The first and the last row of pixels that one line covers."""
    alone = page._replace(lines=(line,), boxes=())
    rows = numpy.flatnonzero(coverage_of(alone).any(axis=1))
    return int(rows[0]), int(rows[-1])


@pytest.mark.parametrize("key", list(typefaces()))
@pytest.mark.parametrize("line_height", [1.0, 1.3, 1.6])
def test_no_mark_is_cut_at_the_edge_and_no_two_lines_touch(key: str, line_height: float) -> None:
    for scale in (87, 200, 400):
        for block in (paragraph(TALL_AND_DEEP), Heading(1, (Run(CAPITALS),))):
            page = laid(
                block,
                paper=Paper(900, None, 0),
                font=key,
                scale=scale,
                line_height=line_height,
                measure=120,
            ).pages[0]
            # The same lines with room on all sides: were anything cut, there would be more ink.
            moved = page._replace(
                height_px=page.height_px + 200,
                lines=tuple(
                    line._replace(baseline_px=line.baseline_px + 100) for line in page.lines
                ),
            )
            assert coverage_of(page).sum() == coverage_of(moved).sum()
            spans = [ink_rows(page, line) for line in page.lines]
            for (_, deepest), (highest, _) in itertools.pairwise(spans):
                assert deepest < highest, (key, scale, line_height)


def test_lines_are_evenly_spaced_at_the_default_line_height() -> None:
    for key in typefaces():
        page = laid(paragraph(TALL_AND_DEEP), paper=Paper(500, None), font=key, scale=200).pages[0]
        baselines = [line.baseline_px for line in page.lines]
        assert {b - a for a, b in itertools.pairwise(baselines)} == {51}, key


# ---- any article ------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "Tỉnh ủy Bắc Kạn 946/QĐ-UBND 11/6/1948 - thi đua yêu nước Nguyễn ẾẪỘ https://a.vn/b?c=d "
    "Ƀuôn ê̆ 漢 😀 ☐ 😶 שלום (مرحبا) ghiêngnghiêngnghiêngnghiêng a, “b” (c) ./.".split()
)
TEXT = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
MARKS = st.sets(st.sampled_from(get_args(Mark)), max_size=2).map(frozenset)
ALIGNMENTS = st.sampled_from([None, "center", "end"])
RUNS = st.lists(
    st.builds(Run, TEXT, MARKS, st.sampled_from([None, "https://a.vn"])), min_size=1, max_size=3
).map(tuple)
LEAF = (
    st.builds(Paragraph, RUNS, alignment=ALIGNMENTS)
    | st.builds(Heading, st.integers(1, 6), RUNS, alignment=ALIGNMENTS)
    | st.builds(Preformatted, RUNS)
    | st.builds(
        Figure,
        st.lists(
            st.builds(Image, st.sampled_from(["a", "missing"]), st.sampled_from([None, "", "Ảnh"])),
            min_size=1,
            max_size=2,
        ).map(tuple),
        st.lists(st.builds(Paragraph, RUNS), max_size=1).map(tuple),
    )
    | st.just(Rule())
)


def containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    cells = st.builds(Cell, blocks, st.booleans(), st.none(), st.integers(1, 3), st.integers(0, 3))
    rows = st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
    return (
        st.builds(ListBlock, st.lists(st.builds(Item, blocks), min_size=1, max_size=3).map(tuple),
                  st.booleans(), st.integers(-3, 30), st.sampled_from("1aAiI"))
        | st.builds(Quote, blocks)
        | st.builds(
            Section,
            blocks,
            st.sampled_from(["section", "aside", "nav", "details", "address"]),
            st.just(()) | blocks,
        )
        | st.builds(
            Definitions,
            st.lists(st.builds(Definition, blocks, st.booleans()), min_size=1).map(tuple),
        )
        | st.builds(Table, rows.map(tuple), st.just(()), st.integers(0, 2))
    )  # fmt: skip


ARTICLES = st.lists(st.recursive(LEAF, containers, max_leaves=6), min_size=1, max_size=4).map(
    lambda blocks: Article(tuple(blocks))
)


@settings(max_examples=60)
@given(
    article=ARTICLES,
    scale=st.sampled_from([87, 100, 200, 400]),
    width=st.sampled_from([320, 794, 1600]) | st.integers(200, 4000),
    paged=st.booleans(),
    font=st.sampled_from(list(typefaces())),
    alignment=st.sampled_from(["start", "justify"]),
    line_height=st.sampled_from([1.0, 1.6]),
)
def test_any_article_is_laid_out_once_in_order_and_inside_the_page(
    article: Article,
    scale: int,
    width: int,
    paged: bool,
    font: str,
    alignment: str,
    line_height: float,
) -> None:
    preferences = Preferences(
        scale=scale,
        font=font,
        alignment=alignment,  # type: ignore[arg-type]
        line_height=line_height,
    )
    # What has no room for three letters is refused (see above).
    assume(width - 2 * round(0.09 * width) >= 3 * preferences.size_px)
    paper = Paper(width, 1600 if paged else None)
    pages = lay_out(article, preferences, FONTS, paper, Sizes()).pages
    assert "".join(page.text for page in pages) == article.text + "\n" * bool(article.text)
    for page in pages:
        for line in page.lines:
            assert line.top_px >= 0
            assert line.top_px + line.height_px <= page.height_px
            assert 0 <= line.left_px <= line.left_px + line.width_px <= width + 0.01
        for picture in page.pictures:
            assert picture.left_px + picture.width_px <= width
            assert picture.top_px + picture.height_px <= page.height_px


@settings(max_examples=30)
@given(article=ARTICLES, scale=st.sampled_from([87, 100, 200]), width=st.integers(300, 2000))
@example(
    article=Article((Paragraph((Run("ff " * 19 + "ff", frozenset({"em", "strong"})),)),)),
    scale=87,
    width=300,
)
@example(
    article=Article((Paragraph((Run("שלום Tỉnh " * 8, frozenset({"em"})),)),)), scale=87, width=300
)
@example(
    article=Article((Paragraph((Run("Tỉnh 11/6/1948https://a.vn/b?c=d Tỉnh שלום"),)),)),
    scale=87,
    width=300,
)
def test_larger_loses_no_word_and_a_lines_width_fed_back_gives_the_same_lines(
    article: Article, scale: int, width: int
) -> None:
    preferences = Preferences(scale=scale, measure=120)

    def lines(preferences: Preferences, paper: Paper) -> list[Line]:
        pages = lay_out(article, preferences, FONTS, paper, Sizes()).pages
        return [line for page in pages for line in page.lines if line.block >= 0]

    small = lines(preferences, Paper(width, None, 0))
    large = lines(Preferences(scale=2 * scale, measure=120), Paper(width, None, 0))
    assert "".join(line.text for line in small) == "".join(line.text for line in large)
    # What does not weigh the room on a line takes the same words when there is none to spare.
    greedy = Preferences(scale=scale, measure=120, breaking="first-fit")
    if greedy.measure_em * greedy.size_px <= width:
        return
    for block in article.blocks:
        if not isinstance(block, Paragraph) or block.alignment:
            continue
        article = Article((block,))
        first = lines(greedy, Paper(width, None, 0))
        widest = max(line.width_px for line in first)
        if widest > 6 * greedy.size_px:
            room = int(widest + 0.999)
            again = lines(greedy, Paper(room, None, 0))
            # Where a slanted letter reaches out of its line, the page has sides of some pixels.
            # Lines of a right-to-left paragraph begin there, at the right one.
            side = int(
                min(min(line.left_px, room - line.left_px - line.width_px) for line in again)
            )
            if side:
                again = lines(greedy, Paper(room + 2 * side, None, 0))
            assert [line.text for line in again] == [line.text for line in first]


def test_the_number_of_a_page_is_as_its_text_whatever_was_numbered_before(
    box_font_file: Path,
) -> None:
    family = Family(box_font_file, box_font_file)
    shared = FontSet({"box": family}, fallbacks=("box",))
    papers = (
        Paper(400, 400, 24),
        Paper(400, 500, 24),
        Paper(500, 400, 24),
        Paper(400, 400, 24, 48),
    )
    choices: tuple[dict[str, object], ...] = (
        {},
        {"scale": 150},
        {"letter_spacing_em": 0.1},
        {"line_height": 2.0},
    )
    for paper, chosen, _ in itertools.product(papers, choices, range(2)):
        fresh = FontSet({"box": family}, fallbacks=("box",))
        text = paragraph("a" * 9)
        numbers, expected = [
            [
                (*line[:5], [(*word[:3], word.glyphs.text) for word in line.words])
                for page in laid(*[text] * 20, paper=paper, fonts=fonts, **chosen).pages
                for line in page.lines[-1:]
            ]
            for fonts in (shared, fresh)
        ]
        assert numbers == expected
        assert [words[0][3] for *_, words in numbers] == [
            f"{number}/{len(numbers)}" for number in range(1, len(numbers) + 1)
        ]


def test_a_font_without_figures_is_told_of_each_article_with_numbered_pages(
    box_font_file: Path, tmp_path: Path
) -> None:
    font = TTFont(box_font_file)
    for table in font["cmap"].tables:
        for figure in "0123456789":
            table.cmap.pop(ord(figure), None)
    font.save(tmp_path / "no figures.ttf")
    family = Family(tmp_path / "no figures.ttf", tmp_path / "no figures.ttf")
    fonts = FontSet({"box": family}, fallbacks=("box",))
    paper = Paper(400, 400, 24)
    first, second = [laid(*[paragraph("a")] * 20, paper=paper, fonts=fonts) for _ in range(2)]
    assert len(first.pages) > 1
    assert {finding.target for finding in first.findings} == {"1", "2", "3"}
    assert second == first


def test_python_looks_for_cycles_when_pages_are_laid_out_not_meanwhile_and_finds_none() -> None:
    words = iter(f"{letter}{number} " for number in range(200) for letter in LETTERS)
    blocks = [Paragraph((Run("".join(itertools.islice(words, 90))),)) for _ in range(30)]
    looks: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        looks.append(phase)

    gc.collect()
    gc.collect()  # the faces of other tests are found once the words that held them are gone
    gc.callbacks.append(note)
    try:
        assert len(laid(*blocks).pages) > 3
    finally:
        gc.callbacks.remove(note)
    assert gc.isenabled()
    assert looks.count("start") <= 2
    assert gc.collect() < len(blocks)
    with pytest.raises(ZeroDivisionError), collecting_later():
        assert 1 / gc.isenabled()
    assert gc.isenabled()
    with collecting_later():
        laid(*blocks)
        assert not gc.isenabled()
