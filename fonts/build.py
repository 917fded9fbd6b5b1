"""Make the bundled faces again from the packages of the npm registry.

    python fonts/build.py            writes the fonts, licences, families.json and provenance.json
    python fonts/build.py --check    makes them elsewhere and compares, byte for byte

Needs npm and ``pip install 'readable-vi[fonts]'``. Exit status: 0 done, 1 the committed files
differ, 2 wrong use, 3 the faces could not be made. The same tools give the same bytes; the
versions that gave the committed ones stand in provenance.json.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import math
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from download import BuildError, Package, fetch
from ink import ASCII, MINORITY_LETTERS, VIETNAMESE_LETTERS, Ink, measure_ink
from typeface import (
    describe,
    join_weights,
    read_character_set,
    remove_overlaps,
    rename,
    subset_font,
    to_woff2,
)

FONTS = Path(__file__).resolve().parent
TOOLS = ("fonttools", "brotli", "skia-pathops", "uharfbuzz")
LICENCE = "OFL-1.1"


@dataclass(frozen=True, slots=True)
class Source:
    """One family as it is published, and what becomes of it.

    ``key`` is the name by which preferences choose it; ``name`` the one browsers and PDF readers
    show. ``licence_member`` is empty where the whole licence stands in the font's name table.
    ``is_variable`` says whether Regular and Bold share their points, so that one file for the
    web can hold both.
    """

    key: str
    name: str
    generic: str
    package: Package
    regular_member: str
    bold_member: str
    licence_member: str
    is_variable: bool
    is_renamed: bool = False

    @property
    def stem(self) -> str:
        return self.name.replace(" ", "")


SOURCES = (
    Source(
        key="sans",
        name="Be Vietnam Pro",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/be-vietnam-pro",
            "0.4.1",
            "sha512-4o2bsqU1zcC6NZf5FRYB+7gE49waNWYOGc5c5qLfPgrSqqr61hS2Bz4TVPgxudO038tLydSyPxV8e79"
            "g8j5DpQ==",
        ),
        regular_member="package/400Regular/BeVietnamPro_400Regular.ttf",
        bold_member="package/700Bold/BeVietnamPro_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=False,
    ),
    Source(
        key="serif",
        name="Noto Serif",
        generic="serif",
        package=Package(
            "@expo-google-fonts/noto-serif",
            "0.4.2",
            "sha512-1xvAYegrtpCuPPunSyhvhV9FHWEzCWjikEoUJkvHt+WWvt+h7lKr+vkXNpqwFQM4W3KjXOccfLd5s04"
            "xLMjjDQ==",
        ),
        regular_member="package/400Regular/NotoSerif_400Regular.ttf",
        bold_member="package/700Bold/NotoSerif_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=True,
    ),
    Source(
        key="complete",
        name="Noto Sans",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/noto-sans",
            "0.4.2",
            "sha512-zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFa"
            "XwVPnPw==",
        ),
        regular_member="package/400Regular/NotoSans_400Regular.ttf",
        bold_member="package/700Bold/NotoSans_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=True,
    ),
    Source(
        key="easy",
        name="Lexend",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/lexend",
            "0.4.1",
            "sha512-uddqvCw9zFeYVUqUmPkCxFqEd+YbmCKqpNpdzj+LhJwYM2AwjR8i+Zq5Qx7KhbP/vzIZUfSwC5bnZ3c"
            "x2ltqGw==",
        ),
        regular_member="package/400Regular/Lexend_400Regular.ttf",
        bold_member="package/700Bold/Lexend_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=True,
    ),
    Source(
        # A subset of Andika, whose name is reserved.
        key="literacy",
        name="Readable Literacy",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/andika",
            "0.2.3",
            "sha512-gsPOD2FET8CBp17uX102h6pdSf71NmYrdos1U1vup8GEmqO61wpMU6lf92uUPqULpSUks98NL+cxTV1"
            "Ztlpm7g==",
        ),
        regular_member="package/Andika_400Regular.ttf",
        bold_member="package/Andika_700Bold.ttf",
        licence_member="",
        is_variable=False,
        is_renamed=True,
    ),
)


def build(folder: Path) -> dict[str, bytes]:
    """Every file that is made, by its path under ``fonts/``; ``folder`` holds the downloads."""
    files: dict[str, bytes] = {}
    families, origins = [], []
    for source in SOURCES:
        print(f"{source.name}: {source.package.specifier}", file=sys.stderr)
        members = fetch(source.package, folder)
        made = make_family(source, members)
        files.update(made)
        families.append(index_family(source, made))
        origins.extend(trace_family(source, members, made))
    files["families.json"] = to_json({"families": families})
    files["provenance.json"] = to_json(
        {
            "made_with": {tool: importlib.metadata.version(tool) for tool in TOOLS},
            "packages": [
                {
                    "name": source.package.name,
                    "version": source.package.version,
                    "integrity": source.package.integrity,
                }
                for source in SOURCES
            ],
            "files": origins,
        }
    )
    return files


def make_family(source: Source, members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The fonts and the licence of one family, by path."""
    charset = (FONTS / "charset.txt").read_text(encoding="utf-8")
    code_points = read_character_set(charset, source.key)
    files: dict[str, bytes] = {}
    weights = {}
    for style, member in (("Regular", source.regular_member), ("Bold", source.bold_member)):
        font = subset_font(members[member], code_points)
        weights[style] = rename(font, source.name) if source.is_renamed else font
        files[f"{source.stem}-{style}.ttf"] = remove_overlaps(weights[style])
    if source.is_variable:
        variable = join_weights(weights["Regular"], weights["Bold"], source.name)
        files[f"{source.stem}-Variable.woff2"] = to_woff2(variable)
    else:
        for style in weights:
            files[f"{source.stem}-{style}.woff2"] = to_woff2(files[f"{source.stem}-{style}.ttf"])
    files[f"licenses/{source.stem}.txt"] = licence_text(source, members).encode("utf-8")
    return files


