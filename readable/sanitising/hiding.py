"""What a page hides of itself, by an attribute or by its own style."""

from __future__ import annotations

import re

from readable.patterns import pattern

__all__ = ["is_hidden", "sizes_in_style"]

_INVISIBLE = pattern(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_COMMENT = pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIZE = pattern(
    r"(?:^|[;\s])(?P<name>width|height)\s*:\s*(?P<size>\d{1,5}(?:\.\d{1,5})?)(?:px|(?=\s*(?:[;!]|\Z)))",
    re.IGNORECASE,
)


def is_hidden(attributes: dict[str, str]) -> bool:
    """Whether an element is not shown: by `hidden`, `display: none` or `visibility: hidden`.

    >>> is_hidden({"style": "color:red; DISPLAY : none"}), is_hidden({"style": "display:block"})
    (True, False)
    """
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")
    return ":" in style and bool(_INVISIBLE.search(_COMMENT.sub("", style)))


def sizes_in_style(attributes: dict[str, str]) -> dict[str, str]:
    """The `width` and `height` in px that the style of an element gives it.

    >>> sizes_in_style({"style": "width:0;height: 90px;max-width:9px"})
    {'width': '0', 'height': '90'}
    """
    if "style" not in attributes:
        return {}
    found = _SIZE.finditer(attributes["style"])
    return {one["name"].lower(): one["size"] for one in found}
