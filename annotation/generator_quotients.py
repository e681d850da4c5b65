"""Rates, growth and averages that the figures of a passage give."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from zhibiao.annotation.generator_equations import TELLING, Compute, Equation, Figure, near
from zhibiao.models.scheme import AnnotatedDocument

_QUOTIENTS: tuple[Callable[[Decimal, Decimal], Decimal], ...] = (
    lambda above, below: above / below,
    lambda above, below: 1 - above / below,
    lambda above, below: above / (below - above),
    lambda above, below: above / (below + above),
    lambda above, below: below / above - 1,
    lambda above, below: 1 - below / above,
)
"""A share of a base, what is left of it, growth by an amount, a fall by one, growth and fall from a former level."""


def _over(quotient: Callable[[Decimal, Decimal], Decimal]) -> Compute:
    def compute(terms: Sequence[Decimal]) -> Decimal | None:
        try:
            return quotient(terms[0], terms[1])
        except ArithmeticError:
            return None

    return compute


_COMPUTES = tuple(_over(quotient) for quotient in _QUOTIENTS)
SHARE = _COMPUTES[0]
"""What one figure is of another."""


def quotients(
    figures: Sequence[Figure], parents: dict[int, list[int]], parts: dict[int, list[int]]
) -> Iterator[Equation]:
    """Rates whose two figures stand near: of a part and its total, of what it is linked with, of any two."""
    bases = [figure.base for figure in figures]
    totals: dict[int, list[int]] = defaultdict(list)
    for total, listed in parts.items():
        for part in listed:
            totals[part].append(total)
    for rate, figure in enumerate(figures):
        if not figure.is_rate or figure.unit == "pp" or figure.is_vague or not figure.base:
            continue
        around = [number for number in near(figures, rate) if not figures[number].is_rate]
        linked = [number for number in parents[rate] if not figures[number].is_rate]
        pairs = [(part, total) for part in linked for total in totals[part]]
        pairs += [(above, below) for below in linked for above in around]
        pairs += [(above, below) for above in linked for below in around]
        if not linked and figure.digits >= TELLING:
            pairs += [(above, below) for below in around for above in around]
        yield from islice(_quotient(figures, bases, rate, pairs, bool(linked)), 1)


def _quotient(
    figures: Sequence[Figure], bases: Sequence[Decimal], rate: int, pairs: Sequence[tuple[int, int]], is_linked: bool
) -> Iterator[Equation]:
    for slack in (1, 2):
        for compute in _COMPUTES:
            for above, below in pairs:
                if above != below and _are_comparable(figures[above], figures[below], is_linked):
                    equation = Equation(rate, (above, below), compute)
                    if equation.holds(bases, figures[rate].step * slack):
                        yield equation


def _are_comparable(one: Figure, other: Figure, is_linked: bool) -> bool:
    """Whether one may be a share of the other: what a rate is linked with may be counted in another word."""
    return one.unit == other.unit or (is_linked and "元" not in (one.unit, other.unit))


def averages_in(document: AnnotatedDocument) -> Iterator[str]:
    """The values that are said to be averages: 户均2450元, 平均每户, 单价."""
    for entity in document.entities:
        before = document.text[max(0, entity.start - 12) : entity.start]
        if entity.label.is_value and any(sign in before for sign in "均每单"):
            yield entity.id


def averages_of_totals(figures: Sequence[Figure], averages: set[int]) -> Iterator[Equation]:
    """Averages whose total and number stand near."""
    bases = [figure.base for figure in figures]
    for average in averages:
        around = [number for number in near(figures, average) if not figures[number].is_rate and number != average]
        totals = [number for number in around if figures[number].unit == figures[average].unit]
        for total in totals:
            for count in around:
                equation = Equation(average, (total, count), _COMPUTES[0])
                if count != total and bases[count] > 1 and equation.holds(bases, figures[average].step * 2):
                    yield equation
                    break
