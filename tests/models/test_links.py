"""Decoding of links: what a value must have, may have, and may have only once."""

import numpy as np
import pytest

from zhibiao.models.links import allowed, decode_links
from zhibiao.models.scheme import TAIL_LABELS, Label, RelationType

TYPES = tuple(RelationType)
I, C, A, O, P = Label.INDICATOR, Label.COUNT, Label.AMOUNT, Label.ORG, Label.PERIOD  # noqa: E741


def decoded(
    labels: list[Label], scores: dict[tuple[int, int, RelationType], float], none: float = 0.0
) -> set[tuple[str, int, int]]:
    pairs = np.full((len(labels), len(labels), len(TYPES)), -8.0, dtype=np.float32)
    for (head, tail, kind), score in scores.items():
        pairs[head, tail, TYPES.index(kind)] = score
    nothing = np.full((len(labels), 3), none, dtype=np.float32)
    return {(link.type.value, link.head, link.tail) for link in decode_links(pairs, nothing, labels)}


def test_a_value_keeps_every_likely_indicator() -> None:
    found = decoded([I, I, C], {(2, 0, RelationType.HAS_INDICATOR): 2.0, (2, 1, RelationType.HAS_INDICATOR): 1.0})
    assert found == {("HAS_INDICATOR", 2, 0), ("HAS_INDICATOR", 2, 1)}


def test_a_value_has_at_least_the_likeliest_indicator() -> None:
    assert decoded([I, I, C], {(2, 1, RelationType.HAS_INDICATOR): -2.0}) == {("HAS_INDICATOR", 2, 1)}


@pytest.mark.parametrize(
    ("second", "count"), [pytest.param(3.9, 2, id="as likely"), pytest.param(1.0, 1, id="less likely")]
)
def test_two_organisations_only_where_both_are_likely(second: float, count: int) -> None:
    found = decoded([O, O, C], {(2, 0, RelationType.HAS_ORG): 4.0, (2, 1, RelationType.HAS_ORG): second})
    assert len(found) == count


def test_none_wins_where_it_is_likelier() -> None:
    assert decoded([P, C], {(1, 0, RelationType.HAS_PERIOD): 1.0}, none=2.0) == set()


def test_a_value_has_one_parent_of_either_kind() -> None:
    found = decoded([A, A, C], {(2, 0, RelationType.PART_OF): 3.0, (2, 1, RelationType.RELATIVE_TO): 1.0})
    assert {link for link in found if link[1] == 2} == {("PART_OF", 2, 0)}


def test_only_what_the_scheme_allows() -> None:
    labels = list(Label)
    table = allowed(labels)
    for head, head_label in enumerate(labels):
        for tail, tail_label in enumerate(labels):
            for column, kind in enumerate(TYPES):
                wanted = head_label.is_value and tail_label in TAIL_LABELS[kind] and head != tail
                assert table[head, tail, column] == wanted
