"""Which body a report is of, and which bodies its words stand for."""

from collections.abc import Callable

import pytest

from zhibiao.linking.abbreviations import is_short_for
from zhibiao.linking.facts import Extraction

REPORTING = [
    pytest.param("2023年度岚山县统计局\n部门整体支出绩效自评报告\n正文。", "岚山县统计局", id="a title of two lines"),
    pytest.param("关于岚山县2023年法治政府建设情况的报告\n正文。", None, id="a title without a body"),
    pytest.param("岚山县人民政府2024年政府工作报告\n正文。", "岚山县人民政府", id="a government's report"),
    pytest.param("岚山县经济社会工作总结\n正文。", None, id="社会 is no body"),
    pytest.param("项目绩效自评表\n填报单位：岚山县水利局\n一、概况", "岚山县水利局", id="a form's field"),
    pytest.param("{O1|岚山县档案馆}（以下简称我馆）有馆藏档案。", "岚山县档案馆", id="defined as ours"),
    pytest.param(
        "{O1|岚山县供销合作社联合社}是县政府直属事业单位。", "岚山县供销合作社联合社", id="introduced by what it is"
    ),
    pytest.param("{O1|岚山县气象局}内设机构{C1|5个}。", "岚山县气象局", id="introduced by its offices"),
    pytest.param("{O1|县财政局}下拨{C1|5}，{O2=岚山县林业局|我局}留用。", "岚山县林业局", id="what 我局 refers to"),
    pytest.param("{O1|岚山县教育局}召开会议，{O2|全局}{C1|5人}参加。", "岚山县教育局", id="the first 局 before 全局"),
    pytest.param("工作开展顺利。\n\n岚山县审计局\n2024年1月5日\n", "岚山县审计局", id="a signature"),
    pytest.param("{O1|岚山县教育局}召开会议。", None, id="merely named"),
    pytest.param("××县民政局2023年工作总结\n正文。", "××县民政局", id="a masked name"),
]


@pytest.mark.parametrize(("passage", "name"), REPORTING)
def test_reporting_organisation(read: Callable[[str], Extraction], passage: str, name: str | None) -> None:
    org = read(passage).document.reporting_org
    assert (org.name if org else None) == name
    if org and org.start is not None:
        assert read(passage).document.text[org.start : org.end] == name


@pytest.mark.parametrize(
    ("passage", "year"),
    [
        pytest.param("2023年度岚山县统计局工作报告\n2021年建成。", 2023, id="the title's"),
        pytest.param(
            "{P1|2021年}{C1 P1|3个}，{P2|2022年}{C2 P2|4个}、{C3 P2|5个}。", 2022, id="the one that most values are of"
        ),
        pytest.param("{P1|2101年}{C1 P1|3个}。", None, id="no plausible one"),
        pytest.param("共{C1|3个}。", None, id="none"),
    ],
)
def test_reporting_year(read: Callable[[str], Extraction], passage: str, year: int | None) -> None:
    assert read(passage).document.reporting_year == year


TITLE = "岚山县市场监督管理局2023年工作总结\n"
STANDS_FOR = [
    ("我局", "岚山县市场监督管理局", "anaphora"),
    ("本单位", "岚山县市场监督管理局", "anaphora"),
    ("局机关", "岚山县市场监督管理局", "anaphora"),
    ("县局", "岚山县市场监督管理局", "anaphora"),
    ("县市场监管局", "岚山县市场监督管理局", "explicit"),
    ("县卫健局", "岚山县卫生健康局", "explicit"),
    ("县疾控", "岚山县疾病预防控制中心", "explicit"),
    ("该中心", "岚山县疾病预防控制中心", "anaphora"),
    ("我院", "我院", "anaphora"),
    ("省财政厅", "省财政厅", "explicit"),
    ("县委", "县委", "explicit"),
]


@pytest.mark.parametrize(("words", "name", "source"), STANDS_FOR)
def test_what_an_organisation_s_words_stand_for(
    read: Callable[[str], Extraction], words: str, name: str, source: str
) -> None:
    others = (
        "{O1|岚山县卫生健康局}、{O2|岚山县疾病预防控制中心}（简称“{O3|县疾控}”）、{O4|岚山县开发区管理委员会}参加。"
    )
    org = read(f"{TITLE}{others}{{O5|{words}}}{{I1|检查}}{{C1 I1 O5|3次}}。").indicators[0].org
    assert org is not None
    assert (org.name, org.source) == (name, source)


@pytest.mark.parametrize(
    ("reporting", "words"),
    [
        ("岚山县石桥镇人民政府", "我镇"),
        ("岚山县河湾街道办事处", "全街道"),
        ("岚山县第一中学", "我校"),
        ("岚山县妇女联合会", "本会"),
        ("岚山县委办公室", "我办"),
    ],
)
def test_ours_fits_the_kind_of_body(read: Callable[[str], Extraction], reporting: str, words: str) -> None:
    org = read(f"{reporting}2023年工作总结\n{{O1|{words}}}{{I1|检查}}{{C1 I1 O1|3次}}。").indicators[0].org
    assert org is not None
    assert org.name == reporting


def test_a_name_broken_at_the_end_of_a_line_is_whole(read: Callable[[str], Extraction]) -> None:
    org = read("{O1|岚山县市场监\n督管理局}{I1|检查}{C1 I1 O1|3次}。").indicators[0].org
    assert org is not None
    assert org.name == "岚山县市场监督管理局"


SHORT = [
    ("县卫健局", "岚山县卫生健康局", True),
    ("市场监管局", "岚山县市场监督管理局", True),
    ("县市场监管局", "岚山县市场监督管理局", True),
    ("县发改委", "岚山县发展和改革委员会", True),
    ("人社局", "岚山县人力资源和社会保障局", True),
    ("县政府", "岚山县人民政府", True),
    ("执法大队", "岚山县市场监督管理局执法大队", True),
    ("综合执法大队", "岚山县市场监督管理局综合执法大队", True),
    ("区委", "岚山区经济开发区管理委员会", False),
    ("市卫健局", "岚山县卫生健康局", False),
    ("县教育局", "岚山县体育局", False),
    ("岚山县卫生健康局", "岚山县卫生健康局", False),
]


@pytest.mark.parametrize(("short", "full", "fits"), SHORT)
def test_short_names(short: str, full: str, fits: bool) -> None:
    assert is_short_for(short, full) is fits
