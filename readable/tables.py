"""Tables over numbers: where each cell stands, and how wide each column may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from readable.article import Cell, Paragraph, Table, block_texts
from readable.patterns import pattern
from readable.values import NamedTuple

__all__ = [
    "Grid",
    "PlacedCell",
    "column_widths",
    "counts_columns",
    "grid_of",
    "header_rows",
    "is_title_row",
    "spread",
]

# HTML allows a cell to span 1000 columns; no article's table is that wide, a hostile one may be.
_WIDEST_SPAN = 100
_WIDEST_TABLE = 1000

# The number of a column, or its letter, and what it is the sum or the share of: "(7) = (5)/(3)".
_COLUMN_NUMBER = pattern(r"(\()?(?:(\d{1,2})|[A-Za-zĐđ])(?(1)\))(?:\s*=.{1,40})?")
_FEWEST_COUNTED = 4
_OF_SERIES = pattern(r"(\D{0,12})(\d{1,4})")
_SHORTEST_SERIES, _FIRST_YEAR = 3, 1900
# With its date behind it or without: "Thứ Hai (30/11)", "T2", "CN".
_DAY = pattern(
    r"(?:(?:thứ|t\.?)\s?(?:[2-7]|hai|ba|tư|năm|sáu|bảy)|cn|chủ\s?nhật)"
    r"(?=[\s(,:]*(?:ngày )?[\d/.-]*\)?$)",
    re.IGNORECASE,
)
_FEWEST_DAYS = 4
# What numbers the title of some rows: "II", "A.", "1.2".
_TITLE_NUMBER = pattern(r"(?:([IVXLC]{1,7}|[A-ZĐ])|\d{1,2}(?:\.\d{1,2})?)[.)]?")

# How much of the room that columns share goes to those that want little.
_FIRST_SHARE = 0.25


class PlacedCell(NamedTuple):
    """A cell and the slots it fills: rows and columns count from 0."""

    cell: Cell
    row: int
    column: int
    row_span: int
    column_span: int


class Grid(NamedTuple):
    """The slots of a table."""

    cells: tuple[PlacedCell, ...]
    rows: int
    columns: int


def grid_of(table: Table) -> Grid:
    """Where each cell stands, by HTML's rules for row and column spans.

    A span that reaches below the last row, or far to the right of any table, ends there. Where
    HTML has two cells in one slot, one from above and one from the left, that from above ends
    before it: what they say would stand one on the other.
    """
    placed: list[PlacedCell] = []
    free_from: list[int] = []
    last: list[int] = []
    """Which cell was placed last, in each column."""
    rows = len(table.rows)
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while column < len(free_from) and free_from[column] > row:
                column += 1
            widest = min(_WIDEST_SPAN, _WIDEST_TABLE - column)
            column_span = max(min(cell.column_span, widest), 1)
            # A span of 0 means: down to the last row.
            row_span = min(cell.row_span or rows, rows - row)
            new = column + column_span - len(free_from)
            free_from.extend([0] * new)
            last.extend([len(placed)] * new)
            for taken in range(column, column + column_span):
                if free_from[taken] > row:
                    above = placed[last[taken]]
                    reach = min(above.row_span, row - above.row)
                    placed[last[taken]] = above._replace(row_span=reach)
                free_from[taken] = max(free_from[taken], row + row_span)
                last[taken] = len(placed)
            placed.append(PlacedCell(cell, row, column, row_span, column_span))
            column += column_span
    return Grid(tuple(placed), rows, len(free_from))


def header_rows(table: Table) -> int:
    """How many rows from the top name the columns.

    Those of the `<thead>`; else a first row of headings, with the rows of headings that its cells
    reach into. A row below them that counts the columns is one more. Without headings it is a
    first row that counts what is below: "Câu | 1 | 2 | 3", "Năm | 2024 | 2025 | 2026", or names the
    days of a week.
    """
    count = _heading_rows(table)
    if not count and len(table.rows) > 1:
        first = [_text(cell).strip() for cell in table.rows[0]]
        is_plain = all(cell.column_span == 1 for cell in table.rows[0])
        return int(is_plain and (_is_series(first) or _are_days(first)))
    if not 0 < count < len(table.rows) - 1:
        return count
    columns = sum(cell.column_span for cell in table.rows[0])
    below = table.rows[count]
    is_whole = sum(cell.column_span for cell in below) == columns
    return count + (is_whole and counts_columns(below))


def counts_columns(row: Sequence[Cell]) -> bool:
    """Whether a row only counts the columns: "A, B, 1, 2, 3 = 2/1"."""
    texts = list(map(_text, row))
    if len(row) < _FEWEST_COUNTED or not texts[0] or any(cell.row_span != 1 for cell in row):
        return False
    found = [_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts if text]
    numbers = [int(one[2]) for one in found if one and one[2]]
    first = numbers[0] if numbers else 0
    return (
        all(found)
        and 2 * len(numbers) >= len(row)
        and first in (1, len(found) - len(numbers) + 1)
        and numbers == list(range(first, first + len(numbers)))
    )


def _is_series(texts: Sequence[str]) -> bool:
    """Whether they are a word and numbers that go up by one, from 1 or of years."""
    name, *others = texts or [""]
    found = [_OF_SERIES.fullmatch(text) for text in others]
    numbers = [int(one[2]) for one in found if one]
    if len(numbers) < max(_SHORTEST_SERIES, len(others)):
        return False
    first = numbers[0]
    return (
        not name[:1].isdigit()
        and name != ""
        and (first == 1 or first >= _FIRST_YEAR)
        and len({one[1] for one in found if one}) == 1
        and numbers == list(range(first, first + len(numbers)))
    )


def _are_days(texts: Sequence[str]) -> bool:
    """Whether they are the days of a week, no two alike, behind one other text or none."""
    days = [text for text in texts if _DAY.match(text)]
    others = texts[:1] if texts and not _DAY.match(texts[0]) else []
    return len(days) >= _FEWEST_DAYS and len(set(days)) + len(others) == len(texts)


def is_title_row(cells: Sequence[PlacedCell], columns: int) -> bool:
    """Whether the cells that begin in a row are the title of the rows below it.

    That is one over all columns, or over all but its number: "I | Khối sở, ban, ngành".
    """
    title = cells[-1] if cells else None
    if title is None or title.column_span < 2 or not title.cell.blocks:
        return False
    if len(cells) == 1:
        return title.column_span == columns
    first = cells[0]
    if len(cells) > 2 or first.column_span + title.column_span != columns:
        return False
    found = _TITLE_NUMBER.fullmatch(_text(first.cell).strip())
    is_single = first.row_span == title.row_span == 1
    return is_single and found is not None and (found[1] is not None or _is_bold(title.cell))


def _is_bold(cell: Cell) -> bool:
    return cell.header or all(
        isinstance(block, Paragraph) and all("strong" in run.marks for run in block.runs)
        for block in cell.blocks
    )


def _text(cell: Cell) -> str:
    return " ".join(text for block in cell.blocks for text in block_texts(block))


def _heading_rows(table: Table) -> int:
    if table.header_rows or not table.rows:
        return min(table.header_rows, len(table.rows))
    first = table.rows[0]
    if not first or not all(cell.header for cell in first):
        return 0
    rows = table.rows[: max(1, *(cell.row_span for cell in first))]
    are_headings = all(cell.header for row in rows for cell in row)
    return len(rows) if are_headings and len(rows) < len(table.rows) else 1


def spread(sizes: list[float], first: int, count: int, needed: float) -> None:
    """Makes `count` sizes from `first` on add up to at least `needed`, growing them alike."""
    missing = needed - sum(sizes[first : first + count])
    if missing > 0:
        for index in range(first, first + count):
            sizes[index] += missing / count


def column_widths(
    least: Sequence[float],
    wanted: Sequence[float],
    available: float,
    held: Sequence[Sequence[float]] = (),
) -> list[float] | None:
    """The width of each column, or None when the columns' least widths do not fit.

    Each gets what it wants when there is room; else its least width, and of the rest a share in
    proportion to what it is short of. Before that, room goes where it keeps most words and units
    whole: `held` has their widths, for each column. Columns that want little more get it first: a
    name of two words stays on a line beside a long text.

    >>> column_widths([10, 10], [20, 60], 50)
    [15.0, 35.0]
    >>> column_widths([10, 10], [15, 90], 50)
    [15.0, 35.0]
    """
    if sum(least) > available:
        return None
    widths = [float(floor) for floor in least]
    if sum(wanted) > available:
        _hold(widths, held, available - sum(least))
    short = [max(want - floor, 0.0) for floor, want in zip(widths, wanted, strict=True)]
    rest = available - sum(widths)
    first = rest * _FIRST_SHARE
    if sum(short) > rest:
        for column in sorted(range(len(short)), key=short.__getitem__):
            if short[column] > first:
                break
            first -= short[column]
            rest -= short[column]
            widths[column] += short[column]
            short[column] = 0.0
    total = sum(short)
    share = min(1.0, rest / total) if total else 0.0
    return [width + gap * share for width, gap in zip(widths, short, strict=True)]


class _Step(NamedTuple):
    """What of a column stays whole when it becomes wider."""

    column: int
    width: float
    more: float
    """How much wider that is than before,"""
    kept: int
    """and how many words and units it keeps whole."""


def _hold(widths: list[float], held: Sequence[Sequence[float]], room: float) -> None:
    """Makes columns wider, first where a word or unit costs the least of the room."""
    steps = [step for column, own in enumerate(held) for step in _steps(column, own, widths)]
    full: set[int] = set()
    for column, width, more, _ in sorted(steps, key=lambda step: step.more / step.kept):
        if column not in full and more <= room:
            room -= more
            widths[column] = width
        else:
            full.add(column)


def _steps(column: int, held: Sequence[float], widths: Sequence[float]) -> list[_Step]:
    """The steps of a column, each dearer than the one before."""
    steps: list[_Step] = []
    floor = widths[column]
    for width, kept in sorted(Counter(held).items()):
        if width <= floor:
            continue
        step = _Step(column, width, width - floor, kept)
        while steps and step.more * steps[-1].kept <= steps[-1].more * step.kept:
            before = steps.pop()
            step = _Step(column, width, step.more + before.more, step.kept + before.kept)
        steps.append(step)
        floor = width
    return steps
