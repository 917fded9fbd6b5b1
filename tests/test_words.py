"""Which spaces stand inside a word or a unit."""

from __future__ import annotations

import sys
from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import lines

from readable.vietnamese import find_joins, split_words, weigh_spaces
from readable.vietnamese import model as words_model
from readable.vietnamese.letters import is_plain_word
from readable.vietnamese.model import (
    CAPITAL,
    CONTEXT,
    CONTEXT_ON,
    LISTED,
    SMALL,
    TRIPLE,
    TRIPLE_ON,
    WEIGHTS,
)
from readable.vietnamese.tokens import SHAPES
from readable.vietnamese.words import load_model, read_tokens

MODEL = Path(words_model.__file__).parents[1] / "data" / "words" / "words.bin"


def joined(text: str) -> str:
    """The text with _ for each space inside a word and ~ for each other inside a unit."""
    letters = list(text)
    for join in find_joins(text):
        letters[join.offset] = "_" if join.kind == "word" else "~"
    return "".join(letters)


def f1(said: set[object], right: set[object]) -> float:
    return 200 * len(said & right) / (len(said) + len(right))


def test_words_of_official_prose_are_those_marked_by_hand() -> None:
    said_spaces, right_spaces, said_words, right_words = set(), set(), set(), set()
    for number, marked in enumerate(lines.official()):
        spaces = {at for at, letter in enumerate(marked.text) if letter == " "}
        said = {join.offset for join in find_joins(marked.text) if join.kind == "word"}
        said_spaces |= {(number, at) for at in said}
        right_spaces |= {(number, at) for at in marked.words}
        said_words |= {(number, *word) for word in parts(marked.text, spaces - said)}
        right_words |= {(number, *word) for word in parts(marked.text, spaces - marked.words)}
    assert f1(said_spaces, right_spaces) >= 97.5
    assert f1(said_words, right_words) >= 96.8


def parts(text: str, cuts: set[int]) -> set[tuple[int, int]]:
    ends = [*sorted(cuts), len(text)]
    return set(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))


# Marked by hand, by the rules of official.jsonl, before there was a rule for them.
UNITS = """
sáng~2/6, tại
ngày~02~tháng~9~năm~1945
từ 8~giờ~30~phút ngày~5/3/2024
giai_đoạn 2021~-~2023
lần thứ~XII, nhiệm_kỳ 2020~-~2025
tặng 106~tập_thể và 75~cá_nhân
hỗ_trợ 2,5~tỷ~đồng
rộng 1.200~m², cao 30~m
đạt 95~% kế_hoạch
Quyết_định~946/QĐ-UBND về
Nghị_quyết số~16/NQ-CP của
khoản~2 Điều~15 Luật
theo điểm~a khoản~3
quý~III/2024, đợt~1
Quân_khu~7 và Quốc_lộ~3
nhà số~11~Trường_Chinh, phường
số~25~đường Trường_Chinh
ĐT: (0209)~3870~123
ông~Nguyễn_Văn_An, đồng_chí~Lê_Thị_Bình
PGS.TS~Trần_Văn_Hùng
Thượng_tá~Hoàng_Văn_Nam
MTTQ~Việt_Nam tỉnh
TP.~Hồ_Chí_Minh
về Tp.~Hồ_Chí_Minh, tp.~Bắc_Kạn
đến tp~Huế, ở TP.~HCM
Gs.~Lê_Văn_An, Pgs.~Ts.~Ngô_Thị_Bình
Ths.~Bs.~Đặng_Văn_Nam
Tổ~5, phường~2
tháng~Giêng
tiếp_sức 4~x~100~m
phút~23 khiến
đêm~12 ngày~13/9
gió cấp~4~-~5
27~bị_can
45~USD/m²/tháng
World_Cup~2026
trận ra_quân SEA~Games~33
nhiều năm 18%
giá 75.000~₫, giảm 15.000~đ
chiếm 1/3~số hộ
trên 2/3~diện_tích
tại 5/8~huyện, thành_phố
xếp thứ~9/63 tỉnh
rằm tháng~Bảy
đến mùng~2~Tết
Chủ_nhật~02/6/2024
Huân_chương Lao_động hạng~Nhì
vào lớp~10 năm_học 2025~-~2026
trong số 1.865.270~người
mỗi tháng 300.000~đồng
linh_mục~Nguyễn_Văn_An
Thượng_tọa~Lý_Minh_Đức
Đại_tá~Đoàn_Minh_Đức
trong số 54~dân_tộc
phương_châm “4~tại_chỗ” và “3~không”
đợt~2 chấm
cho tàu 600~CV
ở P.~Bến_Nghé, Q.~1, Tp.~Hồ_Chí_Minh
ở 45~Đ.~Lê_Lợi, H.~Chợ_Mới
Nxb.~Trẻ, 2019, t.~2, tr.~15-17
theo QL.~3 và ĐT.~254
PGS,~TS~Nguyễn_Văn_An và GS,~TS.~Lê_Văn_Bình
Nsưt.~Minh_Thu, Lm.~Giuse
năm~179~TCN, thế_kỷ~III~TCN, năm~112~tr.~CN
ông~John_F.~Kennedy và P.~V.~Narasimha
thi vào ĐH~Huế, ở BV~Nhi trung_ương
sách của Nxb_Chính_trị quốc_gia, Nxb_Giáo_dục
khám tại BV~Đa_khoa tỉnh, học ĐH~Công_nghiệp
C.~Mác và Ph.~Ăngghen
ở cúp châu~Á, giải châu_Âu
bão vào miền~Trung, ra miền~Bắc
TM.~Hội_đồng nhân_dân tỉnh, KT.~Chủ_tịch
làm 200~đơn_vị/ngày và/hoặc hơn
gọi (0263)~3.822.345 gặp bác_sĩ, (2) 150~hộ
HT.~Thích~Nhất_Hạnh, Đại_đức~Thích_Minh_Trí
có pH~=~6,5–7,0 và C/N~≈~25:1
từ A đến B. Hà_Nội mưa
khi Δt~≤~60~°C, với p~<~0,05
U~=~I~×~R và √2~≠~1,5
Trang_chủ > Tin_tức > Xã_hội
""".strip().splitlines()


