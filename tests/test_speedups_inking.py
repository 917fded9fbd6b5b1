"""Words are drawn in C as they are in Python, pixel for pixel, and within the page."""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pngs import unpacked

from readable import canvas
from readable.canvas import Canvas
from readable.face import Face, Glyphs, Mask
from readable.fonts import FontSet
from readable.paging import Box, Line, Word, Words
from readable.paint import to_images
from readable.preferences import Preferences
from readable.reading import read_article
from readable.speedups import compiled
from readable.vietnamese import LETTERS

pytestmark = pytest.mark.skipif(not compiled, reason="the package was built without a compiler")

EXAMPLES = Path(__file__).parent.parent / "examples"
FACES = [
    FontSet.bundled().families[key].face(bold)
    for key, bold in (("sans", False), ("serif", True), ("literacy", False))
]
STRANGE = ("gḍ̃ê̆", "fj\u0323j", "\u0301a", "{Ẫ|", "a b", " ", "ǧ\u0302\u0303", "")
"""Marks on marks, ink beyond that of the highest and deepest letters, and none."""


@st.composite
def words(draw: st.DrawFn) -> Word:
    """A word anywhere on a page of 200 px, beside it or over its edge."""
    face, slanted = draw(st.sampled_from(FACES)), draw(st.booleans())
    letters = st.text(st.sampled_from((*LETTERS, *"fjWV.|")), max_size=6)
    glyphs = face.shape(draw(letters | st.sampled_from(STRANGE)), slanted)
    if draw(st.integers(0, 3)) == 0:
        count = len(glyphs.ids)
        steps = st.lists(st.integers(-3000, 3000), min_size=count, max_size=count).map(tuple)
        glyphs = Glyphs(glyphs.ids, draw(steps), draw(steps), glyphs.clusters, 0, 0, 0)
    x_px = draw(st.floats(-120, 260, allow_subnormal=False))
    size_px = draw(st.sampled_from((9.5, 16.0, 32.0, 41.7, 64.0, 130.0)))
    return Word(x_px, draw(st.sampled_from((0, 0, 7, -4))), size_px, face, glyphs, slanted)


LINES = st.tuples(st.lists(words(), max_size=6), st.integers(-60, 180))


def as_kept(words: list[Word], is_told_once: bool) -> Words:
    """Words as a line holds them: how they are drawn told of each, or of the first for all."""
    inked = [(rise_px, size_px, face, slanted) for _, rise_px, size_px, face, _, slanted in words]
    xs = array("d", [word.x_px for word in words]).tobytes()
    count = 1 if is_told_once else len(words)
    return Words(xs, tuple([word.glyphs for word in words]), tuple(inked[:count]))


def drawn(width: int, lines: list[tuple[Sequence[Word], int]], top: int) -> bytearray:
    page = Canvas(width, 120, top)
    page.draw_lines([Line(0, 0, 0, 0, baseline, placed) for placed, baseline in lines])
    return page.data


@settings(max_examples=150)
@given(
    st.sampled_from((0, 1, 199, 200)),
    st.lists(LINES, max_size=3),
    st.sampled_from((0, 7)),
    st.sampled_from((None, True, False)),
)
def test_lines_are_drawn_alike_in_c_and_in_python(
    width: int, lines: list[tuple[Sequence[Word], int]], top: int, is_told_once: bool | None
) -> None:
    """Over each other, over the edges, risen, slanted, of several sizes, and with strange marks."""
    if is_told_once is not None:
        lines = [(as_kept([*words], is_told_once), baseline) for words, baseline in lines]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas, "compiled", None)
        expected = drawn(width, lines, top)
    assert drawn(width, lines, top) == expected


@settings(max_examples=400)
@given(
    st.integers(1, 30),
    st.integers(1, 8),
    st.binary(min_size=240, max_size=240),
    st.integers(0, 255),
    st.tuples(st.integers(-4, 30), st.integers(-3, 8), st.integers(1, 40), st.integers(1, 5)),
)
def test_underlines_leave_out_the_same(
    width: int, height: int, ink: bytes, rarely: int, place: tuple[int, int, int, int]
) -> None:
    """Next to letters, at the edges, and where two pixels of a byte are not both of the page."""

    def underlined() -> bytearray:
        page = Canvas(width, height, 0)
        for pixel in range(width * height):
            row, column = divmod(pixel, width)
            if ink[pixel] > rarely:
                page.data[row * page.stride + 1 + column // 2] |= 1 << 2 * (ink[pixel] % 2) + (
                    4 * (column % 2 == 0)
                )
        page.draw_box(Box(*place, spares_ink=True))
        return page.data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas, "compiled", None)
        expected = underlined()
    assert underlined() == expected


