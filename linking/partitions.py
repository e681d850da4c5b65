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
_COMPLETE = re.compile(
    r"分别|分为|划分|由[^。；]{0,40}(?:组成|构成)|按照?[^，。；,;]{1,16}[分看计]|[（(：:][^，。；,;：:（(]{0,14}$"
)
_FORMS = re.compile(r"由[^，。；]{0,16}$")
# Words behind a list that make it the whole.
_CLOSED = re.compile(
    r"[^，。；]{0,8}(?:组成|构成)|[，,](?:以上|上述)[^，。；]{0,8}(?:全部|合计|共计|总计)|[，,][^，。；]{0,8}(?:即为全部|[另再]?无其他|没有其他|未列入其他)"
)
# Words behind a list: a thing may be counted under several of its parts.
_OVERLAPPING = re.compile(
    "(?:有|互有|存在|部分)(?:所|一定|部分)?(?:交叉|重叠|重复)|重[复叠](?:统计|计算|计入)|交叉统计|兼有"
)
# Totals of an account, whose parts are always listed in full.
# Grades, of which a report names the higher ones; a list is whole only if it names the lowest too.
_GRADED = re.compile("职称|正高|副高|[高中]级|硕士|博士|研究生|本科|学历")
_LOWEST = re.compile("初级|及以下|以下|员级|未定级|无职称|专科|大专|其[他它余]")
_ACCOUNT = re.compile("(?:收入|支出|收支|资产|负债)(?:总计|合计|总额)$")
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
    re.compile("跨[省市县]|[省市县][内外]|境[内外]|异地"),
    re.compile("资金$|财政拨款|自筹|贷款|债券|配套|上级补助|中央|捐赠"),
    re.compile("费$|费用|工程|设备|购置"),
)


@dataclass(frozen=True, slots=True)
class Division:
    """Parts of one total that stand side by side."""

    total: Indicator
    parts: tuple[Indicator, ...]
    is_complete: bool
    """Whether the text says, or their names imply, that they are all of the total."""


def can_be_added(first: Indicator, second: Indicator) -> bool:
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
    found = []
    previous = total
    for listed in (*_lists(ledger, before), *_lists(ledger, behind)):
        runs = _runs(listed)
        for run in runs:
            complete = _leaves_nothing_out(run) or (len(runs) == 1 and _claims_all(ledger, total, run, previous))
            if all(can_be_added(total, part) for part in run):
                found.append(Division(total, tuple(run), complete and _is_coordinated(ledger, run)))
        previous = listed[-1] if ledger.spans[listed[-1].id] > ledger.spans[total.id] else total
    return found


def may_overlap(ledger: Ledger, parts: Sequence[Indicator]) -> bool:
    """Whether the words behind ``parts`` say that a thing may be counted under several of them."""
    return _OVERLAPPING.search(ledger.rest_of_sentence(parts[-1])) is not None


def _lists(ledger: Ledger, parts: Sequence[Indicator]) -> list[list[Indicator]]:
    """Parts cut where the text begins another division: 其中, 按用途分, a bracket."""
    lists: list[list[Indicator]] = []
    for part in parts:
        if lists and not _NEW_DIVISION.search(ledger.gap(lists[-1][-1], part)):
            lists[-1].append(part)
        else:
            lists.append([part])
    return lists


def _runs(parts: Sequence[Indicator]) -> list[list[Indicator]]:
    """A list cut where it goes over to another way of dividing: 男, 女, 党员."""
    runs: list[list[Indicator]] = []
    known: int | None = None
    for part in parts:
        dimension = _dimension(part)
        if runs and (dimension is None or known is None or dimension == known):
            runs[-1].append(part)
        else:
            runs.append([part])
        known = known if dimension is None else dimension
    return runs


def _dimension(part: Indicator) -> int | None:
    name = part.indicator.name
    return next((number for number, words in enumerate(_DIMENSIONS) if words.search(name)), None)


def _is_coordinated(ledger: Ledger, run: Sequence[Indicator]) -> bool:
    """Whether two or more parts stand side by side, without 等 behind the last."""
    if any(len(ledger.gap(one, other)) > _WIDEST_GAP for one, other in pairwise(run)):
        return False
    return len(run) > 1 and _AND_SO_ON.match(ledger.text, ledger.spans[run[-1].id][1]) is None


def _leaves_nothing_out(run: Sequence[Indicator]) -> bool:
    """Whether the parts' names are such that there can be no others: 基本支出 and 项目支出, or 其余 at the end."""
    names = [part.indicator.name for part in run]
    return _REST.search(names[-1]) is not None or any(_are_complements(names, *pair) for pair in _COMPLEMENTS)


def _claims_all(ledger: Ledger, total: Indicator, run: Sequence[Indicator], previous: Indicator) -> bool:
    """Whether the words around a list say that it is all of its total: 分别, 按来源分, a colon or bracket without 其中,
    由…组成, 合计. ``previous`` is the value that the words before the list begin behind."""
    first, last = run[0], run[-1]
    if ledger.spans[last.id] < ledger.spans[total.id]:
        return _SUMMED_UP.search(ledger.between(last, total)) is not None
    names = [part.indicator.name for part in run]
    if all(map(_GRADED.search, names)) and not any(map(_LOWEST.search, names)):
        return False
    head, tail = ledger.between(previous, first), ledger.rest_of_sentence(last)
    closed = _CLOSED.match(tail)
    if closed and (_FORMS.search(head) or not closed.group().endswith(("组成", "构成"))):
        return True
    if _ACCOUNT.search(total.indicator.name) and "包括" in head:
        return True
    return _COMPLETE.search(head) is not None and _PARTIAL.search(head) is None


def _are_complements(names: Sequence[str], one: str, other: str) -> bool:
    return any(one in name and other not in name for name in names) and any(
        other in name and one not in name for name in names
    )
