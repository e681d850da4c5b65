"""The one slip that would explain a figure: digits exchanged, one changed, dropped or added, the unit mistaken."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from zhibiao.linking.facts import Indicator, Value
from zhibiao.linking.intervals import factor_of

_DIGITS = "0123456789"
_LONG = 5
"""Digits of a figure in which one wrong digit is no chance."""
_SHIFTS = (1, -1, 2, -2)
_SCALES = (("", "万"), ("万", "亿"), ("", "亿"))
"""What units begin with when they are taken for one another."""

Printed = tuple[str, str]
"""A number and its unit, as printed."""
Holds = Callable[[Indicator, Decimal], bool]
"""Whether an equation holds with a figure's base number replaced by another."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """A figure and what was probably meant, as it would be printed."""

    indicator: Indicator
    meant: str
    unit: str

    def __str__(self) -> str:
        value = self.indicator.value
        meant = f"{Decimal(self.meant):,}" if "," in value.text else self.meant
        return f"{self.indicator.indicator.name}“{value.text}”疑为“{meant}{self.unit}”之误"


def exchanges(number: str) -> Iterator[str]:
    """Every number that two neighbouring digits of ``number`` exchanged make, also with the point between them."""
    places = [at for at, sign in enumerate(number) if sign in _DIGITS]
    for one, other in pairwise(places):
        if number[one] != number[other]:
            yield number[:one] + number[other] + number[one + 1 : other] + number[one] + number[other + 1 :]


def changes(number: str) -> Iterator[str]:
    """Every number that one digit of ``number`` left out or changed makes."""
    for at, sign in enumerate(number):
        if sign in _DIGITS:
            yield number[:at] + number[at + 1 :]
    for at, sign in enumerate(number):
        if sign in _DIGITS:
            yield from (number[:at] + digit + number[at + 1 :] for digit in _DIGITS if digit != sign)


def additions(number: str) -> Iterator[str]:
    """Every number that one digit put into ``number`` makes."""
    for at in range(len(number) + 1):
        yield from (number[:at] + digit + number[at:] for digit in _DIGITS)


def slips(number: str) -> Iterator[str]:
    """Every number one slip away from ``number`` (plain digits, perhaps with a point), the likeliest kinds first; some
    may come twice."""
    for kind in (exchanges, changes, additions):
        yield from kind(number)


def is_slip(one: Value, other: Value) -> bool:
    """Whether two figures are one slip apart.

    A changed digit counts only in long figures: 12 and 13 may well be two figures.
    """
    if one.number is None or other.number is None:
        return False
    if one.unit == other.unit:
        digits = sum(sign in _DIGITS for sign in one.number)
        kinds = (exchanges, changes, additions) if digits >= _LONG else (exchanges,)
        return any(number == other.number for kind in kinds for number in kind(one.number))
    return one.number == other.number and (other.number, other.unit) in set(_mistaken(one))


def find_misprints(indicators: Sequence[Indicator], holds: Holds) -> list[Misprint]:
    """For each figure that one slip could have spoilt, what was meant; only the likeliest kind of slip that will do."""
    for kind in (_exchanged, _changed, _mistaken, _added):
        found = [misprint for one in indicators if (misprint := _meant(one, kind, holds)) is not None]
        if found:
            return found
    return []


def _meant(indicator: Indicator, kind: Callable[[Value], Iterator[Printed]], holds: Holds) -> Misprint | None:
    value = indicator.value
    if value.number is None or value.base_number is None or value.number.startswith("-"):
        return None
    for number, unit in kind(value):
        if _is_printable(number) and holds(indicator, Decimal(number) * _factor(value, unit)):
            return Misprint(indicator, number, unit)
    return None


def _factor(value: Value, unit: str) -> Decimal:
    """How many base units one ``unit`` is, which differs from the value's own at most in 万 or 亿."""
    powers = {"万": 4, "亿": 8}
    own, other = (powers.get(written[:1], 0) for written in (value.unit, unit))
    return factor_of(value).scaleb(other - own)


def _exchanged(value: Value) -> Iterator[Printed]:
    yield from ((number, value.unit) for number in exchanges(value.number or ""))


def _changed(value: Value) -> Iterator[Printed]:
    yield from ((number, value.unit) for number in changes(value.number or ""))


def _added(value: Value) -> Iterator[Printed]:
    yield from ((number, value.unit) for number in additions(value.number or ""))


def _mistaken(value: Value) -> Iterator[Printed]:
    """The decimal point in another place, or 万 and 亿 mistaken."""
    number, unit = value.number or "", value.unit
    scale = unit[:1] if unit.startswith(("万", "亿")) else ""
    for low, high in _SCALES:
        if scale in (low, high):
            yield number, (high if scale == low else low) + unit.removeprefix(scale)
    if not value.unit.endswith(("%", "‰", "个百分点")):
        yield from ((f"{Decimal(number).scaleb(shift):f}", unit) for shift in _SHIFTS)


def _is_printable(number: str) -> bool:
    whole, point, decimals = number.partition(".")
    return whole.isdigit() and (whole == "0" or not whole.startswith("0")) and (not point or decimals.isdigit())
