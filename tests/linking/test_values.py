"""What the words of a value say, in numbers."""

import pytest

from zhibiao.linking.values import normalise
from zhibiao.models.scheme import Label

A, C, R = Label.AMOUNT, Label.COUNT, Label.RATE

# (words, label, number, unit, base number, base unit, modifier)
SINGLE = [
    ("1886.40万元", A, "1886.40", "万元", "18864000", "元", "exact"),
    ("1,204.6 万元", A, "1204.6", "万元", "12046000", "元", "exact"),
    ("1，204，600元", A, "1204600", "元", "1204600", "元", "exact"),
    ("１２．５亿元", A, "12.5", "亿元", "1250000000", "元", "exact"),
    ("600余万元", A, "600", "万元", "6000000", "元", "approx"),
    ("三百二十万元", A, "320", "万元", "3200000", "元", "exact"),
    ("壹佰贰拾万元整", A, "120", "万元整", "1200000", "元", "exact"),
    ("2亿6千多万元", A, "260000000", "元", "260000000", "元", "approx"),
    ("3000万元", A, "3000", "万元", "30000000", "元", "exact"),
    ("3千万元", A, "3", "千万元", "30000000", "元", "exact"),
    ("-4.7万元", A, "-4.7", "万元", "-47000", "元", "exact"),
    ("0万元", A, "0", "万元", "0", "元", "exact"),
    ("120元8角5分", A, "120.85", "元", "120.85", "元", "exact"),
    ("两毛五", A, "0.25", "元", "0.25", "元", "exact"),
    ("30万美元", A, "30", "万美元", "300000", "美元", "exact"),
    ("2亿港币", A, "2", "亿港币", "200000000", "港元", "exact"),
    ("900元/亩", A, "900", "元/亩", "900", "元/亩", "exact"),
    ("投入40万"[2:], A, "40", "万", "400000", "元", "exact"),
    ("近700万元", A, "700", "万元", "7000000", "元", "approx"),
    ("50万元（含）以上", A, "50", "万元", "500000", "元", "at_least"),
    ("41207户", C, "41207", "户", "41207", "户", "exact"),
    ("41 207户", C, "41207", "户", "41207", "户", "exact"),
    ("1.3万户", C, "1.3", "万户", "13000", "户", "exact"),
    ("4万6千人", C, "46000", "人", "46000", "人", "exact"),
    ("40余台", C, "40", "台", "40", "台", "approx"),
    ("十几个", C, "10", "个", "10", "个", "approx"),
    ("百余家", C, "100", "家", "100", "家", "approx"),
    ("两家", C, "2", "家", "2", "家", "exact"),
    ("五百人", C, "500", "人", "500", "人", "exact"),
    ("5百人", C, "5", "百人", "500", "人", "exact"),
    ("8.50km", C, "8.50", "km", "8.5", "km", "exact"),
    ("5千克", C, "5", "千克", "5", "千克", "exact"),
    ("260万千瓦时", C, "260", "万千瓦时", "2600000", "千瓦时", "exact"),
    ("两年半", C, "2.5", "年", "2.5", "年", "exact"),
    ("一个半月", C, "1.5", "个月", "1.5", "个月", "exact"),
    ("3个多月", C, "3", "个月", "3", "个月", "approx"),
    ("半年", C, "0.5", "年", "0.5", "年", "exact"),
    ("6个（次）", C, "6", "个（次）", "6", "个（次）", "exact"),
    ("86", C, "86", "", "86", "", "exact"),
    ("二〇二", C, "202", "", "202", "", "exact"),
    ("1.26万千升", C, "1.26", "万千升", "12600", "千升", "exact"),
    ("九成五", R, "9.5", "成", "0.95", "1", "exact"),
    ("两成一", R, "2.1", "成", "0.21", "1", "exact"),
    ("17.4%", R, "17.4", "%", "0.174", "1", "exact"),
    ("17．4％", R, "17.4", "%", "0.174", "1", "exact"),
    ("－2.30%", R, "-2.30", "%", "-0.023", "1", "exact"),
    ("2.6‰", R, "2.6", "‰", "0.0026", "1", "exact"),
    ("百分之八十五", R, "85", "%", "0.85", "1", "exact"),
    ("百分之百", R, "100", "%", "1", "1", "exact"),
    ("千分之三", R, "3", "‰", "0.003", "1", "exact"),
    ("2.1个百分点", R, "2.1", "个百分点", "0.021", "pp", "exact"),
    ("1.4倍", R, "1.4", "倍", "1.4", "times", "exact"),
    ("一倍多", R, "1", "倍", "1", "times", "approx"),
    ("两成", R, "2", "成", "0.2", "1", "exact"),
    ("三成半", R, "3.5", "成", "0.35", "1", "exact"),
    ("八五折", R, "8.5", "折", "0.85", "1", "exact"),
    ("四分之一", R, "0.25", "", "0.25", "1", "exact"),
    ("三分之二", R, "0.666666666667", "", "0.666666666667", "1", "approx"),
    ("1∶4", R, "0.25", "", "0.25", "1", "exact"),
    ("一半", R, "0.5", "", "0.5", "1", "exact"),
]


