"""The article as a tree of structure elements, its texts and pictures to be found by number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from readable.addresses import is_safe_link
from readable.article import (
    Article,
    Attributes,
    Block,
    Cell,
    Definition,
    Definitions,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Section,
    Table,
    runs_text,
    walk,
)
from readable.findings import Finding
from readable.pdf.objects import Name, Ref
from readable.preferences import SCHEMA
from readable.tables import PlacedCell, grid_of, header_rows
from readable.values import NamedTuple

__all__ = ["Mark", "Node", "ObjectMark", "Text", "Tree", "grow"]

# RFC 3066's form of a language, which veraPDF and ISO 32000-2, 14.9.2 ask for.
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")

_NUMBERINGS = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}
_BULLETS = ("Disc", "Circle", "Square")
_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
_UNDERLINED = frozenset(("ins", "u"))
_CODE = frozenset(("code", "kbd", "samp"))


class Mark(NamedTuple):
    """A marked piece of a page's content, by its number there."""

    page: Ref
    number: int


class ObjectMark(NamedTuple):
    """An annotation, and the page it is on."""

    page: Ref
    annotation: Ref


@dataclass(eq=False, slots=True)
class Node:
    """A structure element. Those within a text join their parent when they get content."""

    kind: str
    parent: Node | None
    kids: list[Node | Mark | ObjectMark] = field(default_factory=list)
    lang: str | None = None
    alt: str | None = None
    expansion: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: list[dict[str, Any]] = field(default_factory=list)
    href: str | None = None
    """Where a link leads."""
    joined: bool = True
    is_first: bool = False
    """Whether it stands before what its parent has already: a label."""
    ref: Ref | None = None

    def add(self, kind: str, **entries: Any) -> Node:
        """A child at the end."""
        node = Node(kind, self, **entries)
        self.kids.append(node)
        return node

    def within(self, kind: str, **entries: Any) -> Node:
        """A child that joins when it gets content."""
        return Node(kind, self, joined=False, **entries)

    def join(self) -> None:
        """Becomes its parent's child, if it is not yet."""
        if self.joined or self.parent is None:
            return
        self.joined = True
        self.parent.join()
        self.parent.kids.insert(0 if self.is_first else len(self.parent.kids), self)

    @property
    def link(self) -> Node | None:
        """The link that this is, or is in."""
        node: Node | None = self
        while node is not None and node.kind != "Link":
            node = node.parent
        return node


@dataclass(slots=True)
class Text:
    """A paragraph's element, and the elements of its parts by where they end in its text."""

    node: Node
    length: int
    ends: list[int] = field(default_factory=list)
    leaves: list[Node] = field(default_factory=list)

    def between(self, begin: int, end: int) -> list[Node]:
        """The innermost element that each of some characters belongs to."""
        found: list[Node] = []
        index = bisect_right(self.ends, begin)
        for stop, leaf in zip(self.ends[index:], self.leaves[index:], strict=True):
            if begin >= end:
                break
            found += [leaf] * (min(stop, end) - begin)
            begin = stop
        return found + [self.node] * (end - begin)


@dataclass(slots=True)
class Tree:
    """The elements of an article.

    `texts`, `labels` and `pictures` are in the order in which layout counts them (`Line.block`,
    `Word.item`, `Picture.number`). A picture that says nothing has none.
    """

    root: Node
    texts: list[Text] = field(default_factory=list)
    labels: list[Node] = field(default_factory=list)
    pictures: list[Node | None] = field(default_factory=list)
    headings: list[tuple[int, str, Node]] = field(default_factory=list)
    targets: dict[str, Node] = field(default_factory=dict)
    said: dict[Node, str] = field(default_factory=dict)
    """The words of each link."""
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)


def grow(article: Article) -> Tree:
    """The structure of an article: an element for each block, in reading order."""
    tree = Tree(Node("Document", None))
    titled = any(
        isinstance(block, Paragraph | Heading) and block.role == "title"
        for block in walk(article.blocks)
    )
    names = frozenset(_names_in(article.blocks))
    lang = "en" if article.lang.lower().split("-")[0] == "en" else "vi"
    grower = _Grower(tree, names, SCHEMA["words"]["picture_without_text"][lang], lang)
    grower.outline = [0] if titled else []
    grower.blocks(article.blocks, tree.root)
    return tree


def language(lang: str | None) -> str | None:
    """The language as PDF takes it, None where it is none."""
    return lang if lang and _LANGUAGE.fullmatch(lang) else None


