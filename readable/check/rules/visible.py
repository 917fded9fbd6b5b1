"""The text that is seen of an element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from readable.check.page import Element, Text

if TYPE_CHECKING:
    from readable.check.page import Page

__all__ = ["inner_text", "tokens_of"]


def inner_text(page: Page, element: Element) -> str:
    """What a reader sees, with spaces at the borders of blocks and at line breaks."""
    parts: list[str] = []
    waiting: list[Element | Text | str] = list(reversed(element.children))
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
        elif isinstance(one, Text):
            if page.access.is_visible(one.parent):
                parts.append(one.data)
        elif one.tag == "br":
            parts.append(" ")
        elif page.access.is_rendered(one) and one.tag not in ("select", "textarea"):
            is_inline = page.styles.of(one).is_inline
            if not is_inline:
                parts.append(" ")
                waiting.append(" ")
            waiting.extend(reversed(one.children))
    return "".join(parts)


def tokens_of(text: str) -> list[str]:
    """The words of a text as they are compared: small letters, no signs, nothing in brackets.

    >>> tokens_of("Trang sau (2) …")
    ['trang', 'sau']
    """
    text = re.sub(r"\([^()]*\)", " ", normalize("NFC", text).casefold())
    kept = [one if category(one)[0] in "LNM" else " " for one in text]
    return "".join(kept).split()
