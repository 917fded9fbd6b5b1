"""Asks the contenders in turn, and compares."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from PIL import Image

from readable import __version__
from readable.bench.articles import COMMON, article_html, without_pictures
from readable.bench.contenders import NotInstalled
from readable.bench.crew import Ground, Rendered, Worker
from readable.bench.figures import Ratio, median_ratio, slope
from readable.bench.worker import CONTENDERS, contender_class
from readable.preferences import LADDER

__all__ = [
    "PARTS",
    "PEERS",
    "Batch",
    "Cold",
    "Comparison",
    "Growth",
    "Memory",
    "Plan",
    "Results",
    "Sizes",
    "Stages",
    "measure",
]

OURS = "readable"
PEERS = tuple(name for name in CONTENDERS if not name.startswith(OURS))
PARTS = ("stages", "peers", "sizes", "batch", "cold", "memory", "growth")
"""What can be measured; growth takes minutes and is done on request only."""

_GROWTH_KB = (1, 10, 100, 1000, 10_000)
_NEIGHBOURS = (175, 250, 400)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and how often."""

    scales: tuple[int, ...] = (200, 400)
    parts: tuple[str, ...] = PARTS[:-1]
    peers: tuple[str, ...] = PEERS
    pairs: int = 15
    batch: int = 200
    rounds: int = 7
    """How often stages, sizes and cold processes are measured."""
    common: float = COMMON
    """The share of an article's words that are common ones."""
    floor: Path | None = None
    largest_kb: int = _GROWTH_KB[-1]


class Comparison(NamedTuple):
    """Two contenders over new articles, in pairs."""

    name: str
    version: str
    takes: str
    makes: str
    scale: int
    pairs: int
    ours_ms: float
    theirs_ms: float
    ratio: Ratio
    """What ours takes of the time of theirs."""
    our_pages: int
    pages: int
    ink: float
    """Their ink by ours, on the first article: much below 1 where text is missing."""
    our_page_bytes: int
    page_bytes: int
    """Bytes for 794 x 1123 pixels."""


class Stages(NamedTuple):
    """The milliseconds of each stage, by the kind of article."""

    scale: int
    kinds: dict[str, dict[str, float]]


class Sizes(NamedTuple):
    """What other sizes of an article cost once one is made."""

    neighbours: dict[int, Ratio]
    """By scale: after the article was rendered at 200 %, by the same size of a new article."""
    ladder: Ratio
    """All sizes of the ladder, by an article at 200 %."""
    ladder_deflate: float
    """How much more deflating all of them takes than deflating 200 %, by all of 200 %."""
    ladder_pages: int


class Batch(NamedTuple):
    """Articles a second."""

    name: str
    articles: int
    per_cpu_second: float
    one_process: float
    two_processes: float


class Cold(NamedTuple):
    """A whole process, from its start to all files on disk."""

    name: str
    cpu_s: float
    wall_s: float


class Memory(NamedTuple):
    """The most megabytes held."""

    name: str
    article: dict[int, float]
    """By scale."""
    ten_times: float | str
    """Ten times the article at the first scale; or how it failed."""


class Growth(NamedTuple):
    """Articles of growing size, each in a new process."""

    kb: list[float]
    cpu_ms: list[float]
    peak_mb: list[float]
    pages: list[int]
    time_slope: float
    """Of the logarithms, from 10 kB on; below that what never grows outweighs what does."""
    memory_slope: float


@dataclass
class Results:
    """All that was measured."""

    machine: dict[str, str]
    missing: dict[str, str] = field(default_factory=dict)
    """The contenders that are not on this machine, each with how to install it."""
    failed: dict[str, str] = field(default_factory=dict)
    stages: list[Stages] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    sizes: Sizes | None = None
    batches: list[Batch] = field(default_factory=list)
    cold: list[Cold] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)
    growth: Growth | None = None


def _machine() -> dict[str, str]:
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    return {
        "processor": processor,
        "cores": str(os.cpu_count()),
        "load": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "readable": __version__,
    }


