"""What a page says: blocks of runs, never how they looked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from typing import Literal

from readable.findings import Finding
from readable.values import value

__all__ = [
    "Alignment",
    "Article",
    "Attributes",
    "Block",
    "Cell",
    "Definition",
    "Definitions",
    "Figure",
    "Heading",
    "Image",
    "Item",
    "ListBlock",
    "Loss",
    "Mark",
    "Mend",
    "Paragraph",
    "Preformatted",
    "Quote",
    "Role",
    "Rule",
    "Run",
    "Section",
    "Table",
    "block_texts",
    "map_blocks",
    "map_sequences",
    "runs_text",
    "walk",
]

_LONGEST_LABEL = 25

Mark = Literal[
    "strong", "em", "u", "sup", "sub", "code", "del", "ins", "mark", "kbd", "samp", "var", "dfn",
    "cite", "ruby", "rt", "inner-sup", "inner-sub",
]  # fmt: skip
"""What HTML's elements of the same names say of a text; "inner-sup" is a `<sup>` in a script.

A reading ("rt") stands behind the text that it is for, in parentheses, within the same "ruby".
"""

Role = Literal["title", "date", "summary", "author", "source"]
Alignment = Literal["center", "end"]

Attributes = tuple[tuple[str, str], ...]
"""Attributes that speak to assistive technology, by name: `role`, `aria-label`, `dir`, `headers`, …

Ids, and what refers to them, are those of the page; `markup` gives them a prefix.
"""


@value(frozen=True, slots=True)
class Run:
    """Text with one meaning throughout. A forced line break (`<br>`) is "\\n" in `text`."""

    text: str
    marks: frozenset[Mark] = frozenset()
    href: str | None = None
    lang: str | None = None
    abbreviation: str | None = None
    """The expansion of an abbreviation (`<abbr title>`)."""
    datetime: str | None = None
    """The machine-readable form of a date (`<time datetime>`)."""
    anchor: str | None = None
    """The name by which a link of this article points here."""
    attributes: Attributes = ()

    def __hash__(self) -> int:
        # Python keeps the hash of a text, and few runs differ in all else.
        return hash(self.text)


@value(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` tells when it is the article's date, summary, author or source.

    `alignment` is kept only where it means something, as in a signature or a motto.
    """

    runs: tuple[Run, ...]
    role: Role | None = None
    lang: str | None = None
    alignment: Alignment | None = None
    attributes: Attributes = ()


