"""One opened font: shape, measure, rasterise. The only door to HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import add
from pathlib import Path
from string import ascii_letters, digits
from typing import Any
from unicodedata import is_normalized, normalize

import uharfbuzz

from readable.errors import UnreadableFont
from readable.kerning import advances_of_pairs
from readable.speedups import compiled
from readable.values import NamedTuple
from readable.vietnamese import LETTERS

__all__ = ["Contour", "Face", "Glyphs", "Mask", "Measures", "Shape"]

# How far emphasised text leans. Be Vietnam Pro's own italic leans 11 degrees, Noto's 12.
_SLANT = 0.2

# A lone or leading mark would get a dotted circle in faces that have one: text on the page
# is what the author wrote, so nothing is inserted.
_FLAGS = (
    uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    | uharfbuzz.BufferFlags.BOT
    | uharfbuzz.BufferFlags.EOT
)

# Marks by the hundred, one above the other, would lift their letter off every page. Those that
# stand further from its baseline are not drawn; the text is whole. In Noto Sans Ỗ rises 1.05 em.
_FURTHEST_MARK_EM = 4

# What may be shaped in one call with other words: Latin letters, figures and signs, none of which
# is hidden or a mark on the letter before it. What stands between the words is no character, and
# its glyph is beyond the most that a font can have.
_TOGETHER = frozenset("\u2030\u20ab").union(
    *[
        map(chr, range(first, last + 1))
        for first, last in (
            (0x21, 0x7E),
            (0xA1, 0xAC),
            (0xAE, 0x24F),
            (0x1E00, 0x1EFF),
            (0x2010, 0x2027),
        )
    ]
)
_BETWEEN, _BETWEEN_GLYPH = "\uffff", 0xFFFF
# There are so many codes up to the last of them.
_CODES = ord(max(_TOGETHER)) + 1
_ALONE, _NOT_ALONE = 1, 2

# Of these letters and signs no bundled face has a rule for more than two at a time. It has for "f",
# and for words between colons.
_IN_PAIRS = "".join(LETTERS) + ascii_letters.replace("f", "") + digits + ',.;!?()-/%"“”–'

# Format characters that HarfBuzz hides where a font lacks them.
_IGNORABLE = frozenset("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f")

_LARGEST_FONT_BYTES = 64 * 1024 * 1024

# OpenType, OS/2, fsType: the only right is to have the font installed; no outlines may be embedded.
_RESTRICTED = 0x0002
_BITMAPS_ONLY = 0x0200
_NO_SUBSETTING = 0x0100

# What a PDF reader needs of a font whose glyphs it is told by number (ISO 32000-2, 9.9.1).
_EMBEDDED_TABLES = frozenset(("glyf", "loca", "CFF ", "head", "hhea", "hmtx", "maxp"))


_next_number = count().__next__
# Those of most glyphs in most words, whose objects would be a third of what is kept of a word.
_NUMBERS = tuple(range(4096))


class _Numbered(NamedTuple):
    """The fields of `Glyphs`."""

    ids: tuple[int, ...]
    x_units: tuple[int, ...]
    y_units: tuple[int, ...]
    clusters: tuple[int, ...]
    """For each glyph, the index in the text where its cluster begins."""
    advance_units: int
    top_units: int
    """How far the ink rises above the baseline; 0 for text without ink."""
    bottom_units: int
    """Where the ink ends below the baseline: negative when it does."""
    text: str
    """What was shaped."""
    stands_for: str | None
    """The text of the article in whose place it is, if that is another; "" where others say it."""
    number: int
    """No others have the same."""


class Glyphs(_Numbered):
    """Shaped text in font units: glyph ids and where each stands, from the text's origin.

    Two that are alike are two: what is made of them is kept by their number, which is found faster
    than by all that they are.
    """

    __slots__ = ()

    def __new__(
        cls,
        ids: tuple[int, ...],
        x_units: tuple[int, ...],
        y_units: tuple[int, ...],
        clusters: tuple[int, ...],
        advance_units: int,
        top_units: int,
        bottom_units: int,
        text: str = "",
        stands_for: str | None = None,
    ) -> Glyphs:
        """With a number of their own."""
        units = advance_units, top_units, bottom_units
        of_glyphs = ids, x_units, y_units, clusters
        return tuple.__new__(cls, (*of_glyphs, *units, text, stands_for, _next_number()))

    def changed(self, **changes: Any) -> Glyphs:
        """The same but for these, with a number of their own."""
        return self._replace(number=_next_number(), **changes)


_NO_GLYPHS = Glyphs((), (), (), (), 0, 0, 0)


class Mask(NamedTuple):
    """Coverage of ink, a byte a pixel from 0 to 255, placed relative to an origin.

    `left_px` and `top_px` say where the upper left pixel stands from the pixel of the origin
    on the baseline; up is negative.
    """

    pixels: bytes
    """Its rows as HarfBuzz has them: from bottom to top, each `stride` bytes, 0 beyond."""
    stride: int
    width_px: int
    height_px: int
    """0 without ink."""
    left_px: int
    top_px: int

    @property
    def rows(self) -> tuple[bytes, ...]:
        """From top to bottom; none without ink."""
        _, stride, width, height, _, _ = self
        starts = range((height - 1) * stride, -1, -stride) if height else ()
        return tuple([self.pixels[start : start + width] for start in starts])


class Measures(NamedTuple):
    """Of a whole font, in font units: how high and deep it says it goes, and of its capitals."""

    ascender: int
    descender: int
    cap_height: int


class Shape(NamedTuple):
    """Glyphs and their places, in font units from where the first of them begins."""

    ids: tuple[int, ...]
    x_units: tuple[int, ...]
    y_units: tuple[int, ...]


Contour = tuple[str, tuple[float, ...]]
"""A step of an outline: "m" and "l" with a point, "c" with three, "h"; in font units."""

_NO_INK = Mask(b"", 0, 0, 0, 0, 0)


class Face:
    """A TrueType or OpenType font file, opened once.

    `is_of_pairs` says that in words of certain letters what glyphs a letter becomes, and how far
    the next stands from it, depends on these two alone: so it is with the bundled faces, and
    tests/test_shaping.py reads it out of their tables.

    Raises `UnreadableFont` when the bytes are not such a font.
    """

    slant = _SLANT
    """How far slanted text leans to the right, of its height."""

    def __init__(self, data: bytes, name: str, is_of_pairs: bool = False) -> None:
        face = uharfbuzz.Face(data[:_LARGEST_FONT_BYTES])
        try:
            self.tables = frozenset(str(tag) for tag in face.table_tags)
        except UnicodeDecodeError:  # the names of a damaged font's tables
            self.tables = frozenset()
        if not face.glyph_count or not {"glyf", "CFF ", "CFF2"} & self.tables:
            raise UnreadableFont(f"{name} is not a font", hint="pass a TTF or OTF file")
        self.name = name
        self.units_per_em: int = face.upem
        self._characters = frozenset(map(chr, face.unicodes))
        self._upright = uharfbuzz.Font(face)
        self._slanted = uharfbuzz.Font(face)
        self._slanted.synthetic_slant = _SLANT
        self._buffer: Any = uharfbuzz.Buffer()
        self._raster = uharfbuzz.RasterDraw()
        self._ink: dict[int, tuple[int, int]] = {}
        self._is_of_pairs = is_of_pairs
        self._singles: dict[bool, object] = {}
        """What words are put together of, upright and slanted, once they were asked for."""
        self._alone = bytearray(_CODES)
        """For each character what `_stands_alone` answers, once it was asked."""
        self.kept: dict[Any, Any] = {}
        """What others made of the face, to be thrown away with it."""
        self.shape = lru_cache(maxsize=1024)(self._shape)
        self.covers = lru_cache(maxsize=1024)(self._covers)

    @classmethod
    def open(cls, path: Path, is_of_pairs: bool = False) -> Face:
        """The font in a file. Raises `UnreadableFont` when it cannot be read."""
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST_FONT_BYTES)
        except OSError as error:
            raise UnreadableFont(
                f"{path} cannot be opened ({error.strerror})", hint="pass a TTF or OTF file"
            ) from error
        return cls(data, path.stem, is_of_pairs)

    def __repr__(self) -> str:
        return f"Face({self.name!r})"

    def _shape(self, text: str, slanted: bool = False, rtl: bool = False) -> Glyphs:
        """The glyphs of a text and their places, in font units.

        `language` is always Vietnamese: Andika, Charis and Gentium place stacked marks for it
        in other, lower glyphs, and no other bundled face cares (docs/fonts.md).
        """
        buffer: Any = self._buffer
        buffer.reset()
        buffer.add_str(text)
        buffer.flags = _FLAGS
        buffer.guess_segment_properties()
        if rtl:
            buffer.direction = "rtl"
        elif buffer.direction not in ("ltr", "rtl"):
            buffer.direction = "ltr"
        if buffer.script in ("Zyyy", "Zinh", "Zzzz", None, ""):
            buffer.script = "Latn"
        buffer.language = "vi"
        uharfbuzz.shape(self._slanted if slanted else self._upright, buffer)
        infos = buffer.glyph_infos
        if not infos:
            return _NO_GLYPHS
        ids = tuple([info.codepoint for info in infos])
        clusters = tuple([info.cluster for info in infos])
        places = [position.position for position in buffer.glyph_positions]
        x_offsets, y_offsets, x_advances, y_advances = zip(*places, strict=True)
        pens = list(accumulate(x_advances, initial=0))
        xs = tuple(map(add, pens, x_offsets))
        ys = tuple(map(add, accumulate(y_advances, initial=0), y_offsets))
        known = self._ink
        tops, bottoms = zip(
            *[known[one] if one in known else self._glyph_ink(one) for one in ids], strict=True
        )
        if any(ys):
            tops, bottoms = tuple(map(add, tops, ys)), tuple(map(add, bottoms, ys))
            reach = _FURTHEST_MARK_EM * self.units_per_em
            if max(tops) > reach or min(bottoms) < -reach:
                near = [
                    -reach <= low and high <= reach for high, low in zip(tops, bottoms, strict=True)
                ]
                ids, xs, ys, clusters, tops, bottoms = [
                    tuple(compress(each, near)) for each in (ids, xs, ys, clusters, tops, bottoms)
                ]
        # Of a damaged font all may have been too far.
        high, deep = max((0, *tops)), min((0, *bottoms))
        return Glyphs(ids, xs, ys, clusters, pens[-1], high, deep, text)

    def shape_together(
        self, words: Sequence[str], slanted: bool = False
    ) -> Sequence[Glyphs | None]:
        """The glyphs of many words, as `shape` gives them one by one, in a fraction of the time.

        Of each without the space that it may end in. There are none of words that the font does not
        cover or that must be shaped by themselves.
        """
        cores = self._cores(words)
        together = [core for core in cores if core]
        if not together:
            return [None] * len(cores)
        if compiled:
            singles = self._singles.get(slanted)
            if not singles and self._is_of_pairs:
                singles = self._read_singles(slanted)
            return self._join(cores, slanted, singles) if singles else self._cut(cores, slanted)
        ids, clusters, pens, xs, ys = self._shape_row(together, slanted)
        is_flat = not any(ys)
        ink = self._ink
        for glyph in set(ids).difference(ink):
            self._glyph_ink(glyph)
        tops, bottoms = zip(*map(ink.__getitem__, ids), strict=True)
        if not is_flat:
            tops, bottoms = tuple(map(add, tops, ys)), tuple(map(add, bottoms, ys))
        places = tuple(range(clusters[-1] + 1))
        shaped: list[Glyphs | None] = []
        start = offset = 0
        for word in cores:
            if word is None:
                shaped.append(None)
                continue
            end = ids.index(_BETWEEN_GLYPH, start)
            pen = pens[start]
            zeros, own = _zeros_and_numbers(end - start)
            if clusters[start:end] != places[offset : offset + end - start]:
                own = tuple(map((-offset).__add__, clusters[start:end]))
            high, deep = max(tops[start:end]), min(bottoms[start:end])
            glyphs = Glyphs(
                ids[start:end],
                tuple(map((-pen).__add__, xs[start:end])),
                zeros if is_flat else ys[start:end],
                own,
                pens[end] - pen,
                high if high > 0 else 0,
                deep if deep < 0 else 0,
                word,
            )
            shaped.append(glyphs)
            start = end + 1
            offset += len(word) + 1
        return shaped

    def _cut(self, cores: list[str | None], slanted: bool) -> list[Glyphs | None]:
        """The glyphs of words shaped in one row."""
        self._set_row([core for core in cores if core], slanted)
        buffer: Any = self._buffer
        shaped = buffer.glyph_infos, buffer.glyph_positions, cores
        found = self._ink, self._glyph_ink
        return compiled.cut_row(*shaped, _BETWEEN_GLYPH, *found, *_MAKER)

    def _join(self, cores: list[str | None], slanted: bool, singles: object) -> list[Glyphs | None]:
        """The same, put together of single characters: HarfBuzz is asked for the other words only.

        To ask it takes five times as long.
        """
        joined, others = compiled.join_singles(cores, singles, *_MAKER)
        if others:
            shaped = iter(self._cut([*others], slanted))
            for at, (core, one) in enumerate(zip(cores, joined, strict=True)):
                if core and not one:
                    joined[at] = next(shaped)
        return joined

    def _read_singles(self, slanted: bool) -> object:
        """What each character is by itself, and how much nearer they stand before each other.

        None if that cannot be told; it is not asked for again, then.
        """
        shaped = self._cut(self._cores(_IN_PAIRS), slanted)
        singles = [one for one in shaped if one and one.x_units[0] == one.y_units[0] == 0]
        table = bytes(self._upright.face.reference_table("GPOS").data)
        try:
            added = advances_of_pairs(table, [one.ids[0] for one in singles])
            found = compiled.open_singles(tuple(singles), added.tobytes())
        except ValueError:
            self._is_of_pairs = False
            return None
        self._singles[slanted] = found
        return found

    def _cores(self, words: Sequence[str]) -> list[str | None]:
        """Words without the space at the end; None for those that must be shaped by themselves."""
        if compiled:
            return compiled.cores(words, self._alone, self._stands_alone)
        cores = [word.removesuffix(" ") for word in words]
        alone = set(filter(self._stands_alone, set("".join(cores))))
        return [core if core and alone.issuperset(core) else None for core in cores]

    def _stands_alone(self, character: str) -> bool:
        """Whether what stands between words changes nothing in a character."""
        code = ord(character)
        if code >= _CODES:
            return False
        if not self._alone[code]:
            self._alone[code] = _ALONE if self._ask_whether_alone(character) else _NOT_ALONE
        return self._alone[code] == _ALONE

    def _set_row(self, words: Sequence[str], slanted: bool) -> None:
        """Shapes words in one row, each ended by a glyph that is none."""
        buffer: Any = self._buffer
        buffer.reset()
        buffer.add_str(_BETWEEN.join((*words, "")))
        buffer.flags = _FLAGS
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
        buffer.not_found_glyph = _BETWEEN_GLYPH
        uharfbuzz.shape(self._slanted if slanted else self._upright, buffer)

    def _shape_row(self, words: Sequence[str], slanted: bool) -> tuple[tuple[int, ...], ...]:
        """The same, and what was found: ids, clusters, pens, xs and ys."""
        self._set_row(words, slanted)
        infos = self._buffer.glyph_infos
        places = [position.position for position in self._buffer.glyph_positions]
        x_offsets, y_offsets, x_advances, y_advances = zip(*places, strict=True)
        pens = tuple(accumulate(x_advances, initial=0))
        ys = y_offsets
        if any(y_advances):
            ys = tuple(map(add, accumulate(y_advances, initial=0), y_offsets))
        return (
            tuple([info.codepoint for info in infos]),
            tuple([info.cluster for info in infos]),
            pens,
            tuple(map(add, pens, x_offsets)),
            ys,
        )

    def _ask_whether_alone(self, character: str) -> bool:
        if character not in _TOGETHER or character not in self._characters:
            return False
        if _BETWEEN in self._characters:
            return False
        alone = self.shape(character)
        ids, _, pens, xs, ys = self._shape_row(("", character), False)
        return (
            tuple(ids) == (_BETWEEN_GLYPH, *alone.ids, _BETWEEN_GLYPH)
            and tuple(xs[1:-1]) == alone.x_units
            and tuple(ys[1:-1]) == alone.y_units
            and pens[-1] == alone.advance_units
            and 0 not in ids
        )

    def layout_features(self) -> frozenset[str]:
        """The OpenType features that shape Vietnamese: those of `latn`, or of `DFLT` without it."""
        face: Any = self._upright.face
        found: set[str] = set()
        for table in ("GSUB", "GPOS"):
            scripts = face.get_table_script_tags(table)
            script = next((tag for tag in ("latn", "DFLT", "dflt") if tag in scripts), None)
            if script is None:
                continue
            index = scripts.index(script)
            languages = face.get_script_language_tags(table, index)
            # 0xFFFF is OpenType's default language, where Vietnamese has no rules of its own.
            language = languages.index("VIT ") if "VIT " in languages else 0xFFFF
            found.update(face.get_language_feature_tags(table, index, language))
        return frozenset(found)

    def _covers(self, text: str) -> bool:
        """Whether the font draws every character of the text, as it is in NFC.

        A letter that the font lacks but HarfBuzz could put together from its base and marks does
        not count: Be Vietnam Pro then sets the dot of ḍ beside the letter.
        """
        # Most text is in NFC, and its letters are in the font.
        plain = self._characters.issuperset(text) and is_normalized("NFC", text)
        if not plain and self.missing(text):
            return False
        # As the shaper asks, so that what it is answered is kept for it.
        return 0 not in self.shape(text, False).ids

    def missing(self, text: str) -> str:
        """The characters of the text, in NFC, that the font lacks, each once."""
        return "".join(
            character
            for character in dict.fromkeys(normalize("NFC", text))
            if character not in self._characters and character not in _IGNORABLE
        )

    def _glyph_ink(self, glyph: int) -> tuple[int, int]:
        # A slant moves ink sideways only, so the upright extents serve both.
        extents = self._upright.get_glyph_extents(glyph)
        ink = (extents.y_bearing, extents.y_bearing + extents.height) if extents else (0, 0)
        self._ink[glyph] = ink
        return ink

    def sides(self, glyphs: Glyphs, slanted: bool = False) -> tuple[int, int] | None:
        """Where the ink of shaped text begins and ends, in font units from its origin."""
        font = self._slanted if slanted else self._upright
        found = [
            (x + extents.x_bearing, x + extents.x_bearing + extents.width)
            for one, x in zip(glyphs.ids, glyphs.x_units, strict=True)
            if (extents := font.get_glyph_extents(one)) and extents.width
        ]
        if not found:
            return None
        return min(left for left, _ in found), max(right for _, right in found)

    def mask(
        self,
        glyphs: Glyphs,
        size_px: float,
        phase: tuple[float, float] = (0.0, 0.0),
        slanted: bool = False,
    ) -> Mask:
        """The coverage of shaped text at a size.

        Its origin is `phase` (0 to 1 each) right of and above the pixel that the mask is placed by.
        """
        raster: Any = self._raster
        raster.reset()
        scale = size_px / self.units_per_em
        right, up = phase
        font = self._slanted if slanted else self._upright
        for glyph, x, y in zip(glyphs.ids, glyphs.x_units, glyphs.y_units, strict=True):
            raster.transform = (scale, 0.0, 0.0, scale, right + x * scale, up + y * scale)
            raster.draw_glyph(font, glyph)
        return self._rendered()

    def fine_mask(
        self, glyph: int, size_px: float, columns: int, up_px: float, slanted: bool
    ) -> Mask:
        """The same of a single glyph, with so many columns for each pixel of its width."""
        raster: Any = self._raster
        raster.reset()
        scale = size_px / self.units_per_em
        raster.transform = (columns * scale, 0.0, 0.0, scale, 0.0, up_px)
        raster.draw_glyph(self._slanted if slanted else self._upright, glyph)
        return self._rendered()

    def _rendered(self) -> Mask:
        image: Any = self._raster.render()
        extents = image.extents
        width, height, stride = extents.width, extents.height, extents.stride
        if not width or not height:
            return _NO_INK
        top = -(extents.y_origin + height)
        return Mask(bytes(image.buffer), stride, width, height, extents.x_origin, top)

    # ---- to be embedded -------------------------------------------------------------------

    @property
    def has_cubic_outlines(self) -> bool:
        """Whether its outlines are those of PostScript (`CFF`), not of TrueType (`glyf`)."""
        return "glyf" not in self.tables

    def advance_units(self, glyph: int) -> int:
        """How wide a glyph is by itself, in font units."""
        return int(self._upright.get_glyph_h_advance(glyph))

    def measures(self) -> Measures:
        """What a PDF says of a font as a whole."""
        extents: Any = self._upright.get_font_extents("ltr")
        return Measures(extents.ascender, extents.descender, self.shape("H").top_units)

    def outline(self, glyph: int) -> tuple[Contour, ...]:
        """The contours of a glyph, quadratic curves as cubic ones."""
        pen = _Pen()
        self._upright.draw_glyph_with_pen(glyph, pen)
        return tuple(pen.contours)

    def single(self, character: str, glyphs: Shape) -> int | None:
        """The one glyph of a character, where it looks as these together do.

        Noto Sans puts ị together from i and its dot, and has the same as a glyph.
        """
        glyph = self._upright.get_nominal_glyph(ord(character))
        if not glyph:
            return None
        placed = zip(glyphs.ids, glyphs.x_units, glyphs.y_units, strict=True)
        parts = [step for part, x, y in placed for step in _moved(self.outline(part), x, y)]
        return glyph if sorted(parts) == sorted(_moved(self.outline(glyph), 0, 0)) else None

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A font program with these glyphs, their numbers kept, and nothing to shape text with.

        A variable font is embedded as it is drawn, at its default weight. A TrueType file, or the
        bare `CFF` table of a font with PostScript outlines, which PDF takes as it is (ISO 32000-2,
        table 124). Raises `UnreadableFont` when its licence does not let it be embedded.
        """
        face: Any = self._upright.face
        rights = bytes(face.reference_table("OS/2").data)[8:10] if "OS/2" in self.tables else b""
        embedding = int.from_bytes(rights, "big")
        if embedding & 0xF == _RESTRICTED or embedding & _BITMAPS_ONLY:
            raise UnreadableFont(
                f"{self.name} says that it may not be embedded in a document",
                hint="pass a font whose licence allows it, or a bundled one",
            )
        wanted: Any = uharfbuzz.SubsetInput()
        whole = range(face.glyph_count) if embedding & _NO_SUBSETTING else glyphs
        wanted.glyph_set.update(whole)
        unwanted = self.tables - _EMBEDDED_TABLES - {"CFF2", "fvar", "gvar", "avar", "HVAR"}
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in unwanted)
        wanted.flags = (
            uharfbuzz.SubsetFlags.RETAIN_GIDS
            | uharfbuzz.SubsetFlags.NO_HINTING
            | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
            | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
            | uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
            | uharfbuzz.SubsetFlags.CFF_IDENTITY_CHARSET
        )
        if "fvar" in self.tables:
            wanted.pin_all_axes_to_default(face)
        try:
            made: Any = wanted.subset(face)
        except RuntimeError as error:
            raise UnreadableFont(
                f"{self.name} cannot be embedded", hint="pass another font, or a bundled one"
            ) from error
        blob = made.reference_table("CFF ") if self.has_cubic_outlines else made.blob
        return bytes(blob.data)


