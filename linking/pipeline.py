"""From a tagged document to the whole extraction: indicators, findings and what they were made from."""

from collections.abc import Sequence

from zhibiao.documents.document import Document
from zhibiao.linking.facts import DocumentInfo, Extraction, Mention, ModelInfo
from zhibiao.linking.linker import link
from zhibiao.models.scheme import Entity, Relation


def extract_facts(
    document: Document, entities: Sequence[Entity], relations: Sequence[Relation], model: ModelInfo
) -> Extraction:
    """Link, resolve and audit what ``model`` tagged in ``document``."""
    return Extraction(
        document=DocumentInfo(
            id=document.id, title=document.title, text=document.text, reporting_org=None, reporting_year=None
        ),
        entities=tuple(_mention(document.text, entity) for entity in sorted(entities, key=lambda e: (e.start, e.end))),
        relations=tuple(relations),
        indicators=tuple(link(document, entities, relations)),
        findings=(),
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
