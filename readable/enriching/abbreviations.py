"""What the abbreviations of official Vietnamese stand for, and where that is worth saying."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from readable.enriching.syllables import is_syllable
from readable.errors import WrongUse
from readable.numbering import marker

__all__ = [
    "Abbreviations",
    "Expansion",
    "definitions_in",
    "find_abbreviations",
    "known_abbreviations",
    "read_abbreviations",
]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What an abbreviation can stand for, and the key of the text in which that is fixed.

    Unless it is `certain`, one of its `meanings` is believed only beside its full form.
    """

    meanings: tuple[str, ...]
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The expansions of the data file, by abbreviation, and the title of each source by its key.

    `kinds` and `authorities` hold within the number of a document ("946/QĐ-UBND"), `signatures`
    before the office in whose name one is signed ("KT. CHỦ TỊCH").
    """

    anywhere: Mapping[str, Expansion]
    kinds: Mapping[str, Expansion] = field(default_factory=dict)
    authorities: Mapping[str, Expansion] = field(default_factory=dict)
    signatures: Mapping[str, Expansion] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


class Abbreviation(NamedTuple):
    """An abbreviation of a text, `text[start:end]`, and its full form."""

    start: int
    end: int
    expansion: str


@lru_cache(maxsize=1)
def known_abbreviations() -> Abbreviations:
    """The abbreviations that come with this package.

    >>> known_abbreviations().anywhere["UBND"].meanings
    ('Ủy ban nhân dân',)
    """
    data = tomllib.loads((files(__package__) / "abbreviations.toml").read_text("utf-8"))
    anywhere = _expansions(data["abbreviations"])
    return Abbreviations(
        anywhere,
        _expansions(data["kinds"]),
        _expansions(data["authorities"])
        | {short: anywhere[short] for short in data["numbers"]["authorities"]},
        _expansions(data["signatures"]),
        data["sources"],
    )


def _expansions(table: dict[str, Any]) -> dict[str, Expansion]:
    expansions: dict[str, Expansion] = {}
    for short, entry in table.items():
        meanings = tuple(entry.get("any_of", ())) or (entry["full"],)
        expansion = Expansion(meanings, entry["source"], certain="full" in entry)
        expansions |= dict.fromkeys((short, *entry.get("also", ())), expansion)
    return expansions


def read_abbreviations(path: Path) -> dict[str, str]:
    """The abbreviations of a TOML file: one a line, `"UBND" = "Ủy ban nhân dân"`.

    Raises `WrongUse` when the file cannot be read, or says anything else.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise WrongUse(f"cannot read {path}", hint="check the file's name") from error
    except ValueError as error:
        raise WrongUse(
            f"{path} is not TOML in UTF-8: {error}",
            hint='write one abbreviation a line, as in "UBND" = "Ủy ban nhân dân"',
        ) from error
    for short, full in table.items():
        if not isinstance(full, str):
            raise WrongUse(
                f"{path} gives {short} no text",
                hint=f'write its full form in quotes, as in "{short}" = "…"',
            )
    return table


# Words joined as abbreviations are: "KT-XH", "GD&ĐT", "PGS.TS", "LĐ - TB & XH".
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
_JOINT = re.compile(r" ?[-–&] ?|\.")
_MOST_WORDS = 5
# Not the alphabet's own range: Đ and Ư stand outside ASCII.
_CAPITALS = "A-ZĐƯ"
_CODE = rf"[{_CAPITALS}][A-ZĐƯa-zđ0-9]*(?:\.Ư)?"
_NUMBER = re.compile(
    rf"""
    (?:(?<![\w/.-])[0-9]{{1,5}}[A-Za-z]?(?:/[0-9]{{4}})?|[Ss]ố:?[\s.…]*)[ ]?/[ ]?
        (?P<code>{_CODE}(?:[-–&.]{_CODE})*)
    | (?<![\w/.-])[0-9]{{1,4}}[ ]?[-–][ ]?
        (?P<kind>[{_CAPITALS}][A-ZĐƯa-zđ]{{0,4}})[ ]?/[ ]?(?P<authority>{_CODE}(?:-{_CODE})*)
    """,
    re.VERBOSE,
)
_PIECE = re.compile(_CODE)
# "88/2015/QH13": the National Assembly of the 13th term, or its Standing Committee.
_TERM = re.compile(r"((?:UBTV)?QH)([1-9][0-9]?)")
_FORM = re.compile(r"(?:mẫu|biểu)(?: số)?:? ?$", re.IGNORECASE)
_SIGNATURE = re.compile(rf"^[ ]*([{_CAPITALS}]{{1,3}})\.[ ]?(?=([^\W\d_]{{2,}}))", re.MULTILINE)
# How far before a number its kind is said in words: "Quy định của Bộ Chính trị số 37-QĐ/TW".
_KIND_IN_WORDS = 60
# A short form said to be one: "(UBND)", "(sau đây gọi tắt là ĐBQH)".
_SHORT_AFTER = re.compile(
    rf"""\([ ]?(?:[^()"“”]{{0,30}}?(?:tắt|là)(?:[ ]là)?[: ]{{1,2}})?["“]?
    (?P<short>[{_CAPITALS}]{{2,}}(?:[ ]?[-&][ ]?[{_CAPITALS}]+)*)["”]?[ ]?\)""",
    re.VERBOSE,
)
_LONG_AFTER = re.compile(
    rf"(?<![^\W_])(?P<short>[{_CAPITALS}]{{2,}}(?:[-&][{_CAPITALS}]+)*)[ ]?"
    r"\((?P<full>[^()]{5,90})\)"
)
_LONGEST_FULL_FORM = 120
_WORD_OR_STOP = re.compile(r"[^\W\d_]+|[.;:()?!\n“”\"]")
_LINKS = frozenset("và với của các về".split())


