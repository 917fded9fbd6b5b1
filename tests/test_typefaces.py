"""The bundled faces: whole, lawful, and drawing Vietnamese the same however it was typed."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FAMILIES = json.loads((FONTS / "families.json").read_text(encoding="utf-8"))["families"]
PROVENANCE = json.loads((FONTS / "provenance.json").read_text(encoding="utf-8"))
TTF = [(family, font) for family in FAMILIES for font in family["ttf"]]
WOFF2 = [(family, font) for family in FAMILIES for font in family["woff2"]]

SMALL_LETTERS = (
    "áàảãạ ăắằẳẵặ âấầẩẫậ đ éèẻẽẹ êếềểễệ íìỉĩị óòỏõọ ôốồổỗộ ơớờởỡợ úùủũụ ưứừửữự ýỳỷỹỵ"
).replace(" ", "")
LETTERS = SMALL_LETTERS + SMALL_LETTERS.upper()
TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
BREVE, HORN = "\u0306", "\u031b"
QUALITIES = "\u0302" + BREVE + HORN  # with the circumflex
# Ede, after its teaching grammars: the breve stands on letters that already have a mark.
EDE = ["ƀ", "č", "ĕ", "ê̆", "ĭ", "ñ", "ŏ", "ô̆", "ơ̆", "ŭ", "ư̆"]
COMPLETE = [(family, font) for family, font in TTF if family["draws_minority_letters"]]

Glyphs = list[tuple[int, int, int, int]]
Bounds = tuple[float, float, float, float]


def name_of(value: object) -> str:
    return str(value["file"]) if isinstance(value, dict) and "file" in value else ""


each_ttf = pytest.mark.parametrize(("family", "font"), TTF, ids=name_of)
each_woff2 = pytest.mark.parametrize(("family", "font"), WOFF2, ids=name_of)
each_complete = pytest.mark.parametrize(("family", "font"), COMPLETE, ids=name_of)


@cache
def opened(file: str) -> TTFont:
    return TTFont(FONTS / file)


def code_points(file: str) -> set[int]:
    return set(opened(file).getBestCmap())


@cache
def harfbuzz_font(file: str) -> hb.Font:
    font = TTFont(FONTS / file)
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    return hb.Font(hb.Face(hb.Blob(plain.getvalue())))


def shape(font: hb.Font, text: str, language: str = "vi") -> Glyphs:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", language
    hb.shape(font, buffer)
    return [
        (glyph.codepoint, position.x_advance, position.x_offset, position.y_offset)
        for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def ink_boxes(font: hb.Font, text: str, language: str = "vi") -> list[Bounds]:
    """Left, bottom, right and top of each glyph with ink, in font units."""
    boxes = []
    x = 0
    for glyph, advance, x_offset, y_offset in shape(font, text, language):
        pen = BoundsPen(None)
        font.draw_glyph_with_pen(glyph, pen)
        if pen.bounds is not None:
            left, bottom, right, top = pen.bounds
            boxes.append(
                (
                    left + x + x_offset,
                    bottom + y_offset,
                    right + x + x_offset,
                    top + y_offset,
                )
            )
        x += advance
    return boxes


def spellings(letter: str) -> set[str]:
    """The letter whole, taken apart, as vowel and tone, and with its marks in typing order."""
    signs = unicodedata.normalize("NFD", letter)
    tone = "".join(sign for sign in signs if sign in TONES)
    vowel = "".join(sign for sign in signs if sign not in TONES)
    composed_vowel = unicodedata.normalize("NFC", vowel)
    return {letter, signs, composed_vowel + tone, vowel + tone}


def test_there_are_134_letters_to_draw() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 134


def test_the_families_are_the_five_that_preferences_name() -> None:
    assert {family["key"]: family["name"] for family in FAMILIES} == {
        "sans": "Be Vietnam Pro",
        "serif": "Noto Serif",
        "complete": "Noto Sans",
        "easy": "Lexend",
        "literacy": "Readable Literacy",
    }


def test_every_file_is_the_one_its_provenance_describes() -> None:
    described = {entry["file"]: entry["sha256"] for entry in PROVENANCE["files"]}
    present = {
        path.relative_to(FONTS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for pattern in ("*.ttf", "*.woff2", "licenses/*.txt")
        for path in FONTS.glob(pattern)
    }
    assert present == described
    indexed = {font["file"] for _, font in [*TTF, *WOFF2]}
    assert indexed | {family["license_file"] for family in FAMILIES} == set(described)


@each_ttf
def test_a_face_has_every_vietnamese_letter_and_every_mark(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    assert {ord(sign) for sign in LETTERS + TONES + QUALITIES} <= code_points(font["file"])


@each_ttf
def test_a_face_keeps_the_rules_that_attach_marks(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    features = {
        record.FeatureTag
        for table in ("GSUB", "GPOS")
        for record in opened(font["file"])[table].table.FeatureList.FeatureRecord
    }
    assert {"ccmp", "mark", "mkmk"} <= features


@each_ttf
def test_a_letter_looks_the_same_however_it_was_typed(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    face = harfbuzz_font(font["file"])
    differing = [
        spelling
        for letter in LETTERS
        for spelling in spellings(letter)
        if shape(face, spelling) != shape(face, letter)
    ]
    assert differing == []


@each_ttf
def test_a_face_says_who_made_it_and_under_which_licence(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    names = opened(font["file"])["name"]
    assert names.getDebugName(0).startswith("Copyright")
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    text = (FONTS / family["license_file"]).read_text(encoding="utf-8")
    assert names.getDebugName(0) in text
    assert text.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text


@pytest.mark.parametrize(
    "file",
    [
        f"ReadableLiteracy-{style}.{form}"
        for style in ("Regular", "Bold")
        for form in ("ttf", "woff2")
    ],
)
def test_the_literacy_face_does_not_bear_the_reserved_names_of_its_original(file: str) -> None:
    names = opened(file)["name"]
    shown = [names.getDebugName(record) for record in (1, 3, 4, 6, 16)]
    assert re.findall("andika|sil", " ".join(filter(None, shown)), re.IGNORECASE) == []
    assert names.getDebugName(1) == "Readable Literacy"
    assert 'Reserved Font Names "Andika" and "SIL"' in names.getDebugName(13)


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_literacy_face_keeps_its_vietnamese_forms(style: str) -> None:
    face = harfbuzz_font(f"ReadableLiteracy-{style}.ttf")
    # The tone moves beside the circumflex, so the pile is lower.
    highest = {
        language: max(top for *_, top in ink_boxes(face, "Ẫ", language))
        for language in ("vi", "en")
    }
    assert highest["vi"] < highest["en"]


@each_complete
def test_the_letters_of_ede_carry_their_breve_on_top(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    face = harfbuzz_font(font["file"])
    for letter in [*EDE, *(letter.upper() for letter in EDE)]:
        assert 0 not in [glyph for glyph, *_ in shape(face, letter)], letter
        if BREVE not in letter:
            continue
        # Over the circumflex of ê̆, but beside the horn of ơ̆.
        signs = unicodedata.normalize("NFD", letter)
        under = "".join(sign for sign in signs if sign not in (BREVE, HORN))
        boxes = ink_boxes(face, under)
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        top = max(box[3] for box in boxes)
        *_, (mark_left, mark_bottom, mark_right, _) = ink_boxes(face, letter)
        assert left < (mark_left + mark_right) / 2 < right, letter
        assert mark_bottom > top, letter


def test_three_families_draw_the_minority_languages() -> None:
    able = {family["key"] for family in FAMILIES if family["draws_minority_letters"]}
    assert able == {"serif", "complete", "literacy"}


# Ink in em over the 134 letters and ASCII, measured on the whole published fonts.
@pytest.mark.parametrize(
    ("file", "highest_em", "lowest_em"),
    [
        ("BeVietnamPro-Regular.ttf", 1.199, -0.227),
        ("BeVietnamPro-Bold.ttf", 1.223, -0.247),
        ("NotoSans-Regular.ttf", 1.048, -0.241),
        ("NotoSans-Bold.ttf", 1.054, -0.241),
        ("NotoSerif-Regular.ttf", 1.048, -0.240),
        ("NotoSerif-Bold.ttf", 1.060, -0.240),
        ("Lexend-Regular.ttf", 1.071, -0.230),
        ("Lexend-Bold.ttf", 1.103, -0.230),
        ("ReadableLiteracy-Regular.ttf", 1.167, -0.239),
        ("ReadableLiteracy-Bold.ttf", 1.174, -0.239),
    ],
)
def test_the_recorded_ink_is_that_of_the_published_fonts(
    file: str, highest_em: float, lowest_em: float
) -> None:
    [(family, font)] = [(family, font) for family, font in TTF if font["file"] == file]
    ink = font["ink"]["vietnamese"]
    assert ink["highest_units"] / family["units_per_em"] == pytest.approx(highest_em, abs=0.0011)
    assert ink["lowest_units"] / family["units_per_em"] == pytest.approx(lowest_em, abs=0.0011)


@each_ttf
def test_at_the_recorded_line_height_no_tail_reaches_a_tone_of_the_next_line(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    face = harfbuzz_font(font["file"])
    boxes = [box for sign in LETTERS + "gjpqy|(){}[]" for box in ink_boxes(face, sign)]
    highest, lowest = max(box[3] for box in boxes), min(box[1] for box in boxes)
    line_height_em = font["ink"]["vietnamese"]["smallest_line_height_em"]
    assert highest - lowest <= line_height_em * family["units_per_em"]
    # The box that browsers are told holds all of it.
    assert highest <= family["ascent_override_percent"] / 100 * family["units_per_em"]
    assert -lowest <= family["descent_override_percent"] / 100 * family["units_per_em"]


@each_woff2
def test_a_web_font_has_the_characters_of_its_shaping_font(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    for static in family["ttf"]:
        assert code_points(font["file"]) == code_points(static["file"])


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family["key"]))
def test_browsers_are_told_exactly_the_characters_of_the_face(family: dict[str, Any]) -> None:
    told: set[int] = set()
    for part in family["unicode_range"].split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        told.update(range(int(first, 16), int(last or first, 16) + 1))
    assert told == code_points(family["ttf"][0]["file"])


@each_woff2
def test_a_web_font_draws_what_the_shaping_font_draws(
    family: dict[str, Any], font: dict[str, Any]
) -> None:
    web = harfbuzz_font(font["file"])
    for static in family["ttf"]:
        if not font["lightest"] <= static["weight"] <= font["heaviest"]:
            continue
        web.set_variations({"wght": static["weight"]})
        still = harfbuzz_font(static["file"])
        for text in [*LETTERS, "Ủy ban nhân dân tỉnh Bắc Kạn, số 946/QĐ-UBND"]:
            assert shape(web, text) == shape(still, text)
            for left, right in zip(ink_boxes(web, text), ink_boxes(still, text), strict=True):
                assert left == pytest.approx(right, abs=1.01)


def test_the_weights_of_each_family_cover_regular_and_bold_once() -> None:
    for family in FAMILIES:
        spans = [(font["lightest"], font["heaviest"]) for font in family["woff2"]]
        assert spans in ([(400, 700)], [(400, 400), (700, 700)])
        for font in family["woff2"]:
            axes = opened(font["file"])["fvar"].axes if "fvar" in opened(font["file"]) else []
            assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in axes] == (
                [("wght", 400, 700)] if spans == [(400, 700)] else []
            )


def run_build(search_path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(FONTS / "build.py"), "--check"],
        env={**os.environ, "PATH": str(search_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_without_npm_the_build_says_what_to_install(tmp_path: Path) -> None:
    answer = run_build(tmp_path)
    assert (answer.returncode, answer.stdout) == (3, "")
    assert answer.stderr.splitlines()[-1].startswith("npm is not installed: install Node.js")


def test_a_package_that_changed_is_refused(tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--pack-destination') + 1])\n"
        "(folder / 'package.tgz').write_bytes(b'something else')\n",
        encoding="utf-8",
    )
    npm.chmod(0o755)
    answer = run_build(tmp_path)
    assert (answer.returncode, answer.stdout) == (3, "")
    wrong = base64.b64encode(hashlib.sha512(b"something else").digest()).decode("ascii")
    assert "@expo-google-fonts/be-vietnam-pro@0.4.1 is not the package that was reviewed" in (
        answer.stderr
    )
    assert f"got sha512-{wrong}" in answer.stderr


def test_the_examples_in_the_build_scripts_hold() -> None:
    scripts = ["download.py", "ink.py", "typeface.py"]
    answer = subprocess.run(
        [sys.executable, "-m", "doctest", *scripts],
        cwd=FONTS,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (0, "")