def measure(plan: Plan, tell: Callable[[str], None]) -> Results:
    """Everything that is planned; `tell` is called with what is being measured."""
    with Ground(plan.floor) as ground:
        return _Bench(plan, ground, tell).run()


class _Bench:
    def __init__(self, plan: Plan, ground: Ground, tell: Callable[[str], None]) -> None:
        self._plan = plan
        self._ground = ground
        self._tell = tell
        self._seeds = count(1)
        self.results = Results(_machine())

    def run(self) -> Results:
        """Measures every part that is planned."""
        for part in self._plan.parts:
            getattr(self, f"_{part}")()
        return self.results

    def _new(self) -> str:
        """An article that nobody has seen."""
        return article_html(next(self._seeds), common=self._plan.common)

    def _warm(self, *workers: Worker) -> None:
        """A few words of another article, so that what is opened late is open."""
        html = article_html(0, 80, 2)
        for worker in workers:
            worker.render([html], 16)

    def _start(self, name: str, stack: ExitStack) -> Worker | None:
        """A warm worker; None, and a note, when it is not to be had."""
        try:
            worker = stack.enter_context(Worker(name, self._ground))
        except NotInstalled:
            self.results.missing[name] = contender_class(name).install
            return None
        self._warm(worker)
        return worker

    def _peers(self) -> None:
        for name in (f"{OURS}-again", *self._plan.peers):
            if name in self.results.missing or (name.startswith("floor") and not self._plan.floor):
                continue
            for scale in self._plan.scales:
                self._tell(f"{name}, {scale} %")
                try:
                    self._compare(name, scale)
                except ChildProcessError as error:
                    self.results.failed[f"{name}, {scale} %"] = str(error)

    def _compare(self, name: str, scale: int) -> None:
        with ExitStack() as stack:
            theirs = self._start(name, stack)
            if theirs is None:
                return
            ours = stack.enter_context(Worker(OURS, self._ground))
            self._warm(ours)
            size_px = _px(scale)
            times: dict[Worker, list[float]] = {ours: [], theirs: []}
            first: dict[Worker, Rendered] = {}
            inks = []
            html = self._new()
            for worker in (ours, theirs):
                folder = self._ground.subfolder("pages")
                first[worker] = worker.render([html], size_px, folder)
                inks.append(_ink(folder))
            for number in range(self._plan.pairs):
                html = self._new()
                for worker in (ours, theirs) if number % 2 else (theirs, ours):
                    times[worker].append(worker.render([html], size_px).cpu_ms)
            kind = contender_class(name)
            (our_ink, our_pages), (ink, pages) = inks
            self.results.comparisons.append(
                Comparison(
                    name,
                    theirs.version,
                    kind.takes,
                    kind.makes,
                    scale,
                    self._plan.pairs,
                    median(times[ours]),
                    median(times[theirs]),
                    median_ratio(times[ours], times[theirs]),
                    first[ours].pages,
                    first[theirs].pages,
                    ink / our_ink,
                    round(first[ours].bytes / our_pages),
                    round(first[theirs].bytes / pages),
                )
            )

    def _stages(self) -> None:
        example = _example()
        with Worker(OURS, self._ground) as worker:
            self._warm(worker)
            for scale in self._plan.scales:
                self._tell(f"stages, {scale} %")
                kinds: dict[str, list[dict[str, float]]] = {}
                for _ in range(self._plan.rounds):
                    html = self._new()
                    asked = [("new articles", html, False), ("the same again", html, False)]
                    asked.append(("new, fonts just opened", self._new(), True))
                    for kind, each, empty in asked:
                        answer = worker.ask("stages", html=each, scale=scale, empty=empty)
                        kinds.setdefault(kind, []).append(answer)
                    if example:
                        # What is kept of words is not all kept with the fonts.
                        with Worker(OURS, self._ground) as fresh:
                            self._warm(fresh)
                            answer = fresh.ask("stages", html=example, scale=scale, empty=False)
                        kinds.setdefault("the example, new process", []).append(answer)
                medians = {
                    kind: {stage: median(one[stage] for one in taken) for stage in taken[0]}
                    for kind, taken in kinds.items()
                }
                self.results.stages.append(Stages(scale, medians))

    def _sizes(self) -> None:
        self._tell("sizes")
        first: dict[int, list[float]] = {scale: [] for scale in _NEIGHBOURS}
        after: dict[int, list[float]] = {scale: [] for scale in _NEIGHBOURS}
        ladders, ones, deflating = [], [], []
        pages = 0
        with Worker(OURS, self._ground) as worker:
            self._warm(worker)

            def taken(*scales: int) -> list[dict[str, float]]:
                answer = worker.ask("sizes", html=self._new(), scales=scales)
                sizes: list[dict[str, float]] = answer["sizes"]
                return sizes

            for _ in range(self._plan.rounds):
                for scale in _NEIGHBOURS:
                    first[scale].append(taken(scale)[0]["ms"])
                    after[scale].append(taken(200, scale)[1]["ms"])
                one, ladder = taken(200)[0], taken(*LADDER)
                ones.append(one["ms"])
                ladders.append(sum(size["ms"] for size in ladder))
                more = sum(size["deflate_ms"] for size in ladder) - one["deflate_ms"]
                deflating.append(more / one["ms"])
                pages = round(sum(size["pages"] for size in ladder))
        neighbours = {scale: median_ratio(after[scale], first[scale]) for scale in _NEIGHBOURS}
        self.results.sizes = Sizes(
            neighbours, median_ratio(ladders, ones), median(deflating), pages
        )

    def _batch(self) -> None:
        articles = [self._new() for _ in range(self._plan.batch)]
        for name in (OURS, *self._chosen()):
            self._tell(f"batch, {name}")
            with ExitStack() as stack:
                workers = [self._start(name, stack) for _ in range(2)]
                one, two = workers
                if one is None or two is None:
                    continue
                with Worker(name, self._ground) as alone:
                    self._warm(alone)
                    all_of_it = alone.render(articles, _px(200))
                start = perf_counter()
                with ThreadPoolExecutor(2) as pool:
                    halves = (articles[::2], articles[1::2])
                    work = [
                        pool.submit(worker.render, half, _px(200))
                        for worker, half in zip((one, two), halves, strict=True)
                    ]
                    for each in work:
                        each.result()
                wall = perf_counter() - start
                self.results.batches.append(
                    Batch(
                        name,
                        len(articles),
                        len(articles) / all_of_it.cpu_ms * 1000,
                        len(articles) / all_of_it.wall_ms * 1000,
                        len(articles) / wall,
                    )
                )

    def _chosen(self) -> tuple[str, ...]:
        """The peers that a batch is worth while for: those asked for, or the fastest from HTML."""
        if self._plan.peers != PEERS:
            return self._plan.peers
        chosen = [name for name in ("plutoprint+isal", "takumi") if name in self._plan.peers]
        return tuple(name for name in chosen if name not in self.results.missing)

    def _cold(self) -> None:
        file = self._ground.folder / "article.html"
        file.write_text(article_html(0), encoding="utf-8")
        taken: dict[str, list[tuple[float, float]]] = {}
        names = [OURS, *(name for name in self._plan.peers if not name.startswith("floor"))]
        names = [name for name in names if self._has(name)]
        for number in range(self._plan.rounds):
            for name in names:
                self._tell(f"cold process {number + 1}, {name}")
                folder = self._ground.subfolder("cold")
                spent = self._whole_process(_cold_command(name, file, folder))
                if spent is None:
                    self.results.failed[f"{name}, cold"] = "its process failed"
                    continue
                taken.setdefault(name, []).append(spent)
        for name, times in taken.items():
            cpu, wall = (median(side) for side in zip(*times, strict=True))
            self.results.cold.append(Cold(name, cpu, wall))

    def _has(self, name: str) -> bool:
        if name in self.results.missing:
            return False
        with ExitStack() as stack:
            return self._start(name, stack) is not None

    def _whole_process(self, command: list[str]) -> tuple[float, float] | None:
        silent = os.open(os.devnull, os.O_WRONLY)
        start = perf_counter()
        process = os.posix_spawn(
            command[0],
            command,
            self._ground.environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)],
        )
        _, status, usage = os.wait4(process, 0)
        os.close(silent)
        if os.waitstatus_to_exitcode(status):
            return None
        return usage.ru_utime + usage.ru_stime, perf_counter() - start

    def _memory(self) -> None:
        article = self._new()
        long = article_html(next(self._seeds), 9620, 130)
        for name in (OURS, *self._plan.peers):
            if name in self.results.missing or name.startswith("floor"):
                continue
            self._tell(f"memory, {name}")
            try:
                by_scale = {scale: self._peak(name, article, scale) for scale in self._plan.scales}
            except NotInstalled:
                self.results.missing[name] = contender_class(name).install
                continue
            except ChildProcessError as error:
                self.results.failed[f"{name}, memory"] = str(error)
                continue
            ten_times: float | str
            try:
                ten_times = self._peak(name, long, self._plan.scales[0])
            except ChildProcessError as error:
                ten_times = str(error)
            self.results.memory.append(Memory(name, by_scale, ten_times))

    def _peak(self, name: str, html: str, scale: int) -> float:
        with Worker(name, self._ground) as worker:
            return worker.peak_mb(html, _px(scale))

    def _growth(self) -> None:
        sizes, times, peaks, pages = [], [], [], []
        for kb in _GROWTH_KB:
            if kb > self._plan.largest_kb:
                break
            self._tell(f"growth, {kb} kB")
            html = _of_size(kb)
            with Worker(OURS, self._ground) as worker:
                self._warm(worker)
                rendered = worker.render([html], _px(200))
            sizes.append(len(html.encode()) / 1000)
            times.append(rendered.cpu_ms)
            peaks.append(rendered.peak_mb)
            pages.append(rendered.pages)
        self.results.growth = Growth(
            sizes, times, peaks, pages, slope(sizes[1:], times[1:]), slope(sizes[1:], peaks[1:])
        )


