"""The figures of a passage and what ties them, found once for all its variants."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhibiao.annotation.generator_equations import Equation, Figure, figures_of, total_of
from zhibiao.annotation.generator_quotients import SHARE
from zhibiao.annotation.generator_readings import read_values
from zhibiao.annotation.generator_search import equations_of
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import AnnotatedDocument, Label, RelationType


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """What the figures of a passage are and what holds among them."""

    figures: tuple[Figure, ...]
    order: tuple[Equation, ...]
    """The equations, each behind those that its terms are stated by."""
    lone: frozenset[int]
    """Figures that no equation and no other figure of their unit ties."""
    shares: frozenset[int]
    """Rates of a figure that nothing else ties, of another: with the rate that figure may change too."""
    parts: frozenset[int]
    """Figures that some total is the sum of, and that only shares are taken of besides."""
    ranges: tuple[tuple[str, str, str], ...]
    """Ids, words and units of values that are not one number."""


@lru_cache(maxsize=8192)
def sheet_of(document: AnnotatedDocument) -> FigureSheet:
    """The figures of ``document``; found once, as it takes longer than to vary them."""
    readings = read_values(document)
    figures = figures_of(readings)
    equations = equations_of(document, figures)
    tied = Counter(number for equation in equations for number in (equation.stated, *equation.terms))
    units = Counter(figure.unit for figure in figures)
    read = {reading.entity.id for reading in readings}
    divided = {relation.tail for relation in document.relations if relation.type is RelationType.PART_OF}

    compared = {term for equation in equations if equation.compute not in (total_of, SHARE) for term in equation.terms}
    compared |= {equation.stated for equation in equations}

    def is_free(number: int) -> bool:
        figure = figures[number]
        is_total = any(reading.entity.id in divided for reading in figure.readings)
        return tied[number] == 1 and not is_total and not figure.is_vague and not figure.is_fixed

    return FigureSheet(
        figures=tuple(figures),
        order=tuple(_in_order(equations)),
        lone=frozenset(
            number
            for number, figure in enumerate(figures)
            if number not in tied and units[figure.unit] == 1 and not figure.is_rate
        ),
        shares=frozenset(
            equation.stated for equation in equations if equation.compute is SHARE and is_free(equation.terms[0])
        ),
        parts=frozenset(
            term
            for equation in equations
            if equation.compute is total_of
            for term in equation.terms
            if term not in compared and not figures[term].is_vague and not figures[term].is_rate
        ),
        ranges=tuple(
            (entity.id, document.surface(entity), normalise(document.surface(entity), entity.label).base_unit)
            for entity in document.entities
            if entity.label in (Label.AMOUNT, Label.COUNT) and entity.id not in read
        ),
    )


def _in_order(equations: Sequence[Equation]) -> list[Equation]:
    """Each equation behind those that state its terms."""
    stated = {equation.stated: equation for equation in equations}
    placed: dict[int, Equation] = {}

    def place(equation: Equation) -> None:
        if equation.stated not in placed:
            for term in equation.terms:
                if term in stated:
                    place(stated[term])
            placed[equation.stated] = equation

    for equation in equations:
        place(equation)
    return list(placed.values())
