"""What the attributes of a page mean to a reader."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from readable.addresses import is_safe_link
from readable.article import Role

__all__ = [
    "address",
    "fragment_name",
    "integer",
    "is_hidden",
    "language_tag",
    "picture_address",
    "pixels",
    "role_of",
]

_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_ROLE_NAMES: dict[str, Role] = {
    "headline": "title",
    "date": "date",
    "datepublished": "date",
    "published": "date",
    "pubdate": "date",
    "summary": "summary",
    "description": "summary",
    "sapo": "summary",
    "lead": "summary",
    "author": "author",
    "byline": "author",
}


def is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
        or bool(_INVISIBLE_STYLE.search(attributes.get("style", "")))
    )


def role_of(attributes: dict[str, str]) -> Role | None:
    names = " ".join(attributes.get(name, "") for name in ("itemprop", "class", "rel"))
    for name in names.lower().split():
        if role := _ROLE_NAMES.get(name):
            return role
    return None


def integer(value: str | None) -> int | None:
    found = re.match(r"\s*([+-]?\d{1,9})", value or "")
    return int(found[1]) if found else None


def pixels(value: str | None) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,5})(?:px)?\s*", value or "")
    return int(found[1]) if found else None


def address(written: str) -> str:
    """An address as a browser takes it: without spaces around it or line ends in it."""
    return re.sub(r"[\t\n\r]", "", written).strip()


def picture_address(attributes: dict[str, str]) -> str:
    """The address of a picture: the one that a script would load, rather than what stands in."""
    written = [address(attributes.get(name, "")) for name in ("data-src", "src")]
    safe = [one for one in written if one and is_safe_link(one)]
    stand_ins = [one for one in written if one.lower().startswith("data:image/")]
    return next(iter(safe + stand_ins), "")


def fragment_name(href: str) -> str:
    """The name that a link within the page leads to, or an empty string."""
    return unquote(unescape(href[1:])) if href.startswith("#") else ""


def language_tag(tag: str) -> str | None:
    """A language tag (BCP 47); "vn", a country, stands for "vi"; None for what is none."""
    tag = tag.strip()
    if tag.lower().split("-")[0] == "vn":
        return "vi"
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None
