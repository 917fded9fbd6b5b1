"""How much nearer to a letter the next one stands, as a font tells of pairs: OpenType's GPOS table.

Of the `kern` feature for Vietnamese, or for any language where there is none of its own. Numbers
are big-endian, offsets from the table that holds them (OpenType 1.9.1, "GPOS" and "Common table
formats").
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from struct import error, unpack_from

__all__ = ["advances_of_pairs"]

_PAIRS, _EXTENSION = 2, 9
_IGNORE_MARKS = 8
# In a value format, which says what there is of each pair: what is added to the advance.
_X_ADVANCE = 4


def advances_of_pairs(table: bytes, glyphs: Sequence[int]) -> array[int]:
    """What is added to the advance of each glyph before each other, in font units.

    Row by row, a row for each glyph, as long as there are glyphs. Marks between them do not count.
    What other rules do, for marks or for longer sequences, is not told. Raises `ValueError` where
    pairs do more than stand nearer, or the table is not as it should be.
    """
    try:
        rules = [_rows(table, subtables, glyphs) for subtables in _lookups(table)]
    except (LookupError, error) as wrong:
        raise ValueError("what the font tells of pairs cannot be read") from wrong
    none = _no_row(glyphs)
    added = array("h")
    for glyph in glyphs:
        rows = [rule[glyph] for rule in rules if glyph in rule] or [none]
        added.extend(rows[0] if len(rows) == 1 else map(sum, zip(*rows, strict=True)))
    return added


def _no_row(glyphs: Sequence[int]) -> array[int]:
    return array("h", bytes(2 * len(glyphs)))


def _numbers(table: bytes, at: int, count: int) -> tuple[int, ...]:
    return unpack_from(f">{count}H", table, at)


def _lookups(table: bytes) -> Iterator[list[int]]:
    """Where the subtables of each rule for pairs begin."""
    scripts, features, lookups = _numbers(table, 4, 3)
    script = _offsets(table, scripts)
    own = scripts + (script.get(b"latn") or script[b"DFLT"])
    offset = _offsets(table, own + 2).get(b"VIT ") or _numbers(table, own, 1)[0]
    if not offset:
        return  # other languages only have rules
    language = own + offset
    (count,) = _numbers(table, language + 4, 1)
    used: set[int] = set()
    for index in _numbers(table, language + 6, count):
        record = features + 2 + 6 * index
        if table[record : record + 4] == b"kern":
            feature = features + _numbers(table, record + 4, 1)[0]
            used.update(_numbers(table, feature + 4, _numbers(table, feature + 2, 1)[0]))
    for index in sorted(used):
        lookup = lookups + _numbers(table, lookups + 2 + 2 * index, 1)[0]
        kind, flag, count = _numbers(table, lookup, 3)
        subtables = [lookup + one for one in _numbers(table, lookup + 6, count)]
        if kind == _EXTENSION:
            (kind,) = _numbers(table, subtables[0] + 2, 1)
            subtables = [one + int(unpack_from(">I", table, one + 4)[0]) for one in subtables]
        if kind == _PAIRS:
            if flag != _IGNORE_MARKS:
                raise ValueError("a rule for pairs is not for letters with their marks")
            yield subtables


def _offsets(table: bytes, at: int) -> dict[bytes, int]:
    """By their tags, how far away the tables are that are listed here."""
    (count,) = _numbers(table, at, 1)
    records = range(at + 2, at + 2 + 6 * count, 6)
    return {table[one : one + 4]: _numbers(table, one + 4, 1)[0] for one in records}


def _rows(table: bytes, subtables: Sequence[int], glyphs: Sequence[int]) -> dict[int, array[int]]:
    """What one rule tells of each glyph before all of them: the first subtable that has a pair."""
    found: dict[int, array[int]] = {}
    for subtable in reversed(subtables):
        kind, coverage, told, second = _numbers(table, subtable, 4)
        if second or told & ~_X_ADVANCE:
            raise ValueError("a rule for pairs does more than bring them nearer")
        covered = _places(table, subtable + coverage, glyphs)
        put = _put_pairs if kind == 1 else _put_classes
        put(found, table, subtable, covered, glyphs)
    return found


def _put_pairs(
    found: dict[int, array[int]],
    table: bytes,
    subtable: int,
    covered: dict[int, int],
    glyphs: Sequence[int],
) -> None:
    """Puts in what a subtable of single pairs tells."""
    (told,) = _numbers(table, subtable + 4, 1)
    columns: dict[int, list[int]] = {}
    for column, glyph in enumerate(glyphs):
        columns.setdefault(glyph, []).append(column)
    for glyph, number in covered.items():
        at = subtable + _numbers(table, subtable + 10 + 2 * number, 1)[0]
        (count,) = _numbers(table, at, 1)
        step = 2 if told else 1
        others = _numbers(table, at + 2, count * step)[::step]
        advances = dict(zip(others, _advances(table, at + 2, count, told, 1), strict=True))
        row = found[glyph] = found[glyph][:] if glyph in found else _no_row(glyphs)
        for other in advances.keys() & columns.keys():
            for column in columns[other]:
                row[column] = advances[other]


def _put_classes(
    found: dict[int, array[int]],
    table: bytes,
    subtable: int,
    covered: dict[int, int],
    glyphs: Sequence[int],
) -> None:
    """Puts in what a subtable of pairs of classes tells, which is of all that follow."""
    told, _, one, other, _, count = _numbers(table, subtable + 4, 6)
    first, second = [_classes(table, subtable + each, glyphs) for each in (one, other)]
    seconds = [second.get(glyph, 0) for glyph in glyphs]
    rows: dict[int, array[int]] = {}
    for glyph in covered:
        its = first.get(glyph, 0)
        if its not in rows:
            at = subtable + 16 + (2 * its * count if told else 0)
            advances = _advances(table, at, count, told, 0)
            rows[its] = array("h", map(advances.__getitem__, seconds))
        found[glyph] = rows[its]


def _advances(table: bytes, at: int, count: int, told: int, before: int) -> tuple[int, ...]:
    """Of so many values, with or without a number before each, the advance."""
    if not told:
        return (0,) * count
    step = before + 1
    return unpack_from(f">{count * step}h", table, at)[before::step]


def _places(table: bytes, at: int, glyphs: Iterable[int]) -> dict[int, int]:
    """The place of each of these glyphs that a coverage table has."""
    kind, count = _numbers(table, at, 2)
    if kind == 1:
        places = {glyph: place for place, glyph in enumerate(_numbers(table, at + 4, count))}
        return {glyph: places[glyph] for glyph in glyphs if glyph in places}
    found = _in_ranges(table, at + 4, count, glyphs)
    return {glyph: place + glyph - first for glyph, first, place in found}


def _classes(table: bytes, at: int, glyphs: Iterable[int]) -> dict[int, int]:
    """The class of each of these glyphs that a class definition has; all others are of class 0."""
    kind, first, count = _numbers(table, at, 3)
    if kind == 1:
        classes = dict(enumerate(_numbers(table, at + 6, count), first))
        return {glyph: classes[glyph] for glyph in glyphs if glyph in classes}
    return {glyph: its for glyph, _, its in _in_ranges(table, at + 4, first, glyphs)}


def _in_ranges(
    table: bytes, at: int, count: int, glyphs: Iterable[int]
) -> Iterator[tuple[int, int, int]]:
    """Of glyphs that are in a range, the first one there and its number; ranges are in order."""
    numbers = _numbers(table, at, 3 * count)
    firsts = numbers[::3]
    for glyph in glyphs:
        place = 3 * (bisect_right(firsts, glyph) - 1)
        if place >= 0 and glyph <= numbers[place + 1]:
            yield glyph, numbers[place], numbers[place + 2]
