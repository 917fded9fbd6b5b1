"""Text that is right as it stands, told by one look."""

from __future__ import annotations

from readable.patterns import pattern
from readable.vietnamese import LETTERS

__all__ = ["is_usual"]

_PUNCTUATION = "“”‘’–—…•\xa0"
_CAPITALS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
_USUAL = "\n -~" + _PUNCTUATION + "".join(LETTERS)
# Of these only some pairs can be a letter of an encoding before Unicode: what `words.SUSPECT` and
# `mojibake` look for.
_IN_PAIRS = f"{_PUNCTUATION}{_CAPITALS}ìò"
_ALONE = "".join(sorted(set(_USUAL) - set(_IN_PAIRS) - set("\n -~")))
_UNUSUAL = pattern(
    rf"[^\n -~{_ALONE}](?:(?<=[^{_USUAL}])|(?<=[a-z][{_CAPITALS}])"
    rf"|(?<=[âêôãõýÂÊÔÃÕÝ][ÌìÒò])|(?<=[ÂÃáâ][{_PUNCTUATION}]))"
)


def is_usual(text: str) -> bool:
    """Whether a text is of ASCII, the 134 letters and everyday signs, none in a strange place.

    Nothing of `mend_mojibake`, `mend_legacy`, `canonical` and the mends of letters and of what is
    invisible would change it.

    >>> is_usual("Tỉnh ủy – “Ba Bể”"), is_usual("ViÖt Nam"), is_usual("Tiê\\u0301ng")
    (True, False, False)
    """
    return text.isascii() or not _UNUSUAL.search(text)
