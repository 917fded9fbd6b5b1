"""Articles over HTTP, for portals in any language: `readable serve`, or an ASGI application.

`asking` says what can be asked for, `work` does it in a process of its own, `crew` hands the work
out, `store` keeps what came of it, `web` speaks HTTP and `server` runs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readable.service.settings import Settings
    from readable.service.web import application

__all__ = ["Settings", "application"]

_HOMES = {"Settings": "settings", "application": "web"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'readable.service' has no attribute {name!r}")
    return getattr(import_module(f"readable.service.{_HOMES[name]}"), name)
