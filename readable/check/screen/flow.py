"""The lines of a page, laid out on a viewport as a browser would, near enough to judge them.

Blocks one below the other are laid out exactly; of floats, flexible boxes, grids and tables only
the width that they may at most have is known, and what is said of those is not said for sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from readable.check.page import Element, Text
from readable.check.screen.measure import REPLACED, Item, Measure, Run, Stretch

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.screen.fonts import Font
    from readable.check.styles import Style
    from readable.face import Glyphs

__all__ = [
    "AS_IT_IS",
    "ENLARGED",
    "LARGER_TEXT",
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


class Line:
    """Words on one baseline, with the room above and below that the line box gives."""

    def __init__(
        self, items: list[Item], width_px: float, reach: tuple[float, float], *, ends: bool
    ) -> None:
        self.items = items
        self.width_px = width_px
        self.above_px, self.below_px = reach
        self.ends = ends
        """Whether it ends a paragraph or stands before a forced break."""

    @cached_property
    def words(self) -> list[Word]:
        """In order; a word of two fonts is two, and so is one in which a line may end."""
        found: list[Word] = []
        x = 0.0
        for space, drawn, _, source in self.items:
            if found:
                x += space
            for text, font, glyphs, width in drawn.pieces:
                found.append(Word(text, glyphs, font, drawn.size_px, x, width, source))
                x += width
        return found

    @cached_property
    def text(self) -> str:
        """Its text in NFC, to be counted as a reader counts letters."""
        first, *rest = self.items
        parts = [first.drawn.text]
        for space, drawn, _, _ in rest:
            parts.append(f" {drawn.text}" if space >= 0.01 else drawn.text)
        return normalize("NFC", "".join(parts))

    @property
    def height_px(self) -> float:
        return self.above_px + self.below_px


class Box(NamedTuple):
    """The content box of a block: from the left edge of the page, and how wide."""

    left_px: float
    width_px: float
    is_sure: bool


@dataclass(slots=True)
class Paragraph:
    """A block's own text in lines."""

    run: Run
    box: Box
    lines: list[Line]

    @property
    def element(self) -> Element:
        return self.run.block

    @property
    def texts(self) -> list[Text]:
        return self.run.texts

    @property
    def height_px(self) -> float:
        return sum(line.height_px for line in self.lines)


class Flow:
    """A page laid out under one condition."""

    def __init__(self, page: Page, measure: Measure, condition: Condition) -> None:
        self.page = page
        self.measure = measure
        self.styles = measure.styles
        self.condition = condition
        self._boxes: dict[int, Box] = {}
        self._alike: dict[tuple[object, ...], Box] = {}
        self._access = measure.access
        self._by_block = {
            block: [Paragraph(run, self.box(block), self._lines(run)) for run in runs]
            for block, runs in measure.runs.items()
        }
        self.paragraphs = [one for made in self._by_block.values() for one in made]

    # Widths.

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
        is_flexible = parent is not None and self.styles.of(parent).display in _FLEXIBLE
        cells = max(1, len(parent.elements)) if parent and style.display == "table-cell" else 1
        key = (id(style), around, is_flexible, cells)
        if key not in self._alike:
            self._alike[key] = self._box_in(around, style, is_flexible, cells)
        return self._alike[key]

    def _box_in(self, around: Box, style: Style, is_flexible: bool, cells: int) -> Box:
        room = around.width_px
        left, right = (self.edges(style, side, room) for side in ("left", "right"))
        margin_left = self.px(style, "margin-left", room) or 0.0
        margin_right = self.px(style, "margin-right", room) or 0.0
        width = self._width(style, "width", room, left + right)
        # What a box in a flexible one is as wide as, its neighbours decide too.
        is_sure = around.is_sure and not is_flexible and not _turns(style)
        shrinks = (
            style.display in _SHRINKING
            or style.get("float", "none") in ("left", "right")
            or style.get("position") in ("absolute", "fixed")
            or is_flexible
        )
        if shrinks and width is None:
            is_sure = False
            room = room / cells
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

    def is_turned(self, element: Element) -> bool:
        """Whether it is drawn in another direction or size than it is laid out here."""
        return any(_turns(self.styles.of(one)) for one in element.family)

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

    def paragraphs_of(self, block: Element) -> list[Paragraph]:
        return self._by_block.get(block, [])

    def _lines(self, run: Run) -> list[Line]:
        """The lines that a run of inline content fills."""
        room = self.box(run.block).width_px + 0.01
        lines: list[Line] = []
        for stretch in run.stretches:
            for start, end in _wrapped(stretch, room):
                items = stretch.items[start:end]
                width = stretch.ends_px[end - 1] - _begin_px(stretch, start)
                lines.append(_line(run, items, width, ends=end == len(stretch.items)))
        return lines

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
            if style.is_inline and child.tag not in REPLACED:
                continue
            if style.get("position") in ("absolute", "fixed"):
                continue
            if child.tag in REPLACED or style.get("float", "none") in ("left", "right"):
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


def _turns(style: Style) -> bool:
    return (
        style.get("writing-mode", "horizontal-tb") != "horizontal-tb"
        or style.get("zoom", "1") not in ("1", "normal", "100%")
        or any(style.get(name, "none") != "none" for name in ("rotate", "scale"))
        or re.search("rotate|scale|matrix|skew", style.get("transform")) is not None
    )


def _begin_px(stretch: Stretch, index: int) -> float:
    return stretch.ends_px[index] - stretch.items[index].drawn.width_px


def _wrapped(stretch: Stretch, room: float) -> Iterator[tuple[int, int]]:
    """Where lines begin and end that have as many words each as there is room for."""
    start, last = 0, len(stretch.items)
    while start < last:
        # The first item that is beyond the room, and where a line may end from there on.
        full = bisect_right(stretch.ends_px, _begin_px(stretch, start) + room, start + 1)
        end = last
        if full < last:
            at = bisect_left(stretch.beginnings, full)
            end = stretch.beginnings[at] if at < len(stretch.beginnings) else last
        yield start, end
        start = end


def _line(run: Run, items: list[Item], width_px: float, *, ends: bool) -> Line:
    above, below = run.strut
    if not run.is_even:
        above = max(above, max(item.drawn.above_px for item in items))
        below = max(below, max(item.drawn.below_px for item in items))
    return Line(items, width_px, (above, below), ends=ends)
