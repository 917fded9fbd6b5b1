"""Hands work out in chunks and gathers what comes back; what a lost worker had is tried again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field
from time import monotonic
from typing import Self

from readable.batch.work import Job, Made, died

__all__ = ["Engine", "Seat", "run_jobs"]

# A chunk should keep a worker busy for so long: short enough to lose little with a worker, long
# enough that handing over, half a millisecond, costs nothing.
_CHUNK_SECONDS = 0.4
_LARGEST_CHUNK = 64
_CHUNK_BYTES = 4 << 20


class Seat(ABC):
    """Where chunks are sent: one process, or a cluster."""

    @property
    @abstractmethod
    def room(self) -> int:
        """How many chunks it holds, worked on and waiting."""

    @abstractmethod
    def submit(self, jobs: Sequence[Job]) -> Future[list[Made]]:
        """Sends a chunk."""

    @abstractmethod
    def is_loss(self, error: BaseException) -> bool:
        """Whether an error says that the worker was lost, and not that ours failed."""

    @abstractmethod
    def renew(self) -> None:
        """Puts a new worker in the place of a lost one."""

    def given_up(self) -> Exception:
        """What to raise where a chunk was given up, and not by us."""
        return CancelledError()

    @property
    def in_order(self) -> bool:
        """Whether its chunks are worked on one after the other."""
        return False


class Engine(ABC):
    """What work is done by."""

    @abstractmethod
    def __enter__(self) -> Self:
        """Starts the workers."""

    @abstractmethod
    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Ends the workers, at once when the run was cut off."""

    @property
    @abstractmethod
    def seats(self) -> Sequence[Seat]:
        """Where chunks can be sent."""

    def lack(self) -> str | None:
        """What is missing so that nothing can be worked on, and what to do; None if nothing is."""
        return None


@dataclass
class _Chunk:
    jobs: tuple[Job, ...]
    alone: bool = False
    """Whether it is one article's second and last try."""
    began: float = field(default_factory=monotonic)


def run_jobs(
    engine: Engine, jobs: Iterator[Job | None], lacking: Callable[[str], None]
) -> Iterator[tuple[Job, Made]]:
    """Each job with what came of it, in the order they are done.

    Jobs are asked for only as fast as they are worked on. None among them is a moment's rest: the
    finding of work took a while, and what has come back is to be seen to. What the engine lacks
    while nothing comes back is told once each time.
    """
    yield from _Run(engine, jobs, lacking).results()


