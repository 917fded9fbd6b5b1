"""HTML to an `Article`: everything a reader would read, once, in order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlsplit

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
from readable.sanitising import VOID, End, Start, Text, clean_html, events, unseen
from readable.vietnamese import LETTERS, canonical

__all__ = ["read_article"]

_LARGEST_INPUT = 64 * 1024 * 1024

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
_TRANSPARENT_INLINE = frozenset(
    "a abbr acronym big data font ins label mark q small span time u".split()
)
_CONTROLS = frozenset("button input option select textarea".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STRUCTURES = frozenset(
    "blockquote caption dd dl dt figcaption figure li ol table tbody td tfoot th thead tr ul "
    "dir menu".split()
)

# Structures deeper than this lose their frame and keep their text: no reader can follow them, and
# no page is wide enough.
_DEEPEST = 24

_SPACE = re.compile(r"[ \t\n\f\r]+")
_EDGES = " \t\n\f\r\xa0\u200b\ufeff"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LEADING_MARKS = re.compile("[\u0300-\u036f]+")
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HTML_LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([\w-]{1,35})", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_ANY_TAG = re.compile(r"<[a-zA-Z!/?]")
_DATE_ALONE = re.compile(
    r"(?:\w+(?: \w+)?, ?)?(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm )\d{4}"
    r"[\d\s:,()+\w-]{0,24}",
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
_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
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
            f"the input has {len(html) >> 20} MB", hint="pass one article, at most 64 MB"
        )
    text = decode_html(html, http_encoding).text if isinstance(html, bytes) else html
    text, controls = _NOT_TEXT.subn("", text)
    builder = _Builder()
    if _ANY_TAG.search(text):
        declared = _HTML_LANG.search(text)
        builder.root_lang = _language(declared[1]) if declared else None
        builder.read(clean_html(text))
        for loss in unseen(text):
            builder.lose(loss.kind, count=loss.count)
    else:
        builder.read_plain(text)
    if controls:
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


@dataclass(slots=True)
class _Frame:
    """An element that is being read, and what has been read of it."""

    tag: str
    attributes: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    entries: list[Definition] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    caption: tuple[Block, ...] = ()
    header_rows: int = 0


class _Open(NamedTuple):
    """An open element and what its end tag gives back."""

    tag: str
    kind: str
    style: _Style
    role: Role | None
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
        self._role: Role | None = None
        self._tag = "p"
        self._pieces: list[tuple[str, _Style]] = []
        self._skipped: list[str] | None = None
        self._skipped_kind = ""
        self._skip_depth = 0
        self._targets: frozenset[str] = frozenset()
        self._anchor: str | None = None

    # ---- the stream -----------------------------------------------------------------------

    def read(self, clean: str) -> None:
        """Reads what `clean_html` wrote."""
        self._targets = frozenset(re.findall(r'href="#([^"]+)"', clean))
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
        separator = r"\n\s*\n" if re.search(r"\n\s*\n", text.strip()) else r"\n"
        for paragraph in re.split(separator, text.replace("\r\n", "\n")):
            self._on_text(paragraph)
            self._flush()

    def lose(self, kind: str, sample: str = "", count: int = 1) -> None:
        """Notes that something was left out."""
        self._losses[kind] += count
        if sample:
            self._samples.setdefault(kind, sample[:120])

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
        lang = _article_language(self.root_lang, blocks)
        return Article(_with_roles(_in_language(blocks, lang)), lang, self.page_title, losses)

    def _on_text(self, text: str) -> None:
        if self._skipped is not None:
            self._skipped.append(text)
            return
        if self._tag != "pre":
            text = _SPACE.sub(" ", text)
            if text[0] == " " and (not self._pieces or self._pieces[-1][0][-1] in " \n"):
                text = text[1:]
        if text:
            style = self._style
            if self._anchor is not None and not text.isspace():
                style, self._anchor = style._replace(anchor=self._anchor), None
            self._pieces.append((text, style))

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped is not None:
            self._skip_depth += tag not in VOID
            return
        if tag in _CONTROLS or tag == "title" or _is_hidden(attributes):
            self._start_skipping(tag, attributes)
            return
        for name in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if name in self._targets:
                self._anchor = name
        if tag in VOID:
            self._on_void(tag, attributes)
            return
        self._open.append(_Open(tag, self._kind(tag), self._style, self._role, self._tag))
        self._role = _role(attributes) or self._role
        lang = _language(attributes.get("lang", ""))
        if lang:
            self._style = self._style._replace(lang=lang)
        if self._open[-1].kind == "inline":
            self._start_inline(tag, attributes)
        else:
            self._flush()
            self._tag = tag if tag in _HEADINGS or tag == "pre" else "p"
            if self._open[-1].kind == "structure":
                self._frames.append(_Frame(tag, attributes))

    def _kind(self, tag: str) -> str:
        if tag in _MARKS or tag in _TRANSPARENT_INLINE:
            return "inline"
        if tag in _STRUCTURES and len(self._frames) < _DEEPEST:
            return "structure"
        return "block"

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
        self._style, self._role, self._tag = closed.style, closed.role, closed.paragraph_tag

    def _start_skipping(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in VOID:
            if attributes.get("type", "").lower() != "hidden":
                self.lose("form control", attributes.get("value", ""))
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
            href = _safe_address(attributes["href"])
            if href is None:
                self.lose("unsafe link", attributes["href"])
            style = style._replace(href=href)
        elif tag in ("abbr", "acronym"):
            style = style._replace(abbreviation=canonical(attributes.get("title", "")) or None)
        elif tag == "time":
            style = style._replace(datetime=attributes.get("datetime"))
        self._style = style
        if tag == "q":
            self._on_text("“")

    def _on_void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            while self._pieces and self._pieces[-1][0].endswith(" ") and self._tag != "pre":
                text, style = self._pieces.pop()
                if text.rstrip(" "):
                    self._pieces.append((text.rstrip(" "), style))
            if self._pieces:
                self._pieces.append(("\n", self._style))
        elif tag == "hr":
            self._flush()
            self._frames[-1].blocks.append(Rule())
        elif tag == "img":
            self._on_image(attributes)

    def _on_image(self, attributes: dict[str, str]) -> None:
        src = (attributes.get("src") or attributes.get("data-src") or "").strip()
        width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
        alt = attributes.get("alt")
        if not src and not alt:
            self.lose("picture without address")
            return
        if max(width or 9, height or 9) <= 2:
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
        lang = runs[0].lang
        if any(run.lang != lang for run in runs):
            lang = None
        else:
            runs = tuple(replace(run, lang=None) for run in runs)
        block: Block
        if self._tag == "pre":
            block = Preformatted(runs, lang)
        elif self._tag in _HEADINGS:
            block = Heading(int(self._tag[1]), runs, self._role, lang)
        else:
            block = Paragraph(runs, self._role, lang)
        self._frames[-1].blocks.append(block)

    def _close(self, frame: _Frame) -> None:
        """Puts what was read of an element into the one around it."""
        parent = self._frames[-1]
        blocks = tuple(frame.blocks)
        match frame.tag:
            case "li" if parent.tag in ("ul", "ol", "menu", "dir"):
                _adopt(parent)
                if blocks:
                    parent.items.append(Item(blocks, _integer(frame.attributes.get("value"))))
            case "ul" | "ol" | "menu" | "dir":
                _adopt(frame)
                if frame.items:
                    parent.blocks.append(_list(frame))
            case "dt" | "dd" if parent.tag == "dl":
                if blocks:
                    parent.entries.append(Definition(blocks, frame.tag == "dt"))
            case "dl":
                if frame.entries:
                    parent.blocks.append(Definitions(tuple(frame.entries)))
                parent.blocks.extend(blocks)
            case "blockquote":
                if blocks:
                    parent.blocks.append(Quote(blocks))
            case "figcaption" if parent.tag == "figure":
                parent.caption += blocks
                parent.blocks.append(Figure((), blocks))
            case "figure":
                parent.blocks.extend(_figures(frame))
            case "caption" if parent.tag == "table":
                parent.caption += blocks
            case "td" | "th" if parent.tag == "tr":
                parent.cells.append(_cell(frame, blocks))
            case "tr" if parent.tag in ("table", "tbody", "thead", "tfoot"):
                if frame.cells:
                    parent.rows.append(tuple(frame.cells))
            case "tbody" | "thead" | "tfoot" if parent.tag == "table":
                if frame.tag == "thead" and not parent.rows:
                    parent.header_rows = len(frame.rows)
                parent.rows.extend(frame.rows)
            case "table":
                parent.blocks.extend(blocks)
                if any(cell.blocks for row in frame.rows for cell in row):
                    parent.blocks.append(Table(tuple(frame.rows), frame.caption, frame.header_rows))
                else:
                    parent.blocks.extend(frame.caption)
            case _:
                parent.blocks.extend(blocks)


def _runs(pieces: list[tuple[str, _Style]], keep_spaces: bool) -> tuple[Run, ...]:
    """Pieces of a paragraph as runs: equal neighbours joined, edges trimmed, text canonical."""
    joined: list[tuple[str, _Style]] = []
    for text, style in pieces:
        marks = _LEADING_MARKS.match(text)
        if marks and joined:
            # A tone in an element of its own belongs to the letter before it.
            joined[-1] = (joined[-1][0] + marks[0], joined[-1][1])
            text = text[marks.end() :]
        if not text:
            continue
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
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
    """Makes what stands in a list outside its items part of one: of the last, or of its own."""
    if not frame.blocks:
        return
    strays, frame.blocks = tuple(frame.blocks), []
    if frame.items:
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
        tuple(frame.items), ordered, start, kind if kind in "1aAiI" else "1", backwards
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


def _figures(frame: _Frame) -> list[Block]:
    """A figure of pictures as one block; one that holds anything else as the blocks it holds."""
    pictures = [b for b in frame.blocks if isinstance(b, Figure) and b.images]
    captions = [b for b in frame.blocks if isinstance(b, Figure) and not b.images]
    if pictures and len(pictures) + len(captions) == len(frame.blocks):
        images = tuple(image for picture in pictures for image in picture.images)
        inner = tuple(block for picture in pictures for block in picture.caption)
        return [Figure(images, inner + frame.caption)]
    blocks: list[Block] = []
    for block in frame.blocks:
        blocks.extend(block.caption if block in captions and isinstance(block, Figure) else [block])
    return blocks


# ---- attributes -------------------------------------------------------------------------------


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_INVISIBLE_STYLE.search(attributes.get("style", "")))


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


def _safe_address(address: str) -> str | None:
    """The address of a link, or None for one that would run or carry a document of its own."""
    address = "".join(address.split())
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in _SAFE_SCHEMES else None


def _language(tag: str) -> str | None:
    """A language tag (BCP 47); "vn", a country, stands for "vi"; None for what is none."""
    tag = tag.strip()
    if tag.lower().split("-")[0] == "vn":
        return "vi"
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None


# ---- the whole article ------------------------------------------------------------------------


def _looks_vietnamese(text: str) -> bool:
    """Whether one letter in fifty, or more, is one of the 134; in official prose one in four is."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(_VIETNAMESE.__contains__, text)) >= letters / 50


