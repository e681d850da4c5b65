"""Where a fact comes from: the spans, relations and rules behind one indicator or finding, in plain Chinese lines."""

from collections.abc import Iterator
from decimal import Decimal

from zhibiao.errors import ZhibiaoError
from zhibiao.linking.facts import Change, Extraction, Finding, Indicator, Mention, Modifier, Source
from zhibiao.linking.intervals import bounds_of, factor_of
from zhibiao.models.scheme import CHINESE_NAMES, Relation, RelationType

RULE_TEXTS = {
    "sum_of_parts": "各组成部分之和应等于总数；未称穷尽的，不得超过总数",
    "rate_of_base": "比率应等于分子除以分母",
    "change_between_years": "增减额、增长率应与前后两期的数相符",
    "average_of_total": "平均数应等于总额除以数量",
    "target_met": "称已完成的，实际值应达到目标值",
    "comparison_in_words": "文字所作的比较应与两个数相符",
    "duplicate_indicator": "同一机构、同一时期的同一指标应只有一个数",
    "year_mismatch": "年份应为报告年度，或为文中所比较的年份",
}
"""What each rule of the audit holds, by the name that its findings bear."""

_SOURCES = {
    Source.EXPLICIT: "文中直接写明",
    Source.ANAPHORA: "由指代词语还原",
    Source.INHERITED: "沿用上级数值的",
    Source.DOCUMENT: "取自全文（报告单位或标题年度）",
}
_MODIFIERS = {
    Modifier.EXACT: "确数",
    Modifier.APPROX: "约数",
    Modifier.AT_LEAST: "下限（含）",
    Modifier.AT_MOST: "上限（含）",
    Modifier.MORE_THAN: "下限（不含）",
    Modifier.LESS_THAN: "上限（不含）",
    Modifier.RANGE: "区间",
}
_DIRECTIONS = {"increase": "增加", "decrease": "减少"}
_LINKS = {
    RelationType.HAS_INDICATOR: "指标",
    RelationType.HAS_ORG: "机构",
    RelationType.HAS_PERIOD: "时期",
    RelationType.PART_OF: "总数",
    RelationType.RELATIVE_TO: "基数",
}


def explain(extraction: Extraction, id: str) -> list[str]:
    """How an indicator (``i5``) or a finding (``f2``: the second of ``findings``) was arrived at, a line for each step.

    Offsets are code points into the document's text, ``[start–end)``.

    Raises:
        ZhibiaoError: where the extraction has neither an indicator nor a finding of that id.
    """
    return list(_Explanation(extraction).of(id))


