"""An article to pages: lines and pictures in whole pixels, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from readable.additions import Additions
from readable.article import Article, Run
from readable.collecting import collecting_later
from readable.errors import InvalidPreference
from readable.findings import Finding
from readable.fonts import FontSet
from readable.forgetting import forget_oldest
from readable.layout.edges import ink_beyond_px
from readable.layout.flow import Flow, PictureSizes
from readable.paging import Line, Page, Slab, paginate
from readable.papers import Paper
from readable.preferences import Preferences
from readable.shaping import setting_aside
from readable.values import NamedTuple

__all__ = ["Laid", "Paper", "PictureSizes", "lay_out"]

# A margin of less than so much of the text's size may cut a letter at its side. In the bundled
# faces a quarter is enough; what reached out further than this would be no letter of a text.
_SAFE_MARGIN_EM = 1.0
# Padding makes a column narrower, and another letter may come to its edge.
_MOST_PADDINGS = 3

# The width of a small telephone, 24em in the style sheet.
_SMALL_PX = 384

_FOOTER_LINES = 2.3
_HEADER_LINES = 2.6

# From so many pages on an article with headings has a list of them.
_LONG_PAGES = 8

# So many numbers of pages are kept, of all sizes and papers together.
_MOST_NUMBERS = 500

# What a page must have room for, in em of the text: a few letters across, some lines down.
_LEAST_WIDTH_EM = 3
_LEAST_HEIGHT_EM = 6


class Laid(NamedTuple):
    """The pages of an article, and what a reader should know about them."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    addresses: tuple[str, ...] = ()
    """What links lead to, in the order of their numbers, where they have any."""


def lay_out(
    article: Article,
    preferences: Preferences,
    fonts: FontSet,
    paper: Paper,
    pictures: PictureSizes,
    family: str | None = None,
    additions: Additions | None = None,
) -> Laid:
    """The article's pages at the reader's size, on this paper, with what is added to them.

    `family` is a key of the font set other than the one the reader chose. Nothing in the article
    stops it: what cannot be drawn as it should is a finding. Where the margin is too small for
    letters that reach out of their line, the column is so much narrower that none is cut. Raises
    `InvalidPreference` when the text is too large for the paper to hold two lines of a few letters.
    """
    size_px = preferences.size_px * paper.scale
    room = paper.width_px - 2 * paper.margins_px
    footer = 0 if paper.height_px is None else round(_FOOTER_LINES * size_px)
    _check_room(size_px, paper, room, footer)

    def laid(padding: int) -> Laid:
        wanted = family or preferences.font
        is_small = paper.width_px <= _SMALL_PX * paper.scale
        width = paper.width_px
        flow = Flow(preferences, fonts, pictures, wanted, None, size_px, is_small, width)
        return _lay_out(article, flow, paper, additions or Additions(), padding)

    with collecting_later(), setting_aside(fonts):
        padding = 0
        found = laid(padding)
        if paper.margins_px < _SAFE_MARGIN_EM * size_px:
            for _ in range(_MOST_PADDINGS):
                beyond = ink_beyond_px(found.pages)
                if not beyond:
                    break
                padding += beyond
                found = laid(padding)
        return found


def _lay_out(
    article: Article, flow: Flow, paper: Paper, additions: Additions, padding: int
) -> Laid:
    """The pages with so many pixels more at both sides than the margins."""
    size_px = flow.size_px
    margin = paper.margins_px
    room = paper.width_px - 2 * (margin + padding)
    column = max(1, min(room, round(flow.preferences.measure_em * size_px)))
    footer = 0 if paper.height_px is None else round(_FOOTER_LINES * size_px)
    left = margin + padding + (room - column) // 2
    height = None if paper.height_px is None else paper.height_px - 2 * margin - footer
    header = 0
    if additions.header and height is not None:
        wanted = round(_HEADER_LINES * size_px)
        if height - wanted >= _LEAST_HEIGHT_EM * size_px:
            header = wanted
            height -= header
    flow.room_px = height
    flow.column, flow.between_margins_px = (left, column), room
    flow.prepare(article.blocks)
    flow.numbers_links = additions.addresses
    slabs = flow.blocks(article.blocks, left, column)
    if additions.addresses:
        from readable.layout.addresses import set_addresses

        slabs += set_addresses(flow, article.lang, left, column)

    def stacked(slabs: Sequence[Slab]) -> list[Page]:
        top, below = margin + header, margin + footer
        return paginate(slabs, paper.width_px, paper.height_px, top, below, margin)

    pages = stacked(slabs)
    if paper.height_px is not None:
        contents = additions.contents
        if contents or (contents is None and len(pages) >= _LONG_PAGES):
            from readable.layout.contents import with_contents

            pages = with_contents(flow, article, slabs, pages, stacked, left, column, contents)
        bottom = paper.height_px - margin
        pages = [_numbered(flow, page, len(pages), left + column, bottom) for page in pages]
        if additions.header or additions.footer:
            from readable.layout.running import with_running_lines

            title = article.title if header else None
            pages = with_running_lines(flow, title, additions.footer, pages, left, column, margin)
    else:
        # The frame of a table ends a little below its last row.
        pages = [
            page._replace(
                height_px=max(page.height_px, *(box.top_px + box.height_px for box in page.boxes))
            )
            if page.boxes
            else page
            for page in pages
        ]
    return Laid(tuple(pages), tuple(flow.findings.values()), tuple(flow.addresses))


def _check_room(size_px: float, paper: Paper, room: int, footer: int) -> None:
    if room < _LEAST_WIDTH_EM * size_px:
        raise InvalidPreference(
            f"text of {size_px:g} px does not fit a page {paper.width_px} px wide",
            hint="choose a smaller scale or a wider page",
        )
    if paper.height_px is not None:
        height = paper.height_px - 2 * paper.margins_px - footer
        if height < _LEAST_HEIGHT_EM * size_px:
            raise InvalidPreference(
                f"text of {size_px:g} px does not fit a page {paper.height_px} px high",
                hint="choose a smaller scale or a higher page",
            )


def _numbered(flow: Flow, page: Page, count: int, right: int, bottom: int) -> Page:
    """The page with its number under the text, as large as the text."""
    number = f"{page.number}/{count}"
    # The next article has most of them, too.
    kept: dict[Any, Line] = flow.fonts.kept.setdefault("numbers", {})
    key = number, right, bottom, flow.size_px, flow.family, flow.preferences
    line = kept.get(key)
    if line is None:
        line = _number(flow, number, right, bottom)
        # What a font lacks is told of each article.
        if not flow.shape((Run(number),), bold=False).findings:
            if len(kept) >= _MOST_NUMBERS:
                forget_oldest(kept)
            kept[key] = line
    return page._replace(lines=(*page.lines, line))


def _number(flow: Flow, number: str, right: int, bottom: int) -> Line:
    slab = flow.added(number, flow.look(), 0, right)[0]
    line = slab.lines[0]
    left = right - round(line.width_px)
    top = bottom - slab.height_px
    return line._replace(
        left_px=left,
        top_px=top,
        baseline_px=line.baseline_px + top,
        words=tuple(word._replace(x_px=word.x_px + left) for word in line.words),
    )
