"""``target_met``: targets that are said to be met, or missed, where the two figures say otherwise."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from zhibiao.linking.facts import Finding, Indicator, Modifier
from zhibiao.linking.intervals import interval_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.wording import contradiction

RULE = "target_met"
_TARGET = re.compile("目标|指标值|年度指标|任务|计划|预期")
_RESULT = re.compile("实际|完成值|实现值|达成值")
_NOT_FINAL = re.compile("上年|去年|预算")
_MISSED = re.compile(r"(?:未能?|没有|尚未)(?:全部|按期|全面)?(?:完成|达到|达标|达成|实现)|不达标|低于目标")
_MET = re.compile(
    r"(?P<over>超额)?完成(?!率|值|情况|数|额|时|年初|全年预算|预算|调整|投资|原因)|达到|达标|达成|实现(?!税收|收入|产值|利润)|符合(?:目标|要求|预期|指标)"
)
# Of time and money a plan says the most, of deeds the least; without ≥ or ≤ only deeds are certain.
_AT_MOST_UNIT = re.compile("^(?:个?工作日|天|日|个?月|年|小时|分钟|元)$")
_AT_MOST_NAME = re.compile("工期|时限|用时|时间|成本|费用|概算|发生率|事故|投诉|死亡|能耗|排放|浓度|化债")
_LEAST_NAME = re.compile("任务|收入|投资额|化债")


def target_met(ledger: Ledger) -> Iterator[Finding]:
    """Findings on a target and its result that stand side by side, with words behind them that deny what they say."""
    for first, second in pairwise(ledger.indicators):
        pair = _target_and_result(ledger, first, second)
        if pair is None or not ledger.same_clause(first, second):
            continue
        target, result = pair
        words = ledger.bare_tail(second)
        missed, met = _MISSED.search(words), _MET.search(words)
        is_met = _is_met(target, result, met is not None and met["over"] is not None)
        if is_met is None:
            continue
        if met and not missed and not is_met:
            yield _finding("error", target, result, met.group())
        elif missed and is_met:
            yield _finding("warning", target, result, missed.group())


def _target_and_result(ledger: Ledger, first: Indicator, second: Indicator) -> tuple[Indicator, Indicator] | None:
    """Which of two neighbours of one unit is the target and which the result."""
    names = first.indicator.name, second.indicator.name
    if first.value.base_unit != second.value.base_unit or first.value.kind is not second.value.kind:
        return None
    if first.change or second.change or any(_NOT_FINAL.search(name) for name in names):
        return None
    targets = [_TARGET.search(name) is not None and not _RESULT.search(name) for name in names]
    if targets == [True, False]:
        return first, second
    return (second, first) if targets == [False, True] else None


def _is_met(target: Indicator, result: Indicator, over: bool) -> bool | None:
    """Whether the result reaches the target; None where the text does not say which way it counts."""
    reached = interval_of(result.value)
    if reached is None or target.value.base_number is None:
        return None
    aim = Decimal(target.value.base_number)
    match target.value.modifier:
        case Modifier.AT_LEAST | Modifier.MORE_THAN:
            return reached.high >= aim
        case Modifier.AT_MOST | Modifier.LESS_THAN:
            return reached.low <= aim
        case _ if _counts_up(target) or over:
            return reached.high >= aim
    return None


def _counts_up(target: Indicator) -> bool:
    name = target.indicator.name
    if _LEAST_NAME.search(name):
        return True
    return not _AT_MOST_NAME.search(name) and not _AT_MOST_UNIT.match(target.value.base_unit)


def _finding(severity: Literal["error", "warning"], target: Indicator, result: Indicator, words: str) -> Finding:
    return contradiction(
        RULE,
        severity,
        (result, target),
        f"{result.indicator.name}{result.value.text}与{target.indicator.name}{_aim(target)}对照，与文中所说的“{words}”不符。",
    )


def _aim(target: Indicator) -> str:
    signs = {Modifier.AT_LEAST: "≥", Modifier.AT_MOST: "≤", Modifier.MORE_THAN: "＞", Modifier.LESS_THAN: "＜"}
    return signs.get(target.value.modifier, "") + target.value.text
