"""``rate_of_base``: rates and shares that their two figures do not give."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from zhibiao.linking.equations import Equation
from zhibiao.linking.facts import Finding, Indicator, Modifier, ValueKind
from zhibiao.linking.intervals import Interval, ratio, step
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.partitions import can_be_added
from zhibiao.linking.wording import disagreement

RULE = "rate_of_base"
_SHARE_OF = re.compile("占([^比的]{2,})")
_SHARE = re.compile("占|比重|比例")
_RATE_OF = re.compile(r"(?P<done>[\u4e00-\u9fff]{2})率$")
_DENIED = "[不未非]"
# What counts as done in rates that do not name it: spending against a budget, results against a plan.
_DONE = re.compile("支出|执行|决算|完成|实际|到位|实现")
_PLANNED = re.compile("预算|计划|目标|任务|应|指标")
_CARRIED_OUT = re.compile("决算|实际|执行|完成")
_OF_PLANS = ("执行", "完成", "到位")


def rate_of_base(ledger: Ledger) -> Iterator[Finding]:
    """Findings on each share of a total (占…%) and each noun rate (合格率) whose two figures the text gives."""
    for rate in ledger.indicators:
        if not _is_fraction(rate) or rate.relative_to is None:
            continue
        equation = _share(ledger, rate) or _noun_rate(ledger, rate)
        if equation and equation.is_known and not equation.holds():
            yield disagreement(RULE, "error", equation)


def _is_fraction(rate: Indicator) -> bool:
    value = rate.value
    return value.kind is ValueKind.RATE and value.base_unit == "1" and value.modifier is Modifier.EXACT


def _share(ledger: Ledger, rate: Indicator) -> Equation | None:
    """占60% of an amount that is part of one total, and of no total above that."""
    part = ledger.by_id[rate.relative_to or ""]
    total = ledger.by_id.get(part.part_of or "")
    if not _SHARE.search(rate.indicator.name) or total is None or total.part_of or not can_be_added(part, total):
        return None
    of_what = _SHARE_OF.search(rate.indicator.name)
    if of_what and not set(pairwise(of_what[1])) & {*pairwise(total.indicator.name), ("总", "数"), ("全", "部")}:
        return None
    return _quotient(rate, part, total)


def _noun_rate(ledger: Ledger, rate: Indicator) -> Equation | None:
    base = ledger.by_id[rate.relative_to or ""]
    named = _RATE_OF.search(rate.indicator.name)
    if named is None or base.value.kind is ValueKind.RATE:
        return None
    near = [
        figure
        for figure in ledger.clause_before(rate, base)
        if figure is not base and can_be_added(figure, base) and figure.change is None
    ]
    if named["done"] in _OF_PLANS:
        return _rate_of_plan(rate, base, near)
    failed = [figure for figure in near if re.search(_DENIED + named["done"], figure.indicator.name)]
    passed = [figure for figure in near if named["done"] in figure.indicator.name and figure not in failed]
    if len(passed) == 1:
        return _quotient(rate, passed[0], base)
    if len(failed) == 1 and not passed:
        return Equation(rate, (failed[0], base), _share_left, _margin(rate))
    return None


def _rate_of_plan(rate: Indicator, base: Indicator, near: list[Indicator]) -> Equation | None:
    """执行率 of a budget and what was spent of it, whichever of the two the rate is said of."""
    if len(near) != 1:
        return None
    (other,) = near
    if _is_planned(base) and _is_done(other):
        return _quotient(rate, other, base)
    if _is_planned(other) and _is_done(base):
        return _quotient(rate, base, other)
    return None


def _is_planned(figure: Indicator) -> bool:
    name = figure.indicator.name
    return _PLANNED.search(name) is not None and _CARRIED_OUT.search(name) is None


def _is_done(figure: Indicator) -> bool:
    return not _is_planned(figure) and _DONE.search(figure.indicator.name) is not None


def _quotient(rate: Indicator, above: Indicator, below: Indicator) -> Equation:
    return Equation(rate, (above, below), lambda terms: ratio(terms[0], terms[1]), _margin(rate))


def _share_left(terms: Sequence[Interval]) -> Interval | None:
    """What is left of one when a share is taken from it: 合格率 from what failed."""
    failed = ratio(terms[0], terms[1])
    return Interval(1 - failed.high, 1 - failed.low) if failed else None


def _margin(rate: Indicator) -> Decimal:
    """Half a printed digit more than rounding allows: rates are cut off as often as rounded."""
    return (step(rate.value) or Decimal(0)) / 2
