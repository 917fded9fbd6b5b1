"""The toolbar that a portal embeds: its files, their digests, and what a page needs to hold it.

>>> print(toolbar("noi-dung", address="/tin?id=7").split("><")[0])
<readable-toolbar for="noi-dung" cookie lang="vi" role="group" aria-label="Cỡ chữ"
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256, sha384
from html import unescape
from importlib import import_module
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import parse_qsl
from warnings import warn

from readable.addresses import folder_address
from readable.markup import Markup, element, join, script, stylesheet
from readable.markup.bar import ALL_CONTROLS, CONTROLS, toolbar
from readable.preferences import LADDER, SCHEMA, Preferences
from readable.typefaces import typefaces

__all__ = [
    "ALL_CONTROLS",
    "ARTICLE_FILES",
    "CONTROLS",
    "FILES",
    "Choice",
    "article_tags",
    "embed",
    "embedded",
    "file",
    "head_script",
    "head_script_hash",
    "head_tags",
    "integrity",
    "manifest",
    "read_choice",
    "root_attributes",
    "toolbar",
]


def __getattr__(name: str) -> Any:
    if name != "serving":  # which imports this, and is for a server only
        raise AttributeError(f"module 'readable.widget' has no attribute {name!r}")
    return import_module("readable.widget.serving")


FILES = (
    "toolbar.css",
    "toolbar.js",
    "toolbar.module.js",
    "head.js",
    "article.js",
    "options.js",
    "options.css",
)
"""What a portal serves; the fonts of the options are in `fonts/` beside them."""

ARTICLE_FILES = {
    "readable.css": lambda: stylesheet("fonts/"),
    "readable.js": lambda: script("lines.js"),
}
"""What articles made by this library need beside them, each with what makes it."""

_NAME = "readable"  # of the cookie, and of what an address says of preferences
_A_YEAR = 365 * 24 * 60 * 60


# ---- files ------------------------------------------------------------------------------------


def file(name: str) -> bytes:
    """A file of `FILES` or `ARTICLE_FILES`, or one of the fonts as "fonts/NAME".

    Raises `KeyError` for any other name.
    """
    if name in FILES:
        return files("readable").joinpath("widget", "built", name).read_bytes()
    if name in ARTICLE_FILES:
        return ARTICLE_FILES[name]().encode()
    fonts = {
        f"fonts/{web.path.name}": web.path for face in typefaces().values() for web in face.web
    }
    return fonts[name].read_bytes()


@cache
def integrity(name: str) -> str:
    """The value of an `integrity` attribute for a file.

    >>> integrity("toolbar.js")[:7], len(integrity("toolbar.css"))
    ('sha384-', 71)
    """
    return f"sha384-{b64encode(sha384(file(name)).digest()).decode()}"


def manifest() -> str:
    """What a portal in another language has to know, as JSON: the digest of each file, the sizes,
    the words of the bar.

    >>> import json
    >>> json.loads(manifest())["words"]["larger"]
    {'vi': 'Tăng cỡ chữ', 'en': 'Larger text'}
    """
    words = SCHEMA["words"] | SCHEMA["toolbar"]
    known = {
        "integrity": {name: integrity(name) for name in ("toolbar.css", "toolbar.js")},
        "ladder": LADDER,
        "words": {name: words[name] for name in (*CONTROLS, "size", "largest", "smallest")},
    }
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def head_script() -> str:
    """The script that puts the reader's choice on a page before it is painted, to be inlined."""
    return file("head.js").decode()


def head_script_hash() -> str:
    """What `script-src` of a content security policy has to name for `head_script`."""
    return f"'sha256-{b64encode(sha256(head_script().encode()).digest()).decode()}'"


def head_tags(url: str = "/readable/") -> Markup:
    """The style sheet and the script, for the head of a page, from the folder at `url`."""
    return join((_tag("toolbar.css", url), _tag("toolbar.js", url)))


def article_tags(url: str = "/readable/") -> Markup:
    """The same for articles made by this library: their style sheet, and what keeps words whole."""
    return join((_tag("readable.css", url), _tag("readable.js", url, defer=True)))


def _tag(name: str, url: str, **others: bool) -> Markup:
    address, digest = f"{folder_address(url)}{name}", integrity(name)
    if name.endswith(".css"):
        return element("link", rel="stylesheet", href=address, integrity=digest, **others)
    return element("script", src=address, integrity=digest, **others)


# ---- what the reader chose ----------------------------------------------------------------------


class Choice(NamedTuple):
    """What a request says of the reader's preferences."""

    preferences: Preferences
    set_cookie: str | None
    """The value of a `Set-Cookie` header, where the address says something new."""


