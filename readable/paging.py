"""Slabs to pages: what cannot be parted is stacked until a page is full."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import overload

from readable.face import Face, Glyphs
from readable.speedups import compiled
from readable.values import NamedTuple

__all__ = [
    "Bar",
    "Box",
    "Label",
    "Line",
    "Marker",
    "Page",
    "Part",
    "Picture",
    "Quoted",
    "Slab",
    "Word",
    "Words",
    "paginate",
]


class Word(NamedTuple):
    """Glyphs at a place: `x_px` from the page's left edge, `rise_px` above the baseline."""

    x_px: float
    rise_px: int
    size_px: float
    face: Face
    glyphs: Glyphs
    slanted: bool


Inked = tuple[int, float, Face, bool]
"""How words are drawn: what `Word` has but for its place and its glyphs."""
Row = tuple[float, int, float, Face, Glyphs, bool]
"""The fields of a `Word`."""
# What Word() comes to, without a Python call on the way.
_MAKE = tuple.__new__


class Words(Sequence[Word]):
    """The words of a line, made when they are asked for.

    As long as a line waits to be drawn, all that it holds are glyphs, which others have too, their
    places in pixels, and how they are drawn: of each, or once, if it is the same for all. Of a long
    article that is a tenth of the memory of its words.
    """

    __slots__ = ("_glyphs", "_inked", "_xs")

    def __init__(self, xs: bytes, glyphs: tuple[Glyphs, ...], inked: tuple[Inked, ...]) -> None:
        """`xs` are doubles as an array has them, `inked` one for all words or one for each."""
        self._xs, self._glyphs, self._inked = xs, glyphs, inked

    def rows(self) -> Iterable[Row]:
        """Each word as a plain tuple, faster to go through."""
        xs = array("d", self._xs)
        if len(self._inked) == 1:
            ((rise_px, size_px, face, slanted),) = self._inked
            rises, sizes, faces = repeat(rise_px), repeat(size_px), repeat(face)
            return zip(xs, rises, sizes, faces, self._glyphs, repeat(slanted))
        placed = zip(xs, self._glyphs, self._inked, strict=True)
        return [
            (x, rise_px, size_px, face, glyphs, slanted)
            for x, glyphs, (rise_px, size_px, face, slanted) in placed
        ]

    def __iter__(self) -> Iterator[Word]:
        return map(_MAKE, repeat(Word), self.rows())

    def __len__(self) -> int:
        return len(self._glyphs)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class Box(NamedTuple):
    """A rectangle of the text's colour: a border, a rule, an underline, the ground of a mark.

    One that `spares_ink` leaves out where letters reach into it, as CSS's
    `text-decoration-skip-ink` does. `level` is how much of the colour it has, of 255.
    """

    left_px: int
    top_px: int
    width_px: int
    height_px: int
    spares_ink: bool = False
    level: int = 255


class Marker(NamedTuple):
    """The marker of an entry of a list, of those that layout gives one, counted from 0."""

    item: int
    words: int
    """Of how many words it is."""


class Part(NamedTuple):
    """A part of a line's text, of one direction: where it begins, how long it is."""

    start: int
    length: int
    words: int
    """Of how many words it is, and none for a space."""
    right_to_left: bool


class Quoted(NamedTuple):
    """Where in a line something begins that the article says in another place."""

    start: int
    block: int
    """Which paragraph says it; -1 for none, or for one that is drawn in its own place."""
    offset: int
    """From where on in that paragraph."""


class Label(NamedTuple):
    """What a line says for a value of a table: the heading of its column, or the value again."""

    text: str
    block: int
    """The paragraph of the article that is read after it,"""
    picture: int
    """and the picture."""
    quoted: tuple[Quoted, ...] = ()
    number: int = 0
    """Which this is of those that are read before the same paragraph and picture."""


class Line(NamedTuple):
    """A line of text. Its `text` is what the article says, with the space the line ends in.

    What layout added (a list's marker, a page number) is drawn but is not in `text`. A heading of
    a table that only labels show is a line without words and without height.
    """

    left_px: float
    top_px: int
    width_px: float
    height_px: int
    baseline_px: int
    words: Sequence[Word]
    text: str = ""
    tag: str = "p"
    block: int = -1
    """Which paragraph of the article this is a line of; -1 when of none."""
    ends_block: bool = False
    lang: str | None = None
    markers: tuple[Marker, ...] = ()
    """The markers that its words begin with, the outermost list's first."""
    parts: tuple[Part, ...] = ()
    """What its other words are of, where they do not stand as they are read."""
    label: Label | None = None
    """What it says if it is a label, of which nothing is in `text`."""


class Picture(NamedTuple):
    """Where a picture goes. One that could not be loaded has no `src`; its alternative stays."""

    left_px: int
    top_px: int
    width_px: int
    height_px: int
    src: str | None
    alt: str | None
    number: int = -1
    """Which picture of the article this is, in reading order,"""
    block: int = 0
    """and the paragraph that is read after it."""


class Bar(NamedTuple):
    """A vertical line beside a slab that goes on through the gap to the next with the same bar."""

    left_px: int
    width_px: int
    group: int = 0
    """Which quotation, caption or part it is of: the bars of two that follow are two."""


