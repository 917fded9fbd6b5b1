"""Which spaces stand inside a word of several syllables, by a small statistical model.

Vietnamese writes "tổ chức", one word, like two. The model is a linear chain of conditional random
fields over the spaces between two marks of punctuation (Lafferty, McCallum and Pereira 2001): each
space is inside a word or not, features of the tokens around it weigh for and against, and so does
what the space before it is. Its answers are the chain's marginal probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress, count, pairwise
from math import exp
from operator import and_, itemgetter, mul
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from readable.collecting import pass_by
from readable.forgetting import forget_oldest
from readable.speedups import compiled
from readable.vietnamese.letters import LONGEST_WHOLE_TOKEN, is_plain_word
from readable.vietnamese.model import (
    CAPITAL,
    CONTEXT,
    CONTEXT_ON,
    LISTED,
    LOOK_BITS,
    SMALL,
    SYLLABLE_BITS,
    TRIPLE,
    TRIPLE_ON,
    WEIGHTS,
    Model,
    unpack,
)
from readable.vietnamese.syllables import (
    ONSETS,
    compiled_sounds,
    cut_onset,
    likeness,
    without_tone,
)
from readable.vietnamese.tokens import (
    CAPITAL_ROLES,
    SHAPES,
    SMALL_ROLES,
    Role,
    Token,
    as_first,
    as_written_small,
    read_core,
    read_signs,
    strip_signs,
    within_signs,
)
from readable.vietnamese.units import CANDIDATE_ROLES, find_candidates, weigh_units

__all__ = ["Spaces", "load_model", "read_spaces", "read_tokens", "split_words", "weigh_words"]

_MODEL = Path(__file__).parents[1] / "data" / "words" / "words.bin"

_SHAPE = {letter: number for number, letter in enumerate(SHAPES)}
_FIRST_CAPITAL = _SHAPE["T"]
# Where in what the model has of a pair that a token of a shape ends is what the pair weighs.
_WEIGHT_BITS = [CAPITAL if letter in "TU" else SMALL for letter in SHAPES]
_FARTHER = TRIPLE | TRIPLE_ON | CONTEXT | CONTEXT_ON
# A token takes some 500 bytes. Those that begin a sentence are fewer.
_MOST_TOKENS = 16_384
# In C there are twice as many places for them.
_SLOT_BITS = _MOST_TOKENS.bit_length()
_MOST_FIRST_TOKENS = 2_048

# Of a token: that a sentence may begin at it, or behind it; that it is all in capitals; that it is
# more than a plain word.
_OPENS, _ENDS, _UPPER, _ODD = 1, 2, 4, 8


class Seen(NamedTuple):
    """A token, and what the model knows of it.

    Signs around it change the first five.
    """

    token: Token
    flags: int
    """What is remarkable of it, which of most is nothing."""
    roles: int
    """What the token may be in a unit."""
    joins_before: bool
    """Whether nothing before it parts words, and it is no sign: no word goes on across signs,"""
    joins_after: bool
    """or after it."""
    sounds: int
    """A bit for how it begins and one for how it ends: those that sound alike share one."""
    syllable: int
    """The model's number of its letters."""
    shape: int


class Read(NamedTuple):
    """The tokens of a running text."""

    seen: list[Seen]
    tokens: list[Token]
    roles: list[int]
    odd: list[int]
    """Which tokens are more than a plain word."""


# What Seen() comes to, without a Python call on the way.
_MAKE = tuple.__new__
_TOKEN, _FLAGS, _ROLES = map(itemgetter, range(3))


@cache
def load_model() -> Model:
    """The model of the package, read when it is first asked for."""
    return unpack(_MODEL.read_bytes())


class _Tokens(dict[str, Seen]):
    """Each token met so far, by its text."""

    def __init__(self, see: Callable[[str], Seen], most: int) -> None:
        super().__init__()
        self._see = see
        self._most = most

    def __missing__(self, text: str) -> Seen:
        seen = self._see(text)
        pass_by(seen)
        if len(self) >= self._most:
            forget_oldest(self)
        self[text] = seen
        return seen


def _see(text: str) -> Seen:
    core = strip_signs(text)
    if core != text:
        # Most new tokens are known words with another sign beside them.
        known, signs = _SEEN[core], read_signs(core, text)
        token = within_signs(known.token, signs)
        flags = (
            known.flags
            | (_OPENS if signs.opens else 0)
            | (_ENDS if signs.ends_sentence else 0)
            | (0 if signs.are_plain and len(text) <= LONGEST_WHOLE_TOKEN else _ODD)
        )
        joins = known.joins_before and not signs.opens, known.joins_after and not signs.closes
        return _MAKE(Seen, (token, flags, token.roles, *joins, *known[5:]))
    token = read_core(core)
    small, shape, _, _, _, roles = token
    flags = (_UPPER if text.isupper() else 0) | (0 if is_plain_word(text) else _ODD)
    model = load_model()
    # "200 đơn vị/ngày": what stands before the stroke may end a word.
    first, stroke, _ = small.partition("/")
    syllable = model.syllables.get(first, 0)
    is_word = shape != "P"
    onset, rime = cut_onset(small)
    sounds = _SOUNDS[onset] | _SOUNDS[rime]
    joins = is_word, is_word and not stroke
    return _MAKE(Seen, (token, flags, roles, *joins, sounds, syllable, _SHAPE[shape]))


