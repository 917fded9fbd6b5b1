"""The lines of a paragraph and of a page are set in C as they are in Python."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readable import paging
from readable.additions import Additions
from readable.article import Heading, Paragraph
from readable.fonts import Family, FontSet
from readable.layout import Laid, lay_out, lines
from readable.layout.lines import LineSetter, Look, columns_of
from readable.paging import Bar, Box, Line, Marker, Picture, Slab, Words
from readable.paint import to_images
from readable.papers import Paper
from readable.pictures import Pictures
from readable.preferences import Preferences
from readable.reading import read_article
from readable.shaping import Segment, shape_runs
from readable.speedups import compiled
from readable.typefaces import typefaces

pytestmark = pytest.mark.skipif(not compiled, reason="the package was built without a compiler")

Answer = TypeVar("Answer")
EXAMPLES = Path(__file__).parent.parent / "examples"
PARTS = (
    "Ẫy ",
    "tổ chức ",
    "<em>ỵ</em>ểu ",
    "<u>a b</u> ",
    "<a href=x>c</a>, ",
    "H<sub>2</sub>O<sup>3</sup> ",
    "<strong>đ</strong> ",
    "<mark>e</mark> ",
    "<del>g</del>",
    "<br>",
    "\u2603 ",
    "“<code>h</code>” ",
)


def in_python(answer: Callable[[], Answer]) -> Answer:
    with pytest.MonkeyPatch.context() as patch:
        for module in (lines, paging):
            patch.setattr(module, "compiled", None)
        return answer()


def segments_of(html: str, fonts: FontSet | None = None) -> list[Segment]:
    block, *_ = read_article(f"<p>x {html}</p>").blocks
    assert isinstance(block, Heading | Paragraph)
    return shape_runs(block.runs, fonts or FontSet.bundled(), "sans").segments


def known(slabs: list[Slab]) -> list[Any]:
    """All that slabs are, with what their words are and what they are made of."""
    return [(slab, [(type(line.words), *line.words) for line in slab.lines]) for slab in slabs]


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(PARTS), max_size=12),
    st.lists(st.integers(1, 5), max_size=12),
    st.builds(
        Look,
        st.sampled_from((16.0, 31.7, 64.0)),
        st.just(1.5),
        st.sampled_from((0, 9)),
        st.sampled_from(("p", "h2")),
        keep_all=st.booleans(),
        keep_next=st.booleans(),
        lang=st.sampled_from((None, "en")),
        alignment=st.sampled_from((None, "center", "end")),
    ),
    st.sampled_from((0, 71, -3)),
    st.sampled_from((10, 333)),
    st.sampled_from((None, -1, 0, 7)),
    st.sampled_from((0, 12)),
)
def test_the_lines_of_a_paragraph_are_set_alike(
    parts: list[str],
    counts: list[int],
    look: Look,
    left: int,
    width: int,
    block: int | None,
    hang: int,
) -> None:
    segments = segments_of("".join(parts))
    ends = [
        end for end in (sum(counts[:at]) for at in range(1, len(counts))) if end < len(segments)
    ]

    def slabs() -> list[Any]:
        columns = columns_of(segments)
        setter = LineSetter(segments, columns[0], look, 30, 11)
        made = setter.slabs([*ends, len(segments)], left, width, block, hang)
        return [columns, known(made)]

    assert slabs() == in_python(slabs)


def test_words_of_a_style_share_their_ink() -> None:
    """Whenever they were met, so that to see that it is the same takes no time."""
    sans = typefaces()["sans"]
    fonts = FontSet({"sans": Family(sans.regular, sans.bold)})
    first = segments_of("Bắc Kạn <em>hôm</em>", fonts)
    later = segments_of("Thái Nguyên <em>nay</em>", fonts)
    for one, other in zip(first, later, strict=True):
        assert [piece.ink for piece in one.pieces] == [piece.ink for piece in other.pieces]
        assert one.pieces[0].ink is other.pieces[0].ink


@pytest.mark.parametrize("scale", [100, 250, 400])
@pytest.mark.parametrize(
    "preferences", [{}, {"alignment": "justify"}, {"letter_spacing_em": 0.1}], ids=str
)
def test_the_pages_of_the_example_are_laid_out_alike(
    scale: int, preferences: dict[str, Any]
) -> None:
    article = read_article((EXAMPLES / "article.html").read_bytes())

    def laid(paper: Paper) -> Laid:
        return lay_out(
            article,
            Preferences(scale=scale, **preferences),
            FontSet.bundled(),
            paper,
            Pictures(EXAMPLES),
            additions=Additions(header=True, addresses=True, contents=True),
        )

    for paper in (Paper(), Paper(390, None)):
        assert laid(paper) == in_python(lambda paper=paper: laid(paper))


LINES = st.tuples(
    st.sampled_from((3, 4.5)),
    st.integers(-5, 90),
    st.just(1.5),
    st.integers(0, 90),
    st.integers(-5, 90),
    st.just(()),
    st.sampled_from(("", "Ẫy ")),
).map(lambda fields: Line(*fields, markers=(Marker(3, 1),)))
SLABS = st.tuples(
    st.integers(0, 90),
    st.integers(0, 30),
    st.booleans(),
    st.lists(LINES, max_size=3).map(tuple),
    st.sampled_from(((), (Box(1, 2, 3, 4),))),
    st.sampled_from(((), (Picture(1, 2, 3, 400, None, "a"), Picture(1, 2, 3, 400, "b", "a")))),
    st.sampled_from(((), (Bar(1, 2),), (Bar(1, 2), Bar(1, 2, 3)))),
).map(lambda fields: Slab(*fields))


@given(st.lists(SLABS, min_size=1, max_size=8), st.sampled_from((0, 71)))
def test_slabs_are_stacked_alike(slabs: list[Slab], top: int) -> None:
    def pages() -> list[paging.Page]:
        return paging.paginate(slabs, 90, 300, top, 20)

    assert pages() == in_python(pages)


def test_what_is_made_of_lines_is_passed_by_and_what_it_holds_is_forgotten_with_it() -> None:
    sans = typefaces()["sans"]
    fonts = FontSet({"sans": Family(sans.regular, sans.bold)})
    face = weakref.ref(fonts.families["sans"].regular)
    article = read_article("<p>Tỉnh ủy <em>Bắc</em> <a href=x>Kạn</a></p><p>Thái Nguyên</p>")
    (page,) = to_images(article, fonts=fonts, family="sans").pages
    for line in page.lines[:2]:
        assert isinstance(line.words, Words)
        for one in (line, line.words, line.words._glyphs, line.words._inked):
            assert not gc.is_tracked(one)
    del article, page, line, one
    fonts.kept["itself"] = fonts
    del fonts
    for _ in range(2):
        gc.collect()
    assert face() is None


LOOK = Look(16.0, 1.5, 9)
COLUMN = (0, 100, 0, 20, 8)
MADE = (Slab, Line, Words)


def set_lines(**changes: Any) -> list[Slab]:
    """The lines of two words as `LineSetter` sets them, but for what is changed."""
    segments = segments_of("<u>a</u>")
    told: dict[str, Any] = {
        "segments": segments,
        "begins": columns_of(segments)[0],
        "ends": [1, 2],
        "look": LOOK,
        "column": COLUMN,
        "block": 0,
        "made": MADE,
        "inked": lambda ink: (0, 16.0, ink.face, False),
        "boxes": lambda *_: (),
    }
    return compiled.set_lines(*(told | changes).values())


def changed(**fields: Any) -> list[Segment]:
    return [one._replace(**fields) for one in segments_of("<u>a</u>")]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"segments": None}, TypeError),
        ({"segments": []}, ValueError),
        ({"segments": [1, 2]}, TypeError),
        ({"segments": lambda: changed(width_em="")}, TypeError),
        ({"segments": lambda: changed(width_em=1e300)}, OverflowError),
        ({"segments": lambda: changed(width_em=float("nan"))}, OverflowError),
        ({"segments": lambda: changed(ink_top_em=1e300)}, OverflowError),
        ({"segments": lambda: changed(ink_bottom_em="")}, TypeError),
        ({"segments": lambda: changed(pieces=1)}, SystemError),
        ({"segments": lambda: changed(pieces=(1,))}, TypeError),
        ({"segments": lambda: changed(text=1)}, TypeError),
        ({"begins": [0.0, 1.0]}, ValueError),
        ({"begins": [0.0, 1.0, ""]}, TypeError),
        ({"ends": None}, TypeError),
        ({"ends": [0, 2]}, OverflowError),
        ({"ends": [1, 1]}, OverflowError),
        ({"ends": [1, 3]}, OverflowError),
        ({"ends": ["1"]}, TypeError),
        ({"look": LOOK[1:]}, TypeError),
        ({"look": LOOK._replace(size_px="")}, TypeError),
        ({"look": LOOK._replace(alignment=1)}, TypeError),  # type: ignore[arg-type]
        ({"column": COLUMN[1:]}, TypeError),
        ({"column": (0, 100, 0, 20, "")}, TypeError),
        ({"column": (2**60, 100, 0, 20, 8)}, OverflowError),
        ({"made": MADE[1:]}, TypeError),
        ({"made": (Slab, list, Words)}, TypeError),
        ({"made": (Slab, Line, 1)}, TypeError),
        ({"made": (Slab, Line, object)}, AttributeError),
        ({"inked": 1}, TypeError),
        ({"inked": lambda: ()}, TypeError),
        ({"boxes": lambda: ()}, TypeError),
    ],
)
def test_what_no_lines_are_made_of_is_an_error_and_no_crash(
    changes: dict[str, Any], error: type[Exception]
) -> None:
    ((name, one),) = changes.items()
    if name == "segments" and callable(one):
        changes = {name: one()}
    assert len(set_lines()) == 2
    with pytest.raises(error):
        set_lines(**changes)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: compiled.set_lines(1), TypeError),
        (lambda: compiled.columns_of(), TypeError),
        (lambda: compiled.columns_of([1]), TypeError),
        (lambda: compiled.columns_of(changed(space_em="")), TypeError),
        (lambda: compiled.put_on_page([], 0), TypeError),
        (lambda: compiled.put_on_page([], 0, list), TypeError),
        (lambda: compiled.put_on_page([], 2**60, Line), OverflowError),
        (lambda: compiled.put_on_page([1], 0, Line), TypeError),
        (lambda: compiled.put_on_page([Slab(2**60)], 0, Line), OverflowError),
        (lambda: compiled.put_on_page([Slab(2**52), Slab(1, 1)], 0, Line), OverflowError),
        (lambda: compiled.put_on_page([Slab(1, lines=[])], 0, Line), TypeError),
        (lambda: compiled.put_on_page([Slab(1, lines=(1,))], 0, Line), TypeError),
        (lambda: compiled.put_on_page([Slab(1, lines=(Line(*"......"),))], 0, Line), TypeError),
    ],
)
def test_what_has_no_columns_and_is_on_no_page_is_an_error(
    ask: Callable[[], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask()
