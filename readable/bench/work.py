"""The work that all contenders do: the same text, pages, fonts and sizes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

__all__ = [
    "BOLD_VARIABLE",
    "FAMILY",
    "LINE_HEIGHT",
    "MARGIN_PX",
    "PAGE_HEIGHT_PX",
    "PAGE_WIDTH_PX",
    "REGULAR_VARIABLE",
    "Work",
    "font_files",
]

FAMILY = "complete"
"""The key of the family that everything is set in, Noto Sans."""
LINE_HEIGHT = 1.5
PAGE_WIDTH_PX, PAGE_HEIGHT_PX = 794, 1123
MARGIN_PX = 71
"""9 % of the width, as our pages have it."""
_HEADING_EM, _HEADING_LINE_HEIGHT = 1.5, 1.35

REGULAR_VARIABLE, BOLD_VARIABLE = "READABLE_BENCH_REGULAR", "READABLE_BENCH_BOLD"
"""The environment tells a worker where the fonts are, so that it need not import what knows."""

_BLOCK = re.compile(r"<(p|h[1-6]|figcaption)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")


def font_files() -> tuple[Path, Path]:
    """The regular and the bold font file that everything is set in."""
    return Path(os.environ[REGULAR_VARIABLE]), Path(os.environ[BOLD_VARIABLE])


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look."""

    text: str
    bold: bool
    slanted: bool
    underlined: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading, for contenders that take no HTML."""

    pieces: tuple[Piece, ...]
    size_px: int
    line_height: float
    gap_px: int

    @property
    def text(self) -> str:
        """Its text without looks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Work:
    """An article in HTML, and the size of its body text."""

    html: str
    size_px: int

    @property
    def bottom_px(self) -> int:
        """The lower margin: ours has the page number in it, 2.3 lines as large as the text."""
        return MARGIN_PX + round(2.3 * self.size_px)

    def html_with(self, style_sheet: str) -> str:
        """The article with a style sheet in its head."""
        return self.html.replace("</head>", f"<style>{style_sheet}</style>\n</head>", 1)

    @property
    def style_sheet(self) -> str:
        """How the text is set, in CSS, for whoever takes HTML. Headings have our sizes."""
        return (
            # Each property by itself: not every contender knows `font`.
            f'body{{font-family:"Noto Sans";font-size:{self.size_px}px;line-height:{LINE_HEIGHT};'
            "color:#000;margin:0}p,figure{margin:0 0 1em}a{color:#000;text-decoration:underline}"
            f"h1{{font-size:{_HEADING_EM}em;line-height:{_HEADING_LINE_HEIGHT};"
            "margin:0 0 .75em;font-weight:bold}"
        )

    @property
    def page_rule(self) -> str:
        """The pages in CSS."""
        margins = f"{MARGIN_PX}px {MARGIN_PX}px {self.bottom_px}px {MARGIN_PX}px"
        return f"@page{{size:{PAGE_WIDTH_PX}px {PAGE_HEIGHT_PX}px;margin:{margins}}}"

    @property
    def tall_rule(self) -> str:
        """One picture as high as the article, in CSS."""
        return (
            f"body{{padding:{MARGIN_PX}px;width:{PAGE_WIDTH_PX}px;box-sizing:border-box;"
            "background:#fff}"
        )

    def blocks(self) -> list[Block]:
        """The article's paragraphs and headings, in pieces."""
        blocks = []
        for name, html in _BLOCK.findall(self.html):
            heading = name.startswith("h")
            bold, slanted, underlined = int(heading), 0, 0
            pieces = []
            for part in _TAG.split(html.strip()):
                if part.startswith("<"):
                    step = -1 if part.startswith("</") else 1
                    match part.strip("</>").split()[0]:
                        case "strong" | "b":
                            bold += step
                        case "em" | "i":
                            slanted += step
                        case "a":
                            underlined += step
                elif part:
                    text = unescape(part).replace("\n", " ")
                    pieces.append(Piece(text, bold > 0, slanted > 0, underlined > 0))
            size = round(_HEADING_EM * self.size_px) if heading else self.size_px
            line_height = _HEADING_LINE_HEIGHT if heading else LINE_HEIGHT
            gap = round(0.9 * size) if heading else size
            blocks.append(Block(tuple(pieces), size, line_height, gap))
        return blocks
