"""Tables: as a grid where that fits, else row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil, inf
from typing import TYPE_CHECKING, NamedTuple

from readable.article import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Rule,
    Run,
    Table,
    children,
)
from readable.layout.columns import Numbers, numbers_of
from readable.layout.figures import picture_needs_px
from readable.layout.lines import closer, kept
from readable.layout.records import records_of, set_records
from readable.paging import Box, Line, Page, Picture, Slab, paginate
from readable.tables import (
    Grid,
    PlacedCell,
    column_widths,
    grid_of,
    header_rows,
    is_title_row,
    spread,
)

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["set_table"]

_CAPTION_GAP_EM = 0.5
_CELL_PADDING_EM = 0.4
_NARROWEST_COLUMN_EM = 2.0
# A text in a column narrower than this has no more lines than that many.
_NARROWEST_TEXT_EM = 3.5
_MOST_NARROW_LINES = 8

# A table is wider than the lines of text where that leaves no more than such a share of its lines.
_WORTH_WIDENING = 0.85

# What is as sure as this to be one word or unit is best on one line.
_HELD = 0.6
# A table is a line higher only where that keeps so many of them whole.
_WORTH_A_LINE = 2

# How much wider a cell must be than the text of a quotation, or typed text, in it.
_STRUCTURE_EM = 1.6


# Headings higher than this share of a page are not drawn again on the next.
_HIGHEST_HEAD = 0.4


class _Stack(NamedTuple):
    """A cell and its contents, stacked; tops are relative to the cell's."""

    placed: PlacedCell
    contents: Page


class _Group(NamedTuple):
    """Rows that share a cell, or the headings: on one page, if a page is high enough."""

    first: int
    end: int
    counted: tuple[int, int, int]
    """What of the article was set before them."""
    slabs: list[Slab]

    @property
    def height_px(self) -> int:
        return sum(slab.height_px for slab in self.slabs)


def set_table(flow: Flow, table: Table, left: int, width: int, above_px: int = 0) -> list[Slab]:
    """The table's rows side by side, its headings again on each page.

    The first rows leave room for the heading that stands `above_px` above them, on the same page.

    What is too wide for that, or too high for a page with the headings, stands row by row as
    "heading, value": the parts of a row over two pages would not be in the order of the text.
    Rows after such have their headings again, or where there is no room for them are told in the
    same way.
    """
    grid = grid_of(table)
    head_rows = header_rows(table)
    if flow.numbers_links:
        from readable.layout.addresses import number_links

        for blocks in (table.caption, *(placed.cell.blocks for placed in grid.cells)):
            number_links(flow, blocks)
    numbers = numbers_of(flow, grid, head_rows)
    widths = _column_widths(flow, grid, numbers, width, flow.widest_px(left, width))
    # What is wider than the text's column stands as far out of it on both sides.
    edge = left - max(0, sum(widths or ()) - width + 1) // 2
    caption = kept(flow.blocks(table.caption, edge, width, bold=True))
    records = records_of(grid, head_rows)
    if widths is None:
        return caption + set_records(flow, records, range(grid.rows), left, width)
    groups = _groups(flow, grid, head_rows, numbers, widths, edge)
    head = _head(flow, groups[0]) if groups and head_rows else None
    all_counted = flow.counted
    rows: list[Slab] = []
    gap = flow.em(_CAPTION_GAP_EM) if caption else flow.paragraph_gap_px
    room = flow.room_px
    above = sum(slab.height_px for slab in caption) + gap if caption else 0
    if above_px:
        above += above_px + flow.paragraph_gap_px
    left_over = None if room is None else room - above
    if head_rows and left_over is not None:
        groups = _never_alone(groups, left_over)
    was_grid = False
    for group in groups:
        fits = left_over is None or group.height_px <= left_over
        fits_headed = head is not None and head.height_px + group.height_px <= (room or 0)
        left_over = room
        # Where they begin a page or stand below a list; too high ones are on no other page.
        has_head = bool(head_rows and rows and (head is not None or not was_grid))
        if not fits or (has_head and not fits_headed):
            flow.counted = group.counted
            rows += set_records(flow, records, range(group.first, group.end), left, width)
            was_grid = False
            continue
        slabs = group.slabs
        if head is not None and rows:
            slabs = [slab._replace(head=head) for slab in slabs]
            if not was_grid:
                slabs = [head._replace(keep=True), *slabs]
        rows += closer(slabs, 0 if was_grid else gap)
        gap = flow.paragraph_gap_px
        was_grid = True
    flow.counted = all_counted
    return caption + rows


