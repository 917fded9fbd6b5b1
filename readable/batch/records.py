"""Articles in the lines of a file: JSON lines and CSV."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, cast

from readable.batch.found import LARGEST, Found, bounded, unreadable
from readable.batch.names import as_folder, is_safe
from readable.errors import UnreadableInput
from readable.patterns import pattern

__all__ = ["Columns", "Reference", "in_records", "is_records", "read_reference"]

_JSON = (".jsonl", ".ndjson")
_CSV = (".csv", ".tsv")
# Half of a pair of surrogates, which JSON can name, but for those that stand for bytes.
_HALVES = pattern("[\ud800-\udc7f\udd00-\udfff]")
# A letter takes up to six bytes in JSON.
_LONGEST_LINE = 6 * LARGEST


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that hold an article's name and its HTML."""

    id: str = "id"
    html: str = "html"


@dataclass(frozen=True, slots=True)
class Reference:
    """A line that names an article and does not hold it; `id` is its path in the output."""

    path: str
    id: str | None = None


def is_records(name: str) -> bool:
    """Whether the name is that of a file of records."""
    return name.lower().removesuffix(".gz").endswith((*_JSON, *_CSV))


def in_records(name: str, columns: Columns) -> Iterator[Found | Reference | UnreadableInput]:
    """Each line's article; a line that has none is an error in its place."""
    try:
        with _opened(name) as file:
            if name.lower().removesuffix(".gz").endswith(_JSON):
                yield from _in_json_lines(name, file, columns)
            else:
                yield from _in_csv(name, file, columns)
    except (OSError, EOFError, zlib.error, csv.Error, UnicodeDecodeError) as error:
        raise unreadable(name, error) from error


def _opened(name: str) -> IO[bytes]:
    if "\0" in name:
        raise unreadable(name, "no file has such a name")
    return cast(IO[bytes], gzip.open(name)) if name.lower().endswith(".gz") else open(name, "rb")


def _in_json_lines(
    name: str, file: IO[bytes], columns: Columns
) -> Iterator[Found | Reference | UnreadableInput]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        where = f"line {number} of {name}"
        if not line.endswith(b"\n") and len(line) == _LONGEST_LINE:
            while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield unreadable(where, "it is too long", "pass one article on each line")
        elif line.strip():
            try:
                yield _of_record(_record(line, where), where, columns, name)
            except UnreadableInput as error:
                yield error


def _record(line: bytes | str, where: str) -> dict[str, Any]:
    try:
        # What is no UTF-8 stands for the bytes of an older encoding.
        text = line if isinstance(line, str) else line.decode("utf-8-sig", "surrogateescape")
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(
            where, "it is no JSON", "write an object on each line, in UTF-8"
        ) from error
    if not isinstance(record, dict):
        raise unreadable(where, "it is no object", 'write one such as {"id": "1", "html": "…"}')
    return record


def _in_csv(
    name: str, file: IO[bytes], columns: Columns
) -> Iterator[Found | Reference | UnreadableInput]:
    csv.field_size_limit(LARGEST)
    file = io.BufferedReader(cast(io.RawIOBase, file))
    is_utf_16 = file.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    # Bytes that are no UTF-8 are those of an older encoding, which is found out for each article.
    text = io.TextIOWrapper(
        file, "utf-16" if is_utf_16 else "utf-8-sig", "surrogateescape", newline=""
    )
    delimiter = "\t" if name.lower().removesuffix(".gz").endswith(".tsv") else ","
    taken: list[str] = []
    rows = csv.DictReader(_kept(text, taken), delimiter=delimiter)
    _check_columns(rows.fieldnames or (), columns, name)
    taken.clear()
    for number, row in enumerate(rows, 1):
        where = f"row {number} of {name}"
        try:
            if _ends_in_quotes(taken, delimiter):
                reason = "its quotation mark is never closed, and what follows is in it"
                raise unreadable(where, reason, "close it, or write the file again")
            yield _of_record(row, where, columns, name)
        except UnreadableInput as error:
            yield error
        taken.clear()


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _ends_in_quotes(row: Sequence[str], delimiter: str) -> bool:
    """Whether a row, whole rows of a file that was cut off perhaps, ends within quotation marks."""
    if sum(line.count('"') for line in row) % 2 == 0:
        return False
    try:
        list(csv.reader(row, delimiter=delimiter, strict=True))
    except csv.Error as error:
        # Other slips are read as spreadsheets read them.
        return "unexpected end of data" in str(error)
    return False


def _check_columns(there: Sequence[str], columns: Columns, name: str) -> None:
    """Raises `UnreadableInput` when no row can have an article: told once, and not for each."""
    if there and "path" not in there and not {columns.id, columns.html} <= set(there):
        told = ", ".join(map(repr, there[:10]))
        hint = "name those of its id and its HTML with --id-column and --html-column"
        if len(there) == 1:
            hint += "; columns are parted by commas, in .tsv by tabs"
        raise unreadable(name, f"its columns are {told}", hint)


def _of_record(
    record: dict[str, Any], where: str, columns: Columns, name: str
) -> Found | Reference:
    own, html = record.get(columns.id), record.get(columns.html)
    if isinstance(own, int):
        own = str(own)
    names = (own, record.get("path"), record.get("output"))
    if any(isinstance(one, str) and _HALVES.search(one) for one in names):
        raise unreadable(where, "its id or path holds half a character", "name it otherwise")
    if isinstance(html, str) and isinstance(own, str) and own:
        data, encoding = _as_bytes(html)
        return Found(as_folder(own), f"{name}::{own}", lambda: bounded(data, where), None, encoding)
    path, output = record.get("path"), record.get("output")
    if isinstance(path, str) and path:
        if isinstance(output, str) and is_safe(output):
            return Reference(path, output)
        if output is None and (own is None or isinstance(own, str)):
            return Reference(path, as_folder(own) if own else None)
    raise unreadable(
        where,
        f"it has no {columns.id!r} and {columns.html!r}, and no 'path'",
        "name the columns with --id-column and --html-column",
    )


def _as_bytes(html: str) -> tuple[bytes, str | None]:
    """The bytes of a record's HTML, and their encoding if that is known."""
    try:
        return html.encode(), "utf-8"
    except UnicodeEncodeError:
        pass
    try:
        # As they stood in a file that is no UTF-8.
        return html.encode("utf-8", "surrogateescape"), None
    except UnicodeEncodeError:
        return html.encode("utf-8", "surrogatepass"), "utf-8"


def read_reference(text: str, where: str, columns: Columns) -> Found | Reference:
    """What a line of a list means: a path, or an object with one, or with an article."""
    if text.lstrip().startswith("{"):
        return _of_record(_record(text, where), where, columns, "-")
    return Reference(text)
