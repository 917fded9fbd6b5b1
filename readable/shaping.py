"""Runs to shaped text: faces, glyphs and break opportunities, in em, for every size at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

from readable.article import Mark, Run, runs_text
from readable.bidi import has_right_to_left, levels_of
from readable.face import Face, Glyphs
from readable.findings import Finding
from readable.fonts import FontSet, Stretch
from readable.forgetting import forget_oldest
from readable.linebreak import cut_to_fit, split_grapheme_clusters, weigh_opportunities
from readable.patterns import pattern
from readable.speedups import compiled
from readable.values import NamedTuple, value

__all__ = [
    "Fitted",
    "Ink",
    "Piece",
    "Segment",
    "ShapedText",
    "Spacing",
    "setting_aside",
    "shape_ahead",
    "shape_runs",
    "within",
]

# Superscript and subscript: OpenType's OS/2 table gives most bundled faces a size of 0.6 to 0.65
# and a rise of 0.35; a little larger keeps the tones apart.
_SCRIPT_SIZE_EM = 0.7
_SUPERSCRIPT_RISE_EM = 0.36
_SUBSCRIPT_RISE_EM = -0.14
# Of a script within a script: what OpenType's MATH table suggests.
_INNER_SCRIPT_SIZE_EM = 0.6

_SLANTED = frozenset(("em", "cite", "dfn", "var"))
_SCRIPTS = frozenset(("sup", "sub"))
_UNDERLINED = frozenset(("ins", "u"))
_TYPED = frozenset(("code", "kbd", "samp"))

# The style sheet has the same shares, 10 and 20 %: what is marked stays as easy to read.
_TYPED_TINT = 26
_MARKED_TINT = 51

_SPACES = (
    " \t\n\r\x0b\x0c\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000"
)
_SPACE = pattern(f"[{_SPACES}]")
_PARTS = pattern(f"[{_SPACES}]+|[^{_SPACES}]+")
_INVISIBLE = "\n\r\x0b\x0c\x85\u200b\u2028\u2029\u2060"


# Kept with the font set: segments, by family, style and spacing, and then by text, for words come
# again. A segment takes almost a kilobyte; so many are kept of all styles together, that the memory
# of a process is soon as large as it gets. Those that needed another font are shaped again, so that
# each article gets its own findings.
_Known = dict[str, "Segment"]
_Ahead = dict[str, "Segment | None"]
_MOST_KNOWN = 20_000
# Those of the article that is being laid out, found in fewer steps than among all.
_AHEAD = "segments ahead"
# What is forgotten of them while one article is laid out, by the same: its lines hold them anyway.
_ASIDE = "segments set aside"
_MOST_STYLES = 64
# And the last paragraphs, for their other sizes, and the numbers of pages.
_MOST_SHAPED = 200
_END = itemgetter(0)
_NOTHING_AHEAD: Any = {}
# The width of a segment, asked of it in a third of the time that its name takes.
_WIDTH = itemgetter(2)

# What Piece() and Segment() come to, without a Python call on the way: there is one of each for
# each new word.
_MAKE = tuple.__new__


class Spacing(NamedTuple):
    """What the reader adds between letters and between words, in em."""

    letter_em: float = 0.0
    word_em: float = 0.0


class Ink(NamedTuple):
    """How pieces of one face and style are drawn. Lengths in em of the block."""

    rise_em: float
    size_em: float
    face: Face
    slanted: bool
    underlined: bool
    struck: bool
    tint: int
    """How much of the text's colour is behind them, of 255."""


class Piece(NamedTuple):
    """Shaped text of one face and style: what is drawn at one place. Lengths in em of the block."""

    x_em: float
    """From the beginning of the segment."""
    advance_em: float
    glyphs: Glyphs
    ink: Ink


class Segment(NamedTuple):
    """What stands between two break opportunities. `text` includes the space it ends in."""

    text: str
    pieces: tuple[Piece, ...]
    width_em: float
    space_em: float
    ink_top_em: float
    """How high its ink rises above the baseline,"""
    ink_bottom_em: float
    """and how deep it goes below it."""
    is_decorated: bool
    """Whether anything is drawn under, through or behind its letters."""


