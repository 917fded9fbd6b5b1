"""Spacing that a reader's own style sheet cannot change (WCAG 1.4.12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.check.page import Element, Text
from readable.check.rule import Outcome, failed, passed, rule
from readable.check.styles import Style

if TYPE_CHECKING:
    from readable.check.page import Page

_WHY = (
    "Với !important trong style, người đọc không giãn chữ được bằng kiểu của họ.",
    "With !important in a style attribute a reader's own spacing has no effect.",
)
_HELP = ("Bỏ !important, hoặc cả khai báo.", "Take the !important away, or the declaration.")


def _fixed(page: Page, name: str) -> Iterator[tuple[Element, list[Text], Style]]:
    """The visible texts whose property an important declaration of a style attribute decides."""
    texts: dict[int, list[Text]] = {}
    owners: dict[int, Element] = {}
    for element in page.elements:
        if not element.is_html:
            continue
        source = page.styles.of(element).sources.get(name)
        if source is None or not source.inline or not source.important or source.element is None:
            continue
        if not page.access.is_visible(element):
            continue
        own = [one for one in element.children if isinstance(one, Text) and one.data.strip()]
        if own:
            owners[source.element.order] = source.element
            texts.setdefault(source.element.order, []).extend(own)
    for order, found in texts.items():
        yield owners[order], found, page.styles.of(owners[order])


def _check(page: Page, name: str, least: float) -> Iterator[Outcome]:
    for element, texts, _ in _fixed(page, name):
        narrow = None
        for text in texts:
            style = page.styles.of(text.parent)
            spacing = style.line_height if name == "line-height" else (style.px(name) or 0.0)
            if style.font_px and (spacing is None or spacing / style.font_px < least - 1e-6):
                narrow = text
        if name == "line-height" and not any(_wraps(page, text) for text in texts):
            continue
        if narrow is None:
            yield passed(element)
        else:
            yield failed(element, offset=element.attribute_start("style"), least=least)


def _wraps(page: Page, text: Text) -> bool:
    """Whether a text is likely to fill more than one line."""
    style = page.styles.of(text.parent)
    if style.get("white-space") in ("nowrap", "pre") or style.get("text-wrap-mode") == "nowrap":
        return False
    wide = len(" ".join(text.data.split())) * style.font_px * 0.4
    room = page.styles.media.width_px
    for one in text.parent.family:
        its = page.styles.of(one)
        for bound in ("width", "max-width"):
            px = its.px(bound, room)
            if px is not None and not its.is_inline:
                room = min(room, px)
    return wide > room


@rule(
    "letter-spacing-is-free",
    act="24afc2",
    wcag="1.4.12",
    level="AA",
    title=("Khoảng cách chữ giãn được", "Letters can be spaced out"),
    why=_WHY,
    wrong=("letter-spacing bị cố định dưới 0,12 em", "letter-spacing is fixed below 0.12 em"),
    help=_HELP,
    passes=('<p style="letter-spacing: 0.15em !important">Xin chào</p>',),
    fails=('<p style="letter-spacing: 0 !important">Xin chào</p>',),
)
def letter_spacing_is_free(page: Page) -> Iterator[Outcome]:
    yield from _check(page, "letter-spacing", 0.12)


@rule(
    "word-spacing-is-free",
    act="9e45ec",
    wcag="1.4.12",
    level="AA",
    title=("Khoảng cách từ giãn được", "Words can be spaced out"),
    why=_WHY,
    wrong=("word-spacing bị cố định dưới 0,16 em", "word-spacing is fixed below 0.16 em"),
    help=_HELP,
    passes=('<p style="word-spacing: 0.2em !important">Xin chào</p>',),
    fails=('<p style="word-spacing: 0 !important">Xin chào</p>',),
)
def word_spacing_is_free(page: Page) -> Iterator[Outcome]:
    yield from _check(page, "word-spacing", 0.16)


@rule(
    "line-height-is-free",
    act="78fd32",
    wcag="1.4.12",
    level="AA",
    title=("Khoảng cách dòng giãn được", "Lines can be spaced out"),
    why=_WHY,
    wrong=("line-height bị cố định dưới 1,5", "line-height is fixed below 1.5"),
    help=_HELP,
    passes=('<p style="line-height: 1.6 !important; max-width: 3em">Ủy ban nhân dân</p>',),
    fails=('<p style="line-height: 1.1 !important; max-width: 3em">Ủy ban nhân dân</p>',),
)
def line_height_is_free(page: Page) -> Iterator[Outcome]:
    yield from _check(page, "line-height", 1.5)
