"""Which picture an `<img>` means before any script has run, and which frames nobody misses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from readable.addresses import is_safe_link
from readable.patterns import pattern

__all__ = [
    "LATE",
    "LATE_SETS",
    "host_of",
    "is_stand_in",
    "is_unneeded_frame",
    "pictured",
    "pixels",
    "without_stand_ins",
]

LATE = tuple(
    (
        "data-src data-original data-lazy-src data-lazy data-original-src data-orig-file "
        "data-full-src data-image data-img data-url"
    ).split()
)
"""Where scripts for late loading keep the address that they will load."""

LATE_SETS = ("data-srcset", "data-lazy-srcset")
"""Where they keep the `srcset`."""

_STAND_IN = pattern(
    r"(?:^|[/_.-])(?:blank|spacer|space|transparent|placeholder|lazy(?:load)?|loading"
    r"|loader|grey|gray|pixel|1x1|dot|clear|no-?image|default-image)\b[^/]*$|^about:blank$",
    re.IGNORECASE,
)
# https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
_CANDIDATE = pattern(r"\s*,*\s*(\S+?)(?:,(?=\s)|\s+([\d.]{1,9})([wx])[^,]*,?|\s*,|\s*$)")
# Wide enough for a phone at 400 % and for print; wider ones only cost the reader data.
_WIDE_ENOUGH_PX = 1600
_TINY_PX = 2
_PIXELS = pattern(r"\s*(\d{1,5})(?:\.\d{1,5})?(?:px)?\s*")
_UNNEEDED = pattern(
    r"(?:^|\.)(?:doubleclick\.net|googletagmanager\.com|googlesyndication\.com"
    r"|google-analytics\.com|admicro\.vn|eclick\.vn|adtima\.vn)$"
)
_UNNEEDED_PLUGIN = pattern(r"facebook\.com/.*plugins/(?:like|share|page|comments|follow)")


def pictured(attributes: dict[str, str], offered: str = "") -> tuple[str, bool]:
    """The address of the picture an `<img>` means, and whether a script would have had to load it.

    `offered` is the `srcset` of the `<source>` elements before it, in a `<picture>`.

    >>> pictured({"src": "placeholder.gif", "data-original": "d.jpg"})
    ('d.jpg', True)
    >>> pictured({"src": "a.jpg"})
    ('a.jpg', False)
    """
    src = _address(attributes.get("src", ""))
    late = [_address(attributes[name]) for name in LATE if name in attributes]
    sets = [*(attributes[name] for name in (*LATE_SETS, "srcset") if name in attributes), offered]
    candidates = [*late, *filter(None, map(_widest, filter(None, sets)))]
    real = [one for one in candidates if one and is_safe_link(one) and not is_stand_in(one)]
    chosen = src if is_safe_link(src) or src.lower().startswith("data:image/") else ""
    if real and (any(late) or not chosen or is_stand_in(chosen)):
        return real[0], True
    return chosen, False


def without_stand_ins(attributes: dict[str, str]) -> str:
    """The `srcset` that an `<img>` or `<source>` means: the one a script would set, or its own.

    >>> without_stand_ins({"srcset": "blank.gif 1w", "data-srcset": "a.jpg 640w"})
    'a.jpg 640w'
    """
    for name in (*LATE_SETS, "srcset"):
        written = attributes.get(name, "")
        found = [address for _, address in _candidates(written)]
        if found and not any(map(is_stand_in, found)):
            return written
    return ""


def is_stand_in(src: str) -> bool:
    """Whether an address is that of nothing, until a script puts the picture's in its place."""
    if src[:11].lower() == "data:image/":
        return True
    return bool(_STAND_IN.search(src, max(src.rfind("/"), 0)))


def is_unneeded_frame(attributes: dict[str, str]) -> bool:
    """Whether a frame is an advertisement, a counter or a share button, by its size or address.

    >>> is_unneeded_frame({"src": "https://v.example/", "width": "0", "height": "90"})
    True
    """
    sizes = [pixels(attributes.get(name)) for name in ("width", "height")]
    known = [size for size in sizes if size is not None]
    if 0 in known or (len(known) == 2 and max(known) <= _TINY_PX):
        return True
    src = attributes.get("src", "")
    return bool(_UNNEEDED.search(host_of(src)) or _UNNEEDED_PLUGIN.search(src))


def host_of(src: str) -> str:
    """The host of an address, or "" where it has none."""
    try:
        return urlsplit(src).hostname or ""
    except ValueError:
        return ""


def pixels(length: str | None) -> int | None:
    """A `width` or `height` in px; None for none, a percentage or anything else."""
    if not length:
        return None
    found = _PIXELS.fullmatch(length)
    return int(found[1]) if found else None


def _address(written: str) -> str:
    return re.sub(r"[\t\n\r]", "", written).strip()


def _widest(srcset: str) -> str:
    """The address in a `srcset` of the widest picture that is not wider than needed."""
    found = list(_candidates(srcset))
    if not found:
        return ""
    enough = [one for one in found if one[0] <= _WIDE_ENOUGH_PX]
    return _address(max(enough)[1] if enough else min(found)[1])


def _candidates(srcset: str) -> Iterator[tuple[float, str]]:
    for found in _CANDIDATE.finditer(srcset.strip()):
        try:
            size = float(found[2] or 1)
        except ValueError:
            size = 1.0
        if found[1]:
            yield size, found[1]
