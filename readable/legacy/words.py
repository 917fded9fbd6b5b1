"""What one word says for or against an encoding."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from readable.legacy.tables import BYTES, VNI, WORD, LegacyEncoding, decode_legacy
from readable.patterns import pattern
from readable.values import NamedTuple
from readable.vietnamese import LETTERS, TONE_MARKS, is_syllable

__all__ = [
    "LONGEST_TOKEN",
    "MARKED",
    "MARKS",
    "MEASURE",
    "STRONG",
    "SUSPECT",
    "TOKEN",
    "UNICODE",
    "Reading",
    "is_good",
    "is_suspect",
    "is_unicode",
    "read_token",
]

_SPACES = " \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u2028\u2029\u3000"
TOKEN = pattern(f"[^{_SPACES}/]+")
"""Text between spaces and slashes; a control character may be a letter of VISCII or VPS."""
LONGEST_TOKEN = 80
"""Some words joined by hyphens, in characters; what is longer is no text."""

# What good Vietnamese text never has, so that most texts are done with after one look: signs
# beside those of everyday use, letters that Vietnamese does not write, a marked capital behind a
# small letter, and the pairs of windows-1258.
_SIGNS = "¡¢£¤¥¦§¨©ª«¬\xad®¯±´µ¶·¸¹º»¼½¾¿"
_STRANGE = "ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŽžŸƒ‰Š‹›†‡ˆ˜"
_CONTROLS = "\x02-\x06\x10-\x15\x19\x1c-\x1e\x80-\x9f"
_CAPITALS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
SUSPECT = pattern(
    f"[{_SIGNS}{_STRANGE}{_CONTROLS}{_CAPITALS}ìò]"
    f"(?:(?<=[{_SIGNS}{_STRANGE}{_CONTROLS}])|(?<=[a-z][{_CAPITALS}])|(?<=[âêôãõýÂÊÔÃÕÝ][ÌìÒò]))"
)
MARKED = pattern(f"[^\x00-\x7f]|[{_CONTROLS}]")
UNICODE = pattern(
    "[" + "".join([*(letter for letter in LETTERS if letter not in BYTES), TONE_MARKS]) + "]"
)


def is_suspect(text: str) -> bool:
    """Whether there is something in text that good Vietnamese never has."""
    return SUSPECT.search(text) is not None


def is_unicode(text: str) -> bool:
    """Whether there is a Vietnamese letter in text that windows-1252 lacks."""
    return UNICODE.search(text) is not None


# Punctuation that a good word may have about it.
_BEFORE_WORD = "«“‘\"'([{–—-•…"
_AFTER_WORD = "»”’…\"')]}.,;:!?–—-™®©°¹²³·"
# "m²", "N·m", "5µg": signs that good text has inside a word or at its end.
MEASURE = pattern(
    r"(?:[kcdmµ]?m|ha)[²³]|[²³°]+|k?N·m|Pa·s|A·h|kW·h|V·A|J·s|kg·m|C·m|µ[mglsAVFWH]|Ω"
)
_SURE_SIGNS = "¡¢£¤¥¦§¨©ª«¬\xad®¯±´¶¸¹º»¼½¾¿\x80-\x9f€‚ƒ„…†‡ˆ‰‹•˜™›"
_SIGN_IN_WORD = pattern(
    rf"[A-Za-zµ·À-ÿ][{_SURE_SIGNS}]+[A-Za-zµ·À-ÿ]|\A[®§¡¢£¤¥¦][a-zA-Z¡-ÿ]|\w[¶¸]\Z"
    # "t\\xad" is "tư"; a small letter among capitals: "CéNG".
    r"|\A[a-z]{1,3}\xad\Z|[A-Z][ß-öø-ÿ][A-Z]|\A[A-Z]{2,}[ß-öø-ÿ]\Z"
)
_CAPITAL_IN_WORD = pattern(r"[a-zß-öø-ÿ][À-ÖØ-Þ](?![A-Z])|[a-z]Œ|[a-z][ŠŽŸ]")
# Pairs of a vowel and its mark that other languages lack; "Loïc", "où" and "maïs" are none.
_SURE_OF_VNI = pattern(
    r"[aeouyôö][øûåä]|aù|où(?=\w)|(?<=\w)où|[ao]õ|[uö][ïù]|ô[ïùûøõ]|e[àåãïùâ]|iæ|öô", re.IGNORECASE
)
_SURE_OF_1258 = pattern(r"[âêôãõýÂÊÔÃÕÝ][ÌìÒòÞ]|[a-zðýõ][ÌÒÞ]")
STRONG, _WEAK = 2, 1


class Reading(NamedTuple):
    """What one encoding makes of one token. `weight` is 0 unless the token is evidence for it."""

    decoded: str
    kind: Literal["legacy", "unicode", "either", "neither", "sign", "same"]
    weight: int = 0


def is_good(token: str) -> bool:
    """Whether the token is Vietnamese as it stands, punctuation about it aside."""
    core = token.replace("\xad", "").lstrip(_BEFORE_WORD).rstrip(_AFTER_WORD)
    return all(is_syllable(word) and _case_is_even(word) for word in core.split("-"))


def _case_is_even(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


@lru_cache(maxsize=8192)
def read_token(token: str, encoding: LegacyEncoding) -> Reading:
    """What an encoding makes of a token of text that was read as windows-1252.

    "legacy" is a syllable by it only, "unicode" only as it stands, "either" both ways, "neither"
    no way; a "sign" is one character that may be a letter, and "same" says nothing.
    """
    decoded = decode_legacy(token, encoding)
    good = is_good(token)
    if decoded == token:
        # A letter with a mark that this encoding leaves alone, in a word that is none, speaks
        # against it; a sign does not.
        strange = not good and any(map(str.isalpha, MARKED.findall(token)))
        return Reading(token, "neither" if strange else "same")
    if MEASURE.fullmatch(token.rstrip(".,;:)")):
        return Reading(decoded, "same")
    # Quotation marks are letters to VISCII and VPS; a page has them as marks all the same.
    core = token.strip(MARKS)
    start = token.index(core)
    bare = token[:start] + decode_legacy(core, encoding) + token[start + len(core) :]
    if bare != token and _fits(core, bare):
        decoded = bare
    elif not _fits(token, decoded):
        if good:
            return Reading(decoded, "unicode")
        if bare == token:
            return Reading(token, "neither")
        if not _ABBREVIATION.fullmatch(decoded.strip(MARKS)):
            return Reading(bare, "neither")
        # "Q§-UBND": nothing but a Đ of TCVN3 stands behind a capital like that.
        is_sure = encoding == "tcvn3" and _SECTION_IN_NAME.search(core)
        return Reading(decoded, "legacy", STRONG) if is_sure else Reading(decoded, "either")
    if good:
        return Reading(decoded, "either")
    if len("".join(WORD.findall(decoded))) < 2:
        # Of one letter: "ë" may be "ở" but is no evidence; a bullet is no letter at all.
        return Reading(decoded, "either" if core.isalpha() and core not in "ªºµ" else "sign")
    return Reading(decoded, "legacy", _weight(core, encoding))


MARKS = "“”‘’…–—•\"'()[].,;:!?-"
_SECTION_IN_NAME = pattern(r"[A-Z]§(?![a-z\d])")
_ABBREVIATION = pattern(r"[A-ZĂÂĐÊÔƠƯ]{2,}(?:-[A-ZĂÂĐÊÔƠƯ]+)*")


def _fits(token: str, decoded: str) -> bool:
    """Whether the decoded token is Vietnamese words with nothing strange about them."""
    words = WORD.findall(decoded)
    return (
        bool(words)
        and all(is_syllable(word) and _case_is_even(word) for word in words)
        and not any(map(str.isdecimal, token))
        and not _STRANGE_IN_DECODED.search(decoded)
    )


_STRANGE_IN_DECODED = pattern(f"[{_SIGNS}{_CONTROLS}]")


def _weight(core: str, encoding: LegacyEncoding) -> int:
    """How little of another language the token can be."""
    if encoding == "vni":
        signs = len(_SURE_OF_VNI.findall(core)) or len(VNI.findall(core)) > 1
    else:
        signs = len(_CAPITAL_IN_WORD.findall(core)) + len(_SIGN_IN_WORD.findall(core))
        if encoding == "windows-1258":
            signs = signs or len(_SURE_OF_1258.findall(core))
    return STRONG * min(signs, 2) or _WEAK
