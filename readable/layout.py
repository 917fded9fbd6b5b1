"""An article to pages: lines and pictures in whole pixels, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, NamedTuple, Protocol

from readable.article import (
    Article,
    Block,
    Definitions,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Table,
    block_texts,
    walk,
)
from readable.errors import ImageRefused, InvalidPreference
from readable.findings import Finding
from readable.fonts import FontSet
from readable.numbering import BULLETS, marker
from readable.optimum import first_fit
from readable.paging import Bar, Box, Line, Page, Picture, Slab, Word, paginate
from readable.preferences import Preferences
from readable.shaping import Segment, ShapedText, Spacing, shape_runs
from readable.tables import Grid, PlacedCell, column_widths, grid_of, spread

__all__ = ["Laid", "Paper", "PictureSizes", "lay_out"]

# Sizes of headings in em of the text. Small steps: at 400 % on a phone a title of 2 em would
# hold four letters a line. The style sheet has the same numbers.
_HEADING_EM = {1: 1.5, 2: 1.3, 3: 1.15}
_HEADING_LINE_HEIGHT = 1.35

_HEADING_GAP_EM = 0.9

# A heading of more than this share of a page may be parted like any paragraph.
_HIGHEST_WHOLE_HEADING = 0.4
_ITEM_GAP_EM = 0.35
_CAPTION_GAP_EM = 0.5
_INDENT_EM = 1.6
_BAR_EM = 0.12
_BAR_GAP_EM = 0.7
_CELL_PADDING_EM = 0.4
_THIN_EM = 0.05
_UNDERLINE_EM = 0.14
_STRIKE_EM = -0.28
_FOOTER_LINES = 2.3

# An indented column keeps at least this much, or the indent goes: better a flat list than one
# letter a line.
_NARROWEST_EM = 6.0
_NARROWEST_COLUMN_EM = 2.0
_MARGIN = 0.09

# Words pushed further apart than this no longer read as a line; it stays ragged.
_WIDEST_JUSTIFIED_SPACE_EM = 0.6
_A4 = 297 / 210


class PictureSizes(Protocol):
    """Tells how large a picture is; raises `ImageRefused` for one that cannot be shown."""

    def size_px(self, src: str) -> tuple[int, int]:
        """Width and height in pixels."""
        ...


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of a page in pixels. Without a height there is one page, as long as it must be.

    The default is A4 at 96 pixels an inch. `margin_px` is 9 % of the width unless given.
    """

    width_px: int = 794
    height_px: int | None = 1123
    margin_px: int | None = None

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
    flow = _Flow(preferences, fonts, pictures, family or preferences.font, paper, footer)
    slabs = flow.blocks(article.blocks, left, column)
    pages = paginate(slabs, paper.width_px, paper.height_px, margin, margin + footer)
    if paper.height_px is not None:
        pages = [flow.numbered(page, len(pages), left, column) for page in pages]
    return Laid(tuple(pages), tuple(flow.findings.values()))


def _check_room(preferences: Preferences, paper: Paper, room: int, footer: int) -> None:
    size_px = preferences.size_px
    if room < 3 * size_px:
        raise InvalidPreference(
            f"text of {size_px:g} px does not fit a page {paper.width_px} px wide",
            hint="choose a smaller scale or a wider page",
        )
    if paper.height_px is not None:
        height = paper.height_px - 2 * paper.margins_px - footer
        if height < 6 * size_px:
            raise InvalidPreference(
                f"text of {size_px:g} px does not fit a page {paper.height_px} px high",
                hint="choose a smaller scale or a higher page",
            )


class _Look(NamedTuple):
    """How a paragraph is set, apart from its column. Lengths in pixels."""

    size_px: float
    line_height: float
    gap_px: int
    tag: str = "p"
    bold: bool = False
    keep_all: bool = False
    keep_next: bool = False
    lang: str | None = None


