"""Facts of the Vietnamese language, as pure functions on `str`."""

from readable.vietnamese.letters import (
    LETTERS,
    QUALITY_MARKS,
    TONE_MARKS,
    canonical,
    is_quality_mark,
    is_tone_mark,
)
from readable.vietnamese.mending import mend_invisibles, mend_look_alikes, mend_spaces
from readable.vietnamese.syllables import is_syllable

__all__ = [
    "LETTERS",
    "QUALITY_MARKS",
    "TONE_MARKS",
    "canonical",
    "is_quality_mark",
    "is_syllable",
    "is_tone_mark",
    "mend_invisibles",
    "mend_look_alikes",
    "mend_spaces",
]
