"""How a Vietnamese syllable is built, whether or not its marks are written."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

__all__ = ["is_syllable"]

_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oao|oay|oeo|uoi|uou|uay|ia|ie|iu|ye|ua|ue|ui|uo|uy|uu|oa|oe|oi|oo|"
    r"ai|ao|au|ay|eo|eu|a|e|i|o|u|y)(?:ch|c|m|ng|nh|n|p|t)?"
)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word in lower case, its marks left out, is built as a Vietnamese syllable is.

    >>> is_syllable("nghiêng"), is_syllable("nghieng"), is_syllable("can"), is_syllable("which")
    (True, True, True, False)
    """
    plain = "".join(c for c in normalize("NFD", word) if not "\u0300" <= c <= "\u036f")
    return _SYLLABLE.fullmatch(plain) is not None
