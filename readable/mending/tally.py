"""Which mends are asked for, and how often each was needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from readable.article import Mend
from readable.errors import WrongUse

__all__ = ["MENDS", "Tally"]

MENDS: dict[str, str] = {
    "mojibake": "UTF-8 that was read as windows-1252",
    "legacy-encoding": "TCVN3, VNI, VISCII, VPS or windows-1258 among Unicode text",
    "look-alike": "Ð, ð and Ɖ of other alphabets in Vietnamese words",
    "invisible-character": "characters nobody sees, soft hyphens, bullets of symbol fonts",
    "normal-form": "letters in pieces, a tone typed before its circumflex, breve or horn",
    "no-break-space": "no-break spaces that an editor left between ordinary words",
    "divided-syllable": "elements that begin or end inside a word",
    "idle-element": "<span> and <font> that say nothing",
    "presentation": "fonts, sizes, colours, widths and alignment of the page",
    "empty-block": "paragraphs of spaces and line breaks",
    "line-break-paragraph": "paragraphs divided by line breaks",
    "layout-table": "tables that only place things",
    "picture-caption": "captions that only stood near their picture",
    "picture-address": "pictures that a script would load",
    "embed": "frames, videos and sounds, which become links",
    "hand-made-list": "lists whose markers were typed",
    "hand-made-heading": "headings that only looked like headings",
    "wrong-language": "languages that are not the text's",
}
"""The steps of mending by name, in the order in which they are made, and what each puts right."""


class Tally:
    """The mends that are on, and what each has done."""

    def __init__(self, names: Iterable[str] | None = None) -> None:
        """All mends, or those of the names. Raises `WrongUse` for a name that is none."""
        chosen = frozenset(MENDS if names is None else names)
        if unknown := sorted(chosen - MENDS.keys()):
            raise WrongUse(
                f"there is no mend {unknown[0]!r}", hint=f"the mends are {', '.join(MENDS)}"
            )
        self._chosen = chosen
        self._counts: Counter[str] = Counter()
        self._samples: dict[str, str] = {}

    def has(self, name: str) -> bool:
        """Whether a mend is asked for."""
        return name in self._chosen

    def has_sample(self, name: str) -> bool:
        """Whether the first place of a mend is known."""
        return name in self._samples

    def add(self, name: str, sample: str = "", count: int = 1) -> None:
        """Notes that a mend was made, so many times; not for one that is off."""
        if count and name in self._chosen:
            self._counts[name] += count
            if sample and name not in self._samples:
                self._samples[name] = " ".join(sample.split())[:120]

    def mends(self) -> tuple[Mend, ...]:
        """What was done, in the order of `MENDS`."""
        return tuple(
            Mend(name, self._counts[name], self._samples.get(name, ""))
            for name in MENDS
            if self._counts[name]
        )
