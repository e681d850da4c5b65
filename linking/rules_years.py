"""``year_mismatch``: a year that is neither the report's nor one that a report may well speak of."""

import re
from collections import Counter
from collections.abc import Iterator

from zhibiao.linking.facts import Finding, Indicator
from zhibiao.linking.ledger import Ledger

RULE = "year_mismatch"
_YEAR = re.compile(r"(?<![\d.〔\[第—–~～-])(?P<year>(?:19|20)\d{2})\s*年度?(?!\s*\d)")
_IN_BRACKETS = re.compile(r"(?<!》)[（(](?P<year>(?:19|20)\d{2})(?:年度?)?[）)](?!\s*第?\s*\d+号)")
_TITLE = re.compile(r"《[^》\n]*》")
# What makes an earlier year a comparison, the begin or end of a stretch, or history.
_BEFORE = re.compile(r"(?:较|比|与|同|和|自|从|由|到|至|截至|截止|于|早在|恢复|超过|超|达到|[、及以])\s*$")
_BEHIND = re.compile(
    r"\s*(?:以来|以前|之前|前|起|至|到|[—–~～、-]|和|及|开始|同期|相比|底|末|初|水平|版|修订|成立|建成|印发|出台|结转|[上下]半年|[一二三四]季度)"
)
_SENTENCE = re.compile("[，。；]")
_CLAUSE_ENDS = re.compile("[。；！？，,]")
_COMPARED = re.compile("较|比|上年|去年|同期|结转|增长|下降|[增减]")
_OLDEST = 8
"""Years before the report's; what lies further back is history."""
_SELDOM = 2
"""Times; a year that comes oftener is one the report means to speak of."""
_CONTEXT = 10


def year_mismatch(ledger: Ledger) -> Iterator[Finding]:
    """Warnings on years that look as if they had stayed behind from an earlier report.

    Only where the title names a year. An earlier year counts as meant where it is compared with, begins or ends a
    stretch of time, stands in the title of a document, comes often, or beside other years. The year before the
    report's is doubted only as the period of a figure, in a paragraph that compares nothing.
    """
    if ledger.title_year is None:
        return
    often = Counter(match["year"] for pattern in (_YEAR, _IN_BRACKETS) for match in pattern.finditer(ledger.text))
    start = 0
    for line in ledger.text.split("\n"):
        if _SENTENCE.search(line):
            for finding in _in_paragraph(ledger, line, start, ledger.title_year):
                if often[finding.stated or ""] <= _SELDOM:
                    yield finding
        start += len(line) + 1


def _in_paragraph(ledger: Ledger, line: str, start: int, title_year: int) -> Iterator[Finding]:
    hidden = _TITLE.sub(lambda match: " " * len(match.group()), line)
    years = {int(match["year"]) for match in _YEAR.finditer(hidden)}
    if len(years - {title_year}) > 1:
        return
    for match in (*_YEAR.finditer(hidden), *_IN_BRACKETS.finditer(hidden)):
        year = int(match["year"])
        if not title_year - _OLDEST <= year < title_year or _is_meant(hidden, match):
            continue
        finding = _finding(ledger, line, match, start, title_year)
        compares = _COMPARED.search(line) or title_year in years or not finding.indicators
        if year < title_year - 1 or not compares:
            yield finding


def _is_meant(line: str, match: re.Match[str]) -> bool:
    return _BEFORE.search(line, 0, match.start()) is not None or _BEHIND.match(line, match.end()) is not None


def _finding(ledger: Ledger, line: str, match: re.Match[str], start: int, title_year: int) -> Finding:
    before, behind = line[: match.start()][-_CONTEXT:], line[match.end() :][:_CONTEXT]
    context = _CLAUSE_ENDS.split(before)[-1] + match.group() + _CLAUSE_ENDS.split(behind)[0]
    place = start + match.start()
    return Finding(
        rule=RULE,
        severity="warning",
        message=f"报告为{title_year}年，而“{context.strip()}”写的是{match['year']}年，请核对年份。",
        indicators=tuple(indicator.id for indicator in ledger.indicators if _is_said_of(ledger, indicator, place)),
        stated=match["year"],
        computed=str(title_year),
        unit="年",
    )


def _is_said_of(ledger: Ledger, indicator: Indicator, place: int) -> bool:
    """Whether the period of ``indicator`` is the one that stands at ``place``."""
    period = indicator.period
    if period is None or period.entity is None:
        return False
    start, end = ledger.places[period.entity]
    return start <= place < end
