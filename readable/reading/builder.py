"""Blocks from a stream of tags and text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from readable.addresses import is_safe_link
from readable.article import (
    Article,
    Block,
    Definition,
    Definitions,
    Figure,
    Heading,
    Image,
    Item,
    Loss,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Role,
    Rule,
    Run,
    Table,
    block_texts,
    map_blocks,
    walk,
)
from readable.errors import UnreadableInput
from readable.reading.attributes import (
    address,
    fragment_name,
    integer,
    is_hidden,
    language_tag,
    picture_address,
    pixels,
    role_of,
)
from readable.reading.closing import Frame, add_rows, adopt, cell_of, figures_of, list_of
from readable.reading.finishing import article_language, in_language, with_roles
from readable.sanitising import FORMULA, VOID, End, Start, Text, events
from readable.vietnamese import canonical

__all__ = ["Builder"]

_MOST_LINES = 500_000
_MARKS: dict[str, Mark] = {
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_TRANSPARENT_INLINE = FORMULA | frozenset(
    "a abbr acronym big data font ins label mark q small span time u".split()
)
_CONTROLS = frozenset("button input option select textarea".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CONTAINERS = frozenset("blockquote dir dl figure menu ol table ul".split())
# The elements that are part of another one, and which.
_PART_OF = {
    "caption": ("table",),
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
    "li": ("dir", "menu", "ol", "ul"),
    "tbody": ("table",),
    "td": ("tr",),
    "tfoot": ("table",),
    "th": ("tr",),
    "thead": ("table",),
    "tr": ("tbody", "tfoot", "thead"),
}
# Containers deeper than this lose their frame and keep their text: no reader can follow them, and
# no page is wide enough.
_DEEPEST = 12
_SPACE = re.compile(r"[ \t\n\f\r]+")
_EDGES = " \t\n\f\r\xa0\u200b\ufeff"
_LEADING_MARKS = re.compile("[\u0300-\u036f]+")


class _Style(NamedTuple):
    """What the inline elements around a text say of it."""

    marks: frozenset[Mark] = frozenset()
    href: str | None = None
    lang: str | None = None
    abbreviation: str | None = None
    datetime: str | None = None
    anchor: str | None = None


class _Piece(NamedTuple):
    """Text of a paragraph; `role` is that of the inline element around it."""

    text: str
    style: _Style
    role: Role | None


class _Open(NamedTuple):
    """An open element and what its end tag gives back."""

    tag: str
    kind: str
    style: _Style
    block_role: Role | None
    inline_role: Role | None
    paragraph_tag: str


class Builder:
    """Blocks from a stream of tags and text. One element open, one entry on the stack."""

    def __init__(self) -> None:
        self.root_lang: str | None = None
        self.page_title: str | None = None
        self._losses: Counter[str] = Counter()
        self._samples: dict[str, str] = {}
        self._frames = [Frame("", {})]
        self._open: list[_Open] = []
        self._style = _Style()
        self._block_role: Role | None = None
        self._inline_role: Role | None = None
        self._tag = "p"
        self._has_heading = False
        self._pieces: list[_Piece] = []
        self._skipped: list[str] | None = None
        self._skipped_kind = ""
        self._skip_depth = 0
        self._targets: set[str] = set()
        self._anchor: str | None = None
        self._same_place: dict[str, str] = {}

    # ---- the stream -----------------------------------------------------------------------

    def read(self, clean: str) -> None:
        """Reads what `clean_html` wrote."""
        self._targets = {fragment_name(href) for href in re.findall(r'href="(#[^"]+)"', clean)}
        for event in events(clean):
            match event:
                case Text(text):
                    self._on_text(text)
                case Start(tag, attributes):
                    self._on_start(tag, attributes)
                case End():
                    self._on_end()
        self._flush()

    def read_plain(self, text: str) -> None:
        """Reads text without tags: an empty line, or else each line, ends a paragraph."""
        lines = unescape(text).replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        if len(lines) > _MOST_LINES:
            raise UnreadableInput(f"the input has {len(lines)} lines", hint="pass one article")
        ends_at_each_line = all(map(str.strip, lines))
        for line in lines:
            self._on_text(line)
            if ends_at_each_line or not line.strip():
                self._flush()
            else:
                self._on_text("\n")
        self._flush()

    def lose(self, kind: str, sample: str = "", count: int = 1) -> None:
        """Notes that something was left out, so many times."""
        if not count:
            return
        self._losses[kind] += count
        if sample:
            self._samples.setdefault(kind, " ".join(sample.split())[:120])

    def article(self) -> Article:
        """What was read. Raises `UnreadableInput` when that is nothing."""
        blocks = tuple(self._frames[0].blocks)
        if not any(text for block in blocks for text in block_texts(block)) and not any(
            isinstance(block, Figure) for block in walk(blocks)
        ):
            raise UnreadableInput("there is no text to read", hint="pass the HTML of an article")
        losses = tuple(
            Loss(kind, count, self._samples.get(kind, "")) for kind, count in self._losses.items()
        )
        if self._same_place:
            blocks = map_blocks(blocks, self._with_one_anchor_a_place)
        lang = article_language(self.root_lang, blocks)
        return Article(with_roles(in_language(blocks, lang)), lang, self.page_title, losses)

    def _on_text(self, text: str) -> None:
        if self._skipped is not None:
            self._skipped.append(text)
            return
        if self._tag != "pre":
            text = _SPACE.sub(" ", text)
            if text[:1] == " " and (not self._pieces or self._pieces[-1].text[-1] in " \n"):
                text = text[1:]
        if text:
            style = self._style
            if self._anchor is not None and not text.isspace():
                style, self._anchor = style._replace(anchor=self._anchor), None
            self._pieces.append(_Piece(text, style, self._inline_role))

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped is not None:
            self._skip_depth += tag not in VOID
            return
        if tag in _CONTROLS or tag == "title" or is_hidden(tag, attributes):
            self._start_skipping(tag, attributes)
            return
        for name in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if name in self._targets:
                self._targets.remove(name)
                if self._anchor is None:
                    self._anchor = name
                else:
                    self._same_place[name] = self._anchor
        if tag in VOID:
            self._on_void(tag, attributes)
            return
        kind = self._kind(tag)
        if kind != "inline":
            self._flush()
        self._open.append(
            _Open(tag, kind, self._style, self._block_role, self._inline_role, self._tag)
        )
        lang = language_tag(attributes.get("lang", ""))
        if lang:
            self._style = self._style._replace(lang=lang)
        if kind == "inline":
            self._inline_role = role_of(attributes) or self._inline_role
            self._start_inline(tag, attributes)
        else:
            self._block_role = role_of(attributes) or self._block_role
            self._start_block(tag, attributes)

    def _kind(self, tag: str) -> str:
        if tag in _MARKS or tag in _TRANSPARENT_INLINE:
            return "inline"
        if tag in _CONTAINERS:
            depth = sum(frame.tag in _CONTAINERS for frame in self._frames)
            return "structure" if depth < _DEEPEST else "block"
        return "structure" if self._frames[-1].tag in _PART_OF.get(tag, ()) else "block"

    def _start_block(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _HEADINGS:
            self._tag, self._has_heading = tag, False
        elif tag == "pre":
            self._tag = tag
        elif self._open[-1].kind == "structure" or (self._tag in _HEADINGS and self._has_heading):
            # A heading may say its words in a block of its own; what follows them is not heading.
            self._tag = "p"
        if self._open[-1].kind == "structure":
            self._frames.append(Frame(tag, attributes))

    def _on_end(self) -> None:
        if self._skipped is not None:
            self._skip_depth -= 1
            if not self._skip_depth:
                self._stop_skipping()
            return
        closed = self._open.pop()
        if closed.tag == "q":
            self._on_text("”")
        if closed.kind != "inline":
            self._flush()
        if closed.kind == "structure":
            self._close(self._frames.pop())
        self._style, self._tag = closed.style, closed.paragraph_tag
        self._block_role, self._inline_role = closed.block_role, closed.inline_role

    def _start_skipping(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img":
            self.lose("hidden picture", attributes.get("alt") or attributes.get("src", ""))
        elif tag == "input" and attributes.get("type", "").lower() != "hidden":
            self.lose("form control", attributes.get("value", ""))
        if tag in VOID:
            return
        self._skipped, self._skip_depth = [], 1
        self._skipped_kind = (
            "title" if tag == "title" else "form control" if tag in _CONTROLS else "hidden text"
        )

    def _stop_skipping(self) -> None:
        text = canonical(_SPACE.sub(" ", "".join(self._skipped or ())).strip(_EDGES))
        kind, self._skipped = self._skipped_kind, None
        if kind == "title":
            self.page_title = self.page_title or text or None
        else:
            self.lose(kind, text)

    def _start_inline(self, tag: str, attributes: dict[str, str]) -> None:
        style = self._style
        if tag in _MARKS:
            style = style._replace(marks=style.marks | {_MARKS[tag]})
        elif tag == "a" and "href" in attributes:
            href = address(attributes["href"])
            style = style._replace(href=href if is_safe_link(href) else None)
        elif tag in ("abbr", "acronym"):
            style = style._replace(abbreviation=canonical(attributes.get("title", "")) or None)
        elif tag == "time":
            style = style._replace(datetime=attributes.get("datetime") or None)
        self._style = style
        if tag == "q":
            self._on_text("“")

    def _on_void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            while self._pieces and self._pieces[-1].text.endswith(" ") and self._tag != "pre":
                piece = self._pieces.pop()
                if text := piece.text.rstrip(" "):
                    self._pieces.append(piece._replace(text=text))
            if self._pieces or self._tag == "pre":
                self._pieces.append(_Piece("\n", self._style, self._inline_role))
        elif tag == "hr":
            self._flush()
            self._frames[-1].blocks.append(Rule())
        elif tag == "img":
            self._on_image(attributes)

    def _on_image(self, attributes: dict[str, str]) -> None:
        src = picture_address(attributes)
        width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
        alt = attributes.get("alt")
        if not src and not alt:
            self.lose("picture without address")
            return
        if max(9 if width is None else width, 9 if height is None else height) <= 2:
            self.lose("tracking picture", src)
            return
        self._flush()
        image = Image(
            src, None if alt is None else canonical(alt.strip()), width, height, self._style.href
        )
        self._frames[-1].blocks.append(Figure((image,)))

    # ---- blocks ---------------------------------------------------------------------------

    def _flush(self) -> None:
        """Ends the paragraph that is being read."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        runs = _runs(pieces, keep_spaces=self._tag == "pre")
        if not runs:
            return
        roles = {piece.role for piece in pieces if piece.text.strip(_EDGES)}
        role = self._block_role
        if len(roles) == 1:
            role = roles.pop() or role
        lang = runs[0].lang
        if any(run.lang != lang for run in runs):
            lang = None
        else:
            runs = tuple(replace(run, lang=None) for run in runs)
        block: Block
        if self._tag == "pre":
            block = Preformatted(runs, lang)
        elif self._tag in _HEADINGS:
            block = Heading(int(self._tag[1]), runs, role, lang)
            self._has_heading = True
        else:
            block = Paragraph(runs, role, lang)
        self._frames[-1].blocks.append(block)

    def _close(self, frame: Frame) -> None:
        """Puts what was read of an element into the one around it."""
        parent = self._frames[-1]
        blocks = tuple(frame.blocks)
        match frame.tag:
            case "li":
                adopt(parent)
                # An entry that says nothing is still counted.
                if blocks or parent.tag == "ol":
                    parent.items.append(Item(blocks, integer(frame.attributes.get("value"))))
            case "ul" | "ol" | "menu" | "dir":
                adopt(frame)
                if any(item.blocks for item in frame.items):
                    parent.blocks.append(list_of(frame))
            case "dt" | "dd":
                adopt(parent)
                if blocks:
                    parent.entries.append(Definition(blocks, frame.tag == "dt"))
            case "dl":
                adopt(frame)
                if frame.entries:
                    parent.blocks.append(Definitions(tuple(frame.entries)))
            case "blockquote":
                if blocks:
                    parent.blocks.append(Quote(blocks))
            case "figcaption":
                parent.blocks.append(Figure((), blocks))
            case "figure":
                parent.blocks.extend(figures_of(blocks))
            case "caption":
                parent.caption += blocks
            case "td" | "th":
                parent.cells.append(cell_of(frame, blocks))
            case "tr":
                parent.blocks.extend(blocks)
                parent.rows.append(tuple(frame.cells))
            case "tbody" | "thead" | "tfoot":
                parent.blocks.extend(blocks)
                add_rows(parent, frame)
            case "table":
                parent.blocks.extend(blocks)
                rows = (*frame.head, *frame.rows, *frame.foot)
                if any(cell.blocks for row in rows for cell in row):
                    parent.blocks.append(Table(rows, frame.caption, len(frame.head)))
                else:
                    parent.blocks.extend(frame.caption)

    def _with_one_anchor_a_place(self, block: Block) -> Block:
        """The block, its links to a second name of a place changed to the first."""
        if not isinstance(block, Paragraph | Heading | Preformatted):
            return block
        names = [self._same_place.get(fragment_name(run.href or "")) for run in block.runs]
        if not any(names):
            return block
        runs = zip(block.runs, names, strict=True)
        return replace(
            block,
            runs=tuple(replace(run, href=f"#{name}") if name else run for run, name in runs),
        )


def _runs(pieces: list[_Piece], keep_spaces: bool) -> tuple[Run, ...]:
    """Pieces of a paragraph as runs: equal neighbours joined, edges trimmed, text canonical."""
    joined: list[tuple[str, _Style]] = []
    for text, style, _ in pieces:
        marks = _LEADING_MARKS.match(text)
        if marks and joined:
            # A tone in an element of its own belongs to the letter before it.
            joined[-1] = (joined[-1][0] + marks[0], joined[-1][1])
            text = text[marks.end() :]
        if not text:
            continue
        if joined and style == joined[-1][1]._replace(anchor=None):
            joined[-1] = (joined[-1][0] + text, joined[-1][1])
        else:
            joined.append((text, style))
    edges = "\n" if keep_spaces else _EDGES
    while joined and not (trimmed := joined[-1][0].rstrip(edges)):
        joined.pop()
    if joined:
        joined[-1] = (trimmed, joined[-1][1])
    while joined and not (trimmed := joined[0][0].lstrip(edges)):
        del joined[0]
    if joined:
        joined[0] = (trimmed, joined[0][1])
    if not any(text.strip(_EDGES) for text, _ in joined):
        return ()
    return tuple(Run(canonical(text), *style) for text, style in joined)
