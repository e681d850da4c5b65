"""An equation between figures of a report: one of them stated, and what the others make it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.linking.facts import Indicator, Value
from zhibiao.linking.intervals import Interval, bounds_of, interval_of, is_approximate
from zhibiao.linking.misprints import Misprint, find_misprints

_MOST_FIGURES = 40
"""Figures among which a misprint is looked for: the time it takes grows with their square."""

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
        """Whether every figure is known closely enough to be computed with; of the stated one a bound is enough."""
        return bounds_of(self.stated.value) is not None and all(interval_of(term.value) for term in self.terms)

    @property
    def is_exact(self) -> bool:
        """Whether no figure is rounded in words (约, 余), a range or a bound."""
        return not any(is_approximate(figure.value) for figure in self.figures)

    def computed(self) -> Interval | None:
        """What the terms make the stated figure."""
        return self._computed(None, None)

    def holds(self) -> bool:
        """Whether the figures can be read so that the equation holds, or cannot be computed with."""
        return self._holds_with(None, None)

    def misprints(self) -> list[Misprint]:
        """The figures in which one slip would explain that the equation fails; none of very many figures."""
        figures = [*self.terms, self.stated]
        return find_misprints(figures, self._holds_with) if len(figures) <= _MOST_FIGURES else []

    def _holds_with(self, replaced: Indicator | None, base_number: Decimal | None) -> bool:
        stated = _figure(self.stated, replaced, base_number, bounds_of)
        computed = self._computed(replaced, base_number)
        if stated is None or computed is None:
            return replaced is None
        return stated.widened(self.margin).overlaps(computed)

    def _computed(self, replaced: Indicator | None, base_number: Decimal | None) -> Interval | None:
        figures = [_figure(term, replaced, base_number) for term in self.terms]
        known = [figure for figure in figures if figure is not None]
        return self.compute(known) if len(known) == len(figures) else None


def _figure(
    indicator: Indicator,
    replaced: Indicator | None,
    base_number: Decimal | None,
    read: Callable[[Value], Interval | None] = interval_of,
) -> Interval | None:
    if indicator is replaced and base_number is not None:
        return Interval(base_number, base_number)
    return read(indicator.value)
