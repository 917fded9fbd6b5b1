"""Text on the screen: marks cut off, lines that touch, fonts that change inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from readable.check.crops import Crop, words_around, words_at_start
from readable.check.lengths import to_px
from readable.check.page import Element, once
from readable.check.rule import Outcome, cannot_tell, failed, passed, rule
from readable.check.rules.letters import drawn_texts
from readable.check.screen.flow import (
    AS_IT_IS,
    ENLARGED,
    LARGER_TEXT,
    PHONE,
    SPACED,
    Condition,
    Flow,
    Line,
    Paragraph,
)
from readable.check.screen.ink import Touch, bottom_px, find_touch, top_px
from readable.linebreak import split_grapheme_clusters

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.screen.fonts import Font
    from readable.check.styles import Style

_RENDERING = "https://www.w3.org/WAI/WCAG22/Understanding/resize-text"


@rule(
    "lines-do-not-touch",
    wcag="1.4.8 1.4.12",
    level="AA",
    impact="serious",
    source="https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation",
    title=("Các dòng không chạm nhau", "Lines do not touch"),
    why=(
        "Dấu của dòng dưới chạm chân chữ dòng trên: Ộ đọc thành Ô, ạ thành a.",
        "Where a mark runs into the line above, Ộ is read as Ô and ạ as a.",
    ),
    wrong=(
        "“{upper}” chạm “{lower}” ở dòng dưới ({condition}): cách dòng {height} px cho chữ {size} px",
        "“{upper}” touches “{lower}” in the line below ({condition}): lines of {height} px for text of {size} px",
    ),
    help=("Đặt line-height ít nhất {least}.", "Set a line-height of at least {least}."),
    passes=('<p style="font:18px/1.6 Noto Sans;width:8em">Ủy ban nhân dân tỉnh</p>',),
    fails=(
        '<p style="font:18px/.8 Noto Sans;width:8em">Ủy ban nhân dân tỉnh Bắc Kạn tổ chức hội nghị gặp mặt quý đại biểu Ấ Ổ</p>',
    ),
    needs="screen",
)
def lines_do_not_touch(page: Page) -> Iterator[Outcome]:
    said: set[int] = set()
    for condition in (AS_IT_IS, PHONE):
        flow = page.flow(condition)
        for paragraph in flow.paragraphs:
            element = paragraph.element
            if element.order in said or (not paragraph.box.is_sure and condition is not AS_IT_IS):
                continue
            found = _first_touch(paragraph)
            if found is None:
                if condition is AS_IT_IS:
                    yield passed(element)
                continue
            touch, line, following = found
            said.add(element.order)
            known = touch.upper.font.is_known and touch.lower.font.is_known
            size = touch.lower.size_px
            height = flow.measure.line_height(flow.styles.of(element)) or line.height_px
            distance = line.below_px + following.above_px
            near = words_around(line.words, touch.upper, 3 * size)
            under = words_around(following.words, touch.lower, 3 * size)
            crops = tuple(
                Crop(((near, 0.0), (under, apart)))
                for apart in (distance, distance + (touch.overlap_em + 0.15) * size)
            )
            yield failed(
                text=touch.upper.source,
                part=touch.upper.text,
                kind="failed" if known else "warning",
                upper=touch.upper.text,
                lower=touch.lower.text,
                condition=condition.name,
                height=f"{height:.0f}",
                size=f"{size:.0f}",
                least=f"{height / size + touch.overlap_em + 0.05:.1f}",
                measured={
                    "overlap_em": round(touch.overlap_em, 3),
                    "line_height": round(height / size, 2),
                    "at": condition.name,
                },
                crops=crops,
            )


def _first_touch(paragraph: Paragraph) -> tuple[Touch, Line, Line] | None:
    """The first place where two lines touch, and these."""
    most = sum(paragraph.run.ink_px) if len(paragraph.lines) > 1 else 0.0
    for upper, lower in pairwise(paragraph.lines):
        if most > upper.below_px + lower.above_px:
            touch = find_touch(upper, lower)
            if touch is not None:
                return touch, upper, lower
    return None


_CUTS = frozenset(("hidden", "clip"))


def _cuts(flow: Flow, element: Element) -> bool:
    """Whether an element cuts off what goes beyond its upper or lower edge."""
    style = flow.styles.of(element)
    return not style.is_inline and (
        style.get("overflow-y", "visible") in _CUTS or _contains_paint(style)
    )


def _contains_paint(style: Style) -> bool:
    """CSS Containment: whether what goes beyond the box is not painted."""
    return not {"paint", "strict", "content"}.isdisjoint(style.get("contain").split())


def _room(flow: Flow, paragraph: Paragraph, side: str) -> tuple[Element, float] | None:
    """The element that would cut a paragraph's first or last line, and the room before it does."""
    room = 0.0
    element = paragraph.element
    while True:
        style = flow.styles.of(element)
        padding = flow.px(style, f"padding-{side}", flow.box(element).width_px) or 0.0
        room += padding
        if _cuts(flow, element):
            if side == "bottom" and (
                style.get("height", "auto") not in ("auto", "")
                or style.get("max-height", "none") not in ("none", "")
            ):
                return None
            return element, room
        parent = element.parent
        if parent is None or parent.tag in ("body", "html"):
            return None
        row = [
            one
            for one in parent.elements
            if flow.page.access.is_rendered(one) and not flow.styles.of(one).is_inline
        ]
        if not row or row[0 if side == "top" else -1] is not element or flow.paragraphs_of(parent):
            return None
        if flow.styles.of(parent).display not in (
            "block",
            "list-item",
            "flow-root",
            "inline-block",
            "table-cell",
        ):
            return None
        room += flow.edges(style, side, 0.0) - padding
        margin = flow.px(style, f"margin-{side}", flow.box(element).width_px) or 0.0
        # A margin at the edge goes through a parent that cuts nothing and holds it.
        room += margin
        element = parent


