"""One line, and the lines of one paragraph's look, in whole pixels."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from math import ceil
from operator import add

from readable.article import Alignment
from readable.face import Glyphs
from readable.paging import Box, Inked, Line, Slab, Words
from readable.shaping import Ink, Segment, ShapedText
from readable.speedups import compiled
from readable.values import NamedTuple

__all__ = ["LineSetter", "Look", "closer", "columns_of", "kept", "line_box", "words_of"]

# The ground of a mark reaches from above the tone marks to below the tails.
_TINT_TOP_EM = 1.25
_TINT_BOTTOM_EM = 0.32

_UNDERLINE_EM = 0.14
_STRIKE_EM = -0.28
_STROKE_EM = 0.06

# Two underlined words one after the other are underlined as one, with their space. It is no wider
# than this in a justified line with the most space between words.
_UNDERLINED_SPACE_EM = 2.0

# Words pushed further apart than this no longer read as a line; it stays ragged.
_WIDEST_JUSTIFIED_SPACE_EM = 0.6


class Look(NamedTuple):
    """How a paragraph is set, apart from its column. Lengths in pixels."""

    size_px: float
    line_height: float
    gap_px: int
    tag: str = "p"
    bold: bool = False
    keep_all: bool = False
    keep_next: bool = False
    lang: str | None = None
    alignment: Alignment | None = None


def line_box(shaped: ShapedText, look: Look) -> tuple[int, int]:
    """How much of a line's height stands above and below its baseline, in pixels.

    The ink of the face, not its ascender, is centred in the line: Be Vietnam Pro's Ễ rises a fifth
    of an em above its ascender.
    """
    height = round(look.line_height * look.size_px)
    ink = (shaped.ink_top_em + shaped.ink_bottom_em) * look.size_px
    above = round((height - ink) / 2 + shaped.ink_top_em * look.size_px)
    return above, height - above


def columns_of(segments: Sequence[Segment]) -> tuple[list[float], list[float], list[float]]:
    """Where each segment begins in its paragraph, its width, and that of the space after it.

    And where the last ends, as it were a beginning.
    """
    if compiled:
        return compiled.columns_of(segments)
    widths = [segment.width_em for segment in segments]
    spaces = [segment.space_em for segment in segments]
    return list(accumulate(map(add, widths, spaces), initial=0.0)), widths, spaces


@dataclass(eq=False, repr=False)
class LineSetter:
    """Sets the lines of a paragraph."""

    segments: Sequence[Segment]
    begins_em: Sequence[float]
    """Where each segment would begin, were the paragraph one line."""
    look: Look
    above_px: int
    """How much of a line stands above its baseline, if its ink needs no more,"""
    below_px: int
    """and below it."""
    # How the words of the line before are drawn: as those of the next, which takes less memory.
    _inks: tuple[Ink, ...] = field(default=(), init=False)
    _inked: tuple[Inked, ...] = field(default=(), init=False)

    def slabs(
        self,
        ends: Sequence[int],
        left: int,
        width_px: int,
        block: int | None,
        hang_px: int = 0,
        forced: Sequence[bool] | None = None,
    ) -> list[Slab]:
        """Lines, each a slab of its own, that end before these segments.

        The first begins `hang_px` to the left. They are justified if it is told after which
        segments a line ends by force: these are not.
        """
        look = self.look
        if compiled and type(self) is LineSetter and forced is None:
            column = left, width_px, hang_px, self.above_px, self.below_px
            made = Slab, Line, Words
            inked = partial(_inked, size_px=look.size_px)
            return compiled.set_lines(
                self.segments, self.begins_em, ends, look, column, block, made, inked, self._boxes
            )
        slabs = []
        start = 0
        last = len(ends) - 1
        for number, end in enumerate(ends):
            hang = hang_px if number == 0 else 0
            wanted = None if forced is None or forced[end - 1] else width_px + hang
            line, boxes = self.line(start, end, left - hang, width_px, wanted, block)
            # A first or last line never stands alone on a page.
            keep = look.keep_all or number == 0 or number == last - 1
            slabs.append(
                Slab(
                    line.height_px,
                    look.gap_px if number == 0 else 0,
                    look.keep_next if number == last else keep,
                    (line,),
                    boxes,
                )
            )
            start = end
        return slabs

    def _boxes(self, start: int, end: int, left: int, above: int, below: int) -> tuple[Box, ...]:
        """What is drawn under, through and behind the letters of a line that is not justified."""
        segments, begins = self.segments[start:end], self.begins_em[start:end]
        size = self.look.size_px
        xs = [left + (begin - begins[0]) * size for begin in begins]
        return _decorations(xs, segments, above, below, size)

    def line(
        self,
        start: int,
        end: int,
        left: int,
        width_px: int,
        justified_px: int | None = None,
        block: int | None = None,
    ) -> tuple[Line, tuple[Box, ...]]:
        """The segments from `start` to `end` on one line, and its underlines.

        A line whose ink is higher or deeper than the line height leaves room for opens it by as
        much, so that nothing is cut at a page's edge and no two lines touch. `width_px` is that
        of its column; `justified_px` how wide it should become by room between its words. The line
        says its text when it is one of a `block` of the article.
        """
        look = self.look
        size = look.size_px
        segments, begins = self.segments[start:end], self.begins_em[start:end]
        first, unit = begins[0], size
        used_px = (begins[-1] + segments[-1].width_em - first) * size
        if justified_px is not None:
            xs = [(begin - first) * size for begin in begins]
            begins, first, unit = _spread(xs, segments, justified_px - used_px, size), 0.0, 1.0
            used_px = begins[-1] + segments[-1].width_em * size
        if look.alignment is not None:
            free = max(0, int(width_px - used_px))
            left += free if look.alignment == "end" else free // 2
        placed = _place(segments, begins, first, unit, left, size)
        xs_px, glyphs, inks, text, top_em, bottom_em, is_decorated = placed
        if inks != self._inks:
            self._inks, self._inked = inks, _all_inked(inks, size)
        # With a row of pixels between them: ink in two rows that follow each other touches.
        above = max(self.above_px, ceil(top_em * size) + 1)
        below = max(self.below_px, ceil(bottom_em * size))
        boxes: tuple[Box, ...] = ()
        if is_decorated:
            xs = [left + (begin - first) * unit for begin in begins]
            boxes = _decorations(xs, segments, above, below, size)
        line = Line(
            left,
            0,
            used_px,
            above + below,
            above,
            Words(xs_px, glyphs, self._inked),
            "" if block is None else text,
            look.tag,
            -1 if block is None else block,
            block is not None and end == len(self.segments),
            look.lang,
        )
        return line, boxes


def _spread(
    xs: list[float], segments: Sequence[Segment], room_px: float, size: float
) -> list[float]:
    """The places of a line's segments with the room shared out to the spaces between them."""
    stretchable = sum(1 for segment in segments[:-1] if segment.space_em)
    extra = max(0.0, room_px) / stretchable if stretchable else 0.0
    if extra > _WIDEST_JUSTIFIED_SPACE_EM * size:
        return xs
    moved = []
    shift = 0.0
    for x, segment in zip(xs, segments, strict=True):
        moved.append(x + shift)
        shift += extra if segment.space_em else 0.0
    return moved


