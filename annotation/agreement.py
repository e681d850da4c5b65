"""How far two annotators of the same texts agree.

* Entities: F1 by label, strict (same span) and loose (half of the characters shared), as Deléger et al. (2012) argue
  for spans; Cohen's κ (1960) over the spans that either annotator marked; Krippendorff's α (2011) over characters.
* Relations: F1 by type; the ends of a pair are compared as :func:`zhibiao.annotation.comparison.same_end` says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhibiao.annotation.chance import cohen_kappa, krippendorff_alpha
from zhibiao.annotation.check import check_structure
from zhibiao.annotation.comparison import Counts, count_entities, count_loosely, count_relations, unmatched
from zhibiao.annotation.context import excerpt
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, Relation, RelationType

Pair = tuple[AnnotatedDocument, AnnotatedDocument]
_Categories = Counter[tuple[Label | None, Label | None]]


@dataclass(frozen=True)
class LabelAgreement:
    """Agreement on the entities of some labels. κ and α are None where they are not defined."""

    strict: Counts
    loose: float
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """Agreement by label and by relation type; ``values`` takes amounts, counts and rates together."""

    documents: int
    entities: dict[str, LabelAgreement]
    relations: dict[str, Counts]


def pair_up(first: Sequence[AnnotatedDocument], second: Sequence[AnnotatedDocument]) -> list[Pair]:
    """The documents that both have, by id.

    Raises:
        AnnotationError: where an id stands twice on a side, none stands on both, a text differs, or spans are broken.
    """
    here, there = _by_id(first), _by_id(second)
    pairs = [(document, there[name]) for name, document in here.items() if name in there]
    if not pairs:
        raise AnnotationError("the two have no document in common; documents are matched by their id")
    for one, other in pairs:
        for fault in (*check_structure(one), *check_structure(other)):
            raise AnnotationError(f"{one.id}: {fault}; run zhibiao annotate check")
        if one.text != other.text:
            place = next(
                (index for index, signs in enumerate(zip(one.text, other.text, strict=False)) if signs[0] != signs[1]),
                min(len(one.text), len(other.text)),
            )
            raise AnnotationError(
                f"{one.id}: the texts differ from character {place} on: {one.text[place : place + 12]!r} and "
                f"{other.text[place : place + 12]!r}; agreement is measured on the same text"
            )
    return pairs


def _by_id(documents: Sequence[AnnotatedDocument]) -> dict[str, AnnotatedDocument]:
    found: dict[str, AnnotatedDocument] = {}
    for document in documents:
        if document.id in found:
            raise AnnotationError(f"{document.id}: the id stands twice; run zhibiao annotate check")
        found[document.id] = document
    return found


def agree(pairs: Sequence[Pair]) -> Agreement:
    """The agreement of the annotators of ``pairs``."""
    strict: dict[Label, Counts] = defaultdict(Counts)
    relations: dict[RelationType, Counts] = defaultdict(Counts)
    found: Counter[tuple[int, Label]] = Counter()
    spans: _Categories = Counter()
    characters: _Categories = Counter()
    for one, other in pairs:
        for label, counts in count_entities(one, other).items():
            strict[label] += counts
        for kind, counts in count_relations(one, other).items():
            relations[kind] += counts
        for side, (some, others) in enumerate(((one, other), (other, one))):
            for label, (hits, _) in count_loosely(some.entities, others.entities).items():
                found[side, label] += hits
        spans += _spans(one, other)
        characters += Counter(zip(_character_labels(one), _character_labels(other), strict=True))
    groups = {
        **{label.value: frozenset({label}) for label in Label},
        "values": frozenset(label for label in Label if label.is_value),
        "all": frozenset(Label),
    }
    return Agreement(
        documents=len(pairs),
        entities={name: _of_labels(labels, strict, found, spans, characters) for name, labels in groups.items()},
        relations={kind.value: relations[kind] for kind in RelationType} | {"all": _sum(relations.values())},
    )


def _spans(one: AnnotatedDocument, other: AnnotatedDocument) -> _Categories:
    here = {(entity.start, entity.end): entity.label for entity in one.entities}
    there = {(entity.start, entity.end): entity.label for entity in other.entities}
    return Counter((here.get(span), there.get(span)) for span in here.keys() | there.keys())


def _character_labels(document: AnnotatedDocument) -> list[Label | None]:
    labels: list[Label | None] = [None] * len(document.text)
    for entity in document.entities:
        labels[entity.start : entity.end] = [entity.label] * (entity.end - entity.start)
    return labels


def _sum(parts: Iterable[Counts]) -> Counts:
    total = Counts()
    for part in parts:
        total += part
    return total


def _of_labels(
    labels: frozenset[Label],
    strict: dict[Label, Counts],
    found: Counter[tuple[int, Label]],
    spans: _Categories,
    characters: _Categories,
) -> LabelAgreement:
    counts = _sum([strict[label] for label in labels])
    first, second = counts.right + counts.missed, counts.right + counts.extra
    precision, recall = (
        sum(found[side, label] for label in labels) / size if size else 0.0 for side, size in ((1, second), (0, first))
    )
    return LabelAgreement(
        strict=counts,
        loose=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        kappa=cohen_kappa(_narrowed(spans, labels)),
        alpha=krippendorff_alpha(_narrowed(characters, labels)),
    )


def _narrowed(table: _Categories, labels: frozenset[Label]) -> _Categories:
    """``table`` with every label but ``labels`` taken for none."""
    narrow: _Categories = Counter()
    for (one, other), count in table.items():
        narrow[one if one in labels else None, other if other in labels else None] += count
    return narrow


def disagreements(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield a readable line for each entity and each relation that one annotator has and the other has not."""
    for one, other in pairs:
        yield from _entity_lines(one, other)
        for side, document, against in (("first", one, other), ("second", other, one)):
            entities = {entity.id: entity for entity in document.entities}
            for relation in unmatched(document, against):
                yield f"{document.id}: {_arrow(document, relation, entities)}: the {side} only"


def _entity_lines(one: AnnotatedDocument, other: AnnotatedDocument) -> Iterator[str]:
    here = {(entity.start, entity.end, entity.label): entity for entity in one.entities}
    there = {(entity.start, entity.end, entity.label): entity for entity in other.entities}
    for key in sorted(here.keys() ^ there.keys()):
        entity = here.get(key) or there[key]
        side, rest = ("first", other.entities) if key in here else ("second", one.entities)
        beside = [found for found in rest if found.start < entity.end and entity.start < found.end]
        if side == "second" and any((found.start, found.end, found.label) not in there for found in beside):
            continue  # told already, from the first one's side
        instead = ", ".join(f"{found.label} {one.surface(found)!r}" for found in beside) or "nothing"
        counterpart = "second" if side == "first" else "first"
        yield (
            f"{one.id}: {excerpt(one.text, entity.start, entity.end)}: "
            f"the {side} {entity.label}, the {counterpart} {instead}"
        )


def _arrow(document: AnnotatedDocument, relation: Relation, entities: dict[str, Entity]) -> str:
    head, tail = entities[relation.head], entities[relation.tail]
    return f"{document.surface(head)!r} {relation.type} {document.surface(tail)!r}".replace("\n", "⏎")
