"""From entities and relations to indicators: one triple for each value."""

from collections.abc import Sequence
from math import prod

from zhibiao.documents.document import Document
from zhibiao.linking.facts import Indicator, IndicatorName, ResolvedOrg, ResolvedPeriod, Source, Value, ValueKind
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import Entity, Label, Relation, RelationType

_KINDS = {Label.AMOUNT: ValueKind.AMOUNT, Label.COUNT: ValueKind.COUNT, Label.RATE: ValueKind.RATE}


def link(document: Document, entities: Sequence[Entity], relations: Sequence[Relation]) -> list[Indicator]:
    """One indicator for each value entity, in text order, with ids i1, i2, …"""
    graph = FactGraph(document.text, entities, relations)
    ids = {value.id: f"i{number}" for number, value in enumerate(graph.values, 1)}
    return [_indicator(graph, value, ids) for value in graph.values]


def _indicator(graph: FactGraph, value: Entity, ids: dict[str, str]) -> Indicator:
    pieces = sorted(graph.tails(value, RelationType.HAS_INDICATOR), key=lambda piece: piece.start)
    name = "".join(graph.surface(piece) for piece in pieces)
    text = graph.surface(value)
    used = [relation for kind in RelationType for relation in graph.relations(value, kind)]
    number = normalise(text, value.label)
    return Indicator(
        id=ids[value.id],
        org=_org(graph, value),
        indicator=IndicatorName(name=name, qualified_name=name, entities=tuple(piece.id for piece in pieces)),
        value=Value(entity=value.id, text=text, kind=_KINDS[value.label], **number.model_dump()),
        period=_period(graph, value),
        change=None,
        part_of=next((ids[tail.id] for tail in graph.tails(value, RelationType.PART_OF)), None),
        relative_to=next((ids[tail.id] for tail in graph.tails(value, RelationType.RELATIVE_TO)), None),
        confidence=prod([value.confidence, *(relation.confidence for relation in used)]),
    )


def _org(graph: FactGraph, value: Entity) -> ResolvedOrg | None:
    for above in graph.ancestors(value):
        for org in graph.tails(above, RelationType.HAS_ORG):
            source = Source.INHERITED if above.id != value.id else Source.ANAPHORA if org.refers_to else Source.EXPLICIT
            return ResolvedOrg(name=org.refers_to or graph.surface(org), entity=org.id, source=source)
    return None


def _period(graph: FactGraph, value: Entity) -> ResolvedPeriod | None:
    for above in graph.ancestors(value):
        for period in graph.tails(above, RelationType.HAS_PERIOD):
            source = Source.EXPLICIT if above.id == value.id else Source.INHERITED
            return ResolvedPeriod(
                text=graph.surface(period), entity=period.id, start_date=None, end_date=None, source=source
            )
    return None