def _see_first(text: str) -> Seen:
    """What is known of a token with a first capital where it begins a sentence."""
    known = _SEEN[text]
    token = as_first(known.token)
    return _MAKE(Seen, (token, *known[1:-1], _SHAPE[token.shape]))


# The onsets have a bit each, all else one of the others. These are told apart well enough: two
# tokens that share a bit are asked whether they sound alike.
_SOUND_BITS = 62
_ONSET_BITS = {onset: 1 << place for place, onset in enumerate(ONSETS)}
_MOST_SOUNDS = 2_048


class _Sounds(dict[str, int]):
    """The bit of each beginning and ending of a token met so far, the same with any tone."""

    def __missing__(self, sound: str) -> int:
        bit = _ONSET_BITS.get(sound, 0)
        if sound and not bit:
            # A byte that is no UTF-8 comes as a surrogate.
            data = without_tone(sound).encode("utf-8", "surrogatepass")
            bit = 1 << len(ONSETS) + crc32(data) % (_SOUND_BITS - len(ONSETS))
        if len(self) >= _MOST_SOUNDS:
            forget_oldest(self)
        self[sound] = bit
        return bit


_SOUNDS = _Sounds()
_SEEN = _Tokens(_see, _MOST_TOKENS)
_SEEN_FIRST = _Tokens(_see_first, _MOST_FIRST_TOKENS)


def read_tokens(texts: list[str]) -> Read:
    """What is known of the tokens of a running text."""
    seen = list(map(_SEEN.__getitem__, texts))
    flags = list(map(_FLAGS, seen))
    flagged = list(compress(count(), flags))
    if any(flags[place] & flags[place - 1] & _UPPER for place in flagged if place):
        small = as_written_small(texts)
        if small != texts:
            return read_tokens(small)
    begins = [0]
    for place in flagged:
        if flags[place] & _OPENS:
            begins.append(place)
        if flags[place] & _ENDS:
            begins.append(place + 1)
    for place in begins:
        if place < len(seen) and seen[place].shape == _FIRST_CAPITAL:
            seen[place] = _SEEN_FIRST[texts[place]]
    odd = [place for place in flagged if flags[place] & _ODD]
    return Read(seen, list(map(_TOKEN, seen)), list(map(_ROLES, seen)), odd)


def weigh_words(read: Read) -> list[float]:
    """How likely each space between two tokens stands inside a word, from 0 to 1.

    >>> rounded = weigh_words(read_tokens("các phong trào thi đua".split(" ")))
    >>> [round(one) for one in rounded]
    [0, 1, 0, 1]
    """
    model = load_model()
    # Columns instead of rows: most of the work is done on whole ones.
    _, _, _, join_before, join_after, sounds, syllables, shapes = zip(*read.seen, strict=True)
    befores, afters = zip(*map(model.beside, syllables, shapes), strict=True)
    # Whether the space may stand inside a word.
    is_open = list(map(and_, join_after, join_before[1:]))
    numbers = [first << SYLLABLE_BITS | second for first, second in pairwise(syllables)]
    pairs = model.pairs(numbers)
    looks = model.looks
    weights = [
        WEIGHTS[pair >> bits & 255]
        + after[right]
        + before[left]
        + looks[
            pair & LISTED
            | (behind << LOOK_BITS | left) << 2 * LOOK_BITS
            | right << LOOK_BITS
            | ahead
        ]
        for bits, pair, after, before, behind, left, right, ahead in zip(
            map(_WEIGHT_BITS.__getitem__, shapes[1:]),
            pairs,
            afters,
            befores[1:],
            [0, *map(mul, shapes, is_open)],
            shapes,
            shapes[1:],
            [*map(mul, shapes[2:], is_open[1:]), 0],
            strict=False,
        )
    ]
    _add_farther(weights, numbers, pairs, syllables, shapes, is_open)
    # Most tokens are not alike, and this is seen sooner.
    for place in compress(count(), map(and_, sounds, sounds[1:])):
        if is_open[place]:
            weights[place] += _weigh_likeness(read, place)
    chains = list(map(model.chain.__getitem__, shapes))
    return _marginals(list(map(mul, map(exp, weights), is_open)), chains)


