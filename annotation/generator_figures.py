"""Other figures for a passage, such that what added up, or followed from others, still does."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from random import Random

from zhibiao.annotation.generator_equations import Figure, gap_between
from zhibiao.annotation.generator_sheet import FigureSheet, sheet_of
from zhibiao.models.scheme import AnnotatedDocument

_FIXED_UNITS = frozenset({"分", "岁", "℃", "年", "度"})
"""Units whose numbers mean something by their size: marks of a hundred, ages."""
_DURATIONS = frozenset({"个月", "月", "天", "日", "小时", "个工作日", "工作日", "分钟", "个小时"})
_SCALES = tuple(Decimal(tenths) / 10 for tenths in (*range(3, 10), *range(11, 32)))
_NUMBER = re.compile(r"(?<!\d)\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,9})?(?!\d)")
_UNEVEN = (0.75, 1.3)
"""By what the parts of a total are multiplied besides, each for itself: least and most."""
_TRIES = 6


def other_figures(document: AnnotatedDocument, random: Random) -> dict[str, str]:
    """New words for values of ``document``, by entity id; none where no figures were found that agree."""
    sheet = sheet_of(document)
    for _ in range(_TRIES):
        scales = _Scales(random)
        bases = _drawn(sheet, scales, random)
        if bases is not None:
            words = {
                reading.entity.id: reading.written(base)
                for figure, base in zip(sheet.figures, bases, strict=True)
                if base != figure.base
                for reading in figure.readings
            }
            words |= {name: _scaled_range(ends, scales.of(unit)) for name, ends, unit in sheet.ranges}
            return words
    return {}


class _Scales:
    """By what the figures of each unit are multiplied; drawn once a variant."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = random.choice(_SCALES) if random.random() < 0.6 else None
        self._drawn: dict[str, Decimal] = defaultdict(self._draw)

    def of(self, unit: str) -> Decimal:
        """The factor for figures of ``unit``."""
        if unit in _FIXED_UNITS:
            return Decimal(1)
        if unit == "" and unit not in self._drawn:
            # Marks and indices of a hundred stay below it.
            self._drawn[unit] = self._random.choice([scale for scale in _SCALES if scale < 1])
        if unit not in self._drawn and unit != "元" and unit != "pp" and self._count and unit not in _DURATIONS:
            self._drawn[unit] = self._count
        return self._drawn[unit]

    def _draw(self) -> Decimal:
        return self._random.choice(_SCALES)


def _drawn(sheet: FigureSheet, scales: _Scales, random: Random) -> list[Decimal] | None:
    """New numbers; None where they cannot be printed so that every equation holds."""
    rates = _other_rates(sheet, random)
    is_uneven = random.random() < 0.6
    bases: list[Decimal] = []
    for number, figure in enumerate(sheet.figures):
        if figure.is_fixed:
            bases.append(figure.base)
        elif number in rates:
            bases.append(_rounded(rates[number], figure))
        elif number in sheet.lone and figure.unit not in _FIXED_UNITS:
            bases.append(_redrawn(figure, random))
        elif figure.is_rate and figure.unit != "pp":
            bases.append(figure.base)
        else:
            size = figure.base * scales.of(figure.unit)
            if number in sheet.parts and is_uneven:
                size *= Decimal(random.uniform(*_UNEVEN))
            bases.append(_rounded(size, figure))
    for equation in sheet.order:
        if equation.stated in sheet.shares:
            above, below = equation.terms
            bases[above] = _rounded(bases[equation.stated] * bases[below], sheet.figures[above])
        computed = equation.compute([bases[term] for term in equation.terms])
        if computed is None:
            return None
        if not sheet.figures[equation.stated].is_fixed:
            bases[equation.stated] = _rounded(computed, sheet.figures[equation.stated])
    return bases if _agree(sheet, bases) else None


def _other_rates(sheet: FigureSheet, random: Random) -> dict[int, Decimal]:
    """Rates that may be others, each drawn between those below and above it, so that their order stays."""
    stated = {equation.stated for equation in sheet.order} - sheet.shares
    stated |= {number for number, figure in enumerate(sheet.figures) if figure.is_fixed}
    ranked = _ranked_rates(sheet)
    drawn: dict[int, Decimal] = {}
    low = Decimal(0)
    for place, number in enumerate(ranked):
        base = sheet.figures[number].base
        if number in stated or base in (0, 1):
            low = base
            continue
        above = next((sheet.figures[one].base for one in ranked[place + 1 :] if one in stated), None)
        limit = Decimal(1) if base < 1 else base * 2
        high = min(base * Decimal("1.6"), limit if above is None else min(above, limit))
        least = max(low, base / 3)
        drawn[number] = least + (high - least) * Decimal(random.random()) if high > least else base
        low = drawn[number]
    return drawn


def _ranked_rates(sheet: FigureSheet) -> list[int]:
    rates = [number for number, figure in enumerate(sheet.figures) if figure.is_rate and figure.unit != "pp"]
    return sorted((number for number in rates if sheet.figures[number].base >= 0), key=lambda n: sheet.figures[n].base)


def _agree(sheet: FigureSheet, bases: Sequence[Decimal]) -> bool:
    """Whether every equation holds, rates keep their order, and nothing has become nothing or all of it."""
    for figure, base in zip(sheet.figures, bases, strict=True):
        if (base > 0) != (figure.base > 0) or (base == 0) != (figure.base == 0):
            return False
        if figure.unit == "1" and ((base > 1) != (figure.base > 1) or (base == 1) != (figure.base == 1)):
            return False
    ranked = _ranked_rates(sheet)
    if any(bases[one] > bases[other] for one, other in pairwise(ranked)):
        return False
    gaps = (equation.terms for equation in sheet.order if equation.compute is gap_between)
    if any((bases[a] > bases[b]) != (sheet.figures[a].base > sheet.figures[b].base) for a, b in gaps):
        return False
    return all(equation.holds(bases, sheet.figures[equation.stated].step) for equation in sheet.order)


def _rounded(base: Decimal, figure: Figure) -> Decimal:
    """``base`` as every place of ``figure`` can print it, with the round zeros that go with 余 and 多."""
    step = figure.step
    if figure.is_vague:
        size = figure.readings[0].number.as_tuple()
        zeros = len(size.digits) - len(str("".join(map(str, size.digits))).rstrip("0"))
        step = step.scaleb(zeros)
    rounded = (base / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return rounded or (step.copy_sign(base) if base else rounded)


def _redrawn(figure: Figure, random: Random) -> Decimal:
    """Other digits; zeros stay, which may be the last of a round number or the first of 0.5."""
    reading = figure.readings[0]
    digits = re.sub("[1-9]", lambda _: str(random.randint(1, 9)), f"{reading.number:f}")
    return _rounded(Decimal(digits) * reading.factor, figure)


def _scaled_range(words: str, scale: Decimal) -> str:
    """5万—10万元 with both ends multiplied."""

    def scaled(match: re.Match[str]) -> str:
        number = Decimal(match.group().replace(",", ""))
        step = Decimal(1).scaleb(min(0, int(number.as_tuple().exponent)))
        size = max((number * scale).quantize(step, ROUND_HALF_UP), step)
        return f"{size:,f}" if "," in match.group() else f"{size:f}"

    return _NUMBER.sub(scaled, words) if words.isascii() or "-" in words or re.search("[—–~～至到]", words) else words