@pytest.mark.parametrize("marked", UNITS)
def test_a_unit_stays_together(marked: str) -> None:
    assert joined(marked.replace("_", " ").replace("~", " ")) == marked


# Marked by hand before the model or the rules had seen them: none is trained on them.
@pytest.mark.parametrize(
    ("name", "words", "units"), [("kinds", 96.0, 96.0), ("headings", 94.0, 85.0)]
)
def test_other_news_and_headings_in_capitals_are_understood(
    name: str, words: float, units: float
) -> None:
    right: dict[str, set[object]] = {"word": set(), "unit": set()}
    said: dict[str, set[object]] = {"word": set(), "unit": set()}
    for number, marked in enumerate(lines.by_signs(name)):
        right["word"] |= {(number, at) for at in marked.words}
        right["unit"] |= {(number, at) for at in marked.units}
        for join in find_joins(marked.text):
            said[join.kind].add((number, join.offset))
    assert f1(said["word"], right["word"]) >= words
    assert f1(said["unit"] - right["word"], right["unit"]) >= units


# What looks like a unit and is none.
@pytest.mark.parametrize(
    "marked",
    [
        "năm~2021 đến nay",
        "LCT1 và PH276",
        "ngày~31/5/2023, Chủ_tịch",
        "từ 2021 đến 2023",
        "giảm 30% thời_gian",
        "Điều~15 quy_định",
        "UBND tỉnh và HĐND huyện",
        "UBND Tỉnh đã họp",
        "giai_đoạn 2021~-~2023 đã kết_thúc",
        "trao 12~Bằng_khen",
        "Km~172~+~300 đèo Giàng",
        "ngày~2/9 người dân",
        "theo mục 1.2 quy_định",
        "dịp 2/9 xã tổ_chức",
    ],
)
def test_what_follows_a_date_or_a_label_is_not_joined(marked: str) -> None:
    assert joined(marked.replace("_", " ").replace("~", " ")) == marked


# A letter is also the last of a sentence, and "ở" and "ô" are words.
@pytest.mark.parametrize(
    "marked",
    [
        "thiếu vitamin~P. Nó có",
        "ca nhóm~H. Sau đó",
        "khoá~X. Ông~Lê_An",
        "bắt Trần_Văn_T. Ông~Lê_An",
        "ở xã K. Bà~Lê_Thị_An",
        "cao 200~m. Sông Hồng chảy",
        "chị~H. 15~người",
        "thế_kỷ~1~CN. Thời ấy",
        "sang TP.~HCM. 15~người",
        "các GS, PGS, TS giảng_dạy",
        "các lớp ở xã",
        "mức_độ ô_nhiễm",
    ],
)
def test_a_letter_before_what_is_not_its_own_is_not_joined(marked: str) -> None:
    assert joined(marked.replace("_", " ").replace("~", " ")) == marked


