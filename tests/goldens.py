"""Goldens: what a test made, held against what was kept when a person last looked at it.

A test asks for the fixture `golden` (pictures) or `golden_text`. `pytest --accept` keeps what the
run made; tests/out/report.html shows every golden of the run, the failures first.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

TESTS = Path(__file__).parent
# A golden is for looking at: what does not fit here shows too much for one test.
LARGEST_PICTURE_BYTES = 32 * 1024
MISSING = "is not there yet: run with --accept to keep this one"


@dataclass(frozen=True)
class Comparison:
    """What became of one golden. `fault` is empty if it was met, or kept by `--accept`."""

    name: str
    fault: str
    files: dict[str, Path]


@dataclass(frozen=True)
class Goldens:
    """The goldens of one run: `directory` keeps them, `out` takes what this run made."""

    accept: bool
    directory: Path = TESTS / "golden"
    out: Path = TESTS / "out"
    comparisons: list[Comparison] = field(default_factory=list)

    def compare_picture(self, name: str, picture: Image.Image) -> None:
        """Hold `picture` against the golden NAME.png, pixel by pixel, transparency too."""
        actual = self._out_file(name, "-actual.png")
        picture.save(actual, optimize=True)
        size = actual.stat().st_size
        if size > LARGEST_PICTURE_BYTES:
            fault = f"takes {size} bytes of {LARGEST_PICTURE_BYTES} at most: draw less, or smaller"
            self._conclude(name, fault, {"actual": actual})
        golden = self._golden_file(name, ".png")
        if self.accept:
            golden.write_bytes(actual.read_bytes())
            self._conclude(name, "", {"accepted": actual})
            return
        if not golden.exists():
            self._conclude(name, MISSING, {"actual": actual})
        files = {"expected": self._out_file(name, "-expected.png"), "actual": actual}
        files["expected"].write_bytes(golden.read_bytes())
        with Image.open(golden) as expected:
            fault, difference = difference_of(expected, picture)
        if fault:
            files["difference"] = self._out_file(name, "-difference.png")
            difference.save(files["difference"])
        self._conclude(name, fault, files)

    def compare_text(self, name: str, text: str) -> None:
        """Hold `text` against the golden NAME.txt, character by character."""
        actual = self._out_file(name, "-actual.txt")
        actual.write_bytes(text.encode())
        golden = self._golden_file(name, ".txt")
        if self.accept:
            golden.write_bytes(text.encode())
            self._conclude(name, "", {"accepted": actual})
            return
        if not golden.exists():
            self._conclude(name, MISSING, {"actual": actual})
        expected = golden.read_bytes().decode()
        difference = unified_diff(
            expected.split("\n"), text.split("\n"), "expected", "actual", lineterm=""
        )
        fault = "is another text:\n" + "\n".join(difference) if text != expected else ""
        self._conclude(name, fault, {"expected": golden, "actual": actual})

    def given(self) -> str:
        """The comparisons as text, for the process that `take`s them."""
        return json.dumps(
            [
                (each.name, each.fault, {title: str(path) for title, path in each.files.items()})
                for each in self.comparisons
            ]
        )

    def take(self, given: str) -> None:
        """Add the comparisons of another process."""
        for name, fault, files in json.loads(given):
            paths = {title: Path(path) for title, path in files.items()}
            self.comparisons.append(Comparison(name, fault, paths))

    def write_report(self) -> Path:
        """A page with every golden of this run, the failures first."""
        page = self._out_file("report", ".html")
        page.write_text("\n".join(self._report()) + "\n", encoding="utf-8")
        return page

    def _golden_file(self, name: str, suffix: str) -> Path:
        if not re.fullmatch(r"[a-z0-9]+([-./][a-z0-9]+)*", name):
            raise ValueError(f"{name!r}: name a golden in small letters, digits and hyphens")
        path = self.directory / (name + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _out_file(self, name: str, suffix: str) -> Path:
        path = self.out / (name + suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _conclude(self, name: str, fault: str, files: dict[str, Path]) -> None:
        self.comparisons.append(Comparison(name, fault, files))
        if fault:
            pytest.fail(f"golden {name} {fault}\nsee {self.out / 'report.html'}", pytrace=False)

    def _report(self) -> Iterator[str]:
        failed = sum(bool(comparison.fault) for comparison in self.comparisons)
        yield '<!doctype html><html lang="en"><meta charset="utf-8"><title>Goldens</title>'
        yield "<style>body { font: 1.25rem/1.5 sans-serif; margin: 1rem }"
        yield "figure { display: inline-block; margin: 0.5rem; vertical-align: top }"
        yield "img { max-width: 100%; border: 1px solid } pre { white-space: pre-wrap }</style>"
        yield f"<h1>{failed} of {len(self.comparisons)} goldens failed</h1>"
        for comparison in sorted(self.comparisons, key=lambda each: (not each.fault, each.name)):
            name = html.escape(comparison.name)
            yield f"<h2>{name}</h2><pre>{html.escape(comparison.fault or 'as expected')}</pre>"
            for title, path in comparison.files.items():
                yield f"<figure><figcaption>{title}</figcaption>"
                if path.suffix == ".png":
                    source = html.escape(path.relative_to(self.out).as_posix())
                    yield f'<img src="{source}" alt="{title} {name}">'
                else:
                    yield f"<pre>{html.escape(path.read_bytes().decode())}</pre>"
                yield "</figure>"


def difference_of(expected: Image.Image, actual: Image.Image) -> tuple[str, Image.Image]:
    """How `actual` differs, in words ("" if it does not), and a picture: red where it does."""
    size = (max(expected.width, actual.width), max(expected.height, actual.height))
    canvases = []
    for image in (expected, actual):
        canvas = Image.new("RGBA", size)
        canvas.paste(image.convert("RGBA"), (0, 0))
        canvases.append(canvas)
    difference = np.asarray(ImageChops.difference(*canvases)).max(axis=2)
    # The rest of the page stays, paler, to show where on it the differences are.
    shown = Image.blend(Image.new("RGB", size, "white"), canvases[1].convert("RGB"), 0.3)
    shown.paste((215, 0, 0), mask=Image.fromarray(difference > 0))
    if expected.size != actual.size:
        was = f"{expected.width} x {expected.height} px"
        return f"is {actual.width} x {actual.height} px, not {was}", shown
    count = np.count_nonzero(difference)
    fault = f"differs in {count} of {difference.size} pixels, by up to {difference.max()} of 255"
    return fault if count else "", shown
