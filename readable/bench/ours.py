"""Where the time of this package goes, by its public functions, in a worker's process."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import process_time
from typing import Any, TypeVar

from readable.article import Article
from readable.bench.contenders import Readable
from readable.bench.work import FAMILY, LINE_HEIGHT, PAGE_HEIGHT_PX, PAGE_WIDTH_PX
from readable.fonts import FontSet
from readable.layout import Paper
from readable.paint import Images, to_images
from readable.png import packed_rows
from readable.preferences import Preferences
from readable.reading import read_article

__all__ = ["at_sizes", "stages"]

_Made = TypeVar("_Made")
_PAPER = Paper(PAGE_WIDTH_PX, PAGE_HEIGHT_PX)


def _timed(work: Callable[[], _Made]) -> tuple[_Made, float]:
    start = process_time()
    made = work()
    return made, (process_time() - start) * 1000


def _laid(article: Article, fonts: FontSet, scale: int) -> Images:
    preferences = Preferences(scale=scale, line_height=LINE_HEIGHT, font=FAMILY)
    return to_images(article, preferences, paper=_PAPER, fonts=fonts, family=FAMILY)


def _painted(images: Images) -> list[bytes]:
    return [image.data for image in images]


def _deflating_ms(files: Sequence[bytes]) -> float:
    """How long deflating the rows of these pictures again takes."""
    rows = [zlib.decompress(_image_data(file)) for file in files]
    stride = 1 + (PAGE_WIDTH_PX + 1) // 2
    return _timed(lambda: [packed_rows([each], stride) for each in rows])[1]


def _image_data(png: bytes) -> bytes:
    parts = []
    place = 8
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            parts.append(png[place + 8 : place + 8 + size])
        place += size + 12
    return b"".join(parts)


def stages(contender: Readable, html: str, scale: int, empty: bool) -> dict[str, float]:
    """The milliseconds of each stage of one article; with fonts just opened if `empty`."""
    if empty:
        contender.open_fonts()
    article, read = _timed(lambda: read_article(html.encode()))
    images, laid = _timed(lambda: _laid(article, contender.fonts, scale))
    files, painted = _timed(lambda: _painted(images))
    _, again = _timed(lambda: _laid(article, contender.fonts, scale))
    deflated = _deflating_ms(files)
    return {
        "read": read,
        "shape, break and lay out": laid,
        "of it, again (shaped before)": again,
        "raster and encode": painted,
        "of it, deflate": deflated,
        "all": read + laid + painted,
    }


@dataclass(frozen=True, slots=True)
class AtSize:
    """What one size of an article took."""

    scale: int
    ms: float
    deflate_ms: float
    pages: int


def at_sizes(contender: Readable, html: str, scales: Sequence[int]) -> list[dict[str, Any]]:
    """An article read once and rendered at one size after the other; reading is the first's."""
    article, read = _timed(lambda: read_article(html.encode()))
    taken = []
    for scale in scales:
        files, made = _timed(lambda scale=scale: _painted(_laid(article, contender.fonts, scale)))  # type: ignore[misc]
        taken.append(asdict(AtSize(scale, read + made, _deflating_ms(files), len(files))))
        read = 0.0
    return taken
