"""Dates of Vietnamese pages, found and read."""

from __future__ import annotations

import time

import pytest

from readable.dates import FoundDate, find_dates


def dates(text: str) -> list[tuple[str, str]]:
    """What is taken for a date, and how it is read."""
    return [(text[found.start : found.end], found.iso) for found in find_dates(text)]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("02/06/2023", "2023-06-02"),
        ("2/6/2023", "2023-06-02"),
        ("02-06-2023", "2023-06-02"),
        ("2.6.2023", "2023-06-02"),
        ("02 / 06 / 2023", "2023-06-02"),
        ("ngày 02/6/2023", "2023-06-02"),
        ("02 tháng 6 năm 2023", "2023-06-02"),
        ("ngày 02 tháng 06 năm 2023", "2023-06-02"),
        ("Ngày 2 tháng Sáu năm 2023", "2023-06-02"),
        ("NGÀY 2 THÁNG MƯỜI HAI, 2023", "2023-12-02"),
        ("2 tháng 9 năm 1945", "1945-09-02"),
        ("ngày 2 tháng 6/2023", "2023-06-02"),
        ("Tháng Sáu 2, 2023", "2023-06-02"),
        ("June 2, 2023", "2023-06-02"),
        ("2 Jun 2023", "2023-06-02"),
        ("June 2, 2023 | 08:15 am GMT+7", "2023-06-02T08:15+07:00"),
        ("Thứ Sáu, 2/6/2023, 08:15 (GMT+7)", "2023-06-02T08:15+07:00"),
        ("Thứ sáu, ngày 02/06/2023", "2023-06-02"),
        ("Thứ 6, 02/06/2023 | 08:15", "2023-06-02T08:15"),
        ("Chủ nhật, 04/06/2023 - 18:05", "2023-06-04T18:05"),
        ("02/06/2023 08:15:30", "2023-06-02T08:15:30"),
        ("02/06/2023 02:15 PM", "2023-06-02T14:15"),
        ("02/06/2023 14:15 PM", "2023-06-02T14:15"),
        ("02/06/2023 12:15 SA", "2023-06-02T00:15"),
        ("02/06/2023 lúc 8h15", "2023-06-02T08:15"),
        ("02/06/2023 (08:15)", "2023-06-02T08:15"),
        ("08:15 | 02/06/2023", "2023-06-02T08:15"),
        ("08:15, Thứ Sáu ngày 2/6/2023", "2023-06-02T08:15"),
        ("8 giờ 15 phút ngày 2 tháng 6 năm 2023", "2023-06-02T08:15"),
        ("02/06/2023 08:15 GMT+7", "2023-06-02T08:15+07:00"),
        ("2023-06-02", "2023-06-02"),
        ("2023-06-02T08:15:30+0700", "2023-06-02T08:15:30+07:00"),
        ("2023-06-02 01:15Z", "2023-06-02T01:15Z"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_whole(written: str, iso: str) -> None:
    assert dates(f"Cập nhật: {written}.") == [(written, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "31/6/2023",
        "29/02/2023",
        "00/01/2023",
        "06/13/2023",
        "2023-02-30",
        "2023-06-02T25:00",
        "Nghị định số 02/06/2023/NĐ-CP",
        "946/2023/QĐ-UBND",
        "15/5/2018-QH14",
        "tháng 6 năm 2023",
        "6/2023",
        "02/06",
        "02/06/23",
        "02/06/20235",
        "10.1.2.2023",
        "1.2.2023.4",
        "ngày 10 tháng 3 năm 2023 âm lịch",
        "ngày 10 tháng Chạp năm 2023",
        "1/2/0999",
    ],
)
def test_what_is_no_day_of_the_calendar_is_left_alone(text: str) -> None:
    assert dates(text) == []


def test_a_weekday_that_is_not_that_days_stays_outside() -> None:
    # 2 June 2023 was a Friday.
    assert dates("Thứ Hai, 02/06/2023 08:15") == [("02/06/2023 08:15", "2023-06-02T08:15")]


def test_a_time_that_contradicts_itself_stays_outside() -> None:
    assert dates("02/06/2023 14:15 AM") == [("02/06/2023", "2023-06-02")]


def test_dates_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "Từ 01/6/2023 đến hết ngày 30 tháng 6 năm 2023"
    assert list(find_dates(text)) == [
        FoundDate(3, 12, "2023-06-01"),
        FoundDate(21, 45, "2023-06-30"),
    ]


@pytest.mark.parametrize(
    "piece", ["1", "1/", "1/1/", "08:15 ", "thứ 2 ", "ngày ", " ", "12 tháng "]
)
def test_time_is_in_proportion_to_the_length(piece: str) -> None:
    started = time.perf_counter()
    assert dates(piece * (200_000 // len(piece))) == []
    assert time.perf_counter() - started < 2


def test_a_month_before_its_day_is_read_where_the_weekday_proves_it() -> None:
    # 14 February 2017 was a Tuesday, "thứ ba".
    assert [found.iso for found in find_dates("T3, 02/14/2017 - 09:30")] == ["2017-02-14T09:30"]
    assert not list(find_dates("T4, 02/14/2017 - 09:30"))
