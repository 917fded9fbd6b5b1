"""A whole page around one article, that needs no other file and no script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from readable.addresses import is_network
from readable.article import Article
from readable.element import Markup, document, element
from readable.markup.bar import step_id, toolbar_of_page
from readable.markup.blocks import interface_language, word
from readable.markup.joins import costs_of
from readable.markup.stylesheet import attributes_of, page_stylesheet, steps_of
from readable.preferences import Preferences

__all__ = ["script", "write_page"]

_LINE_END = "\n"


def write_page(
    article: Article,
    written: Markup,
    preferences: Preferences,
    article_id: str,
    sources: Iterable[str],
    query: str,
) -> Markup:
    """The page for an article that is written already, in an element with that id.

    `sources` are the addresses of its pictures, `query` what the page's address asks for beside
    preferences.
    """
    language = interface_language(article.lang)
    title = article.title or word("article", language)
    style = page_stylesheet(preferences, article.text + title, _built("toolbar.css"))
    address, toolbar, lines = script("page.js"), _built("standalone.js"), script("lines.js")
    policy = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "style-src": _hash(style),
        "script-src": " ".join(map(_hash, (address, toolbar, lines))),
        "img-src": " ".join(_picture_origins(sources)),
        "font-src": "data:",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    head = (
        element("meta", charset="utf-8"),
        element(
            "meta",
            http_equiv="Content-Security-Policy",
            content="; ".join(f"{name} {value}" for name, value in policy.items()),
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", " ".join(title.split())),
        # Without one a browser asks the server for an icon, which the policy forbids.
        element("link", rel="icon", href="data:,"),
        element("style", style),
        element("script", address),
        element("script", toolbar),
    )
    steps = steps_of(preferences)

    def leading(scale: int) -> str:
        return f"?{_query(replace(preferences, scale=scale), query)}#{step_id(scale)}"

    bar = toolbar_of_page(article_id, preferences, steps, leading, language)
    # Who goes from heading to heading finds the beginning also where the article has no title.
    heading = element("h1", title, class_="readable-unseen")
    start_tag = heading.partition(" ")[0]
    is_headed = article.title or start_tag in written
    headed = () if is_headed else (heading, _LINE_END)
    main = element("main", _LINE_END, *headed, written, _LINE_END)
    body = (element("header", bar), main, element("script", lines))
    return document(
        _lines(head),
        _lines(body),
        lang=article.lang,
        data_readable_scale=str(preferences.scale),
        data_readable_ladder=" ".join(map(str, steps)),
        **{
            name: value
            for name, value in attributes_of(preferences, "data-readable-").items()
            if name != "data-readable-scale"
        },
    )


def _lines(parts: Iterable[Markup]) -> Iterator[str]:
    for part in parts:
        yield _LINE_END
        yield part
    yield _LINE_END


def script(name: str) -> str:
    """The text of one of the scripts; what lines cost is put into the one that ends them."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return text.replace("COSTS = {}", f"COSTS = {costs_of()}") if name == "lines.js" else text


def _built(name: str) -> str:
    """The text of a file of the toolbar, as portals are served it."""
    return files("readable").joinpath("widget", "built", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression of a content security policy for an inline text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _picture_origins(sources: Iterable[str]) -> list[str]:
    """What `img-src` must allow for these addresses; `data:` is the icon's."""
    origins = {"data:"}
    for src in sources:
        scheme = re.match(r"\s*([a-z]+):", src, re.IGNORECASE)
        if scheme:
            origins.add(scheme[1].lower() + ":")
        else:
            origins |= {"http:", "https:"} if is_network(src) else {"'self'"}
    return sorted(origins)


def _query(preferences: Preferences, query: str) -> str:
    """A query that asks for these preferences, the size always among them.

    The size is said even where it is the default: the choice of it is one.
    """
    chosen = preferences.to_query()
    if "scale=" not in chosen:
        chosen = "&".join(filter(None, (f"scale={preferences.scale}", chosen)))
    return "&".join(filter(None, (query, chosen)))
