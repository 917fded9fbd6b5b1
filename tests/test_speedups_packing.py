"""Rows packed in C are the rows that they were, by another's hand."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from isal import isal_zlib

from readable.bench.articles import article_html
from readable.paint import drawn, to_images
from readable.png import packed_rows
from readable.preferences import Preferences
from readable.reading import read_article
from readable.speedups import compiled

pytestmark = pytest.mark.skipif(not compiled, reason="the package was built without a compiler")

# Where bits become bytes, words of 64 of them, and what a distance can say.
STRIDES = (1, 2, 7, 8, 9, 62, 63, 64, 65, 66, 127, 128, 129, 398, 8191, 8192, 8193, 65537)
# Where a length needs one more code, and two, and three of which the last would be too short.
LENGTHS = (1, 3, 7, 8, 9, 10, 257, 258, 259, 260, 261, 515, 516, 517, 518, 519)


@st.composite
def pages(draw: st.DrawFn) -> tuple[bytes, int]:
    """Rows of which each has a few parts unlike the row above, and how long they are."""
    stride = draw(st.sampled_from(STRIDES) | st.integers(1, 600))
    row = bytearray(stride)
    rows = bytearray()
    for _ in range(draw(st.integers(0, 8))):
        for _ in range(draw(st.integers(0, 3))):
            begin = draw(st.integers(0, stride - 1))
            length = min(draw(st.sampled_from(LENGTHS) | st.integers(1, stride)), stride - begin)
            some = draw(st.sampled_from((b"\0", b"\xff", b"\1\2\3")) | st.binary(min_size=1))
            row[begin : begin + length] = (some * (length // len(some) + 1))[:length]
        rows += row
    return bytes(rows), stride


@given(pages())
def test_any_rows_come_out_as_they_were(page: tuple[bytes, int]) -> None:
    rows, stride = page
    assert zlib.decompress(packed_rows([rows], stride)) == rows


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("stride", [len(LENGTHS), 300, 1000])
def test_repeats_of_any_length_come_out_as_they_were(stride: int, length: int) -> None:
    row = bytes(range(stride % 256)) * 2
    rows = row[:1] + b"\xff" * length + row + row[: stride // 2] * 3
    rows += bytes(-len(rows) % stride)
    assert zlib.decompress(packed_rows([rows], stride)) == rows


def test_what_is_packed_in_parts_is_one_stream() -> None:
    parts = [bytes(40), b"", bytes(range(20)) * 3, bytes(range(20))]
    assert zlib.decompress(packed_rows(parts, 20)) == b"".join(parts)
    assert zlib.decompress(packed_rows([], 20)) == b""


def test_noise_needs_no_more_room_than_was_made() -> None:
    dearest = max(range(256), key=lambda byte: len(packed_rows([bytes([byte, 0]) * 5], 10)))
    for other in (dearest ^ 1, dearest ^ 0x80):
        row = bytes([dearest, other]) * 500
        rows = (row + row[::-1]) * 500
        packed = packed_rows([rows], len(row))
        assert zlib.decompress(packed) == rows
        assert len(packed) <= len(rows) * 1.5 + 300


_AFTER_A_LONG_RUN = """
import random, zlib
from readable.png import packed_rows

noise = random.Random(1).randbytes
stride, told = 100_000, 4_000
# Almost as much as is told at once, a run that is told with the next row, and all one can tell.
rows = noise(told) + bytes(stride - told) + noise(stride)
assert zlib.decompress(packed_rows([rows], stride)) == rows
"""


def test_what_a_long_run_leaves_for_the_next_row_has_room() -> None:
    checked = {**os.environ, "PYTHONMALLOC": "debug"}
    done = subprocess.run(
        [sys.executable, "-c", _AFTER_A_LONG_RUN], env=checked, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("scale", "most"), [(100, 1.12), (200, 1.03), (400, 1.0)])
def test_a_page_of_text_needs_about_as_many_bytes_as_by_the_library(
    scale: int, most: float
) -> None:
    page = to_images(read_article(article_html(7)), Preferences(scale=scale)).pages[0]
    canvas = drawn(page)
    ours = packed_rows([canvas.data], canvas.stride)
    assert len(ours) <= most * len(isal_zlib.compress(canvas.data, 2))
