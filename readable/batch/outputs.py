"""Where the results go: made beside, and renamed when they are whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from readable.batch.journal import Journal
from readable.batch.names import FAILURES, JOURNAL
from readable.batch.remote import Store
from readable.batch.work import Made, hash_file
from readable.errors import OutputFailed

__all__ = ["Folder", "Output"]

_PARTS = ".readable-parts"


class Folder:
    """A folder of the file system. Only the process that runs the batch publishes into it."""

    def __init__(self, path: Path) -> None:
        self._given = path
        # Workers elsewhere may have another folder for their own.
        self.path = path = path.absolute()
        self.parts = path / _PARTS

    def where(self, name: str) -> str:
        """The path of a file of the output."""
        return str(self._given / name)

    def target(self, place: str) -> None:
        """Workers put nothing here themselves."""
        return

    def sync(self, now: bool = False) -> None:
        """The journal is where it belongs."""

    @property
    def journal_file(self) -> Path:
        """Where the journal is."""
        return self.path / JOURNAL

    def check(self, journal: Journal) -> None:
        """Raises `OutputFailed` where runs have left results, and the journal knows of none: each
        would stand in the way of its article.
        """
        marks = (FAILURES, _PARTS)
        if next(journal.keys(), None) or not any((self.path / mark).exists() for mark in marks):
            return
        if any(one.is_dir() and one.name != _PARTS for one in self.path.iterdir()):
            raise OutputFailed(
                f"{self._given} holds what earlier runs made, but no {JOURNAL} that tells of it",
                hint=f"put {JOURNAL} back to go on, or empty the folder, or choose another output",
            )

    def open(self) -> None:
        """Takes away what a run left that was cut off. Raises `OutputFailed`."""
        try:
            shutil.rmtree(self.parts, ignore_errors=True)
            self.parts.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _new_part(self) -> Path:
        return self.parts / uuid4().hex

    def has(self, place: str, files: Mapping[str, tuple[int, str]], thorough: bool) -> bool:
        """Whether the files of an article are there, as long as they were, or the very same."""
        try:
            for name, (size, digest) in files.items():
                path = self.path / place / name
                if path.stat().st_size != size or (thorough and hash_file(path) != digest):
                    return False
        except OSError:
            return False
        return True

    def is_taken(self, place: str) -> bool:
        """Whether there is something at an article's place."""
        return os.path.lexists(self.path / place)

    def publish(self, made: Made, place: str) -> None:
        """Puts a whole article in its place. Raises `OutputFailed`."""
        assert made.part is not None
        target = self.path / place
        earlier = self._new_part()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if self.is_taken(place):
                # A folder cannot be renamed onto one that holds files. Cut off between the two,
                # the article is missing, and the journal says that it was begun.
                os.replace(target, earlier)
            os.replace(made.part, target)
        except OSError as error:
            raise unwritable(target, error) from error
        shutil.rmtree(earlier, ignore_errors=True)

    def withdraw(self, place: str) -> None:
        """Takes away what an article gave that now fails. Raises `OutputFailed`."""
        earlier = self._new_part()
        try:
            if self.is_taken(place):
                os.replace(self.path / place, earlier)
        except OSError as error:
            raise unwritable(self.path / place, error) from error
        shutil.rmtree(earlier, ignore_errors=True)

    def write(self, name: str, text: str) -> None:
        """Writes a file beside its place and renames it. Raises `OutputFailed`."""
        part = self._new_part()
        try:
            part.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
            os.replace(part, self.path / name)
        except OSError as error:
            raise unwritable(self.path / name, error) from error

    def close(self) -> None:
        """Takes away the folder that articles were made in."""
        shutil.rmtree(self.parts, ignore_errors=True)


Output = Folder | Store


def unwritable(path: object, error: OSError) -> OutputFailed:
    """The error for a place that takes no file."""
    return OutputFailed(
        f"{path} cannot be written ({error.strerror or error})",
        hint="choose a folder you may write to, on a disk with room, and run it again to go on",
    )
