"""How two annotations of one text are compared: what counts as the same entity, the same relation, and the F1 of it.

Spans have no true negatives, so agreement on them is told by F1, which is what κ tends to as those grow (Hripcsak &
Rothschild 2005; Deléger et al. 2012, Building gold standard corpora for medical natural language processing tasks).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, Relation, RelationType

LOOSE = 0.5
"""The least character overlap (intersection over union) of two spans that count as one, loosely."""


@dataclass
class Counts:
    """True positives, false positives and false negatives."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """Share of what should be found that was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 0.0

    def __iadd__(self, other: "Counts") -> "Counts":
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed
        return self


def overlap(one: Entity, other: Entity) -> float:
    """Intersection over union of two spans, in characters."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (one.end - one.start + other.end - other.start - shared)


def same_end(one: Entity, other: Entity) -> bool:
    """Whether two spans are the same end of a relation: values (of any label) exactly, indicators loosely."""
    if one.label is not other.label and not (one.label.is_value and other.label.is_value):
        return False
    if one.label is Label.INDICATOR:
        return overlap(one, other) >= LOOSE
    return (one.start, one.end) == (other.start, other.end)


def count_entities(first: AnnotatedDocument, second: AnnotatedDocument) -> dict[Label, Counts]:
    """Entities of the same label and span, those of the second alone (extra) and of the first alone (missed)."""
    here = {(entity.label, entity.start, entity.end) for entity in first.entities}
    there = {(entity.label, entity.start, entity.end) for entity in second.entities}
    counts: dict[Label, Counts] = defaultdict(Counts)
    for key in here | there:
        counts[key[0]] += Counts(key in here and key in there, key not in here, key not in there)
    return counts


def count_loosely(some: Iterable[Entity], others: Iterable[Entity]) -> dict[Label, tuple[int, int]]:
    """By label, how many of ``some`` overlap loosely with one of ``others``, and how many there are."""
    by_label: dict[Label, list[Entity]] = defaultdict(list)
    for other in others:
        by_label[other.label].append(other)
    counts: dict[Label, tuple[int, int]] = {}
    for one in some:
        found, total = counts.get(one.label, (0, 0))
        hit = any(overlap(one, other) >= LOOSE for other in by_label[one.label])
        counts[one.label] = found + hit, total + 1
    return counts


def unmatched(document: AnnotatedDocument, other: AnnotatedDocument) -> list[Relation]:
    """The relations of ``document`` that ``other`` does not have, of the same type and with the same ends."""
    here = {entity.id: entity for entity in document.entities}
    there = {entity.id: entity for entity in other.entities}

    def alike(one: Relation, another: Relation) -> bool:
        return (
            one.type is another.type
            and same_end(here[one.head], there[another.head])
            and same_end(here[one.tail], there[another.tail])
        )

    return [
        relation for relation in document.relations if not any(alike(relation, another) for another in other.relations)
    ]


def count_relations(first: AnnotatedDocument, second: AnnotatedDocument) -> dict[RelationType, Counts]:
    """Relations that both have, those of the second alone (extra) and of the first alone (missed)."""
    counts: dict[RelationType, Counts] = defaultdict(Counts)
    missed, extra = unmatched(first, second), unmatched(second, first)
    for relation in first.relations:
        counts[relation.type] += Counts(right=1)
    for relation in missed:
        counts[relation.type] += Counts(right=-1, missed=1)
    for relation in extra:
        counts[relation.type] += Counts(extra=1)
    return counts
