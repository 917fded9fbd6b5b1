"""What a reader chose: one immutable value, the same in Python, HTML, a cookie and a query."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlencode

from readable.errors import InvalidPreference
from readable.values import NamedTuple

__all__ = [
    "LADDER",
    "LARGE_PRINT",
    "SCHEMA",
    "SYSTEM",
    "Colours",
    "Preferences",
    "contrast_ratio",
]

SCHEMA: Mapping[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "preferences.json").read_text(encoding="utf-8")
)
"""The ladder, the themes, the steps and their labels: the one file that the toolbar reads too."""

LADDER: tuple[int, ...] = tuple(SCHEMA["ladder"])
"""The sizes that "larger" and "smaller" walk along, in per cent."""

SYSTEM = "system"
"""The theme that is light or dark as the reader's system is; where none is asked, it is light."""

_HEX_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_RANGES = (
    "scale",
    "line_height",
    "letter_spacing_em",
    "word_spacing_em",
    "paragraph_spacing_em",
    "measure",
)


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb", 1 to 21, by WCAG 2.2's definition.

    >>> contrast_ratio("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_relative_luminance(one), _relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _relative_luminance(colour: str) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Colours(NamedTuple):
    """Text and background, each "#rrggbb"."""

    foreground: str
    background: str


@dataclass(frozen=True)
class Preferences:
    """Size, spacing, font and colours for one reader.

    `scale` is in per cent of a 16 px text; `measure` is the longest line in characters; `theme`
    is a name of the schema, "system", or two colours, "#ffcc00/#202020" (text/background). Colours
    whose contrast is below 4.5 (WCAG 2.2, 1.4.3) are refused unless `low_contrast` is true.
    `breaking` says how much room on the lines it may cost to keep words and units whole
    (`readable.optimum`). `links` underlines links and `ruler` lays a reading ruler on a portal's
    page; in what this library makes links are underlined anyway, and on paper there is no ruler.

    `named` are the fields that a reader chose by name: on a portal's page black on white is a
    choice, though it is the default here. It makes no preferences different from others.

    Raises `InvalidPreference` for a value that cannot be rendered.

    >>> Preferences(scale=150).larger().scale
    175
    """

    scale: int = SCHEMA["scale"]["default"]
    font: str = "sans"
    line_height: float = SCHEMA["line_height"]["default"]
    letter_spacing_em: float = SCHEMA["letter_spacing_em"]["default"]
    word_spacing_em: float = SCHEMA["word_spacing_em"]["default"]
    paragraph_spacing_em: float = SCHEMA["paragraph_spacing_em"]["default"]
    theme: str = "light"
    measure: int = SCHEMA["measure"]["default"]
    alignment: Literal["start", "justify"] = "start"
    breaking: Literal["balanced", "careful", "compact", "first-fit"] = "balanced"
    low_contrast: bool = False
    links: bool = False
    ruler: bool = False
    named: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def __post_init__(self) -> None:
        for name in _RANGES:
            _check_range(name, getattr(self, name))
        _check_choice("font", self.font, SCHEMA["fonts"])
        _check_choice("alignment", self.alignment, SCHEMA["alignments"])
        _check_choice("breaking", self.breaking, SCHEMA["breaking"])
        ratio = contrast_ratio(*self.colours)
        if ratio < SCHEMA["least_contrast"] and not self.low_contrast:
            raise InvalidPreference(
                f"the colours {self.theme} have a contrast of {ratio:.2f}",
                hint=f"choose two of at least {SCHEMA['least_contrast']}, or force it "
                "(low_contrast=True, --low-contrast)",
            )

    @cached_property
    def colours(self) -> Colours:
        """The two colours of the theme."""
        name = "light" if self.theme == SYSTEM else str(self.theme)
        if named := SCHEMA["themes"].get(name):
            return Colours(named["foreground"], named["background"])
        pair = name.lower().split("/")
        if len(pair) == 2 and all(map(_HEX_COLOUR.fullmatch, pair)):
            return Colours(*pair)
        raise InvalidPreference(
            f"there is no theme {self.theme!r}",
            hint=f"choose one of {', '.join(SCHEMA['themes'])}, or two colours as #ffcc00/#202020",
        )

    @property
    def size_px(self) -> float:
        """The size of body text in CSS pixels."""
        return float(SCHEMA["base_px"] * self.scale / 100)

    @property
    def measure_em(self) -> float:
        """The longest line in em: Vietnamese sets about 2.05 characters an em (docs/fonts.md)."""
        return float(self.measure / SCHEMA["characters_per_em"])

    def larger(self) -> Self:
        """The next size up the ladder, or the same at its top."""
        return replace(self, scale=min((s for s in LADDER if s > self.scale), default=self.scale))

    def smaller(self) -> Self:
        """The next size down the ladder, or the same at its foot."""
        return replace(self, scale=max((s for s in LADDER if s < self.scale), default=self.scale))

    def to_query(self) -> str:
        """What was chosen, as a query string: for a link, a form or a cookie. The toolbar writes
        and reads the same words.

        >>> Preferences(scale=150, theme="dark").to_query()
        'scale=150&theme=dark'
        """
        return urlencode(self.chosen)

    @property
    def chosen(self) -> dict[str, str]:
        """What differs from the default or was chosen by its name, each as a query has it.

        >>> Preferences.from_query("line_height=2&theme=light&links=on").chosen
        {'line_height': '2.0', 'theme': 'light', 'links': 'on'}
        """
        values = {name: getattr(self, name) for name in _PARSERS}
        return {
            name: "on" if value is True else str(value)
            for name, value in values.items()
            if value is not False and (name in self.named or value != getattr(_DEFAULT, name))
        }

    @classmethod
    def from_query(cls, query: str) -> Self:
        """The preferences in a query string or cookie.

        A reader's address bar is not a programmer's call: what it holds beside preferences is
        passed over, and a value that cannot be rendered counts as not chosen.

        >>> Preferences.from_query("page=2&scale=150&theme=plaid").to_query()
        'scale=150'
        """
        preferences = cls()
        # Whether faint colours were asked for is to be known before the colours.
        pairs = sorted(parse_qsl(query[:4096]), key=lambda pair: pair[0] != "low_contrast")
        for name, value in pairs:
            if name not in _PARSERS:
                continue
            try:
                preferences = replace(
                    preferences,
                    **{name: _PARSERS[name](value)},
                    named=preferences.named | {name},
                )
            except (ValueError, InvalidPreference):
                continue
        return preferences


def _check_range(name: str, value: float) -> None:
    least, most = SCHEMA[name]["least"], SCHEMA[name]["most"]
    if not isinstance(value, int | float) or not least <= value <= most:
        raise InvalidPreference(
            f"{name} is {value!r:.20}", hint=f"choose a number from {least} to {most}"
        )


def _check_choice(name: str, value: str, choices: Mapping[str, Any] | list[str]) -> None:
    if not isinstance(value, str) or value not in choices:
        raise InvalidPreference(
            f"there is no {name} {value!r}", hint=f"choose one of {', '.join(choices)}"
        )


def _parse_flag(value: str) -> bool:
    if value.lower() not in ("on", "off", "true", "false"):
        raise ValueError(value)
    return value.lower() in ("on", "true")


_PARSERS: dict[str, Any] = {
    "scale": int,
    "font": str,
    "line_height": float,
    "letter_spacing_em": float,
    "word_spacing_em": float,
    "paragraph_spacing_em": float,
    "theme": str,
    "measure": int,
    "alignment": str,
    "breaking": str,
    "low_contrast": _parse_flag,
    "links": _parse_flag,
    "ruler": _parse_flag,
}
_DEFAULT = Preferences()

LARGE_PRINT = Preferences(scale=200, breaking="careful")
"""24 pt at 96 px an inch: above the 16 to 18 pt that large-print guidelines ask for."""
