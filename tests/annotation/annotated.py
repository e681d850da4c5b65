"""Annotated documents for tests: read from markup, or drawn at random."""

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from zhibiao.annotation.markup import read_markup
from zhibiao.models.scheme import TAIL_LABELS, AnnotatedDocument, Entity, Label, Relation

SIGNS = "{}\\|=#*~< \n\u3000\u2028,，。收支共计其中万元％12３𠮷😀"
"""Everything that a format could trip over: its own signs, blanks, line ends and signs beyond the BMP."""


def read(passage: str, **head: str) -> AnnotatedDocument:
    """The document of one passage in markup, with ``head`` before it."""
    lines = [f"# {key}: {value}\n" for key, value in {"id": "one", **head}.items()]
    (document,) = read_markup("".join(lines) + passage)
    return document


def shape(document: AnnotatedDocument) -> tuple[Any, ...]:
    """All that a document says, whatever its entities' ids and the order of its entities and relations are."""
    spans = {entity.id: (entity.start, entity.end) for entity in document.entities}
    meta = document.model_dump(exclude={"entities", "relations"})
    entities = sorted((entity.start, entity.end, entity.label, entity.refers_to or "") for entity in document.entities)
    relations = sorted((link.type.value, spans[link.head], spans[link.tail]) for link in document.relations)
    return meta, entities, relations


names = st.text("局县水利 A|{}\\=*#", min_size=1, max_size=6).map(str.strip).filter(lambda name: bool(name))


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    """A document whose spans and links are sound; its words mean nothing."""
    text = draw(st.text(SIGNS, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    entities = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        if draw(st.booleans()):
            label = draw(st.sampled_from(Label))
            full = draw(st.none() | names) if label is Label.ORG else None
            entities.append(Entity(id=f"e{number}", label=label, start=start, end=end, refers_to=full))
    possible = [
        Relation(type=kind, head=head.id, tail=tail.id)
        for head in entities
        for tail in entities
        for kind, labels in TAIL_LABELS.items()
        if head.label.is_value and head is not tail and tail.label in labels
    ]
    relations = draw(st.lists(st.sampled_from(possible), unique=True, max_size=6)) if possible else []
    return AnnotatedDocument(
        id=draw(names),
        text=text,
        reporting_org=draw(st.none() | names),
        entities=tuple(entities),
        relations=tuple(relations),
        genre=draw(st.none() | names),
        writer=draw(st.none() | names),
    )
