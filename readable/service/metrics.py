"""Counts, sums and states, as Prometheus reads them (text format 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

__all__ = ["Metrics"]

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_HELP = {
    "readable_requests_total": "Requests by endpoint, method and status.",
    "readable_request_seconds": "From a request's head to the end of its answer.",
    "readable_render_seconds": "In a worker.",
    "readable_results_total": "Results by where they came from.",
    "readable_problems_total": "Problems by kind.",
    "readable_store_faults_total": "Times that the store beyond memory did not answer.",
    "readable_workers": "Workers that are there.",
    "readable_workers_missed_total": "Times that a worker could not be started.",
    "readable_workers_replaced_total": "Workers that exceeded a limit, or died.",
    "readable_renders_running": "Renders in a worker.",
    "readable_renders_waiting": "Renders that wait for a worker.",
    "readable_kept_bytes": "Results kept in memory.",
}
_Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Of one application. Names and labels are ours, so that there are only so many."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[_Labels, float]] = defaultdict(lambda: defaultdict(float))
        self._timed: dict[str, dict[_Labels, list[float]]] = defaultdict(dict)
        self._gauges: dict[str, Callable[[], float]] = {}

    def count(self, name: str, **labels: str) -> None:
        """One more."""
        self._counts[name][tuple(labels.items())] += 1

    def observe(self, name: str, seconds: float, **labels: str) -> None:
        """One more that took so long."""
        # A number for each bucket, one beyond the last, and the sum.
        found = self._timed[name].setdefault(tuple(labels.items()), [0.0] * (len(_BUCKETS) + 2))
        found[bisect_left(_BUCKETS, seconds)] += 1
        found[-1] += seconds

    def gauge(self, name: str, value: Callable[[], float]) -> None:
        """What is asked for each time that the metrics are."""
        self._gauges[name] = value

    def text(self) -> str:
        """All of them.

        >>> metrics = Metrics()
        >>> metrics.count("readable_problems_total", kind="busy")
        >>> print(metrics.text(), end="")
        # HELP readable_problems_total Problems by kind.
        # TYPE readable_problems_total counter
        readable_problems_total{kind="busy"} 1
        """
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for name, counts in sorted(self._counts.items()):
            yield from _head(name, "counter")
            for labels, number in counts.items():
                yield f"{name}{_set(labels)} {number:g}"
        for name, value in sorted(self._gauges.items()):
            yield from _head(name, "gauge")
            yield f"{name} {value():g}"
        for name, timed in sorted(self._timed.items()):
            yield from _head(name, "histogram")
            for labels, numbers in timed.items():
                total = 0.0
                for limit, number in zip((*_BUCKETS, "+Inf"), numbers, strict=False):
                    total += number
                    yield f"{name}_bucket{_set((*labels, ('le', str(limit))))} {total:.0f}"
                yield f"{name}_sum{_set(labels)} {numbers[-1]:.6f}"
                yield f"{name}_count{_set(labels)} {total:.0f}"


def _head(name: str, kind: str) -> Iterator[str]:
    yield f"# HELP {name} {_HELP[name]}"
    yield f"# TYPE {name} {kind}"


def _set(labels: _Labels) -> str:
    inside = ",".join(f'{name}="{value}"' for name, value in labels)
    return f"{{{inside}}}" if inside else ""
