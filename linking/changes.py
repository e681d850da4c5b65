"""Changes: which way a value says that something moved, and against what."""

import re
from typing import Literal

from zhibiao.linking.facts import Change

Direction = Literal["increase", "decrease"]

_UP = (
    "增长|增加|增收|增支|上升|提高|提升|上涨|上浮|回升|攀升|扩大|增多|多增|多支|多收|增幅|涨幅|升幅|增速|净增|"
    "(?<!新)增|升|涨|多"
)
_DOWN = (
    "下降|降低|减少|减收|减支|下滑|下跌|下浮|回落|压减|缩减|削减|压缩|缩短|少支|少收|少增|精简|核减|节约|"
    "降幅|减幅|跌幅|负增长|净减|降|减|跌|少"
)
_TAIL = "(?:率|幅度?|速度?|额|量|数|比例|百分点)?了?"
_ENDS_UP, _ENDS_DOWN = re.compile(f"(?:{_UP}){_TAIL}$"), re.compile(f"(?:{_DOWN}){_TAIL}$")
# At the front only words that are nothing but a change: 提升改造, 增加值, 节约集约 are none.
_BEGINS_UP = re.compile("(?:增加(?!值)|提高|净增)")
_BEGINS_DOWN = re.compile("(?:减少|压减|降低|缩减|削减|压缩|缩短|核减|净减)")
_TERMS = re.compile("(?:增多|减多|最多|最少|至少|至多|多少|不少|不多)$")

_YEARLY = (
    r"(?:(?:19|20)\d{2}年度?|上一?年度?|去年|前年|上一?个?月|上一?个?季度?|上周|年初|期初|上期|前期|基期|"
    r"“?[十一二三四五]{1,2}五”?)"
)
_POINT = r"(?:同期|同月|末|底|初|期末|期间)?(?:决算|预算|执行|实际|完成|调整|计划)?(?:数|额|水平)?"
_AGAINST = re.compile(
    rf"同比|环比|(?:相?较|相?比|与|和|同)于?(?:{_YEARLY}{_POINT}|同期|预算|计划|(?:年初)?(?:预算|计划|目标)数?|平均水平|改革前|改造前)"
    r"(?:相比|比较|比|对比)?"
)


def direction_of(name: str, is_negative: bool) -> Direction | None:
    """Which way the indicator ``name`` says its value moved; a negative growth is a decrease."""
    if _TERMS.search(name):
        return None
    if _ENDS_DOWN.search(name) or _BEGINS_DOWN.match(name):
        found: Direction = "decrease"
    elif _ENDS_UP.search(name) or _BEGINS_UP.match(name):
        found = "increase"
    else:
        return None
    if is_negative:
        return "decrease" if found == "increase" else "increase"
    return found


def against_in(words: str) -> str | None:
    """What the last comparison in ``words`` is made with, as written: 同比, 较上年, 比2019年."""
    found = _AGAINST.findall(words)
    return found[-1] if found else None


def change_of(name: str, clause: str, is_negative: bool) -> Change | None:
    """The change that a value states, or None.

    Args:
        name: The indicator's name.
        clause: The words that may say what it is compared with: from the value before, in the same sentence, up to
            this one.
        is_negative: Whether the value stands with a minus.
    """
    direction = direction_of(name, is_negative)
    return Change(direction=direction, against=against_in(clause)) if direction else None
