"""The lines of a page, laid out on a viewport as a browser would, near enough to judge them.

Blocks one below the other are laid out exactly; of floats, flexible boxes, grids and tables only
the width that they may at most have is known, and what is said of those is not said for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from readable.check.access import Access
from readable.check.page import Element, Text
from readable.linebreak import split_grapheme_clusters

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.screen.fonts import Font
    from readable.check.styles import Style, Styles
    from readable.face import Glyphs

__all__ = [
    "AS_IT_IS",
    "ENLARGED",
    "PHONE",
    "SPACED",
    "Box",
    "Condition",
    "Flow",
    "Line",
    "Paragraph",
    "Word",
]

_FLEXIBLE = ("flex", "grid", "inline-flex", "inline-grid")
_SHRINKING = frozenset(
    "inline-block flex inline-flex grid inline-grid table inline-table table-cell inline".split()
)
_REPLACED = frozenset(
    "img svg video audio canvas iframe object embed input button select textarea meter progress "
    "picture math".split()
)
_SKIPPED = frozenset("script style template noscript head title".split())
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WORDS = re.compile(r"[^ \t\n\r\f]+|[ \t\n\r\f]+")
_BREAK_AFTER = re.compile(r"(?<=[\w%)])-(?=\w)|(?<=[/–—…])(?=\w)")


class Condition(NamedTuple):
    """How a page is looked at: the width in CSS px, enlarged text, WCAG's spacing."""

    name: str
    width_px: float = 1280.0
    text_scale: float = 1.0
    spaced: bool = False


AS_IT_IS = Condition("100 %")
# Browser zoom: at 200 % a window of 1280 px has 640 CSS px, at 400 % it has 320.
ENLARGED = Condition("200 %", 640.0)
PHONE = Condition("400 % (320 px)", 320.0)
SPACED = Condition("WCAG 1.4.12", spaced=True)
# A toolbar that makes the letters larger and leaves what is in px.
LARGER_TEXT = Condition("200 %, text", text_scale=2.0)


class Word(NamedTuple):
    """What no line parts, drawn by one font, from a place on its line."""

    text: str
    glyphs: Glyphs
    font: Font
    size_px: float
    x_px: float
    width_px: float
    source: Text


@dataclass(slots=True)
class Line:
    """Words on one baseline, with the room above and below that the line box gives."""

    words: list[Word]
    width_px: float
    above_px: float
    below_px: float
    top_px: float = 0.0
    ends: bool = False
    """Whether it ends a paragraph or stands before a forced break."""

    @property
    def text(self) -> str:
        """Its text in NFC, to be counted as a reader counts letters."""
        parts: list[str] = []
        end = 0.0
        for word in self.words:
            # A word of two fonts, or one that may end a line after a hyphen, is in two parts.
            parts.append(word.text if word.x_px - end < 0.01 or not parts else f" {word.text}")
            end = word.x_px + word.width_px
        return normalize("NFC", "".join(parts))

    @property
    def height_px(self) -> float:
        return self.above_px + self.below_px


@dataclass(slots=True)
class Box:
    """The content box of a block: from the left edge of the page, and how wide."""

    left_px: float
    width_px: float
    is_sure: bool


@dataclass(slots=True)
class Paragraph:
    """A block's own text in lines."""

    element: Element
    box: Box
    lines: list[Line]
    texts: list[Text] = field(default_factory=list)

    @property
    def height_px(self) -> float:
        return sum(line.height_px for line in self.lines)

    @property
    def is_known(self) -> bool:
        """Whether the fonts that draw it are here."""
        return all(word.font.is_known for line in self.lines for word in line.words)


