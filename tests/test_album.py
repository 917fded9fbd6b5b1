"""What an album says is what the article says, for any article."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from test_layout import ARTICLES

from readable.album import text_layer, write_album
from readable.article import Article, Cell, Figure, Image, Paragraph, Run, Table, block_texts
from readable.paint import to_images
from readable.papers import Paper
from readable.preferences import Preferences
from readable.reading import read_article

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
EXTENDED = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}ExtDescrAccessibility"


@settings(max_examples=25)
@given(article=ARTICLES, scale=st.sampled_from([100, 400]))
def test_layer_and_metadata_have_the_text_of_any_article(article: Article, scale: int) -> None:
    images = to_images(article, Preferences(scale=scale), paper=Paper(700, 1600))
    layer = []
    for page in images.pages:
        markup, rules = text_layer(page)
        soup = BeautifulSoup(markup, "html.parser")
        layer.append("".join(line.text for line in soup.select("span")))
        for line in soup.select("span"):
            assert f"#{line['id']}{{" in rules
    texts = [text for block in article.blocks for text in block_texts(block)]
    # Headings that only labels show are read there, and all others in their place.
    lines = [line for page in images.pages for line in page.lines]
    labels = "".join(line.label.text for line in lines if line.label)
    assert all(line.text in labels for line in lines if not line.height_px)
    drawn = [line.label.text if line.label else line.text for line in lines if line.height_px]
    assert "".join(layer) == "".join(drawn)
    with TemporaryDirectory() as folder:
        paths = write_album(images, Path(folder))
        described = []
        for path in paths[: len(images)]:
            with Pillow.open(path) as image:
                packet = ElementTree.fromstring(image.info["XML:com.adobe.xmp"])
            (field,) = packet.iter(EXTENDED)
            described.append(field.find(f".//{RDF}li").text or "")  # type: ignore[union-attr]
    assert "".join(described) == "".join(f"{text}\n" for text in texts)


def test_a_picture_is_read_before_its_caption_and_a_value_after_its_heading() -> None:
    def paragraph(text: str) -> Paragraph:
        return Paragraph((Run(text),))

    def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),), header) for text in cells)

    picture = Image("missing", "Bản đồ ngập")
    with_picture = *row("Xã Đạ Tẻh 2"), Cell((Figure((picture,)), Figure((picture,))))
    article = Article(
        (
            paragraph("Đoạn một."),
            Figure((picture,), (paragraph("Ảnh: A"),)),
            paragraph("Đoạn hai."),
            Table((row("Xã", "Số hộ", header=True), row("Cát Tiên", "318"), with_picture)),
            paragraph("Đoạn ba."),
        )
    )
    images = to_images(article, Preferences(scale=400), paper=Paper(500, None))
    layer = BeautifulSoup(text_layer(images.pages[0])[0], "html.parser")
    said = [one.get("aria-label") or one.get_text() for one in layer.div.find_all(recursive=False)]
    assert said == [
        *("Đoạn một.", "Bản đồ ngập", "Ảnh: A", "Đoạn hai."),
        *("Xã", "Cát Tiên", "Số hộ", "318"),
        *("Xã", "Xã Đạ Tẻh 2", "Số hộ", "Bản đồ ngập", "Bản đồ ngập"),
        "Đoạn ba.",
    ]


def test_a_value_of_several_rows_is_read_in_each_as_a_paragraph_of_its_own() -> None:
    def cell(text: str, rows: int = 1, header: bool = False) -> Cell:
        return Cell((Paragraph((Run(text),)),), header, row_span=rows)

    heads = tuple(cell(text, header=True) for text in ("Xã", "Số hộ", "Loại đất"))
    first = cell("Cát Tiên"), cell("318", 2), cell("Ba dan", 2)
    article = Article((Table((heads, first, (cell("Nâm Nung"),))), Paragraph((Run("Hết."),))))
    images = to_images(article, Preferences(scale=400), paper=Paper(500, None))
    layer = BeautifulSoup(text_layer(images.pages[0])[0], "html.parser")
    said = [one.get_text() for one in layer.div.find_all(recursive=False)]
    values = ["Số hộ", "318", "Loại đất", "Ba dan"]
    assert said == ["Xã", "Cát Tiên", *values, "Xã", "Nâm Nung", *values, "Hết."]


def test_the_layer_says_what_is_in_another_language(tmp_path: Path) -> None:
    text = "Theo lời dặn của người xưa " * 3
    article = Article(
        (
            Paragraph((Run("a"),)),
            Paragraph((Run(text), Run("the World Health Organization", lang="en"), Run(" nói."))),
        )
    )
    images = to_images(article, Preferences(scale=400), paper=Paper(700, 1600))
    folder = tmp_path / "album"
    write_album(images, folder)
    page = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    # Over as many lines as it takes, each a part, and nothing else.
    parts = [part.get_text() for part in page.select(".text span[lang=en]")]
    assert len(parts) > 1
    assert "".join(parts) == "the World Health Organization"
    assert "".join(line.get_text() for line in page.select(".text > p > span")) == "a" + "".join(
        run.text
        for run in article.blocks[1].runs  # type: ignore[union-attr]
    )


def test_a_folder_that_may_be_written_and_not_listed_is_written(tmp_path: Path) -> None:
    images = to_images(read_article("<p>Tin.</p>"))
    write_album(images, tmp_path)  # with every module loaded
    # Where anybody may go, which is not so of the folders of tests.
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o333)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            paths = write_album(images, folder)
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o700)
        assert {path.name for path in folder.iterdir()} == {path.name for path in paths}
