"""The annotation scheme: labels, relation types and annotated documents, each defined here and nowhere else.

Offsets are Unicode code points into the document's text, half open: ``text[start:end]``. Entities are flat
(no two overlap). A value (amount, count or rate) is the hub: every relation starts at one.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Label(StrEnum):
    """What a span is."""

    AMOUNT = "AMOUNT"
    COUNT = "COUNT"
    RATE = "RATE"
    ORG = "ORG"
    PERIOD = "PERIOD"
    INDICATOR = "INDICATOR"

    @property
    def is_value(self) -> bool:
        """Whether relations may start here."""
        return self in VALUE_LABELS


VALUE_LABELS = frozenset({Label.AMOUNT, Label.COUNT, Label.RATE})

CHINESE_NAMES = {
    Label.AMOUNT: "金额",
    Label.COUNT: "数量",
    Label.RATE: "比率",
    Label.ORG: "机构",
    Label.PERIOD: "时期",
    Label.INDICATOR: "指标",
}


class RelationType(StrEnum):
    """How a value (the head) is linked to another span (the tail)."""

    HAS_INDICATOR = "HAS_INDICATOR"
    HAS_ORG = "HAS_ORG"
    HAS_PERIOD = "HAS_PERIOD"
    PART_OF = "PART_OF"
    RELATIVE_TO = "RELATIVE_TO"


TAIL_LABELS = {
    RelationType.HAS_INDICATOR: frozenset({Label.INDICATOR}),
    RelationType.HAS_ORG: frozenset({Label.ORG}),
    RelationType.HAS_PERIOD: frozenset({Label.PERIOD}),
    RelationType.PART_OF: VALUE_LABELS,
    RelationType.RELATIVE_TO: VALUE_LABELS,
}
"""The labels that a relation of each type may end at."""

PARENT_TYPES = (RelationType.PART_OF, RelationType.RELATIVE_TO)
"""The types whose tail is another value, from which organisation and period are inherited."""


class Frozen(BaseModel):
    """A small immutable record; unknown fields are refused, so that a misspelt key cannot vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entity(Frozen):
    """A labelled span ``[start, end)`` in code points."""

    id: str
    label: Label
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    refers_to: str | None = None
    """The full name that an ORG such as 我局 or an abbreviation stands for."""
    confidence: float = Field(default=1.0, ge=0, le=1)


class Relation(Frozen):
    """A directed link between two entities of one document, by id."""

    type: RelationType
    head: str
    tail: str
    confidence: float = Field(default=1.0, ge=0, le=1)


class AnnotatedDocument(Frozen):
    """One line of an annotation file: a text with its entities and relations."""

    id: str
    text: str
    reporting_org: str | None = None
    """Full name of the body whose report this is; None where the text names none."""
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    genre: str | None = None
    body: str | None = None
    province: str | None = None
    writer: str | None = None

    def surface(self, entity: Entity) -> str:
        """The words of ``entity``."""
        return self.text[entity.start : entity.end]
