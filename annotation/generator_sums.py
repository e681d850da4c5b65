"""Sums and differences that the figures of a passage fulfil."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from zhibiao.annotation.generator_equations import TELLING, Equation, Figure, gap_between, near, total_of

_MOST_PARTS = 14


def sums(figures: Sequence[Figure], parts: dict[int, list[int]]) -> Iterator[Equation]:
    """Totals of their linked parts, and of the figures right beside them."""
    bases = [figure.base for figure in figures]
    for total, listed in parts.items():
        yield from _runs_that_add_up(figures, bases, total, sorted(set(listed)), 1)
    for unit in dict.fromkeys(figure.unit for figure in figures):
        alike = [number for number, figure in enumerate(figures) if figure.unit == unit]
        for at, total in enumerate(alike):
            if figures[total].digits >= TELLING and not figures[total].is_vague:
                for listed in (alike[at + 1 : at + 1 + _MOST_PARTS], alike[max(0, at - _MOST_PARTS) : at][::-1]):
                    yield from _first_run(figures, bases, total, listed)


def _runs_that_add_up(
    figures: Sequence[Figure], bases: Sequence[Decimal], total: int, listed: list[int], at: int
) -> Iterator[Equation]:
    """The runs of two or more of ``listed`` that add up to ``total``, the longest first, each part in one of them."""
    start = 0
    while start + at < len(listed):
        for end in range(len(listed), start + at, -1):
            equation = Equation(total, tuple(listed[start:end]), total_of)
            if equation.holds(bases, figures[total].step):
                yield equation
                start = end - 1
                break
        start += 1


def _first_run(
    figures: Sequence[Figure], bases: Sequence[Decimal], total: int, listed: Sequence[int]
) -> Iterator[Equation]:
    """The figures right beside ``total`` that add up to it."""
    for end in range(2, len(listed) + 1):
        equation = Equation(total, tuple(listed[:end]), total_of)
        if equation.holds(bases, figures[total].step):
            yield equation
            return
        if sum(bases[number] for number in listed[:end]) > bases[total]:
            return


def differences(figures: Sequence[Figure], parents: dict[int, list[int]]) -> Iterator[Equation]:
    """A change of a level whose former value is stated too."""
    bases = [figure.base for figure in figures]
    kin = {"pp": "1"}
    for change, figure in enumerate(figures):
        unit = kin.get(figure.unit, figure.unit)
        around = [number for number in near(figures, change) if figures[number].unit == unit and number != change]
        linked = [number for number in parents[change] if figures[number].unit == unit]
        if not linked and figure.unit != "pp" and figure.digits < TELLING:
            continue
        pairs = [(level, other) for level in linked for other in around if other != level] or list(
            combinations(around, 2)
        )
        for pair in pairs:
            equation = Equation(change, pair, gap_between)
            if equation.holds(bases, figure.step) and bases[change]:
                yield equation
                break
