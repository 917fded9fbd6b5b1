"""The marker of a list item, as HTML's `type` asks for it."""

from __future__ import annotations

__all__ = ["BULLETS", "marker"]

# • ◦ ▪ would be the browsers' three; the two that every bundled face has alternate.
BULLETS = ("•", "–")

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def marker(number: int, kind: str) -> str:
    """The marker of item `number` in a list of HTML's `type` 1, a, A, i or I.

    Letters go on after z with aa; numbers that letters or Roman numerals cannot write stay
    decimal, as CSS Counter Styles 3 has it.

    >>> marker(4, "1"), marker(28, "a"), marker(9, "I"), marker(0, "i")
    ('4.', 'ab.', 'IX.', '0.')
    """
    if kind in ("a", "A") and number > 0:
        written = _letters(number)
    elif kind in ("i", "I") and 0 < number < 4000:
        written = _roman(number)
    else:
        written = str(number)
    return f"{written.upper() if kind in ('A', 'I') else written}."


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        written += digits * count
    return written