def _px(scale: int) -> int:
    return round(16 * scale / 100)


def _cold_command(name: str, file: Path, folder: Path) -> list[str]:
    if name != OURS:
        worker = [sys.executable, "-m", "readable.bench.worker", "--once"]
        return [*worker, name, str(file), str(_px(200)), str(folder)]
    options = ["--scale", "200%", "--font", "complete", "--line-height", "1.5", "-o", str(folder)]
    return [sys.executable, "-m", "readable", "image", str(file), *options]


def _of_size(kb: int) -> str:
    """An article of about so many thousand bytes: 7.3 a word, its markup included."""
    words = max(70, round(kb * 1000 / 7.3))
    return article_html(kb, words, max(1, words // 70))


def _example() -> str | None:
    """The article of the documents, in a checkout."""
    file = Path(__file__).parents[2] / "examples" / "article.html"
    return without_pictures(file.read_text(encoding="utf-8")) if file.is_file() else None


def _ink(folder: Path) -> tuple[float, float]:
    """The ink of all pictures, in black pixels; and their size, in pages."""
    ink = area = 0.0
    page_pixels = 794 * 1123
    for image in _opened(folder):
        histogram = image.convert("L").histogram()
        ink += sum((255 - level) / 255 * pixels for level, pixels in enumerate(histogram))
        area += image.width * image.height / page_pixels
    return ink, area


def _opened(folder: Path) -> Iterator[Image.Image]:
    files: Sequence[Path] = sorted(folder.iterdir())
    for file in files:
        with Image.open(file) as image:
            yield image
