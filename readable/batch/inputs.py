"""Where articles are: files, folders, patterns, lists, records and archives."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from readable.batch import remote
from readable.batch.archives import in_archive, is_archive, members_count
from readable.batch.found import LARGEST, Found, bounded, is_page, unreadable
from readable.batch.names import as_path
from readable.batch.records import Columns, Reference, in_records, is_records, read_reference
from readable.batch.scratch import own_folder
from readable.errors import UnreadableInput, WrongUse

__all__ = ["Inputs"]

_WITHIN = "::"
_SIGNS = frozenset("*?[")
# Records that name records that name records …
_DEEPEST = 20


@dataclass(frozen=True)
class Inputs:
    """The articles that the names of a run mean, in the same order each time.

    A name is a file, a folder, a pattern with `*` and `**`, an archive, a file of records, an
    address, or `-` for a list on standard input. `ARCHIVE::MEMBER` is one article of an archive or
    of records.
    """

    names: Sequence[str]
    columns: Columns = field(default_factory=Columns)
    base: Path | None = None
    skipped: Path | None = None
    """The output, which is no input, wherever it is."""
    _within: list[str] = field(default_factory=list, init=False, compare=False, repr=False)
    """The records that are being read, each named by a line of the one before."""

    def check(self) -> None:
        """Raises `UnreadableInput` for a name that names nothing, before any work is done.

        `WrongUse` is raised for one that is the output: results would be inputs.
        """
        for name in self.names:
            if name == "-" and sys.stdin is None:
                raise UnreadableInput("standard input is closed", hint="pass files or folders")
            if name == "-" or remote.is_address(name):
                continue
            if not name:
                raise UnreadableInput(
                    "an input has no name", hint="pass files, folders, archives or patterns"
                )
            if self.skipped and os.path.realpath(name) == os.path.realpath(self.skipped):
                raise WrongUse(f"{name} is the output, too", hint="choose another output")
            if not any(map(os.path.lexists, (name, _parted(name)[0]))) and not _has_match(name):
                raise UnreadableInput(
                    f"{name} names no file", hint="pass files, folders, archives or patterns"
                )
            if self._is_bare(name):
                raise _without_pages(name)

    def _is_bare(self, name: str) -> bool:
        """Whether a folder or a zip archive has no page; of others only reading them tells."""
        if os.path.isdir(name):
            return next(_walk(name, self.skipped), None) is None
        return is_archive(name) and members_count(name) == 0

    def count(self) -> int | None:
        """How many there are, or None where only reading them tells."""
        total = 0
        for name in self.names:
            if name == "-" or remote.is_address(name) or is_records(name):
                return None
            if os.path.isdir(name):
                total += sum(1 for _ in _walk(name, self.skipped))
            elif is_archive(name):
                members = members_count(name)
                if members is None:
                    return None
                total += members
            elif os.path.exists(name) or not _is_pattern(name):
                total += 1
            else:
                total += sum(1 for _ in _matching(name))
        return total

    def __iter__(self) -> Iterator[Found | UnreadableInput]:
        """Each article, and for what cannot be looked into an error in its place."""
        for name in self.names:
            yield from self._in_list(sys.stdin.buffer) if name == "-" else self._meant(name)

    def _meant(self, name: str, identifier: str | None = None) -> Iterator[Found | UnreadableInput]:
        is_bare = not is_records(name)
        try:
            for one in self._opened(name, identifier):
                is_bare = False
                yield one
        except UnreadableInput as error:
            yield error
        else:
            if is_bare:
                yield _without_pages(name)

    def _opened(self, name: str, identifier: str | None) -> Iterator[Found | UnreadableInput]:
        whole, member = _parted(name)
        if remote.is_address(name):
            yield from self._at_address(name, whole, member, identifier)
        elif member is not None and not os.path.lexists(name):
            yield from self._one_of(whole, member, identifier)
        elif os.path.isdir(name):
            for path in _walk(name, self.skipped):
                if isinstance(path, UnreadableInput):
                    yield path
                else:
                    yield self._file(path, as_path(os.path.relpath(path, name)))
        elif is_archive(name):
            yield from in_archive(name, self.base)
        elif is_records(name):
            if name in self._within or len(self._within) == _DEEPEST:
                raise unreadable(name, "its lines lead back to it", "name other files in it")
            self._within.append(name)
            try:
                for one in in_records(name, self.columns):
                    yield from self._referred(one)
            finally:
                self._within.pop()
        elif os.path.lexists(name) or not _is_pattern(name):
            yield self._file(name, identifier or as_path(name))
        else:
            for path in _matching(name):
                yield self._file(path, as_path(os.path.relpath(path, _fixed_part(name))))

    def _at_address(
        self, name: str, whole: str, member: str | None, identifier: str | None
    ) -> Iterator[Found | UnreadableInput]:
        """An archive or records are copied first: they are not read from their beginning only."""
        if not (is_archive(whole) or is_records(whole)):
            for one in remote.found(name, identifier):
                yield replace(one, base=self.base or one.base) if isinstance(one, Found) else one
            return
        with TemporaryDirectory(dir=own_folder()) as folder:
            copy = str(remote.local_copy(whole, Path(folder)))
            for one in self._opened(copy, None):
                if not isinstance(one, Found):
                    yield one
                    continue
                place = one.place.replace(copy, whole, 1)
                if member is None or place == name:
                    beside = one.beside and replace(one.beside, whole=whole)
                    yield replace(one, id=identifier or one.id, place=place, beside=beside)

    def _one_of(
        self, whole: str, member: str, identifier: str | None
    ) -> Iterator[Found | UnreadableInput]:
        for one in self._opened(whole, None):
            if isinstance(one, Found) and one.place == f"{whole}{_WITHIN}{member}":
                yield replace(one, id=identifier or one.id)
                return
        raise unreadable(f"{whole}{_WITHIN}{member}", "it is not in there")

    def _file(self, path: str, identifier: str) -> Found:
        base = self.base or Path(path).parent
        return Found(identifier, path, lambda: _file_bytes(path), base)

    def _in_list(self, lines: IO[bytes]) -> Iterator[Found | UnreadableInput]:
        for number, line in enumerate(lines, 1):
            text = os.fsdecode(line).strip("\r\n")
            if text.strip():
                try:
                    one = read_reference(text, f"line {number} of the list", self.columns)
                except UnreadableInput as error:
                    yield error
                    continue
                yield from self._referred(one)

    def _referred(
        self, one: Found | Reference | UnreadableInput
    ) -> Iterator[Found | UnreadableInput]:
        """What a line means: the article that it holds, or the one that it names."""
        if isinstance(one, Reference):
            # A list names files as whoever runs it would, wherever the list is.
            yield from self._meant(one.path, one.id)
        elif isinstance(one, Found):
            yield replace(one, base=self.base)
        else:
            yield one


def _parted(name: str) -> tuple[str, str | None]:
    whole, sign, member = name.partition(_WITHIN)
    return (whole, member) if sign else (name, None)


def _is_pattern(name: str) -> bool:
    return not _SIGNS.isdisjoint(name)


def _has_match(name: str) -> bool:
    return _is_pattern(name) and next(glob.iglob(name, recursive=True), None) is not None


def _fixed_part(pattern: str) -> str:
    parts = pattern.split("/")
    fixed = next(number for number, part in enumerate(parts) if _is_pattern(part))
    return "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else ".")


def _matching(pattern: str) -> Iterator[str]:
    yield from (path for path in sorted(glob.glob(pattern, recursive=True)) if os.path.isfile(path))


def _walk(folder: str, skipped: Path | None) -> Iterator[str | UnreadableInput]:
    """The pages in a folder and those below, by name, and an error for what cannot be looked into.

    Links to folders are not followed.
    """
    left_out = os.path.realpath(skipped) if skipped else None
    refused: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=refused.append):
        yield from _refusals(refused)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(here, name)) != left_out
        )
        yield from (os.path.join(here, name) for name in sorted(files) if is_page(name))
    yield from _refusals(refused)


def _refusals(errors: list[OSError]) -> Iterator[UnreadableInput]:
    """An error of ours for each of the system's, which are cleared."""
    hint = "check who may read the folder"
    yield from (unreadable(str(error.filename), error, hint) for error in errors)
    errors.clear()


def _without_pages(name: str) -> UnreadableInput:
    hint = "pages are files named .html, .htm or .xhtml: name others one by one, or by a pattern"
    return UnreadableInput(f"{name} has no pages", hint=hint)


def _file_bytes(path: str) -> bytes:
    try:
        # A pipe or a device could keep a run waiting for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise unreadable(path, "it is no file", "pass an HTML file")
        with open(path, "rb") as file:
            return bounded(file.read(LARGEST + 1), path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