class _Style(NamedTuple):
    bold: bool
    slanted: bool
    size_em: float
    rise_em: float
    underlined: bool
    struck: bool
    tint: int


class Fitted(NamedTuple):
    """Segments none of which is wider than the measure, as columns."""

    segments: list[Segment]
    forced: list[bool]
    """Whether the line ends after each, whatever its length."""
    partings: list[float]
    """How bad it is that it does: 0 between two words, 1 inside one."""


@value(frozen=True, slots=True)
class ShapedText:
    """A paragraph's segments in order, and how high and deep the ink of its face goes, in em."""

    segments: list[Segment]
    forced: list[bool]
    """Whether a line ends after each segment, whatever its length."""
    partings: list[float]
    """How bad it is that a line ends there: 0 between two words, 1 inside one."""
    ink_top_em: float
    ink_bottom_em: float
    _shaper: _Shaper
    levels: list[int] | None = None
    """The level of each character where some run from right to left, as UAX #9 has it."""
    is_right_to_left: bool = False
    """Whether the paragraph as a whole runs from right to left."""

    def directed(self, offsets: Sequence[int]) -> list[tuple[int, Segment]]:
        """A line's part of the text in parts of one direction each, in order, with their levels.

        It is cut at these offsets as its segments are, so that it is as wide as they are. The space
        that the line ends in is left out.
        """
        shaper = self._shaper
        assert isinstance(shaper, _MixedShaper)
        end = offsets[0] + _core_length(shaper.text[offsets[0] : offsets[-1]])
        cuts = [offset for offset in offsets if offset < end]
        return [part for span in pairwise((*cuts, end)) for part in shaper.directed(*span)]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the faces could not draw."""
        return tuple(self._shaper.findings.values())

    def fitted(self, measure_em: float) -> Fitted:
        """The segments, any wider than the measure cut to fit."""
        if max(map(_WIDTH, self.segments), default=0.0) <= measure_em:
            return Fitted(self.segments, self.forced, self.partings)
        fitted = Fitted([], [], [])
        start = 0
        for segment, forced, parting in zip(self.segments, self.forced, self.partings, strict=True):
            end = start + len(segment.text)
            parts = [segment]
            if segment.width_em > measure_em:
                cut = self._shaper.cut(start, end, measure_em)
                parts = [within(part, measure_em) for part in cut]
            before = len(parts) - 1
            fitted.segments.extend(parts)
            fitted.forced.extend([False] * before + [forced])
            fitted.partings.extend([0.0] * before + [parting])
            start = end
        return fitted


@contextmanager
def setting_aside(fonts: FontSet) -> Iterator[None]:
    """While it lasts, no word is shaped a second time because there was no room to keep it.

    Without it the lines of a long article hold several of the same. What was shaped ahead is held
    as long.
    """
    fonts.kept[_ASIDE] = {}
    fonts.kept[_AHEAD] = {}
    try:
        yield
    finally:
        del fonts.kept[_ASIDE]
        for ahead in fonts.kept.pop(_AHEAD).values():
            ahead.clear()  # which paragraphs that are kept would hold


def shape_runs(
    runs: tuple[Run, ...],
    fonts: FontSet,
    family: str,
    bold: bool = False,
    spacing: Spacing | None = None,
) -> ShapedText:
    """The runs of one paragraph, shaped once for every size.

    `family` is a key of the font set; a paragraph with marks that it cannot place is shaped with
    one that can, as a whole.
    """
    spacing = spacing or Spacing()
    kept: dict[Any, ShapedText] = fonts.kept.setdefault("shaped", {})
    key = runs, family, bold, spacing
    shaped = kept.pop(key, None)
    if shaped is None:
        if len(kept) >= _MOST_SHAPED:
            forget_oldest(kept)
        shaped = _shape(runs, fonts, family, bold, spacing)
    # Behind all others: the number of a page comes again with the next article.
    kept[key] = shaped
    return shaped


def shape_ahead(
    paragraphs: Iterable[tuple[Run, ...]], fonts: FontSet, family: str, spacing: Spacing
) -> None:
    """Shapes the words of many paragraphs in one go, for `shape_runs` to find them.

    Those of paragraphs that were not shaped before: all of one style in one call, which costs less
    than one for each stretch between two marks.
    """
    kept = fonts.kept.get("shaped", {})
    alike: dict[tuple[frozenset[str], bool], list[Run]] = {}
    for runs in paragraphs:
        if (runs, family, False, spacing) not in kept:
            for run in runs:
                alike.setdefault((run.marks, run.href is None), []).append(run)
    firsts = tuple([same[0] for same in alike.values()])
    shaper = _Shaper("", firsts, fonts, family, False, spacing)
    for (_, style, known, _), same in zip(shaper._styles, alike.values(), strict=True):
        words = _look_up([run.text for run in same], known)
        new = [word for word, segment in words.items() if segment is None]
        # What is known by then has room, too.
        words.update(shaper._learn(new[: _MOST_KNOWN // 4], style, known))
        if _AHEAD in fonts.kept:
            fonts.kept[_AHEAD][family, style, spacing] = words


def _shape(
    runs: tuple[Run, ...], fonts: FontSet, family: str, bold: bool, spacing: Spacing
) -> ShapedText:
    text = runs_text(runs)
    family = fonts.family_for(text, family)
    base, levels = levels_of(text) if has_right_to_left(text) else (0, None)
    if levels is None:
        shaper = _Shaper(text, runs, fonts, family, bold, spacing)
    else:
        shaper = _MixedShaper(text, runs, fonts, family, bold, spacing, levels=levels)
    offsets, forced, partings = weigh_opportunities(text)
    top, bottom = fonts.ink_em(family, bold)
    segments = shaper.segments(offsets)
    return ShapedText(segments, forced, partings, top, bottom, shaper, levels, base == 1)


@dataclass(slots=True, eq=False, repr=False)
class _Shaper:
    text: str
    runs: tuple[Run, ...]
    fonts: FontSet
    family: str
    bold: bool
    spacing: Spacing
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    _styles: list[tuple[int, _Style, _Known, _Ahead]] = field(default_factory=list)
    _stood_in: int = 0
    """How often another font than the chosen one had to stand in."""
    _is_right_to_left: bool = False
    """Whether what is being shaped is."""

    def __post_init__(self) -> None:
        known = self.fonts.kept.setdefault("segments", {})
        ahead = self.fonts.kept.get(_AHEAD, {})
        if len(known) > _MOST_STYLES:
            known.clear()
        end = 0
        for run in self.runs:
            end += len(run.text)
            style = _style_of(run.marks, run.href is not None, self.bold)
            key = self.family, style, self.spacing
            self._styles.append(
                (end, style, known.setdefault(key, {}), ahead.get(key, _NOTHING_AHEAD))
            )

    def segments(self, offsets: Sequence[int]) -> list[Segment]:
        """The text shaped, in parts that end at these offsets."""
        found: list[Any] = self._find(offsets)
        if not all(found):
            self._learn_missing(offsets, found)
            starts = (0, *offsets)
            for place, segment in enumerate(found):
                if segment is None:
                    found[place] = self.segment(starts[place], starts[place + 1])
        return found

    def _find(self, offsets: Sequence[int]) -> list[Segment | None]:
        """What is known of the text in parts that end at these offsets, None where nothing is."""
        styles = self._styles
        if compiled:
            return compiled.find_segments(Segment, self.text, offsets, styles)
        found = []
        start = place = 0
        for end in offsets:
            while styles[place][0] <= start:
                place += 1
            run_end, _, known, ahead = styles[place]
            text = self.text[start:end]
            segment = None
            if end <= run_end:
                segment = ahead.get(text) or known.get(text)
            elif end == run_end + 1 and text[-1] == " ":
                core = ahead.get(text[:-1]) or known.get(text[:-1])
                _, _, others, _ = styles[bisect_right(styles, run_end, key=_END)]
                space = others.get(" ")
                if core and space and not core.space_em:
                    segment = core._replace(text=text, space_em=space.space_em)
            found.append(segment)
            start = end
        return found

    def _learn_missing(self, offsets: Sequence[int], found: list[Segment | None]) -> None:
        """Shapes the words that were not found, those of each run together, and puts them in."""
        missing: dict[int, dict[int, str]] = {}
        start = 0
        for at, (end, segment) in enumerate(zip(offsets, found, strict=True)):
            if not segment:
                place = bisect_right(self._styles, start, key=_END)
                if end <= self._styles[place][0]:
                    missing.setdefault(place, {})[at] = self.text[start:end]
            start = end
        for place, texts in missing.items():
            _, style, known, _ = self._styles[place]
            learnt = self._learn(list(texts.values()), style, known)
            for at, text in texts.items():
                found[at] = learnt.get(text)

    def _learn(self, new: list[str], style: _Style, known: _Known) -> _Known:
        """Shapes those new words that are nothing special, each with a space or none."""
        if not new or self._is_right_to_left:
            return {}
        self._forget_if_many()
        family, slanted = self._family_for(style)
        face = self.fonts.families[family].face(style.bold)
        _, _, size, rise, underlined, struck, tint = style
        letter_units = round(self.spacing.letter_em * face.units_per_em)
        aside = self.fonts.kept.get(_ASIDE, {}).get((self.family, style, self.spacing), {})
        held = [aside.get(text.removesuffix(" ")) for text in new] if aside else []
        unshaped = [text for text, one in zip(new, held, strict=True) if not one] if aside else new
        glyphs = face.shape_together(unshaped, slanted)
        if letter_units:
            glyphs = [one and _spaced(one, letter_units) for one in glyphs]
        if aside:
            shaped = iter(glyphs)
            glyphs = [one or next(shaped) for one in held]
        ink = self._one_of(Ink(rise, size, face, slanted, underlined, struck, tint))
        learnt = _segments(new, glyphs, ink, self._space_em(" ", style))
        known.update(learnt)
        return learnt

    def _forget_if_many(self) -> None:
        of_all: dict[Any, _Known] = self.fonts.kept["segments"]
        aside: dict[Any, _Known] | None = self.fonts.kept.get(_ASIDE)
        while sum(map(len, of_all.values())) >= _MOST_KNOWN:
            key, most = max(of_all.items(), key=lambda item: len(item[1]))
            forgotten = forget_oldest(most)
            if aside is not None:
                glyphs = [piece.glyphs for segment in forgotten for piece in segment.pieces]
                aside.setdefault(key, {}).update((one.text, one) for one in glyphs)

    def _family_for(self, style: _Style) -> tuple[str, bool]:
        """The family that a style is drawn in, and whether its letters are to be slanted."""
        if style.slanted and self.family in self.fonts.italics:
            return self.fonts.italics[self.family], False
        return self.family, style.slanted

    def segment(self, start: int, end: int) -> Segment:
        """The segment from one offset to another, shaped."""
        text = self.text[start:end]
        run_end, style, known, _ = self._styles[bisect_right(self._styles, start, key=_END)]
        if end > run_end:
            return self._shape_parts(text, start, end)
        segment = known.get(text)
        if segment is None:
            stood_in = self._stood_in
            core = text.rstrip(_SPACES)
            if core and not _SPACE.search(core) and not core.isspace():
                segment = self._shape_one(text, core, style)
            else:
                segment = self._shape_parts(text, start, end)
            if self._stood_in == stood_in:
                self._forget_if_many()
                known[text] = segment
        return segment

    def _shape_one(self, text: str, core: str, style: _Style) -> Segment:
        """A word and the space after it, all in one style."""
        pieces: list[Piece] = []
        width = self._shape_word(pieces, 0.0, core, style)
        return _segment_of(text, pieces, width, self._space_em(text[len(core) :], style))

    def _shape_parts(self, text: str, start: int, end: int) -> Segment:
        core_end = start + _core_length(text)
        run_end, _, _, _ = self._styles[bisect_right(self._styles, start, key=_END)]
        if start < core_end <= run_end < end:  # a word of one style, with a space of another
            # That is kept, for `_find`.
            space = self.segment(core_end, end).space_em
            return self.segment(start, core_end)._replace(text=text, space_em=space)
        space = self._shape_into([], core_end, end)
        pieces: list[Piece] = []
        width = self._shape_into(pieces, start, core_end)
        return _segment_of(text, pieces, width, space)

    def cut(self, start: int, end: int, measure_em: float) -> Iterator[Segment]:
        """The same text in segments no longer than the measure."""
        core_end = start + _core_length(self.text[start:end])
        *cuts, _ = cut_to_fit(self.text, start, core_end, measure_em, self._width_em)
        for part_start, part_end in pairwise((start, *cuts, end)):
            yield self.segment(part_start, part_end)

    def _width_em(self, start: int, end: int) -> float:
        return self._shape_into([], start, start + _core_length(self.text[start:end]))

    def _shape_into(self, pieces: list[Piece], start: int, end: int) -> float:
        """Appends the pieces of a part of the text; answers its width in em."""
        x_em = 0.0
        for style, known, part in self._parts(start, end):
            if part[0] in _SPACES or part.isspace():
                x_em += self._space_em(part, style)
                continue
            segment = known.get(part) or known.get(f"{part} ")
            if segment and len(segment.pieces) == 1:
                pieces.append(segment.pieces[0]._replace(x_em=x_em))
                x_em += segment.width_em
            else:
                x_em = self._shape_word(pieces, x_em, part, style)
        return x_em

    def _parts(self, start: int, end: int) -> Iterator[tuple[_Style, _Known, str]]:
        styles = self._styles
        for place in range(bisect_right(styles, start, key=_END), len(styles)):
            run_end, style, known, _ = styles[place]
            for found in _PARTS.findall(self.text[start : min(end, run_end)]):
                yield style, known, found
            if run_end >= end:
                return
            start = run_end

    def _space_em(self, spaces: str, style: _Style) -> float:
        if not spaces:
            return 0.0
        face = self.fonts.families[self.family].face(style.bold)
        one = face.shape(" ").advance_units / face.units_per_em * style.size_em
        visible = 1
        if spaces != " ":
            visible = sum(4 if space == "\t" else space not in _INVISIBLE for space in spaces)
        return visible * (one + self.spacing.word_em + self.spacing.letter_em)

    def _shape_word(self, pieces: list[Piece], x_em: float, word: str, style: _Style) -> float:
        family, slanted = self._family_for(style)
        style = style._replace(slanted=slanted)
        chosen = self.fonts.families[family].face(style.bold)
        if chosen.covers(word) and not self._is_right_to_left:
            return self._put(pieces, x_em, chosen, chosen.shape(word, style.slanted), style)
        stretches = self.fonts.stretches(word, family, style.bold)
        for stretch in reversed(stretches) if self._is_right_to_left else stretches:
            if finding := self.fonts.finding(stretch, chosen):
                self._stood_in += 1
                self.findings.setdefault((finding.rule, stretch.text), finding)
                if not stretch.drawn:
                    x_em = self._stand_in(pieces, x_em, stretch, style)
                    continue
            face = stretch.face
            if self._is_right_to_left:
                glyphs = face.shape(stretch.text, style.slanted, True)
            else:  # as `Face.covers` asks, which has it kept
                glyphs = face.shape(stretch.text, style.slanted)
            x_em = self._put(pieces, x_em, face, glyphs, style)
        return x_em

    def _put(
        self, pieces: list[Piece], x_em: float, face: Face, glyphs: Glyphs, style: _Style
    ) -> float:
        """Appends glyphs of a face; answers where they end."""
        if self.spacing.letter_em:
            glyphs = _spaced(glyphs, round(self.spacing.letter_em * face.units_per_em))
        em = style.size_em / face.units_per_em
        advance = glyphs.advance_units * em
        ink = Ink(
            style.rise_em,
            style.size_em,
            face,
            style.slanted,
            style.underlined,
            style.struck,
            style.tint,
        )
        pieces.append(Piece(x_em, advance, glyphs, self._one_of(ink)))
        return x_em + advance

    def _one_of(self, ink: Ink) -> Ink:
        """The same ink as for other words: to see that it is the same takes no time."""
        inks: dict[Ink, Ink] = self.fonts.kept.setdefault("inks", {})
        if len(inks) > _MOST_STYLES:
            inks.clear()
        return inks.setdefault(ink, ink)

    def _stand_in(self, pieces: list[Piece], x_em: float, stretch: Stretch, style: _Style) -> float:
        """Appends what stands for characters that no face draws; answers where it ends."""
        from readable.standins import code_boxes, form_box, words_for

        ticking = self.fonts.stretches("✓", self.family, False)[0].face
        clusters = list(split_grapheme_clusters(stretch.text))
        for cluster in reversed(clusters) if self._is_right_to_left else clusters:
            ticked = form_box(cluster, ticking)
            words = None if ticked else words_for(cluster)
            shown = words and self.fonts.stretches(words, self.family, style.bold)
            said = cluster
            if shown and all(one.drawn for one in shown):
                for one in shown:
                    glyphs = one.face.shape(one.text, style.slanted)
                    glyphs = glyphs.changed(stands_for=said)
                    said = ""
                    x_em = self._put(pieces, x_em, one.face, glyphs, style)
                continue
            for box in [ticked] if ticked else code_boxes(cluster, stretch.face):
                advance = (box.advance_em + self.spacing.letter_em) * style.size_em
                for x, rise, size, glyphs in box.parts:
                    is_frame = glyphs is box.parts[0].glyphs
                    glyphs = glyphs.changed(stands_for=said)
                    said = ""
                    ink = Ink(
                        style.rise_em + rise * style.size_em,
                        size * style.size_em,
                        ticking if ticked else stretch.face,
                        False,
                        is_frame and style.underlined,
                        is_frame and style.struck,
                        style.tint if is_frame else 0,
                    )
                    x = x_em + x * style.size_em
                    pieces.append(Piece(x, advance if is_frame else 0.0, glyphs, ink))
                x_em += advance
        return x_em


@dataclass(slots=True, eq=False, repr=False)
class _MixedShaper(_Shaper):
    """Shapes a text that is not all from left to right: each part in its own direction."""

    levels: list[int] = field(default_factory=list)

    def segments(self, offsets: Sequence[int]) -> list[Segment]:
        """The text shaped, in parts that end at these offsets."""
        return [self.segment(start, end) for start, end in pairwise((0, *offsets))]

    def segment(self, start: int, end: int) -> Segment:
        """The segment from one offset to another. None is kept: what stands beside it counts."""
        text = self.text[start:end]
        core = _core_length(text)
        parts = [part for _, part in self.directed(start, start + core)]
        pieces: list[Piece] = []
        x_em = 0.0
        for part in parts:
            pieces += [piece._replace(x_em=piece.x_em + x_em) for piece in part.pieces]
            x_em += part.width_em + part.space_em
        space = sum(part.space_em for _, part in self.directed(start + core, end))
        return Segment(
            text,
            tuple(pieces),
            x_em,
            space,
            max([part.ink_top_em for part in parts], default=0.0),
            max([part.ink_bottom_em for part in parts], default=0.0),
            any(part.is_decorated for part in parts),
        )

    def _width_em(self, start: int, end: int) -> float:
        end = start + _core_length(self.text[start:end])
        return sum(part.width_em + part.space_em for _, part in self.directed(start, end))

    def directed(self, start: int, end: int) -> list[tuple[int, Segment]]:
        """A part of the text in parts of one level, style, and kind: word or space."""
        found = []
        for part_start, part_end, level in self._level_runs(start, end):
            for style, _, part in self._parts(part_start, part_end):
                if part[0] in _SPACES or part.isspace():
                    space = Segment(part, (), 0.0, self._space_em(part, style), 0.0, 0.0, False)
                    found.append((level, space))
                    continue
                self._is_right_to_left = level % 2 == 1
                pieces: list[Piece] = []
                width = self._shape_word(pieces, 0.0, part, style)
                found.append((level, _segment_of(part, pieces, width, 0.0)))
        return found

    def _level_runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        while start < end:
            level = self.levels[start]
            after = start + 1
            while after < end and self.levels[after] == level:
                after += 1
            yield start, after, level
            start = after


def _look_up(texts: Sequence[str], known: _Known) -> _Ahead:
    """What is known of the words of texts, each with the space behind it; None for the others.

    The last of a text has no space, and may go on in the next.
    """
    if compiled:
        return compiled.look_up(texts, known)
    words: dict[str, None] = {}
    for text in texts:
        *spaced, last = text.split(" ")
        words.update(dict.fromkeys([f"{word} " for word in spaced]))
        words[last] = None
    words.pop("", None)
    return {word: known.get(word) for word in words}


def _segments(
    texts: Sequence[str], glyphs: Sequence[Glyphs | None], ink: Ink, space_em: float
) -> dict[str, Segment]:
    """The segments of words that are of one piece, each with a space behind it or none, by text.

    Those that have no glyphs are left out.
    """
    rise, size, face, _, underlined, struck, tint = ink
    em = size / face.units_per_em
    is_decorated = underlined or struck or tint > 0
    if compiled:
        return compiled.make_segments(
            Segment, Piece, ink, em, space_em, is_decorated, texts, glyphs
        )
    segments = {}
    for text, one in zip(texts, glyphs, strict=True):
        if one is None:
            continue
        width = one.advance_units * em
        top, bottom = rise + one.top_units * em, -rise - one.bottom_units * em
        segments[text] = _MAKE(
            Segment,
            (
                text,
                (_MAKE(Piece, (0.0, width, one, ink)),),
                width,
                space_em if text[-1] == " " else 0.0,
                top if top > 0.0 else 0.0,
                bottom if bottom > 0.0 else 0.0,
                is_decorated,
            ),
        )
    return segments


def _segment_of(text: str, pieces: list[Piece], width_em: float, space_em: float) -> Segment:
    top = bottom = 0.0
    is_decorated = False
    for _, _, glyphs, (rise_em, size_em, face, _, underlined, struck, tint) in pieces:
        em = size_em / face.units_per_em
        top = max(top, rise_em + glyphs.top_units * em)
        bottom = max(bottom, -rise_em - glyphs.bottom_units * em)
        is_decorated = is_decorated or underlined or struck or tint > 0
    return Segment(text, tuple(pieces), width_em, space_em, top, bottom, is_decorated)


def within(segment: Segment, measure_em: float) -> Segment:
    """The segment; smaller where the little that it holds is wider than the measure, as a code."""
    if segment.width_em <= measure_em:
        return segment
    share = measure_em / segment.width_em
    pieces = [
        piece._replace(
            x_em=piece.x_em * share,
            advance_em=piece.advance_em * share,
            ink=piece.ink._replace(
                rise_em=piece.ink.rise_em * share, size_em=piece.ink.size_em * share
            ),
        )
        for piece in segment.pieces
    ]
    return _segment_of(segment.text, pieces, measure_em, segment.space_em)


@lru_cache
def _style_of(marks: frozenset[Mark], is_linked: bool, bold: bool) -> _Style:
    size, rise = 1.0, 0.0
    if not _SCRIPTS.isdisjoint(marks):
        size, rise = _script_of(marks)
    return _Style(
        bold or "strong" in marks,
        not _SLANTED.isdisjoint(marks),
        size,
        rise,
        is_linked or not _UNDERLINED.isdisjoint(marks),
        "del" in marks,
        _MARKED_TINT if "mark" in marks else 0 if _TYPED.isdisjoint(marks) else _TYPED_TINT,
    )


def _script_of(marks: frozenset[Mark]) -> tuple[float, float]:
    """The size of superscript or subscript, also of one within another, and its rise, in em."""
    rise = _SUPERSCRIPT_RISE_EM if "sup" in marks else _SUBSCRIPT_RISE_EM
    if "inner-sup" in marks:
        return _INNER_SCRIPT_SIZE_EM, rise + _SCRIPT_SIZE_EM * _SUPERSCRIPT_RISE_EM
    if "inner-sub" in marks:
        return _INNER_SCRIPT_SIZE_EM, rise + _SCRIPT_SIZE_EM * _SUBSCRIPT_RISE_EM
    return _SCRIPT_SIZE_EM, rise


def _core_length(text: str) -> int:
    """How much of the text is not the space it ends in."""
    return len(text.rstrip(_SPACES))


def _spaced(glyphs: Glyphs, letter_units: int) -> Glyphs:
    """The glyphs with room after each cluster, none inside one."""
    rank = -1
    last = None
    xs = []
    for x, cluster in zip(glyphs.x_units, glyphs.clusters, strict=True):
        if cluster != last:
            rank += 1
            last = cluster
        xs.append(x + rank * letter_units)
    advance = glyphs.advance_units + (rank + 1) * letter_units
    return glyphs.changed(x_units=tuple(xs), advance_units=advance)
