"""Draws the pictures of the documents again: python docs/make_pictures.py."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from readable import Preferences, read_article, to_images

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
GAP_PX = 16


def draw_sizes() -> Image.Image:
    """The example article's pages at three sizes, side by side, at half their size."""
    article = read_article((EXAMPLES / "article.html").read_bytes())
    shown = (
        (Preferences(scale=100), 1),
        (Preferences(scale=200), 2),
        (Preferences(scale=400, theme="yellow"), 2),
    )
    pages = []
    for preferences, number in shown:
        images = to_images(article, preferences, base=EXAMPLES)
        data = next(image.data for image in images if image.number == number)
        pages.append(Image.open(BytesIO(data)).convert("RGB").reduce(2))
    width = sum(page.width for page in pages) + GAP_PX * (len(pages) + 1)
    sheet = Image.new("RGB", (width, pages[0].height + 2 * GAP_PX), "#8a8a8a")
    left = GAP_PX
    for page in pages:
        sheet.paste(page, (left, GAP_PX))
        left += page.width + GAP_PX
    return sheet.quantize(160, dither=Image.Dither.NONE)


if __name__ == "__main__":
    draw_sizes().save(DOCS / "pictures" / "sizes.png", optimize=True)
