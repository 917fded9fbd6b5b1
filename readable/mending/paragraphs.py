"""Paragraphs that line breaks divided, and captions that only stood near their picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from readable.article import Block, Figure, Heading, Paragraph, Run, runs_text
from readable.mending.parts import hint, join_runs, lines_of, plain_text
from readable.mending.tally import Tally

__all__ = ["divide_paragraphs", "join_captions", "join_lines"]

_LONGEST_CAPTION = 300
# "Hà Tĩnh, ngày 2/6/2023", the foot of a letter.
_PLACE_AND_DATE = re.compile(r"^[^,]{0,40}, ngày \d|^ngày \d", re.IGNORECASE)
_TWO_BREAKS = re.compile(r"\n[ \xa0]*\n")


def divide_paragraphs(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """A paragraph for each part of one that two or more line breaks divided."""
    if not any("\n" in text and _TWO_BREAKS.search(text) for text in map(plain_text, blocks)):
        return blocks
    divided: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading) and _TWO_BREAKS.search(runs_text(block.runs)):
            parts = list(_parts(block.runs))
            tally.add("line-break-paragraph", runs_text(parts[0]), len(parts) - 1)
            divided += [
                replace(block, runs=part, role=block.role if index == 0 else None)
                for index, part in enumerate(parts)
            ]
        else:
            divided.append(block)
    return tuple(divided)


def _parts(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    lines: list[tuple[Run, ...]] = []
    for line in (*lines_of(runs), ()):
        if line:
            lines.append(line)
        elif lines:
            yield join_lines(lines)
            lines = []


def join_lines(lines: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Lines as the runs of one paragraph, with a line break between each two."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text + "\n")
        runs.extend(line)
    return join_runs(runs)


def join_captions(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """Each figure with the paragraph behind it that is surely what is said about it."""
    if not any(isinstance(block, Figure) for block in blocks):
        return blocks
    joined: list[Block] = []
    for block in blocks:
        figure = joined[-1] if joined else None
        if (
            isinstance(figure, Figure)
            and figure.images
            and not figure.caption
            and isinstance(block, Paragraph)
            and _is_caption(block, hint(block, "follows-picture") is not None)
        ):
            joined[-1] = replace(figure, caption=(replace(block, alignment=None),))
            tally.add("picture-caption", runs_text(block.runs))
        else:
            joined.append(block)
    return tuple(joined)


def _is_caption(block: Paragraph, is_in_its_paragraph: bool) -> bool:
    """Whether the page says so in a class, or sets it slanted and in the middle of the line."""
    text = runs_text(block.runs)
    if not text.strip() or len(text) > _LONGEST_CAPTION or block.role:
        return False
    if hint(block, "caption") is not None:
        return True
    if text[0] in "“\"‘'«" or _PLACE_AND_DATE.search(text):
        return False
    slanted = all("em" in run.marks for run in block.runs if not run.text.isspace())
    centred = hint(block, "align") == "center"
    return slanted and (centred or is_in_its_paragraph)
