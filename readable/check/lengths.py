"""Lengths of CSS in px, with calc(), min(), max() and clamp()."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor, trunc
from typing import Any

import tinycss2

__all__ = ["calculated", "to_px"]

_ABSOLUTE = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})([a-z%]*)", re.IGNORECASE)


def to_px(
    value: str, font_px: float, whole: float | None = None, viewport: float = 1280.0
) -> float | None:
    """A length of CSS in px.

    >>> to_px("1.5em", 20.0), to_px("50%", 20.0, 300.0), to_px("auto", 20.0)
    (30.0, 150.0, None)
    >>> to_px("round(down, 33.6px, 1px)", 16.0), to_px("round(25px, 10px)", 16.0)
    (33.0, 30.0)
    """
    value = value.strip().lower()
    found = _LENGTH.fullmatch(value)
    if found is None:
        return _calculated_px(value, font_px, whole, viewport) if "(" in value else None
    number, unit = float(found[1]), found[2]
    if not unit:
        return 0.0 if number == 0 else None
    if unit in _ABSOLUTE:
        return number * _ABSOLUTE[unit]
    if unit == "em":
        return number * font_px
    if unit == "rem":
        return number * 16.0
    if unit in ("ex", "ch"):
        return number * font_px * 0.5
    if unit == "%":
        return None if whole is None else number / 100 * whole
    if unit in ("vw", "svw", "lvw", "dvw", "vi"):
        return number / 100 * viewport
    # Zoomed, a window of 1280 by 1024 px is as many times lower as it is narrower.
    height = viewport * 0.8
    if unit in ("vh", "svh", "lvh", "dvh", "vb"):
        return number / 100 * height
    if unit == "vmin":
        return number / 100 * min(viewport, height)
    return number / 100 * max(viewport, height) if unit == "vmax" else None


def _calculated_px(
    value: str, font_px: float, whole: float | None, viewport: float
) -> float | None:
    """The length that calc(), min(), max() or clamp() gives."""
    result = calculated(value, font_px, whole, viewport)
    return result[0] if result is not None and result[1] else None


def calculated(
    value: str, font_px: float, whole: float | None, viewport: float
) -> tuple[float, bool] | None:
    """What calc() and its like give: a number, and whether it is a length in px."""
    try:
        tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
    except RecursionError:
        return None
    functions = [one for one in tokens if one.type != "whitespace"]
    if len(functions) != 1 or functions[0].type != "function":
        return None
    return _evaluate(functions[0], font_px, whole, viewport, 0)


def _evaluate(
    token: Any, font_px: float, whole: float | None, viewport: float, depth: int
) -> tuple[float, bool] | None:
    """A number and whether it is a length."""
    if depth > 20:
        return None
    if token.type == "number":
        return float(token.value), token.value == 0
    if token.type in ("dimension", "percentage"):
        px = to_px(tinycss2.serialize([token]), font_px, whole, viewport)
        return None if px is None else (px, True)
    if token.type == "() block":
        return _sum(token.content, font_px, whole, viewport, depth)
    if token.type != "function":
        return None
    name = token.lower_name
    if name == "calc":
        return _sum(token.arguments, font_px, whole, viewport, depth)
    if name in ("min", "max", "clamp", "round"):
        parts: list[list[Any]] = [[]]
        for one in token.arguments:
            if one.type == "literal" and one.value == ",":
                parts.append([])
            else:
                parts[-1].append(one)
        how = "nearest"
        if name == "round":
            words = [one for one in parts[0] if one.type != "whitespace"]
            if len(words) == 1 and words[0].type == "ident":
                how = words[0].lower_value
                del parts[0]
        sums = [_sum(part, font_px, whole, viewport, depth) for part in parts]
        known = [one[0] for one in sums if one is not None]
        if len(known) != len(sums) or not known:
            return None
        is_length = any(one is not None and one[1] for one in sums)
        if name == "round":
            return _rounded(how, *known[:2]), is_length
        if name == "clamp" and len(known) == 3:
            return max(known[0], min(known[1], known[2])), is_length
        return (min if name == "min" else max)(known), is_length
    return None


def _rounded(how: str, value: float, step: float = 1.0) -> float:
    """CSS Values 4, round(): to a multiple of a step, half a step upwards."""
    if not step:
        return value
    count = value / step
    if how == "up":
        return ceil(count) * step
    if how == "down":
        return floor(count) * step
    return (trunc(count) if how == "to-zero" else floor(count + 0.5)) * step


def _sum(
    tokens: Sequence[Any], font_px: float, whole: float | None, viewport: float, depth: int
) -> tuple[float, bool] | None:
    total, is_length = 0.0, False
    sign, operator = 1.0, ""
    pending: float | None = None
    for token in tokens:
        if token.type == "whitespace":
            continue
        if token.type == "literal" and token.value in "+-*/":
            if token.value in "+-":
                if pending is not None:
                    total += sign * pending
                pending, sign, operator = None, 1.0 if token.value == "+" else -1.0, ""
            else:
                operator = token.value
            continue
        value = _evaluate(token, font_px, whole, viewport, depth + 1)
        if value is None:
            return None
        is_length = is_length or value[1]
        if operator == "*":
            pending = (pending or 0.0) * value[0]
        elif operator == "/":
            if not value[0]:
                return None
            pending = (pending or 0.0) / value[0]
        elif pending is not None:  # "1px -2px": the sign is part of the number
            total += sign * pending
            pending, sign = value[0], 1.0
        else:
            pending = value[0]
        operator = ""
    return total + sign * (pending or 0.0), is_length
