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
_SHARE = re.compile("^占|占$|占比|比重$|占[^，。]*比例$|^比例$")
_RATE_OF = re.compile(r"(?P<denied>[不未非])?(?P<done>[\u4e00-\u9fff]{2})率$")
_WIDENED = re.compile("[（(]含[^（()）]*[)）][^，。；]*$")
"""Words between a rate and its value that widen what it counts: 通过率（含优秀）."""
_NO_QUOTIENT = ("调整", "变动", "增减", "变化", "偏差", "差异", "控制", "增长", "下降")
# 完成年初预算的98%, 为预算的95%: what was done of a plan.
_OF_PLAN = re.compile(r"^(?:完成|达到?|为|占)?了?(?:全年|年初|年度|调整后?|当年|本年|计划)*(?:预算|计划|目标|任务)数?$")
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
            yield disagreement(RULE, "error" if _is_sure(equation) else "warning", equation)


def _is_sure(equation: Equation) -> bool:
    """Whether nothing but a misprint explains it: exact figures of things that can be set against each other."""
    above, below = equation.terms
    return equation.is_exact and can_be_added(above, below)


def _is_fraction(rate: Indicator) -> bool:
    value = rate.value
    return value.kind is ValueKind.RATE and value.base_unit == "1" and value.modifier is Modifier.EXACT


def _share(ledger: Ledger, rate: Indicator) -> Equation | None:
    """占60% of an amount that is part of one total, and of no total above that."""
    part = ledger.by_id[rate.relative_to or ""]
    name = rate.indicator.name
    if not _SHARE.search(name) or _OF_PLAN.match(name) or not _is_of(name, part):
        return None
    of_what = _SHARE_OF.search(rate.indicator.name)
    total = ledger.by_id.get(part.part_of or "")
    if total is None:
        total = _named_total(ledger, part, of_what[1]) if of_what else None
    elif total.part_of or (of_what and not _is_called(total, of_what[1])) or _is_share_of_more(ledger, total):
        return None
    return _quotient(rate, part, total) if total and can_be_added(part, total) else None


def _is_of(name: str, part: Indicator) -> bool:
    """Whether a share names no subject of its own (定向捐赠占) beside the figure it is linked with."""
    subject, said, _ = name.partition("占")
    return not said or subject in part.indicator.name


def _is_share_of_more(ledger: Ledger, total: Indicator) -> bool:
    """Whether the total is itself said to be a share, so that its parts' shares may be of the same larger whole."""
    return any(_is_fraction(one) and _SHARE.search(one.indicator.name) for one in ledger.relatives.get(total.id, []))


def _is_called(total: Indicator, words: str) -> bool:
    return bool(set(pairwise(words)) & {*pairwise(total.indicator.name), ("总", "数"), ("全", "部")})


def _named_total(ledger: Ledger, part: Indicator, words: str) -> Indicator | None:
    """The one figure of the paragraph that is named as the share says: 占本年支出 and 本年支出合计."""
    named = {
        figure.value.base_number: figure
        for figure in ledger.paragraph_of(part)
        if figure is not part and figure.change is None and figure.indicator.name.startswith(words)
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _noun_rate(ledger: Ledger, rate: Indicator) -> Equation | None:
    base = ledger.by_id[rate.relative_to or ""]
    named = _RATE_OF.search(rate.indicator.name)
    of_plan = _OF_PLAN.match(rate.indicator.name)
    if _WIDENED.search(ledger.lead(rate)):
        return None
    if not (named or of_plan) or base.value.kind is ValueKind.RATE or (named and named["done"] in _NO_QUOTIENT):
        return None
    near = [figure for figure in ledger.clause_before(rate, base) if _stands_over(ledger, figure, base)]
    if named is None or named["done"] in _OF_PLANS:
        return _rate_of_plan(rate, base, [figure for figure in near if can_be_added(figure, base)])
    failed = [figure for figure in near if re.search(_DENIED + named["done"], figure.indicator.name)]
    passed = [figure for figure in near if named["done"] in figure.indicator.name and figure not in failed]
    if named["denied"]:
        return _quotient(rate, failed[0], base) if len(failed) == 1 else None
    if len(passed) == 1:
        return _quotient(rate, passed[0], base)
    if len(failed) == 1 and not passed:
        return Equation(rate, (failed[0], base), _share_left, _margin(rate))
    return None


def _stands_over(ledger: Ledger, figure: Indicator, base: Indicator) -> bool:
    """Whether a figure can be what a rate counts of ``base``.

    Not one that shares its indicator with the base (412条、1136万平方米), or has a noun rate of its own; and beside a
    base that is one of several parts only what is said of that part.
    """
    if figure is base or figure.value.kind is not base.value.kind or figure.change is not None:
        return False
    if set(figure.indicator.entities) & set(base.indicator.entities):
        return False
    if figure.part_of != base.id and any(
        one.value.kind is ValueKind.RATE and one.change is None and _RATE_OF.search(one.indicator.name)
        for one in ledger.relatives.get(figure.id, [])
    ):
        return False
    is_next = ledger.position[figure.id] == ledger.position[base.id] + 1
    return base.part_of is None or figure.part_of in (base.id, base.part_of) or is_next


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
