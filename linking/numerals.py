"""Chinese, Arabic and mixed numerals, read exactly.

A numeral is cut at its last 亿, then at its last 万; what is left is a section below ten thousand, which one regular
expression describes. Where a numeral can be read in two ways it is not read at all.
"""

import re
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow

EXACT = Context(prec=4000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that refuses to round."""

LONGEST = 200
"""Code points; nothing longer is read, which keeps every reading within a fixed time."""

_CN_DIGITS = "零一二三四五六七八九"
_DIGIT_FORMS = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千")
_DIGIT_VALUES = {sign: number for number, sign in enumerate(_CN_DIGITS)} | {"两": 2}
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}

_ARABIC = r"(?:(?:\d{1,3}(?:,\d{3})+(?!,?\d)|\d+)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2}(?!\d))?"
# 千克, 千瓦, 百分点: here 千 and 百 belong to the unit, and so does a 千 behind 万: 1.26万千升.
_RUN = re.compile(
    rf"(?:{_ARABIC}|[零一二三四五六七八九两十万亿]|百(?![分帕])|(?<![万亿])千(?![克米瓦伏兆卡焦赫帕])"
    r"|(?<=[\d零一二三四五六七八九十百千万亿])点(?=[\d零一二三四五六七八九])|(?<!^)[余多几来])+"
)
_VAGUE = re.compile(r"[几数](?=[十百千万亿])([十百千]?[万亿]*)")
_PLAIN_SCALE = re.compile(rf"({_ARABIC})([十百千]?[万亿]*)")
_APPROX = re.compile(r"[余多几来](?=[十百千万亿]*$)")
_PAIR = re.compile(r"(?P<low>[一二三四五六七八两])(?P<high>[二三四五六七八九])(?=[十百千万亿]|$)")
_POINT = re.compile(r"(?P<whole>[^点]+)点(?P<decimals>[\d零一二三四五六七八九]+)(?P<scale>[十百千]?[万亿]*)")
_CLOSING_SCALE = re.compile(r"(?P<head>[^万亿]+)(?P<scale>[万亿]+)")
_DIGIT = r"(?:[一二三四五六七八九两]|(?<!\d)\d(?!\d))"
_SECTION = re.compile(
    rf"零?(?:(?P<thousands>{_DIGIT})?(?P<k>千)零?)?(?:(?P<hundreds>{_DIGIT})?(?P<h>百)零?)?"
    rf"(?:(?P<tens>{_DIGIT})?(?P<t>十))?(?P<units>{_DIGIT}|\d{{1,4}})?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral found in a text."""

    value: Decimal
    """The number; of a pair such as 三五千 its lower end."""
    high: Decimal | None
    """The upper end of a pair (三五千, 七八十), else None."""
    approx: bool
    """Whether 余, 多, 几 or 来 stands in it."""
    written: str
    """The number as written, in digits and without its closing 万 or 亿: ``320`` of 三百二十万."""
    scale: str
    """The closing 万 or 亿 (千万, 万亿 …) that ``written`` leaves out."""
    end: int
    """Offset behind the numeral."""
    shorthand: bool = False
    """Whether its last digit stands for more than itself (一百五 for 150); no measure word may follow."""


def scan_numeral(text: str, start: int = 0) -> Numeral | None:
    """The numeral that begins at ``start`` of a folded text, or None where there is none or none that is certain.

    几十万 and 数百 are read as pairs: from one of the unit to ten of it.
    """
    negative = text[start : start + 1] in ("-", "负")
    forms = text[start + negative : start + LONGEST].translate(_DIGIT_FORMS)
    vague = _VAGUE.match(forms)
    match = vague or _RUN.match(forms)
    if match is None:
        return None
    end = start + negative + match.end()
    if vague:
        return None if negative else _vague(vague[1], end)
    return _read(match.group().replace(",", ""), negative, end)


def read_numeral(text: str) -> Decimal | None:
    """The number that the whole of a folded ``text`` says, or None where it is not one exact number."""
    numeral = scan_numeral(text)
    if numeral is None or numeral.end != len(text) or numeral.approx or numeral.high is not None:
        return None
    return numeral.value


def plain(number: Decimal) -> str:
    """``number`` in plain digits, without an exponent and without zeros that end its decimals."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def shift(number: Decimal, places: int) -> Decimal:
    """``number`` times ten to the ``places``, exactly."""
    return number.scaleb(places, EXACT)


def power(scale: str) -> int:
    """The power of ten that a scale such as 千万 stands for."""
    return sum(_POWERS[sign] for sign in scale)


def _vague(scale: str, end: int) -> Numeral:
    low = shift(Decimal(1), power(scale))
    return Numeral(low, shift(low, 1), True, plain(low), "", end)


def _read(run: str, negative: bool, end: int) -> Numeral | None:
    exact = _APPROX.sub("", run, count=1)
    approx = exact != run
    if not exact or _APPROX.search(exact) or any(sign in exact for sign in "余多几来"):
        return None
    pair = _pair_ends(exact)
    low, high = pair or (exact, None)
    value = _value(low)
    upper = _value(high) if high else None
    if value is None or (high and (upper is None or negative)):
        return None
    written, scale = _as_written(low, value)
    sign = "-" if negative else ""
    return Numeral(
        value=value.copy_negate() if negative else value,
        high=upper,
        approx=approx,
        written=sign + written,
        scale=scale,
        end=end,
        shorthand=_is_shorthand(low),
    )


def _pair_ends(run: str) -> tuple[str, str] | None:
    """三五千 as (三千, 五千); None where the digits are not two neighbours (or 三五, as people say)."""
    match = _PAIR.search(run)
    if match is None or "点" in run or _is_positional(run):
        return None
    low, high = _DIGIT_VALUES[match["low"]], _DIGIT_VALUES[match["high"]]
    if high != low + 1 and (low, high) != (3, 5):
        return None
    before, after = run[: match.start()], run[match.end() :]
    return before + match["low"] + after, before + match["high"] + after


def _is_positional(run: str) -> bool:
    """Whether Chinese digits stand one beside the other as Arabic ones do: 二零二三."""
    return all(sign in _CN_DIGITS for sign in run) and (len(run) > 2 or "零" in run)


def _as_written(run: str, value: Decimal) -> tuple[str, str]:
    if match := _PLAIN_SCALE.fullmatch(run):
        return (plain(value) if "e" in match[1].lower() else match[1]), match[2]
    if match := _POINT.fullmatch(run):
        return plain(shift(value, -power(match["scale"]))), match["scale"]
    if match := _CLOSING_SCALE.fullmatch(run):
        return plain(shift(value, -power(match["scale"]))), match["scale"]
    return plain(value), ""


def _value(run: str) -> Decimal | None:
    if match := _PLAIN_SCALE.fullmatch(run):
        return shift(Decimal(match[1]), power(match[2]))
    if match := _POINT.fullmatch(run):
        whole = _value(match["whole"])
        decimals = "".join(str(_DIGIT_VALUES.get(sign, sign)) for sign in match["decimals"])
        return None if whole is None else shift(EXACT.add(whole, Decimal(f"0.{decimals}")), power(match["scale"]))
    if _is_positional(run):
        return Decimal("".join(str(_DIGIT_VALUES[sign]) for sign in run))
    for unit in "亿万":
        if unit in run:
            return _cut(run, unit)
    return _section(run)


def _cut(run: str, unit: str) -> Decimal | None:
    """The value of ``run``, cut at its last ``unit``."""
    head, _, tail = run.rpartition(unit)
    above = _value(head) if head else Decimal(1)
    below = _tail(tail, _POWERS[unit])
    if above is None or below is None or (unit == "万" and "万" in head) or below >= shift(Decimal(1), _POWERS[unit]):
        return None
    return EXACT.add(shift(above, _POWERS[unit]), below)


def _tail(tail: str, places: int) -> Decimal | None:
    """What follows a unit of ten to the ``places``: 四 behind 九万 says four thousand, 4000 behind 3万 is 4000."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and tail in _DIGIT_VALUES and tail != "零":
        return shift(Decimal(_DIGIT_VALUES[tail]), places - 1)
    if tail.isdigit() and len(tail) != places:
        return None
    return _value(tail)


def _section(run: str) -> Decimal | None:
    """A number below ten thousand written with 千, 百 and 十."""
    match = _SECTION.fullmatch(run)
    if match is None:
        return None
    total, last = 0, 0
    for name, mark in (("thousands", "k"), ("hundreds", "h"), ("tens", "t")):
        if not match[mark]:
            continue
        # Only 十 goes without a digit inside a numeral (一百十); 百 and 千 only where they open it (百余家).
        if match[name] is None and mark != "t" and match.start(mark) > 0:
            return None
        last = _POWERS[match[mark]]
        total += _digit(match[name] or "1") * 10**last
    units = match["units"]
    if units is None:
        return Decimal(total) if last or "零" in run else None
    if not last or last == 1 or run[match.start("units") - 1] == "零":
        return Decimal(total + _digit(units)) if len(units) <= max(last, 1) or not last else None
    if len(units) == 1 and not units.isascii():
        return Decimal(total + _digit(units) * 10 ** (last - 1))
    return Decimal(total + _digit(units)) if len(units) == last else None


def _digit(sign: str) -> int:
    return int(sign) if sign.isascii() else _DIGIT_VALUES[sign]


def _is_shorthand(run: str) -> bool:
    return bool(re.search(r"[百千万亿][一二三四五六七八九两]$", run))
