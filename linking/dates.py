"""Stretches of days: first and last, and how years and months become them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from zhibiao.linking.numerals import read_numeral

NUMBER = r"[\d一二三四五六七八九十]{1,3}"
"""A small number in either script, in a regular expression."""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day; either may be unknown."""

    start: date | None
    end: date | None


def years(first: int, last: int) -> Span:
    """From the first day of one year to the last of another."""
    return Span(date(first, 1, 1), date(last, 12, 31))


def months(year: int, first: int, last: int, end: str | None) -> Span:
    """Whole months, or only their last day where ``end`` (末, 底) says so."""
    final = date(year, last, last_day(year, last))
    return Span(final if end else date(year, first, 1), final)


def last_day(year: int, month: int) -> int:
    """The last day of a month.

    Raises:
        ValueError: where there is no such month.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"month {month}")
    return monthrange(year, month)[1]


def number_of(words: str) -> int:
    """The number that ``words`` are.

    Raises:
        ValueError: where they are none.
    """
    number = read_numeral(words)
    if number is None:
        raise ValueError(words)
    return int(number)