@value(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 6."""

    level: int
    runs: tuple[Run, ...]
    role: Role | None = None
    lang: str | None = None
    alignment: Alignment | None = None
    attributes: Attributes = ()


@value(frozen=True, slots=True)
class Preformatted:
    """Text whose spaces and line ends count (`<pre>`)."""

    runs: tuple[Run, ...]
    lang: str | None = None


@value(frozen=True, slots=True)
class Rule:
    """A change of subject (`<hr>`)."""


@value(frozen=True, slots=True)
class Image:
    """A picture by its address. `alt` is None when the page gives none, "" when decorative."""

    src: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None
    href: str | None = None
    attributes: Attributes = ()


@value(frozen=True, slots=True)
class Figure:
    """Pictures with what is said about them."""

    images: tuple[Image, ...]
    caption: tuple[Block, ...] = ()
    attributes: Attributes = ()


@value(frozen=True, slots=True)
class Item:
    """One entry of a list; `value` is its number where the page sets one."""

    blocks: tuple[Block, ...]
    value: int | None = None


@value(frozen=True, slots=True)
class ListBlock:
    """A list. `kind` is the numbering of HTML's `type`: 1 a A i I; unordered lists have none."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    kind: str = "1"
    reversed: bool = False
    attributes: Attributes = ()
    typed_markers: bool = False
    """Whether the entries begin with markers that the author typed, so that none is to be drawn."""

    def numbers(self) -> list[int]:
        """The number of each item, as HTML counts them.

        >>> ListBlock((Item(()), Item((), value=7), Item(())), ordered=True).numbers()
        [1, 7, 8]
        """
        step = -1 if self.reversed else 1
        number = self.start
        numbers = []
        for item in self.items:
            number = number if item.value is None else item.value
            numbers.append(number)
            number += step
        return numbers


@value(frozen=True, slots=True)
class Definition:
    """A term, or what is said about it, in a list of definitions."""

    blocks: tuple[Block, ...]
    is_term: bool


@value(frozen=True, slots=True)
class Definitions:
    """A list of terms and their descriptions (`<dl>`)."""

    entries: tuple[Definition, ...]


@value(frozen=True, slots=True)
class Quote:
    """Blocks quoted from elsewhere."""

    blocks: tuple[Block, ...]


@value(frozen=True, slots=True)
class Cell:
    """One cell of a table; `scope` is "row", "col", … where a header says so."""

    blocks: tuple[Block, ...]
    header: bool = False
    scope: str | None = None
    column_span: int = 1
    row_span: int = 1
    attributes: Attributes = ()


@value(frozen=True, slots=True)
class Table:
    """Rows of cells. The first `header_rows` rows stood in `<thead>`."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Block, ...] = ()
    header_rows: int = 0
    attributes: Attributes = ()


@value(frozen=True, slots=True)
class Section:
    """Blocks that belong together. `kind` is the HTML element that says so.

    Of "details" the `summary` is always shown; here, what it hides is shown too.
    """

    blocks: tuple[Block, ...]
    kind: Literal["section", "aside", "nav", "details", "address"] = "section"
    summary: tuple[Block, ...] = ()
    attributes: Attributes = ()


Block = (
    Paragraph
    | Heading
    | Preformatted
    | Rule
    | Figure
    | ListBlock
    | Definitions
    | Quote
    | Table
    | Section
)


@value(frozen=True, slots=True)
class Loss:
    """What reading left out, and how often: nothing goes missing without being said."""

    kind: str
    count: int
    sample: str = ""


@value(frozen=True, slots=True)
class Mend:
    """One named step of mending, how often it was needed, and the first place."""

    name: str
    count: int
    sample: str = ""


@value(frozen=True, slots=True)
class Article:
    """An article: its blocks in reading order, its language, and what reading did to the page.

    `losses` were left out and `mends` put right; `findings` are what only its editor can put
    right, or what was not sure enough to be mended.
    """

    blocks: tuple[Block, ...]
    lang: str = "vi"
    page_title: str | None = None
    losses: tuple[Loss, ...] = ()
    mends: tuple[Mend, ...] = ()
    findings: tuple[Finding, ...] = ()
    original: Article | None = field(default=None, compare=False, repr=False)
    """The article as it was read, where it has been enriched since."""

    @property
    def title(self) -> str | None:
        """The text of the title block, else what the page called itself."""
        return self._text_of("title") or self.page_title

    @property
    def date(self) -> str | None:
        """The date as the page writes it."""
        return self._text_of("date")

    @property
    def summary(self) -> str | None:
        """The summary (sapo) under the title."""
        return self._text_of("summary")

    @property
    def author(self) -> str | None:
        """Who wrote it, without the page's label ("Tác giả: ", "Bài và ảnh: ")."""
        return _without_label(self._text_of("author"))

    @property
    def source(self) -> str | None:
        """Where the article is from, without the page's label ("Nguồn: ", "Theo ")."""
        return _without_label(self._text_of("source"))

    @property
    def text(self) -> str:
        """All a reader reads, one line a paragraph, heading, cell or caption; without images."""
        return "\n".join(text for block in self.blocks for text in block_texts(block))

    def _text_of(self, role: Role) -> str | None:
        for block in self.blocks:
            if isinstance(block, Paragraph | Heading) and block.role == role:
                return runs_text(block.runs).replace("\n", " ")
        return None


def _without_label(text: str | None) -> str | None:
    """What a byline says behind its label, without brackets around it.

    >>> _without_label("(Theo VnExpress)"), _without_label("Bài và ảnh: Minh Châu")
    ('VnExpress', 'Minh Châu')
    """
    if text is None:
        return None
    plain = text.strip(" ()[]")
    label, colon, name = plain.partition(":")
    if colon and name.strip() and len(label) <= _LONGEST_LABEL:
        return name.strip()
    return plain.removeprefix("Theo ").strip() or text


# Most blocks of an article are of these kinds.
_WITHOUT_INNER = frozenset({Paragraph, Heading, Preformatted, Rule})


def runs_text(runs: tuple[Run, ...]) -> str:
    """The text of runs, one after the other."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def children(block: Block) -> tuple[Block, ...]:
    """The blocks that stand directly in a block, in reading order."""
    match block:
        case ListBlock(items=items):
            return tuple(inner for item in items for inner in item.blocks)
        case Definitions(entries=entries):
            return tuple(inner for entry in entries for inner in entry.blocks)
        case Quote(blocks=blocks):
            return blocks
        case Section(blocks=blocks, summary=summary):
            return (*summary, *blocks)
        case Figure(caption=caption):
            return caption
        case Table(rows=rows, caption=caption):
            cells = (inner for row in rows for cell in row for inner in cell.blocks)
            return (*caption, *cells)
        case _:
            return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block at every depth, in reading order."""
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        yield block
        if type(block) not in _WITHOUT_INNER:
            waiting.extend(reversed(children(block)))


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """The blocks with `change` made to each, at every depth, the inner ones first."""

    def change_inner(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        return map_blocks(inner, change)

    return tuple([change(_with_inner(block, change_inner)) for block in blocks])


def map_sequences(
    blocks: tuple[Block, ...], change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> tuple[Block, ...]:
    """The blocks with `change` made to each sequence of neighbours, the innermost first."""

    def change_inner(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        return map_sequences(inner, change)

    return change(tuple([_with_inner(block, change_inner) for block in blocks]))


def _with_inner(block: Block, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Block:
    """The block with `change` made to each sequence of blocks that stands directly in it."""
    if type(block) in _WITHOUT_INNER:
        return block
    match block:
        case ListBlock(items=items):
            changed = tuple(Item(change(item.blocks), item.value) for item in items)
            return replace(block, items=changed)
        case Definitions(entries=entries):
            return Definitions(
                tuple(Definition(change(one.blocks), one.is_term) for one in entries)
            )
        case Quote(blocks=inner):
            return Quote(change(inner))
        case Section(blocks=inner, summary=summary):
            summary = change(summary)
            return replace(block, summary=summary, blocks=change(inner))
        case Figure(images=images, caption=caption, attributes=attributes) if caption:
            return Figure(images, change(caption), attributes)
        case Table(rows=rows, caption=caption):
            caption = change(caption)
            changed_rows = tuple(tuple(_changed(cell, change) for cell in row) for row in rows)
            return replace(block, rows=changed_rows, caption=caption)
        case _:
            return block


def _changed(cell: Cell, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Cell:
    return Cell(
        change(cell.blocks),
        cell.header,
        cell.scope,
        cell.column_span,
        cell.row_span,
        cell.attributes,
    )


def block_texts(block: Block) -> Iterator[str]:
    """The text of each paragraph, heading, caption and cell in the block, in reading order."""
    for inner in walk((block,)):
        if isinstance(inner, Paragraph | Heading | Preformatted):
            yield runs_text(inner.runs)
