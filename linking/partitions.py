"""How a report divides a total: which parts stand together, and whether they claim to be all of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhibiao.linking.facts import Indicator
from zhibiao.linking.ledger import Ledger

# Measure words that count the same things.
_SAME_THINGS = ({"人", "名", "位"}, {"件", "起", "宗", "例"}, {"家", "户", "个"}, {"份", "件"})
_NEW_DIVISION = re.compile(
    r"其中|按照?[^，。；,;]{1,16}[分看计]|从[^，。；,;]{1,16}[看分]|另有?|此外|同时|包括|包含|[（(][^）)]*$|^[^（(]*[）)]"
)
_PARTIAL = re.compile(r"其中|含|包括|主要|如")
_COMPLETE = re.compile(r"分别|分为|划分|由[^。；]{0,40}(?:组成|构成)|[（(：:][^，。；,;：:（(]{0,14}$")
_SUMMED_UP = re.compile(r"合计|共计|总计|小计|总共|一共|累计|总额|共")
_AND_SO_ON = re.compile(r"\s*等(?!级)")
_REST = re.compile(r"^(?:其余|剩余)|^其[他它]")
_WIDEST_GAP = 40
"""Code points between two parts that still stand side by side."""
# Names that between them leave nothing out.
_COMPLEMENTS = (
    ("基本支出", "项目支出"),
    ("人员经费", "公用经费"),
    ("人员支出", "公用支出"),
    ("企业", "个体"),
    ("男", "女"),
    ("城镇", "农村"),
    ("第一产业", "第三产业"),
    ("线上", "线下"),
)
# Ways of dividing that cut across one another: a party member is a man or a woman as well, money from the
# province is spent on equipment.
_DIMENSIONS = (
    re.compile("党员|团员|党派|群众"),
    re.compile("[男女]"),
    re.compile("岁"),
    re.compile("本科|大专|专科|硕士|博士|研究生|学历|学位|中专|高中"),
    re.compile("[高中初]级|正高|副高|职称|技师"),
    re.compile("在职|退休|离休|在编|编外|编制|聘用|合同制|劳务派遣|借调|工勤"),
    re.compile("民族|汉族"),
    re.compile("城镇|农村|城市|乡村"),
    re.compile("线上|线下|网上|现场"),
    re.compile("资金$|拨款|自筹|贷款|债券|配套|补助|中央|上级|捐赠"),
    re.compile("费$|费用|工程|设备|购置|工资"),
)


@dataclass(frozen=True, slots=True)
class Division:
    """Parts of one total that stand side by side."""

    total: Indicator
    parts: tuple[Indicator, ...]
    is_complete: bool
    """Whether the text says, or their names imply, that they are all of the total."""


def count_alike(first: Indicator, second: Indicator) -> bool:
    """Whether two values can be added: of one base unit, or of measure words for the same things."""
    units = {first.value.base_unit, second.value.base_unit}
    return first.value.kind is second.value.kind and (len(units) == 1 or any(units <= same for same in _SAME_THINGS))


def divisions(ledger: Ledger, total: Indicator) -> list[Division]:
    """The divisions of ``total`` that the text makes, each a run of coordinated parts.

    A run that holds a part of another kind (10家, 3个百分点) cannot be added up and is left out.
    """
    parts = ledger.parts.get(total.id, [])
    before = [part for part in parts if ledger.spans[part.id] < ledger.spans[total.id]]
    behind = [part for part in parts if ledger.spans[part.id] > ledger.spans[total.id]]
    return [
        Division(total, tuple(run), _claims_all(ledger, total, run))
        for run in (*_runs(ledger, before), *_runs(ledger, behind))
        if all(count_alike(total, part) for part in run)
    ]


def _runs(ledger: Ledger, parts: Sequence[Indicator]) -> list[list[Indicator]]:
    runs: list[list[Indicator]] = []
    for part in parts:
        if runs and _stand_together(ledger, runs[-1][-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _stand_together(ledger: Ledger, first: Indicator, second: Indicator) -> bool:
    if _NEW_DIVISION.search(ledger.gap(first, second)):
        return False
    one, other = _dimension(first), _dimension(second)
    return one is None or other is None or one == other


def _dimension(part: Indicator) -> int | None:
    name = part.indicator.name
    return next((number for number, words in enumerate(_DIMENSIONS) if words.search(name)), None)


def _claims_all(ledger: Ledger, total: Indicator, run: Sequence[Indicator]) -> bool:
    """Whether a run says that it is all of its total."""
    first, last = run[0], run[-1]
    gaps = [ledger.gap(one, other) for one, other in pairwise(run)]
    if len(run) < 2 or any(len(gap) > _WIDEST_GAP for gap in gaps):
        return False
    if _AND_SO_ON.match(ledger.text, ledger.spans[last.id][1]):
        return False
    names = [part.indicator.name for part in run]
    if _REST.search(names[-1]) or any(_are_complements(names, *pair) for pair in _COMPLEMENTS):
        return True
    if ledger.spans[last.id] < ledger.spans[total.id]:
        return _SUMMED_UP.search(ledger.between(last, total)) is not None
    head = ledger.between(total, first)
    return _COMPLETE.search(head) is not None and _PARTIAL.search(head) is None


def _are_complements(names: Sequence[str], one: str, other: str) -> bool:
    return any(one in name and other not in name for name in names) and any(
        other in name and one not in name for name in names
    )
