"""Pictures: what their alternatives say, and pictures of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

from readable.check.imagetext import WIDEST_PX, looks_like_text
from readable.check.names import one_line
from readable.check.page import Element
from readable.check.rule import Outcome, cannot_tell, failed, passed, rule
from readable.errors import ImageRefused
from readable.pictures import Pictures

if TYPE_CHECKING:
    from readable.check.page import Page

_FILE_NAME = re.compile(
    r"^[\w\s().%~+-]{1,120}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|jfif)$|"
    r"^(?:IMG|DSC|DSCN|DSCF|PXL|MVIMG|Screenshot|Screen Shot|z\d{8,}|image|photo|hinh|anh|untitled)[-_ ]?\d{2,}[\w-]*$|"
    r"^\d{8}[-_]\d{2,}[\w-]*$|^\d{9,}[\w-]*$|^[0-9a-f]{16,}$",
    re.IGNORECASE,
)
# What says that there is a picture, and nothing of what it shows.
_PLACEHOLDERS = frozenset(
    normalize("NFC", one).strip()
    for one in """
    image|images|img|photo|photos|picture|pictures|pic|graphic|icon|logo|alt|alt text|thumbnail|thumb|
    banner|figure|untitled|no image|default|placeholder|spacer|null|undefined|avatar|illustration|image description|
    ảnh|hình|hình ảnh|ảnh minh họa|ảnh minh hoạ|hình minh họa|hình minh hoạ|minh họa|minh hoạ|hinh anh|
    anh minh hoa|hinh minh hoa|anh|hinh|bức ảnh|tấm ảnh|ảnh bài viết|ảnh đại diện|ảnh chụp|ảnh tư liệu|
    ảnh internet|ảnh st|ảnh sưu tầm|nguồn internet|chú thích ảnh|mô tả ảnh|tên ảnh|không có ảnh|photo caption|
    hình ảnh minh họa|hình ảnh minh hoạ|ảnh 1|hình 1|ảnh 2|hình 2|image 1|image1|photo 1
    """.replace("\n", "").split("|")
)


# Words of which an alternative says nothing, however many of them there are.
_ABOUT = "hình|ảnh|bức|tấm|image|images|photo|photos|picture|img|pic|thumbnail|thumb|illustration"
_EMPTY_PHRASES = re.compile(
    rf"(?:(?:{_ABOUT}|minh họa|minh hoạ|bài viết|bài|tin|tin tức|đại diện|chụp|bìa|tư liệu|sưu tầm|"
    r"số|nguồn|internet|của|cho|trong|of|for|the|this|an?|article|post|news|featured|cover|\d+)"
    r"(?:\s+|$))+"
)
_IS_ABOUT = re.compile(rf"\b(?:{_ABOUT})\b")


def _is_empty_phrase(told: str) -> bool:
    """Whether an alternative says that there is a picture, and nothing of what it shows.

    >>> _is_empty_phrase("hình ảnh bài viết"), _is_empty_phrase("ảnh bác hồ")
    (True, False)
    """
    return bool(_EMPTY_PHRASES.fullmatch(told) and _IS_ABOUT.search(told))


def _images(page: Page) -> Iterator[Element]:
    for element in page.elements:
        is_image = element.tag == "img" or (
            element.tag == "input" and element.get("type").lower() == "image"
        )
        if is_image and element.is_html and page.access.in_tree(element):
            yield element


def _told(text: str) -> str:
    """An alternative as it is compared: one line, small letters, no signs at its ends."""
    return one_line(normalize("NFC", text)).casefold().strip(" .,:;…!-–—()[]\"'“”")


@rule(
    "alt-is-no-placeholder",
    wcag="1.1.1",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F30",
    title=("Văn bản thay thế nói ảnh cho thấy gì", "The alternative says what the picture shows"),
    why=("“Hình ảnh” không nói gì về ảnh.", "“Image” says nothing of the picture."),
    wrong=(
        "alt là “{alt}”: không nói ảnh cho thấy gì",
        "The alt is “{alt}”: it says nothing of what is shown",
    ),
    help=("Viết ảnh cho thấy ai, gì, ở đâu.", "Write who or what it shows, and where."),
    passes=('<img src="a.png" alt="Đại biểu dự Hội nghị">',),
    fails=('<img src="a.png" alt="hình ảnh">',),
)
def alt_is_no_placeholder(page: Page) -> Iterator[Outcome]:
    for image in _images(page):
        name = page.names.of(image)
        if name:
            bare = re.sub(r"\s*\(?\d{0,4}\)?$", "", _told(name))
            wrong = (
                _told(name) in _PLACEHOLDERS
                or bare in _PLACEHOLDERS
                or _is_empty_phrase(_told(name))
                or not any(map(str.isalnum, name))
            )
            yield failed(image, alt=name[:60]) if wrong else passed(image)


@rule(
    "alt-is-no-file-name",
    wcag="1.1.1",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F30",
    title=("Văn bản thay thế không phải tên tệp", "The alternative is no file name"),
    why=("“IMG_2034.jpg” không nói gì về ảnh.", "“IMG_2034.jpg” says nothing of the picture."),
    wrong=("alt là tên tệp: “{alt}”", "The alt is the name of a file: “{alt}”"),
    help=("Viết ảnh cho thấy ai, gì, ở đâu.", "Write who or what it shows, and where."),
    passes=('<img src="a.png" alt="Đại biểu dự Hội nghị">',),
    fails=('<img src="a.png" alt="IMG_2034.jpg">',),
)
def alt_is_no_file_name(page: Page) -> Iterator[Outcome]:
    for image in _images(page):
        name = page.names.of(image)
        if not name:
            continue
        address = unquote(re.split("[?#]", image.get("src"))[0]).rpartition("/")[2]
        stem = address.rpartition(".")[0]
        same = name in (address, stem) and (not name.isalpha() or "." in name or "_" in name)
        wrong = bool(_FILE_NAME.match(name)) or (same and len(name) > 3 and " " not in name)
        yield failed(image, alt=name[:60]) if wrong else passed(image)


@rule(
    "alt-repeats-no-caption",
    wcag="1.1.1",
    impact="moderate",
    source="https://www.w3.org/WAI/tutorials/images/tips/",
    title=(
        "Văn bản thay thế không lặp lại chú thích",
        "The alternative does not repeat the caption",
    ),
    why=(
        "Người nghe nghe cùng một câu hai lần, và vẫn không biết ảnh cho thấy gì.",
        "A listener hears the same twice, and still not what the picture shows.",
    ),
    wrong=("alt lặp lại chú thích “{alt}”", "The alt repeats the caption “{alt}”"),
    help=(
        "Để alt nói điều ảnh cho thấy, chú thích nói bối cảnh.",
        "Let the alt say what is shown, the caption what it is about.",
    ),
    passes=(
        '<figure><img src="a.png" alt="Đại biểu ngồi kín hội trường"><figcaption>Quang cảnh Hội nghị</figcaption></figure>',
    ),
    fails=(
        '<figure><img src="a.png" alt="Quang cảnh Hội nghị"><figcaption>Quang cảnh Hội nghị</figcaption></figure>',
    ),
)
def alt_repeats_no_caption(page: Page) -> Iterator[Outcome]:
    blank: dict[int, bool] = {}
    for image in _images(page):
        name = _told(page.names.of(image))
        if not name or not image.get("alt").strip():
            continue
        figure = next((one for one in image.ancestors if one.tag == "figure"), None)
        caption = (
            next((one for one in figure.descendants() if one.tag == "figcaption"), None)
            if figure
            else None
        )
        said = _told(caption.text_content) if caption is not None else _text_below(image, blank)
        if not said:
            continue
        without_source = re.sub(r"\s*[(.]?\s*(?:ảnh|nguồn|photo)\s*:.*$", "", said)
        yield (
            failed(image, alt=page.names.of(image)[:60])
            if name in (said, without_source)
            else passed(image)
        )


def _text_below(image: Element, blank: dict[int, bool]) -> str:
    """The line below a picture that stands in a row or paragraph of its own: its caption, often.

    `blank` keeps which elements have no text.
    """
    holder = image
    while (parent := holder.parent) is not None:
        if parent.order not in blank:
            blank[parent.order] = not any(one.data.strip() for one in parent.texts())
        if not blank[parent.order]:
            break
        holder = parent
    below = holder.next
    if below is None or re.fullmatch("h[1-6]|ul|ol|nav|section|article", below.tag):
        return ""
    texts = [one for one in below.texts() if one.data.strip()]
    if len(texts) != 1 or any(one.tag == "a" for one in (*texts[0].parent.family, *image.family)):
        return ""
    return _told(texts[0].data) if " " in texts[0].data.strip() else ""


@rule(
    "picture-of-text-has-alternative",
    wcag="1.1.1 1.4.5",
    impact="critical",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F38",
    title=("Ảnh chụp chữ có chữ thay thế", "A picture of text has its text"),
    why=(
        "Chữ trong ảnh không phóng to, không đổi màu, không nghe được.",
        "Text in a picture cannot be enlarged, recoloured or heard.",
    ),
    wrong=("Ảnh có chữ nhưng alt rỗng", "The picture shows text, and its alt is empty"),
    help=(
        "Viết chữ ấy vào alt, hoặc tốt hơn: viết thành văn bản.",
        "Write the text into the alt or, better, as text.",
    ),
)
def picture_of_text_has_alternative(page: Page) -> Iterator[Outcome]:
    pictures = Pictures(page.base)
    for element in page.find("img"):
        if not page.access.is_visible(element) or page.names.of(element) or not element.has("alt"):
            continue
        if page.access.is_aria_hidden(element) or not element.get("src"):
            continue
        try:
            grey = pictures.image(page.address(element.get("src"))).convert("L")
        except ImageRefused:
            continue
        if grey.width > WIDEST_PX:
            grey = grey.resize((WIDEST_PX, max(1, grey.height * WIDEST_PX // grey.width)))
        is_text = looks_like_text(grey.tobytes(), *grey.size)
        yield failed(element) if is_text else passed(element)


@rule(
    "alt-is-that-of-the-file",
    wcag="1.1.1",
    impact="minor",
    source="https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata#alt-text-accessibility",
    title=(
        "Văn bản thay thế khớp với tệp ảnh",
        "The alternative agrees with that in the picture's file",
    ),
    why=(
        "Người chụp đã viết ảnh cho thấy gì; trang bỏ đi hoặc nói khác.",
        "Who made the picture wrote what it shows; the page drops it or says another thing.",
    ),
    wrong=(
        "Tệp ảnh nói “{told}”, alt nói “{alt}”",
        "The file says “{told}”, the alt says “{alt}”",
    ),
    help=(
        "Viết vào alt điều tệp ảnh nói, hoặc sửa tệp.",
        "Write into the alt what the file says, or put the file right.",
    ),
)
def alt_is_that_of_the_file(page: Page) -> Iterator[Outcome]:
    pictures = Pictures(page.base)
    for image in page.find("img"):
        if not image.get("src") or not page.access.is_visible(image):
            continue
        try:
            told = pictures.alternative(page.address(image.get("src")), image.language)
        except ImageRefused:
            continue
        if not told:
            continue
        alt = page.names.of(image)
        if _told(told) == _told(alt):
            yield passed(image)
        else:
            yield failed(image, kind="warning", told=told[:80], alt=alt[:80])


@rule(
    "picture-can-be-opened",
    wcag="1.1.1",
    impact="minor",
    source="https://html.spec.whatwg.org/multipage/images.html",
    title=("Ảnh mở được", "The picture can be opened"),
    why=(
        "Ảnh không mở được thì chỉ còn văn bản thay thế.",
        "Of a picture that does not open only the alternative is left.",
    ),
    wrong=("Không mở được ảnh: “{reason}”", "The picture cannot be opened: “{reason}”"),
    help=("Kiểm tra tệp ảnh.", "Check the file."),
)
def picture_can_be_opened(page: Page) -> Iterator[Outcome]:
    if page.base is None:
        return
    from readable.addresses import is_network

    pictures = Pictures(page.base)
    for element in page.find("img"):
        source = element.get("src").strip()
        if (
            not source
            or is_network(source)
            or (source.startswith("/") and not page.is_site)
            or not page.access.is_visible(element)
        ):
            continue
        if source.lower().split("?")[0].endswith(".svg") or source.lower().startswith(
            "data:image/svg"
        ):
            continue
        try:
            pictures.check(page.address(source))
            yield passed(element)
        except ImageRefused as error:
            yield cannot_tell(element, reason=error.message)
