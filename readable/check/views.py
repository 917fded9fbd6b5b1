"""What a finding looks like: the words or picture that it is about, and put right if it can be.

Made on request, as it needs the page laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from readable.check.backgrounds import Grounds
from readable.check.colours import BLACK, WHITE, Colour, contrast, read_colour
from readable.check.crops import Crop, words_around, words_at_start
from readable.check.screen.flow import AS_IT_IS, Line, Paragraph, Word
from readable.errors import ImageRefused
from readable.pictures import Pictures

if TYPE_CHECKING:
    from readable.check.page import Element, Page, Text
    from readable.check.rule import Outcome, Rule

__all__ = ["Picture", "view"]

_REACH_EM = 8.0
_WIDEST_PX, _HIGHEST_PX = 360, 240
# WCAG 1.4.8, and a browser's own size of text.
_ROOMY, _USUAL_PX = 1.5, 16.0
# What the rule advises, and as many lines as a picture holds at that distance.
_EASY, _SHOWN_LINES = 1.6, 3
_STEPS = 50


class Picture(NamedTuple):
    """A picture of the page, made small, as a PNG."""

    png: bytes


class _Place(NamedTuple):
    """A line of words on the screen."""

    paragraph: Paragraph
    number: int

    @property
    def line(self) -> Line:
        return self.paragraph.lines[self.number]


def view(page: Page, rule: Rule, outcome: Outcome) -> tuple[Crop | Picture, ...]:
    """One view of what is found as it is, and perhaps one of it put right."""
    element = outcome.target
    if outcome.crops or element is None:
        return outcome.crops
    if element.tag in ("img", "input") and element.get("src"):
        return _pictures(page, element)
    place = _place(page, element, outcome.excerpt)
    if place is None:
        return ()
    marked = _marked(place, element, outcome.excerpt)
    before = _crop(page, place, marked)
    if rule.name == "lines-have-room":
        return tuple(
            before._replace(lines=_lines(place, height), marked=()) for height in (0, _EASY)
        )
    return (before, *_after(rule, outcome, before, place))


def _pictures(page: Page, element: Element) -> tuple[Picture, ...]:
    try:
        image = Pictures(page.base).image(page.address(element.get("src")))
    except ImageRefused:
        return ()
    image = image.convert("RGB")
    image.thumbnail((_WIDEST_PX, _HIGHEST_PX))
    written = BytesIO()
    image.save(written, "PNG")
    return (Picture(written.getvalue()),)


def _place(page: Page, element: Element, excerpt: str) -> _Place | None:
    """The line that a finding is about: one with words of the excerpt, or the element's first."""
    lines = _lines_of(page)
    told = set(excerpt.split())
    first = None
    for text in element.texts():
        for place in lines.get(id(text), ()):
            first = first or place
            if any(word.source is text and word.text.strip() in told for word in place.line.words):
                return place
    return first


def _lines_of(page: Page) -> dict[int, list[_Place]]:
    """The lines that each text of a page stands in."""
    kept: dict[int, list[_Place]] | None = page.__dict__.get("_lines_of_texts")
    if kept is None:
        kept = page.__dict__["_lines_of_texts"] = {}
        for paragraph in page.flow(AS_IT_IS).paragraphs:
            for number, line in enumerate(paragraph.lines):
                for text in {id(word.source) for word in line.words}:
                    kept.setdefault(text, []).append(_Place(paragraph, number))
    return kept


def _marked(place: _Place, element: Element, excerpt: str) -> tuple[Word, ...]:
    """The words of the line that are meant: those of the excerpt, or all of the element's."""
    within = [word for word in place.line.words if _holds(element, word.source)]
    told = set(excerpt.split())
    return tuple(word for word in within if word.text.strip() in told) or tuple(within)


def _holds(element: Element, text: Text) -> bool:
    return any(one is element for one in text.parent.family)


def _crop(page: Page, place: _Place, marked: tuple[Word, ...]) -> Crop:
    middle = marked[0]
    near = words_around(place.line.words, middle, _REACH_EM * middle.size_px)
    colour = page.styles.of(middle.source.parent).color
    # Of a picture or gradient the place where least is seen.
    ground = min(
        Grounds(page).behind(middle.source.parent).shades,
        key=lambda one: contrast(one.seen(colour.over(one.colour)), one.seen(one.colour)),
    )
    return Crop(
        ((near, 0.0),),
        colour=ground.seen(colour.over(ground.colour)),
        ground=ground.seen(ground.colour),
        marked=tuple(word for word in marked if word in near),
    )


def _lines(place: _Place, height: float) -> tuple[tuple[tuple[Word, ...], float], ...]:
    """The first lines of a paragraph as far apart as they are, or as many times their size."""
    lines = place.paragraph.lines[:_SHOWN_LINES]
    size = place.paragraph.run.size_px
    apart = [before.below_px + line.above_px for before, line in pairwise(lines)]
    baselines = accumulate([height * size or one for one in apart], initial=0.0)
    return tuple(
        (words_at_start(line.words, size), baseline)
        for line, baseline in zip(lines, baselines, strict=True)
    )


def _after(rule: Rule, outcome: Outcome, before: Crop, place: _Place) -> Iterator[Crop]:
    """The same put right, for what can be drawn so."""
    plain = before._replace(marked=())
    if rule.family == "colours" and "least" in outcome.details and "ground" in outcome.details:
        ground = read_colour(str(outcome.details["ground"])) or WHITE
        colour = read_colour(str(outcome.details["colour"])) or BLACK
        least = float(outcome.details["least"])
        yield plain._replace(colour=_legible(colour, ground, least), ground=ground)
    elif rule.name == "text-is-large-enough":
        yield plain._replace(size_px=_USUAL_PX)
    elif rule.family == "letters" and before.marked and outcome.details.get("right"):
        word = _corrected(before.marked[0], str(outcome.details["right"]))
        yield plain._replace(lines=(((word,), 0.0),))


def _corrected(word: Word, right: str) -> Word:
    """The word as it should be, in the same font."""
    face = word.font.face
    glyphs = face.shape(right)
    width = glyphs.advance_units / face.units_per_em * word.size_px
    return word._replace(text=right, glyphs=glyphs, width_px=width)


def _legible(colour: Colour, ground: Colour, least: float) -> Colour:
    """The colour, as much darker or lighter as it has to be."""
    end = max((BLACK, WHITE), key=lambda one: contrast(one, ground))
    steps = (colour.mixed(end, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in steps if contrast(one, ground) >= least), end)
