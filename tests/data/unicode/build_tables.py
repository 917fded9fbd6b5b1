"""Make the tables of `readable/data/` again from files of the Unicode Character Database.

Usage: python build_tables.py [FOLDER_OF_THE_DATABASE [FOLDER_OF_THE_TABLES]]

The first folder holds the files of `SOURCES`, plain or as `.xz`; it is this folder unless told
otherwise. The tables hold only what the rules of UAX #14 and UAX #29 ask of a character, so the
choices of rule LB1, which need no context, are already made in them.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

VERSION = "17.0.0"
SOURCES = (
    "LineBreak.txt",
    "EastAsianWidth.txt",
    "DerivedGeneralCategory.txt",
    "emoji-data.txt",
    "GraphemeBreakProperty.txt",
    "DerivedCoreProperties.txt",
)
HERE = Path(__file__).parent
CODE_POINTS = 0x110000
DOTTED_CIRCLE = 0x25CC
HEADER = f"""\
# {{title}}, Unicode {VERSION}.
# Each line holds from its code point up to that of the next line.
# Derived from {{sources}}
# of the Unicode Character Database by tests/data/unicode/build_tables.py.
# © 2025 Unicode, Inc. Unicode License V3: see LICENSE-UNICODE.txt.
"""


def read_source(folder: Path, name: str) -> str:
    """The text of one file of the database, which may be stored compressed."""
    compressed = folder / f"{name}.xz"
    if compressed.exists():
        return lzma.decompress(compressed.read_bytes()).decode("utf-8")
    return (folder / name).read_text(encoding="utf-8")


def read_property(text: str, default: str, name: str = "") -> list[str]:
    """The value of a property for every code point.

    `name` picks one property of a file that holds several; a property of yes or no has its own
    name for a value.
    """
    values = [default] * CODE_POINTS
    for line in text.splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) < 2 or (name and fields[1] != name):
            continue
        first, _, last = fields[0].partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            values[code] = fields[-1]
    return values


def line_break_classes(folder: Path) -> Iterator[str]:
    """For every code point, the class that the rules LB2 to LB31 work with."""
    classes = read_property(read_source(folder, "LineBreak.txt"), "XX")
    widths = read_property(read_source(folder, "EastAsianWidth.txt"), "N")
    categories = read_property(read_source(folder, "DerivedGeneralCategory.txt"), "Cn")
    pictures = read_property(read_source(folder, "emoji-data.txt"), "", "Extended_Pictographic")
    for code, name in enumerate(classes):
        category = categories[code]
        if name == "SA":  # LB1: without a dictionary, the marks of South-East Asia are marks.
            name = "CM" if category in ("Mn", "Mc") else "AL"
        elif name in ("AI", "SG", "XX"):  # LB1
            name = "AL"
        elif name == "CJ":  # LB1
            name = "NS"
        if name == "QU" and category in ("Pi", "Pf"):  # LB15a, LB15b, LB19
            name = f"QU_{category}"
        if code == DOTTED_CIRCLE:  # LB28a
            name = "AL_DottedCircle"
        if pictures[code] and category == "Cn":  # LB30b
            name = f"{name}_Unassigned"
        yield f"{name} EastAsian" if widths[code] in ("F", "W", "H") else name  # LB19a, LB30


def grapheme_break_classes(folder: Path) -> Iterator[str]:
    """For every code point, the class that the rules GB3 to GB13 work with."""
    breaks = read_property(read_source(folder, "GraphemeBreakProperty.txt"), "Other")
    pictures = read_property(read_source(folder, "emoji-data.txt"), "", "Extended_Pictographic")
    conjuncts = read_property(read_source(folder, "DerivedCoreProperties.txt"), "", "InCB")
    for name, picture, conjunct in zip(breaks, pictures, conjuncts, strict=True):
        if picture:
            if name != "Other" or conjunct:
                raise ValueError("GB11 and another rule now share a character: rework the classes")
            yield "Extended_Pictographic"
        elif conjunct and name != "ZWJ":
            if name != ("Other" if conjunct == "Consonant" else "Extend"):
                raise ValueError("GB9 and GB9c have parted ways: rework the classes")
            yield f"Conjunct_{conjunct}"
        else:
            yield name


def to_table(title: str, sources: Iterable[str], values: Iterable[str]) -> str:
    """The text of a table: one line wherever the value changes."""
    lines = [HEADER.format(title=title, sources=", ".join(sources))]
    previous = None
    for code, value in enumerate(values):
        if value != previous:
            lines.append(f"{code:04X} {value}\n")
        previous = value
    return "".join(lines)


def build_tables(folder: Path, output: Path) -> None:
    """Write both tables."""
    tables = {
        "line-break.txt": to_table("Classes for UAX #14", SOURCES[:4], line_break_classes(folder)),
        "grapheme-break.txt": to_table(
            "Classes for UAX #29", SOURCES[3:], grapheme_break_classes(folder)
        ),
    }
    for name, table in tables.items():
        part = output / f"{name}.part"
        part.write_text(table, encoding="utf-8", newline="\n")
        part.replace(output / name)


if __name__ == "__main__":
    build_tables(
        Path(sys.argv[1]) if len(sys.argv) > 1 else HERE,
        Path(sys.argv[2]) if len(sys.argv) > 2 else HERE.parents[2] / "readable" / "data",
    )
