"""The text laid over the pictures is the article's, where the picture shows it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import OpenPage, Violation
from readable.album import write_album
from readable.article import Article, Paragraph, Run
from readable.paint import Images, to_images
from readable.preferences import Preferences
from readable.reading import read_article

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def article() -> Article:
    read = read_article((EXAMPLES / "article.html").read_bytes())
    motto = Run("Lấy cái đẹp dẹp cái xấu, lấy tích cực đẩy lùi tiêu cực, xây đi đôi với chống")
    signature = Run("THAY MẶT ỦY BAN NHÂN DÂN TỈNH, CHỦ TỊCH")
    aligned = (Paragraph((motto,), alignment="center"), Paragraph((signature,), alignment="end"))
    return replace(read, blocks=(*read.blocks, *aligned))


@pytest.fixture(scope="module")
def album(article: Article, tmp_path_factory: pytest.TempPathFactory) -> tuple[Images, Path]:
    folder = tmp_path_factory.mktemp("album")
    images = to_images(article, Preferences(scale=200, font="serif"), base=EXAMPLES)
    write_album(images, folder)
    return images, folder


BLOCKS = """() => [...document.querySelectorAll(".text > :not([role])")].map(e => e.textContent)"""
LINES = """() => [...document.querySelectorAll("section.page")].map(section => {
  const page = section.getBoundingClientRect();
  return [...section.querySelectorAll(".text span")].map(span => {
    const boxes = [...span.getClientRects()];
    const range = document.createRange();
    range.selectNodeContents(span);
    const inked = range.getBoundingClientRect();
    return {text: span.textContent, boxes: boxes.length, left: inked.left - page.left,
            right: inked.right - page.left, middle: (inked.top + inked.bottom) / 2 - page.top};
  });
})"""
COPY = """() => { getSelection().selectAllChildren(document.querySelector("main"));
                return getSelection().toString(); }"""


def test_the_layer_says_what_the_article_says(
    article: Article, album: tuple[Images, Path], serve: Callable[[Path], str], open_page: OpenPage
) -> None:
    page = open_page(width=1000, height=800)
    page.goto(f"{serve(album[1])}/index.html")
    # A paragraph that goes on over a page stands in two elements.
    assert "".join(page.evaluate(BLOCKS)) == article.text.replace("\n", "")
    # Whoever copies it gets paragraphs, none torn into the lines of the picture.
    copied = page.evaluate(COPY)
    assert " ".join(copied.split()) == " ".join(article.text.split())
    assert len([line for line in copied.splitlines() if line.strip()]) <= 30


@pytest.mark.parametrize("width", [320, 1000])
def test_each_line_of_the_layer_stands_on_its_line_of_the_picture(
    width: int, album: tuple[Images, Path], serve: Callable[[Path], str], open_page: OpenPage
) -> None:
    images, folder = album
    page = open_page(width=width, height=800)
    page.goto(f"{serve(folder)}/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown: list[list[dict[str, Any]]] = page.evaluate(LINES)
    scale = min(1.0, width / images.pages[0].width_px)
    for laid, placed in zip(images.pages, shown, strict=True):
        lines = [line for line in laid.lines if line.block >= 0]
        assert [one["text"] for one in placed] == [line.text for line in lines]
        for line, one in zip(lines, placed, strict=True):
            assert one["left"] == pytest.approx(line.left_px * scale, abs=2)
            right = (line.left_px + line.width_px) * scale
            # Words are spread out to the end of the line; one word alone stays as it is.
            assert one["right"] <= right + 2
            if " " in line.text.strip():
                assert one["right"] >= right - 2
            middle = (line.top_px + line.height_px / 2) * scale
            assert one["middle"] == pytest.approx(middle, abs=3)


def test_a_phrase_that_runs_over_a_line_is_found(
    album: tuple[Images, Path], serve: Callable[[Path], str], open_page: OpenPage
) -> None:
    page = open_page(width=1000, height=800)
    page.goto(f"{serve(album[1])}/index.html")
    lines = [line for one in album[0].pages for line in one.lines if line.block >= 0]
    over = next(
        (one.text.split()[-1] + " " + other.text.split()[0])
        for one, other in itertools.pairwise(lines)
        if one.block == other.block and len(one.text.split()) > 3
    )
    assert page.evaluate("text => window.find(text)", over)


def test_the_album_is_accessible_and_valid(
    album: tuple[Images, Path],
    serve: Callable[[Path], str],
    open_page: OpenPage,
    axe: Callable[..., list[Violation]],
    validate_html: Callable[[str], list[str]],
) -> None:
    page = open_page(width=1000, height=800)
    page.goto(f"{serve(album[1])}/index.html")
    assert axe(page) == []
    assert validate_html((album[1] / "index.html").read_text(encoding="utf-8")) == []
