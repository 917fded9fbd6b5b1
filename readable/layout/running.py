"""What stands at the top and the foot of each page, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readable.article import Run
from readable.layout.lines import LineSetter, columns_of, line_box
from readable.paging import Box, Line, Page
from readable.shaping import Segment

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["with_running_lines"]

_HEADER_RULE_EM = 0.35
_FOOTER_GAP_EM = 1.0


def with_running_lines(
    flow: Flow,
    title: str | None,
    foot: str | None,
    pages: Sequence[Page],
    left: int,
    width: int,
    top: int,
) -> list[Page]:
    """The numbered pages with a line above and a line beside their numbers, as asked for."""
    header = _running_line(flow, title, left, width) if title else None
    changed = []
    for page in pages:
        # On its first page the title stands in full.
        if header and page.number > 1:
            page = _with_header(flow, page, header, width, top)
        if foot:
            number = page.lines[-1]
            room = round(number.left_px - _FOOTER_GAP_EM * flow.size_px) - left
            if footer := _running_line(flow, foot, left, room):
                # Letters (ọ, g) reach further down than figures, and may reach no lower.
                number = _moved_up(number, max(0, _below(footer) - _below(number)))
                up = number.baseline_px - footer.baseline_px
                placed = footer._replace(top_px=up, baseline_px=number.baseline_px)
                # The number stays last.
                page = page._replace(lines=(*page.lines[:-1], placed, number))
        changed.append(page)
    return changed


def _below(line: Line) -> int:
    """How far a line reaches below its baseline."""
    return line.top_px + line.height_px - line.baseline_px


def _moved_up(line: Line, by_px: int) -> Line:
    return line._replace(top_px=line.top_px - by_px, baseline_px=line.baseline_px - by_px)


def _running_line(flow: Flow, text: str, left: int, width: int) -> Line | None:
    """The text in one line, its end left out between two words where it is too long.

    None where not even its first word has room. The line's top is 0.
    """
    look = flow.look(gap_px=0)
    shaped = flow.shape((Run(" ".join(text.split())),), bold=False)
    room = width / look.size_px
    segments = list(shaped.segments)
    if not segments or _width_em(segments) > room:
        ellipsis = flow.shape((Run("…"),), bold=False).segments[0]
        ends = [
            end
            for end in range(1, len(segments))
            if _width_em(segments[:end]) + ellipsis.width_em <= room
        ]
        if not ends:
            return None
        # Between two words rather than inside one of several syllables.
        whole = [end for end in ends if shaped.partings[end - 1] == 0]
        end = whole[-1] if whole and whole[-1] * 2 > ends[-1] else ends[-1]
        *before, last = segments[:end]
        segments = [*before, last._replace(text=last.text.rstrip(), space_em=0.0), ellipsis]
    if shaped.levels:
        # As a paragraph, whose parts are put in the order in which the eye meets them.
        said = "".join(segment.text for segment in segments)
        return flow.added(said, look, left, width)[0].lines[0]
    begins, _, _ = columns_of(segments)
    setter = LineSetter(segments, begins, look, *line_box(shaped, look))
    line, _ = setter.line(0, len(segments), left, width)
    return line


def _width_em(segments: list[Segment]) -> float:
    *before, last = segments
    return sum(one.width_em + one.space_em for one in before) + last.width_em


def _with_header(flow: Flow, page: Page, header: Line, width: int, top: int) -> Page:
    """The page with the line at its top, above a rule."""
    placed = header._replace(top_px=top, baseline_px=header.baseline_px + top)
    rule = top + header.height_px + flow.em(_HEADER_RULE_EM)
    box = Box(round(header.left_px), rule, width, flow.thin_px)
    return page._replace(lines=(placed, *page.lines), boxes=(box, *page.boxes))
