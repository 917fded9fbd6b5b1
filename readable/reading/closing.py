"""What an element becomes when its end tag is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate

from readable.article import (
    Attributes,
    Block,
    Cell,
    Definition,
    Definitions,
    Figure,
    Item,
    ListBlock,
    Quote,
    Section,
    Table,
)
from readable.reading.attributes import has_border, integer

__all__ = ["SECTIONS", "Frame", "close"]

SECTIONS = frozenset("address aside details nav section".split())


@dataclass(slots=True, eq=False, repr=False)
class Frame:
    """An element that is being read, and what has been read of it."""

    tag: str
    attributes: dict[str, str]
    accessible: Attributes = ()
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    entries: list[Definition] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    head: list[tuple[Cell, ...]] = field(default_factory=list)
    foot: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    caption: tuple[Block, ...] = ()
    has_bordered_cells: bool = False


def close(frame: Frame, parent: Frame) -> None:
    """Puts what was read of an element into the one around it."""
    blocks = tuple(frame.blocks)
    match frame.tag:
        case "li":
            _adopt(parent)
            # An entry that says nothing is still counted.
            if blocks or parent.tag == "ol":
                parent.items.append(Item(blocks, integer(frame.attributes.get("value"))))
        case "ul" | "ol" | "menu" | "dir":
            _adopt(frame)
            if any(item.blocks for item in frame.items):
                parent.blocks.append(_list_of(frame))
        case "dt" | "dd":
            _adopt(parent)
            if blocks:
                parent.entries.append(Definition(blocks, frame.tag == "dt"))
        case "dl":
            _adopt(frame)
            if frame.entries:
                parent.blocks.append(Definitions(tuple(frame.entries)))
        case "blockquote":
            if blocks:
                parent.blocks.append(Quote(blocks))
        case "figcaption":
            parent.blocks.append(Figure((), blocks))
        case "figure":
            parent.blocks.extend(_figures_of(blocks, frame.accessible))
        case "caption" | "summary":
            parent.caption += blocks
        case "td" | "th":
            parent.cells.append(_cell_of(frame, blocks))
        case "tr":
            parent.blocks.extend(blocks)
            parent.rows.append(tuple(frame.cells))
        case "tbody" | "thead" | "tfoot":
            parent.blocks.extend(blocks)
            _add_rows(parent, frame)
        case "table":
            parent.blocks.extend(blocks)
            parent.blocks.extend(_table_of(frame))
        case _:
            parent.blocks.extend(_section_of(frame))


def _adopt(frame: Frame) -> None:
    """Makes what stands in a list outside its entries part of one: of the last, or of its own."""
    if not frame.blocks:
        return
    strays, frame.blocks = tuple(frame.blocks), []
    if frame.tag == "dl":
        frame.entries.append(Definition(strays, is_term=False))
    elif frame.items:
        last = frame.items[-1]
        frame.items[-1] = replace(last, blocks=last.blocks + strays)
    else:
        frame.items.append(Item(strays))


def _list_of(frame: Frame) -> ListBlock:
    ordered = frame.tag == "ol"
    kind = frame.attributes.get("type", "1")
    backwards = ordered and "reversed" in frame.attributes
    start = integer(frame.attributes.get("start"))
    if start is None:
        start = len(frame.items) if backwards else 1
    return ListBlock(
        tuple(frame.items),
        ordered,
        start,
        kind if kind in tuple("1aAiI") else "1",
        backwards,
        frame.accessible,
    )


def _cell_of(frame: Frame, blocks: tuple[Block, ...]) -> Cell:
    column_span = integer(frame.attributes.get("colspan")) or 1
    row_span = integer(frame.attributes.get("rowspan"))
    scope = frame.attributes.get("scope", "").lower()
    return Cell(
        blocks,
        frame.tag == "th",
        scope if scope in ("row", "col", "rowgroup", "colgroup") else None,
        min(max(column_span, 1), 1000),
        1 if row_span is None else min(max(row_span, 0), 65534),
        frame.accessible,
    )


def _section_of(frame: Frame) -> tuple[Block, ...]:
    """A part of the article that the page marked; its blocks alone where nothing says which."""
    kind = frame.tag
    blocks = tuple(frame.blocks)
    if not blocks and not frame.caption:
        return ()
    if len(blocks) == 1 and isinstance(blocks[0], Table):
        # A box that lets a wide table move in it.
        return blocks
    match kind:
        case "address" | "aside" | "details" | "nav":
            return (Section(blocks, kind, frame.caption, frame.accessible),)
        case _:
            return (Section(blocks, "section", (), frame.accessible),)


def _table_of(frame: Frame) -> tuple[Block, ...]:
    """A table with its rows in the order in which they are shown; its caption alone without any."""
    rows = (*frame.head, *frame.rows, *frame.foot)
    if not any(cell.blocks for row in rows for cell in row):
        return frame.caption
    attributes = frame.accessible
    if has_border(frame.attributes) or frame.has_bordered_cells:
        attributes = (*attributes, ("-border", "1"))
    if frame.attributes.get("role", "").strip().lower() in ("presentation", "none"):
        attributes = (*attributes, ("-role", "presentation"))
    return (Table(rows, frame.caption, len(frame.head), attributes),)


def _add_rows(table: Frame, section: Frame) -> None:
    """Puts a section's rows where they are shown: the first head on top, the first foot below.

    A cell spans no further than its section; a row without a cell of its own is left out, and
    those that span it are that much shorter.
    """
    kept = list(accumulate((bool(row) for row in section.rows), initial=0))
    rows = []
    for index, row in enumerate(section.rows):
        cells = []
        for cell in row:
            end = min(index + cell.row_span, len(section.rows)) if cell.row_span else -1
            row_span = kept[end] - kept[index]
            cells.append(cell if row_span == cell.row_span else replace(cell, row_span=row_span))
        if cells:
            rows.append(tuple(cells))
    if section.tag == "thead" and not table.head:
        table.head = rows
    elif section.tag == "tfoot" and not table.foot:
        table.foot = rows
    else:
        table.rows.extend(rows)


def _figures_of(blocks: tuple[Block, ...], attributes: Attributes) -> tuple[Block, ...]:
    """A figure of pictures as one block; one that holds anything else as the blocks it holds."""
    figures = [block for block in blocks if isinstance(block, Figure)]
    images = tuple(image for figure in figures for image in figure.images)
    if images and len(figures) == len(blocks) and not any(f.images and f.caption for f in figures):
        caption = tuple(inner for figure in figures for inner in figure.caption)
        return (Figure(images, caption, attributes),)
    return tuple(
        inner
        for block in blocks
        for inner in (block.caption if isinstance(block, Figure) and not block.images else (block,))
    )