def licence_text(source: Source, members: Mapping[str, bytes]) -> str:
    """The Open Font License as the package or the font itself carries it, copyright line first."""
    original = describe(members[source.regular_member])
    licence = original.license
    if source.licence_member:
        licence = members[source.licence_member].decode("utf-8")
    lines = [line.rstrip() for line in licence.strip().splitlines()]
    if original.copyright not in licence:
        lines = [original.copyright, "", *lines]
    return "\n".join(lines) + "\n"


def index_family(source: Source, made: Mapping[str, bytes]) -> dict[str, Any]:
    """The family's entry in families.json. fonts/README.md says what each field means."""
    fonts = [(400, f"{source.stem}-Regular.ttf"), (700, f"{source.stem}-Bold.ttf")]
    regular = describe(made[fonts[0][1]])
    # A letter with U+0306 needs the mark, and a letter that can carry it; ƀ shows which faces
    # were drawn with these languages in mind.
    draws_minority = {ord(sign) for letter in MINORITY_LETTERS for sign in letter} <= set(
        regular.code_points
    )
    inks = {name: inks_of(made[name], draws_minority=draws_minority) for _, name in fonts}
    em_units = regular.units_per_em
    highest = max(ink.highest_units for each in inks.values() for ink in each.values())
    lowest = min(ink.lowest_units for each in inks.values() for ink in each.values())
    if source.is_variable:
        web = [(f"{source.stem}-Variable.woff2", 400, 700)]
    else:
        web = [(f"{source.stem}-Regular.woff2", 400, 400), (f"{source.stem}-Bold.woff2", 700, 700)]
    return {
        "key": source.key,
        "name": source.name,
        "generic": source.generic,
        "version": regular.version,
        "license": LICENCE,
        "license_file": f"licenses/{source.stem}.txt",
        "draws_minority_letters": draws_minority,
        "units_per_em": em_units,
        # Percentages of the text size for @font-face: a box as high as the tallest ink.
        "ascent_override_percent": math.ceil(highest * 100 / em_units),
        "descent_override_percent": math.ceil(-lowest * 100 / em_units),
        "line_gap_override_percent": 0,
        "ttf": [
            {
                "file": name,
                "weight": weight,
                "ascent_units": describe(made[name]).ascent_units,
                "descent_units": describe(made[name]).descent_units,
                "ink": {
                    letters: {
                        "highest_units": ink.highest_units,
                        "lowest_units": ink.lowest_units,
                        "smallest_line_height_em": ink.smallest_line_height_em(em_units),
                    }
                    for letters, ink in inks[name].items()
                },
            }
            for weight, name in fonts
        ],
        "woff2": [
            {"file": name, "lightest": lightest, "heaviest": heaviest}
            for name, lightest, heaviest in web
        ],
    }


