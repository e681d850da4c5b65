"""The body whose report a document is, and the year that the report is of."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.documents.document import BlockKind, Document
from zhibiao.linking.abbreviations import definitions
from zhibiao.linking.facts import ReportingOrg
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.organisations import is_anaphora, is_of_kind, is_ours
from zhibiao.linking.periods import FIRST_YEAR, LAST_YEAR
from zhibiao.models.scheme import Entity, Label, RelationType

_KINDS = (
    "局|委员会|委|办公室|厅|院|所|中心|学校|大学|学院|中学|小学|医院|政府|办事处|街道|总队|支队|大队|公司|集团|联合会|"
    "工会|协会|党校|检察院|法院|图书馆|博物馆|文化馆|档案馆|管理站|服务站|管理处|服务处|(?<!社)会|宣传部|组织部|统战部|工作部|武装部"
)
_NAME = rf"[\u4e00-\u9fff×XＸ]{{2,30}}?(?:{_KINDS})"
_BEHIND_NAME = (
    r"(?=$|[\s\d(（,，:：]|二[〇○零]|部门|单位|整体|绩效|决算|预算|工作|关于|年度|本级|机关|信息|法治|政务|项目|专项|的|财政|履职|"
    r"重点|普法|安全|[上下]半年|[第一二三四]季度|推进|开展|贯彻|落实|学习|政府信息|行政|内部|国有|资产|近期|领导班子|班子)"
)
_TITLE_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*(?:年度|年)")
_LEADING = re.compile(r"^(?:关于|印发)?(?:(?:19|20)\d{2}\s*[-—~至]?)*\s*(?:年度|年)?")
_IN_TITLE = re.compile(f"(?P<name>{_NAME}){_BEHIND_NAME}")
_SIGNATURE_REACH = 120
_FORM_FIELD = re.compile(
    r"(?:填报|编制|报告|报送|自评|预算|申报|主管)?(?:单位|部门|机构)(?:名称|全称)?(?:[(（][^()（）]{1,6}[)）])?\s*[:：]\s*"
    rf"(?P<name>{_NAME})(?=[\s,，。；;(（]|$)"
)
_INTRODUCES = re.compile(
    r"(?:是|系)[^。；，]{0,40}(?:部门|机构|单位|机关)|[内下]?设(?:有|立)?(?:\d|[一二两三四五六七八九十]|内设|机构)|"
    r"(?:机关|共有|现有|核定)[^。；，]{0,6}编制|的?(?:主要|部门|基本)?(?:职[责能]|情况|概况)|成立于|加挂"
)
_SIGNED = re.compile(
    rf"\n[ \t\u3000]*(?P<name>{_NAME})[ \t\u3000]*\n[ \t\u3000]*(?:19|20)\d{{2}}年\d{{1,2}}月\d{{1,2}}日\s*$"
)


class TitleYear(NamedTuple):
    """The year that a title names."""

    text: str
    year: int


def title_year(document: Document) -> TitleYear | None:
    """The first year of the document's title, as written; a title such as 2021—2023年 … is of its last year."""
    title = document.title or ""
    match = _TITLE_YEAR.search(title)
    if match is None:
        return None
    year = int(match["year"])
    return TitleYear(match.group(), year) if FIRST_YEAR <= year <= LAST_YEAR else None


def find_reporting_year(document: Document, graph: FactGraph) -> int | None:
    """The title's year, else the year that most values are said to be of; the later one of two as frequent."""
    if named := title_year(document):
        return named.year
    years = Counter(
        int(match.group())
        for value in graph.values
        for period in graph.tails(value, RelationType.HAS_PERIOD)
        for match in re.finditer(r"(?<!\d)(?:19|20)\d{2}(?=\s*年)", graph.surface(period))
    )
    plausible = [(count, year) for year, count in years.items() if FIRST_YEAR <= year <= LAST_YEAR]
    return max(plausible)[1] if plausible else None


def find_reporting_org(document: Document, graph: FactGraph) -> ReportingOrg | None:
    """The body whose report this is, from the surest sign that the text gives; None where it gives none.

    In this order: the title, a form's field (填报单位：…), what 我局 refers to, （以下简称“我局”）, a body introduced
    by its duties, the signature, and the first body of the kind that 我局 speaks of.
    """
    mentions = [entity for entity in graph.entities if entity.label is Label.ORG]
    return next(_candidates(document, graph, mentions), None)


def _candidates(document: Document, graph: FactGraph, mentions: list[Entity]) -> Iterator[ReportingOrg]:
    full = [mention for mention in mentions if not is_anaphora(graph.surface(mention))]
    ours = [mention for mention in mentions if is_ours(graph.surface(mention))]
    yield from _from_title(document, graph, full)
    if field := _FORM_FIELD.search(document.text):
        yield ReportingOrg(name=field["name"], start=field.start("name"), end=field.end("name"))
    yield from _referred_to(graph, ours)
    yield from _defined_as_ours(graph, full)
    yield from (_named(graph, mention) for mention in full if _INTRODUCES.match(graph.text, mention.end))
    yield from _signed(document.text)
    yield from _of_our_kind(graph, full, ours)


def _named(graph: FactGraph, mention: Entity) -> ReportingOrg:
    name = mention.refers_to or re.sub(r"\s", "", graph.surface(mention))
    return ReportingOrg(name=name, start=mention.start, end=mention.end)


def _from_title(document: Document, graph: FactGraph, full: list[Entity]) -> Iterator[ReportingOrg]:
    block = next((block for block in document.blocks if block.kind is BlockKind.TITLE), None)
    if block:
        inside = (mention for mention in full if block.start <= mention.start and mention.end <= block.end)
        yield from (_named(graph, mention) for mention in inside)
    title = re.sub(r"\s", "", document.title or "")
    match = _IN_TITLE.search(_LEADING.sub("", title))
    if match:
        name = match["name"]
        at = document.text.find(name)
        yield ReportingOrg(name=name, start=at if at >= 0 else None, end=at + len(name) if at >= 0 else None)


def _referred_to(graph: FactGraph, ours: list[Entity]) -> Iterator[ReportingOrg]:
    referred = Counter(mention.refers_to for mention in ours if mention.refers_to)
    for name, _ in referred.most_common(1):
        at = graph.text.find(name)
        yield ReportingOrg(name=name, start=at if at >= 0 else None, end=at + len(name) if at >= 0 else None)


def _defined_as_ours(graph: FactGraph, full: list[Entity]) -> Iterator[ReportingOrg]:
    ends = {mention.end: mention for mention in full}
    for position, short in definitions(graph.text):
        if position in ends and is_ours(short):
            yield _named(graph, ends[position])


def _signed(text: str) -> Iterator[ReportingOrg]:
    offset = max(0, len(text) - _SIGNATURE_REACH)
    if signature := _SIGNED.search(text[offset:]):
        start, end = signature.span("name")
        yield ReportingOrg(name=signature["name"], start=offset + start, end=offset + end)


def _of_our_kind(graph: FactGraph, full: list[Entity], ours: list[Entity]) -> Iterator[ReportingOrg]:
    """The first body named before 我局 that is a 局."""
    for pointing in ours:
        kind = graph.surface(pointing)[1:]
        for mention in full:
            if mention.start < pointing.start and is_of_kind(graph.surface(mention), kind):
                yield _named(graph, mention)
