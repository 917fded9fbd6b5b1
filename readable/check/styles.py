"""The computed style of every element: a cascade of sheets, style attributes and inheritance.

Only what the rules of this package ask is computed. Lengths that need layout (percentages of a
width) stay as they are written; the rest is in CSS px.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import tinycss2
from cssselect2 import Matcher  # type: ignore[import-untyped]

from readable.check.colours import BLACK, Colour, read_colour
from readable.check.sheets import (
    Declaration,
    Media,
    Sheets,
    StyleRule,
    matches_media,
    read_declarations,
    value_of,
)

if TYPE_CHECKING:
    from readable.check.page import Element, Page

__all__ = ["Source", "Style", "Styles", "to_px"]

INHERITED = frozenset(
    "color font-size font-family font-weight font-style line-height letter-spacing word-spacing "
    "text-align text-indent white-space text-transform visibility text-shadow direction "
    "list-style-type cursor hyphens overflow-wrap font-variant-caps".split()
)
_KEPT = INHERITED | frozenset(
    "display position top left right bottom overflow-x overflow-y clip clip-path opacity "
    "background-color background-image background-size background-position background-repeat "
    "width max-width min-width height max-height min-height transform rotate translate float "
    "margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom "
    "padding-left border-top-width border-right-width border-bottom-width border-left-width "
    "border-top-style border-right-style border-bottom-style border-left-style "
    "box-sizing columns column-count column-width content content-visibility zoom "
    "text-decoration-line -webkit-line-clamp text-overflow flex-wrap flex-direction "
    "mix-blend-mode filter background-clip -webkit-text-fill-color -webkit-background-clip".split()
)
_SIDES = ("top", "right", "bottom", "left")
_FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
_ABSOLUTE = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}

# HTML, Rendering: what a browser's own sheet says.
_BLOCKS = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing "
    "main menu nav ol optgroup option p plaintext pre search section summary ul xmp slot".split()
)
_NOT_SHOWN = frozenset(
    "area base basefont datalist head link meta noembed noframes param rp script style template "
    "title".split()
)
_TABLE = {
    "table": "table",
    "caption": "table-caption",
    "colgroup": "table-column-group",
    "col": "table-column",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tfoot": "table-footer-group",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "input": "inline-block",
    "button": "inline-block",
    "select": "inline-block",
    "textarea": "inline-block",
    "meter": "inline-block",
    "progress": "inline-block",
}
_BOLD = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())
_ITALIC = frozenset("i em cite var dfn address".split())
_SIZES = {
    "h1": "2em",
    "h2": "1.5em",
    "h3": "1.17em",
    "h4": "1em",
    "h5": "0.83em",
    "h6": "0.67em",
    "small": "smaller",
    "big": "larger",
    "sub": "smaller",
    "sup": "smaller",
    "button": "13.3333px",
    "input": "13.3333px",
    "select": "13.3333px",
    "textarea": "13.3333px",
}
_MARGINS = {
    "body": ("8px", "8px"),
    "p": ("1em", ""),
    "blockquote": ("1em", "40px"),
    "figure": ("1em", "40px"),
    "ul": ("1em", ""),
    "ol": ("1em", ""),
    "dl": ("1em", ""),
    "pre": ("1em", ""),
    "menu": ("1em", ""),
    "h1": ("0.67em", ""),
    "h2": ("0.83em", ""),
    "h3": ("1em", ""),
    "h4": ("1.33em", ""),
    "h5": ("1.67em", ""),
    "h6": ("2.33em", ""),
    "hr": ("0.5em", ""),
    "fieldset": ("0", "2px"),
}


@dataclass(slots=True)
class Source:
    """Where a value was set."""

    inline: bool = False
    important: bool = False
    element: Element | None = None
    author: bool = True
    """False for what a browser's own sheet says."""


