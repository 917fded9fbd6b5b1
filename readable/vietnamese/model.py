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
from math import exp
from typing import NamedTuple

from readable.forgetting import forget_oldest
from readable.vietnamese.syllables import LIKENESSES
from readable.vietnamese.tokens import SHAPES

__all__ = [
    "CHAIN_CLASSES",
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
# The classes of tokens for which the model keeps what two spaces in a row add.
CHAIN_CLASSES = {SHAPES.index(shape): place for place, shape in enumerate("lTsU")}
# Weights are multiples of this, in 8 bits.
_STEP = 1 / 8
_MAGIC = b"readable words 2\n"
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "pb": 0}]
# A pair takes some 100 bytes, most of them those of its number.
_MOST_PAIRS = 65_536
# At the end of what is searched: higher than any pair.
_HIGHEST = (1 << 32) - 1
_TWO_LOOKS = (1 << 2 * LOOK_BITS) - 1
_ONE_LOOK = (1 << LOOK_BITS) - 1
_END = SHAPES.index(">")
_NO_LOOKS = (0.0,) * LOOKS
# The other tables that begin with a pair, and the bits that are left for the rest of a key.
_FARTHER = {
    "triple": SYLLABLE_BITS,
    "triple_on": SYLLABLE_BITS,
    "context": LOOK_BITS,
    "context_on": LOOK_BITS,
}


class Pair(NamedTuple):
    """What the model knows of two tokens beside each other."""

    small: float
    """What they weigh for the space between them when the second has no capital,"""
    capital: float
    """and when it has."""
    looks: Sequence[float]
    """What the looks of four tokens weigh, of which these are the middle ones; each is a digit of
    the index, and 0 where no word goes on. That they are a word of the list is weighed, too."""
    farther: Farther | None


class Farther(NamedTuple):
    """What two tokens weigh for other spaces, and others for theirs."""

    behind: Mapping[int, float]
    """What they weigh more, by the number of the token before them,"""
    ahead: Mapping[int, float]
    """and by that of the token after them."""
    context: Mapping[int, float]
    """What they weigh for the next space, by the look of the token behind it,"""
    context_on: Mapping[int, float]
    """and for the last space, by the look of the token before it."""


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

    def of(self, pair: int) -> dict[int, float]:
        """The weights of a pair's features, by the rest of their keys."""
        place = self.first.get(pair)
        if place is None:
            return {}
        found = {}
        low = pair << self._bits
        high = low + (1 << self._bits)
        while place < len(self._keys) and self._keys[place] < high:
            found[self._keys[place] - low] = _WEIGHTS[self._weights[place]]
            place += 1
        return found


class Model(dict[int, Pair]):
    """What the file holds, by the number of a pair, put together when first asked for.

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
        self.alike = by_look["alike"]
        """What it adds that two tokens sound alike, by how, and by their shapes."""
        self.chain = [exp(chain[CHAIN_CLASSES.get(shape, 0)]) for shape in range(LOOKS)]
        """The odds that a token stands inside a word which goes on at both of its sides, and not
        at one, by its shape."""
        self._before = _by_key(*tables["before"])
        self._after = _by_key(*tables["after"])
        self._weigh_beside = {
            key >> LOOK_BITS for weights in (self._before, self._after) for key in weights
        }
        # The file has two signs for where no word goes on, one for each side.
        looks = [
            by_look["looks"][place if place & _ONE_LOOK else place | _END]
            for place in range(LOOKS**4)
        ]
        by_pair = by_look["listed"]
        looks_of_listed = [
            look + by_pair[place >> LOOK_BITS & _TWO_LOOKS] for place, look in enumerate(looks)
        ]
        self._unknown = Pair(0.0, 0.0, looks, None)
        self._only_listed = Pair(0.0, 0.0, looks_of_listed, None)
        # Searched as they are: to make sets of all takes longer than to search for the pairs of an
        # article, and 5 MB.
        self._listed = array("I", [*listed, _HIGHEST])
        keys, self._weights = tables["pair"]
        self._keys = array("I", [*keys, _HIGHEST])
        self._farther = [_Table(*tables[name], bits) for name, bits in _FARTHER.items()]
        self._has_farther = frozenset().union(*(table.first for table in self._farther))

    def beside(self, syllable: int, shape: int) -> tuple[Sequence[float], Sequence[float]]:
        """What a token weighs for the spaces before and after it, by the shape across them."""
        token = syllable << LOOK_BITS | shape
        if token not in self._weigh_beside:
            return _NO_LOOKS, _NO_LOOKS
        keys = range(token << LOOK_BITS, token + 1 << LOOK_BITS)
        return (
            list(map(self._after.get, keys, _NO_LOOKS)),
            list(map(self._before.get, keys, _NO_LOOKS)),
        )

    def __missing__(self, number: int) -> Pair:
        pair = self._unknown
        if self._listed[bisect_left(self._listed, number)] == number:
            pair = self._only_listed
        place = bisect_left(self._keys, number << 1)
        if self._keys[place] >> 1 == number or number in self._has_farther:
            pair = self._learn(number, place, pair.looks)
        if len(self) >= _MOST_PAIRS:
            forget_oldest(self)
        self[number] = pair
        return pair

    def _learn(self, number: int, place: int, looks: Sequence[float]) -> Pair:
        """Puts together what the tables hold of a pair, its own weights from `place` on."""
        small = capital = 0.0
        if self._keys[place] == number << 1:
            small = _WEIGHTS[self._weights[place]]
            place += 1
        if self._keys[place] == number << 1 | 1:
            capital = _WEIGHTS[self._weights[place]]
        if number not in self._has_farther:
            return Pair(small, capital, looks, None)
        return Pair(small, capital, looks, Farther(*[table.of(number) for table in self._farther]))


def _by_key(keys: list[int], weights: bytes) -> dict[int, float]:
    return dict(zip(keys, map(_WEIGHTS.__getitem__, weights), strict=True))


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
