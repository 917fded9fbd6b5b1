"""What a reader chooses is one value, the same wherever it is kept, and can always be rendered."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.errors import InvalidPreference
from readable.preferences import LADDER, LARGE_PRINT, SCHEMA, Preferences, contrast_ratio


def between(name: str) -> st.SearchStrategy[float]:
    return st.floats(SCHEMA[name]["least"], SCHEMA[name]["most"])


COLOUR = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)
ANY_PREFERENCES = st.builds(
    Preferences,
    scale=st.one_of(st.sampled_from(LADDER), st.integers(50, 800)),
    font=st.sampled_from([*SCHEMA["fonts"]]),
    line_height=between("line_height"),
    letter_spacing_em=between("letter_spacing_em"),
    word_spacing_em=between("word_spacing_em"),
    paragraph_spacing_em=between("paragraph_spacing_em"),
    theme=st.one_of(
        st.sampled_from([*SCHEMA["themes"]]),
        st.tuples(COLOUR, COLOUR).map("/".join),
    ),
    measure=st.integers(20, 120),
    alignment=st.sampled_from(SCHEMA["alignments"]),
    low_contrast=st.just(True),
)


def test_larger_walks_up_the_ladder_and_smaller_down_again() -> None:
    up = [Preferences(scale=50)]
    while up[-1].larger() != up[-1]:
        up.append(up[-1].larger())
    assert [step.scale for step in up] == [50, 87, 100, 112, 125, 150, 175, 200, 250, 300, 400]
    down = [Preferences(scale=800)]
    while down[-1].smaller() != down[-1]:
        down.append(down[-1].smaller())
    assert [step.scale for step in down] == [800, 400, 300, 250, 200, 175, 150, 125, 112, 100, 87]


@pytest.mark.parametrize("scale", LADDER[1:-1])
def test_on_the_ladder_larger_and_smaller_undo_each_other(scale: int) -> None:
    preferences = Preferences(scale=scale, font="serif", theme="dark")
    assert preferences.larger().smaller() == preferences == preferences.smaller().larger()


@given(ANY_PREFERENCES)
def test_a_step_changes_nothing_but_the_size(preferences: Preferences) -> None:
    for step in (preferences.larger(), preferences.smaller()):
        changed = {f.name for f in fields(step)
                   if getattr(step, f.name) != getattr(preferences, f.name)}  # fmt: skip
        assert changed <= {"scale"}
    assert preferences.smaller().scale <= preferences.scale <= preferences.larger().scale


@given(ANY_PREFERENCES)
def test_what_is_chosen_survives_a_link_or_a_cookie(preferences: Preferences) -> None:
    assert Preferences.from_query(preferences.to_query()) == preferences


def test_a_query_names_only_what_differs_from_the_default() -> None:
    assert Preferences().to_query() == ""
    assert (
        Preferences(theme="#ffcc00/#202020", scale=200, line_height=2.0).to_query()
        == "scale=200&line_height=2.0&theme=%23ffcc00%2F%23202020"
    )


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", {}),
        ("?&&=&x", {}),
        ("page=2&scale=150&utm=x", {"scale": 150}),
        ("scale=150&scale=many", {"scale": 150}),
        ("scale=150.5&font=serif", {"font": "serif"}),
        ("scale=49&scale=801&measure=19&line_height=0.9&letter_spacing_em=-1", {}),
        ("line_height=nan&word_spacing_em=inf&paragraph_spacing_em=4.01", {}),
        ("scale=" + "9" * 4000, {}),
        ("x=" + "9" * 5000 + "&scale=150", {}),
        ("font=Arial&theme=plaid&alignment=left&theme=%23fff/%23000", {}),
        ("theme=%23777777/%23ffffff", {}),
        (
            "theme=%23777777/%23ffffff&low_contrast=True",
            {"theme": "#777777/#ffffff", "low_contrast": True},
        ),
        ("low_contrast=perhaps&alignment=justify", {"alignment": "justify"}),
        ("theme=%FF%00dark&measure=60", {"measure": 60}),
    ],
)
def test_a_query_is_read_as_far_as_it_can_be_rendered(query: str, chosen: dict[str, Any]) -> None:
    assert Preferences.from_query(query) == Preferences(**chosen)


@given(st.text(st.sampled_from("&=%;+0123456789.scaletheme_#/é\0 "), max_size=60))
def test_no_query_is_an_error(query: str) -> None:
    assert Preferences.from_query(f"{query}&font=easy").font == "easy"


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"scale": 49}, "scale is 49: choose a number from 50 to 800"),
        ({"scale": "150"}, "scale is '150': choose a number from 50 to 800"),
        ({"line_height": None}, "line_height is None: choose a number from 1.0 to 3.0"),
        (
            {"font": ["sans"]},
            "there is no font ['sans']: choose one of sans, serif, complete, easy, literacy",
        ),
        (
            {"theme": 3},
            "there is no theme 3: choose one of light, dark, yellow, sepia, "
            "or two colours as #ffcc00/#202020",
        ),
        ({"scale": 801}, "scale is 801: choose a number from 50 to 800"),
        ({"line_height": 0.9}, "line_height is 0.9: choose a number from 1.0 to 3.0"),
        ({"line_height": float("nan")}, "line_height is nan: choose a number from 1.0 to 3.0"),
        ({"measure": 121}, "measure is 121: choose a number from 20 to 120"),
        (
            {"font": "Arial"},
            "there is no font 'Arial': choose one of sans, serif, complete, easy, literacy",
        ),
        ({"alignment": "left"}, "there is no alignment 'left': choose one of start, justify"),
        (
            {"theme": "plaid"},
            "there is no theme 'plaid': choose one of light, dark, yellow, sepia, "
            "or two colours as #ffcc00/#202020",
        ),
        (
            {"theme": "#fff/#000"},
            "there is no theme '#fff/#000': choose one of light, dark, yellow, sepia, "
            "or two colours as #ffcc00/#202020",
        ),
        (
            {"theme": "#777777/#ffffff"},
            "the colours #777777/#ffffff have a contrast of 4.48: "
            "choose two of at least 4.5, or force it (low_contrast=True, --low-contrast)",
        ),
    ],
)
def test_what_cannot_be_rendered_is_refused_with_a_hint(
    chosen: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidPreference) as refusal:
        Preferences(**chosen)
    assert str(refusal.value) == message


def test_faint_colours_can_be_forced() -> None:
    forced = Preferences(theme="#777777/#FFFFFF", low_contrast=True)
    assert forced.colours == ("#777777", "#ffffff")


# Published values: W3C, Understanding WCAG 2.2 1.4.3, and the well-known greys on either side
# of 4.5.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ffff00", "#000000", 19.56),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast_ratio(one, other) == contrast_ratio(other, one)
    assert round(contrast_ratio(one, other), 2) == ratio


@pytest.mark.parametrize("theme", SCHEMA["themes"])
def test_each_theme_has_the_enhanced_contrast_of_wcag(theme: str) -> None:
    assert contrast_ratio(*Preferences(theme=theme).colours) >= 7


def test_sizes_come_in_pixels_and_in_em() -> None:
    assert (Preferences().size_px, LARGE_PRINT.size_px) == (16.0, 32.0)
    assert Preferences(measure=82).measure_em == pytest.approx(40)


def test_preferences_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Preferences().scale = 150  # type: ignore[misc]


def test_every_default_and_step_of_the_schema_can_be_rendered() -> None:
    for name in ("line_height", "letter_spacing_em", "word_spacing_em", "paragraph_spacing_em",
                 "measure"):  # fmt: skip
        for value in [SCHEMA[name]["default"], *SCHEMA[name]["steps"]]:
            assert getattr(Preferences(**{name: value}), name) == value
    assert [Preferences(scale=scale).scale for scale in LADDER] == sorted(set(LADDER))
