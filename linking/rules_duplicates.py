"""``duplicate_indicator``: one indicator that the report states with two values."""

import re
from collections import defaultdict
from collections.abc import Iterator

from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.intervals import interval_of
from zhibiao.linking.ledger import Ledger

RULE = "duplicate_indicator"
# Indicators that a report has once for a body and a period; 罚款 or 检查企业 it may have of every case and field.
_STATED_ONCE = re.compile(
    r"(?:支出|收入|经费|预算|决算|拨款|结余|结转|资产|负债|编制|编制人数|在职人[员数]|干部职工|职工人数|市场主体|生产总值)(?:数|总数|总额|总量|合计)?$"
)
_SHORTEST_NAME = 4
# Words of a sentence that make it speak of another figure of the same name.
_TELLING = re.compile(
    "预算|决算|年初|年末|年底|上年|去年|调整|追加|一般公共|政府性基金|国有资本|三公|财政拨款|本年|人均|户均|计划|目标|实际|其中|占|增|减|"
    "月|季度|上半年|下半年|项目|专项|单位|分局|中心|所|镇|乡|街道|局|县|市|区|省"
)


def duplicate_indicator(ledger: Ledger) -> Iterator[Finding]:
    """Warnings on figures of the budget and the staff that are stated twice, of one body and period, and differ."""
    stated: dict[tuple[object, ...], list[Indicator]] = defaultdict(list)
    for indicator in ledger.indicators:
        if key := _key(ledger, indicator):
            stated[key].append(indicator)
    for first, *others in stated.values():
        other = next((other for other in others if _differ(first, other)), None)
        if other:
            yield _finding(first, other)


def _key(ledger: Ledger, indicator: Indicator) -> tuple[object, ...] | None:
    """What two indicators share that are the same one; None for those that may be stated often."""
    name, value = indicator.indicator.name, indicator.value
    if value.kind is ValueKind.RATE or indicator.change or indicator.part_of or indicator.relative_to:
        return None
    if len(name) < _SHORTEST_NAME or not _STATED_ONCE.search(name):
        return None
    period = indicator.period
    when = (period.start_date, period.end_date) if period else None
    telling = frozenset(_TELLING.findall(ledger.clause_of(indicator)))
    return name, value.base_unit, indicator.org.name if indicator.org else None, when, telling


def _differ(first: Indicator, second: Indicator) -> bool:
    one, other = interval_of(first.value), interval_of(second.value)
    return one is not None and other is not None and not one.overlaps(other)


def _finding(first: Indicator, second: Indicator) -> Finding:
    name = first.indicator.name
    return Finding(
        rule=RULE,
        severity="warning",
        message=f"{name}前后不一致：一处为{first.value.text}，另一处为{second.value.text}。",
        indicators=(first.id, second.id),
        stated=first.value.number,
        computed=second.value.number,
        unit=first.value.unit,
    )
