"""Sizes of paper and screens, in the pixels of an image."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from readable.errors import InvalidPreference
from readable.values import value

__all__ = ["CSS_PIXELS_PER_INCH", "PAPERS", "Paper"]

CSS_PIXELS_PER_INCH = 96
"""What a size of text in CSS pixels, and so in per cent of 16 px, is measured by."""

_MILLIMETRES_PER_INCH = 25.4

# ISO 216, and US Letter: 8.5 x 11 inches.
_MILLIMETRES: Mapping[str, tuple[float, float]] = {
    "a3": (297, 420),
    "a4": (210, 297),
    "a5": (148, 210),
    "letter": (215.9, 279.4),
}
_PIXELS: Mapping[str, tuple[int, int]] = {"kiosk": (1920, 1080), "kiosk-portrait": (1080, 1920)}

PAPERS: tuple[str, ...] = (*_MILLIMETRES, *_PIXELS)
"""The names that `Paper.named` knows: papers, and full screens of a kiosk."""

_A4 = 297 / 210
_MARGIN = 0.09
_LONGEST_SIDE_PX = 30_000
_PIXELS_PER_INCH = (36, 1200)


@value(frozen=True, slots=True)
class Paper:
    """The size of a page in pixels. Without a height there is one page, as long as it must be.

    The default is A4 at 96 pixels an inch. `margin_px` is 9 % of the shorter side unless given.
    At more pixels an inch text and pictures have as many more of them. Raises
    `InvalidPreference` for a size that no page has.
    """

    width_px: int = 794
    height_px: int | None = 1123
    margin_px: int | None = None
    pixels_per_inch: int = CSS_PIXELS_PER_INCH

    def __post_init__(self) -> None:
        least, most = _PIXELS_PER_INCH
        if not least <= self.pixels_per_inch <= most:
            raise InvalidPreference(
                f"{self.pixels_per_inch} pixels an inch", hint=f"choose from {least} to {most}"
            )
        for side, length in (("width", self.width_px), ("height", self.height_px)):
            if length is not None and not 1 <= length <= _LONGEST_SIDE_PX:
                raise InvalidPreference(
                    f"a page {side} of {length} px",
                    hint=f"choose one from 1 to {_LONGEST_SIDE_PX}",
                )
        if not 0 <= self.margins_px * 2 < self._shorter_px:
            raise InvalidPreference(
                f"a margin of {self.margins_px} px", hint="choose one that leaves room on the page"
            )

    @classmethod
    def of_width(cls, width_px: int) -> Self:
        """Pages of that width in A4's proportion.

        >>> Paper.of_width(794)
        Paper(width_px=794, height_px=1123, margin_px=None, pixels_per_inch=96)
        """
        return cls(width_px, round(width_px * _A4))

    @classmethod
    def named(cls, name: str, pixels_per_inch: int = CSS_PIXELS_PER_INCH) -> Self:
        """A paper by its name, at a resolution; a kiosk's screen has its pixels at any.

        >>> Paper.named("a4") == Paper(), Paper.named("a5", 300)
        (True, Paper(width_px=1748, height_px=2480, margin_px=None, pixels_per_inch=300))
        """
        if size := _MILLIMETRES.get(name):
            width, height = (round(mm / _MILLIMETRES_PER_INCH * pixels_per_inch) for mm in size)
        elif name in _PIXELS:
            width, height = _PIXELS[name]
        else:
            raise InvalidPreference(
                f"there is no paper {name!r}", hint=f"choose one of {', '.join(PAPERS)}"
            )
        return cls(width, height, None, pixels_per_inch)

    @property
    def margins_px(self) -> int:
        """The margin on all four sides."""
        return round(self._shorter_px * _MARGIN) if self.margin_px is None else self.margin_px

    @property
    def scale(self) -> float:
        """How many pixels a CSS pixel has."""
        return self.pixels_per_inch / CSS_PIXELS_PER_INCH

    @property
    def _shorter_px(self) -> int:
        return min(self.width_px, self.height_px or self.width_px)
