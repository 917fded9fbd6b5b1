"""Builds the parts that are also written in C, wherever the package is built with a compiler.

Without one the package is whole all the same: everything in C has a twin in Python.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError

_SOURCES = "readable/speedups"


class SpeedupsHook(BuildHookInterface[Any]):
    """Compiles before a wheel is packed, or a checkout is installed to be worked on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the binary beside the package, and tells the wheel that it is of one system."""
        # The stable interface is not that of a Python without its lock.
        if self.target_name != "wheel" or sysconfig.get_config_var("Py_GIL_DISABLED"):
            return
        try:
            built = _compile(Path(self.root))
        except BaseError as error:
            self.app.display_warning(f"Without a C compiler readable is slower: {error}")
            return
        build_data["artifacts"].append(f"/{built}")
        build_data["pure_python"] = False
        system = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"cp311-abi3-{system}"


def _compile(root: Path) -> str:
    """Compiles the sources below a checkout; where in it the binary is."""
    arguments = ["-O3"]
    if sys.platform == "win32":
        arguments = ["/O2", "/fp:precise"]
    else:
        # Two roundings in one step would give other last bits than Python.
        arguments.append("-ffp-contract=off")
    extension = Extension(
        "readable.speedups._compiled",
        [str(path.relative_to(root)) for path in sorted((root / _SOURCES).glob("*.c"))],
        depends=[f"{_SOURCES}/speedups.h"],
        extra_compile_args=arguments,
        py_limited_api=True,
    )
    command = build_ext(Distribution({"ext_modules": [extension], "src_root": str(root)}))
    with tempfile.TemporaryDirectory() as scratch:
        command.build_temp = scratch
        command.build_lib = str(root)
        command.force = True
        command.ensure_finalized()
        command.run()
    return str(command.get_ext_filename("readable.speedups._compiled"))
