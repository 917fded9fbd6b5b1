"""Other names for the classes and ids of a page, as another site would have chosen them."""

from __future__ import annotations

import re
from random import Random

__all__ = ["rename"]

# Words within names, and what builders of other sites write in their place: in English, in
# Vietnamese without marks, shortened. Seen in public style sheets and scrapers' selectors.
_OTHERS = {
    "article": ("article", "baiviet", "post", "entry", "tin", "story"),
    "body": ("body", "noidung", "text", "than", "main"),
    "box": ("box", "block", "khoi", "widget", "mod"),
    "comment": ("comment", "binhluan", "ykien", "phanhoi"),
    "content": ("content", "noidung", "body", "ndct", "cnt", "maincontent"),
    "date": ("date", "ngay", "time", "thoigian", "posted"),
    "detail": ("detail", "chitiet", "view", "single", "ct"),
    "footer": ("footer", "chantrang", "bottom", "foot"),
    "item": ("item", "muc", "row", "entry", "child"),
    "links": ("links", "lienket", "weblink"),
    "menu": ("menu", "nav", "thucdon", "danhmuc"),
    "news": ("news", "tintuc", "tin", "bantin"),
    "noidung": ("noidung", "content", "nd", "chitiet"),
    "post": ("post", "baiviet", "tin", "news"),
    "related": ("related", "lienquan", "khac", "relate", "other"),
    "sapo": ("sapo", "lead", "tomtat", "desc", "mota"),
    "sidebar": ("sidebar", "cotphai", "right", "aside"),
    "summary": ("summary", "tomtat", "lead", "intro", "trichyeu"),
    "text": ("text", "vanban", "txt", "content"),
    "tieude": ("tieude", "title", "td", "ten"),
    "time": ("time", "ngay", "date", "thoigian"),
    "title": ("title", "tieude", "heading", "ten", "name"),
    "view": ("view", "xem", "detail", "chitiet"),
}
_NAMES = re.compile(r"""(?<=\s)(class|id)=(["'])([^"'<>]*)\2""")
_WORD = re.compile(r"[A-Za-z]+")


def rename(html: str, random: Random) -> str:
    """The page with the words in its class names and ids changed, each the same way throughout."""
    chosen = {word: random.choice(others) for word, others in _OTHERS.items()}

    def change(word: re.Match[str]) -> str:
        return chosen.get(word[0].lower(), word[0])

    def change_names(found: re.Match[str]) -> str:
        return f"{found[1]}={found[2]}{_WORD.sub(change, found[3])}{found[2]}"

    return _NAMES.sub(change_names, html)