@pytest.mark.parametrize(("words", "label", "number", "unit", "base", "base_unit", "modifier"), SINGLE)
def test_single_number(
    words: str, label: Label, number: str, unit: str, base: str, base_unit: str, modifier: str
) -> None:
    value = normalise(words, label)
    assert (value.number, value.unit, value.base_number, value.base_unit) == (number, unit, base, base_unit)
    assert value.modifier == modifier
    assert value.low is None
    assert value.high is None


RANGES = [
    ("5万—10万元", A, "50000", "100000", "万元", "元"),
    ("3至5万元", A, "30000", "50000", "万元", "元"),
    ("8500到3万元", A, "8500", "30000", "万元", "元"),
    ("6000万～2亿元", A, "60000000", "200000000", "亿元", "元"),
    ("五元六角-五元八角", A, "5.6", "5.8", "元", "元"),
    ("30－40人", C, "30", "40", "人", "人"),
    ("三到五百人", C, "300", "500", "人", "人"),
    ("十五六个", C, "15", "16", "个", "个"),
    ("三五千人", C, "3000", "5000", "人", "人"),
    ("数十亿元", A, "1000000000", "10000000000", "元", "元"),
    ("3%–5%", R, "0.03", "0.05", "%", "1"),
    ("3~5%", R, "0.03", "0.05", "%", "1"),
    ("-2%至3%", R, "-0.02", "0.03", "%", "1"),
    ("百分之三到五", R, "0.03", "0.05", "%", "1"),
    ("七八成", R, "0.7", "0.8", "成", "1"),
    ("1.5—2.0个百分点", R, "0.015", "0.02", "个百分点", "pp"),
]


@pytest.mark.parametrize(("words", "label", "low", "high", "unit", "base_unit"), RANGES)
def test_range(words: str, label: Label, low: str, high: str, unit: str, base_unit: str) -> None:
    value = normalise(words, label)
    assert (value.low, value.high, value.unit, value.base_unit) == (low, high, unit, base_unit)
    assert (value.number, value.base_number, value.modifier) == (None, None, "range")


UNCERTAIN = [
    pytest.param("2 5万元", A, id="a space that may divide two numbers"),
    pytest.param("12,34户", C, id="groups that are not thousands"),
    pytest.param("3万5", C, id="five or five thousand"),
    pytest.param("1000-2亿元", A, id="a lower end without its scale"),
    pytest.param("10—5%", R, id="a range that runs downwards"),
    pytest.param("八到九百亿元", A, id="eight hundred or eight 亿"),
    pytest.param("2小时30分钟", C, id="two units"),
    pytest.param("3.4.5万元", A, id="two points"),
    pytest.param("几个", C, id="no number"),
    pytest.param("若干", C, id="no numeral"),
    pytest.param("", C, id="nothing"),
    pytest.param("一百五户", C, id="shorthand before a measure word"),
    pytest.param("九" * 300 + "户", C, id="longer than any value"),
    pytest.param("1/0", R, id="division by zero"),
]


@pytest.mark.parametrize(("words", "label"), UNCERTAIN)
def test_what_is_not_certain_has_no_number(words: str, label: Label) -> None:
    value = normalise(words, label)
    assert (value.number, value.base_number, value.low, value.high) == (None, None, None, None)


def test_number_without_its_currency_has_no_base() -> None:
    value = normalise("3150", A)
    assert (value.number, value.base_number) == ("3150", None)


@pytest.mark.parametrize(
    ("words", "label", "shared", "unit", "base", "base_unit"),
    [
        ("3150", A, "万元", "万元", "31500000", "元"),
        ("八", C, "万户", "万户", "80000", "户"),
        ("3.1", R, "%", "%", "0.031", "1"),
        ("0.6", R, "个百分点", "个百分点", "0.006", "pp"),
        ("3150元", A, "万元", "元", "3150", "元"),
        ("2.4万", C, "万户", "万户", "24000", "户"),
    ],
)
def test_shared_unit(words: str, label: Label, shared: str, unit: str, base: str, base_unit: str) -> None:
    value = normalise(words, label, shared_unit=shared)
    assert (value.unit, value.base_number, value.base_unit) == (unit, base, base_unit)


MODIFIERS = [
    ("同比增长约", "", "approx"),
    ("已接近", "", "approx"),
    ("", "左右", "approx"),
    ("覆盖率不低于", "", "at_least"),
    ("目标≥", "", "at_least"),
    ("至少达到", "", "at_least"),
    ("", "以上", "at_least"),
    ("控制在", "以内", "at_most"),
    ("不超过", "", "at_most"),
    ("≤ ", "", "at_most"),
    ("突破", "", "more_than"),
    ("规模超", "", "more_than"),
    ("超过了", "", "more_than"),
    ("不足", "", "less_than"),
    ("未超过", "", "at_most"),
    ("最近", "", "exact"),
    ("预算赶超", "", "exact"),
    ("", "以下简称", "exact"),
    ("收入", "，超过上年", "exact"),
    ("约占总数的", "", "exact"),
]


@pytest.mark.parametrize(("before", "after", "modifier"), MODIFIERS)
def test_words_beside_a_value_say_how_it_is_meant(before: str, after: str, modifier: str) -> None:
    assert normalise("40%", R, before, after).modifier == modifier


def test_words_beside_win_over_words_inside() -> None:
    assert normalise("600余万元", A, before="超过").modifier == "more_than"
