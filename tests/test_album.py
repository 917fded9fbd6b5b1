"""What an album says is what the article says, for any article."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from test_layout import ARTICLES

from readable.album import text_layer, write_album
from readable.article import Article, block_texts
from readable.paint import to_images
from readable.papers import Paper
from readable.preferences import Preferences

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
    assert "".join(layer) == "".join(texts)
    with TemporaryDirectory() as folder:
        paths = write_album(images, Path(folder))
        described = []
        for path in paths[: len(images)]:
            with Image.open(path) as image:
                packet = ElementTree.fromstring(image.info["XML:com.adobe.xmp"])
            (field,) = packet.iter(EXTENDED)
            described.append(field.find(f".//{RDF}li").text or "")  # type: ignore[union-attr]
    assert "".join(described) == "".join(f"{text}\n" for text in texts)