class _Explanation:
    """The parts of one extraction, by id."""

    def __init__(self, extraction: Extraction) -> None:
        self._mentions = {mention.id: mention for mention in extraction.entities}
        self._indicators = {indicator.id: indicator for indicator in extraction.indicators}
        self._findings = {f"f{number}": finding for number, finding in enumerate(extraction.findings, 1)}
        self._relations = extraction.relations

    def of(self, id: str) -> Iterator[str]:
        if id in self._indicators:
            return self._of_indicator(self._indicators[id])
        if id in self._findings:
            return self._of_finding(id, self._findings[id])
        known = f"i1 to i{len(self._indicators)}" if self._indicators else "none"
        found = f"f1 to f{len(self._findings)}" if self._findings else "none"
        raise ZhibiaoError(f"nothing has the id {id!r}; indicators: {known}; findings: {found}")

    def _of_indicator(self, indicator: Indicator) -> Iterator[str]:
        value, name = indicator.value, indicator.indicator
        yield f"{indicator.id}　{_headline(indicator)}"
        yield f"数值：{self._span(value.entity)}，读作{_reading(indicator)}"
        pieces = "＋".join(map(self._span, name.entities)) or "文中未标"
        yield f"指标：{pieces}；全称“{name.qualified_name}”"
        if indicator.org:
            yield f"机构：{indicator.org.name}，{self._source(indicator.org.source, indicator.org.entity)}"
        if indicator.period:
            period = indicator.period
            dates = f"，即{period.start_date or '…'}至{period.end_date or '…'}" if _is_dated(indicator) else ""
            yield f"时期：{period.text}{dates}，{self._source(period.source, period.entity)}"
        if indicator.change:
            yield f"变化：{_change(indicator.change)}"
        for label, parent in (("部分于", indicator.part_of), ("相对于", indicator.relative_to)):
            if parent:
                yield f"{label}：{self._figure(parent)}"
        yield from self._links(indicator)
        yield f"置信度：{indicator.confidence:g}"
        for id, finding in self._findings.items():
            if indicator.id in finding.indicators:
                yield f"核对：{id}　{finding.message}"

    def _of_finding(self, id: str, finding: Finding) -> Iterator[str]:
        yield f"{id}　{finding.message}"
        severity = "错误（文中断言了这一关系）" if finding.severity == "error" else "提示（文中只是暗示这一关系）"
        yield f"规则：{finding.rule}，{RULE_TEXTS.get(finding.rule, '')}；{severity}"
        if finding.stated is not None or finding.computed is not None:
            unit = finding.unit or ""
            yield f"所写：{finding.stated or '—'}{unit}；应为或对照：{finding.computed or '—'}{unit}"
        for figure in finding.indicators:
            yield f"数字：{self._figure(figure)}，可表示{_leeway(self._indicators[figure])}"
        for figure in finding.indicators:
            yield from self._links(self._indicators[figure], set(finding.indicators))

    def _links(self, indicator: Indicator, among: set[str] | None = None) -> Iterator[str]:
        """The relations that start at an indicator's value; only those to the values of ``among`` where it is given."""
        values = {self._indicators[one].value.entity for one in among} if among is not None else None
        for relation in self._relations:
            is_meant = values is None or relation.tail in values
            if relation.head == indicator.value.entity and is_meant and relation.tail in self._mentions:
                yield self._link(relation)

    def _link(self, relation: Relation) -> str:
        head, tail = self._mentions[relation.head].text, self._span(relation.tail)
        return f"关系：“{head}”的{_LINKS[relation.type]}是{tail}（{relation.type}，{relation.confidence:g}）"

    def _figure(self, id: str) -> str:
        indicator = self._indicators[id]
        return f"{id}　{indicator.indicator.qualified_name}{self._span(indicator.value.entity)}"

    def _source(self, source: Source, entity: str | None) -> str:
        return _SOURCES[source] + (f"{self._span(entity)}" if entity else "")

    def _span(self, entity: str) -> str:
        mention: Mention = self._mentions[entity]
        label = CHINESE_NAMES[mention.label]
        return f"“{mention.text}”[{mention.start}–{mention.end})（{label}，{mention.confidence:g}）"


def _headline(indicator: Indicator) -> str:
    org = indicator.org.name if indicator.org else "机构不明"
    period = indicator.period.text if indicator.period else "时期不明"
    return f"{org}　{period}　{indicator.indicator.qualified_name}　{indicator.value.text}"


def _reading(indicator: Indicator) -> str:
    value = indicator.value
    kind = _MODIFIERS[value.modifier]
    if value.low is not None and value.high is not None:
        return f"{value.low}至{value.high}{value.base_unit}（{kind}）"
    if value.base_number is None:
        return "不能确定的数，未予换算"
    return f"{value.base_number}{'' if value.base_unit == '1' else value.base_unit}（{kind}）"


def _leeway(indicator: Indicator) -> str:
    """What the printed figure may stand for, in its own unit."""
    value = indicator.value
    limits = bounds_of(value)
    if limits is None:
        return "的范围不能确定"
    low, high = (_plain(end / factor_of(value)) for end in (limits.low, limits.high))
    return f"{low}{value.unit}" if low == high else f"{low}至{high}{value.unit}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number.is_finite() else "不限"


def _change(change: Change) -> str:
    return (change.against or "未写明与何相比") + _DIRECTIONS[change.direction]


def _is_dated(indicator: Indicator) -> bool:
    period = indicator.period
    return period is not None and (period.start_date is not None or period.end_date is not None)
