"""Pictures, and what frames, videos and sounds become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from readable.addresses import is_safe_link
from readable.article import Block, Figure, Image, Paragraph, Run
from readable.mending import Tally
from readable.reading.attributes import accessible
from readable.reading.pictures import (
    Addresses,
    embed_label,
    image_of,
    is_stand_in,
    is_tiny,
    is_unneeded_frame,
)
from readable.vietnamese import canonical

__all__ = ["Media"]

_LOST_EMBED = {
    "audio": "sound",
    "embed": "embedded object",
    "iframe": "frame",
    "object": "embedded object",
    "video": "video",
}
_SUBTITLES = "Phụ đề"


class Media:
    """The pictures and embedded things of one page, in reading order."""

    def __init__(
        self, tally: Tally, addresses: Addresses, lose: Callable[[str, str], None]
    ) -> None:
        """`lose` is told the kind and the address of what is left out."""
        self._tally = tally
        self._addresses = addresses
        self._lose = lose
        self._offered = ""
        self._seen: set[str] = set()
        self._embed: dict[str, str] = {}
        self._tracks: list[dict[str, str]] = []

    def offer(self, srcset: str) -> None:
        """Takes the pictures that a `<source>` offers for the `<img>` that follows."""
        self._offered = self._offered or srcset

    def picture(
        self, attributes: dict[str, str], href: str | None, before: Block | None
    ) -> Figure | None:
        """The picture of an `<img>` in a link to `href`; None for one that shows nothing new.

        `before` is the block right before it.
        """
        image, is_late = image_of(attributes, self._offered, self._addresses)
        self._offered = ""
        if not image.src and not image.alt:
            self._lose("picture without address", "")
            return None
        if is_tiny(image):
            self._lose("tracking picture", image.src)
            return None
        if "data-noscript" in attributes:
            # Without scripts a browser shows this one; with them, the one before it.
            if image.src in self._seen:
                return None
            is_late = True
        if is_late and self._tally.has("picture-address"):
            self._tally.add("picture-address", image.src)
        elif is_late:
            image = replace(image, src=self._addresses.whole(attributes.get("src", "")))
        self._seen.add(image.src)
        kept = tuple(pair for pair in accessible(attributes, ()) if pair[0] != "dir")
        if href or kept:
            image = replace(image, href=href, attributes=kept)
        return Figure((image,))

    def takes_place_of(self, before: Block | None, attributes: dict[str, str]) -> bool:
        """Whether an `<img>` of a `<noscript>` is what the picture before it only stands in for."""
        return (
            "data-noscript" in attributes
            and isinstance(before, Figure)
            and bool(before.images)
            and is_stand_in(before.images[-1].src)
        )

    def start_embed(self, attributes: dict[str, str]) -> None:
        """Takes the start of something embedded."""
        self._embed, self._tracks = attributes, []

    def add_track(self, attributes: dict[str, str]) -> None:
        """Takes a track of what is embedded."""
        self._tracks.append(attributes)

    def embedded(self) -> Paragraph | Figure | None:
        """What the embedded thing that ends here becomes: a link to it, or a picture."""
        attributes = self._embed
        written = attributes.get("src", "")
        kind = attributes.get("kind", "iframe")
        title = canonical(" ".join(attributes.get("title", "").split()))
        if kind == "svg":
            return Figure((Image("", title),)) if title else None
        if (
            not written
            or not is_safe_link(written)
            or is_unneeded_frame(attributes)
            or not self._tally.has("embed")
        ):
            self._lose(_LOST_EMBED.get(kind, "frame"), title or written)
            return None
        src = self._addresses.whole(written)
        runs = [Run(title or embed_label(kind, src), href=src)]
        for track in self._tracks:
            address = track.get("src", "")
            if address and is_safe_link(address):
                label = canonical(track.get("label", "")) or _SUBTITLES
                runs += [Run("\n"), Run(label, href=self._addresses.whole(address))]
        self._tally.add("embed", src)
        return Paragraph(tuple(runs))
