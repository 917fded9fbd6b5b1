"""A column is one of numbers by what stands in it, and each number is parted at its decimal."""

from __future__ import annotations

import pytest

from readable.numerals import whole_part_ends


@pytest.mark.parametrize(
    "number",
    """1 01 12|,5 1.234 1.234.567|,89 0|.125 12|.5 1,234|.5 1,234,567 0|,5 -3|,2 −3 +12 ~100 $5 (3)
    12|% 12|,5% 12|km2 2|kg/ha 100.000|đ""".split(),
)
def test_the_whole_part_ends_before_the_decimal_comma_or_the_unit(number: str) -> None:
    whole, _, _ = number.partition("|")
    expected = len(whole) - whole.endswith(")")
    assert whole_part_ends([number.replace("|", ""), "1"]) == [expected, 1]


@pytest.mark.parametrize("unit", ["%", "đồng", "tỷ đồng", "triệu USD", "m2/người", "°C"])
def test_a_unit_may_follow(unit: str) -> None:
    assert whole_part_ends([f"1.250,5 {unit}", f"7 {unit}"]) == [5, 1]


@pytest.mark.parametrize(
    "text",
    ["02/06/2023", "0209 3870 123", "0913123456", "946/QĐ-UBND", "8h30", "2-1", "5 xã, 2 phường",
     "2021 - 2023", "Lớp 5", "12 đồng chí Nguyễn Văn A", "1" * 40],
)  # fmt: skip
def test_what_is_no_quantity_is_no_number(text: str) -> None:
    assert whole_part_ends([text] * 3) is None


def test_a_column_is_numeric_when_hardly_anything_else_stands_in_it() -> None:
    assert whole_part_ends(["1"]) is None
    assert whole_part_ends(["1", "", "–"]) is None
    assert whole_part_ends(["1", "2", "3", "không"]) is None
    assert whole_part_ends(["1", "2", "3", "45", "không", "–", ""]) == [1, 1, 1, 2, None, 1, 0]
