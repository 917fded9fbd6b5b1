"""What was measured, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from readable.bench.figures import Ratio
from readable.bench.runs import Results

__all__ = ["to_json", "to_markdown"]


def to_json(results: Results) -> str:
    """All of it, as one object."""
    return json.dumps(_plain(results), ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, Results):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def to_markdown(results: Results) -> str:
    """Tables, each under what it tells."""
    return "\n".join(_parts(results)) + "\n"


def _parts(results: Results) -> Iterator[str]:
    yield ", ".join(f"{what}: {value}" for what, value in results.machine.items())
    if results.comparisons:
        yield "\nNew articles, CPU ms of all processes (median of pairs), PNG in memory:\n"
        yield from _comparisons(results)
    for stages in results.stages:
        yield f"\nStages at {stages.scale} %, CPU ms (median):\n"
        kinds = list(stages.kinds)
        names = list(stages.kinds[kinds[0]])
        rows = [[name, *(f"{stages.kinds[kind][name]:.1f}" for kind in kinds)] for name in names]
        yield from _table(["stage", *kinds], rows)
    if results.sizes:
        yield "\nOther sizes of an article:\n"
        rows = [
            [f"{scale} % after 200 %, by {scale} % of a new article", _ratio(ratio)]
            for scale, ratio in results.sizes.neighbours.items()
        ]
        sizes = results.sizes
        what = f"the whole ladder ({sizes.ladder_pages} pages), by a new article at 200 %"
        rows.append([what, _ratio(sizes.ladder)])
        rows.append(["of it, deflating the other sizes", f"{sizes.ladder_deflate:.2f}"])
        yield from _table(["what", "ratio"], rows)
    if results.batches:
        yield f"\n{results.batches[0].articles} articles at 200 %, articles a second:\n"
        yield from _table(
            ["who", "a second of CPU", "one process", "two processes"],
            [
                [
                    b.name,
                    f"{b.per_cpu_second:.1f}",
                    f"{b.one_process:.1f}",
                    f"{b.two_processes:.1f}",
                ]
                for b in results.batches
            ],
        )
    if results.cold:
        yield "\nA cold process, from its start to the files on disk, at 200 %:\n"
        rows = [[c.name, f"{c.cpu_s:.2f}", f"{c.wall_s:.2f}"] for c in results.cold]
        yield from _table(["who", "CPU s", "wall s"], rows)
    if results.memory:
        yield "\nThe most memory, MB:\n"
        scales = list(results.memory[0].article)
        yield from _table(
            ["who", *(f"{scale} %" for scale in scales), f"ten times, {scales[0]} %"],
            [
                [m.name, *(f"{m.article[scale]:.0f}" for scale in scales), _or_text(m.ten_times)]
                for m in results.memory
            ],
        )
    if results.growth:
        growth = results.growth
        yield "\nGrowth, a process each, at 200 %:\n"
        columns = zip(growth.kb, growth.cpu_ms, growth.peak_mb, growth.pages, strict=True)
        rows = [
            [f"{kb:.0f}", f"{ms:.0f}", f"{mb:.0f}", str(pages)] for kb, ms, mb, pages in columns
        ]
        yield from _table(["kB of HTML", "CPU ms", "peak MB", "pages"], rows)
        yield f"\nslope of time {growth.time_slope:.2f}, of memory {growth.memory_slope:.2f}"
    if results.missing:
        yield "\nNot on this machine:\n"
        yield from (f"- {name}: {how}" for name, how in results.missing.items())
    if results.failed:
        yield "\nFailed:\n"
        yield from (f"- {name}: {how}" for name, how in results.failed.items())


def _comparisons(results: Results) -> Iterator[str]:
    rows = []
    for one in results.comparisons:
        takes = "" if one.takes == "HTML" else f", {one.takes}"
        rows.append(
            [
                f"{one.name} {one.version}",
                one.makes + takes,
                f"{one.scale} %",
                f"{one.ours_ms:.1f}",
                f"{one.theirs_ms:.1f}",
                _ratio(one.ratio),
                f"{one.pages} ({one.our_pages})",
                f"{one.ink:.2f}",
                f"{one.page_bytes / 1000:.0f} ({one.our_page_bytes / 1000:.0f})",
            ]
        )
    names = "who|makes|size|readable|theirs|readable / theirs|pictures (readable)|ink by ours"
    yield from _table([*names.split("|"), "kB a page (readable)"], rows)


def _ratio(ratio: Ratio) -> str:
    return f"{ratio.median:.2f} ({ratio.low:.2f}–{ratio.high:.2f})"


def _or_text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.0f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)
