"""How many words and units are found, held against texts that were marked by hand.

    python tests/benchmarks/words.py

Prints, in Markdown, for official prose the precision, recall and F1 of the spaces inside words and
the F1 of words; for 150 sentences of six kinds of news and 60 headings in capitals the spaces
inside words; and for these and the texts that the model was trained on, which have units marked,
precision and recall of the spaces inside units and in no word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import lines  # noqa: E402

from readable.vietnamese import find_joins  # noqa: E402

UNSEEN = ("kinds", "headings")


def row(name: str, right: set[tuple[int, int]], said: set[tuple[int, int]]) -> str:
    both = len(right & said)
    precision, recall = 100 * both / len(said), 100 * both / len(right)
    f1 = 200 * both / (len(said) + len(right))
    return f"| {name} | {len(right)} | {precision:.1f} | {recall:.1f} | {f1:.2f} |"


def spans(text: str, inside: Iterable[int]) -> set[tuple[int, int]]:
    """The words, if these spaces stand in them."""
    ends = [at for at, letter in enumerate(text) if letter == " " and at not in set(inside)]
    return set(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))


def found(name: str, kind: str) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The spaces of a text that are inside words, or only inside units, and those said to be."""
    right, said = set(), set()
    for number, one in enumerate(lines.by_signs(name)):
        right |= {(number, at) for at in (one.words if kind == "word" else one.units)}
        said |= {
            (number, join.offset)
            for join in find_joins(one.text)
            if join.kind == kind and (kind == "word" or join.offset not in one.words)
        }
    return right, said


def main() -> None:
    print("| what | marked | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    right_spaces, said_spaces, right_words, said_words = set(), set(), set(), set()
    for number, one in enumerate(lines.official()):
        said = {join.offset for join in find_joins(one.text) if join.kind == "word"}
        right_spaces |= {(number, at) for at in one.words}
        said_spaces |= {(number, at) for at in said}
        right_words |= {(number * 10_000 + a, b) for a, b in spans(one.text, one.words)}
        said_words |= {(number * 10_000 + a, b) for a, b in spans(one.text, said)}
    print(row("official prose, spaces inside words", right_spaces, said_spaces))
    print(row("official prose, words", right_words, said_words))
    for name in UNSEEN:
        print(row(f"{name}.txt, spaces inside words", *found(name, "word")))
    for name in UNSEEN + lines.OFFICIAL:
        print(row(f"{name}.txt, units", *found(name, "unit")))


if __name__ == "__main__":
    main()
