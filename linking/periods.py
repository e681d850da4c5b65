"""From the words of a period to dates, relative to the year that the report is of.

A period is cut into what bounds it (截至, 以来), the two ends of a range, and the year, half, quarter, month or day
that is left. Dates are inclusive.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from zhibiao.linking.folding import SPACES, fold
from zhibiao.linking.numerals import read_numeral

FIRST_YEAR, LAST_YEAR = 1949, 2099
"""Years that a report may plausibly speak of."""

_LONGEST = 40
_N = r"[\d一二三四五六七八九十]{1,3}"
_QUOTES = re.compile(r"[“”\"'‘’「」《》]")
_DOTTED = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)")
_CN_YEAR = re.compile(r"[二一][零〇○九][零〇○一二三四五六七八九]{2}(?=年)")
_CN_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")
_RELATIVE = {"今年": 0, "本年度": 0, "本年": 0, "当年": 0, "该年": 0, "年度": 0, "全年": 0, "年内": 0,
             "去年": -1, "上年度": -1, "上一年度": -1, "上一年": -1, "上年": -1, "前年": -2,
             "明年": 1, "次年": 1, "下年": 1, "下年度": 1, "下一年": 1, "下一年度": 1}  # fmt: skip
_LONGEST_FIRST = "|".join(sorted(_RELATIVE, key=len, reverse=True))
_WITH_YEAR = re.compile(
    rf"(?:(?P<year>\d{{4}})年?度?|(?P<short>\d\d)年度?|(?P<relative>{_LONGEST_FIRST}))?(?P<rest>.*)"
)
_NOW = re.compile(r"(?:至|到|截至|截止)?(?:目前|当前|现在|迄今|至今|如今|今)$")
_UNTIL = re.compile(r"(?:截至|截止|到|至)到?(?P<before>.+)|(?P<behind>.+?)(?:为?止|之?前)")
_SINCE = re.compile(r"(?P<begin>.+?)(?:以来|起|开始)")
_FILLER = re.compile(r"^(?:在|于|自从?|从)|(?:期间|时期|之内|以内|内|间|同期|这一年|一年)$")
_JOINT = re.compile(r"-|~|至|到")
_PLAN = re.compile(r"(?P<number>[一二三四五六七八九十]{1,2})五(?P<point>初|末|以来)?(?:期间|时期)?")
_LAST_YEARS = re.compile(
    rf"(?P<near>最近|过去|刚刚过去的|近|连续|前)?(?:这)?(?P<number>两|{_N})年(?P<since>以来|来|内|间)?"
)
_COMING_YEARS = re.compile(rf"(?:未来|今后)(?P<number>两|{_N})年")
_SCHOOL_YEAR = re.compile(r"(?P<first>\d{4})[-~至]\d{2,4}学年度?")
_RECURRING = re.compile(r"每个?(?:日|天|周|月|季度?)|[日月季]均")
_HALF = re.compile(r"(?P<half>[上下])半年(?P<end>末|底)?")
_QUARTER = re.compile(rf"(?P<first>前)?第?(?P<number>{_N})个?季度?(?P<end>末|底)?")
_FIRST_MONTHS = re.compile(rf"前(?P<number>{_N})个?月")
_MONTH = re.compile(rf"(?P<month>{_N})月份?(?:(?P<part>初|末|底|上旬|中旬|下旬)|(?P<day>{_N})[日号])?")
_LAST_PART = re.compile(r"(?:年度?|月份?|日|季度)$")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day; either may be unknown."""

    start: date | None
    end: date | None


_UNKNOWN = Span(None, None)


def resolve_period(text: str, reporting_year: int | None) -> tuple[str | None, str | None]:
    """The first and last day (ISO 8601, inclusive) of the period that ``text`` names; None where not known.

    ``reporting_year`` is the year that 年内, 上半年, 去年 … count from. A day up to which something stands (截至年末)
    has no first day, one since which it stands (2019年以来) no last day.
    """
    words = _QUOTES.sub("", "".join(sign for sign in fold(text) if sign not in SPACES))
    words = _CN_YEAR.sub(lambda match: match.group().translate(_CN_DIGITS), words)
    words = _DOTTED.sub(r"\1年\2月\3日", words)
    if len(words) > _LONGEST:
        return None, None
    try:
        span = _resolve(words, reporting_year)
    except ValueError:
        # A day that no calendar has, such as 2月30日.
        return None, None
    return _iso(span.start), _iso(span.end)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _resolve(words: str, year: int | None) -> Span:
    if now := _NOW.search(words):
        return Span(_range_or_stretch(words[: now.start()], year).start, None)
    stretch = _several_years(words, year) or _range(words, year)
    if stretch:
        return stretch
    if since := _SINCE.fullmatch(words):
        return Span(_range_or_stretch(since["begin"], year).start, None)
    if until := _UNTIL.fullmatch(words):
        return Span(None, _range_or_stretch(until["before"] or until["behind"], year).end)
    return _stretch(words, year)


def _range_or_stretch(words: str, year: int | None) -> Span:
    return _range(words, year) or _stretch(words, year)


