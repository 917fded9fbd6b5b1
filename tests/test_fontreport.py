"""A font's report says what a reader will see, and a file that is no font is refused."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont, woff2

from readable.errors import UnreadableFont
from readable.fontreport import FontReport, as_dict, check_font, to_text
from readable.typefaces import typefaces

FAULTY = Path(__file__).parent / "fonts"
FACES = typefaces()
STATIC = [path for face in FACES.values() for path in (face.regular, face.bold)]

# Latin-1 has these of the Vietnamese letters, in both cases.
IN_LATIN_1 = "àáâãèéêìíòóôõùúý"


def changed(path: Path, file: Path, change: Callable[[Any], None]) -> Path:
    """A copy of a font, changed; its tables are compiled as they are then."""
    font = TTFont(path, recalcTimestamp=False)
    change(font)
    font.save(file)
    return file


def without_features(*tags: str) -> Callable[[Any], None]:
    def change(font: Any) -> None:
        for table in ("GSUB", "GPOS"):
            for record in font[table].table.FeatureList.FeatureRecord:
                if record.FeatureTag in tags:
                    record.FeatureTag = "zzzz"

    return change


def reasons_of(report: FontReport) -> str:
    return "\n".join(report.reasons)


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.stem)
def test_every_bundled_face_is_good_for_vietnamese(path: Path) -> None:
    report = check_font(path)
    assert report.verdict == "good"
    for coverage in report.coverage:
        assert (coverage.missing, coverage.misplaced, coverage.unmapped) == ((), (), ())
    assert (report.indistinct, report.missing_marks, report.missing_features) == ((), (), ())
    assert report.embedding == "installable"
    assert "SIL Open Font License" in report.licence


# Measured on the whole published fonts, and the second number in Chromium too: at it, and not much
# below it, a box that hides overflow loses no ink. To two places.
@pytest.mark.parametrize(
    ("file", "without_collision_em", "without_clipping_em"),
    [
        ("BeVietnamPro-Regular", 1.43, 1.66),
        ("BeVietnamPro-Bold", 1.47, 1.71),
        ("NotoSans-Regular", 1.29, 1.32),
        ("NotoSans-Bold", 1.29, 1.33),
        ("NotoSerif-Regular", 1.29, 1.32),
        ("NotoSerif-Bold", 1.30, 1.34),
        ("Lexend-Regular", 1.30, 1.39),
        ("Lexend-Bold", 1.33, 1.46),
        ("ReadableLiteracy-Regular", 1.41, 1.50),
        ("ReadableLiteracy-Bold", 1.41, 1.52),
    ],
)
def test_the_line_heights_are_those_measured_in_a_browser(
    file: str, without_collision_em: float, without_clipping_em: float
) -> None:
    [path] = [path for path in STATIC if path.stem == file]
    report = check_font(path)
    assert report.line_height_without_collision_em == pytest.approx(without_collision_em, abs=0.01)
    assert report.line_height_without_clipping_em == pytest.approx(without_clipping_em, abs=0.01)


@pytest.mark.parametrize("key", FACES)
def test_the_families_for_minority_letters_are_those_that_draw_them_all(key: str) -> None:
    minority = check_font(FACES[key].regular).minority
    faults = minority.missing + minority.misplaced + minority.unmapped
    assert (faults == ()) == FACES[key].draws_minority_letters


def test_be_vietnam_pro_throws_the_breve_of_b_aside_and_says_so() -> None:
    report = check_font(FACES["sans"].regular)
    assert report.minority.missing == ("ƀ", "Ƀ")
    assert report.minority.misplaced == ("b̆",)
    assert report.minority.unmapped == tuple("ĕĔĭĬŏŎŭŬ")
    assert "lacks ƀ Ƀ; sets marks astray in b̆; has only the parts of ĕ Ĕ" in reasons_of(report)


def test_a_font_of_western_europe_lacks_two_thirds_of_the_letters() -> None:
    report = check_font(FAULTY / "latin1.ttf")
    assert report.verdict == "unfit"
    missing = report.coverage[0].missing
    assert len(missing) == 134 - 2 * len(IN_LATIN_1)
    assert not set(missing) & set(IN_LATIN_1 + IN_LATIN_1.upper())
    assert len(report.missing_marks) == 8
    assert report.missing_features == ("ccmp", "mark", "mkmk")
    assert report.reasons[0].startswith("102 of the 134 letters are missing (ả ạ ă")


def test_without_rules_for_marks_the_horn_flies_off() -> None:
    report = check_font(FAULTY / "nogpos.ttf")
    assert report.verdict == "unfit"
    assert report.missing_features == ("ccmp", "mark", "mkmk")
    assert report.coverage[0].missing == ()
    # All but the letters of Latin-1 and đ are put together from parts.
    assert len(report.coverage[0].unmapped) == 134 - 2 * len(IN_LATIN_1) - 2
    assert {"Ơ", "Ờ", "Ớ", "Ở", "Ợ"} <= set(report.coverage[0].misplaced)
    assert "Marks stand beside their letter or on one another in Ơ" in report.reasons[0]


def test_low_metrics_cut_off_whole_tones() -> None:
    report = check_font(FAULTY / "lowmetrics.ttf")
    assert report.verdict == "usable"
    assert report.normal_line_height_em == pytest.approx(0.85)
    # Ẫ of Noto Sans rises to 1.048 em: .850 + 2 * (1.048 - .700).
    assert report.line_height_without_clipping_em == pytest.approx(1.546, abs=0.001)
    assert report.reasons == (
        "Capitals rise 0.35 em above the line box of the font, so that whole tone marks are cut "
        "off: set a line height of at least 1.55, or `ascent-override: 105%` and "
        "`descent-override: 25%`.",
    )


def test_without_mkmk_two_marks_above_are_printed_on_each_other(
    box_font_file: Path, tmp_path: Path
) -> None:
    report = check_font(changed(box_font_file, tmp_path / "x.ttf", without_features("mkmk")))
    assert report.missing_features == ("mkmk",)
    two_above = "ằắẵẳ ầấẫẩ ềếễể ồốỗổ".replace(" ", "")
    for coverage in report.coverage:
        assert coverage.misplaced == tuple(two_above + two_above.upper())
    assert report.verdict == "unfit"
    assert "and 16 more" in report.reasons[0]


def test_a_letter_in_parts_without_anchors_has_its_mark_on_its_top(tmp_path: Path) -> None:
    def take_letters_away(font: Any) -> None:
        without_features("mark", "mkmk", "ccmp")(font)
        for table in font["cmap"].tables:
            for letter in "ẾếẠạ":
                table.cmap.pop(ord(letter), None)

    report = check_font(changed(FACES["complete"].regular, tmp_path / "x.ttf", take_letters_away))
    assert report.coverage[0].unmapped == ("ạ", "ế", "Ạ", "Ế")
    # The acute of Noto Sans stands at the height of small letters and left of the pen.
    assert {"ế", "Ế"} <= set(report.coverage[0].misplaced)
    assert report.verdict == "unfit"


def test_marks_in_their_places_are_found_so_when_the_letter_is_in_parts(
    box_font_file: Path,
) -> None:
    report = check_font(box_font_file)
    # Each letter of the font of boxes is a box, with its marks on anchors.
    assert [coverage.missing + coverage.misplaced for coverage in report.coverage] == [(), (), ()]
    # Ẩ: a capital of six cells, a circumflex of one, a hook of two. The dot of ạ is at -2.
    assert (report.highest_em, report.lowest_em) == pytest.approx((0.9, -0.2))
    assert (report.ascent_em, report.descent_em) == pytest.approx((1.0, 0.2))
    assert report.line_height_without_collision_em == pytest.approx(1.1)
    assert report.line_height_without_clipping_em == pytest.approx(1.2)


def test_a_font_that_fills_places_with_plain_letters_is_unfit(tmp_path: Path) -> None:
    def draw_without_marks(font: Any) -> None:
        for table in font["cmap"].tables:
            for letter, other in (("ả", "a"), ("ỡ", "ở")):
                table.cmap[ord(letter)] = table.cmap[ord(other)]

    report = check_font(changed(FACES["complete"].regular, tmp_path / "x.ttf", draw_without_marks))
    assert set(report.indistinct) == {"ả", "ỡ", "ở"}
    assert report.verdict == "unfit"
    assert "look exactly like another letter" in report.reasons[0]


def test_a_font_without_combining_marks_is_usable_in_nfc(tmp_path: Path) -> None:
    def take_marks_away(font: Any) -> None:
        for table in font["cmap"].tables:
            for mark in "\u0302\u0306\u031b":  # as Roboto
                table.cmap.pop(ord(mark), None)

    report = check_font(changed(FACES["easy"].regular, tmp_path / "x.ttf", take_marks_away))
    assert report.missing_marks == ("\u0302", "\u0306", "\u031b")
    assert report.verdict == "usable"
    assert "U+0302 (circumflex accent), U+0306 (breve), U+031B (horn)" in report.reasons[0]


def test_a_font_of_an_old_encoding_is_called_so(tmp_path: Path) -> None:
    def rename(font: Any) -> None:
        font["name"].setName(".VnTime", 4, 3, 1, 0x409)

    report = check_font(changed(FAULTY / "latin1.ttf", tmp_path / "x.ttf", rename))
    assert report.name == ".VnTime"
    assert report.reasons[0].startswith("The font is of an encoding older than Unicode")


def test_a_font_that_forbids_embedding_says_so_and_no_name_reaches_the_terminal_raw(
    tmp_path: Path,
) -> None:
    def restrict(font: Any) -> None:
        font["OS/2"].fsType = 0x0002
        font["name"].setName("Evil\x1b[2J\r\nName\u202e", 4, 3, 1, 0x409)

    report = check_font(changed(FACES["complete"].regular, tmp_path / "x.ttf", restrict))
    assert (report.name, report.embedding, report.verdict) == (
        "Evil [2J Name",
        "restricted",
        "usable",
    )
    assert "does not permit embedding" in report.reasons[0]


@pytest.mark.parametrize("path", [*STATIC[:2], *STATIC[8:]], ids=lambda path: path.stem)
def test_a_web_font_has_the_report_of_the_font_it_packs(path: Path) -> None:
    plain = check_font(path)
    packed = check_font(path.with_suffix(".woff2"))
    assert packed == replace(plain, file=packed.file, file_format="WOFF2")


def test_woff_is_read_as_well(tmp_path: Path) -> None:
    path = FACES["sans"].regular
    file = changed(path, tmp_path / "x.woff", lambda font: setattr(font, "flavor", "woff"))
    assert check_font(file) == replace(check_font(path), file="x.woff", file_format="WOFF")


def test_a_variable_font_names_its_axes() -> None:
    [web] = FACES["easy"].web
    assert check_font(web.path).axes == ("wght 400–700",)


def test_of_a_collection_the_first_font_is_checked_and_the_report_says_so(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(FACES["easy"].regular), TTFont(FACES["sans"].regular)]
    collection.save(tmp_path / "two.ttc")
    report = check_font(tmp_path / "two.ttc")
    assert (report.file_format, report.faces, report.name) == ("TTC", 2, "Lexend Regular")
    assert report.reasons[-1].startswith("The file holds 2 fonts, and this is the first")
    assert "(TTC, the first of 2)" in to_text(report)


def test_an_otf_font_with_only_an_a_is_unfit(tmp_path: Path) -> None:
    pen = T2CharStringPen(600, None)
    pen.moveTo((100, 0))
    for point in ((100, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    outline = pen.getCharString()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder([".notdef", "a"])
    font.setupCharacterMap({ord("a"): "a"})
    font.setupCFF("A", {}, {".notdef": outline, "a": outline}, {})
    font.setupHorizontalMetrics({".notdef": (600, 100), "a": (600, 100)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "A", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    font.save(tmp_path / "a.otf")
    report = check_font(tmp_path / "a.otf")
    assert (report.file_format, report.verdict) == ("OTF", "unfit")
    assert len(report.coverage[0].missing) == 134
    assert (report.highest_em, report.lowest_em) == (0.5, 0.0)


def test_the_report_is_data_that_json_can_carry() -> None:
    report = check_font(FACES["complete"].bold)
    data = json.loads(json.dumps(as_dict(report)))
    assert data["verdict"] == "good"
    assert data["coverage"][1] == {
        "spelling": "NFD",
        "missing": [],
        "misplaced": [],
        "unmapped": [],
    }
    assert data["line_height_without_clipping_em"] == 1.332
    assert data["ascent_override_percent"] == 106


def test_the_text_of_a_report_is_short_and_aligned() -> None:
    assert to_text(check_font(FACES["complete"].regular)) == (
        "Noto Sans Regular 2.015 (TTF): good\n"
        "  licence       This Font Software is licensed under the SIL Open Font License, Version\n"
        "                1.1\n"
        "  134 letters   NFC, NFD, mixed: all\n"
        "  8 marks       all\n"
        "  26 minority   all\n"
        "  signs         all\n"
        "  features      all\n"
        "  line height   1.29 em without collision, 1.32 without clipping, normal is 1.36"
    )


def error_of(path: Path) -> str:
    with pytest.raises(UnreadableFont) as caught:
        check_font(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_no_font_is_refused_in_one_line(tmp_path: Path) -> None:
    hint = "pass a TTF, OTF, TTC, WOFF or WOFF2 file"
    file = tmp_path / "x.ttf"
    assert error_of(file) == f"{file} cannot be opened (No such file or directory): {hint}"
    assert error_of(tmp_path) == f"{tmp_path} cannot be opened (Is a directory): {hint}"
    file.write_bytes(b"")
    assert error_of(file) == f"x.ttf is empty: {hint}"
    file.write_text("<!doctype html><title>Not found</title>", encoding="utf-8")
    assert error_of(file) == f"x.ttf is not a font: {hint}"
    with file.open("wb") as sparse:
        sparse.truncate(64 * 1024 * 1024 + 1)
    assert error_of(file).startswith("x.ttf is larger than 64 MB: ")


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (["cmap"], "x.ttf lacks the table cmap: it is a part of a font: pass the whole font"),
        (["hhea"], "x.ttf lacks the table hhea: it is a part of a font: pass the whole font"),
        (["glyf", "loca"], "x.ttf holds pictures of letters and no outlines: "),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_font_in_which_no_text_can_be_set_is_refused(
    tables: list[str], message: str, tmp_path: Path
) -> None:
    font = TTFont(FACES["complete"].regular, lazy=True)
    for tag in tables:
        del font.reader.tables[tag]
    font.save(tmp_path / "x.ttf", reorderTables=None)
    assert error_of(tmp_path / "x.ttf").startswith(message)


def test_without_brotli_a_woff2_font_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(woff2, "haveBrotli", False)
    [web] = FACES["easy"].web
    assert error_of(web.path) == (
        "Lexend-Variable.woff2 is a WOFF2 font, and brotli is not installed: "
        "install it (pip install brotli), or pass the TTF or OTF file"
    )


@pytest.mark.parametrize("kind", ["ttf", "woff", "woff2"])
def test_a_font_cut_short_anywhere_is_refused(kind: str, tmp_path: Path) -> None:
    font = TTFont(FAULTY / "nogpos.ttf")
    font.flavor = None if kind == "ttf" else kind
    whole = io.BytesIO()
    font.save(whole)
    data = whole.getvalue()
    file = tmp_path / f"x.{kind}"
    file.write_bytes(data)
    assert check_font(file).verdict == "unfit"
    # The last three bytes may be no more than padding.
    for step in range(40):
        file.write_bytes(data[: (len(data) - 4) * step // 39])
        error_of(file)


@pytest.mark.parametrize("kind", ["ttf", "woff", "woff2"])
def test_a_damaged_font_gives_a_report_or_is_refused(kind: str, tmp_path: Path) -> None:
    font = TTFont(FAULTY / "nogpos.ttf")
    font.flavor = None if kind == "ttf" else kind
    whole = io.BytesIO()
    font.save(whole)
    file = tmp_path / f"x.{kind}"
    dice = random.Random(1)
    for _ in range(60):
        data = bytearray(whole.getvalue())
        for _ in range(8):
            # Half of the damage falls on the directory and the small tables at the front.
            data[dice.randrange(dice.choice([400, len(data)]))] = dice.choice([0, 255])
        file.write_bytes(data)
        try:
            report = check_font(file)
        except UnreadableFont:
            continue
        assert to_text(report)
        assert json.dumps(as_dict(report))
