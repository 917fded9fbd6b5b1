"""The rules, one module for each family. Importing this enters all of them into the catalogue."""

from readable.check.rules import (
    aria_use,
    colours,
    documents,
    language,
    letters,
    naming,
    operating,
    pictures,
    reading,
    screen,
    spacing,
    structure,
    tables,
)

__all__ = [
    "aria_use",
    "colours",
    "documents",
    "language",
    "letters",
    "naming",
    "operating",
    "pictures",
    "reading",
    "screen",
    "spacing",
    "structure",
    "tables",
]