@dataclass(slots=True)
class _Grower:
    tree: Tree
    names: frozenset[str]
    """The names that links of the article may point to."""
    no_alternative: str
    interface_lang: str
    outline: list[int] = field(default_factory=list)
    """The levels of the headings that hold the next one."""
    _level: int = 0
    """That of the heading before."""
    _in_label: bool = False
    _depth: int = 0
    _tables: int = 0
    _given: set[str] = field(default_factory=set)
    """The identifiers that a cell has."""

    def blocks(self, blocks: Sequence[Block], parent: Node) -> None:
        for block in blocks:
            self._block(block, parent)

    def _block(self, block: Block, parent: Node) -> None:
        match block:
            case Paragraph(role="title") | Heading():
                self._heading(block, parent)
            case Paragraph(runs=runs, lang=lang, attributes=attributes):
                self._text(runs, self._paragraph(parent, lang), attributes)
            case Preformatted(runs=runs, lang=lang):
                self._text(runs, self._paragraph(parent, lang))
            case Rule():
                pass
            case ListBlock():
                self._list(block, parent)
            case Definitions(entries=entries):
                self._definitions(entries, parent)
            case Quote(blocks=blocks):
                # ISO/TS 32005, table 5: a cell holds no quotation itself, but a section may.
                holder = parent.add("Sect") if parent.kind in ("TH", "TD") else parent
                self.blocks(blocks, holder.add("BlockQuote"))
            case Figure():
                self._figure(block, parent)
            case Table():
                self._table(block, parent)
            case Section(kind=kind, blocks=blocks, summary=summary, attributes=attributes):
                # ISO/TS 32005, table 5: where an aside may not stand, it is a section.
                barred = parent.kind in ("TH", "TD", "BlockQuote", "Aside")
                node = parent.add("Aside" if kind == "aside" and not barred else "Sect")
                node.title = dict(attributes).get("aria-label") or None
                self._target(node, dict(attributes).get("id"))
                self.blocks(summary, node)
                self.blocks(blocks, node)

    def _target(self, node: Node, name: str | None) -> None:
        if name:
            self.tree.targets.setdefault(name, node)

    # ---- texts ------------------------------------------------------------------------------

    def _paragraph(self, parent: Node, lang: str | None) -> Node:
        # ISO/TS 32005, table 5: a label holds no paragraphs.
        return parent.add("Span" if self._in_label else "P", lang=language(lang))

    def _heading(self, block: Heading | Paragraph, parent: Node) -> None:
        if self._in_label or parent.kind == "TH":
            node = self._paragraph(parent, block.lang)
        else:
            level = block.level if isinstance(block, Heading) and block.role != "title" else 1
            level = self._outline(0 if block.role == "title" else level)
            node = parent.add(f"H{level}", lang=language(block.lang))
            title = " ".join(runs_text(block.runs).split())
            if title:
                self.tree.headings.append((level, title, node))
        self._text(block.runs, node, block.attributes)

    def _outline(self, level: int) -> int:
        """The level to give a heading, so that none is skipped on the way down, as in HTML."""
        while self.outline and self.outline[-1] >= level:
            self.outline.pop()
        self.outline.append(level)
        # PDF/UA-1, 7.4.2: nor where a heading stands before the title.
        self._level = min(6, len(self.outline), self._level + 1)
        return self._level

    def _text(self, runs: tuple[Run, ...], node: Node, attributes: Attributes = ()) -> None:
        self._target(node, dict(attributes).get("id"))
        text = Text(node, len(runs_text(runs)))
        self.tree.texts.append(text)
        self._layered(runs, _LAYERS, node, text)

    def _layered(
        self, runs: Sequence[Run], layers: Sequence[_Layer], parent: Node, text: Text
    ) -> None:
        """The runs within the layers that are left, from the outside in."""
        if not layers:
            for run in runs:
                if run.text:
                    self._target(parent, run.anchor)
                    text.ends.append((text.ends[-1] if text.ends else 0) + len(run.text))
                    text.leaves.append(parent)
            return
        layer, *within = layers
        for value, group in groupby(runs, layer):
            alike = tuple(group)
            entries = self._entries(value, alike) if value else None
            node = parent.within(**entries) if entries else parent
            if entries and node.href:
                self.tree.said[node] = runs_text(alike)
            self._layered(alike, within, node, text)

    def _entries(self, value: tuple[str, str], runs: tuple[Run, ...]) -> dict[str, Any] | None:
        """What an element around runs is, None where there is none to be."""
        kind, said = value
        match kind:
            case "Link":
                href = self._address(said) if runs_text(runs).strip() else None
                return {"kind": "Link", "href": href} if href else None
            case "lang":
                lang = language(said)
                return {"kind": "Span", "lang": lang} if lang else None
            case "expansion":
                return {"kind": "Span", "expansion": said}
            case "position":
                return {"kind": "Span", "attributes": [_layout(TextPosition=Name(said))]}
            case "decoration":
                return {"kind": "Span", "attributes": [_layout(TextDecorationType=Name(said))]}
            case _:
                return {"kind": kind}

    def _address(self, href: str) -> str | None:
        """The address of a link that a document by itself can follow."""
        if not is_safe_link(href):
            return None
        if href.startswith("#"):
            return href if href[1:] in self.names else None
        if _SCHEME.match(href) or href.startswith("//"):
            return href
        finding = Finding(
            "link-not-kept",
            href[:200],
            "the link says where to go only from its own page",
            "Pass the page's address (--base-url), so that it leads there from anywhere.",
            ("2.4.4",),
        )
        self.tree.findings.setdefault((finding.rule, finding.target), finding)
        return None

    # ---- lists ------------------------------------------------------------------------------

    def _list(self, block: ListBlock, parent: Node) -> None:
        node = parent.add("L", title=dict(block.attributes).get("aria-label") or None)
        if block.typed_markers:
            numbering = "Ordered" if block.ordered else "Unordered"
        elif block.ordered:
            numbering = _NUMBERINGS.get(block.kind, "Decimal")
        else:
            numbering = _BULLETS[self._depth % len(_BULLETS)]
        node.attributes.append({"O": Name("List"), "ListNumbering": Name(numbering)})
        if not block.typed_markers:
            self._depth += 1
        for item in block.items:
            entry = node.add("LI")
            if not block.typed_markers:
                self.tree.labels.append(entry.within("Lbl", is_first=True))
            self.blocks(item.blocks, entry.add("LBody"))
        if not block.typed_markers:
            self._depth -= 1

    def _definitions(self, entries: Sequence[Definition], parent: Node) -> None:
        """An entry of the list for each term, or terms, with what is said about them."""
        node = parent.add("L")
        node.attributes.append({"O": Name("List"), "ListNumbering": Name("Description")})
        entry: Node | None = None
        said = True
        for one in entries:
            if entry is None or (one.is_term and said):
                entry = node.add("LI")
            said = not one.is_term
            plain = all(isinstance(block, Paragraph | Heading) for block in one.blocks)
            if one.is_term and plain:
                self._in_label = True
                self.blocks(one.blocks, entry.add("Lbl"))
                self._in_label = False
            else:
                self.blocks(one.blocks, entry.add("LBody"))

    # ---- pictures ---------------------------------------------------------------------------

    def _figure(self, block: Figure, parent: Node) -> None:
        # A caption within a figure that has an alternative is not read: the alternative stands
        # for all of it (ISO 32000-2, 14.9.3). So both stand in one section.
        holder = parent.add("Sect") if block.caption else parent
        for image in block.images:
            self._picture(image, holder)
        if block.caption:
            self.blocks(block.caption, holder.add("Caption"))

    def _picture(self, image: Image, parent: Node) -> None:
        alt = image.alt or dict(image.attributes).get("aria-label", "").strip()
        href = self._address(image.href) if image.href else None
        if not alt and image.alt is not None and not href:
            self.tree.pictures.append(None)
            return
        if href:
            parent = parent.add("Link", href=href)
        node = parent.add("Figure", alt=alt or self.no_alternative)
        if not alt:
            node.lang = self.interface_lang
        self._target(node, dict(image.attributes).get("id"))
        self.tree.pictures.append(node)

    # ---- tables -----------------------------------------------------------------------------

    def _table(self, table: Table, parent: Node) -> None:
        node = parent.add("Table", title=dict(table.attributes).get("aria-label") or None)
        self._target(node, dict(table.attributes).get("id"))
        self._tables += 1
        if table.caption:
            self.blocks(table.caption, node.add("Caption"))
        slots = _regular(table)
        head = header_rows(table)
        crossed = any(p.row < head < p.row + p.row_span for row in slots for p in row)
        filled = [index for index, row in enumerate(slots) if row]
        grouped = any(i < head for i in filled) and any(i >= head for i in filled) and not crossed
        group = node.add("THead") if grouped else node
        ids = self._ids(table)
        for index in filled:
            if grouped and index >= head and group.kind == "THead":
                group = node.add("TBody")
            cells = table.rows[index]
            names_columns = index < head or (len(cells) > 1 and all(cell.header for cell in cells))
            line = group.add("TR")
            for placed in slots[index]:
                # A row in which no cell begins is none, however many reach into it.
                end = index + placed.row_span
                height = sum(index <= row < end for row in filled)
                self._cell(placed._replace(row_span=height), names_columns, ids, line)

    def _ids(self, table: Table) -> dict[str, str]:
        """The identifiers of heading cells, by what the page calls them."""
        names = [
            name
            for row in table.rows
            for cell in row
            if cell.header and (name := dict(cell.attributes).get("id"))
        ]
        return {name: f"table-{self._tables}-{n}" for n, name in enumerate(dict.fromkeys(names))}

    def _cell(
        self, placed: PlacedCell, names_columns: bool, ids: dict[str, str], line: Node
    ) -> None:
        cell = placed.cell
        node = line.add("TH" if cell.header else "TD")
        said = dict(cell.attributes)
        attributes: dict[str, Any] = {"O": Name("Table")}
        if cell.header:
            scope = _SCOPES.get(cell.scope or "", "Column" if names_columns else "Row")
            attributes["Scope"] = Name(scope)
            own = ids.get(said.get("id", ""))
            if own and own not in self._given:
                self._given.add(own)
                node.id = own
        if placed.column_span > 1:
            attributes["ColSpan"] = placed.column_span
        if placed.row_span > 1:
            attributes["RowSpan"] = placed.row_span
        headers = [ids[name] for name in said.get("headers", "").split() if name in ids]
        if headers:
            attributes["Headers"] = [name.encode("ascii") for name in dict.fromkeys(headers)]
        if len(attributes) > 1:
            node.attributes.append(attributes)
        self._target(node, said.get("id"))
        self.blocks(cell.blocks, node)


