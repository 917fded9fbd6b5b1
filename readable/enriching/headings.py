"""Headings that a page only makes look like headings: short paragraphs, bold throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeGuard

from readable.article import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Role,
    Run,
    Section,
    Table,
    runs_text,
    walk,
)
from readable.dates import find_dates
from readable.enriching.official import is_formula, is_kind, is_letterhead, is_subject
from readable.numbering import marker

__all__ = ["Outlined", "with_real_headings"]

_LONGEST_HEADING = 150
# The subject of an official document is one sentence, however long.
_LONGEST_SUBJECT = 500
# A shorter paragraph below it may as well be another line of a signature or an address.
_SHORTEST_TEXT = 40
_LOWEST = 6

# How official texts number their parts, from the largest to the smallest.
_RANKS = tuple(
    re.compile(pattern, re.IGNORECASE if "phần" in pattern or "chương" in pattern else 0)
    for pattern in (
        r"phần (?:thứ )?(?P<number>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|[IVX]+|\d+)\b",
        r"chương (?P<number>[IVX]+|\d+)\b",
        r"(?:Mục|MỤC) (?P<number>[IVX]+|\d+)\b",
        r"(?P<number>[A-HJ-UWYZ]) ?[.)/-] ?(?=[^\W\d_a-z])",
        r"(?P<number>[IVX]+) ?[.)/-]",
        r"(?:Điều|ĐIỀU) (?P<number>\d+)[a-zđ]?\b",
        r"(?P<number>\d{1,2}) ?[.)/-](?!\d)",
        r"(?P<parent>\d{1,2}\.)(?P<number>\d{1,2})\b(?!\.\d)",
        r"(?P<parent>\d{1,2}\.\d{1,2}\.)(?P<number>\d{1,2})\b",
        r"(?P<number>[a-zđ])\)",
    )
)
_UNNUMBERED = len(_RANKS)
# A document within another holds its parts, whatever their numbers.
_DOCUMENT = -1
_NUMERALS = {
    **{marker(number, "I").rstrip("."): number for number in range(1, 40)},
    **{
        word.upper(): number
        for number, word in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), 1)
    },
}
# Letters follow each other as in Vietnamese (a, b, c, d, đ, e, g) or as in English.
_NEXT_LETTERS = {
    *pairwise("ABCDĐEGHIKLMNOPQRSTUVXY"),
    *pairwise("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
}
# "Chương II" with nothing more: its name is the next line.
_BARE_NUMBER = re.compile(r"(?:(?:phần|chương|mục) (?:thứ )?\w+|[IVX]+)[.:]?", re.IGNORECASE)
_NO_HEADING = re.compile(
    r"""
    (?:bài|ảnh|tin|video|nguồn|tác\ giả|theo|người\ viết|biên\ tập|biên\ soạn|thực\ hiện)\b
        .{0,12}[:,]
    | (?:theo|ảnh|pv|phóng\ viên|hỏi|đáp|trả\ lời)\ ?[:.]
    | (?:căn\ cứ|v/v|xem\ thêm|tin\ liên\ quan|chú\ thích)\b
    | số\ ?[:.\d/]
    | [(\[“"«].*[)\]”"»]$
    | [-–+•*]\ ?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LAST_OF_SENTENCE = tuple(".;,…")
_LONGEST_NAME = 5


class Outlined(NamedTuple):
    """Blocks with real headings, and the texts of the paragraphs that became so."""

    blocks: tuple[Block, ...]
    made: tuple[str, ...]


class _Candidate(NamedTuple):
    rank: int
    number: int | str | None = None
    # What stands before the number: "2." in "2.1".
    parent: str = ""
    is_bare: bool = False


def with_real_headings(blocks: tuple[Block, ...]) -> Outlined:
    """The blocks, with a heading for each paragraph that surely is one.

    That is a paragraph at most a line or two long, bold throughout, that ends no sentence, stands
    in no table, list, caption or quotation, below no picture unless it is numbered, and above a
    text that is not bold; and those that count on from one, or up to one. A byline, a name, a
    date, a caption, the letterhead and the signature of an official document and the bold summary
    below a title stay paragraphs. Its level follows from the title or the heading above it and
    from its number: Phần, Chương, Mục, A., I., Điều, 1., 1.1, a), then those without a number.

    "QUYẾT ĐỊNH" and the like above "Về việc …" are one heading: the title of an article that has
    none yet, else that of a document within it. The time taken is linear in the number of blocks.
    """
    outline = _Outline(blocks)
    return Outlined(outline.with_headings(blocks), tuple(outline.made))


class _Outline:
    """The headings above the place that is read, and the ranks of those found below them."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        line = list(_in_line(blocks))
        self.made: list[str] = []
        self._candidates = [_candidate(block) if block else None for block in line]
        self._sure = _sure(line, self._candidates)
        # Where in the line the next block stands.
        self._at = 0
        self._level_above = 1
        self._ranks: list[int] = []
        self._after_title = False
        self._has_title = any(
            (isinstance(block, Heading) and block.level == 1)
            or (isinstance(block, Heading | Paragraph) and block.role == "title")
            for block in walk(blocks)
        )

    def with_headings(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._read(blocks))

    def _read(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            taken = 1
            match block:
                case Heading(level=level):
                    self._begin(level)
                    yield block
                case Section(blocks=inner):
                    self._at += 1
                    yield replace(block, blocks=self.with_headings(inner))
                case Paragraph():
                    heading, taken = self._heading_at(block, blocks, index)
                    yield heading or block
                case _:
                    yield block
            self._at += taken
            index += taken

    def _begin(self, level: int) -> None:
        """A heading of the page's own, or a title, above all that follows."""
        self._level_above = level
        self._ranks.clear()
        self._after_title = level == 1

    def _heading_at(
        self, block: Paragraph, blocks: tuple[Block, ...], index: int
    ) -> tuple[Heading | None, int]:
        """The heading that a paragraph begins, if it begins one, and of how many paragraphs."""
        parts = _title_at(blocks, index)
        candidate = self._candidates[self._at]
        heading = None
        if parts and not self._has_title:
            self._has_title = True
            self._begin(1)
            heading = _heading(parts, 1, "title")
        elif parts:
            heading = _heading(parts, self._level(_DOCUMENT))
            self._after_title = True
        elif candidate and self._sure[self._at] and self._may_stand(candidate, blocks, index):
            name = blocks[index + 1 : index + 2] if candidate.is_bare else ()
            parts = (block, *(part for part in name if _is_name_of_part(part)))
            heading = _heading(parts, self._level(candidate.rank))
            self._after_title = False
        elif block.role is None:
            self._after_title = False
        self.made += [runs_text(part.runs) for part in parts]
        return heading, max(len(parts), 1)

    def _may_stand(self, candidate: _Candidate, blocks: tuple[Block, ...], index: int) -> bool:
        if candidate.rank < _UNNUMBERED:
            return True
        before = blocks[index - 1] if index else None
        is_caption = isinstance(before, Figure) and not before.caption
        return not is_caption and not self._after_title

    def _level(self, rank: int) -> int:
        while self._ranks and self._ranks[-1] >= rank:
            self._ranks.pop()
        self._ranks.append(rank)
        return min(self._level_above + len(self._ranks), _LOWEST)


def _in_line(blocks: tuple[Block, ...]) -> Iterator[Block | None]:
    """The blocks and those in their sections, one after the other, None where a section borders."""
    for block in blocks:
        if isinstance(block, Section):
            yield None
            yield from _in_line(block.blocks)
            yield None
        else:
            yield block


def _sure(line: list[Block | None], candidates: list[_Candidate | None]) -> list[bool]:
    """Which of the candidates stand above text, or are of one series with one that does."""
    sure = [False] * len(line)
    above_text = above_anything = False
    for at in reversed(range(len(line))):
        block, candidate = line[at], candidates[at]
        if candidate:
            sure[at] = above_text if candidate.rank == _UNNUMBERED else above_anything
        elif isinstance(block, Paragraph):
            is_text = not _is_bold(block.runs) and len(runs_text(block.runs)) >= _SHORTEST_TEXT
            above_text = above_anything = is_text
        elif isinstance(block, Figure):
            above_anything = True
        else:
            above_text = above_anything = isinstance(block, ListBlock | Table)
    for series in _series(candidates):
        if any(sure[at] for at in series):
            for at in series:
                sure[at] = True
    return sure


def _series(candidates: list[_Candidate | None]) -> list[list[int]]:
    """The places of candidates with numbers of one kind that count on from each other."""
    found: list[list[int]] = []
    open_series: dict[tuple[int, str], list[int]] = {}
    for at, candidate in enumerate(candidates):
        if candidate is None or candidate.number is None:
            continue
        kind = (candidate.rank, candidate.parent)
        series = open_series.get(kind)
        last = candidates[series[-1]] if series else None
        if series is None or last is None or not _counts_on(last.number, candidate.number):
            series = open_series[kind] = []
            found.append(series)
        series.append(at)
    return found


def _counts_on(number: int | str | None, following: int | str | None) -> bool:
    if isinstance(number, int) and isinstance(following, int):
        return following == number + 1
    return (number, following) in _NEXT_LETTERS


def _candidate(block: Block) -> _Candidate | None:
    """What kind of heading a block may be, by itself."""
    if not isinstance(block, Paragraph) or block.role or block.alignment == "end":
        return None
    text = runs_text(block.runs).strip()
    if not text or len(text) > _LONGEST_HEADING or not _is_bold(block.runs):
        return None
    if text.count("\n") > 1 or text.endswith(_LAST_OF_SENTENCE) or _NO_HEADING.match(text):
        return None
    if is_letterhead(text) or is_formula(text):
        return None
    if not any(map(str.isalpha, text)) or any(
        found.end - found.start > len(text) / 2 for found in find_dates(text)
    ):
        return None
    for rank, pattern in enumerate(_RANKS):
        found = pattern.match(text)
        if found:
            is_bare = _BARE_NUMBER.fullmatch(text) is not None
            parent = found.groupdict().get("parent", "")
            return _Candidate(rank, _value(found["number"]), parent, is_bare)
    return _Candidate(_UNNUMBERED) if _may_stand_without_number(text) else None


def _value(number: str) -> int | str:
    """What a number counts as: a letter counts as itself, "i)" too."""
    if number.isdecimal():
        return int(number)
    letter = number.upper()
    return letter if len(number) == 1 and number.islower() else _NUMERALS.get(letter, letter)


def _may_stand_without_number(text: str) -> bool:
    """Whether a text has what a heading has: more than a name, and no question or announcement."""
    words = text.split()
    if text.endswith((":", "?", "!")) or not words[0][0].isupper() or len(words) < 2:
        return False
    is_name = len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    return not is_name or text.isupper()


def _is_bold(runs: tuple[Run, ...]) -> bool:
    return all("strong" in run.marks or not run.text.strip() for run in runs)


def _is_name_of_part(block: Block) -> TypeGuard[Paragraph]:
    """Whether a block is the name of the part whose number stands above it."""
    if not isinstance(block, Paragraph):
        return False
    candidate = _candidate(replace(block, alignment=None))
    return candidate is not None and candidate.rank == _UNNUMBERED and not candidate.is_bare


def _title_at(blocks: tuple[Block, ...], index: int) -> tuple[Paragraph, ...]:
    """The paragraphs, one or two, that begin here and are the title of an official document."""
    first = blocks[index]
    if not isinstance(first, Paragraph) or not _may_be_of_title(first):
        return ()
    kind, _, subject = runs_text(first.runs).strip().partition("\n")
    if not is_kind(kind.strip()):
        return ()
    is_centred = first.alignment == "center"
    if subject:
        return (first,) if _may_be_subject(subject, is_centred=is_centred) else ()
    second = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(second, Paragraph) or not _may_be_of_title(second):
        return ()
    is_centred = is_centred and second.alignment == "center"
    text = runs_text(second.runs).strip()
    return (first, second) if _may_be_subject(text, is_centred=is_centred) else ()


def _may_be_of_title(block: Paragraph) -> bool:
    return block.role is None and block.alignment != "end" and _is_bold(block.runs)


def _may_be_subject(text: str, *, is_centred: bool) -> bool:
    """Whether a text says what a document is about: in its own words, or by where it stands."""
    if len(text) > _LONGEST_SUBJECT:
        return False
    return is_subject(text) or (
        is_centred
        and len(text.split()) > 1
        and not is_letterhead(text)
        and not is_kind(text)
        and not any(number.match(text) for number in _RANKS)
        and not _NO_HEADING.match(text)
    )


def _heading(parts: tuple[Paragraph, ...], level: int, role: Role | None = None) -> Heading:
    """Paragraphs as the lines of one heading, which needs no bold of its own."""
    first = parts[0]
    runs = [replace(run, marks=run.marks - {"strong"}) for run in first.runs]
    for part in parts[1:]:
        runs += [Run("\n"), *(replace(run, marks=run.marks - {"strong"}) for run in part.runs)]
    return Heading(level, tuple(runs), role, first.lang, first.alignment, first.attributes)
