"""Workers on this machine: processes of the standard library's executors, one on each seat."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import gettempdir
from threading import Thread
from time import sleep
from typing import Any, Self

from readable.batch.engine import Engine, Seat
from readable.batch.scratch import own_folder, work_in
from readable.batch.work import Job, Made, make_all, warm

__all__ = ["Local", "Process", "preload", "processors"]

# One chunk to work on, and one that waits, so that a worker never does.
_ROOM = 2
# How long to wait before a process is asked for again. One that is killed answers no more some
# time before it has ended.
_WAIT_SECONDS = (0.0, 0.01, 0.1, 1.0)
# A socket's path has at most 103 bytes on every system, and a fork server's is of this form.
_LONGEST = 103 - len("/pymp-12345678/listener-12345678")


class Process(Seat):
    """One process. A pool of one: when it dies, it is known whose chunk it had."""

    def __init__(self, preloaded: bool, folder: Path | None = None) -> None:
        self._folder = folder
        # A fork server has everything loaded: a new worker is there in hundredths of a second.
        self._context = get_context("forkserver" if preloaded else "spawn")
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            1, mp_context=self._context, initializer=_begin, initargs=(self._folder,)
        )

    @property
    def room(self) -> int:
        return _ROOM

    @property
    def in_order(self) -> bool:
        return True

    def submit(self, jobs: Sequence[Job]) -> Future[list[Made]]:
        return self.call(make_all, jobs)

    def call(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Has a function of a module called there."""
        for seconds in _WAIT_SECONDS:
            try:
                return self._pool.submit(function, *arguments)
            except (EOFError, ConnectionError):
                # The fork server was ended while it made the process; the next one makes another,
                # as soon as the system tells that this one is gone.
                sleep(seconds)
                self.renew()
        return self._pool.submit(function, *arguments)

    def is_loss(self, error: BaseException) -> bool:
        return isinstance(error, BrokenProcessPool)

    def renew(self) -> None:
        self.leave()
        self._pool = self._new()

    def leave(self) -> None:
        """Lets it end without waiting for that."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


class Local(Engine):
    """So many processes on this machine."""

    def __init__(self, workers: int | None = None) -> None:
        self._count = workers or processors()
        self._seats: list[Process] = []
        self._others: set[BaseProcess] = set()

    def __enter__(self) -> Self:
        preloaded = preload()
        self._others = set(active_children())
        folder = own_folder()
        self._seats = [Process(preloaded, folder) for _ in range(self._count)]
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None:
            # What they are at is of no use any more, and may take as long as an article may.
            for process in set(active_children()) - self._others:
                process.kill()
        for seat in self._seats:
            seat.close()

    @property
    def seats(self) -> Sequence[Seat]:
        return self._seats


def preload() -> bool:
    """Has a fork server load what workers need, where there can be one; says whether."""
    if "forkserver" not in get_all_start_methods() or len(os.fsencode(gettempdir())) > _LONGEST:
        return False
    get_context("forkserver").set_forkserver_preload(["readable.batch.preloaded"])
    return True


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(folder: Path | None) -> None:
    """What a worker does first."""
    if folder is not None:
        work_in(folder)
    # Ctrl-C is for the process that runs the batch, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # What a library says while it ends would stand in the middle of the progress.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    Thread(target=_end_with_parent, daemon=True).start()
    warm()


def _end_with_parent() -> None:
    """Ends this process when the one that runs the batch is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
