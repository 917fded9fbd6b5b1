"""Frames, videos, sounds and drawings: one element in the place of each, and nothing of what it is
made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape

from readable.patterns import pattern
from readable.sanitising.addressing import strict_link
from readable.sanitising.hiding import is_hidden, sizes_in_style
from readable.sanitising.policy import LOST_AS
from readable.sanitising.source import SOURCE
from readable.sanitising.stream import WRITTEN_ATTRIBUTES, read_attributes

__all__ = ["replace_embeds"]

_RAW = pattern(rf"<(iframe|noscript){WRITTEN_ATTRIBUTES}>(.*?)</\1>", re.DOTALL)
_ANY = pattern(r"<(?:iframe|noscript|svg|video|audio|object|embed|param|track|source)[\s>]")
_TAG = pattern(
    rf"<(/?)(iframe|svg|video|audio|object|embed|source|track|param|title){WRITTEN_ATTRIBUTES}>([^<]*)"
)
_MEDIA = frozenset({"audio", "video"})
_ADDRESSES = ("data-src", "src", "data")
# How old players are told what to play: <param name="movie" value="...">.
_PLAYED = frozenset({"movie", "src", "url", "filename"})
_TINIEST_DRAWING_PX = 32
_PIXELS = pattern(r"\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*")


def replace_embeds(
    clean: str, clean_pictures: Callable[[str], str], keep_media: bool = False
) -> tuple[str, Counter[str]]:
    """What nh3 wrote, with a `<readable-embed>` for each embed that has an address or a name.

    Its attributes are `kind` (iframe, video, audio, object, embed or svg), `src`, `title`,
    `poster`, `width`, `height`, `id`; in it stands a `<readable-track kind label srclang src>` for
    each track. The pictures of a `<noscript>` stay, marked `data-noscript`; `clean_pictures`
    cleans them. With `keep_media`, videos and sounds stay as they are. Besides, how many losses
    of each kind, as `LOST_AS` calls them, there are not: each embed that was replaced, and the
    drawings that say nothing.
    """
    kept: Counter[str] = Counter()
    if not _ANY.search(clean):
        return clean, kept

    def without_raw_text(found: re.Match[str]) -> str:
        tag, attributes, content = found.groups()
        if tag == "iframe":
            return f"<iframe{attributes}></iframe>"
        pictures = "".join(
            f"<img{inside['attributes']} data-noscript>"
            for inside in SOURCE.finditer(content)
            if inside["cut"] is None and inside["tag"] and inside["tag"].lower() == "img"
        )
        if not pictures:
            return ""
        kept[LOST_AS["noscript"]] += 1
        return clean_pictures(pictures)

    clean = _RAW.sub(without_raw_text, clean)
    written: list[str] = []
    end = 0
    embed: _Embed | None = None
    for found in _TAG.finditer(clean):
        close, tag, source, text = found.groups()
        if embed is None:
            if close or tag == "title" or (keep_media and tag in (*_MEDIA, "source", "track")):
                if tag in _MEDIA and not close:
                    kept[LOST_AS[tag]] += 1
                continue
            written.append(clean[end : found.start()])
            end = found.end(3) + 1
            if tag not in LOST_AS:  # a part of an embed that stands alone
                if tag == "source":  # of a picture
                    written.append(found[0][: len(found[0]) - len(text)])
                continue
            embed = _Embed(tag, read_attributes(source))
        elif close:
            embed.depth -= tag == embed.tag
        else:
            embed.take(tag, read_attributes(source), text)
        if embed.depth == 0 or embed.tag == "embed":
            written.append(embed.write())
            kept.update(embed.kept())
            end = clean.index(">", found.end(3)) + 1
            embed = None
    written.append(clean[end:])
    return "".join(written), kept


class _Embed:
    """One embed, as far as it has been read."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.depth = 1
        self._attributes = attributes
        self._title = attributes.get("title") or attributes.get("aria-label") or ""
        self._address = _address_in(attributes)
        self._tracks: list[str] = []
        self._is_hidden = is_hidden(attributes)
        self._kinds = Counter([LOST_AS[tag]])

    def take(self, tag: str, attributes: dict[str, str], text: str) -> None:
        """Takes what a start tag within tells of the embed, and the text after it."""
        self.depth += tag == self.tag
        if tag in LOST_AS:
            self._kinds[LOST_AS[tag]] += 1
        if self.tag == "svg":
            if tag == "title":
                self._title = self._title or " ".join(text.split())
        elif tag == "track":
            self._tracks.append(_element("readable-track", attributes, _TRACK, ""))
        elif tag == "param":
            if attributes.get("name", "").lower() in _PLAYED and not self._address:
                self._address = strict_link(attributes.get("value", ""))
        elif tag != "title":
            self._address = self._address or _address_in(attributes)

    def write(self) -> str:
        """The element that stands for the embed, or nothing when it leads nowhere."""
        if not self._has_use:
            return ""
        attributes = {
            **sizes_in_style(self._attributes),
            **self._attributes,
            "kind": self.tag,
            "src": self._address,
            "title": self._title,
            "poster": strict_link(self._attributes.get("poster", "")),
        }
        if self.tag == "svg":
            del attributes["src"]
        return _element("readable-embed", attributes, _EMBED, "".join(self._tracks))

    def kept(self) -> Counter[str]:
        """The losses that are none."""
        return self._kinds if self._has_use or self._says_nothing else Counter()

    @property
    def _has_use(self) -> bool:
        if self.tag == "svg":
            is_named = bool(self._title) and self._attributes.get("aria-hidden") != "true"
            return is_named and not self._is_hidden
        return bool(self._address) and not self._is_hidden

    @property
    def _says_nothing(self) -> bool:
        if self.tag != "svg":
            return False
        sizes = [_PIXELS.fullmatch(self._attributes.get(name, "")) for name in ("width", "height")]
        return (
            self._is_hidden
            or self._attributes.get("aria-hidden") == "true"
            or self._attributes.get("role") in ("none", "presentation")
            or all(size is not None and int(size[1]) <= _TINIEST_DRAWING_PX for size in sizes)
        )


_EMBED = ("kind", "src", "title", "poster", "width", "height", "id", "lang")
_TRACK = ("kind", "label", "srclang", "src")


def _address_in(attributes: dict[str, str]) -> str:
    """The address of what is embedded: the one that a script would load, rather than another."""
    addresses = (strict_link(attributes.get(name, "")) for name in _ADDRESSES)
    return next((one for one in addresses if one and not one.startswith(("#", "about:"))), "")


def _element(tag: str, attributes: dict[str, str], names: tuple[str, ...], content: str) -> str:
    written = "".join(
        f' {name}="{escape(attributes[name])}"' for name in names if attributes.get(name)
    )
    return f"<{tag}{written}>{content}</{tag}>"
