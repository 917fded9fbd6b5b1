"""Which spaces stand inside a word of several syllables, by a small statistical model.

Vietnamese writes "tổ chức", one word, like two. The model is a linear chain of conditional random
fields over the spaces between two marks of punctuation (Lafferty, McCallum and Pereira 2001): each
space is inside a word or not, features of the tokens around it weigh for and against, and so does
what the space before it is. Its answers are the chain's marginal probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count, pairwise, repeat
from math import exp
from pathlib import Path
from typing import NamedTuple

from readable.forgetting import forget_oldest
from readable.vietnamese.model import LOOK_BITS, SYLLABLE_BITS, Model, unpack
from readable.vietnamese.syllables import likeness, rime_of
from readable.vietnamese.tokens import SHAPES, Token, as_written_small, read_token

__all__ = ["load_model", "read_tokens", "split_words", "weigh_words"]

_MODEL = Path(__file__).parents[1] / "data" / "words" / "words.bin"

_ONLY_LOOK = (1 << LOOK_BITS) - 1
_SIGN = SHAPES.index("P")
_CAPITALS = SHAPES.index("T"), SHAPES.index("U")
_BEGIN, _END = SHAPES.index("<") << 3 * LOOK_BITS, SHAPES.index(">")
# The classes of tokens for which the model keeps what two spaces in a row add.
CHAIN_CLASSES = {SHAPES.index(shape): place for place, shape in enumerate("lTsU")}
# A token takes some 500 bytes. Those that begin a sentence are fewer. A space takes some 300, and a
# long text has more than 8 000 different ones: with less room all of them would be weighed anew.
_MOST_TOKENS = 8_192
_MOST_FIRST_TOKENS = 2_048
_MOST_SPACES = 32_768


class Seen(NamedTuple):
    """A token, and what the model knows of it."""

    token: Token
    serial: int
    """Its number among all tokens met."""
    syllable: int
    """The model's number of its letters."""
    shape: int
    chain: float
    """The odds that it stands inside a word which goes on at both of its sides, and not at one."""
    parts_before: bool
    """Whether it is a sign, or one stands before it: no word goes on across signs,"""
    parts_after: bool
    """or after it."""
    rime: str
    """Of a syllable, without its tone; empty for any other token."""


@cache
def load_model() -> Model:
    """The model of the package, read when it is first asked for."""
    return unpack(_MODEL.read_bytes())


class _Tokens(dict[str, Seen]):
    """Each token met so far, by its text."""

    def __init__(self, begins_sentence: bool, most: int) -> None:
        super().__init__()
        self._begins_sentence = begins_sentence
        self._most = most

    def __missing__(self, text: str) -> Seen:
        token = read_token(text, begins_sentence=self._begins_sentence)
        model = load_model()
        shape = SHAPES.index(token.shape)
        chain = exp(model.chain[CHAIN_CLASSES.get(shape, 0)])
        syllable = model.syllables.get(token.core, 0)
        is_sign = shape == _SIGN
        parts = is_sign or token.opens, is_sign or token.closes
        seen = Seen(token, next(_SERIALS), syllable, shape, chain, *parts, rime_of(token.core))
        if len(self) >= self._most:
            forget_oldest(self)
        self[text] = seen
        return seen


_SERIALS = count()
_SEEN = _Tokens(begins_sentence=False, most=_MOST_TOKENS)
_SEEN_FIRST = _Tokens(begins_sentence=True, most=_MOST_FIRST_TOKENS)


_Space = tuple[
    float,
    Mapping[int, float] | None,
    Mapping[int, float] | None,
    tuple[float, ...] | None,
    tuple[float, ...] | None,
    int,
]
"""What is known of a space from the tokens at its two sides: what it weighs; what `Pair` calls
behind, ahead, context and context_on; the part that their looks have in the index of four looks.

No named tuple: there is one for each two tokens, and the garbage collector passes plain ones by.
"""


class _Spaces(dict[tuple[int, int], "_Space | None"]):
    """What the model knows of the space between two tokens, by their serials; None for nothing.

    No word goes on across punctuation or a sign.
    """

    def between(self, model: Model, left: Seen, right: Seen) -> _Space | None:
        """The space between two tokens."""
        left_token, left_serial, left_syllable, left_shape, _, _, parts_after, rime = left
        right_token, right_serial, right_syllable, right_shape, _, parts_before, _, right_rime = (
            right
        )
        space: _Space | None = None
        if not (parts_after or parts_before):
            pair = left_syllable << SYLLABLE_BITS | right_syllable
            small, capital, behind, ahead, context, context_on, is_listed = model[pair]
            before = (left_syllable << LOOK_BITS | left_shape) << LOOK_BITS | right_shape
            after = (right_syllable << LOOK_BITS | right_shape) << LOOK_BITS | left_shape
            weight = capital if right_shape in _CAPITALS else small
            weight += model.before.get(before, 0.0) + model.after.get(after, 0.0)
            shapes = left_shape << LOOK_BITS | right_shape
            if is_listed:
                weight += model.listed[shapes]
            first, second = left_token.core, right_token.core
            # Most are not alike, and this is seen sooner.
            if (first[:1] == second[:1] or rime == right_rime) and (
                alike := likeness(first, second)
            ):
                weight += model.alike[alike << 2 * LOOK_BITS | shapes]
            space = weight, behind, ahead, context, context_on, shapes << LOOK_BITS
        if len(self) >= _MOST_SPACES:
            forget_oldest(self)
        self[left_serial, right_serial] = space
        return space


_SPACES = _Spaces()
_NEW: _Space = (0.0, None, None, None, None, 0)
"""In place of a space that was not met before."""


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
    _, serials, syllables, shapes, chains, _, _, _ = zip(*seen, strict=True)
    known = map(_SPACES.get, pairwise(serials), repeat(_NEW))
    spaces = [
        _SPACES.between(model, left, right) if space is _NEW else space
        for space, left, right in zip(known, seen, seen[1:], strict=False)
    ]

    # The odds of each space by itself, and those given all that stands before.
    alone: list[float] = []
    forward: list[float] = []
    own = odds = 0.0
    before_look, before, last_context = _BEGIN, 0, None
    for space, next_space, shape, next_shape, syllable, next_syllable, chain in zip(
        spaces,
        [*spaces[1:], None],
        shapes,
        [*shapes[2:], 0],
        syllables,
        [*syllables[2:], 0],
        chains,
        strict=False,
    ):
        if space is None:
            own = odds = 0.0
            before_look, before, last_context = _BEGIN, 0, None
        else:
            weight, behind, ahead, context, _, look = space
            look |= before_look
            if last_context:
                weight += last_context[look >> LOOK_BITS & _ONLY_LOOK]
            if behind:
                weight += behind.get(before, 0.0)
            if next_space is None:
                look |= _END
            else:
                look |= next_shape
                if ahead:
                    weight += ahead.get(next_syllable, 0.0)
                if context_on := next_space[4]:
                    weight += context_on[shape]
            own = exp(weight + looks[look])
            odds = own * (1.0 + odds * chain) / (1.0 + odds)
            before_look, before, last_context = shape << 3 * LOOK_BITS, syllable, context
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
