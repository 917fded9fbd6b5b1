"""An article to pages: lines and pictures in whole pixels, nothing drawn yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from readable.article import Article
from readable.errors import InvalidPreference
from readable.findings import Finding
from readable.fonts import FontSet
from readable.layout.flow import Flow, PictureSizes
from readable.paging import Page, paginate
from readable.preferences import Preferences

__all__ = ["Laid", "Paper", "PictureSizes", "lay_out"]

_A4 = 297 / 210
_MARGIN = 0.09
_FOOTER_LINES = 2.3
_LONGEST_SIDE_PX = 30_000

# What a page must have room for, in em of the text: a few letters across, some lines down.
_LEAST_WIDTH_EM = 3
_LEAST_HEIGHT_EM = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of a page in pixels. Without a height there is one page, as long as it must be.

    The default is A4 at 96 pixels an inch. `margin_px` is 9 % of the width unless given. Raises
    `InvalidPreference` for a size that no page has.
    """

    width_px: int = 794
    height_px: int | None = 1123
    margin_px: int | None = None

    def __post_init__(self) -> None:
        for side, length in (("width", self.width_px), ("height", self.height_px)):
            if length is not None and not 1 <= length <= _LONGEST_SIDE_PX:
                raise InvalidPreference(
                    f"a page {side} of {length} px",
                    hint=f"choose one from 1 to {_LONGEST_SIDE_PX}",
                )
        if not 0 <= self.margins_px * 2 < min(self.width_px, self.height_px or self.width_px):
            raise InvalidPreference(
                f"a margin of {self.margins_px} px", hint="choose one that leaves room on the page"
            )

    @classmethod
    def of_width(cls, width_px: int) -> Paper:
        """Pages of that width in A4's proportion.

        >>> Paper.of_width(794)
        Paper(width_px=794, height_px=1123, margin_px=None)
        """
        return cls(width_px, round(width_px * _A4))

    @property
    def margins_px(self) -> int:
        """The margin on all four sides."""
        return round(self.width_px * _MARGIN) if self.margin_px is None else self.margin_px


class Laid(NamedTuple):
    """The pages of an article, and what a reader should know about them."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


def lay_out(
    article: Article,
    preferences: Preferences,
    fonts: FontSet,
    paper: Paper,
    pictures: PictureSizes,
    family: str | None = None,
) -> Laid:
    """The article's pages at the reader's size, on this paper.

    `family` is a key of the font set other than the one the reader chose. Nothing in the article
    stops it: what cannot be drawn as it should is a finding. Raises `InvalidPreference` when the
    text is too large for the paper to hold two lines of a few letters.
    """
    size_px = preferences.size_px
    margin = paper.margins_px
    room = paper.width_px - 2 * margin
    column = min(room, round(preferences.measure_em * size_px))
    footer = 0 if paper.height_px is None else round(_FOOTER_LINES * size_px)
    _check_room(preferences, paper, room, footer)
    left = margin + (room - column) // 2
    height = None if paper.height_px is None else paper.height_px - 2 * margin - footer
    flow = Flow(preferences, fonts, pictures, family or preferences.font, height)
    slabs = flow.blocks(article.blocks, left, column)
    pages = paginate(slabs, paper.width_px, paper.height_px, margin, margin + footer)
    if paper.height_px is not None:
        bottom = paper.height_px - margin
        pages = [_numbered(flow, page, len(pages), left + column, bottom) for page in pages]
    return Laid(tuple(pages), tuple(flow.findings.values()))


def _check_room(preferences: Preferences, paper: Paper, room: int, footer: int) -> None:
    size_px = preferences.size_px
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
    slab = flow.added(f"{page.number}/{count}", flow.look(), 0, right)[0]
    line = slab.lines[0]
    left = right - round(line.width_px)
    top = bottom - slab.height_px
    placed = line._replace(
        left_px=left,
        top_px=top,
        baseline_px=line.baseline_px + top,
        words=tuple(word._replace(x_px=word.x_px + left) for word in line.words),
    )
    return page._replace(lines=(*page.lines, placed))
