"""Workers and who waits for them: never more than so many, and none longer than it may."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections import deque
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from readable.batch.local import Process, preload, processors
from readable.batch.scratch import new_folder
from readable.service.asking import Asked
from readable.service.metrics import Metrics
from readable.service.problems import Problem
from readable.service.settings import Settings
from readable.service.work import Answer, Refusal, begin, do

__all__ = ["Crew"]

_LONGEST_WAIT = 60
# A worker that ends with nothing to do is missed before somebody needs it.
_SECONDS_BETWEEN_LOOKS = 1
_SECONDS_BETWEEN_TRIES = 2
# What comes of a worker that is gone, or of a system that has no process, thread, pipe or memory
# for one. Pools say BrokenProcessPool, a RuntimeError, as they do for a thread.
_GONE = (OSError, EOFError, RuntimeError, MemoryError)
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Job:
    asked: Asked
    result: asyncio.Future[Answer | Refusal]
    began_once: bool = False


class Crew:
    """Worker processes for one event loop."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._count = settings.workers or processors()
        self._present: set[Process] = set()
        self._line: deque[_Job] = deque()
        self._came = asyncio.Event()
        self._open: set[asyncio.Future[Answer | Refusal]] = set()
        self._running = 0
        self._mean_seconds = 0.5
        self._why_none: str | None = None
        self._keepers: list[asyncio.Task[None]] = []
        self._start: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._folder: Path | None = None
        metrics.gauge("readable_workers", lambda: len(self._present))
        metrics.gauge("readable_renders_running", lambda: self._running)
        metrics.gauge("readable_renders_waiting", lambda: len(self._line))

    def refusal(self) -> Problem | None:
        """Why one more render would not be taken; None if it would."""
        if self._why_none is not None:
            return Problem("workers", self._why_none, seconds=_SECONDS_BETWEEN_TRIES)
        asked = self._running + len(self._line)
        if asked < self._count + self._settings.waiting:
            return None
        # Until those who wait have been served.
        wait = ceil(self._mean_seconds * asked / self._count)
        return Problem("busy", seconds=min(max(wait, 1), _LONGEST_WAIT))

    async def start(self) -> None:
        """Starts the workers, once; returns when they are there, or cannot be had."""
        if self._start is None:
            self._start = asyncio.create_task(self._begin())
        await asyncio.shield(self._start)

    async def _begin(self) -> None:
        seats = [await self._new_worker() for _ in range(self._count)]
        self._keepers = [asyncio.create_task(self._keep(seat)) for seat in seats]

    async def stop(self) -> None:
        """Ends the workers when all that was taken is done."""
        if self._start is None:
            return
        while self._open:
            await asyncio.wait(self._open)
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for seat in self._present:
            seat.close()
        self._present.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._start = None

    async def do(self, asked: Asked) -> Answer:
        """What comes of a request.

        Raises `Problem`: at once when too many wait already, or there are no workers.
        """
        await self.start()
        if (problem := self.refusal()) is not None:
            raise problem
        job = _Job(asked, asyncio.get_running_loop().create_future())
        self._open.add(job.result)
        job.result.add_done_callback(self._open.discard)
        self._line.append(job)
        self._came.set()
        result = await job.result
        if isinstance(result, Refusal):
            raise Problem(result.kind, result.cause, **result.known)
        return result

    def forget(self, asked: Asked) -> bool:
        """Takes a request back, if it has not begun; says whether."""
        for job in self._line:
            if job.asked is asked:
                self._line.remove(job)
                job.result.set_exception(Problem("busy", seconds=1))
                return True
        return False

    # ---- one worker ----

    async def _keep(self, seat: Process | None) -> None:
        """Has a worker work, and another one when it is gone, without end."""
        while True:
            if seat is None:
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
            else:
                await self._employ(seat)
                self._metrics.count("readable_workers_replaced_total")
            seat = await self._new_worker()

    async def _new_worker(self) -> Process | None:
        """A worker; None if the system has none to give."""
        try:
            async with self._starting:
                self._folder = self._folder or new_folder("serve")
                # In a thread: until a fork server has loaded what it hands on, it does not answer.
                seat = await asyncio.to_thread(Process, preload())
                await asyncio.wrap_future(await asyncio.to_thread(seat.call, begin))
        except _GONE as error:
            self._miss(error)
            return None
        self._present.add(seat)
        self._why_none = None
        return seat

    def _miss(self, error: BaseException) -> None:
        self._metrics.count("readable_workers_missed_total")
        told = error.strerror if isinstance(error, OSError) else None
        if self._present or self._why_none is not None:
            return
        self._why_none = f"{type(error).__name__}: {told or 'no process could be started'}"
        _log.error("no worker can be started, tried again and again: %r", error)
        while self._line and (problem := self.refusal()) is not None:
            self._line.popleft().result.set_exception(problem)

    async def _employ(self, seat: Process) -> None:
        """Has a worker do what is asked, until it is gone, or must go."""
        try:
            while True:
                job = await self._next()
                if job is None:
                    await asyncio.wrap_future(seat.call(os.getpid))
                elif not await self._work(seat, job):
                    break
        except _GONE:
            pass
        self._present.discard(seat)
        seat.leave()

    async def _next(self) -> _Job | None:
        """What waits longest; None when nothing has come for a while."""
        try:
            async with asyncio.timeout(_SECONDS_BETWEEN_LOOKS):
                while not self._line:
                    self._came.clear()
                    await self._came.wait()
        except TimeoutError:
            return None
        return self._line.popleft()

    async def _work(self, seat: Process, job: _Job) -> bool:
        """Does a job; says whether the worker can go on. Raises what says that it is gone."""
        assert self._folder is not None
        folder = self._folder / uuid4().hex
        limits = self._settings.limits
        began = perf_counter()
        self._running += 1
        try:
            result: Any = await asyncio.wrap_future(seat.call(do, job.asked, limits, folder))
        except _GONE:
            shutil.rmtree(folder, ignore_errors=True)
            self._lost(job, perf_counter() - began)
            raise
        finally:
            self._running -= 1
            seconds = perf_counter() - began
            self._mean_seconds += (seconds - self._mean_seconds) / 8
            self._metrics.observe("readable_render_seconds", seconds, endpoint=job.asked.name)
        job.result.set_result(result)
        # What filled its memory may still hold some.
        return not (isinstance(result, Refusal) and result.kind == "memory")

    def _lost(self, job: _Job, seconds: float) -> None:
        """Says what came of a job whose worker is gone, or has it tried by another one, once."""
        limit = self._settings.limits.seconds
        if seconds >= limit:
            job.result.set_result(Refusal("time", known={"seconds": f"{limit:g}"}))
        elif job.began_once:
            job.result.set_result(Refusal("memory", "the process that worked on it ended"))
        else:
            job.began_once = True
            self._line.appendleft(job)
            self._came.set()
