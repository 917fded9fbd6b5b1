"""Whether a picture shows text: found by its ink alone, without reading it."""

from __future__ import annotations

__all__ = ["WIDEST_PX", "looks_like_text"]

WIDEST_PX = 900
"""No picture has to be larger to be judged."""
# Letters cover between a fiftieth and a third of the band that they stand in.
_LEAST_INK, _MOST_INK = 0.04, 0.50
# In a line of text the ink begins and ends more often than this for each height of the line.
_LEAST_STROKES = 1.2
_SHARE_OF_TWO_TONES = 0.80


def looks_like_text(levels: bytes, width: int, height: int) -> bool:
    """Whether a picture in grey, a byte a pixel, is mostly lines of letters on a plain ground.

    It has two tones, and bands of rows in which ink and ground take turns as strokes of letters
    do, with empty rows between the bands. Photographs have more tones, and drawings fewer turns.
    """
    if width < 24 or height < 8:
        return False
    histogram = [levels.count(level) for level in range(256)]
    whole = width * height
    ground = max(range(256), key=histogram.__getitem__)
    near = sum(histogram[max(0, ground - 24) : ground + 25])
    far = sum(count for level, count in enumerate(histogram) if abs(level - ground) > 90)
    if near < 0.5 * whole or near + far < _SHARE_OF_TWO_TONES * whole or far < 0.005 * whole:
        return False
    table = bytes(1 if abs(level - ground) > 60 else 0 for level in range(256))
    rows = [levels[start : start + width].translate(table) for start in range(0, whole, width)]
    bands = _bands(rows, height)
    good = [band for band in bands if _is_line(rows, *band)]
    return bool(good) and 2 * sum(end - start for start, end in good) >= sum(
        end - start for start, end in bands
    )


def _bands(rows: list[bytes], height: int) -> list[tuple[int, int]]:
    """The runs of rows that hold ink, those joined that only a gap of a mark parts."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index, row in enumerate([*rows, b""]):
        has_ink = 1 in row
        if has_ink and start is None:
            start = index
        elif not has_ink and start is not None:
            found.append((start, index))
            start = None
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin - joined[-1][1] <= max(
            1, (end - begin) // 4, (joined[-1][1] - joined[-1][0]) // 6
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return [(begin, end) for begin, end in joined if end - begin >= 5 and end - begin <= height]


def _is_line(rows: list[bytes], start: int, end: int) -> bool:
    band = rows[start:end]
    tall = end - start
    left = min((row.find(1) for row in band if 1 in row), default=0)
    right = max((row.rfind(1) for row in band if 1 in row), default=0)
    wide = right - left + 1
    if wide < 2 * tall:
        return False
    ink = sum(row.count(1) for row in band) / (wide * tall)
    if not _LEAST_INK <= ink <= _MOST_INK:
        return False
    middle = band[tall // 4 : max(tall // 4 + 1, 3 * tall // 4)]
    turns = sum(row.count(b"\x00\x01") for row in middle) / len(middle)
    return turns >= _LEAST_STROKES * wide / tall and turns >= 4
