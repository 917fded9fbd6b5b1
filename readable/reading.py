"""HTML to an `Article`: everything a reader would read, once, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote

from readable.addresses import is_safe_link
from readable.article import (
    Article,
    Block,
    Cell,
    Definition,
    Definitions,
    Figure,
    Heading,
    Image,
    Item,
    ListBlock,
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
    runs_text,
    walk,
)
from readable.encodings import decode_html
from readable.errors import UnreadableInput
from readable.sanitising import FORMULA, VOID, End, Start, Text, clean_html, events
from readable.vietnamese import LETTERS, canonical

__all__ = ["read_article"]

_LARGEST_INPUT = 32 * 1024 * 1024
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
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LEADING_MARKS = re.compile("[\u0300-\u036f]+")
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_ANY_TAG = re.compile(r"<[a-zA-Z!/?]")
# "Bắc Kạn, ngày 2 tháng 6 năm 2023", "Thứ sáu, 02/06/2023, 08:30 (GMT+7)".
_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[APCS][MHA])?"
_DATE_ALONE = re.compile(
    rf"(?:\w+(?: \w+)?, ?)?(?:{_TIME}[ ,|-]+)?"
    r"(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm )\d{4}"
    rf"(?:[ ,|-]+{_TIME})?(?: ?\(?GMT[+-]\d{{1,2}}(?::\d{{2}})?\)?)?",
    re.IGNORECASE,
)

_ROLE_NAMES: dict[str, Role] = {
    "headline": "title",
    "date": "date",
    "datepublished": "date",
    "published": "date",
    "pubdate": "date",
    "summary": "summary",
    "description": "summary",
    "sapo": "summary",
    "lead": "summary",
    "author": "author",
    "byline": "author",
}
_LONGEST_DATE = 80
_LONG = 200
_TEXT_BLOCKS = (Paragraph, Heading, Preformatted)
_VIETNAMESE = frozenset(LETTERS)


def read_article(html: str | bytes, http_encoding: str | None = None) -> Article:
    """The article that HTML holds: a fragment or a whole page, as text or as bytes.

    Bytes are decoded by their byte order mark, UTF-8 if they are, what HTTP (`http_encoding`)
    or the page declares. Text comes out in canonical form (`readable.vietnamese.canonical`);
    scripts, styles, controls and what is hidden are left out and listed in `losses`. Text without
    any tag is read as paragraphs.

    Raises `UnreadableInput` when there is nothing to read, or the bytes are no text.

    >>> read_article("<h1>Tỉnh Bắc Kạn</h1><p>Ngày 2/6, <b>UBND</b> tỉnh").title
    'Tỉnh Bắc Kạn'
    """
    if len(html) > _LARGEST_INPUT:
        raise UnreadableInput(
            f"the input has {len(html) >> 20} MB", hint="pass one article, at most 32 MB"
        )
    if isinstance(html, bytes):
        text, _, damaged = decode_html(html, http_encoding)
    else:
        text, damaged = html, 0
    # Word writes its line ends within a paragraph as vertical tabs.
    text, controls = _NOT_TEXT.subn("", text.replace("\v", "\n"))
    builder = _Builder()
    if _ANY_TAG.search(text):
        page = clean_html(text)
        builder.root_lang = _language(page.lang or "")
        builder.read(page.html)
        for loss in page.losses:
            builder.lose(loss.kind, loss.sample, loss.count)
    else:
        builder.read_plain(text)
    builder.lose("damaged character", count=damaged)
    builder.lose("control character", count=controls)
    return builder.article()


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


@dataclass(slots=True)
class _Frame:
    """An element that is being read, and what has been read of it."""

    tag: str
    attributes: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    entries: list[Definition] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    head: list[tuple[Cell, ...]] = field(default_factory=list)
    foot: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    caption: tuple[Block, ...] = ()


class _Open(NamedTuple):
    """An open element and what its end tag gives back."""

    tag: str
    kind: str
    style: _Style
    block_role: Role | None
    inline_role: Role | None
    paragraph_tag: str


class _Builder:
    """Blocks from a stream of tags and text. One element open, one entry on the stack."""

    def __init__(self) -> None:
        self.root_lang: str | None = None
        self.page_title: str | None = None
        self._losses: Counter[str] = Counter()
        self._samples: dict[str, str] = {}
        self._frames = [_Frame("", {})]
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
        self._targets = {_fragment(href) for href in re.findall(r'href="(#[^"]+)"', clean)}
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
        lang = _article_language(self.root_lang, blocks)
        return Article(_with_roles(_in_language(blocks, lang)), lang, self.page_title, losses)

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
        if tag in _CONTROLS or tag == "title" or _is_hidden(tag, attributes):
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
        lang = _language(attributes.get("lang", ""))
        if lang:
            self._style = self._style._replace(lang=lang)
        if kind == "inline":
            self._inline_role = _role(attributes) or self._inline_role
            self._start_inline(tag, attributes)
        else:
            self._block_role = _role(attributes) or self._block_role
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
            self._frames.append(_Frame(tag, attributes))

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
            href = _address(attributes["href"])
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
        src = _picture_address(attributes)
        width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
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

    def _close(self, frame: _Frame) -> None:
        """Puts what was read of an element into the one around it."""
        parent = self._frames[-1]
        blocks = tuple(frame.blocks)
        match frame.tag:
            case "li":
                _adopt(parent)
                # An entry that says nothing is still counted.
                if blocks or parent.tag == "ol":
                    parent.items.append(Item(blocks, _integer(frame.attributes.get("value"))))
            case "ul" | "ol" | "menu" | "dir":
                _adopt(frame)
                if any(item.blocks for item in frame.items):
                    parent.blocks.append(_list(frame))
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
                parent.blocks.extend(_figures(blocks))
            case "caption":
                parent.caption += blocks
            case "td" | "th":
                parent.cells.append(_cell(frame, blocks))
            case "tr":
                parent.blocks.extend(blocks)
                parent.rows.append(tuple(frame.cells))
            case "tbody" | "thead" | "tfoot":
                parent.blocks.extend(blocks)
                _add_rows(parent, frame)
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
        names = [self._same_place.get(_fragment(run.href or "")) for run in block.runs]
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


def _adopt(frame: _Frame) -> None:
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


def _list(frame: _Frame) -> ListBlock:
    ordered = frame.tag == "ol"
    kind = frame.attributes.get("type", "1")
    backwards = ordered and "reversed" in frame.attributes
    start = _integer(frame.attributes.get("start"))
    if start is None:
        start = len(frame.items) if backwards else 1
    return ListBlock(
        tuple(frame.items), ordered, start, kind if kind in tuple("1aAiI") else "1", backwards
    )


def _cell(frame: _Frame, blocks: tuple[Block, ...]) -> Cell:
    column_span = _integer(frame.attributes.get("colspan")) or 1
    row_span = _integer(frame.attributes.get("rowspan"))
    scope = frame.attributes.get("scope", "").lower()
    return Cell(
        blocks,
        frame.tag == "th",
        scope if scope in ("row", "col", "rowgroup", "colgroup") else None,
        min(max(column_span, 1), 1000),
        1 if row_span is None else min(max(row_span, 0), 65534),
    )


def _add_rows(table: _Frame, section: _Frame) -> None:
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


def _figures(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A figure of pictures as one block; one that holds anything else as the blocks it holds."""
    figures = [block for block in blocks if isinstance(block, Figure)]
    images = tuple(image for figure in figures for image in figure.images)
    if images and len(figures) == len(blocks) and not any(f.images and f.caption for f in figures):
        return (Figure(images, tuple(inner for figure in figures for inner in figure.caption)),)
    return tuple(
        inner
        for block in blocks
        for inner in (block.caption if isinstance(block, Figure) and not block.images else (block,))
    )


