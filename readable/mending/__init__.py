"""What a page got wrong, put right step by step. Each step has a name and can be left out."""

from __future__ import annotations

from readable.article import Block, map_blocks, map_sequences
from readable.findings import Finding
from readable.mending.headings import fake_headings, make_headings
from readable.mending.letters import doubled_marks
from readable.mending.lists import has_marker, make_lists, unsure_lists
from readable.mending.looks import with_alignment
from readable.mending.paragraphs import divide_paragraphs, join_captions
from readable.mending.parts import without_hints
from readable.mending.tables import head_tables, unwrap_tables
from readable.mending.tally import MENDS, Tally

__all__ = ["MENDS", "Tally", "has_marker", "mend_blocks"]

_STEPS = (
    ("line-break-paragraph", divide_paragraphs),
    ("layout-table", unwrap_tables),
    ("hand-made-heading", head_tables),
    ("picture-caption", join_captions),
    ("hand-made-list", make_lists),
)


def mend_blocks(
    blocks: tuple[Block, ...], tally: Tally
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks with their structure put right, and what was not sure enough to be."""
    steps = [step for name, step in _STEPS if tally.has(name)]

    def mend(neighbours: tuple[Block, ...]) -> tuple[Block, ...]:
        for step in steps:
            neighbours = step(neighbours, tally)
        return neighbours

    blocks = map_sequences(blocks, mend)
    if tally.has("hand-made-heading"):
        blocks = make_headings(blocks, tally)
    blocks = with_alignment(blocks)
    findings = (*doubled_marks(blocks), *fake_headings(blocks), *unsure_lists(blocks))
    return map_blocks(blocks, without_hints), findings
