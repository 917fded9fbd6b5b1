"""What can go wrong that a person can put right: each error says what happened and what to do."""

from __future__ import annotations

__all__ = [
    "ImageRefused",
    "InvalidPreference",
    "OutputFailed",
    "ReadableError",
    "UnreadableFont",
    "UnreadableInput",
    "WrongUse",
]


class ReadableError(Exception):
    """A fault in the call, with a hint of what to do next.

    >>> str(ReadableError("no text in the page", hint="pass the article's HTML"))
    "no text in the page: pass the article's HTML"
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}: {hint}")
        self.message = message
        self.hint = hint


class UnreadableInput(ReadableError):
    """The input cannot be read as an article."""


class UnreadableFont(ReadableError):
    """The file is not a font that can be shaped with."""


class InvalidPreference(ReadableError):
    """A reading preference outside what can be rendered."""


class ImageRefused(ReadableError):
    """A picture that may not, or cannot, be loaded. Layout turns it into a finding."""

    title: str = ""
    """What the picture calls itself, as far as that could be read."""


class WrongUse(ReadableError):
    """An option of the command that names nothing there is."""


class OutputFailed(ReadableError):
    """The result cannot be written where, or as, it was asked for."""
