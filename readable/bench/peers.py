"""Peers that are Python packages. Each is imported when it is opened, and by nothing else here."""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any
from zlib import crc32

from readable.bench.contenders import Contender, NotInstalled
from readable.bench.work import (
    LINE_HEIGHT,
    MARGIN_PX,
    PAGE_HEIGHT_PX,
    PAGE_WIDTH_PX,
    Block,
    Work,
    font_files,
)

__all__ = [
    "PillowRaqm",
    "PlutoPrint",
    "PlutoPrintIsal",
    "PyMuPdf",
    "TakumiPy",
    "Typst",
    "VipsText",
    "WeasyPrint",
]

_COLUMN_PX = PAGE_WIDTH_PX - 2 * MARGIN_PX
_POINTS = 0.75
# Noto Sans' own line, for those who take a line height as something added to it.
_NATURAL_LINE = 1.362


class PlutoPrint(Contender):
    """PlutoPrint as it is shipped, with cairo's PNG writer."""

    install = "pip install plutoprint"

    def open(self) -> str:
        import plutoprint

        self._pluto: Any = plutoprint
        return str(plutoprint.__version__)

    def _canvases(self, work: Work, image_format: Any) -> Iterator[Any]:
        pluto = self._pluto
        margin = MARGIN_PX * _POINTS
        book = pluto.Book(
            pluto.PageSize(PAGE_WIDTH_PX * _POINTS, PAGE_HEIGHT_PX * _POINTS),
            pluto.PageMargins(margin, margin, work.bottom_px * _POINTS, margin),
        )
        book.load_html(work.html, user_style=work.style_sheet)
        for number in range(book.get_page_count()):
            canvas = pluto.ImageCanvas(PAGE_WIDTH_PX, PAGE_HEIGHT_PX, image_format)
            if image_format != pluto.IMAGE_FORMAT_A8:
                canvas.clear_surface(1, 1, 1)
            book.render_page(canvas, number)
            canvas.flush()
            yield canvas

    def render(self, work: Work) -> Iterator[bytes]:
        for canvas in self._canvases(work, self._pluto.IMAGE_FORMAT_ARGB32):
            file = BytesIO()
            canvas.write_to_png_stream(file)
            yield file.getvalue()


class PlutoPrintIsal(PlutoPrint):
    """PlutoPrint's layout and cairo's coverage, written as PNG by isal. Nobody ships this."""

    install = "pip install plutoprint isal numpy"

    def open(self) -> str:
        import numpy
        from isal import isal_zlib

        self._numpy, self._isal = numpy, isal_zlib
        return super().open()

    def render(self, work: Work) -> Iterator[bytes]:
        numpy = self._numpy
        for canvas in self._canvases(work, self._pluto.IMAGE_FORMAT_A8):
            coverage = numpy.frombuffer(canvas.get_data(), numpy.uint8)
            # Each row begins with the number of its filter: none.
            rows = numpy.zeros((PAGE_HEIGHT_PX, PAGE_WIDTH_PX + 1), numpy.uint8)
            rows[:, 1:] = coverage.reshape(PAGE_HEIGHT_PX, -1)[:, :PAGE_WIDTH_PX]
            yield _palette_png(self._isal.compress(rows, 1))


