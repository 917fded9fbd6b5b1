"""What all the words of a text say together, and which of them are decoded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from readable.legacy.common import COMMON
from readable.legacy.fonts import weigh_font
from readable.legacy.tables import (
    BYTES,
    ENCODINGS,
    WORD,
    LegacyEncoding,
    decode_legacy,
    font_encoding,
    has_other_letters,
)
from readable.legacy.words import (
    LONGEST_TOKEN,
    MARKED,
    MARKS,
    STRONG,
    SUSPECT,
    TOKEN,
    UNICODE,
    is_unicode,
    read_token,
)
from readable.values import NamedTuple, value
from readable.vietnamese import is_syllable

__all__ = ["LegacyMend", "detect_legacy", "mend_legacy"]


@value(frozen=True, slots=True)
class LegacyMend:
    """Text with its legacy words decoded, their encoding, and how many words changed."""

    text: str
    encoding: LegacyEncoding | None
    count: int


# A text is in a legacy encoding when so much speaks for it: a strong word counts 2 (4 where two
# things in it are strange), a weak one 1.
# Within a text that holds good Vietnamese no other language explains even one strong word.
_ENOUGH = 5
_ENOUGH_OF_STRONG = 4
_ENOUGH_BESIDE_VIETNAMESE = 2
_FEWEST_WORDS = 3
_PLENTY = 10
_MOST_UNEXPLAINED = 0.15
# Names of other languages of Vietnam ("Krông", "Tẻh") are no syllables.
_STRONG_FOR_A_NAME = 3
_MOST_UNEXPLAINED_BESIDE_VIETNAMESE = 0.5
_FEWEST_PLAIN_SYLLABLES = 0.6


class _Case(NamedTuple):
    """What speaks for an encoding in a text."""

    encoding: LegacyEncoding
    score: int
    strong: int
    words: int
    unexplained: int


def _case(tokens: Iterable[str], encoding: LegacyEncoding) -> _Case:
    readings = [read_token(token, encoding) for token in tokens]
    legacy = [reading for reading in readings if reading.kind == "legacy"]
    distinct = {reading.decoded.lower().strip(".,;:!?()\"'"): reading.weight for reading in legacy}
    strong = sum(weight >= STRONG for weight in distinct.values())
    unexplained = [reading.decoded for reading in readings if reading.kind == "neither"]
    names = sum(word.strip(MARKS).istitle() for word in unexplained)
    return _Case(
        encoding,
        sum(distinct.values()),
        strong,
        len(distinct),
        len(unexplained) - min(names, strong // _STRONG_FOR_A_NAME),
    )


def _strongest(tokens: Iterable[str], encodings: Iterable[LegacyEncoding]) -> _Case:
    cases = [_case(tokens, encoding) for encoding in encodings]
    return max(cases, key=lambda case: case.score - 2 * case.unexplained)


def _marked_tokens(tokens: Iterable[str]) -> list[str]:
    """The distinct tokens that could be in a legacy encoding."""
    return list(
        dict.fromkeys(
            token
            for token in tokens
            if MARKED.search(token)
            and len(token) <= LONGEST_TOKEN
            and all(character in BYTES for character in token)
        )
    )


def _plain_syllables(tokens: Iterable[str]) -> float:
    """How many of the words without any mark, in small letters, could be Vietnamese."""
    words = [
        word
        for token in tokens
        if token.isascii()
        for word in [token.strip("\"'().,;:!?-/")]
        if word.isalpha() and word.islower() and len(word) > 1
    ]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST_WORDS else 1.0


def detect_legacy(text: str) -> LegacyEncoding | None:
    """The encoding of text that was read as windows-1252, or None if it is none for sure.

    >>> detect_legacy("Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp - tù do - h¹nh phóc")
    'tcvn3'
    >>> detect_legacy("El niño está en la habitación; añadió más información.") is None
    True
    """
    if not SUSPECT.search(text):
        return None
    tokens = TOKEN.findall(text)
    marked = _marked_tokens(tokens)
    case = _strongest(marked, ENCODINGS)
    return case.encoding if _is_sure(case, tokens, text) else None


def _is_sure(case: _Case, tokens: list[str], text: str) -> bool:
    if case.strong == 0:
        return False
    if UNICODE.search(text):
        return (
            case.score >= _ENOUGH_BESIDE_VIETNAMESE
            and case.unexplained <= _MOST_UNEXPLAINED_BESIDE_VIETNAMESE * case.words
        )
    return (
        (
            (case.score >= _ENOUGH and case.words >= _FEWEST_WORDS)
            or (case.score >= _ENOUGH_OF_STRONG and case.strong == case.words)
        )
        and case.unexplained <= _MOST_UNEXPLAINED * case.words
        and (case.strong >= _PLENTY or _plain_syllables(tokens) >= _FEWEST_PLAIN_SYLLABLES)
    )


def mend_legacy(text: str, font: str | None = None, *, is_sure: bool = False) -> LegacyMend:
    """The text with the words of a legacy encoding, and only they, decoded.

    A word with a letter that windows-1252 lacks is Unicode already. Of the others, those that
    become syllables are decoded, once enough of them do that no other language explains; a word
    that is one either way goes with its neighbours. `font` is the name (or the CSS list) of the
    font that the text is set in: a legacy one is evidence enough for few words, unless they are
    likelier as they stand. It `is_sure` where more of that font's text was looked at.

    >>> mend_legacy("Phª duyÖt quy ho¹ch kết cấu hạ tầng")
    LegacyMend(text='Phê duyệt quy hoạch kết cấu hạ tầng', encoding='tcvn3', count=3)
    >>> mend_legacy("Crème brûlée, Ångström, señor").count
    0
    >>> mend_legacy("sè", ".VnTime").text, mend_legacy("Phó phòng", ".VnTime").text
    ('số', 'Phó phòng')
    """
    if text.isascii():
        return LegacyMend(text, None, 0)
    known = font_encoding(font) if font else None
    has_unicode = is_unicode(text)
    if known and not has_unicode and not is_sure and weigh_font([text], known[0]) < 0:
        known = None
    if known is None and not SUSPECT.search(text):
        return LegacyMend(text, None, 0)
    tokens = TOKEN.findall(text)
    marked = _marked_tokens(tokens)
    if known is None:
        case = _strongest(marked, ENCODINGS)
        if not _is_sure(case, tokens, text):
            return LegacyMend(text, None, 0)
        encoding, capitals = case.encoding, False
    else:
        encoding, capitals = known
        case = _case(marked, encoding)
        if has_unicode and case.unexplained > case.words:
            return LegacyMend(text, None, 0)
    if known is None or has_unicode:
        kinds = [_kind(token, encoding) for token in tokens]
    else:
        kinds = [_kind_in_font(token, encoding) for token in tokens]
        kinds = ["legacy"] if kinds == ["sign"] and text.strip() != "·" else kinds
    changes = _changes(tokens, kinds, encoding, is_known=known is not None)
    count = sum(changes)
    if not count:
        return LegacyMend(text, None, 0)
    return LegacyMend(_decode_tokens(text, changes, encoding, capitals), encoding, count)


def _decode_tokens(text: str, changes: list[bool], encoding: LegacyEncoding, capitals: bool) -> str:
    """The text with the tokens that change decoded; plain ones too where all are capitals."""
    found = list(TOKEN.finditer(text))
    pieces, reached = [], 0
    for place, (token, changed) in enumerate(zip(found, changes, strict=True)):
        if capitals and (changed or token[0].isascii()):
            decoded = decode_legacy(token[0], encoding, capitals=True)
        elif not changed:
            continue
        elif encoding == "tcvn3":
            # With the words beside it, which tell whether a lone letter is a capital.
            start = found[max(0, place - 1)].start()
            end = found[min(len(found) - 1, place + 1)].end()
            about = decode_legacy(text[start:end], encoding)
            decoded = about[token.start() - start : token.end() - start]
        else:
            decoded = read_token(token[0], encoding).decoded
        pieces += [text[reached : token.start()], decoded]
        reached = token.end()
    return "".join([*pieces, text[reached:]])


def _changes(
    tokens: list[str], kinds: list[str], encoding: LegacyEncoding, *, is_known: bool
) -> list[bool]:
    """For each token, whether it is decoded."""
    before = _nearest(kinds)
    after = [*reversed(_nearest(kinds[::-1]))]
    changes = []
    for token, kind, left, right in zip(tokens, kinds, before, after, strict=True):
        about = {side for side, _ in (left, right)}
        if kind == "either":
            common = _commoner(token, encoding)
            if "legacy" in about and "unicode" in about:
                nearest = min(left, right, key=lambda side: side[1])[0]
                kind = common or nearest
            elif about == {"same"}:
                kind = common or ("legacy" if is_known else "unicode")
            changes.append(kind == "legacy" or ("legacy" in about and "unicode" not in about))
        elif kind == "neither" or (kind == "sign" and changes):
            # A sign that begins the text is a bullet.
            changes.append("legacy" in about and "unicode" not in about)
        else:
            changes.append(kind == "legacy")
    return changes


def _commoner(token: str, encoding: LegacyEncoding) -> Literal["legacy", "unicode"] | None:
    """Which reading of a word that is one either way is much the commoner; None for neither."""
    as_it_is = _core(token) in COMMON
    decoded = _core(read_token(token, encoding).decoded) in COMMON
    if as_it_is == decoded:
        return None
    return "unicode" if as_it_is else "legacy"


def _core(token: str) -> str:
    return token.replace("\xad", "").strip(MARKS).lower()


def _kind(token: str, encoding: LegacyEncoding) -> str:
    if not MARKED.search(token) or len(token) > LONGEST_TOKEN:
        return "same"
    if any(character not in BYTES for character in token):
        return "unicode" if UNICODE.search(token) else "same"
    reading = read_token(token, encoding)
    if reading.kind == "neither" and (reading.decoded == token or any(map(str.isdecimal, token))):
        return "same"
    return reading.kind


def _kind_in_font(token: str, encoding: LegacyEncoding) -> str:
    """The kind of a token where a font of the encoding draws it: of two readings, the font's."""
    kind, core = _kind(token, encoding), token.strip(MARKS)
    if kind in ("either", "neither"):
        # "â" is no word, but "đ" is a price's.
        is_kept = core == "©" or has_other_letters(core, encoding)
        return "same" if is_kept else "legacy"
    if kind != "same" or not MARKED.search(core):
        return kind
    # "04.CĐ", "CĐ3" and "50.000đ", but no "1½".
    decoded = decode_legacy(core, encoding)
    words = WORD.findall(decoded)
    is_meant = all(
        word.isupper() or word == "đ" or (len(word) > 1 and is_syllable(word)) for word in words
    )
    return "legacy" if is_meant and decoded != core else kind


def _nearest(kinds: list[str]) -> list[tuple[str, int]]:
    """For each place, the last sure kind before it and how far that is; "same" for none."""
    nearest, seen, distance = [], "same", len(kinds)
    for kind in kinds:
        nearest.append((seen, distance))
        distance += 1
        if kind in ("legacy", "unicode"):
            seen, distance = kind, 1
    return nearest