_Layer = Callable[[Run], tuple[str, str] | None]


def _layout(**entries: Any) -> dict[str, Any]:
    return {"O": Name("Layout"), **entries}


def _link(run: Run) -> tuple[str, str] | None:
    return ("Link", run.href) if run.href else None


def _position(above: str, below: str) -> _Layer:
    def position(run: Run) -> tuple[str, str] | None:
        if above in run.marks:
            return "position", "Sup"
        return ("position", "Sub") if below in run.marks else None

    return position


def _decoration(run: Run) -> tuple[str, str] | None:
    return (
        ("decoration", "LineThrough")
        if "del" in run.marks
        else (("decoration", "Underline") if not _UNDERLINED.isdisjoint(run.marks) else None)
    )


# From the outside in, as in HTML.
_LAYERS: tuple[_Layer, ...] = (
    _link,
    lambda run: ("lang", run.lang) if run.lang else None,
    lambda run: ("expansion", run.abbreviation) if run.abbreviation else None,
    lambda run: ("Strong", "") if "strong" in run.marks else None,
    lambda run: ("Em", "") if "em" in run.marks else None,
    _decoration,
    lambda run: None if _CODE.isdisjoint(run.marks) else ("Code", ""),
    _position("sup", "sub"),
    _position("inner-sup", "inner-sub"),
)


