"""Figures as findings print them."""

from collections.abc import Sequence
from decimal import Decimal

from zhibiao.linking.facts import Indicator, Value
from zhibiao.linking.intervals import factor_of, step


def in_unit_of(value: Value, base_number: Decimal, figures: Sequence[Indicator]) -> str:
    """``base_number`` in the unit that ``value`` is written in, to the last decimal that any of ``figures`` has."""
    factor = factor_of(value)
    steps = [unit / factor for figure in figures if (unit := step(figure.value)) is not None]
    finest = min((unit.normalize() for unit in steps), default=Decimal(1))
    return f"{(base_number / factor).quantize(min(finest, Decimal(1))):f}"
