"""A font file of any kind, opened: its shaping face, and what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fontTools.ttLib import TTFont, TTLibError, woff2

from readable.errors import UnreadableFont
from readable.face import Face

# fontTools logs each oddity of a damaged font; one error says it here.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

__all__ = ["Embedding", "FileFormat", "OpenedFont", "open_font"]

FileFormat = Literal["TTF", "OTF", "TTC", "WOFF", "WOFF2"]
Embedding = Literal["installable", "editable", "preview and print", "restricted", "bitmaps only"]

_SIGNATURES: dict[bytes, FileFormat] = {
    b"\x00\x01\x00\x00": "TTF",
    b"true": "TTF",
    b"OTTO": "OTF",
    b"ttcf": "TTC",
    b"wOFF": "WOFF",
    b"wOF2": "WOFF2",
}
_LARGEST_FONT_BYTES = 64 * 1024 * 1024
_FORMATS_HINT = "pass a TTF, OTF, TTC, WOFF or WOFF2 file"

# Without these no program can set text in the font.
_NEEDED_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp")
_OUTLINE_TABLES = {"glyf", "CFF ", "CFF2"}

# What fontTools and the decompressors raise, one or the other, on bytes that are not as promised.
_DAMAGE = (
    TTLibError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

# OpenType, the name table: what each record is for.
_FAMILY, _SUBFAMILY, _FULL_NAME, _VERSION = 1, 2, 4, 5
_LICENCE, _LICENCE_ADDRESS = 13, 14
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class OpenedFont:
    """A font file: its face for shaping, and what its tables say. Lengths in font units."""

    face: Face
    features: frozenset[str]
    """The OpenType features for Vietnamese text."""
    file: str
    file_format: FileFormat
    faces: int
    """How many fonts the file holds; only a TTC holds more than one, and the first is opened."""
    name: str
    version: str
    licence: str
    """The sentence that names the licence, or its address; empty when the font does not say."""
    embedding: Embedding
    axes: tuple[str, ...]
    """What varies: "wght 400–700". Empty for a font of one design."""
    ascent_units: int
    descent_units: int
    """Below the baseline, negative as in the font."""
    line_gap_units: int


def open_font(path: Path) -> OpenedFont:
    """The font in a file; the first of a collection.

    Raises `UnreadableFont` for anything that is not a whole font with outlines and a character
    map, and for WOFF2 where the package brotli is not installed.
    """
    data = _read(path)
    file_format = _SIGNATURES.get(data[:4])
    if file_format is None:
        raise UnreadableFont(f"{path.name} is not a font", hint=_FORMATS_HINT)
    if file_format == "WOFF2" and not woff2.haveBrotli:
        raise UnreadableFont(
            f"{path.name} is a WOFF2 font, and brotli is not installed",
            hint="install it (pip install brotli), or pass the TTF or OTF file",
        )
    with _reporting_damage(path):
        font: Any = TTFont(
            io.BytesIO(data), fontNumber=0, lazy=True, recalcBBoxes=False, recalcTimestamp=False
        )
        _refuse_what_cannot_be_drawn(font, path)
        if font.flavor:
            font.flavor = None
            plain = io.BytesIO()
            font.save(plain, reorderTables=None)
            data = plain.getvalue()
        else:
            for tag in font.reader.keys():  # noqa: SIM118  the reader is not a mapping
                font.reader[tag]  # raises when the file ends before the table does
        face = Face(data, path.stem)
        ascent, descent, line_gap = _line_metrics(font)
        return OpenedFont(
            face=face,
            features=face.layout_features(),
            file=path.name,
            file_format=file_format,
            faces=font.reader.numFonts if file_format == "TTC" else 1,
            name=_name(font) or path.stem,
            version=_version(font),
            licence=_licence(font),
            embedding=_embedding(font),
            axes=_axes(font),
            ascent_units=ascent,
            descent_units=descent,
            line_gap_units=line_gap,
        )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FONT_BYTES + 1)
    except OSError as error:
        raise UnreadableFont(
            f"{path} cannot be opened ({error.strerror})", hint=_FORMATS_HINT
        ) from error
    if not data:
        raise UnreadableFont(f"{path.name} is empty", hint=_FORMATS_HINT)
    if len(data) > _LARGEST_FONT_BYTES:
        megabytes = _LARGEST_FONT_BYTES // 1024**2
        raise UnreadableFont(
            f"{path.name} is larger than {megabytes} MB",
            hint="pass a font with fewer scripts, or a subset of this one",
        )
    return data


@contextmanager
def _reporting_damage(path: Path) -> Iterator[None]:
    kinds = (*_DAMAGE, woff2.brotli.error) if woff2.haveBrotli else _DAMAGE
    try:
        yield
    except kinds as error:
        raise UnreadableFont(
            f"{path.name} is damaged or cut short", hint="download or export the font again"
        ) from error


def _refuse_what_cannot_be_drawn(font: Any, path: Path) -> None:
    missing = [tag for tag in _NEEDED_TABLES if tag not in font]
    if missing:
        raise UnreadableFont(
            f"{path.name} lacks the table {missing[0]}",
            hint="it is a part of a font: pass the whole font",
        )
    if not any(tag in font for tag in _OUTLINE_TABLES):
        raise UnreadableFont(
            f"{path.name} holds pictures of letters and no outlines",
            hint="pass a font with outlines, which can be set at every size",
        )


def _record(font: Any, identifier: int) -> str:
    """A record of the name table, in English if it can be had, cleaned for one line."""
    records = [record for record in font["name"].names if record.nameID == identifier]
    # Platform 3 is Windows, language 0x409 its American English.
    records.sort(key=lambda record: (record.platformID, record.langID) != (3, 0x409))
    text = records[0].toUnicode(errors="replace") if records else ""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())


def _name(font: Any) -> str:
    if "name" not in font:
        return ""
    parts = filter(None, (_record(font, _FAMILY), _record(font, _SUBFAMILY)))
    return (_record(font, _FULL_NAME) or " ".join(parts))[:_LONGEST_LINE]


def _version(font: Any) -> str:
    stated = _record(font, _VERSION) if "name" in font else ""
    # "Version 2.004; ttfautohint (v1.8.3)": what follows tells of the tools.
    number = stated.partition(";")[0].removeprefix("Version").strip()[:_LONGEST_LINE]
    return number or f"{font['head'].fontRevision:.3f}"


def _licence(font: Any) -> str:
    if "name" not in font:
        return ""
    sentences = _record(font, _LICENCE).split(". ")
    naming = next((one for one in sentences if re.search("licen[cs]e", one, re.I)), sentences[0])
    return (naming or _record(font, _LICENCE_ADDRESS))[:_LONGEST_LINE]


def _embedding(font: Any) -> Embedding:
    # OpenType, OS/2 fsType: where old fonts set several of the bits, the most generous counts.
    bits = font["OS/2"].fsType if "OS/2" in font else 0
    if bits & 0x200:
        return "bitmaps only"
    if bits & 0x8:
        return "editable"
    if bits & 0x4:
        return "preview and print"
    return "restricted" if bits & 0x2 else "installable"


def _axes(font: Any) -> tuple[str, ...]:
    if "fvar" not in font:
        return ()
    return tuple(
        f"{axis.axisTag} {axis.minValue:g}–{axis.maxValue:g}" for axis in font["fvar"].axes
    )


def _line_metrics(font: Any) -> tuple[int, int, int]:
    """Ascent, descent and line gap as browsers take them.

    `hhea`, unless the font asks for its typographic metrics (OS/2 fsSelection, bit 7:
    USE_TYPO_METRICS).
    """
    if "OS/2" in font and font["OS/2"].fsSelection & 0x80:
        table = font["OS/2"]
        return table.sTypoAscender, table.sTypoDescender, table.sTypoLineGap
    table = font["hhea"]
    return table.ascent, table.descent, table.lineGap
