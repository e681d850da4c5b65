"""From the words of a value to its numbers."""

import re
from decimal import Decimal

from zhibiao.linking.facts import Modifier, NormalisedNumber
from zhibiao.models.scheme import Label

_PLAIN = re.compile(
    r"(?P<number>-?\d+(?:\.\d+)?)(?P<approx>[余多几来]?)(?P<scale>[十百千]?[万亿]+)?(?P<approx2>[余多几来]?)(?P<unit>\D*)"
)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


def normalise(
    surface: str, label: Label, before: str = "", after: str = "", shared_unit: str | None = None
) -> NormalisedNumber:
    """The numbers that ``surface`` says; ``shared_unit`` is the unit it takes from the end of its list."""
    words = re.sub(r"(?<=\d)[,，](?=\d{3})", "", re.sub(r"\s", "", surface.translate(_WIDE)))
    match = _PLAIN.fullmatch(words)
    if match is None:
        return NormalisedNumber(number=None, unit="", base_number=None, base_unit="")
    unit = (match["scale"] or "") + match["unit"] or shared_unit or ""
    number = Decimal(match["number"])
    scale = re.match(r"[十百千]?[万亿]+", unit)
    base, base_unit = number, unit
    if scale:
        base_unit = unit[scale.end() :]
        for sign in scale.group():
            base *= _SCALES[sign]
    if label is Label.RATE:
        factor, base_unit = {"%": ("0.01", "1"), "个百分点": ("0.01", "pp"), "倍": ("1", "times")}.get(
            unit, ("1", unit)
        )
        base *= Decimal(factor)
    return NormalisedNumber(
        number=match["number"],
        unit=unit,
        base_number=f"{base:f}",
        base_unit=base_unit,
        modifier=Modifier.APPROX if match["approx"] or match["approx2"] else Modifier.EXACT,
    )
