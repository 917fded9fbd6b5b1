"""Contrast of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

from readable.check.aria import inherits
from readable.check.backgrounds import Ground, Grounds, Shade
from readable.check.colours import TRANSPARENT, Colour, contrast, read_colour
from readable.check.page import Element, Text, once
from readable.check.rule import Outcome, cannot_tell, failed, passed, rule
from readable.check.styles import UNKNOWN, Style

if TYPE_CHECKING:
    from readable.check.page import Page

# WCAG 2.2: large text is 18 pt, or 14 pt and bold.
_LARGE_PX, _LARGE_BOLD_PX, _BOLD = 24.0, 14 * 4 / 3, 700
_WHY = (
    "Chữ nhạt mờ đi trước mắt người thị lực kém, dưới nắng, trên màn hình cũ.",
    "Pale text fades for weak eyes, in sunlight, on an old screen.",
)
_WRONG = (
    "Tương phản {ratio} : 1, cần {least} : 1 ({colour} trên {ground})",
    "Contrast {ratio}:1, {least}:1 is needed ({colour} on {ground})",
)
_HELP = (
    "Chọn màu chữ đậm hơn hoặc nền nhạt hơn.",
    "Choose a darker text or a lighter background, or the reverse.",
)
_WIDGETS = frozenset(
    "button checkbox combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio option progressbar "
    "radio scrollbar searchbox slider spinbutton switch tab textbox treeitem grid menu menubar radiogroup "
    "tablist tree treegrid".split()
)


class Pair(NamedTuple):
    """A text and what is seen of its colours."""

    text: Text
    colour: Colour
    ground: Ground
    is_large: bool

    def seen(self, shade: Shade) -> tuple[Colour, Colour]:
        """The text's colour on one shade of its background, and that shade, as a reader sees them."""
        return shade.seen(self.colour.over(shade.colour)), shade.seen(shade.colour)

    def ratio(self, shade: Shade) -> float:
        return contrast(*self.seen(shade))


@once
def pairs(page: Page) -> list[Pair]:
    """Every visible text in human language, but of what is switched off."""
    return list(_pairs(page))


def _pairs(page: Page) -> Iterator[Pair]:
    grounds = Grounds(page)
    exempt = _labels_of_disabled(page)
    may_be_off = not page.attribute_names.isdisjoint(("disabled", "aria-disabled"))
    off: dict[int, bool] = {}
    seen: dict[tuple[int, int], tuple[Colour, Ground, bool]] = {}
    for element in page.elements:
        style = page.styles.of(element)
        around = element.parent
        off[element.order] = may_be_off and (
            (around is not None and off[around.order]) or _is_off(page, element)
        )
        texts = [one for one in element.children if isinstance(one, Text) and one.data.strip()]
        if not texts or not element.is_html or not page.access.is_visible(element):
            continue
        if element.tag in ("option", "optgroup", "textarea", "title", "script", "style"):
            continue
        if element.order in exempt or off[element.order]:
            continue
        ground = grounds.behind(element)
        if "text" in (style.get("background-clip"), style.get("-webkit-background-clip")):
            continue
        texts = [one for one in texts if _is_language(page, one)]
        if not texts:
            continue
        key = (id(style), id(ground))
        if key not in seen:
            seen[key] = _seen(style, ground)
        for text in texts:
            yield Pair(text, *seen[key])


def _seen(style: Style, ground: Ground) -> tuple[Colour, Ground, bool]:
    """The colour of a text, what is behind it, and whether it is large."""
    written = style.get("-webkit-text-fill-color")
    fill = read_colour(written, style.color) if written else None
    under = _with_shadow(ground, style)
    if style.get("color") == UNKNOWN:
        under = under._replace(is_sure=False)
    size = style.font_px + 1e-6
    is_large = size >= (_LARGE_BOLD_PX if style.weight >= _BOLD else _LARGE_PX)
    return fill or style.color, under, is_large


def _is_language(page: Page, text: Text) -> bool:
    """Whether a text says something: two letters or digits, or one that is not a mere sign."""
    signs = _SIGNS.match(text.data)
    if signs is None:
        return False
    return signs[1] is not None or not any(
        one.get("aria-label").strip() for one in text.parent.family
    )


_SIGNS = re.compile(r"[\W_]*[^\W_](?:[\W_]*([^\W_]))?")


def _is_off(page: Page, element: Element) -> bool:
    """Whether it is a control, or a group of them, that is switched off."""
    role = page.access.role(element)
    is_control = role in _WIDGETS or inherits(role, "group")
    return is_control and page.access.is_disabled(element)


