"""``explain``: what is behind one indicator or one finding."""

from collections.abc import Callable

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.linking.audit import RULES
from zhibiao.linking.explain import RULE_TEXTS, explain
from zhibiao.linking.facts import Extraction

PASSAGE = (
    "{P1|2023年}，{O1=岚山县水利局|我局}{I1|决算支出}{A1 I1 O1 P1|920.60万元}，"
    "其中{I2|基本支出}{A2 I2 <A1|710.30万元}，{I3|项目支出}{A3 I3 <A1|201.30万元}。"
)


@pytest.fixture
def facts(read: Callable[[str], Extraction]) -> Extraction:
    return read(PASSAGE)


def test_an_indicator_is_traced_to_its_spans_and_relations(facts: Extraction) -> None:
    assert explain(facts, "i2") == [
        "i2　岚山县水利局　2023年　基本支出　710.30万元",
        "数值：“710.30万元”[27–35)（金额，1），读作7103000元（确数）",
        "指标：“基本支出”[23–27)（指标，1）；全称“基本支出”",
        "机构：岚山县水利局，沿用上级数值的“我局”[6–8)（机构，1）",
        "时期：2023年，即2023-01-01至2023-12-31，沿用上级数值的“2023年”[0–5)（时期，1）",
        "部分于：i1　决算支出“920.60万元”[12–20)（金额，1）",
        "关系：“710.30万元”的指标是“基本支出”[23–27)（指标，1）（HAS_INDICATOR，1）",
        "关系：“710.30万元”的总数是“920.60万元”[12–20)（金额，1）（PART_OF，1）",
        "置信度：1",
        f"核对：f1　{facts.findings[0].message}",
    ]


def test_every_offset_in_a_trace_is_that_of_its_words(facts: Extraction) -> None:
    for indicator in facts.indicators:
        for mention in facts.entities:
            span = f"“{mention.text}”[{mention.start}–{mention.end})"
            if mention.id == indicator.value.entity:
                assert span in explain(facts, indicator.id)[1]
                assert facts.document.text[mention.start : mention.end] == mention.text


def test_a_finding_is_traced_to_its_equation(facts: Extraction) -> None:
    lines = explain(facts, "f1")
    assert lines[0] == f"f1　{facts.findings[0].message}"
    assert lines[1].startswith("规则：sum_of_parts，各组成部分之和应等于总数")
    assert lines[2] == "所写：920.60万元；应为或对照：911.60万元"
    assert lines[3] == "数字：i1　决算支出“920.60万元”[12–20)（金额，1），可表示920.595至920.605万元"
    assert "关系：“201.30万元”的总数是“920.60万元”[12–20)（金额，1）（PART_OF，1）" in lines


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("{I1|满意度}不低于{R1 I1|95%}。", "读作0.95（下限（含））"),
        ("{I1|投资}{A1 I1|5万—10万元}。", "读作50000至100000元（区间）"),
        ("{I1|收入}{A1 I1|8亿元}，较上年{I2|增长}{R1 I2 ~A1|3%}。", "变化：较上年增加"),
        ("{I1|收入}{A1 I1|8亿元}，较上年{I2|增长}{R1 I2 ~A1|3%}。", "相对于：i1　收入“8亿元”"),
    ],
)
def test_what_a_trace_says(read: Callable[[str], Extraction], passage: str, words: str) -> None:
    facts = read(passage)
    assert any(words in line for line in explain(facts, facts.indicators[-1].id))


def test_an_unknown_id_says_which_there_are(facts: Extraction) -> None:
    with pytest.raises(ZhibiaoError, match="'i9'; indicators: i1 to i3; findings: f1 to f1"):
        explain(facts, "i9")


def test_every_rule_can_be_explained() -> None:
    assert set(RULE_TEXTS) == set(RULES)
