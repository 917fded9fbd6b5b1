"""What colours stand behind a text, and before: from its element down to the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

from readable.check.colours import TRANSPARENT, WHITE, Colour, read_colour
from readable.check.page import Element
from readable.errors import ImageRefused
from readable.pictures import Pictures

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.styles import Style

__all__ = ["Ground", "Grounds", "Shade"]

_STEPS = 8
_MOST_SHADES = 64
# Of a picture so many colours are enough to know which share of it is dark.
_SAMPLE = (48, 48)
_LEVELS = 16


class Shade(NamedTuple):
    """One colour of a background, and which share of it has it."""

    colour: Colour
    share: float
    opacity: float = 1.0
    veil: Colour = WHITE
    """What shines through the faded elements around: `opacity` is what they leave of a colour."""

    def seen(self, colour: Colour) -> Colour:
        """How a colour looks that is painted there."""
        return self.veil.mixed(colour, self.opacity)

    def faded(self, opacity: float) -> Shade:
        """The same within an element of an opacity, which fades with all that is in it."""
        left = self.opacity * opacity
        if left >= 1:
            return self
        through = self.opacity * (1 - opacity) / (1 - left)
        return self._replace(opacity=left, veil=self.veil.mixed(self.colour, through))


class Ground(NamedTuple):
    """All that is behind a text."""

    shades: tuple[Shade, ...]
    is_sure: bool
    """False where a picture could not be opened, or where the text may lie over something else."""
    is_varied: bool
    """Whether a gradient or a picture is part of it."""


_CANVAS = Ground((Shade(WHITE, 1.0),), True, False)


class Grounds:
    """The backgrounds of a page's elements, each found once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._pictures = Pictures(page.base)
        self._kept: dict[int, Ground] = {}
        self._alike: dict[tuple[int, int, bool], Ground] = {}
        self._opened: dict[str, tuple[Shade, ...] | None] = {}

    def behind(self, element: Element) -> Ground:
        """What is behind the text of an element."""
        if element.order not in self._kept:
            below = self.behind(element.parent) if element.parent else _CANVAS
            style = self.page.styles.of(element)
            # Styles and grounds are kept, so that their ids stay.
            key = (id(style), id(below), element.parent is None)
            if key not in self._alike:
                self._alike[key] = self._painted(style, below, is_root=element.parent is None)
            self._kept[element.order] = self._alike[key]
        return self._kept[element.order]

    def _painted(self, style: Style, below: Ground, *, is_root: bool) -> Ground:
        shades, is_sure, is_varied = below
        opacity = _opacity(style.get("opacity", "1"))
        shades = tuple(one.faded(opacity) for one in shades)
        if style.get("position") in ("absolute", "fixed") and not is_root:
            # What it lies over may be another element than its parent.
            is_sure = False
        if style.get("mix-blend-mode", "normal") != "normal" or style.get("filter", "none") not in (
            "none",
            "",
        ):
            is_sure = False
        colour = (
            read_colour(style.get("background-color", "transparent"), style.color) or TRANSPARENT
        )
        written = style.get("background-color")
        if "(" in written and read_colour(written, style.color) is None:
            is_sure = False
        if colour.alpha:
            covers = colour.alpha >= 0.999 and all(one.opacity >= 0.999 for one in shades)
            shades = _merged([one._replace(colour=colour.over(one.colour)) for one in shades])
            if covers:
                is_sure, is_varied = True, False
        for image in _images(style.get("background-image", "none")):
            painted = self._image(image, style.color)
            if painted is None:
                is_sure = False
            else:
                is_varied = True
                shades = _merged(
                    [
                        one._replace(
                            colour=top.colour.over(one.colour), share=top.share * one.share
                        )
                        for one in shades
                        for top in painted
                    ]
                )
        return Ground(shades, is_sure, is_varied)

    def _image(self, token: Any, current: Colour) -> tuple[Shade, ...] | None:
        if token.type == "function" and "gradient" in token.lower_name:
            return _gradient(token, current)
        address = (
            token.value
            if token.type == "url"
            else next(
                (one.value for one in getattr(token, "arguments", ()) if one.type == "string"), ""
            )
        )
        if address not in self._opened:
            self._opened[address] = self._picture(address)
        return self._opened[address]

    def _picture(self, address: str) -> tuple[Shade, ...] | None:
        try:
            image = self._pictures.image(self.page.address(address)).convert("RGBA").resize(_SAMPLE)
        except ImageRefused:
            return None
        counts: dict[tuple[int, ...], int] = {}
        data = image.tobytes()
        for start in range(0, len(data), 4):
            key = tuple(round(part / 255 * (_LEVELS - 1)) for part in data[start : start + 4])
            counts[key] = counts.get(key, 0) + 1
        whole = sum(counts.values())
        commonest = sorted(counts, key=counts.__getitem__, reverse=True)[:_MOST_SHADES]
        top = _LEVELS - 1
        return tuple(
            Shade(Colour(*(part / top for part in key)), counts[key] / whole) for key in commonest
        )


def _merged(shades: Sequence[Shade]) -> tuple[Shade, ...]:
    """The same with one shade for those that look alike; the commonest of very many."""
    kept: dict[Shade, float] = {}
    for one in shades:
        key = one._replace(share=0.0)
        if len(shades) > 4:
            key = key._replace(colour=Colour(*(round(part, 2) for part in one.colour)))
        kept[key] = kept.get(key, 0.0) + one.share
    found = sorted(kept.items(), key=lambda one: -one[1])[:_MOST_SHADES]
    return tuple(one._replace(share=share) for one, share in found)


def _opacity(text: str) -> float:
    try:
        value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, value))


def _images(text: str) -> list[Any]:
    if text == "none":
        return []
    tokens = tinycss2.parse_component_value_list(text, skip_comments=True)
    # The last layer is painted first.
    return [one for one in reversed(tokens) if one.type in ("url", "function")]


def _gradient(token: Any, current: Colour) -> tuple[Shade, ...] | None:
    stops: list[tuple[Colour, float | None]] = []
    parts: list[list[Any]] = [[]]
    for one in token.arguments:
        if one.type == "literal" and one.value == ",":
            parts.append([])
        elif one.type != "whitespace":
            parts[-1].append(one)
    for part in parts:
        colour = next(
            (found for found in (read_colour(one, current) for one in part) if found), None
        )
        if colour is not None:
            places: list[float | None] = [
                one.value / 100 for one in part if one.type == "percentage"
            ]
            stops.extend((colour, place) for place in (places or [None]))
    if not stops:
        return None
    if len(stops) == 1:
        return (Shade(stops[0][0], 1.0),)
    shades = []
    spans = _spans([place for _, place in stops])
    for (one, _), (other, _), width in zip(stops, stops[1:], spans, strict=False):
        for step in range(_STEPS):
            shades.append(Shade(one.mixed(other, (step + 0.5) / _STEPS), width / _STEPS))
    # The ends themselves are seen too, on a line of no width.
    return (*shades, *(Shade(colour, 0.0) for colour, _ in stops))


def _spans(places: list[float | None]) -> list[float]:
    """Which share of the whole lies between two stops; even where the places are not all known."""
    count = len(places) - 1
    known = [
        0.0 if index == 0 and one is None else 1.0 if index == count and one is None else one
        for index, one in enumerate(places)
    ]
    if any(one is None for one in known):
        return [1 / count] * count
    sure = [one or 0.0 for one in known]
    spans = [max(0.0, after - before) for before, after in pairwise(sure)]
    whole = sum(spans)
    return [one / whole for one in spans] if whole else [1 / count] * count
