"""What layout adds around an article: drawn on its pages, and no part of its text."""

from __future__ import annotations

from readable.values import value

__all__ = ["Additions"]


@value(frozen=True, slots=True)
class Additions:
    """What pages have beside the article and their numbers.

    `header` is whether its title stands at the top of each page but the first, `footer` a text
    beside the page's number; both are one line, shortened between words. `contents` is whether
    there is a list of headings with their pages; None is: in a long article. `addresses` is
    whether links are numbered and their addresses listed at the end.
    """

    header: bool = False
    footer: str | None = None
    contents: bool | None = None
    addresses: bool = False
