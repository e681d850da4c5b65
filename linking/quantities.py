"""One quantity: a numeral with its unit, a sum of coins, a fraction, a ratio."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from zhibiao.linking.numerals import EXACT, Numeral, plain, power, read_numeral, scan_numeral, shift
from zhibiao.linking.units import BaseUnit, base_unit, coin, is_measure
from zhibiao.models.scheme import Label

_HALF = Decimal("0.5")
_ROUNDED = Context(prec=12)
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
_PERCENT = re.compile(r"(?P<sign>[-负]?)一?(?P<part>[百千万])分之(?P<number>.+)")
_FRACTION = re.compile(r"(?P<sign>[-负]?)(?:(?P<whole>[^又]{1,20})又)?(?P<below>[^分]{1,20})分之(?P<above>.{1,20})")
_SLASH = re.compile(r"(?P<sign>[-负]?)(?P<above>\d{1,9})/(?P<below>\d{1,9})")
_RATIO = re.compile(r"(?P<above>[^:比]{1,20})[:比](?P<below>[^:比]{1,20})")
_HALVES = re.compile(r"(?P<measure>[^半]{0,4})半(?P<rest>[^半]*)")
_TENTHS = re.compile(
    r"(?P<tens>[一二两三四五六七八九])(?:(?P<ones>[一二三四五六七八九])折|成(?P<more>[一二三四五六七八九]))"
)
_THOUSANDS = re.compile(r"(?<=\d)[kK](?![A-Za-z])")
_COINS = "元圆块角毛分"
_SCALE = re.compile(r"[十百千]?[万亿]+|[百千](?![克米瓦伏兆卡焦赫帕分])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a unit, as written and in base units."""

    written: str
    """In digits, without the 万 or 亿 that belongs to ``unit``."""
    unit: str
    value: Decimal
    """In units of ``base``'s unit as written, 万 and 亿 multiplied out."""
    base: BaseUnit | None
    """None where the unit is not known for certain, or where the number has none yet."""
    high: Decimal | None = None
    """The upper end of a pair such as 三五千, like ``value``."""
    approx: bool = False

    @property
    def base_number(self) -> Decimal | None:
        """The number in base units."""
        return EXACT.multiply(self.value, self.base.factor) if self.base else None

    @property
    def base_high(self) -> Decimal | None:
        """The upper end in base units."""
        return EXACT.multiply(self.high, self.base.factor) if self.base and self.high is not None else None


def read_quantity(words: str, label: Label, shared_unit: str | None = None) -> Quantity | None:
    """The quantity that the whole of ``words`` (folded, without spaces) says; None where that is not certain."""
    if label is not Label.COUNT:
        # Of things, 5K may be many a thing other than five thousand.
        words = _THOUSANDS.sub("千", words)
    for reader in (_read_percent, _read_fraction, _read_ratio, _read_half):
        found = reader(words, label)
        if found is not None:
            return found
    return _read_measured(words, label, shared_unit) or (_read_coins(words) if label is Label.AMOUNT else None)


def _read_percent(words: str, label: Label) -> Quantity | None:
    if words == "百分百":
        words = "百分之百"
    match = _PERCENT.fullmatch(words)
    if match is None:
        return None
    number = match["number"]
    if number == "百" and match["part"] == "百":
        number = "一百"
    numeral = scan_numeral(number)
    if numeral is None or numeral.end != len(number):
        return None
    unit = _PARTS[match["part"]]
    quantity = Quantity(plain(numeral.value), unit, numeral.value, base_unit(unit, label), numeral.high, numeral.approx)
    return _negated(quantity) if match["sign"] else quantity


def _read_fraction(words: str, label: Label) -> Quantity | None:
    match = _FRACTION.fullmatch(words) or _SLASH.fullmatch(words)
    if match is None:
        return None
    parts = match.groupdict()
    above, below = read_numeral(parts["above"]), read_numeral(parts["below"])
    whole = read_numeral(parts["whole"]) if parts.get("whole") else Decimal(0)
    if above is None or whole is None or not below:
        return None
    quantity = _divided(EXACT.add(EXACT.multiply(whole, below), above), below, label)
    return _negated(quantity) if match["sign"] else quantity


def _read_ratio(words: str, label: Label) -> Quantity | None:
    match = _RATIO.fullmatch(words)
    if match is None:
        return None
    above, below = read_numeral(match["above"]), read_numeral(match["below"])
    return _divided(above, below, label) if above is not None and below else None


def _divided(above: Decimal, below: Decimal, label: Label) -> Quantity:
    """A quotient; one without an end (三分之一) is cut after twelve digits and says that it is approximate."""
    rounded = _ROUNDED.divide(above, below)
    exact = EXACT.multiply(rounded, below) == above
    return Quantity(plain(rounded), "", rounded, _unit_of_ratios(label), approx=not exact)


