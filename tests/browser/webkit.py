"""WebKitGTK, the engine of Safari as Debian has it, asked by the W3C's WebDriver protocol."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

__all__ = ["WebKit", "find_webkit", "started"]

_PROGRAMS = ("WebKitWebDriver", "Xvfb")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what WebDriver calls an element by

# Hinting moves stems to whole pixels, and sets letters in whole pixels.
_SETTINGS = "[Settings]\ngtk-xft-antialias=1\ngtk-xft-hinting=0\ngtk-xft-hintstyle=hintnone\n"

# A page that names no font of its own has the same ones on every machine.
_FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{Path(__file__).parents[2] / "fonts"}</dir><cachedir prefix="xdg">fontconfig</cachedir>
<alias><family>serif</family><prefer><family>Noto Serif</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>
</fontconfig>"""


def find_webkit() -> Path | None:
    """WebKitGTK's small browser, where it, its driver and a screen without glass are installed."""
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return browsers[-1] if browsers and all(map(shutil.which, _PROGRAMS)) else None


class WebKit:
    """One browser with one or more windows."""

    def __init__(self, driver: str, browser: Path) -> None:
        self._driver = driver
        self._path = ""
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._path = "/session/" + self._call("", capabilities=wanted, to="/session")["sessionId"]
        self._call("/timeouts", script=120_000, pageLoad=60_000)

    def _call(self, what: str, method: str = "POST", to: str = "", **body: Any) -> Any:
        request = Request(
            self._driver + (to or self._path + what),
            method=method,
            data=json.dumps(body).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urlopen(request, timeout=150) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(f"{what or to}: {json.load(error)['value']['message']}") from error

    def visit(self, address: str) -> None:
        self._call("/url", url=address)

    def back(self) -> None:
        self._call("/back")

    def reload(self) -> None:
        self._call("/refresh")

    def resize(self, width: int, height: int) -> None:
        """The window, whatever of it is the page's."""
        self._call("/window/rect", width=width, height=height)

    def window(self) -> str:
        """The handle of the window that is asked."""
        return str(self._call("/window", "GET"))

    def open_window(self) -> str:
        """Opens another and asks that from now on."""
        handle = str(self._call("/window/new", type="window")["handle"])
        self.turn_to(handle)
        return handle

    def enter(self, frame: int) -> None:
        """From now on the frame of that number is asked, until another page is visited."""
        self._call("/frame", id=frame)

    def turn_to(self, handle: str) -> None:
        self._call("/window", handle=handle)

    def click(self, selector: str) -> None:
        """As with a mouse."""
        found = self._call("/element", using="css selector", value=selector)[_ELEMENT]
        self._call(f"/element/{found}/click")

    def type(self, keys: str) -> None:
        """As on a keyboard, into what has the focus."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("/actions", actions=[{"type": "key", "id": "keys", "actions": pressed}])

    def ask(self, script: str) -> Any:
        """What the body of an asynchronous function returns in the page."""
        asked = f"""const done = arguments[arguments.length - 1];
            const asked = async () => {{ {script} }};
            asked().then((value) => done([value]), (error) => done(String(error)));"""
        answer = self._call("/execute/async", script=asked, args=[])
        assert isinstance(answer, list), f"{answer} in {script[:200]}"
        return answer[0] if answer else None

    def screenshot(self) -> bytes:
        return b64decode(self._call("/screenshot", "GET"))

    def close(self) -> None:
        self._call("", "DELETE")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def started() -> Iterator[WebKit]:
    """A WebKit with no cookie and no storage of another, on a screen of its own."""
    browser = find_webkit()
    assert browser, "no WebKitGTK: bash tests/run.sh installs it"
    with ExitStack() as stack:
        # Processes that it started may still write there when it has ended.
        home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        settings = Path(home, ".config", "gtk-3.0", "settings.ini")
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS)
        fonts = Path(home, "fonts.conf")
        fonts.write_text(_FONTS, encoding="utf-8")
        environment = {
            **os.environ,
            "HOME": home,
            "FONTCONFIG_FILE": str(fonts),
            "XDG_CACHE_HOME": f"{home}/.cache",
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_RUNTIME_DIR": home,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "MESA_SHADER_CACHE_DISABLE": "true",
            # Its sandbox asks for rights that a container does not give; only our pages are opened.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }

        def run(*command: str, **options: Any) -> subprocess.Popen[bytes]:
            options |= {"env": environment, "stderr": subprocess.DEVNULL}
            process = subprocess.Popen(command, **options)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        # It chooses a screen that nobody has, and says which.
        readable, writable = os.pipe()
        run(
            "Xvfb", "-displayfd", str(writable), "-screen", "0", "1600x1200x24", pass_fds=[writable]
        )
        os.close(writable)
        with os.fdopen(readable) as said:
            environment["DISPLAY"] = f":{said.readline().strip()}"
        port = _free_port()
        driver = run("WebKitWebDriver", f"--port={port}", "--host=127.0.0.1")
        address = f"http://127.0.0.1:{port}"
        while driver.poll() is None:
            try:
                urlopen(f"{address}/status").close()
                break
            except URLError:
                time.sleep(0.05)
        webkit = WebKit(address, browser)
        stack.callback(webkit.close)
        yield webkit
