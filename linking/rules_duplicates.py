"""``duplicate_indicator``: one indicator that the report states with two values."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator

from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.intervals import interval_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.misprints import is_slip

RULE = "duplicate_indicator"
# Indicators that a report has once for a body and a period; 罚款 or 检查企业 it may have of every case and field.
_STATED_ONCE = re.compile(
    r"(?:支出|收入|经费|预算|决算|拨款|结余|结转|资产|负债|编制|编制人数|在职人[员数]|干部职工|职工人数|市场主体|生产总值)(?:数|总数|总额|总量|合计)?$"
)
# Names that every item of a report has: 全年预算, 支出决算数.
_OF_ANY_ITEM = re.compile("(?:年初|全年|年度|本年|调整后?|实际|支出|收入|完成|执行|预算|决算|资金|金额|合计|数)+")
_SHORTEST_NAME = 4
_FEWEST_DIGITS = 3
"""Digits of two figures from which on it is no chance that they are one slip apart."""
_BACK = 12
"""How many earlier figures of its name one is compared with."""
# Words of a clause that make it speak of another figure of the same name; the first few do so even where the two
# figures are one slip apart.
_STAGE = "预算|决算|年初|上年|去年|同期|调整|追加|计划|目标|实际"
_TELLING_STAGE = re.compile(_STAGE)
_TELLING = re.compile(
    rf"{_STAGE}|年末|年底|一般公共|政府性基金|国有资本|三公|财政拨款|本年|人均|户均|其中|占|增|减|"
    "月|季度|上半年|下半年|项目|专项|单位|分局|中心|所|镇|乡|街道|局|县|市|区|省"
)


def duplicate_indicator(ledger: Ledger) -> Iterator[Finding]:
    """Warnings on figures of one name, body and period that differ: those of the budget and the staff, which a report
    states once, and any two in different sentences that are one slip apart."""
    stated: dict[tuple[object, ...], deque[Indicator]] = defaultdict(lambda: deque(maxlen=_BACK))
    for indicator in ledger.indicators:
        key = _key(indicator)
        if key is None:
            continue
        other = next((one for one in stated[key] if _are_one_figure(ledger, one, indicator)), None)
        if other:
            yield _finding(other, indicator)
        else:
            stated[key].append(indicator)


def _key(indicator: Indicator) -> tuple[object, ...] | None:
    """What two indicators share that are the same one; None for those that cannot be told to be."""
    name = indicator.indicator.name
    if indicator.change or len(name) < _SHORTEST_NAME or _OF_ANY_ITEM.fullmatch(name):
        return None
    period = indicator.period
    dates = (period.start_date, period.end_date) if period else (None, None)
    when = dates if any(dates) or period is None else period.text
    return indicator.indicator.qualified_name, indicator.value.base_unit, when


def _are_one_figure(ledger: Ledger, first: Indicator, second: Indicator) -> bool:
    """Whether two figures of one name and period that differ must be the same one."""
    one, other = interval_of(first.value), interval_of(second.value)
    if one is None or other is None or one.overlaps(other) or not _same_body(first, second):
        return False
    if set(first.indicator.entities) & set(second.indicator.entities):
        # A row of a table, 由260万元压缩至174万元: two figures of one mention are not the same one.
        return False
    digits = sum(sign.isdigit() for sign in first.value.number or "")
    if digits >= _FEWEST_DIGITS and is_slip(first.value, second.value) and not ledger.same_sentence(first, second):
        return _telling(_TELLING_STAGE, ledger.lead(first)) == _telling(_TELLING_STAGE, ledger.lead(second))
    return (
        _is_stated_once(first)
        and _is_stated_once(second)
        and _telling(_TELLING, ledger.clause_of(first)) == _telling(_TELLING, ledger.clause_of(second))
    )


def _telling(words: re.Pattern[str], clause: str) -> frozenset[str]:
    return frozenset(words.findall(clause))


def _is_stated_once(indicator: Indicator) -> bool:
    if indicator.value.kind is ValueKind.RATE or indicator.part_of or indicator.relative_to:
        return False
    return _STATED_ONCE.search(indicator.indicator.name) is not None


def _same_body(first: Indicator, second: Indicator) -> bool:
    """Whether no two different bodies are named."""
    return first.org is None or second.org is None or first.org.name == second.org.name


def _finding(first: Indicator, second: Indicator) -> Finding:
    name = first.indicator.qualified_name
    return Finding(
        rule=RULE,
        severity="warning",
        message=f"{name}前后不一致：一处为{first.value.text}，另一处为{second.value.text}。",
        indicators=(first.id, second.id),
        stated=first.value.number,
        computed=second.value.number,
        unit=first.value.unit,
    )
