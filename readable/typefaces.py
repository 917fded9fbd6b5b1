"""The bundled type families: where their files are and what was measured of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from readable.errors import ReadableError

__all__ = ["Typeface", "WebFont", "typefaces"]

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class WebFont:
    """One WOFF2 file and the weights it draws, CSS `font-weight` numbers."""

    path: Path
    lightest: int
    heaviest: int


@dataclass(frozen=True, slots=True)
class Typeface:
    """One bundled family. `fonts/README.md` tells what each is for.

    `key` is its name in `Preferences`, `name` its CSS `font-family`. The overrides are the
    percentages of CSS `ascent-override`, `descent-override` and `line-gap-override` that give a
    browser's line box the height of the ink.
    """

    key: str
    name: str
    generic: str
    regular: Path
    bold: Path
    web: tuple[WebFont, ...]
    ascent_override_percent: int
    descent_override_percent: int
    line_gap_override_percent: int
    draws_minority_letters: bool


def _folder() -> Path:
    # In a wheel the fonts are package data; in a checkout or editable install they stand beside
    # the package, where design and licences keep them.
    for folder in (_PACKAGE / "data" / "fonts", _PACKAGE.parent / "fonts"):
        if (folder / "families.json").is_file():
            return folder
    raise ReadableError(
        "the bundled fonts are not where readable was installed",
        hint="install the package again (pip install --force-reinstall readable-vi)",
    )


@cache
def typefaces() -> dict[str, Typeface]:
    """The bundled families by key, in the order of the index.

    >>> list(typefaces())
    ['sans', 'serif', 'complete', 'easy', 'literacy']
    """
    folder = _folder()
    index = json.loads((folder / "families.json").read_text(encoding="utf-8"))
    found = {}
    for family in index["families"]:
        by_weight = {face["weight"]: folder / face["file"] for face in family["ttf"]}
        found[family["key"]] = Typeface(
            key=family["key"],
            name=family["name"],
            generic=family["generic"],
            regular=by_weight[400],
            bold=by_weight[700],
            web=tuple(
                WebFont(folder / web["file"], web["lightest"], web["heaviest"])
                for web in family["woff2"]
            ),
            ascent_override_percent=family["ascent_override_percent"],
            descent_override_percent=family["descent_override_percent"],
            line_gap_override_percent=family["line_gap_override_percent"],
            draws_minority_letters=family["draws_minority_letters"],
        )
    return found
