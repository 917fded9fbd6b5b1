"""Addresses that are what they seem: nothing hidden in them, and none that runs a program."""

from __future__ import annotations

import re

from readable.patterns import pattern

__all__ = ["is_disguised", "strict_link", "strict_picture", "strict_sources"]

# As the URL standard reads an address (https://url.spec.whatwg.org/#concept-basic-url-parser).
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_TABS_AND_LINE_ENDS = str.maketrans("", "", "\t\n\r")
_CONTROL = pattern("[\x00-\x1f\x7f-\x9f]")
_HEAD = pattern(r"[^/?#\\]*")
_AUTHORITY = pattern(r"(?:https?:)?[/\\]{2}([^/?#\\]*)", re.IGNORECASE)
# Of a host nothing but what can be in one (https://url.spec.whatwg.org/#forbidden-host-code-point).
_HOST = pattern(
    r"(?:[^\s<>\"^`{|}\[\]@]*@)?"
    r"(?:\[[0-9a-f:.]+\]|[^\x00-\x20<>\"^`{|}\[\]:@]+)(?::\d{0,5})?",
    re.IGNORECASE,
)
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_PICTURE_SCHEMES = frozenset({"http", "https"})
_PICTURE_DATA = pattern("data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_SCHEME = pattern("[a-z][a-z0-9+.-]*", re.IGNORECASE)

# https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
_CANDIDATE = pattern(r"[\s,]*(?P<address>\S+)(?P<descriptor>[^,]*)")
_DESCRIPTOR = pattern(r"\d+(?:\.\d+)?[wx](?: \d+h)?")


def is_disguised(address: str) -> bool:
    """Whether there is a colon where a scheme would end, and no scheme before it.

    A browser takes such an address for a relative one; what reads it later may not. RFC 3986
    (section 4.2) has no colon in the first part of a relative address.

    >>> is_disguised("\u2028javascript:alert(1)"), is_disguised("tin.aspx?a:1")
    (True, False)
    """
    if ":" not in address:
        return False
    head = _head(address.strip(_CONTROLS_AND_SPACE).translate(_TABS_AND_LINE_ENDS))
    return ":" in head and not _SCHEME.fullmatch(head.partition(":")[0])


def strict_link(written: str) -> str:
    """An address that a link may have: http, https, mailto, tel or relative, or else "".

    What cannot be seen has no place before a colon; nor has anything in a relative address.

    >>> strict_link(" tin.aspx?ItemID=1:2"), strict_link("\\u2028javascript:alert(1)")
    ('tin.aspx?ItemID=1:2', '')
    """
    return _strict(written, _LINK_SCHEMES)


def strict_picture(written: str) -> str:
    """An address that a picture may have, or "": http, https, relative, or data of a bitmap.

    >>> strict_picture("data:image/png;base64,AA=="), strict_picture("data:image/svg+xml,<svg>")
    ('data:image/png;base64,AA==', '')
    """
    address = written.strip(_CONTROLS_AND_SPACE).translate(_TABS_AND_LINE_ENDS)
    if _PICTURE_DATA.match(address) and address.isprintable():
        return address
    return _strict(written, _PICTURE_SCHEMES)


def strict_sources(written: str) -> str:
    """A `srcset`, with only the candidates whose address a picture may have.

    >>> strict_sources("a.png 1x, javascript:alert(1) 2x,b.png  640w")
    'a.png 1x, b.png 640w'
    """
    candidates = []
    position = 0
    while found := _CANDIDATE.match(written, position):
        # A comma right after an address ends the candidate; one within belongs to the address.
        address = found["address"].rstrip(",")
        has_descriptor = address == found["address"]
        position = found.end() if has_descriptor else found.end("address")
        descriptor = " ".join(found["descriptor"].split()) if has_descriptor else ""
        if (address := strict_picture(address)) and (
            not descriptor or _DESCRIPTOR.fullmatch(descriptor)
        ):
            candidates.append(f"{address} {descriptor}".rstrip())
    return ", ".join(candidates)


def _head(address: str) -> str:
    found = _HEAD.match(address)
    return found[0] if found else ""


def _strict(written: str, schemes: frozenset[str]) -> str:
    address = written.strip(_CONTROLS_AND_SPACE).translate(_TABS_AND_LINE_ENDS)
    head = _head(address)
    if _CONTROL.search(address):
        return ""
    if ":" in head and head.partition(":")[0].lower() not in schemes:
        return ""
    authority = _AUTHORITY.match(address)
    if authority and not _HOST.fullmatch(authority[1]):
        return ""
    return address
