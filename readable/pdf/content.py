"""A page as the content of a PDF page: marked, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from readable.face import Shape
from readable.paging import Box, Label, Line, Page, Picture, Word
from readable.pdf.fonts import BoxFont, EmbeddedFont, EmbeddedFonts, drawn
from readable.pdf.objects import Ref, is_private, number, serialised
from readable.pdf.structure import Mark, Node, Tree
from readable.preferences import Colours
from readable.values import NamedTuple

__all__ = ["Drawn", "Painter", "Place"]

# Kerned further than this, a word begins anew: no reader then takes the gap for a space.
_FURTHEST_KERN = 8000
_INK_CLEARANCE = 1.5
_LAYOUT = "/Artifact<</Type/Layout>>"
_PAGINATION = "/Artifact<</Type/Pagination>>"
_BACKGROUND = "/Artifact<</Type/Background>>"
# Characters of a line's text that have no width; what ends a line is read as a space.
_WIDTHLESS = "\u200b\u2060"
_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


class Place(NamedTuple):
    """A place on a page in pixels from its upper left corner."""

    left_px: float
    top_px: float
    right_px: float
    bottom_px: float


@dataclass(slots=True)
class Drawn:
    """What came of a page: its content, and what the rest of the file has to know of it."""

    content: bytes
    marked: list[Node]
    """For each marked piece of content, whose it is."""
    fonts: list[EmbeddedFont | BoxFont]
    pictures: dict[str, Ref]
    links: dict[Node, list[Place]]
    """Where each link's text stands, a place a line."""
    begun: dict[Node, Place]
    """Where the elements stand that have their first content on this page."""