class Flow:
    """A page laid out under one condition."""

    def __init__(self, page: Page, styles: Styles, condition: Condition) -> None:
        self.page = page
        self.styles = styles
        self.condition = condition
        self._boxes: dict[int, Box] = {}
        self._looks: dict[int, _Look] = {}
        self.paragraphs: list[Paragraph] = []
        self._by_block: dict[int, list[Paragraph]] = {}
        self._access = page.access if styles is page.styles else Access(page, styles)
        self._gather()

    # Widths.

    def scaled(self, style: Style) -> float:
        """The size of text in px, larger where a reader enlarges text alone."""
        return style.font_px * self.condition.text_scale

    def px(self, style: Style, name: str, whole: float | None = None) -> float | None:
        """A length; in em it grows with the text."""
        value = style.get(name)
        px = style.px(name, whole, self.condition.width_px)
        if (
            px is not None
            and self.condition.text_scale != 1
            and re.search(r"\d(?:r?em|ex|ch)\b", value)
        ):
            px *= self.condition.text_scale
        return px

    def box(self, element: Element) -> Box:
        """The content box of a block, with the most width that it may have."""
        if element.order not in self._boxes:
            self._boxes[element.order] = self._find_box(element)
        return self._boxes[element.order]

    def _find_box(self, element: Element) -> Box:
        parent = element.parent
        around = self.box(parent) if parent is not None else Box(0.0, self.condition.width_px, True)
        style = self.styles.of(element)
        if style.is_inline:
            return around
        room = around.width_px
        left, right = (self.edges(style, side, room) for side in ("left", "right"))
        margin_left = self.px(style, "margin-left", room) or 0.0
        margin_right = self.px(style, "margin-right", room) or 0.0
        width = self._width(style, "width", room, left + right)
        display, is_sure = style.display, around.is_sure
        shrinks = (
            display in _SHRINKING
            or style.get("float", "none") in ("left", "right")
            or style.get("position") in ("absolute", "fixed")
            or (parent is not None and self.styles.of(parent).display in _FLEXIBLE)
        )
        if shrinks and width is None:
            is_sure = False
            if display == "table-cell" and parent is not None:
                room = room / max(1, len(parent.elements))
        if (style.get("column-count", "auto") not in ("auto", "1", "")) or style.get(
            "column-width", "auto"
        ) not in ("auto", ""):
            is_sure = False
        auto = max(0.0, room - margin_left - margin_right - left - right)
        found = auto if width is None else width
        for bound, choose in (("max-width", min), ("min-width", max)):
            limit = self._width(style, bound, around.width_px, left + right)
            if limit is not None and not (bound == "min-width" and limit == 0):
                found = choose(found, limit)
        start = around.left_px + margin_left + left
        free = room - found - left - right
        if style.get("margin-left") == "auto" and style.get("margin-right") == "auto" and free > 0:
            start = around.left_px + free / 2 + left
        return Box(start, found, is_sure)

    def _width(self, style: Style, name: str, room: float, edges: float) -> float | None:
        value = style.get(name)
        if value in ("min-content", "max-content", "fit-content", "auto", "none", ""):
            return None
        px = self.px(style, name, room)
        if px is None:
            return None
        return max(0.0, px - edges) if style.get("box-sizing") == "border-box" else px

    def edges(self, style: Style, side: str, room: float | None = None) -> float:
        """Padding and border of one side."""
        padding = self.px(style, f"padding-{side}", room) or 0.0
        border = 0.0
        if style.get(f"border-{side}-style", "none") not in ("none", "hidden", ""):
            width = style.get(f"border-{side}-width", "medium")
            border = {"thin": 1.0, "medium": 3.0, "thick": 5.0}.get(
                width, style.px(f"border-{side}-width") or 0.0
            )
        return padding + border

    # Lines.

    def _gather(self) -> None:
        """Collects the runs of text of each block, and lays them out."""
        runs: dict[int, list[Text | str]] = {}
        order: list[Element] = []
        for element in self.page.elements:
            if element.namespace or element.tag in _SKIPPED or not self._access.is_visible(element):
                continue
            if any(isinstance(child, Text) and child.data.strip() for child in element.children):
                block = self.block_of(element)
                if block is None or (block.tag in _REPLACED and block.tag != "button"):
                    continue
                if block.order not in runs:
                    runs[block.order] = []
                    order.append(block)
        for block in order:
            made = self._by_block[block.order] = []
            for part in self._parts(block):
                lines = self.lines(part, block)
                if lines:
                    texts = [one for one in part if isinstance(one, Text)]
                    paragraph = Paragraph(block, self.box(block), lines, texts)
                    self.paragraphs.append(paragraph)
                    made.append(paragraph)

    def block_of(self, element: Element) -> Element | None:
        """The block that the text of an element stands in."""
        return next((one for one in element.family if not self.styles.of(one).is_inline), None)

    def paragraphs_of(self, block: Element) -> list[Paragraph]:
        return self._by_block.get(block.order, [])

    def _parts(self, block: Element) -> Iterator[list[Text | str]]:
        """The inline content between the blocks in a block; "\\n" is a forced break."""
        part: list[Text | str] = []
        waiting: list[Element | Text] = list(reversed(block.children))
        while waiting:
            one = waiting.pop()
            if isinstance(one, Text):
                if self._access.is_visible(one.parent):
                    part.append(one)
            elif one.tag == "br":
                part.append("\n")
            elif one.namespace or one.tag in _SKIPPED or not self._access.is_rendered(one):
                continue
            elif self.styles.of(one).is_inline and one.tag not in _REPLACED:
                waiting.extend(reversed(one.children))
            elif (
                self.styles.of(one).display in ("inline-block", "inline-flex", "inline-table")
                or one.tag in _REPLACED
            ):
                continue
            else:
                yield part
                part = []
        yield part

    def lines(self, part: Sequence[Text | str], block: Element) -> list[Line]:
        """The lines that a run of inline content fills."""
        base = self.styles.of(block)
        room = self.box(block).width_px
        filler = _Filler(self, room, self._strut(base))
        for one in part:
            if isinstance(one, str):
                filler.end(forced=True)
                continue
            filler.add(one, self.styles.of(one.parent))
        filler.end(forced=True)
        return filler.lines

    def _strut(self, style: Style) -> tuple[float, float]:
        return self.reach(style, self.page.fonts.stack(style)[0])

    def look(self, style: Style) -> _Look:
        """How text of a style is set; styles are kept by the page, so that their ids stay."""
        key = id(style)
        if key not in self._looks:
            self._looks[key] = _Look(self, style)
        return self._looks[key]

    def reach(self, style: Style, font: Font) -> tuple[float, float]:
        """How far above and below the baseline a line box goes, for one font."""
        size = self.scaled(style)
        content = (font.ascent_em + font.descent_em) * size
        height = self.line_height(style)
        if height is None:
            height = content + font.gap_em * size
        above = (height - content) / 2 + font.ascent_em * size
        return above, height - above

    def line_height(self, style: Style) -> float | None:
        source = style.sources.get("line-height")
        is_fixed = source is not None and source.inline and source.important
        if self.condition.spaced and not is_fixed:
            return max(1.5 * self.scaled(style), style.line_height or 0.0)
        height = style.line_height
        if height is None:
            return None
        is_number = re.fullmatch(r"[\d.]+", style.get("line-height")) is not None
        return height * self.condition.text_scale if is_number else height

    def spacing(self, style: Style) -> tuple[float, float]:
        """Letter and word spacing in px."""
        letter, word = (one * self.condition.text_scale for one in style.spacing_px)
        if self.condition.spaced:
            size = self.scaled(style)
            letter, word = max(letter, 0.12 * size), max(word, 0.16 * size)
        return letter, word

    # Heights.

    def height(self, element: Element, depth: int = 0) -> float | None:
        """How high the content of a block is; None where it cannot be known."""
        if depth > 60 or self.styles.of(element).display in (
            "flex",
            "grid",
            "inline-flex",
            "inline-grid",
            "table",
        ):
            return None
        total = sum(one.height_px for one in self.paragraphs_of(element))
        margin = 0.0
        for child in element.elements:
            if not self._access.is_rendered(child):
                continue
            style = self.styles.of(child)
            if style.is_inline and child.tag not in _REPLACED:
                continue
            if style.get("position") in ("absolute", "fixed"):
                continue
            if child.tag in _REPLACED or style.get("float", "none") in ("left", "right"):
                own = self.px(style, "height")
                if own is None:
                    return None
                total += own
                continue
            own = self.outer_height(child, depth + 1)
            if own is None:
                return None
            top = self.px(style, "margin-top", self.box(child).width_px) or 0.0
            total += own + max(0.0, top - margin)
            margin = self.px(style, "margin-bottom", self.box(child).width_px) or 0.0
            total += margin
        return total

    def outer_height(self, element: Element, depth: int = 0) -> float | None:
        """The height of a block with its padding and border."""
        style = self.styles.of(element)
        edges = self.edges(style, "top", 0.0) + self.edges(style, "bottom", 0.0)
        own = self.px(style, "height")
        if own is not None:
            return own if style.get("box-sizing") == "border-box" else own + edges
        inside = self.height(element, depth)
        if inside is None:
            return None
        most, least = self.px(style, "max-height"), self.px(style, "min-height")
        if most is not None:
            inside = min(inside, most)
        return max(inside, least or 0.0) + edges


