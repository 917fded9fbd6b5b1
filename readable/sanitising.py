"""Any HTML to a short, well-formed stream of tags and text. The only door to nh3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import nh3

from readable.article import Loss

__all__ = ["VOID", "End", "Start", "Text", "clean_html", "events", "unseen"]

VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "area", "source", "track", "embed"})

_BLOCKS = (
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol "
    "option p pre search section select summary table tbody td tfoot th thead tr ul"
).split()
_INLINE = (
    "a abbr acronym b big br button cite code data del dfn em font i img input ins kbd label mark "
    "q s samp small span strike strong sub sup textarea time title tt u var wbr"
).split()

# What these hold is not text on the page: programs, styles, other documents, drawings, and the
# words for browsers that cannot show them.
_CONTENT_DROPPED = {
    "audio": "sound",
    "canvas": "drawing",
    "embed": "embedded object",
    "iframe": "frame",
    "noembed": "embedded object",
    "noframes": "frame",
    "noscript": "text for browsers without scripts",
    "object": "embedded object",
    "script": "script",
    "style": "style sheet",
    "svg": "drawing",
    "template": "template",
    "video": "video",
}

_ATTRIBUTES = {
    "*": {"class", "hidden", "id", "itemprop", "lang", "rel", "style"},
    "a": {"href", "name", "title"},
    "abbr": {"title"},
    "acronym": {"title"},
    "img": {"src", "data-src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "scope"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

_cleaner = nh3.Cleaner(
    tags={*_BLOCKS, *_INLINE},
    clean_content_tags=set(_CONTENT_DROPPED),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "data"},
    link_rel=None,
    strip_comments=True,
)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_UNSEEN = re.compile(
    rf"<({'|'.join(_CONTENT_DROPPED)})\b|\b(href)\s*=\s*[\"']?\s*(?:javascript|vbscript)\s*:"
    r"|\s(on[a-z]{3,20})\s*=",
    re.IGNORECASE,
)
_HIDDEN_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)

# Elements that may be left open: their start tags do not nest one into the other.
_NOT_NESTING = VOID | set("p li dt dd option tr td th thead tbody tfoot colgroup".split())

# html5ever needs time in proportion to tags times depth. The deepest of 111 real pages is 30
# elements deep (inline); beyond this limit tags go and their text stays.
_DEEPEST = 256

# A formatting element left open is written again in every paragraph that follows (HTML's "active
# formatting elements"): two hundred of them make a page two hundred times as long. Real pages
# leave a few open over some thousand paragraphs.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_MOST_REOPENED = 500_000
_DEEPEST_FORMATTING = 4


# html5ever joins the text around each reference anew, which takes a minute for a million of them
# in one paragraph. From this many on, references are hidden from it and decoded afterwards.
_MANY_REFERENCES = 50_000
_AMPERSAND = "\ufdd0"


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


# What nh3 writes: attributes in double quotes, text with &lt; for <, every element closed.
_TOKEN = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s=\"<>/]+=\"[^\"]*\")*)\s*/?>|([^<]+)|(<)"
)
_ATTRIBUTE = re.compile(r"([^\s=\"<>/]+)=\"([^\"]*)\"")


def clean_html(html: str) -> str:
    """The page by HTML5's parsing rules, with only the elements and attributes we read.

    Of programs, style sheets and other documents nothing is left; any other text stays.
    """
    if html.count("&") <= _MANY_REFERENCES:
        return _cleaner.clean(_bounded(html))
    hidden = _bounded(html).replace(_AMPERSAND, "").replace("&", _AMPERSAND)
    return _cleaner.clean(hidden).replace(_AMPERSAND, "&")


def events(clean: str) -> Iterator[Start | End | Text]:
    """The tags and text of what `clean_html` wrote, in order; void elements have no end."""
    for close, tag, attributes, text, stray in _TOKEN.findall(clean):
        if text or stray:
            yield Text(unescape(text) if "&" in text else text or stray)
        elif close:
            yield End(tag)
        else:
            found = _ATTRIBUTE.findall(attributes) if attributes else ()
            yield Start(tag, {name: unescape(value) for name, value in found})


def unseen(html: str) -> Iterator[Loss]:
    """What `clean_html` drops without a trace, counted in the source."""
    counts: Counter[str] = Counter()
    for element, link, _handler in _UNSEEN.findall(html):
        if element:
            counts[_CONTENT_DROPPED[element.lower()]] += 1
        else:
            counts["unsafe link" if link else "event handler"] += 1
    for kind, count in counts.items():
        yield Loss(kind, count)


class _Nesting(NamedTuple):
    depth: int
    """The most elements open at once."""
    reopened: int
    """How often an open formatting element may have to be written again."""

    @property
    def is_bounded(self) -> bool:
        return self.depth <= _DEEPEST and self.reopened <= _MOST_REOPENED


def _bounded(html: str) -> str:
    """The page, without the tags that nest too deep: only hostile pages have any."""
    if _nesting(html).is_bounded:
        return html
    # Tags inside scripts and comments counted too; look again without them.
    html = _HIDDEN_TEXT.sub("", html)
    nesting = _nesting(html)
    if nesting.is_bounded:
        return html
    deepest_formatting = _DEEPEST if nesting.reopened <= _MOST_REOPENED else _DEEPEST_FORMATTING
    kept: list[str] = []
    open_tags: list[str] = []
    dropped: Counter[str] = Counter()
    formatting = 0
    end = 0
    for found in _TAG.finditer(html):
        kept.append(html[end : found.start()])
        end = found.end()
        tag = found[2].lower()
        if tag in _NOT_NESTING:
            kept.append(found[0])
        elif not found[1]:
            too_deep = len(open_tags) >= _DEEPEST or (
                tag in _FORMATTING and formatting >= deepest_formatting
            )
            if too_deep:
                dropped[tag] += 1
            else:
                open_tags.append(tag)
                formatting += tag in _FORMATTING
                kept.append(found[0])
        elif dropped[tag]:
            dropped[tag] -= 1
        else:
            if tag in open_tags:
                open_tags.reverse()
                open_tags.remove(tag)
                open_tags.reverse()
                formatting -= tag in _FORMATTING
            kept.append(found[0])
    kept.append(html[end:])
    return "".join(kept)


def _nesting(html: str) -> _Nesting:
    """How deep the page nests, as its tags alone tell."""
    deepest = depth = formatting = reopened = 0
    for close, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _NOT_NESTING:
            reopened += formatting
            continue
        step = -1 if close else 1
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
        if tag in _FORMATTING:
            formatting = max(0, formatting + step)
        else:
            reopened += formatting
    return _Nesting(deepest, reopened)
