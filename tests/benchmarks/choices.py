"""What decided for a dependency or against it: python tests/benchmarks/choices.py.

The CPU milliseconds of importing a module in a new process, and of compressing one page of the
example at 200 % as 4-bit image data: the least of several runs.
"""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path
from time import process_time

from isal import isal_zlib

from readable.paint import drawn, to_images
from readable.png import packed_rows
from readable.preferences import Preferences
from readable.reading import read_article

EXAMPLES = Path(__file__).parents[2] / "examples"
MODULES = "bs4 argparse nh3 numpy uharfbuzz PIL.Image fontTools.ttLib readable readable.reading"
ROUNDS = 9


def process_ms(code: str) -> float:
    """The least CPU milliseconds of a Python process that runs the code."""
    spent = []
    for _ in range(ROUNDS):
        process = os.posix_spawn(sys.executable, [sys.executable, "-c", code], os.environ)
        _, status, usage = os.wait4(process, 0)
        assert status == 0
        spent.append((usage.ru_utime + usage.ru_stime) * 1000)
    return min(spent)


def main() -> None:
    """Prints both tables."""
    empty = process_ms("pass")
    for module in MODULES.split():
        print(f"import {module:20} {process_ms(f'import {module}') - empty:6.1f} ms")
    article = read_article((EXAMPLES / "article.html").read_bytes())
    images = to_images(article, Preferences(scale=200), base=EXAMPLES)
    page = max((page for page in images.pages if not page.pictures), key=lambda one: len(one.text))
    canvas = drawn(page)
    data = bytes(canvas.data)
    for name, compress in (
        ("ours", lambda: packed_rows([data], canvas.stride)),
        ("isal 1", lambda: isal_zlib.compress(data, 1)),
        ("isal 2", lambda: isal_zlib.compress(data, 2)),
        ("zlib 1", lambda: zlib.compress(data, 1)),
        ("zlib 6", lambda: zlib.compress(data, 6)),
    ):
        spent = []
        for _ in range(ROUNDS):
            start = process_time()
            size = len(compress())
            spent.append((process_time() - start) * 1000)
        print(f"{name}: {min(spent):5.2f} ms, {size} bytes")


if __name__ == "__main__":
    main()
