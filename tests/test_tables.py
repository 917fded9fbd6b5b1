"""Cells stand where HTML puts them, columns share what room there is, and items are numbered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.article import Cell, Paragraph, Run, Table
from readable.numbering import BULLETS, marker
from readable.tables import column_widths, grid_of, header_rows, spread


def picture(*rows: str) -> str:
    """The slots of a table whose cells are written as columns x rows, each by its letter."""
    cells = [[tuple(map(int, cell.split("x"))) for cell in row.split()] for row in rows]
    grid = grid_of(Table(tuple(tuple(Cell((), column_span=w, row_span=h) for w, h in row)
                               for row in cells)))  # fmt: skip
    slots = [["."] * grid.columns for _ in range(grid.rows)]
    for letter, placed in zip("abcdefghijklmnopqrstuvwxyz", grid.cells, strict=False):
        for row in range(placed.row, placed.row + placed.row_span):
            for column in range(placed.column, placed.column + placed.column_span):
                assert slots[row][column] == "."
                slots[row][column] = letter
    return "/".join(map("".join, slots))


@pytest.mark.parametrize(
    ("rows", "slots"),
    [
        (("1x1 1x1", "1x1 1x1"), "ab/cd"),
        (("1x2 1x1", "1x1"), "ab/ac"),
        (("2x1", "1x1 1x1"), "aa/bc"),
        (("1x1 1x2 1x1", "1x1 1x1"), "abc/dbe"),
        (("2x2 1x1", "1x1", "1x1 1x1 1x1"), "aab/aac/def"),
        (("1x1", "1x1 1x1 1x1"), "a../bcd"),
        (("1x9 1x1", "1x1"), "ab/ac"),
        (("1x0 1x1", "1x1", "1x1"), "ab/ac/ad"),
        # HTML has b and c in one slot: the text of one would stand on that of the other.
        (("1x1 1x2", "2x1"), "ab/cc"),
        (("1x1 1x3", "2x1", "1x1"), "ab/cc/d."),
        ((), ""),
    ],
)
def test_each_cell_takes_the_first_free_slots(rows: tuple[str, ...], slots: str) -> None:
    assert picture(*rows) == slots


@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4)), max_size=4), max_size=6))
def test_no_two_cells_share_a_slot(rows: list[list[tuple[int, int]]]) -> None:
    slots = picture(*(" ".join(f"{w}x{h}" for w, h in row) for row in rows))
    assert slots.count("/") == max(len(rows) - 1, 0)


def test_headings_that_reach_into_a_second_row_of_headings_are_two_rows_of_them() -> None:
    th, tall, td = Cell((), True), Cell((), True, row_span=2), Cell(())
    assert header_rows(Table(((td, th), (td, td)))) == 0
    assert header_rows(Table(((th, th), (th, th), (th, td)))) == 1
    assert header_rows(Table(((tall, th), (th,), (th, td)))) == 2
    assert header_rows(Table(((tall, th), (td,), (th, td)))) == 1
    assert header_rows(Table(((tall, th), (th,)))) == 1
    assert header_rows(Table(((th, td),), header_rows=3)) == 1


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ("A|B|1|2", 2),
        ("(1)|(2)|(3)|(4) = (2)/(3)", 2),
        ("A|B|3|4=3x2", 2),
        ("1|2|3|", 2),
        ("1|2|3|5", 1),
        ("1|Bàn|2|3", 1),
        ("A|B|C|D", 1),
        ("|1|2|3", 1),
        ("1|2|3", 1),
        ("2021|2022|2023|2024", 1),
    ],
)
def test_a_row_that_counts_the_columns_is_one_of_their_headings(below: str, rows: int) -> None:
    def row(text: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((Paragraph((Run(one),)),) if one else (), header)
                     for one in text.split("|"))  # fmt: skip

    headings, value = row("TT|Tên|Năm nay|Tỷ lệ", True), row("1|Lúa|2|50")
    assert header_rows(Table((headings, row(below), value))) == rows
    assert header_rows(Table((headings, row(below), value), header_rows=1)) == rows
    assert header_rows(Table((headings, row(below)))) == 1


@pytest.mark.parametrize(
    ("first", "rows"),
    [
        ("Câu|1|2|3", 1),
        ("Đáp án|Câu 1|Câu 2|Câu 3", 1),
        ("Năm|2024|2025|2026", 1),
        ("|Thứ 2|Thứ 3|Thứ 4|Thứ 5|Thứ 6", 1),
        ("Tiết|Thứ Hai (30/11)|Thứ Ba (1/12)|Thứ Tư (2/12)|Thứ Năm (3/12)", 1),
        ("T2|T3|T4|T5|T6|T7|CN", 1),
        ("Thứ 2|Thứ 3|Nghỉ|Thứ 4|Thứ 5", 0),
        ("Buổi|T2 nghỉ|T3 học|T4 học|T5 học", 0),
        ("An|7|8|9", 0),
        ("Câu|1|2|4", 0),
        ("Câu|1|2", 0),
        ("1|2|3|4", 0),
        ("|1|2|3", 0),
    ],
)
def test_a_first_row_that_counts_names_the_columns_without_being_marked(
    first: str, rows: int
) -> None:
    row, below = (
        tuple(Cell((Paragraph((Run(one),)),) if one else (), number == 0)
              for number, one in enumerate(text.split("|")))
        for text in (first, "Đáp án|A|B|C")
    )  # fmt: skip
    assert header_rows(Table((row, below))) == rows
    assert header_rows(Table((row,))) == 0


def test_no_table_is_wider_than_a_thousand_columns_and_its_cells() -> None:
    wide = Table((tuple(Cell((), column_span=1000) for _ in range(50)),))
    grid = grid_of(wide)
    assert (len(grid.cells), grid.columns) == (50, 1040)


def test_columns_get_what_they_want_or_a_share_of_the_rest() -> None:
    assert column_widths([10, 10], [20, 60], 100) == [20, 60]
    assert column_widths([10, 10], [20, 60], 50) == [15, 35]
    assert column_widths([10, 10], [10, 10], 20) == [10, 10]
    assert column_widths([10, 10], [5, 60], 20) == [10, 10]
    assert column_widths([10, 10.5], [20, 60], 20) is None
    assert column_widths([], [], 0) == []


def test_room_goes_first_where_it_keeps_most_words_whole() -> None:
    # By themselves 15 and 35, as above; a word of the first is whole at 18, two at 19.
    assert column_widths([10, 10], [20, 60], 50, [[18, 19, 19], []]) == [20, 30]
    # Two for nine are cheaper than one for eight, if there is room for them.
    held = [[18], [19, 19, 45]]
    assert column_widths([10, 10], [40, 90], 30, held) == [10 + 30 / 101, 19 + 71 / 101]
    assert column_widths([10, 10], [40, 90], 28, held) == [18, 10]
    # Where there is room for all, nothing changes.
    assert column_widths([10, 10], [20, 60], 100, [[18], [30]]) == [20, 60]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 50), st.integers(0, 200), st.lists(st.integers(0, 200), max_size=5)
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 500),
)
def test_columns_never_overflow_nor_starve(
    columns: list[tuple[int, int, list[int]]], available: int
) -> None:
    least, wanted, lengths = [*zip(*columns, strict=True)]
    # A word is no wider than the line that it stands in.
    held = [[min(one, want) for one in own] for own, want in zip(lengths, wanted, strict=True)]
    widths = column_widths(least, wanted, available, held)
    if widths is None:
        assert sum(least) > available
        return
    assert sum(widths) <= available + 1e-6
    for floor, want, width in zip(least, wanted, widths, strict=True):
        assert floor <= width <= max(floor, want) + 1e-9


def test_what_a_spanning_cell_needs_is_spread_over_its_columns() -> None:
    sizes = [10.0, 10.0, 10.0, 10.0]
    spread(sizes, 1, 2, 30)
    assert sizes == [10, 15, 15, 10]
    spread(sizes, 1, 2, 29)
    assert sizes == [10, 15, 15, 10]


@pytest.mark.parametrize(
    ("kind", "markers"),
    [
        ("1", {1: "1.", 0: "0.", -3: "-3.", 4000: "4000."}),
        ("a", {1: "a.", 26: "z.", 27: "aa.", 52: "az.", 703: "aaa.", 0: "0.", -1: "-1."}),
        ("A", {3: "C.", 28: "AB.", 0: "0."}),
        ("i", {1: "i.", 4: "iv.", 9: "ix.", 14: "xiv.", 1994: "mcmxciv.", 0: "0.", -4: "-4."}),
        ("I", {40: "XL.", 3888: "MMMDCCCLXXXVIII.", 3999: "MMMCMXCIX.", 4000: "4000."}),
        ("disc", {7: "7."}),
    ],
)  # fmt: skip
def test_markers_are_written_as_counter_styles_has_them(kind: str, markers: dict[int, str]) -> None:
    assert {number: marker(number, kind) for number in markers} == markers


def test_bullets_of_nested_lists_differ() -> None:
    assert len(set(BULLETS)) == len(BULLETS) == 2
