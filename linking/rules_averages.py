"""``average_of_total``: amounts per person, household, mu … that the total and the number do not give."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product

from zhibiao.linking.equations import Equation
from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.intervals import place, ratio, step, total_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.wording import disagreement

RULE = "average_of_total"
_PER = re.compile("(?P<per>[人户亩村镇校件家所企台床店社班])均|平均每(?P<each>[人户亩村镇校件家所台床班])")
# Averages of a survey or of the whole economy: no sum in the report is divided for them.
_SURVEYED = re.compile("可支配|生产总值|GDP|消费|寿命|纯收入|储蓄|住房")
# Rates of pay and standards, and averages over a stretch of time.
_OTHER_AVERAGE = re.compile("标准|[年月日季周天]|[（(]")
_SAYS_NOTHING = frozenset("金额款数费总资发放支出均元的价格")
"""Characters that names of any two amounts may share."""
_COUNTED_AS = {
    "人": "人|名|位|人次",
    "件": "件|起|宗|例",
    "家": "家|户|个",
    "企": "家|户|个",
    "校": "所|个",
    "社": "家|个",
}
_NAMED = re.compile("[村镇校企社班店]")
"""Things that are counted with 个 or 所, and so must be named in the indicator."""
_ROUNDED = Decimal("0.02")
"""The share of an average that rounding it to a round number may take away."""


def average_of_total(ledger: Ledger) -> Iterator[Finding]:
    """Findings on each average (户均520元) whose total and number stand in the same sentence.

    Where several totals or numbers stand there, any two that give the average will do.
    """
    for average in ledger.indicators:
        per = _PER.search(average.indicator.name)
        if per is None or average.value.kind is not ValueKind.AMOUNT or _is_of_another_kind(ledger, average):
            continue
        near = [
            figure
            for figure in ledger.sentence_of(average)
            if ledger.position[figure.id] < ledger.position[average.id] and ledger.same_clause(figure, average)
        ]
        totals = [figure for figure in near if _is_total_of(figure, average, per.group())]
        numbers = [figure for figure in near if _is_number_of(figure, per["per"] or per["each"])]
        equations = [
            _quotient(average, (total, number))
            for total, number in product(totals, numbers)
            if _are_side_by_side(ledger, total, number)
        ]
        known = [equation for equation in equations if equation.is_known]
        if known and not any(equation.holds() for equation in (*known, *_of_several(average, totals, numbers))):
            is_sure = len(known) == 1 and known[0].is_exact
            yield disagreement(RULE, "error" if is_sure else "warning", known[-1])


def _are_side_by_side(ledger: Ledger, total: Indicator, number: Indicator) -> bool:
    return abs(ledger.position[total.id] - ledger.position[number.id]) == 1


def _is_of_another_kind(ledger: Ledger, average: Indicator) -> bool:
    name = average.indicator.name
    lead = re.split("[，,]", ledger.lead(average))[-1]
    return _SURVEYED.search(name) is not None or _OTHER_AVERAGE.search(name + lead) is not None


def _is_total_of(figure: Indicator, average: Indicator, per: str) -> bool:
    """Whether ``average`` can be of ``figure``: both levels or both changes, and with names that have something in
    common, where the average's says more than 人均."""
    if figure.value.base_unit != average.value.base_unit or _PER.search(figure.indicator.name):
        return False
    if (figure.change is None) != (average.change is None):
        return False
    said = set(average.indicator.name.replace(per, "")) - _SAYS_NOTHING
    return not said or bool(said & set(figure.indicator.name))


def _is_number_of(figure: Indicator, per: str) -> bool:
    if figure.value.kind is not ValueKind.COUNT:
        return False
    if re.fullmatch(_COUNTED_AS.get(per, per), figure.value.base_unit):
        return True
    return _NAMED.match(per) is not None and per in figure.indicator.name


def _quotient(average: Indicator, terms: tuple[Indicator, ...]) -> Equation:
    return Equation(average, terms, lambda known: ratio(known[0], total_of(known[1:])), _margin(average))


def _of_several(average: Indicator, totals: Sequence[Indicator], numbers: Sequence[Indicator]) -> Iterator[Equation]:
    """The same over two numbers that stand side by side: 208 members of the party and 832 households."""
    for total in totals:
        yield from (_quotient(average, (total, *numbers)) for numbers in pairwise(numbers))


def _margin(average: Indicator) -> Decimal:
    """An average is printed as a round number more often than not."""
    number, unit = Decimal(average.value.base_number or 0), step(average.value) or Decimal(0)
    return max(unit / 2, min((place(average.value) or unit) / 2, abs(number) * _ROUNDED))
