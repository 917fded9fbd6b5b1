"""What a person, or a program, sees of a run while it goes on and when it is over."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from time import monotonic
from typing import IO, Any

__all__ = ["Teller"]

_BAR = 24
_DRAWN_SECONDS = 0.1
_LOGGED_SECONDS = 10.0
_FEW_FAILURES = 10


class Teller:
    """Tells a run's events: a bar on a terminal, a line now and then in a log, or JSON lines.

    Progress goes to standard error; the summary, or the events, to standard output.
    """

    def __init__(
        self,
        as_json: bool = False,
        progress: IO[str] | None = None,
        output: IO[str] | None = None,
    ) -> None:
        self._as_json = as_json
        self._progress = progress if progress is not None else sys.stderr
        self._output = output if output is not None else sys.stdout
        self._is_terminal = self._progress is not None and self._progress.isatty()
        self._interval = _DRAWN_SECONDS if self._is_terminal else _LOGGED_SECONDS
        self._total: int | None = None
        self._began = self._drawn = monotonic()
        self.counts: Counter[str] = Counter()
        self.pages = 0
        self.bytes = 0

    def begin(self, total: int | None) -> None:
        """The run begins; so many articles are expected, if that is known."""
        self._total = total
        self._began = monotonic()
        self._emit({"event": "begin", "total": total})

    def tell(self, outcome: str, told: Mapping[str, Any]) -> None:
        """One article is seen to: made, unchanged or failed."""
        self.counts[outcome] += 1
        self.pages += int(told.get("pages", 0))
        self.bytes += int(told.get("bytes", 0))
        self._emit({"event": outcome, **told})
        if outcome == "failed" and not self._as_json and self.counts["failed"] <= _FEW_FAILURES:
            place, reason = told["place"], told["reason"]
            # The file that cannot be read is named by the reason.
            self._say(f"readable: {reason if place in reason else f'{place}: {reason}'}")
            if self.counts["failed"] == _FEW_FAILURES:
                self._say("readable: further failures are listed in the report")
        now = monotonic()
        if now - self._drawn >= self._interval:
            self._drawn = now
            self._draw()

    def wait(self, reason: str) -> None:
        """Nothing can be done until something else is."""
        self._emit({"event": "waiting", "reason": reason})
        if not self._as_json:
            self._say(f"readable: {reason}")

    def end(self, told: Mapping[str, Any]) -> None:
        """The run is over."""
        if self._is_terminal:
            self._put("\r\x1b[K")
        seconds = monotonic() - self._began
        counts = {name: self.counts[name] for name in ("made", "unchanged", "failed")}
        summary = {
            "event": "end",
            **counts,
            "pages": self.pages,
            "bytes": self.bytes,
            "seconds": round(seconds, 2),
            **told,
        }
        if self._as_json:
            self._emit(summary)
            return
        if not self._done:
            self._say("readable: there was no article in the input")
        rows = [(name, f"{count}") for name, count in counts.items()]
        rows += [("pages", f"{self.pages}"), ("megabytes", f"{self.bytes / 1e6:.1f}")]
        rows += [("seconds", f"{seconds:.1f}")]
        rows += [("a second", f"{counts['made'] / seconds:.1f}")] if counts["made"] else []
        rows += [(name, f"{value}") for name, value in told.items()]
        for name, value in rows:
            print(
                f"{name:<10} {value:>10}" if len(value) <= 10 else f"{name:<10} {value}",
                file=self._output,
            )

    def _emit(self, event: Mapping[str, Any]) -> None:
        if self._as_json:
            try:
                line = json.dumps(event, ensure_ascii=False)
                line.encode()
            except UnicodeEncodeError:
                line = json.dumps(event)
            print(line, file=self._output, flush=True)

    def _draw(self) -> None:
        if not self._is_terminal:
            self._say(f"readable: {self.line()}")
            return
        share = min(1.0, self._done / self._total) if self._total else 0
        filled = round(share * _BAR)
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] " if self._total else ""
        self._put(f"\r\x1b[K{bar}{self.line()}")

    @property
    def _done(self) -> int:
        return sum(self.counts.values())

    def line(self) -> str:
        """How far the run is, how fast, what failed, and how long it will take."""
        seconds = max(monotonic() - self._began, 1e-6)
        rate = self._done / seconds
        of_total = f" of {self._total}" if self._total is not None else ""
        parts = [
            f"{self._done}{of_total}",
            f"{rate:.1f} a second",
            f"{self.counts['failed']} failed",
        ]
        if self._total is not None and rate:
            left = max(0, round((self._total - self._done) / rate))
            parts.append(f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02} left")
        return ", ".join(parts)

    def _say(self, line: str) -> None:
        self._put(f"\r\x1b[K{line}\n" if self._is_terminal else f"{line}\n")

    def _put(self, text: str) -> None:
        if self._progress is not None:
            self._progress.write(text)
            self._progress.flush()
