"""The files that a page asks for: the toolbar, the style sheet and its fonts, the playground."""

from __future__ import annotations

from functools import cache
from gzip import compress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from readable import widget
from readable.preferences import SCHEMA
from readable.typefaces import typefaces

__all__ = ["Asset", "assets", "example", "version"]

_TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "woff2": "font/woff2",
}
_OWN = ("playground.js", "playground.css")


class Asset(NamedTuple):
    """A file as it goes out."""

    media_type: str
    content: bytes
    packed: bytes | None
    """The same in gzip, where that is shorter."""


@cache
def assets() -> dict[str, Asset]:
    """Each file by its name; those that name others stand beside them."""
    own = {name: files("readable").joinpath("service", "pages", name).read_bytes() for name in _OWN}
    fonts = (f"fonts/{web.path.name}" for face in typefaces().values() for web in face.web)
    names = (*widget.FILES, *widget.ARTICLE_FILES, *fonts)
    own["playground.css"] += _themes().encode()
    every = own | {one: widget.file(one) for one in names}
    return {name: _asset(name, content) for name, content in every.items()}


def _themes() -> str:
    """Each theme's name in its own colours."""
    return "".join(
        f".themes .theme-{name} {{ color: {theme['foreground']}; "
        f"background: {theme['background']} }}\n"
        for name, theme in SCHEMA["themes"].items()
    )


def _asset(name: str, content: bytes) -> Asset:
    suffix = name.rpartition(".")[2]
    # WOFF2 is packed already.
    packed = None if suffix == "woff2" else compress(content, 9, mtime=0)
    return Asset(_TYPES[suffix], content, packed)


@cache
def version() -> str:
    """A hash of all files: the folder that they are in, as they name each other by plain names.

    >>> len(version())
    16
    """
    digest = sha256()
    for name, asset in sorted(assets().items()):
        digest.update(f"{name}\0{len(asset.content)}\0".encode() + asset.content)
    return digest.hexdigest()[:16]


@cache
def example() -> str:
    """The article that the playground begins with."""
    in_wheel = files("readable").joinpath("data", "example.html")
    here = Path(__file__).parent.parent.parent / "examples" / "article.html"
    return (in_wheel if in_wheel.is_file() else here).read_text(encoding="utf-8")
