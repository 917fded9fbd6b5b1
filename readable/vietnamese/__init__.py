"""Facts of the Vietnamese language, as pure functions on `str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from readable.vietnamese.joins import Join, find_joins, weigh_spaces
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

# What knows words is loaded when it is first asked for: reading a page needs none of it.
_HOMES = {
    "Join": "joins",
    "find_joins": "joins",
    "split_words": "words",
    "weigh_spaces": "joins",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'readable.vietnamese' has no attribute {name!r}")
    return getattr(import_module(f"readable.vietnamese.{_HOMES[name]}"), name)
