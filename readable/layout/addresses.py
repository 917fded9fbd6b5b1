"""Numbers behind links, and a list of what they lead to at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.article import Block, Heading, Paragraph, Preformatted, Run, walk
from readable.layout.lines import kept
from readable.paging import Slab
from readable.shaping import Fitted, Segment, ShapedText

if TYPE_CHECKING:
    from readable.layout.flow import Flow

__all__ = ["number_links", "set_addresses", "with_numbers"]

_BEFORE_NUMBER_EM = 0.15
_HEADING_EM = 1.15
_GAP_EM = 0.35
_MARKER_GAP_EM = 0.4
_NARROWEST_EM = 4.0

# Said by what stands behind them; a reader writes a letter, or dials.
_UNSAID = ("mailto:", "tel:")


def with_numbers(
    flow: Flow,
    runs: tuple[Run, ...],
    shaped: ShapedText,
    fitted: Fitted,
    bold: bool,
    measure_em: float,
) -> Fitted:
    """The segments of a paragraph with a number behind each link that shows not where it leads.

    The number is drawn and is in no segment's text.
    """
    numbers = deque(_numbers(flow, runs))
    if not numbers:
        return fitted
    segments: list[Segment] = []
    forced: list[bool] = []
    partings: list[float] = []
    end = 0
    for segment, is_forced, parting in zip(*fitted, strict=True):
        end += len(segment.text)
        segments.append(segment)
        forced.append(is_forced)
        partings.append(parting)
        while numbers and numbers[0][0] <= end:
            _, number = numbers.popleft()
            own = flow.shape((Run(f"[{number}]"),), bold).segments[0]
            joined = _joined(segments[-1], own)
            if joined.width_em <= measure_em and not shaped.levels:
                segments[-1] = joined
                continue
            # On a line of its own, if need be; or to be put in order with the words around it.
            space = segments[-1].space_em
            segments[-1] = segments[-1]._replace(space_em=_BEFORE_NUMBER_EM)
            segments.append(own._replace(text="", space_em=space))
            forced[-1:] = [False, is_forced]
            partings[-1:] = [1.0, parting]
    return Fitted(segments, forced, partings)


def number_links(flow: Flow, blocks: tuple[Block, ...]) -> None:
    """Gives the links in some blocks their numbers, in reading order, before they are set."""
    for block in walk(blocks):
        if isinstance(block, Paragraph | Heading | Preformatted):
            deque(_numbers(flow, block.runs), maxlen=0)


def _numbers(flow: Flow, runs: tuple[Run, ...]) -> Iterator[tuple[int, int]]:
    """Where in the text of a paragraph each link ends, and its number."""
    end = 0
    said = ""
    for place, run in enumerate(runs):
        end += len(run.text)
        said = said + run.text if run.href else ""
        following = runs[place + 1].href if place + 1 < len(runs) else None
        if run.href and run.href != following:
            address = _shown(run.href)
            if not run.href.startswith("#") and said.strip() and not _says(said, address):
                number = flow.addresses.setdefault(run.href, len(flow.addresses) + 1)
                yield end - len(said) + len(said.rstrip()), number
            said = ""


def _shown(href: str) -> str:
    for scheme in _UNSAID:
        href = href.removeprefix(scheme)
    return href


def _says(text: str, address: str) -> bool:
    """Whether a link's text is its address, with or without what browsers leave out too."""
    plain = [
        one.strip().removeprefix("https://").removeprefix("http://").rstrip("/").casefold()
        for one in (text, address)
    ]
    return plain[0] == plain[1]


def _joined(segment: Segment, number: Segment) -> Segment:
    at = segment.width_em + _BEFORE_NUMBER_EM
    pieces = [piece._replace(x_em=piece.x_em + at) for piece in number.pieces]
    return segment._replace(
        pieces=(*segment.pieces, *pieces),
        width_em=at + number.width_em,
        ink_top_em=max(segment.ink_top_em, number.ink_top_em),
        ink_bottom_em=max(segment.ink_bottom_em, number.ink_bottom_em),
    )


def set_addresses(flow: Flow, lang: str, left: int, width: int) -> list[Slab]:
    """The list of the addresses that have a number, under a rule and a heading."""
    if not flow.addresses:
        return []
    title = "Link addresses" if lang.lower().split("-")[0] == "en" else "Địa chỉ liên kết"
    look = flow.look(size_px=_HEADING_EM * flow.size_px, bold=True, keep_next=True, keep_all=True)
    slabs = [
        flow.rule(left, width)._replace(keep=True),
        *kept(flow.added(title, look, left, width)),
    ]
    markers = [flow.shape((Run(f"[{n}]"),), bold=False) for n in flow.addresses.values()]
    indent = flow.em(max(one.segments[0].width_em for one in markers) + _MARKER_GAP_EM)
    if width - indent < flow.em(_NARROWEST_EM):
        indent = 0
    look = flow.look(gap_px=flow.em(_GAP_EM))
    for marker, (href, number) in zip(markers, flow.addresses.items(), strict=True):
        if indent:
            own = flow.added(_shown(href), look, left + indent, width - indent)
            slabs += flow.marked(own, marker, left + indent)
        else:
            slabs += flow.added(f"[{number}] {_shown(href)}", look, left, width)
    return slabs
