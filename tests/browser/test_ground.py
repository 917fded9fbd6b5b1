"""The instruments of the browser tests measure what they say they measure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

DOCUMENT = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tin</title></head>
<body><main><h1>Tin</h1>{}</main></body></html>"""


def test_axe_finds_an_image_without_an_alternative(page: Page, axe: Callable[..., Any]) -> None:
    page.set_content(DOCUMENT.format('<img src="data:,"><p>Đọc thêm.</p>'))
    assert [(found.rule, found.elements) for found in axe(page)] == [("image-alt", ("img",))]
    assert axe(page, "p") == []


def test_axe_sees_through_a_strict_content_security_policy(
    open_page: Callable[..., Page],
    axe: Callable[..., Any],
    serve: Callable[..., str],
    tmp_path: Path,
) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    text = DOCUMENT.format("<p>Đọc thêm.</p>").replace("<title>", policy + "<title>")
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = open_page()
    page.goto(serve(tmp_path) + "/page.html")
    assert axe(page) == []


def test_axe_says_so_where_it_cannot_run(
    open_page: Callable[..., Page], axe: Callable[..., Any]
) -> None:
    with pytest.raises(pytest.fail.Exception, match="scripts on"):
        axe(open_page(java_script_enabled=False))


def test_the_checker_finds_a_stray_end_tag(validate_html: Callable[[str], list[str]]) -> None:
    assert validate_html(DOCUMENT.format("<p>Đọc thêm.</p>")) == []
    assert validate_html(DOCUMENT.format("</b>")) == ["error 3:28 Stray end tag “b”."]


def test_a_page_of_320_px_scrolls_sideways_under_a_wide_box(open_page: Callable[..., Page]) -> None:
    page = open_page(width=320)
    viewport = '<meta name="viewport" content="width=device-width">'
    page.set_content(viewport + "<p>Ngắn")
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    page.set_content(viewport + '<body style="margin: 0"><div style="width: 500px">Dài')
    assert page.evaluate("document.scrollingElement.scrollWidth") == 500


def test_scripts_of_the_page_rest_where_they_are_turned_off(
    open_page: Callable[..., Page], serve: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("<title>no</title><script src=title.js></script>")
    (tmp_path / "title.js").write_text("document.title = 'yes'")
    titles = []
    for enabled in (True, False):
        page = open_page(java_script_enabled=enabled)
        page.goto(serve(tmp_path) + "/page.html")
        titles.append(page.title())
    assert titles == ["yes", "no"]


def test_a_picture_is_taken_of_the_whole_page(
    open_page: Callable[..., Page], screenshot: Callable[[Page, str], Path]
) -> None:
    page = open_page(width=320, height=100)
    page.set_content('<body style="margin: 0; background: #102030"><div style="height: 700px">')
    with Image.open(screenshot(page, "ground")) as picture:
        assert picture.size == (320, 700)
        assert picture.convert("RGB").getpixel((300, 690)) == (0x10, 0x20, 0x30)
