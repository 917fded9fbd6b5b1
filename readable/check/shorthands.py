"""Shorthands of CSS as the properties that they set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import tinycss2

from readable.check.colours import read_colour
from readable.check.sheets import Declaration

__all__ = ["FONT_SIZES", "SIDES", "expanded"]

SIDES = ("top", "right", "bottom", "left")
FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}


def expanded(one: Declaration) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """A shorthand as the properties that it sets."""
    name, value = one.name, one.value
    if name in ("margin", "padding", "border-width", "border-style", "inset"):
        parts = _words(value)
        if 1 <= len(parts) <= 4:
            four = (
                (parts * 4)[:4]
                if len(parts) == 1
                else [
                    parts[0],
                    parts[1],
                    parts[2 if len(parts) > 2 else 0],
                    parts[3 if len(parts) > 3 else 1],
                ]
            )
            for side, part in zip(SIDES, four, strict=True):
                written = {"inset": side, "border-width": f"border-{side}-width"}.get(name)
                written = f"border-{side}-style" if name == "border-style" else written
                yield written or f"{name}-{side}", part
    elif name in ("margin-inline", "margin-block", "padding-inline", "padding-block"):
        parts = _words(value)
        pair = ("left", "right") if name.endswith("inline") else ("top", "bottom")
        for index, side in enumerate(pair):
            yield f"{name.partition('-')[0]}-{side}", parts[min(index, len(parts) - 1)]
    elif name in _LOGICAL:
        yield _LOGICAL[name], value
    elif name == "overflow":
        parts = _words(value)
        yield "overflow-x", parts[0]
        yield "overflow-y", parts[-1]
    elif name == "border" or (name.startswith("border-") and name.removeprefix("border-") in SIDES):
        sides = SIDES if name == "border" else (name.removeprefix("border-"),)
        for part in _words(value):
            kind = _border_part(part[0])
            for side in sides:
                if kind:
                    yield f"border-{side}-{kind}", part
    elif name == "flex":
        yield from _flex(value)
    elif name == "flex-flow":
        for (part,) in _words(value):
            word = getattr(part, "lower_value", "")
            yield ("flex-wrap" if "wrap" in word else "flex-direction"), (part,)
    elif name == "font":
        yield from _font(value)
    elif name == "background":
        yield from _background(value)
    elif name in ("text-decoration", "columns"):
        yield ("text-decoration-line" if name != "columns" else "column-count"), value
    else:
        yield name, value


_LOGICAL = {
    "inline-size": "width",
    "max-inline-size": "max-width",
    "min-inline-size": "min-width",
    "block-size": "height",
    "max-block-size": "max-height",
    "min-block-size": "min-height",
    "margin-inline-start": "margin-left",
    "margin-inline-end": "margin-right",
    "margin-block-start": "margin-top",
    "margin-block-end": "margin-bottom",
    "padding-inline-start": "padding-left",
    "padding-inline-end": "padding-right",
    "padding-block-start": "padding-top",
    "padding-block-end": "padding-bottom",
    "overflow-inline": "overflow-x",
    "overflow-block": "overflow-y",
    "line-clamp": "-webkit-line-clamp",
}


def _words(value: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [(one,) for one in value if one.type != "whitespace"]


def _border_part(token: Any) -> str:
    if token.type in ("dimension", "number"):
        return "width"
    if token.type == "ident":
        word = token.lower_value
        if word in ("thin", "medium", "thick"):
            return "width"
        if word in (
            "solid",
            "dashed",
            "dotted",
            "double",
            "none",
            "hidden",
            "groove",
            "ridge",
            "inset",
            "outset",
        ):
            return "style"
    return ""


def _flex(value: Sequence[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """CSS Flexbox, 7.1.1: `none` is 0 0 auto, and a number alone makes the basis 0."""
    parts = [one for (one,) in _words(value)]
    if len(parts) == 1 and getattr(parts[0], "lower_value", "") == "none":
        parts = tinycss2.parse_component_value_list("0 0 auto")
        parts = [one for one in parts if one.type != "whitespace"]
    numbers = [one for one in parts if one.type == "number"]
    basis = next((one for one in parts if one.type != "number"), None)
    if len(numbers) > 1:
        yield "flex-shrink", (numbers[1],)
    else:
        yield "flex-shrink", tuple(tinycss2.parse_component_value_list("1"))
    zero = tuple(tinycss2.parse_component_value_list("0px"))
    yield "flex-basis", (basis,) if basis is not None else zero


def _font(value: Sequence[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    tokens = [one for one in value if one.type != "whitespace"]
    ident = tuple(tinycss2.parse_component_value_list("normal"))
    size_at = next(
        (
            index
            for index, one in enumerate(tokens)
            if one.type in ("dimension", "percentage")
            or (one.type == "function")
            or (
                one.type == "ident"
                and (one.lower_value in FONT_SIZES or one.lower_value in ("smaller", "larger"))
            )
        ),
        None,
    )
    if size_at is None:
        if (
            len(tokens) == 1
            and tokens[0].type == "ident"
            and tokens[0].lower_value in ("inherit", "initial", "unset")
        ):
            for name in ("font-size", "font-family", "font-weight", "font-style", "line-height"):
                yield name, tuple(tokens)
        return
    yield "font-weight", ident
    yield "font-style", ident
    for one in tokens[:size_at]:
        if one.type == "number" or (
            one.type == "ident" and one.lower_value in ("bold", "bolder", "lighter")
        ):
            yield "font-weight", (one,)
        elif one.type == "ident" and one.lower_value in ("italic", "oblique"):
            yield "font-style", (one,)
    yield "font-size", (tokens[size_at],)
    rest = tokens[size_at + 1 :]
    yield "line-height", ident
    if len(rest) >= 2 and rest[0].type == "literal" and rest[0].value == "/":
        yield "line-height", (rest[1],)
        rest = rest[2:]
    if rest:
        start = value.index(rest[0])
        yield "font-family", tuple(value[start:])


def _background(value: Sequence[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    none = tuple(tinycss2.parse_component_value_list("none"))
    clear = tuple(tinycss2.parse_component_value_list("transparent"))
    words = [one for one in value if one.type != "whitespace"]
    if (
        len(words) == 1
        and words[0].type == "ident"
        and words[0].lower_value in ("inherit", "initial", "unset")
    ):
        yield "background-color", tuple(words)
        yield "background-image", tuple(words)
        return
    if any(one.type == "function" and one.lower_name == "var" for one in words) and len(words) == 1:
        yield "background-color", tuple(words)
        return
    images: list[Any] = []
    colour: tuple[Any, ...] = clear
    rest: list[Any] = []
    for one in words:
        if one.type == "url" or (
            one.type == "function"
            and (
                one.lower_name == "url"
                or "gradient" in one.lower_name
                or one.lower_name == "image-set"
            )
        ):
            images.append(one)
        elif read_colour(one) is not None:
            colour = (one,)
        elif one.type == "ident" and one.lower_value.startswith(("repeat", "no-repeat")):
            yield "background-repeat", (one,)
        else:
            rest.append(one)
    yield "background-color", colour
    yield "background-image", tuple(images) or none
    places = [
        one
        for one in rest
        if one.type in ("dimension", "percentage", "number")
        or (one.type == "ident" and one.lower_value in ("left", "right", "top", "bottom", "center"))
    ]
    if places:
        spaced: list[Any] = []
        for one in places[:2]:
            spaced += [one, tinycss2.ast.WhitespaceToken(0, 0, " ")]
        yield "background-position", tuple(spaced[:-1])
