"""Checks annotated documents against the scheme: errors break it, warnings ask for a second look."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from zhibiao.models.scheme import (
    PARENT_TYPES,
    TAIL_LABELS,
    AnnotatedDocument,
    Entity,
    Label,
    RelationType,
)


@dataclass(frozen=True)
class Fault:
    """One thing found in one document; ``place`` is its file and line, where known."""

    document: str
    severity: Literal["error", "warning"]
    message: str
    place: str = ""

    def __str__(self) -> str:
        parts = (self.place, self.document, "warning" if self.severity == "warning" else "", self.message)
        return ": ".join(filter(None, parts))


_PUNCTUATION = "，。；：、,;:！？ \t\n\u3000"
_FILLER_START = {
    Label.INDICATOR: (
        "共有",
        "共计",
        "累计",
        "合计完成",
        "同比",
        "较上年",
        "比上年",
        "已",
        "约",
        "达到",
        "其中",
        "分别",
    ),
    Label.AMOUNT: ("约", "近", "达", "超", "人民币", "共"),
    Label.COUNT: ("约", "近", "达", "超", "共", "第"),
    Label.RATE: ("约", "近", "达", "超", "≥", ">"),
    Label.ORG: ("由", "对", "向", "经", "和"),
    Label.PERIOD: ("在",),
}
_FILLER_END = {
    Label.INDICATOR: ("为", "达到", "达", "共", "约", "分别为", "共计", "累计", "：", ":", "的"),
    Label.AMOUNT: ("以上", "左右", "整", "以内", "以下"),
    Label.COUNT: ("以上", "左右", "以内", "以下"),
    Label.RATE: ("以上", "左右", "以内", "以下"),
    Label.ORG: ("的",),
    Label.PERIOD: ("，",),
}
_NO_FILLER = ("节约", "集约", "签约", "预约", "履约", "违约")
"""Words that end in what is a filler elsewhere."""
_VALUE_CORE = re.compile(r"[\d０-９一二三四五六七八九十百千万亿两几零〇壹贰叁肆伍陆柒捌玖拾佰仟半数成倍]")
_LOOSE_NUMBER = re.compile(
    r"\d[\d,，.．]*\s*(?:%|％|‰|万元|亿元|元|万|亿|个百分点|人次|人|户|家|个|件|起|次|名|份|批次|公里|平方米|亩|吨|台|套|项|所|场|处|条|座)"
)


def check_document(document: AnnotatedDocument) -> Iterator[Fault]:
    """Yield every fault of one document."""
    for message in (*check_structure(document), *_check_meta(document)):
        yield Fault(document.id, "error", message)
    for severity, message in (*_check_surfaces(document), *_check_relations(document), *_check_values(document)):
        yield Fault(document.id, severity, message)


def check_documents(documents: Iterable[AnnotatedDocument]) -> Iterator[Fault]:
    """Yield every fault of ``documents``, duplicate ids included."""
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            yield Fault(document.id, "error", "the id stands twice")
        seen.add(document.id)
        yield from check_document(document)


def check_structure(document: AnnotatedDocument) -> Iterator[str]:
    """Yield what keeps the spans and links of ``document`` from being read at all, whatever they mean."""
    size = len(document.text)
    ids: set[str] = set()
    widest: Entity | None = None
    for entity in sorted(document.entities, key=lambda e: (e.start, e.end)):
        if entity.id in ids:
            yield f"entity id {entity.id} stands twice"
        ids.add(entity.id)
        if not entity.start < entity.end <= size:
            yield f"{entity.id} spans {entity.start}–{entity.end} in a text of {size} characters"
            continue
        if widest is not None and entity.start < widest.end:
            yield f"{_named(document, entity)} overlaps {_named(document, widest)}"
        if widest is None or entity.end > widest.end:
            widest = entity
    for relation in document.relations:
        for end in (relation.head, relation.tail):
            if end not in ids:
                yield f"{relation.type} names {end}, which is no entity"


def _check_meta(document: AnnotatedDocument) -> Iterator[str]:
    if not document.text.strip():
        yield "the text is empty"
    if "\r" in document.text:
        yield "the text holds a carriage return; a line ends in LF alone"
    for key in ("id", "reporting_org", "genre", "body", "province", "writer"):
        value = getattr(document, key)
        if value is not None and (not value or value != value.strip() or "\n" in value or "\r" in value):
            yield f"{key} is empty, begins or ends in a space, or holds a line break: {value!r}"


_Finding = tuple[Literal["error", "warning"], str]


def _named(document: AnnotatedDocument, entity: Entity) -> str:
    return f"{entity.id} {document.surface(entity)!r} ({entity.label} {entity.start}–{entity.end})"


def _check_surfaces(document: AnnotatedDocument) -> Iterator[_Finding]:
    for entity in document.entities:
        if entity.start < entity.end <= len(document.text):
            yield from _check_surface(document, entity)


def _check_surface(document: AnnotatedDocument, entity: Entity) -> Iterator[_Finding]:
    words = document.surface(entity)
    if any(sign in _PUNCTUATION or sign.isspace() for sign in (words[0], words[-1])):
        yield "error", f"{_named(document, entity)} begins or ends in a space or punctuation mark"
    for filler in _FILLER_START[entity.label]:
        if words.startswith(filler) and words != filler:
            yield "warning", f"{_named(document, entity)} begins with {filler}"
    for filler in _FILLER_END[entity.label]:
        if words.endswith(filler) and words != filler and not words.endswith(_NO_FILLER):
            yield "warning", f"{_named(document, entity)} ends in {filler}"
    if entity.label.is_value and not _VALUE_CORE.search(words):
        yield "error", f"{_named(document, entity)} holds no number"
    if entity.refers_to is not None and entity.label is not Label.ORG:
        yield "error", f"{_named(document, entity)} has refers_to, which only an ORG may have"
    if entity.refers_to is not None and entity.refers_to.split() != [entity.refers_to]:
        yield "error", f"{_named(document, entity)} refers to {entity.refers_to!r}, which is no name"


def _check_relations(document: AnnotatedDocument) -> Iterator[_Finding]:
    entities = {entity.id: entity for entity in document.entities}
    seen: set[tuple[str, str, str]] = set()
    parents: dict[str, list[str]] = {}
    for relation in document.relations:
        head, tail = entities.get(relation.head), entities.get(relation.tail)
        if head is None or tail is None:
            continue
        key = (relation.type, relation.head, relation.tail)
        if key in seen:
            yield "error", f"{relation.type} {head.id} → {tail.id} stands twice"
        seen.add(key)
        if not head.label.is_value:
            yield "error", f"{relation.type} starts at {_named(document, head)}; relations start at a value"
        if tail.label not in TAIL_LABELS[relation.type]:
            yield "error", f"{relation.type} ends at {_named(document, tail)}"
        if relation.type in PARENT_TYPES:
            parents.setdefault(head.id, []).append(tail.id)
        elif relation.type is not RelationType.HAS_INDICATOR and tail.start > head.start:
            yield (
                "warning",
                f"{relation.type} of {_named(document, head)} looks backwards from {_named(document, tail)}",
            )
        between = document.text[min(head.end, tail.end) : max(head.start, tail.start)]
        if relation.type is RelationType.HAS_INDICATOR and len(between) > 60:
            yield "warning", f"{_named(document, head)} is {len(between)} characters from {_named(document, tail)}"
    yield from _check_cycles(parents)


def _check_cycles(parents: dict[str, list[str]]) -> Iterator[_Finding]:
    while True:
        try:
            TopologicalSorter(parents).prepare()
            return
        except CycleError as error:
            circle = error.args[1][::-1]
            yield "error", f"PART_OF and RELATIVE_TO run in a circle: {' → '.join(circle)}"
            # Without this link the next circle shows.
            parents[circle[0]].remove(circle[1])


def _check_values(document: AnnotatedDocument) -> Iterator[_Finding]:
    linked = {relation.head for relation in document.relations if relation.type is RelationType.HAS_INDICATOR}
    tails = {relation.tail for relation in document.relations}
    for entity in document.entities:
        if entity.label.is_value and entity.id not in linked:
            yield "error", f"{_named(document, entity)} has no indicator"
        if entity.label in (Label.INDICATOR, Label.PERIOD) and entity.id not in tails:
            yield "error", f"{_named(document, entity)} belongs to no value"
    covered = {i for entity in document.entities for i in range(entity.start, entity.end)}
    for match in _LOOSE_NUMBER.finditer(document.text):
        if match.start() not in covered:
            context = document.text[max(0, match.start() - 8) : match.end() + 4].replace("\n", "⏎")
            yield "warning", f"{match.group()!r} is not marked, in {context!r}"
