"""Each Vietnamese letter has one form, however a page wrote it; nothing else changes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import Any
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.vietnamese import (
    LETTERS,
    QUALITY_MARKS,
    TONE_MARKS,
    canonical,
    is_quality_mark,
    is_syllable,
    is_tone_mark,
    mend_invisibles,
    mend_look_alikes,
    mend_spaces,
)
from readable.vietnamese.letters import ACUTE, DOT_BELOW

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data/marks.json").read_text(encoding="utf-8")
)["tests"]
PROSE = [
    canonical(json.loads(line)["text"])
    for line in (Path(__file__).parent / "data/vitext/official.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
# Written out by hand, in the order of a Vietnamese dictionary.
ALL_LETTERS = (
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"
)
EDE = ("ê̆", "ô̆", "ơ̆", "ư̆", "ŏ̀", "Ê̆", "č", "ƀ", "ñ")


def ways_to_write(letter: str) -> Iterator[str]:
    """The letter with its marks apart, in every order, and with each one in the base already."""
    base, *marks = normalize("NFD", letter)
    for order in permutations(marks):
        yield base + "".join(order)
        for joined in range(len(order) + 1):
            yield normalize("NFC", base + "".join(order[:joined])) + "".join(order[joined:])


def test_the_letters_are_those_of_the_alphabet() -> None:
    assert Counter(LETTERS) == Counter(ALL_LETTERS)
    assert "".join(LETTERS[:67]).islower()
    assert "".join(LETTERS[67:]).isupper()


def test_the_marks_are_five_tones_and_three_qualities() -> None:
    assert normalize("NFC", "".join("a" + mark for mark in TONE_MARKS)) == "àáãảạ"
    assert normalize("NFC", "".join(map("".join, zip("aao", QUALITY_MARKS, strict=True)))) == "âăơ"
    assert [*map(is_tone_mark, TONE_MARKS + QUALITY_MARKS)] == [True] * 5 + [False] * 3
    assert [*map(is_quality_mark, TONE_MARKS + QUALITY_MARKS)] == [False] * 5 + [True] * 3


@pytest.mark.parametrize("letter", ALL_LETTERS)
def test_every_way_to_write_a_letter_is_that_letter(letter: str) -> None:
    written = set(ways_to_write(letter))
    assert len(written) == {1: 1, 2: 2, 3: 5}[len(normalize("NFD", letter))]
    assert {canonical(f"ng{way}ng") for way in written} == {f"ng{letter}ng"}


@pytest.mark.parametrize("case", [c for c in CASES if c["must"] != "html"], ids=lambda c: c["id"])
def test_sentences_come_out_as_they_were_meant(case: dict[str, Any]) -> None:
    assert canonical(case["input"]) == case["expected"]
    assert canonical(case["expected"]) == case["expected"]


@pytest.mark.parametrize("letter", EDE)
def test_a_letter_of_another_language_of_the_country_stays(letter: str) -> None:
    assert canonical(f"{letter}k {letter}") == f"{letter}k {letter}"


@pytest.mark.parametrize(
    "cluster",
    [
        "mụ\N{COMBINING DOT BELOW}c",
        "Thề\N{COMBINING ACUTE ACCENT}",
        "á\N{COMBINING GRAVE ACCENT}",
        "â\N{COMBINING BREVE}\N{COMBINING ACUTE ACCENT}",
        "i\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING ACUTE ACCENT}",
        "\N{COMBINING DOT BELOW}",
    ],
)
def test_marks_that_make_no_letter_stay_for_the_checker_to_show(cluster: str) -> None:
    assert canonical(cluster) == normalize("NFC", cluster)


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*ALL_LETTERS, *EDE]),
            st.characters(codec="ascii"),
            st.sampled_from(["’", "“", "…", "–", "\N{NO-BREAK SPACE}", "²", "漢", "🙂", "\xad"]),
        )
    ).map("".join)
)
def test_text_that_is_right_comes_back_unchanged(text: str) -> None:
    assert canonical(text) == text


@given(st.text(st.one_of(st.sampled_from("aeou" + TONE_MARKS + QUALITY_MARKS), st.characters())))
def test_no_mark_is_lost_or_made_up_and_a_second_time_changes_nothing(text: str) -> None:
    once = canonical(text)
    assert is_normalized("NFC", once)
    assert canonical(once) == once
    assert Counter(normalize("NFD", once)) == Counter(normalize("NFD", text))


SYLLABLES = """
a ạ ế ở ý y ỉa ông uống yên yêu yểng ghế ghét nghiêng nghĩ nghề ngữ ngoằn ngoèo ngoẵng gì gìn giết
giếng giữ giống giá già giặc quý quí quốc quyền quyết quỳnh quỵt quít quanh quơ quẫy quăng quần
hoà hòa khoẻ khỏe thuý thúy uỷ ủy họa hoạ khuya khuỷu khuỷu tuýp uyên huỵch huỳnh nguyễn nguyệt
xoong moóc boong soóc loẻng xoẻng nguều tuềnh toàng khuếch nguệch huơ thuở ngoắt khoằm
kỳ kì lý lí mỹ mĩ Kạn Kông Đắk Lắk Đăk Đak Pắc đường đươu hươu rượu người muối suốt biếc chiêng
nước thường trực Tỉnh ỦY NGUYỄN ĐẢNG chuyển biến phường xoáy ngoáy loay hoay
""".split()
NOT_SYLLABLES = """
việt1 viet cac biêt viêc nướć viẹt-nam nghành nghà gê ghà cê nge ngi kuyền qúy qúa gìa hòan thủơ
tiềp kếch2 bọ̀ đđ ngh qu gi2 bbà strong Krông Plông Tẻh café Ólafur sè̀t tèt cảc hốach iêu ươn1 áá
thảnhh ngiệp nghuyễn giiết đm HĐND km ởở ôê
""".split()


@pytest.mark.parametrize("word", SYLLABLES)
def test_a_syllable_of_any_rime_is_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", ["", *NOT_SYLLABLES])
def test_what_the_spelling_does_not_allow_is_no_syllable(word: str) -> None:
    assert not is_syllable(canonical(word))


def test_every_marked_word_of_official_prose_is_a_syllable() -> None:
    words = {word for text in PROSE for word in re.findall(r"[^\W\d_]+", text)}
    marked = {word for word in words if not word.isascii() and not word.isupper()}
    assert len(marked) > 300
    assert {word for word in marked if not is_syllable(word)} == set()


@pytest.mark.parametrize("tone", ["", *TONE_MARKS])
def test_a_stop_takes_two_tones_and_everything_else_all_six(tone: str) -> None:
    assert is_syllable(normalize("NFC", "ta" + tone + "n"))
    for stop in ("c", "ch", "p", "t"):
        assert is_syllable(normalize("NFC", "ta" + tone + stop)) == (tone in (ACUTE, DOT_BELOW))


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("Ðại hội Ðảng bộ", "Đại hội Đảng bộ", 2),
        ("ÐẢNG BỘ, Ɖồng chí, ðiểm ɖến", "ĐẢNG BỘ, Đồng chí, điểm đến", 4),
        ("Ðắk Lắk, Ðăk Nông, Ðak Pơ, Ê-ðê", "Đắk Lắk, Đăk Nông, Đak Pơ, Ê-đê", 4),
        ("Ða dạng; Ði đâu", "Đa dạng; Đi đâu", 2),
        ("HÐND, UBND tỉnh; ÐU xã", "HĐND, UBND tỉnh; ĐU xã", 2),
        ("946/QÐ-UBND", "946/QĐ-UBND", 1),
        ("12/2023/NÐ-CP; 5/HÐBA-VP", "12/2023/NĐ-CP; 5/HĐBA-VP", 2),
        ("QÐND", "QĐND", 1),
        ("Tổng thống Guðni thăm thị trấn Reyðarfjörður", None, 0),
        ("Ólafur Ðór, maður, Reyðarfjörður", None, 0),
        ("NORÐUR og SUÐUR, GARÐUR", None, 0),
        ("Hann fór heim með ðe Þór", None, 0),
        ("/ðɪs/, /ðe/", None, 0),
        ("Đại hội", None, 0),
    ],
)
def test_an_eth_is_a_d_with_stroke_in_vietnamese_words_only(
    text: str, expected: str | None, count: int
) -> None:
    assert mend_look_alikes(text) == (expected or text, count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bắc\u200b Kạn\u200b", "Bắc Kạn"),
        ("\ufeffTiếp tục", "Tiếp tục"),
        ("thi\u00ad đua yêu nư\u00adớc", "thi đua yêu nước"),
        ("giai đoạn\u20282021", "giai đoạn 2021"),
        ("hết.\u2029Đoạn", "hết. Đoạn"),
        ("a\u000bb", "a b"),
        ("\u200eHà Nội\u200f\u202a\u202c", "Hà Nội"),
        ("Hà\u200cNội\u200d", "HàNội"),
        ("\x93Đền ơn\x94 \x96 \x85", "“Đền ơn” – …"),
        ("a\x00b\x81c\x7f", "abc"),
        ("\uf0b7 Một \uf0a7 hai \uf0d8 ba \uf02d bốn \uf0fc", "• Một ▪ hai ➢ ba - bốn ✓"),
        ("nối\u2060liền \uee80", "nối\u2060liền \uee80"),
        ("👩\u200d👧 gia đình", "👩\u200d👧 gia đình"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ภาษา\u200bไทย", "ภาษา\u200bไทย"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\tb\nc", "a\tb\nc"),
    ],
)
def test_what_nobody_sees_goes_unless_a_script_needs_it(text: str, expected: str) -> None:
    assert mend_invisibles(text)[0] == expected
    assert mend_invisibles(expected) == (expected, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng Bình␣dự", "Đăng Bình dự"),
        ("các␣cấp uỷ,␣chính quyền.␣Sau", "các cấp uỷ, chính quyền. Sau"),
        ("của␣ ␣ tỉnh␣", "của tỉnh "),
        ("hai  dấu   cách", "hai dấu cách"),
        ("␣đầu và cuối␣", " đầu và cuối "),
        ("2.356,7␣tỷ đồng; 75␣năm; 38␣°C; 5␣%; 5␣kg; 106␣tập thể", None),
        ("25␣USD, 5␣kW, 12␣m², 30␣km/h, 10\u202f000", None),
        ("75␣ ␣năm", "75␣năm"),
        ("Điều␣5, khoản␣2, lần thứ␣XII, năm␣2023, Quân khu␣7, số␣946", None),
        (
            "năm 2023␣của tỉnh; ngày 2/6␣Ủy ban; có␣106 tập thể",
            "năm 2023 của tỉnh; ngày 2/6 Ủy ban; có 106 tập thể",
        ),
        ("TP.␣Hồ Chí Minh, TS.␣Lê, PGS.␣Trần", None),
        ("«␣Prix␣»␣: 5␣€␣; tại␣– đây", None),
        ("Ủy ban␣“Đền ơn”␣và␣(xã)", "Ủy ban “Đền ơn” và (xã)"),
    ],
)
def test_glue_stays_where_it_holds_a_number_and_goes_between_words(
    text: str, expected: str | None
) -> None:
    text, expected = (each.replace("␣", "\xa0") for each in (text, expected or text))
    assert mend_spaces(text)[0] == expected
    assert mend_spaces(expected) == (expected, 0)


MENDS = (mend_look_alikes, mend_invisibles, mend_spaces)
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("aĐÐðƉảộ5%.,«» \xa0\u202f\u200b\u200d\xad\ufeff\u2028\uf0b7\x93ÞX/-\n"),
        st.characters(codec="utf-8"),
    )
)


@pytest.mark.parametrize("mend", MENDS)
@given(text=ANY_TEXT)
def test_a_mend_changes_nothing_twice_nor_ascii_nor_without_counting(
    mend: Callable[[str], tuple[str, int]], text: str
) -> None:
    once, count = mend(text)
    assert mend(once) == (once, 0)
    assert (count == 0) == (once == text)
    plain = re.sub(r"[^\x21-\x7e]+", " ", text)
    assert mend(plain) == (plain, 0)


@pytest.mark.parametrize("text", PROSE)
def test_no_mend_touches_good_prose(text: str) -> None:
    assert [mend(text) for mend in MENDS] == [(text, 0)] * 3
