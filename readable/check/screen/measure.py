"""The text of a page measured at one size of text, whatever the width of the window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from readable.check.access import Access
from readable.check.page import Element, Text
from readable.linebreak import split_grapheme_clusters

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.screen.fonts import Font
    from readable.check.styles import Style, Styles
    from readable.face import Glyphs

__all__ = ["REPLACED", "Drawn", "Item", "Measure", "Run"]

REPLACED = frozenset(
    "img svg video audio canvas iframe object embed input button select textarea meter progress "
    "picture math".split()
)
_SKIPPED = frozenset("script style template noscript head title".split())
_WORDS = re.compile(r"([ \t\n\r\f]*)([^ \t\n\r\f]*)")
_BREAK_AFTER = re.compile(r"(?<=[\w%)])-(?=\w)|(?<=[/–—…])(?=\w)")


# So much of a word is measured at once, in characters: half a kilobyte is taken for each. No word
# is as long, and where text without a space is, a kern less or more is nothing.
_LONGEST_SHAPED = 2000


class Drawn(NamedTuple):
    """What no line parts: the pieces that one font each draws, and how much room it takes."""

    text: str
    pieces: tuple[tuple[str, Font, Glyphs, float], ...]
    """With the width of each in px."""
    size_px: float
    width_px: float
    above_px: float
    """How far above the baseline its line box goes at least, and how far below it."""
    below_px: float
    ink_above_px: float
    """How far its ink rises above the baseline, and how far it falls below it."""
    ink_below_px: float


class Item(NamedTuple):
    """A part of a text on its way into a line."""

    space_px: float
    """The space before it, if it does not begin a line."""
    drawn: Drawn
    may_begin: bool
    """Whether a line may begin with it."""
    source: Text


class Stretch:
    """What stands between two forced breaks; never nothing."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.ends_px = list(accumulate([space + drawn.width_px for space, drawn, _, _ in items]))
        """How far each item goes, all of them being on one line."""

    @cached_property
    def beginnings(self) -> list[int]:
        """Which items a line may begin with."""
        return [index for index, item in enumerate(self.items) if item.may_begin]


class Run:
    """The inline content between two borders of blocks; never nothing."""

    def __init__(
        self,
        block: Element,
        texts: list[Text],
        stretches: list[Stretch],
        strut: tuple[float, float],
    ) -> None:
        self.block = block
        self.texts = texts
        self.stretches = stretches
        self.strut = strut
        """How far every line goes above and below its baseline at least."""

    @cached_property
    def _drawn(self) -> list[Drawn]:
        return [item.drawn for one in self.stretches for item in one.items]

    @cached_property
    def is_even(self) -> bool:
        """Whether nothing in it makes one line higher than another."""
        above, below = self.strut
        return (
            max([one.above_px for one in self._drawn]) <= above
            and max([one.below_px for one in self._drawn]) <= below
        )

    @cached_property
    def size_px(self) -> float:
        """The size of its largest text."""
        return max([one.size_px for one in self._drawn])

    @cached_property
    def ink_px(self) -> tuple[float, float]:
        """The most that its ink rises above a baseline, and the most that it falls below one."""
        return (
            max([one.ink_above_px for one in self._drawn]),
            max([one.ink_below_px for one in self._drawn]),
        )

    @cached_property
    def is_known(self) -> bool:
        """Whether the fonts that draw it are here."""
        return all(font.is_known for one in self._drawn for _, font, _, _ in one.pieces)


