"""What came of a run, for a person to look at, and the failures as a list to be given back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from readable.element import Markup, document, element

__all__ = ["MOST_SHOWN", "Shown", "failures_list", "report_page"]

MOST_SHOWN = 500
"""So many failures, and so many articles with a picture, are in the report; a browser opens it."""

_THUMBNAILS = (".png", ".webp", ".jpg", ".avif")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the report is about."""

    counts: dict[str, int]
    failures: Sequence[dict[str, Any]]
    made: Sequence[dict[str, Any]]
    rules: Counter[str]


def failures_list(failures: Iterable[dict[str, Any]]) -> str:
    """A line of JSON for each failure: the path and the output are what a run takes again.

    An article that failed with several settings is one input, with the last one's reason.
    """
    names = {"place": "path", "id": "output", "setting": "setting", "kind": "kind"}
    lines = []
    for one in {(one["place"], one["id"]): one for one in failures}.values():
        told = {name: one[key] for key, name in names.items() if one.get(key)}
        try:
            line = json.dumps({**told, "reason": one["reason"]}, ensure_ascii=False)
            line.encode()
        except UnicodeEncodeError:
            line = json.dumps({**told, "reason": one["reason"]})
        lines.append(line + "\n")
    return "".join(lines)


def report_page(shown: Shown) -> str:
    """The page: failures first, then what was found, then a sheet of first pages."""
    counts = ", ".join(f"{count} {name}" for name, count in shown.counts.items())
    body = [element("h1", "Báo cáo"), element("p", counts)]
    if shown.failures:
        body += [element("h2", "Không làm được"), _failures(shown.failures)]
    if shown.rules:
        rows = [
            element("tr", element("td", rule), element("td", str(count)))
            for rule, count in sorted(shown.rules.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        body += [element("h2", "Điều người đọc có thể vấp"), element("table", *rows)]
    if shown.made:
        body += [element("h2", "Đã làm"), element("ul", *map(_made, shown.made), class_="sheet")]
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width"),
        element("title", "Báo cáo"),
        element("style", _STYLE),
    ]
    return document(head, [element("main", *body)], lang="vi")


def _failures(failures: Sequence[dict[str, Any]]) -> Markup:
    items = [_failure(one) for one in failures[:MOST_SHOWN]]
    if len(failures) > MOST_SHOWN:
        items.append(element("li", f"… {len(failures) - MOST_SHOWN} (failures.jsonl)"))
    return element("ul", *items)


def _failure(one: dict[str, Any]) -> Markup:
    place, reason = _shown(one["place"]), _shown(one["reason"])
    # The file that cannot be read is named by the reason, too.
    told = reason.removeprefix(place).lstrip(": ")
    return element("li", element("strong", place), ": ", element("span", told, lang="en"))


def _made(one: dict[str, Any]) -> Markup:
    place = f"{one['setting']}/{one['id']}" if one["setting"] else one["id"]
    # With a ladder, the smallest size's first page stands for all: names are in their order.
    pages = [name for name in one["files"] if name.endswith(_THUMBNAILS)]
    first = min(pages, key=lambda name: (name.count("/"), len(name), name), default=None)
    target = next((name for name in ("index.html", "article.html") if name in one["files"]), first)
    target = target or next(iter(one["files"]), "")
    title = _shown(one.get("title") or one["id"])
    picture = (
        element("img", src=_address(place, first), alt="", loading="lazy", width=150)
        if first
        else ""
    )
    link = element("a", picture, element("span", title), href=_address(place, target))
    notes = [element("small", f"{one['found']} điều có thể vấp")] if one.get("found") else []
    return element("li", link, *notes)


def _address(place: str, name: str) -> str:
    return quote(f"{place}/{name}", errors="surrogateescape")


def _shown(text: str) -> str:
    """A text as a page can hold it: a byte that is no UTF-8 by its number."""
    return text.encode("utf-8", "backslashreplace").decode()


_STYLE = """\
body{margin:0;font:1rem/1.5 sans-serif}
main{max-width:75rem;margin:auto;padding:1rem}
li{overflow-wrap:anywhere}
td{padding:.1rem 1rem .1rem 0}
.sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:1rem;padding:0}
.sheet li{list-style:none}
.sheet a{display:block}
.sheet img{display:block;width:100%;height:auto;outline:1px solid GrayText}
.sheet span{display:block}
"""
