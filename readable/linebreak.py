"""Where a line of text may end, and which characters belong together on the screen.

`find_break_opportunities` gives the line break opportunities of UAX #14 for Unicode 17.0, as
published or (unless told otherwise) as Vietnamese wants them; `find_weighed_opportunities` adds
how bad it is to end a line inside a word or a unit. `split_grapheme_clusters` gives the extended
grapheme clusters of UAX #29. All offsets are indices into the `str`; all times grow with its
length.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate, compress, count, pairwise, repeat
from math import trunc
from operator import add, mul

from readable._uax14 import apply_rules
from readable._unicode_data import grapheme_break_class, line_break_class
from readable.forgetting import forget_oldest
from readable.optimum import LIKELY_UNIT, UNIT
from readable.patterns import pattern
from readable.speedups import compiled
from readable.values import NamedTuple
from readable.vietnamese.joins import weigh_between
from readable.vietnamese.letters import LATIN, LONGEST_WHOLE_TOKEN, canonical, is_plain_word

__all__ = [
    "JOINT_PENALTY",
    "KEPT_PENALTY",
    "LEVELS",
    "LONGEST_WHOLE_TOKEN",
    "Opportunity",
    "Weighed",
    "cut_to_fit",
    "find_break_opportunities",
    "find_grapheme_boundaries",
    "find_joints",
    "find_weighed_opportunities",
    "has_clusters_of_one",
    "split_grapheme_clusters",
    "weigh_opportunities",
    "weigh_tokens",
]

# How sure a word or a unit is, is told in these steps: few enough to be written into HTML, where a
# script weighs the same numbers. Most line ends are chosen among places that are next to never
# inside a word, so these are told apart best: docs/decisions/0024 has what that is worth. Two of
# them are of units alone, so that lines may have another price for these.
LEVELS = (0.0, 0.003, 0.012, 0.035, 0.08, 0.15, 0.25, 0.4, 0.6, 0.68, 0.78, 0.85, 0.91, 0.96, 1.0)
_FINEST = 2_000
_UNITS = (UNIT, LIKELY_UNIT)
_OF_WORDS = [level for level in LEVELS if level not in _UNITS]
_MIDDLES = [(low + high) / 2 for low, high in pairwise(_OF_WORDS)]
_LEVEL_OF = [_OF_WORDS[bisect(_MIDDLES, part / _FINEST)] for part in range(_FINEST + 1)]
"""The nearest level, by the confidence as an integer."""
for _level in _UNITS:
    _LEVEL_OF[trunc(_level * _FINEST)] = _level

# To cut a long address after one of its joints is not as bad as to cut a word.
JOINT_PENALTY = 0.6
assert JOINT_PENALTY in LEVELS


# Three times as bad as inside a word: a line that begins with a dash looks like an item of a list.
KEPT_PENALTY = 3.0


class Opportunity(NamedTuple):
    """A place where a line may end.

    `offset` is the index of the character that would begin the next line. `mandatory` says that
    the line must end there. `penalty` is how bad it is to end a line there, from 0 between two
    words to 1 inside one, and `KEPT_PENALTY` where no line should end as long as there is another
    way.

    A named tuple and not a data class: there is one for each space of an article, and it is
    made in a third of the time.
    """

    offset: int
    mandatory: bool = False
    penalty: float = 0.0


def find_break_opportunities(text: str, *, tailored: bool = True) -> list[Opportunity]:
    """Every place where a line of `text` may or must end, in order.

    The last is the end of the text, which is mandatory; an empty text has none. With
    `tailored=False` these are the opportunities of UAX #14 and nothing else. The tailored ones
    never part a grapheme cluster, and keep together what a Vietnamese reader reads as one:
    see `_tailored_opportunities` for each rule and its reason.

    >>> text = "Quyết định 946/QĐ-UBND"
    >>> [opportunity.offset for opportunity in find_break_opportunities(text)]
    [6, 11, 22]
    >>> [opportunity.offset for opportunity in find_break_opportunities(text, tailored=False)]
    [6, 11, 15, 18, 22]
    """
    if not text:
        return []
    tokens = text.split(" ")
    ends = _ends(tokens)
    kinds = list(map((_TAILORED_KINDS if tailored else _UNTAILORED_KINDS).__getitem__, tokens))
    found = _spliced(Weighed(ends, [False] * len(ends), [0.0] * len(ends)), tokens, kinds, tailored)
    found.offsets[-1], found.mandatory[-1] = len(text), True
    if tailored and max(kinds) >= _TICKS:
        held = set(_beside_boxes(text))
        return [row for row in _as_rows(found) if row.mandatory or row.offset not in held]
    return _as_rows(found)


def _spliced(
    spaces: Weighed,
    tokens: list[str],
    kinds: list[int],
    tailored: bool,
    weight_at: dict[int, float] | None = None,
    keeping: str = "",
) -> Weighed:
    """The opportunities of the spaces of a text, with those of what is more than words put in.

    `spaces` itself where there are none. `kinds` says what keeps each token from being looked up
    alone, as `_Kinds`. `weight_at` has penalties of opportunities that are no
    spaces. With `keeping`, which is the text, spaces that the tailoring keeps stay, as
    `KEPT_PENALTY`.
    """
    if not any(kinds):
        return spaces
    inside = _TAILORED if tailored else _UNTAILORED
    offsets, mandatory, penalties = spaces
    found = Weighed([], [], [])
    # How many of the spaces are told, and how many of the tokens.
    told = stop = 0
    for place in compress(count(), kinds):
        if place < stop:
            continue
        first = place - 1 if place and kinds[place] & _BEGINS else place
        stop = place + 1
        while stop < len(tokens) and (kinds[stop - 1] & _ENDS or kinds[stop] & _BEGINS):
            stop += 1
        piece = inside[" ".join(tokens[first:stop])]
        if not piece and stop == first + 1:
            continue
        start = offsets[first - 1] if first else 0
        weights = dict(zip(offsets[first : stop - 1], penalties[first : stop - 1], strict=True))
        rows = [
            (start + offset, is_mandatory, weights.pop(start + offset, penalty))
            for offset, is_mandatory, penalty in piece
        ]
        if weight_at:
            rows = [
                (offset, is_mandatory, weight_at.get(offset, penalty))
                for offset, is_mandatory, penalty in rows
            ]
        if keeping and weights:
            kept = [offset for offset in weights if _LOOSE_SPACE.match(keeping, offset)]
            rows = sorted(rows + [(offset, False, KEPT_PENALTY) for offset in kept])
        found.offsets.extend([*offsets[told:first], *(row[0] for row in rows)])
        found.mandatory.extend([*mandatory[told:first], *(row[1] for row in rows)])
        found.penalties.extend([*penalties[told:first], *(row[2] for row in rows)])
        told = stop - 1
    if not told and not found.offsets:
        return spaces
    found.offsets.extend(offsets[told:])
    found.mandatory.extend(mandatory[told:])
    found.penalties.extend(penalties[told:])
    return found


def _as_rows(found: Weighed) -> list[Opportunity]:
    # What Opportunity() comes to, without a Python call on the way.
    return list(map(tuple.__new__, repeat(Opportunity), zip(*found, strict=True)))


def find_weighed_opportunities(text: str) -> list[Opportunity]:
    """Every space of a text at which a line may or could end, and how bad that would be.

    To the tailored opportunities, the penalty of a space inside a word or a unit of several tokens
    is how sure it is that it stands in one (`readable.vietnamese`). The spaces that the tailoring
    keeps ("2021 - 2023") are there, too: on a narrow line a value may be too long to stay whole.

    >>> weighed = find_weighed_opportunities("Tỉnh Bắc Kạn họp ngày 2/6")
    >>> [(one.offset, round(one.penalty)) for one in weighed]
    [(5, 0), (9, 1), (13, 0), (17, 0), (22, 1), (25, 0)]
    """
    return _as_rows(weigh_opportunities(text))


class Weighed(NamedTuple):
    """The same as columns: what `Opportunity` has, for each."""

    offsets: list[int]
    mandatory: list[bool]
    penalties: list[float]


def weigh_opportunities(text: str) -> Weighed:
    """What `find_weighed_opportunities` gives, faster to go through."""
    return weigh_tokens(text)[0]


def weigh_tokens(text: str) -> tuple[Weighed, list[str]]:
    """The weighed opportunities, and the tokens of the text if these end there one by one.

    The tokens are what stands between two spaces; there are none where a line may end inside of
    one, or where two have to stay on one line.
    """
    if not text:
        return Weighed([], [], []), []
    # What an editor's no-break space joins may be a word, too.
    spaced = text.replace(_NO_BREAK_SPACE, " ")
    # The words are known in NFC; to compose letters moves no space.
    known = spaced if _CLUSTERS_OF_ONE.fullmatch(spaced) else canonical(spaced)
    tokens = text.split(" ")
    kinds = [0] * len(tokens)
    if known == text:
        weights, odd = weigh_between(tokens)
        for place in odd:
            kinds[place] = _TAILORED_KINDS[tokens[place]]
    else:
        weights, _ = weigh_between(known.split(" "))
        kinds = list(map(_TAILORED_KINDS.__getitem__, tokens))
    spaces = _spaces(tokens if spaced == text else spaced.split(" "), weights)
    weight_at = None
    if spaced != text:
        weight_at = dict(zip(spaces.offsets, spaces.penalties, strict=True))
        offsets = _ends(tokens)
        penalties = [*map(weight_at.__getitem__, offsets[:-1]), 0.0]
        spaces = Weighed(offsets, [False] * len(offsets), penalties)
    found = _spliced(spaces, tokens, kinds, True, weight_at, text)
    found.offsets[-1], found.mandatory[-1] = len(text), True
    if max(kinds) >= _TICKS and (held := _beside_boxes(text)):
        for place in range(len(found.offsets) - 1):
            if found.offsets[place] in held and not found.mandatory[place]:
                found.penalties[place] = KEPT_PENALTY
        return found, []
    return found, tokens if found is spaces else []


def _spaces(tokens: list[str], weights: list[float]) -> Weighed:
    """The spaces between tokens, where no line must end; how bad that would be, in levels."""
    if compiled:
        return Weighed._make(compiled.spaces_of(tokens, weights, _LEVEL_OF, 0.0))
    parts = map(trunc, map(mul, weights, repeat(_FINEST)))
    penalties = [*map(_LEVEL_OF.__getitem__, parts), 0.0]
    return Weighed(_ends(tokens), [False] * len(tokens), penalties)


def _beside_boxes(text: str) -> set[int]:
    """Where a box to tick and what it is for would be parted: "☐ Nam", "Nam [ ]".

    Boxes stand behind their words where one ends the line and none begins it.
    """
    held: set[int] = set()
    for line in _LINE.finditer(text):
        boxes = list(_BOX.finditer(text, *line.span()))
        if not boxes:
            continue
        before = text[line.start() : boxes[0].start()]
        behind = text[boxes[-1].end() : line.end()]
        if before.strip(_NOT_WORDS) and not behind.strip(_NOT_WORDS):
            held.update(box.start() for box in boxes)
        else:
            held.update(box.end() for box in boxes)
    return held


def _ends(tokens: list[str]) -> list[int]:
    """Where the space after each token ends."""
    return list(accumulate(map(add, map(len, tokens), repeat(1))))


def cut_to_fit(
    text: str, start: int, end: int, measure: float, width_of: Callable[[int, int], float]
) -> list[int]:
    """Where to cut a stretch without opportunities so that no part is wider than the measure.

    At its no-break spaces first, then after its other joints where a part is still too wide, after
    the points of its numbers, and last between grapheme clusters; a cluster wider than the measure
    stands alone. Answers the end of each part. `width_of` tells the width between two offsets,
    without a space at the end.

    >>> cut_to_fit("Số 946/QĐ-UBND", 3, 14, 6, lambda start, end: end - start)
    [7, 10, 14]
    """
    joints = [start + joint for joint in find_joints(text[start:end])]
    spaces = (found.end() for found in _INNER_SPACES.finditer(text, start, end))
    ends = []
    for wide_start, wide_end in pairwise((start, *spaces, end)):
        if width_of(wide_start, wide_end) <= measure:
            ends.append(wide_end)
            continue
        inner = (joint for joint in joints if wide_start < joint < wide_end)
        for part_start, part_end in pairwise((wide_start, *inner, wide_end)):
            if width_of(part_start, part_end) > measure:
                ends += _cut_small(text, part_start, part_end, measure, width_of)
            ends.append(part_end)
    return ends


def _cut_small(
    text: str, start: int, end: int, measure: float, width_of: Callable[[int, int], float]
) -> Iterator[int]:
    """After the points of a number, and between clusters where it has none or not enough."""
    inner = [found.end() for found in _IN_NUMBER.finditer(text, start, end)]
    for part_start, part_end in pairwise((start, *inner, end)):
        if width_of(part_start, part_end) > measure:
            yield from _cut_between_clusters(text, part_start, part_end, measure, width_of)
        if part_end != end:
            yield part_end


def _cut_between_clusters(
    text: str, start: int, end: int, measure: float, width_of: Callable[[int, int], float]
) -> Iterator[int]:
    head = offset = start
    width = 0.0
    for cluster in split_grapheme_clusters(text[start:end]):
        # A cluster alone is as wide as in its word but for kerning.
        advance = width_of(offset, offset + len(cluster))
        if offset > head and width + advance > measure and not cluster.isspace():
            yield offset
            head, width = offset, 0.0
        width += advance
        offset += len(cluster)


def find_joints(token: str) -> list[int]:
    """Where what is too long for its line is best cut: after what joins its parts.

    Meant for a stretch without opportunities, such as the number of a decision or a range of
    dates, on a line that cannot hold it; grapheme boundaries are the last resort after these.
    A number keeps its points and commas, and a scheme keeps its host.

    >>> find_joints("https://backan.gov.vn/tin-tuc?so=1.500")
    [15, 19, 22, 26, 30, 33]
    """
    joints = []
    for joint in _JOINT.finditer(token):
        start, end = joint.span()
        is_in_number = joint[0] in _NUMBER_SIGNS and token[start - 1 : end + 1 : 2].isdecimal()
        if start > 0 and not is_in_number and not joint[0].endswith("//"):
            joints.append(end)
    return joints


def find_grapheme_boundaries(text: str) -> list[int]:
    """Where each extended grapheme cluster of `text` ends, in order; the last is its length.

    >>> find_grapheme_boundaries("ê\\u0301a\\r\\n")
    [2, 3, 5]
    """
    if _CLUSTERS_OF_ONE.fullmatch(text):
        return list(range(1, len(text) + 1))
    letters = "".join([_GRAPHEME_LETTERS[grapheme_break_class(character)] for character in text])
    return [cluster.end() for cluster in _CLUSTER.finditer(letters)]


def has_clusters_of_one(text: str) -> bool:
    """Whether each character of the text is a grapheme cluster by itself."""
    return bool(_CLUSTERS_OF_ONE.fullmatch(text)) or len(find_grapheme_boundaries(text)) == len(
        text
    )


def split_grapheme_clusters(text: str) -> Iterator[str]:
    """The extended grapheme clusters of UAX #29: what a reader counts as one character.

    >>> list(split_grapheme_clusters("Việt Nam 🇻🇳"))
    ['V', 'i', 'ệ', 't', ' ', 'N', 'a', 'm', ' ', '🇻🇳']
    """
    start = 0
    for end in find_grapheme_boundaries(text):
        yield text[start:end]
        start = end


# The short cut. Between two characters of the kinds below, a single space is always an
# opportunity and nothing to its left matters to its right, neither to UAX #14 nor to our
# tailoring. So a text is cut at such spaces, and what is inside a piece is found once: the
# words of a language come again and again.
_BEFORE_PLAIN_SPACE = LATIN + "0-9" + ".,;:!?" + ")" + re.escape("]") + "\"'”’"
_AFTER_PLAIN_SPACE = LATIN + "0-9" + "(" + re.escape("[") + "\"'“‘"
_BEGINS_PLAINLY = pattern(f"[{_AFTER_PLAIN_SPACE}]")
_ENDS_PLAINLY = pattern(f"[{_BEFORE_PLAIN_SPACE}]\\Z")
# What keeps a token from being looked up alone: how it begins, how it ends, what is in it.
_BEGINS, _ENDS, _HOLDS = 1, 2, 4
# And that it may be a box to tick.
_TICKS = 8


# To the rules, one letter is like another, but for those of Roman numerals, and so is a digit.
_ANY_LETTER = pattern(f"(?![IVXLCDM])[{LATIN}]")
_ANY_DIGIT = pattern("[0-9]")


class _Pieces(dict[str, tuple[Opportunity, ...]]):
    """The opportunities inside each piece met so far, not counting its two ends."""

    # Every piece of some two hundred thousand words of Vietnamese, in 2 or 3 MB of memory.
    MOST = 16_384
    # Longer pieces seldom come again.
    LONGEST = 48

    def __init__(self, find: Callable[[str], tuple[Opportunity, ...]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> tuple[Opportunity, ...]:
        alike = _ANY_LETTER.sub("a", _ANY_DIGIT.sub("0", piece))
        found = self._find(piece) if alike == piece else self[alike]
        if len(piece) <= self.LONGEST:
            if len(self) >= self.MOST:
                forget_oldest(self)
            self[piece] = found
        return found


def _untailored_opportunities(piece: str) -> tuple[Opportunity, ...]:
    """What UAX #14 says of a piece, or of a whole text, without any short cut."""
    classes = map(line_break_class, piece)
    return tuple(Opportunity(offset, mandatory) for offset, mandatory in apply_rules(classes))