class _Run:
    def __init__(
        self, engine: Engine, jobs: Iterator[Job | None], lacking: Callable[[str], None]
    ) -> None:
        self._engine = engine
        self._jobs = jobs
        self._lacking = lacking
        self._lack: str | None = None
        self._exhausted = False
        self._waiting: dict[Future[list[Made]], tuple[_Chunk, Seat]] = {}
        self._again: deque[_Chunk] = deque()
        self._chunk_length = 1

    def results(self) -> Iterator[tuple[Job, Made]]:
        while True:
            self._fill()
            if not self._waiting:
                if self._exhausted and not self._again:
                    return
                continue
            done, _ = wait(self._waiting, timeout=1, return_when=FIRST_COMPLETED)
            self._look(not done)
            # In the order they were sent, so that the first of a lost worker is the one it had.
            for future in [one for one in self._waiting if one in done]:
                if future in self._waiting:
                    yield from self._gathered(future)

    def _look(self, is_idle: bool) -> None:
        """Tells what the engine lacks, when that is new."""
        earlier, self._lack = self._lack, self._engine.lack() if is_idle else None
        if self._lack not in (None, earlier):
            self._lacking(self._lack)

    # ---- sending ----

    def _fill(self) -> None:
        """Sends chunks to where there is room: one for each seat before a second for any."""
        loads = Counter(id(seat) for _, seat in self._waiting.values())
        taken = {id(seat) for chunk, seat in self._waiting.values() if chunk.alone}
        seats = self._engine.seats
        for depth in range(max((seat.room for seat in seats), default=0)):
            for seat in seats:
                if loads[id(seat)] != depth or depth >= seat.room:
                    continue
                if seat.in_order and id(seat) in taken:
                    continue
                chunk = self._chunk_for(depth == 0 or not seat.in_order)
                if chunk is not None:
                    self._send(chunk, seat)
                    loads[id(seat)] += 1
                    taken |= {id(seat)} if chunk.alone else set()

    def _chunk_for(self, may_be_alone: bool) -> _Chunk | None:
        """The next chunk; while one waits to be tried alone, seats are left to become empty."""
        for chunk in self._again:
            if may_be_alone or not chunk.alone:
                self._again.remove(chunk)
                return chunk
        return None if self._again else self._next_chunk()

    def _next_chunk(self) -> _Chunk | None:
        jobs: list[Job] = []
        size = 0
        while not self._exhausted and len(jobs) < self._chunk_length and size < _CHUNK_BYTES:
            try:
                job = next(self._jobs)
            except StopIteration:
                self._exhausted = True
                break
            if job is None:
                break
            jobs.append(job)
            size += len(job.html)
        return _Chunk(tuple(jobs)) if jobs else None

    def _send(self, chunk: _Chunk, seat: Seat) -> None:
        chunk.began = monotonic()
        try:
            future = seat.submit(chunk.jobs)
        except Exception as error:
            if not seat.is_loss(error):
                raise
            # It was lost while it had nothing to do.
            seat.renew()
            future = seat.submit(chunk.jobs)
        self._waiting[future] = chunk, seat

    # ---- gathering ----

    def _gathered(self, future: Future[list[Made]]) -> Iterator[tuple[Job, Made]]:
        chunk, seat = self._waiting.pop(future)
        if future.cancelled():
            raise seat.given_up()
        error = future.exception()
        if error is None:
            made = future.result()
            yield from self._accepted(chunk, made)
            if seat.in_order and any(one.failure == "memory" for one in made):
                # What filled its memory may still hold some.
                yield from self._leave(seat)
            return
        if not seat.is_loss(error):
            raise error
        # How long a chunk of a cluster waited before it was begun is not known.
        yield from self._lost(chunk, monotonic() - chunk.began if seat.in_order else None)
        if seat.in_order:
            yield from self._leave(seat)

    def _accepted(self, chunk: _Chunk, made: Sequence[Made]) -> Iterator[tuple[Job, Made]]:
        """What came of a chunk, but what is to be tried again."""
        self._learn(made)
        for job, one in zip(chunk.jobs, made, strict=True):
            if one.failure == "memory" and not chunk.alone:
                self._again.append(_Chunk((job,), alone=True))
            else:
                yield job, one

    def _leave(self, seat: Seat) -> Iterator[tuple[Job, Made]]:
        """A new worker on a seat; the chunk that waited there is sent anew."""
        for future in [one for one, (_, its) in self._waiting.items() if its is seat]:
            if future.done() and future.exception() is None:
                # Without a look at its seat, which is left anyway.
                yield from self._accepted(self._waiting.pop(future)[0], future.result())
            else:
                self._again.append(self._waiting.pop(future)[0])
        seat.renew()

    def _lost(self, chunk: _Chunk, seconds: float | None) -> Iterator[tuple[Job, Made]]:
        """What a lost worker had: each article is tried once more, alone."""
        if chunk.alone:
            yield chunk.jobs[0], died(chunk.jobs[0], seconds)
            return
        self._again += [_Chunk((job,), alone=True) for job in chunk.jobs]

    def _learn(self, made: Sequence[Made]) -> None:
        """How long a chunk should be, from how long articles take."""
        mean = sum(one.seconds for one in made) / len(made)
        length = int(_CHUNK_SECONDS / max(mean, 1e-4))
        # Growing slowly: the first articles may be short ones.
        self._chunk_length = max(1, min(length, self._chunk_length * 2, _LARGEST_CHUNK))
