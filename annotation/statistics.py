"""What a corpus holds: documents, entities, relations and phenomena, by split, genre, body and province."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from zhibiao.annotation.formats import Located
from zhibiao.annotation.leakage import split_of
from zhibiao.annotation.phenomena import document_phenomena, value_phenomena

TRAITS = ("genre", "body", "province", "writer")
"""The fields of a document by which documents are counted."""
UNNAMED = "—"
"""Stands for a split or a trait that is not given."""


@dataclass
class Tally:
    """The counts of some documents."""

    documents: int = 0
    characters: int = 0
    values: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    phenomenon_documents: Counter[str] = field(default_factory=Counter)
    phenomenon_values: Counter[str] = field(default_factory=Counter)

    def add(self, located: Located) -> None:
        """Count one document."""
        document = located.document
        self.documents += 1
        self.characters += len(document.text)
        self.values += sum(entity.label.is_value for entity in document.entities)
        self.entities.update(entity.label.value for entity in document.entities)
        self.relations.update(relation.type.value for relation in document.relations)
        self.phenomenon_documents.update(document_phenomena(document))
        for keys in value_phenomena(document).values():
            self.phenomenon_values.update(keys)


@dataclass
class Share:
    """The documents of one genre, body, province or writer, and the values in them."""

    documents: int = 0
    values: int = 0


@dataclass
class Statistics:
    """The whole corpus and its parts; ``traits`` holds, for each trait, the share of each name."""

    total: Tally
    splits: dict[str, Tally]
    traits: dict[str, dict[str, Share]]

    def to_json(self) -> str:
        """Everything as JSON, phenomena by their keys."""
        return TypeAdapter(Statistics).dump_json(self, indent=2).decode() + "\n"


def split_name(located: Located) -> str:
    """The split of a document, else the folder that its file lies in."""
    return split_of(located.path) or located.path.parent.name or UNNAMED


def count(documents: Sequence[Located]) -> Statistics:
    """The statistics of ``documents``; splits in the order in which they come, names by frequency."""
    splits: dict[str, Tally] = {}
    total = Tally()
    for located in documents:
        splits.setdefault(split_name(located), Tally()).add(located)
        total.add(located)
    return Statistics(total, splits, {trait: _by_trait(documents, trait) for trait in TRAITS})


def _by_trait(documents: Iterable[Located], trait: str) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for located in documents:
        share = shares.setdefault(getattr(located.document, trait) or UNNAMED, Share())
        share.documents += 1
        share.values += sum(entity.label.is_value for entity in located.document.entities)
    return dict(sorted(shares.items(), key=lambda item: -item[1].documents))
