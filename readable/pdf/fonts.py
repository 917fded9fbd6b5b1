"""Fonts in a PDF: the glyphs that were drawn, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from readable.face import Contour, Face, Shape
from readable.pdf.objects import Exactly, Name, ObjectWriter, Ref, number

__all__ = ["BoxFont", "EmbeddedFont", "EmbeddedFonts", "drawn"]

# Of the flags of a font descriptor (ISO 32000-2, table 121): glyphs outside the Latin set.
_SYMBOLIC = 4
# Nothing reads it from a font that is embedded, and it must be there (table 120).
_STEM_WIDTH = 80
_IN_ONE_BLOCK = 100
_MOST_BOXES = 255
# So many characters may a code stand for: Poppler reads no longer entry. The page says the rest.
_MOST_SAID = 30
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# What ToUnicode may not say (ISO 14289-2, 8.4.5.8).
_UNSAYABLE = {0: "\ufffd", 0xFEFF: "\u2060", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


@dataclass(eq=False, slots=True)
class EmbeddedFont:
    """A face as a file has it: each glyph with each text that it was drawn for has its own code.

    Đ and Ð look the same and are one glyph in many fonts; here they are two codes, so that what
    is copied is what was written. A font with PostScript outlines has its glyphs' numbers for
    codes (ISO 32000-2, 9.7.4.2), and a glyph only one text.
    """

    face: Face
    name: str
    ref: Ref
    _codes: dict[tuple[int, str], int] = field(default_factory=dict)
    _glyphs: list[int] = field(default_factory=lambda: [0])
    _texts: dict[int, str] = field(default_factory=dict)
    _widths: dict[int, int] = field(default_factory=dict)
    _singles: dict[tuple[str, Shape], int | None] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What a page calls the font."""
        return f"F{self.ref.number}"

    def code(self, glyph: int, text: str) -> tuple[int, bool]:
        """The code of a glyph that stands for a text, and whether the code alone says so."""
        known = self._codes.get((glyph, text))
        if known is not None:
            return known, self._texts[known] == text
        if self.face.has_cubic_outlines:
            code = glyph
        else:
            code = len(self._glyphs)
            self._glyphs.append(glyph)
        self._codes[glyph, text] = code
        self._texts.setdefault(code, text[:_MOST_SAID])
        return code, self._texts[code] == text

    def coded(self, glyph: int, text: str) -> str:
        """The glyph for that text as a string to be shown, in hexadecimal digits."""
        return f"{self.code(glyph, text)[0]:04X}"

    def single(self, text: str, glyphs: Shape) -> int | None:
        """The one glyph of a letter that these draw, if it looks the same."""
        if len(text) != 1:
            return None
        key = (text, glyphs)
        if key not in self._singles:
            self._singles[key] = self.face.single(text, glyphs)
        return self._singles[key]

    def width(self, glyph: int) -> int:
        """How far the glyph moves the pen, in thousandths of the size, as the file says it."""
        if glyph not in self._widths:
            units = self.face.advance_units(glyph)
            self._widths[glyph] = round(units * 1000 / self.face.units_per_em)
        return self._widths[glyph]

    def write(self, objects: ObjectWriter) -> None:
        """Writes the font's program and what a reader has to know about it."""
        is_cubic = self.face.has_cubic_outlines
        used = sorted({glyph for glyph, _ in self._codes})
        program = self.face.subset(used)
        # Six letters tell that not all of the font is there (ISO 32000-2, 9.9.2).
        base = Name(f"{self._tag(used)}+{self.name}")
        em = self.face.units_per_em
        measures = self.face.measures()
        if is_cubic:
            file = objects.add_stream(program, {"Subtype": Name("CIDFontType0C")})
        else:
            file = objects.add_stream(program, {"Length1": len(program)})
        descriptor = {
            "Type": Name("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontBBox": self._box(used),
            "ItalicAngle": 0,
            "Ascent": round(measures.ascender * 1000 / em),
            "Descent": round(measures.descender * 1000 / em),
            "CapHeight": round(measures.cap_height * 1000 / em),
            "StemV": _STEM_WIDTH,
            "FontFile3" if is_cubic else "FontFile2": file,
        }
        if is_cubic:
            widths: list[object] = [one for glyph in used for one in (glyph, [self.width(glyph)])]
            places = None
        else:
            widths = [1, [self.width(glyph) for glyph in self._glyphs[1:]]]
            places = objects.add_stream(
                b"".join(glyph.to_bytes(2, "big") for glyph in self._glyphs)
            )
        descendant = {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType0" if is_cubic else "CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
            "FontDescriptor": objects.add(descriptor),
            "W": widths,
            "CIDToGIDMap": places,
        }
        font = {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": base,
            "Encoding": Name("Identity-H"),
            "DescendantFonts": [objects.add(descendant)],
            "ToUnicode": objects.add_stream(_to_unicode(self._texts, 2)),
        }
        objects.add(font, self.ref)

    def _tag(self, used: list[int]) -> str:
        value = 0
        for glyph in used:
            value = (value * 65537 + glyph + 1) % 26**6
        letters = []
        for _ in range(6):
            value, letter = divmod(value, 26)
            letters.append(_LETTERS[letter])
        return "".join(letters)

    def _box(self, used: list[int]) -> list[int]:
        """What the ink of the glyphs stays within, in thousandths of the size."""
        scale = 1000 / self.face.units_per_em
        steps = [step for glyph in used for step in self.face.outline(glyph)]
        return [round(edge * scale) for edge in _edges(steps)]


@dataclass(eq=False, slots=True)
class BoxFont:
    """The box that a face draws for what it lacks, with a code for each text it stands for.

    A glyph .notdef may not be shown (ISO 14289-2, 8.4.5.9), so this is a font of drawings.
    """

    face: Face
    rise_units: int
    """How far above the baseline it is drawn."""
    ref: Ref
    texts: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What a page calls the font."""
        return f"F{self.ref.number}"

    @property
    def is_full(self) -> bool:
        """Whether every code that one byte can be stands for a text."""
        return len(self.texts) == _MOST_BOXES

    def coded(self, glyph: int, text: str) -> str:
        """The box for that text as a string to be shown, in hexadecimal digits."""
        if text not in self.texts:
            self.texts.append(text)
        return f"{self.texts.index(text) + 1:02X}"

    def width(self, glyph: int) -> int:
        """How far the box moves the pen, in thousandths of the size."""
        return round(self.face.advance_units(0) * 1000 / self.face.units_per_em)

    def write(self, objects: ObjectWriter) -> None:
        """Writes the font: one drawing under many codes (ISO 32000-2, 9.6.4)."""
        scale = 1 / self.face.units_per_em
        outline = [
            (step, tuple(value + self.rise_units * (n % 2) for n, value in enumerate(points)))
            for step, points in self.face.outline(0)
        ]
        box = _edges(outline)
        width = self.width(0) / 1000 / scale
        steps = " ".join(drawn(step) for step in outline)
        moves = " ".join(map(number, (width, 0, *box)))
        program = f"{moves} d1 {steps} f" if steps else f"{number(width)} 0 d0"
        matrix = [Exactly(f"{scale:.8f}"), 0, 0, Exactly(f"{scale:.8f}"), 0, 0]
        name = Name("Box")
        descriptor = {
            "Type": Name("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": box,
            "ItalicAngle": 0,
        }
        font = {
            "Type": Name("Font"),
            "Subtype": Name("Type3"),
            "Name": Name(self.label),
            "FontBBox": box,
            "FontMatrix": matrix,
            "CharProcs": {"box": objects.add_stream(program.encode("ascii"))},
            "Encoding": {
                "Type": Name("Encoding"),
                "Differences": [1, *(Name("box") for _ in self.texts)],
            },
            "FirstChar": 1,
            "LastChar": len(self.texts),
            "Widths": [width] * len(self.texts),
            "FontDescriptor": objects.add(descriptor),
            "Resources": {},
            "ToUnicode": objects.add_stream(_to_unicode(dict(enumerate(self.texts, 1)), 1)),
        }
        objects.add(font, self.ref)


@dataclass(slots=True)
class EmbeddedFonts:
    """The fonts of a file by their faces, in the order in which they were first drawn."""

    objects: ObjectWriter
    by_face: dict[Face, EmbeddedFont] = field(default_factory=dict)
    boxes: list[BoxFont] = field(default_factory=list)

    def of(self, face: Face) -> EmbeddedFont:
        """The font of a face."""
        if face not in self.by_face:
            name = re.sub(r"[^A-Za-z0-9-]", "", face.name) or "Font"
            self.by_face[face] = EmbeddedFont(face, name, self.objects.reserve())
        return self.by_face[face]

    def box(self, face: Face, rise_units: int, text: str) -> BoxFont:
        """The font of the face's box, so high, that has, or has room for, a code for that text."""
        for font in self.boxes:
            is_same = font.face is face and font.rise_units == rise_units
            if is_same and (text in font.texts or not font.is_full):
                return font
        self.boxes.append(BoxFont(face, rise_units, self.objects.reserve()))
        return self.boxes[-1]

    def write(self) -> None:
        """Writes every font. Raises `UnreadableFont` for one that may not be embedded."""
        fonts: list[EmbeddedFont | BoxFont] = [*self.by_face.values(), *self.boxes]
        for font in fonts:
            font.write(self.objects)


def drawn(contour: Contour) -> str:
    """A step of an outline as an operator with its operands."""
    operator, points = contour
    return " ".join((*map(number, points), operator))


def _edges(steps: Sequence[Contour]) -> list[float]:
    """What an outline stays within: left, lower, right and upper edge."""
    xs = [x for _, points in steps for x in points[::2]] or [0]
    ys = [y for _, points in steps for y in points[1::2]] or [0]
    return [min(xs), min(ys), max(xs), max(ys)]


def _to_unicode(texts: dict[int, str], length: int) -> bytes:
    """What each code of so many bytes says (ISO 32000-2, 9.10.3)."""
    digits = 2 * length
    lines = [f"<{code:0{digits}X}> <{_units(text)}>" for code, text in sorted(texts.items())]
    blocks = [
        "1 begincodespacerange",
        f"<{'0' * digits}> <{'F' * digits}>",
        "endcodespacerange",
    ]
    for start in range(0, len(lines), _IN_ONE_BLOCK):
        some = lines[start : start + _IN_ONE_BLOCK]
        blocks += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    return "\n".join((_CMAP_HEAD, *blocks, _CMAP_TAIL)).encode("ascii")


def _units(text: str) -> str:
    return text.translate(_UNSAYABLE).encode("utf-16-be", "replace").hex().upper()


_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def"""
_CMAP_TAIL = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