# A cut of so little is the grey edge of a letter.
_LEAST_CUT_EM = 0.03


@rule(
    "marks-are-not-cut",
    wcag="1.4.4",
    level="AA",
    impact="critical",
    source=_RENDERING,
    title=("Dấu chữ không bị hộp cắt mất", "No mark is cut off by its box"),
    why=(
        "Hộp overflow: hidden cắt dấu trên cùng: ẾẪỘ hiện thành ÊÂỘ, nghĩa đổi.",
        "A box with overflow: hidden cuts the topmost mark: ẾẪỘ shows as ÊÂỘ, another word.",
    ),
    wrong=(
        "Hộp cắt {cut} px mực của “{word}” ở cạnh {side_vi} ({condition})",
        "The box cuts {cut} px of ink off “{word}” at its {side} ({condition})",
    ),
    help=(
        "Bỏ overflow: hidden, hoặc tăng line-height hay padding.",
        "Take overflow: hidden away, or give more line-height or padding.",
    ),
    passes=('<h1 style="font:32px/1.6 Noto Sans;overflow:hidden">ẾẪỔ</h1>',),
    fails=('<h1 style="font:32px/1 Noto Sans;overflow:hidden">ẾẪỔ</h1>',),
    needs="screen",
)
def marks_are_not_cut(page: Page) -> Iterator[Outcome]:
    if not _may_cut(page):
        return
    said: set[int] = set()
    for condition in (AS_IT_IS, PHONE):
        flow = page.flow(condition)
        for paragraph in flow.paragraphs:
            if paragraph.element.order in said:
                continue
            for side, side_vi in (("top", "trên"), ("bottom", "dưới")):
                room = _room(flow, paragraph, side)
                if room is None:
                    continue
                line = paragraph.lines[0 if side == "top" else -1]
                given = line.above_px if side == "top" else line.below_px
                reach = top_px if side == "top" else bottom_px
                word = max(line.words, key=reach)
                cut = reach(word) - given - room[1]
                if cut <= max(0.5, _LEAST_CUT_EM * word.size_px):
                    yield passed(paragraph.element)
                    continue
                if paragraph.element.order in said:
                    continue
                said.add(paragraph.element.order)
                near = words_around(line.words, word, 3 * word.size_px)
                edges = (given + room[1], None) if side == "top" else (None, given + room[1])
                yield failed(
                    crops=(Crop(((near, 0.0),), *edges), Crop(((near, 0.0),))),
                    text=word.source,
                    part=word.text,
                    kind="cantTell"
                    if flow.is_turned(paragraph.element)
                    else "failed"
                    if word.font.is_known
                    else "warning",
                    word=word.text,
                    side=side,
                    side_vi=side_vi,
                    condition=condition.name,
                    cut=f"{cut:.1f}",
                    measured={"cut_em": round(cut / word.size_px, 3), "at": condition.name},
                )


