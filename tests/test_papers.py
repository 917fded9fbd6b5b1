"""Papers have the size their names promise, at any resolution, and text grows with it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from readable.article import Article, Paragraph, Run
from readable.cli.options import PAPERS as OFFERED
from readable.errors import InvalidPreference
from readable.paint import to_images
from readable.papers import PAPERS, Paper
from readable.preferences import Preferences


@pytest.mark.parametrize(
    ("name", "pixels_per_inch", "size"),
    [
        # Inches times pixels an inch; A4 is 8.27 x 11.69 inches, A5 5.83 x 8.27, A3 11.69 x 16.54.
        ("a4", 96, (794, 1123)),
        ("a4", 300, (2480, 3508)),
        ("a5", 96, (559, 794)),
        ("a3", 96, (1123, 1587)),
        ("letter", 96, (816, 1056)),
        ("letter", 200, (1700, 2200)),
        ("kiosk", 96, (1920, 1080)),
        ("kiosk-portrait", 96, (1080, 1920)),
    ],
)
def test_a_paper_has_its_size(name: str, pixels_per_inch: int, size: tuple[int, int]) -> None:
    paper = Paper.named(name, pixels_per_inch)
    assert (paper.width_px, paper.height_px) == size
    # 9 % of the shorter side.
    assert paper.margins_px == round(min(size) * 0.09)


def test_the_command_offers_every_paper() -> None:
    assert OFFERED == PAPERS


def test_a_paper_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(InvalidPreference, match="choose one of a3, a4, a5, letter, kiosk"):
        Paper.named("b5")
    with pytest.raises(InvalidPreference, match="choose from 36 to 1200"):
        Paper(794, 1123, pixels_per_inch=5000)


def test_at_three_times_the_resolution_everything_is_three_times_as_large() -> None:
    article = Article((Paragraph((Run("Tỉnh Bắc Kạn " * 40),)),))
    one, three = (
        to_images(article, Preferences(scale=150), paper=Paper(600, 800, 60, pixels_per_inch=n))
        if n == 96
        else to_images(article, Preferences(scale=150), paper=Paper(1800, 2400, 180, n))
        for n in (96, 288)
    )
    assert [line.text for page in one.pages for line in page.lines] == [
        line.text for page in three.pages for line in page.lines
    ]
    for small, large in zip(one.pages[0].lines, three.pages[0].lines, strict=True):
        assert large.words[0].size_px == 3 * small.words[0].size_px
        assert abs(large.baseline_px - 3 * small.baseline_px) <= 3 * len(one.pages[0].lines)
    with Image.open(BytesIO(next(iter(three)).data)) as picture:
        assert picture.info["dpi"] == pytest.approx((288, 288), abs=0.1)


def test_two_pages_stand_side_by_side_in_the_order_of_the_text() -> None:
    article = Article(tuple(Paragraph((Run(f"Đoạn {n}"),)) for n in range(60)))
    single = to_images(article)
    double = to_images(article, two_up=True)
    assert len(single) == 3
    assert [(page.number, page.width_px) for page in double.pages] == [(1, 1588), (2, 1588)]
    assert "".join(page.text for page in double.pages) == article.text + "\n"
    with Image.open(BytesIO(next(iter(double)).data)) as sheet:
        for image, left in zip(single, (0, 794), strict=False):
            with Image.open(BytesIO(image.data)) as page:
                part = sheet.convert("L").crop((left, 0, left + 794, 1123))
                assert part.tobytes() == page.convert("L").tobytes()
