"""Use: what moves by itself, what only a mouse reaches, and where a link or the Tab key leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from readable.check.page import Element
from readable.check.rule import Outcome, failed, passed, rule
from readable.check.sheets import FocusRule, Media, matches_media, value_of

if TYPE_CHECKING:
    from readable.check.page import Page

_FAILURES = "https://www.w3.org/WAI/WCAG22/Techniques/failures/"


@rule(
    "text-stands-still",
    wcag="2.2.2",
    source=f"{_FAILURES}F16",
    title=("Chữ đứng yên", "Text stands still"),
    why=(
        "Chữ chạy ngang trôi mất trước khi người đọc chậm, hay người phóng to màn hình, đọc xong.",
        "Text that runs is gone before a slow reader, or one with an enlarged screen, has read it.",
    ),
    wrong=(
        "Chữ trong <{tag}> chạy hoặc nhấp nháy mãi",
        "Text in a <{tag}> runs or blinks for ever",
    ),
    help=("Viết thành một đoạn văn đứng yên.", "Write it as a paragraph that stands still."),
    passes=(
        "<p>Thông báo</p>",
        '<marquee scrollamount="0">Thông báo</marquee>',
        '<marquee behavior="slide" loop="1">Thông báo</marquee>',
    ),
    fails=("<marquee>Thông báo</marquee>", "<blink>Mới</blink>"),
)
def text_stands_still(page: Page) -> Iterator[Outcome]:
    for tag in ("marquee", "blink"):
        for element in page.find(tag):
            is_empty = not element.elements and not element.text_content.strip()
            if is_empty or not page.access.is_visible(element):
                continue
            if tag == "marquee" and _comes_to_rest(element):
                yield passed(element)
            else:
                # Browsers of today let blink stand.
                yield failed(element, tag=tag, kind="failed" if tag == "marquee" else "warning")


def _comes_to_rest(marquee: Element) -> bool:
    """Whether its text stands still, or does at the end; where it runs through it is gone then."""
    stays = marquee.get("behavior").strip().lower() in ("slide", "alternate")
    turns = re.match(r"\s*\+?0*[1-9]", marquee.get("loop"))
    return marquee.get("scrollamount").strip() == "0" or (stays and turns is not None)


_BY_NATURE = frozenset(
    "html body form label option optgroup button input select textarea summary details area "
    "audio video iframe object embed dialog".split()
)
# What stops a click does nothing that a keyboard would miss.
_STOPS = re.compile(r"(?:(?:return\s+\w+|\w+\.(?:stop|prevent)\w+\(\))[\s;]*)*")
_LONGEST_STOP = 100
# What arrow keys get to from a text field, and what such a field says it by (ARIA 1.2, 6.7).
_LED = frozenset(("gridcell", "option", "row", "treeitem"))
_LEADS = ("aria-activedescendant", "aria-controls", "aria-owns")
_KEYS = ("onkeydown", "onkeyup", "onkeypress")


@rule(
    "what-is-clicked-is-a-control",
    wcag="2.1.1 4.1.2",
    impact="critical",
    source=f"{_FAILURES}F59",
    title=("Cái bấm được là nút hay liên kết", "What can be clicked is a button or a link"),
    why=(
        "Bàn phím và trình đọc màn hình không tới được một thẻ div có onclick.",
        "Neither a keyboard nor a screen reader gets to a div with an onclick.",
    ),
    wrong=(
        "<{tag}> có onclick nhưng bàn phím không tới hoặc không bấm được",
        "A keyboard cannot reach or press this <{tag}> with an onclick",
    ),
    help=(
        'Dùng <button type="button">, hoặc <a href> khi dẫn tới trang khác.',
        'Make it a <button type="button">, or an <a href> where it leads elsewhere.',
    ),
    passes=(
        '<button type="button" onclick="mo()">Mở</button>',
        '<div role="button" tabindex="0" onclick="mo()">Mở</div>',
        '<div onclick="mo()"><a href="/tin">Tin</a></div>',
        '<p onclick="return false">Tin</p>',
        '<div contenteditable onclick="chon()">Tin</div>',
        '<input role="combobox" aria-label="Xã" aria-expanded="true" aria-controls="xa">'
        '<ul id="xa" role="listbox"><li role="option" onclick="chon()">Nà Phặc</ul>',
    ),
    fails=('<div onclick="mo()">Mở</div>', '<span tabindex="0" onclick="mo()">Mở</span>'),
)
def what_is_clicked_is_a_control(page: Page) -> Iterator[Outcome]:
    if "onclick" not in page.attribute_names:
        return
    beside = _beside_controls(page)
    led = _led_ids(page)
    for element in page.elements:
        if not element.is_html or element.tag in _BY_NATURE or not element.has("onclick"):
            continue
        does = element.get("onclick").strip()
        stops = len(does) <= _LONGEST_STOP and _STOPS.fullmatch(does)
        if stops or not page.access.is_visible(element):
            continue
        # An empty box is a backdrop.
        is_backdrop = element.tag == "div" and not (
            element.elements or element.text_content.strip()
        )
        is_led = page.access.explicit_role(element) in _LED and any(
            one.id in led for one in element.family
        )
        is_beside = element.order in beside or is_backdrop
        if is_beside or is_led or _is_control(page, element):
            yield passed(element)
        else:
            yield failed(element, tag=element.tag)


def _beside_controls(page: Page) -> set[int]:
    """The elements around or in a control: that takes the key, and the click goes on to them."""
    found: set[int] = set()
    inside: set[int] = set()
    for one in page.elements:
        if one.parent is not None and one.parent.order in inside:
            inside.add(one.order)
            found.add(one.order)
        if not page.access.can_focus(one) and one.tag != "label":
            continue
        inside.add(one.order)
        for around in one.ancestors:
            if around.order in found and around.order not in inside:
                break
            found.add(around.order)
    return found


def _is_control(page: Page, element: Element) -> bool:
    """Whether the Tab key gets there, and a key may do what a click does."""
    return page.access.can_focus(element) and (
        page.access.explicit_role(element) != ""
        or page.access.is_editable(element)
        or any(map(element.has, _KEYS))
    )


def _led_ids(page: Page) -> set[str | None]:
    """What a control leads through by arrow keys, which keeps the focus itself."""
    return {
        name
        for attribute in _LEADS
        if attribute in page.attribute_names
        for one in page.elements
        if one.has(attribute) and page.access.can_focus(one)
        for name in one.get(attribute).split()
    }


@rule(
    "tab-order-is-that-of-the-page",
    wcag="2.4.3",
    impact="moderate",
    source=f"{_FAILURES}F44",
    title=("Phím Tab đi theo thứ tự của trang", "The Tab key goes as the page does"),
    why=(
        "tabindex lớn hơn 0 bắt phím Tab nhảy trước mọi chỗ khác: người phóng to màn hình lạc mất.",
        "A tabindex above 0 is before all others: on an enlarged screen one is lost after each Tab.",
    ),
    wrong=('tabindex="{number}" đứng trước mọi thứ tự khác', 'tabindex="{number}" goes before all'),
    help=('Viết tabindex="0", hoặc bỏ đi.', 'Write tabindex="0", or none.'),
    passes=('<div role="button" tabindex="0">Mở</div>', '<h1 tabindex="-1">Tin</h1>'),
    fails=('<a href="/" tabindex="3">Tin</a>',),
)
def tab_order_is_that_of_the_page(page: Page) -> Iterator[Outcome]:
    for element in page.elements if "tabindex" in page.attribute_names else ():
        found = re.match(r"\s*\+?(-?\d+)", element.get("tabindex"))
        if found is None or not page.access.can_focus(element):
            continue
        if int(found[1][:10]) > 0:
            yield failed(element, number=found[1][:10], kind="warning")
        else:
            yield passed(element)


_VAGUE = frozenset(
    "đây|tại đây|ở đây|vào đây|xem|xem thêm|xem tiếp|xem chi tiết|xem tại đây|xem ở đây|chi tiết|"
    "xem thêm tại đây|xem chi tiết tại đây|chi tiết tại đây|đọc thêm|đọc tiếp|bấm vào đây|"
    "bấm vào|bấm tại đây|nhấn vào đây|nhấn tại đây|nhấp vào đây|ấn vào đây|kích vào đây|"
    "click vào đây|click tại đây|liên kết|link|here|click here|click|more|read more|see more|"
    "learn more|view more|details|this link|this page".split("|")
)
_LONGEST_VAGUE = 60


@rule(
    "link-says-where-it-leads",
    wcag="2.4.9",
    level="AAA",
    impact="moderate",
    source=f"{_FAILURES}F84",
    title=("Liên kết nói dẫn tới đâu", "A link says where it leads"),
    why=(
        "Người nghe và người phóng to màn hình chỉ gặp chữ của liên kết: “tại đây” chẳng nói gì.",
        "Who listens, or sees a few words at a time, meets the link alone: “here” says nothing.",
    ),
    wrong=("Liên kết chỉ nói “{shown}”", "The link says no more than “{shown}”"),
    help=(
        "Viết tên của trang được dẫn tới vào liên kết.",
        "Write the name of what it leads to into the link.",
    ),
    passes=(
        '<a href="/kh">Kế hoạch số 12</a>',
        '<a href="/kh" aria-label="Xem thêm: Kế hoạch số 12">Xem thêm</a>',
        '<a href="/kh" title="Kế hoạch số 12">Chi tiết</a>',
    ),
    fails=('Xem <a href="/kh">tại đây</a>', '<a href="/kh">Xem thêm »</a>'),
)
def link_says_where_it_leads(page: Page) -> Iterator[Outcome]:
    for link in page.find("a"):
        if not link.has("href") or not page.access.in_tree(link):
            continue
        name = _plain(page.names.of(link))
        told_else = _plain(link.get("title")) not in ("", name) or link.has("aria-describedby")
        if name not in _VAGUE or told_else:
            yield passed(link)
        else:
            yield failed(link, shown=" ".join(page.names.of(link).split())[:40])


def _plain(name: str) -> str:
    """A short name without arrows, dots and brackets around it."""
    if len(name) > _LONGEST_VAGUE:
        return name
    return " ".join(re.sub(r"^[\W_]+|[\W_]+$", "", name).casefold().split())


_MOST_STOPS = 1000
# Where a caret stands the focus is seen.
_WITH_CARET = frozenset(("textbox", "searchbox", "spinbutton"))
_SEEN = re.compile(r"outline|border|box-shadow|background|text-decoration|filter")
_NOTHING = frozenset("0 0px 0em 0rem 0pt none transparent".split())


@rule(
    "focus-is-seen",
    wcag="2.4.7",
    level="AA",
    source=f"{_FAILURES}F78",
    title=("Thấy được tiêu điểm bàn phím", "The keyboard's focus is seen"),
    why=(
        "Bỏ viền tiêu điểm thì người dùng bàn phím không biết mình đang ở đâu.",
        "Without the outline whoever uses a keyboard does not know where on the page they are.",
    ),
    wrong=(
        "“{selector}” bỏ viền của tiêu điểm và không cho thấy gì thay vào",
        "“{selector}” takes the outline of the focus away and shows nothing in its place",
    ),
    help=(
        "Bỏ outline: none, hoặc cho :focus-visible một viền khác.",
        "Take outline: none away, or give :focus-visible another outline.",
    ),
    passes=(
        '<style>a:focus{outline:0;box-shadow:0 0 0 3px #00f}</style><a href="/">Tin</a>',
        "<style>:focus{outline:none}:focus-visible{outline:2px solid}</style><a href=/>Tin</a>",
        '<style>a:focus:not(:focus-visible){outline:none}</style><a href="/">Tin</a>',
        "<style>input:focus{outline:none}</style><label>Tên <input></label>",
        '<style>[tabindex="-1"]:focus{outline:0}</style><h1 tabindex="-1">Tin</h1>',
        "<style>a:focus{outline:0}li:focus-within{border:2px solid}</style>"
        '<ul><li><a href="/">Tin</a></ul>',
        "<style>:focus{outline:0}:focus + label{outline:2px solid}</style>"
        '<input type="checkbox" id="a"><label for="a">Nhận tin</label>',
        '<style>a:focus{outline:0}a:focus > b{background:#ff0}</style><a href="/"><b>Tin</b></a>',
        "<style>div:focus{outline:0}</style><div contenteditable>Tin</div>",
    ),
    fails=(
        '<style>a:focus{outline:none}</style><a href="/">Tin</a>',
        '<style>a:focus{outline:0}a:focus > b{background:#ff0}</style><a href="/">Tin</a>',
        "<style>:focus{outline:0}:focus + label{outline:2px solid}</style>"
        '<label for="a">Nhận tin</label><input type="checkbox" id="a">',
        "<style>*:focus{outline:0!important}</style><button>Mở</button>",
    ),
    needs="screen",
)
def focus_is_seen(page: Page) -> Iterator[Outcome]:
    rules = [one for one in page.styles.sheets.focus if matches_media(one.media, Media())]
    takers = [one for one in rules if not _shows(one) and _hides(one)]
    if not takers:
        return
    givers = [one for one in rules if _shows(one)]
    stops = [
        one
        for one in page.elements
        if page.access.in_tab_order(one)
        and page.access.is_visible(one)
        and page.access.role(one) not in _WITH_CARET
        and not page.access.is_editable(one)
    ]
    del stops[_MOST_STOPS:]
    unseen = [one for one in stops if not any(its.goes_with(one) for its in givers)]
    for taker in takers:
        target = next((one for one in unseen if taker.matches(one)), None)
        if target is not None:
            yield failed(target, selector=taker.selector[:60])
        elif any(map(taker.matches, stops)):
            yield passed()


def _shows(one: FocusRule) -> bool:
    return any(
        _SEEN.match(name) and not _is_nothing(value)
        for name, value, _ in one.declarations
        if name != "outline-offset"
    )


def _hides(one: FocusRule) -> bool:
    return any(
        name in ("outline", "outline-style", "outline-width") and _is_nothing(value)
        for name, value, _ in one.declarations
    )


def _is_nothing(value: tuple[Any, ...]) -> bool:
    return _NOTHING.issuperset(value_of(value).lower().split())