def _never_alone(groups: list[_Group], room: int) -> list[_Group]:
    """The groups, the headings one with the first rows where no page holds both."""
    if len(groups) < 2 or groups[0].height_px + groups[1].height_px <= room:
        return groups
    headings, first, *others = groups
    return [headings._replace(end=first.end, slabs=headings.slabs + first.slabs), *others]


def _head(flow: Flow, headings: _Group) -> Slab | None:
    """The headings as one slab that is drawn and not read, or None where they are too high."""
    if flow.room_px is None or headings.height_px > flow.room_px * _HIGHEST_HEAD:
        return None
    (slab,) = headings.slabs
    return Slab(
        slab.height_px,
        lines=tuple(line._replace(text="", block=-1, ends_block=False) for line in slab.lines),
        boxes=slab.boxes,
        pictures=tuple(picture._replace(alt="") for picture in slab.pictures),
    )


class _Needs(NamedTuple):
    """What a cell needs of the width of its columns, in pixels, padding included."""

    placed: PlacedCell
    padding: int
    least: float
    wanted: float
    whole: list[float]
    """At which its words and units of several syllables stay on one line."""
    texts: list[list[tuple[float, float, bool]]]
    """Of each piece that no line parts: its width, its space, whether a line must end there."""


def _column_widths(
    flow: Flow, grid: Grid, numbers: Numbers, width: int, most: int
) -> list[int] | None:
    """Column widths in pixels, or None when the table is too wide for its column and the page.

    It is wider than its column, but not than `most`, where that is worth while.
    """
    least = [flow.em(_NARROWEST_COLUMN_EM) * 1.0] * grid.columns
    wanted = list(least)
    held: list[list[float]] = [[] for _ in least]
    cells = [_needs(flow, placed) for placed in grid.cells]
    single = list(least)
    for cell in sorted(cells, key=lambda cell: cell.placed.column_span):
        placed = cell.placed
        if placed.column_span == 1:
            single[placed.column] = max(single[placed.column], cell.wanted)
            held[placed.column] += cell.whole
        spread(least, placed.column, placed.column_span, cell.least)
        spread(wanted, placed.column, placed.column_span, cell.wanted)
    padding = _padding_px(flow)
    for column in numbers.columns:
        reach = sum(numbers.widest_px[column]) + padding
        spread(wanted, column, 1, reach)
        single[column] = max(single[column], reach)
    if not grid.columns:
        return None
    narrow = _shared_out(least, wanted, held, cells, width, grid.rows)
    # No column is wider than a line of text, nor any for a title across several.
    alone = max(sum(min(one, width) for one in single), sum(least))
    wide = min(most, ceil(alone))
    if wide <= width:
        return narrow
    broad = _shared_out(least, wanted, held, cells, wide, grid.rows)
    if narrow is None or broad is None:
        return broad
    lines, lines_broad = (_outcome(one, cells, grid.rows)[0] for one in (narrow, broad))
    return broad if lines_broad <= lines * _WORTH_WIDENING else narrow


def _shared_out(
    least: list[float],
    wanted: list[float],
    held: list[list[float]],
    cells: list[_Needs],
    width: int,
    rows: int,
) -> list[int] | None:
    """So much width shared out to columns, or None where it is too little."""
    even = column_widths(least, wanted, width)
    holding = column_widths(least, wanted, width, held)
    if even is None or holding is None:
        return None
    shared = [int(one) for one in even]
    held_more = [int(one) for one in holding]
    return held_more if _is_better(held_more, shared, cells, rows) else shared


