"""Periods of several years that have names: five-year plans, school years, the last and the coming years."""

import re
from datetime import date

from zhibiao.linking.dates import NUMBER, Span, number_of, years
from zhibiao.linking.numerals import read_numeral

_PLAN = re.compile(
    rf"(?P<number>[一二三四五六七八九十]{{1,2}})五(?:规划)?(?:(?P<point>初|末|以来)|前(?P<first>{NUMBER})年)?(?:期间|时期)?"
)
_LAST_YEARS = re.compile(
    rf"(?P<near>最近|过去的?|刚刚过去的|近|连续|前)?(?:这)?(?P<number>两|{NUMBER})年(?P<since>以来|来|内|间)?"
)
_COMING_YEARS = re.compile(rf"(?:未来|今后)(?P<number>两|{NUMBER})年")
_SCHOOL_YEAR = re.compile(r"(?P<first>\d{4})年?(?:[-~至]\d{2,4})?学年度?(?:第?(?P<term>[一二上下])学?期)?")


def several_years(words: str, year: int | None) -> Span | None:
    """Five-year plans, the last or coming years, school years."""
    if plan := _PLAN.fullmatch(words):
        # The first plan began in 1953; since the sixth (1981) each has run for five whole years.
        number = int(read_numeral(plan["number"]) or 0)
        return _plan_part(1981 + 5 * (number - 6), plan) if number >= 6 else None
    if school := _SCHOOL_YEAR.fullmatch(words):
        return _school_year(int(school["first"]), school["term"])
    if year is None:
        return None
    if coming := _COMING_YEARS.fullmatch(words):
        return years(year + 1, year + number_of(coming["number"]))
    last = _LAST_YEARS.fullmatch(words)
    if last and (last["near"] or last["since"] in ("来", "以来")) and 1 <= number_of(last["number"]) <= 50:
        return years(year + 1 - number_of(last["number"]), year)
    return None


def _school_year(first: int, term: str | None) -> Span:
    """From September to August; the first term ends with January."""
    is_first, is_second = term in ("一", "上"), term in ("二", "下")
    return Span(
        date(first + 1, 2, 1) if is_second else date(first, 9, 1),
        date(first + 1, 1, 31) if is_first else date(first + 1, 8, 31),
    )


def _plan_part(first: int, plan: re.Match[str]) -> Span:
    """A plan that begins with the year ``first``, or its first years, its begin or its end."""
    if plan["first"]:
        return years(first, first + min(max(number_of(plan["first"]), 1), 5) - 1)
    if plan["point"] == "初":
        return Span(date(first, 1, 1), date(first, 1, 1))
    if plan["point"] == "末":
        return Span(date(first + 4, 12, 31), date(first + 4, 12, 31))
    return Span(date(first, 1, 1), None if plan["point"] else date(first + 4, 12, 31))
