"""The article in a page: its own words, without the menus and lists of the portal around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from readable.extracting.assembling import Found, assemble
from readable.extracting.finding import NoArticle, find_region, region_of_profile
from readable.extracting.tree import Tree
from readable.sanitising import End, Start, Text

__all__ = ["Found", "NoArticle", "find_article"]


def find_article(
    page: Iterable[Start | End | Text],
    metadata: Mapping[str, str] | None = None,
    structured: Sequence[str] = (),
    profile: str | Path | None = None,
) -> Found:
    """The events of the article in a page, in page order and well nested.

    The elements that are one part of the article have the attribute `data-readable-role`:
    title, date, summary, author, source, body or caption. `metadata` are the page's meta elements
    by their name or property in lower case, with its `title`; `structured` its JSON-LD scripts.
    A portal's profile goes first: the one that is named (of the package, or a TOML file), or the
    first that fits; then the general finder. A fragment without anything around the article
    is the article, whole.

    Raises `NoArticle` for a page that only leads to articles, and `WrongUse` for a profile that
    is none.

    >>> from readable.sanitising import events
    >>> found = find_article(events("<p>Hồ Ba Bể mở cửa trở lại.</p>"))
    >>> [event.text for event in found.events if isinstance(event, Text)]
    ['Hồ Ba Bể mở cửa trở lại.']
    """
    tree = Tree(page)
    metadata = metadata or {}
    region = region_of_profile(tree, metadata, structured, profile) or find_region(
        tree, metadata, structured
    )
    found = assemble(tree, region)
    if not any(map(_shows, found.events)):
        raise NoArticle
    return found


def _shows(event: Start | End | Text) -> bool:
    """Whether a reader sees anything of it."""
    if isinstance(event, Text):
        return bool(event.text.strip())
    return isinstance(event, Start) and event.tag in ("img", "picture", "video", "audio", "iframe")
