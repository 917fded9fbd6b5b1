"""Articles in archives: zip, tar and WARC."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from readable.batch.found import LARGEST, Found, bounded, is_page, unreadable
from readable.batch.names import as_folder, as_path
from readable.errors import UnreadableInput, WrongUse

__all__ = ["in_archive", "is_archive", "members_count"]

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_WARC = (".warc", ".warc.gz")
# What damaged archives make their readers raise.
_DAMAGED = (
    OSError,
    EOFError,
    BadZipFile,
    NotImplementedError,  # a compression that zipfile does not know
    RuntimeError,  # a member with a password
    ValueError,
    lzma.LZMAError,
    tarfile.TarError,
    zlib.error,
)


def is_archive(name: str) -> bool:
    """Whether the name is that of an archive."""
    return name.lower().endswith((*_ZIP, *_TAR, *_WARC))


def members_count(name: str) -> int | None:
    """How many articles a zip archive has; of others only reading them tells."""
    if not name.lower().endswith(_ZIP):
        return None
    try:
        with ZipFile(name) as archive:
            return sum(map(is_page, archive.namelist()))
    except _DAMAGED:
        return 1


def in_archive(name: str, base: Path | None) -> Iterator[Found | UnreadableInput]:
    """Each page of an archive; what comes after a damaged place is one error."""
    lowered = name.lower()
    reader = _in_zip if lowered.endswith(_ZIP) else _in_tar if lowered.endswith(_TAR) else _in_warc
    try:
        yield from reader(name, base)
    except _DAMAGED as error:
        raise unreadable(name, error, "check the archive") from error


def _in_zip(name: str, base: Path | None) -> Iterator[Found]:
    with ZipFile(name) as archive:
        for member in archive.infolist():
            if member.is_dir() or not is_page(member.filename):
                continue
            place = f"{name}::{member.filename}"

            def read(member: ZipInfo = member, place: str = place) -> bytes:
                try:
                    with archive.open(member) as file:
                        return bounded(file.read(LARGEST + 1), place)
                except _DAMAGED as error:
                    raise unreadable(place, error, "check the archive") from error

            yield Found(as_path(member.filename), place, read, base)


def _in_tar(name: str, base: Path | None) -> Iterator[Found]:
    # As a stream: an archive of any size is gone through once.
    with tarfile.open(name, "r|*") as archive:
        for member in archive:
            # The names of all members would fill the memory.
            archive.members.clear()  # type: ignore[attr-defined]
            if not member.isreg() or not is_page(member.name):
                continue
            file = archive.extractfile(member)
            data = file.read(LARGEST + 1) if file else b""
            place = f"{name}::{member.name}"
            yield _held(as_path(member.name), place, data, base)


def _held(
    identifier: str, place: str, data: bytes, base: Path | None, encoding: str | None = None
) -> Found:
    return Found(identifier, place, lambda: bounded(data, place), base, encoding)


def _in_warc(name: str, base: Path | None) -> Iterator[Found]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise WrongUse(
            "reading WARC needs warcio", hint="pip install 'readable-vi[batch]'"
        ) from error
    with open(name, "rb") as file:
        try:
            for record in ArchiveIterator(file):
                headers = record.http_headers
                if record.rec_type != "response" or headers is None:
                    continue
                kind = (headers.get_header("Content-Type") or "").lower()
                address = record.rec_headers.get_header("WARC-Target-URI")
                is_page = "html" in kind and headers.get_statuscode() == "200"
                if not is_page or not address:
                    continue
                data = record.content_stream().read(LARGEST + 1)
                encoding = kind.partition("charset=")[2].split(";")[0].strip("\"' ") or None
                yield _held(as_folder(address), f"{name}::{address}", data, base, encoding)
        except ArchiveLoadFailed as error:
            raise unreadable(name, error, "check the archive") from error
