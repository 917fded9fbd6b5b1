"""The pieces of text of a paragraph as its runs: joined, decoded, canonical."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from readable.article import Attributes, Mark, Role, Run
from readable.legacy import is_usual, mend_legacy, mend_mojibake
from readable.mending import Tally
from readable.patterns import pattern
from readable.values import NamedTuple
from readable.vietnamese import (
    canonical,
    mend_invisibles,
    mend_look_alikes,
    mend_spaces,
)

__all__ = ["EDGES", "Line", "Piece", "Style", "line_of", "with_boxes_apart"]

EDGES = " \t\n\f\r\xa0\u200b\ufeff"
_LEADING_MARKS = pattern("[\u0300-\u036f]+")
_SPACES = " \xa0"
_OTHER_GLUE = "\u2007\u202f"
_SPACES_OR_NONE = pattern("[ \xa0]+|[^ \xa0]+")
_AFTER_MARKER = pattern(r"(?<=^[^\w\s])\xa0|(?<=^\w[.)])\xa0")
_CHOICE = r"[B-H][.)]|[☐☑☒□○◉]|\[[ \xa0xX✓]?\]"
_GAP = pattern(rf"(?<=[^\W\d_]|\))[ \xa0]{{5,}}(?=[^\W\d_]|\()|(?<=\S)[ \xa0]{{5,}}(?={_CHOICE})")
# Answers to choose from, and boxes to tick.
_FIRST_CHOICE = pattern(r"(?<!\w)A[.)]|(?:^|[:\n])[ \xa0]*(?:[☐☑☒□○◉]|\[[ \xa0xX✓]?\])")
_NEXT_CHOICE = pattern(_CHOICE)
_FEWEST_IN_GAP = 5
_FEWEST_BEFORE_GAP = 4
_BLANK_LINE = pattern(r"(?<=\n)[ \xa0]+(?=\n)")
_SCRIPTS: tuple[tuple[Mark, Mark], ...] = (("sup", "inner-sup"), ("sub", "inner-sub"))
_BULLETS = {
    "symbol": {"·": "•", "o": "◦"},
    "wingdings": {"§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "q": "❑", "l": "●", "n": "■", "o": "□"},
}


class Style(NamedTuple):
    """What the inline elements around a text say of it."""

    marks: frozenset[Mark] = frozenset()
    href: str | None = None
    lang: str | None = None
    abbreviation: str | None = None
    datetime: str | None = None
    anchor: str | None = None
    attributes: Attributes = ()


class Piece(NamedTuple):
    """A text of the page. `role` is that of the inline element around it; the font is one that
    tells what the text means, and the size is in px, where the page says it."""

    text: str
    style: Style
    role: Role | None = None
    font: str = ""
    size_px: float | None = None


class _Part(NamedTuple):
    text: str
    style: Style
    size_px: float | None


class Line(NamedTuple):
    """The runs of a paragraph, and what all of them have in common, which none of them says."""

    runs: tuple[Run, ...]
    lang: str | None = None
    size: str | None = None
    """The size of the text in px."""


def line_of(
    pieces: Sequence[Piece], tally: Tally, keep_spaces: bool, has_scripts_in_scripts: bool
) -> Line:
    """The text of a paragraph: equal neighbours joined, mended, trimmed; no run if it is blank.

    With `keep_spaces` each run says its own size.
    """
    if not any(piece.text.strip(EDGES) for piece in pieces):
        return Line(())
    parts = _joined(_decoded(pieces, tally), tally)
    if has_scripts_in_scripts:
        parts = _with_single_scripts(parts)
    if not keep_spaces and tally.has("no-break-space"):
        parts = _with_spaces_mended(parts, tally)
    parts = _trimmed(parts, "\n" if keep_spaces else EDGES)
    if not parts or (keep_spaces and not any(part.text.strip(EDGES) for part in parts)):
        return Line(())
    first = parts[0]
    lang, size_px = first.style.lang, None if keep_spaces else first.size_px
    for part in parts:
        if part.style.lang != lang:
            lang = None
        if part.size_px != size_px:
            size_px = None
    runs = tuple([_run(part, lang, size_px) for part in parts])
    return Line(runs, lang, None if size_px is None else f"{size_px:g}")


def with_boxes_apart(pieces: Sequence[Piece], boxes: Sequence[Piece]) -> list[Piece]:
    """The pieces with a space between a box to tick and a word right beside it."""
    own = set(map(id, boxes))
    apart = [pieces[0]]
    for before, piece in pairwise(pieces):
        beside = before.text[-1:] if id(piece) in own else piece.text[:1]
        if (id(piece) in own or id(before) in own) and (beside.isalnum() or beside in "☐☑○◉"):
            apart.append(piece._replace(text=" "))
        apart.append(piece)
    return apart


def _run(part: _Part, lang: str | None, size_px: float | None) -> Run:
    """A part as a run of a paragraph that has a language and a size, or none."""
    marks, href, own_lang, abbreviation, datetime, anchor, attributes = part.style
    if size_px is None and part.size_px is not None:
        attributes = (*attributes, ("-size", f"{part.size_px:g}"))
    return Run(
        part.text,
        marks,
        href,
        None if lang else own_lang,
        abbreviation,
        datetime,
        anchor,
        attributes,
    )


def _decoded(pieces: Sequence[Piece], tally: Tally) -> list[_Part]:
    """The pieces in Unicode; those in one font and style together, so that words are whole."""
    parts = []
    groups = _alike(pieces) if tally.has("divided-syllable") else [[piece] for piece in pieces]
    for group in groups:
        text, style, _, font, size_px = group[0]
        if len(group) > 1:
            texts = [piece.text for piece in group]
            _count_divided(texts, tally)
            text = "".join(texts)
        if font or not is_usual(text):
            text = _in_unicode(text, font, tally)
        if text:
            parts.append(_Part(text, style, size_px))
    return parts


def _alike(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces, each with those behind it in the same font and style."""
    group = [pieces[0]]
    groups = [group]
    font, style = pieces[0].font, _without_anchor(pieces[0].style)
    for piece in pieces[1:]:
        if piece.font == font and piece.style == style:
            group.append(piece)
        else:
            group = [piece]
            groups.append(group)
            font, style = piece.font, _without_anchor(piece.style)
    return groups


