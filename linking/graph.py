"""The entities and relations of one document, indexed for walking from a value to what it is linked with."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhibiao.models.scheme import PARENT_TYPES, Entity, Relation, RelationType


class FactGraph:
    """Entities in text order and, for each value, its relations.

    Relations whose ends are unknown are left out, and so is a parent that would close a circle: what the model says
    need not be consistent, and walking up must end.
    """

    def __init__(self, text: str, entities: Sequence[Entity], relations: Sequence[Relation]) -> None:
        self.text = text
        self.entities = tuple(sorted(entities, key=lambda entity: (entity.start, entity.end)))
        self.values = tuple(entity for entity in self.entities if entity.label.is_value)
        self._by_id = {entity.id: entity for entity in self.entities}
        self._links: dict[tuple[str, RelationType], list[Relation]] = defaultdict(list)
        for relation in relations:
            if relation.head in self._by_id and relation.tail in self._by_id and not self._closes_circle(relation):
                self._links[relation.head, relation.type].append(relation)

    def surface(self, entity: Entity) -> str:
        """The words of ``entity``."""
        return self.text[entity.start : entity.end]

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id."""
        return self._by_id[entity_id]

    def relations(self, head: Entity, relation_type: RelationType) -> list[Relation]:
        """The relations of one type that start at ``head``, as given."""
        return self._links.get((head.id, relation_type), [])

    def tails(self, head: Entity, relation_type: RelationType) -> list[Entity]:
        """The entities that ``head`` is linked to by ``relation_type``, as given."""
        return [self._by_id[relation.tail] for relation in self.relations(head, relation_type)]

    def parents(self, value: Entity) -> list[Entity]:
        """The values that ``value`` is a part of, then those it is relative to."""
        return [parent for relation_type in PARENT_TYPES for parent in self.tails(value, relation_type)]

    def ancestors(self, value: Entity) -> Iterator[Entity]:
        """``value`` and those above it, nearest branch first, each once."""
        seen: set[str] = set()
        waiting = [value]
        while waiting:
            current = waiting.pop()
            if current.id not in seen:
                seen.add(current.id)
                yield current
                waiting += reversed(self.parents(current))

    def _closes_circle(self, relation: Relation) -> bool:
        if relation.type not in PARENT_TYPES:
            return False
        return any(above.id == relation.head for above in self.ancestors(self._by_id[relation.tail]))
