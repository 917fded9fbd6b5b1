"""The model file that knows which syllables make a word: how it is packed, and read again.

The model scores each space between two tokens that no punctuation parts, by features of the tokens
around it: `FEATURES` says which. A feature is an integer, made of the numbers of its syllables and
the looks of its tokens; what it weighs is a logit. A word of two syllables that is too rare to have
a weight of its own stands in a list of words, and has that of all listed words; one whose syllables
sound alike ("thình thùng") has that of all such. `tests/data/words/train.py` makes the file.
"""

from __future__ import annotations

import lzma
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from readable.forgetting import forget_oldest
from readable.vietnamese.syllables import LIKENESSES
from readable.vietnamese.tokens import SHAPES

__all__ = [
    "FEATURES",
    "LIKENESSES",
    "LOOKS",
    "LOOK_BITS",
    "SYLLABLE_BITS",
    "Model",
    "Pair",
    "pack",
    "unpack",
]

FEATURES = ("before", "after", "pair", "triple", "triple_on", "context", "context_on")
"""The tables of a model, besides those for looks.

`before` and `after`: the token on one side of the space, its look, and that of the other side's.
`pair`: both, and whether the second has a capital. `triple`, `triple_on`: both, and the token
before or after them. `context`, `context_on`: the two tokens that end before the space, or begin
after it, and the look of the one across it.
"""

BY_LOOK = ("looks", "listed", "alike")
"""The tables for looks: of four tokens, of a listed word, and of two that sound alike."""

SYLLABLE_BITS = 14
LOOK_BITS = 3
LOOKS = len(SHAPES)
# Weights are multiples of this, in 8 bits.
_STEP = 1 / 8
_MAGIC = b"readable words 2\n"
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "pb": 0}]
_MOST_PAIRS = 4_096


class Pair(NamedTuple):
    """What the model knows of two tokens beside each other."""

    small: float
    """What they weigh for the space between them when the second has no capital,"""
    capital: float
    """and when it has."""
    behind: Mapping[int, float] | None
    """What they weigh more, by the number of the token before them,"""
    ahead: Mapping[int, float] | None
    """and by that of the token after them."""
    context: tuple[float, ...] | None
    """What they weigh for the next space, by the look of the token behind it,"""
    context_on: tuple[float, ...] | None
    """and for the last space, by the look of the token before it."""
    is_listed: bool
    """Whether they are a word of the list."""


_UNKNOWN = Pair(0.0, 0.0, None, None, None, None, False)
_ONLY_LISTED = _UNKNOWN._replace(is_listed=True)
_WEIGHTS = [(value - 256 if value > 127 else value) * _STEP for value in range(256)]
"""What each byte of the file weighs."""


class _Table:
    """Features whose keys begin with the same pair, and so stand together."""

    def __init__(self, keys: list[int], weights: bytes, bits: int) -> None:
        self._keys = keys
        self._weights = weights
        self._bits = bits
        pairs = [key >> bits for key in keys]
        # The last to be written under a pair is the first of its features.
        self.first = dict(zip(reversed(pairs), range(len(pairs) - 1, -1, -1), strict=True))

    def of(self, pair: int) -> dict[int, float] | None:
        """The weights of a pair's features, by the rest of their keys."""
        place = self.first.get(pair)
        if place is None:
            return None
        found = {}
        low = pair << self._bits
        high = low + (1 << self._bits)
        while place < len(self._keys) and self._keys[place] < high:
            found[self._keys[place] - low] = _WEIGHTS[self._weights[place]]
            place += 1
        return found