def digest() -> str:
    """Of all pages of the example in several sizes."""
    article = read_article((EXAMPLES / "article.html").read_bytes())
    made = sha256()
    for scale in (100, 187, 400):
        for image in to_images(article, Preferences(scale=scale), base=EXAMPLES):
            made.update(unpacked(image.data))
    return made.hexdigest()


def test_pages_are_the_same_where_there_is_no_c() -> None:
    program = (
        "import test_speedups_inking as t\n"
        "assert t.compiled is None\n"
        "print(t.digest())"
    )  # fmt: skip
    environment = {"PYTHONPATH": ":".join(sys.path), "READABLE_PURE_PYTHON": "1"}
    pure = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert pure.stdout.split() == [digest()]


# ---- what is not as it should be ----------------------------------------------------------------

ONE = Glyphs((1,), (0,), (0,), (0,), 0, 0, 0)
# Three pixels of four columns each, and as many rows.
BLACK = Mask(b"\xff" * 36, 12, 12, 3, 0, -3)


def laid(
    mask: Any = BLACK,
    glyphs: Any = ONE,
    *,
    x_px: float = 0.0,
    rise_px: int = 0,
    page: Any = None,
    stride: int = 4,
    baseline: int = 3,
    ink: Any = (1, 2, 1.0),
    letters: Any = None,
    words: Any = None,
) -> list[str]:
    """A word of a face whose glyphs are all this mask, on a page of three rows of six pixels."""
    page = bytearray(12) if page is None else page
    letters = compiled.open_letters(9) if letters is None else letters

    def ink_of(face: Face, size_px: float, slanted: bool) -> Any:
        return (*ink, letters, lambda glyph, up: mask)

    word: Any = (x_px, rise_px, 16.0, None, glyphs, False)
    line: Any = Line(0, 0, 0, 0, baseline, [word] if words is None else words)
    compiled.draw_lines(page, stride, 0, [line], Words, ink_of)
    return [page[start : start + 4].hex() for start in range(0, len(page), 4)]


