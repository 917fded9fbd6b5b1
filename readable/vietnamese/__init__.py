"""Facts of the Vietnamese language, as pure functions on `str`."""

from readable.vietnamese.joins import Join, find_joins, weigh_spaces
from readable.vietnamese.letters import (
    LETTERS,
    QUALITY_MARKS,
    TONE_MARKS,
    canonical,
    has_marks,
    is_quality_mark,
    is_tone_mark,
)
from readable.vietnamese.mending import mend_invisibles, mend_look_alikes, mend_spaces
from readable.vietnamese.syllables import is_syllable
from readable.vietnamese.words import split_words

__all__ = [
    "LETTERS",
    "QUALITY_MARKS",
    "TONE_MARKS",
    "Join",
    "canonical",
    "find_joins",
    "has_marks",
    "is_quality_mark",
    "is_syllable",
    "is_tone_mark",
    "mend_invisibles",
    "mend_look_alikes",
    "mend_spaces",
    "split_words",
    "weigh_spaces",
]
