"""``sum_of_parts``: faults that are found, and sound passages that only look faulty."""

from collections.abc import Callable

import pytest

from zhibiao.linking.facts import Extraction

FAULTS = [
    pytest.param(
        "{I1|基本支出}{A1 I1|1806.42万元}。"
        "其中{I2|人员经费}：{A2 I2 <A1|1528万元}，{I3|公用经费}：{A3 I3 <A1|2784.42万元}。",
        "error",
        "基本支出1806.42万元与其组成部分之和4312.42万元不符，相差2506.00万元，公用经费“2784.42万元”疑为“278.42万元”之误。",
        id="a digit too many",
    ),
    pytest.param(
        "{I1|决算支出}{A1 I1|920.60万元}（{I2|基本支出}{A2 I2 <A1|710.30万元}，{I3|项目支出}{A3 I3 <A1|201.30万元}）。",
        "error",
        "相差9.00万元",
        id="two digits exchanged, in brackets",
    ),
    pytest.param(
        "{I1|编制}{C1 I1|64名}"
        "（{I2|行政编制}{C2 I2 <C1|30名}，{I3|事业编制}{C3 I3 <C1|24名}，{I4|工勤编制}{C4 I4 <C1|5名}）。",
        "error",
        "之和59名不符，相差5名",
        id="brackets that claim the whole",
    ),
    pytest.param(
        "{I1|男}{C1 <C3 I1|20人}，{I2|女}{C2 <C3 I2|15人}，合计{C3 I3|36人}{I3|参训}。",
        "error",
        "参训36人与其组成部分之和35人不符，相差1人",
        id="a total behind its parts",
    ),
    pytest.param(
        "{I1|立案}{C1 I1|40起}，其中{I2|食品类}{C2 I2 <C1|45起}。",
        "error",
        "立案40起小于其组成部分食品类45起，相差5起。",
        id="a part larger than its total",
    ),
    pytest.param(
        "{I1|总投资}{A1 I1|5000万元}，其中{I2|一期}{A2 I2 <A1|3000万元}，{I3|二期}{A3 I3 <A1|2600万元}。",
        "error",
        "之和5600万元不符，相差600万元",
        id="amounts that exceed their total",
    ),
    pytest.param(
        "{I1|项目支出}{A1 I1|143.14万元}：{I2|执法办案}{A2 I2 <A1|83.14万元}，{I3|检验检测}{A3 I3 <A1|50万元}。",
        "error",
        "之和133.14万元不符",
        id="a list behind a colon",
    ),
    pytest.param(
        "{I1|企业}{C1 I1|120家}，其中{I2|规上企业}{C2 I2 <C1|80家}，{I3|高新技术企业}{C3 I3 <C1|60家}。",
        "warning",
        "之和140家不符",
        id="counts that may overlap",
    ),
    pytest.param(
        "{I1|支出}{A1 I1|1483.26万元}，其中{I2|城建}{A2 I2 <A1|902.11万元}，{I3|林业}{A3 I3 <A1|518.15万元}。",
        "warning",
        "林业“518.15万元”疑为“581.15万元”之误",
        id="one slip from a sum that nobody claimed",
    ),
    pytest.param(
        "{I1|补助}{C1 I1|90户}，"
        "其中{I2|甲镇}{C2 I2 <C1|40户}、{I3|乙镇}{C3 I3 <C1|30户}、{I4|其他乡镇}{C4 I4 <C1|10户}。",
        "error",
        "之和80户不符",
        id="the rest is named",
    ),
]


@pytest.mark.parametrize(("passage", "severity", "words"), FAULTS)
def test_planted_fault(read: Callable[[str], Extraction], passage: str, severity: str, words: str) -> None:
    (finding,) = read(passage).findings
    assert finding.severity == severity
    assert words in finding.message


def test_a_finding_states_its_figures_in_the_total_s_unit(read: Callable[[str], Extraction]) -> None:
    passage = "{I1|收入}{A1 I1|1.20亿元}（{I2|税收}{A2 I2 <A1|9000万元}，{I3|非税}{A3 I3 <A1|2000万元}）。"
    (finding,) = read(passage).findings
    assert (finding.rule, finding.stated, finding.computed, finding.unit) == ("sum_of_parts", "1.20", "1.10", "亿元")
    assert finding.indicators == ("i1", "i2", "i3")