class _Drawn(NamedTuple):
    """What no line parts: the pieces that one font each draws, and their width together."""

    pieces: tuple[tuple[str, Font, Glyphs, float], ...]
    width_px: float


class _Look:
    """How text of one style is set under one condition; words are measured once."""

    def __init__(self, flow: Flow, style: Style) -> None:
        self._flow = flow
        self._style = style
        self.stack = flow.page.fonts.stack(style)
        self.size_px = flow.scaled(style)
        self.letter_px, word_px = flow.spacing(style)
        self.white = style.get("white-space", "normal")
        self.keeps_lines = self.white in ("pre", "pre-wrap", "pre-line", "break-spaces")
        self.wraps = self.white not in ("nowrap", "pre")
        self.transform = style.get("text-transform", "none")
        first = self.stack[0].face
        space = first.shape(" ").advance_units / first.units_per_em * self.size_px
        self.space_px = space + self.letter_px + word_px
        self._parts: dict[str, tuple[_Drawn, ...]] = {}
        self._reach: dict[int, tuple[float, float]] = {}

    def parts(self, piece: str) -> tuple[_Drawn, ...]:
        """A word, in parts where a line may end within it."""
        found = self._parts.get(piece)
        if found is None:
            parts = _split(piece) if self.wraps else [piece]
            found = self._parts[piece] = tuple(map(self._draw, parts))
        return found

    def _draw(self, part: str) -> _Drawn:
        pieces = tuple(
            (
                piece,
                font,
                glyphs,
                glyphs.advance_units / font.face.units_per_em * self.size_px
                + self.letter_px * len(piece),
            )
            for piece, font, glyphs in _stretches(part, self.stack)
        )
        return _Drawn(pieces, sum(piece[3] for piece in pieces))

    def reach(self, font: Font) -> tuple[float, float]:
        """How far a line goes above and below its baseline where the font draws on it."""
        key = id(font)
        if key not in self._reach:
            self._reach[key] = self._flow.reach(
                self._style, self.stack[0] if font.is_known else font
            )
        return self._reach[key]


