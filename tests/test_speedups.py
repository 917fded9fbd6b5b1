"""What is also written in C answers what its twin in Python does, to the last bit."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import weakref
from _datetime import datetime_CAPI
from collections.abc import Callable
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readable import face, linebreak, optimum, shaping, speedups
from readable.article import Paragraph, Run
from readable.collecting import pass_by
from readable.face import Face, Glyphs
from readable.fonts import Family, FontSet
from readable.layout import lines
from readable.optimum import BALANCED, CAREFUL, COMPACT, LIKELY_UNIT, UNIT, Costs, heading_costs
from readable.reading import read_article
from readable.speedups import compiled
from readable.speedups.building import compile_in_place, digest
from readable.typefaces import typefaces
from readable.vietnamese import LETTERS, model, words

Answer = TypeVar("Answer")
COSTS = (
    BALANCED,
    CAREFUL,
    COMPACT,
    heading_costs(BALANCED),
    heading_costs(CAREFUL),
    Costs(0, 0, 0, 0),
    Costs(parting=1e6, line=0, ragged=5, runt=1, levels_last=True, dense=0.1, unit=0.5),
)


FOLDER = Path(speedups.__file__).parent


def test_the_package_is_built_with_what_is_in_c() -> None:
    right = digest(FOLDER)
    assert right == speedups.SOURCES, "this goes into readable/speedups/__init__.py"
    assert compiled, "install a C compiler and Python's headers, and run tests/run.sh again"


def test_a_binary_of_other_sources_is_not_used(tmp_path: Path) -> None:
    package = tmp_path / "readable"
    shutil.copytree(FOLDER.parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "speedups" / "breaking.c").write_text("/* Changed. */")
    door = package / "speedups" / "__init__.py"
    door.write_text(door.read_text().replace(speedups.SOURCES, digest(package / "speedups")))
    assert printed("import readable.speedups as s; print(s.compiled)", tmp_path) == "None\n"


def test_what_cannot_be_built_is_left_out_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "readable" / "speedups"
    folder.mkdir(parents=True)
    for path in FOLDER.glob("*.[ch]"):
        shutil.copy(path, folder)
    built = compile_in_place(tmp_path)
    assert built
    assert built.parent == folder
    before = built.read_bytes()
    with monkeypatch.context() as patch:
        patch.setenv("CC", "false")
        assert compile_in_place(tmp_path) is None
    (folder / "module.c").write_text("#error")
    assert compile_in_place(tmp_path) is None
    assert built.read_bytes() == before
    assert {path.suffix for path in folder.iterdir()} == {".c", ".h", built.suffix}


def printed(program: str, folder: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_python(answer: Callable[[], Answer]) -> Answer:
    """The answer of the twins."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (face, linebreak, lines, optimum, model, shaping, words):
            patch.setattr(module, "compiled", None)
        return answer()


BOX = st.tuples(
    st.one_of(st.integers(0, 9), st.floats(0, 30), st.just(100.0)),
    st.sampled_from([0, 1, 1, 0.3]),
    st.sampled_from([False] * 9 + [True]),
    st.one_of(st.sampled_from([0, 0, 1, UNIT, LIKELY_UNIT]), st.floats(0, 1)),
)


@settings(max_examples=400)
@given(
    st.lists(BOX, min_size=1, max_size=200),
    st.one_of(st.integers(1, 60), st.floats(0.01, 60)),
    st.sampled_from(COSTS),
)
def test_lines_end_at_the_same_boxes(
    boxes: list[tuple[float, float, bool, float]], measure: float, costs: Costs
) -> None:
    def ends() -> list[int]:
        return optimum.total_fit(*zip(*boxes, strict=True), measure, costs)

    assert ends() == in_python(ends)


def weighed(tokens: list[str]) -> tuple[words.Spaces, linebreak.Weighed]:
    return words.read_spaces(tokens), linebreak.weigh_opportunities(" ".join(tokens))