@dataclass(slots=True)
class Style:
    """The computed values of one element."""

    values: dict[str, str]
    font_px: float
    parent_font_px: float
    color: Colour
    sources: dict[str, Source] = field(default_factory=dict)
    """Where the values were set: inherited ones keep the source of their ancestor."""
    custom: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    font_size: str = ""
    """The size as the page's own sheets write it for this element; "" where they do not."""

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def px(self, name: str, whole: float | None = None, viewport: float = 1280.0) -> float | None:
        """A length in px; None for auto, none and what cannot be known."""
        return to_px(self.values.get(name, ""), self.font_px, whole, viewport)

    @property
    def line_height(self) -> float | None:
        """In px; None for `normal`."""
        value = self.values.get("line-height", "normal")
        if value == "normal":
            return None
        try:
            return float(value) * self.font_px
        except ValueError:
            return to_px(value, self.font_px, self.font_px)

    @property
    def spacing_px(self) -> tuple[float, float]:
        """Letter and word spacing."""
        return (self.px("letter-spacing") or 0.0, self.px("word-spacing") or 0.0)

    @property
    def is_bold(self) -> bool:
        return _weight(self.values.get("font-weight", "400")) >= 600

    @property
    def families(self) -> list[str]:
        return [
            one.strip().strip("\"'").strip()
            for one in self.values.get("font-family", "").split(",")
            if one.strip()
        ]

    @property
    def display(self) -> str:
        return self.values.get("display", "inline")

    @property
    def is_inline(self) -> bool:
        return self.display in ("inline", "contents", "ruby", "ruby-text")


def _weight(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return {"bold": 700.0, "bolder": 700.0}.get(value, 400.0)


_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})([a-z%]*)", re.IGNORECASE)


def to_px(
    value: str, font_px: float, whole: float | None = None, viewport: float = 1280.0
) -> float | None:
    """A length of CSS in px.

    >>> to_px("1.5em", 20.0), to_px("50%", 20.0, 300.0), to_px("auto", 20.0)
    (30.0, 150.0, None)
    """
    value = value.strip().lower()
    found = _LENGTH.fullmatch(value)
    if found is None:
        return _calculated(value, font_px, whole, viewport) if "(" in value else None
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


def _calculated(value: str, font_px: float, whole: float | None, viewport: float) -> float | None:
    """The length that calc(), min(), max() or clamp() gives."""
    result = _result(value, font_px, whole, viewport)
    return result[0] if result is not None and result[1] else None


def _result(
    value: str, font_px: float, whole: float | None, viewport: float
) -> tuple[float, bool] | None:
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
    if name in ("min", "max", "clamp"):
        parts: list[list[Any]] = [[]]
        for one in token.arguments:
            if one.type == "literal" and one.value == ",":
                parts.append([])
            else:
                parts[-1].append(one)
        sums = [_sum(part, font_px, whole, viewport, depth) for part in parts]
        known = [one[0] for one in sums if one is not None]
        if len(known) != len(sums) or not known:
            return None
        is_length = any(one is not None and one[1] for one in sums)
        if name == "clamp" and len(known) == 3:
            return max(known[0], min(known[1], known[2])), is_length
        return (min if name == "min" else max)(known), is_length
    return None


def _sum(
    tokens: Sequence[Any], font_px: float, whole: float | None, viewport: float, depth: int
) -> tuple[float, bool] | None:
    total, is_length = 0.0, False
    sign, factor, operator = 1.0, 1.0, ""
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
    del factor
    return total + sign * (pending or 0.0), is_length