@dataclass(slots=True)
class Painter:
    """Draws pages one after the other; the texts of an article go on from page to page."""

    tree: Tree
    fonts: EmbeddedFonts
    colours: Colours
    points_per_px: float
    letter_em: float
    """The room that the reader wants between letters."""
    picture: Callable[[Picture], tuple[str, Ref, bool] | None]
    """Its name and object, and whether it was drawn for white paper that is not there."""
    _offsets: dict[int, int] = field(default_factory=dict)
    _begun: set[Node] = field(default_factory=set)

    def draw(self, page: Page, ref: Ref) -> Drawn:
        """The content of a page."""
        sheet = _Sheet(page, ref, self.fonts, self.letter_em, self._begun)
        scale = number(self.points_per_px)
        sheet.add(f"{scale} 0 0 {scale} 0 0 cm")
        sheet.artifact(_BACKGROUND)
        sheet.add(f"{_colour(_channels(self.colours.background))} rg")
        sheet.add(f"0 0 {page.width_px} {page.height_px} re f")
        self._boxes(page, sheet)
        sheet.artifact(_LAYOUT)
        sheet.add(f"{_colour(_channels(self.colours.foreground))} rg")
        for index, line in enumerate(page.lines):
            self._line(line, sheet, is_last=index == len(page.lines) - 1)
        for picture in page.pictures:
            self._picture(picture, sheet)
        return sheet.finish()

    def _boxes(self, page: Page, sheet: _Sheet) -> None:
        sheet.artifact(_LAYOUT)
        # Grounds lie under everything.
        for level, boxes in groupby(sorted(page.boxes, key=_level), key=_level):
            sheet.add(f"{_colour(self._blended(level))} rg")
            for box in boxes:
                parts = _spared(box, page) if box.spares_ink else [(box.left_px, box.width_px)]
                bottom = page.height_px - box.top_px - box.height_px
                for left, width in parts:
                    sheet.add(f"{left} {bottom} {width} {box.height_px} re")
            sheet.add("f")

    def _blended(self, level: int) -> tuple[float, ...]:
        """The text's colour on the background's, `level` of 255 of it."""
        share = level / 255
        back, front = _channels(self.colours.background), _channels(self.colours.foreground)
        return tuple(b + (f - b) * share for b, f in zip(back, front, strict=True))

    def _picture(self, picture: Picture, sheet: _Sheet) -> None:
        within = 0 <= picture.number < len(self.tree.pictures)
        node = self.tree.pictures[picture.number] if within else None
        bottom = sheet.page.height_px - picture.top_px - picture.height_px
        place = Place(
            picture.left_px,
            picture.top_px,
            picture.left_px + picture.width_px,
            picture.top_px + picture.height_px,
        )
        found = self.picture(picture)
        if node is None or node.kids:
            node = None
            sheet.artifact(_LAYOUT)
        else:
            sheet.mark(node, place)
            sheet.link(node, place)
        if found is not None:
            name, ref, needs_paper = found
            sheet.pictures[name] = ref
            if needs_paper:
                edges = f"{picture.left_px} {bottom} {picture.width_px} {picture.height_px}"
                sheet.add(f"q 1 g {edges} re f Q")
            size = f"{picture.width_px} 0 0 {picture.height_px} {picture.left_px} {bottom}"
            sheet.add(f"q {size} cm /{name} Do Q")
        elif node is not None:
            # What is drawn in its place is drawn already; this says where that is.
            size = f"{picture.left_px} {bottom} {picture.width_px} {picture.height_px}"
            sheet.add(f"{size} re n")

    # ---- text -------------------------------------------------------------------------------

    def _line(self, line: Line, sheet: _Sheet, is_last: bool) -> None:
        baseline = sheet.page.height_px - line.baseline_px
        at = 0
        for item, count in line.markers:
            marker = line.words[at : at + count]
            at += count
            label = self.tree.labels[item]
            if label.kids:
                # Drawn a second time, as the headings of a table are: said once.
                sheet.artifact(_LAYOUT)
            else:
                sheet.mark(label, _place_of(line, line.left_px))
            for word in marker:
                sheet.word(word, baseline)
            sheet.space(" ")
        if line.label is not None:
            leaves = self._quoted(line.label)
            line = line._replace(text=line.label.text)
        elif 0 <= line.block < len(self.tree.texts) and line.height_px:
            leaves = self._leaves(line.block, self._offsets.get(line.block, 0), len(line.text))
        else:
            for word in line.words[at:]:
                sheet.artifact(_PAGINATION if is_last else _LAYOUT)
                sheet.word(word, baseline)
            return
        position = 0
        x = line.left_px
        words, others = _as_read(line, line.words[at:])
        if words and words[0][0]:
            sheet.lead(words[0][1], x, baseline)
        for start, word in words:
            self._spaces(line, leaves, position, start, x, sheet)
            leaf = leaves[start]
            self._own(leaf, line, word.x_px, sheet)
            x = sheet.word(word, baseline)
            if leaf is not None:
                sheet.link(leaf, Place(word.x_px, line.top_px, x, line.top_px + line.height_px))
            position = max(position, start + len(_said(word)))
        self._spaces(line, leaves, position, len(line.text), x, sheet)
        for word in others:
            sheet.artifact(_LAYOUT)
            sheet.word(word, baseline)

    def _leaves(self, block: int, begin: int, length: int) -> list[Node | None]:
        """The elements of so many characters of a paragraph, each of which has content once."""
        if not 0 <= block < len(self.tree.texts) or self._offsets.get(block, 0) != begin:
            return [None] * length
        self._offsets[block] = begin + length
        return [*self.tree.texts[block].between(begin, begin + length)]

    def _quoted(self, label: Label) -> list[Node | None]:
        """The elements of the headings that a label shows, where it is the first to show them."""
        ends = [one.start for one in label.quoted[1:]] + [len(label.text)]
        leaves: list[Node | None] = []
        for one, end in zip(label.quoted, ends, strict=True):
            leaves += self._leaves(one.block, one.offset, end - one.start)
        return leaves

    def _own(self, leaf: Node | None, line: Line, x: float, sheet: _Sheet) -> None:
        """What follows is an element's, or no content of the article."""
        if leaf is None:
            sheet.artifact(_LAYOUT)
        else:
            sheet.mark(leaf, _place_of(line, x))

    def _spaces(
        self,
        line: Line,
        leaves: Sequence[Node | None],
        start: int,
        end: int,
        x: float,
        sheet: _Sheet,
    ) -> None:
        """The spaces between two words, or behind the last: they are content too."""
        for offset in range(start, end):
            self._own(leaves[offset], line, x, sheet)
            sheet.space(line.text[offset])


class _Style(NamedTuple):
    """What glyphs have in common that follow each other without a new beginning."""

    font: EmbeddedFont | BoxFont
    size_px: float
    slanted: bool
    y: float
    between_px: float
    """The room that the reader wants between letters."""


