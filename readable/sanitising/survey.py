"""What the source of a page tells before it is parsed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from readable.addresses import is_safe_link
from readable.article import Loss
from readable.errors import UnreadableInput
from readable.sanitising.policy import KNOWN, LOST_AS
from readable.sanitising.source import (
    FORMATTING,
    HANDLER,
    MANY_ATTRIBUTES,
    SOURCE,
    attributes_of,
    first_attributes,
)

__all__ = ["MOST_REOPENED", "Survey"]

# A page with more than this is not one article; the largest of 111 real pages has some 30 000.
_MOST_TAGS = 500_000

# html5ever needs time in proportion to tags times depth. A page of more tags than these is made
# well-formed first.
_FEW_TAGS = 20_000

# A formatting element left open is written again in every paragraph that follows (HTML's "active
# formatting elements"): two hundred of them make a page two hundred times as long.
MOST_REOPENED = 500_000
_ANY_FORMATTING = re.compile(rf"<(?:{'|'.join(sorted(FORMATTING))})\b", re.IGNORECASE)

_SHORTEST_WITH_MANY = 2 * MANY_ATTRIBUTES
_LONGEST_ODD = 300_000

_WHOLE_PAGE = frozenset({"body", "html"})
_TELLING = _WHOLE_PAGE | {"a", "base", "link", "meta"}
_NAMES_OF_META = ("name", "property", "itemprop")


class Survey:
    """What the source of a page tells of it: its language, what it says of itself, its size, and
    what will be left out.
    """

    def __init__(self, html: str) -> None:
        self.lang: str | None = None
        self.metadata: dict[str, str] = {}
        self.structured: list[str] = []
        self.unknown: list[int] = []
        """Where the names of elements stand that HTML does not have."""
        # Each tag has one, wherever a page may hide it.
        self.tags = html.count("<")
        self._length = len(html)
        self._counts: Counter[str] = Counter()
        self._left_open: Counter[str] = Counter()
        self._unsafe_link = ""
        self._formatting: set[tuple[str, str]] = set()
        self._has_many_attributes = False
        self._is_odd = False
        if self.tags > _MOST_TAGS:
            raise UnreadableInput(f"the input has {self.tags} tags", hint="pass one article")
        # What there is to count of each start tag: a page has most of them many times.
        self._kinds: dict[tuple[str, str], list[str]] = {}
        for found in SOURCE.finditer(html):
            tag, close, attributes, cut = found.group("tag", "close", "attributes", "cut")
            if cut is not None:
                break
            if tag:
                tag = tag.lower()
                if tag not in KNOWN and ":" not in tag:
                    self.unknown.append(found.start("tag"))
                elif not close:
                    self._see(tag, attributes)
                    if tag in FORMATTING:
                        self._left_open[tag] += 1
                elif self._left_open[tag]:
                    self._left_open[tag] -= 1
            elif found["whole"]:
                self._see_whole(found["whole"].lower(), found["whole_attributes"], found["content"])
            elif found["foreign"]:
                self._see(found["foreign"].lower(), found["foreign_attributes"])
                self._is_odd = True
            else:
                self._is_odd |= found[0].startswith("<![")
        # Drawings, formulas and some scripts end where only a full parser knows; what stands
        # after them may not be what it seems here.
        self._reopened = (
            len(_ANY_FORMATTING.findall(html)) if self._is_odd else 3 * len(self._formatting)
        ) * self.tags

    @property
    def left_open(self) -> frozenset[str]:
        """Which of the elements that look are never ended, at least one of them."""
        return frozenset(tag for tag, count in self._left_open.items() if count)

    @property
    def is_heavy(self) -> bool:
        """Whether parsing the page as it is could take far more time or room than it is long."""
        return (
            self.tags > _FEW_TAGS
            or self._reopened > MOST_REOPENED
            or self._has_many_attributes
            or (self._is_odd and self._length > _LONGEST_ODD)
        )

    def losses(self, kept: Counter[str]) -> Iterator[Loss]:
        """What is dropped without a trace, but for as many of each kind as were `kept`."""
        for kind, count in self._counts.items():
            if count > kept[kind]:
                sample = self._unsafe_link if kind == "unsafe link" else ""
                yield Loss(kind, count - kept[kind], sample)

    def _see_whole(self, tag: str, attributes: str, content: str) -> None:
        self._see(tag, attributes)
        if tag == "title":
            self.metadata.setdefault("title", " ".join(unescape(content).split()))
        elif tag == "script" and "ld+json" in attributes.lower():
            self.structured.append(content.strip())
        self._is_odd |= "<!--" in content and "<script" in content.lower()

    def _see(self, tag: str, attributes: str) -> None:
        kinds = self._kinds.get((tag, attributes))
        # Of several languages that a page is in the last counts.
        if kinds is None or tag in _WHOLE_PAGE:
            kinds = self._kinds[tag, attributes] = self._see_first(tag, attributes)
        for kind in kinds:
            self._counts[kind] += 1

    def _see_first(self, tag: str, attributes: str) -> list[str]:
        """Looks at the first of the start tags that are alike; returns the losses of each."""
        kinds = []
        if tag in LOST_AS:
            kinds.append(LOST_AS[tag])
        elif tag == "math":
            kinds.append("layout of a formula")
        elif tag in FORMATTING:
            # HTML keeps three that are all alike open; an open link is closed by the next one.
            self._formatting.add((tag, "" if tag == "a" else attributes))
        if len(attributes) > _SHORTEST_WITH_MANY:
            self._has_many_attributes |= len(first_attributes(attributes)) < len(attributes)
        if tag in _TELLING:
            kinds += self._see_attributes(tag, attributes)
        elif HANDLER.search(attributes):
            kinds += _handlers(name for name, _ in attributes_of(attributes))
        return kinds

    def _see_attributes(self, tag: str, attributes: str) -> list[str]:
        values: dict[str, str] = {}
        for name, value in attributes_of(attributes):
            values.setdefault(name, value)
        kinds = _handlers(values)
        href = values.get("href")
        if tag == "a":
            if href is not None and not is_safe_link(href):
                kinds.append("unsafe link")
                self._unsafe_link = self._unsafe_link or href
        elif tag in _WHOLE_PAGE:
            self.lang = values.get("lang", values.get("xml:lang", self.lang))
        elif tag == "meta":
            for name in _NAMES_OF_META:
                if name in values and values.get("content"):
                    self.metadata.setdefault(values[name].strip().lower(), values["content"])
        elif href is not None and tag == "base":
            self.metadata.setdefault("base", href)
        elif href is not None and "canonical" in values.get("rel", "").lower().split():
            self.metadata.setdefault("canonical", href)
        return kinds


def _handlers(names: Iterable[str]) -> list[str]:
    """The loss of each of these attributes that is a program."""
    return ["event handler" for name in names if HANDLER.fullmatch(name)]
