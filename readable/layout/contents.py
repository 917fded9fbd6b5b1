"""A list of an article's headings with the pages they stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from readable.article import Article, Block, Heading, Paragraph, Run
from readable.layout.lines import kept, words_of
from readable.paging import Line, Page, Slab
from readable.values import NamedTuple

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["with_contents"]

# An article that is long has contents by itself from so many headings on.
_FEWEST_HEADINGS = 5

_LEVELS = 2
_HEADING_EM = 1.3
_GAP_EM = 0.35
_INDENT_EM = 1.2
_NUMBER_GAP_EM = 0.5
_DOT_EVERY_EM = 0.5
_FEWEST_DOTS = 3


class _Entry(NamedTuple):
    """A heading: which paragraph of the article it is, how deep, and what it says."""

    block: int
    depth: int
    text: str


def with_contents(
    flow: Flow,
    article: Article,
    slabs: Sequence[Slab],
    pages: list[Page],
    stacked: Callable[[Sequence[Slab]], list[Page]],
    left: int,
    width: int,
    wanted: bool | None,
) -> list[Page]:
    """The pages with contents between title and text; as they were where the article is short.

    `stacked` makes pages of slabs. `wanted` says that there are contents however few headings.
    """
    before = _beginning_of(article.blocks)
    at = next(
        (n for n, slab in enumerate(slabs) if not slab.lines or slab.lines[0].block >= before),
        len(slabs),
    )
    entries = _entries_of(slabs[at:])
    if len(entries) < (1 if wanted else _FEWEST_HEADINGS):
        return pages
    title = "Contents" if article.lang.lower().split("-")[0] == "en" else "Mục lục"
    # A title may stand alone on its page: kept with contents that stay whole it would part them.
    above = [*slabs[:at]]
    if above:
        above[-1] = above[-1]._replace(keep=False)
    numbers: dict[int, int] = {}
    most = len(pages)
    while True:
        contents = _set_contents(flow, entries, numbers, most, title, left, width)
        pages = stacked([*above, *contents, *slabs[at:]])
        if numbers and len(pages) <= most:
            return pages
        # As wide as the most pages need, the numbers move nothing when they are filled in.
        most = max(most, len(pages))
        numbers = _pages_of(pages)


def _beginning_of(blocks: Sequence[Block]) -> int:
    """How many blocks stand before the contents: title, date, summary."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph | Heading) or block.role is None:
            return index
    return len(blocks)


def _entries_of(slabs: Sequence[Slab]) -> list[_Entry]:
    """The headings of the two highest levels that there are."""
    lines = [line for slab in slabs for line in slab.lines if line.tag[0] == "h"]
    levels = sorted({line.tag for line in lines if line.block >= 0})[:_LEVELS]
    return [
        _Entry(block, levels.index(tag), " ".join("".join(line.text for line in own).split()))
        for (block, tag), own in groupby(lines, key=lambda line: (line.block, line.tag))
        if tag in levels and block >= 0
    ]


def _pages_of(pages: Sequence[Page]) -> dict[int, int]:
    """The page on which each paragraph of the article begins."""
    found: dict[int, int] = {}
    for page in pages:
        for line in page.lines:
            found.setdefault(line.block, page.number)
    return found


def _set_contents(
    flow: Flow,
    entries: Sequence[_Entry],
    numbers: dict[int, int],
    most: int,
    title: str,
    left: int,
    width: int,
) -> list[Slab]:
    """The contents in a column, as high whatever the numbers are, up to `most`."""
    digits = flow.shape((Run("8" * len(str(most))),), bold=False).segments[0].width_em
    number_room = round((digits + _NUMBER_GAP_EM) * flow.size_px)
    look = flow.look(size_px=_HEADING_EM * flow.size_px, bold=True, keep_next=True, keep_all=True)
    slabs = kept(flow.added(title, look, left, width))
    for entry in entries:
        indent = flow.indent(_INDENT_EM * entry.depth, width)
        look = flow.look(gap_px=flow.em(_GAP_EM), keep_all=True)
        room = max(1, width - indent - number_room)
        own = flow.added(entry.text, look, left + indent, room)
        if not own:  # a heading of spaces has no line
            continue
        number = str(numbers.get(entry.block, 0))
        (line,) = own[-1].lines
        own[-1] = own[-1]._replace(lines=(_numbered(flow, line, number, left + width),))
        slabs += own
    rule = flow.rule(left, width)
    return [*slabs, rule]


def _numbered(flow: Flow, line: Line, number: str, right: int) -> Line:
    """The line with dots and a number at its end."""
    size = flow.size_px
    figures = flow.shape((Run(number),), bold=False).segments[0]
    at = right - figures.width_em * size
    dot = flow.shape((Run("."),), bold=False).segments[0]
    begin = line.left_px + line.width_px + _NUMBER_GAP_EM * size
    places = list(_places(begin, at - _NUMBER_GAP_EM * size, right, _DOT_EVERY_EM * size))
    dots = places if len(places) >= _FEWEST_DOTS else []
    words = words_of([*[dot] * len(dots), figures], [*dots, at], size)
    return line._replace(
        words=(*line.words, *words),
        width_px=right - line.left_px,
    )


def _places(begin: float, end: float, right: int, step: float) -> Iterator[float]:
    """Where the dots stand: in columns, the same for every line."""
    count = int((right - begin) / step)
    for index in range(count, 0, -1):
        x = right - index * step
        if begin <= x and x + step / 2 <= end:
            yield x
