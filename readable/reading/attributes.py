"""What the attributes of a page mean to a reader."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from readable.article import Attributes, Mark, Role
from readable.patterns import pattern
from readable.sanitising import VOID
from readable.sanitising.hiding import is_hidden as is_hidden_by
from readable.values import NamedTuple
from readable.vietnamese import canonical

__all__ = [
    "accessible",
    "address",
    "alignment",
    "element_meant",
    "font_hint",
    "font_size",
    "fragment_name",
    "has_border",
    "integer",
    "is_caption",
    "is_hidden",
    "language_tag",
    "looks",
    "marks_of_style",
    "outline_level",
    "role_of",
    "word_list_level",
]

_LANGUAGE_TAG = pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DIRECTIONS = ("ltr", "rtl", "auto")
_ROLES = frozenset(
    "blockquote complementary definition figure group img list listitem math navigation note "
    "region term".split()
)
# What only means something together with a script that is not there any more.
_INTERACTIVE = frozenset(
    "activedescendant atomic autocomplete busy checked controls current disabled dropeffect "
    "errormessage expanded flowto grabbed haspopup invalid keyshortcuts live modal multiline "
    "multiselectable owns placeholder pressed readonly relevant required selected valuemax "
    "valuemin valuenow valuetext".split()
)
_ELEMENT_OF_ROLE = {
    "blockquote": "blockquote",
    "cell": "td",
    "columnheader": "th",
    "list": "ul",
    "listitem": "li",
    "row": "tr",
    "rowgroup": "tbody",
    "rowheader": "th",
    "table": "table",
}
# As a heading, they would be without what they are: a picture, a link, a cell.
_MORE_THAN_WORDS = VOID | {"a", "table", "tbody", "thead", "tfoot", "tr", "td", "th"}
_INTEGER = pattern(r"\s*([+-]?\d{1,9})")
_TABS_AND_LINE_ENDS = str.maketrans("", "", "\t\n\r")
_MEANINGLESS = frozenset("div span section p".split())
_LOOKS = frozenset(
    "align background bgcolor border bordercolor cellpadding cellspacing clear color face height "
    "hspace noshade nowrap size valign vspace width".split()
)
_DECLARED_ALIGNMENT = pattern(r"text-align\s*:\s*(?:-\w+-)?(\w+)", re.IGNORECASE)
_DECORATION = pattern(r"text-decoration(?:-line)?\s*:([^;]*)")
_DECORATIONS: dict[str, Mark] = {"underline": "u", "line-through": "del"}
# Word has more properties of its own, whose names end in these.
_SET_IN = pattern(
    r"(?<![\w-])font-(?:weight\s*:\s*(?:(?P<strong>bold|[6-9]00)|(?P<not_strong>normal|[1-5]00))"
    r"|style\s*:\s*(?:(?P<em>italic|oblique)|(?P<not_em>normal)))"
)
_SET: tuple[Mark, ...] = ("strong", "em")
_ALIGNMENTS = {
    "center": "center",
    "centre": "center",
    "middle": "center",
    "right": "end",
    "end": "end",
}
_FONT = pattern(r"\.vn[\w ]*|\bvni[- ][\w -]*|\bwingdings\b|\bsymbol\b", re.IGNORECASE)
_FONT_SIZE = pattern(r"font-size\s*:\s*(\d{1,5}(?:\.\d{1,4})?)\s*(px|pt|em|rem|%)", re.IGNORECASE)
_PX_OF_SIZE = (10.0, 10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
"""The sizes 1 to 7 of `<font size>`: https://html.spec.whatwg.org/multipage/rendering.html"""

