"""HTML of any kind to HTML that is safe and well-formed. The only door to nh3.

Two things come of one policy: `clean_html`, the stream of tags and text that `reading` builds an
article from, and `sanitise`, for those who keep the markup they have.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from readable.sanitising.cleaning import CleanPage, clean_html
from readable.sanitising.policy import FORMULA, VOID
from readable.sanitising.stream import End, Start, Text, events

if TYPE_CHECKING:
    from readable.sanitising.sanitiser import Sanitised, sanitise

__all__ = [
    "FORMULA",
    "VOID",
    "CleanPage",
    "End",
    "Sanitised",
    "Start",
    "Text",
    "clean_html",
    "events",
    "sanitise",
]


def __getattr__(name: str) -> Any:
    # Reading a page needs neither.
    if name not in ("Sanitised", "sanitise"):
        raise AttributeError(f"module 'readable.sanitising' has no attribute {name!r}")
    return getattr(import_module("readable.sanitising.sanitiser"), name)
