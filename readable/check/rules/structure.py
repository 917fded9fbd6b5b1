"""Structure: what looks like a heading or a paragraph is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from readable.check.page import Element, Text
from readable.check.rule import Outcome, failed, passed, rule
from readable.check.screen.flow import AS_IT_IS, Line, Paragraph
from readable.check.styles import Style
from readable.dates import is_place_and_day

if TYPE_CHECKING:
    from readable.check.page import Page


def _level(page: Page, element: Element) -> int:
    written = element.get("aria-level").strip()
    if written.isdigit():
        return int(written[:2])
    return int(element.tag[1]) if re.fullmatch("h[1-6]", element.tag) else 2


@rule(
    "headings-skip-no-level",
    wcag="1.3.1 2.4.6",
    level="AA",
    impact="moderate",
    source="https://www.w3.org/WAI/tutorials/page-structure/headings/",
    title=("Tiêu đề không nhảy bậc", "Headings skip no level"),
    why=(
        "Người nghe lần theo bậc tiêu đề; nhảy bậc như thể mất một phần.",
        "Listeners go by the levels of headings; a skipped one seems a part that is lost.",
    ),
    wrong=(
        "Tiêu đề bậc {level} đứng sau bậc {before}",
        "A heading of level {level} follows one of level {before}",
    ),
    help=("Dùng bậc {right}.", "Use level {right}."),
    passes=("<h1>Tin</h1><h2>Trong tỉnh</h2>",),
    fails=("<h1>Tin</h1><h4>Trong tỉnh</h4>",),
)
def headings_skip_no_level(page: Page) -> Iterator[Outcome]:
    before = 0
    for element in page.elements:
        if page.access.role(element) != "heading" or not page.access.in_tree(element):
            continue
        level = _level(page, element)
        if before and level > before + 1:
            yield failed(element, level=level, before=before, right=before + 1)
        else:
            yield passed(element)
        before = level


@rule(
    "paragraphs-are-paragraphs",
    wcag="1.3.1",
    source="https://www.w3.org/WAI/WCAG22/Techniques/html/H48",
    impact="moderate",
    title=("Đoạn văn là thẻ p", "Paragraphs are paragraphs"),
    why=(
        "<br><br> trông như hai đoạn nhưng máy chỉ thấy một: không nhảy đoạn được, không giãn đoạn được.",
        "<br><br> looks like two paragraphs and is one: it can be neither skipped nor spaced.",
    ),
    wrong=("{count} chỗ ngắt đoạn bằng <br><br>", "{count} paragraph break(s) made with <br><br>"),
    help=("Đặt mỗi đoạn trong một thẻ p.", "Put each paragraph into a p."),
    passes=("<p>Đoạn một.</p><p>Đoạn hai.</p>", "<p>12 Hùng Vương<br>Bắc Kạn</p>"),
    fails=("<p>Đoạn một.<br><br>Đoạn hai.</p>",),
)
def paragraphs_are_paragraphs(page: Page) -> Iterator[Outcome]:
    holders = {
        around.order
        for one in page.find("br")
        for around in (one.parent, one.parent and one.parent.parent)
        if around is not None
    }
    for element in page.elements:
        if (
            element.order not in holders
            or not page.access.is_visible(element)
            or element.tag in ("pre", "code")
        ):
            continue
        shown = list(_shown(element))
        if not any(map(_is_break, shown)):
            continue
        breaks = [
            first
            for before, first, after in _double_breaks(shown)
            # Between blocks it is room and no border.
            if not (_is_block(page, before) and _is_block(page, after))
        ]
        if breaks:
            yield failed(breaks[0], count=len(breaks))
        else:
            yield passed(element)


def _double_breaks(
    shown: list[Element | Text],
) -> Iterator[tuple[Element | Text, Element, Element | Text]]:
    """What stands before two line breaks or more, the first of these, and what stands after."""
    groups = [list(group) for _, group in groupby(shown, _is_break)]
    for before, group, after in zip(groups, groups[1:], groups[2:], strict=False):
        first = group[0]
        if len(group) > 1 and isinstance(first, Element) and _is_break(first):
            yield before[-1], first, after[0]


def _is_break(one: Element | Text) -> bool:
    return isinstance(one, Element) and one.tag == "br"


def _shown(element: Element) -> Iterator[Element | Text]:
    """What stands in an element, with line breaks that are wrapped in another one of their own."""
    for one in element.children:
        if isinstance(one, Text):
            if one.data.strip():
                yield one
        elif one.elements and all(
            inside.tag == "br" if isinstance(inside, Element) else not inside.data.strip()
            for inside in one.children
        ):
            yield from one.elements
        else:
            yield one


def _is_block(page: Page, one: Element | Text) -> bool:
    return isinstance(one, Element) and not page.styles.of(one).is_inline


_LONGEST_HEADING = 120
# A line so much larger than the text below is a heading to the eye, bold or not.
_HEADING_GROWTH = 1.3
_ENDS_LIKE_TEXT = re.compile(r"[.!?;:,…)\]”\"]\s*$")


@rule(
    "headings-are-headings",
    wcag="1.3.1 2.4.6",
    impact="moderate",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F2",
    title=("Cái trông như tiêu đề là tiêu đề", "What looks like a heading is one"),
    why=(
        "Dòng chữ to đậm dẫn mắt; không có thẻ h thì không dẫn được ai khác.",
        "A large bold line guides eyes; without an h element it guides nobody else.",
    ),
    wrong=(
        "Đoạn đậm “{shown}” trông như tiêu đề",
        "The bold paragraph “{shown}” looks like a heading",
    ),
    help=("Đổi nó thành h2 hoặc h3.", "Make it an h2 or h3."),
    passes=("<h2>Khen thưởng</h2><p>Hội nghị đã trao bằng khen.</p>", "<p><b>Ngọc Tú</b></p>"),
    fails=(
        "<p><b>Công tác khen thưởng năm qua</b></p><p>"
        + "Hội nghị đã trao bằng khen cho các tập thể. " * 3
        + "</p>",
    ),
    needs="screen",
)
def headings_are_headings(page: Page) -> Iterator[Outcome]:
    flow = page.flow(AS_IT_IS)
    for one in flow.paragraphs:
        element = one.element
        if element.tag not in _HOLDERS or len(flow.paragraphs_of(element)) != 1:
            continue
        if element.order in page.within(_ELSEWHERE):
            continue
        if element.elements and any(
            inside.tag in ("a", "button", "img") for inside in element.descendants()
        ):
            continue
        lines, below = _first_lines(page, one)
        if len(lines) > 3:
            continue
        text = " ".join(line.text for line in lines)
        words = text.split()
        if not len(words) >= 3 or len(text) > _LONGEST_HEADING or _ENDS_LIKE_TEXT.search(text):
            continue
        styles = _styles(page, lines)
        is_bold = all(style.is_bold for style in styles)
        size_px = min(style.font_px for style in styles)
        if page.access.role(element) == "heading" or any(
            page.access.role(around) == "heading" for around in element.ancestors
        ):
            continue
        if not below:
            following = _next_text(page, element)
            if following is None or following.element.tag not in _HOLDERS:
                continue
            below = following.lines
        sizes = _styles(page, below)
        is_plain = not any(style.is_bold for style in sizes) and sum(
            len(line.text) for line in below
        ) > len(text)
        body_px = max(style.font_px for style in sizes)
        if not is_bold and size_px < _HEADING_GROWTH * body_px:
            continue
        if not is_plain or _is_name(words) or _is_signature(page, element, text):
            continue
        yield failed(element, shown=text[:60])


# What stands here and is bold is no heading of the article.
_ELSEWHERE = "table figure nav header footer a button li blockquote form label details"
_HOLDERS = ("p", "div", "center", "section", "article", "main")


def _first_lines(page: Page, paragraph: Paragraph) -> tuple[list[Line], list[Line]]:
    """The bold lines before a forced break that begin a paragraph, and the plain ones below.

    All lines and none where it does not begin so.
    """
    lines = paragraph.lines
    end = next((index for index, line in enumerate(lines, 1) if line.ends), len(lines))

    if (
        end < len(lines)
        and all(style.is_bold for style in _styles(page, lines[:end]))
        and not any(style.is_bold for style in _styles(page, lines[end:]))
    ):
        return lines[:end], lines[end:]
    return lines, []


def _styles(page: Page, lines: list[Line]) -> list[Style]:
    """The styles of the texts in lines, each once."""
    parents = {id(item.source): item.source.parent for line in lines for item in line.items}
    return [page.styles.of(one) for one in parents.values()]


def _next_text(page: Page, element: Element) -> Paragraph | None:
    flow = page.flow(AS_IT_IS)
    one = element.next
    while one is not None and not page.access.is_rendered(one):
        one = one.next
    if one is None:
        return None
    found = flow.paragraphs_of(one)
    return found[0] if found else None


# What stands below the names that end an article: where it is from, a note.
_LONGEST_FOOT = 160
_BETWEEN_NAMES = re.compile(r"\s*[–—,;&]\s*|\s+(?:-|và)\s+")


def _is_signature(page: Page, element: Element, text: str) -> bool:
    """Whether it is what stands at the right, a day with its place, or the names at the end."""
    if page.styles.of(element).get("text-align") in ("right", "end") or is_place_and_day(text):
        return True
    names = [name.split() for name in _BETWEEN_NAMES.split(text)]
    if not all(len(words) >= 2 and _is_name(words) for words in names):
        return False
    below = 0
    one = element.next
    while one is not None and below <= _LONGEST_FOOT:
        below += len(one.text_content.strip())
        one = one.next
    return below <= _LONGEST_FOOT


def _is_name(words: list[str]) -> bool:
    """Whether it may be the name of an author: each word with a capital, and few of them."""
    return (
        len(words) <= 4
        and all(word[:1].isupper() for word in words)
        and not all(word.isupper() for word in words)
    )