_DEFAULT_PX = 16.0
_PX_OF_UNIT = {"px": 1.0, "pt": 96 / 72, "rem": _DEFAULT_PX}
_OUTLINE = pattern(r"mso-outline-level\s*:\s*([1-6])\b", re.IGNORECASE)
_WORD_HEADING = pattern(r"\bmso(?:title\b|heading([1-6])\b)", re.IGNORECASE)
_CAPTION = pattern(
    r"(?:^|[\s_-])(?:(?:wp-|mso|photo|image|img|picture|media|figure)?[_-]?caption(?:[_-]?text)?"
    r"|photocms_caption|chu-?thich(?:-?anh)?|(?:img|image|photo)[_-]?(?:desc|note|info))(?:$|\s)",
    re.IGNORECASE,
)
_WORD_LIST = pattern(r"mso-list\s*:(?!\s*(?:ignore|none))(?:[^;]{0,40}?level(\d))?", re.IGNORECASE)
_BORDER = pattern(
    r"border(?:-(?:top|left|right|bottom))?(?:-style)?\s*:[^;]*\b(?:solid|double|inset|outset|dashed|dotted|groove|ridge)\b",
    re.IGNORECASE,
)
_ROLE_NAMES: dict[str, Role] = {
    "headline": "title",
    "date": "date",
    "datepublished": "date",
    "published": "date",
    "pubdate": "date",
    "summary": "summary",
    "description": "summary",
    "sapo": "summary",
    "lead": "summary",
    "author": "author",
    "byline": "author",
    "source": "source",
}


# What the finder of the article says of its parts.
_FOUND_ROLES: dict[str, Role] = {
    "title": "title",
    "date": "date",
    "summary": "summary",
    "author": "author",
    "source": "source",
}


def accessible(attributes: dict[str, str], referred: Collection[str]) -> Attributes:
    """What of an element's attributes speaks to assistive technology, without any script.

    An id is kept when it is one of those `referred` to.
    """
    kept = []
    for name, value in attributes.items():
        if name.startswith("aria-"):
            is_kept = bool(value.strip()) and name[5:] not in _INTERACTIVE
        elif name == "role":
            value = value.strip().lower()
            is_kept = value in _ROLES or value.startswith("doc-")
        elif name == "dir":
            value = value.strip().lower()
            is_kept = value in _DIRECTIONS
        elif name == "id":
            is_kept = value in referred
        else:
            is_kept = name == "headers" or (name == "abbr" and bool(value.strip()))
        if is_kept:
            kept.append((name, canonical(value)))
    return tuple(kept)


def element_meant(tag: str, attributes: dict[str, str]) -> str:
    """The element that the role of one without a meaning of its own stands for."""
    role = attributes.get("role", "").strip().lower()
    if role == "heading" and tag not in _MORE_THAN_WORDS:
        level = integer(attributes.get("aria-level")) or 2
        return f"h{min(max(level, 1), 6)}"
    return _ELEMENT_OF_ROLE.get(role, tag) if tag in _MEANINGLESS else tag


class _Declared(NamedTuple):
    """What the declarations of a `style` attribute say, as far as it means something to us."""

    declarations: int = 0
    alignment: str | None = None
    marks: frozenset[Mark] = frozenset()
    unmarked: frozenset[Mark] = frozenset()
    font: str | None = None
    size: float | None = None
    unit: str = "px"
    outline: str | None = None
    list_level: str | None = None
    has_border: bool = False
    is_invisible: bool = False


_NOTHING_DECLARED = _Declared()


@lru_cache(maxsize=4096)
def _declared(style: str) -> _Declared:
    # An editor repeats a few styles thousands of times on a page.
    lower = style.lower()
    font = None
    if "font" in lower:
        named = _FONT.search(style)
        font = named[0] if named else "" if "family" in lower else None
    aligned = _DECLARED_ALIGNMENT.search(style)
    size = _FONT_SIZE.search(style)
    outline = _OUTLINE.search(style)
    return _Declared(
        style.count(":"),
        _ALIGNMENTS.get(aligned[1].lower(), "") if aligned else None,
        *_marks_in(lower),
        font,
        float(size[1]) if size else None,
        size[2].lower() if size else "px",
        outline[1] if outline else None,
        (listed[1] or "0")
        if "mso-list" in lower and (listed := _WORD_LIST.search(style))
        else None,
        "border" in lower and bool(_BORDER.search(style)),
        is_hidden_by({"style": style}),
    )


def _marks_in(style: str) -> tuple[frozenset[Mark], frozenset[Mark]]:
    marks: set[Mark] = set()
    unmarked: set[Mark] = set()
    if "decoration" in style and (decorated := _DECORATION.search(style)):
        marks |= {mark for line, mark in _DECORATIONS.items() if line in decorated[1]}
    if "font-" in style:
        said = {found.lastgroup for found in _SET_IN.finditer(style)}
        for mark in _SET:
            if f"not_{mark}" in said:
                unmarked.add(mark)
            elif mark in said:
                marks.add(mark)
    return frozenset(marks), frozenset(unmarked)


