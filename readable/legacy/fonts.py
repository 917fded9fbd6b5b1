"""Whether text in an old font is in that font's encoding, or was made Unicode since."""

from __future__ import annotations

from collections.abc import Iterable

from readable.legacy.common import COMMON
from readable.legacy.tables import LegacyEncoding, decode_legacy, has_other_letters
from readable.legacy.words import MARKED, MARKS, MEASURE, TOKEN, is_good, is_unicode

__all__ = ["weigh_font"]

_ONLY_ONE_READS, _ONE_IS_COMMONER = 2, 1
# Beside Unicode: "Hoài" is a name, though "hồi" is commoner, and names come in twos and threes.
_ENOUGH_COMMONER = 4


def weigh_font(
    texts: Iterable[str],
    encoding: LegacyEncoding,
    shown: Iterable[str] | None = None,
    *,
    beside_unicode: bool = False,
) -> int:
    """What speaks for the encoding in all texts of a font, less what speaks against it.

    Each word counts once: double if it is Vietnamese one way only. A text with letters that
    windows-1252 lacks is Unicode, and says nothing of the others. `shown` is what the texts are
    without the font, where that is not the same. Beside text in other fonts that is Unicode, few
    words that are Vietnamese both ways do not speak for the encoding.

    >>> weigh_font(["x· héi"], "tcvn3"), weigh_font(["Phó phòng, các cô"], "tcvn3")
    (4, -3)
    >>> weigh_font(["Tô Hoài"], "vni"), weigh_font(["Tô Hoài"], "vni", beside_unicode=True)
    (1, 0)
    """
    texts = list(texts)
    words = {
        (raw.strip(MARKS), word.strip(MARKS))
        for text, as_it_is in zip(texts, texts if shown is None else shown, strict=True)
        if not is_unicode(text)
        for raw, word in zip(TOKEN.findall(text), TOKEN.findall(as_it_is), strict=False)
        if MARKED.search(raw)
    }
    weights = [_weight(raw, word, encoding) for raw, word in words]
    weight = sum(weights)
    is_little = 0 < weight < _ENOUGH_COMMONER and _ONLY_ONE_READS not in weights
    return 0 if beside_unicode and is_little else weight


def _weight(raw: str, word: str, encoding: LegacyEncoding) -> int:
    if MEASURE.fullmatch(raw):
        return 0
    decoded = decode_legacy(raw, encoding)
    good = is_good(word)
    fits = is_good(decoded) and not has_other_letters(raw, encoding)
    if good != fits:
        return _ONLY_ONE_READS if fits else -_ONLY_ONE_READS
    if not good or decoded == word:
        return 0
    return _ONE_IS_COMMONER * ((decoded.lower() in COMMON) - (word.lower() in COMMON))