@lru_cache(64)
def _zeros_and_numbers(count: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The heights and the clusters that most words of so many glyphs have, for all of them."""
    return (0,) * count, tuple(range(count))


# What words are made by in C.
_MAKER: Any = _zeros_and_numbers, Glyphs, _next_number, _NUMBERS


def _moved(contours: tuple[Contour, ...], x: int, y: int) -> Iterator[Contour]:
    """An outline moved, to the nearest unit."""
    for step, points in contours:
        yield step, tuple(round(v + (y if i % 2 else x)) for i, v in enumerate(points))


class _Pen:
    """Notes the contours that HarfBuzz draws."""

    def __init__(self) -> None:
        self.contours: list[Contour] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.contours.append(("m", point))
        self._at = point

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.contours.append(("l", point))
        self._at = point

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.contours.append(("c", tuple(value for point in points for value in point)))
        self._at = points[-1]

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        # A quadratic curve is the cubic one whose controls stand two thirds on the way to its own.
        start = self._at
        before = tuple(a + 2 / 3 * (b - a) for a, b in zip(start, control, strict=True))
        behind = tuple(a + 2 / 3 * (b - a) for a, b in zip(end, control, strict=True))
        self.contours.append(("c", (*before, *behind, *end)))
        self._at = end

    def closePath(self) -> None:  # noqa: N802
        self.contours.append(("h", ()))
