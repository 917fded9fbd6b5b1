"""Blocks from a stream of tags and text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from readable.addresses import is_safe_link
from readable.article import (
    Article,
    Attributes,
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
    block_texts,
    map_blocks,
    walk,
)
from readable.errors import UnreadableInput
from readable.mending import Tally, mend_blocks
from readable.reading.attributes import (
    accessible,
    alignment,
    element_meant,
    font_hint,
    font_size,
    fragment_name,
    has_border,
    integer,
    is_caption,
    is_hidden,
    is_word_list,
    language_tag,
    looks,
    outline_level,
    role_of,
)
from readable.reading.closing import (
    SECTIONS,
    Frame,
    add_rows,
    adopt,
    cell_of,
    figures_of,
    list_of,
    section_of,
    table_of,
)
from readable.reading.finishing import (
    article_language,
    in_language,
    with_roles,
    without_unused_anchors,
)
from readable.reading.pictures import (
    Addresses,
    embed_label,
    image_of,
    is_stand_in,
    is_tiny,
    is_unneeded_frame,
)
from readable.reading.pieces import EDGES, Piece, Style, runs_of
from readable.sanitising import FORMULA, VOID, End, Start, Text
from readable.vietnamese import canonical

__all__ = ["Builder"]

_MOST_LINES = 500_000
_MARKS: dict[str, Mark] = {
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "cite": "cite",
    "dfn": "dfn",
    "var": "var",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "tt": "code",
    "kbd": "kbd",
    "samp": "samp",
    "del": "del",
    "s": "del",
    "strike": "del",
    "ins": "ins",
    "mark": "mark",
    "ruby": "ruby",
    "rt": "rt",
}
_TRANSPARENT_INLINE = FORMULA | frozenset(
    "a abbr acronym bdi bdo big data font label q rb rtc small span time u".split()
)
_CONTROLS = frozenset("button input option select textarea".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CONTAINERS = frozenset("blockquote dir dl figure menu ol table ul".split())
_ALWAYS_SECTIONS = SECTIONS - {"section"}
_MAY_BE_SECTIONS = frozenset("center div fieldset form search section".split())
_OWN_ATTRIBUTES = _HEADINGS | {"p", "pre"}
# The elements that are part of another one, and which.
_PART_OF = {
    "caption": ("table",),
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
    "li": ("dir", "menu", "ol", "ul"),
    "summary": ("details",),
    "tbody": ("table",),
    "td": ("tr",),
    "tfoot": ("table",),
    "th": ("tr",),
    "thead": ("table",),
    "tr": ("table", "tbody", "tfoot", "thead"),
}
_LOST_EMBED = {
    "audio": "sound",
    "embed": "embedded object",
    "iframe": "frame",
    "object": "embedded object",
    "video": "video",
}
_MAY_BE_EMPTY = _HEADINGS | frozenset("center div p".split())
# Containers deeper than this lose their frame and keep their text: no reader can follow them, and
# no page is wide enough.
_DEEPEST = 12
_SPACE = re.compile(r"[ \t\n\f\r]+")
_ENDS_SENTENCE = re.compile(r"[\n.!?…:;”\"')]\s*$")
_REFERENCES = re.compile(r'\b(?:headers|aria-(?:labelledby|describedby|details))="([^"]+)"')
# A picture no larger stands in the line, as a smile or the flag of a country does.
_INLINE_PX = 64


class _State(NamedTuple):
    """What the elements around a text say of it, and of the block that it will be in."""

    style: Style = Style()
    tag: str = "p"
    block_role: Role | None = None
    inline_role: Role | None = None
    font: str = ""
    size_px: float | None = None
    hints: Attributes = ()
    align: str = ""
    attributes: Attributes = ()
    direction: Attributes = ()


class _Open(NamedTuple):
    """An open element, and what its end tag gives back."""

    tag: str
    kind: str
    state: _State
    made: int


class Builder:
    """Blocks from a stream of tags and text. One element open, one entry on the stack."""

    def __init__(self, tally: Tally, addresses: Addresses) -> None:
        self.root_lang: str | None = None
        self.page_title: str | None = None
        self._tally = tally
        self._addresses = addresses
        self._losses: Counter[str] = Counter()
        self._samples: dict[str, str] = {}
        self._frames = [Frame("", {})]
        self._open: list[_Open] = []
        self._state = _State()
        self._has_heading = False
        self._pieces: list[Piece] = []
        # Blocks made so far, and empty ones left out: what an element has made by its end.
        self._made = 0
        self._skipped: list[str] | None = None
        self._skipped_kind = ""
        self._skip_depth = 0
        self._targets: set[str] = set()
        self._referred: set[str] = set()
        self._anchor: str | None = None
        self._same_place: dict[str, str] = {}
        self._offered = ""
        self._pictures: set[str] = set()
        self._waiting: list[Figure] = []
        self._paragraph_has_picture = False
        self._embed: dict[str, str] = {}
        self._tracks: list[tuple[str, str]] = []

    # ---- the stream -----------------------------------------------------------------------

    def read(self, page: Iterable[Start | End | Text], clean: str) -> None:
        """Reads tags and text. `clean` is the page that they are of, for what it refers to."""
        self._targets = {fragment_name(href) for href in re.findall(r'href="(#[^"]+)"', clean)}
        self._referred = {
            name for found in _REFERENCES.findall(clean) for name in unescape(found).split()
        }
        self._targets |= self._referred
        for event in page:
            match event:
                case Text(text):
                    self._on_text(text)
                case Start(tag, attributes):
                    self._on_start(tag, attributes)
                case End():
                    self._on_end()
        self._flush()

    def see_root_language(self, declared: str | None) -> None:
        """Takes the language that the page says it is in."""
        if declared:
            self.root_lang = self._language(declared)

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
        if self._referred:
            blocks = without_unused_anchors(blocks)
        blocks, findings = mend_blocks(blocks, self._tally)
        lang = article_language(self.root_lang, blocks)
        if self.root_lang and lang != self.root_lang:
            self._tally.add("wrong-language", self.root_lang)
        blocks = with_roles(in_language(blocks, lang, self._tally))
        return Article(blocks, lang, self.page_title, losses, self._tally.mends(), findings)

    # ---- text and elements ------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        if self._skipped is not None:
            self._skipped.append(text)
            return
        state = self._state
        if state.tag != "pre":
            text = _SPACE.sub(" ", text)
            if text[:1] == " " and (not self._pieces or self._pieces[-1].text[-1] in " \n"):
                text = text[1:]
        if text:
            style = state.style
            if self._anchor is not None and not text.isspace():
                style, self._anchor = style._replace(anchor=self._anchor), None
            self._pieces.append(Piece(text, style, state.inline_role, state.font, state.size_px))

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped is not None:
            self._skip_depth += tag not in VOID
            return
        if (
            tag in _CONTROLS
            or tag in ("title", "rp")
            or ((attributes or tag == "dialog") and is_hidden(tag, attributes))
        ):
            self._start_skipping(tag, attributes)
            return
        for name in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if name in self._targets and not (tag in ("td", "th") and name in self._referred):
                self._targets.remove(name)
                if self._anchor is None:
                    self._anchor = name
                else:
                    self._same_place[name] = self._anchor
        if "role" in attributes:
            tag = element_meant(tag, attributes)
        if tag in VOID:
            self._on_void(tag, attributes)
            return
        if tag == "readable-embed":
            self._embed, self._tracks = attributes, []
        elif tag == "readable-track":
            self._tracks.append((attributes.get("label", ""), attributes.get("src", "")))
        kept: Attributes = ()
        if attributes:
            kept = accessible(attributes, self._referred if tag in ("td", "th") else ())
        kind = self._kind(tag, kept)
        if kind != "inline":
            self._flush()
        self._open.append(_Open(tag, kind, self._state, self._made))
        if attributes or tag == "center":
            self._take_looks(tag, kind, attributes)
        elif tag in ("span", "font"):
            self._tally.add("idle-element")
        if kind == "inline":
            self._start_inline(tag, attributes, kept)
        else:
            self._start_block(tag, attributes, kept)

    def _kind(self, tag: str, kept: Attributes) -> str:
        if tag in _MARKS or tag in _TRANSPARENT_INLINE or tag.startswith("readable-"):
            return "inline"
        if tag in _CONTAINERS or tag in _ALWAYS_SECTIONS:
            return "structure" if self._depth() < _DEEPEST else "block"
        if self._frames[-1].tag in _PART_OF.get(tag, ()):
            return "structure"
        means_something = any(name != "dir" for name, _ in kept)
        if means_something and tag in _MAY_BE_SECTIONS:
            return "structure" if self._depth() < _DEEPEST else "block"
        return "block"

    def _depth(self) -> int:
        return sum(frame.tag in _CONTAINERS or frame.tag in SECTIONS for frame in self._frames)

    def _take_looks(self, tag: str, kind: str, attributes: dict[str, str]) -> None:
        """Takes from an element's attributes what its text is, and counts what is dropped."""
        state = self._state
        if count := looks(attributes):
            self._tally.add("presentation", attributes.get("style", ""), count)
            if "style" in attributes or tag == "font":
                font = font_hint(attributes)
                state = state._replace(
                    font=state.font if font is None else font,
                    size_px=font_size(tag, attributes, state.size_px),
                )
        elif tag in ("span", "font") and "lang" not in attributes:
            self._tally.add("idle-element")
        if (written := attributes.get("lang")) and (lang := self._language(written)):
            state = state._replace(style=state.style._replace(lang=lang))
        if kind != "inline":
            aligned = alignment(tag, attributes)
            hints = state.hints
            if (level := outline_level(attributes)) and tag == "p":
                hints = (*hints, ("-outline", level))
            if is_caption(attributes):
                hints = (*hints, ("-caption", ""))
            if is_word_list(attributes):
                hints = (*hints, ("-list", ""))
            state = state._replace(hints=hints, align=state.align if aligned is None else aligned)
            if tag in ("td", "th") and has_border(attributes):
                for frame in reversed(self._frames):
                    if frame.tag == "table":
                        frame.has_bordered_cells = True
                        break
        elif is_caption(attributes):
            state = state._replace(hints=(*state.hints, ("-caption", "")))
        self._state = state

    def _language(self, written: str) -> str | None:
        if not self._tally.has("wrong-language"):
            return written.strip() or None
        lang = language_tag(written)
        if lang and lang.lower() not in written.lower():
            self._tally.add("wrong-language", written)
        return lang

    def _start_block(self, tag: str, attributes: dict[str, str], kept: Attributes) -> None:
        state = self._state
        is_structure = self._open[-1].kind == "structure"
        if tag in _HEADINGS:
            state, self._has_heading = state._replace(tag=tag), False
        elif tag == "pre":
            state = state._replace(tag=tag)
        elif is_structure or (state.tag in _HEADINGS and self._has_heading):
            # A heading may say its words in a block of its own; what follows them is not heading.
            state = state._replace(tag="p")
        direction = tuple(pair for pair in kept if pair[0] == "dir")
        if direction:
            state = state._replace(direction=direction if direction[0][1] == "rtl" else ())
        if is_structure:
            state = state._replace(attributes=())
            self._frames.append(Frame(tag if self._is_known(tag) else "section", attributes, kept))
        elif tag in _OWN_ATTRIBUTES:
            own = tuple(pair for pair in kept if pair[0] != "dir")
            state = state._replace(attributes=own)
        role = role_of(attributes) if attributes else None
        self._state = state._replace(block_role=role) if role else state
        self._paragraph_has_picture = False

    def _is_known(self, tag: str) -> bool:
        return tag in _CONTAINERS or tag in _ALWAYS_SECTIONS or tag in _PART_OF

    def _on_end(self) -> None:
        if self._skipped is not None:
            self._skip_depth -= 1
            if not self._skip_depth:
                self._stop_skipping()
            return
        closed = self._open.pop()
        if closed.tag == "q":
            self._on_text("”")
        elif closed.tag == "rt":
            self._on_text(")")
        elif closed.tag == "readable-embed":
            self._on_embed()
        if closed.kind != "inline":
            had_spaces = bool(self._pieces)
            self._flush()
            if closed.tag in _MAY_BE_EMPTY and self._made == closed.made:
                self._made += 1
                self._tally.add("empty-block", f"<{closed.tag}>")
                if had_spaces and not self._tally.has("empty-block"):
                    self._frames[-1].blocks.append(Paragraph((Run("\xa0"),)))
            self._paragraph_has_picture = False
        if closed.kind == "structure":
            self._close(self._frames.pop())
        self._state = closed.state

    def _start_skipping(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img":
            self.lose("hidden picture", attributes.get("alt") or attributes.get("src", ""))
        elif tag == "input" and attributes.get("type", "").lower() != "hidden":
            self.lose("form control", attributes.get("value", ""))
        if tag in VOID:
            return
        self._skipped, self._skip_depth = [], 1
        self._skipped_kind = (
            tag if tag in ("title", "rp") else "form control" if tag in _CONTROLS else "hidden text"
        )

    def _stop_skipping(self) -> None:
        text = canonical(_SPACE.sub(" ", "".join(self._skipped or ())).strip(EDGES))
        kind, self._skipped = self._skipped_kind, None
        if kind == "title":
            self.page_title = self.page_title or text or None
        elif kind != "rp":
            # The parentheses of <rp> are written around every reading.
            self.lose(kind, text)

    def _start_inline(self, tag: str, attributes: dict[str, str], kept: Attributes) -> None:
        style = self._state.style
        if tag in _MARKS:
            if tag != "rt" or "ruby" in style.marks:
                style = style._replace(marks=style.marks | {_MARKS[tag]})
        elif tag == "a" and "href" in attributes:
            href = attributes["href"]
            whole = self._addresses.whole(href) if is_safe_link(href) else None
            style = style._replace(href=whole)
        elif tag in ("abbr", "acronym"):
            style = style._replace(abbreviation=canonical(attributes.get("title", "")) or None)
        elif tag == "time":
            style = style._replace(datetime=attributes.get("datetime") or None)
        elif tag == "bdi":
            kept = kept or (("dir", "auto"),)
        if kept:
            style = style._replace(attributes=kept)
        role = role_of(attributes) if attributes else None
        if style is not self._state.style or role:
            self._state = self._state._replace(
                style=style, inline_role=role or self._state.inline_role
            )
        if tag == "q":
            self._on_text("“")
        elif tag == "rt":
            self._on_text("(")

    def _on_void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            is_pre = self._state.tag == "pre"
            while self._pieces and self._pieces[-1].text.endswith(" ") and not is_pre:
                piece = self._pieces.pop()
                if text := piece.text.rstrip(" "):
                    self._pieces.append(piece._replace(text=text))
            if self._pieces or is_pre:
                self._pieces.append(
                    Piece("\n", self._state.style, self._state.inline_role, self._state.font)
                )
        elif tag == "hr":
            self._flush()
            self._add(Rule())
        elif tag == "source":
            self._offered = self._offered or attributes.get("srcset", "")
        elif tag == "img":
            self._on_image(attributes)
            self._offered = ""

    # ---- pictures, frames, videos -------------------------------------------------------------

    def _on_image(self, attributes: dict[str, str]) -> None:
        image, is_late = image_of(attributes, self._offered, self._addresses)
        alt = image.alt or ""
        if alt and "emoji" in attributes.get("class", "").split():
            self._on_text(alt)
            return
        if not image.src and not alt:
            self.lose("picture without address")
            return
        if is_tiny(image):
            self.lose("tracking picture", image.src)
            return
        if "data-noscript" in attributes:
            # Without scripts a browser shows this one; with them, the one before it.
            if image.src in self._pictures:
                return
            is_late = True
            last = self._frames[-1].blocks[-1] if self._frames[-1].blocks else None
            if isinstance(last, Figure) and is_stand_in(last.images[-1].src) and not self._pieces:
                self._frames[-1].blocks.pop()
        if is_late:
            if not self._tally.has("picture-address"):
                image = replace(image, src=self._addresses.whole(attributes.get("src", "")))
            else:
                self._tally.add("picture-address", image.src)
        self._pictures.add(image.src)
        kept = tuple(pair for pair in accessible(attributes, ()) if pair[0] != "dir")
        image = replace(image, href=self._state.style.href, attributes=kept)
        self._place(Figure((image,)), image)

    def _place(self, figure: Figure, image: Image) -> None:
        """Puts a picture where it stands; a small one in a sentence behind its paragraph."""
        sizes = [size for size in (image.width, image.height) if size is not None]
        is_small = bool(sizes) and max(sizes) <= _INLINE_PX
        if is_small and self._pieces and not _ENDS_SENTENCE.search(self._pieces[-1].text):
            self._waiting.append(figure)
            return
        self._flush()
        self._add(figure)
        self._paragraph_has_picture = True

    def _add(self, block: Block) -> None:
        self._frames[-1].blocks.append(block)
        self._made += 1

    def _on_embed(self) -> None:
        attributes = self._embed
        written = attributes.get("src", "")
        kind = attributes.get("kind", "frame")
        title = " ".join(attributes.get("title", "").split())
        if kind == "svg":
            if title:
                image = Image("", canonical(title), 0, 0)
                self._place(Figure((replace(image, width=None, height=None),)), image)
            return
        if (
            not written
            or not is_safe_link(written)
            or is_unneeded_frame(attributes)
            or not self._tally.has("embed")
        ):
            self.lose(_LOST_EMBED.get(kind, "frame"), title or written)
            return
        src = self._addresses.whole(written)
        runs = [Run(embed_label(attributes, src), href=src)]
        for label, track in self._tracks:
            if track and is_safe_link(track):
                runs.append(Run("\n"))
                runs.append(Run(label or "Phụ đề", href=self._addresses.whole(track)))
        self._tally.add("embed", src)
        self._flush()
        self._add(Paragraph(tuple(runs)))

    # ---- blocks ---------------------------------------------------------------------------

    def _flush(self) -> None:
        """Ends the paragraph that is being read."""
        pieces, self._pieces = self._pieces, []
        if pieces:
            state = self._state
            runs = runs_of(pieces, self._tally, keep_spaces=state.tag == "pre")
            if runs:
                self._add(self._text_block(runs, pieces))
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for figure in waiting:
                self._add(figure)

    def _text_block(self, runs: tuple[Run, ...], pieces: list[Piece]) -> Block:
        state = self._state
        roles = {piece.role for piece in pieces if piece.text.strip(EDGES)}
        role = state.block_role
        if len(roles) == 1:
            role = roles.pop() or role
        lang = runs[0].lang
        if any(run.lang != lang for run in runs):
            lang = None
        elif lang:
            runs = tuple(replace(run, lang=None) for run in runs)
        if state.tag == "pre":
            return Preformatted(runs, lang)
        attributes = (*state.attributes, *state.direction)
        if state.align:
            attributes = (*attributes, ("-align", state.align))
        if state.tag in _HEADINGS:
            self._has_heading = True
            return Heading(int(state.tag[1]), runs, role, lang, None, attributes)
        if state.hints:
            attributes = (*attributes, *state.hints)
        if self._paragraph_has_picture:
            attributes = (*attributes, ("-follows-picture", ""))
        return Paragraph(runs, role, lang, None, attributes)

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
                parent.blocks.extend(figures_of(blocks, frame.accessible))
            case "caption" | "summary":
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
                parent.blocks.extend(table_of(frame))
            case _:
                parent.blocks.extend(section_of(frame))

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
