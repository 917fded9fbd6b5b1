"""What each attribute of an element that stays may say: all else is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable

from readable.sanitising.addressing import strict_link, strict_picture, strict_sources

__all__ = ["INPUT_TYPES", "Names", "kept_attributes"]

# https://www.w3.org/TR/wai-aria-1.2/: the attributes whose value is one id, or several.
_ID_REFERENCES = frozenset(
    "aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage "
    "aria-flowto aria-labelledby aria-owns for headers itemref".split()
)
_ARIA = re.compile("aria-[a-z]+")
_LANGUAGE = re.compile("(?:[A-Za-z]{2,8}|[xi])(?:-[A-Za-z0-9]{1,8})*")
_ROLES = re.compile(r"[A-Za-z-]+(?: [A-Za-z-]+)*")
_INTEGER = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,3})?")
_NUMBERS = re.compile(r"[\d\s.,-]+")
_LENGTH = re.compile(r"\d{1,5}(?:\.\d{1,5})?%?")
# What media queries and lengths are written with; neither holds an address.
_MEDIA = re.compile(r"[A-Za-z0-9\s().,:%<>=*/+-]+")
_WEB = re.compile("https?://", re.IGNORECASE)


class Names:
    """The ids of a piece of markup, which get a prefix so that they name nothing of the page."""

    def __init__(self, prefix: str, ids: frozenset[str]) -> None:
        self._prefix = prefix
        self._ids = ids

    def own(self, name: str) -> str:
        """An id or a name with the prefix, which it may have already; "" for what is none."""
        if not name or re.search(r"\s", name):
            return ""
        return name if name.startswith(self._prefix) else self._prefix + name

    def references(self, value: str) -> str:
        """Several ids, separated by spaces."""
        return " ".join(map(self.own, value.split()))

    def address(self, value: str) -> str:
        """An address; of one that leads to a place in the markup, the place gets the prefix."""
        place = value[1:]
        # "#" and "#top" lead to the top of the page, "#:~:" to a text in it.
        if value[:1] != "#" or not place or place.startswith(":~:"):
            return value
        if place.lower() == "top" and not {place, self._prefix + place} & self._ids:
            return value
        return "#" + (self.own(place) or place)


INPUT_TYPES = frozenset(
    "checkbox color date email month number radio range search tel text time url week".split()
)
"""The kinds of inputs that hold no secret and send nothing."""

_Check = Callable[[str, Names], str | None]


def _text(value: str, names: Names) -> str:
    return value


def _flag(value: str, names: Names) -> str:
    return ""


def _id(value: str, names: Names) -> str | None:
    return names.own(value.strip()) or None


def _ids(value: str, names: Names) -> str | None:
    return names.references(value) or None


def _link(value: str, names: Names) -> str | None:
    return names.address(strict_link(value)) or None


def _picture(value: str, names: Names) -> str | None:
    return strict_picture(value) or None


def _media_file(value: str, names: Names) -> str | None:
    # Pictures, videos, sounds and subtitles come from the web or from beside the page.
    address = strict_picture(value)
    return None if address.lower().startswith("data:") else address or None


def _sources(value: str, names: Names) -> str | None:
    return strict_sources(value) or None


def _map(value: str, names: Names) -> str | None:
    name = names.own(value.strip().removeprefix("#"))
    return f"#{name}" if name else None


def _web(value: str, names: Names) -> str | None:
    addresses = [one for one in value.split() if _WEB.match(one) and strict_link(one)]
    return " ".join(addresses) or None


def _like(pattern: re.Pattern[str]) -> _Check:
    def check(value: str, names: Names) -> str | None:
        value = value.strip()
        return value if pattern.fullmatch(value) else None

    return check


def _one_of(words: str) -> _Check:
    allowed = frozenset(words.split())

    def check(value: str, names: Names) -> str | None:
        value = value.strip().lower()
        return value if value in allowed else None

    return check


def _hidden(value: str, names: Names) -> str:
    return "until-found" if value.lower() == "until-found" else ""


def _language(value: str, names: Names) -> str | None:
    value = value.strip()
    return value if not value or _LANGUAGE.fullmatch(value) else None


_integer, _number, _length = _like(_INTEGER), _like(_NUMBER), _like(_LENGTH)
_CELL: dict[str, _Check] = {
    "abbr": _text,
    "colspan": _integer,
    "headers": _ids,
    "rowspan": _integer,
    "scope": _one_of("col colgroup row rowgroup"),
}
_CHANGE: dict[str, _Check] = {"cite": _link, "datetime": _text}
_PLAYER: dict[str, _Check] = {
    "controls": _flag,
    "loop": _flag,
    "muted": _flag,
    "preload": _one_of("none metadata"),
    "src": _media_file,
}
_SCALE: dict[str, _Check] = dict.fromkeys("high low max min optimum value".split(), _number)
_COLUMNS: dict[str, _Check] = {"span": _integer}
_SIZE: dict[str, _Check] = {"height": _length, "width": _length}
_OF_ANY: dict[str, _Check] = {
    "dir": _one_of("auto ltr rtl"),
    "hidden": _hidden,
    "id": _id,
    "inert": _flag,
    "itemid": _link,
    "itemprop": _text,
    "itemref": _ids,
    "itemscope": _flag,
    "itemtype": _web,
    "lang": _language,
    "role": _like(_ROLES),
    "tabindex": _one_of("0 -1"),
    "title": _text,
    "translate": _one_of("no yes"),
}
_OF: dict[str, dict[str, _Check]] = {
    "a": {"href": _link, "hreflang": _language, "type": _text},
    "area": {
        "alt": _text,
        "coords": _like(_NUMBERS),
        "href": _link,
        "shape": _one_of("circle default poly rect"),
    },
    "audio": _PLAYER,
    "blockquote": {"cite": _link},
    "button": {"disabled": _flag},
    "col": _COLUMNS,
    "colgroup": _COLUMNS,
    "data": {"value": _text},
    "del": _CHANGE,
    "details": {"open": _flag},
    "img": {
        **_SIZE,
        "alt": _text,
        "decoding": _one_of("async auto sync"),
        "loading": _one_of("eager lazy"),
        "longdesc": _link,
        "sizes": _like(_MEDIA),
        "src": _picture,
        "srcset": _sources,
        "usemap": _map,
    },
    "input": {
        **dict.fromkeys("checked disabled readonly required".split(), _flag),
        **dict.fromkeys("max min placeholder step value".split(), _text),
        "type": _one_of(" ".join(INPUT_TYPES)),
    },
    "ins": _CHANGE,
    "label": {"for": _id},
    "li": {"value": _integer},
    "map": {"name": _id},
    "meter": _SCALE,
    "ol": {
        "reversed": _flag,
        "start": _integer,
        "type": _like(re.compile("[1aAiI]")),
    },
    "output": {"for": _ids},
    "progress": {"max": _number, "value": _number},
    "q": {"cite": _link},
    "source": {
        **_SIZE,
        "media": _like(_MEDIA),
        "sizes": _like(_MEDIA),
        "src": _media_file,
        "srcset": _sources,
        "type": _like(re.compile(r"[\w/+.;=\", -]+", re.ASCII)),
    },
    "table": {"summary": _text},
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime": _text},
    "track": {
        "default": _flag,
        "kind": _one_of("captions chapters descriptions metadata subtitles"),
        "label": _text,
        "src": _media_file,
        "srclang": _language,
    },
    "video": {**_PLAYER, **_SIZE, "poster": _picture},
}


def kept_attributes(tag: str, attributes: dict[str, str], names: Names) -> dict[str, str]:
    """Those attributes of an element that stay, as they stay, in their order."""
    own = _OF.get(tag, {})
    kept = {}
    for name, value in attributes.items():
        if _ARIA.fullmatch(name):
            check: _Check | None = _ids if name in _ID_REFERENCES else _text
        else:
            check = own.get(name) or _OF_ANY.get(name)
        if check and (said := check(value, names)) is not None:
            kept[name] = said
    return kept
