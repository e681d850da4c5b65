"""An equation between figures of a report: one of them stated, and what the others make it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.linking.facts import Indicator
from zhibiao.linking.intervals import Interval, interval_of
from zhibiao.linking.misprints import Misprint, find_misprints

Compute = Callable[[Sequence[Interval]], Interval | None]
"""What the terms make the stated figure, or None where that cannot be said (a division by zero)."""


@dataclass(frozen=True, slots=True)
class Equation:
    """``stated`` = ``compute(terms)``, within what the printed decimals leave open."""

    stated: Indicator
    terms: tuple[Indicator, ...]
    compute: Compute
    margin: Decimal = Decimal(0)
    """Base units by which the stated figure may be off besides: rates are cut off as often as rounded."""

    @property
    def figures(self) -> tuple[Indicator, ...]:
        """All figures of the equation, the stated one first."""
        return (self.stated, *self.terms)

    @property
    def is_known(self) -> bool:
        """Whether every figure is known closely enough to be computed with."""
        return all(interval_of(figure.value) is not None for figure in self.figures)

    def computed(self) -> Interval | None:
        """What the terms make the stated figure."""
        return self._computed(None, None)

    def holds(self) -> bool:
        """Whether the figures can be read so that the equation holds, or cannot be computed with."""
        return self._holds_with(None, None)

    def misprints(self) -> list[Misprint]:
        """The figures in which one slip would explain that the equation fails."""
        return find_misprints([*self.terms, self.stated], self._holds_with)

    def _holds_with(self, replaced: Indicator | None, base_number: Decimal | None) -> bool:
        stated = _figure(self.stated, replaced, base_number)
        computed = self._computed(replaced, base_number)
        if stated is None or computed is None:
            return replaced is None
        return stated.widened(self.margin).overlaps(computed)

    def _computed(self, replaced: Indicator | None, base_number: Decimal | None) -> Interval | None:
        figures = [_figure(term, replaced, base_number) for term in self.terms]
        known = [figure for figure in figures if figure is not None]
        return self.compute(known) if len(known) == len(figures) else None


def _figure(indicator: Indicator, replaced: Indicator | None, base_number: Decimal | None) -> Interval | None:
    if indicator is replaced and base_number is not None:
        return Interval(base_number, base_number)
    return interval_of(indicator.value)
