"""Blocks from a stream of tags and text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from readable.addresses import is_safe_link
from readable.article import (
    Article,
    Attributes,
    Block,
    Figure,
    Heading,
    Loss,
    Mark,
    Paragraph,
    Preformatted,
    Rule,
    Run,
    block_texts,
    walk,
)
from readable.errors import UnreadableInput
from readable.mending import Tally, has_marker, mend_blocks
from readable.patterns import pattern
from readable.reading.attributes import fragment_name, has_border, language_tag
from readable.reading.closing import SECTIONS, Frame, close
from readable.reading.finishing import (
    article_language,
    in_language,
    never_ended,
    with_one_anchor_a_place,
    with_roles,
    without_unused_anchors,
)
from readable.reading.meaning import CONTROLS, Meaning, box_of, meaning_of
from readable.reading.media import Media
from readable.reading.oldfonts import OldFonts
from readable.reading.pictures import Addresses, is_inline_picture, is_ornament, is_small
from readable.reading.pieces import EDGES, Line, Piece, line_of, with_boxes_apart
from readable.reading.state import State, with_looks, with_style
from readable.sanitising import VOID, End, Start, Text
from readable.values import NamedTuple
from readable.vietnamese import canonical

__all__ = ["Builder"]

_MOST_LINES = 500_000
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
_MAY_BE_EMPTY = _HEADINGS | frozenset("center div p".split())
# Containers deeper than this lose their frame and keep their text: no reader can follow them, and
# no page is wide enough.
_DEEPEST = 12
# Links are underlined anyway.
_OF_LINKS: frozenset[Mark] = frozenset({"u"})
_STRONG_THEMSELVES = _HEADINGS | {"th", "dt", "caption", "summary"}
_INNER: dict[str, Mark] = {"sup": "inner-sup", "sub": "inner-sub"}
_ENDS_SENTENCE = pattern(r"[\n.!?…:;”\"')]\s*$")
_REFERENCES = pattern(r'\b(?:headers|aria-(?:labelledby|describedby|details))="([^"]+)"')
_MAY_REFER = ("headers=", "aria-")


def _with_single_spaces(text: str) -> str:
    """The text with one space for each run of spaces and line ends, as HTML shows it."""
    for space in "\n\t\r\f":
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class _Open(NamedTuple):
    """An open element, and what its end tag gives back."""

    tag: str
    kind: str
    state: State
    made: int


class Builder:
    """Blocks from a stream of tags and text. One element open, one entry on the stack."""

    def __init__(self, tally: Tally, addresses: Addresses, fonts: OldFonts | None = None) -> None:
        """`fonts` are those of the page that may tell what its text means, as `.VnTime` does."""
        self.root_lang: str | None = None
        self.page_title: str | None = None
        self._tally = tally
        self._addresses = addresses
        self._losses: Counter[str] = Counter()
        self._samples: dict[str, str] = {}
        self._frames = [Frame("", {})]
        self._open: list[_Open] = []
        self._fonts = fonts or OldFonts((), "", "")
        self._state = State(font=self._fonts.of_page)
        self._has_heading = False
        self._has_scripts_in_scripts = False
        self._pieces: list[Piece] = []
        # Blocks made so far, and empty ones left out: what an element has made by its end.
        self._made = 0
        self._skipped: list[str] | None = None
        self._skipped_kind = ""
        self._skip_depth = 0
        self._targets: set[str] = set()
        self._referred: set[str] = set()
        # An editor writes a few start tags over and over again.
        self._meanings: dict[tuple[str, ...], Meaning] = {}
        self._anchor: str | None = None
        self._same_place: dict[str, str] = {}
        self._media = Media(tally, addresses, self.lose)
        self._waiting: list[Figure] = []
        self._paragraph_has_picture = False
        self._boxes: list[Piece] = []
        self._left_open: frozenset[str] = frozenset()

    # ---- the stream -----------------------------------------------------------------------

    def read(self, page: Iterable[Start | End | Text], clean: str) -> None:
        """Reads tags and text. `clean` is the page that they are of, for what it refers to."""
        self._targets = {fragment_name(href) for href in re.findall(r'href="(#[^"]+)"', clean)}
        if any(name in clean for name in _MAY_REFER):
            self._referred = {
                name for found in _REFERENCES.findall(clean) for name in unescape(found).split()
            }
        self._targets |= self._referred
        for event in page:
            if isinstance(event, Text):
                self._on_text(event.text)
            elif isinstance(event, Start):
                self._on_start(event.tag, event.attributes)
            else:
                self._on_end()
        self._flush()

    def see_root_language(self, declared: str | None) -> None:
        """Takes the language that the page says it is in."""
        if declared:
            self.root_lang = self._language(declared)

    def see_left_open(self, tags: frozenset[str]) -> None:
        """Takes which elements the page begins and does not end."""
        self._left_open = tags

    def read_plain(self, text: str) -> None:
        """Reads text without tags: an empty line, or else each line, ends a paragraph."""
        lines = unescape(text).replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        if len(lines) > _MOST_LINES:
            raise UnreadableInput(f"the input has {len(lines)} lines", hint="pass one article")
        ends_at_each_line = all(map(str.strip, lines))
        for line in lines:
            if has_marker(line):
                self._flush()
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
            blocks = with_one_anchor_a_place(blocks, self._same_place)
        if self._referred:
            blocks = without_unused_anchors(blocks)
        if self._fonts.in_capitals:
            self._tally.add("legacy-encoding", *self._fonts.in_capitals)
        blocks, findings = mend_blocks(blocks, self._tally)
        findings = (*self._fonts.findings, *findings)
        if self._left_open:
            findings = (*findings, *never_ended(blocks, self._left_open))
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
            text = _with_single_spaces(text)
            if text[:1] == " " and (not self._pieces or self._pieces[-1].text[-1] in " \n"):
                text = text[1:]
        if text:
            style = state.style
            if self._anchor is not None and not text.isspace():
                style, self._anchor = style._replace(anchor=self._anchor), None
            text, font = self._fonts.read(text, state.font)
            self._pieces.append(Piece(text, style, state.inline_role, font, state.size_px))

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped is not None:
            self._skip_depth += tag not in VOID
            return
        said = self._meaning(tag, attributes)
        if said.is_skipped:
            self._start_skipping(tag, attributes)
            return
        if said.names:
            self._see_names(tag, said.names)
        tag = said.tag
        if tag in VOID:
            self._on_void(tag, attributes)
            return
        if tag == "readable-embed":
            self._media.start_embed(attributes)
        elif tag == "readable-track":
            self._media.add_track(attributes)
        kind = "inline" if said.is_inline else self._kind(tag, said.kept)
        if kind != "inline":
            self._flush()
        before = self._state
        self._open.append(_Open(tag, kind, before, self._made))
        self._state = state = with_looks(before, tag, said.looks, attributes, self._tally)
        if (written := attributes.get("lang")) and (lang := self._language(written)):
            self._state = with_style(state, state.style._replace(lang=lang))
        if said.marks or said.unmarked:
            self._mark(said)
        if kind == "inline":
            self._start_inline(tag, attributes, said)
        else:
            self._start_block(tag, attributes, said)

    def _meaning(self, tag: str, attributes: dict[str, str]) -> Meaning:
        written = (tag, *attributes, *attributes.values())
        said = self._meanings.get(written)
        if said is None:
            said = self._meanings[written] = meaning_of(tag, attributes, self._referred)
        return said

    def _see_names(self, tag: str, names: tuple[str, ...]) -> None:
        """Takes the names of a place that something on the page leads to."""
        for name in names:
            if name in self._targets and not (tag in ("td", "th") and name in self._referred):
                self._targets.remove(name)
                if self._anchor is None:
                    self._anchor = name
                else:
                    self._same_place[name] = self._anchor

    def _kind(self, tag: str, kept: Attributes) -> str:
        if tag in _CONTAINERS or tag in _ALWAYS_SECTIONS:
            return "structure" if self._depth() < _DEEPEST else "block"
        if self._frames[-1].tag in _PART_OF.get(tag, ()):
            return "structure"
        if kept and tag in _MAY_BE_SECTIONS and any(name != "dir" for name, _ in kept):
            return "structure" if self._depth() < _DEEPEST else "block"
        return "block"

    def _depth(self) -> int:
        return sum(frame.tag in _CONTAINERS or frame.tag in SECTIONS for frame in self._frames)

    def _language(self, written: str) -> str | None:
        if not self._tally.has("wrong-language"):
            return written.strip() or None
        lang = language_tag(written)
        if lang and lang.lower() not in written.lower():
            self._tally.add("wrong-language", written)
        return lang

    def _start_block(self, tag: str, attributes: dict[str, str], said: Meaning) -> None:
        state, kept = self._state, said.kept
        is_structure = self._open[-1].kind == "structure"
        if tag in _HEADINGS:
            state, self._has_heading = state._replace(tag=tag), False
        elif tag == "pre":
            state = state._replace(tag=tag)
        elif is_structure or (state.tag in _HEADINGS and self._has_heading):
            # A heading may say its words in a block of its own; what follows them is not heading.
            state = state if state.tag == "p" else state._replace(tag="p")
        if kept and (direction := tuple(pair for pair in kept if pair[0] == "dir")):
            state = state._replace(direction=direction if direction[0][1] == "rtl" else ())
        if is_structure:
            if tag in ("td", "th") and has_border(attributes):
                tables = (frame for frame in reversed(self._frames) if frame.tag == "table")
                next(tables).has_bordered_cells = True
            state = state._replace(attributes=()) if state.attributes else state
            self._frames.append(Frame(tag if self._is_known(tag) else "section", attributes, kept))
        elif tag in _OWN_ATTRIBUTES:
            own = kept and tuple(pair for pair in kept if pair[0] != "dir")
            state = state if own == state.attributes else state._replace(attributes=own)
        self._state = state._replace(block_role=said.role) if said.role else state
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
            frame = self._frames.pop()
            close(frame, self._frames[-1])
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
            tag if tag in ("title", "rp") else "form control" if tag in CONTROLS else "hidden text"
        )

    def _stop_skipping(self) -> None:
        text = canonical(_with_single_spaces("".join(self._skipped or ())).strip(EDGES))
        kind, self._skipped = self._skipped_kind, None
        if kind == "title":
            self.page_title = self.page_title or text or None
        elif kind != "rp":
            # The parentheses of <rp> are written around every reading.
            self.lose(kind, text)

    def _mark(self, said: Meaning) -> None:
        """Takes what an element says of its text."""
        style = self._state.style
        marks = said.marks if style.href is None else said.marks - _OF_LINKS
        if said.tag in _STRONG_THEMSELVES:
            marks -= {"strong"}
        if said.tag in _INNER and not style.marks.isdisjoint(_INNER):
            marks = marks - {said.tag} | {_INNER[said.tag]}
            self._has_scripts_in_scripts = True
        if said.tag != "rt" or "ruby" in style.marks:
            self._state = with_style(
                self._state, style._replace(marks=style.marks - said.unmarked | marks)
            )

    def _start_inline(self, tag: str, attributes: dict[str, str], said: Meaning) -> None:
        style, kept = self._state.style, said.kept
        if tag == "a" and "href" in attributes:
            href = attributes["href"]
            whole = self._addresses.whole(href) if is_safe_link(href) else None
            style = style._replace(href=whole, marks=style.marks - _OF_LINKS)
        elif tag in ("abbr", "acronym"):
            style = style._replace(abbreviation=canonical(attributes.get("title", "")) or None)
        elif tag == "time":
            style = style._replace(datetime=attributes.get("datetime") or None)
        elif tag == "bdi":
            kept = kept or (("dir", "auto"),)
        if tag == "dfn" and attributes.get("title", "").strip():
            kept = (*kept, ("title", canonical(attributes["title"])))
        if kept:
            style = style._replace(attributes=kept)
        if style is not self._state.style:
            self._state = with_style(self._state, style)
        if said.role:
            self._state = self._state._replace(inline_role=said.role)
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
                _, font = self._fonts.read("", self._state.font)
                self._pieces.append(Piece("\n", self._state.style, self._state.inline_role, font))
        elif tag == "hr":
            self._flush()
            self._add(Rule())
        elif tag == "source":
            self._media.offer(attributes.get("srcset") or attributes.get("data-srcset", ""))
        elif tag == "img":
            self._on_image(attributes)
        elif tag == "input":
            self._on_text(box_of(tag, attributes))
            self._boxes.append(self._pieces[-1])

    # ---- pictures, frames, videos -------------------------------------------------------------

    def _on_image(self, attributes: dict[str, str]) -> None:
        alt = " ".join(attributes.get("alt", "").split())
        if alt and "emoji" in attributes.get("class", "").split():
            self._on_text(canonical(alt))
            return
        if alt and self._pieces and is_inline_picture(attributes):
            # An icon in a sentence says its word there.
            self._on_text(canonical(alt))
            self.lose("small picture in a line", canonical(alt))
            return
        if not alt and is_ornament(attributes):
            self.lose("ornament", attributes.get("src", ""))
            return
        blocks = self._frames[-1].blocks
        before = blocks[-1] if blocks and not self._pieces else None
        figure = self._media.picture(attributes, self._state.style.href, before)
        if figure:
            if self._media.takes_place_of(before, attributes):
                blocks.pop()
            self._place(figure)

    def _on_embed(self) -> None:
        block = self._media.embedded()
        if isinstance(block, Figure):
            self._place(block)
        elif block:
            self._flush()
            self._add(block)

    def _place(self, figure: Figure) -> None:
        """Puts a picture where it stands; a small one in a sentence behind its paragraph."""
        in_sentence = self._pieces and not _ENDS_SENTENCE.search(self._pieces[-1].text)
        if in_sentence and (is_small(figure.images[0]) or self._state.tag in _HEADINGS):
            self._waiting.append(figure)
            return
        self._flush()
        self._add(figure)
        self._paragraph_has_picture = True

    def _add(self, block: Block) -> None:
        self._frames[-1].blocks.append(block)
        self._made += 1

    # ---- blocks ---------------------------------------------------------------------------

    def _flush(self) -> None:
        """Ends the paragraph that is being read."""
        pieces, self._pieces = self._pieces, []
        if self._boxes:
            pieces = self._with_boxes(pieces)
        if pieces:
            state = self._state
            line = line_of(pieces, self._tally, state.tag == "pre", self._has_scripts_in_scripts)
            if line.runs:
                self._add(self._text_block(line, pieces))
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for figure in waiting:
                self._add(figure)

    def _with_boxes(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces, boxes apart from their words; none of a menu, and alone only in a table."""
        boxes, self._boxes = self._boxes, []
        is_alone = not any(any(map(str.isalnum, piece.text)) for piece in pieces)
        is_of_menu = any(frame.tag == "nav" for frame in self._frames)
        if is_of_menu or (is_alone and self._frames[-1].tag not in ("td", "th")):
            self.lose("form control", count=len(boxes))
            own = set(map(id, boxes))
            return [piece for piece in pieces if id(piece) not in own]
        return with_boxes_apart(pieces, boxes)

    def _text_block(self, line: Line, pieces: list[Piece]) -> Block:
        state = self._state
        runs, lang, size = line
        roles = {piece.role for piece in pieces}
        if len(roles) > 1:
            roles = {piece.role for piece in pieces if piece.text.strip(EDGES)}
        role = state.block_role
        if len(roles) == 1:
            role = roles.pop() or role
        if state.tag == "pre":
            return Preformatted(runs, lang)
        attributes = (*state.attributes, *state.direction)
        if size is not None:
            attributes = (*attributes, ("-size", size))
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
