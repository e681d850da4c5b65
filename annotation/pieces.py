"""An annotated text as a run of pieces, so that words can change without a single offset being counted by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from zhibiao.models.scheme import AnnotatedDocument, Entity


@dataclass(frozen=True)
class Piece:
    """Words that are one entity, or stand between entities (``entity`` None)."""

    words: str
    entity: Entity | None = None

    @property
    def is_value(self) -> bool:
        """Whether it is an amount, a count or a rate."""
        return self.entity is not None and self.entity.label.is_value


@dataclass(frozen=True)
class Draft:
    """A passage while it is changed."""

    source: AnnotatedDocument
    """As it was before any change; its text and offsets are not those of the pieces."""
    document: AnnotatedDocument
    """``source`` with what is known of the variant besides its text."""
    pieces: list[Piece]

    @classmethod
    def of(cls, document: AnnotatedDocument) -> "Draft":
        """``document`` before any change."""
        return cls(document, document, split(document))

    def with_pieces(self, pieces: list[Piece]) -> "Draft":
        """The draft with other pieces."""
        return replace(self, pieces=pieces)

    def reword(self, change: Callable[[Piece], str]) -> "Draft":
        """The draft with the words that ``change`` gives each piece."""
        return self.with_pieces([replace(piece, words=change(piece)) for piece in self.pieces])

    def about(self, **facts: str | None) -> "Draft":
        """The draft with other ``reporting_org`` or ``province``."""
        return replace(self, document=self.document.model_copy(update=facts))

    def finished(self) -> AnnotatedDocument:
        """The document that the pieces make."""
        return join(self.document, self.pieces)


def split(document: AnnotatedDocument) -> list[Piece]:
    """The pieces of ``document``; joined, they are its text."""
    pieces, position = [], 0
    for entity in sorted(document.entities, key=lambda entity: entity.start):
        if entity.start > position:
            pieces.append(Piece(document.text[position : entity.start]))
        pieces.append(Piece(document.surface(entity), entity))
        position = entity.end
    if position < len(document.text):
        pieces.append(Piece(document.text[position:]))
    return pieces


def join(document: AnnotatedDocument, pieces: list[Piece]) -> AnnotatedDocument:
    """``document`` with ``pieces`` for its text; relations whose ends are gone are dropped."""
    text = "".join(piece.words for piece in pieces)
    entities = tuple(_placed(pieces))
    ids = {entity.id for entity in entities}
    relations = tuple(relation for relation in document.relations if {relation.head, relation.tail} <= ids)
    return document.model_copy(update={"text": text, "entities": entities, "relations": relations})


def _placed(pieces: list[Piece]) -> Iterator[Entity]:
    position = 0
    for piece in pieces:
        end = position + len(piece.words)
        if piece.entity is not None and piece.words:
            yield piece.entity.model_copy(update={"start": position, "end": end})
        position = end
