"""Builds the parts that are also written in C, wherever the package is built with a compiler.

Without one the package is whole all the same: everything in C has a twin in Python.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext

__all__ = ["SpeedupsHook", "compile_sources"]

_SOURCES = Path("readable/speedups")
_MODULE = "readable.speedups._compiled"


class SpeedupsHook(BuildHookInterface[Any]):
    """Compiles before a wheel is packed, or a checkout is installed to be worked on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the binary beside its sources, and tells the wheel that it is of one system."""
        if self.target_name != "wheel":
            return
        built = compile_sources(Path(self.root))
        if not built:
            self.app.display_warning("Built without a C compiler: the same, but slower.")
            return
        build_data["artifacts"].append(f"/{built.as_posix()}")
        build_data["pure_python"] = False
        system = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"cp311-abi3-{system}"


def compile_sources(root: Path) -> Path | None:
    """Compiles the sources of a checkout; where in it the binary is, or None if that failed."""
    # The stable interface is not that of a Python without its lock.
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return None
    is_windows = sys.platform == "win32"
    extension = Extension(
        _MODULE,
        [str(path.relative_to(root)) for path in sorted((root / _SOURCES).glob("*.c"))],
        # Two roundings in one step would give other last bits than Python.
        extra_compile_args=["/O2"] if is_windows else ["-O3", "-ffp-contract=off"],
        py_limited_api=True,
        optional=True,
    )
    command = build_ext(Distribution({"ext_modules": [extension]}))
    command.ensure_finalized()
    built = _SOURCES / Path(command.get_ext_filename(_MODULE)).name
    # An old one does not know what new Python asks of it.
    (root / built).unlink(missing_ok=True)
    with chdir(root), tempfile.TemporaryDirectory() as scratch:
        command.build_temp = scratch
        command.build_lib = str(root)
        command.run()
    return built if (root / built).exists() else None
