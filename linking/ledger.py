"""The indicators of one report, laid out for checking: by id, by total, with their places in the text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhibiao.linking.facts import Indicator
from zhibiao.models.scheme import Entity

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_END = re.compile(r"[。！？!?；;\n]")
_LONGEST_CLAUSE = 200
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")


@dataclass(frozen=True)
class Ledger:
    """What the rules of the audit look at; built once for a report."""

    text: str
    indicators: Sequence[Indicator]
    spans: dict[str, tuple[int, int]]
    """Where each indicator's value stands, by indicator id (code points, half open)."""
    places: dict[str, tuple[int, int]]
    """Where each entity stands, by entity id."""
    title_year: int | None = None
    """The year that the title names."""
    by_id: dict[str, Indicator] = field(default_factory=dict)
    position: dict[str, int] = field(default_factory=dict)
    """The place of each indicator in ``indicators``, by id."""
    parts: dict[str, list[Indicator]] = field(default_factory=dict)
    """The direct parts of each total, in text order."""
    relatives: dict[str, list[Indicator]] = field(default_factory=dict)
    """The rates and changes said of each value, in text order."""

    def between(self, first: Indicator, second: Indicator) -> str:
        """The words between two values, whichever comes first."""
        (_, start), (end, _) = sorted((self.spans[first.id], self.spans[second.id]))
        return self.text[start:end]

    def gap(self, first: Indicator, second: Indicator) -> str:
        """The words between two values in text order, without what belongs to the first: its own parts and rates,
        and brackets that open and close there."""
        start, end = self.spans[first.id][1], self.spans[second.id][0]
        for indicator in self.indicators[self.position[first.id] + 1 : self.position[second.id]]:
            if self.belongs_to(indicator, first):
                start = self.spans[indicator.id][1]
        return _BRACKETED.sub("", self.text[start:end])

    def belongs_to(self, indicator: Indicator, other: Indicator) -> bool:
        """Whether ``indicator`` is a part of ``other`` or said of it, directly or through values between."""
        above: str | None = indicator.id
        while above is not None:
            parent = self.by_id[above].part_of or self.by_id[above].relative_to
            if parent == other.id:
                return True
            above = parent
        return False

    def clause_before(self, indicator: Indicator, base: Indicator) -> Iterator[Indicator]:
        """The values before ``indicator``, back to the last 。 or ； or as far as ``base``, nearest first."""
        end = self.spans[indicator.id][0]
        start = min(end - len(self.clause_of(indicator)), self.spans[base.id][0])
        for other in reversed(self.indicators[: self.position[indicator.id]]):
            if self.spans[other.id][0] < start:
                return
            yield other

    def clause_of(self, indicator: Indicator) -> str:
        """The words between 。 or ； before a value and the value."""
        start, _ = self.spans[indicator.id]
        return _CLAUSE_END.split(self.text[max(0, start - _LONGEST_CLAUSE) : start])[-1]

    def same_sentence(self, first: Indicator, second: Indicator) -> bool:
        """Whether no sentence ends between two values."""
        return _SENTENCE_END.search(self.between(first, second)) is None


def open_ledger(
    text: str, entities: Sequence[Entity], indicators: Sequence[Indicator], title_year: int | None
) -> Ledger:
    """The ledger of a report's text and indicators; ``entities`` are what they were linked from."""
    places = {entity.id: (entity.start, entity.end) for entity in entities}
    parts, relatives = defaultdict(list), defaultdict(list)
    for indicator in indicators:
        if indicator.part_of:
            parts[indicator.part_of].append(indicator)
        if indicator.relative_to:
            relatives[indicator.relative_to].append(indicator)
    return Ledger(
        text=text,
        indicators=indicators,
        spans={indicator.id: places[indicator.value.entity] for indicator in indicators},
        places=places,
        title_year=title_year,
        by_id={indicator.id: indicator for indicator in indicators},
        position={indicator.id: number for number, indicator in enumerate(indicators)},
        parts=dict(parts),
        relatives=dict(relatives),
    )