@dataclass(slots=True)
class _Sheet:
    """The content of one page as it grows. Places of text are in pixels from its lower edge."""

    page: Page
    ref: Ref
    embedded: EmbeddedFonts
    letter_em: float
    begun_before: set[Node]
    marked: list[Node] = field(default_factory=list)
    fonts: dict[EmbeddedFont | BoxFont, None] = field(default_factory=dict)
    pictures: dict[str, Ref] = field(default_factory=dict)
    links: dict[Node, list[Place]] = field(default_factory=dict)
    begun: dict[Node, Place] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _owner: Node | str | None = None
    _in_text: bool = False
    _font_set: tuple[EmbeddedFont | BoxFont, float, float] | None = None
    _style: _Style | None = None
    """The last word's."""
    _at: float = 0.0
    """Where the last word ends, or the space behind it."""
    _baseline: float = 0.0
    """Of the last word's line."""
    _shown_style: _Style | None = None
    _pen: float = 0.0
    _left: float = 0.0
    _shown: list[str] = field(default_factory=list)

    def finish(self) -> Drawn:
        """All of it."""
        self._close()
        content = "\n".join(self._parts).encode("ascii")
        fonts = list(self.fonts)
        return Drawn(content, self.marked, fonts, self.pictures, self.links, self.begun)

    def add(self, operators: str) -> None:
        """Anything but text."""
        self._end_text()
        self._parts.append(operators)

    # ---- whose content it is ----------------------------------------------------------------

    def artifact(self, tag: str) -> None:
        """What follows is no content of the article."""
        if self._owner != tag:
            self._close()
            self._parts.append(f"{tag}BDC")
            self._owner = tag

    def mark(self, node: Node, place: Place) -> None:
        """What follows is the content of an element, which begins there if it has none yet."""
        if self._owner is node:
            return
        self._close()
        node.join()
        begins: Node | None = node
        while begins is not None and begins not in self.begun_before:
            self.begun_before.add(begins)
            self.begun[begins] = place
            begins = begins.parent
        node.kids.append(Mark(self.ref, len(self.marked)))
        self._parts.append(f"/{node.kind}<</MCID {len(self.marked)}>>BDC")
        self.marked.append(node)
        self._owner = node

    def _close(self) -> None:
        self._end_text()
        if self._owner is not None:
            self._parts.append("EMC")
            self._owner = None

    def link(self, node: Node, place: Place) -> None:
        """Notes where a link can be followed from, if the element is in one."""
        link = node.link
        if link is None:
            return
        places = self.links.setdefault(link, [])
        if places and places[-1].top_px == place.top_px:
            place = places.pop()._replace(right_px=place.right_px)
        places.append(place)

    # ---- text -------------------------------------------------------------------------------

    def word(self, word: Word, baseline: float) -> float:
        """The glyphs of a word; answers where it ends."""
        em = word.size_px / word.face.units_per_em
        style = self._style_of(word, baseline)
        end = word.x_px + word.glyphs.advance_units * em
        self._baseline = baseline
        if not word.glyphs.ids:
            self._style, self._at = style, word.x_px
            self.space(_said(word))
        elif word.glyphs.stands_for is not None:
            self._stand_in(word, style)
        elif list(word.glyphs.clusters) != sorted(word.glyphs.clusters):
            # From right to left: the glyphs stand as they are seen, the text as it is read.
            self._begin_actual(word.glyphs.text)
            for cluster in _clusters(word):
                self._cluster(cluster, word, style, is_said=True)
            self._end_actual()
        else:
            for cluster in _clusters(word):
                self._cluster(cluster, word, style)
        if word.glyphs.stands_for == "":
            # What it is a part of may reach further.
            end = max(end, self._at)
        self._style, self._at = style, end
        if word.glyphs.stands_for is not None:
            self._style = style._replace(y=baseline)
        return end

    def lead(self, word: Word, x: float, baseline: float) -> None:
        """Spaces that follow stand at `x`, in the font of the word behind them."""
        self._style, self._at = self._style_of(word, baseline), x

    def space(self, text: str) -> None:
        """A space behind the last word, for a character that is one or that nothing draws."""
        style = self._style
        if style is None or not isinstance(style.font, EmbeddedFont):
            return
        (glyph, *_) = style.font.face.shape(" ").ids or (0,)
        if not glyph:
            return
        self._glyph(style, self._at, glyph, " " if text in _ENDS else text)
        if text not in _WIDTHLESS:
            self._at = self._pen

    def _stand_in(self, word: Word, style: _Style) -> None:
        """Glyphs that say another text than their own, as a whole."""
        glyphs = word.glyphs
        shape = Shape(glyphs.ids, glyphs.x_units, glyphs.y_units)
        self._cluster(_Cluster(_said(word), 0, shape), word, style)

    def _style_of(self, word: Word, baseline: float) -> _Style:
        font = self.embedded.of(word.face)
        between = round(self.letter_em * word.size_px, 3)
        y = baseline + word.rise_px
        return _Style(font, word.size_px, word.slanted, y, between)

    def _cluster(self, cluster: _Cluster, word: Word, style: _Style, is_said: bool = False) -> None:
        """The glyphs that stand for a letter with its marks: the first says it, all are drawn.

        Where no code can say it, the text stands around them, unless it is said already.
        """
        em = word.size_px / word.face.units_per_em
        glyphs = cluster.glyphs
        font = self.embedded.of(word.face)
        x = word.x_px + cluster.x_units * em
        if len(glyphs.ids) > 1 and (single := font.single(cluster.text, glyphs)):
            glyphs = Shape((single,), (0,), (0,))
        around = bool(cluster.text and not is_said) and (
            is_private(cluster.text)
            or (glyphs.ids[0] != 0 and not font.code(glyphs.ids[0], cluster.text)[1])
        )
        if around:
            self._begin_actual(cluster.text)
        said = cluster.text
        for glyph, x_units, y_units in zip(glyphs.ids, glyphs.x_units, glyphs.y_units, strict=True):
            placed = style._replace(y=style.y + y_units * em)
            self._say(placed, x + x_units * em, glyph, said)
            said = ""
        if around:
            self._end_actual()

    def _say(self, style: _Style, x: float, glyph: int, text: str) -> None:
        """One glyph at a place that says a text, or only drawn where it says none.

        Programs that find no text for a code take the code itself for one.
        """
        face = style.font.face
        if text:
            if not glyph:
                # On the line that its text is on, or programs take it for another one.
                rise = round((style.y - self._baseline) * face.units_per_em / style.size_px)
                box = self.embedded.box(face, rise, text)
                style = style._replace(font=box, y=self._baseline)
            self._glyph(style, x, glyph, text)
        elif steps := " ".join(map(drawn, face.outline(glyph))):
            em = style.size_px / face.units_per_em
            lean = face.slant * em if style.slanted else 0.0
            matrix = " ".join(f"{value:.6f}" for value in (em, 0.0, lean, em, x, style.y))
            self.add(f"q {matrix} cm {steps} f Q")

    def _glyph(self, style: _Style, x: float, glyph: int, text: str) -> None:
        """One glyph at a place, after those before it if it can be."""
        if self._shown and style == self._shown_style:
            kern = round((self._pen - x) / style.size_px * 1000)
            if abs(kern) > _FURTHEST_KERN:
                self._flush()
            elif kern:
                self._shown.append(str(kern))
                self._pen -= kern * style.size_px / 1000
        else:
            self._flush()
        if not self._shown:
            self._shown_style, self._left, self._pen = style, x, x
        self._shown.append(f"<{style.font.coded(glyph, text)}>")
        self._pen += style.font.width(glyph) * style.size_px / 1000 + style.between_px

    def _flush(self) -> None:
        """Writes the glyphs that wait."""
        style = self._shown_style
        if not self._shown or style is None:
            return
        font, size, slanted, y, between = style
        self.fonts[font] = None
        self._begin_text()
        if self._font_set != (font, size, between):
            self._font_set = (font, size, between)
            self._parts.append(f"/{font.label} {number(size)} Tf {number(between)} Tc")
        lean = number(font.face.slant) if slanted else "0"
        shown = "".join(self._shown).replace("><", "")
        self._parts.append(f"1 0 {lean} 1 {number(self._left)} {number(y)} Tm [{shown}]TJ")
        self._shown = []

    def _begin_text(self) -> None:
        if not self._in_text:
            self._parts.append("BT")
            self._in_text = True

    def _end_text(self) -> None:
        self._flush()
        if self._in_text:
            self._parts.append("ET")
            self._in_text = False

    def _begin_actual(self, text: str) -> None:
        """What follows says this, whatever its glyphs are."""
        self._end_text()
        self._parts.append(f"/Span<</ActualText{serialised(text)}>>BDC")

    def _end_actual(self) -> None:
        self._end_text()
        self._parts.append("EMC")