# ---- attributes -------------------------------------------------------------------------------


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
        or bool(_INVISIBLE_STYLE.search(attributes.get("style", "")))
    )


def _role(attributes: dict[str, str]) -> Role | None:
    names = " ".join(attributes.get(name, "") for name in ("itemprop", "class", "rel"))
    for name in names.lower().split():
        if role := _ROLE_NAMES.get(name):
            return role
    return None


def _integer(value: str | None) -> int | None:
    found = re.match(r"\s*([+-]?\d{1,9})", value or "")
    return int(found[1]) if found else None


def _pixels(value: str | None) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,5})(?:px)?\s*", value or "")
    return int(found[1]) if found else None


def _address(written: str) -> str:
    """An address as a browser takes it: without spaces around it or line ends in it."""
    return re.sub(r"[\t\n\r]", "", written).strip()


def _picture_address(attributes: dict[str, str]) -> str:
    """The address of a picture: the one that a script would load, rather than what stands in."""
    written = [_address(attributes.get(name, "")) for name in ("data-src", "src")]
    safe = [one for one in written if one and is_safe_link(one)]
    stand_ins = [one for one in written if one.lower().startswith("data:image/")]
    return next(iter(safe + stand_ins), "")


def _fragment(href: str) -> str:
    """The name that a link within the page leads to, or an empty string."""
    return unquote(unescape(href[1:])) if href.startswith("#") else ""


