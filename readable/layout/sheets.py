"""Two pages side by side on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from readable.paging import Page

__all__ = ["two_up"]


def two_up(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages two by two, each as large as it was, on sheets twice as wide.

    A last page without a neighbour stands on the left of its sheet.
    """
    sheets = []
    for number, first in enumerate(range(0, len(pages), 2), 1):
        left, *right = pages[first : first + 2]
        sheet = left._replace(number=number, width_px=2 * left.width_px)
        for page in right:
            moved = _moved(page, left.width_px)
            sheet = sheet._replace(
                lines=sheet.lines + moved.lines,
                boxes=sheet.boxes + moved.boxes,
                pictures=sheet.pictures + moved.pictures,
            )
        sheets.append(sheet)
    return tuple(sheets)


def _moved(page: Page, by_px: int) -> Page:
    """The page's contents further to the right."""
    return page._replace(
        lines=tuple(
            line._replace(
                left_px=line.left_px + by_px,
                words=tuple(word._replace(x_px=word.x_px + by_px) for word in line.words),
            )
            for line in page.lines
        ),
        boxes=tuple(box._replace(left_px=box.left_px + by_px) for box in page.boxes),
        pictures=tuple(one._replace(left_px=one.left_px + by_px) for one in page.pictures),
    )
