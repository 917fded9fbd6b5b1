"""What whoever runs the service decides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readable.batch.settings import Limits
from readable.errors import WrongUse

__all__ = ["Settings"]

# As browsers send it; another is never equal to theirs.
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#@A-Z]+")
_LONGEST_PATIENCE_S = 1_000_000


@dataclass(frozen=True)
class Settings:
    """How much of the machine the service may take, and who may ask it.

    Raises `WrongUse` for numbers below the least.
    """

    workers: int | None = None
    """Processes that render; as many as there are processors."""
    waiting: int = 32
    """Renders that may wait for a worker; one more is answered with 503."""
    limits: Limits = field(
        default_factory=lambda: Limits(seconds=20, memory_mb=512, pages=200, megapixels=200)
    )
    """What one render may take."""
    body_mb: int = 16
    """The largest body, packed or unpacked."""
    patience_seconds: float = 30
    """How long a client may take to send a head or a body, or to take some of an answer."""
    bodies_mb: int = 256
    """Of bodies held at a time, all requests together; one more is answered with 503."""
    token: str | None = None
    """What requests to /v1/ and /metrics must show as `Authorization: Bearer …`."""
    origins: tuple[str, ...] = ()
    """Sites whose scripts may call the service (CORS)."""
    memory_mb: int = 64
    """Of results kept in memory."""
    store: str | None = None
    """Where results are kept too: a folder, `redis://…`, or an address that fsspec knows."""
    store_mb: int = 1024
    """The most that a folder of results may hold."""

    def __post_init__(self) -> None:
        least = {"waiting": 0, "body_mb": 1, "bodies_mb": 1, "memory_mb": 0, "store_mb": 1}
        for name, number in least.items():
            if getattr(self, name) < number:
                raise WrongUse(f"{name} is {getattr(self, name)}", hint=f"choose at least {number}")
        if self.workers is not None and self.workers < 1:
            raise WrongUse(f"{self.workers} workers", hint="choose at least one")
        if not 0 < self.patience_seconds <= _LONGEST_PATIENCE_S:
            raise WrongUse(
                f"a patience of {self.patience_seconds:g} seconds",
                hint=f"choose a number up to {_LONGEST_PATIENCE_S}",
            )
        if self.store == "":
            raise WrongUse("the store has no name", hint="name a folder or an address")
        if self.token is not None and not (self.token.isascii() and len(self.token) >= 16):
            raise WrongUse("the token is too easy to guess", hint="use 16 ASCII characters or more")
        for origin in self.origins:
            if not _ORIGIN.fullmatch(origin):
                raise WrongUse(
                    f"{origin!r} is no origin",
                    hint="write https://portal.example, in small letters and without a path",
                )
