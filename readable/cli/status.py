"""The exit status of the command."""

from __future__ import annotations

__all__ = ["DONE", "SOME_FAILED", "UNREADABLE", "WRONG_USE"]

DONE, SOME_FAILED, WRONG_USE, UNREADABLE = 0, 1, 2, 3
