"""The code that pages are packed by in C: python tests/benchmarks/packing.py.

Prints `LENGTHS` of readable/speedups/packing.c: how many bits say each symbol of DEFLATE (RFC
1951), by how often each is in the pages of four articles of the benchmark at five sizes, which have
the same weight. What the symbols of a page are does not depend on its code, so they are read from
what was packed by the code as it is. By package-merge (Larmore and Hirschberg, "A fast algorithm
for optimal length-limited Huffman codes", 1990). Takes some ten seconds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from readable.bench.articles import article_html
from readable.paint import drawn, to_images
from readable.preferences import Preferences
from readable.reading import read_article
from readable.speedups import compiled

PACKING = Path(__file__).parents[2] / "readable" / "speedups" / "packing.c"
SIZES_PX = (16, 24, 32, 48, 64)
ARTICLES = 4
MOST_BITS = 12
# Of ten million; what is rarer, or was never met, has a code as if it were so.
WHOLE, RAREST = 10_000_000, 30
SYMBOLS, END_OF_BLOCK = 286, 256
# What the block begins with, and the code for the lengths, in which each is said in four bits.
DISTANCES_AT, LENGTHS_AT = 8, 17 + 19 * 3
MORE_BITS = (0,) * 8 + tuple(bits for bits in range(1, 6) for _ in range(4))


def turned(code: int, bits: int) -> int:
    """The code with its first bit last."""
    return int(f"{code:0{bits}b}"[::-1], 2)


def symbols(packed: bytes) -> Iterator[int]:
    """The bytes, lengths and the end of the block that rows were packed as."""

    def peek(at: int, bits: int) -> int:
        first = at // 8
        return int.from_bytes(packed[first : first + 4], "little") >> at % 8 & (1 << bits) - 1

    lengths = [turned(peek(LENGTHS_AT + 4 * one, 4), 4) for one in range(SYMBOLS)]
    found: list[tuple[int, int]] = [(-1, 0)] * (1 << MOST_BITS)
    code = 0
    for bits in range(1, MOST_BITS + 1):
        for symbol in range(SYMBOLS):
            if lengths[symbol] == bits:
                step = 1 << bits
                found[turned(code, bits) :: step] = [(symbol, bits)] * ((1 << MOST_BITS) // step)
                code += 1
        code <<= 1
    further = peek(DISTANCES_AT, 5)
    at = LENGTHS_AT + 4 * (SYMBOLS + further + 1)
    symbol = -1
    while symbol != END_OF_BLOCK:
        symbol, bits = found[peek(at, MOST_BITS)]
        yield symbol
        at += bits
        if symbol > END_OF_BLOCK:
            at += (*MORE_BITS, 0)[symbol - END_OF_BLOCK - 1]
            at += further // 2 if peek(at, 1) else 1


def lengths_for(counts: list[float]) -> list[int]:
    """How many bits each symbol has, that all of them together take the fewest."""
    single = sorted([(count, (symbol,)) for symbol, count in enumerate(counts)])
    packages: list[tuple[float, tuple[int, ...]]] = []
    for _ in range(MOST_BITS):
        both = sorted(packages + single, key=itemgetter(0))
        pairs = zip(both[::2], both[1::2], strict=False)
        packages = [(one + two, those + others) for (one, those), (two, others) in pairs]
    taken = Counter(symbol for _, some in packages[: len(counts) - 1] for symbol in some)
    return [taken[symbol] for symbol in range(len(counts))]


def main() -> None:
    """Prints the table, and whether it is the one that is used."""
    assert compiled
    counts = [0.0] * SYMBOLS
    for size_px in SIZES_PX:
        met: Counter[int] = Counter()
        for seed in range(ARTICLES):
            article = read_article(article_html(seed))
            for page in to_images(article, Preferences(scale=size_px * 100 // 16)).pages:
                canvas = drawn(page)
                packed, _ = compiled.pack_rows(canvas.data, canvas.stride, 1)
                met.update(symbols(packed))
        for symbol, times in met.items():
            counts[symbol] += times * WHOLE / met.total()
    lengths = lengths_for([max(count, RAREST) for count in counts])
    (table,) = re.findall(r"LENGTHS\[SYMBOLS\] = \{([^}]*)\}", PACKING.read_text())
    print(*lengths, sep=", ")
    print("as it is" if lengths == [int(one) for one in re.findall(r"\d+", table)] else "another")


if __name__ == "__main__":
    main()
