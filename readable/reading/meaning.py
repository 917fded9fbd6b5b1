"""What a start tag says of its element, whatever that stands in."""

from __future__ import annotations

from collections.abc import Collection

from readable.article import Attributes, Mark, Role
from readable.reading.attributes import (
    accessible,
    alignment,
    element_meant,
    font_hint,
    is_caption,
    is_hidden,
    looks,
    marks_of_style,
    outline_level,
    role_of,
    word_list_level,
)
from readable.sanitising import FORMULA, VOID
from readable.values import NamedTuple

__all__ = ["CONTROLS", "MARKS_OF", "Looks", "Meaning", "box_of", "meaning_of"]

_MARKS: dict[str, Mark] = {
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "cite": "cite",
    "dfn": "dfn",
    "var": "var",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "tt": "code",
    "kbd": "kbd",
    "samp": "samp",
    "del": "del",
    "s": "del",
    "strike": "del",
    "ins": "ins",
    "u": "u",
    "mark": "mark",
    "ruby": "ruby",
    "rt": "rt",
}
_NO_MARKS: frozenset[Mark] = frozenset()
MARKS_OF = {tag: frozenset({mark}) for tag, mark in _MARKS.items()}
CONTROLS = frozenset("button input option select textarea".split())
_TRANSPARENT_INLINE = FORMULA | frozenset(
    "a abbr acronym bdi bdo big data font label q rb rtc small span time".split()
)
_SKIPPED = CONTROLS | {"title", "rp"}
_BOXES = {"checkbox": ("☐", "☑"), "radio": ("○", "◉")}


class Looks(NamedTuple):
    """How an element looks. `only_looks` is how many attributes and declarations say only that."""

    only_looks: int = 0
    is_idle: bool = False
    """Whether it is a `<span>` or `<font>` that says nothing."""
    sets_font: bool = False
    font: str | None = None
    """The font where it tells what the text means: see `font_hint`."""
    align: str | None = None
    hints: Attributes = ()
    """Those of `mending`."""


class Meaning(NamedTuple):
    """What a start tag says. `tag` is the element that it means, by its role if it has one."""

    tag: str
    is_inline: bool
    is_skipped: bool
    """Whether nothing of it is for a reader."""
    names: tuple[str, ...]
    """Those that a link may lead to it by."""
    kept: Attributes
    """What speaks to assistive technology."""
    role: Role | None
    looks: Looks
    marks: frozenset[Mark] = frozenset()
    """What its name and its style say of its text,"""
    unmarked: frozenset[Mark] = frozenset()
    """and what its style denies."""


def meaning_of(tag: str, attributes: dict[str, str], referred: Collection[str]) -> Meaning:
    """What a start tag says; of a cell its id too, if it is one of those `referred` to."""
    is_skipped = (tag in _SKIPPED and not box_of(tag, attributes)) or (
        bool(attributes or tag == "dialog") and is_hidden(tag, attributes)
    )
    meant = element_meant(tag, attributes) if "role" in attributes else tag
    is_inline = meant in _MARKS or meant in _TRANSPARENT_INLINE or meant.startswith("readable-")
    marks = MARKS_OF.get(meant, _NO_MARKS)
    if not attributes:
        is_idle = meant in ("span", "font")
        plain = Looks(is_idle=is_idle, align=alignment(meant, attributes))
        return Meaning(meant, is_inline, is_skipped, (), (), None, plain, marks)
    if meant in VOID:
        return Meaning(meant, False, is_skipped, _names(tag, attributes), (), None, Looks())
    styled, unmarked = marks_of_style(attributes)
    return Meaning(
        meant,
        is_inline,
        is_skipped,
        _names(tag, attributes),
        accessible(attributes, referred if meant in ("td", "th") else ()),
        role_of(attributes),
        _looks_of(meant, is_inline, attributes),
        (marks | styled) - unmarked,
        unmarked,
    )


def box_of(tag: str, attributes: dict[str, str]) -> str:
    """The sign of a box to tick or a circle to choose by; none for any other element."""
    empty, ticked = _BOXES.get(attributes.get("type", "").strip().lower(), ("", ""))
    return "" if tag != "input" else ticked if "checked" in attributes else empty


def _names(tag: str, attributes: dict[str, str]) -> tuple[str, ...]:
    names = (attributes.get("id"), attributes.get("name") if tag == "a" else None)
    return tuple(name for name in names if name is not None)


def _looks_of(tag: str, is_inline: bool, attributes: dict[str, str]) -> Looks:
    count = looks(attributes)
    sets_font = count > 0 and ("style" in attributes or tag == "font")
    hints: Attributes = ()
    if not is_inline and tag == "p" and (level := outline_level(attributes)):
        hints = (("-outline", level),)
    if is_caption(attributes):
        hints = (*hints, ("-caption", ""))
    if not is_inline and (level := word_list_level(attributes)):
        hints = (*hints, ("-list", level))
    return Looks(
        count,
        not count and tag in ("span", "font") and "lang" not in attributes,
        sets_font,
        font_hint(attributes) if sets_font else None,
        None if is_inline else alignment(tag, attributes),
        hints,
    )
