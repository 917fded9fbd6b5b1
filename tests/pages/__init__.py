"""Pages of our own making that carry the faults of real ones, each with what a reader should get.

`alone` has every fault by itself, `pasted` what word processors and old portals leave behind,
`faulty` makes whole pages with any faults together. Which faults there are, and how common each
is, was counted over 111 saved pages of Vietnamese portals, newspapers and law databases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from readable.article import (
    Block,
    Cell,
    Figure,
    Heading,
    Image,
    Item,
    ListBlock,
    Mark,
    Paragraph,
    Run,
)

BOLD: frozenset[Mark] = frozenset({"strong"})
ITALIC: frozenset[Mark] = frozenset({"em"})

MENDS = frozenset(
    "legacy-encoding mojibake normal-form look-alike invisible-character no-break-space "
    "divided-syllable idle-element empty-block line-break-paragraph hand-made-list "
    "hand-made-heading layout-table wrong-language presentation picture-address picture-caption "
    "embed".split()
)
"""The names of all mends."""

USUAL = frozenset({"presentation", "idle-element"})
"""The mends that nearly every page needs."""

SOME = -1
"""In place of the count of a mend: it is needed, how often does not matter."""


class Page(NamedTuple):
    """A page and what reading it should give.

    `mends` are the names and counts of all that must be listed; those that are `USUAL` are
    compared only where they are named. `findings` are the rules that must be reported, of those
    about headings and lists; None where nothing is promised.
    """

    html: str
    blocks: tuple[Block, ...]
    mends: Mapping[str, int] = {}
    findings: frozenset[str] | None = frozenset()
    lang: str = "vi"


def run(text: str, **more: Any) -> Run:
    return Run(text, **more)


def b(text: str) -> Run:
    return Run(text, BOLD)


def i(text: str) -> Run:
    return Run(text, ITALIC)


def p(*runs: Run | str, **more: Any) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs), **more)


def h(level: int, text: str, **more: Any) -> Heading:
    return Heading(level, (Run(text),), **more)


def ul(*items: str | Paragraph | tuple[Block, ...], **more: Any) -> ListBlock:
    return ListBlock(
        tuple(Item((p(item),) if isinstance(item, str) else _blocks(item)) for item in items),
        **more,
    )


def typed(*items: str | Paragraph | tuple[Block, ...], **more: Any) -> ListBlock:
    """A list whose markers are part of its text, as the author typed them."""
    return ul(*items, typed_markers=True, **more)


def td(*blocks: str | Block, **more: Any) -> Cell:
    return Cell(tuple(p(one) if isinstance(one, str) else one for one in blocks), **more)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(map(td, texts))


def figure(src: str, *caption: Run | str, **more: Any) -> Figure:
    return Figure((Image(src, **more),), (p(*caption),) if caption else ())


def _blocks(item: Paragraph | tuple[Block, ...]) -> tuple[Block, ...]:
    return (item,) if isinstance(item, Paragraph) else item