class Slab(NamedTuple):
    """What stays in one piece: a line, a picture, a row. Tops are relative to the slab."""

    height_px: int
    gap_px: int = 0
    """The space above, unless a page begins here."""
    keep: bool = False
    """Whether the next slab should stand on the same page."""
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    pictures: tuple[Picture, ...] = ()
    bars: tuple[Bar, ...] = ()
    head: Slab | None = None
    """What is drawn again above it where a page begins with it: the headings of a table."""


class Page(NamedTuple):
    """One page: what is drawn where, in whole pixels from its upper left corner."""

    number: int
    width_px: int
    height_px: int
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[Picture, ...]

    @property
    def text(self) -> str:
        """What the page says. The texts of all pages, one after the other, are the article's."""
        said = [line.text + "\n" if line.ends_block else line.text for line in self.lines]
        return "".join(said)


def paginate(
    slabs: Sequence[Slab],
    width_px: int,
    height_px: int | None,
    top_px: int,
    bottom_px: int,
    first_top_px: int | None = None,
) -> list[Page]:
    """The slabs stacked on pages with margins above (another on the first) and below.

    Slabs kept together share a page unless they are together higher than one. Without
    `height_px` there is one page, as high as it needs to be.
    """
    pages: list[Page] = []
    start = 0
    while start < len(slabs):
        top = top_px if first_top_px is None or pages else first_top_px
        room = None if height_px is None else height_px - top - bottom_px
        head = slabs[start].head if start else None
        if head is not None and room is not None:
            head = head._replace(bars=slabs[start].bars)
            room -= head.height_px
        end, used = _fill(slabs, start, room)
        page_height = height_px if height_px is not None else top + used + bottom_px
        shown = slabs[start:end] if head is None else (head, *slabs[start:end])
        pages.append(_stack(shown, len(pages) + 1, width_px, page_height, top))
        start = end
    return pages


def _fill(slabs: Sequence[Slab], start: int, room_px: int | None) -> tuple[int, int]:
    """Where the page that begins at `start` ends, and the height it fills."""
    used = 0
    best = None
    index = start
    while index < len(slabs):
        slab = slabs[index]
        needed = slab.height_px + (slab.gap_px if index > start else 0)
        if room_px is not None and used + needed > room_px and index > start:
            if best is None or not slabs[best[0]].gap_px:
                best = _behind_a_heading(slabs, start, index, best, room_px) or best
            return best or (index, used)
        used += needed
        index += 1
        if not slab.keep:
            best = (index, used)
    return index, used


def _behind_a_heading(
    slabs: Sequence[Slab], start: int, full: int, best: tuple[int, int] | None, room_px: int
) -> tuple[int, int] | None:
    """Where a page that the slab `full` does not fit ends behind a heading, if behind any.

    Headings that no page holds with what follows are not parted within: as many stand with that
    as the next page holds.
    """
    end = full
    while end < len(slabs) - 1 and slabs[end].keep:
        end += 1
    found = None
    used = slabs[start].height_px
    for index in range(start + 1, full + 1):
        slab = slabs[index]
        above = slabs[index - 1].lines
        is_behind = bool(slab.gap_px and above and above[-1].tag[0] == "h")
        if is_behind and index > (best[0] if best else start):
            found = index, used
            rest = sum(one.gap_px + one.height_px for one in slabs[index : end + 1])
            if rest - slab.gap_px <= room_px:
                break
        used += slab.gap_px + slab.height_px
    return found


def _stack(slabs: Sequence[Slab], number: int, width_px: int, height_px: int, top_px: int) -> Page:
    lines, tops = _put_on_page(slabs, top_px)
    boxes: list[Box] = []
    pictures: list[Picture] = []
    before: tuple[Bar, ...] = ()
    for index, (slab, y) in enumerate(zip(slabs, tops, strict=True)):
        height, gap, _, _, own_boxes, own_pictures, bars, _ = slab
        for box in own_boxes:
            boxes.append(box._replace(top_px=box.top_px + y))
        for picture in own_pictures:
            pictures.append(picture._replace(top_px=picture.top_px + y))
        for bar in bars:
            joined = gap if index and bar in before else 0
            boxes.append(Box(bar.left_px, y - joined, bar.width_px, height + joined))
        before = bars
    # What stands for a picture may go on over the next page.
    bottom = tops[-1] + slabs[-1].height_px
    pictures = [
        one._replace(height_px=min(one.height_px, bottom - one.top_px)) if one.src is None else one
        for one in pictures
    ]
    return Page(number, width_px, height_px, tuple(lines), tuple(boxes), tuple(pictures))


def _put_on_page(slabs: Sequence[Slab], top_px: int) -> tuple[list[Line], list[int]]:
    """The lines of slabs below each other, and where each slab begins."""
    if compiled:
        return compiled.put_on_page(slabs, top_px, Line)
    lines: list[Line] = []
    tops: list[int] = []
    y = top_px
    for index, slab in enumerate(slabs):
        y += slab.gap_px if index else 0
        tops.append(y)
        for line in slab.lines:
            top, baseline = line.top_px + y, line.baseline_px + y
            lines.append(line._replace(top_px=top, baseline_px=baseline))
        y += slab.height_px
    return lines, tops