def test_ink_beyond_the_edges_is_cut_off() -> None:
    assert laid() == ["00fff000"] * 3
    assert laid(x_px=1.0) == ["000fff00"] * 3
    assert laid(x_px=-2.0) == ["00f00000"] * 3
    assert laid(x_px=-1.0) == ["00ff0000"] * 3
    assert laid(x_px=5.0) == ["0000000f"] * 3
    assert laid(rise_px=2) == ["00fff000", "00000000", "00000000"]
    assert laid(rise_px=-2) == ["00000000", "00000000", "00fff000"]
    for far in (3, 1e6, 1e15):
        assert laid(rise_px=int(far)) == laid(rise_px=-int(far)) == ["00000000"] * 3
        assert laid(x_px=2 * far) == laid(x_px=-2 * far) == ["00000000"] * 3
    for edge in (2**31 - 1, -(2**31)):
        assert laid(Mask(b"\xff" * 36, 12, 12, 3, edge, edge)) == ["00000000"] * 3
    for lacking in range(12):
        page = bytearray(lacking)
        laid(page=page)
        assert page == bytes.fromhex("00fff000" * 3)[: lacking // 4 * 4] + bytes(lacking % 4)


def test_what_is_no_mask_no_letter_and_no_page_is_refused() -> None:
    for mask in (
        Mask(b"\xff" * 35, 12, 12, 3, 0, -3),
        Mask(b"\xff" * 36, 12, 13, 3, 0, -3),
        Mask(b"\xff" * 36, 12, 12, -3, 0, -3),
        Mask(b"\xff" * 36, 2**31, 12, 2**31, 0, -3),
        Mask(b"\xff" * 36, 2**31 - 1, 12, 2**31 - 1, 0, -3),
        Mask(b"\xff" * 36, 12, 12, 3, 2**31, -3),
        Mask("12 letters!!", 4, 4, 3, 0, -3),  # type: ignore[arg-type]
        (b"",),
        None,
    ):
        with pytest.raises((ValueError, TypeError, OverflowError)):
            laid(mask)
    for letters in ({}, object(), sys):
        with pytest.raises(ValueError, match="PyCapsule"):
            laid(letters=letters)
    for most in (0, -1, 2**31):
        with pytest.raises(OverflowError):
            compiled.open_letters(most)
    for page in (bytes(12), [bytes(4)] * 3, (1, 2)):
        with pytest.raises(TypeError):
            laid(page=page)
    for stride in (0, -1, 2**31):
        with pytest.raises(OverflowError):
            laid(stride=stride)


def test_numbers_that_nothing_can_be_counted_with_are_refused() -> None:
    face = FACES[0]
    for x_px in (1e300, -1e300, float("inf"), float("nan"), 2.0**52):
        with pytest.raises(OverflowError):
            laid(x_px=x_px)
    for whole in (2**53, -(2**53), 2**70):
        with pytest.raises(OverflowError):
            laid(rise_px=whole)
        with pytest.raises(OverflowError):
            laid(baseline=whole)
    for ids, xs, ys in (
        ((-1,), (0,), (0,)),
        ((2**32,), (0,), (0,)),
        ((1,), (2**52,), (0,)),
        ((1,), (0,), (2**52,)),
        ((1,), (2**60,), (0,)),
    ):
        with pytest.raises(OverflowError):
            laid(glyphs=Glyphs(ids, xs, ys, (0,), 0, 0, 0))
    for glyphs in (
        Glyphs((1, 1), (0,), (0,), (), 0, 0, 0),
        Glyphs((), (0,), (), (), 0, 0, 0),
        None,
    ):
        with pytest.raises((TypeError, AttributeError)):
            laid(glyphs=glyphs)
    for words in (
        Words(bytes(8), (ONE, ONE), ((0, 16.0, face, False),)),
        Words(bytes(16), (ONE, ONE), ((0, 16.0, face, False),) * 3),
        Words(bytes(16), (ONE, ONE), ()),
        Words(bytes(8), (ONE,), ((0, 16.0, face),)),  # type: ignore[arg-type]
        Words(bytes(8), (ONE,), ((0, "16", face, False),)),  # type: ignore[arg-type]
        Words(bytearray(8), (ONE,), ((0, 16.0, face, False),)),  # type: ignore[arg-type]
        Words(bytes(8), [ONE], ((0, 16.0, face, False),)),  # type: ignore[arg-type]
        1,
        [1],
        [(0.0, 0, "16", face, ONE, False)],
    ):
        with pytest.raises(TypeError):
            laid(words=words)
    for ink in ((3, 2, 1.0), (-1, 2, 1.0), (1, 9, 1.0), (1, 2, float("nan")), (1, 2, "1"), (1, 2)):
        with pytest.raises((TypeError, OverflowError)):
            laid(ink=ink)


def strip(some: Sequence[int], letters: object, drawn: list[int]) -> list[int]:
    """The levels of a row on which each of these glyphs leaves one pixel as dark as its number."""

    def ink_of(face: Face, size_px: float, slanted: bool) -> Any:
        def draw(glyph: int, up: int) -> Mask:
            drawn.append(glyph)
            return Mask(bytes([glyph] * 4), 4, 4, 1, 4 * glyph, -1)

        return 1, 2, 1.0, letters, draw

    nowhere = (0,) * len(some)
    glyphs = Glyphs(tuple(some), nowhere, nowhere, nowhere, 0, 0, 0)
    page = bytearray(129)
    line: Any = Line(0, 0, 0, 0, 1, [(0.0, 0, 16.0, None, glyphs, False)])  # type: ignore[list-item]
    compiled.draw_lines(page, 129, 0, [line], Words, ink_of)
    shown = page[1:].hex()
    return [int(shown[at], 16) for at in some]


def test_letters_that_are_forgotten_while_a_line_is_drawn_are_drawn_all_the_same() -> None:
    letters = compiled.open_letters(3)
    drawn: list[int] = []
    assert strip(range(0, 256, 17), letters, drawn) == list(range(16))
    assert compiled.count_letters(letters) == 3
    assert drawn == list(range(0, 256, 17))


def test_letters_are_laid_before_the_size_that_they_are_of_is_laid_aside() -> None:
    def ink_of(face: Face, size_px: float, slanted: bool) -> Any:
        def draw(glyph: int, up: int) -> Mask:
            return Mask(bytes([glyph] * 4), 4, 4, 1, 4 * glyph, -1)

        return 1, 2, 1.0, compiled.open_letters(9), draw

    # Eight are at hand: the last takes the place of the first, whose letters nobody else keeps.
    words = [
        (0.0, 0, size_px, None, Glyphs((17 * number,), (0,), (0,), (0,), 0, 0, 0), False)
        for number, size_px in enumerate((1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 1.0, 9.0), 1)
    ]
    page = bytearray(129)
    line: Any = Line(0, 0, 0, 0, 1, words)  # type: ignore[arg-type]
    compiled.draw_lines(page, 129, 0, [line], Words, ink_of)
    shown = page[1:].hex()
    assert [int(shown[17 * number], 16) for number in range(1, 11)] == list(range(1, 11))


def test_letters_are_drawn_once_and_the_oldest_forgotten_first() -> None:
    letters = compiled.open_letters(800)
    drawn: list[int] = []
    for _ in range(2):
        strip(range(200), letters, drawn)
    assert drawn == list(range(200))
    # Each at four places in a pixel.
    assert compiled.count_letters(letters) == 800
    strip([200], letters, drawn)
    # An eighth made room for them, and one more: of that glyph not the one that was asked for.
    assert compiled.count_letters(letters) == 800 - 101 + 4
    drawn.clear()
    strip([*range(25, 201), 24], letters, drawn)
    assert drawn == [24]


def test_a_letter_that_is_drawn_while_it_is_drawn_is_kept_once() -> None:
    letters = compiled.open_letters(9)
    page = bytearray(12)

    def ink_of(face: Face, size_px: float, slanted: bool) -> Any:
        def draw(glyph: int, up: int) -> Mask:
            laid(letters=letters)
            return BLACK

        return 1, 2, 1.0, letters, draw

    line: Any = Line(0, 0, 0, 0, 3, [(0.0, 0, 16.0, None, ONE, False)])  # type: ignore[list-item]
    compiled.draw_lines(page, 4, 0, [line], Words, ink_of)
    assert page.hex() == "00fff000" * 3
    assert compiled.count_letters(letters) == 4


def test_a_page_stays_where_it_is_while_letters_are_laid_on_it() -> None:
    page = bytearray(12)

    def ink_of(face: Face, size_px: float, slanted: bool) -> Any:
        page.clear()

    line: Any = Line(0, 0, 0, 0, 3, [(0.0, 0, 16.0, None, ONE, False)])  # type: ignore[list-item]
    with pytest.raises(BufferError):
        compiled.draw_lines(page, 4, 0, [line], Words, ink_of)
    page.clear()


def test_a_line_beyond_its_page_is_refused() -> None:
    def underline(*numbers: int) -> str:
        page = bytearray(12)
        compiled.underline(page, 4, *numbers)
        return page.hex()

    assert underline(1, 5, 1, 2, 9) == "00000000000ffff000000000"
    assert underline(1, 1, 1, 1, 9) == "00" * 12
    for numbers in (
        (-1, 5, 1, 2, 9),
        (1, 7, 1, 2, 9),
        (1, 0, 1, 2, 9),
        (1, 5, -1, 2, 9),
        (1, 5, 1, 4, 9),
        (1, 5, 2, 1, 9),
        (1, 5, 1, 2, -1),
        (1, 5, 1, 2, 2**31),
    ):
        with pytest.raises(OverflowError):
            underline(*numbers)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: compiled.underline(bytearray(12), 4, 1, 5, 1, 2),
        lambda: compiled.underline(bytes(12), 4, 1, 5, 1, 2, 9),
        lambda: compiled.underline(bytearray(12), 4, 1, 5, 1, 2, "9"),
        lambda: compiled.draw_lines(bytearray(12), 4, 0, [], Words),
        lambda: compiled.draw_lines(bytearray(12), 4, 0, [1], Words, len),
        lambda: compiled.draw_lines(bytearray(12), 4, 0, [(0, 0)], Words, len),
        lambda: compiled.draw_lines(bytearray(12), 4, 0, None, Words, len),
        lambda: compiled.open_letters(),
        lambda: compiled.count_letters(),
    ],
)
def test_what_is_no_page_and_no_lines_is_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        ask()
