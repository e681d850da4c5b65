"""``change_between_years``: levels, changes and growth rates that do not belong to one another."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from zhibiao.linking.equations import Compute, Equation
from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.former_levels import Former, former_level, year_of
from zhibiao.linking.intervals import Interval, interval_of, ratio, step
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.partitions import can_be_added
from zhibiao.linking.wording import contradiction, disagreement

RULE = "change_between_years"
_MOST_CHANGES = 12
"""Changes of one level that are set against one another."""
# Growth that is not that of the printed figures: at constant prices, on a like basis.
_OTHER_BASIS = re.compile("可比|不变价|同口径|扣除|剔除")
_REAL_GROWTH = re.compile("生产总值|增加值|GDP|总产值")
# Averages over several years, and cuts that are shares of what was handed in.
_NO_GROWTH = re.compile("年均|(?<!一)年[间来]|平均|月均|季均|逐年|[审核]减|节约|节资")
_LAST_YEAR = re.compile("同比|上一?年(?![初末底])|去年(?![初末底])")
_NOT_LAST_YEAR = re.compile("预算|计划|目标|年初|期初|月|季|环比|平均|五")


def change_between_years(ledger: Ledger) -> Iterator[Finding]:
    """Findings on growth rates that the level and the amount of change, or the levels of both years, do not give."""
    for level in ledger.indicators:
        said = ledger.relatives.get(level.id, [])[:_MOST_CHANGES]
        changes = [one for one in said if one.change and not _is_no_growth(ledger, one)]
        former = former_level(ledger, level)
        if former and (finding := _against_the_words(level, former)):
            yield finding
        doubted: set[str] = set()
        for equation in (*_with_former_level(ledger, level, former, changes), *_with_amount(ledger, level, changes)):
            if equation.stated.id not in doubted and equation.is_known and not equation.holds():
                doubted.add(equation.stated.id)
                yield _against_each_other(equation) or disagreement(RULE, _severity(equation, former), equation)


def _with_amount(ledger: Ledger, level: Indicator, changes: Sequence[Indicator]) -> Iterator[Equation]:
    """收入792.22万元，较上年增加189.25万元，增长31.39%."""
    for growth in changes:
        if not _is_growth(growth) or _has_other_basis(ledger, level, growth):
            continue
        for amount in changes:
            if can_be_added(amount, level) and _go_together(ledger, amount, growth):
                yield Equation(growth, (level, amount), _growth_by(growth, amount), _margin(growth))


def _with_former_level(
    ledger: Ledger, level: Indicator, former: Former | None, changes: Sequence[Indicator]
) -> Iterator[Equation]:
    """由120元提高到135元，增长12.5%: both levels, the growth and the amount of change."""
    for change in changes:
        if former is None or not _is_against(ledger, former, change) or _has_other_basis(ledger, level, change):
            continue
        by_points = Equation(change, (level, former.level), _difference(change))
        if _is_growth(change) and not (level.value.kind is ValueKind.RATE and by_points.holds()):
            yield Equation(change, (level, former.level), _growth_from(change), _margin(change))
        elif can_be_added(change, level) or _in_points(change, level):
            yield by_points


def _against_the_words(level: Indicator, former: Former) -> Finding | None:
    """由450元提高到420元."""
    before, after = interval_of(former.level.value), interval_of(level.value)
    if former.direction is None or before is None or after is None or before.overlaps(after):
        return None
    rises = before.high < after.low
    if rises == (former.direction == "increase"):
        return None
    said, found = ("下降", "上升") if rises else ("上升", "下降")
    return contradiction(
        RULE,
        "error",
        (level, former.level),
        f"{level.indicator.qualified_name}由{former.level.value.text}变为{level.value.text}是{found}，而文字说的是{said}。",
    )


def _against_each_other(equation: Equation) -> Finding | None:
    """增加26.50万元，降低14.23%."""
    growth, (level, *others) = equation.stated, equation.terms
    for other in others:
        if other.change and growth.change and other.change.direction != growth.change.direction:
            return contradiction(
                RULE,
                "error",
                (growth, level, other),
                f"{level.indicator.name}{level.value.text}的“{other.indicator.name}{other.value.text}”"
                f"与“{growth.indicator.name}{growth.value.text}”方向相反。",
            )
    return None


def _is_no_growth(ledger: Ledger, change: Indicator) -> bool:
    lead = re.split("[，,；;]", ledger.lead(change))[-1]
    return _NO_GROWTH.search(lead + change.indicator.name) is not None


def _go_together(ledger: Ledger, amount: Indicator, growth: Indicator) -> bool:
    """Whether an amount of change and a rate are said of one comparison: against the same, with no level between."""
    first, last = sorted(ledger.position[change.id] for change in (amount, growth))
    between = ledger.indicators[first + 1 : last]
    return _against(amount) == _against(growth) and all(one.relative_to == growth.relative_to for one in between)


def _is_growth(change: Indicator) -> bool:
    value = change.value
    return value.kind is ValueKind.RATE and value.base_unit in ("1", "times")


def _in_points(change: Indicator, level: Indicator) -> bool:
    """Whether a rate's change is stated in percentage points."""
    return (change.value.base_unit, level.value.base_unit) == ("pp", "1")


