"""Runs the application: uvicorn, with clients that are slow on purpose kept short, and refusals of
what is no HTTP told as every other.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from types import FrameType
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from readable.errors import WrongUse
from readable.service.problems import Problem
from readable.service.settings import Settings
from readable.service.web import application

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

__all__ = ["serve"]

_LEAST_TAKEN = 32 << 10
"""So many bytes of what waits for it a client takes in the time it is given."""
_SECONDS_BETWEEN_LOOKS = 1
_SECONDS_TO_PART = 2
_LARGEST_HEAD = 32 << 10
_MOST_CONNECTIONS = 1000
_OTHER_FILES = 400
_BACKLOG = 1024
# Longer than the longest render and those before it may take.
_STOP_SECONDS = 300


class _Protocol(H11Protocol):
    """HTTP/1.1 with a clock for the head of each request and for what is left unread."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._patience: float = self.app_state["patience_seconds"]
        self._head_clock: asyncio.TimerHandle | None = None
        self._take_clock: asyncio.TimerHandle | None = None
        self._look_clock: asyncio.TimerHandle | None = None
        self._parting_clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio does so only for sockets that name their protocol. Without it an answer's body
        # waits for the client to confirm its head: 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > _most_connections():
            self.app = self.app_state["crowded"]
        self._time_head()

    def data_received(self, data: bytes) -> None:
        # What comes after a refusal is read over: closed with something unread, the connection
        # would be reset, and the refusal lost.
        if self._parting_clock is None:
            super().data_received(data)
            self._time_head()

    def send_400_response(self, msg: str) -> None:
        """Tells what is no HTTP; called where h11's error is handled."""
        error = sys.exception()
        self._time_head()
        if self.cycle is not None and not self.cycle.response_complete:
            # The application waits for the rest of a body.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()
            return
        if getattr(error, "error_status_hint", 400) == 431:
            problem = Problem("head", kilobytes=_LARGEST_HEAD >> 10)
        else:
            problem = Problem("malformed", str(error)[:200], name="HTTP")
        response = self.app_state["told"](problem, "vi")
        head = [*response.raw_headers, (b"connection", b"close")]
        for event in (
            h11.Response(
                status_code=response.status_code,
                headers=head,
                reason=HTTPStatus(response.status_code).phrase,
            ),
            h11.Data(data=response.body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.write_eof()
        self.flow.resume_reading()
        self._parting_clock = self.loop.call_later(_SECONDS_TO_PART, self.transport.abort)

    def _time_head(self) -> None:
        """Starts the clock where a head is awaited; one that runs goes on until it is there.

        What is left of a body, when its request has been answered, is awaited as long.
        """
        is_read_over = self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY
        if self.conn.their_state is h11.IDLE or is_read_over:
            if self._head_clock is None:
                self._head_clock = self.loop.call_later(self._patience, self.transport.abort)
        elif self._head_clock is not None:
            self._head_clock.cancel()
            self._head_clock = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._time_taking()

    def _time_taking(self, left: int | None = None) -> None:
        """Looks again and again whether the client takes what is left to be sent to it."""
        now = self.transport.get_write_buffer_size()
        if left is not None and left - now < _LEAST_TAKEN:
            self.transport.abort()
        else:
            self._take_clock = self.loop.call_later(self._patience, self._time_taking, now)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._cancel(self._take_clock)

    def eof_received(self) -> bool | None:  # type: ignore[override]
        # Who sent a whole request, and says that no other comes, still gets its answer.
        if self.conn.their_state not in (h11.DONE, h11.MUST_CLOSE):
            return None
        self._see_who_listens()
        return True

    def _see_who_listens(self) -> None:
        """Writes to who sends no more, now and then: one that is gone answers with a reset."""
        if self.conn.our_state is h11.SEND_RESPONSE and self.conn.their_http_version == b"1.1":
            # RFC 9110, 15.2: a client reads over it, also when it did not expect it.
            going_on = h11.InformationalResponse(status_code=100, headers=[], reason="Continue")
            self.transport.write(self.conn.send(going_on) or b"")
            self._look_clock = self.loop.call_later(_SECONDS_BETWEEN_LOOKS, self._see_who_listens)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._cancel(self._head_clock)
        self._cancel(self._take_clock)
        self._cancel(self._look_clock)
        self._cancel(self._parting_clock)

    @staticmethod
    def _cancel(clock: asyncio.TimerHandle | None) -> None:
        if clock is not None:
            clock.cancel()


class _Server(uvicorn.Server):
    """Told a second time by Ctrl-C, it ends at once, and its workers with it."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit and sig == signal.SIGINT:
            print("readable: stopped, with requests unanswered", file=sys.stderr, flush=True)
            os._exit(128 + signal.SIGINT)
        super().handle_exit(sig, frame)


@cache
def _most_connections() -> int:
    """A thousand, or what this process may have open but for its workers' pipes and its files."""
    if resource is None:
        return _MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return max(soft - _OTHER_FILES, 1)
    return _MOST_CONNECTIONS


def _as_meant(app: ASGIApp) -> ASGIApp:
    """The application, for requests as RFC 9112 wants them taken and uvicorn does not."""

    async def take(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            names = {name for name, _ in scope["headers"]}
            if {b"content-length", b"transfer-encoding"} <= names:
                # 6.1: two lengths; what stands before us may have believed the other one.
                problem = Problem("malformed", "two lengths of a body", name="HTTP")
                response = scope["state"]["told"](problem, "vi")
                response.headers["Connection"] = "close"
                await response(scope, receive, send)
                return
            # 3.2.2: the address as a proxy is told it.
            path = re.sub("^https?://[^/]*", "", scope["path"], flags=re.IGNORECASE) or "/"
            scope = {**scope, "path": path}
        await app(scope, receive, send)

    return take


def serve(settings: Settings, host: str, port: int, *, access_log: bool = False) -> None:
    """Serves until the process is told to end (SIGTERM, SIGINT or SIGHUP), and then until all is
    answered.

    Raises `WrongUse` when the address cannot be listened at.
    """
    config = uvicorn.Config(
        _as_meant(application(settings)),
        host=host,
        port=port,
        http=_Protocol,
        ws="none",
        lifespan="on",
        access_log=access_log,
        server_header=False,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        timeout_graceful_shutdown=_STOP_SECONDS,
        # Its warnings are of what any client can send at will.
        log_level="info" if access_log else "error",
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongUse(
            f"nothing can listen at {host}:{port} ({reason})",
            hint="choose another --host or --port",
        ) from error
    shown = f"[{host}]" if ":" in host else host
    print(f"readable: http://{shown}:{listening.getsockname()[1]}/", file=sys.stderr, flush=True)
    server = _Server(config)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        # Its terminal is closed: it ends as by SIGTERM.
        signal.signal(signal.SIGHUP, lambda _, frame: server.handle_exit(signal.SIGTERM, frame))
    with suppress(KeyboardInterrupt):  # by which it was told to end
        server.run(sockets=[listening])
