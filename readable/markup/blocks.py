"""Each block of an article as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from readable.addresses import is_safe_link
from readable.article import (
    Article,
    Block,
    Cell,
    Definitions,
    Figure,
    Heading,
    Image,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Role,
    Rule,
    Run,
    Table,
    block_texts,
    runs_text,
    walk,
)
from readable.errors import ImageRefused
from readable.findings import Finding, sentence
from readable.markup.element import Markup, element, join
from readable.markup.pictures import find_source
from readable.numbering import marker
from readable.preferences import SCHEMA
from readable.typefaces import has_minority_letters

__all__ = ["BlockWriter", "interface_language", "word"]

# A date, or a moment on it, as the `datetime` attribute of HTML takes it.
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
    r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)
_SCOPES = frozenset(("row", "col", "rowgroup", "colgroup"))
_WIDEST_SPAN = 1000
_NUMBERINGS = {
    "a": "readable-lower-alpha",
    "A": "readable-upper-alpha",
    "i": "readable-lower-roman",
    "I": "readable-upper-roman",
}
_LONGEST_HANGING_MARKER = 3
_SPACE = re.compile(r"\s")


def interface_language(lang: str) -> str:
    """The language of what is said around an article: English for English, else Vietnamese.

    >>> interface_language("en-GB"), interface_language("fr")
    ('en', 'vi')
    """
    return "en" if lang.lower().split("-")[0] == "en" else "vi"


def word(name: str, language: str) -> str:
    """A word of the interface, from the schema."""
    return str(SCHEMA["words"][name][language])


@dataclass(slots=True)
class BlockWriter:
    """Writes the blocks of one article, in reading order.

    What it finds on the way stays in `findings`, the addresses of pictures in `sources`.
    """

    article: Article
    heading_level: int
    id_prefix: str
    base: Path | None
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    title_id: str | None = None
    _anchors: dict[str, str] = field(init=False)
    _unplaced: set[str] = field(init=False)
    _headings: list[int] = field(init=False)
    _tables: int = 0
    _headings_barred: bool = False

    def __post_init__(self) -> None:
        blocks = list(walk(self.article.blocks))
        self._anchors = {
            run.anchor: self.id_prefix + _SPACE.sub(lambda space: quote(space[0]), run.anchor)
            for block in blocks
            if isinstance(block, Paragraph | Heading | Preformatted)
            for run in block.runs
            if run.anchor
        }
        self._unplaced = set(self._anchors)
        # The levels of the headings that hold the next one. Everything stands under the title.
        titled = any(isinstance(b, Paragraph | Heading) and b.role == "title" for b in blocks)
        self._headings = [0] if titled else []

    def write(self) -> Markup:
        """All blocks, one a line."""
        return join((self._block(block) for block in self.article.blocks), "\n")

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(role="title") | Heading():
                return self._heading(block)
            case Paragraph(runs=runs, role=role, lang=lang):
                return element("p", self._inline(runs), class_=_classes(role, runs), lang=lang)
            case Preformatted(runs=runs, lang=lang):
                text = self._inline(runs, preformatted=True)
                return element("pre", text, class_=_classes(None, runs), lang=lang)
            case Rule():
                return element("hr")
            case Quote(blocks=blocks):
                return element("blockquote", *map(self._block, blocks))
            case ListBlock():
                return self._list(block)
            case Definitions(entries=entries):
                return element(
                    "dl",
                    *(
                        self._term(entry.blocks)
                        if entry.is_term
                        else self._holder("dd", entry.blocks)
                        for entry in entries
                    ),
                )
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)

    def _holder(self, name: str, blocks: Sequence[Block], **attributes: Any) -> Markup:
        """An element that holds blocks; a paragraph alone, or before a list, is its own text."""
        match blocks:
            case (Paragraph(runs=runs, role=None, lang=lang), *others) if all(
                isinstance(other, ListBlock) for other in others
            ) and not (lang and others):
                class_ = " ".join(filter(None, (attributes.pop("class_", None), _minority(runs))))
                content = (self._inline(runs), *map(self._block, others))
                attributes |= {"class_": class_ or None, "lang": lang}
            case _:
                content = tuple(map(self._block, blocks))
        return element(name, *content, **attributes)

    # ---- headings ---------------------------------------------------------------------------

    def _heading(self, block: Heading | Paragraph) -> Markup:
        is_title = block.role == "title"
        level = block.level if isinstance(block, Heading) and not is_title else 1
        class_ = _classes(None if is_title else block.role, block.runs, f"readable-h{level}")
        text = self._inline(block.runs)
        if self._headings_barred:
            return element("p", text, class_=class_, lang=block.lang)
        id_ = None
        if is_title and self.title_id is None:
            id_ = self.title_id = self._own_id("title")
        name = f"h{self._outline(0 if is_title else level)}"
        return element(name, text, id=id_, class_=class_, lang=block.lang)

    def _outline(self, level: int) -> int:
        """The level to write for a heading, so that none is skipped on the way down.

        >>> writer = BlockWriter(Article(()), 2, "", None)
        >>> [writer._outline(level) for level in (2, 4, 4, 3, 2, 5)]
        [2, 3, 3, 3, 2, 3]
        """
        while self._headings and self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        return min(6, self.heading_level + len(self._headings) - 1)

    def _own_id(self, name: str) -> str:
        id_ = self.id_prefix + name
        while id_ in self._anchors.values():
            id_ += "-"
        return id_

    # ---- lists ------------------------------------------------------------------------------

    def _list(self, block: ListBlock) -> Markup:
        items = []
        for item in block.items:
            value = item.value if block.ordered else None
            items.append(self._holder("li", item.blocks, value=value))
        if block.ordered:
            longest = max((len(marker(n, block.kind)) for n in block.numbers()), default=0)
            # A style sheet cannot tell type="a" from type="A".
            classes = [_NUMBERINGS[block.kind]] if block.kind in _NUMBERINGS else []
            if longest > _LONGEST_HANGING_MARKER:
                classes.append("readable-long-numbers")
            return element(
                "ol",
                *items,
                class_=" ".join(classes) or None,
                start=block.start if block.start != 1 or block.reversed else None,
                reversed=block.reversed,
                type=block.kind if block.kind in _NUMBERINGS else None,
            )
        return element("ul", *items)

    def _term(self, blocks: Sequence[Block]) -> Markup:
        barred, self._headings_barred = self._headings_barred, True
        term = self._holder("dt", blocks)
        self._headings_barred = barred
        return term

    # ---- pictures ---------------------------------------------------------------------------

    def _figure(self, block: Figure) -> Markup:
        pictures = (self._picture(image) for image in block.images)
        caption = (self._holder("figcaption", block.caption),) if block.caption else ()
        return element("figure", *pictures, *caption)

    def _picture(self, image: Image) -> Markup:
        language = interface_language(self.article.lang)
        alternative = image.alt
        if alternative is None:
            self._tell(
                "image-without-text",
                image.src,
                "the picture has no text alternative",
                "Give it an alt attribute that says what it shows.",
            )
        href = self._href(image.href)
        own_lang = None
        if alternative is None or (href and not alternative):
            # What a picture shows is not ours to make up, and a link must say something.
            alternative = word("picture_without_text", language)
            if self.article.lang.lower().split("-")[0] != language:
                own_lang = language
        try:
            source = find_source(image.src, self.base)
        except ImageRefused as refused:
            self._tell("image-not-shown", image.src, refused.message, sentence(refused.hint))
            if not alternative:
                return Markup()
            picture = element(
                "span",
                class_="readable-no-picture",
                role="img",
                aria_label=alternative,
                lang=own_lang,
            )
        else:
            self.sources.append(source.src)
            if source.not_embedded:
                self._tell(
                    "image-not-embedded",
                    image.src,
                    source.not_embedded,
                    "Keep the file beside the page, or make it smaller than 5 MB, in a kind that "
                    "every browser shows.",
                )
            # What is in the page already need not be waited for.
            fetched = not source.src.startswith("data:")
            picture = element(
                "img",
                src=source.src,
                alt=alternative,
                width=image.width if image.width and image.width > 0 else None,
                height=image.height if image.height and image.height > 0 else None,
                loading="lazy" if fetched else None,
                decoding="async" if fetched else None,
                lang=own_lang,
            )
        return element("a", picture, href=href) if href else picture

    def _tell(self, rule: str, src: str, message: str, help_text: str) -> None:
        finding = Finding(rule, src[:200], message, help_text, ("1.1.1",))
        self.findings.setdefault((rule, src), finding)

    # ---- tables -----------------------------------------------------------------------------

    def _table(self, table: Table) -> Markup:
        self._tables += 1
        number = self._tables
        said = "".join(text for block in table.caption for text in block_texts(block))
        caption_id = self._own_id(f"table-{number}") if said.strip() else None
        label = f"{word('table', interface_language(self.article.lang))} {number}"
        head = _header_rows(table)
        parts = [self._holder("caption", table.caption, id=caption_id)] if table.caption else []
        for name, start, end in (("thead", 0, head), ("tbody", head, len(table.rows))):
            if start < end:
                rows = (self._row(table.rows[i], end - i, name) for i in range(start, end))
                parts.append(element(name, *rows))
        return element(
            "div",
            element("table", *parts),
            class_="readable-scroll",
            role="region",
            tabindex=0,
            aria_labelledby=caption_id,
            aria_label=None if caption_id else label,
        )

    def _row(self, cells: Sequence[Cell], rows_left: int, section: str) -> Markup:
        return element("tr", *(self._cell(cell, rows_left, section) for cell in cells))

    def _cell(self, cell: Cell, rows_left: int, section: str) -> Markup:
        barred = self._headings_barred
        self._headings_barred = barred or cell.header
        column_span = min(max(cell.column_span, 1), _WIDEST_SPAN)
        # A span of 0 means: down to the last row. HTML ends every span with its row group.
        row_span = min(cell.row_span or rows_left, rows_left)
        scope = "col" if section == "thead" else "row"
        written = self._holder(
            "th" if cell.header else "td",
            cell.blocks,
            scope=(cell.scope if cell.scope in _SCOPES else scope) if cell.header else None,
            colspan=column_span if column_span > 1 else None,
            rowspan=row_span if row_span > 1 else None,
        )
        self._headings_barred = barred
        return written

    # ---- inside a line ----------------------------------------------------------------------

    def _inline(self, runs: Iterable[Run], depth: int = 0, preformatted: bool = False) -> Markup:
        """Runs with what they have in common written once: a link of three runs is one link."""
        if depth == len(_LAYERS):
            return join(self._text(run, preformatted) for run in runs)
        layer = _LAYERS[depth]
        parts = []
        for value, group in groupby(runs, layer.value):
            alike = tuple(group)
            inner = self._inline(alike, depth + 1, preformatted)
            if layer.name == "a":
                value = self._href(value) if runs_text(alike).strip() else None
            attributes = {layer.attribute: value} if layer.attribute else {}
            parts.append(element(layer.name, inner, **attributes) if value else inner)
        return join(parts)

    def _text(self, run: Run, preformatted: bool) -> Markup:
        lines = [run.text] if preformatted else run.text.split("\n")
        text = join((join((line,)) for line in lines), element("br"))
        if run.anchor in self._unplaced:
            self._unplaced.discard(run.anchor)
            return element("span", text, id=self._anchors[run.anchor])
        return text

    def _href(self, href: str | None) -> str | None:
        """The address of a link as it is, but for one that points into the article itself."""
        if not href or not is_safe_link(href):
            return None
        if href.startswith("#"):
            own = self._anchors.get(href[1:]) or self._anchors.get(unquote(href[1:]))
            return f"#{own}" if own else href
        return href


class _Layer(NamedTuple):
    """An element around runs, what in a run asks for it, and the attribute that holds that."""

    name: str
    value: Callable[[Run], Any]
    attribute: str | None = None


def _has(mark: Mark) -> Callable[[Run], bool]:
    return lambda run: mark in run.marks


def _moment(run: Run) -> str | None:
    """The run's date where a program can read it; a <time> with another says nothing."""
    found = _MOMENT.fullmatch(run.datetime or "")
    if not found:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[0]


# From the outside in.
_LAYERS = (
    _Layer("a", lambda run: run.href, "href"),
    _Layer("span", lambda run: run.lang, "lang"),
    _Layer("abbr", lambda run: run.abbreviation, "title"),
    _Layer("time", _moment, "datetime"),
    _Layer("strong", _has("strong")),
    _Layer("em", _has("em")),
    _Layer("del", _has("del")),
    _Layer("code", _has("code")),
    _Layer("sup", _has("sup")),
    _Layer("sub", _has("sub")),
)


def _minority(runs: tuple[Run, ...]) -> str | None:
    return "readable-minority" if has_minority_letters(runs_text(runs)) else None


def _classes(role: Role | None, runs: tuple[Run, ...], heading: str | None = None) -> str | None:
    return " ".join(filter(None, (role, heading, _minority(runs)))) or None


def _header_rows(table: Table) -> int:
    """How many rows from the top name the columns: those of the <thead>, or a first row of <th>."""
    if table.header_rows or not table.rows:
        return min(table.header_rows, len(table.rows))
    first = table.rows[0]
    return int(bool(first) and all(cell.header for cell in first))
