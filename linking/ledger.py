"""The indicators of one report, laid out for checking: by id, by total, with their places in the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhibiao.linking.facts import Indicator
from zhibiao.models.scheme import Entity

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_END = re.compile(r"[。！？!?；;\n]")
_LONGEST_CLAUSE = 200
_NEIGHBOURS = 12
"""Values on either side among which what belongs together is looked for."""
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
    entity_spans: Sequence[tuple[int, int]] = ()
    """The same in text order."""
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
        for at in range(self.position[indicator.id] - 1, -1, -1):
            other = self.indicators[at]
            if self.spans[other.id][0] < start:
                return
            yield other

    def sentence_of(self, indicator: Indicator) -> list[Indicator]:
        """The values of the sentence that ``indicator`` stands in, itself included, at most a few to either side."""
        at = self.position[indicator.id]
        near = self.indicators[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        return [other for other in near if other is indicator or self.same_sentence(other, indicator)]

    def lead(self, indicator: Indicator) -> str:
        """The words between the value before and ``indicator``, in the same sentence."""
        at, (end, _) = self.position[indicator.id], self.spans[indicator.id]
        start = self.spans[self.indicators[at - 1].id][1] if at else 0
        return _SENTENCE_END.split(self.text[max(start, end - _LONGEST_CLAUSE) : end])[-1]

    def words_behind(self, indicator: Indicator) -> str:
        """The words between ``indicator`` and the value behind, in the same sentence and the next of the paragraph."""
        _, end = self.spans[indicator.id]
        behind = self.indicators[self.position[indicator.id] + 1 : self.position[indicator.id] + 2]
        last = min(self.spans[behind[0].id][0], end + _LONGEST_CLAUSE) if behind else end + _LONGEST_CLAUSE
        return "。".join(self.text[end:last].split("\n", 1)[0].split("。")[:2])

    def tail(self, indicator: Indicator) -> str:
        """The words between ``indicator`` and the value behind, in the same sentence."""
        behind = self.indicators[self.position[indicator.id] + 1 : self.position[indicator.id] + 2]
        rest = self.rest_of_sentence(indicator)
        return rest[: self.spans[behind[0].id][0] - self.spans[indicator.id][1]] if behind else rest

    def bare_tail(self, indicator: Indicator) -> str:
        """The words between ``indicator`` and the value behind, in the same sentence, entities left out."""
        _, end = self.spans[indicator.id]
        return self._bare(end, end + len(self.tail(indicator)))

    def bare_between(self, first: Indicator, second: Indicator) -> str:
        """The words between two values, entities left out."""
        (_, start), (end, _) = sorted((self.spans[first.id], self.spans[second.id]))
        return self._bare(start, end)

    def _bare(self, start: int, end: int) -> str:
        pieces = []
        at = bisect_left(self.entity_spans, (start, start))
        while at < len(self.entity_spans) and self.entity_spans[at][1] <= end:
            pieces.append(self.text[start : self.entity_spans[at][0]])
            start = self.entity_spans[at][1]
            at += 1
        return "".join([*pieces, self.text[start:end]])

    def clause_of(self, indicator: Indicator) -> str:
        """The words between 。 or ； before a value and the value."""
        start, _ = self.spans[indicator.id]
        return _CLAUSE_END.split(self.text[max(0, start - _LONGEST_CLAUSE) : start])[-1]

    def paragraph_of(self, indicator: Indicator) -> Iterator[Indicator]:
        """The values of the paragraph that ``indicator`` stands in, at most a few to either side."""
        at = self.position[indicator.id]
        for other in self.indicators[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
            if "\n" not in self.between(other, indicator):
                yield other

    def rest_of_sentence(self, indicator: Indicator) -> str:
        """The words from behind a value to the end of its sentence."""
        _, end = self.spans[indicator.id]
        return _SENTENCE_END.split(self.text[end : end + _LONGEST_CLAUSE], maxsplit=1)[0]

    def same_clause(self, first: Indicator, second: Indicator) -> bool:
        """Whether no sentence and no ； ends between two values."""
        return _CLAUSE_END.search(self.between(first, second)) is None

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
        entity_spans=sorted(places.values()),
        title_year=title_year,
        by_id={indicator.id: indicator for indicator in indicators},
        position={indicator.id: number for number, indicator in enumerate(indicators)},
        parts=dict(parts),
        relatives=dict(relatives),
    )
