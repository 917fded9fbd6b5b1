"""What keeps a reader with low vision from reading a page, with evidence.

`readable.check(html)` answers a `Report`. The package can be called as its function `check` can,
as both have the name that a caller looks for.

>>> import readable
>>> readable.check("<p>Tỉnh Bắc Kạn</p>").failed
()
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readable.check.report import CheckFinding, Report
    from readable.check.runner import check

__all__ = ["CheckFinding", "Report", "check"]

_HOMES = {"CheckFinding": "report", "Report": "report", "check": "runner"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'readable.check' has no attribute {name!r}")
    return getattr(import_module(f"readable.check.{_HOMES[name]}"), name)


class _Callable(ModuleType):
    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return import_module("readable.check.runner").check(*arguments, **named)


sys.modules[__name__].__class__ = _Callable