def _unit_of_ratios(label: Label) -> BaseUnit:
    return BaseUnit("1" if label is Label.RATE else "", Decimal(1))


def _read_half(words: str, label: Label) -> Quantity | None:
    """半年, 一半, and 两年半 or 一个半月, where the half follows its measure word."""
    if words in ("半", "一半", "半数"):
        return Quantity("0.5", "", _HALF, _unit_of_ratios(label))
    if words.startswith("半"):
        base = base_unit(words[1:], label)
        return Quantity("0.5", words[1:], _HALF, base) if base and words[1:] else None
    numeral = scan_numeral(words)
    match = _HALVES.fullmatch(words, numeral.end) if numeral else None
    if numeral is None or match is None or numeral.high is not None or numeral.approx or numeral.scale:
        return None
    unit = match["measure"] + match["rest"]
    base = base_unit(unit, label)
    if base is None or not unit or numeral.value != numeral.value.to_integral_value():
        return None
    value = EXACT.add(numeral.value, _HALF)
    return Quantity(plain(value), unit, value, base)


def _read_measured(words: str, label: Label, shared_unit: str | None) -> Quantity | None:
    """A numeral and its unit."""
    tenths = _TENTHS.fullmatch(words) if label is not Label.AMOUNT else None
    if tenths:
        # 八五折 and 九成五.
        tens, ones = read_numeral(tenths["tens"]), read_numeral(tenths["ones"] or tenths["more"])
        words = f"{tens}.{ones}{'折' if tenths['ones'] else '成'}"
    numeral = scan_numeral(words)
    if numeral is None:
        return None
    measure, approx = _without_approx(words[numeral.end :])
    value, high, scale = numeral.value, numeral.high, numeral.scale
    if not measure and shared_unit:
        shared_scale, measure = split_scale(shared_unit)
        if not scale:
            scale = shared_scale
            value = shift(value, power(scale))
            high = shift(high, power(scale)) if high is not None else None
    if not is_measure(measure) or (numeral.shorthand and measure):
        return None
    base = base_unit(measure, label) if measure or not scale else _scaled_without_unit(label)
    written = f"0{numeral.written}" if numeral.written.startswith(".") else numeral.written
    return Quantity(written, scale + measure, value, base, high, approx or numeral.approx)


def _scaled_without_unit(label: Label) -> BaseUnit | None:
    """投入40万: money in 万 without a currency is 元, a count without a measure word counts things."""
    if label is Label.RATE:
        return None
    return BaseUnit("元" if label is Label.AMOUNT else "", Decimal(1))


def split_scale(unit: str) -> tuple[str, str]:
    """万元 as (万, 元); the scale is empty where there is none, as in 千克."""
    match = _SCALE.match(unit)
    return (match.group(), unit[match.end() :]) if match else ("", unit)


def _without_approx(measure: str) -> tuple[str, bool]:
    """3个多月 and 一倍多: the measure word without its 多."""
    bare = re.sub("[多余]", "", measure, count=1)
    return bare, bare != measure


def _read_coins(words: str) -> Quantity | None:
    """五元六角, 123元1角1分, 两毛五: pieces in descending order, added up in 元."""
    words = re.sub("[钱整正]$", "", words)
    negative = words.startswith(("-", "负"))
    total, last = Decimal(0), None
    for numeral, factor in _coin_pieces(words[negative:]):
        if numeral is None or factor is None or (last is not None and factor >= last):
            return None
        total, last = EXACT.add(total, EXACT.multiply(numeral.value, factor)), factor
    if last is None:
        return None
    quantity = Quantity(plain(total), "元", total, BaseUnit("元", Decimal(1)))
    return _negated(quantity) if negative else quantity


def _coin_pieces(words: str) -> Iterator[tuple[Numeral | None, Decimal | None]]:
    """Each numeral with the worth of its coin in 元; a last digit without a coin is of the next smaller one."""
    at, last = 0, None
    while at < len(words):
        numeral = scan_numeral(words, at)
        if numeral is None or numeral.high is not None or numeral.approx:
            yield None, None
            return
        at = numeral.end
        sign = words[at : at + 1]
        if sign and sign in _COINS:
            last = coin(sign)
        elif not sign and last is not None and numeral.value < 10:
            last = shift(last, -1)
        else:
            yield None, None
            return
        yield numeral, last
        at += 1


def _negated(quantity: Quantity) -> Quantity | None:
    if quantity.high is not None:
        return None
    return replace(quantity, written="-" + quantity.written, value=quantity.value.copy_negate())
