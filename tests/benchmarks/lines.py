"""How lines of so many characters end, held against words and units that were marked by hand.

    python tests/benchmarks/lines.py [--widths 18 20 22 24 26 28 30 32 36 40]
    python tests/benchmarks/lines.py --unseen 0 --model fold0.bin

Wraps the 23 paragraphs of official prose (tests/data/vitext) and, of tests/data/words, the 1 123
sentences of UD_Vietnamese-VTB's development part, 150 sentences of six kinds of news, and 60
headings in capitals, in each way of `BREAKING`, and prints in
Markdown: what part of the line ends, but the last of each paragraph, falls inside a word or a unit;
how ragged the lines are (the standard deviation of the room left, as a share of the width); how
many there are for each that first fit makes; how many paragraphs end in a line of one syllable.

With `--unseen`, wraps each fourth paragraph of both parts of VTB, from that place on, and the
official text of that place, with a model that was trained without them:
`python tests/data/words/train.py --fold 0 --hold official-c --output fold0.bin`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from statistics import pstdev
from unicodedata import combining, normalize

DATA = Path(__file__).parents[1] / "data"
sys.path.insert(0, str(Path(__file__).parents[2]))

from readable.optimum import BREAKING  # noqa: E402
from readable.vietnamese import words  # noqa: E402
from readable.wrapping import wrap  # noqa: E402

FOLDS = 4  # as in tests/data/words/train.py
OFFICIAL = ("official-c", "official-d", "official-e", "official-f")
WIDTHS = (18, 20, 22, 24, 26, 28, 30, 32, 36, 40)


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph, and the spaces inside its words and, besides these, inside its units."""

    text: str
    words: frozenset[int]
    units: frozenset[int]


@dataclass(slots=True)
class Ends:
    """What was counted at the ends of lines."""

    ends: int = 0
    parted_words: int = 0
    parted_units: int = 0
    parted_tokens: int = 0
    lines: int = 0
    first_fit_lines: int = 0
    paragraphs: int = 0
    runts: int = 0
    rooms: list[float] = field(default_factory=list)

    @property
    def bad(self) -> float:
        """Per cent of the line ends."""
        parted = self.parted_words + self.parted_units + self.parted_tokens
        return 100 * parted / max(1, self.ends)

    @property
    def ragged(self) -> float:
        """Per cent of the width."""
        return 100 * pstdev(self.rooms) if self.rooms else 0.0

    @property
    def more_lines(self) -> float:
        """For each line of first fit."""
        return self.lines / self.first_fit_lines

    @property
    def runt_share(self) -> float:
        """Per cent of the paragraphs."""
        return 100 * self.runts / self.paragraphs

    def add(self, marked: Marked, width: int, lines: list[str]) -> None:
        """One paragraph in lines."""
        self.paragraphs += 1
        self.lines += len(lines)
        self.first_fit_lines += count_first_fit(marked.text, width)
        self.runts += len(lines) > 1 and " " not in lines[-1]
        end = 0
        for line in lines[:-1]:
            end = marked.text.index(line, end) + len(line)
            self.ends += 1
            self.rooms.append(max(0, width - length(line)) / width)
            if end in marked.words:
                self.parted_words += 1
            elif end in marked.units:
                self.parted_units += 1
            elif marked.text[end] != " " and length(token_at(marked.text, end)) <= width:
                self.parted_tokens += 1


def length(text: str) -> int:
    """In letters: a letter and its marks are one."""
    return sum(not combining(character) for character in normalize("NFC", text))


def token_at(text: str, offset: int) -> str:
    start = text.rfind(" ", 0, offset) + 1
    end = text.find(" ", offset)
    return text[start : end if end >= 0 else len(text)]


def count_first_fit(text: str, width: int) -> int:
    """How many lines there are when each takes what fits, at spaces only."""
    lines, room = 1, width
    for place, token in enumerate(text.split(" ")):
        size = length(token)
        if place and size + 1 > room:
            lines, room = lines + 1, width - size
        else:
            room -= size + (place > 0)
    return lines


def official() -> Iterator[Marked]:
    """Official prose, marked by hand."""
    for line in (DATA / "vitext" / "official.jsonl").read_text(encoding="utf-8").splitlines():
        yield marked(json.loads(line))


def treebank(part: str = "dev") -> Iterator[Marked]:
    """Sentences of newspapers, marked by hand."""
    with lzma.open(DATA / "words" / f"vtb-{part}.jsonl.xz", "rt", encoding="utf-8") as file:
        yield from (marked(json.loads(line)) for line in file)


def fold(start: int) -> Iterator[Marked]:
    """Each fourth paragraph of both parts of the treebank, from that one on."""
    return chain.from_iterable(
        islice(treebank(part), start, None, FOLDS) for part in ("train", "dev")
    )


def by_signs(name: str) -> Iterator[Marked]:
    """The texts of a file in which `_` stands inside a word and `~` inside a unit besides."""
    for line in (DATA / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        words, units = (
            frozenset(at for at, sign in enumerate(line) if sign == inside) for inside in "_~"
        )
        yield Marked(line.replace("_", " ").replace("~", " "), words, units)


def marked(row: dict[str, list[list[int]]]) -> Marked:
    text = str(row["text"])

    def spaces(spans: Iterable[list[int]]) -> frozenset[int]:
        inside = (at for start, end, *_ in spans for at in range(start, end))
        return frozenset(at for at in inside if text[at] == " ")

    words = spaces(row["words"])
    return Marked(text, words, spaces(row.get("nobreak", [])) - words)


def score(paragraphs: Iterable[Marked], breaking: str, widths: Iterable[int] = WIDTHS) -> Ends:
    """All paragraphs at all widths."""
    ends = Ends()
    for one in paragraphs:
        for width in widths:
            ends.add(one, width, wrap(one.text, width, breaking=breaking))
    return ends


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--widths", type=int, nargs="+", default=list(WIDTHS))
    parser.add_argument("--unseen", type=int, choices=range(FOLDS))
    parser.add_argument("--model", type=Path, help="of words, instead of the package's")
    asked = parser.parse_args()
    if asked.model:
        words._MODEL = asked.model
    texts = {"official": list(official()), "VTB dev": list(treebank())}
    texts |= {name: list(by_signs(name)) for name in ("kinds", "headings")}
    if asked.unseen is not None:
        texts = {
            "VTB unseen": list(fold(asked.unseen)),
            f"{OFFICIAL[asked.unseen]} unseen": list(by_signs(OFFICIAL[asked.unseen])),
        }
    print("| text | breaking | bad % | in words | in units | ragged % | lines | runts % |")
    print("| --- " * 8 + "|")
    for name, paragraphs in texts.items():
        for breaking in BREAKING:
            ends = score(paragraphs, breaking, asked.widths)
            print(
                f"| {name} | {breaking} | {ends.bad:.2f}"
                f" | {100 * ends.parted_words / ends.ends:.2f}"
                f" | {100 * ends.parted_units / ends.ends:.2f} | {ends.ragged:.1f}"
                f" | {ends.more_lines:.3f} | {ends.runt_share:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
