"""Agreement of two annotators beyond chance, from a table of what each said of the same units."""

from collections import Counter
from typing import TypeAlias, TypeVar

_Category = TypeVar("_Category")
Table: TypeAlias = Counter[tuple[_Category, _Category]]
"""How many units the first annotator put into one category and the second into the other."""


def cohen_kappa(table: Table[_Category]) -> float | None:
    """Cohen's κ (1960, A coefficient of agreement for nominal scales); None where chance alone would agree on all."""
    total = sum(table.values())
    first, second = _margins(table)
    expected = sum(first[category] * second[category] for category in first)
    if total * total == expected:
        return None
    observed = sum(count for (one, other), count in table.items() if one == other)
    return (observed * total - expected) / (total * total - expected)


def krippendorff_alpha(table: Table[_Category]) -> float | None:
    """Krippendorff's α for nominal data and two annotators without missing values; None where nothing could disagree.

    Krippendorff (2011, Computing Krippendorff's alpha-reliability), section B.
    """
    first, second = _margins(table)
    uses = first + second
    pairs = sum(uses.values())
    observed = 2 * sum(count for (one, other), count in table.items() if one != other)
    expected = pairs * pairs - sum(count * count for count in uses.values())
    return 1 - (pairs - 1) * observed / expected if expected else None


def _margins(table: Table[_Category]) -> tuple[Counter[_Category], Counter[_Category]]:
    first: Counter[_Category] = Counter()
    second: Counter[_Category] = Counter()
    for (one, other), count in table.items():
        first[one] += count
        second[other] += count
    return first, second