@dataclass(slots=True)
class _Flow:
    """Turns blocks into slabs, in reading order."""

    preferences: Preferences
    fonts: FontSet
    pictures: PictureSizes
    family: str
    paper: Paper
    footer_px: int
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    _block: int = -1
    _depth: int = 0

    # ---- text -----------------------------------------------------------------------------

    def _em(self, em: float) -> int:
        return round(em * self.preferences.size_px)

    def _look(self, **changes: Any) -> _Look:
        look = _Look(
            self.preferences.size_px,
            self.preferences.line_height,
            self._em(self.preferences.paragraph_spacing_em),
        )
        return look._replace(**changes)

    def _shape(self, runs: tuple[Run, ...], bold: bool) -> ShapedText:
        spacing = Spacing(self.preferences.letter_spacing_em, self.preferences.word_spacing_em)
        shaped = shape_runs(runs, self.fonts, self.family, bold, spacing)
        for finding in shaped.findings:
            self.findings.setdefault((finding.rule, finding.target), finding)
        return shaped

    def _text(self, runs: tuple[Run, ...], look: _Look, left: int, width: int) -> list[Slab]:
        """One paragraph of the article."""
        self._block += 1
        return self._set(runs, look, left, width, self._block)

    def _added(self, text: str, look: _Look, left: int, width: int) -> list[Slab]:
        """Text that layout adds; it is drawn, and no part of the article's text."""
        return self._set((Run(text),), look, left, width, None)

    def _set(
        self, runs: tuple[Run, ...], look: _Look, left: int, width: int, block: int | None
    ) -> list[Slab]:
        shaped = self._shape(runs, look.bold)
        segments = shaped.fitted(width / look.size_px)
        ends = first_fit(
            [segment.width_em for segment in segments],
            [segment.space_em for segment in segments],
            [segment.forced for segment in segments],
            width / look.size_px,
        )
        above, below = _line_box(shaped, look)
        justified = self.preferences.alignment == "justify" and look.tag == "p"
        slabs = []
        start = 0
        for number, end in enumerate(ends):
            last = end == len(segments)
            line, boxes = _set_line(
                segments[start:end],
                look,
                left,
                width if justified and not last else None,
                above,
                below,
            )
            if block is not None:
                text = "".join(segment.text for segment in segments[start:end])
                line = line._replace(text=text, block=block, ends_block=last)
            # A first or last line never stands alone on a page.
            keep = look.keep_all or number == 0 or number == len(ends) - 2
            slabs.append(
                Slab(
                    line.height_px,
                    look.gap_px if number == 0 else 0,
                    look.keep_next if last else keep,
                    (line,),
                    boxes,
                )
            )
            start = end
        return slabs

    # ---- blocks ---------------------------------------------------------------------------

    def blocks(
        self, blocks: Sequence[Block], left: int, width: int, bold: bool = False
    ) -> list[Slab]:
        """The slabs of some blocks in a column."""
        slabs: list[Slab] = []
        for block in blocks:
            slabs.extend(self._one(block, left, width, bold))
        return slabs

    def _one(self, block: Block, left: int, width: int, bold: bool) -> list[Slab]:
        match block:
            case Heading():
                return self._heading(block, left, width)
            case Paragraph(runs=runs, role=role, lang=lang):
                strong = bold or role in ("summary", "author")
                return self._text(runs, self._look(bold=strong, lang=lang), left, width)
            case Preformatted(runs=runs, lang=lang):
                return self._text(runs, self._look(tag="pre", lang=lang), left, width)
            case Rule():
                return [self._rule(left, width)]
            case ListBlock():
                return self._list(block, left, width)
            case Definitions(entries=entries):
                slabs = []
                for entry in entries:
                    indent = 0 if entry.is_term else self._indent(_INDENT_EM, width)
                    inner = self.blocks(entry.blocks, left + indent, width - indent, entry.is_term)
                    slabs += _kept(inner) if entry.is_term else _closer(inner, 0)
                return slabs
            case Quote(blocks=blocks):
                return self._barred(blocks, left, width)
            case Figure():
                return self._figure(block, left, width)
            case Table():
                return self._table(block, left, width)

    def _heading(self, block: Heading, left: int, width: int) -> list[Slab]:
        size = _HEADING_EM.get(block.level, 1.0) * self.preferences.size_px
        look = _Look(
            size,
            min(_HEADING_LINE_HEIGHT, self.preferences.line_height),
            round(_HEADING_GAP_EM * size),
            tag=f"h{block.level}",
            bold=True,
            keep_next=True,
            lang=block.lang,
        )
        slabs = self._text(block.runs, look, left, width)
        room = self._page_room()
        height = sum(slab.height_px for slab in slabs)
        return _kept(slabs) if room is None or height <= _HIGHEST_WHOLE_HEADING * room else slabs

    def _rule(self, left: int, width: int) -> Slab:
        gap = self._em(self.preferences.paragraph_spacing_em)
        thick = max(1, self._em(_THIN_EM))
        return Slab(thick, gap, boxes=(Box(left, 0, width, thick),))

    def _indent(self, em: float, width: int) -> int:
        indent = self._em(em)
        return indent if width - indent >= self._em(_NARROWEST_EM) else 0

    def _barred(self, blocks: Sequence[Block], left: int, width: int) -> list[Slab]:
        """Blocks beside a vertical bar."""
        indent = self._indent(_BAR_EM + _BAR_GAP_EM, width)
        slabs = self.blocks(blocks, left + indent, width - indent)
        if not indent:
            return slabs
        bar = Bar(left, max(2, self._em(_BAR_EM)))
        return [slab._replace(bars=(bar, *slab.bars)) for slab in slabs]

    def _list(self, block: ListBlock, left: int, width: int) -> list[Slab]:
        if block.ordered:
            markers = [marker(number, block.kind) for number in block.numbers()]
        else:
            markers = [BULLETS[self._depth % len(BULLETS)]] * len(block.items)
        shaped = {text: self._shape((Run(text),), bold=False) for text in set(markers)}
        widest = max((one.segments[0].width_em for one in shaped.values()), default=0.0)
        indent = self._em(max(_INDENT_EM, widest + 0.5))
        if width - indent < self._em(_NARROWEST_EM):
            indent = self._em(widest + 0.4)
        if width - indent < self._em(_NARROWEST_COLUMN_EM):
            indent = 0
        slabs: list[Slab] = []
        self._depth += 1
        for item, text in zip(block.items, markers, strict=True):
            inner = self.blocks(item.blocks, left + indent, width - indent)
            if indent:
                inner = self._marked(inner, shaped[text], left + indent)
            slabs += inner if not slabs else _closer(inner, self._em(_ITEM_GAP_EM))
        self._depth -= 1
        return slabs

    def _marked(self, slabs: list[Slab], shaped: ShapedText, left: int) -> list[Slab]:
        """The slabs with the item's marker before their first line."""
        size = self.preferences.size_px
        segment = shaped.segments[0]
        x = left - (segment.width_em + 0.4) * size
        words = _words(segment, x, size)
        if not slabs or not slabs[0].lines:
            above, below = _line_box(shaped, self._look())
            line = Line(x, 0, segment.width_em * size, above + below, above, words)
            gap = slabs[0].gap_px if slabs else self._em(_ITEM_GAP_EM)
            own = Slab(above + below, gap, keep=bool(slabs), lines=(line,))
            return [own, *_closer(slabs, 0)]
        first, *others = slabs[0].lines
        first = first._replace(words=(*words, *first.words))
        return [slabs[0]._replace(lines=(first, *others)), *slabs[1:]]

    # ---- pictures -------------------------------------------------------------------------

    def _figure(self, block: Figure, left: int, width: int) -> list[Slab]:
        caption = self._barred(block.caption, left, width)
        caption = _closer(caption, self._em(_CAPTION_GAP_EM))
        room = self._page_room()
        caption_height = sum(slab.height_px + slab.gap_px for slab in caption)
        # A caption stands with its picture, unless it is so long that it would be the picture
        # that gives way.
        together = room is None or caption_height <= room * 0.6
        if together:
            caption = _kept(caption, last=False)
            picture_room = None if room is None else room - caption_height
        else:
            picture_room = None if room is None else round(room * 0.5)
        slabs: list[Slab] = []
        for image in block.images:
            slabs += self._image(image, left, width, picture_room, bool(caption))
        return slabs + caption

    def _page_room(self) -> int | None:
        if self.paper.height_px is None:
            return None
        return self.paper.height_px - 2 * self.paper.margins_px - self.footer_px

    def _image(
        self, image: Image, left: int, width: int, room: int | None, keep: bool
    ) -> list[Slab]:
        gap = self._em(self.preferences.paragraph_spacing_em)
        if image.alt is None:
            self._tell(
                "image-without-text",
                image.src,
                "the picture has no text alternative",
                "Give it an alt attribute that says what it shows.",
                "1.1.1",
            )
        try:
            natural = self.pictures.size_px(image.src)
        except ImageRefused as refused:
            self._tell("image-not-shown", image.src, refused.message, refused.hint, "1.1.1")
            return self._missing_image(image, left, width, gap, keep)
        shown_width, shown_height = _picture_size(
            natural, image.width, self.preferences.scale / 100, width, room
        )
        picture = Picture(left, 0, shown_width, shown_height, image.src, image.alt)
        return [Slab(shown_height, gap, keep, pictures=(picture,))]

    def _missing_image(
        self, image: Image, left: int, width: int, gap: int, keep: bool
    ) -> list[Slab]:
        """A frame with the picture's alternative where the picture would be."""
        pad = self._em(0.6)
        thick = max(1, self._em(_THIN_EM))
        text = image.alt or "Không có hình"
        lines = self._added(text, self._look(gap_px=0), left + pad, max(width - 2 * pad, 1))
        framed = [_with_sides(slab, left, width, thick) for slab in lines]
        top = Slab(pad, gap, True, boxes=_edges(left, width, pad, thick, top=True))
        bottom = Slab(pad, 0, keep, boxes=_edges(left, width, pad, thick, top=False))
        height = sum(slab.height_px for slab in framed) + 2 * pad
        alternative = Picture(left, 0, width, height, None, image.alt)
        return [top._replace(pictures=(alternative,)), *_kept(framed), bottom]

    def _tell(self, rule: str, target: str, message: str, help_text: str, wcag: str) -> None:
        finding = Finding(rule, target[:200], message, help_text, (wcag,))
        self.findings.setdefault((rule, target), finding)

    # ---- tables ---------------------------------------------------------------------------

    def _table(self, table: Table, left: int, width: int) -> list[Slab]:
        caption = _kept(self.blocks(table.caption, left, width, bold=True))
        grid = grid_of(table)
        widths = self._column_widths(grid, width)
        first_block = self._block
        if widths is not None:
            rows = self._grid_rows(grid, widths, left)
            room = self._page_room()
            if room is None or all(height <= room for height in _kept_heights(rows)):
                if caption:
                    rows = _closer(rows, self._em(_CAPTION_GAP_EM))
                return caption + rows
            self._block = first_block
        return caption + self._labelled_rows(table, grid, left, width)

    def _column_widths(self, grid: Grid, width: int) -> list[int] | None:
        """Column widths in pixels, or None when the table is too wide for its column."""
        least = [self._em(_NARROWEST_COLUMN_EM) * 1.0] * grid.columns
        wanted = list(least)
        for placed in sorted(grid.cells, key=lambda placed: placed.column_span):
            narrow, broad = self._cell_widths(placed)
            spread(least, placed.column, placed.column_span, narrow)
            spread(wanted, placed.column, placed.column_span, broad)
        widths = column_widths(least, wanted, width) if grid.columns else None
        return None if widths is None else [int(one) for one in widths]

    def _cell_widths(self, placed: PlacedCell) -> tuple[float, float]:
        """The least and the wished-for width of a cell in pixels, padding included."""
        size = self.preferences.size_px
        padding = 2 * self._em(_CELL_PADDING_EM) + 2
        narrow = broad = 0.0
        for block in walk(placed.cell.blocks):
            if isinstance(block, Paragraph | Heading | Preformatted):
                segments = self._shape(block.runs, bold=True).segments
                narrow = max(narrow, *(segment.width_em for segment in segments))
                line = 0.0
                for segment in segments:
                    broad = max(broad, line + segment.width_em)
                    line = 0.0 if segment.forced else line + segment.width_em + segment.space_em
            else:
                padding += self._em(_INDENT_EM)
        return narrow * size + padding, broad * size + padding

    def _grid_rows(self, grid: Grid, widths: list[int], left: int) -> list[Slab]:
        pad = self._em(_CELL_PADDING_EM)
        thick = max(1, self._em(_THIN_EM))
        edges = [left]
        for one in widths:
            edges.append(edges[-1] + one)
        stacks: list[tuple[PlacedCell, Page, int]] = []
        for placed in grid.cells:
            cell_left = edges[placed.column]
            cell_width = edges[placed.column + placed.column_span] - cell_left
            slabs = self.blocks(
                placed.cell.blocks, cell_left + pad, cell_width - 2 * pad, placed.cell.header
            )
            stack = paginate(slabs, 0, None, pad, pad)
            page = stack[0] if stack else Page(1, 0, 2 * pad, (), (), ())
            stacks.append((placed, page, page.height_px))
        heights = [float(2 * pad)] * grid.rows
        for placed, _, height in sorted(stacks, key=lambda stack: stack[0].row_span):
            missing = height - sum(heights[placed.row : placed.row + placed.row_span])
            if missing > 0:
                heights[placed.row + placed.row_span - 1] += missing
        rows = []
        for row in range(grid.rows):
            rows.append(self._grid_row(row, stacks, [int(h) for h in heights], edges, thick))
        gap = self._em(self.preferences.paragraph_spacing_em)
        return [rows[0]._replace(gap_px=gap), *rows[1:]] if rows else []

    def _grid_row(
        self,
        row: int,
        stacks: list[tuple[PlacedCell, Page, int]],
        heights: list[int],
        edges: list[int],
        thick: int,
    ) -> Slab:
        lines: list[Line] = []
        boxes: list[Box] = []
        pictures: list[Picture] = []
        keep = row == 0
        for placed, stack, _ in stacks:
            if placed.row < row < placed.row + placed.row_span:
                keep = keep or row < placed.row + placed.row_span - 1
            if placed.row != row:
                continue
            keep = keep or placed.row_span > 1
            lines += stack.lines
            pictures += stack.pictures
            boxes += stack.boxes
            cell_left = edges[placed.column]
            cell_right = edges[placed.column + placed.column_span]
            height = sum(heights[row : row + placed.row_span])
            boxes += _frame(cell_left, cell_right - cell_left, height, thick)
        return Slab(heights[row], 0, keep, tuple(lines), tuple(boxes), tuple(pictures))

    def _labelled_rows(self, table: Table, grid: Grid, left: int, width: int) -> list[Slab]:
        """A table too wide for its column: each row a list of "heading, value".

        The headings of the columns stand once where the article has them, and again, added by
        layout, above each value.
        """
        header_rows = _header_rows(table)
        labels: dict[int, str] = {}
        for placed in grid.cells:
            if placed.row < header_rows:
                words = " ".join(
                    text for block in placed.cell.blocks for text in block_texts(block)
                )
                for column in range(placed.column, placed.column + placed.column_span):
                    labels[column] = f"{labels[column]}, {words}" if column in labels else words
        slabs: list[Slab] = []
        tight = self._em(_ITEM_GAP_EM)
        indent = self._indent(1.0, width)
        row = -1
        for placed in grid.cells:
            if placed.row != row:
                row = placed.row
                slabs.append(self._rule(left, width)._replace(keep=True))
            label = labels.get(placed.column, "")
            bold = placed.cell.header
            shift = 0
            if row >= header_rows and label and not bold and placed.cell.blocks:
                look = self._look(bold=True, gap_px=tight, keep_all=True, keep_next=True)
                slabs += self._added(label, look, left, width)
                shift = indent
            inner = self.blocks(placed.cell.blocks, left + shift, width - shift, bold)
            slabs += _closer(inner, 0 if shift else tight)
        return slabs

    # ---- pages ----------------------------------------------------------------------------

    def numbered(self, page: Page, count: int, left: int, width: int) -> Page:
        """The page with its number under the text, as large as the text."""
        (slab,) = self._added(f"{page.number}/{count}", self._look(gap_px=0), left, width)[:1]
        line = slab.lines[0]
        shift = round(left + width - line.width_px - line.left_px)
        top = page.height_px - self.paper.margins_px - slab.height_px
        words = tuple(word._replace(x_px=word.x_px + shift) for word in line.words)
        placed = line._replace(
            left_px=line.left_px + shift,
            top_px=top,
            baseline_px=line.baseline_px + top,
            words=words,
        )
        return page._replace(lines=(*page.lines, placed))


