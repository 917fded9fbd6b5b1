"""Which characters of a text run from right to left: Unicode's bidirectional algorithm (UAX #9).

Without the controls that embed, override and isolate: web articles mark up what they mean, and
`reading` keeps no such control's effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

from readable.patterns import pattern

__all__ = ["has_right_to_left", "levels_of", "reordered"]

# Hebrew, Arabic, Syriac, Thaana, N'Ko and what follows them, their presentation forms, and the
# scripts of the first supplementary plane that are so written.
_RIGHT_TO_LEFT = pattern(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# Of the characters that Vietnamese pages are written in: Latin, marks, punctuation and signs.
_HIGH_BYTES = bytes((0x00, 0x01, 0x02, 0x03, 0x1E, 0x20, 0x21, 0x22, 0x25, 0x26, 0x27))

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {closing: opening for opening, closing in _BRACKETS.items()}
# 6.3.3 bounds the stack, so that a hostile text takes no longer.
_MOST_OPEN = 63

_REMOVED = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))


def has_right_to_left(text: str) -> bool:
    """Whether any of the text runs from right to left.

    >>> has_right_to_left("Tỉnh Bắc Kạn"), has_right_to_left("שלום")
    (False, True)
    """
    # By the high bytes first, which takes a third of the time.
    high = text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _HIGH_BYTES)
    return high != b"" and _RIGHT_TO_LEFT.search(text) is not None


def levels_of(text: str) -> tuple[int, list[int]]:
    """The level of a paragraph and of each of its characters: odd from right to left.

    The paragraph's is that of its first letter (rules P2 and P3).

    >>> levels_of("a שם 12")
    (0, [0, 0, 1, 1, 1, 2, 2])
    """
    kinds = [bidirectional(character) or "L" for character in text]
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    base = 0 if first == "L" else 1
    levels: list[int] = []
    for line in text.split("\n"):
        start = len(levels)
        levels += _levels_of_line(line, kinds[start : start + len(line)], base)
        levels.append(base)
    return base, levels[:-1]


def _levels_of_line(text: str, kinds: list[str], base: int) -> list[int]:
    places = [place for place, kind in enumerate(kinds) if kind not in _REMOVED]
    # What is left out keeps the level of what stands before it (5.2).
    levels = [base] * len(kinds)
    shown = [text[place] for place in places]
    resolved = _resolved(shown, [kinds[place] for place in places], base)
    of_place = dict(zip(places, resolved, strict=True))
    last = base
    for place in range(len(kinds)):
        last = levels[place] = of_place.get(place, last)
    return levels


def _resolved(shown: list[str], kinds: list[str], base: int) -> list[int]:
    own = "R" if base else "L"
    kept = list(kinds)
    kinds = _weak(kinds, own)
    _pair_brackets(shown, kinds, kept, own)
    _neutral(kinds, own)
    return [_level(kind, base) for kind in kinds]


def _weak(kinds: list[str], own: str) -> list[str]:
    """Rules W1 to W7."""
    kinds = list(kinds)
    previous = strong = own
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kind = previous  # W1
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"  # W2
        kinds[place] = previous = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for place in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and ((kind in ("ES", "CS") and before == "EN") or
                                (kind == "CS" and before == "AN")):  # fmt: skip
            kinds[place] = before
    place = 0
    while place < len(kinds):  # W5
        end = place
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > place:
            beside = (kinds[place - 1] if place else "", kinds[end] if end < len(kinds) else "")
            if "EN" in beside:
                kinds[place:end] = ["EN"] * (end - place)
        place = max(end, place + 1)
    strong = own
    for place, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"  # W6
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"  # W7
    return kinds


def _strong_of(kind: str) -> str:
    """A number counts as from right to left beside a neutral (N0 to N2)."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _pair_brackets(shown: list[str], kinds: list[str], kept: list[str], own: str) -> None:
    """Rule N0: two brackets that belong together have one direction."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, character in enumerate(shown):
        if kinds[place] != "ON":
            continue
        if character in _BRACKETS:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((character, place))
        elif character in _CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == _CLOSING[character]:
                    pairs.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    other = "L" if own == "R" else "R"
    for begin, end in sorted(pairs):
        inside = {_strong_of(kind) for kind in kinds[begin + 1 : end]}
        if own in inside:
            direction = own
        elif other in inside:
            before = (
                strong
                for place in range(begin - 1, -1, -1)
                if (strong := _strong_of(kinds[place])) in ("L", "R")
            )
            direction = other if next(before, own) == other else own
        else:
            continue
        for place in (begin, end):
            kinds[place] = direction
            # A mark on a bracket goes with it.
            following = place + 1
            while following < len(kinds) and kept[following] == "NSM":
                kinds[following] = direction
                following += 1


def _neutral(kinds: list[str], own: str) -> None:
    """Rules N1 and N2."""
    place = 0
    before = own
    while place < len(kinds):
        if kinds[place] not in _NEUTRAL:
            before = _strong_of(kinds[place])
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = _strong_of(kinds[end]) if end < len(kinds) else own
        kinds[place:end] = [before if before == after else own] * (end - place)
        place = end


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base % 2:
        return base + (kind != "R")
    return base + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def reordered(levels: Sequence[int]) -> list[int]:
    """The order in which things of these levels stand from left to right on a line (rule L2).

    >>> reordered([0, 1, 1, 2, 1, 0])
    [0, 4, 3, 2, 1, 5]
    """
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = order[place:end][::-1]
            place = max(end, place + 1)
    return order
