"""What a face draws of Vietnamese: letters missing, marks astray, the reach of the ink."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple
from unicodedata import normalize

from readable.face import Face, Glyphs, Mask
from readable.vietnamese import LETTERS, QUALITY_MARKS, TONE_MARKS, is_tone_mark

__all__ = [
    "MARKS",
    "MINORITY_LETTERS",
    "SIGNS",
    "SPELLINGS",
    "Coverage",
    "Spelling",
    "find_indistinct",
    "has_ink",
    "marks_are_in_place",
    "measure_coverage",
    "measure_ink_em",
    "spell",
]

Spelling = Literal["NFC", "NFD", "mixed"]
SPELLINGS: tuple[Spelling, ...] = ("NFC", "NFD", "mixed")

MARKS = TONE_MARKS + QUALITY_MARKS

# Ede and its neighbours write these beside the Vietnamese letters; some have no code point of
# their own and stay a letter with U+0306. The list: docs/fonts.md.
MINORITY_LETTERS: tuple[str, ...] = tuple(
    letter
    for small in [*"ƀčĕĭñŏŭ", *(base + "\u0306" for base in "âêôơưb")]
    for letter in (small, small.upper())
)

# The signs of Vietnamese prose beside ASCII, and whether a reader would see their absence at
# once: hyphens are drawn from one another, the other signs come from another font.
SIGNS: dict[str, bool] = {
    "₫": True,
    "\N{NO-BREAK SPACE}": True,
    "\N{HYPHEN}": False,
    "\N{NON-BREAKING HYPHEN}": False,
    **dict.fromkeys("“”‘’–—…•", True),
}

_ASCII = "".join(map(chr, range(0x21, 0x7F)))

# The ink is compared as pixels at this size: coarse enough to be quick, and one pixel (.008 em)
# is less than the least gap between the parts of a letter in any of 28 fonts (.013 em).
_SIZE_PX = 128
# How far a mark may be from where it belongs. A slanted letter or a mark that its designer moved
# aside stays within a tenth of an em; b̆ of Be Vietnam Pro is half an em off.
_ASIDE_PX = round(0.10 * _SIZE_PX)
_LEVEL_PX = round(0.05 * _SIZE_PX)
# A horn grows out of its letter.
_HORN_GAP_PX = round(0.03 * _SIZE_PX)
# Marks of one letter touch at their edges in some fonts; overprinted ones share half their ink, or
# one stands in the bowl of the other with their middles together.
_SHARED_INK = 0.15
_MIDDLES_TOGETHER = 1 / 3
# To the digits of a binary number: what is covered for more than half is inked.
_INKED = b"0" * 128 + b"1" * 128

_DOT_BELOW, _HORN = "\u0323", "\u031b"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The letters of one spelling that a reader does not see as they should be.

    `missing` are drawn as the sign for a missing letter or as nothing, `misplaced` with a mark
    that is not at its letter or lies on another mark. `unmapped` are drawn by HarfBuzz from a
    letter and marks while the font has no glyph for the composed letter: programs that look
    letters up one by one (Firefox, `FontSet`) take them from another font.
    """

    spelling: Spelling
    missing: tuple[str, ...]
    misplaced: tuple[str, ...]
    unmapped: tuple[str, ...]


def spell(letter: str, spelling: Spelling) -> str:
    """The letter composed, taken apart, or as its vowel and a combining tone.

    >>> [len(spell("ế", spelling)) for spelling in SPELLINGS]
    [1, 3, 2]
    """
    if spelling == "NFC":
        return normalize("NFC", letter)
    apart = normalize("NFD", letter)
    if spelling == "NFD":
        return apart
    tones = "".join(filter(is_tone_mark, apart))
    return normalize("NFC", "".join(sign for sign in apart if not is_tone_mark(sign))) + tones


def measure_coverage(face: Face, letters: tuple[str, ...], spelling: Spelling) -> Coverage:
    """Shapes each letter alone, in one spelling, and looks at its ink."""
    missing, misplaced, unmapped = [], [], []
    for letter in letters:
        text = spell(letter, spelling)
        if not has_ink(face, text):
            missing.append(letter)
            continue
        if not marks_are_in_place(face, text):
            misplaced.append(letter)
        if spelling == "NFC" and not face.covers(text):
            unmapped.append(letter)
    return Coverage(spelling, tuple(missing), tuple(misplaced), tuple(unmapped))


def has_ink(face: Face, text: str) -> bool:
    """Whether the face has a glyph with ink for a letter or mark, alone or put together."""
    glyphs = face.shape(text)
    return 0 not in glyphs.ids and bool(face.mask(glyphs, _SIZE_PX).rows)


def find_indistinct(face: Face, letters: tuple[str, ...]) -> tuple[str, ...]:
    """The letters whose ink is also that of another letter, or of their base without marks.

    Some fonts fill the places of Vietnamese letters with plain ones.
    """
    plain = {normalize("NFD", letter)[0] for letter in letters} | set("dD")
    looks: dict[Mask, list[str]] = {}
    for letter in (*letters, *sorted(plain.difference(letters))):
        glyphs = face.shape(letter)
        if 0 not in glyphs.ids:
            looks.setdefault(face.mask(glyphs, _SIZE_PX), []).append(letter)
    shared = {letter for alike in looks.values() if len(alike) > 1 for letter in alike}
    return tuple(letter for letter in letters if letter in shared)


def measure_ink_em(face: Face) -> tuple[float, float]:
    """The highest and the lowest ink of the 134 letters and ASCII, in em; below: negative."""
    shaped = [face.shape(sign) for sign in (*LETTERS, *_ASCII)]
    shaped = [glyphs for glyphs in shaped if 0 not in glyphs.ids]
    highest = max((glyphs.top_units for glyphs in shaped), default=0)
    lowest = min((glyphs.bottom_units for glyphs in shaped), default=0)
    return highest / face.units_per_em, lowest / face.units_per_em


