"""From the words of a period to dates, relative to the year that the report is of.

A period is cut into what bounds it (截至, 以来), the two ends of a range, and the year, half, quarter, month or day
that is left. Dates are inclusive.
"""

import re
from datetime import date

from zhibiao.linking.dates import NUMBER, Span, last_day, months, number_of, years
from zhibiao.linking.folding import SPACES, fold
from zhibiao.linking.year_groups import several_years

FIRST_YEAR, LAST_YEAR = 1949, 2099
"""Years that a report may plausibly speak of."""

_LONGEST = 40
_QUOTES = re.compile(r"[“”\"'‘’「」《》]")
_DOTTED = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)")
_DOTTED_MONTH = re.compile(r"(\d{4})[./](\d{1,2})")
# Words behind a period that do not change it: 累计, 年均, 24时, and the length of a stretch that is named already.
_BEHIND = re.compile(
    rf"(?<=.)(?:累计|年均|每[年月季日天]|(?<=月)当月|(?<=月份)当月|(?<=日)(?:\d\d?|零)时|(?<=年){NUMBER}年间)$"
)
_OTHER_WORDS = (("财年", "年"), ("会计年度", "年"), ("元月", "1月"))
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
_JOINT = re.compile(r"-|~|至|到|[、和及与]")
_LIST = frozenset("、和及与")
_RECURRING = re.compile(r"每个?(?:日|天|周|月|季度?)|[日月季]均")
_HALF = re.compile(r"(?P<half>[上下])半年(?P<end>末|底)?")
_QUARTER = re.compile(rf"(?P<first>前)?第?(?P<number>{NUMBER})个?季度?(?P<end>末|底)?")
_FIRST_MONTHS = re.compile(rf"前(?P<number>{NUMBER})个?月")
_MONTH = re.compile(rf"(?P<month>{NUMBER})月份?(?:(?P<part>初|末|底|上旬|中旬|下旬)|(?P<day>{NUMBER})[日号])?")
_ENDS_IN_NUMBER = re.compile(r"[\d一二三四五六七八九十]$")
_LAST_PART = re.compile(r"(?:年度?|月份?|日|季度)$")


_UNKNOWN = Span(None, None)


def resolve_period(text: str, reporting_year: int | None) -> tuple[str | None, str | None]:
    """The first and last day (ISO 8601, inclusive) of the period that ``text`` names; None where not known.

    ``reporting_year`` is the year that 年内, 上半年, 去年 … count from. A day up to which something stands (截至年末)
    has no first day, one since which it stands (2019年以来) no last day.
    """
    words = _QUOTES.sub("", "".join(sign for sign in fold(text) if sign not in SPACES))
    words = _CN_YEAR.sub(lambda match: match.group().translate(_CN_DIGITS), words)
    words = _DOTTED.sub(r"\1年\2月\3日", words)
    if month := _DOTTED_MONTH.fullmatch(words):
        words = f"{month[1]}年{month[2]}月"
    for other, usual in _OTHER_WORDS:
        words = words.replace(other, usual)
    words = _BEHIND.sub("", words)
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
    stretch = several_years(words, year) or _range(words, year)
    if stretch:
        return stretch
    if since := _SINCE.fullmatch(words):
        return Span(_range_or_stretch(since["begin"], year).start, None)
    if until := _UNTIL.fullmatch(words):
        return Span(None, _range_or_stretch(until["before"] or until["behind"], year).end)
    return _stretch(words, year)


def _range_or_stretch(words: str, year: int | None) -> Span:
    return _range(words, year) or _stretch(words, year)


def _range(words: str, year: int | None) -> Span | None:
    """2021-2023年, 2023年1至6月, 2021年和2022年: either end leaves out what it shares with the other."""
    was_list = False
    for joint in _JOINT.finditer(words, 1):
        left, right = words[: joint.start()], _FILLER.sub("", words[joint.end() :])
        part = _LAST_PART.search(right)
        if _ENDS_IN_NUMBER.search(left) and part and not (part.group()[0] == "年" and len(left) != 4):
            left += part.group()
        first = _stretch(left, year)
        right = _with_month(left, right)
        year_of_second = first.start.year if first.start else year
        is_list = joint.group() in _LIST
        if is_list and was_list:
            continue
        was_list = was_list or is_list
        second = _range_or_stretch(right, year_of_second) if is_list else _stretch(right, year_of_second)
        if is_list and not _follows(first, second):
            continue
        if first.start and second.end and first.start <= second.end:
            return Span(first.start, second.end)
    return None


def _follows(first: Span, second: Span) -> bool:
    """Whether ``second`` begins on the day after ``first``: only then do two periods make one."""
    return first.end is not None and second.start is not None and (second.start - first.end).days == 1


def _with_month(left: str, right: str) -> str:
    """The 8日 of 5月3日至8日 with its month."""
    month = re.search(rf"({NUMBER}月){NUMBER}[日号]$", left)
    return month[1] + right if month and re.fullmatch(rf"{NUMBER}[日号]", right) else right


def _stretch(words: str, year: int | None) -> Span:
    """One year or a part of one."""
    previous = None
    while words != previous:
        previous, words = words, _FILLER.sub("", words) if words not in _RELATIVE else words
    if _RECURRING.fullmatch(words):
        return years(year, year) if year else _UNKNOWN
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
        return years(year, year) if named or words else _UNKNOWN
    if words in ("末", "底", "年末", "年底"):
        return Span(date(year, 12, 31), date(year, 12, 31))
    if words in ("初", "年初"):
        return Span(date(year, 1, 1), date(year, 1, 1))
    if half := _HALF.fullmatch(words):
        first = 1 if half["half"] == "上" else 7
        return months(year, first, first + 5, half["end"])
    if quarter := _QUARTER.fullmatch(words):
        last = 3 * number_of(quarter["number"])
        return months(year, 1 if quarter["first"] else last - 2, last, quarter["end"])
    if begin := _FIRST_MONTHS.fullmatch(words):
        return months(year, 1, number_of(begin["number"]), None)
    if month := _MONTH.fullmatch(words):
        return _part_of_month(year, number_of(month["month"]), month["part"], month["day"])
    return _UNKNOWN


def _part_of_month(year: int, month: int, part: str | None, day: str | None) -> Span:
    last = last_day(year, month)
    if day:
        return Span(date(year, month, number_of(day)), date(year, month, number_of(day)))
    first_day, final_day = {
        "初": (1, 1), "末": (last, last), "底": (last, last), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last),
    }.get(part or "", (1, last))  # fmt: skip
    return Span(date(year, month, first_day), date(year, month, final_day))
