"""What the service sustains, and how it bears ten times that: within three minutes.

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
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from services import PROJECT, Service, running

ARTICLE = (PROJECT / "examples" / "article.html").read_bytes()
HTML, IMAGES = "/v1/html?scale=150", "/v1/images?scale=200"
_SECONDS = 7
_NUMBERS = count()


class Answer(NamedTuple):
    """The status of an answer, 0 for a connection that broke, and the seconds it took."""

    status: int
    seconds: float


def main() -> None:
    """All of it."""
    print("| request | connections | a second | p50 ms | p99 ms | others |")
    print("|---|---|---|---|---|---|")
    sustained = 0.0
    with running("--waiting", "64") as service:
        warm(service)
        for path in (HTML, IMAGES):
            for kept in (False, True):
                for connections in (1, 8, 64):
                    made = load(service, path, connections, _SECONDS, kept=kept)
                    told(path, connections, made, kept)
                    if (path, kept, connections) == (IMAGES, False, 8):
                        sustained = len(done(made)) / _SECONDS
    overload(sustained)


def warm(service: Service) -> None:
    """Has each worker draw once: what it loads with its first article is not measured."""
    load(service, IMAGES, 8, 2)


def load(
    service: Service,
    path: str,
    connections: int,
    seconds: float,
    *,
    kept: bool = False,
    pace: float = 0,
) -> list[Answer]:
    """The answers of so many connections, each of which asks anew when it has its answer.

    `pace` is the least number of seconds from one request of a connection to its next.
    """
    lock, answers = Lock(), list[Answer]()
    began = perf_counter()

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        due = began + pace * number / connections
        while due < began + seconds:
            sleep(max(0, due - perf_counter()))
            body = ARTICLE if kept else ARTICLE + b"<p>%d</p>" % next(_NUMBERS)
            answer = ask(connection, path, body)
            with lock:
                answers.append(answer)
            due = max(due + pace, perf_counter())
        connection.close()

    with ThreadPoolExecutor(connections) as threads:
        list(threads.map(client, range(connections)))
    return answers


def ask(connection: http.client.HTTPConnection, path: str, body: bytes) -> Answer:
    """One request's answer."""
    began = perf_counter()
    try:
        connection.request("POST", path, body, {"Content-Type": "text/html"})
        reply = connection.getresponse()
        reply.read()
        status = reply.status
    except (OSError, http.client.HTTPException):
        connection.close()
        status = 0
    return Answer(status, perf_counter() - began)


def done(answers: list[Answer]) -> list[float]:
    """The seconds of those that were served, ascending."""
    return sorted(seconds for status, seconds in answers if status == 200)


def told(path: str, connections: int, answers: list[Answer], kept: bool) -> None:
    """A row of the table."""
    served = done(answers)
    name = f"`{path}`{', kept' if kept else ''}"
    rate = len(served) / _SECONDS
    p50, p99 = ms(served, 0.5), ms(served, 0.99)
    others = len(answers) - len(served)
    print(f"| {name} | {connections} | {rate:.0f} | {p50:.0f} | {p99:.0f} | {others} |", flush=True)


def ms(ordered: list[float], share: float) -> float:
    """A percentile in milliseconds."""
    if not ordered:
        return float("nan")
    return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def overload(sustained: float) -> None:
    """Three times ten times what is sustained; memory after each, and the time to an answer."""
    connections, seconds = 100, 10
    pace = connections / max(10 * sustained, 1)
    # Little room for results, so that it is full after the first load.
    with running("--waiting", "8", "--memory", "2") as service:
        warm(service)
        alone = done(load(service, IMAGES, 1, 3))
        print(f"\n{connections} connections ask {10 * sustained:.0f} times a second:\n")
        print("| load | asked a second | served a second | 503s: p50 ms | p99 ms | others | MB |")
        print("|---|---|---|---|---|---|---|")
        print(f"| none | | | | | | {held_mb(service):.0f} |")
        for number in (1, 2, 3):
            answers = load(service, IMAGES, connections, seconds, pace=pace)
            refused = sorted(one.seconds for one in answers if one.status == 503)
            others = {one.status for one in answers} - {200, 503}
            rates = f"{len(answers) / seconds:.0f} | {len(done(answers)) / seconds:.0f}"
            times = f"{ms(refused, 0.5):.0f} | {ms(refused, 0.99):.0f}"
            sleep(1)
            held = held_mb(service)
            print(f"| {number} | {rates} | {times} | {sorted(others) or ''} | {held:.0f} |")
        again = done(load(service, IMAGES, 1, 3))
    print(f"\np50 alone {ms(alone, 0.5):.0f} ms; 1 s after the load {ms(again, 0.5):.0f} ms")


def held_mb(service: Service) -> float:
    """What the service's own process holds (VmRSS of proc(5))."""
    state = Path(f"/proc/{service.process.pid}/status").read_text()
    return int(state.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
