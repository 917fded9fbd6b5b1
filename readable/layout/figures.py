"""Figures: pictures, what stands in for them, and their captions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readable.article import Figure, Image, Run
from readable.errors import ImageRefused
from readable.findings import sentence
from readable.layout.lines import closer, kept
from readable.paging import Box, Picture, Slab
from readable.preferences import SCHEMA

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["picture_needs_px", "set_figure"]

_CAPTION_GAP_EM = 0.5
_FRAME_PADDING_EM = 0.6
_WITHOUT_NAME = "Không có hình"

# Smaller than this share of a page, a picture has a page of its own instead.
_LEAST_PICTURE = 0.5

# In a table, what is a picture of less would not be seen; wider, it leaves no room for texts.
_NARROWEST_IN_CELL_EM, _WIDEST_IN_CELL_EM = 5.0, 12.0

# A caption longer than this share of a page stands with its picture no more.
_LONGEST_CAPTION = 0.75


def set_figure(flow: Flow, block: Figure, left: int, width: int, above_px: int = 0) -> list[Slab]:
    """The figure's pictures one below the other, its caption beside a bar.

    The first leaves room for the heading that stands `above_px` above it, on the same page.
    """
    after = flow.block + 1
    caption = flow.barred(block.caption, left, width)
    caption = closer(caption, flow.em(_CAPTION_GAP_EM))
    room = flow.room_px
    caption_height = sum(slab.height_px + slab.gap_px for slab in caption)
    picture_room = None if room is None else room - caption_height
    if room is None or caption_height <= room * _LONGEST_CAPTION:
        caption = kept(caption, last=False)
    else:
        picture_room = room - sum(slab.height_px + slab.gap_px for slab in caption[:2])
    slabs: list[Slab] = []
    for image in map(_said, block.images):
        own_room = picture_room
        if room is not None and picture_room is not None and not slabs:
            below = picture_room - above_px - flow.paragraph_gap_px
            own_room = below if below >= room * _LEAST_PICTURE else picture_room
        slabs += _image(flow, image, left, width, own_room, bool(caption))
    return [_before(slab, after) for slab in slabs] + caption


def picture_needs_px(flow: Flow, image: Image) -> tuple[float, float]:
    """The least width of a picture in a cell, or of what stands in its place, and the best."""
    image = _said(image)
    natural = _natural_size(flow, image) if image.src or not image.alt else None
    if isinstance(natural, tuple):
        shown = (image.width or natural[0]) * _scale(flow)
        least, most = flow.em(_NARROWEST_IN_CELL_EM), flow.em(_WIDEST_IN_CELL_EM)
        return min(shown, least), min(shown, most)
    said = image.alt or (natural.title if natural else None) or _WITHOUT_NAME
    segments = flow.shape((Run(said),), bold=False).segments
    whole = sum(segment.width_em + segment.space_em for segment in segments)
    pad = 2 * flow.em(_FRAME_PADDING_EM)
    return flow.em(max(segment.width_em for segment in segments)) + pad, flow.em(whole) + pad


def _natural_size(flow: Flow, image: Image) -> tuple[int, int] | ImageRefused:
    """A picture's own size, or why it cannot be shown; each is opened once."""
    found = flow.sizes.get(image.src)
    if found is None:
        try:
            found = flow.pictures.size_px(image.src)
        except ImageRefused as refused:
            found = refused
        flow.sizes[image.src] = found
    return found


def _scale(flow: Flow) -> float:
    """How many pixels of the page one of a picture is, that grows with the text."""
    return flow.size_px / float(SCHEMA["base_px"])


def _before(slab: Slab, block: int) -> Slab:
    """The slab with its picture before that paragraph of the article."""
    if not slab.pictures:
        return slab
    return slab._replace(pictures=tuple(one._replace(block=block) for one in slab.pictures))


def _said(image: Image) -> Image:
    """The picture with the name that the page gives it otherwise, if it has no alternative."""
    name = image.alt or dict(image.attributes).get("aria-label", "").strip()
    return replace(image, alt=name) if name else image


def _image(
    flow: Flow, image: Image, left: int, width: int, room: int | None, keep: bool
) -> list[Slab]:
    gap = flow.paragraph_gap_px
    flow.picture += 1
    if not image.src and image.alt:
        # What the page drew in another way; what it is called is shown.
        return _missing_image(flow, image, left, width, gap, keep)
    if image.alt is None and not dict(image.attributes).get("aria-labelledby"):
        flow.tell(
            "image-without-text",
            image.src,
            "the picture has no text alternative",
            "Give it an alt attribute that says what it shows.",
            "1.1.1",
        )
    natural = _natural_size(flow, image)
    if isinstance(natural, ImageRefused):
        flow.tell("image-not-shown", image.src, natural.message, sentence(natural.hint), "1.1.1")
        image = replace(image, alt=image.alt or natural.title or image.alt)
        return _missing_image(flow, image, left, width, gap, keep)
    shown_width, shown_height = _picture_size(natural, image.width, _scale(flow), width, room)
    picture = Picture(left, 0, shown_width, shown_height, image.src, image.alt, flow.picture)
    return [Slab(shown_height, gap, keep, pictures=(picture,))]


def _missing_image(
    flow: Flow, image: Image, left: int, width: int, gap: int, keep: bool
) -> list[Slab]:
    """A frame with the picture's alternative where the picture would be."""
    pad = flow.em(_FRAME_PADDING_EM)
    thick = flow.thin_px
    text = image.alt or _WITHOUT_NAME
    lines = flow.added(text, flow.look(gap_px=0), left + pad, max(width - 2 * pad, 1))
    framed = [_with_sides(slab, left, width, thick) for slab in lines]
    top = Slab(pad, gap, True, boxes=_edges(left, width, pad, thick, top=True))
    bottom = Slab(pad, 0, keep, boxes=_edges(left, width, pad, thick, top=False))
    height = sum(slab.height_px for slab in framed) + 2 * pad
    alternative = Picture(left, 0, width, height, None, image.alt, flow.picture)
    return [top._replace(pictures=(alternative,)), *kept(framed), bottom]


def _picture_size(
    natural: tuple[int, int],
    declared_width: int | None,
    scale: float,
    width: int,
    room: int | None,
) -> tuple[int, int]:
    """The size a picture is shown at: enlarged with the text, within the column and the page."""
    natural_width, natural_height = natural
    shown = min(float(width), (declared_width or natural_width) * scale)
    height = shown * natural_height / natural_width
    if room is not None and height > room:
        shown *= room / height
        height = room
    return max(1, round(shown)), max(1, round(height))


def _edges(left: int, width: int, height: int, thick: int, top: bool) -> tuple[Box, ...]:
    across = Box(left, 0 if top else height - thick, width, thick)
    return (across, Box(left, 0, thick, height), Box(left + width - thick, 0, thick, height))


def _with_sides(slab: Slab, left: int, width: int, thick: int) -> Slab:
    sides = (
        Box(left, 0, thick, slab.height_px),
        Box(left + width - thick, 0, thick, slab.height_px),
    )
    return slab._replace(boxes=(*slab.boxes, *sides))
