"""One contender in a process of its own: `python -m readable.bench.worker NAME`.

Reads a request a line on standard input and answers each with a line, both JSON; or, with `--once`,
renders one article to a folder and ends. It imports what its contender needs and little else.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import clock_gettime, perf_counter, process_time
from typing import Any

from readable.bench.contenders import Contender, NotInstalled
from readable.bench.work import Work

__all__ = ["CONTENDERS", "contender_class", "descendants", "main"]

CONTENDERS = {
    "readable": "contenders.Readable",
    "readable-emptied": "contenders.Emptied",
    "readable-again": "contenders.Again",
    "floor": "programs.Floor",
    "floor-emptied": "programs.FloorEmptied",
    "plutoprint+isal": "peers.PlutoPrintIsal",
    "vips-text": "peers.VipsText",
    "takumi": "programs.Takumi",
    "takumi-py": "peers.TakumiPy",
    "typst": "peers.Typst",
    "pymupdf": "peers.PyMuPdf",
    "plutoprint": "peers.PlutoPrint",
    "pango-view": "programs.PangoView",
    "pillow": "peers.PillowRaqm",
    "weasyprint": "peers.WeasyPrint",
    "chromium": "programs.Chromium",
}
"""Where each contender's class is."""


def contender_class(name: str) -> type[Contender]:
    """The class of a contender; importing it imports none of its libraries."""
    module, _, of_class = CONTENDERS[name].partition(".")
    found: type[Contender] = getattr(import_module(f"readable.bench.{module}"), of_class)
    return found


def descendants(process: int) -> list[int]:
    """The living processes below one."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:  # it has ended
                continue
            # After the name in parentheses: its state, then its parent.
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found = list(children.get(process, ()))
    for each in found:
        found += children.get(each, ())
    return found


def _others_seconds() -> float:
    """The processor time of all living processes below this one."""
    spent = 0.0
    for process in descendants(os.getpid()):
        try:
            # Linux's clock of another process: CPUCLOCK_SCHED of the kernel's posix-timers.h.
            spent += clock_gettime((~process << 3) | 2)
        except OSError:  # it has ended
            continue
    return spent


def _ended_seconds() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _peak_kb() -> int:
    """The most memory that this process has held."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _rendered(contender: Contender, request: dict[str, Any]) -> dict[str, Any]:
    """Renders the articles of a request, one after the other."""
    works = [Work(html, request["size_px"]) for html in request["html"]]
    folder = request.get("folder")
    pages = size = 0
    cpu = wall = 0.0
    for work in works:
        contender.prepare(work)
        others = _others_seconds() if contender.has_processes else 0.0
        ended, started, began = _ended_seconds(), perf_counter(), process_time()
        for data in contender.render(work):
            pages += 1
            size += len(data)
            if folder:
                Path(folder, f"{pages:04}.png").write_bytes(data)
        cpu += process_time() - began + _ended_seconds() - ended
        wall += perf_counter() - started
        if contender.has_processes:
            cpu += _others_seconds() - others
    return {
        "cpu_ms": cpu * 1000,
        "wall_ms": wall * 1000,
        "pages": pages,
        "bytes": size,
        "peak_kb": _peak_kb(),
    }


def _asked(contender: Any, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to any request; those for stages and sizes are for readable alone."""
    match request["ask"]:
        case "stages":
            from readable.bench.ours import stages

            return stages(contender, request["html"], request["scale"], request["empty"])
        case "sizes":
            from readable.bench.ours import at_sizes

            return {"sizes": at_sizes(contender, request["html"], request["scales"])}
        case _:
            return _rendered(contender, request)


def _serve(name: str) -> None:
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    contender = contender_class(name)()
    try:
        greeting = {"version": contender.open()}
    except (ImportError, NotInstalled) as error:
        greeting = {"missing": str(error)}
    print(json.dumps(greeting), file=answers, flush=True)
    if "missing" in greeting:
        return
    for line in sys.stdin:
        try:
            answer = _asked(contender, json.loads(line))
        # A peer may fail in any way at all, and that is a result.
        except Exception as error:
            answer = {"failed": f"{type(error).__name__}: {error}".splitlines()[0][:200]}
        print(json.dumps(answer), file=answers, flush=True)
    contender.close()


def main() -> None:
    """The process."""
    if sys.argv[1] != "--once":
        _serve(sys.argv[1])
        return
    _, _, name, file, size_px, folder = sys.argv
    contender = contender_class(name)()
    contender.open()
    work = Work(Path(file).read_text(encoding="utf-8"), int(size_px))
    contender.prepare(work)
    for number, data in enumerate(contender.render(work), 1):
        Path(folder, f"{number:04}.png").write_bytes(data)
    contender.close()


if __name__ == "__main__":
    main()
