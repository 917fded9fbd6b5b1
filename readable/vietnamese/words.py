"""Which spaces stand inside a word of several syllables, by a small statistical model.

Vietnamese writes "tổ chức", one word, like two. The model is a linear chain of conditional random
fields over the spaces between two marks of punctuation (Lafferty, McCallum and Pereira 2001): each
space is inside a word or not, features of the tokens around it weigh for and against, and so does
what the space before it is. Its answers are the chain's marginal probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp
from operator import or_
from typing import NamedTuple

from readable.vietnamese.model import LOOK_BITS, LOOKS, SYLLABLE_BITS, UNKNOWN, Model, unpack
from readable.vietnamese.tokens import SHAPES, Token, as_written_small, read_token

__all__ = ["load_model", "read_tokens", "split_words", "weigh_words"]

_BEGIN, _END = SHAPES.index("<"), SHAPES.index(">")
# The classes of tokens for which the model keeps what two spaces in a row add.
CHAIN_CLASSES = {SHAPES.index(shape): place for place, shape in enumerate("lTsU")}
_MOST_TOKENS = 32_768


class Seen(NamedTuple):
    """A token, and what the model knows of it: all that its neighbours do not change."""

    token: Token
    number: int
    shape: int
    before: tuple[float, ...]
    """What it weighs to the left of a space, by the shape of what is to the right."""
    after: tuple[float, ...]
    """What it weighs to the right of a space, by the shape of what is to the left."""
    chain: float
    is_capital: bool
    opens: bool
    """Whether punctuation stands before it, or it is a sign: no word goes on here,"""
    closes: bool
    """nor behind it."""


@cache
def load_model() -> Model:
    """The model of the package, read when it is first asked for."""
    return unpack((files("readable") / "data" / "words" / "words.bin").read_bytes())


class _Tokens(dict[str, Seen]):
    """Each token met so far, by its text."""

    def __init__(self, begins_sentence: bool) -> None:
        super().__init__()
        self._begins_sentence = begins_sentence

    def __missing__(self, text: str) -> Seen:
        seen = _see(read_token(text, begins_sentence=self._begins_sentence), load_model())
        if len(self) >= _MOST_TOKENS:
            self.clear()
        self[text] = seen
        return seen


def _see(token: Token, model: Model) -> Seen:
    number = model.syllables.get(token.core, 0)
    shape = SHAPES.index(token.shape)
    own = number << LOOK_BITS | shape
    before, after = model.before, model.after
    return Seen(
        token,
        number,
        shape,
        tuple(before.get(own << LOOK_BITS | other, 0.0) for other in range(LOOKS)),
        tuple(after.get(own << LOOK_BITS | other, 0.0) for other in range(LOOKS)),
        exp(model.chain[CHAIN_CLASSES.get(shape, 0)]),
        token.shape in "TU",
        token.opens or token.shape == "P",
        token.closes or token.shape == "P",
    )


_SEEN = _Tokens(begins_sentence=False)
_SEEN_FIRST = _Tokens(begins_sentence=True)


def read_tokens(texts: list[str]) -> list[Seen]:
    """What is known of each token of a running text."""
    if any(map(str.isupper, texts)):
        texts = as_written_small(texts)
    seen = list(map(_SEEN.__getitem__, texts))
    begins = True
    for place, one in enumerate(seen):
        token = one.token
        if (begins or token.opens) and token.shape == "T":
            seen[place] = _SEEN_FIRST[texts[place]]
        begins = token.ends_sentence
    return seen


def weigh_words(seen: Sequence[Seen]) -> list[float]:
    """How likely each space between two tokens stands inside a word, from 0 to 1.

    >>> rounded = weigh_words(read_tokens("các phong trào thi đua".split(" ")))
    >>> [round(one) for one in rounded]
    [0, 1, 0, 1]
    """
    if len(seen) < 2:
        return []
    model = load_model()
    looks = model.looks
    # Columns instead of rows: each is walked once, and unpacked by the loop below.
    _, numbers, shapes, befores, afters, chains, capitals, opens, closes = zip(*seen, strict=True)
    parted = list(map(or_, closes, opens[1:]))
    pairs = list(map(model.__getitem__, map(_join_numbers, numbers, numbers[1:])))
    ahead_parted = [*parted[1:], True]
    following_shapes = [
        _END if stop else shape for stop, shape in zip(ahead_parted, [*shapes[2:], 0], strict=True)
    ]

    # The odds of each space by itself, and those given all that stands before.
    alone: list[float] = []
    forward: list[float] = []
    own = odds = 0.0
    before_shape, before_number, last_context = _BEGIN, 0, None
    for (
        stop,
        pair,
        next_pair,
        stops_ahead,
        left_shape,
        shape,
        following_shape,
        number,
        following_number,
        before,
        after,
        chain,
        is_capital,
    ) in zip(
        parted,
        pairs,
        [*pairs[1:], UNKNOWN],
        ahead_parted,
        shapes,
        shapes[1:],
        following_shapes,
        numbers,
        [*numbers[2:], 0],
        befores,
        afters[1:],
        chains,
        capitals[1:],
        strict=False,
    ):
        if stop:
            # No word goes on across punctuation.
            own = odds = 0.0
            before_shape, before_number, last_context = _BEGIN, 0, None
        else:
            small, capital, behind, ahead, context, _ = pair
            weight = (
                looks[before_shape << 9 | left_shape << 6 | shape << 3 | following_shape]
                + before[shape]
                + after[left_shape]
                + (capital if is_capital else small)
            )
            if last_context:
                weight += last_context[shape]
            if behind:
                weight += behind.get(before_number, 0.0)
            if not stops_ahead:
                if ahead:
                    weight += ahead.get(following_number, 0.0)
                if context_on := next_pair[5]:
                    weight += context_on[left_shape]
            own = exp(weight)
            odds = own * (1.0 + odds * chain) / (1.0 + odds)
            before_shape, before_number, last_context = left_shape, number, context
        alone.append(own)
        forward.append(odds)

    # And what stands behind.
    likely: list[float] = []
    behind_odds = 1.0
    for own, odds, chain in zip(
        reversed(alone), reversed(forward), reversed(chains[:-1]), strict=True
    ):
        if own:
            odds *= behind_odds
            likely.append(odds / (1.0 + odds))
            odds = own * behind_odds
            behind_odds = (1.0 + chain * odds) / (1.0 + odds)
        else:
            likely.append(0.0)
            behind_odds = 1.0
    likely.reverse()
    return likely


def _join_numbers(left: int, right: int) -> int:
    return left << SYLLABLE_BITS | right


def split_words(text: str) -> list[str]:
    """The words of a text: its tokens, those that make one word together with their spaces.

    Nothing is changed, not even a letter's case; punctuation stays with its word.

    >>> split_words("Tỉnh ủy Bắc Kạn tổ chức hội nghị.")
    ['Tỉnh ủy', 'Bắc Kạn', 'tổ chức', 'hội nghị.']
    """
    tokens = text.split(" ")
    words = tokens[:1]
    for token, likely in zip(tokens[1:], weigh_words(read_tokens(tokens)), strict=True):
        if likely > 0.5:
            words[-1] += f" {token}"
        else:
            words.append(token)
    return words
