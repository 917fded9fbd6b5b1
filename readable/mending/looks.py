"""What is kept of how the page looked: alignment, where it means something."""

from __future__ import annotations

from dataclasses import replace

from readable.article import (
    Alignment,
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    map_blocks,
    runs_text,
    walk,
)
from readable.mending.parts import hint

__all__ = ["with_alignment"]

_LONGEST_ALIGNED = 200
_MOST_ALIGNED = 0.5
_ALIGNMENTS: dict[str, Alignment] = {"center": "center", "end": "end"}


def with_alignment(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, short ones aligned as they were where most of the article was not.

    A motto or a signature stands in the middle or at the end of the line; a whole article does
    only because an editor pressed the button.
    """
    lengths = {"": 0, "center": 0, "end": 0}
    for block in walk(blocks):
        if isinstance(block, Paragraph | Heading):
            lengths[hint(block, "align") or ""] += len(runs_text(block.runs))
    total = sum(lengths.values())
    kept = {
        name: alignment
        for name, alignment in _ALIGNMENTS.items()
        if 0 < lengths[name] <= _MOST_ALIGNED * total
    }
    if not kept:
        return blocks

    def aligned(block: Block) -> Block:
        if (
            not isinstance(block, Paragraph | Heading)
            or len(runs_text(block.runs)) > _LONGEST_ALIGNED
        ):
            return block
        alignment = kept.get(hint(block, "align") or "")
        return replace(block, alignment=alignment) if alignment else block

    # In tables, lists and captions the looks of an article are ours to choose.
    return tuple(
        block if isinstance(block, Table | Figure | ListBlock) else map_blocks((block,), aligned)[0]
        for block in blocks
    )