class Styles:
    """The styles of a page on one kind of screen."""

    def __init__(
        self, page: Page, media: Media | None = None, sheets: Sheets | None = None
    ) -> None:
        self.page = page
        self.media = media or Media(page.width_px)
        self.sheets = sheets or Sheets(page)
        self._styles: dict[int, Style] = {}
        self._shared: dict[tuple[Any, ...], Style] = {}
        self._declarations: dict[int, list[Declaration]] = {}
        self._pseudo: dict[tuple[int, str], str] = {}
        self._inline: dict[int, tuple[Declaration, ...]] = {}
        self._matchers = self._make_matchers()
        self._compute()

    def on(self, media: Media) -> Styles:
        """The styles on another screen."""
        return Styles(self.page, media, self.sheets)

    def of(self, element: Element) -> Style:
        return self._styles[element.order]

    def distinct(self) -> list[Style]:
        """Each style that any element has, once."""
        return list({id(one): one for one in self._styles.values()}.values())

    def inline(self, element: Element) -> tuple[Declaration, ...]:
        """The declarations of its style attribute."""
        if element.order not in self._inline:
            found = tuple(read_declarations(element.get("style"))) if element.has("style") else ()
            self._inline[element.order] = found
        return self._inline[element.order]

    def generated(self, element: Element, place: str) -> str:
        """The text that `::before` or `::after` puts there."""
        return self._pseudo.get((element.order, place), "")

    def _make_matchers(self) -> dict[object, Any]:
        matchers: dict[object, Any] = {None: Matcher()}
        for rule in self.sheets.rules:
            if not matches_media(rule.media, self.media):
                continue
            matcher = matchers.setdefault(rule.scope, Matcher())
            for selector in rule.selectors:
                if not selector.never_matches:
                    matcher.add_selector(selector, rule)
        return matchers

    def _compute(self) -> None:
        initial = Style({}, 16.0, 16.0, BLACK)
        for element in self.page.elements:
            parent = self._styles[element.parent.order] if element.parent else initial
            self._styles[element.order] = self._style(element, parent)

    def _style(self, element: Element, parent: Style) -> Style:
        matched = self._matched(element)
        browser = tuple(_browser_style(element))
        inline = self.inline(element)
        # Elements that are alike share one style: a page has many paragraphs and few kinds.
        key = (id(parent), browser, tuple([(rule.order, spec) for spec, rule in matched]))
        if not inline and key in self._shared:
            return self._shared[key]
        declared: dict[str, tuple[tuple[int, ...], tuple[Any, ...], Source]] = {}

        def add(ones: Sequence[Declaration], weight: tuple[int, ...], source: Source) -> None:
            for order, (name, value, important) in enumerate(ones):
                rank = (int(important), *weight, order)
                if name not in declared or declared[name][0] <= rank:
                    its = source
                    if important:
                        its = Source(source.inline, important, source.element)
                    declared[name] = (rank, value, its)

        for name, value in browser:
            add(_parsed(name, value), (0, 0, 0, 0, 0), Source(element=element, author=False))
        for specificity, rule in matched:
            source = Source(element=element)
            add(self._expanded(rule), (1, *specificity, rule.order), source)
        if inline:
            add(_expanded_all(inline), (2, 0, 0, 0, 0), Source(True, False, element))
        custom = parent.custom
        own = {name: found[1] for name, found in declared.items() if name.startswith("--")}
        if own:
            custom = {**custom, **own}
        style = _computed(declared, parent, custom, self.media.width_px)
        if not inline:
            self._shared[key] = style
        return style

    def _expanded(self, rule: StyleRule) -> list[Declaration]:
        if rule.order not in self._declarations:
            self._declarations[rule.order] = _expanded_all(rule.declarations)
        return self._declarations[rule.order]

    def _matched(self, element: Element) -> list[tuple[tuple[int, ...], StyleRule]]:
        matcher = self._matchers.get(element.scope)
        if matcher is None:
            return []
        try:
            found = matcher.match(element)
        except (RecursionError, ValueError, TypeError):
            return []
        kept = []
        for specificity, _, pseudo, rule in found:
            if pseudo is None:
                kept.append((tuple(specificity), rule))
            elif pseudo in ("before", "after"):
                for one in rule.declarations:
                    if one.name == "content":
                        text = "".join(token.value for token in one.value if token.type == "string")
                        self._pseudo[element.order, pseudo] = text
        return kept


def _expanded_all(ones: Sequence[Declaration]) -> list[Declaration]:
    return [
        Declaration(name, value, one.important)
        for one in ones
        for name, value in _expanded(one)
        if name in _KEPT or name.startswith("--")
    ]


@lru_cache(maxsize=4096)
def _parsed(name: str, value: str) -> tuple[Declaration, ...]:
    tokens = tuple(tinycss2.parse_component_value_list(value))
    return tuple(_expanded_all([Declaration(name, tokens, False)]))


