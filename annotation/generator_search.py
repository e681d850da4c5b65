"""Finds the equations that the figures of a passage fulfil.

They are looked for in the figures themselves: a total among its parts and neighbours, a rate among the figures around
it. A chance agreement that is taken for one does no harm: it is kept like the others.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhibiao.annotation.generator_equations import Equation, Figure, remainder_of, total_of
from zhibiao.annotation.generator_quotients import averages_in, averages_of_totals, quotients
from zhibiao.annotation.generator_sums import differences, sums
from zhibiao.models.scheme import AnnotatedDocument, RelationType


def equations_of(document: AnnotatedDocument, figures: Sequence[Figure]) -> list[Equation]:
    """The equations that hold among ``figures``; each figure is the stated one of one at most."""
    number_of = {reading.entity.id: number for number, figure in enumerate(figures) for reading in figure.readings}
    parents: dict[int, list[int]] = defaultdict(list)
    parts: dict[int, list[int]] = defaultdict(list)
    for relation in document.relations:
        head, tail = number_of.get(relation.head), number_of.get(relation.tail)
        if head is not None and tail is not None and head != tail:
            if relation.type is RelationType.PART_OF:
                parts[tail].append(head)
            elif relation.type is RelationType.RELATIVE_TO:
                parents[head].append(tail)
    averages = {number_of[name] for name in averages_in(document) if name in number_of}
    found: dict[int, Equation] = {}
    for equation in (
        *sums(figures, parts),
        *differences(figures, parents),
        *quotients(figures, parents, parts),
        *averages_of_totals(figures, averages),
    ):
        for one in _turned(equation):
            if one.stated not in found and not _leads_to(found, one.terms, one.stated):
                found[one.stated] = one
                break
    return list(found.values())


def _turned(equation: Equation) -> Iterator[Equation]:
    """A sum stated of its last part instead of its total, where that is another sum's total already."""
    yield equation
    if equation.compute is total_of:
        *others, last = equation.terms
        yield Equation(last, (equation.stated, *others), remainder_of)


def _leads_to(found: dict[int, Equation], terms: Sequence[int], stated: int) -> bool:
    """Whether one of ``terms`` is computed from ``stated``."""
    waiting, seen = list(terms), set()
    while waiting:
        term = waiting.pop()
        if term == stated:
            return True
        if term in found and term not in seen:
            seen.add(term)
            waiting += found[term].terms
    return False
