"""The page as a whole: its title, its viewport, and that it stays as it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.check.page import Element, Text
from readable.check.rule import Outcome, cannot_tell, failed, passed, rule
from readable.check.sheets import Media
from readable.check.styles import Style

if TYPE_CHECKING:
    from readable.check.page import Page


@rule(
    "page-has-title",
    act="2779a5",
    wcag="2.4.2",
    title=("Trang có tiêu đề", "The page has a title"),
    why=(
        "Tiêu đề trang là điều đầu tiên trình đọc màn hình nói.",
        "The title is the first thing a screen reader says of a page.",
    ),
    wrong=("Trang không có title, hoặc title rỗng", "The page has no title, or an empty one"),
    help=("Viết title trong head.", "Write a title in the head."),
    passes=("<!doctype html><title>Tin tức</title>",),
    fails=("<!doctype html><title> </title>", "<!doctype html><p>Tin</p>"),
)
def page_has_title(page: Page) -> Iterator[Outcome]:
    if not page.is_document or page.root is None:
        return
    first = next(page.find("title"), None)
    if first is not None and first.text_content.strip():
        yield passed(first)
    else:
        yield failed(first or page.root)


_SEEN = frozenset("img svg video audio canvas iframe object embed input select textarea".split())


@rule(
    "page-has-content",
    wcag="1.3.1",
    impact="minor",
    source="https://www.w3.org/TR/WCAG-EM/#step3",
    title=("Trang có gì đó để xét", "There is something on the page to judge"),
    why=(
        "Trang trống thì không quy tắc nào tìm ra lỗi, và chẳng có nghĩa là trang tốt.",
        "On an empty page no rule finds a fault, which does not make it a good one.",
    ),
    wrong=("Trang không có chữ hay hình nào", "There is no text and no picture on the page"),
    help=(
        "Xem lại tệp; nếu trang do script dựng thì dùng --browser.",
        "See whether the file is the right one; use --browser where a script makes the page.",
    ),
    passes=("<p>Tin tức</p>",),
)
def page_has_content(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        has_text = any(isinstance(one, Text) and one.data.strip() for one in element.children)
        if element.tag in _SEEN or (has_text and page.access.is_visible(element)):
            yield passed(element)
            return
    yield cannot_tell(page.root)


def _numbers(content: str) -> dict[str, str]:
    """CSS Device Adaptation: the pairs of a viewport's content."""
    found = {}
    for name, value in re.findall(r"([^\s,;=]+)\s*=\s*([^\s,;=]*)", content.lower()):
        found[name] = value
    return found


def _scale(value: str) -> float | None:
    """The number that a browser makes of maximum-scale; None where it takes no notice."""
    if value in ("yes",):
        return 1.0
    if value in ("device-width", "device-height"):
        return 10.0
    found = re.match(r"[+-]?(?:\d+\.?\d*|\.\d+)", value)
    if found is None:
        return 0.0
    number = float(found[0])
    return None if number < 0 else number


def _is_off(value: str) -> bool:
    if value in ("no",):
        return True
    if value in ("yes", "device-width", "device-height"):
        return False
    found = re.match(r"[+-]?(?:\d+\.?\d*|\.\d+)", value)
    return found is None or -1 < float(found[0]) < 1


@rule(
    "viewport-allows-zoom",
    act="b4f0c3",
    wcag="1.4.4",
    level="AA",
    impact="critical",
    title=("Trang phóng to được", "The page can be enlarged"),
    why=(
        "Người thị lực kém phóng to trang trên điện thoại; trang không được cấm.",
        "Who sees little enlarges pages on a phone; a page must not forbid it.",
    ),
    wrong=(
        "Thẻ viewport cấm hoặc hạn chế phóng to",
        "The viewport forbids enlarging, or stops it below 200 %",
    ),
    help=(
        'Chỉ viết content="width=device-width, initial-scale=1".',
        'Write content="width=device-width, initial-scale=1" and no more.',
    ),
    passes=('<!doctype html><meta name="viewport" content="width=device-width">',),
    fails=('<!doctype html><meta name="viewport" content="user-scalable=no">',),
)
def viewport_allows_zoom(page: Page) -> Iterator[Outcome]:
    for meta in page.find("meta"):
        if meta.get("name").strip().lower() != "viewport" or not meta.has("content"):
            continue
        found = _numbers(meta.get("content"))
        if not {"user-scalable", "maximum-scale"} & found.keys():
            continue
        largest = _scale(found["maximum-scale"]) if "maximum-scale" in found else None
        off = "user-scalable" in found and _is_off(found["user-scalable"])
        yield failed(meta) if off or (largest is not None and largest < 2) else passed(meta)


