"""Qualified names read well on their own."""

import pytest

from zhibiao.linking.names import qualify
from zhibiao.models.scheme import RelationType

PART, RELATIVE = RelationType.PART_OF, RelationType.RELATIVE_TO

CASES = [
    pytest.param("合格率", "抽检工业产品", RELATIVE, None, "抽检工业产品合格率", id="a rate of its base"),
    pytest.param("合格率", "抽检合格", RELATIVE, None, "抽检合格率", id="a rate whose word ends its base"),
    pytest.param("预算执行率", "调整预算数", RELATIVE, None, "调整预算数执行率", id="a rate that repeats its base"),
    pytest.param("增长", "财政拨款收入", RELATIVE, "同比", "财政拨款收入同比增长", id="a change of a level"),
    pytest.param("占总支出", "基本支出", RELATIVE, None, "基本支出占总支出", id="a share"),
    pytest.param("财政拨款预算执行率", "收入", RELATIVE, None, "财政拨款预算执行率", id="a rate that names its base"),
    pytest.param("企业新增", "新增市场主体", PART, None, "企业新增市场主体", id="a part that leaves the noun out"),
    pytest.param("在职", "干部职工", PART, None, "在职干部职工", id="a part that is an attribute"),
    pytest.param("办结", "受理投诉", PART, None, "受理投诉办结", id="a part that is a stage"),
    pytest.param("企业", "市场主体", PART, None, "市场主体中的企业", id="a short part"),
    pytest.param("基本支出", "决算支出", PART, None, "基本支出", id="a part with its total's noun"),
    pytest.param("乡镇污水处理设施", "污染防治项目", PART, None, "乡镇污水处理设施", id="a long part"),
    pytest.param("小麦产量增长", None, None, "同比", "小麦产量同比增长", id="a change without a level"),
    pytest.param("产值能耗比上年下降", None, None, "比上年", "产值能耗比上年下降", id="a change that names its base"),
    pytest.param("市场主体", "市场主体", PART, None, "市场主体", id="one name for both"),
    pytest.param("", "市场主体", PART, None, "", id="no name"),
]


@pytest.mark.parametrize(("name", "parent", "relation", "against", "qualified"), CASES)
def test_qualified_name(
    name: str, parent: str | None, relation: RelationType | None, against: str | None, qualified: str
) -> None:
    assert qualify(name, parent, relation, against) == qualified
