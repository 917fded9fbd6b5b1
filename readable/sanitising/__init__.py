"""HTML of any kind to HTML that is safe and well-formed. The only door to nh3.

Two things come of one policy: `clean_html`, the stream of tags and text that `reading` builds an
article from, and `sanitise`, for those who keep the markup they have.
"""

from __future__ import annotations

from readable.sanitising.cleaning import CleanPage, clean_html
from readable.sanitising.policy import FORMULA, VOID
from readable.sanitising.sanitiser import Sanitised, sanitise
from readable.sanitising.stream import End, Start, Text, events

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
