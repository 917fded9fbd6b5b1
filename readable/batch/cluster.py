"""Workers of a Dask cluster, on this machine or on many."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from logging import CRITICAL, getLogger
from time import monotonic
from typing import Any, Self

from readable.batch.engine import Engine, Seat
from readable.batch.work import Job, Made, make_all
from readable.errors import OutputFailed, WrongUse

__all__ = ["Cluster"]

_LOGGER = getLogger("distributed.client")
_LOOKING_SECONDS = 2.0
# One chunk to work on, and one that waits, for each worker.
_ROOM = 2


class _Workers(Seat):
    """All workers of a cluster: its scheduler knows which has nothing to do."""

    def __init__(self, client: Any) -> None:
        from distributed import KilledWorker

        self._client = client
        # Work that was cut off may have left half a folder: what is tried again is ours to say.
        self._executor = client.get_executor(pure=False, retries=0)
        self._lost = KilledWorker
        self._looked = 0.0
        self._workers = 1

    @property
    def room(self) -> int:
        # Workers come and go.
        if monotonic() - self._looked > _LOOKING_SECONDS:
            self._looked = monotonic()
            self._workers = _count(self._client)
        return max(1, self._workers) * _ROOM

    def submit(self, jobs: Sequence[Job]) -> Future[list[Made]]:
        try:
            future: Future[list[Made]] = self._executor.submit(make_all, jobs)
        except Exception as error:
            if self._client.status == "running":
                raise
            raise self.given_up() from error
        return future

    def is_loss(self, error: BaseException) -> bool:
        return isinstance(error, self._lost)

    def renew(self) -> None:
        """The cluster does that itself."""

    def given_up(self) -> Exception:
        return OutputFailed(
            "the connection to the scheduler was lost", hint="run it again to go on"
        )


class Cluster(Engine):
    """The workers of a scheduler that runs already, or so many processes on this machine."""

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._address, self._workers = address, workers
        self._opened: list[Any] = []
        self._seats: list[Seat] = []

    def __enter__(self) -> Self:
        try:
            import dask
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise WrongUse(
                "the engine dask is not installed", hint="pip install 'readable-vi[dask]'"
            ) from error
        if self._address is None:
            # A chunk whose worker died is not given to the next: its articles are tried alone.
            with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
                cluster = LocalCluster(
                    n_workers=self._workers, threads_per_worker=1, dashboard_address=None
                )
            self._opened.append(cluster)
            client = Client(cluster)
        else:
            try:
                client = Client(self._address, timeout=20)
            except (OSError, ValueError) as error:
                raise WrongUse(
                    f"no scheduler answers at {self._address}", hint="check its address"
                ) from error
        self._opened.append(client)
        self._seats = [_Workers(client)]
        # A scheduler that is lost is told of in a line.
        self._level = _LOGGER.level
        _LOGGER.setLevel(CRITICAL)
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        while self._opened:
            self._opened.pop().close()
        _LOGGER.setLevel(self._level)

    @property
    def seats(self) -> Sequence[Seat]:
        return self._seats

    def lack(self) -> str | None:
        # Of its own, dead workers come back.
        if self._address is None or _count(self._opened[-1]):
            return None
        return (
            f"no worker is at {self._address}, waiting: start one with dask worker {self._address}"
        )


def _count(client: Any) -> int:
    """How many workers there are."""
    try:
        return len(client.nthreads())
    except (OSError, RuntimeError, AttributeError):
        # It cannot be asked: the client says so in any of these ways. The work will tell why.
        return 1
