"""What a block is, by what it says and by the elements around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readable.dates import find_dates
from readable.extracting.tree import Block, Node

__all__ = [
    "carrier_of",
    "common_element",
    "furniture_in",
    "in_table",
    "is_below_picture",
    "is_caption",
    "is_file_line",
    "is_in",
    "is_only_date",
]

_LONGEST_CAPTION = 40


def furniture_in(node: Node) -> Iterator[Node]:
    """The outermost elements in one that are furniture."""
    waiting = list(reversed(node.children))
    while waiting:
        one = waiting.pop()
        if one.furniture:
            yield one
        else:
            waiting += reversed(one.children)


def carrier_of(block: Block) -> Node | Block:
    """The element that holds nothing but a block, or the block itself."""
    return block.node if block.node.words == block.words and block.node.tag else block


def in_table(block: Block) -> bool:
    return block.node.tag in ("td", "th") and block.node.parent is not None


def is_only_date(text: str) -> bool:
    """Whether a text is a date and at most a few words around it."""
    if len(text) > 80:
        return False
    found = list(find_dates(text))
    return bool(found) and len(text) - sum(date.end - date.start for date in found) <= 30


def is_file_line(block: Block) -> bool:
    return not block.links


def is_caption(block: Block) -> bool:
    node: Node | None = block.node
    for _ in range(4):
        if node is None:
            return False
        if node.tag in ("figure", "figcaption") or "-caption-" in node.names:
            return True
        node = node.parent
    return False


def is_below_picture(block: Block) -> bool:
    """Whether it is all the text in an element with a picture."""
    return bool(block.node.images) and block.node.words == block.words <= _LONGEST_CAPTION


def is_in(block: Node | Block, parts: Sequence[Node | Block]) -> bool:
    return any(part.start <= block.start < part.end for part in parts)


def common_element(node: Node, other: Node) -> Node:
    """The smallest element that holds both."""
    while not node.holds(other):
        assert node.parent is not None  # the root holds all
        node = node.parent
    return node
