"""From what was found in a page to the events of the article, and the account of the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from readable.article import Loss
from readable.extracting.tree import INLINE, Block, Event, Node, Tree
from readable.sanitising import VOID, End, Start, Text

__all__ = ["ROLE", "Found", "Ranges", "Region", "assemble"]

ROLE = "data-readable-role"
"""The attribute that says which part of the article an element is."""

# What means nothing without the table or list around it.
_PARTIAL = frozenset("caption colgroup dd dt li tbody td tfoot th thead tr".split())
_LONGEST_SAMPLE = 120


@dataclass(frozen=True, slots=True)
class Found:
    """The article's events, the profile that found it (if one did), and what was left out."""

    events: tuple[Event, ...]
    profile: str | None
    left_out: tuple[Loss, ...]


@dataclass(slots=True)
class Region:
    """Where an article stands in a page.

    `parts` are elements, or blocks that stand among others in one, that are taken whole, in page
    order and apart from each other, and `roles` what they or elements in them are;
    `dropped` is left out of them, by kind. `texts` say what is kept of a text of which not all is,
    by its place among the events, and `cut` what is not, by kind.
    """

    parts: list[Node | Block] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    dropped: list[tuple[Node | Block, str]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    cut: list[tuple[str, str]] = field(default_factory=list)
    profile: str | None = None


def assemble(tree: Tree, region: Region) -> Found:
    """The events of a region, and what of the page is not among them."""
    events = list(tree.events)
    for place, text in region.texts.items():
        events[place] = Text(text)
    dropped = [
        piece
        for start, end in Ranges(one for one, _ in region.dropped).pieces
        for piece in _closed_pieces(tree, start, end)
    ]
    out: list[Event] = []
    taken: list[tuple[int, int]] = []
    for part in region.parts:
        start, end = part.start, part.end
        pieces = list(_without(start, end, dropped))
        taken += pieces
        role = region.roles.get(id(part), "")
        if isinstance(part, Block):
            out.append(Start("div", {ROLE: role} if role else {}))
            out += _balanced([event for first, last in pieces for event in events[first:last]])
            out.append(End("div"))
            continue
        inner = _marked(tree, events, pieces, region, part)
        if part is tree.root:
            out += inner
            continue
        first, last = inner[0], inner[-1]
        if isinstance(first, Start) and first.tag in _PARTIAL:
            inner[0] = Start("div", first.attributes)
            if isinstance(last, End):
                inner[-1] = End("div")
        if part.tag in INLINE:
            # A part of its own is a paragraph of its own.
            inner = [Start("div", {}), *inner, End("div")]
        out += inner
    return Found(tuple(out), region.profile, tuple(_left_out(tree, region, taken)))


def _marked(
    tree: Tree,
    page: list[Event],
    pieces: list[tuple[int, int]],
    region: Region,
    part: Node,
) -> list[Event]:
    """The events of pieces, each element that has a role marked with it."""
    events: list[Event] = []
    places: dict[int, int] = {}
    for first, last in pieces:
        for place in range(max(first, 0), last):
            places[place] = len(events)
            events.append(page[place])
    for node, role in _nodes_with_roles(tree, region):
        place = places.get(node.start, -1)
        if node.start >= 0 and place >= 0 and part.holds(node):
            start = events[place]
            if isinstance(start, Start):
                events[place] = Start(start.tag, {**start.attributes, ROLE: role})
    if part.start >= 0 and isinstance(events[0], Start):
        first_event = events[0]
        inherited = {
            name: value for name, value in _inherited(part) if name not in first_event.attributes
        }
        if inherited:
            events[0] = Start(first_event.tag, {**first_event.attributes, **inherited})
    return events


def _nodes_with_roles(tree: Tree, region: Region) -> Iterator[tuple[Node, str]]:
    for node in tree.nodes:
        if role := region.roles.get(id(node)):
            yield node, role


def _inherited(node: Node) -> Iterator[tuple[str, str]]:
    """The language and direction that the elements around one give it."""
    for name in ("lang", "dir"):
        around = node.parent
        while around is not None:
            if name in around.attributes:
                yield name, around.attributes[name]
                break
            around = around.parent


class Ranges:
    """Where elements and blocks stand among the events: in order, apart from each other."""

    def __init__(self, ones: Iterable[Node | Block]) -> None:
        self.pieces: list[tuple[int, int]] = []
        for start, end in sorted((one.start, one.end) for one in ones):
            if self.pieces and start < self.pieces[-1][1]:
                self.pieces[-1] = (self.pieces[-1][0], max(end, self.pieces[-1][1]))
            else:
                self.pieces.append((start, end))

    def holds(self, place: int) -> bool:
        """Whether the event at a place is in one of them."""
        found = bisect_right(self.pieces, place, key=lambda piece: piece[0]) - 1
        return found >= 0 and place < self.pieces[found][1]


def _closed_pieces(tree: Tree, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A range as pieces that leave out the tags whose other half is not in it."""
    opened: list[int] = []
    halves: list[int] = []
    for place in range(start, end):
        event = tree.events[place]
        if isinstance(event, Start) and event.tag not in VOID:
            opened.append(place)
        elif isinstance(event, End):
            if opened:
                opened.pop()
            else:
                halves.append(place)
    first = start
    for place in sorted(halves + opened):
        if place > first:
            yield first, place
        first = place + 1
    if end > first:
        yield first, end


def _without(start: int, end: int, dropped: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    place = bisect_right(dropped, start, key=lambda piece: piece[1])
    for first, last in islice(dropped, place, None):
        if first >= end:
            break
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _balanced(events: list[Event]) -> list[Event]:
    """The events, without the tags whose other half is not among them."""
    opened: list[int] = []
    lone: set[int] = set()
    for place, event in enumerate(events):
        if isinstance(event, Start) and event.tag not in VOID:
            opened.append(place)
        elif isinstance(event, End):
            if opened:
                opened.pop()
            else:
                lone.add(place)
    lone.update(opened)
    return [event for place, event in enumerate(events) if place not in lone]


def _left_out(tree: Tree, region: Region, taken: list[tuple[int, int]]) -> Iterator[Loss]:
    """What of the page's text is not in the article, by kind."""
    named = {(one.start, one.end): kind for one, kind in region.dropped}
    pieces = sorted(named)
    outermost: dict[int, Node] = {}
    for node in tree.nodes[1:]:
        if node.furniture:
            parent = node.parent
            is_inner = parent is not None and parent.furniture
            outermost[node.start] = outermost[parent.start] if parent and is_inner else node
    counts: Counter[str] = Counter()
    samples: dict[str, str] = {}
    seen: set[int] = set()
    kept = Ranges([])
    kept.pieces = sorted(taken)
    for block in tree.blocks:
        if kept.holds(block.start):
            continue
        kind, piece = "other text of the page", block.start
        place = bisect_right(pieces, block.start, key=lambda piece: piece[0]) - 1
        if block.node.furniture:
            around = outermost[block.node.start]
            kind, piece = around.furniture, around.start
        elif place >= 0 and block.start < pieces[place][1]:
            kind, piece = named[pieces[place]], pieces[place][0]
        if piece not in seen:
            seen.add(piece)
            counts[kind] += 1
            samples.setdefault(kind, block.text[:_LONGEST_SAMPLE])
    for kind, text in region.cut:
        counts[kind] += 1
        samples.setdefault(kind, text[:_LONGEST_SAMPLE])
    for kind, count in counts.items():
        yield Loss(kind, count, samples[kind])
