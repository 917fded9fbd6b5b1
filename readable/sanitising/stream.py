"""What is left of a page as a stream of tags and text."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from readable.patterns import pattern
from readable.sanitising.addressing import is_disguised, strict_sources
from readable.sanitising.policy import ATTRIBUTES
from readable.values import NamedTuple

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

_TOKEN = pattern(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*){WRITTEN_ATTRIBUTES}>|([^<]+)|(<)")
_ATTRIBUTE = pattern(r"([^ \t\n\f\r=>/]+)=\"([^\"]*)\"")
_NAME = pattern("[a-z][a-z0-9_.:-]*")
_ADDRESS_NAME = pattern(
    "href|src$|srcset|poster|longdesc|cite|data$|data-.*(?:src|href|url|original)"
)
_LANGUAGE_IN_XML = "xml:lang"
# The names that most attributes have, and of which there is nothing more to ask.
_PLAIN_NAMES = frozenset(
    name
    for names in ATTRIBUTES.values()
    for name in names
    if _NAME.fullmatch(name) and not _ADDRESS_NAME.match(name) and name != _LANGUAGE_IN_XML
)


def events(clean: str) -> Iterator[Start | End | Text]:
    """The tags and text of what `clean_html` wrote, in order; void elements have no end.

    Of `xml:lang` comes `lang` where there is none. No attribute holds an address that is not
    what it seems. Tags that are written alike are one and the same object: leave it as it is.

    >>> list(events('<p xml:lang="en">a &amp; b</p>'))
    [Start(tag='p', attributes={'lang': 'en'}), Text(text='a & b'), End(tag='p')]
    """
    starts: dict[tuple[str, str], Start] = {}
    ends: dict[str, End] = {}
    for found in _TOKEN.finditer(clean):
        close, tag, attributes, text, stray = found.groups()
        if text:
            yield Text(unescape(text) if "&" in text else text)
        elif stray:
            yield Text(stray)
        elif close:
            end = ends.get(tag)
            if end is None:
                end = ends[tag] = End(tag)
            yield end
        else:
            written = tag, attributes
            start = starts.get(written)
            if start is None:
                read = read_attributes(attributes) if attributes else {}
                start = starts[written] = Start(tag, read)
            yield start


def read_attributes(source: str) -> dict[str, str]:
    """The attributes of a start tag that nh3 wrote, by name; none with an address in disguise."""
    attributes: dict[str, str] = {}
    addresses = []
    for name, value in _ATTRIBUTE.findall(source):
        if name not in _PLAIN_NAMES:
            if not _NAME.fullmatch(name):
                continue
            if _ADDRESS_NAME.match(name):
                addresses.append(name)
        attributes[name] = unescape(value) if "&" in value else value
    if _LANGUAGE_IN_XML in attributes:
        language = attributes.pop(_LANGUAGE_IN_XML)
        attributes.setdefault("lang", language)
    # Of addresses that say what they are nh3 has taken those that run.
    for name in dict.fromkeys(addresses):
        if name.endswith("srcset"):
            attributes[name] = strict_sources(attributes[name])
        elif is_disguised(attributes[name]):
            del attributes[name]
    return attributes
