"""Numbers of a passage and equations among them: sums, differences, quotients."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhibiao.annotation.generator_readings import Reading, coarsest
from zhibiao.models.scheme import Label

REACH = 9
"""Values on either side among which those that a rate or a difference is of are looked for."""
TELLING = 3
"""Digits from which on it is hardly chance that neighbours add up."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a passage, wherever it is printed."""

    base: Decimal
    unit: str
    readings: tuple[Reading, ...]

    @property
    def step(self) -> Decimal:
        """The base units that every place where it is printed can show."""
        return coarsest(self.readings)

    @property
    def is_rate(self) -> bool:
        """Whether it is a share, a rate or a number of times."""
        return self.readings[0].entity.label is Label.RATE

    @property
    def is_vague(self) -> bool:
        """Whether it is printed with 余, 多 …"""
        return any(reading.is_vague for reading in self.readings)

    @property
    def is_fixed(self) -> bool:
        """Whether one of its places cannot show another number."""
        return any(reading.is_fixed for reading in self.readings)

    @property
    def digits(self) -> int:
        """How many digits tell it from others."""
        return len(str(abs(self.readings[0].number)).replace(".", "").strip("0"))


Compute = Callable[[Sequence[Decimal]], Decimal | None]


@dataclass(frozen=True, slots=True)
class Equation:
    """The figure numbered ``stated`` is what ``compute`` makes of those numbered ``terms``."""

    stated: int
    terms: tuple[int, ...]
    compute: Compute

    def holds(self, bases: Sequence[Decimal], step: Decimal) -> bool:
        """Whether it does with ``bases``, the stated figure being rounded to ``step``."""
        computed = self.compute([bases[term] for term in self.terms])
        return computed is not None and abs(computed - bases[self.stated]) * 2 <= step


def figures_of(readings: Sequence[Reading]) -> list[Figure]:
    """The numbers that ``readings`` print, each once, in the order of their first place."""
    places: dict[tuple[str, Decimal], list[Reading]] = defaultdict(list)
    for reading in readings:
        places[reading.unit, reading.base].append(reading)
    return [Figure(base, unit, tuple(printed)) for (unit, base), printed in places.items()]


def near(figures: Sequence[Figure], number: int) -> range:
    """The figures around that numbered ``number``."""
    return range(max(0, number - REACH), min(len(figures), number + REACH + 1))


def total_of(terms: Sequence[Decimal]) -> Decimal:
    """All of the terms together."""
    return sum(terms, Decimal(0))


def remainder_of(terms: Sequence[Decimal]) -> Decimal:
    """What is left of the first when the others are taken from it."""
    return terms[0] - sum(terms[1:], Decimal(0))


def gap_between(terms: Sequence[Decimal]) -> Decimal:
    """By how much two differ."""
    return abs(terms[0] - terms[1])
