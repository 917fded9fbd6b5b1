"""Articles in archives: zip, tar and WARC."""

from __future__ import annotations

import lzma
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from struct import unpack_from
from typing import IO, Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from readable.batch.beside import below, is_picture, unpacked
from readable.batch.found import LARGEST, Beside, Found, bounded, is_page, unreadable
from readable.batch.names import as_folder, as_path
from readable.errors import UnreadableInput, WrongUse
from readable.pictures import LARGEST_FILE

__all__ = ["in_archive", "is_archive", "members_count"]

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_WARC = (".warc", ".warc.gz")
# `zipfile` holds some 600 bytes for each file of an archive, in each process: 150 MB.
_MOST_IN_ZIP = 250_000
# Of what stands at an archive's end: its comment, and the records before it.
_LONGEST_END = 65_535 + 22 + 20 + 56
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
    """How many articles a zip archive has; of others only reading them tells.

    Raises `UnreadableInput` for one with more files than are kept in memory.
    """
    if not name.lower().endswith(_ZIP):
        return None
    try:
        status = os.stat(name)
        return _pages_count(name, (status.st_mtime_ns, status.st_size))
    except _DAMAGED:
        return 1


@lru_cache(maxsize=64)
def _pages_count(name: str, version: tuple[int, int]) -> int:
    with _zip(name) as archive:
        return sum(map(is_page, archive.namelist()))


def _zip(name: str) -> ZipFile:
    """An archive that is open. Its directory, which is read whole, is looked at before."""
    if next(islice(_entries(name), _MOST_IN_ZIP, None), None) is not None:
        raise UnreadableInput(
            f"{name} holds more than {_MOST_IN_ZIP} files",
            hint="unpack it and pass the folder, or pack it as .tar.gz, which may have any number",
        )
    return ZipFile(name)


def _entries(name: str) -> Iterator[int]:
    """Where each entry stands in the directory of a zip archive; of what is no archive, none.

    What the archive says of their number is not believed. PKWARE's APPNOTE 6.3.10, 4.3.12 to
    4.3.16.
    """
    with open(name, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, size - _LONGEST_END))
        tail = file.read()
        at = tail.rfind(b"PK\5\6")
        if at < 0 or len(tail) < at + 22:
            return
        (length,) = unpack_from("<L", tail, at + 12)
        # In a large archive a longer record says it, before the 20 bytes that say where that is.
        longer = at - 20 - 56
        if longer >= 0 and tail.startswith(b"PK\6\6", longer):
            (length,), at = unpack_from("<Q", tail, longer + 40), longer
        file.seek(max(0, start + at - length))
        place = 0
        while place < length:
            entry = file.read(46)
            if len(entry) < 46:
                return
            yield place
            after = sum(unpack_from("<HHH", entry, 28))
            file.seek(after, os.SEEK_CUR)
            place += 46 + after


def in_archive(name: str, base: Path | None) -> Iterator[Found | UnreadableInput]:
    """Each page of an archive; what comes after a damaged place is one error."""
    lowered = name.lower()
    reader = _in_zip if lowered.endswith(_ZIP) else _in_tar if lowered.endswith(_TAR) else _in_warc
    try:
        yield from reader(name, base)
    except _DAMAGED as error:
        raise unreadable(name, error, "check the archive") from error


def _in_zip(name: str, base: Path | None) -> Iterator[Found]:
    with _zip(name) as archive:
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

            beside = Beside(os.path.abspath(name), member.filename.rpartition("/")[0])
            yield Found(as_path(member.filename), place, read, base, beside=beside)


def _in_tar(name: str, base: Path | None) -> Iterator[Found]:
    # As streams: an archive of any size is gone through once for its pictures, and once for its
    # pages, which may stand before them.
    pictures = base or unpacked(_as_far(_pictures_in_tar(name)))
    with tarfile.open(name, "r|*") as archive:
        for member in archive:
            # The names of all members would fill the memory.
            archive.members.clear()  # type: ignore[attr-defined]
            if not member.isreg() or not is_page(member.name):
                continue
            file = archive.extractfile(member)
            data = file.read(LARGEST + 1) if file else b""
            place = f"{name}::{member.name}"
            folder = base or below(pictures, member.name.rpartition("/")[0])
            yield _held(as_path(member.name), place, data, folder)


def _pictures_in_tar(name: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(name, "r|*") as archive:
        for member in archive:
            archive.members.clear()  # type: ignore[attr-defined]
            if member.isreg() and is_picture(member.name):
                file = archive.extractfile(member)
                yield member.name, file.read(LARGEST_FILE + 1) if file else b""


def _held(
    identifier: str, place: str, data: bytes, base: Path | None, encoding: str | None = None
) -> Found:
    return Found(identifier, place, lambda: bounded(data, place), base, encoding)


def _in_warc(name: str, base: Path | None) -> Iterator[Found]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException
    except ImportError as error:
        raise WrongUse(
            "reading WARC needs warcio", hint="pip install 'readable-vi[batch]'"
        ) from error

    def answers(wanted: str, most: int) -> Iterator[tuple[str, str, bytes]]:
        """What was answered with something of a kind: its address, whole kind and content, of which
        one byte more than the most is read.
        """
        with open(name, "rb") as file:
            try:
                records = ArchiveIterator(file)
                start = 0
                for record in records:
                    address = record.rec_headers.get_header("WARC-Target-URI")
                    kind = _kind_answered(record)
                    if address and wanted in kind:
                        data = record.content_stream().read(most + 1)
                        if len(data) <= most and _is_cut_off(record):
                            raise EOFError(f"it is cut off in {address}")
                        yield address, kind, data
                    # Asked for it, the iterator reads the record to its end.
                    start = records.get_record_offset()
                if name.lower().endswith(".gz") and _is_broken_from(file, start):
                    raise EOFError("it is cut off in its last record")
            except AttributeError as error:
                # What warcio raises for a record without an address.
                raise unreadable(
                    name, "a record's header is cut off", "check the archive"
                ) from error
            except (ArchiveLoadFailed, StatusAndHeadersParserException) as error:
                raise unreadable(name, error, "check the archive") from error

    shown = ((_place_of(one), data) for one, _, data in answers("image/", LARGEST_FILE))
    pictures = base or unpacked(_as_far(shown))
    for address, kind, data in answers("html", LARGEST):
        encoding = kind.partition("charset=")[2].split(";")[0].strip("\"' ") or None
        folder = base or below(pictures, _place_of(address).rpartition("/")[0])
        yield _held(as_folder(address), f"{name}::{address}", data, folder, encoding)


def _as_far(pictures: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The pictures before a damaged place, which is told when the pages are read."""
    try:
        yield from pictures
    except (*_DAMAGED, UnreadableInput):
        return


def _kind_answered(record: Any) -> str:
    """What a record was answered with; nothing for other records and other answers."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return ""
    return (headers.get_header("Content-Type") or "").lower()


def _is_cut_off(record: Any) -> bool:
    """Whether the file ends before a record does."""
    while record.raw_stream.read(1 << 16):
        pass
    return bool(record.raw_stream.limit > 0)


def _is_broken_from(file: IO[bytes], start: int) -> bool:
    """Whether the compressed record that begins at a place is not whole, or not the last."""
    file.seek(start)
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while not member.eof and (block := file.read(1 << 16)):
        member.decompress(block)
    return bool(not member.eof or member.unused_data or file.read(1))


def _place_of(address: str) -> str:
    """Where what was found at an address of the web is unpacked: its host, and its path there."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}/{unquote(re.split('[?#]', rest, maxsplit=1)[0])}"