def _palette_png(data: bytes) -> bytes:
    """A page of 256 greys, 0 white, from its compressed rows."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", PAGE_WIDTH_PX, PAGE_HEIGHT_PX, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(255 - level for level in range(256) for _ in range(3))),
        (b"IDAT", data),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))
        for kind, body in chunks
    )


class VipsText(Contender):
    """libvips drawing plain text through Pango: no HTML, no bold, no headings, no gaps."""

    takes = "plain text"
    makes = "one tall picture"
    install = "pip install pyvips pyvips-binary"

    def open(self) -> str:
        try:
            import pyvips
        except OSError as error:  # the binding without its library
            raise NotInstalled(str(error)) from error

        pyvips.cache_set_max(0)
        self._vips: Any = pyvips
        return ".".join(str(pyvips.version(part)) for part in range(3))

    def render(self, work: Work) -> Iterator[bytes]:
        regular, _ = font_files()
        text = self._vips.Image.text(
            "\n".join(escape(block.text, quote=False) for block in work.blocks()),
            font=f"Noto Sans {work.size_px}",
            fontfile=str(regular),
            width=_COLUMN_PX,
            dpi=72,
            spacing=round((LINE_HEIGHT - _NATURAL_LINE) * work.size_px),
        )
        height = text.height + 2 * MARGIN_PX
        page = text.embed(MARGIN_PX, MARGIN_PX, PAGE_WIDTH_PX, height).invert()
        yield page.pngsave_buffer(compression=1, filter="none")


class TakumiPy(Contender):
    """takumi's binding for Python."""

    makes = "one tall picture"
    install = "pip install takumi-py"

    def open(self) -> str:
        from importlib.metadata import version

        import takumi_py

        data = [path.read_bytes() for path in font_files()]
        self._renderer: Any = takumi_py.Renderer(load_default_fonts=False, fonts=data)
        return version("takumi-py")

    def render(self, work: Work) -> Iterator[bytes]:
        # It keeps no <body> and no <style>: the rules of one go into a <div>, the others beside.
        style = work.style_sheet + work.tall_rule
        own = ";".join(rule.partition("{")[2] for rule in style.split("}") if "body{" in rule)
        body = work.html.partition("<body>")[2].partition("</body>")[0]
        html = f"<div style='{own}'>{body}</div>"
        yield self._renderer.render_html(
            html, stylesheets=[style], width=PAGE_WIDTH_PX, height=None, lang="vi"
        )


class Typst(Contender):
    """Typst; the article is turned into its own markup before the clock starts."""

    takes = "Typst's markup"
    install = "pip install typst"

    def open(self) -> str:
        from importlib.metadata import version

        import typst

        folder = str(font_files()[0].parent)
        self._compiler: Any = typst.Compiler(font_paths=[folder], ignore_system_fonts=True)
        return version("typst")

    def prepare(self, work: Work) -> None:
        size = work.size_px
        # At 72 pixels an inch a point is a pixel.
        lines = [
            f"#set page(width: {PAGE_WIDTH_PX}pt, height: {PAGE_HEIGHT_PX}pt, margin: (x: "
            f"{MARGIN_PX}pt, top: {MARGIN_PX}pt, bottom: {work.bottom_px}pt))",
            f'#set text(font: "Noto Sans", size: {size}pt, lang: "vi", top-edge: 0.8em, '
            "bottom-edge: -0.2em)",
            f"#set par(leading: {LINE_HEIGHT - 1}em, spacing: {LINE_HEIGHT}em)",
        ]
        for block in work.blocks():
            text = "".join(_typst_piece(piece) for piece in block.pieces)
            if block.size_px != size:
                text = f"#text(size: {block.size_px}pt)[{text}]"
            lines.append(text)
        self._source = "\n\n".join(lines).encode()

    def render(self, work: Work) -> Iterator[bytes]:
        made = self._compiler.compile(self._source, format="png", ppi=72)
        yield from made if isinstance(made, list) else [made]


def _typst_piece(piece: Any) -> str:
    text = "".join(f"\\{c}" if c in "\\#*_`$<>@=-+/[]~\"'" else c for c in piece.text)
    if piece.underlined:
        text = f"#underline[{text}]"
    if piece.slanted:
        text = f"#emph[{text}]"
    return f"#strong[{text}]" if piece.bold else text


class PyMuPdf(Contender):
    """MuPDF opening a file of HTML, its pages in grey."""

    install = "pip install pymupdf"

    def open(self) -> str:
        import pymupdf

        self._pymupdf: Any = pymupdf
        self._folder = tempfile.TemporaryDirectory()
        for name, path in zip(("regular", "bold"), font_files(), strict=True):
            os.symlink(path, Path(self._folder.name, f"{name}.ttf"))
        return str(pymupdf.VersionBind)

    def render(self, work: Work) -> Iterator[bytes]:
        style = (
            '@font-face{font-family:"Noto Sans";src:url(regular.ttf)}'
            '@font-face{font-family:"Noto Sans";font-weight:bold;src:url(bold.ttf)}'
        )
        file = Path(self._folder.name, "article.html")
        file.write_text(work.html_with(style + work.page_rule + work.style_sheet))
        document = self._pymupdf.open(str(file))
        document.layout(width=PAGE_WIDTH_PX, height=PAGE_HEIGHT_PX, fontsize=work.size_px)
        for page in document:
            yield page.get_pixmap(colorspace=self._pymupdf.csGRAY).tobytes("png")

    def close(self) -> None:
        self._folder.cleanup()


