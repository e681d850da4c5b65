"""An annotated document as a phenomenon looks at it: a value with its words, neighbours, sentence and links."""

from zhibiao.annotation.context import line_around, sentence_around
from zhibiao.documents.numbering import find_numbering
from zhibiao.linking.graph import FactGraph
from zhibiao.models.scheme import AnnotatedDocument, Entity, RelationType

_WRAPPED_LINE = 18
"""Characters of the shortest line that a page's edge may have broken."""
_LINE_ENDS = "。！？；：!?;:"
_INSIDE = "，。；"
"""What a running text holds and a title or a row of a table does not."""


class Sight:
    """One document, indexed by its links and its lines."""

    def __init__(self, document: AnnotatedDocument) -> None:
        self.graph = FactGraph(document.text, document.entities, document.relations)
        self._place = {value.id: index for index, value in enumerate(self.graph.values)}

    def words(self, entity: Entity) -> str:
        """The words of ``entity``."""
        return self.graph.surface(entity)

    def line(self, value: Entity) -> tuple[int, int]:
        """The line that ``value`` stands in."""
        return line_around(self.graph.text, value.start)

    def sentence(self, value: Entity) -> tuple[int, int]:
        """The sentence that ``value`` stands in; a line ends it."""
        return sentence_around(self.graph.text, value.start)

    def before(self, value: Entity) -> str:
        """What stands before ``value`` in its sentence."""
        return self.graph.text[self.sentence(value)[0] : value.start]

    def after(self, value: Entity) -> str:
        """What stands behind ``value`` in its sentence."""
        return self.graph.text[value.end : max(self.sentence(value)[1], value.end)]

    def preceding(self, value: Entity) -> Entity | None:
        """The value before this one."""
        place = self._place[value.id]
        return self.graph.values[place - 1] if place else None

    def following(self, value: Entity) -> Entity | None:
        """The value after this one."""
        place = self._place[value.id] + 1
        return self.graph.values[place] if place < len(self.graph.values) else None

    def between(self, one: Entity, other: Entity) -> str:
        """What stands between two spans."""
        return self.graph.text[one.end : other.start]

    def indicators(self, value: Entity) -> frozenset[str]:
        """The ids of the value's indicator pieces."""
        return frozenset(piece.id for piece in self.graph.tails(value, RelationType.HAS_INDICATOR))

    def indicator_and_on(self, value: Entity) -> str:
        """The value's indicator pieces, and what stands between the last one before it and the value."""
        pieces = self.graph.tails(value, RelationType.HAS_INDICATOR)
        nearest = max((piece.end for piece in pieces if piece.end <= value.start), default=value.start)
        return "".join(map(self.words, pieces)) + self.graph.text[nearest : value.start]

    def depth(self, value: Entity) -> int:
        """How many totals stand above ``value``."""
        deep = 0
        while parents := self.graph.tails(value, RelationType.PART_OF):
            value, deep = parents[0], deep + 1
        return deep

    def organisation(self, value: Entity) -> Entity | None:
        """The value's organisation, its own or that of the nearest value above it."""
        for above in self.graph.ancestors(value):
            if tails := self.graph.tails(above, RelationType.HAS_ORG):
                return tails[0]
        return None

    def own_organisations(self, value: Entity) -> frozenset[str]:
        """The names of the organisations that ``value`` itself is linked with, full names where they are known."""
        tails = self.graph.tails(value, RelationType.HAS_ORG)
        return frozenset(tail.refers_to or self.words(tail) for tail in tails)

    def is_wrapped(self, value: Entity) -> bool:
        """Whether a page's edge broke the sentence of ``value``, before it, in it or behind it."""
        if "\n" in self.words(value):
            return True
        (line_start, line_end), (start, end) = self.line(value), self.sentence(value)
        return (start == line_start and self._breaks(line_start - 1)) or (end == line_end and self._breaks(line_end))

    def _breaks(self, offset: int) -> bool:
        """Whether the line break at ``offset`` is none that the writer set."""
        text = self.graph.text
        if not 0 < offset < len(text) - 1 or text[offset + 1] == "\n" or text[offset - 1] in _LINE_ENDS:
            return False
        start, end = line_around(text, offset)
        line = text[start:end]
        return (
            len(line) >= _WRAPPED_LINE
            and any(sign in line for sign in _INSIDE)
            and find_numbering(text, offset + 1) is None
            and not text[offset + 1].isspace()
        )
