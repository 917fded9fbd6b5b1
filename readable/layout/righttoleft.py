"""Lines with words that run from right to left, their parts in the order the eye meets them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from readable.bidi import reordered
from readable.layout.lines import LineSetter, columns_of
from readable.paging import Box, Line, Part
from readable.shaping import Segment, ShapedText, within

__all__ = ["MixedLineSetter"]


@dataclass(eq=False, repr=False)
class MixedLineSetter(LineSetter):
    """Sets the lines of a paragraph that is not all from left to right.

    Where lines end is found as for any other; then what stands on each is put in order.
    """

    shaped: ShapedText | None = None

    def line(
        self,
        start: int,
        end: int,
        left: int,
        width_px: int,
        justified_px: int | None = None,
        block: int | None = None,
    ) -> tuple[Line, tuple[Box, ...]]:
        """The segments from `start` to `end` on one line, its text as it is read."""
        assert self.shaped is not None
        logical, _ = super().line(start, end, left, width_px, justified_px, block)
        parts = self.shaped.directed(self._offsets[start : end + 1])
        parts = self._with_numbers(parts, start, end)
        measure_em = width_px / self.look.size_px
        order = reordered([level for level, _ in parts])
        seen = [within(parts[place][1], measure_em) for place in order]
        if not seen:
            return logical, ()
        setter = LineSetter(seen, columns_of(seen)[0], self.look, self.above_px, self.below_px)
        line, boxes = setter.line(0, len(seen), left, width_px, justified_px)
        said = {name: getattr(logical, name) for name in ("text", "block", "ends_block")}
        lengths = [len(part.text) for _, part in parts]
        starts = list(accumulate(lengths, initial=0))
        found = [
            Part(starts[n], lengths[n], len(parts[n][1].pieces), parts[n][0] % 2 == 1)
            for n in order
        ]
        return line._replace(parts=tuple(found), **said), boxes

    def _with_numbers(
        self, parts: list[tuple[int, Segment]], start: int, end: int
    ) -> list[tuple[int, Segment]]:
        """The parts with the numbers of links, which no text has, behind what they are for."""
        at = 0
        for segment in self.segments[start:end]:
            if segment.text:
                at += len(segment.text)
                continue
            place = before = 0
            while place < len(parts) and before < at:
                before += len(parts[place][1].text)
                place += 1
            while place and parts[place - 1][1].text.isspace():
                place -= 1
            behind = [own for own, part in parts[place:] if not part.text.isspace()]
            level = parts[place - 1][0] if place else 0
            if not behind or behind[0] % 2 != level % 2:
                level = int(self.shaped is not None and self.shaped.is_right_to_left)
            number = segment._replace(space_em=0.0)
            parts = [*parts[:place], (level, number), *parts[place:]]
        return parts

    @cached_property
    def _offsets(self) -> list[int]:
        """Where in the text each segment begins, and where the last ends."""
        return list(accumulate((len(segment.text) for segment in self.segments), initial=0))
