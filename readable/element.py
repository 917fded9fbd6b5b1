"""The one place that writes a `<`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

__all__ = ["Markup", "document", "element", "join"]

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_RAW = frozenset(("script", "style"))
# What would end a script or a style sheet, or hide its end, wherever it stands in them.
_ENDS_RAW = re.compile(r"</(?:script|style)|<!--|<script", re.IGNORECASE)


class Markup(str):
    """A text that is HTML already: `element` puts it in as it is, and so do templates."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def element(name: str, /, *children: str, **attributes: str | int | bool | None) -> Markup:
    """One element with its content, all text and values escaped but what is `Markup`.

    `class_` is written class, `data_scale` is written data-scale; True writes the name alone,
    None and False write nothing. Raises `ValueError` for content in an element that has none,
    and for a script or style sheet that would end too early.

    >>> element("p", "1 < 2 ", element("em", "đúng"), class_="summary", hidden=False)
    '<p class="summary">1 &lt; 2 <em>đúng</em></p>'
    """
    start = "".join((name, *(_attribute(*pair) for pair in attributes.items())))
    if name in _VOID:
        if children:
            raise ValueError(f"<{name}> has no content")
        return Markup(f"<{start}>")
    if name in _RAW:
        content = "".join(children)
        if _ENDS_RAW.search(content):
            raise ValueError(f"this text cannot stand in <{name}>")
        return Markup(f"<{start}>{content}</{name}>")
    content = join(children)
    # A line end right after the start tag does not count: one more, and the text's own does.
    lead = "\n" if name == "pre" and content.startswith("\n") else ""
    return Markup(f"<{start}>{lead}{content}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Texts and markup one after the other.

    >>> join(["a&b", Markup("<br>")])
    'a&amp;b<br>'
    """
    return Markup(between.join(part if isinstance(part, Markup) else _text(part) for part in parts))


def document(head: Iterable[str], body: Iterable[str], **attributes: str | None) -> Markup:
    """A whole page; the attributes are those of `<html>`.

    >>> print(document([element("title", "Tin")], ["Xin chào"], lang="vi"))
    <!doctype html>
    <html lang="vi"><head><title>Tin</title></head><body>Xin chào</body></html>
    """
    html = element("html", element("head", *head), element("body", *body), **attributes)
    return Markup(f"<!doctype html>\n{html}\n")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return " " + name
    quoted = _text(str(value)).replace('"', "&quot;")
    return f' {name}="{quoted}"'


def _text(text: str) -> str:
    # A parser turns a bare carriage return into a line feed.
    return escape(text, quote=False).replace("\r", "&#13;")
