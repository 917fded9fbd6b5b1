"""Packages of the npm registry, fetched with npm and believed only when their hash is right."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["BuildError", "Package", "fetch", "integrity_of"]


class BuildError(Exception):
    """The faces cannot be made: what is wrong, and what to do.

    Not a ``readable.errors`` kind, because the faces are built before the package is installed.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}: {hint}")


@dataclass(frozen=True, slots=True)
class Package:
    """One published version of an npm package.

    ``integrity`` is the registry's Subresource Integrity value of the tarball, as
    ``npm view NAME@VERSION dist.integrity`` prints it.
    """

    name: str
    version: str
    integrity: str

    @property
    def specifier(self) -> str:
        """What npm calls it.

        >>> Package("@expo-google-fonts/lexend", "0.4.1", "sha512-").specifier
        '@expo-google-fonts/lexend@0.4.1'
        """
        return f"{self.name}@{self.version}"


def integrity_of(tarball: bytes) -> str:
    """The Subresource Integrity value of some bytes, by SHA-512.

    >>> integrity_of(b"")[:24]
    'sha512-z4PhNX7vuL3xVChQ1'
    """
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode("ascii")


def fetch(package: Package, folder: Path) -> Mapping[str, bytes]:
    """Download a package into ``folder`` and give its files, by their path in the tarball.

    Nothing of the package is run or unpacked on disk. Raises :class:`BuildError` when npm is
    missing, the registry does not answer, or the tarball is not the one that was reviewed.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise BuildError(
            "npm is not installed", "install Node.js, or use the font files as they are committed"
        )
    target = folder / package.name.replace("/", "-").lstrip("@")
    target.mkdir()
    answer = subprocess.run(
        [npm, "pack", package.specifier, "--pack-destination", str(target), "--loglevel=error"],
        capture_output=True,
        cwd=target,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    tarballs = sorted(target.glob("*.tgz"))
    if answer.returncode != 0 or len(tarballs) != 1:
        reason = next(iter(answer.stderr.strip().splitlines()), "no reason given")
        raise BuildError(
            f"npm could not fetch {package.specifier} ({reason})",
            "check the network and the registry that `npm config get registry` names",
        )
    tarball = tarballs[0].read_bytes()
    found = integrity_of(tarball)
    if found != package.integrity:
        raise BuildError(
            f"{package.specifier} is not the package that was reviewed"
            f" (expected {package.integrity}, got {found})",
            "do not use it; find out what changed before writing a new hash in build.py",
        )
    with tarfile.open(tarballs[0]) as archive:
        return {
            member.name: content.read()
            for member in archive.getmembers()
            if (content := archive.extractfile(member)) is not None
        }
