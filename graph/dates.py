"""Days, partial dates and the one interval type: half-open, without zones, with what is certain and what is possible.

A date known only to the month or year keeps its earliest and its latest day. On a day between the two nobody can say
whether the relation had begun, so the answer there is *unknown*, not *no*.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

OPEN: Final = date(9999, 12, 31)
"""Stands for "no end known" wherever an end must be a day."""
BEFORE_ALL: Final = date(1, 1, 1)
"""Stands for "no start known" wherever a start must be a day."""

_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<about>~)?", re.ASCII)


class Precision(StrEnum):
    """How finely a source gives a date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


class Holding(StrEnum):
    """Whether something stands on a day: three values, never two."""

    HOLDS = "holds"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as a source gives it, from its earliest to its latest possible day (both inside)."""

    earliest: date
    latest: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``2016-06-04``, ``2016-06`` or ``2016``, each with a trailing ``~`` for "about".

        Raises
        ------
        ValueError
            The text has another form, or names a day that no calendar has.
        """
        match = _PARTIAL.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY, with ~ for about")
        year, month, day = match["year"], match["month"], match["day"]
        try:
            earliest = date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            raise ValueError(f"{text!r} is not a day of the calendar") from error
        latest = _last_day(earliest, month is not None, day is not None)
        return cls(earliest, latest, _precision(month, day, match["about"]))

    def __str__(self) -> str:
        return shown(self.earliest, self.precision)


def _last_day(first: date, *known: bool) -> date:
    month_known, day_known = known
    if day_known:
        return first
    month = first.month if month_known else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def _precision(month: str | None, day: str | None, about: str | None) -> Precision:
    if about:
        return Precision.ABOUT
    if day:
        return Precision.DAY
    return Precision.MONTH if month else Precision.YEAR


def shown(day: date, precision: Precision | str = Precision.DAY) -> str:
    """Write a day no finer than it is known: ``2016``, ``2016-06``, ``about 2016``."""
    match Precision(precision):
        case Precision.YEAR:
            return f"{day:%Y}"
        case Precision.MONTH:
            return f"{day:%Y-%m}"
        case Precision.ABOUT:
            return f"about {day:%Y}"
        case _:
            return day.isoformat()


def parse_day(text: str) -> date:
    """Read a full day ``YYYY-MM-DD``; anything else is a ValueError that says what to write."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{text!r} is not a day; write YYYY-MM-DD, for instance 2016-05-24")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar; write YYYY-MM-DD, for instance 2016-05-24") from error


@dataclass(frozen=True, slots=True)
class Interval:
    """When something certainly holds, ``[start, end)``, inside when it possibly holds, ``[maybe_start, maybe_end)``.

    An interval that is never certain has ``start`` on or after ``end``.
    """

    start: date
    end: date
    maybe_start: date
    maybe_end: date

    @classmethod
    def between(cls, start: PartialDate | None, end: PartialDate | None) -> "Interval":
        """Return the interval of something that began and ended on the dates given; ``None`` is not known, or open."""
        return cls(
            start.latest if start else OPEN,
            end.earliest if end else OPEN,
            start.earliest if start else BEFORE_ALL,
            end.latest if end else OPEN,
        )

    def on(self, day: date) -> Holding:
        """Say whether the interval covers a day: its first day inside, its end day outside."""
        if self.start <= day < self.end:
            return Holding.HOLDS
        return Holding.UNKNOWN if self.maybe_start <= day < self.maybe_end else Holding.NOT

    def known_on(self, day: date) -> "Interval":
        """Return what could be known of the interval on a day: nothing of a later start or end.

        An end after the day is left open even where it was announced before: the tables do not say when it was.
        """
        return Interval(
            self.start if self.start <= day else OPEN,
            self.end if self.end <= day else OPEN,
            self.maybe_start if self.maybe_start <= day else OPEN,
            self.maybe_end if self.maybe_end <= day else OPEN,
        )

    @property
    def is_ever(self) -> bool:
        """Say whether the interval possibly covers any day."""
        return self.maybe_start < self.maybe_end