def inks_of(font_bytes: bytes, *, draws_minority: bool) -> dict[str, Ink]:
    """The ink of the Vietnamese letters with ASCII, and with the minority letters if it has them.

    The second is measured as Vietnamese and as no language in particular, since a paragraph of
    Ede may be marked as either; the higher of the two counts.
    """
    vietnamese = measure_ink(font_bytes, [*VIETNAMESE_LETTERS, *ASCII], "vi")
    if not draws_minority:
        return {"vietnamese": vietnamese}
    letters = [*VIETNAMESE_LETTERS, *ASCII, *MINORITY_LETTERS]
    both = [measure_ink(font_bytes, letters, language) for language in ("vi", "und")]
    return {
        "vietnamese": vietnamese,
        "minority": Ink(
            max(ink.highest_units for ink in both), min(ink.lowest_units for ink in both)
        ),
    }


def trace_family(
    source: Source, members: Mapping[str, bytes], made: Mapping[str, bytes]
) -> list[dict[str, Any]]:
    """Where each file of a family came from, and what was done to it, for provenance.json."""
    entries = []
    for name, content in made.items():
        used = [source.regular_member, source.bold_member]
        if name.startswith("licenses/"):
            used, changes = [source.licence_member or source.regular_member], []
        else:
            changes = ["subset", "hinting removed"]
            changes += ["renamed"] if source.is_renamed else []
            if "Variable" in name:
                changes.append("weights joined")
            else:
                used = [used["Bold" in name]]
                changes.append("overlaps removed")
        entries.append(
            {
                "file": name,
                "sha256": sha256(content),
                "bytes": len(content),
                "license": LICENCE,
                "from": [
                    {
                        "package": source.package.specifier,
                        "member": member,
                        "sha256": sha256(members[member]),
                    }
                    for member in used
                ],
                "changes": changes,
            }
        )
    return entries


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def to_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write(files: Mapping[str, bytes]) -> None:
    """Put the files in their places, each one whole or not at all."""
    for name, content in files.items():
        target = FONTS / name
        target.parent.mkdir(exist_ok=True)
        beside = target.with_name(target.name + ".part")
        beside.write_bytes(content)
        os.replace(beside, target)


def compare(files: Mapping[str, bytes]) -> list[str]:
    """What differs between the committed files and ``files``, one sentence each."""
    patterns = ("*.ttf", "*.woff2", "*.json", "licenses/*.txt")
    committed = {
        path.relative_to(FONTS).as_posix(): path.read_bytes()
        for pattern in patterns
        for path in FONTS.glob(pattern)
    }
    return [
        *(f"{name} is missing" for name in files if name not in committed),
        *(f"{name} is not made by this script" for name in committed if name not in files),
        *(
            f"{name} differs"
            for name, content in files.items()
            if committed.get(name, content) != content
        ),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    parser = argparse.ArgumentParser(
        prog="fonts/build.py", description="Make the bundled faces again from registry packages."
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; say whether the files would change"
    )
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            files = build(Path(folder))
    except BuildError as fault:
        print(fault, file=sys.stderr)
        return 3
    if not options.check:
        write(files)
    differences = compare(files)
    for difference in differences:
        print(difference)
    if differences:
        print("made_with in provenance.json names the tools that gave the committed files")
        return 1
    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
