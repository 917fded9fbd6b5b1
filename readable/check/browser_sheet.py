"""What a browser's own style sheet says, and the attributes that say how an element looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.check.shorthands import SIDES

if TYPE_CHECKING:
    from readable.check.page import Element

__all__ = ["browser_style"]

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


def browser_style(element: Element) -> Iterator[tuple[str, str]]:
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
        for side in SIDES:
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
