"""Folders for what a process needs meanwhile. They go when it ends, however that is."""

from __future__ import annotations

import os
import shutil
import stat
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # not on Windows, where what a killed process left stays
    fcntl = None  # type: ignore[assignment]

__all__ = ["new_folder", "own_folder", "work_in"]

_LOCK = ".lock"
# Each folder is held by a lock on a file in it, which goes with the process: an id of a process
# may be another's by now, or that of another container.
_held: list[BinaryIO] = []
_lent: list[Path] = []


def new_folder(purpose: str) -> Path:
    """A folder that goes when this process ends; what killed ones left goes now.

    Raises `OSError` when the disk takes none.
    """
    home = _home()
    if home is None:
        folder = Path(mkdtemp(prefix=f"readable-{purpose}-"))
    else:
        with (home / _LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in home.iterdir():
                if left.is_dir() and _is_left(left):
                    shutil.rmtree(left, ignore_errors=True)
            folder = Path(mkdtemp(prefix=f"{purpose}-", dir=home))
            held = (folder / _LOCK).open("wb")
            fcntl.flock(held, fcntl.LOCK_EX)
            _held.append(held)
    # `atexit` does not run in a process that a fork server made.
    Finalize(None, shutil.rmtree, (folder, True), exitpriority=0)
    return folder


def _home() -> Path | None:
    """The folder of this user's folders; None where it is not safe, or cannot be."""
    if fcntl is None:
        return None
    home = Path(gettempdir(), f"readable-{os.getuid()}")
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        status = home.lstat()
    except OSError:
        return None
    is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
    # Anybody may have made it: in a folder for all, the name is known.
    return home if is_ours and not status.st_mode & 0o077 else None


def _is_left(folder: Path) -> bool:
    """Whether the process that made a folder is gone."""
    try:
        with (folder / _LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


@cache
def own_folder() -> Path:
    """The folder of this process: within that of the process it works for, if there is one."""
    return Path(mkdtemp(dir=_lent[0])) if _lent else new_folder("batch")


def work_in(folder: Path) -> None:
    """Has the folder of this process be in that of another, with which it goes."""
    _lent.append(folder)
