"""`readable batch` cut off at random instants, and started again.

    python tests/benchmarks/batch_kills.py FOLDER [--instants 50] [--articles 60] [--seed 1]

Each time one of five things befalls a run: the process that runs it is killed, a worker, all of
them, the disk takes no more (a limit on the length of files, set from outside), or the output can
be read only (root is run without its right to write all the same). Then it is run again, and must
end with the tree of a run that nothing befell, and with nothing done twice that the journal had
called done. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic, sleep

from readable.bench.articles import article_html


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run in a session of its own."""
    command = [sys.executable, "-m", "readable", "batch", source, "-o", out, "--workers", "2"]
    if os.getuid() == 0:
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        list(map(str, command)), stdout=quiet, stderr=quiet, start_new_session=True
    )


def members(session: int) -> list[int]:
    """The living processes of a run, the oldest first."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return sorted(found)


def tree(folder: Path) -> dict[str, str]:
    """Every file but the journal, with its hash."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "journal.jsonl"
    }


def done(folder: Path) -> list[str]:
    """The articles that the journal calls done, as often as it does."""
    journal = folder / "journal.jsonl"
    found = []
    for line in journal.read_bytes().splitlines() if journal.exists() else ():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if told["outcome"] == "done":
            found.append(told["id"])
    return found


def folders(out: Path) -> list[Path]:
    """The folders that a run makes others in."""
    return [path for path in (out / ".readable-parts", out) if path.exists()]


def befall(kind: str, run: subprocess.Popen[bytes], out: Path) -> None:
    """What happens to a run."""
    match kind:
        case "parent":
            run.kill()
        case "all":
            os.killpg(run.pid, signal.SIGKILL)
        case "worker":
            others = members(run.pid)[1:]
            if others:
                os.kill(others[-1], signal.SIGKILL)
        case "full":
            for one in members(run.pid):
                try:
                    resource.prlimit(one, resource.RLIMIT_FSIZE, (3000, 3000))
                except OSError:
                    continue
        case "read-only":
            for folder in folders(out):
                folder.chmod(0o555)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--instants", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    source, place = options.folder / "in", options.folder / "place"
    shutil.rmtree(options.folder, ignore_errors=True)
    source.mkdir(parents=True)
    place.mkdir()
    for number in range(options.articles):
        (source / f"{number:04}.html").write_text(article_html(number, 80), encoding="utf-8")
    expected_folder = options.folder / "expected"
    began = monotonic()
    assert start(source, expected_folder).wait() == 0
    took = monotonic() - began
    expected = tree(expected_folder)
    kinds = ["parent", "worker", "all", "full", "read-only"]
    random = Random(options.seed)
    statuses: Counter[tuple[str, int]] = Counter()
    faults = 0
    for number in range(options.instants):
        kind, out = kinds[number % len(kinds)], place / f"out-{number}"
        run = start(source, out)
        sleep(random.uniform(0.1, took * 1.1))
        befall(kind, run, out)
        status = run.wait()
        statuses[kind, status] += 1
        for folder in folders(out):
            folder.chmod(0o755)
        while members(run.pid):
            sleep(0.02)
        before = done(out)
        assert start(source, out).wait() == 0
        after = done(out)
        is_same = tree(out) == expected
        is_once = after[: len(before)] == before and len(after) == len(set(after))
        faults += not (is_same and is_once)
        print(
            f"{number + 1:3} {kind:9} status {status:4} at {len(before):3} of {len(after)}: "
            f"{'same tree' if is_same else 'OTHER TREE'}, "
            f"{'nothing twice' if is_once else 'DONE TWICE'}",
            flush=True,
        )
        shutil.rmtree(out)
    print(f"{options.instants} instants, {faults} faults; {dict(statuses)}")
    raise SystemExit(faults > 0)


if __name__ == "__main__":
    main()
