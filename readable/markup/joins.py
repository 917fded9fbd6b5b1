"""What a browser does not know of Vietnamese words, in a few characters for a script to tell it."""

from __future__ import annotations

import re
import string

from readable.article import Run, runs_text
from readable.linebreak import find_break_opportunities
from readable.vietnamese import find_joins

__all__ = ["joins_of"]

# Of a token: a browser may part it and what follows, they are one word, they are one unit, or a
# browser would end a line in the middle of it ("946/QĐ-UBND") and should not, or where it has to
# not in the right place ("02/06/2023").
_FREE, _WORD, _UNIT, _WHOLE = range(4)

_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_TOKEN = re.compile("[^ ]+")
# A date or a number of this length may be wider than a column, and has places to be parted at.
_LONG_NUMBER = re.compile(r"(?=\S{8})\S*\d[.,/\u2013-]\d")
# Only after these would a browser end a line within a token.
_PARTED = re.compile(r"[^\s\d][-/\u2013][^\s]|\S/[^\W\d]|\S[-\u2013][^\W\d]")


def joins_of(runs: tuple[Run, ...], words: bool = True) -> str | None:
    """What `lines.js` reads in `data-joins`: two bits for each space of a paragraph; None for none.

    Without `words`, only of tokens.

    Each character of the base64url alphabet holds three. They say of the token before the space,
    and at last of the one at the end, whether it is one word with the next (1), one unit (2), or
    a token that must not be parted itself (3).

    >>> joins_of([Run("Tỉnh Bắc Kạn, ngày 2/6")])
    'Eg'
    """
    text = runs_text(runs)
    codes = _codes(text, words)
    while codes and not codes[-1]:
        codes.pop()
    if not codes:
        return None
    codes += [_FREE] * (-len(codes) % 3)
    return "".join(
        _ALPHABET[codes[place] << 4 | codes[place + 1] << 2 | codes[place + 2]]
        for place in range(0, len(codes), 3)
    )


def _codes(text: str, words: bool) -> list[int]:
    joins = {join.offset: join for join in find_joins(text)} if words else {}
    opportunities = {one.offset for one in find_break_opportunities(text)}
    codes = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        start, end = found.span()
        join = joins.get(end)
        if join is not None:
            code = _WORD if join.kind == "word" else _UNIT
        elif end < len(text) and end + 1 not in opportunities and text[end + 1] != " ":
            code = _UNIT  # "kinh tế -": a line does not begin with the dash
        elif _LONG_NUMBER.match(token) or (
            _PARTED.search(token) and opportunities.isdisjoint(range(start + 1, end))
        ):
            code = _WHOLE
        else:
            code = _FREE
        codes.append(code if words or code == _WHOLE else _FREE)
    return codes
