"""The output of the program: indicators, findings and the whole extraction, as ``docs/contract`` states it.

These classes are the one definition of the output JSON; its JSON Schema is generated from :class:`Extraction`.
Numbers are exact decimals written as strings. Offsets are code points into ``DocumentInfo.text``.
"""

from enum import StrEnum
from typing import Literal

from zhibiao.models.scheme import Frozen, Label, Relation

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class ValueKind(StrEnum):
    """The kind of a value, by its label."""

    AMOUNT = "amount"
    COUNT = "count"
    RATE = "rate"


class Modifier(StrEnum):
    """How exactly the number stands for the thing."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"


class Source(StrEnum):
    """How an organisation or a period was resolved."""

    EXPLICIT = "explicit"
    ANAPHORA = "anaphora"
    INHERITED = "inherited"
    DOCUMENT = "document"


class Mention(Frozen):
    """An entity as found in the text."""

    id: str
    label: Label
    text: str
    start: int
    end: int
    confidence: float


class NormalisedNumber(Frozen):
    """What a value's words say, in numbers.

    ``number`` and ``unit`` are as written (``2052.99``, ``万元``); ``base_number`` and ``base_unit`` in base units:
    money in 元; counts with 万 and 亿 multiplied out; %, ‰, 成, 百分之 and ratios as a fraction of unit ``1``; 百分点
    as a fraction of unit ``pp``; 倍 as the number of unit ``times``. A range has ``low`` and ``high`` in base units
    and null numbers. Where the words are not understood for certain, the numbers are null.
    """

    number: str | None
    low: str | None = None
    high: str | None = None
    unit: str
    base_number: str | None
    base_unit: str
    modifier: Modifier = Modifier.EXACT


class Value(NormalisedNumber):
    """The value of one indicator: the entity it stands in and its numbers."""

    entity: str
    text: str
    kind: ValueKind


class IndicatorName(Frozen):
    """What the value measures; ``qualified_name`` reads well on its own."""

    name: str
    qualified_name: str
    entities: tuple[str, ...]


class ResolvedOrg(Frozen):
    """The organisation that a value is of."""

    name: str
    entity: str | None
    source: Source


class ResolvedPeriod(Frozen):
    """The period that a value speaks of; dates are ISO 8601, inclusive, null where not known."""

    text: str
    entity: str | None
    start_date: str | None
    end_date: str | None
    source: Source


class Change(Frozen):
    """The direction of a change and what it is measured against (同比, 环比, 较上年 …; null where not said)."""

    direction: Literal["increase", "decrease"]
    against: str | None


class Indicator(Frozen):
    """One indicator triple (organisation, indicator, value) with its period and its place in the report's sums."""

    id: str
    org: ResolvedOrg | None
    indicator: IndicatorName
    value: Value
    period: ResolvedPeriod | None
    change: Change | None
    part_of: str | None
    relative_to: str | None
    confidence: float


class Finding(Frozen):
    """A place where the report's own figures disagree. ``message`` is one Chinese sentence for an analyst."""

    rule: str
    severity: Literal["error", "warning"]
    message: str
    indicators: tuple[str, ...]
    stated: str | None
    computed: str | None
    unit: str | None


class ReportingOrg(Frozen):
    """The body whose report this is, and where the text names it (code points; null if it is not in the text)."""

    name: str
    start: int | None
    end: int | None


class DocumentInfo(Frozen):
    """The document that was read."""

    id: str
    title: str | None
    text: str
    reporting_org: ReportingOrg | None
    reporting_year: int | None


class ModelInfo(Frozen):
    """The model that tagged the document."""

    name: str
    version: str


class Extraction(Frozen):
    """The output JSON of one document."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    document: DocumentInfo
    entities: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...]
    model: ModelInfo
