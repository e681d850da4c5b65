"""``sum_of_parts``: parts that do not add up to the total they divide."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from zhibiao.linking.equations import Equation
from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.intervals import Interval, bounds_of, ratio, step, total_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.misprints import Misprint
from zhibiao.linking.partitions import Division, divisions, may_overlap
from zhibiao.linking.wording import in_unit_of, likely_misprint

RULE = "sum_of_parts"
_TELLING_DIGITS = 4
"""Digits from which on it is no chance that one slip, and only one, makes a sum come out."""
_LONG_DIGITS = 6
"""Digits from which on it is none either where a slip in one of two figures would."""
_FEW = 2
_MOST_PARTS = 12
"""How many parts a second division or a part's own parts are looked for among."""


def sum_of_parts(ledger: Ledger) -> Iterator[Finding]:
    """Findings on every total whose parts exceed it, or claim to be all of it and are not."""
    for total in ledger.indicators:
        if total.id not in ledger.parts:
            continue
        found = [division for division in divisions(ledger, total) if _is_exact(total, division.parts)]
        together = [part for division in found for part in division.parts]
        if len(found) > 1 and _sum(total, together).holds():
            continue
        for division in found:
            if may_overlap(ledger, division.parts) or _have_shares(ledger, division):
                continue
            if finding := _check(division):
                yield finding


def _have_shares(ledger: Ledger, division: Division) -> bool:
    """Whether each part has a share of its own that is right: then the figures are, and the parts overlap."""
    total = division.total
    return all(
        any(
            rate.value.base_unit == "1" and Equation(rate, (part, total), _quotient, _half_digit(rate)).holds()
            for rate in ledger.relatives.get(part.id, [])
            if rate.change is None
        )
        for part in division.parts
    )


def _quotient(terms: Sequence[Interval]) -> Interval | None:
    return ratio(terms[0], terms[1])


def _half_digit(rate: Indicator) -> Decimal:
    return (step(rate.value) or Decimal(0)) / 2


def _is_exact(total: Indicator, parts: Sequence[Indicator]) -> bool:
    """Whether every part is one number, and the total one number, a range or a bound."""
    return _sum(total, parts).is_known and all(part.value.number for part in parts)


def _sum(total: Indicator, parts: Sequence[Indicator]) -> Equation:
    return Equation(total, tuple(parts), total_of)


def _check(division: Division) -> Finding | None:
    total, parts = division.total, division.parts
    equation = _sum(total, parts)
    if equation.holds() or _sum(total, _outermost(parts)).holds() or _has_second_division(division):
        return None
    misprints = equation.misprints()
    computed = _added_up(parts)
    gap = _gap(total, computed)
    severity = _severity(division, gap < 0, misprints)
    if severity is None:
        return None
    said = in_unit_of(total.value, computed, equation.figures)
    return Finding(
        rule=RULE,
        severity=severity,
        message=_message(division, said, in_unit_of(total.value, abs(gap), equation.figures), misprints),
        indicators=tuple(figure.id for figure in equation.figures),
        stated=total.value.number,
        computed=said,
        unit=total.value.unit,
    )


def _gap(total: Indicator, computed: Decimal) -> Decimal:
    """What the parts lack of their total; below zero what they exceed it by."""
    if total.value.base_number is not None:
        return Decimal(total.value.base_number) - computed
    limits = bounds_of(total.value)
    if limits is None:
        return Decimal(0)
    return (limits.low if computed < limits.low else limits.high) - computed


def _severity(
    division: Division, is_exceeded: bool, misprints: Sequence[Misprint]
) -> Literal["error", "warning"] | None:
    """Parts that claim to be all of a total must add up; parts of it must not exceed it.

    Counts of unnamed kinds may overlap (80 large and 60 new of 120 companies), so their excess is a warning. Parts that
    claim nothing may add up to less, unless one slip in a long figure would make them add up. Figures that are rounded
    in words give a warning at most.
    """
    total, parts = division.total, division.parts
    sure: Literal["error", "warning"] = "error" if _sum(total, parts).is_exact else "warning"
    if division.is_complete:
        return sure
    if is_exceeded:
        if len(parts) == 1:
            return sure
        return sure if total.value.kind is ValueKind.AMOUNT else "warning"
    digits = sum(sign.isdigit() for sign in total.value.number or "")
    telling = (digits >= _TELLING_DIGITS and len(misprints) == 1) or (digits >= _LONG_DIGITS and len(misprints) == _FEW)
    return "warning" if telling and len(parts) > 1 else None


def _added_up(parts: Sequence[Indicator]) -> Decimal:
    """The sum of the printed numbers, in base units."""
    return sum((Decimal(part.value.base_number or 0) for part in parts), Decimal(0))


def _has_second_division(division: Division) -> bool:
    """Whether the first or last few parts are all of the total already: men, women, and then members of a party."""
    parts = division.parts
    cuts = range(2, min(len(parts), _MOST_PARTS))
    return any(_sum(division.total, some).holds() for cut in cuts for some in (parts[:cut], parts[-cut:]))


def _outermost(parts: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The parts without those that a part before them is the sum of: 基本支出60，人员经费40，公用经费20，项目支出40."""
    kept: list[Indicator] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        at += 1 + _own_parts(parts[at], parts[at + 1 :])
    return tuple(kept)


def _own_parts(part: Indicator, following: Sequence[Indicator]) -> int:
    most = min(len(following), _MOST_PARTS)
    return next((count for count in range(2, most + 1) if _sum(part, following[:count]).holds()), 0)


def _message(division: Division, said: str, gap: str, misprints: Sequence[Misprint]) -> str:
    total, parts, unit = division.total, division.parts, division.total.value.unit
    name = f"{total.indicator.name}{total.value.text}"
    if len(parts) == 1:
        return f"{name}小于其组成部分{parts[0].indicator.name}{parts[0].value.text}，相差{gap}{unit}。"
    return f"{name}与其组成部分之和{said}{unit}不符，相差{gap}{unit}{likely_misprint(misprints)}。"