def _against(change: Indicator) -> str | None:
    """What a change is measured against; 较上年, 同比 and 比去年同期 are one."""
    against = change.change.against if change.change else None
    return "同比" if against and _LAST_YEAR.search(against) else against


def _has_other_basis(ledger: Ledger, level: Indicator, change: Indicator) -> bool:
    """Whether a growth is said to be another than that of the printed figures, or is so by custom."""
    if change.value.kind is ValueKind.RATE and _REAL_GROWTH.search(level.indicator.name):
        return True
    words = ledger.lead(level) + ledger.between(level, change)
    return _OTHER_BASIS.search(words) is not None


def _is_against(ledger: Ledger, former: Former, change: Indicator) -> bool:
    """Whether a change is, by its words and its place, one against the former level."""
    against = _against(change) or ""
    year = re.search(r"\d{4}", against)
    if year and year_of(former.level):
        return int(year.group()) == year_of(former.level)
    if former.is_year_before:
        return _NOT_LAST_YEAR.search(against) is None
    return ledger.position[change.id] > ledger.position[former.level.id]


def _growth_by(growth: Indicator, amount: Indicator) -> Compute:
    def compute(terms: Sequence[Interval]) -> Interval | None:
        level, size = terms[0], abs(terms[1])
        share = ratio(size, level - size if _is_increase(growth) else level + size)
        same_way = not growth.change or not amount.change or growth.change.direction == amount.change.direction
        return _as_printed(share if same_way or share is None else -share, growth)

    return compute


def _growth_from(growth: Indicator) -> Compute:
    difference = _difference(growth)

    def compute(terms: Sequence[Interval]) -> Interval | None:
        change = difference(terms)
        return ratio(change, terms[1]) if change else None

    return compute


def _difference(change: Indicator) -> Compute:
    def compute(terms: Sequence[Interval]) -> Interval | None:
        level, former = terms
        return _as_printed(level - former if _is_increase(change) else former - level, change)

    return compute


def _is_increase(change: Indicator) -> bool:
    return change.change is not None and change.change.direction == "increase"


def _as_printed(size: Interval | None, change: Indicator) -> Interval | None:
    """A change's size with the sign it is printed with: 增长-3% is a decrease of 3%."""
    return -size if size and (change.value.base_number or "").startswith("-") else size


def _margin(growth: Indicator) -> Decimal:
    """Half a printed digit more than rounding allows: rates are cut off as often as rounded, 倍 are not."""
    return Decimal(0) if growth.value.base_unit == "times" else (step(growth.value) or Decimal(0)) / 2


def _severity(equation: Equation, former: Former | None) -> Literal["error", "warning"]:
    """Where the text gives no base for the comparison, another one than that of the amount may be meant."""
    change = equation.stated.change
    is_said = (change and change.against) or (former and former.level in equation.terms)
    return "error" if is_said and equation.is_exact else "warning"
