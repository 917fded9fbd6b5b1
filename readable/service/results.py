"""Where an answer comes from: memory, a store, a render on its way, or a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from readable.service.asking import Asked
from readable.service.crew import Crew
from readable.service.metrics import Metrics
from readable.service.settings import Settings
from readable.service.store import Memory, open_store, packed, unpacked
from readable.service.work import Answer

__all__ = ["Results"]

_T = TypeVar("_T")
# A store that does not answer must not hold up what a render would make in that time.
_SECONDS = 3
# One that was slow to say so is not asked again for so long.
_SECONDS_AWAY = 10


@dataclass(eq=False)
class _Coming:
    """A render on its way, and how many wait for it."""

    asked: Asked
    task: asyncio.Task[Answer]
    awaited: int = 0


class Results:
    """Of one application."""

    def __init__(self, settings: Settings, metrics: Metrics, crew: Crew) -> None:
        self._crew = crew
        self._metrics = metrics
        self._memory = Memory(settings.memory_mb)
        self._store = open_store(settings.store, settings.store_mb)
        # Its own: a store that hangs takes no thread from what reads bodies and starts workers.
        self._threads = ThreadPoolExecutor(8, "readable-store")
        self._away_until = 0.0
        self._coming: dict[str, _Coming] = {}
        metrics.gauge("readable_kept_bytes", lambda: self._memory.bytes)

    async def made(self, asked: Asked) -> Answer:
        """What a worker makes of a request; the same requests at a time are one.

        Raises `Problem`. Cancelled by all who wait for it, it is not begun any more.
        """
        key = asked.key
        coming = self._coming.get(key)
        if coming is None:
            coming = _Coming(asked, asyncio.create_task(self._made(key, asked)))
            self._coming[key] = coming
            coming.task.add_done_callback(lambda task: self._came(key, task))
        else:
            self._metrics.count("readable_results_total", source="shared")
        coming.awaited += 1
        try:
            return await asyncio.shield(coming.task)
        finally:
            coming.awaited -= 1
            if not coming.awaited and self._crew.forget(coming.asked):
                del self._coming[key]

    def _came(self, key: str, task: asyncio.Task[Answer]) -> None:
        # Of one that was taken back there is none, or a later one.
        if key in self._coming and self._coming[key].task is task:
            del self._coming[key]
        if not task.cancelled():
            task.exception()  # looked at here, as nobody may wait for it any more

    async def kept(self, key: str) -> Answer | None:
        """What was kept under a key."""
        data, source = self._memory.get(key), "memory"
        if data is None and self._store is not None:
            data, source = await self._asked_of_store(self._store.get, key), "store"
        if data is None:
            return None
        answer = unpacked(data)
        if answer is None:
            self._metrics.count("readable_store_faults_total")
            return None
        self._memory.put(key, data)
        self._metrics.count("readable_results_total", source=source)
        return answer

    async def _made(self, key: str, asked: Asked) -> Answer:
        answer = await self._crew.do(asked)
        self._metrics.count("readable_results_total", source="rendered")
        for number, page in enumerate(answer.pages, 1):
            await self._keep(f"{key}-{number}", Answer(answer.page_type, page))
        await self._keep(key, answer)
        return answer

    async def _keep(self, key: str, answer: Answer) -> None:
        data = packed(answer)
        self._memory.put(key, data)
        if self._store is not None:
            await self._asked_of_store(self._store.put, key, data)

    async def _asked_of_store(self, function: Callable[..., _T], *arguments: object) -> _T | None:
        """What a store says, in a thread of its own; nothing while it is away."""
        assert self._store is not None
        began = monotonic()
        if began < self._away_until:
            return None
        faults: tuple[type[BaseException], ...] = (TimeoutError, *self._store.faults)
        try:
            async with asyncio.timeout(_SECONDS):
                return await asyncio.get_running_loop().run_in_executor(
                    self._threads, function, *arguments
                )
        except faults:
            self._metrics.count("readable_store_faults_total")
            if monotonic() - began > _SECONDS / 3:
                self._away_until = monotonic() + _SECONDS_AWAY
            return None
