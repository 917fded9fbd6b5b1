"""`readable batch` at length: thousands of generated articles, one in a hundred hostile.

    python tests/benchmarks/batch.py FOLDER [--articles 10000] [--workers 2] [--pairs 5]

Says whether all sound articles were made and all hostile ones reported, what an article costs a
worker beside a single process that does nothing else, how the memory of each worker grew, and how
much faster two workers are than one. Linux only: it reads other processes' times and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time, sleep
from typing import NamedTuple

from readable.batch.settings import Limits, Setting
from readable.batch.work import Job, make, warm
from readable.bench.articles import article_html

LIMITS = ("--time-limit", "10", "--memory-limit", "300", "--most-pages", "10")
LETHAL = 1000
"""Of so many articles one ends its worker."""
PAIRED = 1500
TICKS = os.sysconf("SC_CLK_TCK")
KILO_PAGES = os.sysconf("SC_PAGE_SIZE") / 1024


class Sample(NamedTuple):
    """A process at a moment: how much was done by all, its memory, its processor time."""

    done: int
    kilobytes: int
    seconds: float


def sound(number: int) -> str:
    """An article of 30 to 150 words in 1 to 5 paragraphs."""
    random = Random(f"batch {number}")
    common = random.choice((0.2, 0.4, 0.75))
    return article_html(number, random.randint(30, 150), random.randint(1, 5), common)


def hostile(folder: Path, number: int, lethal: bool) -> None:
    """A page that cannot be made; a lethal one ends or fills its worker."""
    kinds = ("empty", "binary", "pipe", "pages", "hidden")
    kind = "huge" if lethal else kinds[number // 100 % len(kinds)]
    path = folder / f"{number:06}-{kind}.html"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "binary":
            path.write_bytes(Random(number).randbytes(50_000))
        case "pipe":
            os.mkfifo(path)
        case "pages":
            path.write_text(article_html(number, words=6000, paragraphs=40), encoding="utf-8")
        case "hidden":
            path.write_text("<script>" + "x" * 10_000 + "</script><style>p{}</style>")
        case "huge":
            path.write_text("<p>" + "Tỉnh ủy Bắc Kạn " * 400_000, encoding="utf-8")


def generate(folder: Path, count: int) -> tuple[int, int]:
    """How many sound and how many hostile pages are in the folder."""
    bad = 0
    for number in range(count):
        below = folder / f"{number // 500:03}"
        below.mkdir(parents=True, exist_ok=True)
        if number % 100 == 50:
            # The lethal ones come last: how the memory of the workers grew can be seen till then.
            lethal = number % LETHAL == 50
            last = folder / "zz"
            last.mkdir(exist_ok=True)
            hostile(last if lethal else below, number, lethal)
            bad += 1
        else:
            (below / f"{number:06}.html").write_text(sound(number), encoding="utf-8")
    return count - bad, bad


def processes_of(process: int) -> dict[int, tuple[int, float]]:
    """The one that runs the batch, and those below its fork server: memory in kB, and seconds."""
    parents: dict[int, int] = {}
    found: dict[int, tuple[int, float]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        one = int(entry.name)
        parents[one] = int(fields[1])
        seconds = (int(fields[11]) + int(fields[12])) / TICKS
        found[one] = round(int(fields[21]) * KILO_PAGES), seconds
    return {
        one: found[one] for one, parent in parents.items() if process in (one, parents.get(parent))
    }


def run(
    source: Path, out: Path, workers: int, *more: str
) -> tuple[float, dict[int, list[Sample]], Counter[str]]:
    """How long it took, what became of the workers, and how many of each event there were."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "readable", "batch", source, "-o", out, "--json"]
    began = perf_counter()
    with (out.parent / "events.jsonl").open("w+") as events:
        process = subprocess.Popen(
            [*map(str, command), "--workers", str(workers), *LIMITS, *more], stdout=events
        )
        samples: dict[int, list[Sample]] = {}
        counts: Counter[str] = Counter()
        rest = ""
        with (out.parent / "events.jsonl").open() as seen:
            while process.poll() is None:
                sleep(0.5)
                rest += seen.read()
                *lines, rest = rest.split("\n")
                counts.update(json.loads(line)["event"] for line in lines)
                done = counts["made"] + counts["failed"]
                for one, (kilobytes, seconds) in processes_of(process.pid).items():
                    samples.setdefault(one, []).append(Sample(done, kilobytes, seconds))
            took = perf_counter() - began
            counts.update(json.loads(line)["event"] for line in (rest + seen.read()).splitlines())
    return took, samples, counts


def single(source: Path, out: Path, count: int) -> float:
    """The CPU milliseconds that an article costs a warm process that does nothing else."""
    parts = out / "single"
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    warm()
    files = [path for path in sorted(source.rglob("*.html")) if "-" not in path.name]
    taken = files[:: max(1, len(files) // (2 * count))]

    def spent(paths: list[Path]) -> float:
        began = process_time()
        for path in paths:
            make(Job("x", path.read_bytes(), None, path.parent, Setting(), Limits(), parts))
        return (process_time() - began) / len(paths) * 1000

    spent(taken[0::2])
    return spent(taken[1::2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    source, out = options.folder / "in", options.folder / "out"
    shutil.rmtree(source, ignore_errors=True)
    good, bad = generate(source, options.articles)
    before = single(source, options.folder, 400)
    took, samples, counts = run(source, out, options.workers)
    after = single(source, options.folder, 400)
    print(f"articles: {good} sound, {bad} hostile; {dict(counts)}")
    print(f"took {took:.0f} s, {(good + bad) / took:.1f} a second; load {os.getloadavg()[0]:.1f}")
    # Whoever runs the batch is older than its workers.
    own = samples.pop(min(samples))[-1]
    print(f"the run itself: {own.seconds / (good + bad) * 1000:.2f} CPU ms an article, ", end="")
    print(f"{own.kilobytes / 1024:.0f} MB")
    # What lethal ones took is theirs.
    tame = good + bad - options.articles // LETHAL - 50
    spent = sum(
        max((one.seconds for one in series if one.done <= tame), default=0)
        for series in samples.values()
    )
    print(f"single process, warm: {before:.1f} and {after:.1f} CPU ms an article")
    for one, series in samples.items():
        if len(series) > 20:
            marks = {
                share: series[int((len(series) - 1) * share)]
                for share in (0.05, 0.25, 0.5, 0.75, 1)
            }
            told = ", ".join(
                f"{mark.done}: {mark.kilobytes / 1024:.0f} MB" for mark in marks.values()
            )
            print(f"worker {one}: {told}")
    print(f"all workers: {spent:.0f} CPU s, {spent / tame * 1000:.1f} ms an article")
    small = options.folder / "small"
    shutil.rmtree(small, ignore_errors=True)
    for number in range(PAIRED):
        small.mkdir(exist_ok=True)
        (small / f"{number:04}.html").write_text(sound(number), encoding="utf-8")
    ratios = []
    for _ in range(options.pairs):
        times = [run(small, out, workers)[0] for workers in (1, 2)]
        ratios.append(times[0] / times[1])
        print(f"{PAIRED} articles: 1 worker {times[0]:.1f} s, 2 workers {times[1]:.1f} s")
    if ratios:
        print(
            f"two workers: {median(ratios):.2f} times as fast ({min(ratios):.2f}-{max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
