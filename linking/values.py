"""From the words of a value to its numbers."""

import re
from decimal import Decimal, DecimalException

from zhibiao.linking.facts import Modifier, NormalisedNumber
from zhibiao.linking.folding import SPACES, fold
from zhibiao.linking.modifiers import modifier_around, strip_modifiers
from zhibiao.linking.numerals import LONGEST, plain
from zhibiao.linking.quantities import Quantity, read_quantity
from zhibiao.linking.ranges import read_range
from zhibiao.models.scheme import Label

UNREAD = NormalisedNumber(number=None, unit="", base_number=None, base_unit="")
"""What is known of a value whose words are not understood for certain."""

_SPACE = f"[{SPACES}]"
_GROUPS = re.compile(rf"(?<!\d)\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)")
_BROKEN = re.compile(rf"\d{_SPACE}+\d")
_ALL_SPACES = re.compile(f"{_SPACE}+")
_CURRENCY = re.compile("^(?:人民币|RMB|¥)")


def normalise(
    surface: str, label: Label, before: str = "", after: str = "", shared_unit: str | None = None
) -> NormalisedNumber:
    """The numbers that a value's words say.

    Args:
        surface: The words of the value's span.
        label: AMOUNT, COUNT or RATE.
        before: Text that ends where the span begins; 约, 不低于, 超过 … in it set the modifier.
        after: Text that begins where the span ends; 以上, 左右 … in it do too.
        shared_unit: The unit, as written, of a number that has none of its own: the last one's of its list, or that of
            the header (单位：万元).

    Never raises. Where the words can be read in two ways, or not at all, the numbers are null.
    """
    around = modifier_around(before, after)
    words = _cleaned(surface)
    if words is None:
        return UNREAD.model_copy(update={"modifier": around or Modifier.EXACT})
    try:
        return _read(words, label, shared_unit, around)
    except DecimalException:
        # More digits than exact arithmetic holds: no number of a report.
        return UNREAD


def _cleaned(surface: str) -> str | None:
    """Folded and without spaces; None where a space could divide two numbers."""
    if not 0 < len(surface) <= LONGEST:
        return None
    words = fold(surface).strip(SPACES)
    words = _GROUPS.sub(lambda match: _ALL_SPACES.sub("", match.group()), words)
    return None if _BROKEN.search(words) else _ALL_SPACES.sub("", words)


def _read(words: str, label: Label, shared_unit: str | None, around: Modifier | None) -> NormalisedNumber:
    if ends := read_range(words, label, shared_unit):
        return _range(*ends)
    words, own = strip_modifiers(words)
    modifier = around or own
    words = _CURRENCY.sub("", words)
    if ends := read_range(words, label, shared_unit):
        return _range(*ends)
    quantity = read_quantity(words, label, shared_unit)
    if quantity is None:
        return UNREAD.model_copy(update={"modifier": modifier or Modifier.EXACT})
    base_number = quantity.base_number
    if quantity.high is not None:
        high = quantity.base_high
        return UNREAD if base_number is None or high is None else _range(base_number, high, quantity)
    return NormalisedNumber(
        number=quantity.written,
        unit=quantity.unit,
        base_number=None if base_number is None else plain(base_number),
        base_unit=quantity.base.name if quantity.base else "",
        modifier=modifier or (Modifier.APPROX if quantity.approx else Modifier.EXACT),
    )


def _range(low: Decimal, high: Decimal, upper: Quantity) -> NormalisedNumber:
    return NormalisedNumber(
        number=None,
        low=plain(low),
        high=plain(high),
        unit=upper.unit,
        base_number=None,
        base_unit=upper.base.name if upper.base else "",
        modifier=Modifier.RANGE,
    )
