"""Plain text in lines."""

from __future__ import annotations

import math
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import lines

from readable import linebreak
from readable.errors import WrongUse
from readable.linebreak import find_grapheme_boundaries
from readable.optimum import BALANCED, BREAKING
from readable.wrapping import wrap

TITLE = "Phó Bí thư Thường trực Tỉnh ủy Phương Thị Thanh dự Hội nghị tỉnh Bắc Kạn"


def test_words_and_names_stay_whole() -> None:
    assert wrap(TITLE, 28) == [
        "Phó Bí thư Thường trực",
        "Tỉnh ủy Phương Thị Thanh dự",
        "Hội nghị tỉnh Bắc Kạn",
    ]


def test_first_fit_fills_each_line() -> None:
    assert wrap(TITLE, 28, breaking="first-fit") == [
        "Phó Bí thư Thường trực Tỉnh",
        "ủy Phương Thị Thanh dự Hội",
        "nghị tỉnh Bắc Kạn",
    ]


@pytest.mark.parametrize(
    ("breaking", "bad", "more_lines", "ragged"),
    [("balanced", 4.0, 1.05, 11.0), ("careful", 1.5, 1.085, 13.5), ("compact", 20.0, 1.0, 9.5)],
)
def test_official_prose_is_seldom_parted(
    breaking: str, bad: float, more_lines: float, ragged: float
) -> None:
    # First fit parts 40 % of the same lines, and ends 27 % of the paragraphs in one syllable.
    ends = lines.score(lines.official(), breaking)
    assert ends.bad <= bad
    assert round(ends.more_lines, 3) <= more_lines
    assert ends.ragged <= ragged
    assert ends.runt_share <= 3
    assert ends.parted_tokens == 0


def test_a_date_that_is_parted_goes_on_with_its_month_or_its_year() -> None:
    held = "Hội nghị diễn ra ngày 30 tháng 4 năm 2024, đồng thời công khai kết quả tại trụ sở."
    assert wrap(held, 34)[:2] == [
        "Hội nghị diễn ra ngày 30 tháng 4",
        "năm 2024, đồng thời công khai",
    ]
    decree = "Căn cứ Nghị định số 3908/2024/NĐ-CP ngày 9 tháng 11 năm 2026 của Chính phủ quy định"
    assert wrap(decree, 18, breaking="careful")[2:4] == ["ngày 9 tháng 11", "năm 2026 của"]


def test_a_number_stays_with_its_unit_rather_than_its_sign_with_the_word_before() -> None:
    text = "Hộ có thu nhập ≥ 5 triệu đồng mỗi tháng được vay vốn ưu đãi của ngân hàng."
    assert wrap(text, 22)[:2] == ["Hộ có thu nhập", "≥ 5 triệu đồng mỗi"]


def test_an_everyday_title_stays_with_its_name_where_that_costs_no_line() -> None:
    text = "hôm qua ông Lộc đã nói"
    assert wrap(text, 14, breaking="careful") == ["hôm qua", "ông Lộc đã nói"]
    assert wrap(text, 11, breaking="careful") == ["hôm qua ông", "Lộc đã nói"]


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            "tổ chức Bắc Kạn 946/QĐ-UBND 11/6/1948 - 2021 2023 https://backan.gov.vn/tin-tuc/2023"
            " (“thi đua”) ê\u0302\u0301 🇻🇳🇻🇳 漢字 a\u00a0b \n dài".split(" ")
        ),
        st.text(max_size=6),
    ),
    max_size=25,
)


@given(WORDS.map(" ".join), st.integers(1, 40), st.sampled_from(sorted(BREAKING)))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int, breaking: str) -> None:
    wrapped = wrap(text, width, breaking=breaking)
    assert "".join("".join(wrapped).split()) == "".join(text.split())
    clusters = find_grapheme_boundaries(text)
    at = 0
    for line in wrapped:
        at = text.index(line, at) + len(line)
        assert at in clusters or not line
        assert len(find_grapheme_boundaries(line)) <= width


@given(WORDS.map(" ".join), st.integers(8, 40))
def test_compact_takes_no_more_lines_than_first_fit(text: str, width: int) -> None:
    assert len(wrap(text, width, breaking="compact")) <= len(
        wrap(text, width, breaking="first-fit")
    )


def test_a_text_of_many_words_takes_no_recursion() -> None:
    text = " ".join(["phong trào"] * 20_000)
    assert len(wrap(text, 10)) == 20_000


def test_letters_count_and_not_their_marks() -> None:
    from unicodedata import normalize

    decomposed = normalize("NFD", TITLE)
    assert [normalize("NFC", line) for line in wrap(decomposed, 24)] == wrap(TITLE, 24)


def test_a_line_end_in_the_text_ends_a_line() -> None:
    assert wrap("Kính gửi:\nUBND tỉnh", 40) == ["Kính gửi:", "UBND tỉnh"]


def test_what_makes_no_sense_is_said() -> None:
    with pytest.raises(WrongUse, match="choose a width"):
        wrap("tin", 0)
    with pytest.raises(WrongUse, match="int is no text: pass a str"):
        wrap(5, 30)  # type: ignore[arg-type]
    with pytest.raises(WrongUse, match="choose a width"):
        wrap("tin", "30")  # type: ignore[arg-type]
    with pytest.raises(WrongUse, match="balanced, careful, compact, first-fit"):
        wrap("tin", 20, breaking="tight")
    with pytest.raises(WrongUse, match="choose a width"):
        wrap("tin", math.nan)  # type: ignore[arg-type]
    for cost in (-1.0, math.nan, math.inf):
        with pytest.raises(WrongUse, match="from 0 up"):
            wrap("tin", 20, breaking=BALANCED._replace(parting=cost))


def test_a_width_that_no_float_can_tell_is_one_long_line() -> None:
    assert wrap(TITLE, 10**400) == [TITLE]


def test_threads_that_forget_at_the_same_time_get_the_lines_of_one() -> None:
    # More tokens than are kept, the same in each thread, which are changed as often as can be.
    text = " ".join(map(str, range(2 * linebreak._Pieces.MOST)))
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda size: wrap(text, size), [24] * 4))
    finally:
        sys.setswitchinterval(usual)
    assert all(one == found[0] for one in found)


def test_a_name_is_not_parted_where_as_many_lines_keep_it_whole() -> None:
    text = (
        "Trung tướng Trần Quốc Khải, Phó Tư lệnh Quân khu 2 kiểm tra công tác sẵn sàng chiến đấu"
        " tại Trung đoàn 750."
    )
    assert wrap(text, 24, breaking="careful")[:2] == ["Trung tướng", "Trần Quốc Khải,"]