class _Filler:
    """Fills lines with words, one after the other."""

    def __init__(self, flow: Flow, room: float, strut: tuple[float, float]) -> None:
        self.flow = flow
        self.room = room
        self.strut = strut
        self.lines: list[Line] = []
        self._words: list[Word] = []
        self._x = 0.0
        self._space = 0.0
        self._above, self._below = strut

    def add(self, text: Text, style: Style) -> None:
        """The words of a text node."""
        look = self.flow.look(style)
        if look.size_px <= 0:
            return
        for piece in _WORDS.findall(_transformed(text.data, look.transform)):
            if piece.isspace():
                if look.keeps_lines and "\n" in piece:
                    for _ in range(piece.count("\n")):
                        self.end(forced=True)
                elif self._words or self._x:
                    self._space = look.space_px * (len(piece) if look.white == "pre" else 1)
                continue
            for index, part in enumerate(look.parts(piece)):
                self._put(part, look, text, is_joined=index > 0)

    def _put(self, part: _Drawn, look: _Look, text: Text, is_joined: bool) -> None:
        space = 0.0 if is_joined else self._space
        # A word may be in several runs: only where a space or a joint stands may a line end.
        can_end = bool(self._words) and (self._space > 0 or is_joined)
        if look.wraps and can_end and self._x + space + part.width_px > self.room + 0.01:
            self.end(forced=False)
            space = 0.0
        self._x += space
        self._space = 0.0
        for piece, font, glyphs, width in part.pieces:
            above, below = look.reach(font)
            if above > self._above:
                self._above = above
            if below > self._below:
                self._below = below
            self._words.append(Word(piece, glyphs, font, look.size_px, self._x, width, text))
            self._x += width

    def end(self, *, forced: bool) -> None:
        """Ends the line."""
        if self._words:
            self.lines.append(Line(self._words, self._x, self._above, self._below, ends=forced))
        elif forced and self.lines and not self.lines[-1].ends:
            self.lines[-1].ends = True
        self._words, self._x, self._space = [], 0.0, 0.0
        self._above, self._below = self.strut


def _split(piece: str) -> list[str]:
    """A word where a hyphen, a slash or a dash lets a line end after it."""
    if piece.isalpha():
        return [piece]
    parts, start = [], 0
    for found in _BREAK_AFTER.finditer(piece):
        end = found.end() if found.end() > found.start() else found.start()
        if end > start:
            parts.append(piece[start:end])
            start = end
    parts.append(piece[start:])
    return [one for one in parts if one]


def _transformed(data: str, how: str) -> str:
    if how == "uppercase":
        return data.upper()
    if how == "lowercase":
        return data.lower()
    return re.sub(r"\b(\w)", lambda one: one[1].upper(), data) if how == "capitalize" else data


def _stretches(word: str, stack: tuple[Font, ...]) -> Iterator[tuple[str, Font, Glyphs]]:
    """A word cut where another font takes over."""
    first = stack[0]
    if first.draws(word):
        yield word, first, first.face.shape(word)
        return
    parts: list[tuple[str, Font]] = []
    for cluster in split_grapheme_clusters(word):
        font = next((one for one in stack if one.draws(cluster)), stack[-1])
        if parts and parts[-1][1] is font:
            parts[-1] = (parts[-1][0] + cluster, font)
        else:
            parts.append((cluster, font))
    for part, font in parts:
        yield part, font, font.face.shape(part)
