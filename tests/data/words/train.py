"""Makes the model of Vietnamese words, readable/data/words/words.bin, from the texts beside it.

    pip install numpy                                    # and a C compiler, as cc
    python tests/data/words/train.py                     # writes the model, in about 5 minutes
    python tests/data/words/train.py --hold official-d   # trains without a text, and scores it
    python tests/data/words/train.py --fold 0 --output fold0.bin
                             # without each fourth paragraph of VTB, for tests/benchmarks/lines.py

The model is a linear-chain conditional random field (readable/vietnamese/words.py). It is trained
first with every feature that occurs twice, then with those that weigh most for their number of
occurrences, until the packed file is small enough.

Segmenters and people part words differently. So each feature has two weights: one for all texts,
and one more for texts marked by hand, which the labels of segmenters do not move. What is packed is
their sum (Daumé, "Frustratingly easy domain adaptation", 2007).
"""

from __future__ import annotations

import argparse
import ctypes
import json
import lzma
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
sys.path.insert(0, str(PROJECT))

from readable.vietnamese.model import (  # noqa: E402
    CHAIN_CLASSES,
    FEATURES,
    LIKENESSES,
    LOOK_BITS,
    LOOKS,
    SYLLABLE_BITS,
    pack,
)
from readable.vietnamese.syllables import likeness  # noqa: E402
from readable.vietnamese.tokens import SHAPES, Token, as_written_small, read_token  # noqa: E402

MODEL = PROJECT / "readable" / "data" / "words" / "words.bin"
LARGEST_BYTES = 150_000
FOLDS = 4

# How much a space of each text counts. Marked by hand, and of the kind that is read, counts most.
WEIGHTS = {
    "wiki": 1.0,
    "law": 0.7,
    "vtb-train": 2.5,
    "vtb-dev": 2.5,
    "official-c": 2.5,
    "official-d": 2.5,
    "official-e": 2.5,
    "official-f": 2.5,
    "official-g": 2.5,
    "lexicon": 0.6,
}
# Where the three segmenters that labelled the silver texts disagree, what the most say is only
# this likely.
MAJORITY = 0.7
# Where people who marked texts by hand all but agree that two syllables are one word, or that they
# are not, and the segmenters all but agree on the contrary, people are right in the silver texts.
FEWEST_BY_HAND = 2
AGREED = 0.8
# How far a feature's weight may move at the price of 1: a table that says more may move further.
SCALES = {"pair": 4.0, "triple": 2.0, "triple_on": 2.0, "context": 2.0, "context_on": 2.0}
SCALES |= {"listed": 2.0, "alike": 2.0}
PENALTY = 0.5
TABLES = ("looks", "listed", "alike", *FEATURES)
COUNT = len(TABLES)
# How far the second weight of a feature moves, that of texts marked by hand, beside the first.
BY_HAND_SCALE = 0.3
# So many times every chain is learnt from, by steps of these sizes.
STEPS = (0.6, 0.6, 0.6, 0.2, 0.2)


class Space(NamedTuple):
    """A space between two tokens that no punctuation parts."""

    offset: int
    features: tuple[tuple[Any, ...] | None, ...]
    """One for each table; None where a token is missing."""
    chain: int
    """The class of the token behind it, with which the next space begins."""


Chain = list[Space]


def chains(text: str) -> Iterator[Chain]:
    """The spaces of a text that may stand inside words, those without punctuation together."""
    words = text.split(" ")
    written = as_written_small(words) if any(map(str.isupper, words)) else words
    stretch: list[Token] = []
    offsets: list[int] = []
    offset = -1
    begins = True
    for word, small in zip(words, written, strict=True):
        token = read_token(small)
        if (begins or token.opens) and token.shape == "T":
            token = read_token(small, begins_sentence=True)
        begins = token.ends_sentence
        if token.opens or token.shape == "P":
            if len(stretch) > 1:
                yield _chain(stretch, offsets)
            stretch, offsets = [], []
        if token.shape != "P":
            stretch.append(token)
            offsets.append(offset)
            if token.closes:
                if len(stretch) > 1:
                    yield _chain(stretch, offsets)
                stretch, offsets = [], []
        offset += len(word) + 1
    if len(stretch) > 1:
        yield _chain(stretch, offsets)