SOUND = [
    pytest.param(
        "{I1|决算支出}{A1 I1|920.60万元}："
        "其中{I2|基本支出}{A2 I2 <A1|710.30万元}，{I3|项目支出}{A3 I3 <A1|210.30万元}。",
        id="a sum that holds",
    ),
    pytest.param(
        "{I1|立案}{C1 I1|85件}，其中{I2|食品}{C2 I2 <C1|30件}、{I3|药品}{C3 I3 <C1|12件}。", id="a partial 其中"
    ),
    pytest.param(
        "{I1|干部}{C1 I1|60人}，其中{I2|男}{C2 I2 <C1|42人}、{I3|女}{C3 I3 <C1|18人}，{I4|党员}{C4 I4 <C1|35人}。",
        id="two ways of dividing in one list",
    ),
    pytest.param(
        "{I1|编制}{C1 I1|50名}（{I2|行政编制}{C2 I2 <C1|30名}，{I3|事业编制}{C3 I3 <C1|20名}）。"
        "其中：{I4|局长}{C4 I4 <C1|1名}，{I5|副局长}{C5 I5 <C1|4名}。",
        id="a complete group in brackets and a partial one",
    ),
    pytest.param(
        "{I1|总产值}{A1 I1|12.3亿元}，其中{I2|第一产业}{A2 I2 <A1|2.2亿元}，{I3|第二产业}{A3 I3 <A1|5.4亿元}，"
        "{I4|第三产业}{A4 I4 <A1|4.8亿元}。",
        id="rounding",
    ),
    pytest.param(
        "{I1|预算收入}{A1 I1|1.2亿元}，由{I2|税收}{A2 I2 <A1|9000万元}和{I3|非税}{A3 I3 <A1|2600万元}组成。",
        id="a total rounded to another scale",
    ),
    pytest.param(
        "{I1|宣传资料}{C1 I1|6000余份}（{I2|海报}{C2 I2 <C1|1500份}，{I3|手册}{C3 I3 <C1|4800份}）。",
        id="余 leaves room",
    ),
    pytest.param(
        "{I1|支出}{A1 I1|100万元}，其中{I2|基本支出}{A2 I2 <A1|60万元}（{I3|人员}{A3 I3 <A2|45万元}，"
        "{I4|公用}{A4 I4 <A2|15万元}），{I5|项目支出}{A5 I5 <A1|40万元}。",
        id="parts two deep",
    ),
    pytest.param(
        "{I1|支出}{A1 I1|100万元}，其中{I2|基本支出}{A2 I2 <A1|60万元}，{I3|人员经费}{A3 I3 <A1|45万元}，"
        "{I4|公用经费}{A4 I4 <A1|15万元}，{I5|项目支出}{A5 I5 <A1|40万元}。",
        id="parts two deep, marked as one deep",
    ),
    pytest.param(
        "{I1|收入}{A1 I1|300万元}。按来源分，{I2|拨款}{A2 I2 <A1|260万元}，{I3|自筹}{A3 I3 <A1|40万元}；"
        "按用途分，{I4|教育}{A4 I4 <A1|180万元}，{I5|其他}{A5 I5 <A1|120万元}。",
        id="two partitions of one total",
    ),
    pytest.param(
        "{I1|总投资}{A1 I1|900万元}，其中{I2|省级资金}{A2 I2 <A1|500万元}，{I3|设备购置}{A3 I3 <A1|600万元}。",
        id="money by source and by purpose",
    ),
    pytest.param("{I1|案件}{C1 I1|12起}，包括{I2|甲类}{C2 I2 <C1|5起}、{I3|乙类}{C3 I3 <C1|3起}等。", id="and so on"),
    pytest.param(
        "{I1|检查}{C1 I1|50次}（{I2|发现隐患}{C2 I2 <C1|8处}，{I3|整改}{C3 I3 <C1|8处}）。", id="things of another kind"
    ),
    pytest.param(
        "{I1|捐款}{A1 I1|超过50万元}（{I2|单位}{A2 I2 <A1|30万元}，{I3|个人}{A3 I3 <A1|28万元}）。", id="a bound"
    ),
    pytest.param("{I1|培训}{C1 I1|3—5期}，其中{I2|线上}{C2 I2 <C1|1期}，{I3|线下}{C3 I3 <C1|3期}。", id="a range"),
    pytest.param(
        "{I1|登记}{C1 I1|31200户}，"
        "其中：{I2|企业}{C2 I2 <C1|7400户}，占{R1 ~C2|23.7%}，{I3|个体工商户}{C3 I3 <C1|23800户}。",
        id="a share between two parts",
    ),
]


@pytest.mark.parametrize("passage", SOUND)
def test_sound_passage(read: Callable[[str], Extraction], passage: str) -> None:
    assert [finding.message for finding in read(passage).findings] == []
