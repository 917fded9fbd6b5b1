"""Blocks to slabs, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Protocol

from readable.article import (
    Alignment,
    Block,
    Definition,
    Definitions,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Section,
    Table,
    runs_text,
    walk,
)
from readable.errors import ImageRefused
from readable.findings import Finding
from readable.fonts import FontSet
from readable.layout.figures import set_figure
from readable.layout.lines import LineSetter, Look, closer, columns_of, kept, line_box, words_of
from readable.numbering import BULLETS, marker
from readable.optimum import JUSTIFIED, costs_in, first_fit, heading_costs, total_fit
from readable.paging import Bar, Box, Line, Marker, Slab
from readable.preferences import Preferences
from readable.shaping import Fitted, ShapedText, Spacing, shape_ahead, shape_runs

__all__ = ["Flow", "PictureSizes"]

# Sizes of headings in em of the text. Small steps: at 400 % on a phone a title of 2 em would
# hold four letters a line. The style sheet has the same numbers.
_HEADING_EM = {1: 1.5, 2: 1.3, 3: 1.15}
# And on a small telephone, so that a syllable of a title (Phương) still fits its line at 400 %.
_SMALL_HEADING_EM = {1: 1.25, 2: 1.15, 3: 1.1}
_HEADING_LINE_HEIGHT = 1.35
_HEADING_GAP_EM = 0.9

# A heading of more than this share of a page may be parted like any paragraph.
_HIGHEST_WHOLE_HEADING = 0.4

# What is set in the middle or at the end of the line is not parted up to this share of a page.
_HIGHEST_SIGNATURE = 0.4

_ITEM_GAP_EM = 0.35
_INDENT_EM = 1.6
# Of numbered lists, and of those that have numbers of many signs ("1000.", "xviii."); the style
# sheet has the same.
_NUMBERED_INDENT_EM = 1.9
_LONG_INDENT_EM = 3.0
_LONGEST_MARKER = 3
# Of lists in lists, and of those in these, as shares of the page's width.
_WIDEST_INDENTS = (1.0, 0.1, 0.05)
_WIDEST_TYPED_MARKER_EM = 3.0
_MARKER_GAP_EM = 0.4
# So far a marker may reach out of its column: less than there is beside a cell's text or a bar.
_MARKER_OUTSIDE_EM = 0.25
_TYPED_PADDING_EM = 0.5
# As dark as the ground of code within a line (`readable.shaping`).
_TYPED = 26
_BAR_EM = 0.12
_BAR_GAP_EM = 0.7
_WIDEST_BAR = 0.06
_WIDEST_INDENT = 0.1
_THIN_EM = 0.05

# An indented column keeps at least this much, or the indent goes: better a flat list than one
# letter a line.
_NARROWEST_EM = 6.0
_NARROWEST_COLUMN_EM = 2.0

# What has an edge above it that would touch the text before.
_WITH_EDGES = (Figure, Preformatted, Table)

# What is bold and longer is no title, but a summary.
_LONGEST_TITLE = 160

# So many blocks have some thousand different words; those behind them have few that are new.
_MOST_PREPARED = 200


class PictureSizes(Protocol):
    """Tells how large a picture is; raises `ImageRefused` for one that cannot be shown."""

    def size_px(self, src: str) -> tuple[int, int]:
        """Width and height in pixels."""
        ...


@dataclass(slots=True, eq=False, repr=False)
class Flow:
    """Turns blocks into slabs, in reading order."""

    preferences: Preferences
    fonts: FontSet
    pictures: PictureSizes
    family: str
    room_px: int | None
    """The height of a page between its margins; None where there is one endless page."""
    size_px: float
    """The size of the text in pixels of the page."""
    is_small: bool = False
    """Whether the page is as narrow as a small telephone."""
    page_px: int = 0
    """The page's width."""
    column: tuple[int, int] = (0, 0)
    """The left edge and the width of the article's text."""
    between_margins_px: int = 0
    """The page's width between its margins."""
    numbers_links: bool = False
    """Whether a number behind each link tells its place in a list of addresses."""
    addresses: dict[str, int] = field(default_factory=dict)
    """The numbers of the addresses that links lead to."""
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    block: int = -1
    """The paragraph of the article that was set last."""
    item: int = -1
    """The entry of a list that was begun last, of those that layout gives a marker."""
    picture: int = -1
    """The picture of the article that was set last."""
    sizes: dict[str, tuple[int, int] | ImageRefused] = field(default_factory=dict)
    """The pictures' own sizes by their addresses, or why they cannot be shown."""
    _depth: int = 0
    _bars: int = 0

    @property
    def counted(self) -> tuple[int, int, int]:
        """How far the paragraphs, entries and pictures of the article are counted."""
        return self.block, self.item, self.picture

    @counted.setter
    def counted(self, counted: tuple[int, int, int]) -> None:
        self.block, self.item, self.picture = counted

    def widest_px(self, left: int, width: int) -> int:
        """How wide a table may be that stands there: wider than text where it is in nothing."""
        return max(width, self.between_margins_px if (left, width) == self.column else 0)

    # ---- text -----------------------------------------------------------------------------

    def em(self, em: float) -> int:
        """A length in em of the text, in whole pixels."""
        return round(em * self.size_px)

    @property
    def thin_px(self) -> int:
        """The thickness of rules and frames."""
        return max(1, self.em(_THIN_EM))

    @property
    def paragraph_gap_px(self) -> int:
        """The space above a paragraph, a picture, a table."""
        return self.em(self.preferences.paragraph_spacing_em)

    def look(self, **changes: Any) -> Look:
        """How a paragraph of body text is set, with changes."""
        own = {
            "size_px": self.size_px,
            "line_height": self.preferences.line_height,
            "gap_px": self.paragraph_gap_px,
        }
        return Look(**own | changes)

    @property
    def _spacing(self) -> Spacing:
        return Spacing(self.preferences.letter_spacing_em, self.preferences.word_spacing_em)

    def prepare(self, blocks: tuple[Block, ...]) -> None:
        """Shapes the words of the first paragraphs together, which is faster than one by one."""
        paragraphs = [
            block.runs
            for block in islice(walk(blocks), _MOST_PREPARED)
            if isinstance(block, Paragraph) and block.role is None
        ]
        shape_ahead(paragraphs, self.fonts, self.family, self._spacing)

    def shape(self, runs: tuple[Run, ...], bold: bool) -> ShapedText:
        """Runs shaped in the reader's font and spacing; what it cannot draw becomes findings."""
        shaped = shape_runs(runs, self.fonts, self.family, bold, self._spacing)
        for finding in shaped.findings:
            self.findings.setdefault((finding.rule, finding.target), finding)
        return shaped

    def text(
        self, runs: tuple[Run, ...], look: Look, left: int, width: int, hang_px: int = 0
    ) -> list[Slab]:
        """One paragraph of the article; its first line begins `hang_px` to the left."""
        self.block += 1
        return self._set(runs, look, left, width, self.block, hang_px)

    def added(self, text: str, look: Look, left: int, width: int) -> list[Slab]:
        """Text that layout adds; it is drawn, and no part of the article's text."""
        return self._set((Run(text),), look, left, width, None)

    def repeated(self, runs: tuple[Run, ...], look: Look, left: int, width: int) -> list[Slab]:
        """Lines that say what the article says in another place; they are of no paragraph."""
        return self._set(runs, look, left, width, -1)

    def unseen(self) -> int:
        """Counts a paragraph of the article that is not set where it stands; answers its number."""
        self.block += 1
        return self.block

    def fitted(
        self, runs: tuple[Run, ...], shaped: ShapedText, bold: bool, measure_em: float
    ) -> Fitted:
        """The segments of a paragraph, with the numbers of its links if they are asked for."""
        fitted = shaped.fitted(measure_em)
        if not self.numbers_links:
            return fitted
        from readable.layout.addresses import with_numbers

        return with_numbers(self, runs, shaped, fitted, bold, measure_em)

    def _set(
        self,
        runs: tuple[Run, ...],
        look: Look,
        left: int,
        width: int,
        block: int | None,
        hang_px: int = 0,
    ) -> list[Slab]:
        shaped = self.shape(runs, look.bold)
        measure_em = width / look.size_px
        if block is None:
            fitted = shaped.fitted(measure_em)
        else:
            fitted = self.fitted(runs, shaped, look.bold, measure_em)
        segments, forced, partings = fitted
        if not segments:
            return []
        begins, widths, spaces = columns_of(segments)
        widths[0] -= hang_px / look.size_px
        costs = costs_in(self.preferences.breaking, measure_em)
        is_justified = (
            self.preferences.alignment == "justify" and look.tag == "p" and not look.alignment
        )
        if costs is None:
            ends = first_fit(widths, spaces, forced, measure_em)
        else:
            if look.tag.startswith("h"):
                costs = heading_costs(costs)
            elif is_justified:
                costs = costs._replace(ragged=JUSTIFIED * costs.ragged)
            ends = total_fit(widths, spaces, forced, partings, measure_em, costs)
        setter = LineSetter(segments, begins, look, *line_box(shaped, look))
        if shaped.levels:
            setter = self._mixed(setter, shaped)
        return setter.slabs(ends, left, width, block, hang_px, forced if is_justified else None)

    def _mixed(self, setter: LineSetter, shaped: ShapedText) -> LineSetter:
        """What sets lines with words from right to left; a paragraph that is so begins right."""
        from readable.layout.righttoleft import MixedLineSetter

        look = setter.look
        if shaped.is_right_to_left:
            opposite: dict[Alignment | None, Alignment | None] = {None: "end", "end": None}
            look = look._replace(alignment=opposite.get(look.alignment, look.alignment))
        return MixedLineSetter(
            setter.segments, setter.begins_em, look, setter.above_px, setter.below_px, shaped
        )

    # ---- blocks ---------------------------------------------------------------------------

    def blocks(
        self,
        blocks: Sequence[Block],
        left: int,
        width: int,
        bold: bool = False,
        above: Sequence[Slab] = (),
    ) -> list[Slab]:
        """The slabs of some blocks in a column, below others if there are such."""
        slabs: list[Slab] = []
        aligned = -1
        was_title = False
        for block in blocks:
            is_title = not bold and _is_title(block)
            if was_title and not is_title:
                slabs[-1] = slabs[-1]._replace(keep=True)
            was_title = is_title
            if not isinstance(block, Paragraph) or block.alignment is None:
                self._keep_together(slabs, aligned)
                aligned = -1
            elif aligned < 0:
                aligned = len(slabs)
            if isinstance(block, Figure):
                slabs += set_figure(self, block, left, width, _kept_px(slabs, above))
            elif isinstance(block, Table):
                from readable.layout.gridding import set_table

                slabs += set_table(self, block, left, width, _kept_px(slabs, above))
            else:
                slabs += self._slabs(block, left, width, bold)
        self._keep_together(slabs, aligned)
        return slabs

    def _keep_together(self, slabs: list[Slab], start: int) -> None:
        """Keeps who signs, and as what, on one page: short lines that are not at the left."""
        if start < 0:
            return
        own = slabs[start:]
        height = sum(slab.gap_px + slab.height_px for slab in own)
        if self.room_px is not None and height <= _HIGHEST_SIGNATURE * self.room_px:
            slabs[len(slabs) - len(own) :] = kept(own, last=False)

    def _slabs(self, block: Block, left: int, width: int, bold: bool) -> list[Slab]:
        match block:
            case Heading():
                return self._heading(block, left, width)
            case Paragraph(runs=runs, role=role, lang=lang, alignment=alignment):
                strong = bold or role in ("summary", "author")
                look = self.look(bold=strong, lang=lang, alignment=alignment)
                return self.text(runs, look, left, width)
            case Preformatted():
                return self._preformatted(block, left, width)
            case Rule():
                # It parts what stands below it from what is above.
                return [self.rule(left, width)._replace(keep=True)]
            case ListBlock():
                return self._list(block, left, width)
            case Definitions(entries=entries):
                return self._definitions(entries, left, width)
            case Quote(blocks=blocks):
                return self.barred(blocks, left, width)
            case Figure():
                return set_figure(self, block, left, width)
            case Table():
                from readable.layout.gridding import set_table

                return set_table(self, block, left, width)
            case Section(kind=kind, blocks=blocks, summary=summary):
                if kind == "aside" or (kind == "details" and summary):
                    return self.barred(blocks, left, width, summary)
                return self._summarised(summary, blocks, left, width)

    def _definitions(self, entries: Sequence[Definition], left: int, width: int) -> list[Slab]:
        """Terms, each above what is said about it; several terms for one stand together."""
        slabs: list[Slab] = []
        was_term = False
        for entry in entries:
            indent = 0 if entry.is_term else self.side(_INDENT_EM, _WIDEST_INDENT, width)
            inner = self.blocks(entry.blocks, left + indent, width - indent, entry.is_term)
            if was_term or not entry.is_term:
                inner = closer(inner, self.below_label_px(entry.blocks))
            slabs += kept(inner) if entry.is_term else inner
            was_term = entry.is_term
        return slabs

    def below_label_px(self, blocks: Sequence[Block]) -> int:
        """The space between a term or a label and these blocks: none where they are text."""
        has_edge = any(isinstance(block, _WITH_EDGES) for block in blocks[:1])
        return self.em(_ITEM_GAP_EM) if has_edge else 0

    def _preformatted(self, block: Preformatted, left: int, width: int) -> list[Slab]:
        """Typed text on a ground of its own, so that it is seen where it begins and ends."""
        pad = self.indent(_TYPED_PADDING_EM, width)
        look = self.look(tag="pre", lang=block.lang)
        slabs = self.text(block.runs, look, left + pad, max(1, width - 2 * pad))
        return [
            slab._replace(boxes=(*slab.boxes, Box(left, 0, width, slab.height_px, level=_TYPED)))
            for slab in slabs
        ]

    def _heading(self, block: Heading, left: int, width: int) -> list[Slab]:
        level = 1 if block.role == "title" else block.level
        sizes = _SMALL_HEADING_EM if self.is_small else _HEADING_EM
        size = sizes.get(level, 1.0) * self.size_px
        key = self.fonts.family_for(runs_text(block.runs), self.family)
        look = Look(
            size,
            # Even lines: none has to open for its own marks.
            max(sum(self.fonts.ink_em(key, True)), _HEADING_LINE_HEIGHT),
            round(_HEADING_GAP_EM * size),
            tag=f"h{block.level}",
            bold=True,
            keep_next=True,
            lang=block.lang,
            alignment=block.alignment,
        )
        slabs = self.text(block.runs, look, left, width)
        room = self.room_px
        height = sum(slab.height_px for slab in slabs)
        return kept(slabs) if room is None or height <= _HIGHEST_WHOLE_HEADING * room else slabs

    def rule(self, left: int, width: int) -> Slab:
        """A thin line across the column."""
        thick = self.thin_px
        return Slab(thick, self.paragraph_gap_px, boxes=(Box(left, 0, width, thick),))

    def indent(self, em: float, width: int) -> int:
        """An indent in pixels, or none where it would leave the column too narrow."""
        indent = self.em(em)
        return indent if width - indent >= self.em(_NARROWEST_EM) else 0

    def side(self, em: float, most: float, width: int) -> int:
        """As `indent`, never more than that share of the column; as in the style sheet."""
        indent = int(min(em * self.size_px, most * width) + 0.5)  # there a half is rounded up
        return indent if width - indent >= self.em(_NARROWEST_COLUMN_EM) else 0

    def barred(
        self, blocks: Sequence[Block], left: int, width: int, summary: Sequence[Block] = ()
    ) -> list[Slab]:
        """Blocks beside a vertical bar, under their summary if there is one."""
        indent = self.side(_BAR_EM + _BAR_GAP_EM, _WIDEST_BAR, width)
        slabs = self._summarised(summary, blocks, left + indent, width - indent)
        if not indent:
            return slabs
        self._bars += 1
        bar = Bar(left, max(2, self.em(_BAR_EM)), self._bars)
        return [slab._replace(bars=(bar, *slab.bars)) for slab in slabs]

    def _summarised(
        self, summary: Sequence[Block], blocks: Sequence[Block], left: int, width: int
    ) -> list[Slab]:
        """Blocks under what they are the details of, which stays with the first of them."""
        above = self.blocks(summary, left, width, bold=True)
        below = self.blocks(blocks, left, width)
        if not above:
            return below
        return [*kept(above, last=bool(below)), *closer(below, self.em(_ITEM_GAP_EM))]

    def _list(self, block: ListBlock, left: int, width: int, free_px: int = 0) -> list[Slab]:
        """The entries of a list, their markers in its column or the free pixels before it."""
        if block.typed_markers:
            return self._typed_list(block, left, width)
        markers = self._markers(block)
        shaped = {text: self.shape((Run(text),), bold=False) for text in set(markers)}
        needed = self._marker_px(shaped.values())
        indent = self._list_indent(block.ordered, markers)
        if width - indent < self.em(_NARROWEST_EM):
            indent = min(indent, needed)
        indent = max(indent, needed - self.em(_MARKER_OUTSIDE_EM) - free_px)
        if width - indent < self.em(_NARROWEST_COLUMN_EM):
            indent = 0
        slabs: list[Slab] = []
        gap = 0
        self._depth += 1
        for item, text in zip(block.items, markers, strict=True):
            self.item += 1
            number = self.item
            inner: list[Slab] = []
            for own in item.blocks:
                if inner and isinstance(own, ListBlock):
                    # Below the entry's first line there is no marker but its own.
                    set_block = self._list(own, left + indent, width - indent, free_px + indent)
                    inner += closer(set_block, self.em(_ITEM_GAP_EM))
                else:
                    inner += self._slabs(own, left + indent, width - indent, False)
            if indent:
                inner = self.marked(inner, shaped[text], left + indent, number)
            slabs += inner if not slabs else closer(inner, gap)
            gap = self._below_item_px(item.blocks)
        self._depth -= 1
        return slabs

    def _below_item_px(self, blocks: Sequence[Block]) -> int:
        """The space below an entry of a list, which none that ends in a frame touches."""
        has_edge = any(isinstance(block, _WITH_EDGES) for block in blocks[-1:])
        return self.paragraph_gap_px if has_edge else self.em(_ITEM_GAP_EM)

    def list_indent(self, block: ListBlock) -> int:
        """How far its entries stand from its left edge, where the column is wide enough."""
        if block.typed_markers:
            return max((self._typed_marker_px(item.blocks) for item in block.items), default=0)
        markers = self._markers(block)
        needed = self._marker_px(self.shape((Run(text),), bold=False) for text in set(markers))
        return max(self._list_indent(block.ordered, markers), needed)

    def _markers(self, block: ListBlock) -> list[str]:
        if block.ordered:
            return [marker(number, block.kind) for number in block.numbers()]
        return [BULLETS[self._depth % len(BULLETS)]] * len(block.items)

    def _marker_px(self, shaped: Iterable[ShapedText]) -> int:
        """How much room the widest of these markers takes, with what is between it and the text."""
        widest = max((one.segments[0].width_em for one in shaped), default=0.0)
        return self.em(widest + _MARKER_GAP_EM)

    def _list_indent(self, is_ordered: bool, markers: Sequence[str]) -> int:
        """How far the entries of a list stand from its left edge."""
        if max(map(len, markers), default=0) > _LONGEST_MARKER:
            return self.em(_LONG_INDENT_EM)
        wanted = _NUMBERED_INDENT_EM if is_ordered and not self._depth else _INDENT_EM
        most = _WIDEST_INDENTS[min(self._depth, 2)] * self.page_px
        return int(min(wanted * self.size_px, most) + 0.5)

    def _typed_list(self, block: ListBlock, left: int, width: int) -> list[Slab]:
        """Entries whose text begins with a marker, which hangs before their lines."""
        hangs = [self._typed_marker_px(item.blocks) for item in block.items]
        indent = max(hangs, default=0)
        if width - indent < self.em(_NARROWEST_COLUMN_EM):
            indent, hangs = 0, [0] * len(hangs)
        slabs: list[Slab] = []
        gap = 0
        for item, hang in zip(block.items, hangs, strict=True):
            first, others = item.blocks[:1], item.blocks[1:]
            inner: list[Slab] = []
            match first:
                case (Paragraph(runs=runs, lang=lang, alignment=None),) if hang:
                    look = self.look(lang=lang)
                    inner = self.text(runs, look, left + indent, width - indent, hang)
                case _:
                    inner = self.blocks(first, left + indent, width - indent)
            below = self.blocks(others, left + indent, width - indent)
            inner += closer(below, self.em(_ITEM_GAP_EM)) if inner else below
            slabs += inner if not slabs else closer(inner, gap)
            gap = self._below_item_px(item.blocks)
        return slabs

    def _typed_marker_px(self, blocks: Sequence[Block]) -> int:
        """How much room the marker takes that the text of an entry begins with."""
        match blocks:
            case (Paragraph(runs=runs, alignment=None), *_):
                marker, space, _ = runs_text(runs).partition(" ")
                if space:
                    own = self.shape((Run(marker),), bold=False).segments[0].width_em
                    between = self.shape((Run("a a"),), bold=False).segments[0].space_em
                    hang = (own + between) * self.size_px
                    return round(hang) if hang <= self.em(_WIDEST_TYPED_MARKER_EM) else 0
        return 0

    def marked(
        self, slabs: list[Slab], shaped: ShapedText, left: int, item: int = -1
    ) -> list[Slab]:
        """The slabs with a marker before their first line; `item` is which entry's it is."""
        size = self.size_px
        segment = shaped.segments[0]
        x = left - (segment.width_em + _MARKER_GAP_EM) * size
        words = words_of([segment], [x], size)
        markers = () if item < 0 else (Marker(item, len(words)),)
        if not slabs or not slabs[0].lines or not slabs[0].lines[0].height_px:
            above, below = line_box(shaped, self.look())
            line = Line(x, 0, segment.width_em * size, above + below, above, tuple(words))
            line = line._replace(markers=markers)
            gap = slabs[0].gap_px if slabs else self.em(_ITEM_GAP_EM)
            own = Slab(above + below, gap, keep=bool(slabs), lines=(line,))
            return [own, *closer(slabs, 0)]
        first, *others = slabs[0].lines
        first = first._replace(words=(*words, *first.words), markers=(*markers, *first.markers))
        return [slabs[0]._replace(lines=(first, *others)), *slabs[1:]]

    def tell(self, rule: str, target: str, message: str, help_text: str, wcag: str) -> None:
        """Notes a finding, once for each target."""
        finding = Finding(rule, target[:200], message, help_text, (wcag,))
        self.findings.setdefault((rule, target), finding)


def _is_title(block: Block) -> bool:
    """Whether a block is a bold line, as a question or the name of an article of a law."""
    return (
        isinstance(block, Paragraph)
        and block.alignment != "end"
        and bool(block.runs)
        and all("strong" in run.marks for run in block.runs)
        and len(runs_text(block.runs)) <= _LONGEST_TITLE
    )


def _kept_px(*stacks: Sequence[Slab]) -> int:
    """How high the slabs are that stand on the page of what follows; the last of them are first."""
    height = 0
    for slab in chain.from_iterable(map(reversed, stacks)):
        if not slab.keep:
            break
        height += slab.gap_px + slab.height_px
    return height
