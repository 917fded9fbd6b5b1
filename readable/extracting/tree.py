"""A page as a light tree, with what its parts weigh in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from readable.extracting.names import normal_names, role_by_names
from readable.sanitising import VOID, End, Start, Text
from readable.vietnamese import canonical

__all__ = ["INLINE", "Block", "Event", "Node", "Tree"]

Event = Start | End | Text

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr "
    "q s samp small span strike strong sub sup time tt u var wbr input".split()
)
# What these show are choices and labels of a form, not text of the page.
_CONTROLS = frozenset("button datalist input option optgroup select textarea title".split())
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SENTENCE_END = tuple('.!?…:;”"’)')
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|mp3|mp4)(?:[?#]|$)", re.I)
_LINE_BREAK = ("\n", False)
# Enough of a block to know it by.
_SHOWN = 400

# From this many words on, or with the end of a sentence, text is more than a label.
_PROSE_WORDS = 12
_SENTENCE_WORDS = 5
_LABEL_WEIGHT = 0.3


class Block:
    """Text between two block boundaries: a paragraph, a cell, a caption, a label.

    `start` and `end` are the places of its first and after its last text among the events, `node`
    is the element around it; `words` are all words and `link_words` those in links; `paragraphs`
    counts what two line breaks stand between.
    """

    __slots__ = (
        "end",
        "heading",
        "is_entry",
        "link_words",
        "links",
        "node",
        "paragraphs",
        "start",
        "text",
        "weight",
        "words",
    )

    def __init__(self, node: Node, start: int) -> None:
        self.node = node
        self.start = start
        self.end = start
        self.text = ""
        self.words = 0
        self.link_words = 0
        self.links = 0
        self.is_entry = False
        self.paragraphs = 1
        self.heading = 0
        self.weight = 0.0

    @property
    def plain_words(self) -> int:
        return self.words - self.link_words

    @property
    def is_link(self) -> bool:
        """Whether nearly all of it is a link to another page."""
        return self.link_words > 0 and self.link_words >= 0.7 * self.words

    @property
    def is_headline(self) -> bool:
        """Whether it is, or starts with, a link that reads like the title of another article."""
        is_title = self.link_words >= 4 and self.link_words > 3 * self.links
        return (self.is_link and is_title) or self.is_entry


class Node:
    """An element; `start` and `end` are the places of its first and after its last event.

    `position` is its place among the children of
    its parent, `names` are its class and id as `normal_names` writes them. Of the whole element:
    `words`, `link_words`, `links`, `headlines` (blocks that link to another article) and
    `weight`, the words of its prose; `mass` is its weight without what is furniture.
    """

    __slots__ = (
        "attributes",
        "blocks",
        "children",
        "depth",
        "end",
        "furniture",
        "headlines",
        "hidden",
        "images",
        "link_words",
        "links",
        "mass",
        "names",
        "parent",
        "position",
        "start",
        "tag",
        "weight",
        "words",
    )

    def __init__(
        self, tag: str, attributes: dict[str, str], parent: Node | None, start: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.position = len(parent.children) if parent else 0
        self.depth: int = parent.depth + 1 if parent else 0
        self.children: list[Node] = []
        self.blocks: list[Block] = []
        self.start = start
        self.end = start + 1
        self.names = (
            normal_names(attributes.get("class", ""), attributes.get("id", ""))
            if attributes
            else ""
        )
        self.hidden = False
        self.furniture = ""
        self.words = self.link_words = self.links = self.headlines = self.images = 0
        self.weight = 0.0
        self.mass = 0.0

    def holds(self, other: Node) -> bool:
        """Whether the other is this element or in it."""
        return self.start <= other.start and other.end <= self.end

    def holds_place(self, place: int) -> bool:
        """Whether the event at a place is in it."""
        return self.start <= place < self.end

    @property
    def link_share(self) -> float:
        return self.link_words / self.words if self.words else 0.0


class Tree:
    """The elements of a page in order, its blocks in order, and the events they stand in."""

    def __init__(self, page: Iterable[Event]) -> None:
        self.events: list[Event] = []
        self.root = Node("", {}, None, -1)
        self.nodes: list[Node] = [self.root]
        self.blocks: list[Block] = []
        self.deepest = 0
        self._read(page)
        self._weigh()

    def _read(self, page: Iterable[Event]) -> None:
        events, nodes = self.events, self.nodes
        open_nodes = [self.root]
        block: Block | None = None
        pieces: list[tuple[str, bool]] = []
        link_depth = 0
        hidden_depth = 0
        open_blocks = [self.root]  # the elements among the open ones that are no inline ones

        def close_block() -> None:
            nonlocal block, pieces
            if block is not None:
                self._finish_block(block, pieces)
            block, pieces = None, []

        def close_node() -> None:
            nonlocal link_depth, hidden_depth
            node = open_nodes.pop()
            node.end = len(events)
            if node.hidden:
                hidden_depth -= 1
            if node.tag == "a" and _is_link(node):
                link_depth -= 1
            if node.tag not in INLINE:
                close_block()
                open_blocks.pop()

        for event in page:
            place = len(events)
            if isinstance(event, Text):
                events.append(event)
                if hidden_depth or not event.text.strip():
                    if pieces:
                        pieces.append((event.text, False))
                    continue
                if block is None:
                    block = Block(open_blocks[-1], place)
                block.end = place + 1
                pieces.append((event.text, link_depth > 0))
            elif isinstance(event, Start):
                events.append(event)
                tag = event.tag
                if tag == "br":
                    if pieces:
                        pieces.append(_LINE_BREAK)
                        if open_nodes[-1] is open_blocks[-1] and _is_part(open_nodes[-1]):
                            close_block()
                    continue
                node = Node(tag, event.attributes, open_nodes[-1], place)
                nodes.append(node)
                open_nodes[-1].children.append(node)
                if tag in VOID:
                    node.images = int(tag == "img")
                    if tag not in INLINE:
                        close_block()
                    continue
                is_line = bool(pieces) and pieces[-1] is _LINE_BREAK
                if is_line and open_nodes[-1] is open_blocks[-1] and _is_part(open_nodes[-1]):
                    close_block()
                open_nodes.append(node)
                self.deepest = max(self.deepest, node.depth)
                if tag not in INLINE:
                    close_block()
                    open_blocks.append(node)
                if _is_hidden(node):
                    node.hidden = True
                    hidden_depth += 1
                if tag == "a" and _is_link(node):
                    link_depth += 1
                    node.links = 1
                    if block is not None:
                        block.links += 1
            elif len(open_nodes) > 1:
                if open_nodes[-1].tag != event.tag:
                    # An end of what is not open; of what is, it ends all in it.
                    if not any(node.tag == event.tag for node in islice(open_nodes, 1, None)):
                        continue
                    while open_nodes[-1].tag != event.tag:
                        events.append(End(open_nodes[-1].tag))
                        close_node()
                events.append(event)
                close_node()
        while len(open_nodes) > 1:
            events.append(End(open_nodes[-1].tag))
            close_node()
        close_block()
        self.root.end = len(events)

    def _finish_block(self, block: Block, pieces: Sequence[tuple[str, bool]]) -> None:
        block.text = canonical(" ".join("".join(text for text, _ in pieces).split())[:_SHOWN])
        block.words = sum(len(text.split()) for text, _ in pieces)
        block.link_words = sum(len(text.split()) for text, is_link in pieces if is_link)
        shown = [piece for piece in pieces if piece is _LINE_BREAK or piece[0].strip()]
        block.paragraphs += sum(
            one is _LINE_BREAK and other is _LINE_BREAK for one, other in pairwise(shown)
        )
        # A link on a line of its own, and more words below it.
        first = next((place for place, piece in enumerate(pieces) if not piece[1]), 0)
        block.is_entry = (
            pieces[first] == _LINE_BREAK
            and sum(len(text.split()) for text, _ in pieces[:first]) == block.link_words >= 4
            and block.words > block.link_words
        )
        if block.node.tag in _HEADINGS:
            block.heading = int(block.node.tag[1])
        plain = block.plain_words
        if block.is_link:
            block.weight = 0.0
        elif plain >= _PROSE_WORDS or (
            plain >= _SENTENCE_WORDS and block.text.endswith(_SENTENCE_END)
        ):
            block.weight = float(plain)
        else:
            block.weight = _LABEL_WEIGHT * plain
        block.node.blocks.append(block)
        self.blocks.append(block)

    def _weigh(self) -> None:
        for block in self.blocks:
            node = block.node
            node.words += block.words
            node.link_words += block.link_words
            node.headlines += block.is_headline
            node.weight += block.weight
        for node in reversed(self.nodes):
            parent = node.parent
            if parent is not None:
                parent.words += node.words
                parent.link_words += node.link_words
                parent.links += node.links
                parent.headlines += node.headlines
                parent.images += node.images
                parent.weight += node.weight

    def has_text(self, node: Node) -> bool:
        """Whether an element shows any text: an inline one too, whose words its block counts."""
        return any(
            isinstance(event, Text) and bool(event.text.strip())
            for event in islice(self.events, max(node.start, 0), node.end)
        )

    def text_of(self, node: Node) -> str:
        """All text in an element as it stands there."""
        within = islice(self.events, max(node.start, 0), node.end)
        return "".join(event.text for event in within if isinstance(event, Text))

    def first_block(self, node: Node) -> Block | None:
        """The first block of an element."""
        place = bisect_left(self.blocks, node.start, key=lambda block: block.start)
        if place < len(self.blocks) and self.blocks[place].start < node.end:
            return self.blocks[place]
        return None

    def blocks_in(self, node: Node) -> list[Block]:
        """The blocks of an element, in order."""
        first = bisect_left(self.blocks, node.start, key=lambda block: block.start)
        last = bisect_left(self.blocks, node.end, key=lambda block: block.start)
        return self.blocks[first:last]


def _is_hidden(node: Node) -> bool:
    attributes = node.attributes
    if node.tag in _CONTROLS:
        return True
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or (node.tag == "dialog" and "open" not in attributes)
        or (node.tag in INLINE and ("-hidden-" in node.names or "-d-none-" in node.names))
        or ("style" in attributes and bool(_INVISIBLE.search(attributes["style"])))
    )


def _is_part(around: Node) -> bool:
    """Whether the last element in one is in a line and called like a part of an article."""
    last = around.children[-1] if around.children else None
    return (
        last is not None
        and last.tag in INLINE
        and bool(last.names)
        and role_by_names(last.names) in ("title", "date", "author")
    )


def _is_link(node: Node) -> bool:
    """Whether it leads to another page: not a note of this one, a file, or an address."""
    href = node.attributes.get("href", "").strip()
    if not href:
        # Without an address and a name, it is what a script made one of.
        return "name" not in node.attributes and "id" not in node.attributes
    if href.startswith("#"):
        return len(href) == 1
    return not (href.lower().startswith(("mailto:", "tel:")) or _FILE.search(href))
