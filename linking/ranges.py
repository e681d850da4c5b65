"""Ranges: two quantities joined by a dash, 至, 到 or ~, which may share their unit."""

import re
from decimal import Decimal

from zhibiao.linking.numerals import EXACT, power, scan_numeral, shift
from zhibiao.linking.quantities import Quantity, read_quantity, split_scale
from zhibiao.models.scheme import Label

_JOINT = re.compile(r"-{1,2}|~{1,2}|至|到|与|和")
_BETWEEN = re.compile(r"之?间$")
_INCLUSIVE = re.compile(r"[(（]含[)）]")
_HUNDREDS = re.compile(r"[一二三四五六七八九两]([百千])")
_ABOVE = "大于(?:或?等于)?|高于|超过|不(?:小于|低于|少于)"
_BELOW = "小于(?:或?等于)?|少于|低于|不(?:大于|高于|多于|超过)"
_BOUNDS = re.compile(
    rf"(?:{_ABOVE})(?P<low>.+?)[并且,]*(?:{_BELOW})(?P<high>.+)|(?:{_BELOW})(?P<high2>.+?)[并且,]*(?:{_ABOVE})(?P<low2>.+)"
)
_PART = re.compile("[百千万]分之")
# An end that shares no scale must be near enough to the other: 8500到3万, but not 50到1亿.
_FARTHEST = 1000


def read_range(words: str, label: Label, shared_unit: str | None = None) -> tuple[Decimal, Decimal, Quantity] | None:
    """Both ends in base units, and the upper quantity; None where ``words`` is no range or an uncertain one."""
    words = _INCLUSIVE.sub("", words)
    if bounds := _BOUNDS.fullmatch(words):
        words = f"{bounds['low'] or bounds['low2']}至{bounds['high'] or bounds['high2']}"
    between = _BETWEEN.search(words)
    words = re.sub("^[从由]", "", words[: between.start()] if between else words)
    for joint in _JOINT.finditer(words, 1):
        if joint.group() in "与和" and not between:
            continue
        left, right = words[: joint.start()], words[joint.end() :]
        part = _PART.match(left)
        if part and not _PART.match(right):
            right = part.group() + right
        upper = read_quantity(right, label, shared_unit)
        if upper is None or upper.base_number is None or upper.high is not None:
            continue
        low = _lower_end(left, right, upper, label)
        if low is not None and low <= upper.base_number:
            return low, upper.base_number, upper
    return None


def _lower_end(left: str, right: str, upper: Quantity, label: Label) -> Decimal | None:
    numeral = scan_numeral(left)
    if numeral is not None and numeral.end == len(left) and numeral.high is None and upper.base is not None:
        if numeral.scale:
            return EXACT.multiply(numeral.value, upper.base.factor)
        return _shared(numeral.value, left, right, upper)
    lower = read_quantity(left, label)
    if lower is None or lower.base is None or upper.base is None or lower.high is not None:
        return None
    return lower.base_number if lower.base.name == upper.base.name else None


def _shared(number: Decimal, left: str, right: str, upper: Quantity) -> Decimal | None:
    """A bare lower end: it shares the upper end's 万 where that keeps it below, else it stands as it is."""
    if upper.base is None or upper.base_number is None:
        return None
    scale, _ = split_scale(upper.unit)
    hundreds = _HUNDREDS.match(right)
    if hundreds and len(left) == 1 and left.isalpha() and left != "十":
        if scale:
            # 八到九百亿 begins at eight hundred or at eight 亿.
            return None
        number = shift(number, power(hundreds[1]))
    scaled = EXACT.multiply(shift(number, power(scale)), upper.base.factor)
    if scaled <= upper.base_number:
        return scaled
    bare = EXACT.multiply(number, upper.base.factor)
    return bare if bare <= upper.base_number <= bare * _FARTHEST else None