# ---- lines ----------------------------------------------------------------------------------


def _line_box(shaped: ShapedText, look: _Look) -> tuple[int, int]:
    """How much of a line's height stands above and below its baseline, in pixels.

    The ink of the face, not its ascender, is centred in the line: Be Vietnam Pro's Ễ rises a fifth
    of an em above its ascender.
    """
    height = round(look.line_height * look.size_px)
    ink = (shaped.ink_top_em + shaped.ink_bottom_em) * look.size_px
    above = round((height - ink) / 2 + shaped.ink_top_em * look.size_px)
    return above, height - above


def _set_line(
    segments: Sequence[Segment],
    look: _Look,
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
    spans: list[tuple[str, float, float]] = []
    x = float(left)
    end = x
    for segment in segments:
        words += _words(segment, x, size)
        for piece in segment.pieces:
            begin = x + piece.x_em * size
            for kind in _decorations(piece.run):
                spans.append((kind, begin, begin + piece.advance_em * size))
        end = x + segment.width_em * size
        x = end + segment.space_em * size + (extra if segment.space_em else 0.0)
    height = above + below
    line = Line(left, 0, end - left, height, above, tuple(words), tag=look.tag, lang=look.lang)
    return line, _decoration_boxes(spans, above, size)


def _justification(segments: Sequence[Segment], size: float, justified_px: int | None) -> float:
    if justified_px is None or segments[-1].forced:
        return 0.0
    *before, last = segments
    stretchable = sum(1 for segment in before if segment.space_em)
    used = last.width_em + sum(segment.width_em + segment.space_em for segment in before)
    extra = max(0.0, justified_px - used * size) / stretchable if stretchable else 0.0
    return extra if extra <= _WIDEST_JUSTIFIED_SPACE_EM * size else 0.0


def _words(segment: Segment, x: float, size: float) -> tuple[Word, ...]:
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


def _decorations(run: Run) -> tuple[str, ...]:
    underlined = ("underline",) if run.href else ()
    return (*underlined, "strike") if "del" in run.marks else underlined


def _decoration_boxes(
    spans: list[tuple[str, float, float]], baseline: int, size: float
) -> tuple[Box, ...]:
    """One box for each underlined or struck part of a line, spaces between its words included."""
    thick = max(1, round(size * 0.06))
    merged: list[tuple[str, float, float]] = []
    for kind, begin, end in spans:
        previous = next((one for one in reversed(merged) if one[0] == kind), None)
        if previous and begin - previous[2] < size * 0.6:
            merged[merged.index(previous)] = (kind, previous[1], end)
        else:
            merged.append((kind, begin, end))
    return tuple(
        Box(
            round(begin),
            baseline + round(size * (_UNDERLINE_EM if kind == "underline" else _STRIKE_EM)),
            round(end) - round(begin),
            thick,
            spares_ink=kind == "underline",
        )
        for kind, begin, end in merged
    )


# ---- slabs ----------------------------------------------------------------------------------


def _kept(slabs: list[Slab], last: bool = True) -> list[Slab]:
    """The slabs kept together; with `last`, also with what follows them."""
    return [
        slab._replace(keep=True) if last or index < len(slabs) - 1 else slab
        for index, slab in enumerate(slabs)
    ]


def _closer(slabs: list[Slab], gap_px: int) -> list[Slab]:
    """The slabs with another gap above the first."""
    return [slabs[0]._replace(gap_px=gap_px), *slabs[1:]] if slabs else []


def _kept_heights(slabs: Sequence[Slab]) -> list[int]:
    """The heights of the groups that stay together."""
    heights = [0]
    for slab in slabs:
        heights[-1] += slab.height_px
        if not slab.keep:
            heights.append(0)
    return heights


def _picture_size(
    natural: tuple[int, int],
    declared_width: int | None,
    scale: float,
    width: int,
    room: int | None,
) -> tuple[int, int]:
    """The size a picture is shown at: enlarged with the text, within the column and the page."""
    natural_width, natural_height = natural
    shown = min(float(width), (declared_width or natural_width) * scale)
    height = shown * natural_height / natural_width
    if room is not None and height > room:
        shown *= room / height
        height = room
    return max(1, round(shown)), max(1, round(height))


def _frame(left: int, width: int, height: int, thick: int) -> list[Box]:
    """The outline of a cell, its edges shared with its neighbours'."""
    return [
        Box(left, 0, width + thick, thick),
        Box(left, height, width + thick, thick),
        Box(left, 0, thick, height),
        Box(left + width, 0, thick, height),
    ]


def _edges(left: int, width: int, height: int, thick: int, top: bool) -> tuple[Box, ...]:
    across = Box(left, 0 if top else height - thick, width, thick)
    return (across, Box(left, 0, thick, height), Box(left + width - thick, 0, thick, height))


def _with_sides(slab: Slab, left: int, width: int, thick: int) -> Slab:
    sides = (
        Box(left, 0, thick, slab.height_px),
        Box(left + width - thick, 0, thick, slab.height_px),
    )
    return slab._replace(boxes=(*slab.boxes, *sides))


def _header_rows(table: Table) -> int:
    if table.header_rows:
        return table.header_rows
    first = table.rows[0] if table.rows else ()
    return 1 if first and all(cell.header for cell in first) else 0
