"""Language tags, and whether a text is in the language that it is said to be in."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from readable.enriching.languages import COMMON_WORDS, detect_language
from readable.enriching.syllables import is_syllable
from readable.vietnamese import LETTERS

__all__ = ["is_known", "other_language", "primary"]

_TAG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_VIETNAMESE = frozenset(letter for letter in LETTERS if ord(letter) > 0xFF)

# Languages of which a reader of one would not say that the other is another one.
_ALIKE = {
    "id": {"id", "ms", "in"},
    "zh": {"zh", "yue", "cmn", "wuu", "hak", "nan", "lzh"},
    "nl": {"nl", "af", "vls", "fy", "li"},
    "pt": {"pt", "gl"},
    "es": {"es", "gl", "ast", "ca"},
    "de": {"de", "gsw", "lb", "nds", "bar"},
    "en": {"en", "sco"},
    "ru": {"ru", "bg", "sr", "mk", "be", "uk"},
    "it": {"it", "co", "scn", "vec"},
    "fr": {"fr", "oc", "wa", "frp"},
}
_MODELLED = frozenset("vi en fr es de id pt it nl zh ja ko ru th km lo".split())
# The letters of the base alphabet that a language writes only in words from others.
_LONG_WORD = 4
_FOREIGN_LETTERS = {"vi": "fjwz", "fr": "w", "es": "w", "pt": "wk", "it": "wkjxy"}


@cache
def _known() -> frozenset[str]:
    text = resources.files("readable.check").joinpath("data/languages.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def primary(tag: str) -> str:
    """The language of a tag, without script and region.

    >>> primary("vi-VN"), primary("#!")
    ('vi', '')
    """
    stripped = tag.strip()
    return stripped.split("-")[0].lower() if _TAG.fullmatch(stripped) else ""


def is_known(tag: str) -> bool:
    """Whether the language of a tag is in IANA's registry.

    >>> is_known("vi"), is_known("en-US"), is_known("vn"), is_known("i-lux")
    (True, True, False, False)
    """
    language = primary(tag)
    return language in _known() or bool(re.fullmatch("q[a-t][a-z]", language))


def other_language(text: str, declared: str) -> str | None:
    """The language of a text that is surely not in the declared one; None where that is not sure.

    A sentence is decided by `readable.enriching.languages`, whose measurements hold here too.
    Shorter texts are decided by Vietnamese letters, and by common words of one language against
    none of the other.

    >>> other_language("Hij ging met de kippen op stok", "fr")
    'nl'
    >>> other_language("Bonne année !", "fr") is None
    True
    >>> other_language("Ủy ban nhân dân tỉnh Bắc Kạn", "en")
    'vi'
    """
    declared = primary(declared)
    words = _WORD.findall(text)
    if not words:
        return None
    sure = detect_language(text)
    if sure is not None:
        return None if declared in _ALIKE.get(sure, {sure}) else sure
    marked = sum(not _ONLY_VIETNAMESE.isdisjoint(word.lower()) for word in words)
    syllables = sum(is_syllable(word.lower()) for word in words)
    if declared != "vi":
        if marked >= 2 and marked * 4 >= len(words) and syllables * 10 >= len(words) * 7:
            return "vi"
    elif marked:
        return None
    return _by_common_words(words, declared)


def _by_common_words(written: list[str], declared: str) -> str | None:
    words = [word.lower() for word in written]
    if len(words) < 3 or declared not in _MODELLED:
        return None
    hits = {
        language: len({word for word in words if word in common})
        for language, common in COMMON_WORDS.items()
    }
    mine = hits.get(declared, 0)
    best = max((one for one in hits if one and one != declared), key=hits.__getitem__)
    lead = hits[best] - max([hits[one] for one in hits if one != best], default=0)
    if declared in _ALIKE.get(best, set()) or hits[best] * 3 < len(words):
        return None
    foreign = set("".join(words)) & set(_FOREIGN_LETTERS.get(declared, ""))
    if lead < 1:
        # "over" is a word of several languages: where the declared one has neither it nor a
        # letter that is there, the text is in one of them.
        common = COMMON_WORDS[best].intersection(written)
        if mine or not foreign or max(map(len, common), default=0) < _LONG_WORD:
            return None
    # In Vietnamese without marks half of the words look like English ones ("to", "do", "can").
    if declared == "vi" and sum(is_syllable(word) for word in words) * 2 > len(words):
        return None
    # Names of newspapers and films stand in Vietnamese as they are: "Fast and Furious".
    if declared == "vi" and len(COMMON_WORDS[best].intersection(written)) < 2:
        return None
    if hits[best] >= 3 and hits[best] >= mine * 2 + 1:
        return best
    return best if foreign and hits[best] > mine * 2 and hits[best] >= 1 and mine == 0 else None