def _without_anchor(style: Style) -> Style:
    return style if style.anchor is None else style._replace(anchor=None)


def _count_divided(texts: Sequence[str], tally: Tally) -> None:
    for before, after in pairwise(texts):
        if before[-1:].isalpha() and (after[:1].isalpha() or _LEADING_MARKS.match(after)):
            tally.add("divided-syllable", before[-20:] + after[:20])


def _in_unicode(text: str, font: str, tally: Tally) -> str:
    if font and (bullets := _BULLETS.get(font.lower())):
        stripped = text.strip(EDGES)
        if stripped in bullets:
            tally.add("invisible-character", stripped)
            return text.replace(stripped, bullets[stripped])
    if tally.has("mojibake"):
        text = _noted("mojibake", text, *mend_mojibake(text), tally)
    if tally.has("legacy-encoding"):
        legacy = mend_legacy(text, font or None, is_sure=True)
        text = _noted("legacy-encoding", text, legacy.text, legacy.count, tally)
    for name, step in _STEPS:
        if tally.has(name):
            text = _noted(name, text, *step(text), tally)
    return text


def _noted(name: str, before: str, after: str, count: int, tally: Tally) -> str:
    """The text after a mend, which is noted with the first place that it changed."""
    if count:
        tally.add(name, "" if tally.has_sample(name) else _first_change(before, after), count)
    return after


def _first_change(before: str, after: str) -> str:
    """The first word that mending changed, as it is now, with its neighbours."""
    same = next(
        (index for index, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1),
        min(len(before), len(after)),
    )
    start = after.rfind(" ", 0, max(same - 10, 0)) + 1
    end = after.find(" ", same + 20)
    return after[start : end if same < end < same + 60 else same + 30]


def _canonical(text: str) -> tuple[str, int]:
    mended = canonical(text)
    if mended == text:
        return text, 0
    before, after = text.split(), mended.split()
    return mended, sum(one != other for one, other in zip(before, after, strict=False)) or 1


_STEPS: tuple[tuple[str, Callable[[str], tuple[str, int]]], ...] = (
    # First what nobody sees: it may stand inside a letter, or a word.
    ("invisible-character", mend_invisibles),
    ("normal-form", _canonical),
    ("look-alike", mend_look_alikes),
)


