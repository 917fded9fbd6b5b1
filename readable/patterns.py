"""Regular expressions that are compiled when they are first used.

To compile the 160 on the way to an image takes a tenth of the time of a command, and most articles
need less than half of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


class _Pattern:
    """Has what the compiled one has, from the first time on that it is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, to be called; an error in it shows when it is first used.

    >>> pattern("[à-ỹ]").search("Bắc")[0]
    'ắ'
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
