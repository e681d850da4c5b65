"""Units as written and the base units that the contract counts in."""

import re
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.models.scheme import Label

_YUAN = ("元人民币", "人民币元", "人民币", "块钱", "元钱", "元", "圆", "块", "RMB", "CNY")
_FOREIGN = {
    "美元": "美元", "美金": "美元", "港元": "港元", "港币": "港元", "欧元": "欧元", "日元": "日元", "日圆": "日元",
    "英镑": "英镑", "韩元": "韩元", "澳元": "澳元", "加元": "加元", "新加坡元": "新加坡元", "新台币": "新台币",
    "澳门元": "澳门元", "卢布": "卢布", "泰铢": "泰铢", "瑞士法郎": "瑞士法郎", "越南盾": "越南盾", "林吉特": "林吉特",
}  # fmt: skip
_COINS = {"角": Decimal("0.1"), "毛": Decimal("0.1"), "毛钱": Decimal("0.1"), "角钱": Decimal("0.1"),
          "分": Decimal("0.01"), "分钱": Decimal("0.01")}  # fmt: skip
_RATIOS = {"%": ("0.01", "1"), "‰": ("0.001", "1"), "‱": ("0.0001", "1"), "个百分点": ("0.01", "pp"),
           "百分点": ("0.01", "pp"), "个基点": ("0.0001", "pp")}  # fmt: skip
_RATE_WORDS = {"倍": ("1", "times"), "成": ("0.1", "1"), "折": ("0.1", "1")}
_PER = re.compile(r"[/每].{1,10}")
_NUMBER_SIGNS = frozenset("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖十拾佰仟半")
_UNIT_SIGNS = frozenset("²³℃°·/()（）%‰‱㎡㎢㎥㎞㎏㎝㎎")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """A base unit and how many of it one written unit is."""

    name: str
    factor: Decimal


def base_unit(unit: str, label: Label) -> BaseUnit | None:
    """The base unit of a written unit without 万 or 亿; None where the words are no unit that is known for certain."""
    if unit in _RATIOS or (label is Label.RATE and unit in _RATE_WORDS):
        factor, name = _RATIOS.get(unit) or _RATE_WORDS[unit]
        return BaseUnit(name, Decimal(factor))
    if label is Label.RATE:
        return None
    if label is Label.AMOUNT:
        money = _money(unit)
        if money or not unit:
            return money
    return BaseUnit(unit, Decimal(1)) if is_measure(unit) else None


def coin(unit: str) -> Decimal | None:
    """How many 元 a 元, 角 or 分 is; None for anything else."""
    return Decimal(1) if unit in _YUAN else _COINS.get(unit)


def is_measure(unit: str) -> bool:
    """Whether ``unit`` can be a measure word: short, without numbers in it; nothing at all counts as one."""
    return len(unit) <= _LONGEST and all(
        (sign.isalpha() and sign not in _NUMBER_SIGNS) or sign in _UNIT_SIGNS for sign in unit
    )


def _money(unit: str) -> BaseUnit | None:
    money = re.sub("[整正]$", "", unit)
    per = _PER.search(money)
    money, rest = (money[: per.start()], money[per.start() :]) if per else (money, "")
    factor = coin(money)
    if factor is not None:
        return BaseUnit("元" + rest, factor)
    foreign = _FOREIGN.get(money)
    return BaseUnit(foreign + rest, Decimal(1)) if foreign else None
