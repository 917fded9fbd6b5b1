"""Which language a sentence is in: sure, or not said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from readable.enriching.syllables import is_syllable
from readable.vietnamese import LETTERS

__all__ = ["COMMON_WORDS", "ForeignText", "detect_language", "find_foreign_text"]

# The words of each language that say least and stand most often, without names and numbers.
_FUNCTION_WORDS = {
    "en": """the of and to in a is that it for was on are as with his they at be this from have or
        by one had not but what all were when we there can an your which their said if do will each
        about how up out them then she many some so these would other into has more her two like
        him time see could no make than been its who now my did get come made may over new only
        our me most after also back should where very through before must between under because
        those any same just while during both being such without within against however you i he
        us every here why again please first last well use used using your shall cannot does
        page view read next upon until among since whose s t re ve ll don isn doesn""",
    "fr": """le la les de des du un une et à au aux en dans par pour sur avec sans sous que qui quoi
        dont où ne pas plus est sont était être a ont avoir fait il elle ils elles on nous vous
        je tu se sa son ses leur leurs ce cette ces cet mais ou donc car si comme tout tous
        toute toutes même aussi très bien peut doit entre vers chez après avant lors depuis
        pendant ainsi afin selon cela été soit votre vos notre nos moins encore déjà aucun
        aucune doivent l d qu""",
    "es": """el la los las de del un una unos unas y e o u a al en por para con sin sobre que quien
        cual donde cuando como no más es son era fue ser está están estar ha han haber se su sus
        lo le les me te nos mi tu este esta estos estas ese esa eso esto pero si sino porque
        también muy ya entre hasta desde todo todos toda todas otro otra otros otras hay puede
        pueden debe cada según durante sido tiene tienen usted ustedes uno nuestro nuestra deben
        solo tener""",
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine
        ist sind war waren sein wird werden wurde hat haben hatte kann können muss müssen soll
        sollte ich du er sie es wir ihr man sich mich uns mit von zu zum zur auf aus bei nach
        vor für über unter durch gegen ohne um an am im in als wie wenn dass weil auch noch nur
        schon sehr mehr diese dieser dieses diesem diesen alle alles andere bis zwischen seit
        hier""",
    "id": """yang dan di ke dari untuk dengan pada adalah itu ini tidak akan dalam oleh sebagai juga
        telah atau karena kepada dapat bisa ada saya kami kita mereka dia ia anda tersebut bahwa
        sudah belum lebih sangat seperti antara sejak setelah sebelum hingga agar namun tetapi
        jika ketika saat harus bagi para setiap semua banyak beberapa tahun orang negara menjadi
        merupakan secara terhadap tentang serta maupun masih hanya lagi""",
    "pt": """o a os as de do da dos das um uma uns umas e ou em no na nos nas por pelo pela pelos
        pelas para com sem sobre que quem onde quando como não mais é são era foi ser está estão
        estar tem têm ter há se seu sua seus suas ao aos à às este esta estes estas esse essa
        isso isto mas também muito já entre até desde todo todos toda todas outro outra pode
        podem deve cada durante você vocês nós ele ela eles elas devem ter apenas seja sejam""",
    "it": """il lo la i gli le di del dello della dei degli delle un uno una e ed o a al allo alla
        ai agli alle in nel nello nella nei nelle da dal dalla con su sul sulla per tra fra che chi
        cui dove quando come non più è sono era essere ha hanno avere si suo sua suoi sue questo
        questa questi queste quello quella ma anche se molto già ogni tutto tutti tutte altro
        può possono deve devono durante stato sia siano dell all nell sull l d un""",
    "nl": """de het een en of maar niet geen is zijn was waren worden wordt werd heeft hebben had
        kan kunnen moet moeten zal zullen ik je jij hij zij ze wij we u men zich met van naar op uit
        bij voor over onder door tegen zonder om aan in als dan dat die dit deze er hier ook nog
        maar veel meer alle andere tot tussen sinds te ten ter wat wie hoe""",
}
# Danish and Norwegian, which share "for", "at", "over", "under" and "have" with English and are
# too alike to be told apart by their words.
_NAMELESS = """og i er det at en et den til på der som med av af for ikke de han hun jeg vi var har
    om ut ud fra men skal kan vil eller være når over under etter efter ved have ha sin man alle
    dette disse hvis må mot mod bare også noe noget mer mere enn end"""
