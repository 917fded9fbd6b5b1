"""Tables that only place things, as what they place; headings of tables that only look so."""

from __future__ import annotations

import re
from dataclasses import replace

from readable.article import Block, Cell, Figure, Paragraph, Quote, Table, block_texts, walk
from readable.mending.parts import TEXT_BLOCKS, bold, hint, join_runs, plain_text
from readable.mending.tally import Tally
from readable.numerals import is_number
from readable.patterns import pattern

__all__ = ["head_tables", "unwrap_tables"]

_LONGEST_CAPTION = 400
_LONG_CELL = 250
_MANY_BLOCKS = 3

_LONGEST_TITLE = 300
_LONGEST_HEADING = 100
# Above the headings stand what the table is called, and what it counts in.
_MOST_TITLES = 2
_MOST_HEADING_ROWS = 3
# Words are headings though they are not bold, where rows below are numbers but for a name.
_FEWEST_NAMED = 3
_FEWEST_OF_NUMBERS = 2
_MOSTLY_NUMBERS = 0.5
# In a table without lines so few rows may be what stands above a document, or who signs it.
_FEW_ROWS = 3
# A heading says a word, names a year, or is a sign as "#".
_HEADING = pattern(r"(?:19|20)\d\d|.*[^\W\d_].*|[^\w\s.…–—-]+", re.DOTALL)
# "65.000 – 70.000" is two numbers, and "-500" one.
_DASH = pattern(r"(?<=\w)\s*[-–—]\s*(?=\d)")


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


def head_tables(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """The blocks, the bold first row of a table without headings made one of headings.

    What stands above it in a cell over all columns, as Word has it, is the table's caption.
    """
    if not any(isinstance(block, Table) for block in blocks):
        return blocks
    headed: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _is_data(block):
            made = _with_headings(_with_title(block))
            if made is not block:
                tally.add("hand-made-heading", " ".join(block_texts(made)))
            block = made
        headed.append(block)
    return tuple(headed)


def _with_title(table: Table) -> Table:
    """The table, the rows of one cell above its headings made its caption."""
    rows = table.rows
    columns = max(sum(cell.column_span for cell in row) for row in rows)
    count = 0
    while count < min(_MOST_TITLES, len(rows) - 1) and _is_title(rows[count], columns):
        count += 1
    below = rows[count:]
    if not count or table.caption or columns < 2:
        return table
    if not (
        all(cell.header for cell in below[0]) or _heading_rows(below) or _plain_heading_rows(below)
    ):
        return table
    caption = tuple(_plain(block) for row in rows[:count] for block in row[0].blocks)
    return replace(
        table, rows=below, caption=caption, header_rows=max(0, table.header_rows - count)
    )


def _with_headings(table: Table) -> Table:
    """The table, its rows of headings made so where the page has none."""
    rows = table.rows
    if table.header_rows or any(cell.header or cell.scope for row in rows for cell in row):
        return table
    count = _heading_rows(rows) or _plain_heading_rows(rows)
    if not count or (len(rows) <= _FEW_ROWS and not hint(table, "border")):
        return table
    heads = tuple(
        tuple(replace(cell, blocks=tuple(map(_plain, cell.blocks)), header=True) for cell in row)
        for row in rows[:count]
    )
    return replace(table, rows=heads + rows[count:], header_rows=count)


def _heading_rows(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many rows from the first on are bold headings above others that are not bold."""
    count = 0
    reach = 1
    while count < min(reach, len(rows) - 1):
        row = rows[count]
        if not _is_bold(row) or not all(map(_may_head, row)):
            return 0
        count += 1
        reach = max(reach, *(count - 1 + (cell.row_span or _MOST_HEADING_ROWS + 1) for cell in row))
        if any(cell.column_span > 1 for cell in row) and _is_bold(rows[count]):
            reach = max(reach, count + 1)
    below = rows[count:]
    few = count <= _MOST_HEADING_ROWS and reach <= count
    return count if few and 2 * sum(map(_is_bold, below)) < len(below) else 0


def _plain_heading_rows(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many rows from the first on are words, or years, above rows of numbers."""
    first = rows[0]
    names = [" ".join(_texts(cell)).strip() for cell in first]
    if len(first) < _FEWEST_NAMED or len(set(names)) < len(names) or not all(names[1:]):
        return 0
    count = max(cell.row_span or _MOST_HEADING_ROWS + 1 for cell in first)
    heads, below = rows[:count], rows[count:]
    if count > _MOST_HEADING_ROWS or not all(_may_head(cell) for row in heads for cell in row):
        return 0
    numbers = [_share_of_numbers(row) for row in below if sum(bool(c.blocks) for c in row) > 2]
    are_numbers = len(numbers) >= _FEWEST_OF_NUMBERS and min(numbers) >= _MOSTLY_NUMBERS
    return count if are_numbers else 0


def _share_of_numbers(row: tuple[Cell, ...]) -> float:
    """How many of those cells hold a number that hold more than a dash."""
    texts = [" ".join(_texts(cell)).strip() for cell in row]
    said = [text for text in texts if any(map(str.isalnum, text))]
    return sum(all(map(is_number, _DASH.split(text))) for text in said) / max(len(said), 1)


def _is_title(row: tuple[Cell, ...], columns: int) -> bool:
    """Whether a row is one cell over all columns, with a few words and no more."""
    return (
        len(row) == 1
        and row[0].column_span >= columns
        and row[0].row_span == 1
        and not row[0].attributes
        and 0 < len(row[0].blocks) <= _MANY_BLOCKS
        and all(isinstance(block, TEXT_BLOCKS) for block in row[0].blocks)
        and sum(map(len, _texts(row[0]))) <= _LONGEST_TITLE
    )


def _is_bold(row: tuple[Cell, ...]) -> bool:
    """Whether all that a row says is bold, in two cells at the least and half of them."""
    said = [cell for cell in row if cell.blocks]
    return 2 <= len(said) >= len(row) / 2 and all(
        isinstance(block, Paragraph) and bold(block.runs) for cell in said for block in cell.blocks
    )


def _may_head(cell: Cell) -> bool:
    """Whether a cell may be a heading: a few words, or nothing, but no number."""
    text = " ".join(_texts(cell)).strip()
    return len(text) <= _LONGEST_HEADING and (not text or bool(_HEADING.fullmatch(text)))


def _plain(block: Block) -> Block:
    """A paragraph without being strong: what heads a table is so by itself."""
    if not isinstance(block, Paragraph):
        return block
    runs = join_runs(replace(run, marks=run.marks - {"strong"}) for run in block.runs)
    return replace(block, runs=runs)
