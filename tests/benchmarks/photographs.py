"""What a page of 100 photographs costs the rules that open them: docs/measurements.md.

`python tests/benchmarks/photographs.py`: JPEGs of 12 million pixels and 2 MB; CPU seconds.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import copy
from time import process_time

from PIL import Image

import readable.check.rules  # noqa: F401  enters the rules
from readable.check.page import read_page
from readable.check.rule import RULES

COUNT = 100
RULES_THAT_OPEN = (
    "alt-is-that-of-the-file",
    "picture-of-text-has-alternative",
    "picture-can-be-opened",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        noise = Image.effect_noise((500, 375), 60).resize((4000, 3000)).convert("RGB")
        noise.save(folder / "0.jpg", quality=85)
        for number in range(1, COUNT):
            copy(folder / "0.jpg", folder / f"{number}.jpg")
        pictures = (f'<p><img src="{one}.jpg" alt="Đại biểu số {one}">' for one in range(COUNT))
        page = read_page("".join(pictures))
        page.base = folder
        print("| rule | CPU s |\n|---|---|")
        for rule in RULES_THAT_OPEN:
            start = process_time()
            list(RULES[rule].check(page))
            print(f"| {rule} | {process_time() - start:.2f} |")


if __name__ == "__main__":
    main()
