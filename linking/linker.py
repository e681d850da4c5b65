"""From entities and relations to indicators: one triple for each value."""

import re
from collections.abc import Sequence
from math import prod

from zhibiao.documents.document import Document
from zhibiao.linking.changes import change_of
from zhibiao.linking.facts import Change, Indicator, IndicatorName, NormalisedNumber, Value, ValueKind
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.names import qualify
from zhibiao.linking.readings import read_values
from zhibiao.linking.resolution import Resolution
from zhibiao.models.scheme import PARENT_TYPES, Entity, Label, Relation, RelationType

_KINDS = {Label.AMOUNT: ValueKind.AMOUNT, Label.COUNT: ValueKind.COUNT, Label.RATE: ValueKind.RATE}
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_SPACES = re.compile(r"\s+")
_LONGEST_CLAUSE = 120
"""Code points before a value in which it may be said what a change is measured against."""


def link(document: Document, entities: Sequence[Entity], relations: Sequence[Relation]) -> list[Indicator]:
    """One indicator for each value entity, in text order, with ids i1, i2, …"""
    graph = FactGraph(document.text, entities, relations)
    return link_graph(graph, Resolution(document, graph))


def link_graph(graph: FactGraph, resolution: Resolution) -> list[Indicator]:
    """The same from a graph and a resolution that are at hand."""
    ids = {value.id: f"i{number}" for number, value in enumerate(graph.values, 1)}
    numbers = read_values(graph)
    names = {value.id: _name(graph, value) for value in graph.values}
    changes = _changes(graph, names, numbers)
    qualified = _qualified_names(graph, names, changes)
    return [
        Indicator(
            id=ids[value.id],
            org=resolution.org_of(value),
            indicator=IndicatorName(
                name=names[value.id],
                qualified_name=qualified[value.id],
                entities=tuple(piece.id for piece in _pieces(graph, value)),
            ),
            value=Value(
                entity=value.id,
                text=graph.surface(value),
                kind=_KINDS[value.label],
                **numbers[value.id].model_dump(),
            ),
            period=resolution.period_of(value),
            change=changes[value.id],
            part_of=_parent_id(graph, value, RelationType.PART_OF, ids),
            relative_to=_parent_id(graph, value, RelationType.RELATIVE_TO, ids),
            confidence=_confidence(graph, value),
        )
        for value in graph.values
    ]


def _pieces(graph: FactGraph, value: Entity) -> list[Entity]:
    return sorted(graph.tails(value, RelationType.HAS_INDICATOR), key=lambda piece: piece.start)


def _name(graph: FactGraph, value: Entity) -> str:
    return "".join(_SPACES.sub("", graph.surface(piece)) for piece in _pieces(graph, value))


def _parent_id(graph: FactGraph, value: Entity, relation_type: RelationType, ids: dict[str, str]) -> str | None:
    return next((ids[parent.id] for parent in graph.tails(value, relation_type)), None)


def _changes(graph: FactGraph, names: dict[str, str], numbers: dict[str, NormalisedNumber]) -> dict[str, Change | None]:
    changes: dict[str, Change | None] = {}
    previous: Entity | None = None
    for value in graph.values:
        words = graph.text[max(previous.end if previous else 0, value.start - _LONGEST_CLAUSE) : value.start]
        *earlier, clause = _SENTENCE_END.split(words)
        change = change_of(names[value.id], clause, (numbers[value.id].base_number or "").startswith("-"))
        if change and change.against is None and previous and not earlier and _go_together(graph, previous, value):
            # 较上年增加3万元，增长2%: what the first is measured against holds for the second.
            before = changes[previous.id]
            change = Change(direction=change.direction, against=before.against if before else None)
        changes[value.id] = change
        previous = value
    return changes


def _go_together(graph: FactGraph, first: Entity, second: Entity) -> bool:
    """Whether two values are said of one total or share a piece of their indicator."""
    parents = graph.parents(first)
    shared = set(_pieces(graph, first)) & set(_pieces(graph, second))
    return bool(shared) or (bool(parents) and parents == graph.parents(second))


def _qualified_names(graph: FactGraph, names: dict[str, str], changes: dict[str, Change | None]) -> dict[str, str]:
    """The qualified name of each value; those above a value are named before it."""
    qualified: dict[str, str] = {}
    for value in graph.values:
        path = [value]
        while path[-1].id not in qualified and (parent := _parent(graph, path[-1])):
            path.append(parent[1])
        for current in reversed(path):
            if current.id not in qualified:
                relation_type, above = _parent(graph, current) or (None, None)
                change = changes[current.id]
                qualified[current.id] = qualify(
                    names[current.id],
                    qualified[above.id] if above else None,
                    relation_type,
                    change.against if change else None,
                )
    return qualified


def _parent(graph: FactGraph, value: Entity) -> tuple[RelationType, Entity] | None:
    for relation_type in PARENT_TYPES:
        for parent in graph.tails(value, relation_type):
            return relation_type, parent
    return None


def _confidence(graph: FactGraph, value: Entity) -> float:
    """The product of all that the triple was made from."""
    used = [relation for relation_type in RelationType for relation in graph.relations(value, relation_type)]
    parts = [value.confidence]
    for relation in used:
        parts += [relation.confidence, graph.entity(relation.tail).confidence]
    return round(prod(parts), 4)