class Clip(NamedTuple):
    """A box of fixed height or width that cuts its text: how large it is, and how much it holds."""

    element: Element
    room_px: float
    held_px: float
    inner: list[Paragraph]
    """The texts in it."""
    at_right: bool

    @property
    def is_sure(self) -> bool:
        return all(one.box.is_sure for one in self.inner)

    def crops(self, flow: Flow) -> tuple[Crop, ...]:
        """The text where the edge cuts it, and whole; of a box that holds its text itself."""
        if len(self.inner) != 1 or self.inner[0].element is not self.element:
            return ()
        lines, size = self.inner[0].lines, self.inner[0].run.size_px
        if self.at_right:
            edge = self.room_px + flow.edges(flow.styles.of(self.element), "right", 0.0)
            line = max(lines, key=lambda one: one.width_px)
            word = next((one for one in line.words if one.x_px + one.width_px > edge), None)
            if word is None:
                return ()
            whole = Crop(((words_around(line.words, word, 4 * size), 0.0),))
            return whole._replace(cut_right_px=edge), whole
        ends = list(accumulate(line.height_px for line in lines))
        cut = next((at for at, end in enumerate(ends) if end > self.room_px), 0)
        start = max(0, cut - 1)
        shown = lines[start : cut + 2]
        baselines = [end - line.below_px for end, line in zip(ends[start:], shown, strict=False)]
        whole = Crop(
            tuple(
                (words_at_start(line.words, size), baseline - baselines[0])
                for line, baseline in zip(shown, baselines, strict=True)
            )
        )
        return whole._replace(cut_below_px=self.room_px - baselines[-1]), whole


def _clipped(flow: Flow) -> Iterator[Clip]:
    """What boxes of fixed height or width cut of their text."""
    for element, inner in _within(flow).items():
        style = flow.styles.of(element)
        if style.get("-webkit-line-clamp", "none") not in ("none", ""):
            continue
        if _cuts(flow, element):
            room = _fixed_height(flow, element)
            held = flow.height(element) if room is not None else None
            if room is not None and held is not None and held > room + max(2.0, 0.1 * _size(inner)):
                yield Clip(element, room, held, inner, at_right=False)
                continue
        if (style.get("overflow-x", "visible") in _CUTS or _contains_paint(style)) and style.get(
            "text-overflow", "clip"
        ) != "ellipsis":
            box = flow.box(element)
            widest = max(
                line.width_px + one.box.left_px - box.left_px for one in inner for line in one.lines
            )
            if widest > box.width_px + flow.edges(style, "right", 0.0) + 2.0:
                yield Clip(element, box.width_px, widest, inner, at_right=True)


def _within(flow: Flow) -> dict[Element, list[Paragraph]]:
    """The boxes that cut what is too much, and the paragraphs in each."""
    found: dict[Element, list[Paragraph]] = {}
    for paragraph in flow.paragraphs:
        for one in paragraph.element.family:
            if _cuts_any(flow, one):
                found.setdefault(one, []).append(paragraph)
    return found


def _cuts_any(flow: Flow, element: Element) -> bool:
    style = flow.styles.of(element)
    if style.is_inline or element.tag in ("body", "html"):
        return False
    return (
        style.get("overflow-y", "visible") in _CUTS
        or style.get("overflow-x", "visible") in _CUTS
        or _contains_paint(style)
    )


def _size(paragraphs: list[Paragraph]) -> float:
    return max(one.run.size_px for one in paragraphs)


def _fixed_height(flow: Flow, element: Element) -> float | None:
    """The height that a box has whatever is in it, its padding within."""
    style = flow.styles.of(element)
    limits = [flow.px(style, name) for name in ("height", "max-height")]
    known = [one for one in limits if one is not None]
    if not known:
        return None
    padding = sum(flow.px(style, f"padding-{side}", 0.0) or 0.0 for side in ("top", "bottom"))
    least = min(known)
    if style.get("box-sizing") == "border-box":
        least -= padding
    # What overflows the content may still be seen over the padding below.
    return max(least, 0.0) + (flow.px(style, "padding-bottom", 0.0) or 0.0)