def _style_of(attributes: dict[str, str]) -> _Declared:
    style = attributes.get("style")
    return _declared(style) if style else _NOTHING_DECLARED


def looks(attributes: dict[str, str]) -> int:
    """How many attributes and declarations of an element only say how it looks."""
    return len(_LOOKS & attributes.keys()) + _style_of(attributes).declarations


def alignment(tag: str, attributes: dict[str, str]) -> str | None:
    """ "center" or "end" as an element asks for it, "" for another, None where it says nothing."""
    if tag == "center":
        return "center"
    declared = _style_of(attributes).alignment
    if declared is None and "align" in attributes:
        return _ALIGNMENTS.get(attributes["align"].strip().lower(), "")
    return declared


def marks_of_style(attributes: dict[str, str]) -> tuple[frozenset[Mark], frozenset[Mark]]:
    """What a style says of an element's text, as `<u>` or `<b>` would, and what it denies."""
    declared = _style_of(attributes)
    return declared.marks, declared.unmarked


def font_hint(attributes: dict[str, str]) -> str | None:
    """The font of an element where it tells what the text means: `.VnTime`, `VNI-Times`, Symbol.

    None where the element names no font, an empty string where it names any other.
    """
    if "face" in attributes:
        found = _FONT.search(attributes["face"])
        return found[0] if found else ""
    return _style_of(attributes).font


def font_size(tag: str, attributes: dict[str, str], around_px: float | None) -> float | None:
    """The size in px that an element asks for its text, else that of the text around it."""
    declared = _style_of(attributes)
    if declared.size is not None:
        if declared.unit in ("em", "%"):
            part = declared.size / (100 if declared.unit == "%" else 1)
            return (around_px or _DEFAULT_PX) * part
        return declared.size * _PX_OF_UNIT[declared.unit]
    if tag == "font" and (size := integer(attributes.get("size"))) is not None:
        is_relative = attributes["size"].strip()[:1] in ("+", "-")
        return _PX_OF_SIZE[min(max(size + 3 if is_relative else size, 1), 7)]
    return around_px


def outline_level(attributes: dict[str, str]) -> str | None:
    """The level of a heading that Word wrote as a paragraph."""
    if outline := _style_of(attributes).outline:
        return outline
    found = _WORD_HEADING.search(attributes.get("class", ""))
    return (found[1] or "1") if found else None


def is_caption(attributes: dict[str, str]) -> bool:
    """Whether an element's class says that it is the caption of a picture."""
    return bool(_CAPTION.search(attributes.get("class", ""))) or (
        attributes.get("data-readable-role") == "caption"
    )


def word_list_level(attributes: dict[str, str]) -> str | None:
    """The level of a list's entry that Word wrote as a paragraph, "0" where it does not say."""
    if level := _style_of(attributes).list_level:
        return level
    return "0" if "msolist" in attributes.get("class", "").lower() else None


def has_border(attributes: dict[str, str]) -> bool:
    """Whether a table or a cell of it is drawn with lines."""
    return bool(integer(attributes.get("border"))) or _style_of(attributes).has_border


def is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
        or _style_of(attributes).is_invisible
    )


def role_of(attributes: dict[str, str]) -> Role | None:
    found = attributes.get("data-readable-role")
    if found:
        return _FOUND_ROLES.get(found)
    for place in ("itemprop", "class", "rel"):
        if place in attributes:
            for name in attributes[place].lower().split():
                if role := _ROLE_NAMES.get(name):
                    return role
    return None


def integer(value: str | None) -> int | None:
    if not value:
        return None
    found = _INTEGER.match(value)
    return int(found[1]) if found else None


def address(written: str) -> str:
    """An address as a browser takes it: without spaces around it or line ends in it."""
    return written.translate(_TABS_AND_LINE_ENDS).strip()


def fragment_name(href: str) -> str:
    """The name that a link within the page leads to, or an empty string."""
    return unquote(unescape(href[1:])) if href.startswith("#") else ""


def language_tag(tag: str) -> str | None:
    """A language tag (BCP 47); "vn", a country, stands for "vi"; None for what is none."""
    tag = tag.strip()
    if tag.lower().split("-")[0] == "vn":
        return "vi"
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None
