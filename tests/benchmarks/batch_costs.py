"""What an article of 962 words costs a worker of `readable batch`, product by product.

    python tests/benchmarks/batch_costs.py [--articles 30]

CPU milliseconds an article, files written and hashed, each article a new one to a warm process; the
median, with the least in brackets.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from readable.batch.settings import Limits, setting_of
from readable.batch.work import Job, make, warm
from readable.bench.articles import article_html

MADE: Mapping[str, Mapping[str, Any]] = {
    "text": {"to": "text"},
    "HTML": {"to": "html"},
    "images at 200 %": {"to": "image", "scale": 200},
    "images at 400 %": {"to": "image", "scale": 400},
    "PDF at 200 %": {"to": "pdf", "scale": 200},
    "images at all ten sizes": {"to": "image", "ladder": True},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=30)
    count = parser.parse_args().articles
    warm()
    with TemporaryDirectory() as folder:
        seed = 0
        for name, chosen in MADE.items():
            setting = setting_of("", chosen)
            spent, size = [], 0
            for _ in range(count + 3):
                seed += 1
                html = article_html(seed, common=0.75).encode()
                began = process_time()
                made = make(Job("x", html, None, None, setting, Limits(), Path(folder)))
                spent.append((process_time() - began) * 1000)
                size += sum(length for length, _ in made.files.values())
            # The first ones open fonts.
            spent = spent[3:]
            print(
                f"{name}: {median(spent):.1f} ({min(spent):.1f}) ms, {size / (count + 3):.0f} bytes"
            )


if __name__ == "__main__":
    main()
