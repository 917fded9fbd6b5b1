"""Any HTML to a short, well-formed stream of tags and text. The only door to nh3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

import nh3

from readable.addresses import is_safe_link
from readable.article import Loss
from readable.errors import UnreadableInput

__all__ = ["FORMULA", "VOID", "CleanPage", "End", "Start", "Text", "clean_html", "events"]

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

FORMULA = frozenset(
    "math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mprescripts mroot mrow ms "
    "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none "
    "semantics".split()
)
"""The elements of MathML that hold what a reader sees of a formula."""

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
_FORMULA_NOTES = {"annotation", "annotation-xml", "mphantom"}

_ATTRIBUTES = {
    "*": {"class", "hidden", "id", "itemprop", "lang", "rel", "style"},
    "a": {"href", "name"},
    "abbr": {"title"},
    "acronym": {"title"},
    "dialog": {"open"},
    "img": {"src", "data-src", "alt", "width", "height"},
    "input": {"type", "value"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "scope"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

_cleaner = nh3.Cleaner(
    tags={*_BLOCKS, *_INLINE, *FORMULA},
    clean_content_tags={*_CONTENT_DROPPED, *_FORMULA_NOTES},
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "data"},
    link_rel=None,
    strip_comments=True,
)

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
_ATTRIBUTE_SOURCE = re.compile(_ONE_ATTRIBUTE)
_ALL_ATTRIBUTES = rf"(?:[ \t\n\f\r/]++|{re.sub('[?]P<[a-z]+>', '?:', _ONE_ATTRIBUTE)})*+"
_NOT_MARKUP = "iframe noembed noframes noscript plaintext script style textarea title xmp".split()
# What starts in a drawing or formula and is of neither: HTML ends them there.
_BREAKS_OUT = (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
    "listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"
).split()
_SOURCE = re.compile(
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
_HANDLER = re.compile("on[a-z]{3,30}", re.IGNORECASE | re.ASCII)

# A page with more than this is not one article; the largest of 111 real pages has some 30 000.
_MOST_TAGS = 500_000

# html5ever needs time in proportion to tags times depth. A page of more tags than these is made
# well-formed first, no deeper than this. The deepest of 111 real pages is 30 elements deep.
_FEW_TAGS = 20_000
_DEEPEST = 256

# A formatting element left open is written again in every paragraph that follows (HTML's "active
# formatting elements"): two hundred of them make a page two hundred times as long.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_MOST_REOPENED = 500_000
_LONGEST_REOPENED = 200
_ANY_FORMATTING = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING))})\b", re.IGNORECASE)

# html5ever looks through all attributes of an element for each of them.
_MANY_ATTRIBUTES = 200
_SHORTEST_WITH_MANY = 2 * _MANY_ATTRIBUTES
_LONGEST_ODD = 300_000

# html5ever joins the text around each reference anew, which takes a minute for a million of them
# in one paragraph. From this many on, references are hidden from it and decoded afterwards.
_MANY_REFERENCES = 50_000
_AMPERSAND = "\ufdd0"


class CleanPage(NamedTuple):
    """What is left of a page, the language it says it is in, and what cleaning left out."""

    html: str
    lang: str | None
    losses: tuple[Loss, ...]


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


def clean_html(html: str) -> CleanPage:
    """The page by HTML5's parsing rules, with only the elements and attributes we read.

    Of programs, style sheets and other documents nothing is left; any other text stays. Raises
    `UnreadableInput` for a page of more than half a million tags.
    """
    survey = _Survey(html)
    if survey.is_heavy:
        html = _well_formed(html, max(1, _MOST_REOPENED // survey.tags))
    many_references = html.count("&") > _MANY_REFERENCES
    if many_references:
        html = html.replace(_AMPERSAND, "").replace("&", _AMPERSAND)
    html = _cleaner.clean(html)
    if many_references:
        html = html.replace(_AMPERSAND, "&")
    return CleanPage(html, survey.lang, tuple(survey.losses()))


def events(clean: str) -> Iterator[Start | End | Text]:
    """The tags and text of what `clean_html` wrote, in order; void elements have no end."""
    for found in _TOKEN.finditer(clean):
        close, tag, attributes, text, stray = found.groups()
        if text or stray:
            yield Text(unescape(text) if text and "&" in text else text or stray)
        elif close:
            yield End(tag)
        else:
            pairs = _ATTRIBUTE.findall(attributes) if attributes else ()
            yield Start(tag, {name: unescape(value) for name, value in pairs})


class _Survey:
    """What the source of a page tells of it: its language, what will be left out, its size."""

    def __init__(self, html: str) -> None:
        self.lang: str | None = None
        # Each tag has one, wherever a page may hide it.
        self.tags = html.count("<")
        self._length = len(html)
        self._counts: Counter[str] = Counter()
        self._unsafe_link = ""
        self._formatting: set[tuple[str, str]] = set()
        self._has_many_attributes = False
        self._is_odd = False
        if self.tags > _MOST_TAGS:
            raise UnreadableInput(f"the input has {self.tags} tags", hint="pass one article")
        for found in _SOURCE.finditer(html):
            if found["cut"] is not None:
                break
            if found["whole"]:
                self._see(found["whole"].lower(), found["whole_attributes"])
                content = found["content"].lower()
                self._is_odd |= "<!--" in content and "<script" in content
            elif found["foreign"]:
                self._see(found["foreign"].lower(), found["foreign_attributes"])
                self._is_odd = True
            elif found["tag"] and not found["close"]:
                self._see(found["tag"].lower(), found["attributes"])
            elif not found["tag"]:
                self._is_odd |= found[0].startswith("<![")
        # Drawings, formulas and some scripts end where only a full parser knows; what stands
        # after them may not be what it seems here.
        self._reopened = (
            len(_ANY_FORMATTING.findall(html)) if self._is_odd else 3 * len(self._formatting)
        ) * self.tags

    @property
    def is_heavy(self) -> bool:
        """Whether parsing the page as it is could take far more time or room than it is long."""
        return (
            self.tags > _FEW_TAGS
            or self._reopened > _MOST_REOPENED
            or self._has_many_attributes
            or (self._is_odd and self._length > _LONGEST_ODD)
        )

    def losses(self) -> Iterator[Loss]:
        """What `clean_html` drops without a trace."""
        for kind, count in self._counts.items():
            yield Loss(kind, count, self._unsafe_link if kind == "unsafe link" else "")

    def _see(self, tag: str, attributes: str) -> None:
        if tag in _CONTENT_DROPPED:
            self._counts[_CONTENT_DROPPED[tag]] += 1
        elif tag == "math":
            self._counts["layout of a formula"] += 1
        elif tag in _FORMATTING:
            # HTML keeps three that are all alike open; an open link is closed by the next one.
            self._formatting.add((tag, "" if tag == "a" else attributes))
        if len(attributes) > _SHORTEST_WITH_MANY:
            self._has_many_attributes |= len(_first_attributes(attributes)) < len(attributes)
        if not (tag in ("a", "html", "body") or _HANDLER.search(attributes)):
            return
        for name, value in _attributes(attributes):
            if name in ("lang", "xml:lang") and tag in ("html", "body"):
                self.lang = value
            elif name == "href" and tag == "a" and not is_safe_link(value):
                self._counts["unsafe link"] += 1
                self._unsafe_link = self._unsafe_link or value
            elif _HANDLER.fullmatch(name):
                self._counts["event handler"] += 1


def _attributes(source: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE_SOURCE.finditer(source):
        value = found["value"] or ""
        if value[:1] in ('"', "'"):
            value = value[1:].removesuffix(value[0])
        yield found["name"].lower(), unescape(value)


def _first_attributes(source: str) -> str:
    for index, found in enumerate(_ATTRIBUTE_SOURCE.finditer(source)):
        if index == _MANY_ATTRIBUTES:
            return source[: found.start()]
    return source


# What HTML ends, without an end tag, when an element starts: the innermost of the first set,
# unless one of the second stands between.
_SCOPES = frozenset("applet button caption marquee object select table td template th".split())
_TABLES = frozenset({"table", "template"})
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SPECIAL = _SCOPES | (frozenset(_BLOCKS) - {"dialog", "legend", "option"})
_HOLDS_ITEMS = _SPECIAL - {"address", "div", "p"}
_IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _HOLDS_ITEMS),
    "dt": (frozenset({"dt", "dd"}), _HOLDS_ITEMS),
    "dd": (frozenset({"dt", "dd"}), _HOLDS_ITEMS),
    "option": (frozenset({"option"}), _HOLDS_ITEMS),
    "a": (frozenset({"a"}), _SCOPES),
    "td": (frozenset({"td", "th", "caption"}), _TABLES),
    "th": (frozenset({"td", "th", "caption"}), _TABLES),
    "tr": (frozenset({"tr", "caption"}), _TABLES),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot", "caption", "colgroup"),
        (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), _TABLES),
    ),
}
_PARTS_OF_TABLES = frozenset("caption colgroup tbody td tfoot th thead tr".split())
_ENDS_PARAGRAPH = frozenset(_BLOCKS) - _PARTS_OF_TABLES - {"option", "select", "legend"}
_PARAGRAPH = frozenset({"p"})
_PASSED_OVER = frozenset("html head body frameset frame".split())


@dataclass(slots=True)
class _Element:
    tag: str
    source: str
    has_ended: bool = False
    """Whether its end tag came while a block in it was open: it ends with that block."""


class _WellFormed:
    """A page written anew, so that each end tag ends the innermost element.

    html5ever then opens no more elements than this does, whatever the page intended. The tags
    of elements that nest too deep go, and their text stays.
    """

    def __init__(self, most_formatting: int) -> None:
        self.written: list[str] = []
        self._open: list[_Element] = []
        self._count: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._formatting = 0
        self._most_formatting = most_formatting

    def text(self, text: str) -> None:
        """Writes text; a `<` in it starts no tag, and shall not with what follows."""
        self.written.append(text.replace("<", "&lt;"))

    def whole(self, tag: str, content: str) -> None:
        """Writes an element whose content is not markup, or of which only the text is read."""
        if tag in ("title", "textarea"):
            self.written.append(f"<{tag}>")
            self.text(content)
            self.written.append(f"</{tag}>")
        elif tag in ("xmp", "plaintext"):
            self.written.append(escape(content, quote=False))
        elif tag == "math":
            self.text(re.sub("<[^>]*+>?", "", content))

    def start(self, tag: str, attributes: str) -> None:
        """Writes a start tag, and before it the end tags that it implies."""
        if tag in _PASSED_OVER:
            return
        if tag in _IMPLIED_ENDS:
            self._end_implied(*_IMPLIED_ENDS[tag])
        if tag in _ENDS_PARAGRAPH:
            self._end_implied(_PARAGRAPH, _SCOPES)
        source = f"<{tag}{_first_attributes(attributes)} >"
        if tag in _HEADINGS and self._open and self._open[-1].tag in _HEADINGS:
            self._end_through(-1)
        if tag in VOID:
            self.written.append(source)
        elif len(self._open) >= _DEEPEST or (
            tag in _FORMATTING and self._formatting >= self._most_formatting
        ):
            self._dropped[tag] += 1
        else:
            self._enter(_Element(tag, source))

    def end(self, tag: str) -> None:
        """Writes the end tags up to an element's, or none when HTML would pass over it."""
        if self._dropped[tag]:
            self._dropped[tag] -= 1
            return
        same = _HEADINGS if tag in _HEADINGS else (tag,)
        if not any(self._count[name] for name in same):
            # HTML makes elements of these two.
            self.written.append({"br": "<br>", "p": "<p></p>"}.get(tag, ""))
            return
        barriers = _TABLES if tag in _PARTS_OF_TABLES or tag == "table" else _SCOPES
        holds_block = False
        for index in range(len(self._open) - 1, -1, -1):
            element = self._open[index]
            if element.tag in same and not element.has_ended:
                if holds_block and tag not in _SPECIAL:
                    element.has_ended = True
                else:
                    self._end_through(index)
                return
            if element.tag in barriers:
                return
            holds_block |= element.tag in _SPECIAL

    def finish(self) -> str:
        """The page, every element ended."""
        if self._open:
            self._end_through(0)
        return "".join(self.written)

    def _enter(self, element: _Element) -> None:
        self.written.append(element.source)
        self._open.append(element)
        self._count[element.tag] += 1
        self._formatting += element.tag in _FORMATTING

    def _end_implied(self, ended: frozenset[str], barriers: frozenset[str]) -> None:
        if not any(self._count[tag] for tag in ended):
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag in ended:
                self._end_through(index)
                return
            if self._open[index].tag in barriers:
                return

    def _end_through(self, index: int) -> None:
        """Ends the element at `index` and those in it, and opens formatting again after it."""
        ended = self._open[index:]
        least = len(self._open) - len(ended)
        while len(self._open) > least or (self._open and self._open[-1].has_ended):
            element = self._open.pop()
            self.written.append(f"</{element.tag}>")
            self._count[element.tag] -= 1
            self._formatting -= element.tag in _FORMATTING
        if ended[0].tag in _TABLES | _PARTS_OF_TABLES:
            return
        for element in ended[1:]:
            if element.tag in _FORMATTING and not element.has_ended:
                if len(element.source) > _LONGEST_REOPENED:
                    element.source = f"<{element.tag}>"
                self._enter(element)


def _well_formed(html: str, most_formatting: int) -> str:
    page = _WellFormed(most_formatting)
    end = 0
    for found in _SOURCE.finditer(html):
        page.text(html[end : found.start()])
        end = found.end()
        if found["cut"] is not None:
            break
        if found["whole"]:
            page.whole(found["whole"].lower(), found["content"])
        elif found["foreign"]:
            page.whole(found["foreign"].lower(), found["foreign_content"] or "")
        elif found["tag"] and found["close"]:
            page.end(found["tag"].lower())
        elif found["tag"]:
            page.start(found["tag"].lower(), found["attributes"])
    page.text(html[end:])
    return page.finish()
