"""Values as numbers that can be written anew in the form they had: separators, decimals, width, Chinese numerals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from zhibiao.linking.values import normalise
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ARABIC = re.compile(
    r"(?P<head>|百分之|千分之|[-−¥￥])(?P<whole>\d{1,3}(?:(?P<mark>[,， ])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?:\.(?P<decimals>\d+))?(?P<rest>\D*)"
)
_CHINESE = re.compile(
    r"(?P<head>|百分之|千分之)(?P<whole>[零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+)"
    r"(?:点(?P<decimals>[零一二三四五六七八九]+))?(?P<rest>[^零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟\d]*)"
)
_PLAIN, _FORMAL = "一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"
_TO_FORMAL, _FROM_FORMAL = str.maketrans(_PLAIN, _FORMAL), str.maketrans(_FORMAL, _PLAIN)
_DIGITS = "零一二三四五六七八九"
_VAGUE = re.compile("[余多几来]")
_JOINT = re.compile(r"\s*[、，,和及与/]\s*|[、，]?其中\s*")
_MOST_DIGITS = 15
_HEADER = re.compile(r"单位[:：]\s*(万元|亿元|千元|百万元|元)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value's number and what its words are beside it."""

    entity: Entity
    number: Decimal
    """As written: 1.2 in 1.2万户."""
    decimals: int
    factor: Decimal
    """Base units in one of what is written."""
    unit: str
    """The base unit: 元, 户, 1 (a fraction), pp."""
    head: str
    rest: str
    mark: str
    """What divides thousands; empty where nothing does."""
    form: str
    """``arabic``, ``wide``, ``chinese``, ``formal``, or ``fixed`` where it is read but cannot be written anew."""
    point: str = "."

    @property
    def base(self) -> Decimal:
        """The number in base units."""
        return self.number * self.factor

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in base units."""
        return self.factor.scaleb(-self.decimals)

    @property
    def is_fixed(self) -> bool:
        """Whether it cannot be written anew."""
        return self.form == "fixed"

    @property
    def is_vague(self) -> bool:
        """Whether 余, 多, 几 or 来 stands in it."""
        return _VAGUE.search(self.rest) is not None

    def written(self, base: Decimal) -> str:
        """The words for another number of base units, rounded to the printed decimals."""
        number = (base / self.factor).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        if self.form in ("chinese", "formal"):
            is_measured = self.form == "chinese" and not self.head
            return (
                self.head
                + spoken(number, is_measured).translate(_TO_FORMAL if self.form == "formal" else {})
                + self.rest
            )
        digits = f"{number:,f}".replace(",", self.mark).replace(".", self.point)
        return self.head + (digits.translate(_TO_WIDE) if self.form == "wide" else digits) + self.rest


def spoken(number: Decimal, is_measured: bool = False) -> str:
    """``number`` in Chinese numerals, 0 to below 10¹²; 两 for 二 where a measure word, 千 or 万 follows."""
    whole, _, decimals = f"{number:f}".partition(".")
    words = _spoken_whole(int(whole))
    if decimals:
        return f"{words}点{''.join(_DIGITS[int(digit)] for digit in decimals)}"
    if is_measured:
        words = "两" if words == "二" else re.sub("^二(?=[千万亿])", "两", words)
    return words


def _spoken_whole(number: int) -> str:
    for scale, size in (("亿", 10**8), ("万", 10**4)):
        if number >= size:
            above, below = divmod(number, size)
            gap = "零" if 0 < below < size // 10 else ""
            return _spoken_whole(above) + scale + gap + (_spoken_whole(below) if below else "")
    words = ""
    for sign, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            words += _DIGITS[digit] + sign
        elif words and not words.endswith("零") and number % size:
            words += "零"
    return re.sub("^一十", "十", words) or "零"


def read_values(document: AnnotatedDocument) -> list[Reading]:
    """The values of ``document`` that are one number, in text order."""
    values = sorted((entity for entity in document.entities if entity.label.is_value), key=lambda value: value.start)
    header = _HEADER.search(document.text)
    readings: list[Reading] = []
    following: Entity | None = None
    unit = ""
    for value in reversed(values):
        listed = following is not None and following.label is value.label
        if not (listed and following and _JOINT.fullmatch(document.text, value.end, following.start)):
            unit = header[1] if header and header.end() <= value.start and value.label is Label.AMOUNT else ""
        words = document.surface(value)
        reading = read_value(value, words, unit) or _fixed(value, words, unit)
        following = value
        if reading:
            readings.append(reading)
            unit = reading.rest.strip() or unit
    return readings[::-1]


def _fixed(entity: Entity, words: str, shared_unit: str) -> Reading | None:
    """四成六: a number that stays."""
    read = normalise(words, entity.label, shared_unit=shared_unit or None)
    if read.base_number is None:
        return None
    base = Decimal(read.base_number)
    decimals = max(0, -int(base.as_tuple().exponent))
    return Reading(entity, base, decimals, Decimal(1), read.base_unit, "", "", "", "fixed")


def read_value(entity: Entity, words: str, shared_unit: str) -> Reading | None:
    """The number in ``words``; None where it is a range, a ratio, a sum of coins, or would not be written the same."""
    narrow = words.translate(_WIDE)
    point = "."
    match = _ARABIC.fullmatch(narrow)
    if match:
        form = "wide" if re.search("[０-９]", words) else "arabic"
        point = "．" if "．" in words[: match.start("rest")] else "."
        whole = match["whole"].replace(match["mark"] or ",", "")
        number = Decimal(f"{whole}.{match['decimals'] or ''}")
        mark, decimals = match["mark"] or "", match["decimals"] or ""
        rest = words[match.start("rest") :]
    else:
        match = _CHINESE.fullmatch(words)
        value = _value_of(match["whole"]) if match else None
        if match is None or value is None:
            return None
        form = "formal" if match["whole"].translate(_FROM_FORMAL) != match["whole"] else "chinese"
        decimals = "".join(str(_DIGITS.index(sign)) for sign in match["decimals"] or "")
        number, mark, rest = Decimal(f"{value}.{decimals}"), "", match["rest"]
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    base = _one_of(match["head"], rest, entity.label, shared_unit)
    if base is None:
        return None
    reading = Reading(entity, number, len(decimals), base[0], base[1], match["head"], rest, mark, form, point)
    same = reading.written(reading.base)
    return reading if _alike(same) == _alike(words) else None


def _alike(words: str) -> str:
    return re.sub("^壹拾|^一十", "十", words).replace("两", "二").replace("贰", "二").translate(_FROM_FORMAL)


@lru_cache(maxsize=4096)
def _value_of(numeral: str) -> Decimal | None:
    number = normalise(numeral + "个", Label.COUNT).base_number
    return Decimal(number) if number else None


@lru_cache(maxsize=4096)
def _one_of(head: str, rest: str, label: Label, shared_unit: str) -> tuple[Decimal, str] | None:
    """What one of the unit is in base units."""
    sign = "" if head in ("-", "−") else head
    read = normalise(f"{sign}1{rest}", label, shared_unit=shared_unit or None)
    if read.base_number is None:
        return None
    return Decimal(read.base_number) * (-1 if sign != head else 1), read.base_unit


def coarsest(readings: Sequence[Reading]) -> Decimal:
    """The step that every one of ``readings`` can show."""
    return max(abs(reading.step) for reading in readings)
