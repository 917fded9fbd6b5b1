"""The computed style of every element: a cascade of sheets, style attributes and inheritance.

Only what the rules of this package ask is computed. Lengths that need layout (percentages of a
width) stay as they are written; the rest is in CSS px.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import tinycss2

from readable.check.browser_sheet import browser_style
from readable.check.colours import BLACK, Colour, read_colour
from readable.check.lengths import calculated, to_px
from readable.check.page import Element, Text
from readable.check.sheets import (
    Declaration,
    Media,
    Sheets,
    StyleRule,
    matches_media,
    read_declarations,
    value_of,
)
from readable.check.shorthands import FONT_SIZES, expanded

if TYPE_CHECKING:
    from readable.check.page import Page

__all__ = ["UNKNOWN", "Source", "Style", "Styles"]

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
    "writing-mode scale contain flex-shrink flex-basis grid-template-columns "
    "mix-blend-mode filter background-clip -webkit-text-fill-color -webkit-background-clip".split()
)


_DEPENDS = re.compile(
    r"var\(|calc\(|inherit|initial|unset|revert|current|smaller|larger|(?:em|ex|ch|%|v[wh])$", re.I
)
UNKNOWN = "unknown"
"""What stands as the value of a colour that is written in a way not read here."""


@dataclass(slots=True)
class Source:
    """Where a value was set."""

    inline: bool = False
    important: bool = False
    element: Element | None = None
    author: bool = True
    """False for what a browser's own sheet says."""


@dataclass
class Style:
    """The computed values of one element, or of many that are alike; not to be changed."""

    values: dict[str, str]
    font_px: float
    parent_font_px: float
    color: Colour
    sources: dict[str, Source] = field(default_factory=dict)
    """Where the values were set: inherited ones keep the source of their ancestor."""
    custom: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    font_size: str = ""
    """The size as the page's own sheets write it for this element; "" where they do not."""
    _px: dict[tuple[str, float | None, float], float | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def px(self, name: str, whole: float | None = None, viewport: float = 1280.0) -> float | None:
        """A length in px; None for auto, none and what cannot be known."""
        value = self.values.get(name)
        if value is None:
            return None
        key = (name, whole, viewport)
        if key not in self._px:
            self._px[key] = to_px(value, self.font_px, whole, viewport)
        return self._px[key]

    @cached_property
    def line_height(self) -> float | None:
        """In px; None for `normal`."""
        value = self.values.get("line-height", "normal")
        if value == "normal":
            return None
        try:
            return float(value) * self.font_px
        except ValueError:
            return to_px(value, self.font_px, self.font_px)

    @cached_property
    def spacing_px(self) -> tuple[float, float]:
        """Letter and word spacing."""
        return (self.px("letter-spacing") or 0.0, self.px("word-spacing") or 0.0)

    @cached_property
    def weight(self) -> float:
        """The weight of the font, from 1 to 1000."""
        return _weight(self.values.get("font-weight", "400"))

    @cached_property
    def is_bold(self) -> bool:
        return self.weight >= 600

    @cached_property
    def families(self) -> list[str]:
        return [
            one.strip().strip("\"'").strip()
            for one in self.values.get("font-family", "").split(",")
            if one.strip()
        ]

    @cached_property
    def display(self) -> str:
        return self.values.get("display", "inline")

    @cached_property
    def is_inline(self) -> bool:
        return self.display in ("inline", "contents", "ruby", "ruby-text")


def _weight(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return {"bold": 700.0, "bolder": 700.0}.get(value, 400.0)


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
        self._plain: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        self._pseudo: dict[tuple[int, str], str] = {}
        self._inline: dict[int, tuple[Declaration, ...]] = {}
        self._applies = {
            rule.order for rule in self.sheets.rules if matches_media(rule.media, self.media)
        }
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

    def is_own(self, element: Element, *names: str) -> bool:
        """Whether an element has text, and its own style attribute says these properties of it.

        Values do not count that depend on what is said elsewhere.
        """
        if not any(isinstance(one, Text) and one.data.strip() for one in element.children):
            return False
        sources = self.of(element).sources
        said = {one.name: value_of(one.value) for one in _expanded_all(self.inline(element))}
        return all(
            name in said and sources[name].inline and not _DEPENDS.search(said[name])
            for name in names
        )

    def generated(self, element: Element, place: str) -> str:
        """The text that `::before` or `::after` puts there."""
        return self._pseudo.get((element.order, place), "")

    def _compute(self) -> None:
        initial = Style({}, 16.0, 16.0, BLACK)
        for element in self.page.elements:
            parent = self._styles[element.parent.order] if element.parent else initial
            self._styles[element.order] = self._style(element, parent)

    def _style(self, element: Element, parent: Style) -> Style:
        matched = self._matched(element)
        browser = self._browser(element)
        inline = self.inline(element)
        # Elements that are alike share one style: a page has many paragraphs and few kinds.
        rules = tuple([(rule.order, spec) for spec, rule in matched])
        key = (id(parent), browser, rules, element.get("style"))
        # Of what a style attribute makes important, the element itself is told.
        is_own = any(one.important for one in inline)
        if not is_own and key in self._shared:
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
        if not is_own:
            self._shared[key] = style
        return style

    def _browser(self, element: Element) -> tuple[tuple[str, str], ...]:
        if element.attributes:
            return tuple(browser_style(element))
        key = (element.namespace, element.tag)
        if key not in self._plain:
            self._plain[key] = tuple(browser_style(element))
        return self._plain[key]

    def _expanded(self, rule: StyleRule) -> list[Declaration]:
        if rule.order not in self._declarations:
            self._declarations[rule.order] = _expanded_all(rule.declarations)
        return self._declarations[rule.order]

    def _matched(self, element: Element) -> list[tuple[tuple[int, ...], StyleRule]]:
        kept = []
        for specificity, pseudo, rule in self.sheets.matches.of(element):
            if rule.order not in self._applies:
                continue
            if pseudo is None:
                kept.append((specificity, rule))
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
        for name, value in expanded(one)
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
        written_colour = texts.pop("color")
        values.pop("color", None)
        found = read_colour(written_colour, parent.color)
        color = found or parent.color
        if found is None and "(" in written_colour:
            values["color"] = UNKNOWN  # a way to write colours that is newer than this
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
        result = calculated(text, font_px, font_px, viewport) if "(" in text else None
        if result is not None and not result[1] and result[0] >= 0:
            return f"{result[0]:g}"
        px = to_px(text, font_px, font_px, viewport)
        return parent.values.get("line-height", "normal") if px is None or px < 0 else f"{px:g}px"
    return f"{number:g}" if number >= 0 else parent.values.get("line-height", "normal")


def _font_px(text: str | None, parent_px: float, viewport: float) -> float:
    if text is None:
        return parent_px
    if text in FONT_SIZES:
        return FONT_SIZES[text]
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