def _computed(
    declared: dict[str, tuple[tuple[int, ...], tuple[Any, ...], Source]],
    parent: Style,
    custom: Mapping[str, tuple[Any, ...]],
    viewport: float,
) -> Style:
    values = {name: parent.values[name] for name in parent.values.keys() & INHERITED}
    sources = {name: parent.sources[name] for name in parent.sources.keys() & INHERITED}
    texts: dict[str, str] = {}
    for name, (_, tokens, source) in declared.items():
        if name.startswith("--"):
            continue
        if _has_variable(tokens, 0):
            tokens = _substituted(tokens, custom, 0)
        text = value_of(tokens)
        lower = text.lower()
        if lower in ("inherit", "unset", "revert", "revert-layer"):
            if lower == "inherit" or name in INHERITED:
                if name in parent.values:
                    values[name] = parent.values[name]
                else:
                    values.pop(name, None)
                if name in parent.sources:
                    sources[name] = parent.sources[name]
                else:
                    sources.pop(name, None)
                continue
            values.pop(name, None)
            continue
        if lower == "initial":
            values.pop(name, None)
            sources[name] = source
            continue
        texts[name] = text if name in ("font-family", "background-image", "content") else lower
        sources[name] = source
    own_size = declared.get("font-size")
    written = texts.get("font-size", "") if own_size is not None and own_size[0][1] > 0 else ""
    font_px = _font_px(texts.pop("font-size", None), parent.font_px, viewport)
    values["font-size"] = f"{font_px:g}px"
    color = parent.color
    if "color" in texts:
        color = read_colour(texts.pop("color"), parent.color) or parent.color
    elif "color" in sources and "color" not in values and "color" in declared:
        color = BLACK if value_of(declared["color"][1]).lower() == "initial" else parent.color
    values.update(texts)
    for name in ("letter-spacing", "word-spacing", "text-indent"):
        if name in texts:
            px = 0.0 if texts[name] == "normal" else to_px(texts[name], font_px, font_px, viewport)
            if px is not None:
                values[name] = f"{px:g}px"
            elif name != "text-indent":
                values[name] = parent.values.get(name, "normal")
    if "line-height" in texts:
        values["line-height"] = _line_height(texts["line-height"], font_px, parent, viewport)
    weight = values.get("font-weight")
    if weight in ("bolder", "lighter"):
        inherited = _weight(parent.values.get("font-weight", "400"))
        heavier = 700 if inherited < 600 else 900
        values["font-weight"] = str(
            heavier if weight == "bolder" else 400 if inherited < 800 else 700
        )
    values.setdefault("display", "inline")
    return Style(values, font_px, parent.font_px, color, sources, custom, written)


def _line_height(text: str, font_px: float, parent: Style, viewport: float) -> str:
    if text == "normal":
        return text
    try:
        number = float(text)
    except ValueError:
        result = _result(text, font_px, font_px, viewport) if "(" in text else None
        if result is not None and not result[1] and result[0] >= 0:
            return f"{result[0]:g}"
        px = to_px(text, font_px, font_px, viewport)
        return parent.values.get("line-height", "normal") if px is None or px < 0 else f"{px:g}px"
    return f"{number:g}" if number >= 0 else parent.values.get("line-height", "normal")


def _font_px(text: str | None, parent_px: float, viewport: float) -> float:
    if text is None:
        return parent_px
    if text in _FONT_SIZES:
        return _FONT_SIZES[text]
    if text in ("smaller", "larger"):
        return parent_px / 1.2 if text == "smaller" else parent_px * 1.2
    px = to_px(text, parent_px, parent_px, viewport)
    return px if px is not None and 0 <= px < 1e5 else parent_px


def _inside(token: Any) -> list[Any]:
    """The tokens in a function or in brackets."""
    if token.type == "function":
        return list(token.arguments)
    return list(token.content) if token.type == "() block" else []


def _has_variable(tokens: Sequence[Any], depth: int) -> bool:
    return depth < 10 and any(
        (one.type == "function" and one.lower_name == "var")
        or _has_variable(_inside(one), depth + 1)
        for one in tokens
        if one.type in ("function", "() block")
    )


def _substituted(
    tokens: Sequence[Any], custom: Mapping[str, tuple[Any, ...]], depth: int
) -> tuple[Any, ...]:
    """The tokens with var() replaced by what it stands for, in functions too."""
    found: list[Any] = []
    for token in tokens:
        if depth > 10 or len(found) > 1000:
            break
        if token.type == "function" and token.lower_name == "var":
            inside = [one for one in token.arguments if one.type != "whitespace"]
            name = inside[0].value if inside and inside[0].type == "ident" else ""
            replacement = custom[name] if name in custom else inside[2:]
            found.extend(_substituted(replacement, custom, depth + 1))
        elif token.type in ("function", "() block"):
            token = copy(token)
            inner = list(_substituted(_inside(token), custom, depth + 1))
            if token.type == "function":
                token.arguments = inner
            else:
                token.content = inner
            found.append(token)
        else:
            found.append(token)
    return tuple(found)


def _expanded(one: Declaration) -> Iterator[tuple[str, tuple[Any, ...]]]:
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
            for side, part in zip(_SIDES, four, strict=True):
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
    elif name == "border" or (
        name.startswith("border-") and name.removeprefix("border-") in _SIDES
    ):
        sides = _SIDES if name == "border" else (name.removeprefix("border-"),)
        for part in _words(value):
            kind = _border_part(part[0])
            for side in sides:
                if kind:
                    yield f"border-{side}-{kind}", part
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
                and (one.lower_value in _FONT_SIZES or one.lower_value in ("smaller", "larger"))
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


