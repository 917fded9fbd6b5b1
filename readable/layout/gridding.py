"""Tables: as a grid where that fits, else row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from readable.article import Heading, Paragraph, Preformatted, Table, block_texts, walk
from readable.layout.lines import closer, kept
from readable.paging import Box, Line, Page, Picture, Slab, paginate
from readable.tables import Grid, PlacedCell, column_widths, grid_of, spread

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["set_table"]

_CAPTION_GAP_EM = 0.5
_CELL_PADDING_EM = 0.4
_ROW_GAP_EM = 0.35
_VALUE_INDENT_EM = 1.0
_NARROWEST_COLUMN_EM = 2.0

# How much wider a cell must be than the text of a list or quotation in it.
_STRUCTURE_EM = 1.6


class _Stack(NamedTuple):
    """A cell and its contents, stacked; tops are relative to the cell's."""

    placed: PlacedCell
    contents: Page


def set_table(flow: Flow, table: Table, left: int, width: int) -> list[Slab]:
    """The table's rows; row by row as "heading, value" where it is too wide or a row too high."""
    caption = kept(flow.blocks(table.caption, left, width, bold=True))
    grid = grid_of(table)
    widths = _column_widths(flow, grid, width)
    first_block = flow.block
    if widths is not None:
        rows = _grid_rows(flow, grid, widths, left)
        room = flow.room_px
        if room is None or all(height <= room for height in _kept_heights(rows)):
            if caption:
                rows = closer(rows, flow.em(_CAPTION_GAP_EM))
            return caption + rows
        flow.block = first_block
    return caption + _labelled_rows(flow, table, grid, left, width)


def _column_widths(flow: Flow, grid: Grid, width: int) -> list[int] | None:
    """Column widths in pixels, or None when the table is too wide for its column."""
    least = [flow.em(_NARROWEST_COLUMN_EM) * 1.0] * grid.columns
    wanted = list(least)
    for placed in sorted(grid.cells, key=lambda placed: placed.column_span):
        narrow, broad = _cell_widths(flow, placed)
        spread(least, placed.column, placed.column_span, narrow)
        spread(wanted, placed.column, placed.column_span, broad)
    widths = column_widths(least, wanted, width) if grid.columns else None
    return None if widths is None else [int(one) for one in widths]


def _cell_widths(flow: Flow, placed: PlacedCell) -> tuple[float, float]:
    """The least and the wished-for width of a cell in pixels, padding included."""
    size = flow.preferences.size_px
    padding = 2 * flow.em(_CELL_PADDING_EM) + 2
    narrow = broad = 0.0
    for block in walk(placed.cell.blocks):
        if isinstance(block, Paragraph | Heading | Preformatted):
            shaped = flow.shape(block.runs, bold=True)
            line = 0.0
            for segment, forced in zip(shaped.segments, shaped.forced, strict=True):
                narrow = max(narrow, segment.width_em)
                broad = max(broad, line + segment.width_em)
                line = 0.0 if forced else line + segment.width_em + segment.space_em
        else:
            padding += flow.em(_STRUCTURE_EM)
    return narrow * size + padding, broad * size + padding


def _grid_rows(flow: Flow, grid: Grid, widths: list[int], left: int) -> list[Slab]:
    """One slab a row, its cells side by side."""
    pad = flow.em(_CELL_PADDING_EM)
    edges = [left]
    for one in widths:
        edges.append(edges[-1] + one)
    stacks: list[_Stack] = []
    for placed in grid.cells:
        cell_left = edges[placed.column]
        cell_width = edges[placed.column + placed.column_span] - cell_left
        slabs = flow.blocks(
            placed.cell.blocks, cell_left + pad, cell_width - 2 * pad, placed.cell.header
        )
        pages = paginate(slabs, 0, None, pad, pad) or [Page(1, 0, 2 * pad, (), (), ())]
        stacks.append(_Stack(placed, pages[0]))
    heights = [float(2 * pad)] * grid.rows
    for placed, contents in sorted(stacks, key=lambda stack: stack.placed.row_span):
        missing = contents.height_px - sum(heights[placed.row : placed.row + placed.row_span])
        if missing > 0:
            heights[placed.row + placed.row_span - 1] += missing
    whole = [int(height) for height in heights]
    by_row: list[list[_Stack]] = [[] for _ in whole]
    for stack in stacks:
        by_row[stack.placed.row].append(stack)
    rows = []
    spanned_to = 1
    for row, own in enumerate(by_row):
        ends = (stack.placed.row + stack.placed.row_span for stack in own)
        spanned_to = max(spanned_to, *ends, row + 1)
        # The first row, headings mostly, and rows that share a cell stay with the next.
        keep = row == 0 or row + 1 < spanned_to
        rows.append(_grid_row(own, whole, edges, flow.thin_px)._replace(keep=keep))
    rows[0] = rows[0]._replace(gap_px=flow.paragraph_gap_px)
    rows[-1] = rows[-1]._replace(keep=False)
    return rows


def _grid_row(
    stacks: Sequence[_Stack], heights: Sequence[int], edges: Sequence[int], thick: int
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
        heights[stacks[0].placed.row] if stacks else 0,
        lines=tuple(lines),
        boxes=tuple(boxes),
        pictures=tuple(pictures),
    )


def _labelled_rows(flow: Flow, table: Table, grid: Grid, left: int, width: int) -> list[Slab]:
    """A table too wide for its column: each row a list of "heading, value".

    The headings of the columns stand once where the article has them, and again, added by
    layout, above each value.
    """
    header_rows = _header_rows(table)
    labels: dict[int, str] = {}
    for placed in grid.cells:
        if placed.row < header_rows:
            words = " ".join(text for block in placed.cell.blocks for text in block_texts(block))
            for column in range(placed.column, placed.column + placed.column_span):
                labels[column] = f"{labels[column]}, {words}" if column in labels else words
    slabs: list[Slab] = []
    tight = flow.em(_ROW_GAP_EM)
    indent = flow.indent(_VALUE_INDENT_EM, width)
    row = -1
    for placed in grid.cells:
        if placed.row != row:
            row = placed.row
            slabs.append(flow.rule(left, width)._replace(keep=True))
        label = labels.get(placed.column, "")
        bold = placed.cell.header
        shift = 0
        if row >= header_rows and label and not bold and placed.cell.blocks:
            look = flow.look(bold=True, gap_px=tight, keep_all=True, keep_next=True)
            slabs += flow.added(label, look, left, width)
            shift = indent
        inner = flow.blocks(placed.cell.blocks, left + shift, width - shift, bold)
        slabs += closer(inner, 0 if shift else tight)
    return slabs


def _kept_heights(slabs: Sequence[Slab]) -> list[int]:
    """The heights of the groups that stay together."""
    heights = [0]
    for slab in slabs:
        heights[-1] += slab.height_px
        if not slab.keep:
            heights.append(0)
    return heights


def _frame(left: int, width: int, height: int, thick: int) -> list[Box]:
    """The outline of a cell, its edges shared with its neighbours'."""
    return [
        Box(left, 0, width + thick, thick),
        Box(left, height, width + thick, thick),
        Box(left, 0, thick, height),
        Box(left + width, 0, thick, height),
    ]


def _header_rows(table: Table) -> int:
    if table.header_rows:
        return table.header_rows
    first = table.rows[0] if table.rows else ()
    return 1 if first and all(cell.header for cell in first) else 0
