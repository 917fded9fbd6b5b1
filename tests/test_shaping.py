"""Glyphs come out the same however a letter was typed, and never from two fonts at once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any, get_args
from unicodedata import normalize

import pytest
from boxfont import box_font
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from readable import shaping
from readable.article import Mark, Run
from readable.face import _IN_PAIRS, Face, Glyphs
from readable.fonts import Family, FontSet
from readable.reading import read_article
from readable.shaping import Spacing, shape_ahead, shape_runs
from readable.speedups import compiled
from readable.typefaces import typefaces
from readable.vietnamese import LETTERS, canonical

FACES = [(key, bold) for key in typefaces() for bold in (False, True)]


def spellings(letter: str) -> set[str]:
    """Every way to type a letter: whole, as base and marks in any order, half and half."""
    base, *marks = list(normalize("NFD", letter))
    found = {letter}
    for order in permutations(marks):
        for composed in range(len(order) + 1):
            found.add(
                normalize("NFC", base + "".join(order[:composed])) + "".join(order[composed:])
            )
    return found


def test_the_letters_are_typed_in_more_than_four_hundred_ways() -> None:
    assert sum(len(spellings(letter)) for letter in LETTERS) == 446


@pytest.mark.parametrize(("key", "bold"), FACES)
def test_every_spelling_of_every_letter_is_drawn_alike(key: str, bold: bool) -> None:
    face = FontSet.bundled().families[key].face(bold)
    different = []
    for letter in LETTERS:
        for spelling in spellings(letter):
            text = read_article(f"<p>{spelling}</p>").text
            for size_px in (16.0, 32.0, 96.0):
                expected = face.mask(face.shape(letter), size_px)
                if face.mask(face.shape(text), size_px) != expected:
                    different.append((spelling, size_px))
    assert different == []


@pytest.mark.parametrize(("key", "bold"), FACES)
def test_the_shaper_needs_no_help_with_nfd(key: str, bold: bool) -> None:
    # What HarfBuzz makes of decomposed letters, without our canonical form before it.
    face = FontSet.bundled().families[key].face(bold)
    for letter in LETTERS:
        decomposed = normalize("NFD", letter)
        apart, whole = face.shape(decomposed), face.shape(letter)
        assert (apart.ids, apart.x_units, apart.y_units) == (
            whole.ids,
            whole.x_units,
            whole.y_units,
        ), letter


@pytest.mark.parametrize(("key", "bold"), FACES)
def test_words_shaped_together_come_out_as_each_by_itself(key: str, bold: bool) -> None:
    face = FontSet.bundled().families[key].face(bold)
    random = Random(1)
    signs = "!\"'(),-./:;?[]{}«»–—“”‘’…%₫0123456789"
    words = [
        "".join(random.choices([*LETTERS, *signs], k=random.randint(1, 7))) for _ in range(900)
    ]
    # Each letter behind another that kerns and that meets its neighbours.
    words += [before + letter for letter in LETTERS for before in "TVfrj"]
    for slanted in (False, True):
        together = face.shape_together(words, slanted)
        for word, glyphs in zip(words, together, strict=True):
            assert glyphs or not face.covers(word)
            if glyphs:
                assert vars_of(glyphs) == vars_of(face.shape(word, slanted)), word
        assert any(together)


def vars_of(glyphs: Glyphs) -> list[object]:
    return [getattr(glyphs, name) for name in Glyphs._fields if name != "number"]


def lookups(font: TTFont, tag: str) -> Iterator[Any]:
    """The subtables of the rules that a font has, each without what only makes room for it."""
    if tag in font:
        for lookup in font[tag].table.LookupList.Lookup:
            yield from [getattr(one, "ExtSubTable", one) for one in lookup.SubTable]


@pytest.mark.parametrize(("key", "bold"), FACES)
def test_no_rule_of_a_bundled_face_needs_more_than_two_of_the_letters(key: str, bold: bool) -> None:
    typeface = typefaces()[key]
    font = TTFont(typeface.bold if bold else typeface.regular)
    for script in [one.Script for one in font["GSUB"].table.ScriptList.ScriptRecord]:
        languages = script.LangSysRecord
        script.LangSysRecord = [one for one in languages if one.LangSysTag == "VIT "]
    subsetter = Subsetter(Options())
    subsetter.populate(text=_IN_PAIRS)
    subsetter.subset(font)  # what is left are the rules that these letters can meet
    for one in lookups(font, "GSUB"):
        assert type(one).__name__ in ("SingleSubst", "MultipleSubst")
    for one in lookups(font, "GPOS"):
        match type(one).__name__:
            case "PairPos":
                assert not one.ValueFormat2
            case "CursivePos":  # one that is joined needs another that joins
                records = one.EntryExitRecord
                assert not any(one.EntryAnchor for one in records)
            case kind:
                assert kind in ("MarkBasePos", "MarkMarkPos")


@pytest.mark.parametrize(("key", "bold"), FACES)
@pytest.mark.parametrize("slanted", [False, True])
def test_words_put_together_of_letters_are_those_that_were_shaped(
    key: str, bold: bool, slanted: bool
) -> None:
    random = Random(f"{key} {bold}")
    letters = random.sample(_IN_PAIRS, 20) + list("fi,.TVAơở")
    typeface = typefaces()[key]
    path = typeface.bold if bold else typeface.regular
    shaped, joined = Face.open(path), Face.open(path, is_of_pairs=True)
    words = ["".join(random.choices(letters, k=random.randint(1, 9))) for _ in range(2000)]
    words += ["office", ":star:", "f", ""]
    for expected, one in zip(
        shaped.shape_together(words, slanted), joined.shape_together(words, slanted), strict=True
    ):
        assert (one and vars_of(one)) == (expected and vars_of(expected))
    assert bool(joined._singles) == bool(compiled)


@pytest.mark.parametrize(
    ("rules", "is_read"),
    [
        ("lookupflag IgnoreMarks; pos u0061 u0062 -100; pos [u0061 u0063] [u0062 u0064] 70;", True),
        (
            "lookupflag IgnoreMarks; pos u0061 u0062 -100; "
            "script latn; language VIT exclude_dflt; lookupflag IgnoreMarks; pos u0061 u0062 -300;",
            True,
        ),
        # What moves the letter itself, or the next, or marks too, is left to HarfBuzz.
        ("lookupflag IgnoreMarks; pos u0061 <9 0 -100 0> u0062 <0 0 0 0>;", False),
        ("lookupflag IgnoreMarks; pos u0061 <0 0 -100 0> u0062 <0 0 50 0>;", False),
        ("pos u0061 u0062 -100;", False),
    ],
)
def test_pairs_are_read_where_they_only_stand_nearer(
    tmp_path: Path, rules: str, is_read: bool
) -> None:
    path = kerned(tmp_path, "latn dflt", rules)
    shaped, joined = Face.open(path), Face.open(path, is_of_pairs=True)
    words = [first + second for first in "abcde" for second in "abcde"]
    expected = [one and vars_of(one) for one in shaped.shape_together(words)]
    assert [one and vars_of(one) for one in joined.shape_together(words)] == expected
    assert any(expected)
    assert bool(joined._singles) == (is_read and compiled is not None)


def kerned(folder: Path, language: str, rules: str) -> Path:
    """Boxes with rules for pairs, of a language of a script, or else of any script."""
    font = TTFont(BytesIO(box_font()))
    rule = f"languagesystem DFLT dflt; languagesystem {language}; feature kern {{ {rules} }} kern;"
    addOpenTypeFeaturesFromString(font, rule, tables=["GPOS"])
    path = folder / "pairs.ttf"
    font.save(path)
    return path


@pytest.mark.skipif(not compiled, reason="the package was built without a compiler")
def test_pairs_of_another_language_are_not_those_of_vietnamese(tmp_path: Path) -> None:
    path = kerned(tmp_path, "latn TRK", "lookupflag IgnoreMarks; pos u0061 u0062 -100;")
    shaped, joined = Face.open(path), Face.open(path, is_of_pairs=True)
    (expected,), (found,) = shaped.shape_together(["ab"]), joined.shape_together(["ab"])
    assert joined._singles
    assert vars_of(found) == vars_of(expected)


@pytest.fixture(scope="module")
def kerned_with_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Boxes whose "b" stands closer to whatever comes next, be it named in the font or not."""
    font = TTFont(BytesIO(box_font()))
    rule = "feature kern { @b = [u0062]; @c = [u0063]; pos @b @c -300; } kern;"
    addOpenTypeFeaturesFromString(font, rule, tables=["GPOS"])
    (table,) = font["GPOS"].table.LookupList.Lookup[0].SubTable
    for row in table.Class1Record:
        row.Class2Record[0].Value1 = row.Class2Record[-1].Value1
    path = tmp_path_factory.mktemp("fonts") / "kerned.ttf"
    font.save(path)
    return path


