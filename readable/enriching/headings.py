"""Headings that a page only makes look like headings: short paragraphs, bold throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from readable.article import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Rule,
    Run,
    Section,
    Table,
    runs_text,
)
from readable.dates import find_dates

__all__ = ["with_real_headings"]

_LONGEST_HEADING = 150
# A shorter paragraph below it may as well be another line of a signature or an address.
_SHORTEST_TEXT = 40
_LOWEST = 6

# How official texts number their parts, from the largest to the smallest.
_RANKS = tuple(
    re.compile(pattern, re.IGNORECASE if "phần" in pattern or "chương" in pattern else 0)
    for pattern in (
        r"phần (?:thứ )?(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|[IVX]+|\d+)\b",
        r"chương (?:[IVX]+|\d+)\b",
        r"(?:Mục|MỤC) (?:[IVX]+|\d+)\b",
        r"[A-HJ-UWYZ] ?[.)/-] ?(?=[^\W\d_a-z])",
        r"[IVX]+ ?[.)/-]",
        r"(?:Điều|ĐIỀU) \d+[a-zđ]?\b",
        r"\d{1,2} ?[.)/-](?!\d)",
        r"\d{1,2}\.\d{1,2}\b(?!\.\d)",
        r"\d{1,2}\.\d{1,2}\.\d{1,2}\b",
        r"[a-zđ]\)",
    )
)
_UNNUMBERED = len(_RANKS)
# "Chương II" with nothing more: its name is the next line.
_BARE_NUMBER = re.compile(r"(?:(?:phần|chương|mục) (?:thứ )?\w+|[IVX]+)[.:]?", re.IGNORECASE)
_NO_HEADING = re.compile(
    r"""
    (?:bài|ảnh|tin|video|nguồn|tác\ giả|theo|người\ viết|biên\ tập|biên\ soạn|thực\ hiện)\b
        .{0,12}[:,]
    | (?:theo|ảnh|pv|phóng\ viên|hỏi|đáp|trả\ lời)\ ?[:.]
    | (?:TM|KT|TL|TUQ|Q)\.\ ?[^\W\d_a-z]
    | (?:nơi\ nhận|kính\ gửi|căn\ cứ|v/v|xem\ thêm|tin\ liên\ quan|chú\ thích)\b
    | số\ ?[:.\d/]
    | cộng\ hòa\ xã\ hội\ chủ\ nghĩa | độc\ lập\ ?[-–]\ ?tự\ do | đảng\ cộng\ sản\ việt\ nam$
    | [(\[“"«].*[)\]”"»]$
    | [-–+•*]\ ?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LAST_OF_SENTENCE = tuple(".;,…")
_LONGEST_NAME = 5


class _Candidate(NamedTuple):
    rank: int
    is_bare: bool


def with_real_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a heading for each paragraph that surely is one.

    That is a paragraph at most a line or two long, bold throughout, that ends no sentence, stands
    in no table, list, caption or quotation, below no picture unless it is numbered, and above a
    text that is not bold. A byline, a name, a date, a caption, a signature and the bold summary
    below a title stay paragraphs. Its level follows from the title or the heading above it and
    from its number: Phần, Chương, Mục, A., I., Điều, 1., 1.1, a), then those without a number.
    """
    return _Outline().with_headings(blocks)


class _Outline:
    """The headings above the place that is read, and the ranks of those found below them."""

    def __init__(self) -> None:
        self._level_above = 1
        self._ranks: list[int] = []
        self._after_title = False

    def with_headings(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._read(blocks))

    def _read(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            before = blocks[index - 1] if index else None
            match block:
                case Heading(level=level):
                    self._level_above = level
                    self._ranks.clear()
                    self._after_title = level == 1
                    yield block
                case Section(blocks=inner):
                    yield replace(block, blocks=self.with_headings(inner))
                case Paragraph():
                    candidate = self._candidate(block, before)
                    is_text = block.role is None
                    if candidate and _stands_above_text(blocks, index):
                        heading = _heading(block, self._level(candidate.rank))
                        name = blocks[index + 1] if candidate.is_bare else None
                        if isinstance(name, Paragraph) and _is_name_of_part(name):
                            heading = _joined(heading, name)
                            index += 1
                        yield heading
                    else:
                        yield block
                    self._after_title = self._after_title and not is_text
                case _:
                    yield block
            index += 1

    def _candidate(self, block: Paragraph, before: Block | None) -> _Candidate | None:
        candidate = _candidate(block)
        if candidate is None or candidate.rank < _UNNUMBERED:
            return candidate
        is_caption = isinstance(before, Figure) and not before.caption
        return None if is_caption or self._after_title else candidate

    def _level(self, rank: int) -> int:
        while self._ranks and self._ranks[-1] >= rank:
            self._ranks.pop()
        self._ranks.append(rank)
        return min(self._level_above + len(self._ranks), _LOWEST)


def _candidate(block: Block) -> _Candidate | None:
    """What kind of heading a block may be, by itself."""
    if not isinstance(block, Paragraph) or block.role or block.alignment == "end":
        return None
    text = runs_text(block.runs).strip()
    if not text or len(text) > _LONGEST_HEADING or not _is_bold(block.runs):
        return None
    if text.count("\n") > 1 or text.endswith(_LAST_OF_SENTENCE) or _NO_HEADING.match(text):
        return None
    if not any(map(str.isalpha, text)) or any(
        found.end - found.start > len(text) / 2 for found in find_dates(text)
    ):
        return None
    rank = next((at for at, number in enumerate(_RANKS) if number.match(text)), _UNNUMBERED)
    if rank == _UNNUMBERED and not _may_stand_without_number(text):
        return None
    return _Candidate(rank, _BARE_NUMBER.fullmatch(text) is not None)


def _may_stand_without_number(text: str) -> bool:
    """Whether a text has what a heading has: more than a name, and no question or announcement."""
    words = text.split()
    if text.endswith((":", "?", "!")) or not words[0][0].isupper() or len(words) < 2:
        return False
    is_name = len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    return not is_name or text.isupper()


def _is_bold(runs: tuple[Run, ...]) -> bool:
    return all("strong" in run.marks or not run.text.strip() for run in runs)


def _is_name_of_part(block: Paragraph) -> bool:
    """Whether a paragraph is the name of the part whose number stands above it."""
    candidate = _candidate(replace(block, alignment=None))
    return candidate is not None and candidate.rank == _UNNUMBERED and not candidate.is_bare


def _stands_above_text(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether text follows that is not bold, below other headings at most, or below pictures."""
    for block in blocks[index + 1 :]:
        match block:
            case Paragraph(runs=runs) if _candidate(block) is None:
                return not _is_bold(runs) and len(runs_text(runs)) >= _SHORTEST_TEXT
            case Paragraph() | Figure():
                continue
            case ListBlock() | Table():
                return True
            case Rule() | Heading():
                return False
            case _:
                return False
    return False


def _heading(block: Paragraph, level: int) -> Heading:
    """The paragraph as a heading, which needs no bold of its own."""
    runs = tuple(replace(run, marks=run.marks - {"strong"}) for run in block.runs)
    return Heading(level, runs, None, block.lang, block.alignment, block.attributes)


def _joined(heading: Heading, name: Paragraph) -> Heading:
    """The number of a part and its name, on two lines of one heading."""
    named = _heading(name, heading.level)
    return replace(heading, runs=(*heading.runs, Run("\n"), *named.runs))
