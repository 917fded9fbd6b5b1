"""How much nearer to a letter the next one stands, as a font tells of pairs: OpenType's GPOS table.

Of the `kern` feature for Vietnamese, or for any language where there is none of its own. Numbers
are big-endian, offsets from the table that holds them (OpenType 1.9.1, "GPOS" and "Common table
formats").
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
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
    none = [0] * len(glyphs)
    added = array("h")
    for glyph in glyphs:
        rows = [rule[glyph] for rule in rules if glyph in rule] or [none]
        added.extend(rows[0] if len(rows) == 1 else map(sum, zip(*rows, strict=True)))
    return added


def _numbers(table: bytes, at: int, count: int) -> tuple[int, ...]:
    return unpack_from(f">{count}H", table, at)


def _lookups(table: bytes) -> Iterator[list[int]]:
    """Where the subtables of each rule for pairs begin."""
    scripts, features, lookups = _numbers(table, 4, 3)
    script = _offsets(table, scripts)
    own = scripts + (script.get(b"latn") or script[b"DFLT"])
    language = own + (_offsets(table, own + 2).get(b"VIT ") or _numbers(table, own, 1)[0])
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


def _rows(table: bytes, subtables: Sequence[int], glyphs: Sequence[int]) -> dict[int, list[int]]:
    """What one rule tells of each glyph before all of them: the first subtable that has a pair."""
    found: dict[int, list[int]] = {}
    for subtable in reversed(subtables):
        kind, coverage, told, second = _numbers(table, subtable, 4)
        if second or told & ~_X_ADVANCE:
            raise ValueError("a rule for pairs does more than bring them nearer")
        covered = _places(table, subtable + coverage)
        ours = {glyph: covered[glyph] for glyph in glyphs if glyph in covered}
        if kind == 1:
            _put_pairs(found, table, subtable, ours, glyphs)
        else:
            _put_classes(found, table, subtable, ours, glyphs)
    return found


def _put_pairs(
    found: dict[int, list[int]],
    table: bytes,
    subtable: int,
    covered: dict[int, int],
    glyphs: Sequence[int],
) -> None:
    """Puts in what a subtable of single pairs tells."""
    (told,) = _numbers(table, subtable + 4, 1)
    for glyph, number in covered.items():
        at = subtable + _numbers(table, subtable + 10 + 2 * number, 1)[0]
        (count,) = _numbers(table, at, 1)
        step = 2 if told else 1
        others = _numbers(table, at + 2, count * step)[::step]
        advances = dict(zip(others, _advances(table, at + 2, count, told, 1), strict=True))
        before = found.get(glyph) or [0] * len(glyphs)
        found[glyph] = [advances.get(*one) for one in zip(glyphs, before, strict=True)]


def _put_classes(
    found: dict[int, list[int]],
    table: bytes,
    subtable: int,
    covered: dict[int, int],
    glyphs: Sequence[int],
) -> None:
    """Puts in what a subtable of pairs of classes tells, which is of all that follow."""
    told, _, one, other, _, count = _numbers(table, subtable + 4, 6)
    first, second = _classes(table, subtable + one), _classes(table, subtable + other)
    seconds = [second.get(glyph, 0) for glyph in glyphs]
    rows: dict[int, list[int]] = {}
    for glyph in covered:
        its = first.get(glyph, 0)
        if its not in rows:
            at = subtable + 16 + (2 * its * count if told else 0)
            advances = _advances(table, at, count, told, 0)
            rows[its] = [advances[one] for one in seconds]
        found[glyph] = rows[its]


def _advances(table: bytes, at: int, count: int, told: int, before: int) -> tuple[int, ...]:
    """Of so many values, with or without a number before each, the advance."""
    if not told:
        return (0,) * count
    step = before + 1
    return unpack_from(f">{count * step}h", table, at)[before::step]


def _places(table: bytes, at: int) -> dict[int, int]:
    """The place of each glyph of a coverage table."""
    kind, count = _numbers(table, at, 2)
    if kind == 1:
        return {glyph: place for place, glyph in enumerate(_numbers(table, at + 4, count))}
    return {
        glyph: place + glyph - first
        for first, last, place in _ranges(table, at + 4, count)
        for glyph in range(first, last + 1)
    }


def _classes(table: bytes, at: int) -> dict[int, int]:
    """The class of each glyph of a class definition; all others are of class 0."""
    kind, first, count = _numbers(table, at, 3)
    if kind == 1:
        return dict(enumerate(_numbers(table, at + 6, count), first))
    return {
        glyph: its
        for begin, last, its in _ranges(table, at + 4, first)
        for glyph in range(begin, last + 1)
    }


def _ranges(table: bytes, at: int, count: int) -> Iterator[tuple[int, int, int]]:
    numbers = iter(_numbers(table, at, 3 * count))
    return zip(numbers, numbers, numbers, strict=True)
