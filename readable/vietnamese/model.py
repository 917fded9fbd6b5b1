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
from functools import cached_property
from itertools import accumulate, pairwise, repeat
from math import exp
from operator import rshift

from readable.speedups import compiled
from readable.vietnamese.syllables import LIKENESSES
from readable.vietnamese.tokens import SHAPES

__all__ = [
    "CAPITAL",
    "CHAIN_CLASSES",
    "CONTEXT",
    "CONTEXT_ON",
    "FEATURES",
    "LIKENESSES",
    "LISTED",
    "LOOKS",
    "LOOK_BITS",
    "SMALL",
    "SYLLABLE_BITS",
    "TRIPLE",
    "TRIPLE_ON",
    "WEIGHTS",
    "Model",
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
LISTED, TRIPLE, TRIPLE_ON, CONTEXT, CONTEXT_ON = (1 << 4 * LOOK_BITS + bit for bit in range(5))
"""That a pair of syllables is a listed word; that features of these tables begin with it."""
SMALL, CAPITAL = 4 * LOOK_BITS + 5, 4 * LOOK_BITS + 13
"""Above these bits, in eight, is what a pair weighs if its second has no capital, or one."""
# The classes of tokens for which the model keeps what two spaces in a row add.
CHAIN_CLASSES = {SHAPES.index(shape): place for place, shape in enumerate("lTsU")}
# Weights are multiples of this, in 8 bits.
_STEP = 1 / 8
_MAGIC = b"readable words 2\n"
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "pb": 0}]
_BITS = SMALL, CAPITAL
# So many pairs are searched for one by one, in two microseconds, before all are put together, in
# thirteen milliseconds. An article has fewer.
_MANY = 8_192
# The number of a pair is less.
_PAIRS = 1 << 2 * SYLLABLE_BITS
_FARTHER = (
    (TRIPLE, "triple", SYLLABLE_BITS),
    (TRIPLE_ON, "triple_on", SYLLABLE_BITS),
    (CONTEXT, "context", LOOK_BITS),
    (CONTEXT_ON, "context_on", LOOK_BITS),
)
_TWO_LOOKS = (1 << 2 * LOOK_BITS) - 1
_ONE_LOOK = (1 << LOOK_BITS) - 1
_END = SHAPES.index(">")
_NO_LOOKS = (0.0,) * LOOKS
_NOTHING_BESIDE = _NO_LOOKS, _NO_LOOKS
WEIGHTS = [(value - 256 if value > 127 else value) * _STEP for value in range(256)]
"""What each byte of the file weighs."""


