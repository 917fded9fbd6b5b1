"""Colours of CSS, and how much two of them differ for the eye."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2
import tinycss2.color3

__all__ = ["BLACK", "TRANSPARENT", "WHITE", "Colour", "contrast", "read_colour"]


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Colour) -> Colour:
        """What is seen of it above another."""
        alpha = self.alpha + below.alpha * (1 - self.alpha)
        if not alpha:
            return TRANSPARENT
        mixed = [
            (mine * self.alpha + its * below.alpha * (1 - self.alpha)) / alpha
            for mine, its in zip(self[:3], below[:3], strict=True)
        ]
        return Colour(mixed[0], mixed[1], mixed[2], alpha)

    def faded(self, opacity: float) -> Colour:
        return self._replace(alpha=self.alpha * opacity)

    def mixed(self, other: Colour, share: float = 0.5) -> Colour:
        """Between the two; the share is the other's."""
        return Colour(*(a + (b - a) * share for a, b in zip(self, other, strict=True)))

    @property
    def luminance(self) -> float:
        """WCAG 2.2, relative luminance."""
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in self[:3]
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    @property
    def written(self) -> str:
        return "#" + "".join(f"{round(max(0, min(1, part)) * 255):02x}" for part in self[:3])


WHITE = Colour(1.0, 1.0, 1.0)
BLACK = Colour(0.0, 0.0, 0.0)
TRANSPARENT = Colour(0.0, 0.0, 0.0, 0.0)

# CSS Color 4, system colours as Chromium has them in a light theme.
_SYSTEM = {
    "canvas": WHITE,
    "canvastext": BLACK,
    "buttonface": Colour(0.937, 0.937, 0.937),
    "buttontext": BLACK,
    "field": WHITE,
    "fieldtext": BLACK,
    "graytext": Colour(0.5, 0.5, 0.5),
    "linktext": Colour(0.0, 0.0, 0.933),
    "visitedtext": Colour(0.333, 0.102, 0.545),
    "activetext": Colour(1.0, 0.0, 0.0),
    "highlight": Colour(0.2, 0.6, 1.0),
    "mark": Colour(1, 1, 0),
    "highlighttext": BLACK,
    "marktext": BLACK,
    "rebeccapurple": Colour(0.4, 0.2, 0.6),
    "-webkit-link": Colour(0.0, 0.0, 0.933),
}


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21.

    >>> round(contrast(BLACK, WHITE), 1)
    21.0
    """
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def read_colour(token: Any, current: Colour = BLACK) -> Colour | None:
    """The colour that a token or a text of CSS means; None for what is none."""
    if isinstance(token, str):
        return _read_text(token, current)
    if token.type == "ident":
        name = token.lower_value
        if name == "currentcolor":
            return current
        if name in _SYSTEM:
            return _SYSTEM[name]
    if token.type == "function" and token.lower_name in ("rgb", "rgba", "hsl", "hsla", "hwb"):
        return _function(token)
    if token.type == "function":
        from readable.check.wide_colours import FUNCTIONS, read_wide_colour

        if token.lower_name not in FUNCTIONS:
            return None
        return read_wide_colour(token, lambda one: read_colour(one, current))
    found = tinycss2.color3.parse_color(token)
    if found is None or isinstance(found, str):
        return None
    return Colour(found.red, found.green, found.blue, found.alpha)


@lru_cache(maxsize=1024)
def _read_text(text: str, current: Colour) -> Colour | None:
    tokens = tinycss2.parse_component_value_list(text)
    parts = [one for one in tokens if one.type != "whitespace"]
    return read_colour(parts[0], current) if len(parts) == 1 else None


def _function(token: Any) -> Colour | None:
    """rgb(), hsl() and hwb(), with commas or without."""
    numbers: list[Any] = [
        part
        for part in token.arguments
        if part.type in ("number", "percentage", "dimension")
        or (part.type == "ident" and part.lower_value == "none")
    ]
    if len(numbers) not in (3, 4):
        return None
    alpha = _share(numbers[3], 1) if len(numbers) == 4 else 1.0
    name = token.lower_name
    if name.startswith("rgb"):
        red, green, blue = (_share(part, 255) for part in numbers[:3])
        return Colour(red, green, blue, alpha)
    hue = _hue(numbers[0])
    first, second = _share(numbers[1], 100), _share(numbers[2], 100)
    if name == "hwb":
        white, black = first, second
        if white + black >= 1:
            grey = white / (white + black)
            return Colour(grey, grey, grey, alpha)
        pure = colorsys.hls_to_rgb(hue, 0.5, 1)
        red, green, blue = (part * (1 - white - black) + white for part in pure)
        return Colour(red, green, blue, alpha)
    red, green, blue = colorsys.hls_to_rgb(hue, second, first)
    return Colour(red, green, blue, alpha)


def _share(part: Any, whole: float) -> float:
    if part.type == "ident":
        return 0.0
    value = part.value / 100 if part.type == "percentage" else part.value / whole
    return max(0.0, min(1.0, float(value)))


def _hue(part: Any) -> float:
    if part.type == "ident":
        return 0.0
    turns = {"rad": 6.283185307179586, "grad": 400, "turn": 1}
    return float(part.value / turns.get(getattr(part, "lower_unit", ""), 360)) % 1