class Model(dict[int, Pair]):
    """What the file holds, by the numbers of two syllables, put together when first asked for.

    Weights are logits for "this space stands inside a word".
    """

    def __init__(
        self,
        syllables: dict[str, int],
        listed: list[int],
        by_look: Mapping[str, list[float]],
        chain: tuple[float, ...],
        tables: dict[str, tuple[list[int], bytes]],
    ) -> None:
        super().__init__()
        self.syllables = syllables
        """The number of each token in small letters, from 1 up; 0 is any other."""
        self.looks = by_look["looks"]
        """By the shapes of four tokens: before, left, right and after the space."""
        self.listed = by_look["listed"]
        """What it adds that two tokens are a listed word, by their shapes."""
        self.alike = by_look["alike"]
        """What it adds that two tokens sound alike, by how, and by their shapes."""
        self.chain = chain
        """What it adds that the spaces on both sides of a token are inside, by its class."""
        self.before = _by_key(*tables["before"])
        """What a token weighs to the left of a space, where that is anything,"""
        self.after = _by_key(*tables["after"])
        """and to the right of one."""
        # Searched as it is, with one more that is higher than any: to make a set of 42 000 takes
        # longer than to search for the words of an article, and 3 MB.
        self._listed = [*listed, 1 << 64]
        self._pairs = dict(zip(*tables["pair"], strict=True))
        self._tables = (
            _Table(*tables["triple"], SYLLABLE_BITS),
            _Table(*tables["triple_on"], SYLLABLE_BITS),
            _Table(*tables["context"], LOOK_BITS),
            _Table(*tables["context_on"], LOOK_BITS),
        )

    def __missing__(self, key: int) -> Pair:
        pairs, own = self._pairs, key << 1
        listed = self._listed
        is_listed = listed[bisect_left(listed, key)] == key
        behind, ahead, context, context_on = self._tables
        if not (
            key in context.first
            or key in context_on.first
            or own in pairs
            or own | 1 in pairs
            or key in behind.first
            or key in ahead.first
        ):
            # Most pairs that are new are of this kind; to remember that would take a place.
            return _ONLY_LISTED if is_listed else _UNKNOWN
        pair = Pair(
            _WEIGHTS[pairs.get(own, 0)],
            _WEIGHTS[pairs.get(own | 1, 0)],
            behind.of(key),
            ahead.of(key),
            _by_look(context.of(key)),
            _by_look(context_on.of(key)),
            is_listed,
        )
        if len(self) >= _MOST_PAIRS:
            forget_oldest(self)
        self[key] = pair
        return pair


def _by_key(keys: list[int], weights: bytes) -> dict[int, float]:
    return dict(zip(keys, map(_WEIGHTS.__getitem__, weights), strict=True))


def _by_look(weights: dict[int, float] | None) -> tuple[float, ...] | None:
    if weights is None:
        return None
    return tuple(weights.get(look, 0.0) for look in range(LOOKS))


def pack(
    syllables: Sequence[str],
    listed: Iterable[int],
    by_look: Mapping[str, Sequence[int]],
    chain: Sequence[int],
    tables: Mapping[str, Mapping[int, int]],
) -> bytes:
    """The file's bytes. Weights are given in steps, as integers from -127 to 127."""
    pairs = sorted(listed)
    parts = [
        "\n".join(syllables).encode(),
        struct.pack("<I", len(pairs)),
        _packed_keys(pairs),
        struct.pack(f"{len(chain)}b", *chain),
        *(struct.pack(f"{len(by_look[name])}b", *by_look[name]) for name in BY_LOOK),
    ]
    for name in FEATURES:
        keys = sorted(tables[name])
        parts.append(_packed_keys(keys))
        parts.append(struct.pack(f"{len(keys)}b", *(tables[name][key] for key in keys)))
    sizes = struct.pack(f"<{len(parts)}I", *map(len, parts))
    return _MAGIC + lzma.compress(sizes + b"".join(parts), lzma.FORMAT_RAW, filters=_FILTERS)


def _packed_keys(keys: Sequence[int]) -> bytes:
    """The steps from each to the next; the bytes of one place stand together, and pack better."""
    raw_steps = [key - last for last, key in zip([0, *keys], keys, strict=False)]
    steps = array("Q", raw_steps)
    if sys.byteorder == "big":
        steps.byteswap()
    raw = steps.tobytes()
    places = (max(raw_steps, default=0).bit_length() + 7) // 8
    return b"".join(raw[place::8] for place in range(places))


def unpack(data: bytes) -> Model:
    """The model that is in the file's bytes."""
    body = lzma.decompress(data[len(_MAGIC) :], lzma.FORMAT_RAW, filters=_FILTERS)
    count = 4 + len(BY_LOOK) + 2 * len(FEATURES)
    ends = list(accumulate(struct.unpack_from(f"<{count}I", body), initial=4 * count))
    parts = (body[start:end] for start, end in pairwise(ends))
    syllables = {text: number for number, text in enumerate(next(parts).decode().split("\n"), 1)}
    (pairs,) = struct.unpack("<I", next(parts))
    listed = _keys(next(parts), pairs)
    chain = tuple(_weights(next(parts)))
    by_look = {name: _weights(next(parts)) for name in BY_LOOK}
    tables = {}
    for name in FEATURES:
        keys, weights = next(parts), next(parts)
        tables[name] = _keys(keys, len(weights)), weights
    return Model(syllables, listed, by_look, chain, tables)


def _weights(part: bytes) -> list[float]:
    return [_WEIGHTS[value] for value in part]


def _keys(part: bytes, count: int) -> list[int]:
    raw = bytearray(8 * count)
    for place in range(len(part) // count if count else 0):
        raw[place::8] = part[place * count : (place + 1) * count]
    steps = array("Q")
    steps.frombytes(raw)
    if sys.byteorder == "big":
        steps.byteswap()
    return list(accumulate(steps))
