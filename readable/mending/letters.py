"""Letters with more marks than any alphabet gives them."""

from __future__ import annotations

import re
from unicodedata import normalize

from readable.article import Block, walk
from readable.findings import Finding
from readable.mending.parts import plain_text
from readable.vietnamese import QUALITY_MARKS, TONE_MARKS, has_marks

__all__ = ["doubled_marks"]

# What NFC could not compose. Ede and Jarai write ê̆ and ơ̆: one mark more, of another kind.
_PIECES = re.compile(r"(?<=\w)[\u0300-\u036f]{1,8}")
_MOST_AROUND = 12


def doubled_marks(blocks: tuple[Block, ...]) -> list[Finding]:
    """Words in which a letter has two tones, or the same mark twice."""
    words = {
        _word_at(text, found.start() - 1, found.end()): None
        for block in walk(blocks)
        if has_marks(text := plain_text(block))
        for found in _PIECES.finditer(text)
        if _is_doubled(text[found.start() - 1 : found.end()])
    }
    return [
        Finding(
            "doubled-mark",
            word,
            "a letter has more marks than it can have",
            "Type the word again.",
            ("3.1.1",),
        )
        for word in words
    ]


def _word_at(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _MOST_AROUND) : start]
    after = text[end : end + _MOST_AROUND]
    lead, tail = re.search(r"\w*$", before), re.match(r"\w*", after)
    return f"{lead[0] if lead else ''}{text[start:end]}{tail[0] if tail else ''}"


def _is_doubled(letter: str) -> bool:
    """Whether a letter has two tones, or one mark twice.

    >>> _is_doubled("ụ\u0323"), _is_doubled("ơ\u0306")
    (True, False)
    """
    marks = normalize("NFD", letter)[1:]
    tones = sum(mark in TONE_MARKS for mark in marks)
    qualities = [mark for mark in marks if mark in QUALITY_MARKS]
    return tones > 1 or len(qualities) > len(set(qualities))
