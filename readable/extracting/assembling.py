"""From what was found in a page to the events of the article, and the account of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from readable.article import Loss
from readable.extracting.tree import INLINE, Block, Event, Node, Tree
from readable.sanitising import VOID, End, Start

__all__ = ["ROLE", "Found", "Region", "assemble"]

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
    `dropped` is left out of them, by kind.
    """

    parts: list[Node | Block] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    dropped: list[tuple[Node | Block, str]] = field(default_factory=list)
    profile: str | None = None


def assemble(tree: Tree, region: Region) -> Found:
    """The events of a region, and what of the page is not among them."""
    dropped = _ranges(tree, [one for one, _ in region.dropped])
    out: list[Event] = []
    taken: list[tuple[int, int]] = []
    for part in region.parts:
        start, end = part.start, part.end
        pieces = list(_without(start, end, dropped))
        taken += pieces
        role = region.roles.get(id(part), "")
        if isinstance(part, Block):
            out.append(Start("div", {ROLE: role} if role else {}))
            out += _balanced([event for first, last in pieces for event in tree.events[first:last]])
            out.append(End("div"))
            continue
        inner = _marked(tree, pieces, region, part)
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


def _marked(tree: Tree, pieces: list[tuple[int, int]], region: Region, part: Node) -> list[Event]:
    """The events of pieces, each element that has a role marked with it."""
    events: list[Event] = []
    places: dict[int, int] = {}
    for first, last in pieces:
        for place in range(max(first, 0), last):
            places[place] = len(events)
            events.append(tree.events[place])
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


def _ranges(tree: Tree, dropped: list[Node | Block]) -> list[tuple[int, int]]:
    """Where they stand among the events: in order, apart, each closing what it opens."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in dropped):
        if ranges and start < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return [piece for start, end in ranges for piece in _closed_pieces(tree, start, end)]


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
    for first, last in dropped:
        if last <= start or first >= end:
            continue
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
    kinds = sorted((one.start, one.end, kind) for one, kind in region.dropped)
    counts: Counter[str] = Counter()
    samples: dict[str, str] = {}
    seen: set[int] = set()
    taken = sorted(taken)
    position = 0
    for block in tree.blocks:
        while position < len(taken) and taken[position][1] <= block.start:
            position += 1
        if position < len(taken) and taken[position][0] <= block.start:
            continue
        kind, piece = _kind_of(block, kinds)
        if piece not in seen:
            seen.add(piece)
            counts[kind] += 1
            samples.setdefault(kind, block.text[:_LONGEST_SAMPLE])
    for kind, count in counts.items():
        yield Loss(kind, count, samples[kind])


def _kind_of(block: Block, kinds: list[tuple[int, int, str]]) -> tuple[str, int]:
    """What a block that was left out is, and the piece of furniture that it belongs to."""
    node: Node | None = block.node
    outermost: Node | None = None
    while node is not None:
        if node.furniture:
            outermost = node
        node = node.parent
    if outermost is not None:
        return outermost.furniture, outermost.start
    for start, end, kind in kinds:
        if start <= block.start < end:
            return kind, start
    return "other text of the page", block.start
