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
from unicodedata import category, normalize

from readable.enriching.syllables import is_syllable
from readable.errors import WrongUse
from readable.numbering import marker

__all__ = [
    "Abbreviations",
    "Expansion",
    "Vocabulary",
    "check_abbreviations",
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


_LARGEST_FILE = 1_000_000


def read_abbreviations(path: Path) -> dict[str, str]:
    """The abbreviations of a TOML file: one a line, `"UBND" = "Ủy ban nhân dân"`.

    Raises `WrongUse` when the file cannot be read, is larger than 1 MB, or says anything else.
    """
    try:
        with path.open("rb") as file:
            written = file.read(_LARGEST_FILE + 1)
        if len(written) > _LARGEST_FILE:
            raise WrongUse(
                f"{path} is larger than {_LARGEST_FILE // 1_000_000} MB",
                hint="keep only the abbreviations that your articles use",
            )
        table = tomllib.loads(written.decode("utf-8-sig"))
    except OSError as error:
        raise WrongUse(f"cannot read {path}", hint="check the file's name") from error
    except RecursionError as error:
        raise WrongUse(
            f"{path} nests its brackets too deeply to be read",
            hint='write one abbreviation a line, as in "UBND" = "Ủy ban nhân dân"',
        ) from error
    except ValueError as error:
        raise WrongUse(
            f"{path} is not TOML in UTF-8: {error}",
            hint='write one abbreviation a line, as in "UBND" = "Ủy ban nhân dân"',
        ) from error
    return check_abbreviations(table)


def check_abbreviations(given: Mapping[str, object]) -> dict[str, str]:
    """The abbreviations that a person gives, composed as the texts of articles are (NFC).

    Raises `WrongUse` for one that no text can hold, and for a full form that cannot be said.

    >>> check_abbreviations({"v/v": "về việc", "UBND": ""})
    {'v/v': 'về việc', 'UBND': ''}
    """
    checked: dict[str, str] = {}
    for short, full in given.items():
        if not short.strip():
            raise WrongUse(
                "an abbreviation is empty",
                hint='write its letters before its full form, as in "UBND" = "Ủy ban nhân dân"',
            )
        if short != short.strip() or not any(map(str.isalnum, short)) or _has_controls(short):
            raise WrongUse(
                f"no text can hold the abbreviation {short[:40]!r}",
                hint="write letters or digits, with no space before or after them",
            )
        if not isinstance(full, str):
            raise WrongUse(
                f"{short[:40]} is given no text",
                hint=f'write its full form in quotes, as in "{short[:40]}" = "…"',
            )
        if _has_controls(full) or (full and not full.strip()):
            raise WrongUse(
                f"the full form of {short[:40]} is blank or holds a control: {full[:40]!r}",
                hint=f'write words alone on one line, or "" to leave {short[:40]} as it is',
            )
        checked[normalize("NFC", short)] = normalize("NFC", full)
    return checked


def _has_controls(text: str) -> bool:
    """Whether a text holds what no HTML may: a control, half of a pair, or no character at all."""
    return any(category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)


# Words joined as abbreviations are: "KT-XH", "GD&ĐT", "PGS.TS", "LĐ - TB & XH".
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
# What `_candidates` can put together of these; other abbreviations are looked for as they stand.
_OF_WORDS = re.compile(r"[^\W\d_]+(?:[-&.][^\W\d_]+){0,4}")
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
_PIECE_OF_TEXT = re.compile(r"[^\W_]+|[\W_]")
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


class Vocabulary:
    """What abbreviations stand for in one article.

    `definitions` win over what is known; a full form that is empty leaves its abbreviation alone.
    `article_text`, which `folded` has made comparable, is where the full forms of those that have
    several are looked for.
    """

    def __init__(
        self,
        definitions: Mapping[str, str],
        article_text: str,
        known: Abbreviations | None = None,
    ) -> None:
        self.known = known or known_abbreviations()
        self.definitions = definitions
        self.article_text = article_text
        self.certain = {
            short: form.meanings[0] for short, form in self.known.anywhere.items() if form.certain
        } | dict(definitions)
        self.shorts = frozenset(self.known.anywhere.keys() | definitions.keys())
        self._lengths: dict[str, set[int]] = {}
        for short in definitions:
            if not (_OF_WORDS.fullmatch(short) and short[0].isupper()):
                for piece in _PIECE_OF_TEXT.findall(short)[:1]:
                    self._lengths.setdefault(piece, set()).add(len(short))

    def find_as_written(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The definitions that are not built of words in capitals ("v/v", "5S"), and their places.

        What follows or precedes a letter or digit of theirs is none itself. The longest wins.
        """
        if not self._lengths:
            return
        last_end = 0
        for piece in _PIECE_OF_TEXT.finditer(text):
            start = piece.start()
            if start < last_end:
                continue
            for length in sorted(self._lengths.get(piece[0], ()), reverse=True):
                end = start + length
                short = text[start:end]
                if short in self.definitions and not (
                    end < len(text) and _are_of_one_word(text[end - 1], text[end])
                ):
                    yield short, start, end
                    last_end = end
                    break


def _are_of_one_word(first: str, second: str) -> bool:
    return first.isalnum() and second.isalnum()


def find_abbreviations(text: str, vocabulary: Vocabulary) -> Iterator[Abbreviation]:
    """The abbreviations in a text whose full form is sure, in order, without overlap.

    An abbreviation with several meanings is found within the number of a document, or where
    exactly one meaning stands in the article. Where a text explains an abbreviation beside it, the
    explanation is enough.

    >>> found = find_abbreviations("Quyết định 946/QĐ-UBND v/v họp", Vocabulary({}, ""))
    >>> [each.expansion for each in found]
    ['Quyết định', 'Ủy ban nhân dân']
    >>> found = find_abbreviations("Tài liệu 5S v/v họp", Vocabulary({"v/v": "về việc"}, ""))
    >>> [each.expansion for each in found]
    ['về việc']
    """
    known = vocabulary.known
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    found = [
        each
        for each in _in_numbers(text, vocabulary)
        if vocabulary.definitions.get(text[each.start : each.end]) != ""
    ]
    taken = [(place.start, place.stop) for _, _, place in _definitions(text)] + numbers
    for short, start, end in _clear_of(numbers, vocabulary.find_as_written(text)):
        found.append(Abbreviation(start, end, vocabulary.definitions[short]))
        taken.append((start, end))
    signatures = (
        (match[1], *match.span(1))
        for match in _SIGNATURE.finditer(text)
        if match[1] in known.signatures
        and match[1] not in vocabulary.definitions
        and match[2].isupper()
    )
    for short, start, end in _clear_of(taken, signatures):
        found.append(Abbreviation(start, end, known.signatures[short].meanings[0]))
        taken.append((start, end))
    for short, start, end in _clear_of(taken, _candidates(text, vocabulary.shorts)):
        full = vocabulary.certain.get(short)
        if full is None:
            full = _meaning_in(short, known, vocabulary.article_text)
        if full:
            found.append(Abbreviation(start, end, full))
    yield from sorted(each for each in found if each.expansion)


def _clear_of(
    taken: Iterable[tuple[int, int]], places: Iterable[tuple[str, int, int]]
) -> Iterator[tuple[str, int, int]]:
    """The places, which stand in order, that overlap none of those that are taken."""
    waiting = deque(sorted(taken))
    for short, start, end in places:
        while waiting and waiting[0][1] <= start:
            waiting.popleft()
        if not waiting or waiting[0][0] >= end:
            yield short, start, end


def _meaning_in(short: str, known: Abbreviations, article_text: str) -> str | None:
    """The one meaning of an abbreviation that stands in the article, if it is one."""
    expansion = known.anywhere.get(short)
    if expansion is None:
        return None
    present = [meaning for meaning in expansion.meanings if folded(meaning) in article_text]
    return present[0] if len(present) == 1 else None


def _candidates(text: str, shorts: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Each abbreviation of `shorts` that a text may hold, the longest first, with its place."""
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


def _in_numbers(text: str, vocabulary: Vocabulary) -> Iterator[Abbreviation]:
    """The parts of the numbers of documents: what kind each is, and whose."""
    known, certain = vocabulary.known, vocabulary.certain
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
            full = _authority(
                term[1] if term else piece[0], certain, known, vocabulary.article_text
            )
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
