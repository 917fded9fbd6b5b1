"""What is shown, what assistive technology is told, and what the keyboard reaches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readable.check.aria import GLOBAL, ROLES, inherits
from readable.check.page import Element
from readable.check.styles import Style, Styles

if TYPE_CHECKING:
    from readable.check.page import Page

__all__ = ["Access"]

_SECTIONS = frozenset("article aside main nav section".split())
_ROLES = {
    "article": "article",
    "aside": "complementary",
    "address": "group",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "dd": "definition",
    "del": "deletion",
    "details": "group",
    "dfn": "term",
    "dialog": "dialog",
    "dt": "term",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    "form": "form",
    "hgroup": "group",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "main": "main",
    "mark": "mark",
    "math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "s": "deletion",
    "search": "search",
    "strong": "strong",
    "sub": "subscript",
    "summary": "button",
    "sup": "superscript",
    "table": "table",
    "tbody": "rowgroup",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
    "textarea": "textbox",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "a": "link",
    "area": "link",
}
_GENERIC = frozenset("a area b bdi bdo body data div i pre q samp small span u".split())
_INPUTS = {
    "button": "button",
    "submit": "button",
    "reset": "button",
    "image": "button",
    "checkbox": "checkbox",
    "radio": "radio",
    "range": "slider",
    "number": "spinbutton",
    "search": "searchbox",
    "email": "textbox",
    "tel": "textbox",
    "text": "textbox",
    "url": "textbox",
    "": "textbox",
}
_ROLELESS_INPUTS = frozenset(
    "color date datetime-local file hidden month password time week".split()
)
_INTERACTIVE = frozenset("button select textarea".split())
# Old versions of WAI-ARIA know no braille attributes: they decide no conflict of roles.
_DECIDING = GLOBAL - {"aria-braillelabel", "aria-brailleroledescription", "aria-hidden"}
# Far enough to the side that no page is meant to show it.
_FAR_PX = 500.0


class Access:
    """Answers about the elements of a page, each found once."""

    def __init__(self, page: Page, styles: Styles | None = None) -> None:
        self.page = page
        self.styles = styles or page.styles
        self._role: dict[int, str] = {}
        self._rendered: dict[int, bool] = {}
        self._visible: dict[int, bool] = {}
        self._away: dict[int, bool] = {}
        self._moves: dict[int, bool] = {}
        self._aria_hidden: dict[int, bool] = {}
        self._inert: dict[int, bool] = {}

    def is_rendered(self, element: Element) -> bool:
        """Whether it has a box: no `display: none`, no closed `details` around it."""
        if element.order not in self._rendered:
            parent = element.parent
            shown = (parent is None or self.is_rendered(parent)) and self._has_box(element)
            self._rendered[element.order] = shown
        return self._rendered[element.order]

    def _has_box(self, element: Element) -> bool:
        style = self.styles.of(element)
        if style.display == "none" or style.get("content-visibility") == "hidden":
            return False
        parent = element.parent
        if parent is not None and parent.tag in ("audio", "video") and parent.is_html:
            return False  # what is for browsers that cannot play
        if parent is not None and parent.tag == "details" and not parent.has("open"):
            return element.tag == "summary" and element is _summary_of(parent)
        return True

    def is_exposed_visually(self, element: Element) -> bool:
        """Whether it has a box that is not `visibility: hidden`."""
        return (
            self.is_rendered(element)
            and self.styles.of(element).get("visibility", "visible") == "visible"
        )

    def is_visible(self, element: Element) -> bool:
        """Whether a reader sees it: shown, not moved far off, not faded or cut away."""
        found = self._visible.get(element.order)
        if found is None:
            found = self.is_exposed_visually(element) and not self._is_away(element)
            self._visible[element.order] = found
        return found

    def _is_away(self, element: Element) -> bool:
        if element.order not in self._away:
            parent = element.parent
            away = (parent is not None and self._is_away(parent)) or self._moves_away(
                self.styles.of(element)
            )
            self._away[element.order] = away
        return self._away[element.order]

    def _moves_away(self, style: Style) -> bool:
        # Styles are kept by the page, so that their ids stay.
        if id(style) not in self._moves:
            self._moves[id(style)] = _moves_away(style)
        return self._moves[id(style)]

    def is_aria_hidden(self, element: Element) -> bool:
        if element.order not in self._aria_hidden:
            parent = element.parent
            hidden = (parent is not None and self.is_aria_hidden(parent)) or (
                element.get("aria-hidden").strip().lower() == "true"
            )
            self._aria_hidden[element.order] = hidden
        return self._aria_hidden[element.order]

    def is_inert(self, element: Element) -> bool:
        """Whether `inert` keeps it, or what it is in, from focus and assistive technology."""
        if element.order not in self._inert:
            parent = element.parent
            own = element.is_html and element.has("inert")
            self._inert[element.order] = own or (parent is not None and self.is_inert(parent))
        return self._inert[element.order]

    def in_tree(self, element: Element) -> bool:
        """Whether assistive technology is told of it or of what is in it."""
        hidden = self.is_aria_hidden(element) or self.is_inert(element)
        return self.is_exposed_visually(element) and not hidden

    def role(self, element: Element) -> str:
        """Its semantic role; "" for an element that has none, `none` for one without meaning."""
        found = self._role.get(element.order)
        if found is None:
            found = self._role[element.order] = self._find_role(element)
        return found

    def explicit_role(self, element: Element) -> str:
        """The first role of its `role` attribute that there is."""
        if "role" not in element.attributes:
            return ""
        return next((one for one in element.get("role").lower().split() if one in ROLES), "")

    def _find_role(self, element: Element) -> str:
        implicit = self.implicit_role(element)
        explicit = self.explicit_role(element)
        if explicit in ("none", "presentation"):
            return implicit if self.keeps_meaning(element) and implicit else "none"
        if explicit:
            return "img" if explicit == "image" else explicit
        if implicit == "none" and element.tag == "img" and self.keeps_meaning(element):
            return "img"
        return implicit

    def keeps_meaning(self, element: Element) -> bool:
        """Whether it cannot be made meaningless: it takes focus or has a global property."""
        return self.can_focus(element) or any(name in _DECIDING for name in element.attributes)

    def implicit_role(self, element: Element) -> str:
        """The role of an element without a `role` attribute."""
        tag = element.tag
        if element.namespace == "svg":
            return "graphics-document" if tag == "svg" else ""
        if element.namespace:
            return "math" if tag == "math" else ""
        if tag == "img":
            is_empty = element.has("alt") and not element.get("alt")
            return "none" if is_empty else "img"
        if tag == "input":
            return self._input_role(element)
        if tag == "select":
            size = element.get("size").strip()
            many = element.has("multiple") or (size.isdigit() and int(size) > 1)
            return "listbox" if many else "combobox"
        if tag in ("a", "area") and not element.has("href"):
            return "generic"
        if tag in ("td", "th"):
            return self._cell_role(element)
        if tag == "li":
            parent = element.parent
            return (
                "listitem"
                if parent is not None and parent.tag in ("ul", "ol", "menu")
                else "generic"
            )
        if tag in ("header", "footer"):
            inside = any(
                one.tag in _SECTIONS
                or self.explicit_role(one)
                in ("article", "complementary", "main", "navigation", "region")
                for one in element.ancestors
            )
            return "generic" if inside else "banner" if tag == "header" else "contentinfo"
        if tag in ("section", "form"):
            named = any(
                element.get(name).strip() for name in ("aria-label", "aria-labelledby", "title")
            )
            return ("region" if tag == "section" else "form") if named else "generic"
        if tag == "summary":
            parent = element.parent
            is_first = (
                parent is not None and parent.tag == "details" and element is _summary_of(parent)
            )
            return "button" if is_first else "generic"
        if tag in ("tr", "tbody", "thead", "tfoot", "caption"):
            table = next((one for one in element.ancestors if one.tag == "table"), None)
            if table is None or self.role(table) not in ("table", "grid", "treegrid"):
                return "generic"
        if tag in _GENERIC and tag not in _ROLES:
            return "generic"
        return _ROLES.get(tag, "")

    def _input_role(self, element: Element) -> str:
        kind = element.get("type").strip().lower()
        if kind in _ROLELESS_INPUTS:
            return ""
        role = _INPUTS.get(kind, "textbox")
        listed = self.page.by_id.get(element.get("list")) if element.has("list") else None
        if role in ("textbox", "searchbox") and listed is not None and listed.tag == "datalist":
            return "combobox"
        return role

    def _cell_role(self, element: Element) -> str:
        table = next((one for one in element.ancestors if one.tag == "table"), None)
        role = self.role(table) if table is not None else ""
        if role not in ("table", "grid", "treegrid"):
            return "generic"
        if element.tag == "td":
            return "cell" if role == "table" else "gridcell"
        scope = element.get("scope").strip().lower()
        if scope in ("row", "rowgroup"):
            return "rowheader"
        if scope in ("col", "colgroup"):
            return "columnheader"
        row = element.parent
        has_data = row is not None and any(one.tag == "td" for one in row.elements)
        return (
            "rowheader" if has_data and element.index == 0 and not _is_head(row) else "columnheader"
        )

    def is_disabled(self, element: Element) -> bool:
        """Whether a control is switched off, by HTML or by ARIA."""
        if element.is_html and element.tag in (
            "button",
            "input",
            "select",
            "textarea",
            "option",
            "optgroup",
            "fieldset",
        ):
            if element.has("disabled"):
                return True
            fieldset = next(
                (one for one in element.ancestors if one.tag == "fieldset" and one.has("disabled")),
                None,
            )
            if fieldset is not None:
                legend = next((one for one in fieldset.elements if one.tag == "legend"), None)
                if legend is None or not any(one is legend for one in element.ancestors):
                    return True
        return any(one.get("aria-disabled").strip().lower() == "true" for one in element.family)

    def can_focus(self, element: Element) -> bool:
        """Whether it can be focused, by the keyboard or a script."""
        if not self.is_exposed_visually(element) or self.is_inert(element):
            return False
        if _tab_index(element) is not None:
            return not self._is_off(element)
        return self._is_focusable_by_nature(element)

    def in_tab_order(self, element: Element) -> bool:
        """Whether the Tab key reaches it."""
        index = _tab_index(element)
        return self.can_focus(element) and (index is None or index >= 0)

    def _is_off(self, element: Element) -> bool:
        return (
            element.is_html
            and element.tag in ("button", "input", "select", "textarea")
            and (element.has("disabled") or element.in_disabled_fieldset)
        )

    def _is_focusable_by_nature(self, element: Element) -> bool:
        tag = element.tag
        if element.namespace:
            return tag == "a" and (element.has("href") or element.has("xlink:href"))
        if tag in _INTERACTIVE or (tag == "input" and element.get("type").lower() != "hidden"):
            return not self._is_off(element)
        if tag in ("a", "area"):
            return element.has("href")
        if tag in ("audio", "video"):
            return element.has("controls")
        if tag == "summary":
            return (
                element.parent is not None
                and element.parent.tag == "details"
                and element is _summary_of(element.parent)
            )
        if tag == "details":
            return not any(one.tag == "summary" for one in element.elements)
        if tag in ("iframe", "embed"):
            return tag == "iframe"
        return self.is_editable(element)

    def is_editable(self, element: Element) -> bool:
        """Whether a reader may write in it, whatever it is: a click puts the caret there."""
        editable = element.get("contenteditable", "no").strip().lower()
        return editable in ("", "true", "plaintext-only")

    def is_kind(self, element: Element, role: str) -> bool:
        return inherits(self.role(element), role)


def _summary_of(details: Element) -> Element | None:
    return next((one for one in details.elements if one.tag == "summary"), None)


def _is_head(row: Element | None) -> bool:
    return row is not None and row.parent is not None and row.parent.tag == "thead"


def _tab_index(element: Element) -> int | None:
    found = re.match(r"\s*([+-]?\d+)", element.get("tabindex"))
    return int(found[1][:10]) if found else None


_CLIP = re.compile(r"rect\(([^)]*)\)")
_NOTHING = re.compile(
    r"inset\(\s*(?:50|100)%|circle\(\s*0|"
    r"polygon\(\s*0(?:px)? 0(?:px)?\s*(?:,\s*0(?:px)? 0(?:px)?\s*)*\)"
)


def _moves_away(style: Style) -> bool:
    """Whether an element, and what is in it, is out of sight."""
    if style.get("opacity") and _number(style.get("opacity")) == 0:
        return True
    position = style.get("position", "static")
    if position in ("absolute", "fixed", "relative", "sticky"):
        for side in ("top", "left", "right", "bottom"):
            moved = style.px(side, 1280.0)
            if moved is not None and moved <= -_FAR_PX:
                return True
            if moved is not None and moved >= 9_000 and side in ("left", "right"):
                return True
    if position in ("absolute", "fixed"):
        clip = _CLIP.search(style.get("clip"))
        if clip is not None:
            edges = [one.strip() for one in re.split(r"[,\s]+", clip[1].strip()) if one.strip()]
            if len(edges) == 4 and _all_within(edges, style.font_px):
                return True
    if _NOTHING.search(style.get("clip-path")):
        return True
    for side in ("left", "top", "right"):
        margin = style.px(f"margin-{side}")
        if margin is not None and margin <= -_FAR_PX:
            return True
    indent = style.px("text-indent")
    if indent is not None and indent <= -_FAR_PX:
        return True
    if style.font_px == 0:
        return True
    width, height = style.px("width"), style.px("height")
    cut = (
        style.get("overflow-x", "visible") != "visible"
        or style.get("overflow-y", "visible") != "visible"
    )
    if (
        cut
        and not style.is_inline
        and ((width is not None and width <= 1) or (height is not None and height <= 1))
    ):
        return True
    return bool(
        re.search(
            r"scale\(\s*0\s*\)|translate[xy]?\(\s*-\d{3,}(?:\.\d+)?(?:px|em|vw|%)",
            style.get("transform"),
        )
    )


def _all_within(edges: list[str], font_px: float) -> bool:
    from readable.check.lengths import to_px

    found = [to_px(one, font_px) for one in edges]
    if any(one is None for one in found):
        return False
    top, right, bottom, left = (one or 0.0 for one in found)
    return right - left <= 1 or bottom - top <= 1


def _number(text: str) -> float:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0