def test_a_heading_in_capitals_has_the_words_of_one_in_small_letters() -> None:
    text = "Hội nghị biểu dương các điển hình tiên tiến"
    assert [join.offset for join in find_joins(text.upper())] == [
        join.offset for join in find_joins(text.lower())
    ]


def test_punctuation_parts_words() -> None:
    assert joined("tổ, chức; phong (trào) thi: đua") == "tổ, chức; phong (trào) thi: đua"


def test_a_name_that_nobody_knows_is_taken_for_a_name() -> None:
    assert joined("gặp chị Lò Thị Xẩu ở Nậm Pồ") == "gặp chị~Lò_Thị_Xẩu ở Nậm_Pồ"


def test_a_small_word_that_is_no_title_may_have_a_name_behind_it() -> None:
    marked = "gặp đô_đốc~Lê_An và sư cả~Thạch_Sách ở tp~Bắc_Kạn"
    assert joined(marked.replace("_", " ").replace("~", " ")) == marked


@given(st.text(st.sampled_from("tổ chức Bắc Kạn 12/6 946/QĐ-UBND (“- \u00a0\n\u0301漢字🇻🇳abc")))
def test_words_put_together_are_the_text(text: str) -> None:
    assert " ".join(split_words(text)) == text
    weights = weigh_spaces(text)
    assert len(weights) == text.count(" ")
    assert all(0 <= weight <= 1 for weight in weights)


def test_the_model_is_small_and_its_weights_are_those_packed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = MODEL.read_bytes()
    assert len(data) <= 150_000
    tables = {name: {3: 5, 70_000: -7, 1 << 28: 127} for name in words_model.FEATURES}
    by_look = {"looks": [1] * words_model.LOOKS**4, "listed": [2] * 64, "alike": [3] * 320}
    packed = words_model.pack(["tổ", "chức"], [16_386, 9], by_look, [-8, 0, 0, 0], tables)
    model = words_model.unpack(packed)
    assert model.syllables == {"tổ": 1, "chức": 2}
    # Of a token in small letters, as odds.
    assert model.chain[SHAPES.index("l")] == exp(-1.0)
    assert model.alike[319] == 0.375
    assert (set(model.looks[:LISTED]), set(model.looks[LISTED:])) == ({0.125}, {0.375})
    # 70 000 is syllable 1 093 and shape 6 beside shape 0.
    assert model.beside(1_093, 6) == ((-0.875, *[0.0] * 7), (-0.875, *[0.0] * 7))
    assert not any(map(any, model.beside(1_093, 5)))
    # As a pair's own key, 3 is the pair 1 with a capital and 70 000 the pair 35 000 without. With a
    # syllable 70 000 belongs to the pair 4 and 1 << 28 to 16 384, with a look 70 000 to 8 750.
    triples, contexts = TRIPLE | TRIPLE_ON, CONTEXT | CONTEXT_ON
    numbers = (0, 1, 4, 5, 9, 8_750, 16_384, 16_386, 35_000)
    of_each = [triples | contexts, 5 << CAPITAL, triples, 0, LISTED, contexts, triples, LISTED]
    assert model.pairs(numbers) == [*of_each, 249 << SMALL]
    # One by one, and from all at once.
    monkeypatch.setattr(words_model, "_MANY", 1)
    assert model.pairs((2,)) == [0]
    assert model.pairs(numbers) == [*of_each, 249 << SMALL]
    assert (WEIGHTS[5], WEIGHTS[249]) == (0.625, -0.875)
    assert model.triple == model.context == {3: 0.625, 70_000: -0.875, 1 << 28: 15.875}


@given(st.text("aạH1.,;:!?…()[]{}<>\"'“”‘’«»-/&", min_size=1, max_size=28))
def test_plain_words_are_told_from_others_by_their_signs_too(token: str) -> None:
    assert read_tokens([token]).odd == ([] if is_plain_word(token) else [0])


def test_the_model_is_read_once() -> None:
    assert load_model() is load_model()