_CLIP_WRONG = (
    "Hộp cao hoặc rộng {room} px cắt chữ cần {held} px ({condition})",
    "A box of {room} px cuts text that needs {held} px ({condition})",
)
_CLIP_HELP = (
    "Bỏ chiều cao cố định, hoặc dùng min-height.",
    "Take the fixed height away, or use min-height.",
)


@once
def _may_cut(page: Page) -> bool:
    """Whether any box of the page cuts, or may in a narrower window."""
    narrow = page.flow(PHONE)
    return any(
        one.get("overflow-y", "visible") in _CUTS
        or one.get("overflow-x", "visible") in _CUTS
        or _contains_paint(one)
        for styles in {id(one): one for one in (page.styles, narrow.styles)}.values()
        for one in styles.distinct()
    )


def _report_clips(
    page: Page, conditions: tuple[Condition, ...], before: tuple[Condition, ...]
) -> Iterator[Outcome]:
    if not _may_cut(page):
        return
    known = {clip.element.order for one in before for clip in _clipped(page.flow(one))}
    said: set[int] = set()
    for condition in conditions:
        flow = page.flow(condition)
        for clip in _clipped(flow):
            element = clip.element
            if element.order in known or element.order in said:
                continue
            said.add(element.order)
            kind = failed if clip.is_sure else cannot_tell
            room, held = round(clip.room_px), round(clip.held_px)
            yield kind(
                element,
                crops=clip.crops(flow),
                room=room,
                held=held,
                condition=condition.name,
                measured={"room_px": room, "needed_px": held, "at": condition.name},
            )
    for element in _within(page.flow(AS_IT_IS)):
        if element.order not in said:
            yield passed(element)


@rule(
    "text-is-not-clipped",
    wcag="1.4.4",
    level="AA",
    impact="critical",
    source=_RENDERING,
    title=("Chữ không bị hộp che mất", "Text is not cut off by its box"),
    why=("Phần chữ bị cắt thì không ai đọc được.", "What is cut off nobody can read."),
    wrong=_CLIP_WRONG,
    help=_CLIP_HELP,
    passes=('<p style="font:18px/1.6 Noto Sans;overflow:hidden">Tin</p>',),
    fails=(
        '<p style="font:18px/1.6 Noto Sans;height:20px;width:6em;overflow:hidden">Ủy ban nhân dân tỉnh tổ chức hội nghị</p>',
    ),
    needs="screen",
)
def text_is_not_clipped(page: Page) -> Iterator[Outcome]:
    yield from _report_clips(page, (AS_IT_IS,), ())


@rule(
    "zoomed-text-is-not-clipped",
    wcag="1.4.4 1.4.10",
    level="AA",
    impact="critical",
    source="https://www.w3.org/WAI/standards-guidelines/act/rules/59br37/",
    title=("Phóng to chữ không bị che mất", "Enlarged text is not cut off"),
    why=("Đúng người cần chữ to thì mất chữ.", "It is taken from those who need it larger."),
    wrong=_CLIP_WRONG,
    help=_CLIP_HELP,
    passes=('<p style="font:18px/1.6 Noto Sans;overflow:hidden">Tin</p>',),
    fails=(
        '<p style="font:18px/1.6 Noto Sans;height:60px;max-width:40em;overflow:hidden">Nhân dịp kỷ niệm 75 năm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc, sáng 2/6</p>',
    ),
    needs="screen",
)
def zoomed_text_is_not_clipped(page: Page) -> Iterator[Outcome]:
    yield from _report_clips(page, (ENLARGED, PHONE, LARGER_TEXT), (AS_IT_IS,))


@rule(
    "spaced-text-is-not-clipped",
    wcag="1.4.12",
    level="AA",
    source="https://www.w3.org/WAI/WCAG22/Understanding/text-spacing",
    title=("Giãn chữ không bị che mất", "Spaced text is not cut off"),
    why=("Người đọc giãn chữ theo ý mình mà mất chữ.", "A reader spaces the text, and it is gone."),
    wrong=_CLIP_WRONG,
    help=_CLIP_HELP,
    passes=('<p style="font:18px/1.2 Noto Sans;overflow:hidden">Tin</p>',),
    fails=(
        '<p style="font:18px/1.2 Noto Sans;height:1.2em;overflow:hidden">Tin tức trong tỉnh</p>',
    ),
    needs="screen",
)
def spaced_text_is_not_clipped(page: Page) -> Iterator[Outcome]:
    yield from _report_clips(page, (SPACED,), (AS_IT_IS,))


