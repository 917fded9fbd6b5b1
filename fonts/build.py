"""Make the bundled faces again from the packages of the npm registry.

    python fonts/build.py            writes the fonts, licences, families.json and provenance.json
    python fonts/build.py --check    makes them elsewhere and compares, byte for byte

Needs npm and ``pip install 'readable-vi[fonts]'``. Exit status: 0 done, 1 the committed files
differ, 2 wrong use, 3 the faces could not be made. The same tools give the same bytes; the
versions that gave the committed ones stand in provenance.json.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from download import BuildError, fetch
from index import index_family, trace_family
from sources import SOURCES, Source
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


def build(folder: Path) -> dict[str, bytes]:
    """Every file that is made, by its path under ``fonts/``; ``folder`` holds the downloads."""
    tools = tool_versions()
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
            "made_with": tools,
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


def tool_versions() -> dict[str, str]:
    """The installed version of each tool whose output ends up in the files."""
    versions = {}
    for tool in TOOLS:
        try:
            versions[tool] = importlib.metadata.version(tool)
        except importlib.metadata.PackageNotFoundError as fault:
            raise BuildError(
                f"{tool} is not installed", "run: pip install 'readable-vi[fonts]'"
            ) from fault
    return versions


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
