"""Accessible names, computed as https://www.w3.org/TR/accname-1.2/ and HTML-AAM say."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from readable.check.aria import NAMED_BY_CONTENT, inherits
from readable.check.page import Element, Text

if TYPE_CHECKING:
    from readable.check.page import Page

__all__ = ["Names", "one_line"]

_DEEPEST = 60
_BUTTONS = {"submit": "Submit", "reset": "Reset"}
_LABELLED = frozenset("button input meter output progress select textarea".split())


def one_line(text: str) -> str:
    """The text with every run of white space as one space.

    >>> one_line("  ACT \\u00a0 rules\\n")
    'ACT rules'
    """
    return " ".join(text.split())


class Names:
    """The accessible names of a page's elements."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.access = page.access
        self._names: dict[int, str] = {}

    def of(self, element: Element) -> str:
        """The accessible name, in one line; "" without one."""
        if element.order not in self._names:
            self._names[element.order] = one_line(self._name(element, set(), 0))
        return self._names[element.order]

    @cached_property
    def _labels_for(self) -> dict[str, list[Element]]:
        """The `label` elements by the id that they name."""
        found: dict[str, list[Element]] = {}
        for one in self.page.find("label"):
            if one.get("for"):
                found.setdefault(one.get("for"), []).append(one)
        return found

    def labels(self, element: Element) -> list[Element]:
        """The `label` elements of a control."""
        if not (element.is_html and element.tag in _LABELLED):
            return []
        id_ = element.id or ""
        found = [*self._labels_for.get(id_, ())] if self.page.by_id.get(id_) is element else []
        around = next((one for one in element.ancestors if one.tag == "label"), None)
        if around is not None and not around.has("for") and around not in found:
            first = next(
                (
                    one
                    for one in around.descendants()
                    if one.tag in _LABELLED and one.get("type").lower() != "hidden"
                ),
                None,
            )
            if first is element:
                found.append(around)
        return found

    def _name(
        self,
        element: Element,
        seen: set[int],
        depth: int,
        *,
        referred: bool = False,
        in_content: bool = False,
    ) -> str:
        if depth > _DEEPEST or element.order in seen:
            return ""
        if not referred and not self._is_told(element, in_content):
            return ""
        seen = seen | {element.order}
        if not referred:
            # An element may name itself too: by what it holds, before what others say.
            told = [
                self._name(
                    other,
                    seen - {element.order} if other is element else seen,
                    depth + 1,
                    referred=True,
                )
                for other in self._referred(element)
            ]
            if any(one.strip() for one in told):
                return " ".join(told)
        label = element.get("aria-label")
        if label.strip():
            return label
        role = self.access.role(element)
        if in_content or referred:
            value = self._value(element, role)
            if value is not None:
                return value
        # What is marked as meaningless is not named by its alt or its caption.
        native = None if role == "none" else self._native(element, seen, depth)
        if native is not None and native.strip():
            return native
        if native is None and (in_content or referred or self._is_named_by_content(element, role)):
            content = self._content(element, seen, depth)
            if content.strip():
                return content
        title = element.get("title")
        if title.strip() and role not in ("none",):
            return title
        if (
            element.tag in ("input", "textarea")
            and element.get("placeholder").strip()
            and native != ""
        ):
            return element.get("placeholder")
        return "" if native is None else native

    def _is_told(self, element: Element, in_content: bool) -> bool:
        if in_content:
            return self.access.in_tree(element)
        return True

    def _referred(self, element: Element) -> list[Element]:
        found = []
        for name in element.get("aria-labelledby").split():
            other = self.page.by_id.get(name)
            if other is not None:
                found.append(other)
        return found

    def _is_named_by_content(self, element: Element, role: str) -> bool:
        if role in NAMED_BY_CONTENT:
            return True
        return any(inherits(role, one) for one in ("link", "button", "heading"))

    def _value(self, element: Element, role: str) -> str | None:
        """What a control within a label says."""
        if role in ("textbox", "searchbox"):
            if element.tag in ("input",):
                return element.get("value")
            return element.text_content
        if role in ("combobox", "listbox"):
            if element.tag == "input":
                return element.get("value")
            options = [
                one
                for one in element.descendants()
                if one.tag == "option" or self.access.role(one) == "option"
            ]
            chosen = [
                one for one in options if one.has("selected") or one.get("aria-selected") == "true"
            ]
            if not chosen and element.tag == "select" and options:
                chosen = options[:1]
            return " ".join(one_line(one.text_content) for one in chosen)
        if role in ("slider", "spinbutton", "scrollbar", "progressbar", "meter"):
            return (
                element.get("aria-valuetext")
                or element.get("aria-valuenow")
                or element.get("value")
            )
        return None

    def _native(self, element: Element, seen: set[int], depth: int) -> str | None:
        """What HTML and SVG name an element by; None where they have nothing of the kind."""
        tag = element.tag
        if element.namespace == "svg":
            title = next((one for one in element.elements if one.tag == "title"), None)
            if title is not None:
                return title.text_content
            if tag == "a":
                return element.get("xlink:title") or None
            return None
        if tag in ("img", "area"):
            return element.get("alt") if element.has("alt") else ("" if tag == "img" else None)
        if tag == "input":
            return self._input(element, seen, depth)
        if tag in _LABELLED and self.labels(element):
            name = self._labelled(element, seen, depth)
            if name.strip() or tag != "button":
                return name
        if tag in ("select", "textarea", "meter", "progress", "output"):
            return "" if tag != "output" else None
        part = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}.get(tag)
        if part is not None:
            child = next((one for one in element.elements if one.tag == part), None)
            return self._content(child, seen, depth) if child is not None else None
        if tag == "optgroup":
            return element.get("label")
        if tag == "option" and element.get("label"):
            return element.get("label")
        return "" if tag in ("iframe", "object", "video", "audio", "canvas") else None

    def _input(self, element: Element, seen: set[int], depth: int) -> str | None:
        kind = element.get("type").strip().lower()
        label = self._labelled(element, seen, depth)
        if label.strip():
            return label
        if kind in ("submit", "reset", "button"):
            return element.get("value") if element.has("value") else _BUTTONS.get(kind, "")
        if kind == "image":
            return element.get("alt") if element.has("alt") and element.get("alt").strip() else None
        return None

    def _labelled(self, element: Element, seen: set[int], depth: int) -> str:
        return " ".join(
            self._name(label, seen, depth + 1, referred=True) for label in self.labels(element)
        )

    def _content(self, element: Element, seen: set[int], depth: int) -> str:
        """The names of what is in an element, with spaces where a block or a break parts them."""
        styles = self.page.styles
        parts = [styles.generated(element, "before")]
        hidden = not self.access.is_exposed_visually(element)
        for child in element.children:
            if isinstance(child, Text):
                if hidden or self._shows_text(element):
                    parts.append(child.data)
                continue
            if child.tag in ("script", "style", "template", "noscript") and child.is_html:
                continue
            if hidden and depth < _DEEPEST:
                # What a hidden label holds is read as it stands, but for what is hidden on its own.
                if child.get("aria-hidden").lower() == "true":
                    continue
                name = self._hidden_name(child, seen, depth)
            else:
                name = self._name(child, seen, depth + 1, in_content=True)
            display = styles.of(child).display
            is_apart = display not in ("inline", "contents") or child.tag == "br"
            parts.append(f" {name} " if is_apart else name)
        parts.append(styles.generated(element, "after"))
        return "".join(parts)

    def _shows_text(self, element: Element) -> bool:
        return self.page.styles.of(element).get("visibility", "visible") == "visible"

    def _hidden_name(self, child: Element, seen: set[int], depth: int) -> str:
        return self._name(child, seen, depth + 1, referred=True)
