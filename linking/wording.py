"""Findings and their figures as they are printed."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from zhibiao.linking.equations import Equation
from zhibiao.linking.facts import Finding, Indicator, Value
from zhibiao.linking.intervals import ZERO, factor_of, midpoint, step
from zhibiao.linking.misprints import Misprint

_FEW = 2
"""Misprints named in one message; where more would do, none of them is likely."""


def in_unit_of(value: Value, base_number: Decimal, figures: Sequence[Indicator]) -> str:
    """``base_number`` in the unit that ``value`` is written in, to the last decimal that any of ``figures`` has."""
    factor = factor_of(value)
    steps = [unit / factor for figure in figures if (unit := step(figure.value)) is not None]
    finest = min((unit.normalize() for unit in steps), default=Decimal(1))
    return f"{(base_number / factor).quantize(min(finest, Decimal(1)), ROUND_HALF_UP):f}"


def likely_misprint(misprints: Sequence[Misprint]) -> str:
    """The clause of a message that names the likely misprint; empty where there is none."""
    return f"，{'，或'.join(map(str, misprints))}" if 0 < len(misprints) <= _FEW else ""


def disagreement(rule: str, severity: Literal["error", "warning"], equation: Equation) -> Finding:
    """The finding that a stated figure is not what its terms make it."""
    stated = equation.stated
    computed = in_unit_of(stated.value, midpoint(equation.computed() or ZERO), [stated])
    terms = "、".join(f"{term.indicator.name}{term.value.text}" for term in equation.terms)
    return Finding(
        rule=rule,
        severity=severity,
        message=f"{stated.indicator.qualified_name}{stated.value.text}与{terms}算得的{computed}{stated.value.unit}不符"
        f"{likely_misprint(equation.misprints())}。",
        indicators=tuple(figure.id for figure in equation.figures),
        stated=stated.value.number,
        computed=computed,
        unit=stated.value.unit,
    )