def read_choice(query: str, cookie: str) -> Choice:
    """The preferences in the query of an address and in the `Cookie` header of a request.

    The query's `readable` wins, and is kept for a year.

    >>> read_choice("id=7&readable=scale%3D150", "").set_cookie
    'readable=scale=150; Max-Age=31536000; Path=/; SameSite=Lax'
    >>> read_choice("id=7", "a=b; readable=scale=125").preferences.scale
    125
    """
    asked = dict(parse_qsl(query[:4096], keep_blank_values=True)).get(_NAME)
    if asked is None:
        kept = re.search(rf"(?:^|;\s*){_NAME}=([^;]*)", cookie)
        return Choice(Preferences.from_query(kept[1] if kept else ""), None)
    preferences = Preferences.from_query(asked)
    # What the query became, not what it said: nothing of the address gets into the cookie.
    kept_for = f"{_NAME}={preferences.to_query()}; Max-Age={_A_YEAR}; Path=/; SameSite=Lax"
    return Choice(preferences, kept_for)


def root_attributes(preferences: Preferences) -> dict[str, str]:
    """The attributes of `<html>` that stand for what was chosen, as the toolbar writes them: a size
    that is none of its own is left out.

    >>> root_attributes(Preferences(scale=150))
    {'data-readable-scale': '150'}
    """
    return {
        # 2.0 is written 2 in an attribute.
        f"data-readable-{name.replace('_', '-')}": value.removesuffix(".0")
        for name, value in preferences.chosen.items()
        if name != "scale" or int(value) in LADDER
    }


# ---- a whole page -------------------------------------------------------------------------------


def embedded(url: str = "/readable/") -> Markup:
    """What to paste into a page that no server changes: two lines for the head, the element with
    choices that need no script, and the box of the article."""
    article = element("div", "…", id="noi-dung", class_="readable-zoom")
    return join((head_tags(url), toolbar("noi-dung"), article, ""), "\n")


_INSIDE = r"((?:[^>\"']|\"[^\"]*\"|'[^']*')*)"  # of a tag
_ROOT = re.compile(rf"<html\b{_INSIDE}", re.IGNORECASE)
# A page need not write the end of its head.
_HEAD_ENDS = tuple(re.compile(tag, re.IGNORECASE) for tag in (r"</head\s*>", r"<body\b"))
_BAR = re.compile(rf"<readable-toolbar\b{_INSIDE}>(\s*</readable-toolbar>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_TAG = re.compile(rf"<([a-z][\w:-]*){_INSIDE}>", re.IGNORECASE)
_CLASS = re.compile(r"(\sclass\s*=\s*)([\"'])", re.IGNORECASE)


def embed(page: str, preferences: Preferences, address: str, url: str = "/readable/") -> str:
    """A page as a server sends it to this reader: in each empty `<readable-toolbar>` what works
    without a script, the files in the head, the choice on `<html>`.

    What a template has written of that already stays. A page without the element comes back as it
    was. A control that is none is left out, with a warning of Python's.

    >>> page = '<html><head></head><readable-toolbar for="a"></readable-toolbar><p id="a">'
    >>> sent = embed(page, Preferences(scale=150), "/tin?id=7")
    >>> sent.startswith('<html data-readable-scale="150"><head><link rel="stylesheet"')
    True
    >>> sent.endswith('<p class="readable-zoom" id="a">')
    True
    """
    bars = list(_BAR.finditer(page))
    root = _ROOT.search(page)
    # A page of its own (`to_html`) has all of it inside, and allows nothing else.
    if not bars or (root and "data-readable-ladder" in root[1]):
        return page
    page = _BAR.sub(lambda bar: _filled(bar[1], preferences, address) if bar[2] else bar[0], page)
    names = {_attributes(bar[1]).get("for", "") for bar in bars}
    page = _TAG.sub(lambda tag: _marked(tag, names), page)
    attributes = "".join(
        f' {name}="{value}"' for name, value in root_attributes(preferences).items()
    )
    page = _ROOT.sub(
        lambda root: root[0] if "data-readable-" in root[1] else f"<html{attributes}{root[1]}",
        page,
        count=1,
    )
    end = next(filter(None, (tag.search(page) for tag in _HEAD_ENDS)), None)
    if not end or "toolbar.js" in page[: end.start()]:
        return page
    return page[: end.start()] + head_tags(url) + page[end.start() :]


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


def _filled(attributes: str, preferences: Preferences, address: str) -> str:
    given = _attributes(attributes)
    names = given.get("controls", "").split()
    controls = [one for one in names if one in ALL_CONTROLS]
    # A page is not withheld from its readers for a name that is mistyped: who made it is told.
    for one in names:
        if one not in ALL_CONTROLS:
            warn(f"no such control: {one}; use {', '.join(ALL_CONTROLS)}", stacklevel=1)
    lang = given.get("lang", "vi")
    return toolbar(given.get("for", ""), preferences, address=address, controls=controls, lang=lang)


def _marked(tag: re.Match[str], names: set[str]) -> str:
    """An article's own tag, with the class that the style sheet scales; any other as it is."""
    given = _attributes(tag[2]) if " id" in tag[2].lower() else {}
    classes = given.get("class", "").split()
    if given.get("id") not in names or not {"readable", "readable-zoom"}.isdisjoint(classes):
        return tag[0]
    if classes and _CLASS.search(tag[2]):
        return f"<{tag[1]}" + _CLASS.sub(r"\1\2readable-zoom ", tag[2], count=1) + ">"
    return f'<{tag[1]} class="readable-zoom"{tag[2]}>'
