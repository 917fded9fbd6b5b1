"""A service in a process of its own, and a client that can be as rude as it likes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

PROJECT = Path(__file__).parent.parent


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Service:
    """A running `readable serve`."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        self.port = urlsplit(address).port or 0

    def ask(
        self,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        method: str | None = None,
    ) -> Reply:
        """One request; an article where there is a body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        kind = {} if body is None else {"Content-Type": "text/html; charset=utf-8"}
        try:
            connection.request(
                method or ("GET" if body is None else "POST"), path, body, kind | (headers or {})
            )
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def socket(self) -> socket.socket:
        """A connection, without a word said."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def workers(self) -> list[int]:
        """The processes that its fork server has made."""
        return [worker for child in children(self.process.pid) for worker in children(child)]

    def stop(self) -> int:
        """Tells it and its workers to end, as a supervisor does; answers its status."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise


def children(process: int) -> list[int]:
    """Those that a process has (proc(5))."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(one) for thread in threads for one in (thread / "children").read_text().split()]


# Its workers are started with an interpreter that need not be there.
_OF_INTERPRETER = """
import sys
sys.executable = sys.argv.pop(1)
from readable.cli import main
sys.exit(main())
"""


@contextmanager
def running(
    *options: str, cwd: Path | None = None, interpreter: Path | None = None, **environment: str
) -> Iterator[Service]:
    """A service on a free port, until the end of the block."""
    program = ["-m", "readable"] if interpreter is None else ["-c", _OF_INTERPRETER, interpreter]
    command = [sys.executable, *program, "serve", "--port", "0", *options]
    known = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    process = subprocess.Popen(
        command, env=known, cwd=cwd, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    address = process.stderr.readline().rpartition(" ")[2].strip()
    service = Service(process, address)
    try:
        yield service
    finally:
        service.stop()
        process.stderr.close()
        with suppress(ProcessLookupError):
            # A worker that a test has stopped does not end by itself.
            os.killpg(process.pid, signal.SIGKILL)
