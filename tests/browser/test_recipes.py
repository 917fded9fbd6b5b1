"""Each way to get the toolbar into a portal, as its example does it: the same test for all.

A reader presses "Tăng cỡ chữ", goes to the next page, and the size is kept; without JavaScript too,
where a server answers.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import ConsoleMessage, Page

from readable import widget

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "widget"
LARGER = "Tăng cỡ chữ"
NEXT = re.compile(r"2(\.\w+)?$")
OpenPage = Callable[..., Page]

# The width of the first word of the article.
WIDTH = """() => {
    const boxes = "#noi-dung, #spPageCanvasContent, .entry-content [id]";
    const paragraph = document.querySelector(boxes).querySelector("p");
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, text.data.indexOf(" "));
    return range.getBoundingClientRect().width;
}"""


class Recipe(NamedTuple):
    command: str
    first: str
    without_script: str
    """"kept" by the server, by choices on the "page" alone, or nothing at all."""


RECIPES = {
    "static HTML": Recipe("portals.py static", "tin-1.html", "page"),
    "Django": Recipe("django_site.py", "tin-1", "kept"),
    "Jinja2": Recipe("jinja_site.py", "tin-1", "kept"),
    "ASGI": Recipe("starlette_site.py", "tin-1", "kept"),
    "WSGI": Recipe("flask_site.py", "tin-1", "kept"),
    "WordPress": Recipe("portals.py wordpress", "?p=1", "kept"),
    "SharePoint": Recipe("portals.py sharepoint", "tin-1.aspx", "page"),
    "ASP.NET": Recipe("portals.py aspnet", "tin-1.aspx", "kept"),
    "SPFx": Recipe("portals.py spfx", "tin-1", ""),
}


@contextmanager
def running(recipe: Recipe) -> Iterator[str]:
    """The example's own command, on a free port, until it answers and then until the test ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script, *names = recipe.command.split()
    command = [sys.executable, str(EXAMPLES / script), *names, str(port)]
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          start_new_session=True) as server:  # fmt: skip
        try:
            for _ in range(300):
                if server.poll() is not None:
                    pytest.fail(
                        f"{recipe.command} ended:\n{server.stdout and server.stdout.read()}"
                    )
                try:
                    urlopen(address + recipe.first).close()
                    break
                except HTTPError:
                    raise
                except (URLError, ConnectionError):
                    time.sleep(0.1)
            yield address + recipe.first
        finally:
            # With what it started itself.
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)


def complaint(message: ConsoleMessage) -> str:
    return f"{message.text} {message.location['url']}"


def width(page: Page) -> float:
    return float(page.evaluate(WIDTH))


@pytest.mark.parametrize("name", RECIPES)
def test_a_reader_presses_larger_and_the_next_page_has_the_size(
    open_page: OpenPage, name: str
) -> None:
    recipe = RECIPES[name]
    with running(recipe) as address:
        page = open_page(width=480)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(complaint(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answer = page.goto(address)
        assert answer is not None
        if recipe.command.startswith("portals.py"):
            # What it forbids would be a complaint.
            assert "default-src 'self'" in (answer.header_value("content-security-policy") or "")
            assert ' integrity="sha384-' in answer.text() or name == "SPFx"
        before = width(page)
        for _ in "12":
            page.get_by_role("button", name=LARGER).click()
        assert width(page) / before == pytest.approx(1.25, rel=0.02)
        assert page.url == address
        page.get_by_role("link", name="Tin tiếp theo").click()
        page.wait_for_url(NEXT)
        page.get_by_role("button", name=LARGER).wait_for()
        assert page.locator("[part=size]").inner_text() == "Cỡ chữ 125\u00a0%"
        at_size = width(page)
        page.get_by_role("button", name="Cỡ chữ ban đầu").click()
        assert at_size / width(page) == pytest.approx(1.25, rel=0.02)
        assert [one for one in complaints if "favicon.ico" not in one] == []

        other = open_page(width=480, java_script_enabled=False)
        other.goto(address)
        without_script(other, recipe)


def follow(page: Page, link: str) -> None:
    """A click does not wait for the page that it asks for."""
    with page.expect_navigation():
        page.get_by_role("link", name=link).click()


def without_script(page: Page, recipe: Recipe) -> None:
    before = width(page)
    if recipe.without_script == "kept":
        for _ in "12":
            follow(page, LARGER)
        assert width(page) / before == pytest.approx(1.25, rel=0.02)
        follow(page, "Tin tiếp theo")
        assert NEXT.search(page.url)
        at_size = width(page)
        follow(page, "Cỡ chữ ban đầu")
        assert at_size / width(page) == pytest.approx(1.25, rel=0.02)
    elif recipe.without_script == "page":
        page.get_by_role("radio", name="125\u00a0%").check()
        assert width(page) / before == pytest.approx(1.25, rel=0.02)
    else:
        # No control that does nothing.
        assert page.locator("readable-toolbar").count() == 0


def test_pages_without_a_server_have_what_readable_assets_writes() -> None:
    element = widget.embedded().splitlines()[1]
    for page in (*EXAMPLES.glob("static/*.html"), *EXAMPLES.glob("sharepoint/*.aspx")):
        assert element in page.read_text(encoding="utf-8"), page.name
