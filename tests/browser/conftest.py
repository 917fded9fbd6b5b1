"""What the browser tests ask for: Chromium, axe-core, the Nu HTML checker and a server of files.

What is missing fails the test that needs it: only WebKit's are skipped where there is none.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.axe import SCRIPT, Violation, find_violations
from browser.chromium import find_chromium

HERE = Path(__file__).parent
OUT = HERE.parent / "out" / "browser"
INSTALL = "bash tests/run.sh installs it"
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Hinting moves stems to whole pixels, differently on each machine.
    "--font-render-hinting=none",
)


# For this package only: while Playwright runs, no other test could start an event loop.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail(f"no Chromium: {INSTALL}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """`open_page(width=1280, height=800, java_script_enabled=True, **options)` opens a blank page.

    Each page is of a new context: no cookie, no storage and no cache of another. `options` are
    those of Playwright's `new_context` (`color_scheme`, `forced_colors`, `device_scale_factor`…).
    """
    with ExitStack() as contexts:

        def open_one(width: int = 1280, height: int = 800, **options: Any) -> Page:
            context = chromium.new_context(viewport={"width": width, "height": height}, **options)
            contexts.callback(context.close)
            return context.new_page()

        yield open_one


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A blank page of 1280 by 800 px."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[Violation]]:
    """`axe(page, context=None)`: what axe-core finds wrong in a page, or in what a selector names.

    All its rules run, best practices and AAA included. The page must have scripts on.
    """
    if not SCRIPT.exists():
        pytest.fail(f"no axe-core: {INSTALL}")

    def violations(page: Page, context: str | None = None) -> list[Violation]:
        if page.evaluate("matchMedia('(scripting: none)').matches"):
            # axe-core waits for timers, and no timer ever ends there.
            pytest.fail("axe-core needs a page with scripts on: open it again with them")
        return find_violations(page, context)

    return violations


@pytest.fixture(scope="session")
def validate_html() -> Callable[[str], list[str]]:
    """`validate_html(text)`: what the Nu HTML checker says of a whole document, worst first.

    Each entry is `error 3:17 what is wrong`; a `warning` or an `info` begins with that word.
    """
    checker = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not checker.exists():
        pytest.fail(f"no Nu HTML checker: {INSTALL}")
    java = shutil.which("java")
    if java is None:
        pytest.fail(f"no Java: {INSTALL}")

    def validate(text: str) -> list[str]:
        # It exits with status 1 where it finds an error; its report is on stderr.
        run = subprocess.run(
            [java, "-jar", str(checker), "--format", "json", "--exit-zero-always", "-"],
            input=text.encode(),
            capture_output=True,
            check=True,
        )
        messages = json.loads(run.stderr)["messages"]
        kinds = ["error", "warning", "info"]
        found = [
            (
                kinds.index(message.get("subType", message["type"])),
                message.get("lastLine", 0),
                message.get("lastColumn", 0),
                message["message"],
            )
            for message in messages
        ]
        return [
            f"{kinds[kind]} {line}:{column} {what}" for kind, line, column, what in sorted(found)
        ]

    return validate


class _QuietHandler(SimpleHTTPRequestHandler):
    # Machines disagree about these types, and a browser runs no module of another type.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".woff2": "font/woff2",
        ".avif": "image/avif",
        ".webp": "image/webp",
    }

    def log_message(self, format: str, *args: Any) -> None:
        """A test says itself what went wrong."""


@contextmanager
def _served(directory: Path) -> Iterator[str]:
    handler = partial(_QuietHandler, directory=str(directory))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """`serve(directory)` serves its files on loopback until the test ends; returns the address."""
    with ExitStack() as servers:
        yield lambda directory: servers.enter_context(_served(directory))


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, name)` writes tests/out/browser/NAME.png: the whole page, at rest."""

    def take(page: Page, name: str) -> Path:
        OUT.mkdir(parents=True, exist_ok=True)
        path = OUT / f"{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take