class _Cluster(NamedTuple):
    """A part of a word that cannot be parted: what it says, where it begins, and its glyphs."""

    text: str
    x_units: int
    glyphs: Shape
    """Placed from where the first of them stands."""


def _clusters(word: Word) -> Iterator[_Cluster]:
    glyphs = word.glyphs
    begins = sorted(set(glyphs.clusters))
    # What stands before the first glyph's letter has no glyph of its own.
    ends = dict(zip(begins, [*begins[1:], len(glyphs.text)], strict=True))
    at = 0
    for begin, group in groupby(glyphs.clusters):
        end = at + len(list(group))
        start = 0 if begin == begins[0] else begin
        text = glyphs.text[start : ends[begin]]
        left = glyphs.x_units[at]
        xs = tuple(x - left for x in glyphs.x_units[at:end])
        yield _Cluster(text, left, Shape(glyphs.ids[at:end], xs, glyphs.y_units[at:end]))
        at = end


def _said(word: Word) -> str:
    """What a word says of the article."""
    glyphs = word.glyphs
    return glyphs.text if glyphs.stands_for is None else glyphs.stands_for


def _as_read(line: Line, words: Sequence[Word]) -> tuple[list[tuple[int, Word]], list[Word]]:
    """The words of a line by where they begin in its text, and those that are not in it."""
    if not line.parts:
        return _found(line.text, 0, _groups(words))
    at = 0
    found: list[tuple[int, Word]] = []
    others: list[Word] = []
    for start, length, count, right_to_left in line.parts:
        text = line.text[start : start + length]
        groups = _groups(words[at : at + count])
        own, added = _found(text, start, groups[::-1] if right_to_left else groups)
        found += own
        others += added
        at += count
    return sorted(found, key=itemgetter(0)), others


