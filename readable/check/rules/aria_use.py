"""ARIA as its specification has it, and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.check.aria import (
    ALLOWED_WITHOUT_ROLE,
    ATTRIBUTES,
    CONTEXT,
    GLOBAL,
    NAME_PROHIBITED,
    OWNED,
    PRESENTATIONAL_CHILDREN,
    REQUIRED,
    SUPPORTED,
    TOKENS,
)
from readable.check.page import Element, read_page
from readable.check.rule import Outcome, failed, passed, rule

if TYPE_CHECKING:
    from readable.check.page import Page

_WHY = (
    "Trình đọc màn hình tin vào ARIA; ARIA sai khiến nó nói sai.",
    "Screen readers believe ARIA; wrong ARIA makes them say what is not so.",
)


def _aria(element: Element) -> list[str]:
    return [name for name in element.attributes if name.startswith("aria-")]


@rule(
    "role-exists",
    act="674b10",
    wcag="4.1.2",
    title=("Vai trò có thật", "The role exists"),
    why=_WHY,
    wrong=('role="{role}" không có trong WAI-ARIA', 'role="{role}" is not in WAI-ARIA'),
    help=("Viết một vai trò có thật, hoặc bỏ role.", "Write a role that exists, or none."),
    passes=('<div role="note">Ghi chú</div>',),
    fails=('<div role="ghi-chu">Ghi chú</div>',),
)
def role_exists(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if element.get("role").strip() and page.access.in_tree(element):
            known = page.access.explicit_role(element)
            yield passed(element) if known else failed(element, role=element.get("role")[:40])


@rule(
    "aria-attribute-exists",
    act="5f99a7",
    wcag="4.1.2",
    title=("Thuộc tính ARIA có thật", "The ARIA attribute exists"),
    why=_WHY,
    wrong=("{name} không có trong WAI-ARIA", "{name} is not in WAI-ARIA"),
    help=("Sửa tên thuộc tính.", "Correct the name of the attribute."),
    passes=('<button aria-pressed="false">A+</button>',),
    fails=('<button aria-labelled="x">A+</button>',),
)
def aria_attribute_exists(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        for name in _aria(element):
            if name in ATTRIBUTES:
                yield passed(element)
            else:
                yield failed(element, offset=element.attribute_start(name), name=name[:40])


@rule(
    "aria-value-is-valid",
    act="6a7281",
    wcag="4.1.2",
    title=("Giá trị ARIA hợp lệ", "The ARIA value is valid"),
    why=_WHY,
    wrong=('{name}="{value}" không phải giá trị hợp lệ', '{name}="{value}" is no valid value'),
    help=("Viết một giá trị mà WAI-ARIA cho phép.", "Write a value that WAI-ARIA allows."),
    passes=('<button aria-expanded="true">Mở</button>',),
    fails=('<button aria-expanded="mở">Mở</button>',),
)
def aria_value_is_valid(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        for name in _aria(element):
            value = element.get(name)
            if name not in ATTRIBUTES or not value.strip():
                continue
            if _is_valid(name, value):
                yield passed(element)
            else:
                yield failed(
                    element, offset=element.attribute_start(name), name=name, value=value[:40]
                )


def _is_valid(name: str, value: str) -> bool:
    kind = ATTRIBUTES[name]
    if kind in ("string", "id", "ids"):  # what an id refers to may come later
        return True
    value = value.strip().lower()
    if kind == "integer":
        return re.fullmatch(r"[+-]?\d+", value) is not None
    if kind == "number":
        return re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", value) is not None
    allowed = TOKENS[kind].split()
    if kind in ("dropeffect", "relevant"):
        return all(one in allowed for one in value.split())
    return value in allowed


@rule(
    "aria-attribute-fits-role",
    act="5c01ea",
    wcag="4.1.2",
    impact="moderate",
    title=("Thuộc tính ARIA hợp với vai trò", "The ARIA attribute fits the role"),
    why=_WHY,
    wrong=("{name} không dùng được cho vai trò {role}", "{name} is not for the role {role}"),
    help=("Bỏ thuộc tính, hoặc đổi vai trò.", "Take the attribute away, or change the role."),
    passes=('<button aria-pressed="false">A+</button>',),
    fails=('<button aria-sort="none">A+</button>',),
)
def aria_attribute_fits_role(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        names = [one for one in _aria(element) if one in ATTRIBUTES]
        if not names or element.namespace == "math" or not page.access.in_tree(element):
            continue
        role = page.access.role(element)
        for name in names:
            if (
                name in GLOBAL
                or name in SUPPORTED.get(role, ())
                or _html_allows(element, role, name)
            ):
                yield passed(element)
            else:
                yield failed(
                    element,
                    offset=element.attribute_start(name),
                    name=name,
                    role=role or element.tag,
                )


def _html_allows(element: Element, role: str, name: str) -> bool:
    if role or not element.is_html or element.tag != "input":
        return False
    kind = element.get("type").lower()
    return name in ALLOWED_WITHOUT_ROLE.get("password" if kind == "password" else "date", ())


@rule(
    "role-has-required-properties",
    act="4e8ab6",
    wcag="4.1.2",
    title=("Vai trò có đủ thuộc tính bắt buộc", "The role has the properties it requires"),
    why=_WHY,
    wrong=('role="{role}" thiếu {names}', 'role="{role}" lacks {names}'),
    help=("Thêm thuộc tính còn thiếu.", "Add what is missing."),
    passes=('<div role="heading" aria-level="2">Tin</div>',),
    fails=('<div role="heading">Tin</div>',),
)
def role_has_required_properties(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        role = page.access.explicit_role(element)
        if role not in REQUIRED or not page.access.in_tree(element):
            continue
        if page.access.implicit_role(element) == role or page.access.role(element) != role:
            continue
        if role == "separator" and not page.access.can_focus(element):
            continue
        missing = [
            one
            for one in REQUIRED[role]
            if not element.get(one).strip() and not _is_native(element, one)
        ]
        if role == "combobox" and element.get("aria-expanded").lower() == "false":
            missing = [one for one in missing if one != "aria-controls"]
        yield failed(element, role=role, names=", ".join(missing)) if missing else passed(element)


def _is_native(element: Element, name: str) -> bool:
    """Whether HTML itself tells what a property would."""
    kind = element.get("type").lower()
    if name == "aria-checked":
        return element.tag == "input" and kind in ("checkbox", "radio")
    if name == "aria-level":
        return bool(re.fullmatch("h[1-6]", element.tag))
    if name == "aria-valuenow":
        return (element.tag == "input" and kind in ("range", "number")) or element.tag in (
            "meter",
            "progress",
        )
    return name == "aria-expanded" and element.tag in ("select", "summary")


def _parent_in_tree(page: Page, element: Element) -> Element | None:
    """The nearest ancestor that assistive technology is told of as something."""
    for one in element.ancestors:
        role = page.access.role(one)
        if role in ("none", "presentation"):
            continue
        if (
            role in ("generic", "")
            and not any(name in GLOBAL for name in one.attributes)
            and not page.access.can_focus(one)
        ):
            continue
        return one
    return None


def _owners(page: Page) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in page.elements:
        for name in element.get("aria-owns").split():
            found.setdefault(name, element)
    return found


@rule(
    "role-is-in-context",
    act="ff89c9",
    wcag="1.3.1",
    title=("Vai trò ở đúng chỗ", "The role stands where it belongs"),
    why=_WHY,
    wrong=('role="{role}" không nằm trong {context}', 'role="{role}" is not within {context}'),
    help=(
        "Đặt nó vào phần tử có vai trò cần thiết.",
        "Put it into an element of the role it needs.",
    ),
    passes=('<div role="list"><div role="listitem">Tin</div></div>',),
    fails=('<div role="listitem">Tin</div>',),
)
def role_is_in_context(page: Page) -> Iterator[Outcome]:
    owners = _owners(page)
    for element in page.elements:
        role = page.access.explicit_role(element)
        if (
            role not in CONTEXT
            or not page.access.in_tree(element)
            or page.access.role(element) != role
        ):
            continue
        if page.access.implicit_role(element) == role:
            continue
        if _is_within(page, element, role, owners):
            yield passed(element)
        else:
            yield failed(element, role=role, context=" / ".join(CONTEXT[role]))


def _is_within(page: Page, element: Element, role: str, owners: dict[str, Element]) -> bool:
    parent = owners.get(element.id or "") or _parent_in_tree(page, element)
    return parent is not None and page.access.role(parent) in CONTEXT[role]


@rule(
    "role-owns-what-it-must",
    act="bc4a75",
    wcag="1.3.1",
    title=("Vai trò chứa đúng phần tử", "The role holds what it must"),
    why=_WHY,
    wrong=(
        "role {role} không chứa {owned}, hoặc chứa thứ khác ({found})",
        "The role {role} holds no {owned}, or something else ({found})",
    ),
    help=("Chỉ để trong nó các phần tử có vai trò ấy.", "Keep only elements of those roles in it."),
    passes=('<div role="list"><div role="listitem">Tin</div></div>',),
    fails=('<div role="list"><a href="/">Tin</a></div>',),
)
def role_owns_what_it_must(page: Page) -> Iterator[Outcome]:
    owners = _owners(page)
    for element in page.elements:
        role = page.access.role(element)
        if role not in OWNED or not page.access.in_tree(element):
            continue
        if element.namespace or _is_busy(element):
            continue
        found = [
            one
            for one in _owned(page, element, owners)
            if page.access.role(one) not in ("caption",)
        ]
        allowed = OWNED[role]
        wrong = []
        waiting = list(found)
        while waiting:
            one = waiting.pop()
            if page.access.role(one) not in allowed:
                wrong.append(page.access.role(one))
            elif page.access.role(one) == "group":
                waiting.extend(_owned(page, one, owners))
        has_parts = any(page.access.in_tree(one) for one in element.elements)
        if wrong or (not found and has_parts):
            yield failed(
                element, role=role, owned=" / ".join(allowed), found=", ".join(wrong[:3]) or "–"
            )
        elif found:
            yield passed(element)


def _is_busy(element: Element) -> bool:
    """Whether its content is still to come."""
    return any(one.get("aria-busy").strip().lower() == "true" for one in element.family)


_UNSEEN_PARTS = frozenset("script style template noscript".split())


def _owned(page: Page, element: Element, owners: dict[str, Element]) -> list[Element]:
    """What an element owns: in it or by aria-owns, through what has no meaning."""
    waiting = [
        *(
            one
            for name in element.get("aria-owns").split()
            if (one := page.by_id.get(name)) is not None
        ),
        *element.elements,
    ]
    waiting.reverse()
    found = []
    while waiting:
        one = waiting.pop()
        if not page.access.in_tree(one) or one.tag in _UNSEEN_PARTS:
            continue
        if (
            one.id
            and owners.get(one.id) not in (None, element)
            and one.id not in element.get("aria-owns").split()
        ):
            continue
        role = page.access.role(one)
        plain = role in ("generic", "") and not any(name in GLOBAL for name in one.attributes)
        if role in ("none", "presentation") or (plain and not page.access.can_focus(one)):
            waiting.extend(reversed(one.elements))
        else:
            found.append(one)
    return found


_NAMES = ("aria-label", "aria-labelledby", "aria-braillelabel")
_DESCRIPTIONS_OF_ROLE = ("aria-roledescription", "aria-brailleroledescription")


def _is_prohibited(name: str, role: str) -> bool:
    """WAI-ARIA 1.2: who may have no name; and what is nothing at all has no role to describe."""
    if role not in NAME_PROHIBITED:
        return False
    is_nothing = role in ("generic", "none", "presentation")
    return name in _NAMES or (is_nothing and name in _DESCRIPTIONS_OF_ROLE)


@rule(
    "name-is-allowed",
    act="kb1m8s",
    wcag="4.1.2",
    impact="moderate",
    title=("Phần tử được phép có tên", "The element may have a name"),
    why=(
        "Trình đọc màn hình bỏ qua tên của phần tử không có vai trò.",
        "Screen readers pass over the name of an element without a role.",
    ),
    wrong=("{name} không dùng được cho vai trò {role}", "{name} is not for the role {role}"),
    help=(
        "Viết chữ thấy được, hoặc cho phần tử một vai trò.",
        "Write visible text, or give it a role.",
    ),
    passes=('<nav aria-label="Chính"><a href="/">Tin</a></nav>',),
    fails=('<div aria-label="Tin">Tin tức</div>',),
)
def name_is_allowed(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        names = [one for one in _aria(element) if one in GLOBAL and element.get(one).strip()]
        if not names or element.namespace == "math" or not page.access.in_tree(element):
            continue
        role = page.access.role(element)
        wrong = [one for one in names if _is_prohibited(one, role)]
        if wrong and "-" not in element.tag:
            yield failed(
                element, offset=element.attribute_start(wrong[0]), name=wrong[0], role=role
            )
        else:
            yield passed(element)


@rule(
    "hidden-takes-no-focus",
    act="6cfa84",
    wcag="1.3.1 4.1.2",
    title=("Phần bị ẩn không nhận tiêu điểm", "What is hidden takes no focus"),
    why=(
        "Phím Tab dừng ở một chỗ mà trình đọc màn hình không nói gì.",
        "The Tab key stops at a place of which a screen reader says nothing.",
    ),
    wrong=(
        "Phần tử aria-hidden chứa chỗ dừng của phím Tab",
        "The aria-hidden element holds a stop of the Tab key",
    ),
    help=(
        'Bỏ aria-hidden, hoặc đặt tabindex="-1" bên trong.',
        'Take aria-hidden away, or set tabindex="-1" inside.',
    ),
    passes=('<p aria-hidden="true">★</p>',),
    fails=('<p aria-hidden="true"><a href="/">Tin</a></p>',),
)
def hidden_takes_no_focus(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if element.get("aria-hidden").strip().lower() != "true" or element.namespace == "math":
            continue
        inside = (one for one in (element, *element.descendants()) if page.access.in_tab_order(one))
        # A guard hands the focus on at once.
        stop = next((one for one in inside if ".focus(" not in one.get("onfocus")), None)
        yield passed(element) if stop is None else failed(element)


@rule(
    "no-focus-within-one-thing",
    act="307n5z",
    wcag="4.1.2",
    title=("Không có chỗ dừng trong một phần tử liền khối", "No stop within what is one thing"),
    why=(
        "Nút, ảnh, thẻ chọn được đọc liền một khối: cái nút bên trong không ai nghe thấy.",
        "Buttons, images and tabs are told as one: a control inside is never heard of.",
    ),
    wrong=(
        "Phần tử {role} chứa chỗ dừng khác của phím Tab",
        "The {role} holds another stop of the Tab key",
    ),
    help=("Đưa phần bên trong ra ngoài.", "Take what is inside out of it."),
    passes=("<button>Lưu</button>",),
    fails=('<button>Lưu <span role="button" tabindex="0">▼</span></button>',),
)
def no_focus_within_one_thing(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        role = page.access.role(element)
        if role not in PRESENTATIONAL_CHILDREN or not page.access.in_tree(element):
            continue
        if element.tag == "summary" and not page.access.explicit_role(element):
            continue  # a disclosure, no button: what is in it is told
        stop = any(page.access.in_tab_order(one) for one in element.descendants())
        yield failed(element, role=role) if stop else passed(element)


@rule(
    "frame-can-be-entered",
    act="akn7bn",
    wcag="2.1.1",
    title=("Vào được khung nhúng bằng bàn phím", "A frame can be entered by the keyboard"),
    why=(
        "Khung có tabindex âm thì bàn phím không vào được bên trong.",
        "With a negative tabindex the keyboard never gets into the frame.",
    ),
    wrong=(
        "Khung có tabindex âm nhưng chứa phần tử tương tác",
        "The frame has a negative tabindex, and controls inside",
    ),
    help=("Bỏ tabindex âm.", "Take the negative tabindex away."),
    passes=('<iframe srcdoc="<a href=/>Tin</a>"></iframe>',),
    fails=('<iframe tabindex="-1" srcdoc="<a href=/>Tin</a>"></iframe>',),
)
def frame_can_be_entered(page: Page) -> Iterator[Outcome]:
    for element in page.find("iframe"):
        if not element.has("srcdoc") or not page.access.is_visible(element):
            continue
        if page.access.is_inert(element) or _is_tiny(page, element):
            continue
        inside = read_page(element.get("srcdoc"))
        if not any(
            inside.access.in_tab_order(one) and inside.access.is_visible(one)
            for one in inside.elements
        ):
            continue
        is_out = bool(re.match(r"\s*-\d", element.get("tabindex")))
        yield failed(element) if is_out else passed(element)


def _is_tiny(page: Page, frame: Element) -> bool:
    """Whether a frame is too small for anything in it to be seen."""
    style = page.styles.of(frame)
    sizes = [style.px(side) for side in ("width", "height")]
    written = [frame.get(side).strip() for side in ("width", "height")]
    sizes += [float(one) for one in written if one.isdigit()]
    return any(one is not None and one <= 1 for one in sizes)


_FIELDS = frozenset(
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname username "
    "new-password current-password one-time-code organization-title organization street-address "
    "address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 "
    "address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name "
    "cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency "
    "transaction-amount language bday bday-day bday-month bday-year sex url photo".split()
)
_CONTACTS = frozenset(
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix "
    "tel-extension email impp".split()
)


@rule(
    "autocomplete-is-valid",
    act="73f2c2",
    wcag="1.3.5",
    level="AA",
    impact="moderate",
    title=("autocomplete hợp lệ", "autocomplete is valid"),
    why=(
        "Giá trị đúng giúp trình duyệt điền hộ người khó gõ.",
        "A right value lets the browser fill in for who finds typing hard.",
    ),
    wrong=('autocomplete="{value}" không hợp lệ', 'autocomplete="{value}" is not valid'),
    help=(
        "Viết một giá trị của HTML, như name hay email.",
        "Write a value of HTML such as name or email.",
    ),
    passes=('<label>Tên <input autocomplete="name"></label>',),
    fails=('<label>Tên <input autocomplete="ten"></label>',),
)
def autocomplete_is_valid(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        if element.tag not in ("input", "select", "textarea") or not element.is_html:
            continue
        value = element.get("autocomplete")
        tokens = value.lower().split()
        if not tokens or tokens in (["on"], ["off"]):
            continue
        if element.tag == "input" and element.get("type").lower() in (
            "hidden",
            "button",
            "submit",
            "reset",
            "image",
            "checkbox",
            "radio",
            "range",
            "color",
            "file",
        ):
            continue
        if page.access.is_disabled(element):
            continue
        if not (page.access.is_visible(element) or page.access.in_tree(element)):
            continue
        if re.match(r"\s*-\d", element.get("tabindex")) and page.access.role(element) in (
            "none",
            "presentation",
            "generic",
            "",
        ):
            continue
        if _is_detail(tokens):
            yield passed(element)
        else:
            yield failed(element, offset=element.attribute_start("autocomplete"), value=value[:40])


def _is_detail(tokens: list[str]) -> bool:
    rest = list(tokens)
    if rest and rest[0].startswith("section-") and len(rest[0]) > len("section-"):
        rest.pop(0)
    if rest and rest[0] in ("shipping", "billing"):
        rest.pop(0)
    if len(rest) > 1 and rest[-1] == "webauthn":
        rest.pop()
    if rest and rest[0] in ("home", "work", "mobile", "fax", "pager"):
        return len(rest) == 2 and rest[1] in _CONTACTS
    return len(rest) == 1 and rest[0] in (_FIELDS | _CONTACTS)