def _labels_of_disabled(page: Page) -> set[int]:
    """The elements that name a control which is switched off."""
    found: set[int] = set()
    for element in page.elements:
        is_control = element.tag in ("input", "select", "textarea", "button") or element.has("role")
        if not is_control or (page.access.role(element) not in _WIDGETS and element.tag != "input"):
            continue
        if not page.access.is_disabled(element):
            continue
        names = [page.by_id.get(one) for one in element.get("aria-labelledby").split()]
        for label in (*page.names.labels(element), *(one for one in names if one is not None)):
            found.update(one.order for one in (label, *label.descendants()))
    return found


def _with_shadow(ground: Ground, style: Style) -> Ground:
    """The background with the text's own shadow on it, as it is next to the letters."""
    shadows = _shadows(style)
    if not shadows:
        return ground
    sides = (
        {(x > 0) - (x < 0) for x, _, _, _ in shadows},
        {(y > 0) - (y < 0) for _, y, _, _ in shadows},
    )
    surrounds = any(x == 0 and y == 0 and blur > 0 for x, y, blur, _ in shadows) or (
        {-1, 1} <= sides[0] and {-1, 1} <= sides[1]
    )
    shades = [] if surrounds else list(ground.shades)
    for _, _, _, colour in shadows:
        for one in ground.shades:
            near = colour.over(one.colour)
            shades += [one._replace(colour=near), one._replace(colour=near.mixed(one.colour))]
    return Ground(tuple(shades), ground.is_sure, ground.is_varied)


def _shadows(style: Style) -> list[tuple[float, float, float, Colour]]:
    text = style.get("text-shadow", "none")
    if text in ("none", ""):
        return []
    found = []
    lengths: list[float] = []
    colour: Colour | None = None
    tokens: list[Any] = [*tinycss2.parse_component_value_list(text, skip_comments=True), None]
    for token in tokens:
        if token is None or (token.type == "literal" and token.value == ","):
            if len(lengths) >= 2:
                blur = lengths[2] if len(lengths) > 2 else 0.0
                found.append((lengths[0], lengths[1], blur, colour or style.color))
            lengths, colour = [], None
        elif token.type in ("dimension", "number"):
            lengths.append(float(token.value))
        elif token.type != "whitespace":
            colour = read_colour(token, style.color) or colour
    return found


def _best(pair: Pair) -> tuple[float, Shade]:
    """The highest contrast there is between a text and its background, and where."""
    found = [(pair.ratio(one), one) for one in pair.ground.shades]
    return max(found, key=lambda one: one[0])


def _check(page: Page, least: float, least_large: float) -> Iterator[Outcome]:
    # Said once for each element.
    said: set[int] = set()
    best: dict[tuple[Colour, int], tuple[float, Shade]] = {}
    for pair in pairs(page):
        element = pair.text.parent
        if element.order in said:
            continue
        # Grounds are kept by the pairs, so that their ids stay.
        key = (pair.colour, id(pair.ground))
        if key not in best:
            best[key] = _best(pair)
        ratio, shade = best[key]
        needed = least_large if pair.is_large else least
        if ratio < 1.005:  # text in the colour of its background is hidden on purpose
            continue
        is_known = page.styles.of(element).get("color") != UNKNOWN
        if ratio >= needed and is_known:
            yield passed(element)
            continue
        said.add(element.order)
        colour, ground = pair.seen(shade)
        kind = failed if pair.ground.is_sure else cannot_tell
        yield kind(
            element,
            text=pair.text,
            part=_begin(pair.text),
            measured={"contrast": round(ratio, 2), "needed": needed},
            is_own=ratio < least_large
            and pair.colour.alpha == 1
            and _background(page, element).alpha == 1
            and page.styles.is_own(element, "color", "background-color"),
            ratio=f"{int(ratio * 100) / 100:g}",
            least=f"{needed:g}",
            colour=colour.written,
            ground=ground.written,
        )


def _background(page: Page, element: Element) -> Colour:
    style = page.styles.of(element)
    return read_colour(style.get("background-color", "transparent"), style.color) or TRANSPARENT


def _begin(text: Text) -> str:
    return text.data.strip()[:60].split("\n")[0].strip()


@rule(
    "text-has-contrast",
    act="afw4f7",
    wcag="1.4.3",
    level="AA",
    title=("Chữ đủ tương phản", "Text has contrast"),
    why=_WHY,
    wrong=_WRONG,
    help=_HELP,
    passes=('<p style="color:#333;background:#fff">Tin tức</p>',),
    fails=('<p style="color:#aaa;background:#fff">Tin tức</p>',),
)
def text_has_contrast(page: Page) -> Iterator[Outcome]:
    yield from _check(page, 4.5, 3.0)


@rule(
    "text-has-high-contrast",
    act="09o5cg",
    wcag="1.4.6",
    level="AAA",
    impact="moderate",
    title=("Chữ rất tương phản", "Text has high contrast"),
    why=_WHY,
    wrong=_WRONG,
    help=_HELP,
    passes=('<p style="color:#333;background:#fff">Tin tức</p>',),
    fails=('<p style="color:#666;background:#fff">Tin tức</p>',),
)
def text_has_high_contrast(page: Page) -> Iterator[Outcome]:
    yield from _check(page, 7.0, 4.5)


