"""How Vietnamese spells a syllable."""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import normalize

from readable.patterns import pattern
from readable.vietnamese.letters import ACUTE, DOT_BELOW, TONE_MARKS, VOWELS

__all__ = [
    "LIKENESSES",
    "ONSETS",
    "compiled_sounds",
    "cut_onset",
    "is_syllable",
    "likeness",
    "without_tone",
]

# Each vowel with each tone, and the vowel of such a letter.
_TONED = {vowel: {tone: normalize("NFC", vowel + tone) for tone in TONE_MARKS} for vowel in VOWELS}
_TONELESS = {ord(letter): vowel for vowel, toned in _TONED.items() for letter in toned.values()}

# What stands before the vowels. Three-letter onsets first: the longest one counts.
ONSETS = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x".split()
_CONSONANTS = "".join(set("".join(ONSETS)) - {"i", "u"})
_ONSETS_BY_LETTER: dict[str, list[str]] = {}
for _onset in ONSETS:
    _ONSETS_BY_LETTER.setdefault(_onset[0], []).append(_onset)
# Every rime of the language without its tone, the rare ones of sounds (oong, uêu, oeng) and the
# -k of places in the highlands (Đắk Lắk, Đak Pơ) included.
_RIMES = frozenset(
    """
    a ac ach ai ak am an ang anh ao ap at au ay
    ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êc êng
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăp oăt oe oen oeo oet oem oeng oec
    ô ôc ôi ôm ôn ông ôp ôt ôông ôôc ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uât uâng uây uê uêch uênh uêu uên uơ uơi uơn uôc uôi uôm uôn
    uông uôt uôp uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
# After "qu", whose u is the glide itself, y stands for i, and ô for uô in "quốc".
_RIMES_AFTER_QU = frozenset(
    [rime for rime in _RIMES if rime[0] in "aăâeêi" and rime[:2] not in ("ia", "iê")]
    + "y ych yên yêt yêu yn ynh yt yu ơ ôc".split()
)
_STOPS = ("c", "ch", "k", "p", "t")
_TWO_PLACES = ("oa", "oe", "uy")
_GLIDE = pattern(r"o[aăe]|u[âêơy]")
_SECOND_VOWEL_SOUNDS = pattern(r"oa|oe|uy|oo")


def _tone_places(rime: str) -> tuple[int, ...]:
    """Where a rime may carry its tone: the open ones with a glide have two schools (hòa, hoà)."""
    qualities = [place for place, letter in enumerate(rime) if letter in "ăâêôơư"]
    if qualities:
        return (qualities[-1],)
    if rime in _TWO_PLACES:
        return (0, 1)
    return (1,) if _SECOND_VOWEL_SOUNDS.match(rime) else (0,)


_PLACES = {rime: _tone_places(rime) for rime in _RIMES | _RIMES_AFTER_QU}


def _may_begin(onset: str, rime: str) -> bool:
    """Whether the spelling puts this onset before this rime."""
    front = rime[0] in "eêiy"
    match onset:
        case "qu":
            return rime in _RIMES_AFTER_QU
        case "gi":
            return rime in _RIMES and rime[0] not in "iy"
        case "g":
            return rime in _RIMES and (not front or (rime[0] == "i" and rime != "ia"))
        case "c" | "ng":
            return rime in _RIMES and not front
        case "gh" | "ngh":
            return rime in _RIMES and front
        case "":
            return rime in _RIMES and not rime.startswith("iê")
        case "k":
            # Before other vowels in names only: Kạn, Kông.
            return rime in _RIMES and not _GLIDE.match(rime) and not rime.startswith("yê")
        case _:
            return rime in _RIMES and not rime.startswith("yê")


def is_syllable(word: str) -> bool:
    """Whether the word, NFC in any case, is spelt as one Vietnamese syllable.

    Onset, rime and tone have to go together: -c -ch -p -t with sắc or nặng only, the tone over
    the vowel that carries it. Both schools of placing it count (hòa, hoà), and so do i and y
    (kì, kỳ). Loan words and names that other spellings make ("ga-ra" whole, "Krông") do not.

    >>> [word for word in "Nghiêng NGUYỄN hoà hòa quốc nghành cac việc viêc".split()
    ...  if is_syllable(word)]
    ['Nghiêng', 'NGUYỄN', 'hoà', 'hòa', 'quốc', 'việc']
    """
    return _sounds(word.lower()) is not None


@lru_cache(maxsize=8192)
def _sounds(word: str) -> tuple[str, str] | None:
    """The onset and the rime of a syllable in small letters, without its tone."""
    for onset in (*_ONSETS_BY_LETTER.get(word[:1], ()), ""):
        if word.startswith(onset):
            rime = _toned_rimes().get(word[len(onset) :])
            if rime and _may_begin(onset, rime):
                return onset, rime
    return None


@cache
def _toned_rimes() -> dict[str, str]:
    """Each rime without its tone, by the ways to write it with a tone that it may have."""
    rimes = {}
    for rime, places in _PLACES.items():
        is_stopped = rime.endswith(_STOPS)
        if not is_stopped or rime.endswith("k"):  # Đăk Nông, Đak Đoa
            rimes[rime] = rime
        for place in places:
            for tone, letter in _TONED[rime[place]].items():
                if not is_stopped or tone in (ACUTE, DOT_BELOW):
                    rimes[f"{rime[:place]}{letter}{rime[place + 1 :]}"] = rime
    return rimes


# Onsets of which one may begin a rime that another may not, and one of all others.
_ONSET_KINDS = ("qu", "gi", "g", "c", "gh", "", "k", "x")
_KIND_OF = {"ng": 3, "ngh": 4} | {onset: kind for kind, onset in enumerate(_ONSET_KINDS)}


def compiled_sounds() -> tuple[dict[str, int], dict[str, int]]:
    """What `compiled.weigh_words` asks of syllables: the number of each onset and of each rime.

    The lowest three bits of an onset's are its kind. The lowest eight of a rime's say for each kind
    whether such an onset may begin it; it is found by the ways to write it with its tone.
    """
    onsets = {
        onset: number << 3 | _KIND_OF.get(onset, len(_ONSET_KINDS) - 1)
        for number, onset in enumerate(("", *ONSETS))
    }
    numbers = {
        rime: number << len(_ONSET_KINDS)
        | sum(_may_begin(onset, rime) << kind for kind, onset in enumerate(_ONSET_KINDS))
        for number, rime in enumerate(_PLACES, 1)
    }
    return onsets, {toned: numbers[rime] for toned, rime in _toned_rimes().items()}


LIKENESSES = 5
"""How many answers `likeness` has."""


def cut_onset(word: str) -> tuple[str, str]:
    """A word in small letters cut before its first vowel.

    Of a syllable these are the onset and the rime; other words are cut without being asked for.

    >>> [cut_onset(word) for word in ("nghiêng", "quốc", "già", "gì", "wifi")]
    [('ngh', 'iêng'), ('qu', 'ốc'), ('gi', 'à'), ('g', 'ì'), ('', 'wifi')]
    """
    if word[:2] in ("qu", "gi") and (sounds := _sounds(word)):
        cut = len(sounds[0])
    else:
        cut = len(word) - len(word.lstrip(_CONSONANTS))
    return word[:cut], word[cut:]


def without_tone(text: str) -> str:
    """A text in small letters with none of the five tones.

    >>> without_tone("ốc")
    'ôc'
    """
    return text.translate(_TONELESS)


def likeness(first: str, second: str) -> int:
    """How two tokens in small letters sound alike, as those of many words do ("hun hút").

    0 if they do not, 1 if they are the same, 2 with another tone, 3 with another rime, 4 with
    another onset.

    >>> [likeness(*word.split()) for word in ("hội nghị", "xa xa", "tim tím", "thì thầm", "bơ vơ")]
    [0, 1, 2, 3, 4]
    """
    if first == second:
        return 1
    one, other = _sounds(first), _sounds(second)
    if one is None or other is None:
        return 0
    if one[0] and one[0] == other[0]:
        return 2 if one[1] == other[1] else 3
    return 4 if one[1] == other[1] else 0
