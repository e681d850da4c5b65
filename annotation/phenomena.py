"""The ways of writing that make a figure hard to read, each defined here and nowhere else.

Statistics count them in the corpus and evaluation tells from them what a model is good at. A phenomenon is a name in
Chinese and English and a predicate on a value (or, for a few, on a whole document) that looks at text and gold marks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from zhibiao.annotation.predicates import (
    OfValue,
    before,
    bound,
    depth,
    goes_from_to,
    has_several_bodies,
    has_several_periods,
    indicator,
    is_enclosed,
    is_half_width,
    is_of_abbreviation,
    is_of_pronoun,
    is_paired,
    is_scaled_count,
    precedes_indicator,
    shares_unit,
    words,
)
from zhibiao.annotation.sight import Sight
from zhibiao.linking.facts import Modifier
from zhibiao.models.scheme import AnnotatedDocument

_DIGIT = r"[\d０-９]"


@dataclass(frozen=True)
class Phenomenon:
    """One way of writing. A document shows it where one of its values does, or where ``of_document`` says so."""

    key: str
    english: str
    chinese: str
    of_value: OfValue = lambda _, __: False
    of_document: Callable[[Sight], bool] = lambda _: False


PHENOMENA = (
    Phenomenon("part_1", "breakdown, one deep", "其中（一层）", depth(1)),
    Phenomenon("part_2", "breakdown, two deep", "其中（两层）", depth(2)),
    Phenomenon("part_3", "breakdown, three deep or more", "其中（三层及以上）", depth(3)),
    Phenomenon("respectively", "respectively", "分别", before("分别")),
    Phenomenon("shared_unit", "unit shared with the next number", "共用单位", shares_unit),
    Phenomenon("from_to", "from … to …", "由…到…", goes_from_to),
    Phenomenon("target", "target", "目标值", indicator("[≥≤＞＜>]|不[低少小高多大]于|目标|指标|计划")),
    Phenomenon(
        "execution", "execution rate, (A) (B)", "执行率、（A）（B）", indicator(r"执行率|[（(][AB](?:[/÷][AB])?[)）]")
    ),
    Phenomenon("pair", "pair of quantities", "成对数值", is_paired),
    Phenomenon("range", "range", "区间", words(rf"{_DIGIT}[^\d]*[-—–~～至到]+\s*{_DIGIT}")),
    Phenomenon("vague", "vague digit", "余、多、几、来", words("[余多几来]")),
    Phenomenon("approx", "about", "约、近、左右", bound(Modifier.APPROX)),
    Phenomenon("at_least", "at least", "不低于、以上", bound(Modifier.AT_LEAST)),
    Phenomenon("at_most", "at most", "不超过、以内", bound(Modifier.AT_MOST)),
    Phenomenon("more_than", "more than", "超过、突破", bound(Modifier.MORE_THAN)),
    Phenomenon("less_than", "less than", "不足、不到", bound(Modifier.LESS_THAN)),
    Phenomenon("chinese_numeral", "Chinese numeral", "汉字数字", words("^[一二三四五六七八九十两百千零〇][^\\d]*$")),
    Phenomenon("capital_numeral", "capital numeral", "大写数字", words("[壹贰叁肆伍陆柒捌玖拾佰仟]")),
    Phenomenon("percent_word", "per cent in words", "百分之", words("百分之")),
    Phenomenon("per_mille", "per mille", "‰", words("‰|千分之")),
    Phenomenon("points", "percentage points", "个百分点", words("百分点")),
    Phenomenon("times", "times", "倍", words("倍")),
    Phenomenon("tenths", "tenths", "成", words("成[半多]?$")),
    Phenomenon(
        "ratio", "ratio", "比例", words(rf"{_DIGIT}\s*[:：∶]\s*{_DIGIT}|[一二三四五六七八九十]比[一二三四五六七八九十]")
    ),
    Phenomenon("fraction", "fraction", "分数", words(rf"(?<![百千])分之|^{_DIGIT}+[/／]{_DIGIT}+$")),
    Phenomenon("scaled_count", "万 or 亿 before a measure word", "万、亿加量词", is_scaled_count),
    Phenomenon("full_width", "full-width digits", "全角数字", words("[０-９]")),
    Phenomenon("comma", "thousands set off by a comma", "千分位逗号", words(r"\d,\d{3}(?!\d)")),
    Phenomenon(
        "wide_comma",
        "thousands set off by a full-width comma",
        "千分位全角逗号",
        words(rf"{_DIGIT}，{_DIGIT}{{3}}(?!{_DIGIT})"),
    ),
    Phenomenon("space", "thousands set off by a space", "千分位空格", words(r"\d[ \u3000\xa0\u2009\u202f]\d{3}(?!\d)")),
    Phenomenon("value_first", "value before its indicator", "数值在指标前", precedes_indicator),
    Phenomenon("enclosed", "value between verb and noun", "动词+数值+名词", is_enclosed),
    Phenomenon("several_bodies", "several organisations in a line", "一行多个机构", has_several_bodies),
    Phenomenon("abbreviated", "abbreviated organisation", "机构简称", is_of_abbreviation),
    Phenomenon("pronoun", "我局 and its like", "我局、本单位等指代", is_of_pronoun),
    Phenomenon("several_periods", "several periods in a sentence", "一句多个时期", has_several_periods),
    Phenomenon("half_width", "half-width punctuation", "半角标点", is_half_width),
    Phenomenon("wrapped", "line break inside the sentence", "句中换行", Sight.is_wrapped),
    Phenomenon(
        "defined",
        "以下简称",
        "以下简称",
        of_document=lambda sight: "简称" in sight.graph.text or "下称" in sight.graph.text,
    ),
    Phenomenon(
        "no_value", "passage without a value", "没有数值的段落", of_document=lambda sight: not sight.graph.values
    ),
)
"""All of them, in the order in which they are shown."""


def value_phenomena(document: AnnotatedDocument) -> dict[str, frozenset[str]]:
    """The keys of the phenomena that each value of ``document`` shows, by the value's id."""
    sight = Sight(document)
    return {
        value.id: frozenset(one.key for one in PHENOMENA if one.of_value(sight, value)) for value in sight.graph.values
    }


def document_phenomena(document: AnnotatedDocument) -> frozenset[str]:
    """The keys of the phenomena that ``document`` shows, by its values or as a whole."""
    sight = Sight(document)
    return frozenset(
        one.key
        for one in PHENOMENA
        if one.of_document(sight) or any(one.of_value(sight, value) for value in sight.graph.values)
    )
