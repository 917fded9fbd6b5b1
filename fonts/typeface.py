"""From a published font to the one that is shipped: fewer letters, clean outlines, a lawful name.

Every function takes and gives whole font files as bytes, and the same bytes give the same bytes:
no time of day is written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from dataclasses import dataclass

from fontTools import subset, varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.otlLib.builder import buildStatTable
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import setMacOverlapFlags

__all__ = [
    "Description",
    "describe",
    "join_weights",
    "read_character_set",
    "remove_overlaps",
    "rename",
    "subset_font",
    "to_woff2",
]

# Composition, language forms, attachment of one and of a second mark, kerning, ligatures, and
# the contextual features OpenType asks for by default. Small capitals and alternate letters go.
LAYOUT_FEATURES = (
    *("ccmp", "locl", "mark", "mkmk", "kern"),
    *("liga", "clig", "calt", "rlig", "rclt"),
)
# Records of the OpenType name table: copyright, family, style, identifier, full name, version,
# PostScript name, trademark, maker, designer, description, addresses, licence, licence address,
# typographic family and style.
NAME_RECORDS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17)

_CHARSET_LINE = re.compile(r"(?:\[([a-z ]+)\] )?U\+([0-9A-F]{4,6})(?:-([0-9A-F]{4,6}))?(?:\s|$)")


def read_character_set(text: str, family_key: str) -> frozenset[int]:
    """The code points that ``charset.txt`` asks for in one family.

    >>> sorted(read_character_set("# Latin\\nU+0110 Đ\\n[complete] U+0391-0392 Greek", "sans"))
    [272]

    Raises :class:`ValueError` for a line that is neither a comment, a code point nor a range.
    """
    code_points: set[int] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = _CHARSET_LINE.match(line)
        if found is None:
            raise ValueError(f"charset.txt, line {number}: expected U+XXXX or U+XXXX-YYYY")
        keys, first, last = found.groups()
        if keys is None or family_key in keys.split():
            code_points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(code_points)


def subset_font(font_bytes: bytes, code_points: Collection[int]) -> bytes:
    """Keep some letters, the layout rules among them, and the records of origin and licence."""
    options = subset.Options()
    # At the sizes this project is for, hinting changes nothing a reader sees, and HarfBuzz and
    # browsers on phones do not run it.
    options.hinting = False
    options.layout_features = list(LAYOUT_FEATURES)
    options.layout_scripts = ["DFLT", "latn", "grek"]
    options.name_IDs = list(NAME_RECORDS)
    options.notdef_outline = True
    options.glyph_names = True  # join_weights matches glyphs by name
    # STAT describes the whole published family, of which two weights are kept.
    options.drop_tables += ["STAT"]
    font = _open(font_bytes)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    identifier = font["name"].getDebugName(3)
    font["name"].setName(f"{identifier};readable subset", 3, 3, 1, 0x409)
    return _save(font)


def remove_overlaps(font_bytes: bytes) -> bytes:
    """Merge the overlapping contours of each glyph.

    HarfBuzz's rasteriser adds the coverage of overlapping contours, so that the edge of a stem
    that crosses a bowl shows as a darker line.
    """
    # Imported here, so that build.py can say that skia-pathops is missing.
    from fontTools.ttLib.removeOverlaps import removeOverlaps

    font = _open(font_bytes)
    removeOverlaps(font)
    return _save(font, glyph_names=False)


def rename(font_bytes: bytes, family: str) -> bytes:
    """Give a font another family name, and leave every record of its origin and licence.

    The Open Font License (condition 3) forbids a changed font to bear a reserved name.
    """
    font = _open(font_bytes)
    names = font["name"]
    style, version = names.getDebugName(2), names.getDebugName(5).removeprefix("Version ")
    postscript_name = f"{family.replace(' ', '')}-{style}"
    replacements = {
        1: family,
        3: f"{version};readable;{postscript_name}",
        4: family if style == "Regular" else f"{family} {style}",
        6: postscript_name,
        10: "A subset, under another name, of a literacy face for the Latin script.",
    }
    for record in (16, 17, 18, 20, 21, 22, 25):
        names.removeNames(nameID=record)
    for record, text in replacements.items():
        names.setName(text, record, 3, 1, 0x409)
    return _save(font)


def join_weights(regular: bytes, bold: bytes, family: str) -> bytes:
    """One variable font, weight 400 to 700, from the Regular and the Bold of a family.

    Both must have the same glyphs, drawn with the same points; overlaps stay, and are flagged.
    """
    document = DesignSpaceDocument()
    document.addAxis(
        AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=700)
    )
    for style, weight, font_bytes in (("Regular", 400, regular), ("Bold", 700, bold)):
        document.addSource(
            SourceDescriptor(
                font=_open(font_bytes),
                name=style,
                familyName=family,
                styleName=style,
                location={"Weight": weight},
            )
        )
        document.addInstanceDescriptor(
            familyName=family, styleName=style, location={"Weight": weight}
        )
    font, *_ = varLib.build(document)
    buildStatTable(
        font,
        [
            {
                "tag": "wght",
                "name": "Weight",
                "values": [
                    # 0x2: the name may be left out; 700 is what "bold" switches to.
                    {"value": 400, "name": "Regular", "flags": 0x2, "linkedValue": 700},
                    {"value": 700, "name": "Bold"},
                ],
            }
        ],
    )
    # Without the flag some rasterisers, Apple's among them, knock out what overlaps.
    setMacOverlapFlags(font["glyf"])
    return _save(font, glyph_names=False)


def to_woff2(font_bytes: bytes) -> bytes:
    """The same font, compressed for the web (W3C WOFF 2.0)."""
    font = _open(font_bytes)
    font.flavor = "woff2"
    return _save(font)


@dataclass(frozen=True, slots=True)
class Description:
    """What a font file says of itself. The descent is negative, as in the hhea table."""

    copyright: str
    license: str
    version: str
    units_per_em: int
    ascent_units: int
    descent_units: int
    code_points: frozenset[int]


def describe(font_bytes: bytes) -> Description:
    """Read a font's records of origin, its vertical metrics (hhea) and its character map."""
    font = _open(font_bytes)
    names = font["name"]
    return Description(
        copyright=str(names.getDebugName(0)),
        license=str(names.getDebugName(13)),
        version=re.sub(r"Version ([0-9.]+).*", r"\1", str(names.getDebugName(5))),
        units_per_em=font["head"].unitsPerEm,
        ascent_units=font["hhea"].ascent,
        descent_units=font["hhea"].descent,
        code_points=frozenset(font.getBestCmap()),
    )


def _open(font_bytes: bytes) -> TTFont:
    return TTFont(io.BytesIO(font_bytes), recalcTimestamp=False)


def _save(font: TTFont, *, glyph_names: bool = True) -> bytes:
    if not glyph_names:
        font["post"].formatType = 3.0
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()
