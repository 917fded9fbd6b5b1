"""A page written anew with every element ended in its place, so that parsing it is cheap."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

from readable.sanitising.formulas import formula_line
from readable.sanitising.policy import BLOCKS, VOID
from readable.sanitising.source import FORMATTING, SOURCE, first_attributes

__all__ = ["well_formed"]

# The deepest of 111 real pages is 30 elements deep.
_DEEPEST = 256
_LONGEST_REOPENED = 200

# What HTML ends, without an end tag, when an element starts: the innermost of the first set,
# unless one of the second stands between.
_SCOPES = frozenset("applet button caption marquee object select table td template th".split())
_TABLES = frozenset({"table", "template"})
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SPECIAL = _SCOPES | (BLOCKS - {"dialog", "legend", "option"})
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
_PARTS_OF_TABLES = frozenset("caption col colgroup tbody td tfoot th thead tr".split())
_ENDS_PARAGRAPH = BLOCKS - _PARTS_OF_TABLES - {"option", "select", "legend"}
_PARAGRAPH = frozenset({"p"})
_PASSED_OVER = frozenset("html head body frameset frame".split())

_TITLE_OF_DRAWING = re.compile("<title[^<>]*+>([^<]*+)", re.IGNORECASE)


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

    def whole(self, tag: str, attributes: str, content: str) -> None:
        """Writes an element whose content is not markup, or of which only the text is read."""
        if tag in ("title", "textarea"):
            self.written.append(f"<{tag}>")
            self.text(content)
            self.written.append(f"</{tag}>")
        elif tag in ("xmp", "plaintext"):
            self.written.append(escape(content, quote=False))
        elif tag == "iframe":
            self.written.append(f"<iframe{first_attributes(attributes)} ></iframe>")
        elif tag == "svg":
            found = _TITLE_OF_DRAWING.search(content)
            title = f"<title>{found[1]}</title>" if found else ""
            self.written.append(f"<svg{first_attributes(attributes)} >{title}</svg>")
        elif tag == "math":
            self.written.append(formula_line(content))

    def start(self, tag: str, attributes: str) -> None:
        """Writes a start tag, and before it the end tags that it implies."""
        if tag in _PASSED_OVER:
            return
        if tag in _IMPLIED_ENDS:
            self._end_implied(*_IMPLIED_ENDS[tag])
        if tag in _ENDS_PARAGRAPH:
            self._end_implied(_PARAGRAPH, _SCOPES)
        source = f"<{tag}{first_attributes(attributes)} >"
        if tag in _HEADINGS and self._open and self._open[-1].tag in _HEADINGS:
            self._end_through(-1)
        if tag in VOID:
            self.written.append(source)
        elif len(self._open) >= _DEEPEST or (
            tag in FORMATTING and self._formatting >= self._most_formatting
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
        self._formatting += element.tag in FORMATTING

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
            self._formatting -= element.tag in FORMATTING
        if ended[0].tag in _TABLES | _PARTS_OF_TABLES:
            return
        for element in ended[1:]:
            if element.tag in FORMATTING and not element.has_ended:
                if len(element.source) > _LONGEST_REOPENED:
                    element.source = f"<{element.tag}>"
                self._enter(element)


def well_formed(html: str, most_formatting: int) -> str:
    """The page with every element ended in its place, as far as the source tells it.

    At most 256 elements are open at once, and `most_formatting` of those that HTML would open
    again in each paragraph; of the others only the text stays.
    """
    page = _WellFormed(most_formatting)
    end = 0
    for found in SOURCE.finditer(html):
        page.text(html[end : found.start()])
        end = found.end()
        if found["cut"] is not None:
            break
        if found["whole"]:
            page.whole(found["whole"].lower(), found["whole_attributes"], found["content"])
        elif found["foreign"]:
            page.whole(
                found["foreign"].lower(),
                found["foreign_attributes"],
                found["foreign_content"] or "",
            )
        elif found["tag"] and found["close"]:
            page.end(found["tag"].lower())
        elif found["tag"]:
            page.start(found["tag"].lower(), found["attributes"])
    page.text(html[end:])
    return page.finish()
