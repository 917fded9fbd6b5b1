"""One TIFF file holds every page as the PNG files have it, each with its text."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from readable.album import write_album
from readable.article import Article
from readable.errors import OutputFailed
from readable.paint import to_images
from readable.papers import Paper
from readable.preferences import Preferences
from readable.reading import read_article
from readable.tiff import TiffPage, TiffWriter

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def example() -> Article:
    return read_article((EXAMPLES / "article.html").read_bytes())


def test_the_pages_of_a_tiff_are_those_of_the_pngs(example: Article, tmp_path: Path) -> None:
    # An odd width, and pages higher than a band, of one and of two strips.
    options: dict[str, Any] = {"base": EXAMPLES, "paper": Paper(601, 2300, 40, 200)}
    pages = to_images(example, Preferences(theme="yellow"), **options)
    tiff = to_images(example, Preferences(theme="yellow"), format="tiff", **options)
    paths = write_album(tiff, tmp_path)
    assert [path.name for path in paths] == ["pages.tiff", "manifest.json"]
    with Image.open(paths[0]) as whole:
        assert whole.n_frames == len(pages) > 1  # type: ignore[attr-defined]
        modes = []
        for place, (image, single) in enumerate(zip(pages, tiff, strict=True)):
            whole.seek(place)
            modes.append(whole.mode)
            assert whole.info["dpi"] == (200, 200)
            assert whole.tag_v2[297] == (place, len(pages))  # type: ignore[attr-defined]
            assert image.page.text in whole.tag_v2[700].decode().replace("&amp;", "&")  # type: ignore[attr-defined]
            for data in (image.data, single.data):
                with Image.open(BytesIO(data)) as other:
                    assert whole.convert("RGB").tobytes() == other.convert("RGB").tobytes()
        assert set(modes) == {"P", "RGB"}
    manifest = json.loads(paths[1].read_text())
    assert "".join(page["text"] for page in manifest["pages"]) == example.text + "\n"


def test_an_index_beside_a_tiff_is_not_ours(example: Article, tmp_path: Path) -> None:
    images = to_images(example, format="tiff")
    write_album(images, tmp_path)
    (tmp_path / "index.html").write_text("mine")
    write_album(images, tmp_path)
    assert (tmp_path / "index.html").read_text() == "mine"
    with pytest.raises(OutputFailed, match=r"index.html is there already"):
        write_album(to_images(example), tmp_path)


def test_more_than_a_file_can_hold_is_refused() -> None:
    class Endless(BytesIO):
        """Takes whatever it is given, and keeps nothing."""

        def write(self, data: Any) -> int:
            return len(data)

        def seek(self, *at: int) -> int:
            return 0

    writer = TiffWriter(Endless())
    writer._end = 2**32 - 100
    page = TiffPage(8, 8, 8, [bytes(32)], bytes(48), 96, 1, 1, "a", "b" * 100)
    with pytest.raises(OutputFailed, match="choose png"):
        writer.add(page)
