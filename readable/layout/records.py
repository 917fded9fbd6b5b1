"""Rows of tables as records: lists of "heading, value"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readable.article import Heading, Paragraph, Preformatted, Run, runs_text, walk
from readable.layout.lines import Look, closer
from readable.paging import Label, Line, Quoted, Slab
from readable.tables import Grid, PlacedCell, counts_columns, is_title_row
from readable.values import NamedTuple

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["Records", "records_of", "set_records"]

_ROW_GAP_EM = 0.35
_VALUE_INDENT_EM = 1.0

# A reader who knows how a long value begins knows it again.
_LONGEST_AGAIN = 100
# No page makes more of its cells than this many for each that it has.
_MOST_AGAIN = 4
# No column of an article has more headings above each other; a hostile one may.
_MOST_ABOVE = 8

_Slot = tuple[int, int]
"""The row and the column in which a cell begins."""


class _Heading(NamedTuple):
    """A cell above a column, and what it says."""

    slot: _Slot
    runs: tuple[Run, ...]
    text: str
    is_count: bool
    """Whether it only counts the columns, which is said with the first value alone."""


class Records(NamedTuple):
    """What is found once for all rows of a table."""

    rows: list[list[PlacedCell]]
    """The cells that begin in each row."""
    header_rows: int
    headings: list[list[_Heading]]
    """For each column, the headings above it."""
    titles: frozenset[int]
    """The rows that are titles of those below them."""


def records_of(grid: Grid, header_rows: int) -> Records:
    """The rows of a table, ready to be told one by one."""
    rows: list[list[PlacedCell]] = [[] for _ in range(grid.rows)]
    for placed in grid.cells:
        rows[placed.row].append(placed)
    last = [placed.cell for placed in rows[header_rows - 1]] if header_rows > 1 else []
    titles = frozenset(
        row
        for row, cells in enumerate(rows)
        if row >= header_rows and is_title_row(cells, grid.columns)
    )
    return Records(rows, header_rows, _headings(grid, header_rows, counts_columns(last)), titles)


def set_records(flow: Flow, records: Records, rows: range, left: int, width: int) -> list[Slab]:
    """Rows too wide for their column or too high for a page: each a list of "heading, value".

    The headings of the columns are added by layout above each value. Where they are among these
    rows, they are not drawn by themselves too, but for those that no record shows. A cell over
    all columns is the title of the rows below it. What holds for several rows is drawn again in
    each, without what says it being twice in the text.
    """
    header_rows = records.header_rows
    labels = {
        (placed.row, placed.column): _labels(records.headings, placed)
        for row in rows
        for placed in records.rows[row]
        if row >= header_rows and row not in records.titles
    }
    _drop_counts(labels, rows.start < header_rows)
    shown = {heading.slot for own in labels.values() for heading in own}
    blocks: dict[_Slot, int] = {}
    """Which paragraph of the article each heading is that is not drawn by itself."""
    unseen: list[Line] = []
    slabs: list[Slab] = []
    tight = flow.em(_ROW_GAP_EM)
    indent = flow.indent(_VALUE_INDENT_EM, width)
    begun = -1
    for row, placed, again in _as_told(records, rows):
        slot = placed.row, placed.column
        if placed.row < header_rows:
            if not placed.cell.blocks:
                continue
            if slot in shown and (text := _plain_text(placed)):
                blocks[slot] = flow.unseen()
                unseen.append(_unseen(text, blocks[slot], left))
                continue
        if row != begun:
            begun = row
            rule = flow.rule(left, width)
            slabs.append(rule._replace(keep=True, lines=tuple(unseen)))
            unseen = []
        own = labels.get(slot, [])
        shift = 0
        if own:
            look = flow.look(bold=True, gap_px=tight, keep_all=True, keep_next=True)
            slabs += _label(flow, own, blocks, len(slabs), look, left, width)
            shift = indent
        if again:
            look = flow.look(bold=placed.cell.header)
            inner = _drawn_again(flow, again, len(slabs), look, left + shift, width - shift)
        else:
            above = slabs if own else ()
            inner = flow.blocks(
                placed.cell.blocks, left + shift, width - shift, placed.cell.header, above
            )
        if unseen and inner:
            inner[0] = inner[0]._replace(lines=(*unseen, *inner[0].lines))
            unseen = []
        slabs += closer(inner, flow.below_label_px(placed.cell.blocks) if shift else tight)
        is_title = row in records.titles or (not placed.column and not own)
        if row >= header_rows and (placed.cell.header or is_title):
            slabs[-1] = slabs[-1]._replace(keep=True)
    return slabs


class _Told(NamedTuple):
    """A cell in a row for which it holds."""

    row: int
    placed: PlacedCell
    again: list[Paragraph]
    """What is drawn where it stands in a row above."""


def _as_told(records: Records, rows: range) -> Iterator[_Told]:
    """The cells of each row, also those of rows above that hold for it, from left to right."""
    holding: list[_Told] = []
    most = _MOST_AGAIN * sum(len(records.rows[row]) for row in rows)
    for row in rows:
        own = records.rows[row]
        if not own:
            continue
        reaching = (told for told in holding if told.placed.row + told.placed.row_span > row)
        holding = [told._replace(row=row) for told in reaching][:most]
        most -= len(holding)
        told_here = [*holding, *(_Told(row, placed, []) for placed in own)]
        yield from sorted(told_here, key=lambda told: told.placed.column)
        if row >= records.header_rows:
            longer = [placed for placed in own if placed.row_span > 1]
            holding += [_Told(row, one, again) for one in longer if (again := _again(one))]


# ---- headings -----------------------------------------------------------------------------------


def _headings(grid: Grid, header_rows: int, has_counts: bool) -> list[list[_Heading]]:
    """For each column, the headings above it, the last of which may be its number."""
    columns: list[list[_Heading]] = [[] for _ in range(grid.columns)]
    for placed in grid.cells:
        if placed.row < header_rows and (runs := _runs(placed)):
            is_count = has_counts and placed.row == header_rows - 1
            heading = _Heading((placed.row, placed.column), runs, runs_text(runs), is_count)
            for own in columns[placed.column : placed.column + placed.column_span]:
                if len(own) < _MOST_ABOVE:
                    own.append(heading)
    return columns


def _runs(placed: PlacedCell) -> tuple[Run, ...]:
    """What a cell says, its paragraphs one after the other; a link leads nowhere from a label."""
    runs: list[Run] = []
    for block in walk(placed.cell.blocks):
        if isinstance(block, Paragraph | Heading | Preformatted):
            own = _unlinked(block.runs)
            runs += [Run(" "), *own] if runs and own else own
    return tuple(runs)


def _unlinked(runs: tuple[Run, ...]) -> list[Run]:
    return [replace(run, href=None) if run.href else run for run in runs if run.text]


def _labels(headings: list[list[_Heading]], placed: PlacedCell) -> list[_Heading]:
    """The headings of all columns of a cell, each once.

    One over the first columns is the title of its row, as "Tổng cộng", unless one heading is over
    the same.
    """
    if not placed.cell.blocks:
        return []
    if placed.column_span > 1 and placed.column == 0:
        reach = [{one.slot for one in own} for own in headings[: placed.column_span]]
        if not set.intersection(*reach):
            return []
    found: dict[str, _Heading] = {}
    for column in headings[placed.column : placed.column + placed.column_span]:
        for heading in column:
            found.setdefault(heading.text, heading)
    return list(found.values())


def _drop_counts(labels: dict[_Slot, list[_Heading]], keep_first: bool) -> None:
    """Takes the numbers of columns out of labels, but where they are said for the first time."""
    said: set[_Slot] = set()
    for slot, own in labels.items():
        labels[slot] = [
            heading
            for heading in own
            if not heading.is_count or (keep_first and heading.slot not in said)
        ]
        said.update(heading.slot for heading in own)


def _plain_text(placed: PlacedCell) -> str:
    """The text of a cell that is one paragraph without links, of which a label shows all."""
    match placed.cell.blocks:
        case (Paragraph(runs=runs),) if not any(run.href for run in runs):
            return runs_text(runs)
        case _:
            return ""


def _unseen(text: str, block: int, left: int) -> Line:
    """What the article says in a place where it is not drawn."""
    return Line(left, 0, 0.0, 0, 0, (), text, block=block, ends_block=True)


def _label(
    flow: Flow,
    headings: list[_Heading],
    blocks: dict[_Slot, int],
    number: int,
    look: Look,
    left: int,
    width: int,
) -> list[Slab]:
    """The headings in bold, their lines with what they quote of which paragraph."""
    runs: list[Run] = []
    quoted: list[Quoted] = []
    end = 0
    for heading in headings:
        if runs:
            runs.append(Run(", "))
            quoted.append(Quoted(end, -1, 0))
            end += 2
        runs += heading.runs
        quoted.append(Quoted(end, blocks.get(heading.slot, -1), 0))
        end += len(heading.text)
    slabs = []
    begin = 0
    for slab in flow.repeated(tuple(runs), look, left, width):
        (line,) = slab.lines
        end = begin + len(line.text)
        own = [
            one._replace(start=max(one.start - begin, 0), offset=max(begin - one.start, 0))
            for one, following in zip(quoted, [*quoted[1:], None], strict=True)
            if one.start < end and (following is None or following.start > begin)
        ]
        label = Label(line.text, flow.block + 1, flow.picture + 1, tuple(own), number)
        line = line._replace(text="", ends_block=False, label=label)
        slabs.append(slab._replace(lines=(line,)))
        begin = end
    return slabs


# ---- values of several rows ---------------------------------------------------------------------


def _again(placed: PlacedCell) -> list[Paragraph]:
    """The paragraphs of a cell, or how they begin; a link leads nowhere from them."""
    found: list[Paragraph] = []
    room = _LONGEST_AGAIN
    for block in walk(placed.cell.blocks):
        if isinstance(block, Paragraph | Heading | Preformatted):
            length = len(runs_text(block.runs))
            runs = _unlinked(block.runs) if length <= room else _beginning(block.runs, room)
            alignment = None if isinstance(block, Preformatted) else block.alignment
            if runs:
                found.append(Paragraph(tuple(runs), lang=block.lang, alignment=alignment))
            room -= length
            if room < 0:
                break
    return found


def _beginning(runs: tuple[Run, ...], room: int) -> list[Run]:
    """The first words of a paragraph, and a sign that there are more."""
    found: list[Run] = []
    for run in _unlinked(runs):
        if len(run.text) > room:
            words = run.text[:room].rpartition(" ")[0]
            return [*found, replace(run, text=f"{words}…")]
        found.append(run)
        room -= len(run.text)
    return found


def _drawn_again(
    flow: Flow, paragraphs: list[Paragraph], number: int, look: Look, left: int, width: int
) -> list[Slab]:
    """Lines that are read in their place, and are no text of the article."""
    slabs: list[Slab] = []
    for one in paragraphs:
        look = look._replace(lang=one.lang, alignment=one.alignment)
        for slab in flow.repeated(one.runs, look, left, width):
            (line,) = slab.lines
            said = Label(line.text, flow.block + 1, flow.picture + 1, (Quoted(0, -1, 0),), number)
            slabs.append(
                slab._replace(lines=(line._replace(text="", ends_block=False, label=said),))
            )
    return slabs