def _names_in(blocks: Sequence[Block]) -> Iterator[str]:
    """Every name that a link may point to."""
    for block in walk(tuple(blocks)):
        held: list[Any] = [block]
        match block:
            case Paragraph(runs=runs) | Heading(runs=runs) | Preformatted(runs=runs):
                yield from (run.anchor for run in runs if run.anchor and run.text)
            case Figure(images=images):
                held += images
            case Table(rows=rows):
                held += [cell for row in rows for cell in row]
            case _:
                pass
        for one in held:
            if name := dict(getattr(one, "attributes", ())).get("id"):
                yield name


def _regular(table: Table) -> list[list[PlacedCell]]:
    """The cells of each row with no slot free and none taken twice, as PDF/UA asks (8.2.5.26).

    Where a row is short, empty cells fill it; a span that would reach into another cell ends there.
    """
    grid = grid_of(table)
    columns = grid.columns
    taken = [[False] * columns for _ in range(grid.rows)]
    rows: list[list[PlacedCell]] = [[] for _ in range(grid.rows)]
    for placed in grid.cells:
        width = 0
        free = taken[placed.row]
        while width < placed.column_span and not free[placed.column + width]:
            width += 1
        height = placed.row_span
        for row in range(placed.row, placed.row + height):
            for column in range(placed.column, placed.column + width):
                taken[row][column] = True
        rows[placed.row].append(placed._replace(column_span=max(width, 1)))
    for row, slots in enumerate(taken):
        for column, is_taken in enumerate(slots):
            if not is_taken:
                rows[row].append(PlacedCell(Cell(()), row, column, 1, 1))
        rows[row].sort(key=lambda placed: placed.column)
    return rows
