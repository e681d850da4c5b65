"""``rate_of_base`` and ``change_between_years``: faults that are found, and sound passages."""

from collections.abc import Callable

import pytest

from zhibiao.linking.facts import Extraction

FAULTS = [
    pytest.param(
        "{I1|抽检食品}{C1 I1|400批次}，{I2|合格}{C2 I2|392批次}，{I3|合格率}{R1 I3 ~C1|89%}。",
        ("rate_of_base", "error"),
        "抽检食品合格率89%与合格392批次、抽检食品400批次算得的98%不符",
        id="a noun rate",
    ),
    pytest.param(
        "{I1|抽检食品}{C1 I1|400批次}，{I2|不合格}{C2 I2|8批次}，{I3|合格率}{R1 I3 ~C1|92.00%}。",
        ("rate_of_base", "error"),
        "算得的98.00%不符",
        id="a noun rate from what failed",
    ),
    pytest.param(
        "{I1|年初预算数}{A1 I1|820万元}，{I2|支出决算数}{A2 I2|779万元}，{I3|预算执行率}{R1 I3 ~A1|97%}。",
        ("rate_of_base", "error"),
        "算得的95%不符",
        id="spending against a budget",
    ),
    pytest.param(
        "{I1|支出}{A1 I1|800万元}，其中{I2|教育支出}{A2 I2 <A1|200万元}，{I3|占比}{R1 I3 ~A2|35%}。",
        ("rate_of_base", "error"),
        "教育支出占比35%与教育支出200万元、支出800万元算得的25%不符，",
        id="a share of a total",
    ),
    pytest.param(
        "{I1|收入}{A1 I1|660万元}，较上年{I2|增加}{A2 I2 ~A1|60万元}，{I3|增长}{R1 I3 ~A1|11.0%}。",
        ("change_between_years", "error"),
        "收入较上年增长11.0%与收入660万元、增加60万元算得的10.0%不符",
        id="an amount of change and a growth rate",
    ),
    pytest.param(
        "{I1|收入}{A1 I1|540万元}，比上年{I2|减少}{A2 I2 ~A1|60万元}，{I3|下降}{R1 I3 ~A1|1.0%}。",
        ("change_between_years", "error"),
        "算得的10.0%不符",
        id="a decrease",
    ),
    pytest.param(
        "{I1|补助标准}由每人{A1 I1|120元}提高到{A2 I1|150元}，同比{I2|增长}{R1 I2 ~A2|20%}。",
        ("change_between_years", "error"),
        "算得的25%不符",
        id="from one level to another",
    ),
    pytest.param(
        "{I1|普及率}由{R1 I1|91.5%}提高到{R2 I1|95.2%}，较上年{I2|提高}{R3 I2 ~R2|2.7个百分点}。",
        ("change_between_years", "error"),
        "算得的3.7个百分点不符",
        id="percentage points between two rates",
    ),
    pytest.param(
        "{P1|2022年}{I1|培训人次}{C1 I1 P1|500人次}，"
        "{P2|2023年}{I2|培训人次}{C2 I2 P2|600人次}，较上年{I3|增加}{C3 I3 ~C2|120人次}。",
        ("change_between_years", "error"),
        "算得的100人次不符",
        id="the levels of two years",
    ),
]


@pytest.mark.parametrize(("passage", "kind", "words"), FAULTS)
def test_planted_fault(read: Callable[[str], Extraction], passage: str, kind: tuple[str, str], words: str) -> None:
    (finding,) = read(passage).findings
    assert (finding.rule, finding.severity) == kind
    assert words in finding.message


SOUND = [
    pytest.param(
        "{I1|决算支出}{A1 I1|2052.99万元}，其中{I2|基本支出}{A2 I2 <A1|1909.85万元}，{I3|增幅}{R1 I3 ~A2|90.03%}。",
        id="a rate that is no share",
    ),
    pytest.param("{I1|抽检}{C1 I1|102批次}，{I2|合格}{C2 I2|75批次}，{I3|合格率}{R1 I3 ~C1|73.53%}。", id="rounded"),
    pytest.param("{I1|抽检}{C1 I1|700批次}，{I2|合格}{C2 I2|685批次}，{I3|合格率}{R1 I3 ~C1|97.8%}。", id="cut off"),
    pytest.param(
        "{I1|抽检}{C1 I1|102批次}，{I2|整改}{C2 I2|70批次}，{I3|合格率}{R1 I3 ~C1|73.53%}。", id="another figure"
    ),
    pytest.param("{I1|抽检}{C1 I1|102批次}，{I3|合格率}{R1 I3 ~C1|73.53%}。", id="no second figure"),
    pytest.param(
        "{I1|受理}{C1 I1|100件}，{I2|办结}{C2 I2|80件}，{I3|满意率}{R1 I3 ~C1|99%}。", id="a rate of something else"
    ),
    pytest.param(
        "{I1|收入}{A1 I1|792.22万元}，较上年{I2|增加}{A2 I2 ~A1|189.25万元}，{I3|增长}{R1 I3 ~A1|31.39%}。",
        id="a change that holds",
    ),
    pytest.param(
        "{I1|收入}{A1 I1|660万元}，较上年{I2|增加}{A2 I2 ~A1|60万元}，较年初预算{I3|增长}{R1 I3 ~A1|3%}。",
        id="changes against different bases",
    ),
    pytest.param(
        "{I1|收入}{A1 I1|540万元}，同比{I2|增长}{R1 I2 ~A1|-10.0%}，{I3|减少}{A2 I3 ~A1|60万元}。",
        id="a negative growth",
    ),
    pytest.param(
        "{I1|支出}{A1 I1|约800万元}，其中{I2|教育支出}{A2 I2 <A1|200万元}，{I3|占比}{R1 I3 ~A2|27%}。",
        id="an approximate total",
    ),
]


@pytest.mark.parametrize("passage", SOUND)
def test_sound_passage(read: Callable[[str], Extraction], passage: str) -> None:
    assert [finding.message for finding in read(passage).findings] == []
