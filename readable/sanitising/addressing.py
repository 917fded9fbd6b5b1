"""Addresses that are what they seem: nothing hidden in them, and none that runs a program."""

from __future__ import annotations

import re

__all__ = ["is_disguised", "strict_link", "strict_picture", "strict_sources"]

# As the URL standard reads an address (https://url.spec.whatwg.org/#concept-basic-url-parser).
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_TABS_AND_LINE_ENDS = str.maketrans("", "", "\t\n\r")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_HEAD = re.compile(r"[^/?#\\]*")
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_PICTURE_SCHEMES = frozenset({"http", "https"})
_PICTURE_DATA = re.compile("data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_RUNS = (
    "javascript:", "vbscript:", "livescript:", "data:text", "data:application", "data:image/svg",
    "file:", "blob:",
)  # fmt: skip
_LONGEST_DISGUISE = 256

# https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
_CANDIDATE = re.compile(r"[\s,]*(?P<address>\S+)(?P<descriptor>[^,]*)")
_DESCRIPTOR = re.compile(r"\d+(?:\.\d+)?[wx](?: \d+h)?")


def is_disguised(address: str) -> bool:
    """Whether an address would run a program, or show a document it carries, if what cannot be
    seen were not in it.

    >>> is_disguised("\\u2028javascript:alert(1)"), is_disguised("tin.aspx?script:1")
    (True, False)
    """
    start = address[:_LONGEST_DISGUISE].lower()
    if not start.isprintable() or not start.isascii():
        start = "".join(filter(str.isprintable, start))
    return start.lstrip().startswith(_RUNS)


def strict_link(written: str) -> str:
    """An address that a link may have: http, https, mailto, tel or relative, or else "".

    What cannot be seen has no place where a scheme could be, nor has a colon in the first part
    of a relative address (RFC 3986, section 4.2).

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


def _strict(written: str, schemes: frozenset[str]) -> str:
    address = written.strip(_CONTROLS_AND_SPACE).translate(_TABS_AND_LINE_ENDS)
    found = _HEAD.match(address)
    head = found[0] if found else ""
    if not head.isprintable() or _CONTROL.search(address):
        return ""
    if ":" in head and head.partition(":")[0].lower() not in schemes:
        return ""
    return address
