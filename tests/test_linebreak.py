"""Where lines may end: as Unicode publishes it, and as Vietnamese wants it."""

from __future__ import annotations

import lzma
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable import linebreak
from readable._unicode_data import grapheme_break_class, line_break_class
from readable.linebreak import (
    JOINT_PENALTY,
    Opportunity,
    find_break_opportunities,
    find_grapheme_boundaries,
    find_joints,
    split_grapheme_clusters,
    weigh_opportunities,
)
from readable.optimum import LIKELY_UNIT, UNIT
from readable.vietnamese.joins import weigh_spaces
from readable.vietnamese.letters import LATIN

UNICODE = Path(__file__).parent / "data" / "unicode"


def published_cases(name: str) -> Iterator[tuple[str, list[int]]]:
    """Each text of a test file of Unicode, and where it is divided."""
    for line in lzma.decompress((UNICODE / f"{name}.txt.xz").read_bytes()).decode().splitlines():
        fields = line.partition("#")[0].split()
        if fields:
            text = "".join(chr(int(code, 16)) for code in fields[1::2])
            yield (
                text,
                [offset for offset, sign in enumerate(fields[::2]) if offset and sign == "÷"],
            )


def offsets(opportunities: list[Opportunity]) -> list[int]:
    return [opportunity.offset for opportunity in opportunities]


def marked(text: str) -> str:
    """The text with its opportunities: | free, ¦ at a price, ‖ mandatory. The end goes unmarked."""
    pieces = []
    start = 0
    for offset, mandatory, penalty in find_break_opportunities(text):
        pieces += [text[start:offset], "‖" if mandatory else "¦" if penalty else "|"]
        start = offset
    return "".join(pieces[:-1])


def test_all_19338_published_cases_of_line_breaking_come_out_right() -> None:
    cases = list(published_cases("LineBreakTest"))
    wrong = [
        text
        for text, expected in cases
        if offsets(find_break_opportunities(text, tailored=False)) != expected
    ]
    assert (len(cases), wrong) == (19_338, [])


def test_a_currency_sign_stays_with_a_bracket_and_its_fraction() -> None:
    # LB25, PR × OP IS NU and PO × OP IS NU, which no published case has.
    assert offsets(find_break_opportunities("a $(.5) %(.5)", tailored=False)) == [2, 8, 13]


def test_all_766_published_cases_of_grapheme_clusters_come_out_right() -> None:
    cases = list(published_cases("GraphemeBreakTest"))
    wrong = [text for text, expected in cases if find_grapheme_boundaries(text) != expected]
    assert (len(cases), wrong) == (766, [])


def test_the_tables_are_those_the_unicode_database_gives(tmp_path: Path) -> None:
    subprocess.run([sys.executable, UNICODE / "build_tables.py", UNICODE, tmp_path], check=True)
    kept = Path(linebreak.__file__).parent / "data"
    for name in ("line-break.txt", "grapheme-break.txt"):
        assert (kept / name).read_bytes() == (tmp_path / name).read_bytes()


def test_what_the_short_cuts_take_for_letters_are_letters() -> None:
    letters = re.findall(f"[{LATIN}]", "".join(map(chr, range(0x3000))))
    assert {line_break_class(letter) for letter in letters} == {("AL", False)}
    assert {grapheme_break_class(letter) for letter in letters} == {"Other"}


# Every character of the published cases, which stand for all classes, is drawn as often as a
# piece of Vietnamese; so rare rules meet, and so do the short cuts and what they leave out.
PIECES = st.one_of(
    st.sampled_from(
        sorted({letter for text, _ in published_cases("LineBreakTest") for letter in text})
    ),
    st.sampled_from(
        sorted({letter for text, _ in published_cases("GraphemeBreakTest") for letter in text})
    ),
    st.sampled_from([*" \u00a0\u00ad\u200b\n-–—/.,:;!?%()[]\"'“”‘’«»+*•0123aế"]),
    st.sampled_from(
        "kinh tế|uỷ|Bắc Kạn|2021|15|XIII|946/QĐ-UBND| - | – |://|./.| là |Tỉnh |. |, |km"
        "|a\u0302\u0301|abcdefghijklmnopqrstuvwxyz".split("|")
    ),
)
TEXTS = st.lists(PIECES, max_size=20).map("".join)


