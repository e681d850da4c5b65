"""Facts → rows: one row an indicator and one row a finding, with Chinese headings, as sheets and CSV show them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from zhibiao.linking.facts import Extraction, Finding, Indicator
from zhibiao.serve.wording import KINDS, MODIFIERS, RULES, SEVERITIES, change_words

T = TypeVar("T")
Cell = str | int | float
Row = tuple[Cell, ...]


class Report:
    """An extraction with what its rows look up."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self._indicators = {indicator.id: indicator for indicator in extraction.indicators}
        self._mentions = {mention.id: mention for mention in extraction.entities}
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in extraction.findings:
            for indicator in finding.indicators:
                self._findings[indicator].append(finding)

    def naming(self, indicator: str | None) -> str:
        """An indicator in a few words: ``i3 市场主体 52104户``; empty for None."""
        if indicator is None:
            return ""
        fact = self._indicators[indicator]
        return f"{fact.id} {fact.indicator.qualified_name} {fact.value.text}"

    def findings(self, indicator: Indicator) -> list[Finding]:
        """The findings that concern ``indicator``."""
        return self._findings.get(indicator.id, [])

    def span(self, indicator: Indicator) -> tuple[int, int]:
        """Where the value stands, in code points."""
        mention = self._mentions[indicator.value.entity]
        return mention.start, mention.end


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its heading, its width in characters and what a row has there."""

    heading: str
    width: int
    cell: Callable[[Report, T], Cell]
    is_number: bool = False
    """Whether what reads as a number is one; elsewhere digits are text."""


INDICATOR_COLUMNS: tuple[Column[Indicator], ...] = (
    Column("文档", 24, lambda report, _: report.extraction.document.id),
    Column("编号", 7, lambda _, fact: fact.id),
    Column("机构", 26, lambda _, fact: fact.org.name if fact.org else ""),
    Column("指标", 20, lambda _, fact: fact.indicator.name),
    Column("指标全称", 34, lambda _, fact: fact.indicator.qualified_name),
    Column("原文数值", 14, lambda _, fact: fact.value.text),
    Column("类别", 7, lambda _, fact: KINDS[fact.value.kind]),
    Column("数字", 12, lambda _, fact: fact.value.number or "", is_number=True),
    Column("单位", 9, lambda _, fact: fact.value.unit),
    Column("折算数", 16, lambda _, fact: base_number(fact), is_number=True),
    Column("折算单位", 10, lambda _, fact: fact.value.base_unit),
    Column("限定", 8, lambda _, fact: MODIFIERS[fact.value.modifier]),
    Column("时期", 16, lambda _, fact: fact.period.text if fact.period else ""),
    Column("起始日", 12, lambda _, fact: (fact.period and fact.period.start_date) or ""),
    Column("截止日", 12, lambda _, fact: (fact.period and fact.period.end_date) or ""),
    Column("变化", 12, lambda _, fact: change_words(fact.change)),
    Column("属于", 30, lambda report, fact: report.naming(fact.part_of)),
    Column("相对于", 30, lambda report, fact: report.naming(fact.relative_to)),
    Column("置信度", 8, lambda _, fact: fact.confidence, is_number=True),
    Column("起点", 8, lambda report, fact: report.span(fact)[0], is_number=True),
    Column("终点", 8, lambda report, fact: report.span(fact)[1], is_number=True),
    Column("核对", 50, lambda report, fact: "；".join(found.message.rstrip("。") for found in report.findings(fact))),
)

FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("文档", 24, lambda report, _: report.extraction.document.id),
    Column("级别", 7, lambda _, found: SEVERITIES[found.severity]),
    Column("规则", 12, lambda _, found: RULES.get(found.rule, found.rule)),
    Column("说明", 70, lambda _, found: found.message),
    Column("报告数", 14, lambda _, found: found.stated or "", is_number=True),
    Column("核算数", 14, lambda _, found: found.computed or "", is_number=True),
    Column("单位", 9, lambda _, found: found.unit or ""),
    Column("涉及指标", 70, lambda report, found: "；".join(map(report.naming, found.indicators))),
)


def indicator_rows(extraction: Extraction) -> Iterator[Row]:
    """A row an indicator, in text order."""
    report = Report(extraction)
    for indicator in extraction.indicators:
        yield tuple(column.cell(report, indicator) for column in INDICATOR_COLUMNS)


def finding_rows(extraction: Extraction) -> Iterator[Row]:
    """A row a finding, errors first."""
    report = Report(extraction)
    for finding in extraction.findings:
        yield tuple(column.cell(report, finding) for column in FINDING_COLUMNS)


def base_number(indicator: Indicator) -> str:
    """The number in base units; ``low–high`` for a range, empty where the words are not understood."""
    value = indicator.value
    if value.low is not None and value.high is not None:
        return f"{value.low}–{value.high}"
    return value.base_number or ""
