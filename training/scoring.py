"""Scores extractions against gold annotation: entities, relations, values, organisations, periods, triples, facts.

The definitions are those of the acceptance scorer, held equal to it by a test:

* an entity is right with its label and span; INDICATOR also *loosely*, with a character overlap (IoU) of a half;
* a relation is right with its type and ends, values exact, indicators loose;
* a triple is right with its value's span and number, its indicator (all pieces together, loose) and, where gold names
  one, its organisation; a fact is a triple whose period (where gold names one) and parents are right too.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zhibiao.annotation.comparison import LOOSE, Counts, count_entities, count_loosely, count_relations
from zhibiao.documents.structure import structure
from zhibiao.linking.extractor import Extractor
from zhibiao.linking.facts import Extraction, Indicator
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import PARENT_TYPES, AnnotatedDocument, Entity, Label, RelationType


@dataclass
class Share:
    """How many of how many."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.right / self.total if self.total else None


class Miss(NamedTuple):
    """A value that did not become the right fact, and the first reason."""

    document: str
    start: int
    end: int
    reason: str


@dataclass
class Scores:
    """Everything measured over a set of documents."""

    entities: dict[Label, Counts] = field(default_factory=lambda: defaultdict(Counts))
    relations: dict[RelationType, Counts] = field(default_factory=lambda: defaultdict(Counts))
    indicator_found: Share = field(default_factory=Share)
    indicator_right: Share = field(default_factory=Share)
    values: Share = field(default_factory=Share)
    organisations: Share = field(default_factory=Share)
    periods: Share = field(default_factory=Share)
    triples: Counts = field(default_factory=Counts)
    facts: Counts = field(default_factory=Counts)
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The headline figures by name, 0 to 1."""
        values = Counts()
        for label in Label:
            if label.is_value:
                values += self.entities[label]
        relations = Counts()
        for counts in self.relations.values():
            relations += counts
        found, right = self.indicator_found.value or 0.0, self.indicator_right.value or 0.0
        return {
            "values": values.f1,
            **{label.value.lower(): self.entities[label].f1 for label in Label},
            "indicator_loose": 2 * found * right / (found + right) if found + right else 0.0,
            "relations": relations.f1,
            **{relation_type.value.lower(): self.relations[relation_type].f1 for relation_type in RelationType},
            "value_normalised": self.values.value or 0.0,
            "org_resolved": self.organisations.value or 0.0,
            "period_resolved": self.periods.value or 0.0,
            "triple": self.triples.f1,
            "fact": self.facts.f1,
        }


def score_extractor(extractor: Extractor, documents: Sequence[AnnotatedDocument]) -> Scores:
    """Score the whole way from text to facts on annotated ``documents``."""
    extractions = extractor.pipe(structure(document.id, document.text) for document in documents)
    return score(zip(documents, extractions, strict=True))


def score(pairs: Iterable[tuple[AnnotatedDocument, Extraction]]) -> Scores:
    """Score each extraction against the gold annotation of the same document."""
    scores = Scores()
    for gold, extraction in pairs:
        found = AnnotatedDocument(
            id=gold.id,
            text=gold.text,
            entities=tuple(
                Entity(id=mention.id, label=mention.label, start=mention.start, end=mention.end)
                for mention in extraction.entities
            ),
            relations=extraction.relations,
        )
        _Comparison(gold, found, extraction.indicators).add_to(scores)
    return scores


class _Comparison:
    def __init__(self, gold: AnnotatedDocument, found: AnnotatedDocument, indicators: Sequence[Indicator]) -> None:
        self.gold = gold
        self.found = found
        self.graph = FactGraph(gold.text, gold.entities, gold.relations)
        self.found_entities = {entity.id: entity for entity in found.entities}
        self.facts: dict[tuple[int, int], Indicator] = {}
        for indicator in indicators:
            entity = self.found_entities[indicator.value.entity]
            self.facts[entity.start, entity.end] = indicator
        self.wanted_parents, self.found_parents = _parents_of(gold), _parents_of(found)

    def add_to(self, scores: Scores) -> None:
        self._spans(scores)
        right = full = total = 0
        for value in self.gold.entities:
            if value.label.is_value:
                total += 1
                reasons = self._reasons(value, scores)
                period, parents = self._period(value, scores), self._parents(value)
                right += not reasons
                full += not reasons and period is None and parents is None
                first = next((reason for reason in (*reasons, period, parents) if reason), None)
                if first:
                    scores.misses.append(Miss(self.gold.id, value.start, value.end, first))
        predicted = len(self.facts)
        scores.triples += Counts(right, predicted - right, total - right)
        scores.facts += Counts(full, predicted - full, total - full)

    def _spans(self, scores: Scores) -> None:
        gold, found = self.gold, self.found
        for label, counts in count_entities(gold, found).items():
            scores.entities[label] += counts
        for relation_type, counts in count_relations(gold, found).items():
            scores.relations[relation_type] += counts
        for share, some, others in (
            (scores.indicator_found, gold, found),
            (scores.indicator_right, found, gold),
        ):
            right, total = count_loosely(some.entities, others.entities).get(Label.INDICATOR, (0, 0))
            share.right += right
            share.total += total

    def _reasons(self, value: Entity, scores: Scores) -> list[str]:
        """Why the triple of a gold value is not right; empty if it is."""
        fact = self.facts.get((value.start, value.end))
        reasons = ["value not found"] if fact is None else []
        if fact is not None:
            reasons += self._number(value, fact, scores) + self._indicator(value, fact)
        return reasons + self._organisation(value, fact, scores)

    def _number(self, value: Entity, fact: Indicator, scores: Scores) -> list[str]:
        text = self.gold.text
        wanted = normalise(
            self.gold.surface(value), value.label, text[max(0, value.start - 40) : value.start], text[value.end :][:40]
        )
        # A number of a list that shares its unit does not say its unit itself.
        if wanted.base_number is None or not wanted.unit:
            return []
        scores.values.total += 1
        same = (fact.value.base_number, fact.value.base_unit) == (wanted.base_number, wanted.base_unit)
        scores.values.right += same
        return [] if same else [f"number {fact.value.base_number} {fact.value.base_unit}"]

    def _indicator(self, value: Entity, fact: Indicator) -> list[str]:
        wanted = self.graph.tails(value, RelationType.HAS_INDICATOR)
        pieces = [self.found_entities[name] for name in fact.indicator.entities]
        if not wanted or _overlap(wanted, pieces) >= LOOSE:
            return []
        return [
            f"indicator {''.join(map(self.found.surface, pieces))!r} for {''.join(map(self.gold.surface, wanted))!r}"
        ]

    def _organisation(self, value: Entity, fact: Indicator | None, scores: Scores) -> list[str]:
        wanted = self._inherited(value, RelationType.HAS_ORG)
        if wanted is None:
            return []
        org = fact.org if fact else None
        mention = self.found_entities.get(org.entity) if org and org.entity else None
        named = org is not None and org.name in (
            wanted.refers_to or self.gold.surface(wanted),
            self.gold.surface(wanted),
        )
        right = named or (mention is not None and (mention.start, mention.end) == (wanted.start, wanted.end))
        scores.organisations.total += 1
        scores.organisations.right += right
        return (
            []
            if right
            else [f"org {org.name if org else None!r} for {wanted.refers_to or self.gold.surface(wanted)!r}"]
        )

    def _period(self, value: Entity, scores: Scores) -> str | None:
        wanted = self._inherited(value, RelationType.HAS_PERIOD)
        if wanted is None:
            return None
        fact = self.facts.get((value.start, value.end))
        text = fact.period.text if fact and fact.period else None
        scores.periods.total += 1
        scores.periods.right += text == self.gold.surface(wanted)
        return None if text == self.gold.surface(wanted) else f"period {text!r} for {self.gold.surface(wanted)!r}"

    def _parents(self, value: Entity) -> str | None:
        place = (value.start, value.end)
        wanted, got = self.wanted_parents[place], self.found_parents[place]
        if wanted == got:
            return None
        names = [[self.gold.text[start:end] for _, start, end in parents] for parents in (got, wanted)]
        return f"parents {names[0]} for {names[1]}"

    def _inherited(self, value: Entity, relation_type: RelationType) -> Entity | None:
        """The value's own tail of that type, or that of a value above it."""
        tails = (tail for above in self.graph.ancestors(value) for tail in self.graph.tails(above, relation_type))
        return next(tails, None)


_Parents = dict[tuple[int, int], set[tuple[RelationType, int, int]]]
"""Type and span of the parents of each value, by the value's span."""


def _parents_of(document: AnnotatedDocument) -> _Parents:
    # As they stand: a graph would leave out those that run in a circle, which count as wrong.
    entities = {entity.id: entity for entity in document.entities}
    parents: _Parents = defaultdict(set)
    for relation in document.relations:
        if relation.type in PARENT_TYPES:
            head, tail = entities[relation.head], entities[relation.tail]
            parents[head.start, head.end].add((relation.type, tail.start, tail.end))
    return parents


def _overlap(some: Sequence[Entity], others: Sequence[Entity]) -> float:
    here = {position for entity in some for position in range(entity.start, entity.end)}
    there = {position for entity in others for position in range(entity.start, entity.end)}
    return len(here & there) / len(here | there) if here | there else 0.0