# WCAG 1.4.10 excepts what needs two dimensions.
_WIDE = frozenset("table pre code svg math iframe video canvas img object embed".split())


@rule(
    "page-fits-320-px",
    wcag="1.4.10",
    level="AA",
    source="https://www.w3.org/WAI/WCAG22/Understanding/reflow",
    title=(
        "Trang vừa 320 px, không phải cuộn ngang",
        "The page fits 320 px without sideways scrolling",
    ),
    why=(
        "Phóng to 400 % thì mỗi dòng phải cuộn qua cuộn lại.",
        "At 400 % every line has to be scrolled there and back.",
    ),
    wrong=(
        "Chữ cần {needed} px, màn hình có {room} px",
        "The text needs {needed} px where the screen has {room} px",
    ),
    help=(
        "Dùng max-width thay cho width, và đơn vị tương đối.",
        "Use max-width in place of width, and relative units.",
    ),
    passes=(
        '<main style="max-width:1200px"><p>Tin tức</p></main>',
        '<div style="display:flex"><div style="width:600px">Tin tức</div></div>',
        '<p>Tin</p><img src="a.png" alt="Đại biểu" width="800">',
    ),
    fails=(
        '<main style="width:1200px"><p>Tin tức</p></main>',
        '<div style="display:grid;grid-template-columns:400px 1fr"><p>Tin tức</p></div>',
        '<div style="display:flex"><p style="flex:none;width:400px">Tin tức</p></div>',
        '<table role="presentation" width="980"><tr><td>Tin tức</table>',
    ),
    needs="screen",
)
def page_fits_320_px(page: Page) -> Iterator[Outcome]:
    flow = page.flow(PHONE)
    said: set[int] = set()
    may_be_wide: dict[int, bool] = {}
    fixed: dict[int, tuple[Element | None, float]] = {}
    for one in page.elements:
        parent = one.parent
        may_be_wide[one.order] = (parent is not None and may_be_wide[parent.order]) or (
            _is_excepted(page, one) or _scrolls(flow, one)
        )
        outer = fixed[parent.order] if parent is not None else (None, 0.0)
        fixed[one.order] = outer if outer[0] is not None else _fixed_wide(flow, one)
    for paragraph in flow.paragraphs:
        element = paragraph.element
        if may_be_wide[element.order]:
            continue
        if said and any(one.order in said for one in element.family):
            continue
        widest = max(line.width_px for line in paragraph.lines)
        culprit, right = fixed[element.order]
        breaks = flow.styles.of(element).get("overflow-wrap", "normal") in (
            "anywhere",
            "break-word",
        )
        reach = paragraph.box.left_px + (0.0 if breaks else widest)
        if right <= PHONE.width_px + 1 and reach <= PHONE.width_px + 1:
            yield passed(element)
            continue
        target = culprit if right > PHONE.width_px + 1 and culprit is not None else element
        if target.order in said:
            continue
        said.add(target.order)
        is_sure = flow.box(target).is_sure or right > PHONE.width_px + 1
        kind = failed if is_sure and not flow.is_turned(element) else cannot_tell
        needed = max(right if culprit is not None else 0.0, reach)
        yield kind(target, needed=f"{needed:.0f}", room=320, measured={"needed_px": round(needed)})


def _is_excepted(page: Page, element: Element) -> bool:
    """Whether what is in an element may be wide; a table of one row or column is for layout."""
    if element.tag != "table":
        return element.tag in _WIDE
    if page.access.role(element) == "none":
        return False
    rows = [one for one in element.descendants() if one.tag == "tr"]
    if any(one.tag in ("th", "caption") for one in element.descendants()):
        return True
    return len(rows) > 1 and max(len(row.elements) for row in rows) > 1


def _scrolls(flow: Flow, element: Element) -> bool:
    if element.tag in ("html", "body"):
        return False
    return flow.styles.of(element).get("overflow-x", "visible") in (
        "auto",
        "scroll",
        "hidden",
        "clip",
    )


