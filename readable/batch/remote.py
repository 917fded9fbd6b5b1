"""Addresses: what fsspec reaches."""

from __future__ import annotations

from collections.abc import Iterator

from readable.batch.found import Found
from readable.errors import UnreadableInput, WrongUse

__all__ = ["found", "is_address"]


def is_address(name: str) -> bool:
    """Whether a name is an address and no path.

    >>> is_address("s3://archive/2023"), is_address("archive/2023")
    (True, False)
    """
    scheme, sign, _ = name.partition("://")
    return bool(sign) and scheme.isalnum()


def found(name: str, identifier: str | None) -> Iterator[Found | UnreadableInput]:
    """The articles at an address."""
    raise WrongUse(f"{name} is an address", hint="not there yet")
    yield
