"""What templates call: the bar, the tags of the head, a stored article.

`readable.django` and `readable.jinja` give these functions names in their languages. The first
three take the request, which Django, Flask and Starlette put into what a template is given, or None
where there is none: a page that is made once for all readers.
"""

from __future__ import annotations

from typing import Any

from readable.element import Markup, join
from readable.markup import to_html
from readable.preferences import Preferences
from readable.reading import read_article
from readable.widget import CONTROLS, article_tags, head_tags, root_attributes, toolbar
from readable.widget.serving import visit

__all__ = ["URL", "article", "bar", "head", "root"]

URL = "/readable/"
"""Where the files are, from the root of the site: what the middleware answers."""


def root(request: Any) -> Markup:
    """The attributes of `<html>` that hold the reader's size.

    >>> root({"PATH_INFO": "/tin", "HTTP_COOKIE": "readable=scale=150"})
    'data-readable-scale="150"'
    """
    given = root_attributes(_preferences(request))
    return Markup(" ".join(f'{name}="{value}"' for name, value in given.items()))


def head(request: Any, url: str | None = None, *, articles: bool = False) -> Markup:
    """The style sheet and the script, with their digests; also those of `article`, if asked for."""
    folder = url if url is not None else _prefix(request) + URL
    return join((head_tags(folder), article_tags(folder) if articles else ""))


def bar(
    request: Any,
    for_id: str,
    controls: str = " ".join(CONTROLS),
    lang: str = "vi",
    *,
    through: str | None = None,
) -> Markup:
    """The bar for the article with that id. `controls` is its attribute, `through` as in `toolbar`.

    >>> "?id=7&amp;readable=scale%3D112" in bar({"PATH_INFO": "/", "QUERY_STRING": "id=7"}, "a")
    True
    """
    return toolbar(
        for_id,
        _preferences(request),
        address=None if request is None else visit(request).address,
        controls=controls,
        lang=lang,
        through=through,
    )


def article(html: str | None, heading_level: int = 2, *, id_prefix: str = "readable-") -> Markup:
    """A stored article as accessible HTML (`readable.to_html`); what is nothing stays nothing.

    It is the same for all readers, to be kept in a cache: the attributes of `<html>` (`root`, or
    the middleware) give it the reader's preferences.

    >>> article("<p>Chào")
    '<article class="readable" lang="vi">\\n<p>Chào</p>\\n</article>'
    """
    if not html or not html.strip():
        return Markup("")
    read = read_article(str(html))
    return Markup(to_html(read, heading_level=heading_level, id_prefix=id_prefix))


def _preferences(request: Any) -> Preferences:
    return Preferences() if request is None else visit(request).choice.preferences


def _prefix(request: Any) -> str:
    return "" if request is None else visit(request).prefix
