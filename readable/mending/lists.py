"""Lists whose markers were typed: "- một", "a) hai", "3. ba"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from readable.article import Block, Item, ListBlock, Paragraph, runs_text
from readable.findings import Finding
from readable.mending.paragraphs import join_lines
from readable.mending.parts import bold, hint, lines_of, plain_text
from readable.mending.tally import Tally
from readable.patterns import pattern
from readable.values import NamedTuple

__all__ = ["has_marker", "make_lists", "unsure_lists"]

_BULLET = pattern(r"([-–—+•●○◉◦▪■□☐☑☒◆❖➢➤►‣✓✔✦★·]|\*(?!\*)|o(?=[\s\xa0]{2}))[\s\xa0]*(?=\S)")
# Dashes are alike, and so are boxes whether ticked or not.
_ALIKE = {"–": "-", "—": "-", "☑": "☐", "☒": "☐", "◉": "○"}
_NUMBER = pattern(
    r"(\(?)(\d{1,3}|[a-zđ]|[ivx]{1,5})([.)/]|[-–](?=\s))(?:[\s\xa0]+(?=\S)|(?=[^\s\d]))",
    re.IGNORECASE,
)
# What Word writes in its own fonts before an entry that it marks as one.
_WORD_BULLET = pattern(r"(o|[^\w\s]{1,3})[\s\xa0]+(?=\S)")
# The letters in the order in which official documents count points: a b c d đ e g h i k l m …
# (Nghị định 30/2020/NĐ-CP, Phụ lục I), or that of the English alphabet.
_COUNTS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_FEWEST_NUMBERED = 3
_FEWEST_BULLETS = 2
_LONGEST_ENTRY = 2000


class _Marker(NamedTuple):
    """A typed marker: its kind ("-", "1.", "a)"), the numbers that it may stand for, and the level
    at which Word put the entry, where it did: "0" where it is one of Word's that has no level."""

    kind: str
    numbers: tuple[int, ...] = ()
    level: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What the markers of one list have in common."""
        return self.kind, "1" if self.level == "0" else self.level

    @property
    def is_bullet(self) -> bool:
        return not self.numbers


@dataclass(slots=True, eq=False, repr=False)
class _Entry:
    blocks: list[Block]
    marker: _Marker
    inner: list[_Entry] = field(default_factory=list)


def has_marker(line: str) -> bool:
    """Whether a line of plain text begins as the entry of a list does."""
    line = line.lstrip()
    found = _BULLET.match(line)
    return bool(_NUMBER.match(line) or (found and found.end() > len(found[1])))


def make_lists(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """Neighbouring paragraphs that surely are the entries of a list, as a list.

    The markers stay in the text as they were typed. Sure are two bullets of the same kind one
    after the other, three numbers that count on from the first, and what Word marked as a list.
    A list of the page whose entries begin with typed markers gets no others.
    """
    blocks = _divide_lines(blocks, tally)
    if any(isinstance(block, ListBlock) for block in blocks):
        blocks = tuple([_with_its_markers(block, tally) for block in blocks])
    markers = [_marker(block) for block in blocks]
    if not any(markers):
        return blocks
    made: list[Block] = []
    index = 0
    while index < len(blocks):
        end = _end_of_list(blocks, markers, index)
        if end > index:
            made += _lists(_entries(blocks[index:end], markers[index:end]))
            tally.add("hand-made-list", plain_text(blocks[index]))
            index = end
        else:
            made.append(blocks[index])
            index += 1
    return tuple(made)


def unsure_lists(blocks: Sequence[Block]) -> list[Finding]:
    """What looks like the entries of a list and was not sure enough to be made one."""
    findings = []
    last: _Marker | None = None
    for block in blocks:
        marker = _marker(block)
        is_bold = isinstance(block, Paragraph) and bold(block.runs)
        if marker and not marker.is_bullet and not is_bold and last and _counts_on(last, marker):
            findings.append(
                Finding(
                    "hand-made-list",
                    plain_text(block)[:80],
                    "the numbers of this list are typed as text",
                    "Make it a list in the editor.",
                    ("1.3.1",),
                )
            )
        last = marker
    return findings


def _with_its_markers(block: Block, tally: Tally) -> Block:
    """A list without markers of its own where each entry says the same one, or its number."""
    if not isinstance(block, ListBlock) or block.typed_markers:
        return block
    markers = [_marker(item.blocks[0]) if item.blocks else None for item in block.items]
    first = markers[0]
    if first is None or any(marker is None or marker.key != first.key for marker in markers):
        return block
    numbered = zip(block.numbers(), markers, strict=True)
    if block.ordered or not first.is_bullet:
        counts = all(marker and number in marker.numbers for number, marker in numbered)
        if not counts or len(markers) < 2:
            return block
    tally.add("hand-made-list", plain_text(block.items[0].blocks[0]))
    return replace(block, typed_markers=True)


def _divide_lines(blocks: tuple[Block, ...], tally: Tally) -> tuple[Block, ...]:
    """Each line of a paragraph on its own where two or more begin with the same bullet."""
    if not any("\n" in plain_text(block) for block in blocks):
        return blocks
    divided: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or "\n" not in runs_text(block.runs):
            divided.append(block)
            continue
        lines = [line for line in lines_of(block.runs) if line]
        marked = [_marker(replace(block, runs=line)) for line in lines]
        first = next((index for index, marker in enumerate(marked) if marker), len(lines))
        tail = [replace(block, runs=line, role=None) for line in lines[first:]]
        if len(tail) < _FEWEST_BULLETS or _end_of_list(tail, marked[first:], 0) < len(tail):
            divided.append(block)
            continue
        if first:
            divided.append(replace(block, runs=join_lines(lines[:first])))
        divided += tail
    return tuple(divided)


def _marker(block: Block) -> _Marker | None:
    if not isinstance(block, Paragraph) or block.role:
        return None
    text = runs_text(block.runs)
    if len(text) > _LONGEST_ENTRY:
        return None
    level = hint(block, "list") or ""
    if found := _BULLET.match(text):
        # A dash joined to its word is one of a number or a sign: "-5", "+84".
        glued = found.end() == len(found[1]) and text[found.end()].isdigit()
        return None if glued else _Marker(_ALIKE.get(found[1], found[1]), (), level)
    if found := _NUMBER.match(text):
        before, number, after = found[1], found[2].lower(), found[3]
        kind = before + ("1" if number.isdigit() else "a") + after
        numbers = _numbers(number)
        return _Marker(kind, numbers, level) if numbers else None
    if level and (found := _WORD_BULLET.match(text)):
        return _Marker(found[1], (), level)
    return None


def _numbers(written: str) -> tuple[int, ...]:
    """The numbers that a written one may stand for, as "i" is 1 or the ninth letter."""
    if written.isdigit():
        return (int(written),)
    found = []
    if len(written) == 1:
        found += [letters.index(written) + 1 for letters in _COUNTS if written in letters]
    if set(written) <= _ROMAN.keys():
        values = [_ROMAN[letter] for letter in written]
        pairs = zip(values, [*values[1:], 0], strict=True)
        found.append(sum(-one if one < after else one for one, after in pairs))
    return tuple(found)


def _counts_on(last: _Marker, marker: _Marker) -> bool:
    return last.key == marker.key and any(number + 1 in marker.numbers for number in last.numbers)


def _end_of_list(blocks: Sequence[Block], markers: Sequence[_Marker | None], start: int) -> int:
    """Where the list that begins at `start` ends; `start` itself when it is none."""
    first = markers[start]
    if first is None:
        return start
    end = start + 1
    if first.level:
        while end < len(blocks) and (marker := markers[end]) is not None and marker.level:
            end += 1
        return start if _all_bold(blocks[start:end]) else end
    if first.is_bullet:
        while end < len(blocks) and (marker := markers[end]) is not None and marker.is_bullet:
            end += 1
        alike = sum(marker is not None and marker.key == first.key for marker in markers[start:end])
        is_list = alike >= _FEWEST_BULLETS and not _is_talk(blocks[start:end])
        return end if is_list else start
    last_of = {first.key: first}
    count = 1
    while end < len(blocks) and (marker := markers[end]) is not None:
        last = last_of.get(marker.key)
        if not marker.is_bullet:
            continues = last is not None and _counts_on(last, marker)
            if not continues and (marker.key == first.key or 1 not in marker.numbers):
                break
            count += continues and marker.key == first.key
        last_of[marker.key] = marker
        end += 1
    # Bold lines that count on are headings, each with a text of its own.
    numbered = [
        block
        for block, marker in zip(blocks[start:end], markers[start:end], strict=True)
        if marker and not marker.is_bullet
    ]
    return start if count < _FEWEST_NUMBERED or _all_bold(numbered) else end


def _all_bold(blocks: Sequence[Block]) -> bool:
    return all(isinstance(block, Paragraph) and bold(block.runs) for block in blocks)


def _is_talk(blocks: Sequence[Block]) -> bool:
    """Whether the lines are what people say to each other: a question, a call now and then."""
    return any(plain_text(block).rstrip('”" ').endswith(("?", "!")) for block in blocks)


def _entries(blocks: Sequence[Block], markers: Sequence[_Marker | None]) -> list[_Entry]:
    """The entries; one with another kind of bullet stands in the last of the kind before it.

    But where Word says the level: a list of another kind may follow one at the same level.
    """
    top: list[_Entry] = []
    levels: list[tuple[tuple[str, str], list[_Entry]]] = []
    for block, marker in zip(blocks, markers, strict=True):
        assert marker is not None
        keys = [key for key, _ in levels]
        if marker.key in keys:
            del levels[keys.index(marker.key) + 1 :]
        else:
            while levels and marker.level > "0" and levels[-1][0][1] >= marker.level:
                levels.pop()
            levels.append((marker.key, levels[-1][1][-1].inner if levels else top))
        levels[-1][1].append(_Entry([block], marker))
    return top


def _lists(entries: list[_Entry]) -> list[ListBlock]:
    """The entries of each kind that follow each other, as a list."""
    return [_list(list(alike)) for _, alike in groupby(entries, lambda one: one.marker.key)]


def _list(entries: list[_Entry]) -> ListBlock:
    items = [Item((*entry.blocks, *_lists(entry.inner))) for entry in entries]
    first = entries[0].marker
    if first.is_bullet:
        return ListBlock(tuple(items), typed_markers=True)
    return ListBlock(
        tuple(items),
        ordered=True,
        start=first.numbers[0] if first.kind.strip("(.)/-–") == "1" else 1,
        kind=first.kind.strip("(.)/-–"),
        typed_markers=True,
    )
