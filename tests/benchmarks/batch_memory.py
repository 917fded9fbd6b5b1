"""How much memory one warm worker of `readable batch` holds after so many new articles.

    python tests/benchmarks/batch_memory.py [--ladder] [500 1000 2000 4000 8000]

No article comes twice, and most of its words are met the first time. Linux only: the kernel says
what the process holds (resident), what of that is its own, and the most that it ever held.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from batch import sound

from readable.batch.settings import Limits, Setting
from readable.batch.work import Job, make_all, warm

CHUNK = 10


def megabytes(file: str, name: str) -> float:
    """A line of what the kernel says of this process."""
    lines = Path(f"/proc/self/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[500, 1000, 2000, 4000, 8000])
    parser.add_argument("--ladder", action="store_true", help="all ten sizes of each")
    options = parser.parse_args()
    warm()
    setting, done = Setting(ladder=options.ladder), 0
    first: float | None = None
    with TemporaryDirectory() as folder:
        parts = Path(folder)
        for count in options.counts:
            began = process_time()
            while done < count:
                chunk = range(done, done + CHUNK)
                jobs = [
                    Job("x", sound(one).encode(), None, None, setting, Limits(), parts)
                    for one in chunk
                ]
                for made in make_all(jobs):
                    assert made.part is not None, made.reason
                    shutil.rmtree(made.part)
                done += CHUNK
            held = megabytes("smaps_rollup", "Rss")
            first = first or held
            print(
                f"{done} articles: {held:.1f} MB, {(held / first - 1) * 100:+.1f} %, "
                f"its own {megabytes('smaps_rollup', 'Anonymous'):.1f} MB, "
                f"at most {megabytes('status', 'VmHWM'):.1f} MB; "
                f"{process_time() - began:.0f} CPU s",
                flush=True,
            )


if __name__ == "__main__":
    main()
