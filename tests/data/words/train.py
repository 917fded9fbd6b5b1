"""Makes the model of Vietnamese words, readable/data/words/words.bin, from the texts beside it.

    pip install numpy scipy
    python tests/data/words/train.py                     # writes the model, in about 15 minutes
    python tests/data/words/train.py --hold official-d   # trains without a text, and scores it
    python tests/data/words/train.py --fold 0 --output fold0.bin
                             # without each fourth paragraph of VTB, for tests/benchmarks/lines.py

The model is a linear-chain conditional random field (readable/vietnamese/words.py). It is trained
three times by L-BFGS with a quadratic penalty: first with every feature that occurs twice, then
with those that weigh most for their number of occurrences, until the packed file is small enough.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
sys.path.insert(0, str(PROJECT))

from readable.vietnamese.model import (  # noqa: E402
    FEATURES,
    LOOK_BITS,
    LOOKS,
    SYLLABLE_BITS,
    pack,
)
from readable.vietnamese.tokens import SHAPES, Token, as_written_small, read_token  # noqa: E402
from readable.vietnamese.words import CHAIN_CLASSES  # noqa: E402

MODEL = PROJECT / "readable" / "data" / "words" / "words.bin"
LARGEST_BYTES = 150_000
FOLDS = 4

# How much a space of each text counts. Marked by hand, and of the kind that is read, counts most.
WEIGHTS = {
    "wiki": 1.0,
    "law": 0.7,
    "vtb-train": 5,
    "vtb-dev": 4.0,
    "official-c": 3.0,
    "official-d": 3.0,
    "official-e": 3.0,
    "official-f": 3.0,
    "official-g": 3.0,
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
PENALTY = 0.5
TABLES = ("looks", *FEATURES)


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


def lexicon() -> Iterator[tuple[Chain, list[float]]]:
    """Each word of the word list, without what would be learnt from its having no neighbours."""
    kept = {TABLES.index(name) for name in ("pair", "triple", "triple_on")}
    for path in sorted(HERE.glob("lexicon*.txt")):
        for word in path.read_text(encoding="utf-8").splitlines():
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


@dataclass(slots=True)
class Matrix:
    """Chains as arrays. The spaces stand by their place in the chain, the longest chains first."""

    features: NDArray[numpy.int32]
    """One row a space, one column a table; the number of features stands for none."""
    targets: NDArray[numpy.float64]
    weights: NDArray[numpy.float64]
    chain: NDArray[numpy.int8]
    counts: list[int]
    """How many chains have a space at each place."""
    starts: list[int]
    order: list[Chain]


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


def overruled(names: list[str]) -> dict[tuple[str, str], float]:
    """The syllables of which people say another thing than segmenters, and what they say."""
    by_hand = _pairs(name for name in names if name.startswith(("official", "vtb")))
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


def matrix(names: Iterable[str], numbers: dict[Any, int], fewest: int = 0) -> Matrix:
    """The texts as arrays. With `fewest`, numbers every feature that occurs as often."""
    names = list(names)
    says = overruled(names)
    rows = [
        (
            chain,
            _overrule(chain, targets, says) if name in ("wiki", "law") else targets,
            WEIGHTS.get(name.partition("!")[0], 1.0),
        )
        for name in names
        for chain, targets in marked_chains(name)
    ]
    rows.sort(key=lambda row: -len(row[0]))
    if fewest:
        counts: Counter[Any] = Counter()
        for chain, _, _ in rows:
            for space in chain:
                counts.update(enumerate(space.features))
        for key, count in counts.items():
            if count >= fewest and key[1] is not None:
                numbers[key] = len(numbers)
    lengths = numpy.array([len(chain) for chain, _, _ in rows])
    at_place = [int((lengths > place).sum()) for place in range(int(lengths.max()))]
    starts = [0, *numpy.cumsum(at_place).tolist()]
    size = starts[-1]
    found = Matrix(
        numpy.full((size, len(TABLES)), len(numbers), numpy.int32),
        numpy.zeros(size),
        numpy.zeros(size),
        numpy.zeros(size, numpy.int8),
        at_place,
        starts,
        [chain for chain, _, _ in rows],
    )
    none = len(numbers)
    for index, (chain, targets, weight) in enumerate(rows):
        for place, (space, target) in enumerate(zip(chain, targets, strict=True)):
            row = starts[place] + index
            found.features[row] = [numbers.get(key, none) for key in enumerate(space.features)]
            found.targets[row] = target
            found.weights[row] = weight
            found.chain[row] = space.chain
    return found


class Field:
    """The random field over a matrix: its scores, its marginals, its loss."""

    def __init__(self, data: Matrix, size: int, scales: NDArray[numpy.float64]) -> None:
        self.data = data
        self.size = size
        self.scales = scales

    def _scores(self, weights: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
        padded = numpy.append(weights[: self.size] * self.scales, 0.0)
        total = numpy.zeros(len(self.data.targets))
        for column in range(len(TABLES)):
            total += padded[self.data.features[:, column]]
        return total

    def _passes(self, scores: Any, chain: Any) -> tuple[Any, Any, Any, Any]:
        """Log odds and log normalisers of what stands before and behind each space."""
        data = self.data
        forward, forward_zero = scores.copy(), numpy.zeros_like(scores)
        backward, backward_zero = numpy.zeros_like(scores), numpy.zeros_like(scores)
        for place in range(1, len(data.counts)):
            here = slice(data.starts[place], data.starts[place] + data.counts[place])
            last = slice(data.starts[place - 1], data.starts[place - 1] + data.counts[place])
            normal = numpy.logaddexp(0, forward[last])
            forward[here] += numpy.logaddexp(0, chain[data.chain[last]] + forward[last]) - normal
            forward_zero[here] = forward_zero[last] + normal
        for place in range(len(data.counts) - 2, -1, -1):
            here = slice(data.starts[place], data.starts[place] + data.counts[place + 1])
            following = slice(
                data.starts[place + 1], data.starts[place + 1] + data.counts[place + 1]
            )
            odds = scores[following] + backward[following]
            normal = numpy.logaddexp(0, odds)
            backward[here] = numpy.logaddexp(0, chain[data.chain[here]] + odds) - normal
            backward_zero[here] = backward_zero[following] + normal
        return forward, forward_zero, backward, backward_zero

    def marginals(self, weights: Any) -> NDArray[numpy.float64]:
        forward, _, backward, _ = self._passes(self._scores(weights), weights[self.size :])
        return numpy.asarray(1 / (1 + numpy.exp(-(forward + backward))))

    def loss(self, weights: Any) -> tuple[float, NDArray[numpy.float64]]:
        data = self.data
        chain = weights[self.size :]
        scores = self._scores(weights)
        forward, forward_zero, backward, backward_zero = self._passes(scores, chain)
        marginals = 1 / (1 + numpy.exp(-(forward + backward)))
        first = slice(0, data.counts[0])
        zero = forward_zero[first] + backward_zero[first]
        normal = numpy.logaddexp(zero, zero + forward[first] + backward[first])
        loss = (data.weights[first] * normal).sum() - (data.weights * data.targets * scores).sum()
        chain_slope = numpy.zeros(len(chain))
        for place in range(len(data.counts) - 1):
            count = data.counts[place + 1]
            here = slice(data.starts[place], data.starts[place] + count)
            following = slice(data.starts[place + 1], data.starts[place + 1] + count)
            classes = data.chain[here]
            both = numpy.exp(
                numpy.minimum(
                    0,
                    forward_zero[here]
                    + forward[here]
                    + chain[classes]
                    + scores[following]
                    + backward[following]
                    + backward_zero[following]
                    - normal[:count],
                )
            )
            wanted = data.targets[here] * data.targets[following]
            loss -= (data.weights[here] * wanted * chain[classes]).sum()
            chain_slope += numpy.bincount(
                classes, weights=data.weights[here] * (both - wanted), minlength=len(chain)
            )
        rest = data.weights * (marginals - data.targets)
        slope = numpy.zeros(self.size + 1)
        for column in range(len(TABLES)):
            slope += numpy.bincount(data.features[:, column], weights=rest, minlength=self.size + 1)
        full = numpy.concatenate([slope[: self.size] * self.scales, chain_slope])
        return (
            float(loss + 0.5 * PENALTY * (weights**2).sum()),
            numpy.asarray(full + PENALTY * weights),
        )

    def fit(self, rounds: int, start: Any = None) -> NDArray[numpy.float64]:
        """The weights, unscaled, after so many rounds at the most."""
        # Nothing else needs it: what only reads this file does without.
        from scipy.optimize import minimize

        if start is None:
            start = numpy.zeros(self.size + len(set(CHAIN_CLASSES.values())))
        done = minimize(
            self.loss,
            start,
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": rounds, "maxcor": 8},
        )
        return numpy.asarray(done.x)


def scales_of(numbers: dict[Any, int]) -> NDArray[numpy.float64]:
    return numpy.array([SCALES.get(TABLES[table], 1.0) for table, _ in numbers])


def train(names: list[str], rounds: int, largest: int) -> tuple[dict[Any, int], Any, bytes]:
    """The features kept, their weights in logits, and the packed model."""
    numbers: dict[Any, int] = {}
    data = matrix(names, numbers, fewest=2)
    print(f"{len(data.targets)} spaces, {len(numbers)} features", file=sys.stderr)
    weights: Any = None
    wanted = 46 * largest // 100
    for keep in (None, 4 * wanted, wanted):
        if keep is not None:
            numbers, weights, data = _kept(numbers, weights, data, keep)
        field = Field(data, len(numbers), scales_of(numbers))
        weights = field.fit(rounds, weights)
        print(f"{len(numbers)} features, loss {field.loss(weights)[0]:.0f}", file=sys.stderr)
    while True:
        packed = _packed(numbers, weights)
        print(f"{len(numbers)} features, {len(packed)} bytes", file=sys.stderr)
        if len(packed) <= largest:
            return numbers, weights, packed
        keep = int(len(numbers) * min(0.97, largest / len(packed)))
        numbers, weights, data = _kept(numbers, weights, data, keep)
        field = Field(data, len(numbers), scales_of(numbers))
        weights = field.fit(rounds // 3, weights)


def _kept(
    numbers: dict[Any, int], weights: Any, data: Matrix, keep: int
) -> tuple[dict[Any, int], Any, Matrix]:
    """Those features that change most: by their weight, and how often they occur."""
    size = len(numbers)
    counts = numpy.zeros(size + 1)
    for column in range(len(TABLES)):
        counts += numpy.bincount(data.features[:, column], weights=data.weights, minlength=size + 1)
    worth = numpy.abs(weights[:size] * scales_of(numbers)) * numpy.sqrt(counts[:size])
    chosen = numpy.sort(numpy.argsort(-worth)[:keep])
    renumbered = numpy.full(size + 1, len(chosen), numpy.int32)
    renumbered[chosen] = numpy.arange(len(chosen))
    keys = list(numbers)
    return (
        {keys[old]: new for new, old in enumerate(chosen)},
        numpy.concatenate([weights[:size][chosen], weights[size:]]),
        Matrix(
            renumbered[data.features],
            data.targets,
            data.weights,
            data.chain,
            data.counts,
            data.starts,
            data.order,
        ),
    )


def _packed(numbers: dict[Any, int], weights: Any) -> bytes:
    logits = weights[: len(numbers)] * scales_of(numbers)
    steps = numpy.clip(numpy.rint(logits * 8), -127, 127).astype(int)
    cores: Counter[str] = Counter()
    for (table, feature), number in numbers.items():
        if steps[number] and TABLES[table] != "looks":
            cores.update(_cores(TABLES[table], feature))
    # The commonest syllables have the smallest numbers, which pack best.
    syllables = [core for core, _ in sorted(cores.items(), key=lambda item: (-item[1], item[0]))]
    number_of = {core: number for number, core in enumerate(syllables, 1)}
    looks = [0] * LOOKS**4
    tables: dict[str, dict[int, int]] = {name: {} for name in FEATURES}
    for (table, feature), number in numbers.items():
        step = int(steps[number])
        if not step:
            continue
        name = TABLES[table]
        if name == "looks":
            place = 0
            for shape in feature[0]:
                place = place << LOOK_BITS | SHAPES.index(shape)
            looks[place] = step
        else:
            tables[name][_key(name, feature, number_of)] = step
    chain = numpy.clip(numpy.rint(weights[len(numbers) :] * 8), -127, 127).astype(int).tolist()
    return pack(syllables, looks, chain, tables)


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
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--bytes", type=int, default=LARGEST_BYTES)
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    names = [name for name in WEIGHTS if name not in asked.hold]
    if asked.fold:
        names = [f"{name}!{asked.fold}" if name.startswith("vtb") else name for name in names]
    numbers, weights, packed = train(names, asked.rounds, asked.bytes)
    for name in asked.hold:
        held = matrix([name], numbers)
        field = Field(held, len(numbers), scales_of(numbers))
        print(name, score(held, field.marginals(weights)))
    if output := asked.output or (None if asked.hold or asked.fold else MODEL):
        output.write_bytes(packed)


if __name__ == "__main__":
    main()