# HTML, shared declarative refresh steps: a number, then a sign, then an address.
_REFRESH = re.compile(r"[ \t\n\f\r]*(?:(\d+)|(?=\.))[\d.]*(?=[;, \t\n\f\r]|$)(.*)", re.DOTALL)
_TWENTY_HOURS = 72_000


def _refresh(page: Page) -> tuple[Element, int] | None:
    """The first refresh that a browser obeys, and after how many seconds."""
    for meta in page.find("meta"):
        if meta.get("http-equiv").strip().lower() != "refresh" or not meta.get("content"):
            continue
        found = _REFRESH.match(meta.get("content"))
        if found is not None:
            return meta, int((found[1] or "0")[:12])
    return None


_REFRESH_WHY = (
    "Trang tự chuyển giữa chừng làm mất chỗ người đang đọc chậm.",
    "A page that goes away by itself loses its place for whoever reads slowly.",
)
_REFRESH_WRONG = (
    "Trang tự tải lại hoặc tự chuyển sau {seconds} giây",
    "The page reloads or leaves by itself after {seconds} s",
)
_REFRESH_HELP = (
    "Bỏ thẻ meta refresh; chuyển địa chỉ ở máy chủ.",
    "Take the meta refresh away; redirect on the server.",
)


@rule(
    "no-refresh",
    act="bc659a",
    wcag="2.2.1",
    impact="critical",
    title=("Trang không tự chuyển", "The page does not leave by itself"),
    why=_REFRESH_WHY,
    wrong=_REFRESH_WRONG,
    help=_REFRESH_HELP,
    passes=('<meta http-equiv="refresh" content="0; url=/">',),
    fails=('<meta http-equiv="refresh" content="30">',),
)
def no_refresh(page: Page) -> Iterator[Outcome]:
    found = _refresh(page)
    if found is not None:
        meta, seconds = found
        is_fine = seconds == 0 or seconds > _TWENTY_HOURS
        yield passed(meta) if is_fine else failed(meta, seconds=seconds)


@rule(
    "no-refresh-at-all",
    act="bisz58",
    wcag="2.2.4 3.2.5",
    level="AAA",
    title=("Trang không bao giờ tự chuyển", "The page never leaves by itself"),
    why=_REFRESH_WHY,
    wrong=_REFRESH_WRONG,
    help=_REFRESH_HELP,
    passes=('<meta http-equiv="refresh" content="0; url=/">',),
    fails=('<meta http-equiv="refresh" content="72001">',),
)
def no_refresh_at_all(page: Page) -> Iterator[Outcome]:
    found = _refresh(page)
    if found is not None:
        meta, seconds = found
        yield passed(meta) if seconds == 0 else failed(meta, seconds=seconds)


_ANGLE_UNITS = {"deg": 1.0, "rad": 180 / math.pi, "grad": 0.9, "turn": 360.0}
_ANGLE = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(deg|rad|grad|turn)", re.I)
_FUNCTION = re.compile(r"(rotate|rotatez|rotate3d|matrix|matrix3d)\(([^)]*)\)", re.I)


def _angle(text: str) -> float | None:
    found = _ANGLE.search(text)
    return float(found[1]) * _ANGLE_UNITS[found[2].lower()] if found else None


def _turned(style: Style) -> float:
    """By how many degrees a style turns an element on the screen."""
    total = 0.0
    for name, inside in _FUNCTION.findall(style.get("transform")):
        parts = [one.strip() for one in inside.split(",")]
        name = name.lower()
        if name in ("rotate", "rotatez") and len(parts) == 1:
            total += _angle(parts[0]) or 0.0
        elif name == "rotate3d" and len(parts) == 4 and _number(parts[0]) == _number(parts[1]) == 0:
            total += (_angle(parts[3]) or 0.0) * (1 if _number(parts[2]) > 0 else -1)
        elif name in ("matrix", "matrix3d") and len(parts) in (6, 16):
            total += math.degrees(math.atan2(_number(parts[1]), _number(parts[0])))
    own = style.get("rotate")
    if own and not re.match(r"\s*(?:[xy]\b|-?[\d.]+\s+-?[\d.]+\s)", own):
        total += _angle(own) or 0.0
    return total % 360


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


