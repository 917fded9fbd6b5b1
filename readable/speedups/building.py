"""Builds the parts that are also written in C, wherever the package is built with a compiler.

Without one the package is whole all the same: everything in C has a twin in Python.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from contextlib import chdir
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext

__all__ = ["SpeedupsHook", "compile_in_place", "digest"]

_FOLDER = Path("readable/speedups")
_MODULE = "readable.speedups._compiled"


class SpeedupsHook(BuildHookInterface[Any]):
    """Compiles before a wheel is packed, or a checkout is installed to be worked on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the binary into the wheel, then of one Python and system, or into the checkout."""
        root = Path(self.root)
        if version == "editable":
            built = compile_in_place(root)
        else:
            self._folder = tempfile.TemporaryDirectory()
            built = _compile(root, Path(self._folder.name))
        if not built:
            self.app.display_warning("The parts in C could not be built: the same, but slower.")
        elif version != "editable":
            build_data["force_include"][str(built)] = (_FOLDER / built.name).as_posix()
            build_data["pure_python"] = False
            system = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            python = f"cp{sys.version_info.major}{sys.version_info.minor}"
            build_data["tag"] = f"{python}-{python}-{system}"


def compile_in_place(root: Path) -> Path | None:
    """Compiles the sources of a checkout beside them; None if that could not be done."""
    try:
        with tempfile.TemporaryDirectory(dir=root / _FOLDER) as folder:
            built = _compile(root, Path(folder))
            if built:
                # At once: a process that starts meanwhile finds the old one or the new.
                built = built.replace(root / _FOLDER / built.name)
            return built
    except OSError:  # a folder that may not be written into
        return None


def digest(folder: Path) -> str:
    """What tells these sources from others."""
    found = sha256()
    for path in sorted(folder.glob("*.[ch]")):
        found.update(path.read_text(encoding="utf-8").encode())
    return found.hexdigest()[:16]


def _compile(root: Path, into: Path) -> Path | None:
    """Compiles the sources of a checkout into another folder; None if that could not be done."""
    # What is read inside of tuples and numbers is CPython's, and the lock has to hold meanwhile.
    if sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED"):
        return None
    is_windows = sys.platform == "win32"
    extension = Extension(
        _MODULE,
        [str(path) for path in sorted((root / _FOLDER).glob("*.c"))],
        define_macros=[("SOURCES", f'"{digest(root / _FOLDER)}"')],
        # Two roundings in one step would give other last bits than Python.
        extra_compile_args=["/O2"] if is_windows else ["-O3", "-g0", "-ffp-contract=off"],
        optional=True,
    )
    command = build_ext(Distribution({"ext_modules": [extension]}))
    command.build_lib = str(into)
    with tempfile.TemporaryDirectory() as scratch, chdir(scratch):
        command.build_temp = scratch
        command.ensure_finalized()
        command.run()
    return next((into / _FOLDER).glob("_compiled*"), None)