def _several_years(words: str, year: int | None) -> Span | None:
    """Five-year plans, the last or coming years, school years."""
    if plan := _PLAN.fullmatch(words):
        # The first plan began in 1953; since the sixth (1981) each has run for five whole years.
        number = int(read_numeral(plan["number"]) or 0)
        return _plan_part(1981 + 5 * (number - 6), plan["point"]) if number >= 6 else None
    if school := _SCHOOL_YEAR.fullmatch(words):
        return Span(date(int(school["first"]), 9, 1), date(int(school["first"]) + 1, 8, 31))
    if year is None:
        return None
    if coming := _COMING_YEARS.fullmatch(words):
        return _years(year + 1, year + _number(coming["number"]))
    last = _LAST_YEARS.fullmatch(words)
    if last and (last["near"] or last["since"] in ("来", "以来")) and 1 <= _number(last["number"]) <= 50:
        return _years(year + 1 - _number(last["number"]), year)
    return None


def _plan_part(first: int, point: str | None) -> Span:
    if point == "初":
        return Span(date(first, 1, 1), date(first, 1, 1))
    if point == "末":
        return Span(date(first + 4, 12, 31), date(first + 4, 12, 31))
    return Span(date(first, 1, 1), None if point else date(first + 4, 12, 31))


def _range(words: str, year: int | None) -> Span | None:
    """2021-2023年, 2023年1至6月, 3月5日至4月1日: either end leaves out what it shares with the other."""
    for joint in _JOINT.finditer(words, 1):
        left, right = words[: joint.start()], _FILLER.sub("", words[joint.end() :])
        part = _LAST_PART.search(right)
        if left[-1:].isdigit() and part and not (part.group()[0] == "年" and len(left) != 4):
            left += part.group()
        first = _stretch(left, year)
        right = _with_month(left, right)
        second = _stretch(right, first.start.year if first.start else year)
        if first.start and second.end and first.start <= second.end:
            return Span(first.start, second.end)
    return None


def _with_month(left: str, right: str) -> str:
    """The 8日 of 5月3日至8日 with its month."""
    month = re.search(rf"({_N}月){_N}[日号]$", left)
    return month[1] + right if month and re.fullmatch(rf"{_N}[日号]", right) else right


def _stretch(words: str, year: int | None) -> Span:
    """One year or a part of one."""
    previous = None
    while words != previous:
        previous, words = words, _FILLER.sub("", words) if words not in _RELATIVE else words
    if _RECURRING.fullmatch(words):
        return _years(year, year) if year else _UNKNOWN
    match = _WITH_YEAR.fullmatch(words)
    if match is None:
        return _UNKNOWN
    named = match["year"] or match["short"] or match["relative"]
    if match["year"]:
        year = int(match["year"])
    elif match["short"]:
        year = 2000 + int(match["short"])
    elif match["relative"]:
        year = year + _RELATIVE[match["relative"]] if year is not None else None
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return _UNKNOWN
    return _part_of_year(match["rest"], year, bool(named))


def _part_of_year(words: str, year: int, named: bool) -> Span:
    if words in ("", "全年", "年度"):
        return _years(year, year) if named or words else _UNKNOWN
    if words in ("末", "底", "年末", "年底"):
        return Span(date(year, 12, 31), date(year, 12, 31))
    if words in ("初", "年初"):
        return Span(date(year, 1, 1), date(year, 1, 1))
    if half := _HALF.fullmatch(words):
        first = 1 if half["half"] == "上" else 7
        return _months(year, first, first + 5, half["end"])
    if quarter := _QUARTER.fullmatch(words):
        last = 3 * _number(quarter["number"])
        return _months(year, 1 if quarter["first"] else last - 2, last, quarter["end"])
    if months := _FIRST_MONTHS.fullmatch(words):
        return _months(year, 1, _number(months["number"]), None)
    if month := _MONTH.fullmatch(words):
        return _part_of_month(year, _number(month["month"]), month["part"], month["day"])
    return _UNKNOWN


def _part_of_month(year: int, month: int, part: str | None, day: str | None) -> Span:
    last = _last_day(year, month)
    if day:
        return Span(date(year, month, _number(day)), date(year, month, _number(day)))
    first_day, last_day = {
        "初": (1, 1), "末": (last, last), "底": (last, last), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last),
    }.get(part or "", (1, last))  # fmt: skip
    return Span(date(year, month, first_day), date(year, month, last_day))


def _months(year: int, first: int, last: int, end: str | None) -> Span:
    """Whole months, or only their last day where ``end`` (末, 底) says so."""
    last_day = date(year, last, _last_day(year, last))
    return Span(last_day if end else date(year, first, 1), last_day)


def _years(first: int, last: int) -> Span:
    return Span(date(first, 1, 1), date(last, 12, 31))


def _last_day(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"month {month}")
    return monthrange(year, month)[1]


def _number(words: str) -> int:
    number = read_numeral(words)
    if number is None:
        raise ValueError(words)
    return int(number)
