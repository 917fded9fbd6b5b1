"""What families.json and provenance.json say of a family that has been made."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Mapping
from typing import Any

from ink import ASCII, MINORITY_LETTERS, VIETNAMESE_LETTERS, Ink, measure_ink
from sources import LICENCE, Source
from typeface import describe

__all__ = ["index_family", "trace_family", "unicode_range"]


def index_family(source: Source, made: Mapping[str, bytes]) -> dict[str, Any]:
    """The family's entry in families.json. fonts/README.md says what each field means."""
    fonts = [(400, f"{source.stem}-Regular.ttf"), (700, f"{source.stem}-Bold.ttf")]
    regular = describe(made[fonts[0][1]])
    # The faces that have ƀ and ŏ also have the anchors that hold U+0306 over b and ê: a test
    # measures that.
    draws_minority = {ord(sign) for letter in MINORITY_LETTERS for sign in letter} <= (
        regular.code_points
    )
    inks = {name: inks_of(made[name], draws_minority=draws_minority) for _, name in fonts}
    em_units = regular.units_per_em
    every_ink = [ink for each in inks.values() for ink in each.values()]
    highest = max(ink.highest_units for ink in every_ink)
    lowest = min(ink.lowest_units for ink in every_ink)
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
        # A browser told the exact range takes ṃ whole from the next family. Not told, Chromium
        # makes it of m and a dot, which Be Vietnam Pro sets beside the m.
        "unicode_range": unicode_range(regular.code_points),
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


def unicode_range(code_points: Collection[int]) -> str:
    """The value of the CSS descriptor ``unicode-range`` that holds just these code points."""
    runs: list[list[int]] = []
    for code_point in sorted(code_points):
        if runs and code_point == runs[-1][-1] + 1:
            runs[-1][1:] = [code_point]
        else:
            runs.append([code_point])
    return ", ".join("U+" + "-".join(f"{end:X}" for end in run) for run in runs)


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
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
                "license": LICENCE,
                "from": [
                    {
                        "package": source.package.specifier,
                        "member": member,
                        "sha256": hashlib.sha256(members[member]).hexdigest(),
                    }
                    for member in used
                ],
                "changes": changes,
            }
        )
    return entries