_NO_BREAK_SPACE = "\u00a0"
_SOFT_HYPHEN = "\u00ad"
_SPACES = f"[ {_NO_BREAK_SPACE}]"
# After a space that nothing beside it holds: no no-break space, word joiner or mark.
_LOOSE_SPACE = pattern(
    r"(?<=[^\s\u00a0\u202f\u2007\u2060] )(?=[^\s\u00a0\u202f\u2007\u2060\u0300-\u036f\u200d])"
)
_INNER_SPACES = pattern(r"\s+(?=\S)")
_DASHES = "[-\u2010\u2012-\u2015\u2212]+"
_LINE_STARTS = r"(?:\A|(?<=[\n\r\v\f\x85\u2028\u2029]))"

# Two words of letters with spaces between them, where the second is no Roman numeral.
_ORDINARY_SPACES = pattern(
    r"([^\W\d_][\u0300-\u036f\u00ad]*[.,;:!?…)\]\"'”’»]*)"
    f"({_SPACES}++)"
    r"(?=[(\[\"'“‘«]*[^\W\d_])(?![IVXLCDM]+(?![\w\u0300-\u036f]))"
)
# What is written without spaces in Latin letters: ASCII, the other Latin letters and signs, soft
# hyphens, combining marks, hyphens, the en dash, quotation marks, per mille, primes, indices, đồng.
_TOKEN = pattern(
    r"[!-~\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2013\u2018-\u201f\u2030\u2032-\u2034"
    r"\u2080-\u209c\u20ab]+"
)
_DASH_AFTER_SPACE = pattern(rf"(?<=[ {_NO_BREAK_SPACE}\t]){_DASHES}(?=\s|\Z)")
_BOX_SIGNS = "☐☑☒□■▢❏❐❑❒⬜✅❎🗹○●◯◉◎🔘"
_BOX = pattern(
    rf"(?:\[{_SPACES}?[xX✓✔]?{_SPACES}?\]|\({_SPACES}\)|[{_BOX_SIGNS}]\ufe0f?){_SPACES}*"
)
_MAY_BE_BOX = pattern(rf"[{_BOX_SIGNS}]|(?:\A|\[[xX✓✔]?)\]|\A\)")
_LINE = pattern(r"[^\n\r\v\f\x85\u2028\u2029]+")
_NOT_WORDS = " \t\u00a0.,;:)"
# What says how two values stand to each other; < and > also point from one word to the next, and
# a minus sign may stand for a dash.
_RELATES = rf"[=≤≥≈≠±×÷∈∉⊂⊆⊥∥]|\u2212(?={_SPACES}+(?:\d|\w(?!\w)))|[<>](?={_SPACES}+[-+±\u2212]?\d)"
_RELATION = pattern(rf"(?<={_SPACES})(?:{_RELATES}){_SPACES}+(?=\S)")
_PERCENT_AFTER_SPACE = pattern(rf"(?<=[^\W_]{_SPACES})[%‰](?!\w)")
_ARROW_AFTER_SPACE = pattern(rf"(?<=[ {_NO_BREAK_SPACE}\t])[→⇒⟶⇌↔](?=\s|\Z)")
_LONG_DASH = pattern(r"(?<=[^\s\u200b])[\u2014\u2015]")
_RANGE = pattern(rf"\d%?(?:{_SPACES}+{_DASHES}{_SPACES}+|{_DASHES})(?=\d)")
_BULLET = pattern(rf"{_LINE_STARTS}[ \t]*(?:{_DASHES}|[+*•·▪●○◦]+)[ {_NO_BREAK_SPACE}\t]+")
_JOINERS = r"[/?&=#_;@+~|.,:\-\u2010\u2012\u2013]"
_JOINT = pattern(rf"(?<!{_JOINERS}){_JOINERS}++{_SPACES}*+(?=[^\W_]|%)")
_NUMBER_SIGNS = (".", ",", ":")
_IN_NUMBER = pattern(r"(?<=\d)[.,:](?=\d)")


