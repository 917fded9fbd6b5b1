"""Dates as Vietnamese pages write them, to ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

__all__ = ["FoundDate", "find_dates", "is_place_and_day"]


class FoundDate(NamedTuple):
    """Where a date stands in a text, and the same date in ISO 8601.

    `text[start:end]` is all of it: its weekday, time and zone too.
    """

    start: int
    end: int
    iso: str


_WEEKDAYS = "hai ba tư năm sáu bảy".split()
_MONTHS = "một hai ba tư năm sáu bảy tám chín mười".split()
_MONTH_OF = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{str(number): number for number in range(1, 13)},
    **{f"{number:02}": number for number in range(1, 10)},
    "bốn": 4,
    "bẩy": 7,
    "mười một": 11,
    "mười hai": 12,
}
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_ENGLISH_MONTH_OF = {
    written: number
    for number, name in enumerate(_ENGLISH_MONTHS, 1)
    for written in (name, name[:3])
} | {"sept": 9}
_ENGLISH_MONTH = "|".join(sorted(_ENGLISH_MONTH_OF, key=len, reverse=True))
_MONTH = "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True))

_TIME = r"""(?P<{0}hour>[01]?[0-9]|2[0-3])(?:\s?[:hg]\s?|\s?giờ\s?)(?P<{0}minute>[0-5][0-9])
    (?::(?P<{0}second>[0-5][0-9])|\s?phút|['’])?(?:\s?(?P<{0}half>AM|PM|SA|CH)\b)?(?![0-9:])"""
_ZONE = (
    r"\s?\(?\s?(?:GMT|UTC)\s?(?P<sign>[+-])\s?"
    r"(?P<zone_hour>0?[0-9]|1[0-4])(?::?(?P<zone_minute>[0-5][0-9]))?(?![0-9])\s?\)?"
)
_JOINT = r"[\s,;|•·–—-]{1,5}"

# Nothing may stand before or after that makes it a part of something longer: of the number of a
# decision ("02/06/2023/NĐ-CP"), of a range ("01-02/06/2023"), of a number.
_DATE = re.compile(
    rf"""
    (?<![\w/.])(?<![0-9][-–:,])
    (?:
      (?P<iso_year>[0-9]{{4}})-(?P<iso_month>[0-9]{{2}})-(?P<iso_day>[0-9]{{2}})
      (?:[T ](?P<iso_hour>[0-9]{{2}}):(?P<iso_minute>[0-9]{{2}})
         (?::(?P<iso_second>[0-9]{{2}})(?:[.,][0-9]{{1,9}})?)?
         (?P<iso_zone>Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?
      (?![\w/:])(?!-[0-9])
    |
      (?:{_TIME.format("early_")}{_JOINT})?
      (?:(?:(?:thứ\s|T(?=[2-7]))(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ\s?nhật|CN))
         (?:{_JOINT}))?
      (?P<date>
        (?:ngày\s{{1,3}})?
        (?:
          (?P<day>[0-9]{{1,2}})
          (?:
            (?P<separator>\s?/\s?|-|\.)(?P<month>[0-9]{{1,2}})(?P=separator)(?P<year>[0-9]{{4}})
          |
            [\s,]{{1,3}}tháng\s{{1,3}}(?P<named_month>{_MONTH})
            (?:[\s,]{{1,3}}năm\s{{1,3}}|[\s,]{{1,3}}|\s?[/-]\s?)(?P<named_year>[0-9]{{4}})
          )
        |
          (?P<english_month>{_ENGLISH_MONTH})\b\.?\s
          (?P<english_day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<english_year>[0-9]{{4}})
        |
          (?P<early_day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?P<middle_month>{_ENGLISH_MONTH})\b\.?,?\s
          (?P<end_year>[0-9]{{4}})
        |
          tháng\s(?P<first_month>{_MONTH})\s(?P<second_day>[0-9]{{1,2}}),\s
          (?P<last_year>[0-9]{{4}})
        )
        (?![\w/%])(?![.,:-][0-9])(?!-\w)
      )
      (?P<late>(?:{_JOINT}|\s?\()(?:(?:vào\s)?lúc\s)?{_TIME.format("late_")}(?P<zone>{_ZONE})?)?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The day, the month and the year, in each way to write them.
_PARTS = (
    ("day", "month", "year"),
    ("day", "named_month", "named_year"),
    ("second_day", "first_month", "last_year"),
    ("english_day", "english_month", "english_year"),
    ("early_day", "middle_month", "end_year"),
)
# Days of the moon's calendar are other days.
_LUNAR = re.compile(r"[\s,(]{1,3}(?:âm lịch|AL\b)", re.IGNORECASE)

# A number of four digits beyond these is more likely no year.
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every full date of the Gregorian calendar in the text, in order, with its time if it has one.

    Read are day/month/year (also with - and .), the words "02 tháng 6 năm 2023", WordPress's
    "Tháng Sáu 2, 2023", the English "June 2, 2023" and "2 June 2023", and ISO 8601. The time
    keeps the zone that is written, and has none where none is. What is no day of the calendar, or
    belongs to a longer number, is left alone; a weekday that is not that day's stays outside of
    the date. The text should be canonical.

    >>> list(find_dates("Thứ Sáu, 2/6/2023, 08:15 (GMT+7)"))
    [FoundDate(start=0, end=32, iso='2023-06-02T08:15+07:00')]
    >>> [found.iso for found in find_dates("ngày 02 tháng 6 năm 2023, không phải 31/6/2023")]
    ['2023-06-02']
    """
    for found in _DATE.finditer(text):
        if found["iso_year"]:
            if read := _read_iso(found):
                yield FoundDate(found.start(), found.end(), read)
        elif dated := _read_date(found):
            yield from _with_time(found, dated, text)


def is_place_and_day(text: str) -> bool:
    """Whether a text is a day, and before it at most the name of a place, as above a signature.

    >>> is_place_and_day("TP. Hồ Chí Minh, ngày 28/9/2026"), is_place_and_day("Họp ngày 28/9/2026")
    (True, False)
    """
    found = next(find_dates(text), None)
    if found is None or text[found.end :].strip(" .)"):
        return False
    place, comma, rest = text[: found.start].strip(" (").rpartition(",")
    return (
        not rest and bool(comma) == bool(place) and all(word[0].isupper() for word in place.split())
    )


def _read_date(found: re.Match[str]) -> date | None:
    """The day that was written, if the calendar has it."""
    for day, month, year in _PARTS:
        if found[month]:
            named = found[month].lower()
            number = _MONTH_OF.get(named) or _ENGLISH_MONTH_OF.get(named, 0)
            if named.isdigit() and int(named) > 12 and found["weekday"]:
                # As Drupal writes it by default, the month first: only the weekday proves that.
                dated = _calendar_day(int(found[year]), int(found[day]), int(named))
                return dated if dated and dated.weekday() == _weekday(found) else None
            return _calendar_day(int(found[year]), number, int(found[day]))
    return None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(found: re.Match[str], dated: date, text: str) -> Iterator[FoundDate]:
    start, end = found.span("date")
    if _LUNAR.match(text, end):
        return
    weekday_start = found.start("weekday") - len("thứ ")
    if found["weekday"] and text[found.start("weekday") - 1] in "Tt":
        weekday_start = found.start("weekday") - 1
    if found["sunday"]:
        weekday_start = found.start("sunday")
    has_weekday = bool(found["weekday"] or found["sunday"])
    is_right_weekday = has_weekday and _weekday(found) == dated.weekday()
    if is_right_weekday:
        start = weekday_start
    iso = dated.isoformat()
    late = _read_time(found, "late_") if found["late"] else None
    early = _read_time(found, "early_") if found["early_hour"] else None
    if late is not None:
        end = found.end("late")
        # The closing bracket of a time in brackets belongs to it: "02/06/2023 (08:15)".
        if found["late"].lstrip().startswith("(") and text[end : end + 1] == ")":
            end += 1
        iso += "T" + late + (_read_zone(found) if found["zone"] else "")
    elif early is not None and (is_right_weekday or not has_weekday):
        start = found.start()
        iso += "T" + early
    yield FoundDate(start, end, iso)


def _weekday(found: re.Match[str]) -> int:
    """As Python counts: Monday is 0."""
    if found["sunday"]:
        return 6
    name = found["weekday"].lower()
    return int(name) - 2 if name.isdigit() else _WEEKDAYS.index(name)


def _read_time(found: re.Match[str], place: str) -> str | None:
    hour, minute = int(found[place + "hour"]), int(found[place + "minute"])
    half = (found[place + "half"] or "").upper()
    # "14:30 PM" is common and clear; "14:30 AM" contradicts itself.
    if half in ("AM", "SA") and hour > 12:
        return None
    if half in ("AM", "SA") and hour == 12:
        hour = 0
    elif half in ("PM", "CH") and hour < 12:
        hour += 12
    second = found[place + "second"]
    return f"{hour:02}:{minute:02}" + (f":{second}" if second else "")


def _read_zone(found: re.Match[str]) -> str:
    return f"{found['sign']}{int(found['zone_hour']):02}:{found['zone_minute'] or '00'}"


def _read_iso(found: re.Match[str]) -> str | None:
    dated = _calendar_day(int(found["iso_year"]), int(found["iso_month"]), int(found["iso_day"]))
    if dated is None:
        return None
    if not found["iso_hour"]:
        return dated.isoformat()
    try:
        clock = time(
            int(found["iso_hour"]), int(found["iso_minute"]), int(found["iso_second"] or 0)
        )
    except ValueError:
        return None
    zone = found["iso_zone"] or ""
    if zone not in ("", "Z", "z"):
        zone = f"{zone[:3]}:{zone[-2:]}"
        if timedelta(hours=int(zone[1:3]), minutes=int(zone[4:])) > timedelta(hours=14):
            return None
    spec = "seconds" if found["iso_second"] else "minutes"
    return f"{dated.isoformat()}T{clock.isoformat(timespec=spec)}{zone.upper()}"
