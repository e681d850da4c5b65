"""``year_mismatch`` and ``duplicate_indicator``: years and figures that do not fit the rest of the report."""

from collections.abc import Callable

import pytest

from zhibiao.linking.facts import Extraction

TITLE = "2023年度岚山县交通运输局\n部门整体支出绩效自评报告\n"

STRAY_YEARS = [
    ("我局获评2020年度全县先进单位。", "2020"),
    ("开展“平安护航（2021）”行动，排查隐患。", "2021"),
    ("{P1|2021年}{I1|新建公路}{C1 I1 P1|30公里}。", "2021"),
    ("{P1|2022年}，我局{I1|新建公路}{C1 I1 P1|30公里}。", "2022"),
]


@pytest.mark.parametrize(("passage", "year"), STRAY_YEARS)
def test_a_year_left_behind(read: Callable[[str], Extraction], passage: str, year: str) -> None:
    (finding,) = read(TITLE + passage).findings
    assert (finding.rule, finding.severity, finding.stated, finding.computed) == (
        *("year_mismatch", "warning"),
        *(year, "2023"),
    )


def test_a_year_left_behind_names_its_indicators(read: Callable[[str], Extraction]) -> None:
    (finding,) = read(TITLE + "{P1|2021年}{I1|新建公路}{C1 I1 P1|30公里}。").findings
    assert finding.indicators == ("i1",)


MEANT_YEARS = [
    "2023年，我局新建公路30公里。",
    "较2021年增长3%。",
    "公路里程恢复到2019年水平。",
    "2020年以来，累计投资3亿元。",
    "2021—2023年，累计投资3亿元。",
    "执行《岚山县2021年公路养护计划》。",
    "按照县政办〔2021〕5号文件要求。",
    "2021年3月5日获批。",
    "2022年收入为3亿元，增长5%。",
    "2024年计划投资5亿元。",
    "2020年投资1亿元，2021年投资2亿元，2022年投资3亿元。",
    "该桥建成于1998年。",
    "成立于2009年。",
]


@pytest.mark.parametrize("passage", MEANT_YEARS)
def test_a_year_that_is_meant(read: Callable[[str], Extraction], passage: str) -> None:
    assert read(TITLE + passage).findings == ()


def test_without_a_year_in_the_title_no_year_is_out_of_place(read: Callable[[str], Extraction]) -> None:
    assert read("我局获评2020年度全县先进单位。").findings == ()


def test_one_figure_stated_twice(read: Callable[[str], Extraction]) -> None:
    (finding,) = read("{I1|公务接待经费}{A1 I1|3.20万元}。\n{I2|公务接待经费}{A2 I2|2.30万元}。").findings
    assert (finding.rule, finding.severity) == ("duplicate_indicator", "warning")
    assert finding.message == "公务接待经费前后不一致：一处为3.20万元，另一处为2.30万元。"


TWICE_AND_SOUND = [
    pytest.param("{I1|公务接待经费}{A1 I1|3.20万元}。{I2|公务接待经费}{A2 I2|3.2万元}。", id="as precise as printed"),
    pytest.param(
        "预算{I1|公务接待经费}{A1 I1|3.2万元}。实际{I2|公务接待经费}{A2 I2|2.3万元}。", id="budget and result"
    ),
    pytest.param("{I1|立案查处}{C1 I1|3起}。{I2|立案查处}{C2 I2|2起}。", id="one of many"),
    pytest.param(
        "{P1|2022年}{I1|财政拨款收入}{A1 I1 P1|3万元}。{P2|2023年}{I2|财政拨款收入}{A2 I2 P2|2万元}。", id="two years"
    ),
]


@pytest.mark.parametrize("passage", TWICE_AND_SOUND)
def test_figures_that_only_look_alike(read: Callable[[str], Extraction], passage: str) -> None:
    assert read(passage).findings == ()