def definitions_in(texts: Iterable[str]) -> dict[str, str]:
    """The abbreviations that texts explain themselves, with the full form as they write it.

    >>> definitions_in(["Hợp tác xã nông nghiệp (HTXNN) và Quỹ hỗ trợ nông dân (gọi tắt là QHTND)"])
    {'HTXNN': 'Hợp tác xã nông nghiệp', 'QHTND': 'Quỹ hỗ trợ nông dân'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for short, full, _ in _definitions(text):
            found.setdefault(short, full)
    return found


def _definitions(text: str) -> Iterator[tuple[str, str, range]]:
    """Each short form that a text explains, its full form, and where the short form stands."""
    if "(" not in text:
        return
    for match in _SHORT_AFTER.finditer(text):
        before = text[max(0, match.start() - _LONGEST_FULL_FORM) : match.start()].rstrip()
        short = match["short"].replace(" ", "")
        full = _full_form_at_end(before, short)
        if full:
            yield short, full, range(*match.span("short"))
    for match in _LONG_AFTER.finditer(text):
        if _full_form_at_end(match["full"], match["short"]) == match["full"]:
            yield match["short"], match["full"], range(*match.span("short"))


def _full_form_at_end(text: str, short: str) -> str | None:
    """The last words of a text that a short form stands for: a known form, or by their initials."""
    known = known_abbreviations().anywhere.get(short)
    for meaning in known.meanings if known else ():
        if folded(text).endswith(folded(meaning)) and len(text) >= len(meaning):
            return text[-len(meaning) :]
    letters = [letter for letter in short if letter.isalpha()]
    for match in reversed(list(_WORD_OR_STOP.finditer(text))):
        word = match[0]
        if not word[0].isalpha():
            return None
        if word in _LINKS:
            continue
        if _initial(word) != letters.pop():
            return None
        if not letters:
            return text[match.start() :]
    return None


def _initial(word: str) -> str:
    """The letter by which an abbreviation names a word: Ủ is U, Ô is O, Đ stays; Ư as it may be."""
    first = word[0].upper()
    return first if first in "ĐƯ" else normalize("NFD", first)[0]


_TONE_PLACES = {
    old: new
    for vowels, tones in (("oa", "òóỏõọ"), ("oe", "òóỏõọ"), ("uy", "ùúủũụ"))
    for new, old in zip(
        (tone + vowels[1] for tone in tones),
        (vowels[0] + normalize("NFC", vowels[1] + normalize("NFD", tone)[1]) for tone in tones),
        strict=True,
    )
}
_OLD_TONE_PLACE = re.compile("|".join(_TONE_PLACES))


def folded(text: str) -> str:
    """The text for comparing only: in lower case, the tone of "uỷ" and "hoà" as in "ủy", "hòa".

    >>> folded("Uỷ ban Hoà giải")
    'ủy ban hòa giải'
    """
    return _OLD_TONE_PLACE.sub(lambda found: _TONE_PLACES[found[0]], text.lower())


def find_abbreviations(
    text: str,
    *,
    definitions: Mapping[str, str],
    article_text: str,
    known: Abbreviations | None = None,
) -> Iterator[Abbreviation]:
    """The abbreviations in a text whose full form is sure, in order, without overlap.

    `definitions` win over what is known; a full form that is empty leaves its abbreviation alone.
    An abbreviation with several meanings is found within the number of a document, or where
    exactly one meaning stands in `article_text`, which `folded` has made comparable. Where a text
    explains an abbreviation beside it, the explanation is enough.

    >>> found = find_abbreviations("Quyết định 946/QĐ-UBND", definitions={}, article_text="")
    >>> [each.expansion for each in found]
    ['Quyết định', 'Ủy ban nhân dân']
    """
    known = known or known_abbreviations()
    certain = {
        short: known_form.meanings[0]
        for short, known_form in known.anywhere.items()
        if known_form.certain
    } | dict(definitions)
    taken = [(place.start, place.stop) for _, _, place in _definitions(text)]
    found = [
        each
        for each in _in_numbers(text, certain, known, article_text)
        if definitions.get(text[each.start : each.end]) != ""
    ]
    taken += [match.span() for match in _NUMBER.finditer(text)]
    for match in _SIGNATURE.finditer(text):
        signature = known.signatures.get(match[1])
        if signature and match[2].isupper() and match[1] not in definitions:
            found.append(Abbreviation(*match.span(1), signature.meanings[0]))
            taken.append(match.span())
    waiting = deque(sorted(taken))
    for short, start, end in _candidates(text, known.anywhere.keys() | definitions.keys()):
        while waiting and waiting[0][1] <= start:
            waiting.popleft()
        if waiting and waiting[0][0] < end:
            continue
        full = certain.get(short)
        if full is None:
            full = _meaning_in(short, known, article_text)
        if full:
            found.append(Abbreviation(start, end, full))
    yield from sorted(found)


def _meaning_in(short: str, known: Abbreviations, article_text: str) -> str | None:
    """The one meaning of an abbreviation that stands in the article, if it is one."""
    expansion = known.anywhere.get(short)
    if expansion is None:
        return None
    present = [meaning for meaning in expansion.meanings if folded(meaning) in article_text]
    return present[0] if len(present) == 1 else None


def _candidates(text: str, shorts: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each abbreviation of `shorts` that a text may hold, the longest first, with its place."""
    shorts = frozenset(shorts)
    words = [match for match in _WORD.finditer(text) if match[0][0].isupper()]
    # What stands between two words that follow each other, if it joins them.
    joints = [
        joint[0].replace(" ", "").replace("–", "-")
        if (joint := _JOINT.fullmatch(text, first.end(), second.start()))
        else None
        for first, second in pairwise(words)
    ]
    index = 0
    while index < len(words):
        last = index
        while last < len(joints) and joints[last] and last - index < _MOST_WORDS - 1:
            last += 1
        while last >= index:
            short = words[index][0] + "".join(
                f"{joints[at]}{words[at + 1][0]}" for at in range(index, last)
            )
            if short in shorts and _stands_alone(words, joints, index, last, shorts):
                yield short, words[index].start(), words[last].end()
                break
            last -= 1
        index = max(last, index) + 1