def prose() -> list[str]:
    folder = Path(__file__).parent / "data" / "words"
    return [
        line.replace("_", " ")
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_the_words_of_real_prose_are_the_same() -> None:
    texts = prose()
    assert sum(map(len, texts)) > 100_000
    for text in texts:
        tokens = text.split(" ")
        assert weighed(tokens) == in_python(lambda tokens=tokens: weighed(tokens))


def test_what_is_known_of_few_tokens_is_the_same() -> None:
    known = words._know(3)
    for text in prose()[:300]:
        tokens = text.split(" ")
        told = compiled.weigh_words(known, tokens, True)
        assert told == compiled.weigh_words(words._known(), tokens, True)


def token_of(*texts: str) -> tuple[object, ...]:
    """The first token before a number, of which each token is asked that stands beside it."""
    tokens = [*texts, "2"]
    if words.compiled:
        told = words.compiled.weigh_words(words._known(), tokens, True)
        assert told
        found, odd = told[2], told[3]
    else:
        read = words.read_tokens(tokens)
        found, odd = read.tokens, read.odd
    return type(found[0]), found[: len(texts)], odd


def is_known(text: str) -> bool:
    """Whether Python is not asked for it."""
    asked = []

    class Seen(dict[str, words.Seen]):
        def __missing__(self, text: str) -> words.Seen:
            asked.append(text)
            return words._see(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_SEEN", Seen())
        compiled.weigh_words(words._know(3), [text], True)
    return not asked


def test_what_is_known_of_the_words_of_real_prose_is_the_same() -> None:
    written = {word for text in prose() for word in text.split()}
    told = {word.strip(".,;:()") for word in written} | set(words.load_model().syllables)
    told |= {word.capitalize() for word in told} | {f"“{word}”;" for word in told} | written
    for text in told:
        for texts in ([text], ["và", text]):  # at the beginning of a sentence and not
            found = token_of(*texts)
            assert found == in_python(lambda texts=texts: token_of(*texts)), text
    for is_such, least in ((str.islower, 3_000), (str.istitle, 3_000)):
        those = [text for text in told if len(text) > 1 and text.isalpha() and is_such(text)]
        assert len(those) > least
        answered = list(filter(is_known, those[::10]))
        assert len(answered) > 0.09 * len(those)
    signed = [text for text in told if 2 < len(text) <= 19 and text[0] == "“"]
    answered = [text for text in signed[::10] if is_known(text) or not is_known(text[1:-2])]
    assert len(answered) == len(signed[::10])


def test_what_is_known_of_an_abbreviation_is_the_same() -> None:
    # Of those that are written with a first capital alone no other words are like.
    ends = ("ưt", "ki", "kii", "s", "sĩ", "t", "r", "n")
    for text in (
        "".join(parts) for parts in product(("", "ng", "nn", "th", "c", "ck", "gs", "p"), ends)
    ):
        for one in (text.capitalize(), f"{text}.", f"({text.capitalize()}.)", f"{text}. ,"):
            assert token_of(one) == in_python(lambda one=one: token_of(one)), one
    for text in ("Ngưtts", "(Ngưtds)", "Ngưtngưt.", "Ngưtđđ", "Ngưta", "Ngưt"):
        assert token_of("và", text) == in_python(lambda text=text: token_of("và", text)), text


@given(st.text(st.sampled_from("aghklmoquxyđơưáàạấệễỳýỷỵỹĂẬỲfjwzßĳªƻǀ1.-𝐀"), max_size=26))
def test_what_is_known_of_any_token_is_the_same(text: str) -> None:
    assert token_of(text) == in_python(lambda: token_of(text))


def test_what_is_known_of_a_letter_or_a_glide_is_the_same() -> None:
    letters = [letter for one in LETTERS for letter in (one, one.upper())]
    glides = [f"{onset}u{y}" for onset in ("", "q", "Q", "h", "kh") for y in "yýỳỷỹỵ"]
    for text in (*letters, *glides):
        for one in (text, f"{text}.", f"({text})"):
            assert token_of(one) == in_python(lambda one=one: token_of(one)), one
    for text in ("ở", "Ỡ", "quý", "Quỹ", "huy"):
        assert is_known(text)


@given(st.text(st.sampled_from("049//QĐUa-–.&x"), max_size=12).map("9{}".format))
@example("946/QĐ-UBND")
@example("946/-QĐ")
@example("946/QĐ-")
def test_what_is_known_of_the_number_of_any_document_is_the_same(text: str) -> None:
    assert token_of(text) == in_python(lambda: token_of(text))


@given(st.text(st.sampled_from("0123459//./.-"), max_size=12))
@example("31/12/2024")
@example("31/13/2024")
@example("00/1/2024")
@example("1500")
@example("0263")
@example("007")
@example("08")
@example("2100")
@example("47.300.000")
@example("1.2.2024")
def test_what_is_known_of_any_number_is_the_same(text: str) -> None:
    assert token_of(text) == in_python(lambda: token_of(text))


@given(
    st.text(st.sampled_from("([{\"“‘«'<.,x"), max_size=3),
    st.sampled_from(["Ban", "a", "A", "TP", "quý", "Mỹ", "Ưng", "2.500", "946/QĐ-UBND", "-", ""]),
    st.text(st.sampled_from(".,;:!?…)]}\"”’»'>(x"), max_size=3),
)
def test_what_is_known_of_signs_around_a_token_is_the_same(
    before: str, core: str, after: str
) -> None:
    text = before + core + after
    assert token_of(text) == in_python(lambda: token_of(text))


class Clearing:
    """A number that empties something when it is read."""

    def __init__(self, what: list[str] | bytearray | dict[str, object]) -> None:
        self.what = what

    def __index__(self) -> int:
        self.what.clear()
        return 1

    def __float__(self) -> float:
        return float(self.__index__())


def test_a_number_that_changes_what_is_read_does_no_harm() -> None:
    tokens, page = ["xa"] * 3, bytearray(12)
    onsets: dict[str, object] = {}
    onsets.update(x=Clearing(onsets))
    known = known_words()
    known[7] = onsets
    with pytest.raises(IndexError):
        compiled.spaces_of(tokens, [Clearing(tokens), 0.5], [0.0], 0.0)
    with pytest.raises(OverflowError):
        compiled.underline(page, 4, Clearing(page), 5, 1, 2, 9)
    with pytest.raises(TypeError):
        compiled.know_words(*known)
    assert onsets


def test_how_syllables_sound_alike_is_the_same() -> None:
    syllables = list(words.load_model().syllables)[:4_000]
    beside = [*syllables, *(one for one in syllables for _ in range(2)), "0", "0", "UBND", "UBND"]
    pairs = ["hun hút", "xa xa", "tim tím", "gì gi", "quà quả", "ăn ắn", "giếng giêng", "hoà hòa"]
    for tokens in (beside, *(pair.split(" ") for pair in pairs)):
        assert weighed(tokens) == in_python(lambda tokens=tokens: weighed(tokens))


SYLLABLES = "tổ chức Bắc Kạn việc làm thình thùng HỘI NGHỊ ông Lê An, 12/6 946/QĐ-UBND (các “- hằng"


@given(st.lists(st.one_of(st.sampled_from(SYLLABLES.split()), st.text(max_size=4)), min_size=1))
def test_the_words_of_any_tokens_are_the_same(tokens: list[str]) -> None:
    assert weighed(tokens) == in_python(lambda: weighed(tokens))


FACES = [FontSet.bundled().families[name].face(True) for name in sorted(FontSet.bundled().families)]


@given(
    st.sampled_from(FACES),
    st.lists(st.one_of(st.sampled_from(SYLLABLES.split()), st.text("ễẬfi1/,.“x̣̂₫", max_size=6))),
    st.booleans(),
)
def test_words_shaped_together_are_the_same(drawn: Face, texts: list[str], slanted: bool) -> None:
    def shaped() -> list[object]:
        found = drawn.shape_together(texts, slanted)
        return [one and (type(one), one._replace(number=0)) for one in found]

    assert shaped() == in_python(shaped)


@given(
    st.lists(st.one_of(st.sampled_from(SYLLABLES.split()), st.text("ễfi/,.“x̣₫\u2603 ", max_size=6)))
)
def test_the_words_that_may_be_shaped_together_are_the_same(texts: list[str]) -> None:
    path = typefaces()["sans"].regular

    def cores() -> list[str | None]:
        return Face.open(path)._cores(texts)

    assert cores() == in_python(cores)


@given(
    st.sampled_from(FACES),
    st.lists(st.sampled_from(["tổ", "tổ ", "chức ", "“Ẫ ", "ỵ"]), unique=True),
    st.sampled_from([0.0, 0.36, -0.14]),
    st.sampled_from([1.0, 0.7]),
    st.booleans(),
    st.sampled_from([0, 64, -2048, 10**9, -(10**9)]),
)
def test_segments_of_words_are_the_same(
    drawn: Face, texts: list[str], rise_em: float, size_em: float, is_struck: bool, higher: int
) -> None:
    glyphs = drawn.shape_together(texts)
    for one in glyphs[:1]:
        if one:
            top, bottom = one.top_units + higher, one.bottom_units + higher
            glyphs = [*glyphs, one.changed(top_units=top, bottom_units=bottom)]
            texts = [*texts, "Ấy "]
    ink = shaping.Ink(rise_em, size_em, drawn, False, False, is_struck, 0)

    def made() -> list[tuple[object, ...]]:
        segments = shaping._segments(texts, [*glyphs[:-1], None][: len(texts)], ink, 0.27)
        return [(text, type(one), one, type(one.pieces[0])) for text, one in segments.items()]

    assert made() == in_python(made)


PARTS = ["tổ ", "chức ", "tổ", " ", "  ", "x\u200b", "\xa0", "\n", "\u2603 ", "12/6, ", "“", "\0 "]
RUNS = st.lists(
    st.tuples(st.lists(st.sampled_from(PARTS), max_size=4), st.sampled_from(["", "em", "sub"])),
    min_size=1,
)


def identities(found: list[shaping.Segment | None]) -> list[tuple[object, ...]]:
    """Segments that are the same objects, or new ones of the same parts."""
    return [(type(one), *one[:1], *map(id, one[1:4])) if one else () for one in found]


@given(RUNS, st.data(), st.booleans())
def test_what_is_found_of_a_text_is_the_same(
    parts: list[tuple[list[str], str]], data: st.DataObject, is_ahead: bool
) -> None:
    runs = tuple([Run("".join(texts), frozenset({mark} - {""})) for texts, mark in parts])
    text = "".join([run.text for run in runs])
    length = len(text)
    offsets = sorted({*data.draw(st.lists(st.integers(1, length))), length}) if length else []
    fonts = FontSet(FontSet.bundled().families)
    with shaping.setting_aside(fonts):
        if is_ahead:
            shaping.shape_ahead([runs], fonts, "sans", shaping.Spacing())
        shaper = shaping._Shaper(text, runs, fonts, "sans", False, shaping.Spacing())
        shaper.segments(offsets[: data.draw(st.integers(0, len(offsets)))])

        def found() -> list[tuple[object, ...]]:
            return identities(shaper._find(offsets))

        assert found() == in_python(found)


@given(st.lists(st.lists(st.sampled_from(PARTS)).map("".join)), st.sets(st.sampled_from(PARTS)))
def test_what_is_known_of_words_is_the_same(texts: list[str], known: set[str]) -> None:
    (one,) = shaping.shape_runs((Run("tổ"),), FontSet.bundled(), "sans").segments
    segments = dict.fromkeys(known, one)

    def found() -> list[tuple[str, shaping.Segment | None]]:
        return list(shaping._look_up(texts, segments).items())

    assert found() == in_python(found)


@given(
    st.lists(st.sampled_from(["Ẫy ", "<em>ỵ</em>ểu ", "<u>a</u> ", "H<sub>2</sub>O ", "\u2603 "])),
    st.sampled_from([16.0, 31.7, 64.0]),
    st.sampled_from([(0.0, 1.0), (0.25, 33.3)]),
    st.sampled_from([0, 17, -3.5]),
)
def test_what_stands_on_a_line_is_the_same(
    parts: list[str], size_px: float, unit: tuple[float, float], left_px: float
) -> None:
    (block,) = read_article(f"<p>x {''.join(parts)}</p>").blocks
    assert isinstance(block, Paragraph)
    segments = shaping.shape_runs(block.runs, FontSet.bundled(), "sans").segments
    begins = [0.3 * at for at in range(len(segments))]

    def placed() -> tuple[object, ...]:
        return lines._place(segments, begins, *unit, left_px, size_px)

    assert placed() == in_python(placed)


def row(text: str) -> tuple[list[object], list[object]]:
    """What HarfBuzz answers, with the glyph 9 behind each."""
    told = SimpleNamespace
    infos = [told(codepoint=id, cluster=at) for at in range(len(text)) for id in (1, 9)]
    return infos, [told(position=(0, 0, 5, 0)) for _ in infos]


def of(character: str, **others: Any) -> tuple[Glyphs]:
    """A character as one glyph."""
    return (Glyphs((1,), (0,), (0,), (0,), 5, 3, -2, character)._replace(**others),)


def test_what_is_emptied_while_it_is_read_is_read_all_the_same() -> None:
    infos, positions = row("ab")
    names = ["a" * 50, None, "b" * 50]

    def ink(glyph: int) -> tuple[int, int]:
        infos.clear()
        positions.clear()
        return 1, 2

    def share(count: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        names.clear()
        return (0,), (0,)

    made = compiled.cut_row(infos, positions, names, 9, {}, ink, share, Glyphs, int, ())
    assert [one and one.text for one in made] == ["a" * 50, None, "b" * 50]


def known_words() -> list[object]:
    """What `know_words` is asked with."""
    asked: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        know = SimpleNamespace(know_words=lambda *given: asked.extend(given))
        assert words.load_model().compiled  # is read with the true one
        patch.setattr(words, "compiled", know)
        words._know()
    return asked


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        ("total_fit([1], [1], [False], [0], 9, (1,) * 7, 0.8)", TypeError),
        ("total_fit([1], [1, 2], [False], [0], 9, (1,) * 7, 0.8, 0.7)", ValueError),
        ("total_fit([1], [1], [False], [0], 9, (1,) * 6, 0.8, 0.7)", TypeError),
        ("total_fit(['x'], [1], [False], [0], 9, (1,) * 7, 0.8, 0.7)", TypeError),
        ("total_fit([1], [1], [False], [0], None, (1,) * 7, 0.8, 0.7)", TypeError),
        ("cores(['a'], bytearray(1))", TypeError),
        ("cores(['a'], bytes(1), len)", TypeError),
        ("cores(None, bytearray(1), len)", TypeError),
        ("cores([1], bytearray(1), len)", TypeError),
        ("cores(['a'], bytearray(98), lambda _: datetime_CAPI.x)", AttributeError),
        ("cut_row([], [], ['a'], 9, {}, len, len, Glyphs, int, ())", ValueError),
        ("cut_row([1], [], [], 9, {}, len, len, Glyphs, int, ())", ValueError),
        ("cut_row([1], [1], [], 9, {}, len, len, Glyphs, int, ())", AttributeError),
        ("cut_row([], [], [1], 9, {}, len, len, Glyphs, int, ())", TypeError),
        ("cut_row([], [], (), 9, {}, len, len, Glyphs, int, ())", TypeError),
        ("cut_row(*row('a'), ['a'], 9, {}, len, len, Glyphs, int, ())", TypeError),
        (
            "cut_row(*row('a'), ['a'], 9, {}, ink, lambda _: (), Glyphs, int, ())",
            TypeError,
        ),
        (
            "cut_row(*row('a'), ['a'], 9, {}, ink, lambda _: ((), ()), int, int, ())",
            TypeError,
        ),
        (
            "cut_row(*row('a'), ['a'], 9, {}, ink, lambda _: ((), ()), len, int, ())",
            TypeError,
        ),
        (
            "cut_row(*row('a'), ['a'], 9, {}, ink, lambda _: ((), ()), type(len), int, ())",
            TypeError,
        ),
        ("make_segments(list, Piece, (0.0,), 1.0, 0.0, False, ['a'], [None])", TypeError),
        ("make_segments(Segment, Piece, (), 1.0, 0.0, False, ['a'], [None])", TypeError),
        ("make_segments(Segment, Piece, (0.0,), '', 0.0, False, ['a'], [None])", TypeError),
        ("make_segments(Segment, Piece, (0.0,), 1.0, 0.0, False, ['a'], [])", ValueError),
        ("make_segments(Segment, Piece, (0.0,), 1.0, 0.0, False, [''], [1])", TypeError),
        ("make_segments(Segment, Piece, (0.0,), 1.0, 0.0, False, ['a'], [1])", TypeError),
        ("find_segments(Segment, 'a', [1])", TypeError),
        ("find_segments(list, 'a', [1], [(1, None, {}, {})])", TypeError),
        ("find_segments(Segment, b'a', [1], [(1, None, {}, {})])", TypeError),
        ("find_segments(Segment, 'a', None, [(1, None, {}, {})])", TypeError),
        ("find_segments(Segment, 'a', [1], None)", TypeError),
        ("find_segments(Segment, 'a', ['1'], [(1, None, {}, {})])", TypeError),
        ("find_segments(Segment, 'a', [0], [(1, None, {}, {})])", ValueError),
        ("find_segments(Segment, 'a', [2], [(1, None, {}, {})])", ValueError),
        ("find_segments(Segment, 'a', [1], [])", IndexError),
        ("find_segments(Segment, 'a ', [2], [(1, None, {}, {'a': segment})])", IndexError),
        ("find_segments(Segment, 'a', [1], [(1, None, {})])", TypeError),
        ("find_segments(Segment, 'a', [1], [('1', None, {}, {})])", TypeError),
        ("find_segments(Segment, 'a', [1], [(1, None, {}, None)])", SystemError),
        ("find_segments(Segment, 'a', [1], [(1, None, None, {})])", SystemError),
        ("find_segments(Segment, 'a', [1], [(1, None, {'a': 1}, {})])", TypeError),
        ("find_segments(Segment, 'a', [1], [(1, None, {'a': (1, 2)}, {})])", TypeError),
        ("find_segments(Segment, 'a ', [2], [(1, None, {'a': ('',) * 7}, {})])", TypeError),
        ("look_up(['a'])", TypeError),
        ("look_up(None, {})", TypeError),
        ("look_up(['a'], [])", TypeError),
        ("look_up([b'a'], {})", TypeError),
        ("place([], [], 0, 1, 0)", TypeError),
        ("place([], [], 0, 1, 0, '')", TypeError),
        ("place([1], [0], 0, 1, 0, 9)", TypeError),
        ("place([segment], [], 0, 1, 0, 9)", ValueError),
        ("place([segment], [''], 0, 1, 0, 9)", TypeError),
        ("place([segment._replace(pieces=1)], [0], 0, 1, 0, 9)", SystemError),
        ("place([segment._replace(pieces=(1,))], [0], 0, 1, 0, 9)", TypeError),
        ("place([segment._replace(text=1)], [0], 0, 1, 0, 9)", TypeError),
        ("place([segment._replace(ink_top_em='')], [0], 0, 1, 0, 9)", TypeError),
        ("know_words(*known[1:])", TypeError),
        ("know_words(len, *known[1:])", TypeError),
        ("know_words(datetime_CAPI, *known[1:])", TypeError),
        ("know_words(known[0], list, *known[2:])", TypeError),
        ("know_words(*known[:2], 'lT', *known[3:])", TypeError),
        ("know_words(*known[:4], None, *known[5:])", TypeError),
        ("know_words(*known[:4], {'0': ''}, *known[5:])", TypeError),
        ("know_words(*known[:8], None, *known[9:])", TypeError),
        ("know_words(*known[:9], None, *known[10:])", TypeError),
        ("know_words(*known[:9], [''] * 320, *known[10:])", TypeError),
        ("know_words(*known[:9], [1.0] * 319, *known[10:])", ValueError),
        ("know_words(*known[:10], [], *known[11:])", ValueError),
        ("know_words(*known[:11], (), known[12])", TypeError),
        ("know_words(*known[:11], (-1,) * 8, known[12])", OverflowError),
        ("know_words(*known[:11], (2**32,) * 8, known[12])", OverflowError),
        ("know_words(*known[:12], None)", TypeError),
        ("weigh_words(None, [], True)", ValueError),
        ("weigh_words(known[0], [], True)", ValueError),
        ("weigh_words(know_words(*known), ('xa',), True)", TypeError),
        ("weigh_words(know_words(*known), ['xa', 1], True)", TypeError),
        ("weigh_words(know_words(*known[:3], {}, *known[4:]), ['2/6'], True)", KeyError),
        ("weigh_words(know_words(*known[:3], {'2/6': 1}, *known[4:]), ['2/6'], True)", TypeError),
        (
            "weigh_words(know_words(*known[:3], seeing((1,) * 8), *known[4:]), ['-'], True)",
            TypeError,
        ),
        (
            "weigh_words(know_words(*known[:3], seeing(seen._replace(shape=8)), *known[4:]), "
            "['-'], True)",
            OverflowError,
        ),
        (
            "weigh_words(know_words(*known[:3], seeing(seen._replace(syllable=-1)), *known[4:]), "
            "['-'], True)",
            OverflowError,
        ),
        (
            "weigh_words(know_words(*known[:3], seeing(seen._replace(token=(1,) * 6)), "
            "*known[4:]), ['-'], True)",
            TypeError,
        ),
        ("weigh_words(know_words(*known[:4], {'xa': ''}, *known[5:]), ['xa'], True)", TypeError),
        (
            "weigh_words(know_words(*known[:4], {'xa': 2**14}, *known[5:]), ['xa'], True)",
            OverflowError,
        ),
        ("weigh_words(know_words(*known[:5], {'xa': ''}, *known[6:]), ['xa'], True)", TypeError),
        ("weigh_words(know_words(*known[:6], {'xa': ''}, *known[7:]), ['Xa'], True)", TypeError),
        ("know_words(*known[:7], {'x': -1}, *known[8:])", OverflowError),
        ("know_words(*known[:7], {1: 1}, *known[8:])", TypeError),
        ("know_words(*known[:7], {'nghng': 1}, *known[8:])", TypeError),
        ("know_words(*known[:7], {'\\0': 1}, *known[8:])", ValueError),
        ("know_words(*known[:8], {'a': ''}, *known[9:])", TypeError),
        ("spaces_of(['xa'], [], [0.0])", TypeError),
        ("spaces_of(('xa',), [], [0.0], 0.0)", TypeError),
        ("spaces_of(['xa', 'xa'], [], [0.0], 0.0)", ValueError),
        ("spaces_of(['xa', 'xa'], [''], [0.0], 0.0)", TypeError),
        ("spaces_of(['xa', 'xa'], [1.1], [0.0], 0.0)", ValueError),
        ("spaces_of(['xa', 'xa'], [0.5], [], 0.0)", IndexError),
        ("spaces_of([1], [], [], 0.0)", TypeError),
        ("open_singles([], b'')", TypeError),
        ("open_singles((), 1)", TypeError),
        ("open_singles((), b'ab')", ValueError),
        ("open_singles((1,), b'ab')", TypeError),
        ("open_singles(of('ab'), b'ab')", ValueError),
        ("open_singles(of('a', ids=()), b'ab')", ValueError),
        ("open_singles(of('a', ids=(1,) * 4), b'ab')", ValueError),
        ("open_singles(of('a', ids=(2**60,)), b'ab')", OverflowError),
        ("open_singles(of('a', x_units=()), b'ab')", TypeError),
        ("open_singles(of('a', advance_units=1.5), b'ab')", TypeError),
        ("open_singles(of('\U0001d400'), b'ab')", ValueError),
        ("join_singles([], 1, len, Glyphs, int, ())", ValueError),
        ("join_singles((), open_singles((), b''), len, Glyphs, int, ())", TypeError),
        ("join_singles([], open_singles((), b''), len, len, int, ())", TypeError),
        ("join_singles([1], open_singles((), b''), len, Glyphs, int, ())", TypeError),
        ("join_singles(['a'], open_singles(of('a'), b'ab'), len, Glyphs, int, ())", TypeError),
        ("pack_rows(b'', 1)", TypeError),
        ("pack_rows('', 1, 1)", TypeError),
        ("pack_rows(b'', 0, 1)", OverflowError),
        ("pack_rows(b'', 1, -1)", OverflowError),
        ("pack_rows(bytes(7), 2, 1)", ValueError),
        ("read_keys(b'', -1)", ValueError),
        ("read_keys(bytes(90), 10)", ValueError),
        ("read_keys('abc', 1)", TypeError),
        ("read_model([0.0], b'', b'')", TypeError),
        ("read_model([0.0], b'', *[b''] * 14)", ValueError),
        ("read_model([0.0] * 8192, bytes(7), *[b''] * 14)", ValueError),
        ("read_model([0.0] * 8192, b'', *[bytes(8), b''] * 7)", ValueError),
    ],
)
def test_what_is_wrong_is_an_error_and_no_crash(ask: str, error: type[Exception]) -> None:
    (seen,) = words.read_tokens(["thình"]).seen
    (segment,) = shaping.shape_runs((Run("thình"),), FontSet.bundled(), "sans").segments

    with pytest.raises(error):
        eval(
            ask,
            {
                **vars(compiled),
                "known": known_words(),
                "seeing": lambda seen: {"-": seen},
                "seen": seen,
                "row": row,
                "of": of,
                "segment": segment,
                "datetime_CAPI": datetime_CAPI,
                "ink": lambda _: (1, 2),
                "Glyphs": Glyphs,
                "Piece": shaping.Piece,
                "Segment": shaping.Segment,
            },
        )


def test_the_environment_can_ask_for_python_alone() -> None:
    program = (
        "from readable.speedups import compiled\n"
        "from readable import wrap\n"
        "print(compiled, wrap('Tỉnh ủy, HĐND, UBND tỉnh Bắc Kạn', 18))"
    )
    assert (
        printed(program, READABLE_PURE_PYTHON="1")
        == "None ['Tỉnh ủy, HĐND,', 'UBND tỉnh Bắc Kạn']\n"
    )


def test_words_that_are_as_high_and_as_deep_share_these_numbers() -> None:
    fonts = FontSet(FontSet.bundled().families)
    one, other = shaping.shape_runs((Run("Bắc phần"),), fonts, "sans").segments
    assert one.ink_bottom_em is not other.ink_bottom_em
    one, other = shaping.shape_runs((Run("gỡ gắng gỡng"),), fonts, "sans").segments[1:]
    assert one.ink_bottom_em is other.ink_bottom_em
    assert one.pieces[0].glyphs.bottom_units is other.pieces[0].glyphs.bottom_units


def test_what_is_kept_of_words_is_passed_by_and_what_it_holds_is_forgotten_with_it() -> None:
    sans = typefaces()["sans"]
    fonts = FontSet({"sans": Family(sans.regular, sans.bold)})
    face = weakref.ref(fonts.families["sans"].regular)
    shaped = shaping.shape_runs((Run("Bắc Kạn tổ chức"),), fonts, "sans")
    for segment in shaped.segments:
        (piece,) = segment.pieces
        for one in (segment, segment.pieces, piece, piece.glyphs, piece.glyphs.ids):
            assert not gc.is_tracked(one)
    assert not gc.is_tracked(words.read_tokens(["xoèng"]).seen[0])
    del shaped, segment, piece, one
    assert face()
    fonts.kept["itself"] = fonts
    del fonts
    for _ in range(2):
        gc.collect()
    assert face() is None


def test_only_tuples_are_passed_by() -> None:
    held: list[object] = []
    known = ((held,), "held")
    pass_by(known)
    assert not gc.is_tracked(known)
    assert not gc.is_tracked(known[0])
    assert gc.is_tracked(held)