@rule(
    "orientation-is-free",
    act="b33eff",
    wcag="1.3.4",
    level="AA",
    title=("Trang không khóa hướng màn hình", "The page is not locked to one orientation"),
    why=(
        "Máy gắn cố định trên xe lăn không xoay được.",
        "A device that is fixed to a wheelchair cannot be turned.",
    ),
    wrong=(
        "Trang bị xoay {angle}° khi màn hình {orientation}",
        "The page is turned by {angle}° when the screen is {orientation}",
    ),
    help=(
        "Bỏ phép xoay trong truy vấn orientation.",
        "Take the rotation out of the orientation query.",
    ),
    passes=("<style>@media (orientation: portrait){html{color:#000}}</style>",),
    fails=("<style>@media (orientation: portrait){html{transform:rotate(90deg)}}</style>",),
)
def orientation_is_free(page: Page) -> Iterator[Outcome]:
    if "orientation" not in page.styles.sheets.media_features:
        return
    upright = page.styles.on(Media(800, 1200))
    flat = page.styles.on(Media(1200, 800))
    for element in page.elements:
        if not element.is_html or not page.access.is_visible(element) or not element.children:
            continue
        one, other = upright.of(element), flat.of(element)
        if not _has_rotation(one) and not _has_rotation(other):
            continue
        if (one.get("transform"), one.get("rotate")) == (
            other.get("transform"),
            other.get("rotate"),
        ):
            continue
        difference = round((_turned(one) - _turned(other)) % 360)
        if difference in range(89, 92) or difference in range(269, 272):
            which = "portrait" if _turned(one) else "landscape"
            yield failed(element, angle=difference, orientation=which)
        else:
            yield passed(element)


def _has_rotation(style: Style) -> bool:
    return bool(_FUNCTION.search(style.get("transform")) or style.get("rotate") not in ("", "none"))


@rule(
    "style-sheets-can-be-read",
    wcag="1.3.1",
    impact="minor",
    source="https://html.spec.whatwg.org/multipage/links.html#link-type-stylesheet",
    title=("Đọc được tệp kiểu của trang", "The page's style sheets can be read"),
    why=(
        "Không đọc được tệp kiểu thì không biết trang trông ra sao.",
        "Without its style sheet nobody knows how the page looks.",
    ),
    wrong=("Không đọc được hết tệp kiểu {href}", "The style sheet {href} cannot be read whole"),
    help=(
        "Lưu tệp kiểu bên cạnh trang; nếu địa chỉ bắt đầu bằng / thì thêm --base với thư mục gốc.",
        "Save the sheet beside the page; where its address begins with /, pass the site's folder as --base.",
    ),
    passes=("<style>p{color:#000}</style>",),
)
def style_sheets_can_be_read(page: Page) -> Iterator[Outcome]:
    sheets = page.styles.sheets
    for element, address in sheets.unread:
        yield cannot_tell(element, href=address[:80] or "<style>")
    if sheets.rules and not sheets.unread:
        yield passed()


@rule(
    "fonts-can-be-read",
    wcag="1.4.8",
    level="AA",
    impact="minor",
    source="https://www.w3.org/TR/css-fonts-4/#font-face-rule",
    title=("Đọc được tệp phông của trang", "The page's font files can be read"),
    why=(
        "Không mở được tệp phông thì không biết chữ nào bị thiếu hay bị cắt.",
        "Without its file nobody knows what a font lacks or how high it is.",
    ),
    wrong=(
        "Không mở được phông {font}: “{reason}”",
        "The font {font} cannot be opened: “{reason}”",
    ),
    help=("Lưu tệp phông bên cạnh trang.", "Save the font beside the page."),
    needs="screen",
)
def fonts_can_be_read(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if element.children and page.access.is_visible(element):
            page.fonts.stack(page.styles.of(element))
    for face, reason in page.fonts.unread:
        yield cannot_tell(page.root, font=face.family, reason=reason)


@rule(
    "bytes-can-be-decoded",
    wcag="3.1.1",
    impact="critical",
    source="https://encoding.spec.whatwg.org/",
    title=("Mọi byte của trang đọc được", "Every byte of the page can be decoded"),
    why=(
        "Byte sai hiện thành �, một chữ đã mất.",
        "A wrong byte shows as �, a letter that is lost.",
    ),
    wrong=("{count} byte không đọc được", "{count} byte(s) could not be decoded"),
    help=("Lưu trang bằng UTF-8.", "Save the page as UTF-8."),
)
def bytes_can_be_decoded(page: Page) -> Iterator[Outcome]:
    if page.replaced and page.root is not None:
        yield failed(page.root, count=page.replaced)
