"""Features of pairs: their range, their sign and what they count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.annotation.markup import read_markup
from zhibiao.models.pairs import FEATURE_VALUES, FEATURES, label_ids, pair_features


def features_of(passage: str) -> np.ndarray:
    (document,) = read_markup(f"# id: test\n{passage}")
    entities = sorted(document.entities, key=lambda entity: entity.start)
    return pair_features(
        document.text,
        np.array([entity.start for entity in entities]),
        np.array([entity.end for entity in entities]),
        label_ids([entity.label for entity in entities]),
    )


@given(st.lists(st.sampled_from(["{I%d|收入}", "{A%d|3万元}", "，", "其中", "（", "）", "\n", "分别"]), max_size=24))
def test_features_stay_in_their_ranges(pieces: list[str]) -> None:
    passage = "".join(piece % number if "%" in piece else piece for number, piece in enumerate(pieces))
    count = passage.count("{")
    features = features_of(passage)
    assert features.shape == (count, count, FEATURES)
    if count:
        # Each feature has a range of its own in the one table.
        assert (np.diff(features.reshape(-1, FEATURES).astype(int), axis=1) > 0).all()
        assert 0 <= features.min() <= features.max() < FEATURE_VALUES


@pytest.mark.parametrize("between", ["，", "其中", "。", "（", "；", "合计", "\n", "二是"])
def test_what_stands_between_two_spans_is_seen(between: str) -> None:
    plain, marked = features_of("{I1|甲}乙{A1|3元}"), features_of(f"{{I1|甲}}{between}{{A1|3元}}")
    assert (plain[0, 1] != marked[0, 1]).any()
    assert (plain[1, 0] != marked[1, 0]).any()


def test_the_two_directions_differ() -> None:
    features = features_of("{I1|甲}，{A1|3元}")
    assert (features[0, 1] != features[1, 0]).any()
