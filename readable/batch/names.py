"""Names of inputs as paths in the output: safe, each another, and the same on every run."""

from __future__ import annotations

import os
from hashlib import sha256
from urllib.parse import quote

__all__ = ["FAILURES", "JOURNAL", "REPORT", "as_folder", "as_path", "is_safe"]

JOURNAL, REPORT, FAILURES = "journal.jsonl", "report.html", "failures.jsonl"
"""What stands beside the articles in the output; no article has such a name there."""

# File systems hold 255 bytes; some room is left for what stands beside a folder.
_LONGEST = 200
# What reads well and means nothing to a shell, a file system or the web.
_PLAIN = " ,;=@+()'!$&"


def as_folder(name: str) -> str:
    """A name as one folder's name: what could lead elsewhere is percent-encoded.

    >>> as_folder("https://portal.example/tin?id=1"), as_folder("..")
    ('https%3A%2F%2Fportal.example%2Ftin%3Fid=1', '%2E.')
    """
    # Vietnamese letters stay; bytes that are no UTF-8, controls and separators do not.
    safe = "".join(map(_safe, name)) or "%00"
    if safe.startswith(".") or safe in (JOURNAL, REPORT, FAILURES):
        # A hidden file, this folder, the one above, or one of ours.
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    if len(safe.encode()) <= _LONGEST:
        return safe
    kept = safe.encode()[: _LONGEST - 17].decode(errors="ignore")
    return f"{kept}-{sha256(os.fsencode(name)).hexdigest()[:16]}"


def as_path(name: str) -> str:
    """A path as a path in the output: each part a folder, none of them leading out.

    >>> as_path("../tin/2023/a.html"), as_path("/srv/./a.html")
    ('%2E./tin/2023/a.html', 'srv/a.html')
    """
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return "/".join(map(as_folder, parts)) or "%00"


def is_safe(path: str) -> bool:
    """Whether a path in the output, as a list of failures has it, leads nowhere else.

    >>> is_safe("tin/a.html"), is_safe("../a.html"), is_safe("report.html")
    (True, False, False)
    """
    parts = path.split("/")
    is_plain = all(part and part[0] != "." and len(part.encode()) < 256 for part in parts)
    return is_plain and path.isprintable() and parts[0] not in (JOURNAL, REPORT, FAILURES)


def _safe(letter: str) -> str:
    is_plain = letter.isalnum() or letter in "-_.~" or letter in _PLAIN
    if is_plain or (letter.isprintable() and ord(letter) > 0x7F):
        return letter
    return quote(os.fsencode(letter) if "\ud800" <= letter <= "\udfff" else letter, safe="")
