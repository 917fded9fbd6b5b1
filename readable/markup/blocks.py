"""Each block of an article as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

from readable.article import (
    Alignment,
    Article,
    Block,
    Cell,
    Definitions,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Role,
    Rule,
    Run,
    Section,
    Table,
    block_texts,
    runs_text,
    walk,
)
from readable.element import Markup, element, join
from readable.errors import ImageRefused
from readable.findings import Finding, sentence
from readable.markup.attributes import Ids, attributes_for
from readable.markup.inline import InlineWriter
from readable.markup.joins import joins_of
from readable.markup.pictures import find_source
from readable.numbering import marker
from readable.preferences import SCHEMA
from readable.tables import PlacedCell, grid_of, header_rows
from readable.typefaces import has_minority_letters

__all__ = ["BlockWriter", "interface_language", "word"]

_SCOPES = frozenset(("row", "col", "rowgroup", "colgroup"))
_NUMBERINGS = {
    "a": "readable-lower-alpha",
    "A": "readable-upper-alpha",
    "i": "readable-lower-roman",
    "I": "readable-upper-roman",
}
_LONGEST_HANGING_MARKER = 3
# Attributes that do not make a picture say anything.
_OF_ANY = ("id", "dir", "title", "aria_hidden")


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
    base: str | Path | None
    keeps_whole: bool = True
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    title_id: str | None = None
    _ids: Ids = field(init=False)
    _inline: InlineWriter = field(init=False)
    _headings: list[int] = field(init=False)
    _landmarks: set[str] = field(default_factory=set)
    _tables: int = 0
    # Of the cells of a table so far: the table tells of them all, in a third of the room.
    _cell_joins: list[str] = field(default_factory=list)
    _headings_barred: bool = False

    def __post_init__(self) -> None:
        blocks = list(walk(self.article.blocks))
        self._ids = Ids.of(blocks, self.id_prefix)
        self._inline = InlineWriter(self._ids)
        # The levels of the headings that hold the next one. Everything stands under the title.
        titled = any(isinstance(b, Paragraph | Heading) and b.role == "title" for b in blocks)
        self._headings = [0] if titled else []

    @property
    def article_id(self) -> str:
        """The id of the article's own element, where one is needed."""
        return self._ids.own("article")

    def write(self) -> Markup:
        """All blocks, one a line."""
        return join((self._block(block) for block in self.article.blocks), "\n")

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(role="title") | Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Preformatted(runs=runs, lang=lang):
                text = self._inline.write(runs, preformatted=True)
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
            case Section():
                return self._section(block)

    def _paragraph(self, block: Paragraph) -> Markup:
        class_ = _classes(block.role, block.runs, block.alignment)
        attributes = self._attributes("p", block)
        text = self._inline.write(block.runs)
        return element(
            "p",
            text,
            class_=class_,
            lang=block.lang,
            data_joins=self._joins(block.runs),
            **attributes,
        )

    def _joins(self, runs: tuple[Run, ...]) -> str | None:
        """What stays whole: words and units only if the reader wants it."""
        return joins_of(runs, self.keeps_whole)

    def _attributes(self, name: str, block: _Attributed) -> dict[str, str | None]:
        """The block's attributes, as that element has them."""
        if not block.attributes:
            return {}
        inner = block.blocks if isinstance(block, Cell) else (block,)
        hides = any(name == "aria-hidden" for name, _ in block.attributes)
        has_links = hides and _can_be_focused(inner)
        return attributes_for(name, block.attributes, self._ids, has_links=has_links)

    def _holder(self, name: str, blocks: Sequence[Block], **attributes: Any) -> Markup:
        """An element that holds blocks; a paragraph alone, or before a list, is its own text."""
        match blocks:
            case (
                Paragraph(runs=runs, role=None, lang=lang, alignment=None, attributes=()),
                *others,
            ) if all(isinstance(other, ListBlock) for other in others) and not (lang and others):
                content = (self._inline.write(runs), *map(self._block, others))
                attributes |= {"class_": _minority(runs), "lang": lang}
                joins = self._joins(runs)
                if name in ("td", "th"):
                    self._cell_joins[-1] = joins or ""
                else:
                    attributes["data_joins"] = joins
            case _:
                content = tuple(map(self._block, blocks))
        return element(name, *content, **attributes)

    # ---- headings ---------------------------------------------------------------------------

    def _heading(self, block: Heading | Paragraph) -> Markup:
        is_title = block.role == "title"
        level = block.level if isinstance(block, Heading) and not is_title else 1
        role = None if is_title else block.role
        class_ = _classes(role, block.runs, block.alignment, f"readable-h{level}")
        name = "p" if self._headings_barred else f"h{self._outline(0 if is_title else level)}"
        attributes = self._attributes(name, block)
        if is_title and self.title_id is None and name != "p":
            self.title_id = attributes.setdefault("id", self._ids.own("title"))
        attributes = {"id": attributes.pop("id", None), "class_": class_} | attributes
        text = self._inline.write(block.runs)
        attributes["data_joins"] = self._joins(block.runs)
        return element(name, text, lang=block.lang, **attributes)

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

    # ---- lists ------------------------------------------------------------------------------

    def _list(self, block: ListBlock) -> Markup:
        items = []
        for item in block.items:
            value = item.value if block.ordered and not block.typed_markers else None
            items.append(self._holder("li", item.blocks, value=value))
        if block.typed_markers:
            name = "ol" if block.ordered else "ul"
            return element(name, *items, class_="readable-typed", **self._attributes(name, block))
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
                **self._attributes("ol", block),
            )
        return element("ul", *items, **self._attributes("ul", block))

    def _term(self, blocks: Sequence[Block]) -> Markup:
        barred, self._headings_barred = self._headings_barred, True
        term = self._holder("dt", blocks)
        self._headings_barred = barred
        return term

    # ---- pictures ---------------------------------------------------------------------------

    def _figure(self, block: Figure) -> Markup:
        attributes = self._attributes("figure", block)
        if block.caption:
            attributes.pop("role", None)
        pictures = [self._picture(image) for image in block.images]
        caption = (self._holder("figcaption", block.caption),) if block.caption else ()
        return element("figure", *pictures, *caption, **attributes)

    def _picture(self, image: Image) -> Markup:
        language = interface_language(self.article.lang)
        attributes = attributes_for("img", image.attributes, self._ids, has_links=bool(image.href))
        alternative = image.alt or attributes.get("aria_label") or image.alt
        if alternative is None and "aria_labelledby" not in attributes:
            self._tell(
                "image-without-text",
                image.src,
                "the picture has no text alternative",
                "Give it an alt attribute that says what it shows.",
            )
        href = self._inline.address(image.href)
        own_lang = None
        if alternative is None or (href and not alternative):
            # What a picture shows is not ours to make up, and a link must say something.
            alternative = word("picture_without_text", language)
            if self.article.lang.lower().split("-")[0] != language:
                own_lang = language
        if not alternative:
            # A picture that says nothing has no name and no description.
            attributes = {name: attributes[name] for name in _OF_ANY if name in attributes}
        picture = self._image(image, alternative, own_lang, attributes)
        return element("a", picture, href=href) if href else picture

    def _image(
        self,
        image: Image,
        alternative: str,
        lang: str | None,
        attributes: dict[str, str | None],
    ) -> Markup:
        """The picture, or its alternative where there is nothing to show."""
        try:
            # What the page drew in another way has no address; what it is called is shown.
            source = find_source(image.src, self.base) if image.src else None
        except ImageRefused as refused:
            self._tell("image-not-shown", image.src, refused.message, sentence(refused.hint))
            source = None
        if source is None:
            if alternative:
                said = {"role": "img", "aria_label": alternative}
                attributes = {"class_": "readable-no-picture", **attributes, **said}
            return element("span", lang=lang, **attributes) if attributes else Markup()
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
        return element(
            "img",
            src=source.src,
            alt=alternative,
            width=image.width if image.width and image.width > 0 else None,
            height=image.height if image.height and image.height > 0 else None,
            loading="lazy" if fetched else None,
            decoding="async" if fetched else None,
            lang=lang,
            **attributes,
        )

    def _tell(self, rule: str, src: str, message: str, help_text: str) -> None:
        finding = Finding(rule, src[:200], message, help_text, ("1.1.1",))
        self.findings.setdefault((rule, src), finding)

    # ---- tables -----------------------------------------------------------------------------

    def _table(self, table: Table) -> Markup:
        self._tables += 1
        number = self._tables
        said = "".join(text for block in table.caption for text in block_texts(block))
        caption_id = self._ids.own(f"table-{number}") if said.strip() else None
        label = f"{word('table', interface_language(self.article.lang))} {number}"
        attributes = self._attributes("table", table)
        head = header_rows(table)
        parts = [self._holder("caption", table.caption, id=caption_id)] if table.caption else []
        self._ids.enter_table(table)
        around, self._cell_joins = self._cell_joins, []
        total = len(table.rows)
        # A part of a table ends every span: headings that reach below them get no part.
        crossed = not table.header_rows and any(
            head < min(row + (cell.row_span or total), total)
            for row in range(head)
            for cell in table.rows[row]
        )
        first = 0 if crossed else head
        for name, start, end in (("thead", 0, first), ("tbody", first, total)):
            if start < end:
                # HTML ends every span with its row group, and shows two cells of one slot one on
                # the other.
                placed = iter(grid_of(Table(table.rows[start:end])).cells)
                rows = (
                    self._row(tuple(islice(placed, len(row))), i < head)
                    for i, row in enumerate(table.rows[start:end], start)
                )
                parts.append(element(name, *rows))
        self._ids.leave_table()
        attributes["data_joins"] = ".".join(self._cell_joins).rstrip(".") or None
        self._cell_joins = around
        return element(
            "div",
            element("table", *parts, **attributes),
            class_="readable-scroll",
            role="region",
            tabindex=0,
            **self._region_name(said, caption_id, attributes, label),
        )

    def _region_name(
        self,
        said: str,
        caption_id: str | None,
        attributes: dict[str, str | None],
        label: str,
    ) -> dict[str, str | None]:
        """What the place of a table is called: as its caption, else as the page calls the table."""
        if caption_id:
            name = " ".join(said.split())
            own = self._unlike_others(name)
            return {"aria_labelledby": caption_id} if own == name else {"aria_label": own}
        if labelled := attributes.get("aria_labelledby"):
            return {"aria_labelledby": labelled}
        return {"aria_label": self._unlike_others(attributes.get("aria_label") or label)}

    def _row(self, cells: Sequence[PlacedCell], is_head: bool) -> Markup:
        names_columns = is_head or (len(cells) > 1 and all(one.cell.header for one in cells))
        return element("tr", *(self._cell(one, names_columns) for one in cells))

    def _cell(self, placed: PlacedCell, names_columns: bool) -> Markup:
        cell = placed.cell
        barred = self._headings_barred
        self._headings_barred = barred or cell.header
        scope = "col" if names_columns else "row"
        self._cell_joins.append("")
        written = self._holder(
            "th" if cell.header else "td",
            cell.blocks,
            scope=(cell.scope if cell.scope in _SCOPES else scope) if cell.header else None,
            colspan=placed.column_span if placed.column_span > 1 else None,
            rowspan=placed.row_span if placed.row_span > 1 else None,
            **self._attributes("th" if cell.header else "td", cell),
        )
        self._headings_barred = barred
        return written

    # ---- sections ---------------------------------------------------------------------------

    def _section(self, block: Section) -> Markup:
        name = self._section_name(block)
        attributes = self._section_attributes(name, block)
        if name == "details":
            summary = [self._summary(block.summary)]
        else:
            summary = [self._block(inner) for inner in block.summary]
        inner = map(self._block, block.blocks)
        return element(name, *summary, *inner, open=name == "details", **attributes)

    def _section_name(self, block: Section) -> str:
        """The element for a section, where HTML allows that."""
        if block.kind == "details":
            # What would fold must say by what it is unfolded.
            texts = [one for one in block.summary if isinstance(one, Paragraph | Heading)]
            says = any(runs_text(one.runs).strip() for one in texts)
            if says and len(texts) == len(block.summary):
                return "details"
            return "div" if self._headings_barred else "section"
        if self._headings_barred:
            return "div"
        if block.kind == "address" and any(
            isinstance(inner, Heading | Section) for inner in walk((*block.summary, *block.blocks))
        ):
            return "div"
        return block.kind

    def _section_attributes(self, name: str, block: Section) -> dict[str, str | None]:
        """The section's attributes; landmarks have a name, each its own."""
        given = dict(block.attributes)
        named = "aria-label" in given or "aria-labelledby" in given
        if name == "div" and (named or block.kind == "address"):
            given.setdefault("role", "group")
        if name == "aside":
            # A complementary landmark may not stand within another landmark, as an article does.
            given.setdefault("role", "note")
        attributes = self._attributes(name, replace(block, attributes=tuple(given.items())))
        label = attributes.get("aria_label")
        if name == "nav" and not (label or "aria_labelledby" in attributes):
            headings = (one for one in walk(block.blocks) if isinstance(one, Heading))
            heading = next(headings, Heading(1, ()))
            label = " ".join(runs_text(heading.runs).split())
            label = label or word("links", interface_language(self.article.lang))
        if label and (name == "nav" or (name == "section" and "role" not in attributes)):
            attributes["aria_label"] = self._unlike_others(label)
        return attributes

    def _unlike_others(self, label: str) -> str:
        """The name of a landmark, with a number where another has it already."""
        names = (label if number == 1 else f"{label} {number}" for number in count(1))
        name = next(name for name in names if name.casefold() not in self._landmarks)
        self._landmarks.add(name.casefold())
        return name

    def _summary(self, blocks: Sequence[Block]) -> Markup:
        """What is always shown of a section that folds: texts in one line, and headings."""
        match blocks:
            case (Paragraph(runs=runs, role=role, lang=lang, alignment=aligned, attributes=()),):
                class_ = _classes(role, runs, aligned)
                return element("summary", self._inline.write(runs), class_=class_, lang=lang)
        parts = []
        for block in blocks:
            if isinstance(block, Heading) and not self._headings_barred:
                parts.append(self._heading(block))
            elif isinstance(block, Paragraph | Heading):
                class_ = _classes(block.role, block.runs, block.alignment, "readable-line")
                attributes = self._attributes("span", block)
                text = self._inline.write(block.runs)
                parts.append(element("span", text, class_=class_, lang=block.lang, **attributes))
        return element("summary", *parts)


_Attributed = Paragraph | Heading | Figure | ListBlock | Cell | Table | Section


def _can_be_focused(blocks: Sequence[Block]) -> bool:
    """Whether anything in them can be reached by keyboard."""
    for block in walk(tuple(blocks)):
        match block:
            case Paragraph(runs=parts) | Heading(runs=parts) | Preformatted(runs=parts):
                if any(run.href for run in parts):
                    return True
            case Figure(images=images):
                if any(image.href for image in images):
                    return True
            case Table() | Section(kind="details"):
                return True
            case _:
                pass
    return False


def _minority(runs: tuple[Run, ...]) -> str | None:
    return "readable-minority" if has_minority_letters(runs_text(runs)) else None


def _classes(
    role: Role | None,
    runs: tuple[Run, ...],
    alignment: Alignment | None = None,
    heading: str | None = None,
) -> str | None:
    aligned = f"readable-{alignment}" if alignment else None
    return " ".join(filter(None, (role, heading, aligned, _minority(runs)))) or None
