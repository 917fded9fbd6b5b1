"""How easily the text is read: its size, the length of its lines, the room around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.check.page import Element, Text, once
from readable.check.rule import Outcome, failed, passed, rule
from readable.check.screen.flow import AS_IT_IS, Flow, Paragraph
from readable.check.styles import Style

if TYPE_CHECKING:
    from readable.check.page import Page

_PRESENTATION = "https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation"
# Fewer letters than a line are no text to be read.
_SOME_TEXT = 60
# WCAG 1.4.8.
_LONGEST_LINE = 80
_LEAST_LINE_HEIGHT = 1.5
# A line of 80 characters on average has some longer ones.
_LEEWAY = 1.06


@once
def _prose(page: Page) -> list[Paragraph]:
    """The paragraphs that are text to be read: more than a line, and neither code nor a menu."""
    return list(_find_prose(page))


def _find_prose(page: Page) -> Iterator[Paragraph]:
    other = page.within("nav pre code button table footer")
    for one in page.flow(AS_IT_IS).paragraphs:
        if re.fullmatch("h[1-6]", one.element.tag) or page.access.role(one.element) == "heading":
            continue
        if one.element.order in other:
            continue
        if sum(len(line.text) for line in one.lines) >= _SOME_TEXT:
            yield one


def _begin(paragraph: Paragraph) -> tuple[Text, str]:
    first = paragraph.lines[0].words
    return first[0].source, first[0].text


@rule(
    "text-is-not-justified",
    wcag="1.4.8",
    level="AAA",
    impact="moderate",
    source=_PRESENTATION,
    title=("Chữ không căn đều hai bên", "Text is not justified"),
    why=(
        "Căn đều kéo giãn khoảng trắng thành những dòng sông trắng mà mắt lạc vào.",
        "Justified lines stretch their spaces to rivers of white in which eyes get lost.",
    ),
    wrong=("Đoạn văn được căn đều hai bên", "The paragraph is justified"),
    help=("Dùng text-align: start.", "Use text-align: start."),
    passes=("<p>Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>",),
    fails=(
        '<p style="text-align:justify;width:20em">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    needs="screen",
)
def text_is_not_justified(page: Page) -> Iterator[Outcome]:
    for one in _prose(page):
        justified = page.styles.of(one.element).get("text-align", "start") == "justify"
        # A paragraph of one line has no space to stretch.
        if justified and len(one.lines) > 1:
            yield failed(one.element, is_own=page.styles.is_own(one.element, "text-align"))
        else:
            yield passed(one.element)


@rule(
    "lines-are-short-enough",
    wcag="1.4.8",
    level="AAA",
    impact="moderate",
    source=_PRESENTATION,
    title=("Dòng không dài quá 80 chữ", "Lines have at most 80 characters"),
    why=(
        "Từ cuối một dòng dài, mắt không tìm lại được đầu dòng sau.",
        "From the end of a long line eyes do not find the beginning of the next.",
    ),
    wrong=(
        "Dòng dài {characters} chữ (nên dưới {most}) khi cửa sổ rộng 1280 px",
        "Lines of {characters} characters (at most {most}) in a window of 1280 px",
    ),
    help=("Đặt max-width khoảng 35em cho bài.", "Give the article a max-width of about 35em."),
    passes=(
        '<p style="font-family:Noto Sans;max-width:35em">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    fails=(
        '<p style="font-family:Noto Sans;width:1200px">'
        + "Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình. " * 6
        + "</p>",
    ),
    needs="screen",
)
def lines_are_short_enough(page: Page) -> Iterator[Outcome]:
    for one in _prose(page):
        full = [len(line.text) for line in one.lines if not line.ends]
        if not full or not one.box.is_sure or not _has_width(page, one.element):
            continue
        characters = sum(full) / len(full)
        if characters <= _LONGEST_LINE * _LEEWAY:
            yield passed(one.element)
        else:
            yield failed(
                one.element,
                characters=round(characters),
                most=_LONGEST_LINE,
                measured={"characters": round(characters)},
            )


@rule(
    "lines-have-room",
    wcag="1.4.8",
    level="AAA",
    impact="moderate",
    source=_PRESENTATION,
    title=("Dòng cách nhau ít nhất 1,5", "Lines are at least 1.5 apart"),
    why=(
        "Chữ Việt có dấu trên và dưới: dòng sát nhau thì rối mắt.",
        "Vietnamese has marks above and below: close lines become a tangle.",
    ),
    wrong=(
        "line-height là {height} (nên từ {least})",
        "The line-height is {height} (at least {least})",
    ),
    help=("Đặt line-height: 1.6.", "Set line-height: 1.6."),
    passes=(
        '<p style="line-height:1.6;width:20em">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    fails=(
        '<p style="line-height:1.2;width:20em">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    needs="screen",
)
def lines_have_room(page: Page) -> Iterator[Outcome]:
    for one in _prose(page):
        if len(one.lines) < 2:
            continue
        style = page.styles.of(one.element)
        size = one.run.size_px
        height = style.line_height
        if height is None:
            # What the browser takes from the font; said of those that are here.
            if not one.run.is_known:
                continue
            height = one.lines[0].height_px
        if height / size >= _LEAST_LINE_HEIGHT - 0.005:
            yield passed(one.element)
        else:
            yield failed(
                one.element,
                height=f"{height / size:.2f}",
                least="1.5",
                measured={"line_height": round(height / size, 3)},
                is_own=page.styles.is_own(one.element, "line-height")
                and style.get("line-height").replace(".", "").isdigit(),
            )


@rule(
    "paragraphs-have-room",
    wcag="1.4.8",
    level="AAA",
    impact="moderate",
    source=_PRESENTATION,
    title=("Các đoạn cách nhau", "Paragraphs are apart"),
    why=(
        "Không có khoảng trống thì không thấy đoạn mới bắt đầu ở đâu.",
        "Without a gap nobody sees where a paragraph begins.",
    ),
    wrong=(
        "Đoạn cách đoạn {gap} px; từ dòng cuối tới dòng đầu nên gấp 1,5 lần cách dòng",
        "Paragraphs are {gap} px apart; from last line to first it should be 1.5 times the line spacing",
    ),
    help=(
        "Đặt margin dưới đoạn văn ít nhất 0,75em.",
        "Set a margin of at least 0.75em below paragraphs.",
    ),
    passes=(
        "<p>"
        + "Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình. " * 3
        + "</p><p>"
        + "Hội nghị bế mạc. " * 6
        + "</p>",
    ),
    fails=(
        "<style>p{margin:0}</style><p>"
        + "Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình. " * 3
        + "</p><p>"
        + "Hội nghị bế mạc. " * 6
        + "</p>",
    ),
    needs="screen",
)
def paragraphs_have_room(page: Page) -> Iterator[Outcome]:
    flow = page.flow(AS_IT_IS)
    for one in _prose(page):
        if one.element.tag != "p" or len(flow.paragraphs_of(one.element)) != 1:
            continue
        gaps = [
            gap
            for gap in (_gap(flow, one.element, "bottom"), _gap(flow, one.element, "top"))
            if gap is not None
        ]
        if not gaps:
            if _takes_room_away(flow, one.element) and len(one.lines) > 1:
                yield failed(one.element, gap="0", measured={"gap_px": 0.0})
            continue
        height = one.lines[0].height_px
        # 1.5 times the line spacing, from baseline to baseline: half a line more.
        if min(gaps) >= 0.5 * height - 0.5:
            yield passed(one.element)
        else:
            yield failed(
                one.element, gap=f"{min(gaps):.0f}", measured={"gap_px": round(min(gaps), 1)}
            )


def _takes_room_away(flow: Flow, element: Element) -> bool:
    """Whether a page takes the margins of its paragraphs away and gives no other room.

    Said of a paragraph without another one beside it: what is above and below it may keep a
    distance that only the browser gave it.
    """
    neighbours = [one for one in (element.previous, element.next) if one is not None]
    if not neighbours or any(flow.styles.of(one).is_inline for one in neighbours):
        return False
    parent = element.parent
    if parent is not None and flow.styles.of(parent).display not in (
        "block",
        "list-item",
        "flow-root",
    ):
        return False
    for one, sides in (
        (element, ("top", "bottom")),
        *((one, ("top", "bottom")) for one in neighbours),
    ):
        style = flow.styles.of(one)
        for side in sides:
            if flow.edges(style, side, 0.0) or (
                _is_author(style, f"margin-{side}") and flow.px(style, f"margin-{side}", 0.0)
            ):
                return False
    style = flow.styles.of(element)
    return all(_is_author(style, f"margin-{side}") for side in ("top", "bottom"))


def _is_author(style: Style, name: str) -> bool:
    source = style.sources.get(name)
    return source is not None and source.author


def _gap(flow: Flow, element: Element, side: str) -> float | None:
    """The empty room between a paragraph and its neighbour on one side."""
    neighbour = element.next if side == "bottom" else element.previous
    while neighbour is not None and not flow.page.access.is_rendered(neighbour):
        neighbour = neighbour.next if side == "bottom" else neighbour.previous
    # A heading belongs to what follows, a picture to what it shows: they keep other distances.
    if neighbour is None or neighbour.tag not in ("p", "div") or not flow.paragraphs_of(neighbour):
        return None
    style, its = flow.styles.of(element), flow.styles.of(neighbour)
    other = "top" if side == "bottom" else "bottom"
    margin = max(
        flow.px(style, f"margin-{side}", 0.0) or 0.0, flow.px(its, f"margin-{other}", 0.0) or 0.0
    )
    return margin + flow.edges(style, side, 0.0) + flow.edges(its, other, 0.0)


def _has_width(page: Page, element: Element) -> bool:
    """Whether the page itself decides how wide a text is: a fragment leaves it to the page around."""
    if page.is_document:
        return True
    bounds = ("width", "max-width", "padding-left", "margin-left")
    return any(
        page.styles.of(one).get(name, "auto") not in ("auto", "none", "0", "")
        for one in element.family
        for name in bounds
        if one.tag not in ("body", "html")
    )


# Body text below 12 px is smaller than the 9 pt of a printed newspaper.
_SMALLEST_PX = 12.0


@rule(
    "text-is-large-enough",
    wcag="1.4.8",
    level="AAA",
    impact="serious",
    source="https://www.w3.org/TR/low-vision-needs/",
    title=("Chữ không quá nhỏ", "Text is not too small"),
    why=(
        "Chữ dưới 12 px bắt mọi người lớn tuổi phải phóng to trước khi đọc.",
        "Below 12 px every elder has to enlarge the page before reading.",
    ),
    wrong=("Chữ bài cao {size} px (ít nhất {least})", "The text is {size} px (at least {least})"),
    help=("Đặt cỡ chữ bài từ 1rem (16 px) trở lên.", "Set the text at 1rem (16 px) or more."),
    passes=("<p>Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>",),
    fails=(
        '<p style="font-size:10px">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    needs="screen",
)
def text_is_large_enough(page: Page) -> Iterator[Outcome]:
    for one in _prose(page):
        size = one.run.size_px
        if size >= _SMALLEST_PX - 0.01:
            yield passed(one.element)
        else:
            yield failed(
                one.element,
                size=f"{size:g}",
                least=f"{_SMALLEST_PX:g}",
                measured={"size_px": round(size, 2)},
                is_own=page.styles.is_own(one.element, "font-size"),
            )


_FIXED_UNITS = ("px", "pt", "cm", "mm", "in", "pc")


@rule(
    "text-size-can-grow",
    wcag="1.4.4",
    level="AA",
    impact="moderate",
    source="https://www.w3.org/WAI/WCAG22/Techniques/css/C14",
    title=("Cỡ chữ lớn theo trang", "Text grows with the page"),
    why=(
        "Nút “Tăng cỡ chữ” của cổng tin đổi cỡ chữ của trang: chữ đặt bằng px ở dưới thì đứng yên.",
        "A portal's “larger text” changes the page's size: what is in px below it stays as it is.",
    ),
    wrong=(
        "Cỡ chữ của bài đặt bằng đơn vị cố định ({size})",
        "The article's text has a size in fixed units ({size})",
    ),
    help=("Dùng rem, em hoặc %.", "Use rem, em or %."),
    passes=(
        '<p style="font-size:1.1rem">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    fails=(
        '<p style="font-size:14px">Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến.</p>',
    ),
    needs="screen",
)
def text_size_can_grow(page: Page) -> Iterator[Outcome]:
    said: set[int] = set()
    for one in _prose(page):
        element, written = _fixed_size(page, one.element)
        if element is None:
            yield passed(one.element)
        elif element.order not in said:
            said.add(element.order)
            is_own = page.styles.is_own(element, "font-size")
            yield failed(element, size=written, kind="warning", is_own=is_own)


def _fixed_size(page: Page, element: Element) -> tuple[Element | None, str]:
    """The element below the page's own that fixes the size of a text, and how."""
    for one in element.family:
        if one.tag in ("body", "html"):
            break
        written = page.styles.of(one).font_size
        if written:
            number = written.lower()
            return (one, written) if number.endswith(_FIXED_UNITS) else (None, "")
    return None, ""
