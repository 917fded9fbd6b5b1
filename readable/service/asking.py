"""What can be asked for: one table of options, which requests are held to and the OpenAPI
document shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from readable import __version__
from readable.papers import PAPERS
from readable.preferences import SCHEMA, SYSTEM
from readable.service.problems import Problem

__all__ = ["ARTICLE", "ENDPOINTS", "Asked", "Endpoint", "read_body"]

_Schema = dict[str, Any]
_MOST_QUERY = 8192


def _number(name: str, kind: str, told: str) -> _Schema:
    limits = SCHEMA[name]
    return {
        "type": kind,
        "minimum": limits["least"],
        "maximum": limits["most"],
        "default": limits["default"],
        "description": told,
    }


def _choice(values: Any, default: str, told: str) -> _Schema:
    return {"type": "string", "enum": list(values), "default": default, "description": told}


def _flag(told: str, default: bool = False) -> _Schema:
    return {"type": "boolean", "default": default, "description": told}


def _whole(least: int, most: int, told: str, default: int | None = None) -> _Schema:
    schema: _Schema = {"type": "integer", "minimum": least, "maximum": most, "description": told}
    return schema if default is None else schema | {"default": default}


def _line(longest: int, told: str, pattern: str | None = None) -> _Schema:
    schema: _Schema = {"type": "string", "maxLength": longest, "description": told}
    return schema if pattern is None else schema | {"pattern": pattern}


_THEMES = "|".join((*SCHEMA["themes"], SYSTEM))
_PREFERENCES: dict[str, _Schema] = {
    "scale": _number("scale", "integer", "Text size in per cent of 16 px."),
    "font": _choice(SCHEMA["fonts"], "sans", "The family of letters."),
    "theme": {
        "type": "string",
        "pattern": f"^({_THEMES}|#[0-9a-fA-F]{{6}}/#[0-9a-fA-F]{{6}})$",
        "maxLength": 15,
        "default": "light",
        "description": "A name, system, or text and ground as #ffcc00/#202020.",
    },
    "line_height": _number("line_height", "number", "In multiples of the text size."),
    "letter_spacing_em": _number("letter_spacing_em", "number", "Added between letters."),
    "word_spacing_em": _number("word_spacing_em", "number", "Added between words."),
    "paragraph_spacing_em": _number("paragraph_spacing_em", "number", "Between paragraphs."),
    "measure": _number("measure", "integer", "The longest line, in characters."),
    "alignment": _choice(SCHEMA["alignments"], "start", "Of the lines."),
    "breaking": _choice(SCHEMA["breaking"], "balanced", "How whole words are kept."),
    "low_contrast": _flag("Accept two colours of a contrast below 4.5."),
}
PREFERENCES = tuple(_PREFERENCES)
"""The options that are fields of `readable.Preferences`."""

_READING: dict[str, _Schema] = {
    "find": _flag("Find the article in a whole page."),
    "base_url": _line(2000, "The page's own address, to make links whole.", r"^https?://[^/?#\s]+"),
    "enrich": _flag("Expand abbreviations, mark dates, languages and headings."),
}
_HTML: dict[str, _Schema] = {
    "standalone": _flag("A whole page with its style sheet, fonts and two controls."),
    "heading_level": _whole(1, 6, "The level of the title's heading.", 1),
    "id_prefix": _line(40, "What every id begins with.", "^[A-Za-z][A-Za-z0-9_-]*$"),
    "format": _choice(("html", "json"), "html", "JSON tells the findings too."),
}
_OF_PAGES = ("height", "two_up", "header", "footer")
_IMAGES: dict[str, _Schema] = {
    "result": _choice(
        ("page", "zip", "json"), "page", "One page, all in a zip file, or JSON with links to them."
    ),
    "page": _whole(1, 1000, "Which page, of the result `page`.", 1),
    "format": _choice(("png", "webp", "jpeg", "avif", "tiff"), "png", "Of the pictures."),
    "paper": _choice(PAPERS, "a4", "A paper, or the screen of a kiosk."),
    "dpi": _whole(36, 600, "Pixels an inch.", 96),
    "width": _whole(64, 10_000, "Of a page in pixels, instead of a paper."),
    "height": _whole(64, 10_000, "Of a page in pixels; A4's proportion to the width without it."),
    "margin": _whole(0, 5_000, "In pixels; 9 per cent of the shorter side without it."),
    "one": _flag(f"One image, as high as it must be, without {', '.join(_OF_PAGES)}."),
    "two_up": _flag("Two pages side by side on each image."),
    "header": _flag("The title at the top of each page but the first."),
    "footer": _line(200, "A text beside the page's number."),
    "addresses": _flag("Number the links and list their addresses at the end."),
}
_TEXT: dict[str, _Schema] = {
    "find": _READING["find"],
    "format": _choice(("text", "json"), "text", "JSON tells title, date and author too."),
}
_CHECK: dict[str, _Schema] = {
    "level": _choice(("A", "AA", "AAA"), "AAA", "The highest level of WCAG looked at."),
    "large_print": _choice(
        ("none", "ukaaf", "rnib", "rnib-giant", "acb", "aph", "cnib", "wcag-aaa", "section-255"),
        "none",
        "The numbers of a guideline too.",
    ),
    "format": _choice(("json", "html", "text", "sarif", "junit", "earl"), "json", "Of the report."),
    "lang": {
        "type": "string",
        "enum": ["vi", "en"],
        "description": "Of the messages; as Accept-Language says without it.",
    },
}


@dataclass(frozen=True)
class Endpoint:
    """A path under /v1/, its options, and the media types of what it answers."""

    name: str
    summary: str
    options: Mapping[str, _Schema]
    answers: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"/v1/{self.name}"


ENDPOINTS = {
    one.name: one
    for one in (
        Endpoint(
            "html",
            "Article HTML to accessible HTML",
            _PREFERENCES | _READING | _HTML,
            ("text/html", "application/json"),
        ),
        Endpoint(
            "images",
            "Article HTML to images of large-print pages",
            _PREFERENCES | _READING | _IMAGES,
            (
                "image/png",
                "image/webp",
                "image/jpeg",
                "image/avif",
                "image/tiff",
                "application/zip",
                "application/json",
            ),
        ),
        Endpoint(
            "text",
            "Article HTML to canonical Unicode text",
            _TEXT,
            ("text/plain", "application/json"),
        ),
        Endpoint(
            "check",
            "What keeps a reader from reading a page",
            _CHECK,
            (
                "application/json",
                "text/html",
                "text/plain",
                "application/sarif+json",
                "application/xml",
                "application/ld+json",
            ),
        ),
    )
}
ARTICLE: _Schema = {
    "type": "string",
    "minLength": 1,
    "description": "The article's HTML, a fragment or a whole page. Nothing that it names is "
    "fetched: only pictures in data: addresses are drawn.",
}


@dataclass(frozen=True)
class Asked:
    """One request, held to its table: all that decides what comes of it."""

    name: str
    html: str | bytes
    charset: str | None
    options: Mapping[str, Any]

    @property
    def key(self) -> str:
        """A hash of it and of the program's version: the same key, the same answer."""
        told = json.dumps(
            [__version__, self.name, self.charset, dict(self.options)], sort_keys=True
        )
        digest = sha256(told.encode("utf-8", "surrogatepass"))
        if isinstance(self.html, str):
            digest.update(b"\0text" + self.html.encode("utf-8", "surrogatepass"))
        else:
            digest.update(b"\0bytes" + self.html)
        return digest.hexdigest()[:40]


