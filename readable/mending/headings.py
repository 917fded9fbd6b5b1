"""Headings that only looked like headings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from readable.article import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Quote,
    Rule,
    Section,
    runs_text,
    walk,
)
from readable.dates import is_place_and_day
from readable.findings import Finding
from readable.mending.parts import bold, hint, is_name
from readable.mending.tally import Tally
from readable.patterns import pattern

__all__ = ["fake_headings", "make_headings"]

_LONGEST_HEADING = 160
_LEAST_GROWTH = 1.2
_BETWEEN_NAMES = pattern(r"\s*[–—,;&]\s*|\s+(?:-|và)\s+")
_ENDS_OF_TEXT = tuple(",;:….!")


def make_headings(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """The blocks, those that surely are headings made so.

    Sure are Word's outline levels, and a short bold paragraph set a fifth larger than most of
    the text is.
    """
    body_px = _body_size(blocks)
    made: list[Block] = []
    for block in blocks:
        level = _sure_level(block, body_px) if isinstance(block, Paragraph) else None
        if level and isinstance(block, Paragraph):
            tally.add("hand-made-heading", runs_text(block.runs))
            made.append(_heading(block, level))
        elif isinstance(block, Section | Quote):
            made.append(replace(block, blocks=make_headings(block.blocks, tally)))
        else:
            made.append(block)
    return tuple(made)


def fake_headings(blocks: tuple[Block, ...]) -> list[Finding]:
    """Short paragraphs wholly bold before plain text: headings to the eye and to nobody else."""
    findings = []
    for before, block, after in zip((None, *blocks), blocks, blocks[1:], strict=False):
        if (
            isinstance(block, Paragraph)
            and not isinstance(before, Figure)
            and _looks_like_heading(block)
            and bold(block.runs)
            and " " in runs_text(block.runs).strip()
            and not all(map(is_name, _BETWEEN_NAMES.split(runs_text(block.runs).strip())))
            and not (hint(block, "align") == "center" and runs_text(block.runs).isupper())
            and not isinstance(after, Heading | Rule)
            and not (isinstance(after, Paragraph) and bold(after.runs))
        ):
            findings.append(
                Finding(
                    "fake-heading",
                    runs_text(block.runs)[:80],
                    "a bold paragraph looks like a heading",
                    "Make it a heading in the editor.",
                    ("1.3.1", "2.4.6"),
                )
            )
    return findings


def _body_size(blocks: tuple[Block, ...]) -> float:
    """The size in px that most of the text is set in; 0 where the page says none."""
    sizes: Counter[float] = Counter()
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            size = hint(block, "size")
            for run in block.runs:
                sizes[float(size or hint(run, "size") or 0)] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _looks_like_heading(block: Paragraph) -> bool:
    text = runs_text(block.runs).strip()
    return (
        0 < len(text) <= _LONGEST_HEADING
        and block.role is None
        and "\n" not in text
        and block.alignment != "end"
        and hint(block, "caption") is None
        and hint(block, "align") != "end"
        and any(map(str.isalpha, text))
        and not text.endswith(_ENDS_OF_TEXT)
        and not any(run.href for run in block.runs)
        and not is_place_and_day(text)
    )


def _sure_level(block: Paragraph, body_px: float) -> int | None:
    outline = hint(block, "outline")
    if (
        outline
        and runs_text(block.runs).strip()
        and len(runs_text(block.runs)) <= 2 * _LONGEST_HEADING
    ):
        return int(outline)
    if not _looks_like_heading(block) or not bold(block.runs):
        return None
    said = hint(block, "size")
    sizes = {float(said or hint(run, "size") or 0) for run in block.runs if not run.text.isspace()}
    # A page that names no size for its text shows it at the browser's 16 px.
    size, body_px = min(sizes, default=0.0), body_px or 16.0
    if size < _LEAST_GROWTH * body_px:
        return None
    return 2 if size >= 1.5 * body_px else 3


def _heading(block: Paragraph, level: int) -> Heading:
    # What a heading says is strong by itself.
    runs = tuple(replace(run, marks=run.marks - {"strong"}) for run in block.runs)
    return Heading(level, runs, block.role, block.lang, block.alignment, block.attributes)
