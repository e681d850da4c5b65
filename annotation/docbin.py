"""Annotated documents as a spaCy ``DocBin``: what ``spacy train`` and spaCy's tools read.

A token is a character, so that every span lies on token borders. The entities are ``doc.ents`` with their ids; what
spaCy has no place for lies in ``doc.user_data``: ``id``, ``reporting_org``, ``genre``, ``body``, ``province``,
``writer``, ``refers_to`` (entity id → full name), ``confidence`` (entity id → below 1) and ``relations`` (type, head,
tail, confidence).
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from zhibiao.annotation.files import Numbered
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, Relation, RelationType

_META = ("reporting_org", "genre", "body", "province", "writer")
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_ID")


def dump_docbin(documents: Iterable[AnnotatedDocument]) -> bytes:
    """The bytes of a ``.spacy`` file; entities come back in text order, all else as it was."""
    vocab = Vocab()
    docs = [_to_doc(document, vocab) for document in documents]
    content: bytes = DocBin(attrs=_ATTRIBUTES, store_user_data=True, docs=docs).to_bytes()
    return content


def load_docbin(content: bytes, name: str) -> Iterator[Numbered]:
    """Yield the documents of a ``.spacy`` file, counted from 1; ``name`` stands in errors and, for want of one, in ids.

    A ``DocBin`` that another program wrote is read too, whatever its tokens are; its entities are numbered.
    """
    try:
        docs = list(DocBin().from_bytes(content).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and spaCy each raise their own for bytes that are no DocBin
        raise AnnotationError(f"{name}: not a spaCy DocBin: {error}") from error
    for number, doc in enumerate(docs, 1):
        try:
            yield number, _to_document(doc, f"{name}-{number}")
        except (ValueError, TypeError) as error:
            yield number, AnnotationError(f"{name}:{number}: {str(error).splitlines()[0]}")


def _to_doc(document: AnnotatedDocument, vocab: Vocab) -> Doc:
    doc = Doc(vocab, words=list(document.text), spaces=[False] * len(document.text))
    doc.set_ents(
        [
            Span(doc, entity.start, entity.end, label=entity.label.value, span_id=entity.id)
            for entity in document.entities
        ]
    )
    doc.user_data |= {
        "id": document.id,
        **{key: value for key in _META if (value := getattr(document, key)) is not None},
        "refers_to": {entity.id: entity.refers_to for entity in document.entities if entity.refers_to is not None},
        "confidence": {entity.id: entity.confidence for entity in document.entities if entity.confidence < 1},
        "relations": [
            [relation.type.value, relation.head, relation.tail, relation.confidence] for relation in document.relations
        ],
    }
    return doc


def _to_document(doc: Doc, name: str) -> AnnotatedDocument:
    data = doc.user_data
    names, confidences = data.get("refers_to", {}), data.get("confidence", {})
    entities = []
    for number, span in enumerate(doc.ents, 1):
        key = span.id_ or f"e{number}"
        entities.append(
            Entity(
                id=key,
                label=Label(span.label_),
                start=span.start_char,
                end=span.end_char,
                refers_to=names.get(key),
                confidence=confidences.get(key, 1.0),
            )
        )
    return AnnotatedDocument(
        id=data.get("id", name),
        text=doc.text,
        entities=tuple(entities),
        relations=tuple(
            Relation(type=RelationType(kind), head=head, tail=tail, confidence=confidence)
            for kind, head, tail, confidence in data.get("relations", [])
        ),
        **{key: data.get(key) for key in _META},
    )