def _place(
    segments: Sequence[Segment],
    begins: Sequence[float],
    first: float,
    unit_px: float,
    left_px: float,
    size_px: float,
) -> tuple[bytes, tuple[Glyphs, ...], tuple[Ink, ...], str, float, float, bool]:
    """The pieces of segments: their places in pixels, glyphs, and inks, one if it is that of all.

    And of the segments their text, how high and deep their ink goes, and whether any is decorated.
    Where each begins is told in units of so many pixels; `first` is told of what stands `left_px`.
    """
    if compiled:
        return compiled.place(segments, begins, first, unit_px, left_px, size_px)
    xs = [left_px + (begin - first) * unit_px for begin in begins]
    placed = [
        (x + piece.x_em * size_px, piece)
        for x, segment in zip(xs, segments, strict=True)
        for piece in segment.pieces
    ]
    inks = tuple([piece.ink for _, piece in placed])
    # Mostly the same for all.
    inks = inks[:1] if len(set(inks)) == 1 else inks
    return (
        array("d", [x for x, _ in placed]).tobytes(),
        tuple([piece.glyphs for _, piece in placed]),
        inks,
        "".join([segment.text for segment in segments]),
        max([segment.ink_top_em for segment in segments]),
        max([segment.ink_bottom_em for segment in segments]),
        any(segment.is_decorated for segment in segments),
    )