def _language(tag: str) -> str | None:
    """A language tag (BCP 47); "vn", a country, stands for "vi"; None for what is none."""
    tag = tag.strip()
    if tag.lower().split("-")[0] == "vn":
        return "vi"
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None


# ---- the whole article ------------------------------------------------------------------------


def _looks_vietnamese(text: str) -> bool:
    """Whether one letter in ten is one of the 134: in official prose one in four is.

    Names of people and places alone make it one in fifty of a text in another language.
    """
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(_VIETNAMESE.__contains__, text)) >= letters / 10


def _article_language(declared: str | None, blocks: tuple[Block, ...]) -> str:
    """What the page declares, unless it is Vietnamese and the page says otherwise."""
    if declared is None or declared.lower().split("-")[0] == "vi":
        return declared or "vi"
    text = "\n".join(text for block in blocks for text in block_texts(block))
    return "vi" if _looks_vietnamese(text) else declared


def _in_language(blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    """The blocks, with `lang` only on what is in another language than the article.

    Word processors mark words at random. A language that is once said of Vietnamese text, or of
    part of a word, is not believed anywhere on the page.
    """
    wrong = {lang.lower()}
    for block in walk(blocks):
        if isinstance(block, _TEXT_BLOCKS):
            wrong.update(_wrong_languages(block))

    def mend(block: Block) -> Block:
        if not isinstance(block, _TEXT_BLOCKS):
            return block
        own = None if (block.lang or "").lower() in wrong else block.lang
        runs = block.runs
        if any(run.lang and run.lang.lower() in wrong for run in runs):
            runs = _joined(
                replace(run, lang=None) if (run.lang or "").lower() in wrong else run
                for run in runs
            )
        return (
            block
            if runs is block.runs and own == block.lang
            else replace(block, runs=runs, lang=own)
        )

    return map_blocks(blocks, mend)


def _wrong_languages(block: Paragraph | Heading | Preformatted) -> Iterator[str]:
    """The languages, in lower case, that the block says of text that is not in them."""
    if block.lang and not _is_vietnamese(block.lang) and _looks_vietnamese(runs_text(block.runs)):
        yield block.lang.lower()
    before = " "
    for run, after in zip(block.runs, [run.text[0] for run in block.runs[1:]] + [" "], strict=True):
        if run.lang and not _is_vietnamese(run.lang):
            cuts_word = (before + run.text[0]).isalpha() or (run.text[-1] + after).isalpha()
            if cuts_word or _looks_vietnamese(run.text):
                yield run.lang.lower()
        before = run.text[-1]


def _is_vietnamese(lang: str) -> bool:
    return lang.lower().split("-")[0] == "vi"


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, those joined that are alike."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and run == replace(last, text=run.text, anchor=None):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _with_roles(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, each role given to one of them at most: the first that can have it.

    Without a mark of the page's own, the title is the first heading of level 1 and the date a
    paragraph before the first long one that says nothing else.
    """
    marked = {_marked_role(block) for block in walk(blocks)}
    given: set[Role] = set()
    started = False

    def cast(block: Block) -> Block:
        nonlocal started
        if not isinstance(block, Paragraph | Heading):
            return block
        text = runs_text(block.runs)
        role = _marked_role(block)
        if role is None and isinstance(block, Heading) and block.level == 1:
            role = None if "title" in marked else "title"
        elif role is None and not started and _DATE_ALONE.fullmatch(text.strip(_EDGES)):
            role = None if "date" in marked else "date"
        if role in given:
            role = None
        if role:
            given.add(role)
        started = started or (role is None and len(text) > _LONG)
        return block if role == block.role else replace(block, role=role)

    return map_blocks(blocks, cast)


def _marked_role(block: Block) -> Role | None:
    """The role that the page itself gives a block, if the block can have it."""
    if not isinstance(block, Paragraph | Heading):
        return None
    is_too_long = block.role == "date" and len(runs_text(block.runs)) > _LONGEST_DATE
    return None if is_too_long else block.role