def test_a_letter_that_would_feel_the_next_word_is_shaped_by_itself(kerned_with_all: Path) -> None:
    face = Face.open(kerned_with_all)
    assert face.shape("ba").advance_units == 1400 - 300
    shaped = face.shape_together(["ab", "ac", "a", "a ", " ", "", "a a", "c  "])
    assert [one and one.text for one in shaped] == [None, "ac", "a", "a", None, None, None, None]
    fonts = FontSet.bundled().with_family("own", kerned_with_all)
    shaped = shape_runs((Run("ab ac ab"),), fonts, "own")
    assert [round(segment.width_em, 3) for segment in shaped.segments] == [1.4, 1.4, 1.4]


def test_words_shaped_ahead_are_those_of_their_paragraph() -> None:
    runs = (
        Run("Tỉnh Bắc Kạn tổ"),
        Run(" chức", frozenset({"strong"})),
        Run(" hội nghị, số 946/QĐ-UBND ngày 02/6."),
    )
    kept = []
    for is_ahead in (True, False):
        faces = typefaces()["sans"]
        fonts = FontSet({"sans": Family(faces.regular, faces.bold)})
        if is_ahead:
            shape_ahead([runs], fonts, "sans", Spacing())
            ahead = {one for known in fonts.kept["segments"].values() for one in known.values()}
            assert {"Bắc ", "nghị, ", "946/QĐ-UBND "} < {one.text for one in ahead}
        segments = shape_runs(runs, fonts, "sans").segments
        if is_ahead:
            # Theirs are spaces of another style.
            assert {one.text for one in segments if one not in ahead} == {"tổ ", "chức "}
            known = {id(piece.glyphs) for one in ahead for piece in one.pieces}
            assert {id(piece.glyphs) for one in segments for piece in one.pieces} <= known
        pieces = [[vars_of(piece.glyphs) for piece in one.pieces] for one in segments]
        kept.append([(one.text, one.width_em, one.space_em) for one in segments] + pieces)
    assert kept[0] == kept[1]


