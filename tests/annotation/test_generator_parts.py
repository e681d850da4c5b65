"""What each kind of change does to a passage."""

from decimal import Decimal
from random import Random

import pytest

from zhibiao.annotation.gazetteer import COUNTIES, PREFECTURES, PROVINCES, stem
from zhibiao.annotation.generator import Change
from zhibiao.annotation.generator_bodies import KIND_OF_FORM, KINDS, compose
from zhibiao.annotation.generator_figures import other_figures
from zhibiao.annotation.generator_lists import other_marks
from zhibiao.annotation.generator_names import other_mentions, rename_bodies, rename_places
from zhibiao.annotation.generator_numerals import other_forms
from zhibiao.annotation.generator_readings import spoken
from zhibiao.annotation.generator_typing import among_them, slips, wrapped
from zhibiao.annotation.generator_years import other_years
from zhibiao.annotation.markup import read_markup
from zhibiao.annotation.pieces import Draft
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import AnnotatedDocument, Label

SEEDS = range(40)


def read(text: str) -> AnnotatedDocument:
    (document,) = read_markup(f"# id: one\n# reporting_org: 岚山县卫生健康局\n# province: 湖南\n{text}\n")
    return document


def numbers(document: AnnotatedDocument, seed: int) -> dict[str, Decimal]:
    words = other_figures(document, Random(seed))
    values = [entity for entity in document.entities if entity.label.is_value]
    read_ = {one.id: normalise(words.get(one.id, document.surface(one)), one.label) for one in values}
    return {name: Decimal(value.base_number) for name, value in read_.items() if value.base_number}


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_still_add_up_and_rates_still_follow(seed: int) -> None:
    budget = read(
        "{I1|支出}{A1 I1|1,204.66万元}，其中{I2|基本支出}{A2 I2 <A1|1088.20万元}，{I3|项目支出}{A3 I3 <A1|116.46万元}，"
        "{I4|占}{R1 I4 ~A3|9.67%}；{I5|抽检}{C1 I5|102批次}，{I6|合格}{C2 I6|75批次}，{I7|合格率}{R2 I7 ~C1|73.53%}。"
    )
    new = numbers(budget, seed)
    assert new["A1"] == new["A2"] + new["A3"]
    assert abs(new["R1"] - new["A3"] / new["A1"]) <= Decimal("0.00005")
    assert abs(new["R2"] - new["C2"] / new["C1"]) <= Decimal("0.00005")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_still_is_that_between_its_two_levels(seed: int) -> None:
    growth = read(
        "{P1|2023年}{I1|收入}{A1 I1 P1|792.22万元}，较{P2|2022年}的{A2 I1 P2|602.97万元}"
        "{I2|增加}{A3 I2 ~A1|189.25万元}，"
        "{I3|增长}{R1 I3 ~A1|31.39%}。"
    )
    new = numbers(growth, seed)
    assert new["A1"] - new["A2"] == new["A3"]
    assert abs(new["R1"] - new["A3"] / new["A2"]) <= Decimal("0.00005")


def test_figures_differ_from_seed_to_seed() -> None:
    document = read("{I1|收入}{A1 I1|792.22万元}，{I2|合格率}{R1 I2|73.53%}。")
    assert len({tuple(other_figures(document, Random(seed)).items()) for seed in SEEDS}) > len(SEEDS) // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_place_has_one_name_in_entities_and_in_plain_text(seed: int) -> None:
    document = read("{O1|岚山县财政局}与{O2=*|我局}，岚山县及岚山各乡镇{I1|投入}{A1 I1 O1|5万元}。")
    variant = rename_places(Draft.of(document), Random(seed)).finished()
    finance, ours = (entity for entity in variant.entities if entity.label is Label.ORG)
    place = variant.surface(finance).removesuffix("财政局")
    assert variant.reporting_org == ours.refers_to == f"{place}卫生健康局"
    assert f"，{place}及{stem(place)}各乡镇" in variant.text


@pytest.mark.parametrize("seed", SEEDS)
def test_a_body_keeps_one_name_short_and_in_full(seed: int) -> None:
    document = read("岚山县卫生健康局总结。{O1=岚山县卫生健康局|县卫健局}、{O2=*|我局}{I1|投入}{A1 I1 O1|5万元}。")
    variant = rename_bodies(Draft.of(document), Random(seed)).finished()
    short, ours = (entity for entity in variant.entities if entity.label is Label.ORG)
    assert variant.text.startswith(f"{variant.reporting_org}总结")
    assert short.refers_to == ours.refers_to == variant.reporting_org
    kind = KIND_OF_FORM[(variant.reporting_org or "").removeprefix("岚山县")]
    names = compose("岚山县", kind)
    assert variant.reporting_org == names.full
    assert variant.surface(short) in names.shorts