def _article_language(declared: str | None, blocks: tuple[Block, ...]) -> str:
    """What the page declares, unless it is Vietnamese and the page says otherwise."""
    if declared is None or declared.lower().split("-")[0] == "vi":
        return declared or "vi"
    text = "\n".join(text for block in blocks for text in block_texts(block))
    return "vi" if _looks_vietnamese(text) else declared


def _in_language(blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    """The blocks, with `lang` only on what is in another language than the article."""

    def is_other(tag: str | None, text: str) -> bool:
        if tag is None or tag.lower() == lang.lower():
            return False
        return tag.lower().startswith("vi") or not _looks_vietnamese(text)

    def mend(block: Block) -> Block:
        if not isinstance(block, Paragraph | Heading | Preformatted):
            return block
        runs = block.runs
        if any(run.lang for run in runs):
            runs = tuple(
                run if is_other(run.lang, run.text) else replace(run, lang=None) for run in runs
            )
        own = block.lang if is_other(block.lang, runs_text(runs)) else None
        return (
            block
            if (runs, own) == (block.runs, block.lang)
            else replace(block, runs=runs, lang=own)
        )

    return map_blocks(blocks, mend)


def _with_roles(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, each role given to one of them at most: the first that can have it.

    Without a mark of the page's own, the title is the first heading of level 1 and the date a
    paragraph before the first long one that says nothing else.
    """
    given: set[Role] = set()
    started = False

    def cast(block: Block) -> Block:
        nonlocal started
        if not isinstance(block, Paragraph | Heading):
            return block
        text = runs_text(block.runs)
        role = block.role
        if role is None and isinstance(block, Heading) and block.level == 1:
            role = "title"
        elif role is None and not started and _DATE_ALONE.fullmatch(text.strip(_EDGES)):
            role = "date"
        if role in given or (role == "date" and len(text) > 80):
            role = None
        if role:
            given.add(role)
        started = started or (role is None and len(text) > 200)
        return block if role == block.role else replace(block, role=role)

    return map_blocks(blocks, cast)
