"""Tables that only place things, as what they place."""

from __future__ import annotations

from dataclasses import replace

from readable.article import Block, Cell, Figure, Paragraph, Quote, Table, block_texts, walk
from readable.mending.parts import hint, plain_text
from readable.mending.tally import Tally

__all__ = ["unwrap_tables"]

_LONGEST_CAPTION = 400
_LONG_CELL = 250
_MANY_BLOCKS = 3


def unwrap_tables(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """The blocks, each table that is not one of data replaced by the blocks of its cells."""
    if not any(isinstance(block, Table) for block in blocks):
        return blocks
    unwrapped: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and not _is_data(block):
            tally.add("layout-table", " ".join(block_texts(block)))
            unwrapped += _placed(block)
        else:
            unwrapped.append(block)
    return tuple(unwrapped)


def _is_data(table: Table) -> bool:
    """Whether rows and columns of a table mean something.

    It says so itself by header cells, a caption or a role; else its shape decides: two rows and
    two columns at the least, of cells that are short and hold neither tables nor pictures with
    their captions. One cell is no table.
    """
    if hint(table, "role") == "presentation":
        return False
    rows = [[cell for cell in row if cell.blocks] for row in table.rows]
    rows = [row for row in rows if row]
    columns = max((len(row) for row in rows), default=0)
    cells = [cell for row in rows for cell in row]
    if table.caption or table.header_rows or any(cell.scope for cell in cells):
        return len(cells) > 1
    if columns < 2:
        return False
    inner = [block for cell in cells for block in walk(cell.blocks)]
    if any(isinstance(block, Table) for block in inner) and not hint(table, "border"):
        return False
    if any(cell.header for cell in cells):
        return True
    if any(pair[0] == "headers" for cell in cells for pair in cell.attributes):
        return True
    figures = sum(isinstance(block, Figure) for block in inner)
    if figures and _is_gallery(rows):
        return False
    if len(rows) < 2:
        return False
    if hint(table, "border"):
        return True
    if _is_signature(rows):
        return False
    longest = max(sum(map(len, _texts(cell))) for cell in cells)
    most_blocks = max(len(cell.blocks) for cell in cells)
    return longest <= _LONG_CELL or (len(rows) > _MANY_BLOCKS and most_blocks <= _MANY_BLOCKS)


def _texts(cell: Cell) -> list[str]:
    return [text for block in cell.blocks for text in block_texts(block)]


def _is_gallery(rows: list[list[Cell]]) -> bool:
    """Whether the cells are pictures, and of text no more than captions of theirs."""
    pictures = texts = 0
    for row in rows:
        for cell in row:
            has_picture = any(isinstance(block, Figure) for block in walk(cell.blocks))
            pictures += has_picture
            said = sum(map(len, _texts(cell)))
            if said > _LONGEST_CAPTION:
                return True
            texts += bool(said) and not has_picture
    return texts <= pictures


def _is_signature(rows: list[list[Cell]]) -> bool:
    """Whether it is the foot or the head of an official document: two columns, a few rows."""
    return (
        len(rows) <= _MANY_BLOCKS
        and all(len(row) <= 2 for row in rows)
        and any(
            len(cell.blocks) > 1 or "\n" in text
            for row in rows
            for cell in row
            for text in [*_texts(cell), ""]
        )
    )


def _placed(table: Table) -> list[Block]:
    """What a table placed, in reading order; a picture with the text under it as its caption."""
    placed: list[Block] = list(table.caption)
    rows = [[cell for cell in row if cell.blocks] for row in table.rows]
    index = 0
    rows = [row for row in rows if row]
    while index < len(rows):
        row = rows[index]
        below = rows[index + 1] if index + 1 < len(rows) else []
        if (
            all(map(_only_picture, row))
            and len(below) == len(row)
            and all(map(_only_caption, below))
        ):
            for above, under in zip(row, below, strict=True):
                placed += _captioned(above.blocks, under.blocks)
            index += 2
            continue
        for cell in row:
            placed += _framed(cell.blocks) if len(rows) * len(row) == 1 else cell.blocks
        index += 1
    return placed


def _only_picture(cell: Cell) -> bool:
    return all(isinstance(block, Figure) and not block.caption for block in cell.blocks)


def _only_caption(cell: Cell) -> bool:
    return (
        all(isinstance(block, Paragraph | Quote) for block in cell.blocks)
        and sum(map(len, _texts(cell))) <= _LONGEST_CAPTION
    )


def _framed(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks of a frame around one picture and a few words: the words are its caption."""
    if (
        len(blocks) > 1
        and isinstance(blocks[0], Figure)
        and not blocks[0].caption
        and all(isinstance(block, Paragraph) for block in blocks[1:])
        and len(blocks) <= _MANY_BLOCKS
        and sum(len(plain_text(block)) for block in blocks[1:]) <= _LONGEST_CAPTION
    ):
        return _captioned(blocks[:1], blocks[1:])
    return list(blocks)


def _captioned(figures: tuple[Block, ...], caption: tuple[Block, ...]) -> list[Block]:
    *others, last = figures
    assert isinstance(last, Figure)
    caption = tuple(
        replace(block, alignment=None) if isinstance(block, Paragraph) else block
        for block in caption
    )
    return [*others, replace(last, caption=caption)]
