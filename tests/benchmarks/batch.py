"""`readable batch` at length: thousands of generated articles, one in a hundred hostile.

    python tests/benchmarks/batch.py FOLDER --pairs 0                  the 10 000: some five minutes
    python tests/benchmarks/batch.py FOLDER --articles 0 --pairs 5     one worker beside two

Says whether all sound articles were made and all hostile ones reported, what an article costs a
worker beside a single process that does nothing else, how the memory of each worker grew, and how
much faster two workers are than one. Beside the clock stands the processor time of all processes,
which a busy machine changes less. Linux only: it reads other processes' times and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time, sleep
from typing import NamedTuple

from readable.batch.settings import Limits, Setting
from readable.batch.work import Job, make, warm
from readable.bench.articles import article_html

LIMITS = ("--time-limit", "5", "--memory-limit", "300", "--most-pages", "10")
LETHAL = 1000
"""Of so many articles one ends its worker."""
PAIRED = 1000
MARKS = (500, 1000, 2000, 5000, 10_000)
"""What a worker holds is told between these counts of articles."""
TICKS = os.sysconf("SC_CLK_TCK")
KILO_PAGES = os.sysconf("SC_PAGE_SIZE") / 1024


class Sample(NamedTuple):
    """A process at a moment: how much was done by all, its memory, its processor time."""

    done: int
    kilobytes: int
    seconds: float


def sound(number: int) -> str:
    """An article of 60 to 2400 words, half of them of less than 365, a paragraph for each 70."""
    random = Random(f"batch {number}")
    words = max(60, min(2400, round(random.lognormvariate(5.9, 0.6))))
    return article_html(number, words, max(1, words // 70), random.choice((0.4, 0.75)))


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


def memory_by_articles(series: list[Sample]) -> Iterator[str]:
    """The most memory that a worker held while all together made so many."""
    for least, most in pairwise((0, *MARKS)):
        told = [one for one in series if least < one.done <= most]
        if told:
            highest = max(one.kilobytes for one in told) / 1024
            yield f"{least}-{told[-1].done}: {highest:.0f} MB"


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


def many(folder: Path, articles: int, workers: int) -> None:
    """Prints what became of so many articles, and of the workers."""
    source, out = folder / "in", folder / "out"
    shutil.rmtree(source, ignore_errors=True)
    good, bad = generate(source, articles)
    before = single(source, folder, 400)
    took, samples, counts = run(source, out, workers)
    after = single(source, folder, 400)
    print(f"articles: {good} sound, {bad} hostile; {dict(counts)}")
    print(f"took {took:.0f} s, {(good + bad) / took:.1f} a second; load {os.getloadavg()[0]:.1f}")
    # Whoever runs the batch is older than its workers.
    own = samples.pop(min(samples))
    cost = own[-1].seconds / (good + bad) * 1000
    print(f"the run itself: {cost:.2f} CPU ms an article, ", end="")
    print(f"{max(one.kilobytes for one in own) / 1024:.0f} MB")
    # What lethal ones took is theirs.
    tame = good + bad - articles // LETHAL - 50
    spent = sum(
        max((one.seconds for one in series if one.done <= tame), default=0)
        for series in samples.values()
    )
    print(f"single process, warm: {before:.1f} and {after:.1f} CPU ms an article")
    for one, series in samples.items():
        if len(series) > 20:
            calm = [sample for sample in series if sample.done <= tame]
            print(f"worker {one}: {', '.join(memory_by_articles(calm))}")
    print(f"all workers: {spent:.0f} CPU s, {spent / tame * 1000:.1f} ms an article")


def in_pairs(folder: Path, pairs: int) -> None:
    """Prints how much faster two workers are than one."""
    small = folder / "small"
    shutil.rmtree(small, ignore_errors=True)
    small.mkdir(parents=True)
    for number in range(PAIRED):
        (small / f"{number:04}.html").write_text(sound(number), encoding="utf-8")
    ratios = []
    for _ in range(pairs):
        times = []
        for workers in (1, 2):
            took, samples, _ = run(small, folder / "out", workers)
            own, *others = (samples[one][-1].seconds for one in sorted(samples))
            costs = sum(others) / PAIRED * 1000, own / PAIRED * 1000
            print(f"{PAIRED} articles, {workers} workers: {took:.1f} s; CPU ms an article ", end="")
            print(f"{costs[0]:.1f} by workers, {costs[1]:.2f} by the run")
            times.append(took)
        ratios.append(times[0] / times[1])
        print(f"warm single process: {single(small, folder, 100):.1f} CPU ms an article")
    print(f"two workers: {median(ratios):.2f} times as fast ({min(ratios):.2f}-{max(ratios):.2f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    if options.articles:
        many(options.folder, options.articles, options.workers)
    if options.pairs:
        in_pairs(options.folder, options.pairs)


if __name__ == "__main__":
    main()
