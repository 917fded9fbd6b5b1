"""The bundled type families: where their files are and what was measured of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from readable.errors import ReadableError
from readable.patterns import pattern
from readable.values import value

__all__ = ["Typeface", "WebFont", "has_minority_letters", "typefaces"]

_PACKAGE = Path(__file__).parent

# Letters and marks of Ede, Jarai, Bahnar and other orthographies that NFC leaves decomposed, and
# the breves and barred b that the faces made for Vietnamese and English do not draw or do not
# place: docs/fonts.md tells which.
_MINORITY = pattern("[ƀɃĔĕĬĭŎŏŬŭ\u0300-\u036f]")
_RANGE = pattern(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


@value(frozen=True, slots=True)
class WebFont:
    """One WOFF2 file and the weights it draws, CSS `font-weight` numbers."""

    path: Path
    lightest: int
    heaviest: int


@value(frozen=True, slots=True)
class Typeface:
    """One bundled family. `fonts/README.md` tells what each is for.

    `key` is its name in `Preferences`, `name` its CSS `font-family`. The overrides are the
    percentages of CSS `ascent-override`, `descent-override` and `line-gap-override` that give a
    browser's line box the height of the ink. `least_line_height` is the line height at which no
    tail of a line can reach a mark of the next, in the boldest weight and every letter it draws.
    `unicode_range` is the CSS `unicode-range` of what the family draws well: written into every
    `@font-face`, or a browser takes from it marks that it cannot place.
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
    least_line_height: float
    unicode_range: str
    license: Path

    def draws(self, text: str) -> bool:
        """Whether every character of the text is in the `unicode_range`.

        >>> typefaces()["sans"].draws("Tỉnh ủy"), typefaces()["sans"].draws("№")
        (True, False)
        """
        return set(map(ord, text)) <= _code_points(self.unicode_range)


@cache
def _code_points(unicode_range: str) -> frozenset[int]:
    return frozenset(
        code
        for first, last in _RANGE.findall(unicode_range)
        for code in range(int(first, 16), int(last or first, 16) + 1)
    )


def has_minority_letters(text: str) -> bool:
    """Whether a text in NFC holds a letter that only families that draw such letters can place.

    >>> has_minority_letters("Tiếng Việt"), has_minority_letters("ê̆")
    (False, True)
    """
    return _MINORITY.search(text) is not None


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
            least_line_height=max(
                ink["smallest_line_height_em"]
                for face in family["ttf"]
                for ink in face["ink"].values()
            ),
            unicode_range=family["unicode_range"],
            license=folder / family["license_file"],
        )
    return found
