"""The service's pages in a browser: an article is tried, at every width, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from services import Service, running

from browser.conftest import OpenPage, Violation


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running("--workers", "1") as one:
        yield one


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [("?lang=vi", 320, "light"), ("?lang=en", 1280, "dark"), ("docs?lang=vi", 320, "light")],
)
def test_the_pages_are_accessible_and_fit(
    service: Service,
    open_page: OpenPage,
    axe: Callable[..., list[Violation]],
    path: str,
    width: int,
    scheme: str,
) -> None:
    page = open_page(width=width, color_scheme=scheme)
    page.goto(service.address + path)
    if not path.startswith("docs"):
        expect(page.locator("#picture img")).to_be_visible(timeout=20_000)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_a_script_no_control_is_shown(service: Service, open_page: OpenPage) -> None:
    page = open_page(width=320, java_script_enabled=False)
    page.goto(service.address + "?lang=vi")
    expect(page.locator("noscript > p")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name="Tài liệu giao diện lập trình")).to_be_visible()


def test_larger_text_is_shown_as_html_and_as_a_picture(service: Service, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(service.address + "?lang=vi")
    picture, shown = page.locator("#picture img"), page.locator("#shown > .readable")
    expect(picture).to_be_visible(timeout=20_000)
    small = picture.get_attribute("src")
    page.get_by_role("button", name="Tăng cỡ chữ").click()
    expect(shown).to_have_attribute("data-scale", "175", timeout=20_000)
    expect(picture).not_to_have_attribute("src", small or "")
    page.get_by_label("Chữ vàng nền đen").check()
    expect(shown).to_have_css("background-color", "rgb(0, 0, 0)", timeout=20_000)
    page.get_by_role("button", name="Trang sau").click()
    expect(page.locator("#page")).to_contain_text("Trang 2/")
    page.get_by_label("Mã HTML").fill("")
    expect(page.locator("#status")).to_contain_text("html")
    assert faults == []