def _inked(ink: Ink, size_px: float) -> Inked:
    return round(ink.rise_em * size_px), ink.size_em * size_px, ink.face, ink.slanted


def _all_inked(inks: Sequence[Ink], size_px: float) -> tuple[Inked, ...]:
    found: list[Inked] = []
    last = None
    for ink in inks:
        # Words beside each other have the same.
        if ink is not last:
            last = ink
            drawn = _inked(ink, size_px)
        found.append(drawn)
    return tuple(found)


def words_of(segments: Sequence[Segment], xs: Sequence[float], size_px: float) -> Words:
    """The words of segments on a line, each segment at its place in pixels."""
    xs_px, glyphs, inks, *_ = _place(segments, xs, 0.0, 1.0, 0.0, size_px)
    return Words(xs_px, glyphs, _all_inked(inks, size_px))


def _decorations(
    xs: Sequence[float], segments: Sequence[Segment], above: int, below: int, size: float
) -> tuple[Box, ...]:
    """What is drawn under, through and behind the letters of a line."""
    spans: list[tuple[str, int, float]] = []
    """What they are, how dark, and where they begin,"""
    ends: list[float] = []
    """and where they end."""
    last: dict[tuple[str, int], int] = {}
    """The spans that reach to where the piece before ends, by what they are."""
    for x, segment in zip(xs, segments, strict=True):
        if not segment.is_decorated and segment.width_em:
            last = {}
            continue
        for piece in segment.pieces:
            if not piece.advance_em:
                continue  # the figures in a frame, which has the room
            begin = x + piece.x_em * size
            end = begin + piece.advance_em * size
            reached = {}
            for key in _decorations_of(piece.ink):
                place = last.get(key, -1)
                if place >= 0 and begin - ends[place] < size * _UNDERLINED_SPACE_EM:
                    ends[place] = end
                else:
                    place = len(spans)
                    spans.append((*key, begin))
                    ends.append(end)
                reached[key] = place
            last = reached
    placed = zip(spans, ends, strict=True)
    return tuple([_decoration_box(*span, end, above, below, size) for span, end in placed])


def _decorations_of(ink: Ink) -> list[tuple[str, int]]:
    """What is drawn with words of an ink, and how dark the grounds of marks are."""
    found = []
    if ink.underlined:
        found.append(("underline", 0))
    if ink.struck:
        found.append(("strike", 0))
    if ink.tint:
        found.append(("tint", ink.tint))
    return found


def _decoration_box(
    kind: str, tint: int, begin: float, end: float, above: int, below: int, size: float
) -> Box:
    left = round(begin)
    width = round(end) - left
    if kind == "tint":
        top = max(0, above - round(size * _TINT_TOP_EM))
        bottom = above + min(below, round(size * _TINT_BOTTOM_EM))
        return Box(left, top, width, bottom - top, level=tint)
    is_underline = kind == "underline"
    top = above + round(size * (_UNDERLINE_EM if is_underline else _STRIKE_EM))
    return Box(left, top, width, max(1, round(size * _STROKE_EM)), spares_ink=is_underline)


def kept(slabs: list[Slab], last: bool = True) -> list[Slab]:
    """The slabs kept together; with `last`, also with what follows them."""
    return [
        slab._replace(keep=True) if last or index < len(slabs) - 1 else slab
        for index, slab in enumerate(slabs)
    ]


def closer(slabs: list[Slab], gap_px: int) -> list[Slab]:
    """The slabs with another gap above the first."""
    return [slabs[0]._replace(gap_px=gap_px), *slabs[1:]] if slabs else []
