"""Columns of numbers: each number stands with its whole part above that of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING

from readable.article import Paragraph, Run, runs_text
from readable.numerals import whole_part_ends
from readable.paging import Slab
from readable.shaping import Segment
from readable.tables import Grid, PlacedCell

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["Numbers", "numbers_of"]


@dataclass(slots=True)
class Numbers:
    """The numbers in a table: how far each reaches before and behind the end of its whole part."""

    columns: frozenset[int] = frozenset()
    reaches_px: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)
    """By row and column."""
    widest_px: dict[int, tuple[float, float]] = field(default_factory=dict)
    """How far the numbers of a column reach, before and behind."""

    def aligned(self, placed: PlacedCell, slabs: list[Slab], left: int, width: int) -> list[Slab]:
        """A cell's contents in their column: a number by its whole part, a heading to the right."""
        if placed.column not in self.columns or placed.column_span > 1:
            return slabs
        right = left + width
        reach = self.reaches_px.get((placed.row, placed.column))
        if reach is None:
            is_heading = placed.cell.header and all(
                isinstance(block, Paragraph) and block.alignment is None
                for block in placed.cell.blocks
            )
            return [_ending(slab, right) for slab in slabs] if is_heading else slabs
        if len(slabs) != 1:  # too long for its column
            return slabs
        before, behind = self.widest_px[placed.column]
        if before + behind > width:
            return [_ending(slabs[0], right) for slab in slabs]
        (line,) = slabs[0].lines
        return [_moved(slabs[0], right - behind - reach[0] - line.left_px)]


def numbers_of(flow: Flow, grid: Grid, header_rows: int) -> Numbers:
    """The columns that hold numbers, and how far each number reaches."""
    by_column: dict[int, list[PlacedCell]] = {}
    for placed in grid.cells:
        if placed.row >= header_rows and placed.column_span == 1 and not placed.cell.header:
            by_column.setdefault(placed.column, []).append(placed)
    numbers = Numbers()
    for column, cells in by_column.items():
        texts = [_text_of(placed) for placed in cells]
        ends = whole_part_ends(texts)
        if ends is None and not header_rows:
            # The first row may well hold headings that the page does not call so.
            ends = whole_part_ends(texts[1:])
            ends = None if ends is None else [None, *ends]
        if ends is None:
            continue
        numbers.columns |= {column}
        before = behind = 0.0
        for placed, end in zip(cells, ends, strict=True):
            if end is not None and placed.cell.blocks:
                reach = numbers.reaches_px[placed.row, column] = _reach_px(flow, placed, end)
                before, behind = max(before, reach[0]), max(behind, reach[1])
        numbers.widest_px[column] = before, behind
    return numbers


def _text_of(placed: PlacedCell) -> str:
    match placed.cell.blocks:
        case ():
            return ""
        case (Paragraph(runs=runs),):
            return runs_text(runs)
        case _:
            return "\n"  # no number


def _reach_px(flow: Flow, placed: PlacedCell, end: int) -> tuple[float, float]:
    (block,) = placed.cell.blocks
    assert isinstance(block, Paragraph)
    shaped = flow.shape(block.runs, bold=False)
    segments = shaped.segments
    width = _width_em(flow.fitted(block.runs, shaped, False, inf).segments)
    before = _width_before_em(segments, end)
    if before is None:
        whole: list[Run] = []
        room = end
        for run in block.runs:
            whole.append(replace(run, text=run.text[:room]))
            room -= len(whole[-1].text)
        runs = tuple(run for run in whole if run.text)
        before = _width_em(flow.shape(runs, bold=False).segments)
    size = flow.size_px
    return before * size, (width - before) * size


def _width_em(segments: Sequence[Segment]) -> float:
    *others, last = segments
    return sum(one.width_em + one.space_em for one in others) + last.width_em


def _width_before_em(segments: Sequence[Segment], end: int) -> float | None:
    """How wide the first characters are, where one piece has them all, as in most cells."""
    first = segments[0]
    if end > len(first.text) or len(first.pieces) != 1:
        return None
    (piece,) = first.pieces
    glyphs = piece.glyphs
    units = next(
        (x for x, at in zip(glyphs.x_units, glyphs.clusters, strict=True) if at == end),
        glyphs.advance_units,
    )
    return units / piece.ink.face.units_per_em * piece.ink.size_em


def _ending(slab: Slab, right: float) -> Slab:
    """The line of a slab moved to where it ends at the right of its column."""
    return _moved(slab, right - slab.lines[0].left_px - slab.lines[0].width_px)


def _moved(slab: Slab, by_px: float) -> Slab:
    by_px = max(0.0, by_px)
    lines = tuple(
        line._replace(
            left_px=line.left_px + by_px,
            words=tuple(word._replace(x_px=word.x_px + by_px) for word in line.words),
        )
        for line in slab.lines
    )
    boxes = tuple(box._replace(left_px=box.left_px + round(by_px)) for box in slab.boxes)
    return slab._replace(lines=lines, boxes=boxes)