def _fixed_wide(flow: Flow, element: Element) -> tuple[Element | None, float]:
    """A block that is fixed wider than the screen, and its right edge; None and 0 for another."""
    style = flow.styles.of(element)
    if style.is_inline or _WIDTHS.isdisjoint(style.values):
        return None, 0.0
    fixed = max(
        (
            px
            for name in _fixed_widths(flow, element)
            if not style.get(name).endswith("%") and (px := flow.px(style, name)) is not None
        ),
        default=0.0,
    )
    fixed = max(fixed, _tracks_px(flow, style))
    limit = flow.px(style, "max-width", PHONE.width_px)
    if limit is not None:
        fixed = min(fixed, limit)
    right = max(0.0, flow.box(element).left_px) + fixed if fixed else 0.0
    return (element, right) if right > PHONE.width_px + 1 else (None, 0.0)


_WIDTHS = frozenset("width min-width flex-basis grid-template-columns".split())


def _fixed_widths(flow: Flow, element: Element) -> tuple[str, ...]:
    """The properties that give an element a width which it does not lose where room is short."""
    parent = element.parent
    if parent is None or "flex" not in flow.styles.of(parent).display:
        return ("width", "min-width")
    if flow.styles.of(parent).get("flex-direction", "row").startswith("column"):
        return ("width", "min-width")
    if flow.styles.of(element).get("flex-shrink", "1") == "0":
        basis = flow.styles.of(element).get("flex-basis", "auto")
        return ("width" if basis in ("auto", "") else "flex-basis", "min-width")
    return ("min-width",)


def _tracks_px(flow: Flow, style: Style) -> float:
    """How wide the columns of a grid are that have a fixed width, together."""
    written = style.get("grid-template-columns", "none")
    if "grid" not in style.display or "auto-" in written or "var(" in written:
        return 0.0
    written = re.sub(
        r"repeat\(\s*(\d{1,3})\s*,([^()]*)\)", lambda one: f"{one[2]} " * int(one[1]), written
    )
    written = re.sub(
        r"minmax\(\s*([^,()]+),[^()]*\)", lambda one: one[1], re.sub(r"\[[^\]]*\]", " ", written)
    )
    parts = [to_px(one, style.font_px) for one in written.split() if not one.endswith("%")]
    return sum(one for one in parts if one is not None)


@rule(
    "word-is-drawn-by-one-font",
    wcag="1.4.8",
    level="AA",
    impact="serious",
    source="https://www.w3.org/TR/css-fonts-4/#font-matching-algorithm",
    title=("Một từ do một phông vẽ", "One font draws a word"),
    why=(
        "Phông thiếu chữ Việt: chữ có dấu lấy từ phông khác, to nhỏ lẫn lộn giữa một từ.",
        "The font lacks Vietnamese: marked letters come from another one, larger or bolder within a word.",
    ),
    wrong=(
        "“{word}”: {letters} lấy từ phông khác ngoài {font}",
        "“{word}”: {letters} comes from another font than {font}",
    ),
    help=(
        "Dùng phông có đủ chữ Việt, hoặc đủ unicode-range.",
        "Use a font with all of Vietnamese, or serve all its ranges.",
    ),
    passes=('<p style="font-family:Noto Sans">Tiếng Việt</p>',),
    needs="screen",
)
def word_is_drawn_by_one_font(page: Page) -> Iterator[Outcome]:
    for text, stack in drawn_texts(page):
        first = stack[0]
        if not first.is_known:
            continue
        found = None
        for word in text.data.split():
            if word.isascii() or first.draws(word):
                continue
            drawn = [
                (one, next((font.name for font in stack if font.draws(one)), ""))
                for one in split_grapheme_clusters(word)
                if one[0].isalpha()
            ]
            names = {name for _, name in drawn}
            others = [one for one, name in drawn if name != first.name]
            if len(names) > 1 and len(others) < len(drawn):
                found = word, others
                break
        if found is None:
            yield passed(text.parent)
        else:
            word, others = found
            yield failed(
                text=text,
                part=word,
                word=word[:40],
                letters=", ".join(dict.fromkeys(others)),
                font=first.name,
            )


