"""Vietnamese web articles, readable for people who need larger text.

>>> import readable
>>> article = readable.read_article("<h1>Tỉnh Bắc Kạn</h1><p>Hội nghị biểu dương")
>>> fragment = readable.to_html(article, readable.Preferences(scale=150))
>>> pages = readable.to_images(article, readable.Preferences(scale=200))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readable.additions import Additions
    from readable.album import write_album
    from readable.article import Article
    from readable.check import check
    from readable.enriching import enrich
    from readable.errors import ReadableError
    from readable.largeprint import LARGE_PRINT_STANDARDS
    from readable.markup import to_html
    from readable.paint import to_images
    from readable.papers import Paper
    from readable.pdf import to_pdf
    from readable.preferences import LARGE_PRINT, Preferences
    from readable.reading import read_article
    from readable.sanitising import sanitise
    from readable.wrapping import wrap

__version__ = "0.1.0"

__all__ = [
    "LARGE_PRINT",
    "LARGE_PRINT_STANDARDS",
    "Additions",
    "Article",
    "Paper",
    "Preferences",
    "ReadableError",
    "check",
    "enrich",
    "read_article",
    "sanitise",
    "to_html",
    "to_images",
    "to_pdf",
    "wrap",
    "write_album",
]

# Each public name is loaded when it is first asked for: making HTML needs no picture library,
# and importing the package needs nothing at all.
_HOMES = {
    "LARGE_PRINT": "preferences",
    "LARGE_PRINT_STANDARDS": "largeprint",
    "Additions": "additions",
    "Article": "article",
    "Paper": "papers",
    "Preferences": "preferences",
    "ReadableError": "errors",
    "check": "check",
    "enrich": "enriching",
    "read_article": "reading",
    "sanitise": "sanitising",
    "to_html": "markup",
    "to_images": "paint",
    "to_pdf": "pdf",
    "wrap": "wrapping",
    "write_album": "album",
}

# The modules that are documented to be reached through the package.
_MODULES = ("markup", "optimum", "widget")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"readable.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'readable' has no attribute {name!r}")
    return getattr(import_module(f"readable.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