class Measure:
    """The words of a page with their widths, under one style and one way to enlarge text."""

    def __init__(self, page: Page, styles: Styles, text_scale: float, spaced: bool) -> None:
        self.page = page
        self.styles = styles
        self.text_scale = text_scale
        self.spaced = spaced
        self.access = page.access if styles is page.styles else Access(page, styles)
        self._looks: dict[int, _Look] = {}
        self._alike: dict[tuple[object, ...], _Look] = {}

    def scaled(self, style: Style) -> float:
        """The size of text in px, larger where a reader enlarges text alone."""
        return style.font_px * self.text_scale

    def line_height(self, style: Style) -> float | None:
        """In px; None where the font decides it."""
        source = style.sources.get("line-height")
        is_fixed = source is not None and source.inline and source.important
        if self.spaced and not is_fixed:
            return max(1.5 * self.scaled(style), style.line_height or 0.0)
        height = style.line_height
        if height is None:
            return None
        is_number = re.fullmatch(r"[\d.]+", style.get("line-height")) is not None
        return height * self.text_scale if is_number else height

    def spacing(self, style: Style) -> tuple[float, float]:
        """Letter and word spacing in px."""
        letter, word = (one * self.text_scale for one in style.spacing_px)
        if self.spaced:
            size = self.scaled(style)
            letter, word = max(letter, 0.12 * size), max(word, 0.16 * size)
        return letter, word

    def reach(self, style: Style, font: Font) -> tuple[float, float]:
        """How far above and below the baseline a line box goes, for one font."""
        size = self.scaled(style)
        content = (font.ascent_em + font.descent_em) * size
        height = self.line_height(style)
        if height is None:
            height = content + font.gap_em * size
        above = (height - content) / 2 + font.ascent_em * size
        return above, height - above

    def block_of(self, element: Element) -> Element | None:
        """The block that the text of an element stands in."""
        return next((one for one in element.family if not self.styles.of(one).is_inline), None)

    @cached_property
    def runs(self) -> dict[Element, list[Run]]:
        """The text of each block, in order, parted where blocks stand in it."""
        found: dict[Element, list[Run]] = {}
        for element in self.page.elements:
            if (
                element.namespace
                or element.tag in _SKIPPED
                or not any(isinstance(one, Text) and one.data.strip() for one in element.children)
                or not self.access.is_visible(element)
            ):
                continue
            block = self.block_of(element)
            if block is None or block in found:
                continue
            if block.tag in REPLACED and block.tag != "button":
                continue
            found[block] = [run for part in self._parts(block) if (run := self._run(part, block))]
        return found

    def _parts(self, block: Element) -> Iterator[list[Text | str]]:
        """The inline content between the blocks in a block; "\\n" is a forced break."""
        part: list[Text | str] = []
        waiting: list[Element | Text] = list(reversed(block.children))
        while waiting:
            one = waiting.pop()
            if isinstance(one, Text):
                if self.access.is_visible(one.parent):
                    part.append(one)
            elif one.tag == "br":
                part.append("\n")
            elif one.namespace or one.tag in _SKIPPED or not self.access.is_rendered(one):
                continue
            elif self.styles.of(one).is_inline and one.tag not in REPLACED:
                waiting.extend(reversed(one.children))
            elif (
                self.styles.of(one).display in ("inline-block", "inline-flex", "inline-table")
                or one.tag in REPLACED
            ):
                continue
            else:
                yield part
                part = []
        yield part

    def _run(self, part: Sequence[Text | str], block: Element) -> Run | None:
        stretches = [Stretch(items) for items in self._items(part) if items]
        if not stretches:
            return None
        look = self._look(self.styles.of(block))
        texts = [one for one in part if isinstance(one, Text)]
        return Run(block, texts, stretches, look.strut)

    def _items(self, part: Sequence[Text | str]) -> Iterator[list[Item]]:
        """What stands between forced breaks, and before the first and after the last."""
        items: list[Item] = []
        space = 0.0
        for text in part:
            if isinstance(text, str):
                yield items
                items, space = [], 0.0
                continue
            look = self._look(self.styles.of(text.parent))
            if look.size_px <= 0:
                continue
            wraps, parts = look.wraps, look.parts
            for before, word in _WORDS.findall(_transformed(text.data, look.transform)):
                if before:
                    if look.keeps_lines and "\n" in before:
                        yield items
                        items, space = [], 0.0
                    elif items:
                        space = look.space_px * (len(before) if look.white == "pre" else 1)
                if not word:
                    continue
                if word.isspace():  # no-break spaces alone
                    space = look.space_px if items else 0.0
                    continue
                may_begin = wraps and space > 0 and bool(items)
                for drawn in parts(word):
                    items.append(Item(space, drawn, may_begin, text))
                    # Between two parts of a word a line may end, and no space is lost.
                    space, may_begin = 0.0, wraps
        yield items

    def _look(self, style: Style) -> _Look:
        # Styles are kept by the page, so that their ids stay.
        found = self._looks.get(id(style))
        if found is None:
            found = _Look(self, style)
            # Styles that differ in colour alone share what is measured.
            found = self._looks[id(style)] = self._alike.setdefault(found.key, found)
        return found


class _Look:
    """How text of one style is set; words are measured once."""

    def __init__(self, measure: Measure, style: Style) -> None:
        self._measure = measure
        self._style = style
        self.stack = measure.page.fonts.stack(style)
        self.strut = measure.reach(style, self.stack[0])
        self.size_px = measure.scaled(style)
        self.letter_px, word_px = measure.spacing(style)
        self.white = style.get("white-space", "normal")
        self.keeps_lines = self.white in ("pre", "pre-wrap", "pre-line", "break-spaces")
        self.wraps = self.white not in ("nowrap", "pre")
        self.transform = style.get("text-transform", "none")
        first = self.stack[0].face
        space = first.shape(" ").advance_units / first.units_per_em * self.size_px
        self.space_px = space + self.letter_px + word_px
        height = measure.line_height(style)
        self.key = (
            *(id(self.stack), self.size_px, self.letter_px, word_px),
            *(height, self.white, self.transform),
        )
        self._parts: dict[str, tuple[Drawn, ...]] = {}

    def parts(self, piece: str) -> tuple[Drawn, ...]:
        """A word, in parts where a line may end within it."""
        found = self._parts.get(piece)
        if found is None:
            parts = _split(piece) if self.wraps else [piece]
            found = self._parts[piece] = tuple(map(self._draw, parts))
        return found

    def _draw(self, part: str) -> Drawn:
        pieces = []
        above = below = -inf
        ink_above = ink_below = 0.0
        for piece, font, glyphs in _stretches(part, self.stack):
            em_px = self.size_px / font.face.units_per_em
            width = glyphs.advance_units * em_px + self.letter_px * len(piece)
            pieces.append((piece, font, glyphs, width))
            reach = self._reach(font)
            above, below = max(above, reach[0]), max(below, reach[1])
            ink_above = max(ink_above, glyphs.top_units * em_px)
            ink_below = max(ink_below, -glyphs.bottom_units * em_px)
        width = sum(one[3] for one in pieces)
        return Drawn(part, tuple(pieces), self.size_px, width, above, below, ink_above, ink_below)

    def _reach(self, font: Font) -> tuple[float, float]:
        """How far a line goes above and below its baseline where the font draws on it."""
        return self.strut if font.is_known else self._measure.reach(self._style, font)


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
    if len(word) > _LONGEST_SHAPED:
        for start in range(0, len(word), _LONGEST_SHAPED):
            yield from _stretches(word[start : start + _LONGEST_SHAPED], stack)
        return
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
