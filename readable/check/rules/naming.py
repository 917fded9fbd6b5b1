"""Names: what assistive technology calls pictures, links, headings and controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from readable.check.aria import inherits
from readable.check.names import one_line
from readable.check.page import Element
from readable.check.rule import Outcome, failed, passed, rule
from readable.check.rules.visible import inner_text, tokens_of

if TYPE_CHECKING:
    from readable.check.page import Page

_NAME_HELP = (
    "Viết tên bằng chữ: nội dung, thuộc tính alt, hoặc aria-label.",
    "Give it a name in words: its content, an alt, or an aria-label.",
)


def _named(page: Page, applies: Callable[[Element], bool]) -> Iterator[Outcome]:
    """One outcome for each element that a rule of this family is about."""
    for element in page.elements:
        if applies(element) and page.access.in_tree(element):
            yield passed(element) if page.names.of(element) else failed(element)


def _is_decorative(element: Element) -> bool:
    return (element.tag == "img" and element.has("alt") and not element.get("alt")) or element.get(
        "role"
    ).lower().split()[:1] in (["none"], ["presentation"])


@rule(
    "image-has-name",
    act="23a2a8",
    wcag="1.1.1",
    impact="critical",
    title=("Ảnh có tên", "An image has a name"),
    why=(
        "Người không thấy ảnh chỉ biết đến nó qua văn bản thay thế.",
        "A reader who does not see the picture knows it by its text alternative alone.",
    ),
    wrong=("Ảnh không có văn bản thay thế", "The image has no text alternative"),
    help=(
        'Viết alt nói ảnh cho thấy gì; ảnh chỉ để trang trí thì viết alt="".',
        'Write an alt that says what it shows; for mere decoration, alt="".',
    ),
    passes=('<img src="a.png" alt="Quang cảnh Hội nghị">', '<img src="a.png" alt="">'),
    fails=('<img src="a.png">', '<div role="img"></div>'),
)
def image_has_name(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if not element.is_html or page.access.role(element) != "img":
            continue
        if page.access.in_tree(element):
            named = bool(page.names.of(element)) or _is_decorative(element)
            yield passed(element) if named else failed(element)


@rule(
    "decoration-is-not-announced",
    act="46ca7f",
    wcag="1.1.1",
    impact="moderate",
    title=("Phần trang trí không được đọc lên", "What is marked as decoration is not announced"),
    why=(
        "Phần tử vừa được đánh dấu là trang trí vừa có tên khiến trình đọc màn hình đọc nó lên.",
        "Marked as decoration and given a name or focus as well, it is read out after all.",
    ),
    wrong=(
        "Phần tử được đánh dấu là trang trí nhưng vẫn được đọc lên",
        "It is marked as decoration, yet assistive technology announces it",
    ),
    help=(
        "Bỏ thuộc tính aria hoặc tabindex, hoặc bỏ dấu trang trí và đặt tên cho nó.",
        "Take the ARIA property or the focus away, or name it and do not mark it.",
    ),
    passes=('<img src="a.png" alt="">',),
    fails=(
        '<img src="a.png" alt="" aria-label="Hội nghị">',
        '<img src="a.png" alt="" tabindex="0">',
    ),
)
def decoration_is_not_announced(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if not _is_decorative(element) or element.namespace == "math":
            continue
        if element.tag == "img" and element.has("role") and not _has_no_meaning(element):
            continue
        exposed = page.access.in_tree(element) and page.access.keeps_meaning(element)
        exposed = exposed and page.access.role(element) not in ("none", "")
        yield failed(element) if exposed else passed(element)


def _has_no_meaning(element: Element) -> bool:
    return element.get("role").lower().split()[:1] in (["none"], ["presentation"])


@rule(
    "heading-has-name",
    act="ffd0e9",
    wcag="1.3.1 2.4.6",
    title=("Tiêu đề có chữ", "A heading has text"),
    why=(
        "Trình đọc màn hình liệt kê các tiêu đề; một tiêu đề rỗng không dẫn tới đâu.",
        "Screen readers list the headings of a page; an empty one leads nowhere.",
    ),
    wrong=("Tiêu đề rỗng", "The heading is empty"),
    help=("Viết nội dung cho tiêu đề, hoặc bỏ nó.", "Give it text, or take it away."),
    passes=("<h1>Tỉnh Bắc Kạn</h1>",),
    fails=("<h1></h1>", "<h2><br></h2>"),
)
def heading_has_name(page: Page) -> Iterator[Outcome]:
    yield from _named(page, lambda one: one.is_html and page.access.role(one) == "heading")


@rule(
    "link-has-name",
    act="c487ae",
    wcag="2.4.4 2.4.9 4.1.2",
    title=("Liên kết có tên", "A link has a name"),
    why=(
        "Không có tên thì không ai nghe được liên kết dẫn tới đâu.",
        "Without a name nobody hears where a link leads.",
    ),
    wrong=("Liên kết không có tên", "The link has no name"),
    help=_NAME_HELP,
    passes=('<a href="/">Trang chủ</a>',),
    fails=('<a href="/"></a>', '<a href="/"><img src="a.png" alt=""></a>'),
)
def link_has_name(page: Page) -> Iterator[Outcome]:
    yield from _named(page, lambda one: one.is_html and inherits(page.access.role(one), "link"))


@rule(
    "button-has-name",
    act="97a4e1",
    wcag="4.1.2",
    impact="critical",
    title=("Nút có tên", "A button has a name"),
    why=(
        "Không có tên thì không ai nghe được nút làm gì.",
        "Without a name nobody hears what a button does.",
    ),
    wrong=("Nút không có tên", "The button has no name"),
    help=_NAME_HELP,
    passes=("<button>Tăng cỡ chữ</button>",),
    fails=("<button></button>", '<button value="xoa"></button>'),
)
def button_has_name(page: Page) -> Iterator[Outcome]:
    def is_button(one: Element) -> bool:
        is_image = one.tag == "input" and one.get("type").lower() == "image"
        return (
            one.is_html
            and page.access.role(one) == "button"
            and not is_image
            and one.tag != "summary"
        )

    yield from _named(page, is_button)


@rule(
    "image-button-has-name",
    act="59796f",
    wcag="1.1.1 4.1.2",
    impact="critical",
    title=("Nút hình có tên", "An image button has a name"),
    why=(
        "Nút là hình thì chỉ có alt nói nó làm gì.",
        "Only its alt says what a button with a picture does.",
    ),
    wrong=("Nút hình không có tên", "The image button has no name"),
    help=("Viết alt nói nút làm gì.", "Write an alt that says what it does."),
    passes=('<input type="image" src="a.png" alt="Tìm">',),
    fails=('<input type="image" src="a.png">', '<input type="image" src="a.png" alt="">'),
)
def image_button_has_name(page: Page) -> Iterator[Outcome]:
    yield from _named(
        page, lambda one: one.tag == "input" and one.is_html and one.get("type").lower() == "image"
    )


@rule(
    "summary-has-name",
    act="2t702h",
    wcag="4.1.2",
    title=("Phần tóm tắt có tên", "A summary has a name"),
    why=(
        "Phần summary là nút mở chi tiết: không tên thì không ai biết mở ra có gì.",
        "A summary is the button that opens the details: unnamed, it promises nothing.",
    ),
    wrong=("Phần summary không có tên", "The summary has no name"),
    help=_NAME_HELP,
    passes=("<details><summary>Giờ mở cửa</summary><p>8 giờ</p></details>",),
    fails=("<details><summary></summary><p>8 giờ</p></details>",),
)
def summary_has_name(page: Page) -> Iterator[Outcome]:
    def is_summary(one: Element) -> bool:
        parent = one.parent
        if one.tag != "summary" or parent is None or parent.tag != "details":
            return False
        if page.access.explicit_role(one) not in ("", "button", "none", "presentation"):
            return False
        return next(other for other in parent.elements if other.tag == "summary") is one

    yield from _named(page, is_summary)


@rule(
    "iframe-has-name",
    act="cae760",
    wcag="4.1.2",
    title=("Khung nhúng có tên", "A frame has a name"),
    why=(
        "Người nghe cần biết khung chứa gì trước khi vào.",
        "A listener wants to know what is in a frame before entering.",
    ),
    wrong=("Khung iframe không có tên", "The iframe has no name"),
    help=("Viết title cho iframe.", "Give the iframe a title."),
    passes=('<iframe title="Bản đồ" src="map.html"></iframe>',),
    fails=('<iframe src="map.html"></iframe>',),
)
def iframe_has_name(page: Page) -> Iterator[Outcome]:
    def is_frame(one: Element) -> bool:
        is_out = re.match(r"\s*-\d", one.get("tabindex"))
        return one.tag == "iframe" and one.is_html and not is_out and not _has_no_meaning(one)

    yield from _named(page, is_frame)


_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|mp4|webm|ogv|mov|mp3|ogg|oga|wav|m4a|flac|aac)(?:[?#]|$)",
    re.I,
)


@rule(
    "object-has-name",
    act="8fc3b6",
    wcag="1.1.1",
    title=("Đối tượng nhúng có tên", "An object has a name"),
    why=(
        "Ảnh, tiếng hay phim trong object cần một tên bằng chữ.",
        "A picture, sound or film in an object needs a name in words.",
    ),
    wrong=("Phần object không có tên", "The object has no name"),
    help=("Viết title hoặc aria-label cho object.", "Give the object a title or an aria-label."),
    passes=('<object data="a.png" title="Hội nghị"></object>',),
    fails=('<object data="a.png"></object>',),
)
def object_has_name(page: Page) -> Iterator[Outcome]:
    def is_media(one: Element) -> bool:
        if one.tag != "object" or not one.is_html or not one.get("data"):
            return False
        kind = one.get("type").lower()
        told = (
            kind.startswith(("image/", "audio/", "video/"))
            if kind
            else bool(
                _MEDIA.search(one.get("data"))
                or re.match(r"\s*data:(?:image|audio|video)/", one.get("data"), re.I)
            )
        )
        return told and not page.access.explicit_role(one)

    yield from _named(page, is_media)


@rule(
    "svg-has-name",
    act="7d6734",
    wcag="1.1.1",
    title=("Hình SVG có tên", "An SVG drawing has a name"),
    why=(
        "Hình vẽ có vai trò là ảnh thì cần tên như mọi ảnh.",
        "A drawing with the role of an image needs a name as every image does.",
    ),
    wrong=("Hình SVG không có tên", "The SVG drawing has no name"),
    help=("Viết title trong svg, hoặc aria-label.", "Write a title in the svg, or an aria-label."),
    passes=('<svg role="img" aria-label="Vòng tròn"><circle r="9"/></svg>',),
    fails=('<svg role="img"><circle r="9"/></svg>',),
)
def svg_has_name(page: Page) -> Iterator[Outcome]:
    def is_drawing(one: Element) -> bool:
        if one.namespace != "svg" or not page.access.explicit_role(one):
            return False
        return page.access.role(one) in ("img", "graphics-document", "graphics-symbol")

    yield from _named(page, is_drawing)


_FIELDS = frozenset(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox".split()
)
_ROLELESS = frozenset("date datetime-local month password time week color".split())


@rule(
    "field-has-name",
    act="e086e5",
    wcag="4.1.2",
    impact="critical",
    title=("Ô nhập có tên", "A form field has a name"),
    why=(
        "Không có tên thì không ai biết phải nhập gì.",
        "Without a name nobody knows what to enter.",
    ),
    wrong=("Ô nhập không có tên", "The form field has no name"),
    help=("Gắn label cho ô, hoặc viết aria-label.", "Give it a label, or an aria-label."),
    passes=("<label>Họ tên <input></label>",),
    fails=("Họ tên <input>",),
)
def field_has_name(page: Page) -> Iterator[Outcome]:
    def is_field(one: Element) -> bool:
        if not one.is_html:
            return False
        if page.access.role(one) in _FIELDS:
            return True
        return (
            one.tag == "input"
            and one.get("type").lower() in _ROLELESS
            and not page.access.explicit_role(one)
        )

    yield from _named(page, is_field)


@rule(
    "menu-item-has-name",
    act="m6b1q3",
    wcag="4.1.2",
    title=("Mục thực đơn có tên", "A menu item has a name"),
    why=(
        "Không có tên thì không ai nghe được mục làm gì.",
        "Without a name nobody hears what the item does.",
    ),
    wrong=("Mục thực đơn không có tên", "The menu item has no name"),
    help=_NAME_HELP,
    passes=('<div role="menu"><div role="menuitem">In trang</div></div>',),
    fails=('<div role="menu"><div role="menuitem"></div></div>',),
)
def menu_item_has_name(page: Page) -> Iterator[Outcome]:
    yield from _named(page, lambda one: one.is_html and page.access.role(one) == "menuitem")


# WAI-ARIA 1.2: the widgets that take their name from their content.
_WIDGETS = frozenset(
    "button checkbox gridcell link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem".split()
)


@rule(
    "label-is-in-name",
    act="2ee8b8",
    wcag="2.5.3",
    title=("Nhãn thấy được nằm trong tên", "The visible label is part of the name"),
    why=(
        "Người ra lệnh bằng giọng nói đọc chữ họ thấy; chữ ấy phải có trong tên.",
        "Who speaks to a computer says the words on the screen; they must be in the name.",
    ),
    wrong=(
        "Chữ thấy được “{label}” không nằm trong tên “{name}”",
        "The visible text “{label}” is not in the name “{name}”",
    ),
    help=(
        "Đưa nguyên văn nhãn vào aria-label, hoặc bỏ aria-label.",
        "Put the visible words into the aria-label, or take it away.",
    ),
    passes=('<button aria-label="Trang sau của danh sách">Trang sau</button>',),
    fails=('<button aria-label="Đi tiếp">Trang sau</button>',),
)
def label_is_in_name(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if not element.is_html or not (element.get("aria-label") or element.get("aria-labelledby")):
            continue
        role = page.access.role(element)
        if not any(inherits(role, one) for one in _WIDGETS) or not page.access.in_tree(element):
            continue
        label, name = inner_text(page, element), page.names.of(element)
        words = tokens_of(label)
        if not words or (len("".join(words)) < 2 and not "".join(words).isdigit()) or not name:
            continue
        if _holds(tokens_of(name), words):
            yield passed(element)
        elif not _is_shortened(label, tokens_of(name)):
            yield failed(element, label=one_line(label)[:80], name=name[:80])


def _holds(name: list[str], label: list[str]) -> bool:
    """Whether the words of the label stand in the name, one after the other."""
    width = len(label)
    return any(name[start : start + width] == label for start in range(len(name) - width + 1))


def _is_shortened(label: str, name: list[str]) -> bool:
    """Whether the label has an abbreviation, which may be spoken as the word it stands for."""
    short = [one.lower() for one in re.findall(r"(\w{1,5})\.(?=\s|$|\W)", label)]
    return any(len(word) > len(one) and word.startswith(one) for one in short for word in name)