# A word in ten that cannot be read is one too many.
_MOST_PALE = 0.10


@rule(
    "text-over-picture-has-contrast",
    wcag="1.4.3",
    level="AA",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F83",
    title=(
        "Chữ trên hình hay nền chuyển màu đọc được ở mọi chỗ",
        "Text over a picture or gradient is legible all over",
    ),
    why=(
        "Nền thay đổi dưới chữ: chỗ đọc được, chỗ mất chữ.",
        "The background changes under the text: legible here, lost there.",
    ),
    wrong=(
        "{share} % nền dưới chữ có tương phản dưới {least} : 1 (thấp nhất {ratio})",
        "{share} % of the background has a contrast below {least}:1 (the lowest {ratio})",
    ),
    help=("Đặt một nền đặc sau chữ.", "Put a plain background behind the text."),
    passes=('<p style="color:#333;background:linear-gradient(#fff,#ddd)">Tin tức</p>',),
    fails=('<p style="color:#333;background:linear-gradient(#fff,#222)">Tin tức</p>',),
)
def text_over_picture_has_contrast(page: Page) -> Iterator[Outcome]:
    said: set[int] = set()
    for pair in pairs(page):
        element = pair.text.parent
        if not pair.ground.is_varied or element.order in said or _shadows(page.styles.of(element)):
            continue
        said.add(element.order)
        needed = 3.0 if pair.is_large else 4.5
        ratios = [(pair.ratio(one), one.share) for one in pair.ground.shades]
        whole = sum(share for _, share in ratios) or 1.0
        pale = sum(share for ratio, share in ratios if ratio < needed) / whole
        lowest = min(ratio for ratio, _ in ratios)
        if pale <= _MOST_PALE:
            yield passed(element)
            continue
        kind = failed if pair.ground.is_sure else cannot_tell
        yield kind(
            element,
            text=pair.text,
            part=_begin(pair.text),
            measured={"contrast": round(lowest, 2)},
            share=round(pale * 100),
            least=f"{needed:g}",
            ratio=f"{lowest:.1f}",
        )


def _is_marked(style: Style) -> bool:
    """Whether a line or another background sets a text off."""
    return (
        style.get("text-decoration-line", "none").split()[:1] not in ([], ["none"])
        or style.get("border-bottom-style", "none") not in ("none", "hidden")
        or read_colour(style.get("background-color", "transparent")) not in (None, TRANSPARENT)
        or style.get("background-image", "none") != "none"
    )


# WCAG 2.2, technique G183.
_LEAST_APART = 3.0


@rule(
    "links-stand-out",
    wcag="1.4.1",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F73",
    title=("Liên kết trong câu nhìn ra được", "A link within a sentence can be seen"),
    why=(
        "Không gạch chân và gần cùng màu thì không ai thấy đó là liên kết.",
        "Without an underline and in nearly the same colour nobody sees that it is a link.",
    ),
    wrong=(
        "Liên kết “{shown}” chỉ khác chữ quanh nó {ratio} : 1 (cần {least} : 1 hoặc gạch chân)",
        "The link “{shown}” differs from the text around it by {ratio}:1 ({least}:1 or an underline is needed)",
    ),
    help=("Gạch chân liên kết trong bài.", "Underline the links of a text."),
    passes=('<p>Theo <a href="/">quyết định của tỉnh</a>, hội nghị đã họp.</p>',),
    fails=(
        '<p>Theo <a href="/" style="color:#000;text-decoration:none">quyết định của tỉnh</a>, hội nghị đã họp.</p>',
    ),
)
def links_stand_out(page: Page) -> Iterator[Outcome]:
    beside: dict[int, int] = {}
    """The words around the links of an element."""
    for link in page.find("a"):
        around = link.parent
        if not link.has("href") or around is None or not page.access.is_visible(link):
            continue
        shown = " ".join(link.text_content.split())
        if around.order not in beside:
            texts = [one.data for one in around.children if isinstance(one, Text)]
            beside[around.order] = len("".join(texts).split())
        if not shown or beside[around.order] < 4 or around.order in page.within("nav footer"):
            continue
        style, its = page.styles.of(link), page.styles.of(around)
        marked = any(_is_marked(page.styles.of(one)) for one in (link, *link.descendants()))
        other = style.is_bold != its.is_bold or style.get("font-style") != its.get("font-style")
        ratio = contrast(style.color, its.color)
        if marked or other or ratio >= _LEAST_APART or abs(style.font_px - its.font_px) > 2:
            yield passed(link)
        else:
            yield failed(
                link,
                shown=shown[:40],
                ratio=f"{int(ratio * 100) / 100:g}",
                least=f"{_LEAST_APART:g}",
            )
