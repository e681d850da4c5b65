"""``average_of_total``, ``target_met`` and ``comparison_in_words``; how slips and bounds are told."""

from collections.abc import Callable

import pytest

from zhibiao.linking.facts import Extraction, Modifier, Value, ValueKind
from zhibiao.linking.intervals import Interval, bounds_of, interval_of
from zhibiao.linking.misprints import is_slip, slips
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import Label

FAULTS = [
    pytest.param(
        "{I1|发放救助金}{A1 I1|120万元}，{I2|惠及}{C1 I2|2000户}，{I3|户均}{A2 I3|500元}。",
        ("average_of_total", "error", "户均500元与发放救助金120万元、惠及2000户算得的600元不符。"),
        id="an average",
    ),
    pytest.param(
        "{I1|合格率}：{I2|目标值}≥{R1 I1 I2|95%}，{I3|实际值}{R2 I1 I3|93.2%}，已完成。",
        ("target_met", "error", "合格率实际值93.2%与合格率目标值≥95%对照，与文中所说的“完成”不符。"),
        id="a target that is not met",
    ),
    pytest.param(
        "{I1|计划造林}{C1 I1|300亩}，{I2|实际造林}{C2 I2|320亩}，未完成任务。",
        ("target_met", "warning", "与文中所说的“未完成”不符"),
        id="a target that is met",
    ),
    pytest.param(
        "{I1|年初预算}{A1 I1|125万元}，{I2|支出决算}{A2 I2|115万元}。决算数大于预算数的主要原因是追加经费。",
        (
            "comparison_in_words",
            "error",
            "支出决算115万元低于年初预算125万元，与文中所说的“决算数大于预算数”不符。",
        ),
        id="a comparison in the next sentence",
    ),
    pytest.param(
        "{P1|2023年}{I1|会议费}{A1 I1 P1|32万元}，{P2|2022年}{I2|会议费}{A2 I2 P2|25万元}，与上年基本持平。",
        ("comparison_in_words", "error", "会议费32万元高于会议费25万元，与文中所说的“与上年基本持平”不符。"),
        id="not nearly the same",
    ),
    pytest.param(
        "{I1|合格率}{R1 I1|97.2%}，高于{I2|全省平均}{R2 I2|98.1%}。",
        ("comparison_in_words", "error", "合格率97.2%低于全省平均98.1%，与文中所说的“高于全省平均”不符。"),
        id="two values with the comparison between them",
    ),
    pytest.param(
        "{I1|支出}{A1 I1|920.60万元}，包括{I2|基本支出}{A2 I2 <A1|710.30万元}，{I3|项目支出}{A3 I3 <A1|210.30元}。",
        ("sum_of_parts", "error", "项目支出“210.30元”疑为“210.30万元”之误。"),
        id="a unit mistaken",
    ),
    pytest.param(
        "{I1|经费}{A1 I1|36.4万元}由{I2|差旅费}{A2 I2 <A1|13.9万元}、{I3|劳务费}{A3 I3 <A1|2.25万元}两项构成。",
        ("sum_of_parts", "error", "劳务费“2.25万元”疑为“22.5万元”之误。"),
        id="a decimal point in the wrong place",
    ),
]


@pytest.mark.parametrize(("passage", "finding"), FAULTS)
def test_planted_fault(read: Callable[[str], Extraction], passage: str, finding: tuple[str, str, str]) -> None:
    (found,) = read(passage).findings
    assert (found.rule, found.severity) == finding[:2]
    assert finding[2] in found.message


SOUND = [
    pytest.param(
        "{I1|发放救助金}{A1 I1|120万元}，{I2|惠及}{C1 I2|2300余户}，{I3|户均}{A2 I3|520余元}。", id="rounded in words"
    ),
    pytest.param(
        "{I1|投入资金}{A1 I1|120万元}；{I2|改造}{C1 I2|200户}，{I3|户均补助}{A2 I3|3500元}。",
        id="a total of another clause",
    ),
    pytest.param(
        "{I1|计划工期}{C1 I1|18个月}，{I2|实际工期}{C2 I2|16个月}，提前完成任务。", id="less time than planned"
    ),
    pytest.param(
        "{I1|成本}：{I2|目标值}不超过{A1 I1 I2|35万元}，{I3|实际值}{A2 I1 I3|33万元}，完成。", id="below a ceiling"
    ),
    pytest.param("{I1|支出}{A1 I1|32万元}，高于上年{A2 I1|3万元}。", id="by how much, and not what"),
    pytest.param(
        "{I1|年初预算}{A1 I1|115万元}，{I2|支出决算}{A2 I2|125万元}，决算数大于预算数。", id="a comparison that holds"
    ),
    pytest.param(
        "{I1|捐款}超过{A1 I1|50万元}（{I2|单位}{A2 I2 <A1|30万元}，{I3|个人}{A3 I3 <A1|28万元}）。",
        id="a bound that holds",
    ),
]


@pytest.mark.parametrize("passage", SOUND)
def test_sound_passage(read: Callable[[str], Extraction], passage: str) -> None:
    assert [finding.message for finding in read(passage).findings] == []


def test_a_bound_that_its_parts_do_not_reach(read: Callable[[str], Extraction]) -> None:
    (finding,) = read(
        "{I1|捐款}超过{A1 I1|50万元}（{I2|单位}{A2 I2 <A1|20万元}，{I3|个人}{A3 I3 <A1|18万元}）。"
    ).findings
    assert (finding.severity, finding.stated, finding.computed) == ("warning", "50", "38")


def value(words: str, label: Label = Label.COUNT, before: str = "") -> Value:
    return Value(entity="e1", text=words, kind=ValueKind(label.lower()), **normalise(words, label, before).model_dump())


@pytest.mark.parametrize(
    ("words", "before", "low", "high"),
    [
        ("1909.85万元", "", "19098450", "19098550"),
        ("600余万元", "", "6000000", "7000000"),
        ("600万元", "约", "5000000", "7000000"),
        ("3至5万元", "", "30000", "50000"),
    ],
)
def test_what_a_figure_may_stand_for(words: str, before: str, low: str, high: str) -> None:
    found = interval_of(value(words, Label.AMOUNT, before))
    assert found is not None
    assert (found.low, found.high) == (int(low), int(high))


@pytest.mark.parametrize(
    ("before", "modifier", "inside", "outside"),
    [("不低于", Modifier.AT_LEAST, 96, 94), ("不超过", Modifier.AT_MOST, 94, 96)],
)
def test_a_bound_is_open_to_one_side(before: str, modifier: Modifier, inside: int, outside: int) -> None:
    bounded = value("95户", Label.COUNT, before)
    limits = bounds_of(bounded)
    assert bounded.modifier is modifier
    assert interval_of(bounded) is None
    assert limits is not None
    assert limits.overlaps(Interval(inside, inside))
    assert not limits.overlaps(Interval(outside, outside))


def test_slips_begin_with_the_likeliest() -> None:
    assert next(slips("1235")) == "2135"
    assert {"1325", "1253", "123", "1935", "12345"} <= set(slips("1235"))
    assert "95.8" in set(slips("98.5"))


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("3494件", "3449件", True),
        ("12件", "13件", False),
        ("31288户", "31488户", True),
        ("461.25万元", "461.25元", True),
        ("461.25万元", "387.6万元", False),
    ],
)
def test_one_slip_apart(one: str, other: str, slip: bool) -> None:
    label = Label.AMOUNT if one.endswith("元") else Label.COUNT
    assert is_slip(value(one, label), value(other, label)) is slip