def read_body(
    endpoint: Endpoint, body: bytes, media_type: str, charset: str | None, query: str, language: str
) -> Asked:
    """What a request asks for; options stand in its address, or in JSON beside `html`.

    Raises `Problem`, with the name of each option that is not as it should be.
    """
    chosen = _of_query(endpoint, query)
    given: dict[str, Any] = {}
    html: Any = body
    if media_type == "application/json":
        given = _object(body)
        html = given.pop("html", None)
        if not isinstance(html, str):
            raise Problem("invalid", name="html", expected="string")
        charset = None
    if not html:
        raise Problem("invalid", name="html", expected="minLength: 1")
    options = {
        name: schema["default"] for name, schema in endpoint.options.items() if "default" in schema
    }
    if "lang" in endpoint.options:
        options["lang"] = language
    # What stands in both counts as in JSON; each must be as it should be.
    for name, value in (*chosen.items(), *given.items()):
        if name not in endpoint.options:
            raise Problem("invalid", name=name[:40], expected=", ".join(endpoint.options))
        options[name] = _held(name, value, endpoint.options[name])
    for name in _OF_PAGES if options.get("one") else ():
        if options.get(name):
            raise Problem("invalid", name=name, expected="one: false")
    return Asked(endpoint.name, html, charset, options)


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Problem("malformed", name="JSON") from error
    if not isinstance(given, dict):
        raise Problem("invalid", name="JSON", expected="object")
    return given


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _of_query(endpoint: Endpoint, query: str) -> dict[str, Any]:
    if len(query) > _MOST_QUERY:
        raise Problem("invalid", name="query", expected=f"maxLength: {_MOST_QUERY}")
    chosen: dict[str, Any] = {}
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name in chosen:
            raise Problem("invalid", name=name[:40], expected="once")
        chosen[name] = _typed(text, endpoint.options.get(name, {}).get("type"))
    return chosen


def _typed(text: str, kind: str | None) -> Any:
    """The value that a text of a query stands for; the text itself where it is none of the kind."""
    if kind in ("integer", "number") and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        return float(text) if "." in text else int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


_KINDS: dict[str, type | tuple[type, ...]] = {
    "integer": (int, float),
    "number": (int, float),
    "boolean": bool,
    "string": str,
}


def _held(name: str, value: Any, schema: _Schema) -> Any:
    """A value as its schema wants it; raises `Problem` with what was expected."""
    kind = schema["type"]
    is_kind = isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))
    if is_kind and kind == "integer":
        is_kind = value == value // 1
    if not is_kind:
        raise Problem("invalid", name=name, expected=kind)
    for rule, is_kept in (
        ("enum", lambda limit: value in limit),
        ("minimum", lambda limit: value >= limit),
        ("maximum", lambda limit: value <= limit),
        ("maxLength", lambda limit: len(value) <= limit),
        ("pattern", lambda limit: re.search(limit.replace("$", r"\Z"), value) is not None),
    ):
        if rule in schema and not is_kept(schema[rule]):
            limit = schema[rule]
            told = ", ".join(limit) if rule == "enum" else f"{rule}: {limit}"
            raise Problem("invalid", name=name, expected=told)
    if kind == "string" and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Problem("invalid", name=name, expected="Unicode")
    return int(value) if kind == "integer" else value
