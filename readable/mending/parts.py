"""Taking runs and blocks apart, and the hints that the page's looks leave on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readable.article import (
    Attributes,
    Block,
    Heading,
    Paragraph,
    Preformatted,
    Run,
    Table,
    runs_text,
)
from readable.patterns import pattern

__all__ = [
    "TEXT_BLOCKS",
    "TextBlock",
    "bold",
    "hint",
    "is_name",
    "join_runs",
    "lines_of",
    "plain_text",
    "trim_runs",
    "with_hint",
    "without_hints",
    "without_language",
]

# "Ngọc Tú", "NGUYỄN VĂN AN", "Thu Hà - Hữu Lâm".
_NAME = pattern(r"[^\W\d_]+(?:(?: | [-–&] )[^\W\d_]+){1,5}")
TextBlock = Paragraph | Heading | Preformatted
TEXT_BLOCKS = (Paragraph, Heading, Preformatted)


def hint(block: Block | Run, name: str) -> str | None:
    """What the looks of the page said of a block ("outline", "size", "caption", …), or None.

    Hints are attributes whose name begins with a hyphen; none is left when reading is done.
    """
    if attributes := getattr(block, "attributes", ()):
        key = f"-{name}"
        for written, value in attributes:
            if written == key:
                return str(value)
    return None


def with_hint(attributes: Attributes, name: str, value: str) -> Attributes:
    """The attributes with one hint more."""
    return (*attributes, (f"-{name}", value))


def without_hints(block: Block) -> Block:
    """The block, and its runs, without any hint."""
    if isinstance(block, TEXT_BLOCKS) and _has_sizes(block):
        runs = join_runs(map(_run_without_hints, block.runs))
        if runs != block.runs:
            block = replace(block, runs=runs)
    if isinstance(block, Paragraph | Heading | Table) and _has_hints(block.attributes):
        attributes = _without_hints(block.attributes)
        if isinstance(block, Paragraph):
            return Paragraph(block.runs, block.role, block.lang, block.alignment, attributes)
        return replace(block, attributes=attributes)
    return block


def _has_sizes(block: TextBlock) -> bool:
    return hint(block, "size") is not None or any(_has_hints(run.attributes) for run in block.runs)


def without_language(run: Run) -> Run:
    """The run, in the language of what it stands in."""
    return Run(
        run.text,
        run.marks,
        run.href,
        None,
        run.abbreviation,
        run.datetime,
        run.anchor,
        run.attributes,
    )


def _run_without_hints(run: Run) -> Run:
    if not _has_hints(run.attributes):
        return run
    return replace(run, attributes=_without_hints(run.attributes))


def _has_hints(attributes: Attributes) -> bool:
    return bool(attributes) and any(name[0] == "-" for name, _ in attributes)


def _without_hints(attributes: Attributes) -> Attributes:
    return tuple([pair for pair in attributes if pair[0][0] != "-"])


def plain_text(block: Block) -> str:
    """The text of a paragraph, heading or preformatted block; of any other, nothing."""
    return runs_text(block.runs) if isinstance(block, TEXT_BLOCKS) else ""


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person, or of two, and nothing else.

    >>> is_name("Ngọc Tú"), is_name("Kết quả")
    (True, False)
    """
    words = re.findall(r"\w+", text)
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in words)


def bold(runs: Iterable[Run]) -> bool:
    """Whether all that can be seen of the runs is strong."""
    return all("strong" in run.marks for run in runs if not run.text.isspace())


def join_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, neighbours joined that are alike."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and run.anchor is None and _alike(groups[-1][0], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return tuple([_as_one(group) for group in groups])


def _as_one(runs: list[Run]) -> Run:
    if len(runs) == 1:
        return runs[0]
    first = runs[0]
    return Run(
        runs_text(tuple(runs)),
        first.marks,
        first.href,
        first.lang,
        first.abbreviation,
        first.datetime,
        first.anchor,
        first.attributes,
    )


def _alike(one: Run, other: Run) -> bool:
    return (
        one.marks == other.marks
        and one.href == other.href
        and one.lang == other.lang
        and one.attributes == other.attributes
        and one.abbreviation == other.abbreviation
        and one.datetime == other.datetime
    )


def lines_of(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """The runs of each line; an empty one has none."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for index, text in enumerate(run.text.split("\n")):
            if index:
                lines.append([])
            if text:
                anchored = run if not index else replace(run, anchor=None)
                lines[-1].append(replace(anchored, text=text))
    return [trim_runs(line) for line in lines]


def trim_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without white space at either end."""
    kept = list(runs)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    while kept and not kept[0].text.lstrip():
        del kept[0]
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(kept)