@pytest.fixture(scope="module")
def without_hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lexend without the letters that carry a hook, and without the hook."""
    font = TTFont(typefaces()["easy"].regular)
    kept = [
        code
        for code in font.getBestCmap()
        if "\u0309" not in normalize("NFD", chr(code)) and code != 0x0309
    ]
    subsetter = Subsetter(Options(layout_features=["*"]))
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    path = tmp_path_factory.mktemp("fonts") / "hookless.ttf"
    font.save(path)
    return path


def test_a_cluster_the_font_lacks_comes_whole_from_the_fallback_with_a_finding(
    without_hooks: Path,
) -> None:
    fonts = FontSet.bundled().with_family("own", without_hooks)
    shaped = shape_runs((Run("cả"),), fonts, "own")
    (piece,) = shaped.segments[0].pieces
    assert piece.ink.face is fonts.families["complete"].regular
    assert [(finding.rule, finding.target) for finding in shaped.findings] == [
        ("glyph-from-fallback", "cả")
    ]
    assert "U+1EA3" not in "".join(
        f.message for f in shape_runs((Run("cá"),), fonts, "own").findings
    )


def test_what_no_font_draws_is_a_visible_box_and_a_finding() -> None:
    fonts = FontSet.bundled()
    shaped = shape_runs((Run("a漢"),), fonts, "sans")
    last = shaped.segments[-1].pieces[-1]
    assert last.ink.face.mask(last.glyphs, 32.0).rows
    assert [(finding.rule, finding.target) for finding in shaped.findings] == [
        ("glyph-missing", "漢")
    ]


def test_a_paragraph_of_ede_is_set_in_a_face_that_places_its_marks() -> None:
    fonts = FontSet.bundled()
    shaped = shape_runs((Run("Ƀuôn Ama Thuột"),), fonts, "sans")
    faces = {piece.ink.face for segment in shaped.segments for piece in segment.pieces}
    assert faces == {fonts.families["complete"].regular}


def test_letter_spacing_goes_between_clusters_and_never_into_one() -> None:
    fonts = FontSet.bundled()
    text = canonical("ê̆a")
    plain = shape_runs((Run(text),), fonts, "complete").segments[0].pieces[0]
    spaced = shape_runs((Run(text),), fonts, "complete", spacing=Spacing(0.1)).segments[0].pieces[0]
    em = plain.ink.face.units_per_em
    moved = [
        (after - before) / em
        for before, after in zip(plain.glyphs.x_units, spaced.glyphs.x_units, strict=True)
    ]
    assert moved == [0.0] * (len(moved) - 1) + [0.1]


def test_a_word_in_two_styles_is_put_together_of_what_is_known() -> None:
    runs = (Run("Bắc "), Run("Kạn", frozenset({"em"})), Run(". Theo"))
    faces = typefaces()["sans"]
    fonts = [FontSet({"sans": Family(faces.regular, faces.bold)}) for _ in range(2)]
    alone = shape_runs(runs, fonts[0], "sans").segments
    shape_ahead([runs], fonts[1], "sans", Spacing())
    ahead = [one for known in fonts[1].kept["segments"].values() for one in known.values()]
    segments = shape_runs(runs, fonts[1], "sans").segments
    assert [one.text for one in segments] == ["Bắc ", "Kạn. ", "Theo"]
    glyphs = [piece.glyphs for piece in segments[1].pieces]
    assert {id(one) for one in glyphs} <= {id(one.pieces[0].glyphs) for one in ahead}
    assert [vars_of(one) for one in glyphs] == [vars_of(one.glyphs) for one in alone[1].pieces]
    for one, other in zip(segments, alone, strict=True):
        assert one._replace(pieces=()) == other._replace(pieces=())
        assert [piece[:2] for piece in one.pieces] == [piece[:2] for piece in other.pieces]
        assert [piece.ink.slanted for piece in one.pieces] == [
            piece.ink.slanted for piece in other.pieces
        ]


def test_a_run_keeps_its_style_inside_a_word(box_font_file: Path) -> None:
    fonts = FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))
    runs = (Run("thi "), Run("đu", frozenset({"em"})), Run("a"))
    shaped = shape_runs(runs, fonts, "box")
    assert [segment.text for segment in shaped.segments] == ["thi ", "đua"]
    assert [(piece.ink.slanted, round(piece.x_em, 6)) for piece in shaped.segments[1].pieces] == [
        (True, 0.0),
        (False, 1.4),
    ]


def test_marks_are_told_by_slant_line_or_ground() -> None:
    def look(mark: Mark) -> tuple[bool, bool, bool, int]:
        shaped = shape_runs((Run("a", frozenset({mark})),), FontSet.bundled(), "sans")
        (piece,) = shaped.segments[0].pieces
        return piece.ink.slanted, piece.ink.underlined, piece.ink.struck, piece.ink.tint

    plain = (False, False, False, 0)
    looks = {mark: look(mark) for mark in get_args(Mark)}
    assert {mark for mark in looks if looks[mark] == (True, *plain[1:])} == {
        "em", "cite", "dfn", "var",
    }  # fmt: skip
    assert looks["ins"] == looks["u"] == (False, True, False, 0)
    assert looks["del"] == (False, False, True, 0)
    assert looks["mark"] == (False, False, False, 51)
    assert {looks[mark] for mark in ("code", "kbd", "samp")} == {(False, False, False, 26)}
    assert {looks[mark] for mark in ("ruby", "rt", "strong", "sup", "sub")} == {plain}


def test_an_exponent_of_an_exponent_stands_above_it_and_is_smaller() -> None:
    def look(*marks: Mark) -> tuple[float, float]:
        shaped = shape_runs((Run("2", frozenset(marks)),), FontSet.bundled(), "sans")
        (piece,) = shaped.segments[0].pieces
        return piece.ink.size_em, round(piece.ink.rise_em, 3)

    assert look("sup") == (0.7, 0.36)
    assert look("sup", "inner-sup") == (0.6, 0.612)
    assert look("sup", "inner-sub") == (0.6, 0.262)
    assert look("sub", "inner-sup") == (0.6, 0.112)
    assert look("sub", "inner-sub") == (0.6, -0.238)


def test_an_italic_of_its_own_is_taken_and_a_face_without_one_is_slanted() -> None:
    faces = typefaces()
    fonts = FontSet.bundled().with_family(
        "own", faces["sans"].regular, faces["sans"].bold, faces["serif"].regular
    )
    runs = (Run("a "), Run("b ", frozenset({"em"})), Run("漢", frozenset({"em"})))
    for family, italic in (("own", "own italic"), ("sans", "sans")):
        shaped = shape_runs(runs, fonts, family)
        upright, leaning, *_ = [piece for one in shaped.segments for piece in one.pieces]
        assert upright.ink.face is fonts.families[family].regular
        assert leaning.ink.face is fonts.families[italic].regular
        assert leaning.ink.slanted is (family == italic)


def test_a_word_that_is_cut_keeps_the_style_of_each_part(box_font_file: Path) -> None:
    fonts = FontSet({"box": Family(box_font_file, box_font_file)}, fallbacks=("box",))
    runs = (Run("aaaa", frozenset({"em"})), Run("bbbb aa"))
    pieces = [p for s in shape_runs(runs, fonts, "box").fitted(2.9)[0] for p in s.pieces]
    assert [(len(p.glyphs.ids), p.ink.slanted) for p in pieces] == [
        (4, True),
        (4, False),
        (2, False),
    ]


def test_every_article_gets_its_own_findings(without_hooks: Path) -> None:
    fonts = FontSet.bundled().with_family("own", without_hooks)
    for _ in range(2):
        shaped = shape_runs((Run("cả cả"),), fonts, "own")
        assert [finding.target for finding in shaped.findings] == ["cả"]


def test_a_paragraph_of_many_styles_takes_work_that_grows_with_its_length() -> None:
    class Counted(list[Any]):
        reads = 0

        def __getitem__(self, place: Any) -> Any:
            self.reads += 1
            return super().__getitem__(place)

        def __iter__(self) -> Iterator[Any]:
            for one in super().__iter__():
                self.reads += 1
                yield one

    def reads(many: int) -> int:
        runs = (Run("x"), Run("2", frozenset(("sup",))), Run(" ")) * many
        fonts = FontSet(FontSet.bundled().families)
        shaper = shaping._Shaper("x2 " * many, runs, fonts, "sans", False, Spacing())
        shaper._styles = styles = Counted(shaper._styles)
        assert len(shaper.segments(range(3, 3 * many + 1, 3))) == many
        return styles.reads

    # A search for each word takes two steps more in a list of four times the length.
    assert reads(800) < 6 * reads(200)


def test_what_comes_again_is_shaped_once_however_much_comes_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shaping, "_MOST_SHAPED", 3)
    fonts = FontSet(FontSet.bundled().families)
    number = shape_runs((Run("1/8"),), fonts, "sans")
    for word in ("một", "hai", "ba", "bốn", "năm"):
        shape_runs((Run(word),), fonts, "sans")
        assert shape_runs((Run("1/8"),), fonts, "sans") is number
    assert len(fonts.kept["shaped"]) <= 4


def test_a_file_that_is_no_font_says_so(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_bytes(b"GIF89a")
    with pytest.raises(Exception, match="pass a TTF or OTF file"):
        Face.open(path)