def _tailored_opportunities(piece: str) -> tuple[Opportunity, ...]:
    """What a piece, or a whole text, offers to Vietnamese lines, without any short cut."""
    if len(piece) <= LONGEST_WHOLE_TOKEN and _TOKEN.fullmatch(piece):
        return ()
    # A no-break space between two ordinary words was left by an editor, who did not mean the
    # two to stay together ("Bình\u00a0dự"): it is a space like any other. Next to a number or a
    # sign it was meant ("15\u00a0km", "Điều\u00a015", "khoá\u00a0XIII", "tế\u00a0-"), and holds.
    spaced = _ORDINARY_SPACES.sub(lambda found: found[1] + " " * len(found[2]), piece)
    # Vietnamese words are never divided, and in text converted from TCVN3 a soft hyphen may
    # stand for the letter ư. UAX #14 would break after it; here it is a mark on its letter.
    classes = [
        ("CM", False) if character == _SOFT_HYPHEN else line_break_class(character)
        for character in spaced
    ]
    found = {offset: Opportunity(offset, mandatory) for offset, mandatory in apply_rules(classes)}
    for token in _TOKEN.finditer(spaced):
        # UAX #14 lets a line end after the slash and the hyphens of "946/QĐ-UBND", "QP-AN" and
        # "01/2023/NĐ-CP". Cut in two, the number of a decision can be neither searched for nor
        # cited, and "QP-" is no word. A token stays whole.
        for offset in range(token.start() + 1, token.end()):
            found.pop(offset, None)
        if len(token[0]) > LONGEST_WHOLE_TOKEN:
            # Whole, the address of a page would leave most of a line empty.
            for joint in find_joints(token[0]):
                offset = token.start() + joint
                found[offset] = Opportunity(offset, penalty=JOINT_PENALTY)
    # "kinh tế - xã hội": a line that began with "- xã hội" would look like an item of a list.
    kept = {dash.start() for dash in _DASH_AFTER_SPACE.finditer(spaced)}
    # Nor "→ kết quả", like one with another bullet.
    kept.update(arrow.start() for arrow in _ARROW_AFTER_SPACE.finditer(spaced))
    # "tỷ lệ %": alone at the beginning of a line the sign says nothing.
    kept.update(sign.start() for sign in _PERCENT_AFTER_SPACE.finditer(spaced))
    # "pH = 6,5": at a line's end "pH =" reads as if nothing followed.
    kept.update(sign.end() for sign in _RELATION.finditer(spaced))
    # Nor does a line begin with a long dash set close; UAX #14 would allow it.
    kept.update(dash.start() for dash in _LONG_DASH.finditer(spaced))
    for bounds in _RANGE.finditer(spaced):
        # "2021 - 2023" is one value. At a line's end "2021 -" reads as if it had no end.
        kept.update(range(bounds.start() + 1, bounds.end() + 1))
    # An item of a list that was typed as text keeps its dash or bullet.
    for bullet in _BULLET.finditer(spaced):
        kept.update(range(bullet.start() + 1, bullet.end() + 1))
    # UAX #14 may break inside a cluster, such as a space that bears an accent.
    clusters = set(find_grapheme_boundaries(piece))
    return tuple(
        opportunity
        for offset, opportunity in sorted(found.items())
        if opportunity.mandatory or (offset not in kept and offset in clusters)
    )


