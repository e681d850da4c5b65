"""The level that a value is compared with: that of the year before, or the one that it came from."""

import re
from dataclasses import dataclass
from typing import Literal

from zhibiao.linking.facts import Indicator, Source
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.partitions import can_be_added

_RISES = "提高|增加|增长|上升|提升|扩大|上涨|上调|增|升"
_FALLS = "下降|降低|减少|缩短|压缩|压减|精简|回落|下调|缩减|降|减"
_FROM_TO = re.compile(
    rf"[，,]?(?:每(?:人|户|亩|月|年|人每月|人每年))?(?:(?P<up>{_RISES})|(?P<down>{_FALLS})|调整|整合|变化)?[了]?[到至为]的?[^，。；\d]{{0,3}}"
)
_LAST_YEAR = re.compile(
    r"(?:上一?年|去年|上一?年度)(?:同期|同月|末|底|度|全年)?(?:决算数?)?(?:[的为是]|共|完成|实现|达到?)*$"
)
_COMPARED = re.compile(r"(?:较|比|与)[^，,。；;\d]{0,12}的?$|(?:较|比|与)\d{4}年[度末底]?[^，,。；;\d]{0,8}的?$")
_RATIO = re.compile("[:：∶]")
_RELATIVE_YEARS = re.compile("^(?:上一?年|去年)")


@dataclass(frozen=True, slots=True)
class Former:
    """The level before, and what the text says of the way from it."""

    level: Indicator
    direction: Literal["increase", "decrease"] | None = None
    """The way that a from–to goes by its words; None where they do not say it."""
    is_year_before: bool = False
    """Whether it is the level of the year before, and not one that the text sets beside the later one itself."""


def former_level(ledger: Ledger, level: Indicator) -> Former | None:
    """The level before the change: 由120元 (提高到135元), 比2020年的89.4%, or that of the year before beside it."""
    at = ledger.position[level.id]
    previous = ledger.indicators[at - 1] if at else None
    if previous and _is_same_thing(ledger, previous, level):
        way = _FROM_TO.fullmatch(ledger.bare_between(previous, level).strip())
        if way:
            return Former(previous, "increase" if way["up"] else "decrease" if way["down"] else None)
    for other in ledger.sentence_of(level):
        if other is not level and _is_same_thing(ledger, other, level):
            lead = ledger.lead(other).removesuffix(other.indicator.name)
            if _COMPARED.search(lead) and ledger.position[other.id] > at:
                return Former(other)
            if _LAST_YEAR.search(lead) or _is_year_before(other, level):
                return Former(other, is_year_before=True)
    return None


def year_of(indicator: Indicator) -> int | None:
    """The year of an indicator's own period."""
    period = indicator.period
    if period is None or period.source is not Source.EXPLICIT or period.end_date is None:
        return None
    return int(period.end_date[:4])


def _is_same_thing(ledger: Ledger, former: Indicator, level: Indicator) -> bool:
    return (
        can_be_added(former, level)
        and former.change is None
        and level.change is None
        and not _RATIO.search(former.value.text + level.value.text)
        and _bare_name(former) == _bare_name(level)
    )


def _bare_name(indicator: Indicator) -> str:
    return re.sub("^(?:上年|去年|上年度)?(?:同期)?", "", indicator.indicator.name)


def _is_year_before(former: Indicator, level: Indicator) -> bool:
    years = year_of(former), year_of(level)
    if years[0] is not None and years[1] is not None:
        return years[0] + 1 == years[1]
    return (
        former.period is not None
        and _RELATIVE_YEARS.match(former.period.text) is not None
        and (level.period is None or not _RELATIVE_YEARS.match(level.period.text))
    )
