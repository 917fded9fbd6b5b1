"""The numbers of large-print guidelines, each with its source, as checks on a page or on preferences.

A guideline for paper speaks of points; on a page they are CSS points (1 pt = 4/3 px), as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readable.check.page import Page
from readable.check.rule import Outcome, Rule, Words, failed, passed
from readable.check.screen.flow import AS_IT_IS, Paragraph
from readable.largeprint import LARGE_PRINT_STANDARDS, LargePrint

if TYPE_CHECKING:
    from readable.preferences import Preferences

__all__ = ["PROFILES", "Profile", "check_preferences", "check_profile"]

_PX_IN_PT = 4 / 3


@dataclass(frozen=True, slots=True)
class Profile:
    """What a guideline asks of the looks of text, beside the numbers of `readable.largeprint`.

    None where it says nothing.
    """

    name: str
    title: str
    source: str
    least_pt: float | None = None
    least_line_height: float | None = None
    most_characters: int | None = None
    most_inches: float | None = None
    ragged_right: bool = True
    no_italics: bool = False
    no_capitals: bool = False
    no_columns: bool = False
    no_underline: bool = False
    least_gap_lines: float | None = None
    """The empty room between paragraphs, in lines."""


# What each says of the looks of text beside its numbers.
_LOOKS: dict[str, dict[str, Any]] = {
    "ukaaf": {
        "no_italics": True,
        "no_capitals": True,
        "no_columns": True,
        "no_underline": True,
        "least_gap_lines": 1.0,
    },
    "rnib": {"no_italics": True, "no_capitals": True},
    "rnib-giant": {"no_italics": True, "no_capitals": True},
    "acb": {"no_italics": True, "no_capitals": True, "least_gap_lines": 1.0},
    "wcag-aaa": {"least_gap_lines": 0.5},
}


def _profile(one: LargePrint) -> Profile:
    height = one.least_line_height if one.least_line_height > 1 else None
    numbers = (one.least_pt, height, one.longest_measure)
    return Profile(one.key, one.name, one.source, *numbers, **_LOOKS.get(one.key, {}))


PROFILES: dict[str, Profile] = {one.key: _profile(one) for one in LARGE_PRINT_STANDARDS.values()}
PROFILES["section-255"] = Profile(
    "section-255",
    "Section 255",
    "US Access Board, advisory guidance to Section 255: print",
    least_line_height=1.25,
    most_inches=6.0,
    no_columns=True,
)


def check_preferences(preferences: Preferences, profile: Profile) -> list[str]:
    """What a reader's preferences fall short of a guideline by, as sentences; none where they meet it.

    >>> from readable.preferences import Preferences
    >>> check_preferences(Preferences(scale=100), PROFILES["acb"])
    ['The text is 12 pt: at least 18 pt are asked.']
    """
    size_pt = 16.0 * preferences.scale / 100 / _PX_IN_PT
    faults = []
    if profile.least_pt is not None and size_pt < profile.least_pt - 0.01:
        faults.append(f"The text is {size_pt:g} pt: at least {profile.least_pt:g} pt are asked.")
    if (
        profile.least_line_height is not None
        and preferences.line_height < profile.least_line_height
    ):
        faults.append(
            f"The line height is {preferences.line_height:g}: at least {profile.least_line_height:g} is asked."
        )
    if profile.most_characters is not None and preferences.measure > profile.most_characters:
        faults.append(
            f"Lines have {preferences.measure} characters: at most {profile.most_characters} are asked."
        )
    if profile.ragged_right and preferences.alignment == "justify":
        faults.append("The text is justified: ragged right is asked.")
    return faults


def check_profile(page: Page, profile: Profile) -> Iterator[tuple[Rule, list[Outcome]]]:
    """Each number of a guideline as a rule, with its outcomes on a page."""
    prose = [
        one
        for one in page.flow(AS_IT_IS).paragraphs
        if sum(len(line.text) for line in one.lines) >= 40
    ]
    for aspect, (asked, judge) in _ASPECTS.items():
        if asked(profile):
            outcomes = [
                found if (found := judge(page, one, profile)) is not None else passed(one.element)
                for one in prose
            ]
            yield _rule(profile, aspect), outcomes


_WRONG = {
    "size": Words("Chữ {found} pt, cần {wanted} pt", "Text of {found} pt, {wanted} pt are asked"),
    "line-height": Words(
        "Cách dòng {found}, cần {wanted}", "A line height of {found}, {wanted} is asked"
    ),
    "line-length": Words(
        "Dòng dài {found} chữ, nhiều nhất {wanted}",
        "Lines of {found} characters, at most {wanted} are asked",
    ),
    "line-width": Words(
        "Dòng rộng {found} inch, nhiều nhất {wanted}",
        "Lines of {found} in, at most {wanted} are asked",
    ),
    "alignment": Words("Chữ căn đều hai bên", "The text is justified"),
    "italics": Words("Chữ nghiêng", "The text is in italics"),
    "capitals": Words("Cả đoạn chữ hoa", "A block of capitals"),
    "columns": Words("Chữ chia cột", "The text is in columns"),
    "underline": Words("Chữ gạch chân không phải liên kết", "Underlined text that is no link"),
    "gap": Words(
        "Đoạn cách đoạn {found} dòng, cần {wanted}",
        "Paragraphs are {found} lines apart, {wanted} is asked",
    ),
}


def _rule(profile: Profile, aspect: str) -> Rule:
    name = f"large-print-{profile.name}-{aspect}"
    title = Words(profile.title, profile.title)
    return Rule(
        name,
        name,
        title,
        title,
        _WRONG[aspect],
        Words(profile.title, profile.title),
        ("1.4.8",),
        "AAA",
        "moderate",
        profile.source,
        (),
        (),
        (),
        "screen",
        lambda page: (),
        "large_print",
    )


def _size(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    found, wanted = one.run.size_px / _PX_IN_PT, profile.least_pt or 0.0
    return (
        failed(one.element, found=f"{found:g}", wanted=f"{wanted:g}")
        if found < wanted - 0.01
        else None
    )


def _line_height(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    found, wanted = one.lines[0].height_px / one.run.size_px, profile.least_line_height or 0.0
    if len(one.lines) < 2 or found >= wanted - 0.005:
        return None
    return failed(one.element, found=f"{found:.2f}", wanted=f"{wanted:g}")


def _length(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    full = [len(line.text) for line in one.lines if not line.ends]
    wanted = profile.most_characters or 0
    if not full or sum(full) / len(full) <= wanted:
        return None
    return failed(one.element, found=round(sum(full) / len(full)), wanted=wanted)


def _inches(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    widest = max(line.width_px for line in one.lines) / 96
    wanted = profile.most_inches or 0.0
    return (
        failed(one.element, found=f"{widest:.1f}", wanted=f"{wanted:g}")
        if widest > wanted
        else None
    )


def _alignment(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    return (
        failed(one.element) if page.styles.of(one.element).get("text-align") == "justify" else None
    )


def _italics(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    for text in one.texts:
        if (
            page.styles.of(text.parent).get("font-style", "normal") in ("italic", "oblique")
            and text.data.strip()
        ):
            return failed(text=text, part=text.data.strip()[:40])
    return None


def _capitals(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    letters = [letter for line in one.lines for letter in line.text if letter.isalpha()]
    return failed(one.element) if len(letters) >= 40 and all(map(str.isupper, letters)) else None


def _columns(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    for around in one.element.family:
        count = page.styles.of(around).get("column-count", "auto")
        if re.fullmatch(r"[2-9]\d*", count):
            return failed(around)
    return None


def _underline(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    for text in one.texts:
        marked = next(
            (
                around
                for around in text.parent.family
                if around.tag == "u"
                or "underline" in page.styles.of(around).get("text-decoration-line")
            ),
            None,
        )
        if marked is not None and not any(around.tag == "a" for around in text.parent.family):
            return failed(text=text, part=text.data.strip()[:40])
    return None


def _gap(page: Page, one: Paragraph, profile: Profile) -> Outcome | None:
    flow = page.flow(AS_IT_IS)
    following = one.element.next
    if one.element.tag != "p" or following is None or following.tag != "p":
        return None
    style, its = flow.styles.of(one.element), flow.styles.of(following)
    gap = max(flow.px(style, "margin-bottom", 0.0) or 0.0, flow.px(its, "margin-top", 0.0) or 0.0)
    lines = gap / one.lines[0].height_px
    wanted = profile.least_gap_lines or 0.0
    # A blank line of text is a little less than a line of 1.6 em.
    return (
        failed(one.element, found=f"{lines:.1f}", wanted=f"{wanted:g}")
        if lines < 0.6 * wanted
        else None
    )


_ASPECTS: dict[
    str, tuple[Callable[[Profile], object], Callable[[Page, Paragraph, Profile], Outcome | None]]
] = {
    "size": (lambda one: one.least_pt, _size),
    "line-height": (lambda one: one.least_line_height, _line_height),
    "line-length": (lambda one: one.most_characters, _length),
    "line-width": (lambda one: one.most_inches, _inches),
    "alignment": (lambda one: one.ragged_right, _alignment),
    "italics": (lambda one: one.no_italics, _italics),
    "capitals": (lambda one: one.no_capitals, _capitals),
    "columns": (lambda one: one.no_columns, _columns),
    "underline": (lambda one: one.no_underline, _underline),
    "gap": (lambda one: one.least_gap_lines, _gap),
}
