"""Letters with more marks than any alphabet gives them."""

from __future__ import annotations

import re
from unicodedata import normalize

from readable.article import Block, block_texts
from readable.findings import Finding
from readable.vietnamese import QUALITY_MARKS, TONE_MARKS

__all__ = ["doubled_marks"]

# What NFC could not compose. Ede and Jarai write ê̆ and ơ̆: one mark more, of another kind.
_PIECES = re.compile(r"\w*\w[\u0300-\u036f]+\w*")


def doubled_marks(blocks: tuple[Block, ...]) -> list[Finding]:
    """Words in which a letter has two tones, or the same mark twice."""
    words = {
        word: None
        for block in blocks
        for text in block_texts(block)
        for word in _PIECES.findall(text)
        if _is_doubled(word)
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


def _is_doubled(word: str) -> bool:
    """Whether a letter of the word has two tones, or one mark twice.

    >>> _is_doubled("mụ\u0323c"), _is_doubled("hơ\u0306")
    (True, False)
    """
    for letter in re.findall(r"\w[\u0300-\u036f]+", normalize("NFD", word)):
        marks = letter[1:]
        tones = sum(mark in TONE_MARKS for mark in marks)
        qualities = [mark for mark in marks if mark in QUALITY_MARKS]
        if tones > 1 or len(qualities) > len(set(qualities)):
            return True
    return False
