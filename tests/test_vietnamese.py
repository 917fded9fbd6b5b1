"""Each Vietnamese letter has one form, however a page wrote it; nothing else changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
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
    is_tone_mark,
)

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data/marks.json").read_text(encoding="utf-8")
)["tests"]
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
