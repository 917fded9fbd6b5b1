"""A golden tells what has changed, and is kept only when a person says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from goldens import LARGEST_PICTURE_BYTES, TESTS, Goldens, difference_of
from PIL import Image


def goldens_in(directory: Path, accept: bool = False) -> Goldens:
    return Goldens(accept, directory / "golden", directory / "out")


def page(*dots: tuple[int, int], size: tuple[int, int] = (8, 4)) -> Image.Image:
    image = Image.new("L", size, 255)
    for dot in dots:
        image.putpixel(dot, 55)
    return image


def test_a_golden_that_was_accepted_is_met_by_the_same_picture(tmp_path: Path) -> None:
    goldens_in(tmp_path, accept=True).compare_picture("dots", page((1, 1)))
    goldens_in(tmp_path).compare_picture("dots", page((1, 1)))


def test_a_golden_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="run with --accept"):
        goldens_in(tmp_path).compare_picture("dots", page())
    with pytest.raises(pytest.fail.Exception, match="run with --accept"):
        goldens_in(tmp_path).compare_text("words", "xin chào")
    assert [path for path in (tmp_path / "golden").rglob("*") if path.is_file()] == []


def test_one_grey_pixel_is_a_difference_and_is_shown_in_red(tmp_path: Path) -> None:
    goldens_in(tmp_path, accept=True).compare_picture("dots", page())
    with pytest.raises(pytest.fail.Exception, match="differs in 1 of 32 pixels, by up to 200"):
        goldens_in(tmp_path).compare_picture("dots", page((5, 2)))
    with Image.open(tmp_path / "out/dots-difference.png") as difference:
        red = (np.asarray(difference) == (215, 0, 0)).all(axis=2)
    assert np.argwhere(red).tolist() == [[2, 5]]


def test_a_picture_of_another_size_says_both_sizes() -> None:
    fault, shown = difference_of(page(), page(size=(6, 9)))
    assert fault == "is 6 x 9 px, not 8 x 4 px"
    assert shown.size == (8, 9)


def test_a_pixel_that_only_became_transparent_is_a_difference() -> None:
    opaque = Image.new("RGBA", (2, 2), (9, 9, 9, 255))
    clear = opaque.copy()
    clear.putpixel((0, 0), (9, 9, 9, 0))
    assert difference_of(opaque, clear)[0] == "differs in 1 of 4 pixels, by up to 255 of 255"


def test_a_picture_too_heavy_for_a_golden_is_refused_even_when_accepting(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (200, 200), dtype=np.uint8)
    with pytest.raises(pytest.fail.Exception, match="32768 at most"):
        goldens_in(tmp_path, accept=True).compare_picture("noise", Image.fromarray(noise))
    assert not (tmp_path / "golden/noise.png").exists()


def test_no_golden_of_the_project_is_too_heavy() -> None:
    pictures = (TESTS / "golden").rglob("*.png")
    assert [path for path in pictures if path.stat().st_size > LARGEST_PICTURE_BYTES] == []


def test_another_text_is_told_line_by_line(tmp_path: Path) -> None:
    goldens_in(tmp_path, accept=True).compare_text("words", "một\nhai\n")
    with pytest.raises(pytest.fail.Exception, match=r"-hai\n\+ba"):
        goldens_in(tmp_path).compare_text("words", "một\nba\n")


def test_the_report_shows_failures_first_and_escapes_what_it_shows(tmp_path: Path) -> None:
    goldens_in(tmp_path, accept=True).compare_text("b", "<b>")
    goldens = goldens_in(tmp_path)
    goldens.compare_text("b", "<b>")
    with pytest.raises(pytest.fail.Exception):
        goldens.compare_picture("z", page())
    report = goldens.write_report().read_text(encoding="utf-8")
    assert "1 of 2 goldens failed" in report
    assert report.index("<h2>z</h2>") < report.index("<h2>b</h2>")
    assert "&lt;b&gt;" in report
    assert '<img src="z-actual.png" alt="actual z">' in report
