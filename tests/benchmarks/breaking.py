"""How fast lines are broken: ours and Python's textwrap in turn, on the text of UD_Vietnamese-VTB.

    python tests/benchmarks/breaking.py [--rounds 9]

Prints, in Markdown, megabytes of UTF-8 a second of CPU time, the most of the rounds and their
median, each beside the same round's textwrap, warm: the text was broken once before. At last,
in processes of their own, how long the model of words takes to be read, and how fast a text is
wrapped that was not met before, and a larger one that was.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import lines  # noqa: E402

from readable.linebreak import (  # noqa: E402
    find_break_opportunities,
    find_grapheme_boundaries,
    find_weighed_opportunities,
)
from readable.vietnamese import weigh_spaces  # noqa: E402
from readable.wrapping import wrap  # noqa: E402

WIDTH = 30
LOAD = """
from time import perf_counter
from readable.vietnamese import weigh_spaces
start = perf_counter()
weigh_spaces("a b")
print((perf_counter() - start) * 1000)
"""

# What was not met, after 350 kB of others; then all of them again, and each at ten widths.
NEW = f"""
import sys
from time import process_time
sys.path[:0] = {[str(HERE), str(HERE.parents[1])]}
import lines
from readable.wrapping import wrap

def speed(texts, widths=({WIDTH},)):
    start = process_time()
    for text in texts:
        for width in widths:
            wrap(text, width)
    size = sum(len(text.encode()) for text in texts) * len(widths)
    return size / 1e6 / (process_time() - start)

others = [one.text for one in lines.treebank("train")]
others += [one.text for name in "cdefg" for one in lines.by_signs(f"official-{{name}}")]
speed(others)
texts = [one.text for one in lines.treebank()]
print(speed(texts), speed(others + texts), speed(others + texts, lines.WIDTHS))
"""

DONE: dict[str, Callable[[str], object]] = {
    "UAX #14, untailored": partial(find_break_opportunities, tailored=False),
    "UAX #14, tailored": find_break_opportunities,
    "grapheme clusters": find_grapheme_boundaries,
    "words and units": weigh_spaces,
    "opportunities with penalties": find_weighed_opportunities,
    "wrap, balanced": partial(wrap, width=WIDTH),
    "wrap, first-fit": partial(wrap, width=WIDTH, breaking="first-fit"),
}


def seconds(done: Callable[[str], object], texts: list[str]) -> float:
    start = process_time()
    for text in texts:
        done(text)
    return process_time() - start


def numbers_of(script: str, rounds: int) -> Iterator[list[float]]:
    """What the script prints, each time in a new process."""
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        yield list(map(float, done.stdout.split()))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    texts = [one.text for one in lines.treebank()]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    theirs = partial(textwrap.wrap, width=WIDTH)
    print("| what | MB/s, best | median | textwrap, best | ours / textwrap, median |")
    print("| --- " * 5 + "|")
    for name, ours in DONE.items():
        seconds(ours, texts)
        pairs = [(seconds(ours, texts), seconds(theirs, texts)) for _ in range(rounds)]
        mine, other = zip(*pairs, strict=True)
        ratio = median(other_one / my_one for my_one, other_one in pairs)
        print(
            f"| {name} | {megabytes / min(mine):.1f} | {megabytes / median(mine):.1f}"
            f" | {megabytes / min(other):.1f} | {ratio:.2f} |",
            flush=True,
        )
    loads = [load for (load,) in numbers_of(LOAD, rounds)]
    print(f"\nThe model is read in {min(loads):.0f} ms, median {median(loads):.0f}.")
    first, again, widths = zip(*numbers_of(NEW, rounds), strict=True)
    for name, speeds in (
        ("Wrapped for the first time, after 350 kB of other texts", first),
        ("All of these again", again),
        ("Each at ten widths, one after the other", widths),
    ):
        print(f"{name}: {max(speeds):.2f} MB/s, median {median(speeds):.2f}.")


if __name__ == "__main__":
    main()
