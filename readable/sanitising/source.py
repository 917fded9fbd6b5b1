"""The source of a page as HTML's tokeniser sees it: tags, comments and what is not markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from readable.patterns import pattern

__all__ = [
    "FORMATTING",
    "HANDLER",
    "MANY_ATTRIBUTES",
    "SOURCE",
    "attributes_of",
    "first_attributes",
]

FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""The elements that HTML opens again in each block after the one they were left open in."""

# html5ever looks through all attributes of an element for each of them.
MANY_ATTRIBUTES = 200

# The page as HTML's tokeniser sees it: comments, tags, and elements whose content is not markup.
# https://html.spec.whatwg.org/multipage/parsing.html#tokenization
# Each alternative takes in all it can and never gives back, or the time would grow with the
# square of a hostile page.
_S = r"[ \t\n\f\r]"
_NAME = r"[a-zA-Z][^ \t\n\f\r/>]*+"
_ONE_ATTRIBUTE = (
    rf"(?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"
    rf"(?:{_S}*+={_S}*+(?P<value>\"[^\"]*+\"?+|'[^']*+'?+|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)?+)?+"
)
_ATTRIBUTE_SOURCE = pattern(_ONE_ATTRIBUTE)
_ALL_ATTRIBUTES = rf"(?:[ \t\n\f\r/]++|{re.sub('[?]P<[a-z]+>', '?:', _ONE_ATTRIBUTE)})*+"
_NOT_MARKUP = "iframe noembed noframes noscript plaintext script style textarea title xmp".split()
# What starts in a drawing or formula and is of neither: HTML ends them there.
_BREAKS_OUT = (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
    "listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"
).split()
SOURCE = pattern(
    rf"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
  | <(?:[!?]|/(?=[^a-zA-Z]))[^>]*+>?
  | <(?P<whole>{"|".join(_NOT_MARKUP)})(?=[ \t\n\f\r/>])(?P<whole_attributes>{_ALL_ATTRIBUTES})>
    (?P<content>.*?)(?:</(?P=whole)(?=[ \t\n\f\r/>]){_ALL_ATTRIBUTES}>?|\Z)
  | <(?P<foreign>svg|math)(?=[ \t\n\f\r/>])(?P<foreign_attributes>{_ALL_ATTRIBUTES})
    (?:(?<=/)>|>(?P<foreign_content>.*?)
      (?:</(?P=foreign)(?=[ \t\n\f\r/>]){_ALL_ATTRIBUTES}>?
        |(?=<(?:{"|".join(_BREAKS_OUT)})[ \t\n\f\r/>])|\Z))
  | <(?P<close>/?)(?P<tag>{_NAME})(?P<attributes>{_ALL_ATTRIBUTES})(?:>|(?P<cut>\Z))
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE | re.ASCII,
)
HANDLER = pattern("on[a-z]{3,30}", re.IGNORECASE | re.ASCII)


def attributes_of(source: str) -> Iterator[tuple[str, str]]:
    """The attributes in the source of a start tag, names in lower case, references decoded."""
    for found in _ATTRIBUTE_SOURCE.finditer(source):
        value = found["value"] or ""
        if value[:1] in ('"', "'"):
            value = value[1:].removesuffix(value[0])
        yield found["name"].lower(), unescape(value)


def first_attributes(source: str) -> str:
    """The source of a start tag's attributes, without those beyond `MANY_ATTRIBUTES`."""
    for index, found in enumerate(_ATTRIBUTE_SOURCE.finditer(source)):
        if index == MANY_ATTRIBUTES:
            return source[: found.start()]
    return source