class Model:
    """What the file holds. Weights are logits for "this space stands inside a word".

    The number of a pair of syllables is that of the first, and in `SYLLABLE_BITS` that of the
    second.
    """

    def __init__(
        self,
        syllables: dict[str, int],
        listed: array[int],
        by_look: Mapping[str, list[float]],
        chain: tuple[float, ...],
        tables: Mapping[str, tuple[array[int], bytes]],
    ) -> None:
        self.syllables = syllables
        """The number of each token in small letters, from 1 up; 0 is any other."""
        self.alike = by_look["alike"]
        """What it adds that two tokens sound alike, by how, and by their shapes."""
        self.chain = [exp(chain[CHAIN_CLASSES.get(shape, 0)]) for shape in range(LOOKS)]
        """The odds that a token stands inside a word which goes on at both of its sides, and not
        at one, by its shape."""
        # The file has two signs for where no word goes on, one for each side.
        looks = [
            by_look["looks"][place if place & _ONE_LOOK else place | _END]
            for place in range(LOOKS**4)
        ]
        by_pair = by_look["listed"]
        looks_of_listed = [
            look + by_pair[place >> LOOK_BITS & _TWO_LOOKS] for place, look in enumerate(looks)
        ]
        self.looks = [*looks, *looks_of_listed]
        """What the looks of four tokens weigh, of which the space is in the middle: each is a digit
        of the index, and 0 where no word goes on. With `LISTED`, that the pair is a listed word
        is weighed, too."""
        self._listed, self._tables = listed, tables
        # What the file has of the pairs met so far, or of all, and which of both it is.
        self._known: tuple[dict[int, int], bool] = {}, False

    @cached_property
    def compiled(self) -> object:
        """What `compiled.weigh_words` asks: all that is weighed for pairs, tokens, and looks."""
        names = ["pair", *(name for _, name, _ in _FARTHER), "after", "before"]
        parts = [part for name in names for part in self._tables[name]]
        return compiled.read_model(self.looks, self._listed, *parts)

    @cached_property
    def triple(self) -> dict[int, float]:
        """What a pair weighs more, by its number, and that of the token before it,"""
        return _by_key(*self._tables["triple"])

    @cached_property
    def triple_on(self) -> dict[int, float]:
        """and of the token after it."""
        return _by_key(*self._tables["triple_on"])

    @cached_property
    def context(self) -> dict[int, float]:
        """What it weighs for the next space, by its number, and the look of the token behind,"""
        return _by_key(*self._tables["context"])

    @cached_property
    def context_on(self) -> dict[int, float]:
        """and for the last space, with the look of the token before."""
        return _by_key(*self._tables["context_on"])

    # The keys that begin with a pair, in order, and one that is higher than any of these; the bits
    # that are left for the rest of each. They are searched as they are.

    @cached_property
    def _words(self) -> list[int]:
        return [*self._listed, _PAIRS]

    @cached_property
    def _keys(self) -> list[int]:
        return [*self._tables["pair"][0], _PAIRS << 1]

    @cached_property
    def _farther(self) -> list[tuple[int, list[int], int]]:
        return [
            (flag, [*self._tables[name][0], _PAIRS << bits], bits) for flag, name, bits in _FARTHER
        ]

    @cached_property
    def _reaching(self) -> frozenset[int]:
        keys = (map(rshift, keys, repeat(bits)) for _, keys, bits in self._farther)
        return frozenset().union(*keys)

    @cached_property
    def _beside(self) -> dict[int, tuple[Sequence[float], Sequence[float]]]:
        """What tokens weigh for the spaces before and after them, by a syllable's number, and in
        `LOOK_BITS` the token's shape."""
        # A token weighs for the space before it by what it stands after.
        before, after = (_by_key(*self._tables[name]) for name in ("after", "before"))
        found: dict[int, tuple[Sequence[float], Sequence[float]]] = {}
        for token in {key >> LOOK_BITS for key in (*before, *after)}:
            keys = range(token << LOOK_BITS, token + 1 << LOOK_BITS)
            sides = (tuple(map(side.get, keys, _NO_LOOKS)) for side in (before, after))
            found[token] = next(sides), next(sides)
        return found

    def beside(self, syllable: int, shape: int) -> tuple[Sequence[float], Sequence[float]]:
        """What a token weighs for the spaces before and after it, by the shape across them."""
        return self._beside.get(syllable << LOOK_BITS | shape, _NOTHING_BESIDE)

    def pairs(self, numbers: Sequence[int]) -> list[int]:
        """What the file has of pairs.

        Of each these are the flags from `LISTED` on, and, from the bits `SMALL` and `CAPITAL` on,
        the index in `WEIGHTS` of what it weighs. Of most it is nothing.
        """
        known, is_all = self._known
        if is_all:
            return list(map(known.get, numbers, repeat(0)))
        found = map(known.get, numbers)
        return [
            self._learn(number) if pair is None else pair
            for number, pair in zip(numbers, found, strict=True)
        ]

    def _learn(self, number: int) -> int:
        known, is_all = self._known
        pair = LISTED if self._words[bisect_left(self._words, number)] == number else 0
        if number in self._reaching:
            for flag, keys, bits in self._farther:
                if keys[bisect_left(keys, number << bits)] >> bits == number:
                    pair |= flag
        place = bisect_left(self._keys, number << 1)
        while self._keys[place] >> 1 == number:
            pair |= self._tables["pair"][1][place] << _BITS[self._keys[place] & 1]
            place += 1
        known[number] = pair
        if len(known) >= _MANY and not is_all:
            self._known = self._all_pairs(), True
        return pair

    def _all_pairs(self) -> dict[int, int]:
        pairs = dict.fromkeys(self._words, LISTED)
        for flag, keys, bits in self._farther:
            for number in map(rshift, keys, repeat(bits)):
                pairs[number] = pairs.get(number, 0) | flag
        for key, weight in zip(self._keys, self._tables["pair"][1], strict=False):
            pairs[key >> 1] = pairs.get(key >> 1, 0) | weight << _BITS[key & 1]
        del pairs[_PAIRS]
        return pairs


def _by_key(keys: Iterable[int], weights: bytes) -> dict[int, float]:
    return dict(zip(keys, map(WEIGHTS.__getitem__, weights), strict=True))


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
    return [WEIGHTS[value] for value in part]


def _keys(part: bytes, count: int) -> array[int]:
    if compiled:
        return array("Q", compiled.read_keys(part, count))
    raw = bytearray(8 * count)
    for place in range(len(part) // count if count else 0):
        raw[place::8] = part[place * count : (place + 1) * count]
    steps = array("Q")
    steps.frombytes(raw)
    if sys.byteorder == "big":
        steps.byteswap()
    return array("Q", accumulate(steps))
