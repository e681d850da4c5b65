"""The normaliser on the cases of other number readers' test suites, where their file lies beside the repository.

Their 百分点 is a percentage and ours is not, their 余 and 几 are exact and ours approximate: either counts as right.
"""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhibiao.linking.facts import Modifier, NormalisedNumber
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import Label

CASES = Path(__file__).resolve().parents[3] / "shared" / "peer_cases" / "cases.jsonl"
LEAST = {"number": 0.97, "amount": 0.95, "percent": 0.97, "range": 0.92}
LABELS = {"amount": Label.AMOUNT, "percent": Label.RATE}
CURRENCIES = {"CNY": "元", "HKD": "港元", "EUR": "欧元", "JPY": "日元", "THB": "泰铢"}

pytestmark = pytest.mark.skipif(not CASES.exists(), reason=f"the peers' cases are not at {CASES}")


def cases() -> Iterator[dict[str, Any]]:
    with CASES.open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["kind"] in LEAST and not case.get("span_only"):
                yield case


def read(case: dict[str, Any]) -> NormalisedNumber:
    label = LABELS.get(case["kind"]) or LABELS.get(case.get("of", ""), Label.COUNT)
    return normalise(case["surface"], label, case["text"][: case["start"]], case["text"][case["end"] :])


def is_right(case: dict[str, Any], value: NormalisedNumber) -> bool:
    if case["kind"] == "range":
        return is_right_range(case["value"], value)
    if value.base_number is None:
        return False
    if case["kind"] == "percent":
        return Decimal(value.base_number) == Decimal(case["value"]) / 100
    if case["kind"] == "amount" and value.base_unit != CURRENCIES[case["unit"]]:
        return False
    return Decimal(value.base_number) == Decimal(case["value"])


def is_right_range(ends: tuple[str | None, str | None], value: NormalisedNumber) -> bool:
    low, high = ends
    if value.low is not None and value.high is not None:
        return (low is None or Decimal(low) == Decimal(value.low)) and (
            high is None or Decimal(high) == Decimal(value.high)
        )
    if value.base_number is None:
        return False
    # One end only: 三十以上, or 三十多, whose upper end is a matter of taste.
    stated = low if low is not None else high
    bounded = value.modifier is not Modifier.EXACT or low == high
    return stated is not None and bounded and Decimal(value.base_number) == Decimal(stated)


def test_shares_of_right_values() -> None:
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case in cases():
        total[case["kind"]] += 1
        right[case["kind"]] += is_right(case, read(case))
    shares = {kind: right[kind] / total[kind] for kind in LEAST}
    print(shares)
    assert all(shares[kind] >= least for kind, least in LEAST.items()), shares


@pytest.mark.parametrize("kind", ["amount", "percent"])
def test_no_money_and_no_percentage_is_silently_wrong(kind: str) -> None:
    wrong = [case["surface"] for case in cases() if kind in (case["kind"], case.get("of")) and is_silent(case)]
    assert wrong == []


def is_silent(case: dict[str, Any]) -> bool:
    value = read(case)
    return (value.base_number is not None or value.low is not None) and not is_right(case, value)
