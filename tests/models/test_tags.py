"""Tags and their decoding: flat, whole spans, whatever the scores are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhibiao.models.scheme import Label
from zhibiao.models.tags import OUTSIDE, TAGS, decode, span_tags


def scores_of(tags: list[int]) -> np.ndarray:
    """Log probabilities that are sure of ``tags``."""
    scores = np.full((1, len(tags), len(TAGS)), -9.0, dtype=np.float32)
    scores[0, np.arange(len(tags)), tags] = -0.01
    return scores


def test_what_is_tagged_is_decoded() -> None:
    tags = [OUTSIDE, *span_tags(Label.INDICATOR, 3), *span_tags(Label.COUNT, 1), OUTSIDE, *span_tags(Label.ORG, 2)]
    (spans,) = decode(scores_of(tags), np.array([len(tags)]))
    assert [(span.label, span.start, span.end) for span in spans] == [
        (Label.INDICATOR, 1, 4),
        (Label.COUNT, 4, 5),
        (Label.ORG, 6, 8),
    ]
    assert all(span.confidence == pytest.approx(np.exp(-0.01)) for span in spans)


@settings(deadline=None)
@given(
    arrays(np.float32, (3, 12, len(TAGS)), elements=st.floats(-20, 0, width=32)),
    st.lists(st.integers(1, 12), min_size=3, max_size=3),
)
def test_any_scores_give_flat_spans_inside_the_text(scores: np.ndarray, lengths: list[int]) -> None:
    for spans, length in zip(decode(scores, np.array(lengths)), lengths, strict=True):
        ends = [0, *(span.end for span in spans)]
        assert all(end <= span.start < span.end <= length for end, span in zip(ends, spans, strict=False))


def test_padding_does_not_change_a_window() -> None:
    scores = np.random.default_rng(1).normal(size=(1, 9, len(TAGS))).astype(np.float32)
    padded = np.concatenate([scores, np.zeros((1, 5, len(TAGS)), dtype=np.float32)], axis=1)
    assert decode(scores, np.array([9])) == decode(padded, np.array([9]))
