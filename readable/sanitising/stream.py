"""What is left of a page as a stream of tags and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from readable.sanitising.addressing import is_disguised, strict_sources

__all__ = ["WRITTEN_ATTRIBUTES", "End", "Start", "Text", "events", "read_attributes"]


class Start(NamedTuple):
    """A start tag."""

    tag: str
    attributes: dict[str, str]


class End(NamedTuple):
    """An end tag."""

    tag: str


class Text(NamedTuple):
    """Text, its references decoded."""

    text: str


# What nh3 writes: attributes in double quotes, text with &lt; for <, every element closed. In a
# name that begins with aria- or data- may stand whatever a page has there, even < and ".
WRITTEN_ATTRIBUTES = r"((?:\s+[^ \t\n\f\r=>/]+=\"[^\"]*\")*)\s*/?"
"""The attributes of a start tag as nh3 writes them, and what may stand after them: a pattern."""

_TOKEN = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*){WRITTEN_ATTRIBUTES}>|([^<]+)|(<)")
_ATTRIBUTE = re.compile(r"([^ \t\n\f\r=>/]+)=\"([^\"]*)\"")
_NAME = re.compile("[a-z][a-z0-9_.:-]*")
_ADDRESS_NAME = re.compile(
    "href|src$|srcset|poster|longdesc|cite|data$|data-.*(?:src|href|url|original)"
)


def events(clean: str) -> Iterator[Start | End | Text]:
    """The tags and text of what `clean_html` wrote, in order; void elements have no end.

    Of `xml:lang` comes `lang` where there is none. No attribute holds an address that is not
    what it seems.

    >>> list(events('<p xml:lang="en">a &amp; b</p>'))
    [Start(tag='p', attributes={'lang': 'en'}), Text(text='a & b'), End(tag='p')]
    """
    for found in _TOKEN.finditer(clean):
        close, tag, attributes, text, stray = found.groups()
        if text or stray:
            yield Text(unescape(text) if text and "&" in text else text or stray)
        elif close:
            yield End(tag)
        elif attributes:
            yield Start(tag, read_attributes(attributes))
        else:
            yield Start(tag, {})


def read_attributes(source: str) -> dict[str, str]:
    """The attributes of a start tag that nh3 wrote, by name; none with an address in disguise."""
    attributes = {
        name: unescape(value) if "&" in value else value
        for name, value in _ATTRIBUTE.findall(source)
        if _NAME.fullmatch(name)
    }
    if "xml:lang" in attributes:
        language = attributes.pop("xml:lang")
        attributes.setdefault("lang", language)
    # Of addresses that say what they are nh3 has taken those that run.
    for name in [name for name in attributes if _ADDRESS_NAME.match(name)]:
        if name.endswith("srcset"):
            attributes[name] = strict_sources(attributes[name])
        elif is_disguised(attributes[name]):
            del attributes[name]
    return attributes
