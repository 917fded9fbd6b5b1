"""The letters of Vietnamese, their marks, and their one canonical form."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import is_normalized, normalize

from readable.patterns import pattern

__all__ = [
    "LETTERS",
    "QUALITY_MARKS",
    "TONE_MARKS",
    "canonical",
    "has_marks",
    "is_plain_word",
    "is_quality_mark",
    "is_tone_mark",
]

GRAVE, ACUTE, TILDE, HOOK_ABOVE, DOT_BELOW = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"

TONE_MARKS = GRAVE + ACUTE + TILDE + HOOK_ABOVE + DOT_BELOW
"""The combining marks of the five written tones: huyền, sắc, ngã, hỏi, nặng."""

QUALITY_MARKS = CIRCUMFLEX + BREVE + HORN
"""The combining marks that make another vowel: â ê ô, ă, ơ ư."""

VOWELS = "aăâeêioôơuưy"
_TONED = [normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONE_MARKS)]
_LOWER = [letter for letter in [*_TONED, "đ"] if not letter.isascii()]

LETTERS = tuple(_LOWER) + tuple(letter.upper() for letter in _LOWER)
"""The 134 letters that Vietnamese writes and ASCII lacks, in NFC, lower case first."""

_BY_MARKS = {frozenset(normalize("NFD", letter)): letter for letter in LETTERS}
# A letter that NFC left in pieces, of no more marks than the two of a Vietnamese letter.
_MARKED_CLUSTER = pattern(r"\w[\u0300-\u036f]{1,2}+(?![\u0300-\u036f])")


# Of 12,984 tokens joined by a slash, a hyphen or a dash in Vietnamese laws and Wikipedia
# ("08/2012/TTLT-BLĐTBXH-BNV"), 99.7 % have no more characters than this. Most of the longer
# ones are addresses of web pages, which nobody reads as one word.
LONGEST_WHOLE_TOKEN = 24

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_OPENING_SIGNS = re.escape("([\"'“‘")
_CLOSING_SIGNS = re.escape(".,;:!?)]\"'”’")
_PLAIN_WORD = pattern(
    rf"[{_OPENING_SIGNS}]*[{LATIN}0-9]+(?:[.,:;][{LATIN}0-9]+)*[{_CLOSING_SIGNS}]*"
)


def is_plain_word(text: str) -> bool:
    """Whether it is Latin letters or digits in common signs, and no longer than a word may be.

    A line may end before and after it, and not inside. Most of a running text is such.

    >>> [is_plain_word(word) for word in ("(2.500),", "Kạn:", "946/QĐ-UBND", "-")]
    [True, True, False, False]
    """
    return len(text) <= LONGEST_WHOLE_TOKEN and _PLAIN_WORD.fullmatch(text) is not None


def is_tone_mark(character: str) -> bool:
    """Whether the character is one of the five combining tones.

    >>> is_tone_mark(ACUTE), is_tone_mark(HORN)
    (True, False)
    """
    return character in TONE_MARKS


def is_quality_mark(character: str) -> bool:
    """Whether the character is the combining circumflex, breve or horn."""
    return character in QUALITY_MARKS


@lru_cache(maxsize=4096)
def _with_marks_in_order(cluster: str) -> str:
    base, *marks = list(normalize("NFD", cluster))
    tones = sum(map(is_tone_mark, marks))
    qualities = sum(map(is_quality_mark, marks))
    if tones == qualities == 1 and len(marks) == 2:
        return _BY_MARKS.get(frozenset((base, *marks)), cluster)
    return cluster


_MANY_MARKS = pattern("[\u0300-\u036f]{31}")
_FEW_MARKS = pattern("[^\u0300-\u036f]*[\u0300-\u036f]{0,30}", re.DOTALL)


def has_marks(text: str) -> bool:
    """Whether there may be a combining mark in a text, of those from U+0300 on.

    >>> has_marks("Tié\u0302ng"), has_marks("Tiếng")
    (True, False)
    """
    if text.isascii():
        return False
    # Two bytes are found sooner than 112 characters: in UTF-8 those up to U+036F, and besides them
    # only those up to U+037F, begin with one of these.
    data = text.encode("utf-8", "surrogatepass")
    return b"\xcc" in data or b"\xcd" in data


def canonical(text: str) -> str:
    """The text in NFC, with a tone that was typed before its circumflex, breve or horn put right.

    NFC keeps the order of two marks that both stand above, so "e + acute + circumflex" is not
    the letter ế to it, and every font stacks it upside down. A base with exactly one quality and
    one tone that together make one of the 134 letters becomes that letter; any other cluster
    (ê̆ of Ede, a doubled mark) stays as it was written.

    >>> canonical("Tié̂ng Việt") == "Tiếng Việt"
    True
    """
    if not has_marks(text) and is_normalized("NFC", text):
        return text
    if _MANY_MARKS.search(text):
        # Ordering marks takes time that grows with the square of their number: no letter has 30
        # (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
        text = "".join(normalize("NFC", part) for part in _FEW_MARKS.findall(text))
    elif not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return _MARKED_CLUSTER.sub(lambda found: _with_marks_in_order(found[0]), text)
