"""Names of indicators that read well on their own."""

import re

from zhibiao.models.scheme import RelationType

_CHANGE = re.compile(
    "(?:增长|增加|上升|提高|提升|上涨|下降|降低|减少|下滑|下跌|回落|压减|缩减|净增|净减|增|减|升|降)(?:率|幅度?|速度?|额|量)?$|"
    "(?:增幅|涨幅|升幅|增速|降幅|减幅|跌幅)$"
)
_SHARE = re.compile("^占|占比$|比重$|比例$")
_RATE = re.compile("[率度比]$|执行$|完成$")
_SHORT_RATE = 6
"""Code points; a longer rate (财政拨款预算执行率) says itself what it is a rate of."""
_SHORT_PART = 4
"""Code points; a longer part (严重不良反应报告) says itself what it is a part of."""
_ATTRIBUTE = re.compile(
    "^(?:在职|退休|离休|在岗|在编|编外|聘用|男性?|女性?|党员|专职|兼职|全日制|行政|事业|工勤|城镇|农村|城市|省级|市级|县级|区级|国家级|"
    "线上|线下|省内|省外|境内|境外|公立|公办|民办|民营|国有|新增|新建|续建|改建|存量|注销|迁入|迁出|重点|一般|重大|较大|特大)$"
)
_DONE = re.compile("^已?(?:办结|结案|完成|合格|不合格|整改|立案|查处|剩余|移送|通过|到位|拨付|投产|开工|建成|竣工)$")
_OVERLAP = 2


def qualify(name: str, parent: str | None, relation: RelationType | None, against: str | None = None) -> str:
    """A name that reads well on its own.

    Args:
        name: The indicator's own name.
        parent: The qualified name of the value it belongs to, if any.
        relation: How it belongs there: PART_OF or RELATIVE_TO.
        against: What a change is measured against (同比, 较上年 …), if that is said.
    """
    own = _with_against(name, against)
    if not parent or not name or parent in name:
        return own
    if relation is RelationType.PART_OF:
        return _of_total(own, name, parent)
    return _of_base(own, name, parent)


def _with_against(name: str, against: str | None) -> str:
    change = _CHANGE.search(name)
    if not against or not change or against in name:
        return name
    return name[: change.start()] + against + name[change.start() :]


def _of_base(own: str, name: str, parent: str) -> str:
    """合格率 of 抽检工业产品, 同比增长 of 收入, 占比 of 基本支出."""
    bare = _CHANGE.fullmatch(name) or _SHARE.search(name) or (_RATE.search(name) and len(name) <= _SHORT_RATE)
    if not bare and len(name) > _SHORT_PART:
        return own
    if len(own) > 2 * _OVERLAP and own[:_OVERLAP] in parent:
        # 预算执行率 of 调整预算数: 调整预算数执行率.
        return parent + own[_OVERLAP:]
    return _joined(parent, own)


def _of_total(own: str, name: str, parent: str) -> str:
    """企业新增 of 新增市场主体: 企业新增市场主体; 在职 of 干部职工: 在职干部职工; 企业 of 主体: 主体中的企业."""
    overlap = _overlap(name, parent)
    if overlap:
        return name + parent[overlap:]
    if _ATTRIBUTE.match(name):
        return own + parent
    if _DONE.match(name):
        return _joined(parent, own)
    if len(name) > _SHORT_PART or name[-_OVERLAP:] == parent[-_OVERLAP:]:
        return own
    return f"{parent}中的{own}"


def _joined(front: str, back: str) -> str:
    """Both, with the words that end one and begin the other said once."""
    if back in front:
        return front
    return front + back[_overlap(front, back) :]


def _overlap(front: str, back: str) -> int:
    """How many code points end ``front`` and begin ``back``, two or more; 0 for none."""
    for size in range(min(len(front), len(back)), _OVERLAP - 1, -1):
        if front.endswith(back[:size]):
            return size
    return 0