def _browser_style(element: Element) -> Iterator[tuple[str, str]]:
    """What a browser's own sheet says of an element, and its presentational attributes."""
    tag = element.tag
    if element.namespace:
        if tag in (
            "title",
            "desc",
            "defs",
            "metadata",
            "style",
            "script",
            "symbol",
            "clipPath",
            "mask",
        ):
            yield "display", "none"
        return
    if tag in _BLOCKS:
        yield "display", "list-item" if tag == "li" else "block"
    elif tag in _NOT_SHOWN and not (tag == "area" and element.has("href")):
        yield "display", "none"
    elif tag in _TABLE:
        yield "display", _TABLE[tag]
    if element.has("hidden") and element.get("hidden").lower() != "until-found":
        yield "display", "none"
    if tag == "dialog" and not element.has("open"):
        yield "display", "none"
    if tag == "input" and element.get("type").lower() == "hidden":
        yield "display", "none"
    if tag in ("audio",) and not element.has("controls"):
        yield "display", "none"
    if tag == "noscript":
        yield "display", "none"
    if tag in _BOLD:
        yield "font-weight", "bold"
    if tag in _ITALIC:
        yield "font-style", "italic"
    if tag in _SIZES:
        yield "font-size", _SIZES[tag]
    if tag in _MARGINS:
        block, inline = _MARGINS[tag]
        for side in ("top", "bottom"):
            yield f"margin-{side}", block
        if inline:
            for side in ("left", "right"):
                yield f"margin-{side}", inline
    if tag in ("ul", "ol", "menu", "dir"):
        yield "padding-left", "40px"
    if tag in ("td", "th"):
        for side in _SIDES:
            yield f"padding-{side}", "1px"
    if tag == "th" or tag == "center":
        yield "text-align", "center"
    if tag in ("pre", "textarea", "listing", "xmp"):
        yield "white-space", "pre" if tag != "textarea" else "pre-wrap"
    if tag in ("pre", "code", "kbd", "samp", "tt"):
        yield "font-family", "monospace"
    if tag == "a" and element.has("href"):
        yield "color", "#0000ee"
        yield "text-decoration-line", "underline"
    if tag in ("button", "input", "select", "textarea"):
        yield "color", "graytext" if element.has("disabled") else "#000"
        yield "background-color", "#efefef" if _is_button(element) else "#fff"
        yield "line-height", "normal"
        yield "letter-spacing", "normal"
        yield "word-spacing", "normal"
        yield "font-weight", "400"
        yield "font-family", "sans-serif"
    if tag == "mark":
        yield "background-color", "#ff0"
        yield "color", "#000"
    yield from _attributes(element)


def _is_button(element: Element) -> bool:
    return element.tag == "button" or element.get("type").lower() in ("submit", "button", "reset")


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """HTML, presentational hints: what old pages say with attributes."""
    attributes = element.attributes
    if not attributes:
        return
    tag = element.tag
    if "align" in attributes and tag not in ("img", "table", "iframe", "object", "hr"):
        value = attributes["align"].lower()
        if value in ("left", "right", "center", "justify"):
            yield "text-align", value
    if "bgcolor" in attributes and tag in (
        "body",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
    ):
        yield "background-color", attributes["bgcolor"]
    if tag == "body" and "text" in attributes:
        yield "color", attributes["text"]
    if tag == "font":
        if "color" in attributes:
            yield "color", attributes["color"]
        if "face" in attributes:
            yield "font-family", attributes["face"]
        size = attributes.get("size", "").strip()
        if re.fullmatch(r"[+-]?\d", size):
            number = int(size) + 3 if size[0] in "+-" else int(size)
            names = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
            yield "font-size", names[max(1, min(7, number)) - 1]
    if tag in ("table", "td", "th", "col", "iframe", "img", "video", "object", "hr", "pre"):
        for name in ("width", "height"):
            value = attributes.get(name, "").strip()
            if re.fullmatch(r"\d+(?:\.\d+)?", value):
                yield name, value + "px"
            elif re.fullmatch(r"\d+(?:\.\d+)?%", value):
                yield name, value
    if "nowrap" in attributes and tag in ("td", "th"):
        yield "white-space", "nowrap"
