"""What a browser does not know of where Vietnamese lines end, in few characters for a script."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator

from readable.article import Run, runs_text
from readable.linebreak import KEPT_PENALTY, LEVELS, weigh_opportunities
from readable.optimum import BREAKING, JUSTIFIED, LIKELY_UNIT, NARROW_EM, UNIT, heading_costs

__all__ = ["costs_of", "joins_of"]

_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
# What HTML takes for white space; the parts between are the tokens.
_TOKEN = re.compile("[^ \t\n\r\f]+")
# Alone, a date or a number of this length may be wider than a column, and has places to be parted.
_LONG = re.compile(r"(?=\S{8})\S*[\w%][.,/–-]\w")
# Only after these would a browser end a line within a token.
_PARTED = re.compile(r"[^\s\d][-/–][^\s]|\S/[^\W\d]|\S[-–][^\W\d]")

# The code of a place: one bit where a line may end, two where it is sure that it should not, else
# two and four that are a level, or one of these.
_FREE, _SURE, _OTHER = "0", "10", "11"
_LEVEL_BITS = {level: f"{place:04b}" for place, level in enumerate(LEVELS)}
_INSIDE, _KEPT, _NEVER = _OTHER + "0000", _OTHER + "1110", _OTHER + "1111"
_FURTHEST = 63


class _Untold(Exception):
    """The text has places that the code has no signs for: a browser breaks it alone."""


def joins_of(runs: tuple[Run, ...], words: bool = True) -> str | None:
    """What `lines.js` reads in `data-joins` of a paragraph; None where it has nothing to do.

    It says of each space how bad it is to end a line there, as one of the `LEVELS` of
    `readable.linebreak`, so that the script can weigh the same numbers as `readable.optimum`. It
    is a row of bits, six in each character of the base64url alphabet, zeros at its end left out:

    - 0: a line may end here;
    - 10: it is sure that none should;
    - 11 and four bits, 1 to 13: the level of that place in the row;
    - 11 1110: only where there is no other way ("kinh tế -"); 11 1111: never;
    - 11 0000 and ten bits, before the code of the space: a line may end inside the token, so many
      characters (six bits) after its beginning or the last such place, with a level (four).

    Without `words` no line should end inside a token, and all spaces are alike.

    >>> joins_of((Run("Tỉnh Bắc Kạn, ngày 2/6"),))
    'xnY'
    """
    text = runs_text(runs)
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    if (len(tokens) < 2 or not words) and not any(
        _LONG.match(text, start) or _PARTED.search(text, start, end) for start, end in tokens
    ):
        return None
    try:
        bits = "".join(_codes(text, tokens, words))
    except _Untold:
        return None
    letters = [bits[at : at + 6].ljust(6, "0") for at in range(0, len(bits), 6)]
    return "".join(_ALPHABET[int(six, 2)] for six in letters).rstrip("A") or "A"


def _codes(text: str, tokens: list[tuple[int, int]], words: bool) -> Iterator[str]:
    offsets, mandatory, penalties = weigh_opportunities(text)
    places = {
        offset: (is_mandatory, penalty if words else 0.0)
        for offset, is_mandatory, penalty in zip(offsets, mandatory, penalties, strict=True)
    }
    if 4 * (len(places) - len(tokens)) > len(text):  # a script without spaces
        raise _Untold
    starts = [start for start, _ in tokens[1:]]
    for (start, end), following in zip(tokens, [*starts, None], strict=True):
        last = start
        for offset in range(start + 1, end):
            if offset in places:
                is_mandatory, penalty = places[offset]
                if penalty == KEPT_PENALTY and not is_mandatory:
                    continue  # as before the bracket of "漢( )": no line ends there by choice
                if is_mandatory or offset - last > _FURTHEST:
                    raise _Untold
                yield f"{_INSIDE}{offset - last:06b}{_LEVEL_BITS[penalty]}"
                last = offset
        if following is not None and "\n" not in text[end:following]:
            yield _code(places[following][1]) if following in places else _NEVER
        elif following is not None:
            yield _FREE  # there is a <br>


def _code(penalty: float) -> str:
    if penalty == KEPT_PENALTY:
        return _KEPT
    if penalty in (LEVELS[0], LEVELS[-1]):
        return _SURE if penalty else _FREE
    return _OTHER + _LEVEL_BITS[penalty]


def costs_of() -> str:
    """What the script knows of `readable.optimum`, as JSON: `Costs` as rows of numbers, and levels.

    For each way to break lines there are those of paragraphs, of headings, and of lines that are
    filled to their end.
    """
    ways = {
        name: costs
        and [costs, heading_costs(costs), costs._replace(ragged=JUSTIFIED * costs.ragged)]
        for name, costs in BREAKING.items()
    }
    told = {"ways": ways, "narrow": NARROW_EM, "levels": LEVELS, "units": [UNIT, LIKELY_UNIT]}
    return json.dumps(told, separators=(",", ":"))
