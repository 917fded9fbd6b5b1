"""Marks within a template that say which text is the article's, and the page without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import Literal

__all__ = ["PortalPage", "Template", "finish", "mark"]

Kind = Literal["title", "date", "summary", "body", "author", "source", "aside", "note"]

_OPEN, _NAMED, _CLOSE = "\x02", "\x1f", "\x03"
_MARK = re.compile(f"{_OPEN}[a-z]+{_NAMED}|{_CLOSE}")
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr img li main nav ol p pre section table tbody td tfoot th"
    " thead tr ul root dynamic-element dynamic-content dir".split()
)
_UNSEEN = frozenset("script style noscript template select textarea title".split())


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A page and what its template knows to be the article.

    `gold` is all the text of the article in the order of the page, a line for each block: title,
    date, summary, body, author and source, where the page shows them. `body` is the body alone,
    with its captions. Both are None where a page has no article. `aside` is text within the body
    that a reader may keep or leave out (boxes with related news, a summary box). `title`,
    `summary`, `author` and `source` are as shown; `date` is of the form 2023-06-02. They are
    None where the page shows none.
    """

    name: str
    html: str
    gold: str | None
    body: str | None
    aside: str
    title: str | None
    date: str | None
    summary: str | None
    author: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Template:
    """A page as its template writes it, marks included, and when its article was published."""

    html: str
    published: datetime | None = None
    decomposed: bool = False


def mark(kind: Kind, html: str) -> str:
    """The HTML, marked as this part of the article; "note" is within the article and no part."""
    return f"{_OPEN}{kind}{_NAMED}{html}{_CLOSE}"


class _Parts(HTMLParser):
    """Collects the text of each marked part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self._keep("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._keep("\n")

    def handle_data(self, data: str) -> None:
        at = 0
        for found in _MARK.finditer(data):
            self._keep(data[at : found.start()])
            at = found.end()
            self._keep("\n")
            if found[0] == _CLOSE:
                self._open.pop()
            else:
                self._open.append(found[0].strip(_OPEN + _NAMED))
            self._keep("\n")
        self._keep(data[at:])

    def _keep(self, text: str) -> None:
        if self._unseen or not self._open or "note" in self._open:
            return
        if "aside" in self._open:
            self.texts.setdefault("aside", []).append(text)
            return
        for kind in {"whole", *self._open}:
            self.texts.setdefault(kind, []).append(text)

    def lines(self, kind: str) -> str | None:
        text = unicodedata.normalize("NFC", "".join(self.texts.get(kind, ())))
        text = text.replace("\xad", "").replace("\N{LATIN CAPITAL LETTER ETH}", "Đ")
        lines = [" ".join(line.split()) for line in _split(text)]
        return "\n".join(line for line in lines if line) or None


def _split(text: str) -> Iterator[str]:
    # Only a block ends a line: what the source breaks within a paragraph is set as \n by us, so
    # templates must not break lines within one.
    yield from text.split("\n")


def finish(name: str, template: Template) -> PortalPage:
    """The page for tests: its HTML without marks, and the text of its parts."""
    html = template.html
    parts = _Parts()
    parts.feed(html)
    parts.close()
    html = _MARK.sub("", html)
    if template.decomposed:
        html = unicodedata.normalize("NFD", html)
    published = template.published
    return PortalPage(
        name=name,
        html=html,
        gold=parts.lines("whole"),
        body=parts.lines("body"),
        aside=parts.lines("aside") or "",
        title=parts.lines("title"),
        date=published.date().isoformat() if published and parts.lines("date") else None,
        summary=parts.lines("summary"),
        author=parts.lines("author"),
        source=parts.lines("source"),
    )