def _needs(flow: Flow, placed: PlacedCell) -> _Needs:
    size = flow.size_px
    indent = 0
    narrow = broad = 0.0
    whole: list[float] = []
    texts: list[list[tuple[float, float, bool]]] = []
    for block, own in _indented(flow, placed.cell.blocks):
        indent = max(indent, own)
        if isinstance(block, Paragraph | Heading | Preformatted):
            plain = isinstance(block, Paragraph) and block.role is None and not placed.cell.header
            shaped = flow.shape(block.runs, bold=not plain)
            line = stretch = 0.0
            text: list[tuple[float, float, bool]] = []
            narrow = max([narrow, *(segment.width_em for segment in shaped.segments)])
            if flow.numbers_links and any(run.href for run in block.runs):
                # It stands behind its link, or else on the next line.
                number = flow.shape((Run(f"[{len(flow.addresses)}]"),), bold=not plain)
                narrow = max(narrow, number.segments[0].width_em)
            for segment, forced, parting in zip(
                *flow.fitted(block.runs, shaped, not plain, inf), strict=True
            ):
                text.append((segment.width_em * size, segment.space_em * size, forced))
                broad = max(broad, line + segment.width_em)
                if parting >= _HELD and not forced:
                    stretch += segment.width_em + segment.space_em
                elif stretch:
                    whole.append(stretch + segment.width_em)
                    stretch = 0.0
                line = 0.0 if forced else line + segment.width_em + segment.space_em
            texts.append(text)
        elif isinstance(block, Figure):
            for image in block.images:
                least, best = picture_needs_px(flow, image)
                narrow, broad = max(narrow, least / size), max(broad, best / size)
    padding = _padding_px(flow) + indent
    narrow = max(narrow, min(broad / _MOST_NARROW_LINES, _NARROWEST_TEXT_EM))
    if indent:
        # Where there is less room, the list is set without its markers.
        narrow, broad = max(narrow, _NARROWEST_COLUMN_EM), max(broad, _NARROWEST_COLUMN_EM)
    return _Needs(
        placed,
        padding,
        narrow * size + padding,
        broad * size + padding,
        [ceil(one * size) + padding for one in whole],
        texts,
    )


def _indented(flow: Flow, blocks: Sequence[Block], indent: int = 0) -> Iterator[tuple[Block, int]]:
    """The texts and pictures at every depth, and by how many pixels each is indented."""
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Rule():
                yield block, indent
            case Preformatted():
                yield block, indent + flow.em(_STRUCTURE_EM)
            case Figure(caption=caption):
                yield block, indent
                yield from _indented(flow, caption, indent + flow.em(_STRUCTURE_EM))
            case ListBlock():
                yield from _indented(flow, children(block), indent + flow.list_indent(block))
            case _:
                yield from _indented(flow, children(block), indent + flow.em(_STRUCTURE_EM))


def _is_better(widths: list[int], others: list[int], cells: list[_Needs], rows: int) -> bool:
    """Whether such columns part fewer words and units, no column more, and few lines are added."""
    if widths == others:
        return False
    lines, parted = _outcome(widths, cells, rows)
    lines_otherwise, parted_otherwise = _outcome(others, cells, rows)
    fewer = parted_otherwise.total() - parted.total()
    return (
        parted <= parted_otherwise
        and fewer > 0
        and (lines - lines_otherwise) * _WORTH_A_LINE <= fewer
    )


def _outcome(
    widths: list[int], cells: list[_Needs], rows: int
) -> tuple[float, Counter[tuple[int, int]]]:
    """How high a table is, about, in lines, and how many words each column or more part."""
    heights = [0.0] * rows
    parted: Counter[tuple[int, int]] = Counter()
    for cell in sorted(cells, key=lambda cell: cell.placed.row_span):
        placed = cell.placed
        width = sum(widths[placed.column : placed.column + placed.column_span])
        parted[placed.column, placed.column_span] += sum(one > width for one in cell.whole)
        lines = sum(_line_count(text, width - cell.padding) for text in cell.texts)
        spread(heights, placed.row, placed.row_span, lines)
    return sum(heights), parted


def _line_count(text: list[tuple[float, float, bool]], width: float) -> int:
    """How many lines a text takes when each is as full as it can be."""
    count = 1
    end = 0.0
    for piece, space, forced in text:
        if end and end + piece > width:
            count += 1
            end = 0.0
        end += piece + space
        if forced:
            count += 1
            end = 0.0
    return count - (1 if text and text[-1][2] else 0)


