"""Where the time of one article goes: python tests/benchmarks/stages.py [--scale 200].

Prints, for the example article, the CPU milliseconds of each stage (median and least of the
rounds), what a cold process costs from start to exit, the most memory it held, and the bytes it
wrote. "new words" is the first rendering with empty caches, fonts open; "again" the same article
once more. Times on a busy machine are too long, never too short.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from readable.article import Heading, Paragraph, Preformatted, walk
from readable.fonts import Family, FontSet
from readable.layout import Paper, lay_out
from readable.optimum import first_fit
from readable.paint import drawn, to_images
from readable.pictures import Pictures
from readable.preferences import Preferences
from readable.reading import read_article
from readable.shaping import shape_runs
from readable.typefaces import typefaces

EXAMPLES = Path(__file__).parents[2] / "examples"


def timed(spent: dict[str, float], stage: str, work: Callable[[], Any]) -> Any:
    """Does the work and adds its CPU milliseconds to the stage."""
    start = process_time()
    result = work()
    spent[stage] = spent.get(stage, 0.0) + (process_time() - start) * 1000
    return result


def stages(html: bytes, scale: int, fonts: FontSet) -> dict[str, float]:
    """The CPU milliseconds of each stage of one article."""
    spent: dict[str, float] = {}
    preferences = Preferences(scale=scale)
    article = timed(spent, "read", lambda: read_article(html))
    texts = [b for b in walk(article.blocks) if isinstance(b, Paragraph | Heading | Preformatted)]
    shaped = timed(spent, "shape", lambda: [shape_runs(b.runs, fonts, "sans") for b in texts])
    measure = Paper().width_px * 0.82 / preferences.size_px

    def break_all() -> None:
        for one in shaped:
            segments, forced, _ = one.fitted(measure)
            first_fit(
                [s.width_em for s in segments],
                [s.space_em for s in segments],
                forced,
                measure,
            )

    timed(spent, "break", break_all)
    pictures = Pictures(EXAMPLES)
    for block in walk(article.blocks):
        for image in getattr(block, "images", ()):
            timed(spent, "open pictures", lambda src=image.src: pictures.size_px(src))
    laid = timed(
        spent,
        "layout, with shape and break again",
        lambda: lay_out(article, preferences, fonts, Paper(), pictures),
    )
    for page in laid.pages:
        timed(spent, "raster", lambda page=page: drawn(page))
    images = to_images(article, preferences, base=EXAMPLES, fonts=fonts)
    painted = timed(spent, "raster again, and encode", lambda: list(images))
    spent["pages"] = len(painted)
    spent["bytes"] = sum(len(image.data) for image in painted)
    return spent


def cold(page: Path, scale: int) -> dict[str, float]:
    """CPU milliseconds and peak megabytes of `readable image` as a whole process.

    The peak counts what this process held when it began the other, if that is more.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "readable", "image", str(page)]
        command += ["--scale", f"{scale}%", "-o", folder]
        silent = os.open(os.devnull, os.O_WRONLY)
        process = os.posix_spawn(
            sys.executable,
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, silent, 1)],
        )
        _, status, usage = os.wait4(process, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        return {
            "cold process, CPU ms": (usage.ru_utime + usage.ru_stime) * 1000,
            "cold process, peak MB": usage.ru_maxrss / 1024,
        }


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scale", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--without-pictures", action="store_true")
    parser.add_argument(
        "--times", type=int, default=1, help="how often a page without pictures holds it"
    )
    options = parser.parse_args()
    page = EXAMPLES / "article.html"
    html = page.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        if options.without_pictures:
            html = html.replace(b"<img ", b"<span ") * options.times
            page = Path(folder, "article.html")
            page.write_bytes(html)
        # First, while this process is small.
        runs = [cold(page, options.scale) for _ in range(options.rounds)]
    new = []
    again = []
    for _ in range(options.rounds):
        faces = typefaces().items()
        fonts = FontSet({key: Family(face.regular, face.bold) for key, face in faces})
        for family in fonts.families.values():
            family.face(False), family.face(True)
        new.append(stages(html, options.scale, fonts))
        again.append(stages(html, options.scale, fonts))
    print(f"{'':36}{'new words':>20}{'again':>20}")
    for stage in new[0]:
        cells = [
            f"{median(one[stage] for one in rounds):.1f} ({min(one[stage] for one in rounds):.1f})"
            for rounds in (new, again)
        ]
        print(f"{stage:36}{cells[0]:>20}{cells[1]:>20}")
    for what in runs[0]:
        print(f"{what:36}{median(r[what] for r in runs):>13.0f} ({min(r[what] for r in runs):.0f})")


if __name__ == "__main__":
    main()