def test_words_for_the_reporting_body_become_other_words_for_it() -> None:
    document = read("{O1=*|我局}{I1|投入}{A1 I1 O1|5万元}。")
    words = {other_mentions(Draft.of(document), Random(seed)).pieces[0].words for seed in SEEDS}
    assert {"我局", "本局", "本单位"} <= words <= set(compose("岚山县", KIND_OF_FORM["卫健局"]).ours)


@pytest.mark.parametrize(
    ("value", "label", "others"),
    [
        ("1.2万户", Label.COUNT, {"12000户"}),
        ("12000户", Label.COUNT, {"1.2万户"}),
        ("3家", Label.COUNT, {"三家"}),
        ("两家", Label.COUNT, {"2家"}),
        ("百分之九十五", Label.RATE, {"95%"}),
        ("95%", Label.RATE, {"百分之九十五", "百分之95"}),
        ("3,200万元", Label.AMOUNT, {"0.32亿元"}),
        ("1.25亿元", Label.AMOUNT, {"12500万元"}),
        ("500余万元", Label.AMOUNT, set()),
    ],
)
def test_a_number_is_written_in_another_form(value: str, label: Label, others: set[str]) -> None:
    document = read(f"{{I1|收入}}为{{{label.value[0]}1 I1|{value}}}。")
    words = {other_forms(Draft.of(document), Random(seed)).pieces[2].words for seed in SEEDS}
    assert words == {value} | others


@pytest.mark.parametrize(
    ("number", "words"),
    [("2", "二"), ("10", "十"), ("15", "十五"), ("105", "一百零五"), ("10020", "一万零二十"), ("92.1", "九十二点一")],
)
def test_numerals_are_spoken(number: str, words: str) -> None:
    assert spoken(Decimal(number)) == words


def test_years_move_together() -> None:
    document = read("{P1|2023年}{I1|收入}{A1 I1 P1|5万元}，{P2|二〇二一年}{A2 I1 P2|3万元}，2023年以后。")
    for seed in SEEDS:
        text = other_years(Draft.of(document), Random(seed)).finished().text
        year = int(text[:4])
        assert f"，{year}年以后" in text
        assert "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year - 2)) in text


def test_marks_of_items_change_together() -> None:
    document = read("一、概况。\n{I1|收入}{A1 I1|5万元}。\n二、成效。\n{I2|支出}{A2 I2|3万元}。")
    for seed in SEEDS:
        lines = other_marks(Draft.of(document), Random(seed)).finished().text.split("\n")
        pairs = {("一、", "二、"), ("（一）", "（二）"), ("1.", "2."), ("1、", "2、"), ("（1）", "（2）"), ("①", "②")}
        assert (lines[0].removesuffix("概况。"), lines[2].removesuffix("成效。")) in pairs


@pytest.mark.parametrize("change", [among_them, slips, wrapped], ids=["其中", "slips", "wrapped"])
def test_typing_leaves_entities_alone(change: Change) -> None:
    document = read(
        "全年部门整体工作情况良好，有关任务按期完成。{I1|支出}{A1 I1|5万元}，其中：{I2|基本支出}{A2 I2 <A1|3万元}。"
    )
    for seed in SEEDS:
        variant = change(Draft.of(document), Random(seed)).finished()
        words = [variant.surface(entity).replace("\n", "") for entity in variant.entities]
        assert words == ["支出", "5万元", "基本支出", "3万元"]


def test_the_gazetteer_holds_provinces_prefectures_and_counties() -> None:
    assert (len(PROVINCES), len(PREFECTURES) >= 300, len(COUNTIES) >= 700) == (31, True, True)
    assert len(KINDS) >= 120


@pytest.mark.parametrize(
    ("name", "short"),
    [("通道侗族自治县", "通道"), ("广西壮族自治区", "广西"), ("忠县", "忠县"), ("黔西南布依族苗族自治州", "黔西南")],
)
def test_a_place_has_a_stem(name: str, short: str) -> None:
    assert stem(name) == short