@rule(
    "font-has-the-letters",
    wcag="1.4.8",
    level="AA",
    impact="moderate",
    source="https://www.w3.org/TR/css-fonts-4/#font-matching-algorithm",
    title=("Phông của trang có chữ Việt", "The page's font has the letters"),
    why=(
        "Phông của trang không có chữ này: chữ hiện ra là của phông khác, hoặc là ô vuông.",
        "The page's font lacks the letter: what shows is another font's, or a box.",
    ),
    wrong=("Phông {font} không có “{letter}”", "The font {font} has no “{letter}”"),
    help=(
        "Dùng phông có đủ chữ Việt: xem readable fonts check.",
        "Use a font with all of Vietnamese: see readable fonts check.",
    ),
    passes=('<p style="font-family:Noto Sans">Tiếng Việt</p>',),
    needs="screen",
)
def font_has_the_letters(page: Page) -> Iterator[Outcome]:
    said: set[tuple[str, int]] = set()
    lacking = {
        (id(stack), word): letter
        for stack, words in _words_by_stack(page)
        if all(font.is_known for font in stack)
        for word in words
        if (letter := _lacking(word, stack))
    }
    for text, stack in drawn_texts(page):
        if not all(font.is_known for font in stack):
            continue
        words = text.data.split() if lacking else []
        letter = next((lacking[id(stack), one] for one in words if (id(stack), one) in lacking), "")
        if not letter:
            yield passed(text.parent)
            continue
        block = page.flow(AS_IT_IS).measure.block_of(text.parent) or text.parent
        if (stack[0].name, block.order) not in said:
            said.add((stack[0].name, block.order))
            yield failed(text=text, part=letter, letter=letter, font=stack[0].name)


def _lacking(word: str, stack: tuple[Font, ...]) -> str:
    """The first letter of a word that no font draws; "" where there is none."""
    return next(
        (
            one
            for one in split_grapheme_clusters(word)
            if one[0].isalpha() and not any(font.draws(one) for font in stack)
        ),
        "",
    )


@rule(
    "marks-are-at-their-letters",
    wcag="1.4.8",
    level="AA",
    impact="serious",
    source="https://learn.microsoft.com/typography/opentype/spec/features_ko#mark",
    title=("Dấu nằm đúng trên chữ", "Marks stand at their letters"),
    why=(
        "Phông không biết đặt dấu: dấu rơi ra bên cạnh hoặc đè lên chữ.",
        "A font that cannot place marks lets them fall beside the letter or onto it.",
    ),
    wrong=(
        "Phông {font} đặt sai dấu của “{letter}” trong “{word}”",
        "The font {font} misplaces the marks of “{letter}” in “{word}”",
    ),
    help=(
        "Chuyển văn bản về NFC, hoặc dùng phông có GPOS.",
        "Convert the text to NFC, or use a font with GPOS.",
    ),
    passes=('<p style="font-family:Noto Sans">Ti\u0309nh</p>',),
    needs="screen",
)
def marks_are_at_their_letters(page: Page) -> Iterator[Outcome]:
    misplaced = {
        (id(stack), word): found
        for stack, words in _words_by_stack(page)
        for word in words
        if (found := _misplaced(word, stack)) is not None
    }
    for text, stack in drawn_texts(page):
        words = text.data.split() if misplaced else []
        word = next((one for one in words if (id(stack), one) in misplaced), None)
        if word is None:
            yield passed(text.parent)
        else:
            cluster, name = misplaced[id(stack), word]
            yield failed(text=text, part=word, word=word[:40], letter=cluster, font=name)


@once
def _words_by_stack(page: Page) -> list[tuple[tuple[Font, ...], list[str]]]:
    """The words with other letters than those of English, by the fonts that may draw them."""
    stacks: dict[int, tuple[Font, ...]] = {}
    found: dict[int, set[str]] = {}
    for text, stack in drawn_texts(page):
        stacks[id(stack)] = stack
        found.setdefault(id(stack), set()).update(text.data.split())
    return [
        (stacks[key], [one for one in words if not one.isascii()]) for key, words in found.items()
    ]


def _misplaced(word: str, stack: tuple[Font, ...]) -> tuple[str, str] | None:
    """The first letter of a word whose marks are not in place, and the name of its font."""
    for cluster in split_grapheme_clusters(word):
        if (
            cluster.isascii()
            or not cluster[0].isalpha()
            or not any(combining(one) for one in normalize("NFD", cluster))
        ):
            continue
        font = next((one for one in stack if one.draws(cluster)), None)
        if font is None or not font.is_known:
            continue
        if not font.places_marks(cluster):
            return cluster, font.name
    return None
