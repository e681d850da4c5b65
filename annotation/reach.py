"""Values that seem to lack an organisation or a period which governs them (rules 27 and 28 of the guidelines).

There are good exceptions (a change of topic, a figure of another body), so what is found is a warning.
"""

import re
from collections.abc import Callable, Iterator

from zhibiao.annotation.context import ITEM_MARKER, line_around
from zhibiao.documents.numbering import find_numbering
from zhibiao.linking.graph import FactGraph
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, RelationType

_SENTENCE_END = re.compile(r"[。！？]")
_CLAUSE_END = re.compile(r"[；;]")
_RUN_IN_HEADING = re.compile(r"(?:[^。：:，,；\d]{2,16}[。：:])?\s*")
"""What may stand between the numbering of a paragraph and the period at its head."""
_OF_ITS_VALUE_ALONE = re.compile(r"每|平均|日均|月均")
"""Periods (每月, 每人每年) that govern the value they stand in, and no other."""


def check_reach(document: AnnotatedDocument) -> Iterator[str]:
    """Yield a line for each value without a parent that lacks what an earlier value of its line has."""
    graph = FactGraph(document.text, document.entities, document.relations)
    for value in graph.values:
        if graph.parents(value):
            continue
        words = f"{value.id} {graph.surface(value)!r}"
        for kind, label, reaches in (
            (RelationType.HAS_ORG, Label.ORG, _organisation_reaches),
            (RelationType.HAS_PERIOD, Label.PERIOD, _period_reaches),
        ):
            if not graph.tails(value, kind) and (found := _governor(graph, value, kind, label, reaches)):
                earlier, tail = found
                yield (
                    f"{words} has no {label}, but {earlier.id} {graph.surface(earlier)!r} before it in the line has "
                    f"{tail.id} {graph.surface(tail)!r}"
                )


def _governor(
    graph: FactGraph,
    value: Entity,
    kind: RelationType,
    label: Label,
    reaches: Callable[[FactGraph, Entity, Entity], bool],
) -> tuple[Entity, Entity] | None:
    """The nearest earlier value of the line that has a tail of ``kind``, and that tail, where it governs ``value``."""
    begin, _ = line_around(graph.text, value.start)
    for earlier in reversed(graph.values):
        if earlier.start < begin:
            return None
        tails = graph.tails(earlier, kind) if earlier.end <= value.start else []
        if tails:
            tail = tails[-1]
            nearer = any(
                entity.label is label and tail.end <= entity.start < value.start and entity not in tails
                for entity in graph.entities
            )
            governs = begin <= tail.start < value.start and not nearer and reaches(graph, tail, value)
            return (earlier, tail) if governs else None
    return None


def _organisation_reaches(graph: FactGraph, organisation: Entity, value: Entity) -> bool:
    """Whether no item of a list ends the organisation's reach; one before the first item governs them all."""
    text = graph.text
    begin, _ = line_around(text, value.start)
    return not (
        ITEM_MARKER.search(text, organisation.end, value.start) and ITEM_MARKER.search(text, begin, organisation.start)
    )


def _period_reaches(graph: FactGraph, period: Entity, value: Entity) -> bool:
    """Whether the period governs as far as ``value``: to the sentence's end, or the paragraph's where it heads it.

    In mid-paragraph, ； and a newly named organisation end its reach; the old value of 由…提高到… has none.
    """
    text = graph.text
    begin, _ = line_around(text, period.start)
    words, behind = text[period.start : period.end], text[period.end : value.start]
    if _OF_ITS_VALUE_ALONE.search(words) or behind[:1] == "的" or behind[-1:] in ("由", "从"):
        return False
    numbering = find_numbering(text, begin)
    head = begin + (len(numbering.text) if numbering else 0)
    if _RUN_IN_HEADING.fullmatch(text[head : period.start].strip()):
        return True
    if _SENTENCE_END.search(behind) or ITEM_MARKER.search(text, period.end, value.start):
        return False
    clause = _CLAUSE_END.search(text, period.end, value.start)
    return clause is None or not any(
        entity.label is Label.ORG and clause.end() <= entity.start < value.start for entity in graph.entities
    )
