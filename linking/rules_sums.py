"""``sum_of_parts``: parts that do not add up to the total they divide."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from zhibiao.linking.facts import Finding, Indicator, ValueKind
from zhibiao.linking.intervals import Interval, total_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.misprints import Misprint, find_misprints
from zhibiao.linking.partitions import Division, divisions
from zhibiao.linking.wording import in_unit_of

RULE = "sum_of_parts"
_FEW = 2
"""Misprints named in one message; where more would do, none of them is likely."""
_TELLING_DIGITS = 4
"""Digits from which on it is no chance that one slip makes a sum come out."""


def sum_of_parts(ledger: Ledger) -> Iterator[Finding]:
    """Findings on every total whose parts exceed it, or claim to be all of it and are not."""
    for total in ledger.indicators:
        whole = ledger.figure(total)
        if whole is None or total.id not in ledger.parts:
            continue
        found = [division for division in divisions(ledger, total) if _sum(ledger, division.parts) is not None]
        together = [part for division in found for part in division.parts]
        if len(found) > 1 and _adds_up(ledger, together, whole):
            continue
        for division in found:
            finding = _check(ledger, division, whole)
            if finding:
                yield finding


def _check(ledger: Ledger, division: Division, whole: Interval) -> Finding | None:
    total, parts = division.total, division.parts
    computed = _sum(ledger, parts)
    if computed is None or computed.overlaps(whole) or _adds_up(ledger, _outermost(ledger, parts), whole):
        return None
    misprints = _misprints(ledger, total, parts)
    severity = _severity(ledger, division, computed.low > whole.high, misprints)
    if severity is None:
        return None
    stated = Decimal(total.value.base_number or 0)
    sum_ = sum((Decimal(part.value.base_number or 0) for part in parts), Decimal(0))
    figures = (total, *parts)
    said, gap = in_unit_of(total.value, sum_, figures), in_unit_of(total.value, abs(stated - sum_), figures)
    unit = total.value.unit
    return Finding(
        rule=RULE,
        severity=severity,
        message=_message(total, parts, f"{said}{unit}", f"{gap}{unit}", misprints),
        indicators=tuple(figure.id for figure in figures),
        stated=total.value.number,
        computed=said,
        unit=unit,
    )


def _severity(
    ledger: Ledger, division: Division, exceeds: bool, misprints: Sequence[Misprint]
) -> Literal["error", "warning"] | None:
    """Parts that claim to be all of a total must add up; parts of it must not exceed it.

    Counts of unnamed kinds may overlap (80 large and 60 new of 120 companies), so their excess is a warning. Parts that
    claim nothing may add up to less, unless one slip in a long figure would make them add up.
    """
    if division.is_complete:
        return "error"
    amounts = division.total.value.kind is ValueKind.AMOUNT
    if exceeds:
        if len(division.parts) == 1:
            return "error"
        if _has_second_division(ledger, division):
            return None
        return "error" if amounts else "warning"
    telling = len([sign for sign in division.total.value.number or "" if sign.isdigit()]) >= _TELLING_DIGITS
    return "warning" if telling and len(division.parts) > 1 and len(misprints) == 1 else None


def _has_second_division(ledger: Ledger, division: Division) -> bool:
    """Whether the first or last few parts are all of the total already: men, women, and then members of a party."""
    whole = ledger.figure(division.total)
    parts = division.parts
    for cut in range(2, len(parts) - 1 + 1):
        for some in (parts[:cut], parts[-cut:]):
            computed = _sum(ledger, some)
            if whole and computed and len(some) < len(parts) and computed.overlaps(whole):
                return True
    return False


def _outermost(ledger: Ledger, parts: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The parts without those that a part before them is the sum of: 基本支出60，人员经费40，公用经费20，项目支出40."""
    kept: list[Indicator] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        at += 1 + _own_parts(ledger, parts[at], parts[at + 1 :])
    return tuple(kept)


def _own_parts(ledger: Ledger, part: Indicator, following: Sequence[Indicator]) -> int:
    whole = ledger.figure(part)
    for count in range(2, len(following) + 1):
        computed = _sum(ledger, following[:count])
        if whole and computed and computed.overlaps(whole):
            return count
    return 0


def _sum(ledger: Ledger, parts: Sequence[Indicator]) -> Interval | None:
    figures = [ledger.figure(part) for part in parts]
    known = [figure for figure in figures if figure is not None]
    return total_of(known) if len(known) == len(figures) else None


def _adds_up(ledger: Ledger, parts: Sequence[Indicator], whole: Interval) -> bool:
    computed = _sum(ledger, parts)
    return computed is not None and computed.overlaps(whole)


def _misprints(ledger: Ledger, total: Indicator, parts: Sequence[Indicator]) -> list[Misprint]:
    """The figures in which one slip would explain why the parts do not add up."""

    def holds(figure: Indicator, base_number: Decimal) -> bool:
        meant = Interval(base_number, base_number)
        if figure is total:
            return _adds_up(ledger, parts, meant)
        others = _sum(ledger, [part for part in parts if part is not figure])
        whole = ledger.figure(total)
        return others is not None and whole is not None and (others + meant).overlaps(whole)

    return find_misprints([*parts, total], holds)


def _message(total: Indicator, parts: Sequence[Indicator], said: str, gap: str, misprints: Sequence[Misprint]) -> str:
    name = f"{total.indicator.name}{total.value.text}"
    if len(parts) == 1:
        return f"{name}小于其组成部分{parts[0].indicator.name}{parts[0].value.text}，相差{gap}。"
    likely = f"，{'，或'.join(map(str, misprints))}" if 0 < len(misprints) <= _FEW else ""
    return f"{name}与其组成部分之和{said}不符，相差{gap}{likely}。"
