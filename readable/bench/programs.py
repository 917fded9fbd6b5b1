"""Peers that are programs, and the floor: what no program of this kind can go below."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from readable.bench.contenders import Contender, NotInstalled
from readable.bench.work import (
    LINE_HEIGHT,
    MARGIN_PX,
    PAGE_HEIGHT_PX,
    PAGE_WIDTH_PX,
    Work,
    font_files,
)

__all__ = ["FLOOR_VARIABLE", "Chromium", "Floor", "FloorEmptied", "PangoView", "Takumi"]

FLOOR_VARIABLE = "READABLE_BENCH_FLOOR"
_NATURAL_LINE = 1.362


class Chromium(Contender):
    """Chromium through Playwright, kept open: a picture of the full page."""

    makes = "one tall picture"
    install = "pip install playwright; playwright install chromium, or apt install chromium"
    has_processes = True

    def open(self) -> str:
        from playwright.sync_api import Error, sync_playwright

        self._playwright: Any = sync_playwright().start()
        chromium = self._playwright.chromium
        try:
            try:
                self._browser: Any = chromium.launch()
            except Error:
                # A distribution's own, which keeps no sandbox for root.
                program = shutil.which("chromium") or shutil.which("chromium-browser")
                self._browser = chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Error as error:
            self._playwright.stop()
            raise NotInstalled("no Chromium that Playwright can start") from error
        viewport = {"width": PAGE_WIDTH_PX, "height": PAGE_HEIGHT_PX}
        self._page: Any = self._browser.new_page(viewport=viewport)
        return str(self._browser.version)

    def render(self, work: Work) -> Iterator[bytes]:
        self._page.set_content(work.html_with(work.style_sheet + work.tall_rule))
        yield self._page.screenshot(full_page=True)

    def close(self) -> None:
        self._browser.close()
        self._playwright.stop()


class PangoView(Contender):
    """pango-view: plain text, a process an article, a file in the temporary folder."""

    takes = "plain text"
    makes = "one tall picture"
    install = "apt install pango1.0-tools"
    has_processes = True

    def open(self) -> str:
        program = shutil.which("pango-view")
        if program is None:
            raise NotInstalled("pango-view")
        self._program = program
        self._folder = tempfile.TemporaryDirectory()
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        return told.stdout.splitlines()[0].rpartition(" ")[2].strip("()")

    def render(self, work: Work) -> Iterator[bytes]:
        text, picture = Path(self._folder.name, "text"), Path(self._folder.name, "picture.png")
        text.write_text("\n".join(block.text for block in work.blocks()))
        subprocess.run(
            [
                self._program,
                "--no-display",
                "--pixels",
                f"--font=Noto Sans {work.size_px}",
                f"--width={PAGE_WIDTH_PX - 2 * MARGIN_PX}",
                f"--margin={MARGIN_PX}",
                f"--line-spacing={LINE_HEIGHT / _NATURAL_LINE}",
                f"--output={picture}",
                str(text),
            ],
            check=True,
        )
        yield picture.read_bytes()

    def close(self) -> None:
        self._folder.cleanup()


def _piped(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _answered(process: subprocess.Popen[bytes], request: str) -> Iterator[bytes]:
    """What a program answers to a line: how many files, then each file's size and bytes."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(request.encode() + b"\n")
    process.stdin.flush()
    for _ in range(_number(process.stdout)):
        yield process.stdout.read(_number(process.stdout))


def _number(pipe: IO[bytes]) -> int:
    line = pipe.readline()
    if not line:
        raise ChildProcessError("the program ended before it answered")
    return int(line)


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


_TAKUMI_VERSION = """
const place = require.resolve("@takumi-rs/core").replace(/(@takumi-rs.core).*/, "$1/package.json");
JSON.parse(require("fs").readFileSync(place)).version
"""
_TAKUMI = """
const { Renderer } = require("@takumi-rs/core");
const { fromHtml } = require("@takumi-rs/helpers/html");
const fs = require("fs");
const renderer = new Renderer({ loadDefaultFonts: false, fonts: FONTS.map((p) => fs.readFileSync(p)) });
require("readline").createInterface({ input: process.stdin }).on("line", async (line) => {
  const { html, css } = JSON.parse(line);
  const parsed = await fromHtml(html);
  const options = { width: WIDTH, format: "png", lang: "vi", css: [...(parsed.css ?? []), css] };
  const data = await renderer.render(parsed.node, options);
  fs.writeSync(1, `1\\n${data.length}\\n`);
  for (let at = 0; at < data.length; ) at += fs.writeSync(1, data, at);
});
"""  # noqa: E501


class Takumi(Contender):
    """takumi in Node.js."""

    makes = "one tall picture"
    install = "npm install @takumi-rs/core @takumi-rs/helpers (here, or where NODE_PATH says)"
    has_processes = True

    def open(self) -> str:
        node = shutil.which("node")
        if node is None:
            raise NotInstalled("Node.js")
        found = subprocess.run([node, "-p", _TAKUMI_VERSION], capture_output=True, text=True)
        if found.returncode:
            raise NotInstalled("@takumi-rs/core")
        fonts = json.dumps([str(path) for path in font_files()])
        script = _TAKUMI.replace("FONTS", fonts).replace("WIDTH", str(PAGE_WIDTH_PX))
        self._process = _piped([node, "-e", script])
        return found.stdout.strip()

    def render(self, work: Work) -> Iterator[bytes]:
        request = {"html": work.html, "css": work.style_sheet + work.tall_rule}
        yield from _answered(self._process, json.dumps(request))

    def close(self) -> None:
        _end(self._process)


class Floor(Contender):
    """A program in C that gets the text read already (tests/benchmarks/floor)."""

    takes = "text, read already"
    install = "build tests/benchmarks/floor and name the program with --floor"
    has_processes = True
    _mode = "keep"

    def open(self) -> str:
        program = os.environ.get(FLOOR_VARIABLE)
        if not program:
            raise NotInstalled("the program")
        self._folder = tempfile.TemporaryDirectory()
        self._process = _piped([program, *map(str, font_files())])
        return "C"

    def prepare(self, work: Work) -> None:
        lines = [f"{PAGE_WIDTH_PX} {PAGE_HEIGHT_PX} {MARGIN_PX} {work.bottom_px}"]
        for block in work.blocks():
            words = ""
            for piece in block.pieces:
                look = chr(1 + piece.bold + 2 * piece.slanted + 4 * piece.underlined)
                words += " ".join(word and look + word for word in piece.text.split(" "))
            height = round(block.size_px * block.line_height)
            lines.append(f"{block.size_px} {height} {block.gap_px} {' '.join(words.split(' '))}")
        self._file = Path(self._folder.name, "article")
        self._file.write_text("\n".join(lines) + "\n")

    def render(self, work: Work) -> Iterator[bytes]:
        yield from _answered(self._process, f"{self._mode} {self._file}")

    def close(self) -> None:
        _end(self._process)
        self._folder.cleanup()


class FloorEmptied(Floor):
    """The same; it forgets every word and glyph before each article."""

    _mode = "empty"