def _groups(words: Sequence[Word]) -> list[list[Word]]:
    """The words, each with what stands for the same characters, as the figures of a code do."""
    groups: list[list[Word]] = []
    for word in words:
        if _said(word) or not groups:
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _found(
    text: str, begin: int, groups: Sequence[list[Word]]
) -> tuple[list[tuple[int, Word]], list[Word]]:
    """The same for a text that begins there, between whose words there are only spaces."""
    found: list[tuple[int, Word]] = []
    others: list[Word] = []
    position = 0
    for group in groups:
        said = _said(group[0])
        start = text.find(said, position)
        if not said or start < 0 or not _is_blank(text[position:start]):
            others += group
            continue
        found += [(begin + start, word) for word in group]
        position = start + len(said)
    return found, others


def _is_blank(text: str) -> bool:
    return all(one.isspace() or one in _WIDTHLESS for one in text)


def _level(box: Box) -> int:
    return box.level


def _place_of(line: Line, x: float) -> Place:
    return Place(x, line.top_px, line.left_px + line.width_px, line.top_px + line.height_px)


def _channels(colour: str) -> tuple[float, ...]:
    """Red, green and blue of "#rrggbb", 0 to 1."""
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))


def _colour(channels: Sequence[float]) -> str:
    return " ".join(map(number, channels))


def _spared(box: Box, page: Page) -> list[tuple[int, int]]:
    """The parts of an underline, left edge and width, that no letter reaches into."""
    clearance = round(box.height_px * _INK_CLEARANCE)
    left, right = box.left_px, box.left_px + box.width_px
    taken = [False] * box.width_px
    for line in page.lines:
        if not line.top_px <= box.top_px < line.top_px + line.height_px:
            continue
        for word in line.words:
            for column in _ink_columns(word, line.baseline_px, box):
                for near in range(column - clearance, column + clearance + 1):
                    if left <= near < right:
                        taken[near - left] = True
    parts = []
    at = left
    for is_taken, group in groupby(taken):
        width = len(list(group))
        if not is_taken:
            parts.append((at, width))
        at += width
    return parts


def _ink_columns(word: Word, baseline_px: int, box: Box) -> Iterator[int]:
    """The columns of the page in which a word has ink at the height of a box, or a pixel by it."""
    column = int(word.x_px // 1)
    mask = word.face.mask(word.glyphs, word.size_px, slanted=word.slanted)
    top = baseline_px - word.rise_px + mask.top_px
    upper, lower = box.top_px - 1 - top, box.top_px + box.height_px + 1 - top
    rows = mask.rows[max(upper, 0) : max(lower, 0)]
    for index in range(mask.width_px):
        if any(row[index] for row in rows):
            yield column + mask.left_px + index