_FUNCTION_WORDS[""] = _NAMELESS
_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
COMMON_WORDS = _WORDS
"""The commonest words of each language."""

# A sentence has at least so many words; shorter texts look alike in many languages.
_FEWEST_WORDS = 4
_FEWEST_LETTERS = {"zh": 6, "ja": 4, "ko": 4, "ru": 10, "th": 6, "km": 6, "lo": 6}
_MOST_LETTERS = 2_000
_FUNCTION_WORDS_SHARE = 0.22
_LEAD = 0.06
_FEWEST_FUNCTION_WORDS = 2
# One sentence in three of English looks like syllables of Vietnamese ("to do so in the can").
_SYLLABLES_SHARE = 0.7

_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = frozenset(LETTERS)
# What no other language listed here writes; à, é, ô and their like are shared.
_ONLY_VIETNAMESE = frozenset(letter for letter in LETTERS if ord(letter) > 0xFF)

_SCRIPTS = (
    ("ja", "\u3040-\u30ff\u31f0-\u31ff"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f"),
    ("ru", "\u0400-\u04ff"),
    ("th", "\u0e01-\u0e4e"),
    ("lo", "\u0e81-\u0ede"),
    ("km", "\u1780-\u17d3"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
)
_IN_SCRIPT = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS}
_OTHER_SCRIPT = re.compile("[" + "".join(letters for _, letters in _SCRIPTS) + "]")
# Ukrainian, Belarusian, Serbian, Mongolian, Kazakh … write letters that Russian lacks.
_NOT_RUSSIAN = re.compile("[\u0402-\u040f\u0452-\u04ff]")


def detect_language(text: str) -> str | None:
    """The language of a text of a sentence or more, or None where that is not sure.

    "vi" where words are Vietnamese by their marks and their shape; en, fr, es, de, id, pt, it, nl
    by their function words; zh, ja, ko, ru, th, km and lo by their script. Vietnamese written
    without its marks has the shape of syllables throughout and is no language here, and so is
    anything shorter than four words. Malay is taken for Indonesian.

    Of 81 524 Vietnamese sentences (news, laws, Wikipedia, official prose) it named another language
    for 2, which are English; of the same without their marks for 7, which quote English or French.
    In 206 Polish, 161 Basque and 162 Danish and Norwegian sentences it names none. It finds 80 % of
    4 310 sentences of English in the terse docstrings of Python, and between 89 % and 97 % of the
    messages of a web checker in de, es, fr, it and pt: `tests/benchmarks/languages.py` counts.

    >>> detect_language("The committee will meet again at the end of the year.")
    'en'
    >>> detect_language("Uy ban nhan dan tinh to chuc hoi nghi vao thang toi") is None
    True
    >>> detect_language("Ủy ban nhân dân tỉnh tổ chức hội nghị vào tháng tới.")
    'vi'
    """
    text = text[:_MOST_LETTERS]
    if _OTHER_SCRIPT.search(text):
        by_script = _language_of_script(text)
        if by_script:
            return by_script
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return None
    # Names are capitalised, and Vietnamese names stand in texts of any language.
    common = [word.lower() for word in words if not word[0].isupper()]
    if len(common) * 3 < len(words):
        common = [word.lower() for word in words]
    vietnamese = sum(not _ONLY_VIETNAMESE.isdisjoint(word) for word in common)
    syllables = sum(map(is_syllable, common))
    if vietnamese * 20 > len(common):
        return "vi" if syllables >= 0.8 * len(common) and vietnamese * 5 >= len(common) else None
    if syllables > _SYLLABLES_SHARE * len(common):
        return None
    return _language_of_words(common)


def _language_of_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    counts = {language: len(found.findall(text)) for language, found in _IN_SCRIPT.items()}
    # Japanese is written in both its syllabaries and Han.
    if counts["ja"] * 10 >= counts["zh"]:
        counts["ja"], counts["zh"] = counts["ja"] + counts["zh"] * bool(counts["ja"]), 0
    language = max(counts, key=counts.__getitem__)
    count = counts[language]
    # One sign of Han, a syllabary or Hangul stands for some three letters of another name.
    if count < _FEWEST_LETTERS[language] or count < 0.4 * letters:
        return None
    if language == "ru" and len(_NOT_RUSSIAN.findall(text)) * 50 > letters:
        return None
    return language


def _language_of_words(common: list[str]) -> str | None:
    shares = {
        language: sum(word in words for word in common) / len(common)
        for language, words in _WORDS.items()
    }
    first, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    if shares[first] < _FUNCTION_WORDS_SHARE or shares[first] - shares[second] < _LEAD:
        return None
    if shares[first] * len(common) < _FEWEST_FUNCTION_WORDS:
        return None
    # "to", "the", "can", "con", "la" are syllables too: where many of the words are, two at least
    # must be none. And one letter may be an initial ("Charles J.").
    distinct = {
        word for word in common if len(word) > 1 and word in _WORDS[first] and not is_syllable(word)
    }
    if sum(map(is_syllable, common)) * 2 > len(common):
        needed = 2
    else:
        needed = 0 if shares[first] * len(common) > _FEWEST_FUNCTION_WORDS else 1
    return first or None if len(distinct) >= needed else None


class ForeignText(NamedTuple):
    """A part of a text, `text[start:end]`, and the language that it is in."""

    start: int
    end: int
    lang: str


# Where a sentence, a quotation or a remark in brackets begins or ends.
_BORDER = re.compile(r"""[.!?…。！？]+["”’)\]»]*(?:\s+|$)|[\n“”«»"()\[\]]+|[:;]\s+|\s[–—-]\s""")
_LONGEST_GAP = 60


def find_foreign_text(text: str, lang: str) -> Iterator[ForeignText]:
    """The sentences, quotations and remarks of a text that are surely not in `lang`.

    Neighbours in one language are one part. `lang` is a language without script and region.

    >>> text = "Ông nói: “We are very happy to be here with all of you.” rồi ra về."
    >>> [text[found.start : found.end] for found in find_foreign_text(text, "vi")]
    ['We are very happy to be here with all of you.']
    """
    whole = detect_language(text)
    stripped = text.strip()
    parts = [
        ForeignText(start, end, detect_language(text[start:end]) or "")
        if end - start < len(stripped)
        else ForeignText(start, end, whole or "")
        for start, end in _parts(text)
    ]
    if whole not in (None, lang) and not any(part.lang == lang for part in parts):
        start = text.index(stripped)
        yield ForeignText(start, start + len(stripped), whole)
        return
    waiting: ForeignText | None = None
    for part in parts:
        if part.lang in ("", lang):
            continue
        if waiting and waiting.lang == part.lang and _joins(text[waiting.end : part.start]):
            waiting = ForeignText(waiting.start, part.end, part.lang)
            continue
        if waiting:
            yield waiting
        waiting = part
    if waiting:
        yield waiting


def _joins(gap: str) -> bool:
    """Whether what stands between two parts in one language is likely to be in it too."""
    return len(gap) <= _LONGEST_GAP and _VIETNAMESE.isdisjoint(gap)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where each part between two borders begins and ends, without the spaces around it."""
    start = 0
    for border in [*_BORDER.finditer(text), None]:
        # The full stop belongs to its sentence, a bracket or a quotation mark does not.
        end = len(text) if border is None else border.start()
        if border is not None:
            while end < border.end() and text[end] in ".!?…。！？":
                end += 1
        part = text[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = end if border is None else border.end()