def _chain(tokens: list[Token], offsets: list[int]) -> Chain:
    found = []
    for place, (left, right) in enumerate(pairwise(tokens)):
        before = tokens[place - 1] if place else None
        after = tokens[place + 2] if place + 2 < len(tokens) else None
        a, b = left.core, right.core
        looks = (before.shape if before else "<") + left.shape + right.shape
        features = (
            (looks + (after.shape if after else ">"),),
            (left.shape, right.shape) if (a, b) in listed() else None,
            (likeness(a, b), left.shape, right.shape) if likeness(a, b) else None,
            (a, left.shape, right.shape),
            (b, right.shape, left.shape),
            (a, b, right.shape in "TU"),
            (before.core, a, b) if before else None,
            (a, b, after.core) if after else None,
            (before.core, a, right.shape) if before else None,
            (b, after.core, left.shape) if after else None,
        )
        chain = CHAIN_CLASSES.get(SHAPES.index(right.shape), 0)
        found.append(Space(offsets[place + 1], features, chain))
    return found


class Text(NamedTuple):
    """A marked text: for each space inside a word, how likely it is."""

    text: str
    inside: dict[int, float]


def texts(name: str) -> Iterator[Text]:
    """The marked paragraphs of one of the texts; of "vtb-dev!0", all but each fourth."""
    match name.partition("-"):
        case "wiki" | "law", _, _:
            for row in _rows(f"silver-{name}"):
                inside = dict.fromkeys(row["inside"], 1.0)
                for offset in row["unsure"]:
                    inside[offset] = MAJORITY if offset in inside else 1 - MAJORITY
                yield Text(row["text"], inside)
        case "vtb", _, _:
            whole, _, fold = name.partition("!")
            for place, row in enumerate(_rows(whole)):
                if str(place % FOLDS) != fold:
                    yield _by_spans(row)
        case "gold", _, _:
            path = HERE.parent / "vitext" / "official.jsonl"
            for line in path.read_text(encoding="utf-8").splitlines():
                yield _by_spans(json.loads(line))
        case "official", _, _:
            path = HERE / f"{name}.txt"
            for line in path.read_text(encoding="utf-8").splitlines():
                inside = {offset: 1.0 for offset, sign in enumerate(line) if sign == "_"}
                yield Text(line.replace("_", " ").replace("~", " "), inside)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(HERE / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _by_spans(row: dict[str, Any]) -> Text:
    text = row["text"]
    inside = {
        offset: 1.0
        for start, end in row["words"]
        for offset in range(start, end)
        if text[offset] == " "
    }
    return Text(text, inside)


@cache
def listed() -> frozenset[tuple[str, str]]:
    """The words and names of two syllables of the lists."""
    words = (word.split(" ") for name in ("lexicon", "names") for word in _list(name))
    return frozenset(
        (read_token(word[0]).core, read_token(word[1]).core) for word in words if len(word) == 2
    )


def _list(name: str) -> list[str]:
    return (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def lexicon() -> Iterator[tuple[Chain, list[float]]]:
    """Each word of the word list, without what would be learnt from its having no neighbours."""
    kept = {TABLES.index(name) for name in ("listed", "alike", "pair", "triple", "triple_on")}
    for word in _list("lexicon"):
        for chain in chains(word):
            bare = [
                space._replace(
                    features=tuple(
                        feature if table in kept else None
                        for table, feature in enumerate(space.features)
                    )
                )
                for space in chain
            ]
            yield bare, [1.0] * len(bare)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Chains as arrays, one after the other."""

    features: NDArray[numpy.int32]
    """One row a space, one column a table, then one a table for texts marked by hand; the number
    of features stands for none."""
    targets: NDArray[numpy.float32]
    weights: NDArray[numpy.float32]
    chain: NDArray[numpy.int8]
    starts: NDArray[numpy.int32]
    """Where each chain begins, and the end of the last."""


def marked_chains(name: str) -> Iterator[tuple[Chain, list[float]]]:
    """The chains of a text, with how likely each space is inside a word."""
    if name == "lexicon":
        yield from lexicon()
        return
    for text, inside in texts(name):
        for chain in chains(text):
            yield chain, [inside.get(space.offset, 0.0) for space in chain]


Pairs = dict[tuple[str, str], list[float]]


def _pairs(names: Iterable[str]) -> Pairs:
    """For each two syllables beside each other, how often, and how often in one word."""
    found: Pairs = {}
    for name in names:
        for chain, targets in marked_chains(name):
            for space, target in zip(chain, targets, strict=True):
                pair = space.features[TABLES.index("pair")]
                assert pair is not None
                tally = found.setdefault(pair[:2], [0.0, 0.0])
                tally[0] += 1
                tally[1] += target > 0.5
    return found


def _is_by_hand(name: str) -> bool:
    return name.startswith(("official", "vtb"))


def overruled(names: list[str]) -> dict[tuple[str, str], float]:
    """The syllables of which people say another thing than segmenters, and what they say."""
    by_hand = _pairs(name for name in names if _is_by_hand(name))
    silver = _pairs(name for name in names if name in ("wiki", "law"))
    found = {}
    for pair, (count, inside) in by_hand.items():
        if count < FEWEST_BY_HAND or pair not in silver:
            continue
        people, machines = inside / count, silver[pair][1] / silver[pair][0]
        if people >= AGREED and machines <= 1 - AGREED:
            found[pair] = 1.0
        elif people <= 1 - AGREED and machines >= AGREED:
            found[pair] = 0.0
    return found


def _overrule(
    chain: Chain, targets: list[float], says: dict[tuple[str, str], float]
) -> list[float]:
    pair = TABLES.index("pair")
    return [
        says.get((space.features[pair] or ())[:2], target)  # type: ignore[arg-type]
        for space, target in zip(chain, targets, strict=True)
    ]


Numbers = dict[tuple[int, Any], int]
"""The number of each feature by its column and what it is."""


def matrix(names: Iterable[str], numbers: Numbers, fewest: int = 0) -> Matrix:
    """The texts as arrays. With `fewest`, numbers every feature that occurs as often."""
    names = list(names)
    says = overruled(names)
    rows = [
        (
            chain,
            _overrule(chain, targets, says) if name in ("wiki", "law") else targets,
            WEIGHTS.get(name.partition("!")[0], 1.0),
            _is_by_hand(name),
        )
        for name in names
        for chain, targets in marked_chains(name)
    ]
    if fewest:
        counts: Counter[Any] = Counter()
        by_hand: set[Any] = set()
        for chain, _, _, is_by_hand in rows:
            for space in chain:
                counts.update(enumerate(space.features))
                if is_by_hand:
                    by_hand.update(enumerate(space.features))
        for key, count in counts.items():
            if count >= fewest and key[1] is not None:
                numbers[key] = len(numbers)
        for table, feature in by_hand:
            if (table, feature) in numbers:
                numbers[COUNT + table, feature] = len(numbers)
    none = len(numbers)
    starts = numpy.cumsum([0, *(len(chain) for chain, _, _, _ in rows)], dtype=numpy.int32)
    features = numpy.full((starts[-1], 2 * COUNT), none, numpy.int32)
    row = 0
    for chain, _, _, is_by_hand in rows:
        for space in chain:
            for table, feature in enumerate(space.features):
                features[row, table] = numbers.get((table, feature), none)
                if is_by_hand:
                    features[row, COUNT + table] = numbers.get((COUNT + table, feature), none)
            row += 1
    return Matrix(
        features,
        numpy.array([target for _, targets, _, _ in rows for target in targets], numpy.float32),
        numpy.array([weight for chain, _, weight, _ in rows for _ in chain], numpy.float32),
        numpy.array([space.chain for chain, _, _, _ in rows for space in chain], numpy.int8),
        starts,
    )


@cache
def _library() -> ctypes.CDLL:
    """field.c, built."""
    built = Path(tempfile.mkdtemp()) / "field.so"
    source = str(HERE / "field.c")
    subprocess.run(
        ["cc", "-O3", "-ffast-math", "-shared", "-fPIC", "-o", str(built), source, "-lm"],
        check=True,
    )
    return ctypes.CDLL(str(built))


def _at(array: NDArray[Any]) -> ctypes.c_void_p:
    assert array.flags.c_contiguous
    return ctypes.c_void_p(array.ctypes.data)


class Field:
    """The weights of the random field, learnt from a matrix."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.weights = numpy.zeros(len(numbers))
        self.links = numpy.zeros(len(set(CHAIN_CLASSES.values())))
        self.scales = numpy.array(
            [
                SCALES.get(TABLES[column % COUNT], 1.0) * (BY_HAND_SCALE if column >= COUNT else 1)
                for column, _ in numbers
            ]
        )

    def learn(self, data: Matrix) -> None:
        size = len(self.weights)
        counts = numpy.bincount(data.features.ravel(), minlength=size + 1)[:size]
        penalties = PENALTY / numpy.maximum(1, counts)
        moved, links_moved = numpy.full(size, 0.01), numpy.full(len(self.links), 2.0)
        shuffle = numpy.random.default_rng(1)
        for step in STEPS:
            order = shuffle.permutation(len(data.starts) - 1).astype(numpy.int32)
            _library().learn(
                _at(data.features),
                data.features.shape[1],
                size,
                *map(_at, (data.targets, data.weights, data.chain, data.starts, order)),
                len(order),
                *map(_at, (self.weights, moved, self.scales, penalties)),
                *map(_at, (self.links, links_moved)),
                ctypes.c_double(step),
            )

    def marginals(self, data: Matrix) -> NDArray[numpy.float64]:
        shares = numpy.zeros(len(data.targets))
        _library().judge(
            _at(data.features),
            data.features.shape[1],
            len(self.weights),
            *map(_at, (data.chain, data.starts)),
            len(data.starts) - 1,
            *map(_at, (self.weights, self.scales, self.links, shares)),
        )
        return shares

    def logits(self) -> dict[tuple[int, Any], float]:
        """What each feature weighs in a text as people mark it."""
        found: dict[tuple[int, Any], float] = {}
        for (column, feature), weight in zip(
            self.numbers, (self.weights * self.scales).tolist(), strict=True
        ):
            key = column % COUNT, feature
            found[key] = found.get(key, 0.0) + weight
        return found


def train(names: list[str], largest: int) -> tuple[Field, bytes]:
    """The field, and the model packed."""
    numbers: Numbers = {}
    data = matrix(names, numbers, fewest=2)
    print(f"{len(data.targets)} spaces, {len(numbers)} features", file=sys.stderr)
    field = Field(numbers)
    field.learn(data)
    keep = 27 * largest // 100
    field, data = _kept(field, data, 4 * keep)
    while True:
        field, data = _kept(field, data, keep)
        packed = _packed(field)
        print(f"{keep} features, {len(packed)} bytes", file=sys.stderr)
        if len(packed) <= largest:
            return field, packed
        keep -= (len(packed) - largest) // 2 + 100  # a feature takes 1.8 bytes


def _kept(field: Field, data: Matrix, keep: int) -> tuple[Field, Matrix]:
    """Learnt again with those features that change most: by their weight, and how often they
    occur."""
    size = len(field.numbers)
    counts = numpy.zeros(size + 1)
    for column in range(COUNT):
        counts += numpy.bincount(data.features[:, column], weights=data.weights, minlength=size + 1)
    logits = field.logits()
    worth = {key: abs(logit) * counts[field.numbers[key]] ** 0.5 for key, logit in logits.items()}
    chosen = set(sorted(worth, key=lambda key: -worth[key])[:keep])
    old = [
        number
        for (column, feature), number in field.numbers.items()
        if (column % COUNT, feature) in chosen
    ]
    renumbered = numpy.full(size + 1, len(old), numpy.int32)
    renumbered[old] = numpy.arange(len(old))
    keys = list(field.numbers)
    fresh = Field({keys[number]: place for place, number in enumerate(old)})
    data = replace(data, features=renumbered[data.features])
    fresh.learn(data)
    return fresh, data


def _packed(field: Field) -> bytes:
    steps = {
        key: step
        for key, logit in field.logits().items()
        if (step := max(-127, min(127, round(8 * logit))))
    }
    cores: Counter[str] = Counter(core for pair in listed() for core in pair)
    for table, feature in steps:
        if TABLES[table] in FEATURES:
            cores.update(_cores(TABLES[table], feature))
    # The commonest syllables have the smallest numbers, which pack best.
    syllables = [core for core, _ in sorted(cores.items(), key=lambda item: (-item[1], item[0]))]
    number_of = {core: number for number, core in enumerate(syllables, 1)}
    by_look = {
        "looks": [0] * LOOKS**4,
        "listed": [0] * LOOKS**2,
        "alike": [0] * (LIKENESSES * LOOKS**2),
    }
    tables: dict[str, dict[int, int]] = {name: {} for name in FEATURES}
    for (table, feature), step in steps.items():
        name = TABLES[table]
        if name in by_look:
            by_look[name][_place(name, feature)] = step
        else:
            tables[name][_key(name, feature, number_of)] = step
    chain = [max(-127, min(127, round(8 * link))) for link in field.links.tolist()]
    pairs = [number_of[a] << SYLLABLE_BITS | number_of[b] for a, b in listed()]
    return pack(syllables, pairs, by_look, chain, tables)


def _place(name: str, feature: tuple[Any, ...]) -> int:
    likeness_of, shapes = 0, feature
    if name == "looks":
        shapes = tuple(feature[0])
    elif name == "alike":
        likeness_of, *shapes = feature
    place = likeness_of
    for shape in shapes:
        place = place << LOOK_BITS | SHAPES.index(shape)
    return place


def _cores(name: str, feature: tuple[Any, ...]) -> tuple[str, ...]:
    return feature[:1] if name in ("before", "after") else feature[: 3 if "triple" in name else 2]


def _key(name: str, feature: tuple[Any, ...], number_of: dict[str, int]) -> int:
    cores = _cores(name, feature)
    if name == "triple":  # by its pair, as the others
        cores = (*cores[1:], cores[0])
    key = 0
    for core in cores:
        key = key << SYLLABLE_BITS | number_of[core]
    if name == "pair":
        return key << 1 | int(feature[2])
    for shape in feature[len(cores) :] if "triple" not in name else ():
        key = key << LOOK_BITS | SHAPES.index(shape)
    return key


def score(data: Matrix, marginals: NDArray[numpy.float64]) -> str:
    """Precision, recall and F1 of the spaces inside words."""
    right, said = data.targets > 0.5, marginals > 0.5
    both = (right & said).sum()
    precision, recall = both / max(1, said.sum()), both / max(1, right.sum())
    f1 = 2 * both / (said.sum() + right.sum())
    return f"precision {precision:.4f} recall {recall:.4f} F1 {100 * f1:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hold", nargs="*", default=[], choices=list(WEIGHTS))
    parser.add_argument("--fold", choices=list(map(str, range(FOLDS))))
    parser.add_argument("--bytes", type=int, default=LARGEST_BYTES)
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    names = [name for name in WEIGHTS if name not in asked.hold]
    if asked.fold:
        names = [f"{name}!{asked.fold}" if name.startswith("vtb") else name for name in names]
    field, packed = train(names, asked.bytes)
    for name in asked.hold:
        held = matrix([name], field.numbers)
        print(name, score(held, field.marginals(held)))
    if output := asked.output or (None if asked.hold or asked.fold else MODEL):
        output.write_bytes(packed)


if __name__ == "__main__":
    main()
