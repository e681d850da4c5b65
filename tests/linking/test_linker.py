"""Triples: indicator, organisation, period, change and parents of each value."""

from collections.abc import Callable

import pytest

from zhibiao.linking.facts import Change, Extraction

Read = Callable[[str], Extraction]

REPORT = """\
2023年度岚山县商务局部门决算说明
{O1|岚山县商务局}（以下简称“{O2=岚山县商务局|我局}”）核定{I1|编制}{C1 I1 O1|42名}。
{P1|2023年}，{O3|全局}共有{I2|在职人员}{C2 I2 O3 P1|38人}，
其中{I3|男}{C3 I3 <C2|21人}，{I4|女}{C4 I4 <C2|17人}。
{P2|截至年末}，全县{I5|限上企业}{C5 I5 P2|96家}，较上年{I6|增加}{C6 I6 ~C5|8家}，{I7|增长}{R1 I7 ~C5|9.1%}。
{O4|县市场监管局}{I8|抽检食品}{C7 I8 O4|200批次}，{I9|合格率}{R2 I9 ~C7|98.5%}；
{O5|岚山县市场监督管理局}{I10|立案}{C8 I10 O5|6起}。
{I11|住宿}、{I12|餐饮}{I13|营业额}同比分别{I14|增长}{R3 I11 I13 I14|6.2}和{R4 I12 I13 I14|8.4%}。"""


@pytest.fixture
def report(read: Read) -> Extraction:
    return read(REPORT)


def test_one_indicator_a_value_in_text_order(report: Extraction) -> None:
    assert [indicator.value.text for indicator in report.indicators] == [
        *("42名", "38人", "21人", "17人", "96家", "8家", "9.1%", "200批次", "98.5%", "6起", "6.2", "8.4%")
    ]
    assert [indicator.id for indicator in report.indicators] == [f"i{number}" for number in range(1, 13)]


def test_the_document_knows_whose_and_of_when_it_is(report: Extraction) -> None:
    org = report.document.reporting_org
    assert org is not None
    assert org.name == "岚山县商务局"
    assert report.document.text[org.start : org.end] == "岚山县商务局"
    assert report.document.reporting_year == 2023


def by_value(report: Extraction, text: str) -> int:
    return next(number for number, indicator in enumerate(report.indicators) if indicator.value.text == text)


ORGS = [
    ("42名", "岚山县商务局", "explicit"),
    ("38人", "岚山县商务局", "anaphora"),
    ("21人", "岚山县商务局", "inherited"),
    ("96家", "岚山县商务局", "document"),
    ("200批次", "岚山县市场监督管理局", "explicit"),
    ("98.5%", "岚山县市场监督管理局", "inherited"),
]


@pytest.mark.parametrize(("value", "name", "source"), ORGS)
def test_organisation(report: Extraction, value: str, name: str, source: str) -> None:
    org = report.indicators[by_value(report, value)].org
    assert org is not None
    assert (org.name, org.source) == (name, source)


PERIODS = [
    ("42名", "2023年度", "2023-01-01", "2023-12-31", "document"),
    ("38人", "2023年", "2023-01-01", "2023-12-31", "explicit"),
    ("17人", "2023年", "2023-01-01", "2023-12-31", "inherited"),
    ("96家", "截至年末", None, "2023-12-31", "explicit"),
    ("9.1%", "截至年末", None, "2023-12-31", "inherited"),
]


@pytest.mark.parametrize(("value", "text", "start", "end", "source"), PERIODS)
def test_period(report: Extraction, value: str, text: str, start: str | None, end: str, source: str) -> None:
    period = report.indicators[by_value(report, value)].period
    assert period is not None
    assert (period.text, period.start_date, period.end_date, period.source) == (text, start, end, source)


CHANGES = [
    ("96家", None),
    ("8家", Change(direction="increase", against="较上年")),
    ("9.1%", Change(direction="increase", against="较上年")),
    ("6.2", Change(direction="increase", against="同比")),
    ("8.4%", Change(direction="increase", against="同比")),
]


@pytest.mark.parametrize(("value", "change"), CHANGES)
def test_change(report: Extraction, value: str, change: Change | None) -> None:
    assert report.indicators[by_value(report, value)].change == change


NAMES = [
    ("21人", "男", "男在职人员"),
    ("9.1%", "增长", "限上企业较上年增长"),
    ("98.5%", "合格率", "抽检食品合格率"),
    ("6.2", "住宿营业额增长", "住宿营业额同比增长"),
]


@pytest.mark.parametrize(("value", "name", "qualified"), NAMES)
def test_name(report: Extraction, value: str, name: str, qualified: str) -> None:
    indicator = report.indicators[by_value(report, value)].indicator
    assert (indicator.name, indicator.qualified_name) == (name, qualified)


def test_parents_are_named_by_indicator(report: Extraction) -> None:
    staff, men = report.indicators[1], report.indicators[2]
    assert (men.part_of, men.relative_to) == (staff.id, None)
    sampled, rate = report.indicators[7], report.indicators[8]
    assert (rate.part_of, rate.relative_to) == (None, sampled.id)


def test_a_list_shares_its_last_unit(report: Extraction) -> None:
    value = report.indicators[by_value(report, "6.2")].value
    assert (value.number, value.unit, value.base_number) == ("6.2", "%", "0.062")


def test_a_list_of_named_amounts_shares_its_last_unit(read: Read) -> None:
    report = read("分别用于{I1|水库加固}{A1 I1|3150}、{I2|灌区改造}{A2 I2|4500}、{I3|水土保持}{A3 I3|960万元}")
    assert [indicator.value.base_number for indicator in report.indicators] == ["31500000", "45000000", "9600000"]


def test_a_list_of_named_counts_does_not(read: Read) -> None:
    report = read("{I1|得分}{C1 I1|95}，{I2|检查企业}{C2 I2|12家}")
    assert report.indicators[0].value.base_unit == ""


def test_a_header_gives_bare_amounts_their_unit(read: Read) -> None:
    report = read("预算表（单位：万元）\n{I1|基本支出}：{A1 I1|1204.50}\n{I2|项目支出}：{A2 I2|36元}")
    first, second = report.indicators
    assert (first.value.unit, first.value.base_number) == ("万元", "12045000")
    assert (second.value.unit, second.value.base_number) == ("元", "36")


def test_a_column_gives_its_amounts_their_unit(read: Read) -> None:
    (indicator,) = read("项目  预算数（万元）\n{I1|执法办案}  {A1 I1|86.5}").indicators
    assert (indicator.value.unit, indicator.value.base_number) == ("万元", "865000")


def test_confidence_is_the_product_of_what_a_triple_was_made_from(read: Read) -> None:
    assert read("{I1|立案}{C1 I1|3起}").indicators[0].confidence == 1.0


def test_a_value_of_nothing_is_still_a_triple(read: Read) -> None:
    (indicator,) = read("共{C1|3起}。").indicators
    assert (indicator.indicator.name, indicator.org, indicator.period) == ("", None, None)


def test_parents_that_run_in_a_circle_do_not_hold_it_up(read: Read) -> None:
    report = read("{I1|甲}{C1 I1 <C2|3起}，{I2|乙}{C2 I2 <C1|3起}")
    assert [indicator.part_of for indicator in report.indicators] == ["i2", None]
