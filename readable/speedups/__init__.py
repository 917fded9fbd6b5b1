"""What is also written in C, for speed: None where the package was built without a compiler.

Nothing else changes by it: each of these has a twin in Python, which is where it is explained, or
in a library: HarfBuzz, and isal, which packs the same rows into other bytes. With
`READABLE_PURE_PYTHON` set in the environment the twins are used.
"""

from __future__ import annotations

from os import environ

__all__ = ["SOURCES", "compiled"]

SOURCES = "88b7c9f07a28fa2c"
"""The digest of the sources in C that the rest of this package goes with: `tests/test_speedups.py`
says what it must be. A binary that was built of others, before an update, is not used."""

try:
    if environ.get("READABLE_PURE_PYTHON"):
        raise ImportError
    from readable.speedups import _compiled as compiled

    if getattr(compiled, "SOURCES", None) != SOURCES:
        raise ImportError
except ImportError:
    compiled = None  # type: ignore[assignment]
