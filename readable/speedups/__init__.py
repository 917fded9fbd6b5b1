"""What is also written in C, for speed: None where the package was built without a compiler.

Nothing else changes by it: each of these has a twin in Python, which is where it is explained.
With `READABLE_PURE_PYTHON` set in the environment the twins are used.
"""

from __future__ import annotations

from os import environ

__all__ = ["compiled"]

try:
    if environ.get("READABLE_PURE_PYTHON"):
        raise ImportError
    from readable.speedups import _compiled as compiled
except ImportError:
    compiled = None  # type: ignore[assignment]