def _padding_px(flow: Flow) -> int:
    """What a cell has beside its text, on both sides together."""
    return 2 * flow.em(_CELL_PADDING_EM) + 2


def _groups(
    flow: Flow, grid: Grid, head_rows: int, numbers: Numbers, widths: list[int], left: int
) -> list[_Group]:
    """The rows as slabs, their cells side by side; those that share a cell are one group."""
    pad = flow.em(_CELL_PADDING_EM)
    edges = [left]
    for one in widths:
        edges.append(edges[-1] + one)
    by_row: list[list[_Stack]] = [[] for _ in range(grid.rows)]
    counts: list[tuple[int, int, int]] = []
    """What of the article was set before each row."""
    for placed in grid.cells:
        counts += [flow.counted] * (placed.row + 1 - len(counts))
        cell_left = edges[placed.column] + pad
        cell_width = edges[placed.column + placed.column_span] - cell_left - pad
        slabs = flow.blocks(placed.cell.blocks, cell_left, cell_width, placed.cell.header)
        slabs = numbers.aligned(placed, slabs, cell_left, cell_width)
        pages = paginate(slabs, 0, None, pad, pad) or [Page(1, 0, 2 * pad, (), (), ())]
        by_row[placed.row].append(_Stack(placed, pages[0]))
    counts += [flow.counted] * (grid.rows - len(counts))
    heights = [float(2 * pad)] * grid.rows
    stacks = [stack for row in by_row for stack in row]
    for placed, contents in sorted(stacks, key=lambda stack: stack.placed.row_span):
        missing = contents.height_px - sum(heights[placed.row : placed.row + placed.row_span])
        if missing > 0:
            heights[placed.row + placed.row_span - 1] += missing
    whole = [int(height) for height in heights]
    groups: list[_Group] = []
    spanned_to = head_rows
    for row, own in enumerate(by_row):
        slab = _grid_row(row, own, whole, edges, flow.thin_px)
        if row and row < spanned_to:
            groups[-1].slabs.append(slab)
            groups[-1] = groups[-1]._replace(end=row + 1)
        else:
            groups.append(_Group(row, row + 1, counts[row], [slab]))
        ends = (stack.placed.row + stack.placed.row_span for stack in own)
        spanned_to = max(spanned_to, *ends, row + 1)
    # The first rows, headings mostly, and the title of some stand on the page of the next.
    titles = {
        row
        for row, own in enumerate(by_row)
        if is_title_row([stack.placed for stack in own], grid.columns)
    }
    return [
        group._replace(slabs=[_as_one(group.slabs, group.first in titles or not index)])
        for index, group in enumerate(groups[:-1])
    ] + [group._replace(slabs=[_as_one(group.slabs)]) for group in groups[-1:]]


def _as_one(slabs: list[Slab], keep: bool = False) -> Slab:
    """Rows that no page parts, whatever they are kept with: a cell's frame goes around all."""
    page = paginate(slabs, 0, None, 0, 0)[0]
    return Slab(
        page.height_px, keep=keep, lines=page.lines, boxes=page.boxes, pictures=page.pictures
    )


def _grid_row(
    row: int,
    stacks: Sequence[_Stack],
    heights: Sequence[int],
    edges: Sequence[int],
    thick: int,
) -> Slab:
    """The cells that begin in one row, with their frames."""
    lines: list[Line] = []
    boxes: list[Box] = []
    pictures: list[Picture] = []
    for placed, contents in stacks:
        lines += contents.lines
        pictures += contents.pictures
        boxes += contents.boxes
        left = edges[placed.column]
        right = edges[placed.column + placed.column_span]
        height = sum(heights[placed.row : placed.row + placed.row_span])
        boxes += _frame(left, right - left, height, thick)
    return Slab(
        heights[row],
        lines=tuple(lines),
        boxes=tuple(boxes),
        pictures=tuple(pictures),
    )


def _frame(left: int, width: int, height: int, thick: int) -> list[Box]:
    """The outline of a cell, its edges shared with its neighbours'."""
    return [
        Box(left, 0, width + thick, thick),
        Box(left, height, width + thick, thick),
        Box(left, 0, thick, height),
        Box(left + width, 0, thick, height),
    ]
