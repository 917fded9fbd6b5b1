"""UTF-8 that was read as windows-1252 or Latin-1."""

from __future__ import annotations

import re

from readable.legacy.tables import BYTES
from readable.patterns import pattern
from readable.vietnamese import LETTERS

__all__ = ["mend_mojibake"]

_VIETNAMESE = frozenset(LETTERS)
# UTF-8 read as windows-1252 or Latin-1: the character that the first byte of a letter became,
# and those of the bytes that follow it.
_FOLLOWING = "".join(
    re.escape(character) for character, code in BYTES.items() if 0x80 <= code < 0xC0
)
_ONE_BROKEN = f"[ÂÃÄÅÆ][{_FOLLOWING}]|[áâï][{_FOLLOWING}]{{2}}|ð[{_FOLLOWING}]{{3}}"
_BROKEN = pattern(_ONE_BROKEN)
_MAYBE_BROKEN = pattern(f"[ÂÃÄÅÆáâïð][{_FOLLOWING}]")
_BROKEN_RUN = pattern(f"(?:{_ONE_BROKEN})+")
# What a Vietnamese page has beyond ASCII. A letter of another language is mended where a small
# letter stands before it, as no spelling has "fÃ".
_EXPECTED = frozenset(
    "“”‘’–—…•·°²³½¼¾×÷±«»§©®™€£¥₫≤≥≠→←−\xa0\xad\ufeff\u200b\u2013\u2022\u2010\u2011✓➢▪"
)
_LONGEST_QUOTATION = 300


def mend_mojibake(text: str) -> tuple[str, int]:
    """The text with UTF-8 that was read as windows-1252 or Latin-1 read rightly, and how often.

    Only where the bytes are UTF-8 exactly and what they give is Vietnamese; done again where it
    was broken twice. U+00A0 may be part of a letter: mend this before spaces.

    >>> mend_mojibake("Tá»‰nh á»§y Báº¯c Káº¡n, Ä‘oÃ\\xa0n kết")
    ('Tỉnh ủy Bắc Kạn, đoàn kết', 6)
    >>> mend_mojibake("XÃ\\xa0HỘI, „Ä“")
    ('XÃ\\xa0HỘI, „Ä“', 0)
    """
    count = 0
    while _MAYBE_BROKEN.search(text):
        text, mended = _peel(text)
        if not mended:
            break
        count += mended
    return text, count


def _peel(text: str) -> tuple[str, int]:
    """One layer of mojibake off the text, and off how many runs of it."""
    runs = list(_BROKEN_RUN.finditer(text))
    sure = [_is_broken(text, run) for run in runs]
    is_page_broken = any(sure)
    pieces, reached, count = [], 0, 0
    for run, is_sure in zip(runs, sure, strict=True):
        decoded = _from_utf_8(run[0])
        if decoded is None or not (is_sure or (is_page_broken and _may_be_broken(text, run))):
            continue
        pieces += [text[reached : run.start()], decoded]
        reached = run.end()
        count += 1
    return "".join([*pieces, text[reached:]]), count


def _from_utf_8(run: str) -> str | None:
    """What the bytes of the characters say; None unless it can be what a page says."""
    try:
        decoded = bytes(BYTES[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return None
    expected = all(
        character in _VIETNAMESE
        or character in _EXPECTED
        or character in BYTES
        or "\u2000" <= character <= "\u214f"
        or character >= "\U0001f000"
        for character in decoded
    )
    return decoded if expected else None


# Second characters that follow "Ã" and "Â" in good text too, where a word ends: XÃ”, ĐÃ…
_ENDINGS = "“”‘’–—…•™»«\xa0"


def _may_be_broken(text: str, run: re.Match[str]) -> bool:
    """Whether nothing speaks against it, on a page where other characters are broken."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if run[0][0] not in "ÂÃ" or run[0][1] not in _ENDINGS or not before.isupper():
        return True
    # "BÃ\xa0 Mai" is "Bà Mai", "HÃ’A" is "HÒA", but "XÃ\xa0HỘI" and "XÃ”" are what they seem.
    return not after.isupper() if run[0][1] == "\xa0" else after.isupper()


def _is_broken(text: str, run: re.Match[str]) -> bool:
    """Whether no spelling has such characters in a row."""
    decoded = _from_utf_8(run[0])
    if decoded is None:
        return False
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    first, second = run[0][0], run[0][1]
    if len(decoded) > 1:
        return True
    if first in "áâïð":
        # «cá»… : a quotation that ends with one of these letters.
        near = max(0, run.start() - _LONGEST_QUOTATION)
        opened = text.rfind("«", near, run.start()) > text.rfind("»", near, run.start())
        return not (first in "áâ" and second == "»" and opened and not after.isalpha())
    if first in "ÄÅÆ":
        return decoded in _VIETNAMESE and (
            before.isalpha() or after.isalpha() or second not in _ENDINGS
        )
    if before.islower():
        return True
    if first == "Ã":
        return second not in _ENDINGS
    return second in "°²³½¼¾©®·" and not before.isalpha()
