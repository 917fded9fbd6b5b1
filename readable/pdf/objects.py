"""The objects of a PDF file, written one after the other as they come."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, BinaryIO

from readable.values import NamedTuple

__all__ = ["Exactly", "Name", "ObjectWriter", "Ref", "is_private", "number", "serialised"]

# How many objects are compressed together. A reader opens all of them to see one.
_IN_ONE_STREAM = 100

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# ISO 32000-2, 7.3.5: what a name may not hold as itself.
_DELIMITERS = frozenset(b"()<>[]{}/%#")


class Name(str):
    """A name of PDF: `Name("Page")` is written /Page."""

    __slots__ = ()


class Exactly(str):
    """A number written as it stands, where a thousandth is not exact enough."""

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to an object by its number."""

    number: int


def number(value: float) -> str:
    """A number as short as it can be at a thousandth: PDF knows no exponents.

    >>> number(12.0), number(-0.25), number(1 / 3), number(-0.0001)
    ('12', '-.25', '.333', '0')
    """
    if isinstance(value, int):
        return str(value)
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
    if digits.startswith("0") and digits != "0":
        digits = digits[1:]
    return sign + digits if digits.strip("0") else "0"


def serialised(value: Any) -> str:
    """A value as PDF writes it, in ASCII.

    Text is a text string, bytes are a byte string; an entry of a dictionary that is None is left
    out.

    >>> serialised({"Type": Name("Page"), "Rotate": None, "Kids": [Ref(3), 1.5, True]})
    '<</Type/Page/Kids[3 0 R 1.5 true]>>'
    >>> serialised("Bắc"), serialised("A(")
    ('<FEFF00421EAF0063>', '(A\\\\()')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return number(value)
        case Name():
            return _name(value)
        case Exactly():
            return value
        case Ref():
            return f"{value.number} 0 R"
        case str():
            return _text(value)
        case bytes():
            return f"<{value.hex().upper()}>"
        case Mapping():
            entries = (
                _spaced(_name(key), serialised(entry))
                for key, entry in value.items()
                if entry is not None
            )
            return f"<<{''.join(entries)}>>"
        case Sequence():
            return f"[{' '.join(map(serialised, value))}]"
        case None:
            return "null"
    raise TypeError(f"PDF has no {type(value).__name__}")


def _spaced(key: str, value: str) -> str:
    return key + value if value[0] in "/<[(" else f"{key} {value}"


def _name(name: str) -> str:
    written = (
        chr(byte) if 0x21 <= byte <= 0x7E and byte not in _DELIMITERS else f"#{byte:02X}"
        for byte in name.encode("utf-8")
    )
    return "/" + "".join(written)


def is_private(text: str) -> bool:
    """Whether a text has characters that mean something only to who made the font.

    >>> is_private("\uf0b7"), is_private("Bắc")
    (True, False)
    """
    return _PRIVATE.search(text) is not None


def _text(text: str) -> str:
    # What people read may hold no such character (ISO 14289-2, 8.6).
    text = _PRIVATE.sub("\ufffd", text)
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    # Half of a surrogate pair is no text.
    units = text.encode("utf-16-be", "replace")
    return f"<FEFF{units.hex().upper()}>"


class ObjectWriter:
    """Writes objects to a file as they come, and at the end where each of them stands.

    Nothing is sought or read back, so the file may be a pipe. What is written depends on the
    objects alone: the identifier of the file is the digest of its bytes.
    """

    def __init__(self, file: BinaryIO, version: str) -> None:
        self._file = file
        self._written = 0
        self._digest = sha256()
        # For each object its place in the file, or the stream that holds it and its place there.
        self._places: dict[int, tuple[int, int, int]] = {}
        self._last = 0
        self._waiting: list[tuple[int, bytes]] = []
        # Bytes above 127 tell programs that move files that this one is not text (7.5.2).
        self._write(f"%PDF-{version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> Ref:
        """The number of an object that is written later."""
        self._last += 1
        return Ref(self._last)

    def add(self, value: Any, at: Ref | None = None) -> Ref:
        """Writes an object that is no stream, under the number reserved for it if there is one."""
        at = at or self.reserve()
        self._waiting.append((at.number, serialised(value).encode("ascii")))
        if len(self._waiting) == _IN_ONE_STREAM:
            self._write_waiting()
        return at

    def add_stream(
        self,
        data: bytes,
        entries: Mapping[str, Any] | None = None,
        at: Ref | None = None,
        *,
        is_packed: bool = False,
    ) -> Ref:
        """Writes a stream, compressed unless it is packed already; `entries` are its dictionary."""
        at = at or self.reserve()
        self._places[at.number] = (1, self._written, 0)
        self._write_stream(at, data, entries or {}, is_packed)
        return at

    def finish(self, catalog: Ref, info: Ref) -> None:
        """Writes what is left and where everything is."""
        self._write_waiting()
        own = self.reserve()
        self._places[own.number] = (1, self._written, 0)
        rows = [(0, 0, 65535)]
        rows += [self._places.get(index, (0, 0, 0)) for index in range(1, self._last + 1)]
        width = (self._written.bit_length() + 7) // 8
        table = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(width, "big") + within.to_bytes(2, "big")
            for kind, place, within in rows
        )
        identifier = self._digest.digest()[:16]
        entries = {
            "Type": Name("XRef"),
            "Size": self._last + 1,
            "W": [1, width, 2],
            "Root": catalog,
            "Info": info,
            "ID": [identifier, identifier],
        }
        start = self._written
        self._write_stream(own, table, entries, is_packed=False)
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _write_waiting(self) -> None:
        """The objects that wait, in one compressed stream (ISO 32000-2, 7.5.7)."""
        if not self._waiting:
            return
        at = self.reserve()
        heads = []
        bodies = []
        offset = 0
        for index, (own, body) in enumerate(self._waiting):
            self._places[own] = (2, at.number, index)
            heads.append(f"{own} {offset}")
            bodies.append(body)
            offset += len(body) + 1
        head = " ".join(heads).encode() + b"\n"
        entries = {"Type": Name("ObjStm"), "N": len(self._waiting), "First": len(head)}
        self._waiting = []
        self.add_stream(head + b"\n".join(bodies), entries, at)

    def _write_stream(
        self, at: Ref, data: bytes, entries: Mapping[str, Any], is_packed: bool
    ) -> None:
        if not is_packed:
            data = zlib.compress(data, 9)
            entries = {**entries, "Filter": Name("FlateDecode")}
        head = serialised({**entries, "Length": len(data)})
        self._write(f"{at.number} 0 obj\n{head}\nstream\n".encode("ascii"))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._written += len(data)
        self._digest.update(data)
