"""What a printed figure may stand for: 1909.85 is anything from 1909.845 to 1909.855.

Interval arithmetic on printed decimals, as XBRL's Calculations 1.1 (2023) does it, widened for 余, 约 and ranges.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.linking.facts import Modifier, NormalisedNumber, Value, ValueKind
from zhibiao.linking.numerals import EXACT

_HALF = Decimal("0.5")
_ENDLESS = Decimal("Infinity")
_AND_MORE = re.compile("[余多]")
_LONGEST = 20
"""Digits, so that sums stay within the precision of decimal arithmetic."""
# Things that are measured, and so rounded even where they are printed without decimals; all others are counted.
_MEASURED = re.compile(
    r"[吨克斤亩顷里米升瓦时度年月天岁]$|公里|千米|平方|立方|小时|分钟|千瓦|标准煤|[Kk][MmGgWw]|㎡|㎢|㎥|m²|km²|m³"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included; an end may be infinite."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(EXACT.subtract(self.low, other.high), EXACT.subtract(self.high, other.low))

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __abs__(self) -> "Interval":
        return -self if self.high < 0 else self

    def overlaps(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, margin: Decimal) -> "Interval":
        """Reaching further by ``margin`` on both sides."""
        return Interval(self.low - margin, self.high + margin)


ZERO = Interval(Decimal(0), Decimal(0))


def total_of(parts: Sequence[Interval]) -> Interval:
    """The sum of ``parts``."""
    return sum(parts, ZERO)


def ratio(above: Interval, below: Interval) -> Interval | None:
    """The quotient of two intervals; None where ``below`` reaches zero."""
    if below.low <= 0:
        return None
    ends = [end / divisor for end in (above.low, above.high) for divisor in (below.low, below.high)]
    return Interval(min(ends), max(ends))


def factor_of(number: NormalisedNumber) -> Decimal:
    """How many base units one unit as written is: 10000 of 万元."""
    written, base = Decimal(number.number or 0), Decimal(number.base_number or 0)
    if written:
        return base / written
    powers = {"万": 4, "亿": 8, "%": -2, "‰": -3, "个百分点": -2}
    return Decimal(1).scaleb(sum(power for sign, power in powers.items() if sign in number.unit))


def midpoint(interval: Interval) -> Decimal:
    """The number in the middle."""
    return (interval.low + interval.high) / 2


def step(number: NormalisedNumber) -> Decimal | None:
    """One unit of the last printed digit, in base units; None for a range and for what is longer than any figure."""
    if number.number is None or number.base_number is None or len(number.number) > _LONGEST:
        return None
    exponent = Decimal(number.number).as_tuple().exponent
    return factor_of(number).scaleb(min(exponent, 0)) if isinstance(exponent, int) else None


def interval_of(value: Value) -> Interval | None:
    """What ``value`` may stand for, in base units; None where it says only a bound, or nothing for certain."""
    if value.low is not None and value.high is not None:
        return Interval(Decimal(value.low), Decimal(value.high))
    unit = step(value)
    if unit is None or value.base_number is None or value.modifier not in (Modifier.EXACT, Modifier.APPROX):
        return None
    number = Decimal(value.base_number)
    if value.modifier is Modifier.APPROX:
        return _about(number, place(value) or unit, _AND_MORE.search(value.text) is not None)
    if value.kind is ValueKind.COUNT and unit == 1 and not _MEASURED.search(value.base_unit):
        return Interval(number, number)
    return Interval(number, number).widened(unit * _HALF)


def bounds_of(value: Value) -> Interval | None:
    """The same for a figure that is only compared with: 不低于95% is anything from 95% on."""
    if value.base_number is None:
        return interval_of(value)
    number = Decimal(value.base_number)
    if value.modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return Interval(number, _ENDLESS)
    if value.modifier in (Modifier.AT_MOST, Modifier.LESS_THAN):
        return Interval(-_ENDLESS, number)
    return interval_of(value)


def is_approximate(value: Value) -> bool:
    """Whether the words leave open more than the printed decimals do."""
    return value.modifier is not Modifier.EXACT


def place(value: NormalisedNumber) -> Decimal | None:
    """The place of the last digit that is no zero, in base units: a hundred for 600, which may be rounded to it."""
    unit = step(value)
    if unit is None or value.base_number is None:
        return None
    number = Decimal(value.base_number)
    exponent = number.normalize().as_tuple().exponent
    return max(unit, Decimal(1).scaleb(exponent)) if number and isinstance(exponent, int) else unit


def _about(number: Decimal, open_place: Decimal, and_more: bool) -> Interval:
    """600余 is from 600 to 700; 约600 is from 500 to 700."""
    return Interval(number if and_more else number - open_place, number + open_place)