def marks_are_in_place(face: Face, text: str) -> bool:
    """Whether each mark of a letter stands where it belongs.

    A letter of one glyph is as its designer drew it. In one of several, every glyph after the
    first is a mark, and by its ink it must be where a mark of the letter belongs: over the letter
    (beside a circumflex is over it too), under it, or grown out of its upper right; every such
    place must be taken; and no mark may lie on another one or on the letter.
    """
    glyphs = face.shape(text)
    base, *marks = (_ink_of(face, glyphs, index) for index in range(len(glyphs.ids)))
    if not marks:
        return True
    if base is None or None in marks:
        return False
    letter = _Letter(base, _top_of_plain_letter(face, text, base))
    inks = [mark for mark in marks if mark is not None]
    places = {_PLACES.get(mark, "above") for mark in _marks_of_other_glyphs(face, text, glyphs)}
    taken = [{place for place in places if letter.has(ink, place)} for ink in inks]
    if not all(taken) or set().union(*taken) != places:
        return False
    return not any(_overprinted(one, other) for one, other in combinations(inks, 2))


class _Ink(NamedTuple):
    """The pixels of one glyph and their bounds; y grows downwards from the baseline."""

    rows: tuple[int, ...]
    """From top to bottom, a bit for each pixel that is inked, the right one the lowest."""
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle_height(self) -> float:
        return (self.top + self.bottom) / 2


_Place = Literal["above", "below", "horn"]
_PLACES: dict[str, _Place] = {_DOT_BELOW: "below", _HORN: "horn"}


class _Letter(NamedTuple):
    base: _Ink
    plain_top: int

    def has(self, mark: _Ink, place: _Place) -> bool:
        """Whether a mark is where one of that kind belongs."""
        base = self.base
        if place == "horn":
            return mark.middle > base.middle and _gap_at_most(mark, base, _HORN_GAP_PX)
        if not base.left - _ASIDE_PX <= mark.middle <= base.right + _ASIDE_PX:
            return False
        if _shared(mark, base) > _SHARED_INK:
            return False
        if place == "below":
            return mark.top >= -_LEVEL_PX
        return mark.bottom <= self.plain_top + _LEVEL_PX


def _ink_of(face: Face, glyphs: Glyphs, index: int) -> _Ink | None:
    """The ink of one of the glyphs, None for one without."""
    alone = glyphs.changed(
        ids=glyphs.ids[index : index + 1],
        x_units=glyphs.x_units[index : index + 1],
        y_units=glyphs.y_units[index : index + 1],
    )
    mask = face.mask(alone, _SIZE_PX)
    if not mask.height_px:
        return None
    bits = tuple(int(row.translate(_INKED), 2) for row in mask.rows)
    left, top = mask.left_px, mask.top_px
    return _Ink(bits, left, top, left + mask.width_px, top + mask.height_px)


def _top_of_plain_letter(face: Face, text: str, base: _Ink) -> int:
    """Where marks above may begin: the top of the letter without marks, or without its dot."""
    letter = normalize("NFD", text)[0]
    # The breve of b̆ may stand over the bowl, beside the stem.
    glyphs = face.shape("o" if letter == "b" else letter)
    plain = _ink_of(face, glyphs, 0)
    return max(base.top, plain.top) if plain else base.top


def _marks_of_other_glyphs(face: Face, text: str, glyphs: Glyphs) -> tuple[str, ...]:
    """The marks of a letter that its first glyph does not hold already (ê of ê̆ holds one)."""
    plain, *marks = list(normalize("NFD", text))
    for count in range(len(marks), 0, -1):
        for held in combinations(marks, count):
            letter = normalize("NFC", plain + "".join(held))
            if face.shape(letter).ids == glyphs.ids[:1]:
                rest = list(marks)
                for mark in held:
                    rest.remove(mark)
                return tuple(rest)
    return tuple(marks)


def _shared(one: _Ink, other: _Ink, across: int = 0, down: int = 0) -> float:
    """The share of the smaller ink that lies on the other, which may be moved by some pixels."""
    left, right = max(one.left, other.left + across), min(one.right, other.right + across)
    top, bottom = max(one.top, other.top + down), min(one.bottom, other.bottom + down)
    if left >= right or top >= bottom:
        return 0.0
    ours = one.rows[top - one.top : bottom - one.top]
    theirs = other.rows[top - other.top - down : bottom - other.top - down]
    # The lowest bits of both to the same column.
    aside = one.right - other.right - across
    common = sum(
        (mine << max(-aside, 0) & its << max(aside, 0)).bit_count()
        for mine, its in zip(ours, theirs, strict=True)
    )
    smaller = min(sum(map(int.bit_count, ink.rows)) for ink in (one, other))
    return common / smaller if smaller else 0.0


def _overprinted(one: _Ink, other: _Ink) -> bool:
    """Whether one mark is printed over another: on its ink or in the middle of it."""
    width = max(one.right - one.left, other.right - other.left)
    height = max(one.bottom - one.top, other.bottom - other.top)
    together = (
        abs(one.middle - other.middle) < width * _MIDDLES_TOGETHER
        and abs(one.middle_height - other.middle_height) < height * _MIDDLES_TOGETHER
    )
    return together or _shared(one, other) > _SHARED_INK


def _gap_at_most(one: _Ink, other: _Ink, gap: int) -> bool:
    steps = (-gap, 0, gap)
    return any(_shared(one, other, across, down) > 0 for across in steps for down in steps)