@given(TEXTS)
def test_the_short_cut_gives_what_the_rules_give(text: str) -> None:
    end = [Opportunity(len(text), mandatory=True)] if text else []
    plain = [*linebreak._untailored_opportunities(text), *end]
    assert find_break_opportunities(text, tailored=False) == plain
    tailored = [*linebreak._tailored_opportunities(text), *end]
    assert find_break_opportunities(text) == tailored


@given(TEXTS)
def test_tailored_opportunities_rise_end_with_the_text_and_keep_clusters_whole(text: str) -> None:
    found = find_break_opportunities(text)
    assert offsets(found) == sorted(set(offsets(found)))
    assert offsets(found)[-1:] == find_grapheme_boundaries(text)[-1:]
    assert set(offsets(found)) <= set(find_grapheme_boundaries(text))
    published = find_break_opportunities(text, tailored=False)
    assert [one for one in found if one.mandatory] == [one for one in published if one.mandatory]


@given(TEXTS)
def test_grapheme_clusters_joined_again_are_the_text(text: str) -> None:
    clusters = list(split_grapheme_clusters(text))
    assert "".join(clusters) == text
    assert all(clusters)


def test_an_opportunity_says_where_whether_it_must_be_taken_and_its_price() -> None:
    address = "https://backan.gov.vn/tin-tuc"
    assert find_break_opportunities(f"Xem\n{address}") == [
        Opportunity(4, mandatory=True),
        Opportunity(19, penalty=JOINT_PENALTY),
        Opportunity(23, penalty=JOINT_PENALTY),
        Opportunity(26, penalty=JOINT_PENALTY),
        Opportunity(30, penalty=JOINT_PENALTY),
        Opportunity(33, mandatory=True),
    ]


def test_an_empty_text_has_no_opportunity_and_no_cluster() -> None:
    assert find_break_opportunities("") == []
    assert find_grapheme_boundaries("") == []


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(
            "Quyết |định |số |946/QĐ-UBND |ngày |02/6/2023, |Nghị |định |01/2023/NĐ-CP",
            id="numbers of documents and dates stay whole",
        ),
        pytest.param("QP-AN, |cấp |tỉnh/thành, |hê-rô-in", id="joined words stay whole"),
        pytest.param("Thiếu |tướng |(11/6/1948 - 11/6/2023)./.", id="./. stays with its word"),
        pytest.param("toàn |tỉnh ./.", id="./. stays with its word even after a space"),
        pytest.param(
            "phát |triển |kinh |tế - |xã |hội – |quốc |phòng — |an |ninh",
            id="no line begins with a spaced dash",
        ),
        pytest.param("Hà |Nội—|Huế", id="no line begins with a close dash"),
        pytest.param(
            "giai |đoạn |2021 - 2023, |2021-2025, |2021–2025, |10% – 15%",
            id="a range stays whole",
        ),
        pytest.param(
            "pH |= 6,5, |C/N |≈ 25:1, |Δt |≤ 60 |và |p |< 0,05, |lãi |= thu - |chi, |25 |± 0,5",
            id="no line ends after a sign that relates two values",
        ),
        pytest.param(
            "Trang |chủ |> |Tin |tức; |Cài |đặt → |Màn |hình",
            id="a path may end a line at its signs and begins none with an arrow",
        ),
        pytest.param(
            "(n − 15) |và |a − b, |x |∈ A, |6 |÷ 2, |kinh |tế − |xã |hội",
            id="nor after a minus sign in a formula",
        ),
        pytest.param("tỷ |lệ % |so |với |năm |trước", id="a line begins with no sign of per cent"),
        pytest.param(
            "Giới |tính: |☐ Nam |☑ Nữ\n‖[ ] Có |nhà |[x] Không |có |( ) Khác",
            id="a box stays with what it is for",
        ),
        pytest.param(
            "Giới |tính: |Nam ☐ |Nữ ☐\n‖Có |nhà [ ] |Không |có [x].",
            id="also where boxes stand behind their words",
        ),
        pytest.param(
            "xem |[1] |và |f(x) |hay |(x) |nữa, |f′(x)", id="what is no box parts as before"
        ),
        pytest.param("lạnh |-5 |độ, |tăng |+3 |bậc", id="a sign stays with its number"),
        pytest.param(
            '“Thi |đua |yêu |nước” |(gọi |tắt: |"TĐ") |« là » |( có )',
            id="quotation marks and brackets stay with their words",
        ),
        pytest.param(
            "Khu |uỷ |Bình\u00a0|dự, |các\u00a0|cấp |uỷ.\u00a0 |Sau",
            id="a no-break space between ordinary words is a space",
        ),
        pytest.param(
            "dài |15\u00a0km, |Điều\u00a015, |khoá\u00a0XIII, |tế\u00a0- |xã |hội",
            id="a no-break space next to a number or sign holds",
        ),
        pytest.param("trong\u2060 |nước\u2060nhà |5\u202fkm", id="WORD JOINER and glue hold"),
        pytest.param("nư\u00adớc |đi\u00ad |xa |λό\u00adγος", id="a soft hyphen is no opportunity"),
        pytest.param(
            "một\u200b|hai |946/\u200b|QĐ\u200b|—|ba", id="ZERO WIDTH SPACE is an opportunity"
        ),
        pytest.param("- Về |kinh |tế\n‖+ Về |văn |hoá", id="a typed bullet stays with its item"),
        pytest.param(
            "Thông |tư |11/¦2005/¦TTLT-¦BNV-¦BLĐTBXH-¦BTC-¦UBDT",
            id="a very long token may be cut after what joins it",
        ),
        pytest.param(
            "xem |https://backan.¦gov.¦vn/¦tin-¦tuc/¦2023-06-02?¦so=¦1.500&¦b=¦%E1",
            id="so may an address, but for its dates, numbers and scheme",
        ),
        pytest.param(
            "www.¦khoahoccongnghe.¦gov.¦vn", id="and a name whose parts UAX #14 keeps together"
        ),
        pytest.param("học |今|天|天|气|很|好", id="other scripts keep their rules"),
        pytest.param("dấu |ngã: \u0303 |là", id="an accent stays on the space that bears it"),
    ],
)
def test_in_vietnamese(expected: str) -> None:
    assert marked(re.sub("[|¦‖]", "", expected)) == expected


