"""The one slip of the pen that would explain a figure: a digit changed, dropped or added, two digits exchanged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.linking.facts import Indicator
from zhibiao.linking.intervals import factor_of

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Misprint:
    """A figure and the number that was probably meant, as it would be printed."""

    indicator: Indicator
    meant: str

    def __str__(self) -> str:
        value = self.indicator.value
        return f"{self.indicator.indicator.name}“{value.text}”疑为“{self.meant}{value.unit}”之误"


def slips(number: str) -> Iterator[str]:
    """Every number one slip away from ``number`` (plain digits, perhaps with a point), in the same number of decimals
    unless the slip is in the decimals, the likeliest kinds first; some may come twice."""
    for at in range(len(number) - 1):
        if number[at] != number[at + 1] and "." not in number[at : at + 2]:
            yield number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    for at, sign in enumerate(number):
        if sign in _DIGITS:
            yield number[:at] + number[at + 1 :]
    for at, sign in enumerate(number):
        if sign in _DIGITS:
            yield from (number[:at] + digit + number[at + 1 :] for digit in _DIGITS if digit != sign)
    for at in range(len(number) + 1):
        yield from (number[:at] + digit + number[at:] for digit in _DIGITS)


def find_misprints(indicators: list[Indicator], holds: Callable[[Indicator, Decimal], bool]) -> list[Misprint]:
    """For each figure that one slip could have spoilt, what was meant.

    ``holds`` says whether the equation holds with a figure's base number replaced by another.
    """
    return [Misprint(indicator, meant) for indicator in indicators if (meant := _meant(indicator, holds)) is not None]


def _meant(indicator: Indicator, holds: Callable[[Indicator, Decimal], bool]) -> str | None:
    value = indicator.value
    if value.number is None or value.base_number is None or value.number.startswith("-"):
        return None
    for number in slips(value.number):
        if _is_printable(number) and holds(indicator, Decimal(number) * factor_of(value)):
            return number
    return None


def _is_printable(number: str) -> bool:
    whole, point, decimals = number.partition(".")
    return whole.isdigit() and (whole == "0" or not whole.startswith("0")) and (not point or decimals.isdigit())
