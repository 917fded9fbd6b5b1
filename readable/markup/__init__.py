"""An article as accessible HTML: the browser lays it out, at the size the reader chose."""

from __future__ import annotations

from pathlib import Path

from readable.article import Article
from readable.element import Markup, document, element, join
from readable.findings import Finding
from readable.markup.blocks import BlockWriter
from readable.markup.page import script, write_page
from readable.markup.stylesheet import attributes_of, custom_properties, stylesheet
from readable.preferences import Preferences
from readable.values import NamedTuple

__all__ = [
    "Markup",
    "Written",
    "document",
    "element",
    "join",
    "script",
    "stylesheet",
    "to_html",
    "write_html",
]

_DEFAULT = Preferences()


class Written(NamedTuple):
    """An article as HTML, and what a reader should know about it."""

    html: str
    findings: tuple[Finding, ...]


def to_html(
    article: Article,
    preferences: Preferences = _DEFAULT,
    *,
    standalone: bool = False,
    heading_level: int = 1,
    id_prefix: str = "readable-",
    base: str | Path | None = None,
    query: str = "",
) -> str:
    """The article as HTML: a fragment for a page with the style sheet, or a whole page.

    The fragment is one `<article class="readable">` without scripts; its looks come from
    `stylesheet()`, and the preferences stand in attributes (`data-scale`). A value that is not a
    step of the schema, as a size of 130 %, becomes a custom property in its `style`.

    `standalone=True` gives a page that holds its style sheet, its fonts, a bar that changes the
    text size with and without a script, and a content security policy.

    - `heading_level`: the level, 1 to 6, of the title or, without one, of the highest heading.
    - `id_prefix`: what every id begins with; choose another for a second article on a page.
    - `base`: the folder of the article's pictures. Those inside it, up to 5 MB each, become part
      of the HTML; one outside it is not shown, its alternative stands in its place.
    - `query`: what the address of a standalone page holds beside preferences (`id=7`): the links
      that change the size keep it.

    Raises `ValueError` for a heading level that HTML does not have, and `WrongUse` for a prefix
    with a space.

    >>> from readable.article import Paragraph, Run
    >>> to_html(Article((Paragraph((Run("Chào"),)),)), Preferences(scale=150))
    '<article class="readable" lang="vi" data-scale="150">\\n<p>Chào</p>\\n</article>'
    """
    return write_html(
        article,
        preferences,
        standalone=standalone,
        heading_level=heading_level,
        id_prefix=id_prefix,
        base=base,
        query=query,
    ).html


def write_html(
    article: Article,
    preferences: Preferences = _DEFAULT,
    *,
    standalone: bool = False,
    heading_level: int = 1,
    id_prefix: str = "readable-",
    base: str | Path | None = None,
    query: str = "",
) -> Written:
    """As `to_html`, with what was found: first when the article was read, then on the way.

    On the way are found pictures without a text, or not to be shown.

    >>> from readable.article import Figure, Image
    >>> figure = Figure((Image("../../secret.png", alt="Núi"),))
    >>> [found.rule for found in write_html(Article((figure,)), base=Path(".")).findings]
    ['image-not-shown']
    """
    if not 1 <= heading_level <= 6:
        raise ValueError(f"there is no heading of level {heading_level}: choose one from 1 to 6")
    keeps_whole = preferences.breaking != "first-fit"
    writer = BlockWriter(article, heading_level, id_prefix, base, keeps_whole)
    blocks = writer.write()
    # On a page of its own the root has the preferences, for the ground and the bar to obey too.
    attributes = {} if standalone else attributes_of(preferences)
    breaking = preferences.breaking
    written = element(
        "article",
        "\n",
        blocks,
        "\n",
        class_="readable readable-filled" if breaking == "first-fit" else "readable",
        id=writer.article_id if standalone else None,
        lang=article.lang,
        data_breaking=breaking if breaking != _DEFAULT.breaking else None,
        aria_labelledby=writer.title_id,
        style=None if standalone else custom_properties(preferences),
        **attributes,
    )
    if standalone:
        written = write_page(
            article, written, preferences, writer.article_id, writer.sources, query
        )
    findings = dict.fromkeys((*article.findings, *writer.findings.values()))
    return Written(written, tuple(findings))
