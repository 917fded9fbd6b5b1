"""PNG files with their rows as they are, not as they were packed.

Without C, and for photographs, isal packs them: once in some thousands of pages it packs the same
rows in other bytes, as many and as right, by another of the places that a part of them is found at.
Two builds of zlib differ more. So what they were given is compared.
"""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def unpacked(data: bytes) -> bytes:
    """Every chunk of a PNG but its checksum, the rows unpacked; any other file as it is."""
    if not data.startswith(_SIGNATURE):
        return data
    parts, rows = [], b""
    at = len(_SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        held = data[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            rows += held
        else:
            parts.append(kind + held)
        at += length + 12
    return b"".join(parts) + zlib.decompress(rows)
