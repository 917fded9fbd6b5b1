"""One line, and the lines of one paragraph's look, in whole pixels."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from readable.article import Alignment
from readable.paging import Box, Line, Slab, Word
from readable.shaping import Segment, ShapedText

__all__ = ["Look", "aligned_px", "closer", "kept", "line_box", "set_line", "words_of"]

# The ground of a mark reaches from above the tone marks to below the tails.
_TINT_TOP_EM = 1.25
_TINT_BOTTOM_EM = 0.32

_UNDERLINE_EM = 0.14
_STRIKE_EM = -0.28
_STROKE_EM = 0.06

# Two underlined words this close are underlined as one, the space between them too.
_UNDERLINED_SPACE_EM = 0.6

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


def set_line(
    segments: Sequence[Segment],
    look: Look,
    left: int,
    justified_px: int | None,
    above: int,
    below: int,
) -> tuple[Line, tuple[Box, ...]]:
    """The segments on one line, and its underlines.

    A line whose ink is higher or deeper than the line height leaves room for opens it by as
    much, so that nothing is cut at a page's edge and no two lines touch.
    """
    size = look.size_px
    top = bottom = 0.0
    for segment in segments:
        for piece in segment.pieces:
            em = piece.size_em / piece.face.units_per_em
            top = max(top, piece.rise_em + piece.glyphs.top_units * em)
            bottom = max(bottom, -piece.rise_em - piece.glyphs.bottom_units * em)
    above, below = max(above, ceil(top * size)), max(below, ceil(bottom * size))
    extra = _justification(segments, size, justified_px)
    words: list[Word] = []
    spans: list[_Span] = []
    x = float(left)
    end = x
    for segment in segments:
        words += words_of(segment, x, size)
        for piece in segment.pieces:
            begin = x + piece.x_em * size
            for kind, wanted in (("underline", piece.underlined), ("strike", piece.struck)):
                if wanted:
                    spans.append(_Span(kind, begin, begin + piece.advance_em * size))
            if piece.tint:
                spans.append(_Span("tint", begin, begin + piece.advance_em * size, piece.tint))
        end = x + segment.width_em * size
        x = end + segment.space_em * size + (extra if segment.space_em else 0.0)
    height = above + below
    line = Line(left, 0, end - left, height, above, tuple(words), tag=look.tag, lang=look.lang)
    return line, _decoration_boxes(spans, above, below, size)


def aligned_px(segments: Sequence[Segment], look: Look, width_px: int) -> int:
    """How far to the right of its column's edge a line begins."""
    if look.alignment is None:
        return 0
    *before, last = segments
    used = last.width_em + sum(segment.width_em + segment.space_em for segment in before)
    free = max(0, int(width_px - used * look.size_px))
    return free if look.alignment == "end" else free // 2


def _justification(segments: Sequence[Segment], size: float, justified_px: int | None) -> float:
    if justified_px is None or segments[-1].forced:
        return 0.0
    *before, last = segments
    stretchable = sum(1 for segment in before if segment.space_em)
    used = last.width_em + sum(segment.width_em + segment.space_em for segment in before)
    extra = max(0.0, justified_px - used * size) / stretchable if stretchable else 0.0
    return extra if extra <= _WIDEST_JUSTIFIED_SPACE_EM * size else 0.0


def words_of(segment: Segment, x: float, size: float) -> tuple[Word, ...]:
    return tuple(
        Word(
            x + piece.x_em * size,
            round(piece.rise_em * size),
            piece.size_em * size,
            piece.face,
            piece.glyphs,
            piece.slanted,
        )
        for piece in segment.pieces
    )


class _Span(NamedTuple):
    """A part of a line that something is drawn under, through or behind."""

    kind: str
    begin: float
    end: float
    tint: int = 0


def _decoration_boxes(spans: list[_Span], above: int, below: int, size: float) -> tuple[Box, ...]:
    """One box for each decorated part of a line, spaces between its words included."""
    merged: list[_Span] = []
    for span in spans:
        alike = (one for one in reversed(merged) if (one.kind, one.tint) == (span.kind, span.tint))
        previous = next(alike, None)
        if previous and span.begin - previous.end < size * _UNDERLINED_SPACE_EM:
            merged[merged.index(previous)] = previous._replace(end=span.end)
        else:
            merged.append(span)
    return tuple(_decoration_box(span, above, below, size) for span in merged)


def _decoration_box(span: _Span, above: int, below: int, size: float) -> Box:
    left = round(span.begin)
    width = round(span.end) - left
    if span.kind == "tint":
        top = max(0, above - round(size * _TINT_TOP_EM))
        bottom = above + min(below, round(size * _TINT_BOTTOM_EM))
        return Box(left, top, width, bottom - top, level=span.tint)
    is_underline = span.kind == "underline"
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
