"""Findings and their figures as they are printed."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from zhibiao.linking.equations import Equation
from zhibiao.linking.facts import Finding, Indicator, Value
from zhibiao.linking.intervals import ZERO, factor_of, midpoint, step
from zhibiao.linking.misprints import Misprint

_LONG = 5
"""Characters of a number in which exchanged digits are no chance."""
_FEW = 2
"""Misprints named in one message; where more would do, none of them is likely."""


def in_unit_of(value: Value, base_number: Decimal, figures: Sequence[Indicator]) -> str:
    """``base_number`` in the unit that ``value`` is written in, to the last decimal that any of ``figures`` needs."""
    factor = factor_of(value)
    steps = [unit / factor for figure in figures if (unit := step(figure.value)) is not None]
    finest = min((unit.normalize() for unit in steps), default=Decimal(1))
    number = (base_number / factor).quantize(min(finest, Decimal(1)), ROUND_HALF_UP)
    own = min((step(value) or factor) / factor, Decimal(1))
    return f"{max(number.normalize(), number.quantize(own, ROUND_HALF_UP), key=_decimals):f}"


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def likely_misprint(misprints: Sequence[Misprint]) -> str:
    """The clause of a message that names the likely misprint; empty where there is none."""
    return f"，{'，或'.join(map(str, misprints))}" if 0 < len(misprints) <= _FEW else ""


def _is_telling(misprint: Misprint, stated: Indicator) -> bool:
    """Whether a slip explains a quotient: one in the figure that is computed, or two digits of a long one exchanged.

    Rates are printed with few digits, which many other slips in their terms would give.
    """
    value = misprint.indicator.value
    exchanged = misprint.unit == value.unit and sorted(value.number or "") == sorted(misprint.meant)
    return misprint.indicator is stated or (exchanged and len(misprint.meant) >= _LONG)


def contradiction(
    rule: str, severity: Literal["error", "warning"], figures: Sequence[Indicator], message: str
) -> Finding:
    """The finding that two figures are not as the words between them say; the second is what the first should be."""
    stated, other, *_ = (figure.value for figure in figures)
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        indicators=tuple(figure.id for figure in figures),
        stated=stated.number,
        computed=other.number,
        unit=stated.unit,
    )


def disagreement(rule: str, severity: Literal["error", "warning"], equation: Equation) -> Finding:
    """The finding that a stated figure is not what its terms make it."""
    stated = equation.stated
    computed = in_unit_of(stated.value, midpoint(equation.computed() or ZERO), [stated])
    misprints = [misprint for misprint in equation.misprints() if _is_telling(misprint, stated)]
    terms = "、".join(f"{term.indicator.name}{term.value.text}" for term in equation.terms)
    return Finding(
        rule=rule,
        severity=severity,
        message=f"{stated.indicator.qualified_name}{stated.value.text}与{terms}算得的{computed}{stated.value.unit}不符"
        f"{likely_misprint(misprints)}。",
        indicators=tuple(figure.id for figure in equation.figures),
        stated=stated.value.number,
        computed=computed,
        unit=stated.value.unit,
    )
