"""Organisations over longer ways: chains of pointing words, two candidates, short names defined late, levels."""

from collections.abc import Callable

import pytest

from zhibiao.linking.facts import Extraction

TITLE = "岚山县市场监督管理局2023年工作总结\n"
VALUE = "{I9|检查}{C9 I9 O9|3次}"

CHAINS = [
    pytest.param(
        "{O1|城关市场监管所}设在东街，{O2|该所}人员精干。{O9|该所}" + VALUE + "。", "城关市场监管所", id="该所, twice"
    ),
    pytest.param(
        "{O1|城关市场监管所}与{O2|河东市场监管所}联合行动。{O9|该所}" + VALUE + "。",
        "河东市场监管所",
        id="该所 after two: the nearer one",
    ),
    pytest.param(
        "{O1|城关市场监管所}由{O2|岚山县财政局}拨款。{O9|该所}" + VALUE + "。",
        "城关市场监管所",
        id="该所 after a 所 and a 局",
    ),
    pytest.param(
        "{O1|岚山县财政局}下拨资金，{O2|岚山县人民医院}使用。{O9|该局}" + VALUE + "。",
        "岚山县财政局",
        id="该局 behind a hospital",
    ),
    pytest.param("{O1|岚山县人民医院}改造病房，{O9|该院}" + VALUE + "。", "岚山县人民医院", id="该院 of a hospital"),
    pytest.param("{O1|岚山县第二中学}扩建，{O9|该校}" + VALUE + "。", "岚山县第二中学", id="该校 of a middle school"),
    pytest.param("{O1|岚山县发展和改革委员会}牵头，{O9|该委}" + VALUE + "。", "岚山县发展和改革委员会", id="该委"),
    pytest.param("{O1|石桥镇人民政府}承办，{O9|该镇}" + VALUE + "。", "石桥镇人民政府", id="该镇 of a government"),
    pytest.param("{O1|岚山县财政局}拨款，{O9|该单位}" + VALUE + "。", "岚山县财政局", id="该单位 fits any body"),
    pytest.param(
        "{O1|岚山县财政局}拨款，{O2|我局}验收，{O9|该局}" + VALUE + "。",
        "岚山县市场监督管理局",
        id="该局 after 我局",
    ),
    pytest.param("{O9|我局机关}" + VALUE + "。", "岚山县市场监督管理局", id="我局机关"),
    pytest.param("{O9|全系统}" + VALUE + "。", "岚山县市场监督管理局", id="全系统"),
    pytest.param("{O9|局本级}" + VALUE + "。", "岚山县市场监督管理局", id="局本级"),
    pytest.param("{O9|本局}" + VALUE + "。", "岚山县市场监督管理局", id="本局"),
    pytest.param("{O9|该部门}" + VALUE + "。", "岚山县市场监督管理局", id="该部门 with nothing before it"),
    pytest.param("{O9|县局}" + VALUE + "。", "岚山县市场监督管理局", id="县局 in the county body's report"),
    pytest.param(
        "{O1|临海市市场监督管理局}通报，{O9|市局}" + VALUE + "。", "临海市市场监督管理局", id="市局, named in full"
    ),
    pytest.param("{O9|市局}" + VALUE + "。", "市局", id="市局, not named"),
    pytest.param("{O9|省厅}" + VALUE + "。", "省厅", id="省厅, not named"),
    pytest.param("{O1|清流省水利厅}督导，{O9|省厅}" + VALUE + "。", "清流省水利厅", id="省厅, named in full"),
    pytest.param(
        "{O1|清流省水利厅}、{O2|清流省财政厅}督导，{O9|省厅}" + VALUE + "。", "省厅", id="省厅 of two that are named"
    ),
    pytest.param(
        "{O9|县疾控}" + VALUE + "。\n{O1|岚山县疾病预防控制中心}（以下简称“{O2|县疾控}”）成立。",
        "岚山县疾病预防控制中心",
        id="a short name before its definition",
    ),
    pytest.param(
        "{O1|岚山县农业农村局}（以下简称：{O2|农业局}）与会，{O9|农业局}" + VALUE + "。",
        "岚山县农业农村局",
        id="a definition with a colon",
    ),
    pytest.param(
        "{O1|岚山县综合行政执法大队}（简称{O2|执法大队}）与会，{O3|该大队}列席，{O9|执法大队}" + VALUE + "。",
        "岚山县综合行政执法大队",
        id="简称 without quotes",
    ),
    pytest.param(
        "{O1|岚山县卫生健康局}、{O2|岚山县人民医院}参加，{O9|县医院}" + VALUE + "。", "岚山县人民医院", id="县医院"
    ),
    pytest.param(
        "{O1|岚山县人力资源和社会保障局}牵头，{O9|县人社局}" + VALUE + "。", "岚山县人力资源和社会保障局", id="县人社局"
    ),
    pytest.param(
        "{O1|岚山县住房和城乡建设局}牵头，{O9|县住建局}" + VALUE + "。", "岚山县住房和城乡建设局", id="县住建局"
    ),
    pytest.param(
        "{O1|岚山县退役军人事务局}牵头，{O9|退役军人局}" + VALUE + "。", "岚山县退役军人事务局", id="no level"
    ),
    pytest.param(
        "{O1|岚山县城关镇卫生院}、{O2|岚山县河东镇卫生院}参加，{O9|镇卫生院}" + VALUE + "。",
        "镇卫生院",
        id="a short name that fits two",
    ),
    pytest.param("{O1|岚山县财政局}拨款。\n{O9|岚山县财政局}" + VALUE + "。", "岚山县财政局", id="a full name again"),
    pytest.param("{O9=岚山县审计局|该局}" + VALUE + "。", "岚山县审计局", id="what annotation says goes first"),
]


@pytest.mark.parametrize(("passage", "name"), CHAINS)
def test_whose_value_it_is(read: Callable[[str], Extraction], passage: str, name: str) -> None:
    org = read(TITLE + passage).indicators[0].org
    assert org is not None
    assert org.name == name


INHERITED = [
    pytest.param(
        "{O1|河东所}{I1|立案}{C1 I1 O1|9起}，其中{I2|食品类}{C2 I2 <C1|4起}（{I3|假冒}{C3 I3 <C2|1起}）。",
        ["河东所"] * 3,
        id="two deep",
    ),
    pytest.param(
        "{O1|河东所}{I1|立案}{C1 I1 O1|9起}，{I2|办结}{C2 I2|8起}。",
        ["河东所", "岚山县市场监督管理局"],
        id="not from a neighbour",
    ),
    pytest.param(
        "{O1|河东所}{I1|立案}{C1 I1 O1|9起}，其中{O2|城关所}{I2|协办}{C2 I2 O2 <C1|4起}。",
        ["河东所", "城关所"],
        id="a part with a body of its own",
    ),
]


@pytest.mark.parametrize(("passage", "names"), INHERITED)
def test_whose_a_part_is(read: Callable[[str], Extraction], passage: str, names: list[str]) -> None:
    found = [indicator.org.name if indicator.org else None for indicator in read(TITLE + passage).indicators]
    assert found == names