def _joined(parts: list[_Part], tally: Tally) -> list[_Part]:
    """The parts, a tone in an element of its own put to its letter, and equal ones joined."""
    if len(parts) < 2:
        return parts
    joined: list[_Part] = []
    joins = tally.has("divided-syllable")
    for part in parts:
        if not joined:
            joined.append(part)
            continue
        last = joined[-1]
        if marks := _LEADING_MARKS.match(part.text):
            tally.add("divided-syllable", last.text[-20:] + marks[0])
            text = last.text + marks[0]
            last = last._replace(text=canonical(text) if tally.has("normal-form") else text)
            joined[-1] = last
            part = part._replace(text=part.text[marks.end() :])
            if not part.text:
                continue
        if joins and part.style == _without_anchor(last.style):
            if last.text[-1].isalpha() and part.text[0].isalpha():
                tally.add("divided-syllable", last.text[-20:] + part.text[:20])
            joined[-1] = last._replace(text=last.text + part.text)
        else:
            joined.append(part)
    return joined


def _with_single_scripts(parts: list[_Part]) -> list[_Part]:
    """The parts, no superscript within one that holds nothing else, as Word sets notes."""
    for outer, inner in _SCRIPTS:
        inside = [inner in part.style.marks for part in parts]
        if True not in inside:
            continue
        places = [outer in part.style.marks for part in parts]
        for is_script, group in groupby(range(len(parts)), places.__getitem__):
            alike = list(group)
            if is_script and all(inside[index] for index in alike):
                for index in alike:
                    part = parts[index]
                    marks = part.style.marks - {inner}
                    parts[index] = part._replace(style=part.style._replace(marks=marks))
    return parts


def _with_gaps_as_line_ends(parts: list[_Part], tally: Tally) -> list[_Part]:
    """The parts, each gap of many no-break spaces between two things on a line a line end.

    As between two who sign, or a name and an office: what begins in capitals behind a few letters;
    and between the answers to a question or boxes to tick: "A. 5,6", "B. 8,4".
    """
    text = "".join([part.text for part in parts])
    has_choices = bool(_FIRST_CHOICE.search(text))
    gaps = [
        found.span()
        for found in _GAP.finditer(text)
        if found[0].count("\xa0") >= _FEWEST_IN_GAP
        and (
            (has_choices and _NEXT_CHOICE.match(text, found.end()))
            or (
                (text[found.end()] == "(" or text[found.end()].isupper())
                and sum(map(str.isalpha, text[: found.start()].rpartition("\n")[2]))
                >= _FEWEST_BEFORE_GAP
            )
        )
    ]
    if not gaps:
        return parts
    tally.add("no-break-space", text[max(0, gaps[0][0] - 20) : gaps[0][1] + 20], len(gaps))
    begin = 0
    divided = []
    for part in parts:
        end = begin + len(part.text)
        kept = []
        done = begin
        for start, behind in gaps:
            if begin < behind and start < end:
                kept.append(text[done : max(done, start)])
                kept.append("\n" if begin <= start else "")
                done = max(done, min(behind, end))
        kept.append(text[done:end])
        divided.append(part._replace(text="".join(kept)))
        begin = end
    return [part for part in divided if part.text]


def _with_spaces_mended(parts: list[_Part], tally: Tally) -> list[_Part]:
    """The parts with the no-break spaces gone that hold ordinary words together."""
    if "\xa0" not in "".join([part.text for part in parts]):
        return parts
    parts = _with_gaps_as_line_ends(parts, tally)
    parts = [_Part(_BLANK_LINE.sub("", text), style, size) for text, style, size in parts]
    text = "".join([part.text for part in parts])
    mended, count = mend_spaces(text)
    # A typed marker is no part of what it marks.
    mended = _AFTER_MARKER.sub(" ", mended, count=1)
    _noted("no-break-space", text, mended, count, tally)
    if mended == text:
        return parts
    if len(parts) == 1 and not any(space in text for space in _OTHER_GLUE):
        return [parts[0]._replace(text=mended)]
    # Mending only changes spaces and takes some away: all else leads through both texts.
    done = 0
    divided = []
    for part in parts:
        kept = []
        for token in _SPACES_OR_NONE.findall(part.text):
            if token[0] not in _SPACES:
                kept.append(token)
                done += len(token)
                continue
            start = done
            while done < len(mended) and mended[done] in _SPACES and done - start < len(token):
                done += 1
            kept.append(mended[start:done])
        divided.append(part._replace(text="".join(kept)))
    return [part for part in divided if part.text]


def _trimmed(parts: list[_Part], edges: str) -> list[_Part]:
    while parts and not (text := parts[-1].text.rstrip(edges)):
        parts.pop()
    if parts and text != parts[-1].text:
        parts[-1] = parts[-1]._replace(text=text)
    while parts and not (text := parts[0].text.lstrip(edges)):
        del parts[0]
    if parts and text != parts[0].text:
        parts[0] = parts[0]._replace(text=text)
    return parts
