"""Who does the work: readable itself, and each peer through its own interface.

Outside libraries are imported when a contender is opened, in a process of its own, and nowhere else.
"""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from dataclasses import replace
from html import escape, unescape
from io import BytesIO
from typing import Any
from zlib import crc32

from readable.bench.articles import plain_paragraphs
from readable.bench.work import FAMILY, LINE_HEIGHT, PAPER, Work, font_files

__all__ = ["CONTENDERS", "Contender"]


class Contender(ABC):
    """Someone who makes PNG pictures of an article."""

    makes = "pages"
    """"pages", or "one tall picture"."""
    needs = ""
    """How to install what it is made of."""

    @abstractmethod
    def open(self) -> str:
        """Imports and opens what can be kept from article to article; answers the version."""

    @abstractmethod
    def render(self, work: Work) -> list[bytes]:
        """The pictures as PNG files in memory."""


class Readable(Contender):
    """This package: HTML in bytes to pages, as its functions are called by anyone."""

    def open(self) -> str:
        import readable
        from readable.fonts import FontSet
        from readable.preferences import Preferences

        self._preferences = Preferences(line_height=LINE_HEIGHT, font=FAMILY)
        self._open = FontSet.bundled
        self.fonts = self._opened()
        return readable.__version__

    def _opened(self) -> Any:
        fonts = self._open()
        family = fonts.families[FAMILY]
        family.face(False), family.face(True)
        return fonts

    def render(self, work: Work) -> list[bytes]:
        from readable.paint import to_images
        from readable.reading import read_article

        article = read_article(work.html.encode())
        preferences = replace(self._preferences, scale=round(work.size_px / 16 * 100))
        images = to_images(article, preferences, paper=PAPER, family=FAMILY, fonts=self.fonts)
        return [image.data for image in images]


class Emptied(Readable):
    """The same with fonts just opened for every article, and so nothing kept of their glyphs."""

    def prepare(self) -> None:
        self.fonts = self._opened()


class PlutoPrint(Contender):
    """PlutoPrint as it is shipped: cairo's own PNG writer."""

    needs = "pip install plutoprint"

    def open(self) -> str:
        import plutoprint

        self._pluto: Any = plutoprint
        return str(plutoprint.__version__)

    def _pages(self, work: Work, image_format: Any) -> list[Any]:
        pluto = self._pluto
        points = 0.75
        margin = PAPER.margins_px * points
        assert PAPER.height_px is not None
        book = pluto.Book(
            pluto.PageSize(PAPER.width_px * points, PAPER.height_px * points),
            pluto.PageMargins(margin, margin, work.bottom_px * points, margin),
        )
        book.load_html(work.html, user_style=work.style_sheet)
        canvases = []
        for number in range(book.get_page_count()):
            canvas = pluto.ImageCanvas(PAPER.width_px, PAPER.height_px, image_format)
            if image_format != pluto.IMAGE_FORMAT_A8:
                canvas.clear_surface(1, 1, 1)
            book.render_page(canvas, number)
            canvas.flush()
            canvases.append(canvas)
        return canvases

    def render(self, work: Work) -> list[bytes]:
        files = []
        for canvas in self._pages(work, self._pluto.IMAGE_FORMAT_ARGB32):
            file = BytesIO()
            canvas.write_to_png_stream(file)
            files.append(file.getvalue())
        return files


class PlutoPrintIsal(PlutoPrint):
    """PlutoPrint's layout and cairo's coverage, written as PNG by isal. Nobody ships this."""

    needs = "pip install plutoprint isal numpy"

    def open(self) -> str:
        import numpy

        self._numpy = numpy
        return super().open()

    def render(self, work: Work) -> list[bytes]:
        pluto = self._pluto
        files = []
        for canvas in self._pages(work, pluto.IMAGE_FORMAT_A8):
            width, height = PAPER.width_px, canvas.get_height()
            coverage = self._numpy.frombuffer(canvas.get_data(), self._numpy.uint8)
            rows = self._numpy.zeros((height, width + 1), self._numpy.uint8)
            rows[:, 1:] = coverage.reshape(height, -1)[:, :width]
            files.append(grey_png(rows, width, height))
        return files


def grey_png(rows: Any, width: int, height: int) -> bytes:
    """An 8-bit PNG of coverage, black on white; each row begins with its filter, none."""
    from isal import isal_zlib

    ramp = bytes(255 - level for level in range(256) for _ in range(3))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", ramp),
        (b"IDAT", isal_zlib.compress(rows, 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))
        for kind, data in chunks
    )


class VipsText(Contender):
    """libvips drawing plain text through Pango: no HTML, no bold, no pages, no gaps."""

    makes = "one tall picture"
    needs = "pip install pyvips pyvips-binary"
    _compression = 1

    def open(self) -> str:
        import pyvips

        pyvips.cache_set_max(0)
        pyvips.concurrency_set(1)
        self._vips: Any = pyvips
        return f"{pyvips.version(0)}.{pyvips.version(1)}.{pyvips.version(2)}"

    def render(self, work: Work) -> list[bytes]:
        regular, _ = font_files()
        margin = PAPER.margins_px
        text = self._vips.Image.text(
            "\n".join(escape(unescape(text), False) for text in plain_paragraphs(work.html)),
            font=f"Noto Sans {work.size_px}",
            fontfile=str(regular),
            width=PAPER.width_px - 2 * margin,
            dpi=72,
            # Pango's own line is 1.362 em high in Noto Sans.
            spacing=round((LINE_HEIGHT - 1.362) * work.size_px),
        )
        page = text.embed(margin, margin, PAPER.width_px, text.height + 2 * margin).invert()
        return [page.pngsave_buffer(compression=self._compression, filter="none")]


CONTENDERS: dict[str, type[Contender]] = {
    "readable": Readable,
    "readable-emptied": Emptied,
    "plutoprint": PlutoPrint,
    "plutoprint+isal": PlutoPrintIsal,
    "vips-text": VipsText,
}