class _Kinds(dict[str, int]):
    """Of each token met so far, what keeps it from being looked up alone; 0 for nothing."""

    def __init__(self, pieces: _Pieces) -> None:
        super().__init__()
        self._pieces = pieces

    def __missing__(self, token: str) -> int:
        kind = 0 if is_plain_word(token) else self._kind_of(token)
        if len(token) <= _Pieces.LONGEST:
            if len(self) >= _Pieces.MOST:
                forget_oldest(self)
            self[token] = kind
        return kind

    def _kind_of(self, token: str) -> int:
        return (
            (0 if _BEGINS_PLAINLY.match(token) else _BEGINS)
            | (0 if _ENDS_PLAINLY.search(token) else _ENDS)
            | (_HOLDS if token and self._pieces[token] else 0)
            | (_TICKS if _MAY_BE_BOX.search(token) else 0)
        )


_TAILORED = _Pieces(_tailored_opportunities)
_UNTAILORED = _Pieces(_untailored_opportunities)
_TAILORED_KINDS = _Kinds(_TAILORED)
_UNTAILORED_KINDS = _Kinds(_UNTAILORED)


# Each of these is a cluster by itself as long as none but these is near: no marks, no joiners,
# no conjoining letters, no CARRIAGE RETURN.
_CLUSTERS_OF_ONE = pattern(r"[\n\t -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027₫]*")

# UAX #29 as one regular expression (its table 1c) over one letter for each class.
_GRAPHEME_LETTERS = {
    "Other": "o",
    "CR": "r",
    "LF": "n",
    "Control": "c",
    "Extend": "e",
    "ZWJ": "z",
    "Regional_Indicator": "f",
    "Prepend": "p",
    "SpacingMark": "s",
    "L": "L",
    "V": "V",
    "T": "T",
    "LV": "A",
    "LVT": "B",
    "Extended_Pictographic": "i",
    "Conjunct_Consonant": "k",
    "Conjunct_Linker": "l",
    "Conjunct_Extend": "x",
}
_CLUSTER = pattern(
    r"""
      rn | [rnc]                           # GB3, GB4, GB5
    | p*                                   # GB9b
      (?: L* (?: V+ | AV* | B ) T* | L+ | T+   # GB6, GB7, GB8
        | ff                               # GB12, GB13
        | i (?: [elx]* z i )*              # GB11
        | k (?: [xz]* l [lxz]* k )*        # GB9c
        | [^rncp]
      )
      [elxzs]*                             # GB9, GB9a
    | p+ [elxzs]*                          # GB9, GB9a after GB9b
    """,
    re.VERBOSE,
)
