"""Where the report's own figures disagree: every rule of the audit, run over one report.

A rule is a function from a ledger to findings. It reports an ``error`` only where the text asserts the equation that
fails, a ``warning`` where it only suggests it, and nothing where the figures can be read so that they agree.
"""

from collections.abc import Callable, Iterator, Sequence

from zhibiao.linking.facts import Finding, Indicator
from zhibiao.linking.ledger import Ledger, open_ledger
from zhibiao.linking.rules_averages import average_of_total
from zhibiao.linking.rules_changes import change_between_years
from zhibiao.linking.rules_comparisons import comparison_in_words
from zhibiao.linking.rules_duplicates import duplicate_indicator
from zhibiao.linking.rules_rates import rate_of_base
from zhibiao.linking.rules_sums import sum_of_parts
from zhibiao.linking.rules_targets import target_met
from zhibiao.linking.rules_years import year_mismatch
from zhibiao.models.scheme import Entity

Rule = Callable[[Ledger], Iterator[Finding]]

RULES: dict[str, Rule] = {
    "sum_of_parts": sum_of_parts,
    "rate_of_base": rate_of_base,
    "change_between_years": change_between_years,
    "average_of_total": average_of_total,
    "target_met": target_met,
    "comparison_in_words": comparison_in_words,
    "duplicate_indicator": duplicate_indicator,
    "year_mismatch": year_mismatch,
}
"""Every rule by the name that its findings bear."""


def audit(
    text: str, entities: Sequence[Entity], indicators: Sequence[Indicator], title_year: int | None = None
) -> list[Finding]:
    """The findings of every rule, errors first, each kind in text order.

    Args:
        text: The report.
        entities: Its entities.
        indicators: What :func:`zhibiao.linking.linker.link` made of them.
        title_year: The year that the report's title names.
    """
    ledger = open_ledger(text, entities, indicators, title_year)
    findings = [finding for rule in RULES.values() for finding in rule(ledger)]

    def place(finding: Finding) -> tuple[bool, int]:
        first = min((ledger.spans[indicator][0] for indicator in finding.indicators), default=0)
        return finding.severity != "error", first

    return sorted(findings, key=place)
