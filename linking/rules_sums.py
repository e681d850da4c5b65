"""``sum_of_parts``: parts that do not add up to the total they divide."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from zhibiao.linking.equations import Equation
from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.intervals import total_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.misprints import Misprint
from zhibiao.linking.partitions import Division, divisions
from zhibiao.linking.wording import in_unit_of, likely_misprint

RULE = "sum_of_parts"
_TELLING_DIGITS = 4
"""Digits from which on it is no chance that one slip makes a sum come out."""
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
            finding = _check(division)
            if finding:
                yield finding


def _is_exact(total: Indicator, parts: Sequence[Indicator]) -> bool:
    """Whether every figure is one number, and no range or bound."""
    return _sum(total, parts).is_known and all(figure.value.number for figure in (total, *parts))


def _sum(total: Indicator, parts: Sequence[Indicator]) -> Equation:
    return Equation(total, tuple(parts), total_of)


def _check(division: Division) -> Finding | None:
    total, parts = division.total, division.parts
    equation = _sum(total, parts)
    if equation.holds() or _sum(total, _outermost(parts)).holds():
        return None
    misprints = equation.misprints()
    severity = _severity(division, misprints)
    if severity is None:
        return None
    computed = _added_up(parts)
    gap = abs(Decimal(total.value.base_number or 0) - computed)
    said = in_unit_of(total.value, computed, equation.figures)
    return Finding(
        rule=RULE,
        severity=severity,
        message=_message(division, said, in_unit_of(total.value, gap, equation.figures), misprints),
        indicators=tuple(figure.id for figure in equation.figures),
        stated=total.value.number,
        computed=said,
        unit=total.value.unit,
    )


def _severity(division: Division, misprints: Sequence[Misprint]) -> Literal["error", "warning"] | None:
    """Parts that claim to be all of a total must add up; parts of it must not exceed it.

    Counts of unnamed kinds may overlap (80 large and 60 new of 120 companies), so their excess is a warning. Parts that
    claim nothing may add up to less, unless one slip in a long figure would make them add up.
    """
    total, parts = division.total, division.parts
    if division.is_complete:
        return "error"
    if _added_up(parts) > Decimal(total.value.base_number or 0):
        if len(parts) == 1:
            return "error"
        if _has_second_division(division):
            return None
        return "error" if total.value.kind is ValueKind.AMOUNT else "warning"
    telling = len([sign for sign in total.value.number or "" if sign.isdigit()]) >= _TELLING_DIGITS
    return "warning" if telling and len(parts) > 1 and len(misprints) == 1 else None


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