def _weigh_likeness(read: Read, place: int) -> float:
    """What it weighs for the space behind a token that the one there sounds like it, if it does."""
    first, second = read.seen[place : place + 2]
    alike = likeness(first.token.core, second.token.core)
    if not alike:
        return 0.0
    looks = first.shape << LOOK_BITS | second.shape
    return load_model().alike[alike << 2 * LOOK_BITS | looks]


def _marginals(alone: Sequence[float], chains: Sequence[float]) -> list[float]:
    """How likely each space is inside, from the odds of each by itself and those of the chain."""
    # The odds given all that stands before,
    forward: list[float] = []
    odds = 0.0
    for own, chain in zip(alone, chains, strict=False):
        odds = own * (1.0 + odds * chain) / (1.0 + odds)
        forward.append(odds)
    # and what stands behind.
    likely: list[float] = []
    behind_odds = 1.0
    for own, odds, chain in zip(
        reversed(alone), reversed(forward), reversed(chains[:-1]), strict=True
    ):
        odds *= behind_odds
        likely.append(odds / (1.0 + odds))
        odds = own * behind_odds
        behind_odds = (1.0 + chain * odds) / (1.0 + odds)
    likely.reverse()
    return likely


def _add_farther(
    weights: list[float],
    numbers: Sequence[int],
    pairs: Sequence[int],
    syllables: Sequence[int],
    shapes: Sequence[int],
    is_open: Sequence[bool],
) -> None:
    """Adds what pairs weigh for the spaces beside theirs, and what the tokens there do for them."""
    model = load_model()
    triple, triple_on = model.triple.get, model.triple_on.get
    context, context_on = model.context.get, model.context_on.get
    last = len(pairs) - 1
    for place, pair in enumerate(pairs):
        if not pair & _FARTHER or not is_open[place]:
            continue
        number = numbers[place]
        if place and is_open[place - 1]:
            if pair & CONTEXT_ON:
                key = number << LOOK_BITS | shapes[place - 1]
                weights[place - 1] += context_on(key, 0.0)
            if pair & TRIPLE:
                weights[place] += triple(number << SYLLABLE_BITS | syllables[place - 1], 0.0)
        if place < last and is_open[place + 1]:
            if pair & CONTEXT:
                weights[place + 1] += context(number << LOOK_BITS | shapes[place + 2], 0.0)
            if pair & TRIPLE_ON:
                weights[place] += triple_on(number << SYLLABLE_BITS | syllables[place + 2], 0.0)


class Spaces(NamedTuple):
    """What the spaces between the tokens of a running text are, and what the tokens."""

    words: list[float]
    """How likely each space stands inside a word, from 0 to 1."""
    units: dict[int, float]
    """How sure those are, by their index, that stand inside a unit."""
    odd: list[int]
    """Which tokens are more than a plain word."""


def read_spaces(texts: list[str]) -> Spaces:
    """What the spaces between the tokens of a running text are.

    >>> spaces = read_spaces("các phong trào thi đua trong năm 2024".split(" "))
    >>> [place for place, likely in enumerate(spaces.words) if likely > 0.5], list(spaces.units)
    ([1, 3], [6])
    """
    if not compiled:
        read = read_tokens(texts)
        units = weigh_units(read.tokens, find_candidates(read.roles))
        return Spaces(weigh_words(read), units, read.odd)
    found = compiled.weigh_words(_known(), texts, False)
    if found is None:
        texts = as_written_small(texts)
        found = compiled.weigh_words(_known(), texts, True)
        assert found
    words, candidates, tokens, odd = found
    return Spaces(words, weigh_units(tokens, candidates), odd)


def _know(bits: int = _SLOT_BITS) -> object:
    """What `compiled.weigh_words` asks: it keeps half as many tokens as slots of so many bits."""
    model = load_model()
    roles = Role.COUNTED, Role.NAME, Role.ABBREVIATION | Role.LETTER, *CANDIDATE_ROLES
    return compiled.know_words(
        model.compiled,
        Token,
        SHAPES,
        _SEEN,
        model.syllables,
        SMALL_ROLES,
        CAPITAL_ROLES,
        *compiled_sounds(),
        model.alike,
        model.chain,
        roles,
        bits,
    )


_known = cache(_know)


def split_words(text: str) -> list[str]:
    """The words of a text: its tokens, those that make one word together with their spaces.

    Nothing is changed, not even a letter's case; punctuation stays with its word.

    >>> split_words("Tỉnh ủy Bắc Kạn tổ chức hội nghị.")
    ['Tỉnh ủy', 'Bắc Kạn', 'tổ chức', 'hội nghị.']
    """
    tokens = text.split(" ")
    words = tokens[:1]
    for token, likely in zip(tokens[1:], read_spaces(tokens).words, strict=True):
        if likely > 0.5:
            words[-1] += f" {token}"
        else:
            words.append(token)
    return words
