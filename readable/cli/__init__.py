"""The command `readable`. Each command imports what it needs when it is called."""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import io
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from typing import Any, TextIO, cast

from readable.cli.status import DONE, UNREADABLE, WRONG_USE
from readable.errors import (
    InvalidPreference,
    OutputFailed,
    ReadableError,
    UnreadableInput,
    WrongUse,
)

__all__ = ["command", "main"]

# So many more objects than are given back, until Python looks for those that only each other hold:
# an article leaves hardly any, and most have fewer objects. At Python's own 700 that is a tenth of
# the time of a command.
_OBJECTS_UNTIL_A_LOOK = 100_000


def command() -> int:
    """The command as a process of its own: `main`, then nothing more."""
    status = main()
    # At its end Python would look through all that it holds for such objects, three times.
    gc.freeze()
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; answers its exit status.

    0 done, 1 some inputs failed or the font is unfit, 2 wrong use, 3 unreadable input.
    """
    _write_utf8()
    gc.set_threshold(_OBJECTS_UNTIL_A_LOOK)
    if not sys.warnoptions:
        # What libraries tell those who call them, in their own words: a picture's damaged Exif.
        warnings.simplefilter("ignore")
    if threading.current_thread() is threading.main_thread():
        # Ended from outside, a run takes its unfinished files away as it does for Ctrl-C: also when
        # its terminal is closed, unless it is to go on then (nohup).
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
            signal.signal(signal.SIGHUP, signal.default_int_handler)
    with (
        contextlib.redirect_stdout(_lasting(sys.stdout, BrokenPipeError)),
        # For one that is closed, `print` would take standard output.
        contextlib.redirect_stderr(_lasting(sys.stderr or io.StringIO(), OSError)),
    ):
        # Here, for what it loads is many objects too.
        from readable.cli.options import parser

        options = parser().parse_args(arguments)
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except UnreadableInput as error:
        return _complain(error, UNREADABLE)
    except (InvalidPreference, OutputFailed, WrongUse) as error:
        return _complain(error, WRONG_USE)
    except ReadableError as error:
        return _complain(error, UNREADABLE)
    except BrokenPipeError:
        # The reader of our output has had enough (`readable text … | head`).
        _silence(sys.stdout)
        return DONE
    except OSError as error:
        has_too_many = error.errno in (errno.EMFILE, errno.ENFILE)
        hint = "choose fewer --workers" if has_too_many else "check the disk and try again"
        return _complain(OutputFailed(f"{error.strerror or error}", hint=hint), WRONG_USE)
    except KeyboardInterrupt:
        print("readable: stopped", file=sys.stderr)
        return 128 + signal.SIGINT


class _Lasting:
    """A stream that is written to as long as somebody reads it, and to nothing after that.

    Pages are made, and an error keeps its status, though nobody wants to hear more of it
    (`readable image … 2>&1 | head -1`).
    """

    def __init__(self, stream: TextIO, lost: type[OSError]) -> None:
        self._stream, self._lost = stream, lost

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except self._lost:
            _silence(self._stream)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except self._lost:
            _silence(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _lasting(stream: TextIO | None, lost: type[OSError]) -> TextIO | None:
    return None if stream is None else cast(TextIO, _Lasting(stream, lost))


def _silence(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(error: ReadableError, status: int) -> int:
    print(f"readable: {error}", file=sys.stderr)
    return status
