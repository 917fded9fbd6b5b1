"""The work that all contenders do: the same text on the same pages with the same fonts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from readable.layout import Paper
from readable.typefaces import typefaces

__all__ = ["FAMILY", "LINE_HEIGHT", "PAPER", "Work", "font_files"]

FAMILY = "complete"
"""The key of the family that everything is set in, Noto Sans."""
LINE_HEIGHT = 1.5
PAPER = Paper()


@dataclass(frozen=True, slots=True)
class Work:
    """An article and the size of its body text."""

    html: str
    size_px: int

    @property
    def bottom_px(self) -> int:
        """The lower margin: ours has the page number in it, 2.3 lines as large as the text."""
        return PAPER.margins_px + round(2.3 * self.size_px)

    @property
    def style_sheet(self) -> str:
        """The work in CSS, for whoever takes HTML. Headings have our sizes."""
        margin = PAPER.margins_px
        return f"""
@page {{ size: {PAPER.width_px}px {PAPER.height_px}px; margin: 0 }}
@page {{ margin: {margin}px {margin}px {self.bottom_px}px {margin}px }}
html {{ font: {self.size_px}px/{LINE_HEIGHT} "Noto Sans"; color: #000 }}
body {{ margin: 0 }}
p {{ margin: 0 0 1em }}
figure {{ margin: 0 0 1em }}
a {{ color: #000; text-decoration: underline }}
h1 {{ font-size: 1.5em; line-height: 1.35; margin: 0 0 .75em; font-weight: bold }}
"""


def font_files() -> tuple[Path, Path]:
    """The regular and the bold font file that everything is set in."""
    face = typefaces()[FAMILY]
    return face.regular, face.bold
