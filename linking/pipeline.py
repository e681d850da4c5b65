"""From a tagged document to the whole extraction: indicators, findings and what they were made from."""

from collections.abc import Sequence

from zhibiao.documents.document import Document
from zhibiao.linking.audit import audit
from zhibiao.linking.facts import DocumentInfo, Extraction, Mention, ModelInfo
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.linker import link_graph
from zhibiao.linking.resolution import Resolution
from zhibiao.models.scheme import Entity, Relation


def extract_facts(
    document: Document, entities: Sequence[Entity], relations: Sequence[Relation], model: ModelInfo
) -> Extraction:
    """Link, resolve and audit what ``model`` tagged in ``document``."""
    graph = FactGraph(document.text, entities, relations)
    resolution = Resolution(document, graph)
    indicators = link_graph(graph, resolution)
    return Extraction(
        document=DocumentInfo(
            id=document.id,
            title=document.title,
            text=document.text,
            reporting_org=resolution.reporting_org,
            reporting_year=resolution.reporting_year,
        ),
        entities=tuple(_mention(document.text, entity) for entity in graph.entities),
        relations=tuple(relations),
        indicators=tuple(indicators),
        findings=tuple(audit(document.text, graph.entities, indicators, resolution.title_year)),
        model=model,
    )


def _mention(text: str, entity: Entity) -> Mention:
    return Mention(
        id=entity.id,
        label=entity.label,
        text=text[entity.start : entity.end],
        start=entity.start,
        end=entity.end,
        confidence=entity.confidence,
    )
