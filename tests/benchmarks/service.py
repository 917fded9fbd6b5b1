"""What the service sustains, and how it bears ten times that: within four minutes.

    python tests/benchmarks/service.py

Prints tables for docs/measurements.md. Client and service share the machine.
"""

from __future__ import annotations

import http.client
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Lock
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parent.parent))
from services import PROJECT, Service, running

ARTICLE = (PROJECT / "examples" / "article.html").read_bytes()
_SECONDS = 8
_Answer = tuple[int, float]


def main() -> None:
    """All of it."""
    numbers = count()
    with running("--waiting", "64") as service:
        print("| request | connections | a second | p50 ms | p99 ms | refused |")
        print("|---|---|---|---|---|---|")
        for path in ("/v1/html?scale=150", "/v1/images?scale=200"):
            for kept in (False, True):
                for connections in (1, 8, 64):
                    made = load(service, path, connections, _SECONDS, numbers, kept)
                    told(f"{path}{', kept' if kept else ''}", connections, made)
    overload(numbers)


def load(
    service: Service, path: str, connections: int, seconds: float, numbers: count[int], kept: bool
) -> list[_Answer]:
    """Each answer's status and seconds; a connection asks anew when it has its answer."""
    lock, answers = Lock(), list[_Answer]()
    end = perf_counter() + seconds

    def client(_: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        while perf_counter() < end:
            body = ARTICLE if kept else ARTICLE + b"<p>%d</p>" % next(numbers)
            began = perf_counter()
            connection.request("POST", path, body, {"Content-Type": "text/html"})
            answer = connection.getresponse()
            answer.read()
            with lock:
                answers.append((answer.status, perf_counter() - began))
        connection.close()

    with ThreadPoolExecutor(connections) as threads:
        list(threads.map(client, range(connections)))
    return answers


def told(name: str, connections: int, answers: list[_Answer]) -> None:
    """A row of the table."""
    done = sorted(seconds for status, seconds in answers if status == 200)
    refused = sum(status == 503 for status, _ in answers)
    p50, p99 = (1000 * part(done, share) for share in (0.5, 0.99))
    rate = len(done) / _SECONDS
    print(f"| `{name}` | {connections} | {rate:.0f} | {p50:.0f} | {p99:.0f} | {refused} |")


def part(ordered: list[float], share: float) -> float:
    """A percentile."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")


def overload(numbers: count[int]) -> None:
    """Ten times as many connections as there are workers and places to wait."""
    path = "/v1/images?scale=200"
    with running("--workers", "2", "--waiting", "8") as service:
        alone = sorted(load(service, path, 1, 3, numbers, False))
        before = held_mb(service)
        answers = load(service, path, 100, 20, numbers, False)
        after = held_mb(service)
        sleep(1)
        again = sorted(load(service, path, 1, 3, numbers, False))
    refused = sorted(seconds for status, seconds in answers if status == 503)
    others = {status for status, _ in answers} - {200, 503}
    print(
        f"\n100 connections on 2 workers and 8 places: {len(answers)} answers, {len(refused)} 503s"
    )
    print(f"503s: p50 {1000 * part(refused, 0.5):.0f} ms, p99 {1000 * part(refused, 0.99):.0f} ms")
    print(f"other statuses: {sorted(others)}; memory {before:.0f} MB before, {after:.0f} MB after")
    print(f"p50 alone {median_ms(alone):.0f} ms; 1 s after the load {median_ms(again):.0f} ms")


def median_ms(answers: list[_Answer]) -> float:
    """Of the time to an answer."""
    return 1000 * part(sorted(seconds for _, seconds in answers), 0.5)


def held_mb(service: Service) -> float:
    """What the service's own process holds (VmRSS of proc(5))."""
    state = Path(f"/proc/{service.process.pid}/status").read_text()
    return int(state.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