class WeasyPrint(Contender):
    """WeasyPrint to PDF, pdfium to pictures, Pillow to PNG; all at their defaults."""

    install = "pip install weasyprint pypdfium2; apt install libpango-1.0-0 libpangoft2-1.0-0"

    def open(self) -> str:
        try:
            import pypdfium2
            import weasyprint
        except OSError as error:  # the binding without Pango
            raise NotInstalled(str(error)) from error

        self._weasyprint: Any = weasyprint
        self._pdfium: Any = pypdfium2
        return str(weasyprint.__version__)

    def render(self, work: Work) -> Iterator[bytes]:
        style = self._weasyprint.CSS(string=work.style_sheet + work.page_rule)
        data = self._weasyprint.HTML(string=work.html).write_pdf(stylesheets=[style])
        document = self._pdfium.PdfDocument(data)
        for page in document:
            file = BytesIO()
            page.render(scale=1 / _POINTS).to_pil().save(file, "PNG")
            yield file.getvalue()
        document.close()


class PillowRaqm(Contender):
    """Pillow drawing plain words with libraqm, a line's words of one look at a time."""

    takes = "plain text"
    install = "pip install pillow"

    def open(self) -> str:
        import PIL
        from PIL import Image, ImageDraw, ImageFont, features

        if not features.check("raqm"):
            raise NotInstalled("Pillow without libraqm")
        self._image, self._draw = Image, ImageDraw
        self._truetype = ImageFont.truetype
        self._fonts: dict[tuple[int, bool], Any] = {}
        return PIL.__version__

    def _font(self, size_px: int, bold: bool) -> Any:
        if (size_px, bold) not in self._fonts:
            self._fonts[size_px, bold] = self._truetype(str(font_files()[bold]), size_px)
        return self._fonts[size_px, bold]

    def render(self, work: Work) -> Iterator[bytes]:
        top = MARGIN_PX
        page = self._image.new("L", (PAGE_WIDTH_PX, PAGE_HEIGHT_PX), 255)
        for block in work.blocks():
            height = round(block.size_px * block.line_height)
            if top > MARGIN_PX:
                top += block.gap_px
            for line in self._lines(block):
                if top + height > PAGE_HEIGHT_PX - work.bottom_px:
                    yield _saved(page)
                    page = self._image.new("L", (PAGE_WIDTH_PX, PAGE_HEIGHT_PX), 255)
                    top = MARGIN_PX
                draw = self._draw.Draw(page)
                left = float(MARGIN_PX)
                baseline = top + height // 2 + block.size_px * 35 // 100
                for bold, words in groupby(line, lambda word: word[1]):
                    text = " ".join(word for word, _, _ in words) + " "
                    font = self._font(block.size_px, bold)
                    draw.text((left, baseline), text, 0, font, anchor="ls")
                    left += font.getlength(text)
                top += height
        yield _saved(page)

    def _lines(self, block: Block) -> Iterator[list[tuple[str, bool, float]]]:
        """Each line's words with their looks and widths, as many as fit."""
        line: list[tuple[str, bool, float]] = []
        taken = 0.0
        for piece in block.pieces:
            font = self._font(block.size_px, piece.bold)
            space = font.getlength(" ")
            for word in piece.text.split():
                width = font.getlength(word)
                if line and taken + width > _COLUMN_PX:
                    yield line
                    line, taken = [], 0.0
                line.append((word, piece.bold, width))
                taken += width + space
        if line:
            yield line


def _saved(image: Any) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
