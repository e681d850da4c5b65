"""``change_between_years``: levels, changes and growth rates that do not belong to one another."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from zhibiao.linking.equations import Compute, Equation
from zhibiao.linking.facts import Finding, Indicator, Modifier, Source, ValueKind
from zhibiao.linking.intervals import Interval, ratio, step
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.partitions import can_be_added
from zhibiao.linking.wording import disagreement

RULE = "change_between_years"
_FROM_TO = re.compile(
    r"(?:提高|增加|增长|上升|提升|扩大|上涨|下降|降低|减少|缩短|压缩|调整)[到至为]|[升降增减]至|[至到]"
)


def change_between_years(ledger: Ledger) -> Iterator[Finding]:
    """Findings on growth rates that the level and the amount of change, or the levels of both years, do not give."""
    for level in ledger.indicators:
        changes = [one for one in ledger.relatives.get(level.id, []) if one.change]
        equations = [*_with_amount(level, changes), *_with_former_level(ledger, level, changes)]
        for equation in equations:
            if equation.is_known and not equation.holds():
                yield disagreement(RULE, _severity(equation), equation)


def _with_amount(level: Indicator, changes: Sequence[Indicator]) -> Iterator[Equation]:
    """收入792.22万元，较上年增加189.25万元，增长31.39%."""
    for growth in changes:
        for amount in changes:
            if _is_growth(growth) and can_be_added(amount, level) and amount.change == growth.change:
                yield Equation(growth, (level, amount), _growth_by(growth), _margin(growth))


def _with_former_level(ledger: Ledger, level: Indicator, changes: Sequence[Indicator]) -> Iterator[Equation]:
    """由120元提高到135元，增长12.5%: both levels, the growth and the amount of change."""
    former = _former_level(ledger, level)
    if former is None:
        return
    for change in changes:
        if _is_growth(change):
            yield Equation(change, (level, former), _growth_from(change), _margin(change))
        elif can_be_added(change, level) or _in_points(change, level):
            yield Equation(change, (level, former), _difference(change))


def _is_growth(change: Indicator) -> bool:
    value = change.value
    return value.kind is ValueKind.RATE and value.base_unit == "1" and value.modifier is Modifier.EXACT


def _in_points(change: Indicator, level: Indicator) -> bool:
    """Whether a rate's change is stated in percentage points."""
    return (change.value.base_unit, level.value.base_unit) == ("pp", "1")


def _former_level(ledger: Ledger, level: Indicator) -> Indicator | None:
    """The level before the change: 由120元 (提高到135元), or that of the year before in the same sentence."""
    position = ledger.position[level.id]
    former = ledger.indicators[position - 1] if position else None
    if former is None or not can_be_added(former, level) or former.indicator.name != level.indicator.name:
        return None
    if _FROM_TO.fullmatch(ledger.between(former, level).strip()):
        return former
    years = _year(former), _year(level)
    follows = years[0] is not None and years[1] is not None and years[0] + 1 == years[1]
    return former if follows and ledger.same_sentence(former, level) else None


def _year(indicator: Indicator) -> int | None:
    """The year of an indicator's own period."""
    period = indicator.period
    if period is None or period.source is not Source.EXPLICIT or period.end_date is None:
        return None
    return int(period.end_date[:4])


def _growth_by(growth: Indicator) -> Compute:
    def compute(terms: Sequence[Interval]) -> Interval | None:
        level, amount = terms[0], abs(terms[1])
        share = ratio(amount, level - amount if _is_increase(growth) else level + amount)
        return _as_printed(share, growth)

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
    """Half a printed digit more than rounding allows: rates are cut off as often as rounded."""
    return (step(growth.value) or Decimal(0)) / 2


def _severity(equation: Equation) -> Literal["error", "warning"]:
    """Where the text gives no base for the comparison, another one than that of the amount may be meant."""
    change = equation.stated.change
    return "error" if change and change.against else "warning"