def _stands_alone(
    words: list[re.Match[str]],
    joints: list[str | None],
    first: int,
    last: int,
    shorts: frozenset[str],
) -> bool:
    """Whether words are an abbreviation, not a part of a code ("BCB-TP") or of a text in capitals.

    "TƯ" is a syllable too: in "ĐẦU TƯ" it abbreviates nothing.
    """
    neighbours = [
        (joints[at], words[word][0])
        for at, word in ((first - 1, first - 1), (last, last + 1))
        if 0 <= at < len(joints)
    ]
    if any(joint == "-" and other not in shorts and other.isupper() for joint, other in neighbours):
        return False
    if first < last or not is_syllable(words[first][0].lower()):
        return True
    return not any(len(other) > 1 and other.isupper() for _, other in neighbours)


def _in_numbers(
    text: str, certain: Mapping[str, str], known: Abbreviations, article_text: str
) -> Iterator[Abbreviation]:
    """The parts of the numbers of documents: what kind each is, and whose."""
    last_end = 0
    for number in _NUMBER.finditer(text):
        before = text[max(last_end, number.start() - _KIND_IN_WORDS) : number.start()]
        last_end = number.end()
        if _FORM.search(before):
            continue
        name = "authority" if number["authority"] else "code"
        pieces = list(_PIECE.finditer(text, *number.span(name)))
        if name == "authority":
            kind = _kind(number["kind"], known, before, of_state=False)
            if kind:
                yield Abbreviation(*number.span("kind"), kind)
        elif len(pieces) > 1 and text[pieces[0].end()] in "-–":
            kind = _kind(pieces[0][0], known, before, of_state=True)
            if kind:
                yield Abbreviation(*pieces.pop(0).span(), kind)
        for piece in pieces:
            term = _TERM.fullmatch(piece[0])
            full = _authority(term[1] if term else piece[0], certain, known, article_text)
            if full and term:
                full += f" khóa {marker(int(term[2]), 'I').rstrip('.')}"
            if full:
                yield Abbreviation(*piece.span(), full)


def _authority(
    short: str, certain: Mapping[str, str], known: Abbreviations, article_text: str
) -> str | None:
    """Whose document it is, by the short form in its number."""
    expansion = known.authorities.get(short)
    if expansion is None:
        return None
    return (
        certain.get(short)
        if short in known.anywhere and short in certain
        else (
            expansion.meanings[0] if expansion.certain else _meaning_in(short, known, article_text)
        )
    )


def _kind(short: str, known: Abbreviations, before: str, *, of_state: bool) -> str | None:
    """The kind of a document, by its short form and the words before its number."""
    expansion = known.kinds.get(short)
    if expansion is None:
        return None
    before = folded(before)
    said = max(expansion.meanings, key=lambda meaning: before.rfind(folded(meaning)))
    if folded(said) in before:
        return said
    return expansion.meanings[0] if of_state or expansion.certain else None
