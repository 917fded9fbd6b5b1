"""Colours of CSS Color 4 and 5 that are not written in sRGB, brought into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians, sin
from typing import Any

import tinycss2.color5

from readable.check.colours import Colour

__all__ = ["FUNCTIONS", "read_wide_colour"]

FUNCTIONS = frozenset("lab lch oklab oklch color light-dark color-mix".split())

_Three = tuple[float, float, float]
_Matrix = tuple[_Three, _Three, _Three]

# CSS Color 4, 18 (sample code): Oklab, Lab under D50 and Display P3 to linear sRGB.
_OKLAB_TO_LMS: _Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_LMS_TO_RGB: _Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_RGB_TO_LMS: _Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_XYZ_D50_TO_RGB: _Matrix = (
    (3.1341359, -1.6173864, -0.4906619),
    (-0.9787955, 1.9162543, 0.0334428),
    (0.0719551, -0.2289769, 1.4053861),
)
_P3_TO_RGB: _Matrix = (
    (1.2249402, -0.2249402, 0.0),
    (-0.0420570, 1.0420570, 0.0),
    (-0.0196376, -0.0786360, 1.0982736),
)
_WHITE_D50: _Three = (0.9642956, 1.0, 0.8251046)


def read_wide_colour(token: Any, read: Callable[[Any], Colour | None]) -> Colour | None:
    """The colour of a function named in `FUNCTIONS`; None for one that is not known here.

    `read` reads the colours in `color-mix()` and `light-dark()`.
    """
    if token.lower_name == "color-mix":
        return _mix(token.arguments, read)
    if token.lower_name == "light-dark":
        light = [one for one in token.arguments if one.type != "whitespace"][:1]
        return read(light[0]) if light else None
    found = tinycss2.color5.parse_color(token)
    if found is None or isinstance(found, str):
        return None
    linear = _linear(found.space, tuple(float(one or 0.0) for one in found.coordinates))
    return None if linear is None else _encoded(linear, float(found.alpha))


def _linear(space: str, parts: tuple[float, ...]) -> _Three | None:
    if space in ("lch", "oklch"):
        lightness, chroma, hue = parts
        parts = (lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue)))
        space = space.replace("lch", "lab")
    first, second, third = parts[:3]
    if space == "oklab":
        lms = _times(_OKLAB_TO_LMS, (first, second, third))
        return _times(_LMS_TO_RGB, (lms[0] ** 3, lms[1] ** 3, lms[2] ** 3))
    if space == "lab":
        y = (first + 16) / 116
        xyz = [_unfolded(part) for part in (y + second / 500, y, y - third / 200)]
        white = _WHITE_D50
        scaled = (xyz[0] * white[0], xyz[1] * white[1], xyz[2] * white[2])
        return _times(_XYZ_D50_TO_RGB, scaled)
    if space == "srgb-linear":
        return first, second, third
    decoded = (_decoded(first), _decoded(second), _decoded(third))
    if space == "srgb":
        return decoded
    return _times(_P3_TO_RGB, decoded) if space == "display-p3" else None


def _unfolded(value: float) -> float:
    return value**3 if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)


def _times(matrix: _Matrix, vector: _Three) -> _Three:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(linear: Sequence[float], alpha: float) -> Colour:
    bounded = [max(0.0, min(1.0, one)) for one in linear]
    parts = [
        12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in bounded
    ]
    return Colour(parts[0], parts[1], parts[2], alpha)


def _mix(arguments: Sequence[Any], read: Callable[[Any], Colour | None]) -> Colour | None:
    """CSS Color 5, color-mix() in sRGB, linear sRGB and Oklab."""
    parts: list[list[Any]] = [[]]
    for one in arguments:
        if one.type == "literal" and one.value == ",":
            parts.append([])
        elif one.type != "whitespace":
            parts[-1].append(one)
    if len(parts) != 3 or any(one.type != "ident" for one in parts[0]):
        return None
    space = parts[0][-1].lower_value if parts[0] else ""
    colours, shares = [], []
    for part in parts[1:]:
        colour = next((read(one) for one in part if one.type != "percentage"), None)
        if colour is None:
            return None
        colours.append(colour)
        shares.append(next((one.value / 100 for one in part if one.type == "percentage"), None))
    first, second = shares
    first = (1 - second if second is not None else 0.5) if first is None else first
    second = 1 - first if second is None else second
    if first + second <= 0:
        return None
    alpha_scale = min(1.0, first + second)
    mixed = _between(colours[0], colours[1], second / (first + second), space)
    return None if mixed is None else mixed.faded(alpha_scale)


def _between(one: Colour, other: Colour, share: float, space: str) -> Colour | None:
    alpha = one.alpha * (1 - share) + other.alpha * share
    if not alpha:
        return one.faded(0.0)
    # Premultiplied: what cannot be seen of a colour has no part in the mixture.
    part = other.alpha * share / alpha
    if space == "srgb":
        return one.mixed(other, part)._replace(alpha=alpha)
    linear = [tuple(_decoded(channel) for channel in colour[:3]) for colour in (one, other)]
    if space == "oklab":
        # Oklab is linear in the cube roots of LMS: to mix those is to mix it.
        linear = [
            tuple(part ** (1 / 3) for part in _times(_RGB_TO_LMS, (r, g, b))) for r, g, b in linear
        ]
    elif space != "srgb-linear":
        return None
    first, second, third = (a + (b - a) * part for a, b in zip(*linear, strict=True))
    if space == "oklab":
        first, second, third = _times(_LMS_TO_RGB, (first**3, second**3, third**3))
    return _encoded((first, second, third), alpha)
