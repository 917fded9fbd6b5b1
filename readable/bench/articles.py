"""Articles that no engine has met before: new words in every one, the same on every machine."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from random import Random

from readable.vietnamese import is_syllable
from readable.vietnamese.words import load_model

__all__ = ["COMMON", "PARAGRAPHS", "WORDS", "article_html", "without_pictures"]

WORDS = 962
"""How many words an article has: as many as the example article of the documents."""
PARAGRAPHS = 13
COMMON = 0.4
"""The share of words that are among the 120 commonest; the others are any that the spelling allows.

Some 750 of an article's words are different then, more than where they mean something: as many as
in the example, some 480, at 0.75.
"""

_COMMONEST = 120
_LONGEST_SENTENCE = 34
_ONSET = re.compile("[bcdđghklmnpqrstvx]*")


@cache
def _common() -> tuple[str, ...]:
    # The model's syllables stand with the commonest first.
    return tuple(islice(filter(is_syllable, load_model().syllables), _COMMONEST))


@cache
def _all() -> tuple[str, ...]:
    """Every onset of the model's syllables before every rime of theirs, where one may stand."""
    parts = [
        (start[0], syllable[start.end() :])
        for syllable in filter(is_syllable, load_model().syllables)
        if (start := _ONSET.match(syllable))
    ]
    onsets, rimes = ({part[side]: None for part in parts} for side in (0, 1))
    return tuple(filter(is_syllable, (onset + rime for onset in onsets for rime in rimes)))


class _Writer:
    """Writes sentences of syllables that Vietnamese has, in an order that means nothing."""

    def __init__(self, seed: int, common: float) -> None:
        self._random = Random(f"readable bench {seed}")
        self._common = common

    def word(self) -> str:
        """A common syllable, or any."""
        common = self._random.random() < self._common
        return self._random.choice(_common() if common else _all())

    def name(self) -> str:
        """Three words with capitals."""
        return " ".join(self.word().capitalize() for _ in range(3))

    def phrase(self) -> tuple[str, int]:
        """A word or a few in HTML, and how many words they are."""
        pick = self._random.random()
        number = self._random.randint
        if pick < 0.93:
            return self.word(), 1
        if pick < 0.95:
            return self.name(), 3
        if pick < 0.96:
            return f"{number(1, 28)}/{number(1, 12)}/{number(1990, 2026)}", 1
        if pick < 0.965:
            return f"{number(11, 4999)}/QĐ-UBND", 1
        if pick < 0.97:
            return f"{number(2, 980)}.{number(100, 999)} đồng", 2
        if pick < 0.98:
            return f"<strong>{self.name()}</strong>", 3
        if pick < 0.99:
            return f"<em>{self.word()} {self.word()}</em>", 2
        address = f"https://example.vn/{number(1000, 9999)}"
        return f'<a href="{address}">{self.word()} {self.word()} {self.word()}</a>', 3

    def paragraph(self, words: int) -> str:
        """So many words in sentences, give or take two."""
        parts: list[str] = []
        written = 0
        while written < words:
            length = min(self._random.randint(9, _LONGEST_SENTENCE), words - written)
            sentence: list[str] = []
            while length > 0:
                text, count = self.phrase()
                sentence.append(text)
                length -= count
                written += count
                if length > 4 and self._random.random() < 0.08 and not text.endswith(">"):
                    sentence[-1] += ","
            parts.append(_with_capital(" ".join(sentence)) + ".")
        return " ".join(parts)

    def title(self) -> str:
        """Eighteen words."""
        return _with_capital(" ".join(self.word() for _ in range(18)))


def _with_capital(html: str) -> str:
    # After the tags that it begins with.
    start = re.match(r"(?:<[^>]*>)*", html)
    place = start.end() if start else 0
    return html[:place] + html[place : place + 1].upper() + html[place + 1 :]


def article_html(
    seed: int, words: int = WORDS, paragraphs: int = PARAGRAPHS, common: float = COMMON
) -> str:
    """An article as a page of HTML: title, date, summary and paragraphs.

    >>> article_html(1) == article_html(1) != article_html(2)
    True
    """
    writer = _Writer(seed, common)
    title = writer.title()
    summary = writer.paragraph(min(40, words // 4 + 1))
    share = max(1, (words - 58) // paragraphs)
    body = "\n".join(f"<p>{writer.paragraph(share)}</p>" for _ in range(paragraphs))
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<article>\n"
        f'<p><time datetime="2023-06-02">02/06/2023</time></p>\n<h1>{title}</h1>\n'
        f"<p><strong>{summary}</strong></p>\n{body}\n</article>\n</body>\n</html>\n"
    )


def without_pictures(html: str) -> str:
    """An article whose figures are only their captions: what pictures cost is Pillow's."""
    return re.sub(r"<img\b[^>]*>", "", html)