def test_a_token_of_the_longest_whole_length_is_whole_and_one_longer_is_not() -> None:
    assert marked("17/2014/TTLT-BLĐTBXH-BTC") == "17/2014/TTLT-BLĐTBXH-BTC"
    assert marked("213/2013/TTLT/BTC-BLĐTBXH") == "213/¦2013/¦TTLT/¦BTC-¦BLĐTBXH"


def test_what_is_too_long_for_its_line_is_cut_after_what_joins_its_parts() -> None:
    assert find_joints("946/QĐ-UBND") == [4, 7]
    assert find_joints("300.000-350.000đ/tháng") == [8, 17]
    assert find_joints("11/6/1948 - 11/6/2023") == [3, 5, 12, 15, 17]
    assert find_joints("-5") == find_joints("thi") == find_joints("") == []


def test_a_word_with_marks_apart_has_as_many_clusters_as_letters() -> None:
    assert list(split_grapheme_clusters("Vie\u0323\u0302t")) == ["V", "i", "e\u0323\u0302", "t"]


@given(st.lists(st.sampled_from("ủy ban nhân dân tỉnh tổ chức 5 người Hà Nội".split()), min_size=1))
def test_each_space_has_the_level_nearest_to_what_is_known_of_it(words: list[str]) -> None:
    """Two levels are of units alone, by which these are told from words."""
    text = " ".join(words)
    units = (UNIT, LIKELY_UNIT)
    of_words = [level for level in linebreak.LEVELS if level not in units]
    penalties = weigh_opportunities(text).penalties[:-1]
    for exact, penalty in zip(weigh_spaces(text), penalties, strict=True):
        nearest = 0.0 if exact in units else min(abs(level - exact) for level in of_words)
        assert abs(penalty - exact) <= nearest + 1 / 2_000


def test_a_box_in_front_of_a_hundred_thousand_spaces_is_found() -> None:
    # In time that grows with the text's square this takes minutes.
    found = find_break_opportunities(f"[ ] Nam{' ' * 100_000}Nữ")
    assert [row.offset for row in found] == [100_007, 100_009]
