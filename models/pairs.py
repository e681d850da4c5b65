"""What lies between two entities, as small numbers: the features by which the relation head knows the text's layout.

All are counts or signs read off the text between two spans (clauses, sentences, lines, brackets, markers such as 其中),
so that a link is judged by structure as well as by wording.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhibiao.models.scheme import Label

_LABELS = tuple(Label)
LABEL_COUNT = len(_LABELS)


class _Mark(NamedTuple):
    pattern: re.Pattern[str]
    limit: int


_MARKS = (
    _Mark(re.compile(r"\n"), 3),
    _Mark(re.compile(r"[。！？\n]"), 4),
    _Mark(re.compile(r"[；;]"), 3),
    _Mark(re.compile(r"[，,、：:；;。\n]"), 8),
    _Mark(re.compile(r"[：:]"), 2),
    _Mark(re.compile(r"其中|包括|包含|含|构成|组成"), 2),
    _Mark(re.compile(r"分别"), 2),
    _Mark(re.compile(r"合计|共计|总计|小计|共"), 2),
    _Mark(
        re.compile(
            r"[一二三四五六七八九十]是|[（(][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳]|第[一二三四五六七八九十]，"
        ),
        2,
    ),
    _Mark(re.compile(r"较|比|占|的"), 3),
)
"""Marks whose number between two spans is a feature, each counted up to its limit."""

_ORDER_LIMIT = 12
_SAME_LABEL_LIMIT = 6
_DISTANCE_LIMIT = 8
_DEPTH_LIMIT = 2
_SIZES = (
    2 * _ORDER_LIMIT + 1,
    2 * _SAME_LABEL_LIMIT + 1,
    2 * _DISTANCE_LIMIT + 1,
    2 * _DEPTH_LIMIT + 1,
    *(2 * mark.limit + 1 for mark in _MARKS),
)
FEATURES = len(_SIZES)
FEATURE_VALUES = sum(_SIZES)
"""How many values all features take together; each has a range of its own, so one table holds all embeddings."""
_OFFSETS = np.cumsum((0, *_SIZES[:-1])).astype(np.int64)


def label_ids(labels: Sequence[Label]) -> NDArray[np.int64]:
    """Labels as numbers, shape ``(entities,)``."""
    return np.array([_LABELS.index(label) for label in labels], dtype=np.int64)


def pair_features(
    text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], labels: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Features of every ordered pair of entities, shape ``(entities, entities, FEATURES)``.

    ``[i, j]`` looks from entity i to entity j; entities are in text order. Values index one embedding table.
    """
    count = len(starts)
    order = np.arange(count)
    step = order[None, :] - order[:, None]
    sign = np.sign(step)
    first, second = np.minimum(order[:, None], order[None, :]), np.maximum(order[:, None], order[None, :])
    gap_start, gap_end = ends[first], np.maximum(starts[second], ends[first])
    if not count:
        return np.zeros((0, 0, FEATURES), dtype=np.int64)
    offset = int(starts.min())
    part = text[offset : int(ends.max())]
    gap_start, gap_end = gap_start - offset, gap_end - offset
    features = [
        np.clip(step, -_ORDER_LIMIT, _ORDER_LIMIT) + _ORDER_LIMIT,
        _signed(_same_label_between(labels, first, second), sign, _SAME_LABEL_LIMIT),
        _signed(_log_distance(gap_end - gap_start), sign, _DISTANCE_LIMIT),
        np.clip(_depth_change(part, gap_start, gap_end) * sign, -_DEPTH_LIMIT, _DEPTH_LIMIT) + _DEPTH_LIMIT,
    ]
    for mark in _MARKS:
        counts = _cumulative(part, mark.pattern)
        between = np.maximum(counts[gap_end] - counts[gap_start], 0)
        features.append(_signed(between, sign, mark.limit))
    return np.stack(features, axis=-1) + _OFFSETS


def _signed(count: NDArray[np.int64], sign: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    signed: NDArray[np.int64] = np.minimum(count, limit) * np.where(sign < 0, -1, 1) + limit
    return signed


def _log_distance(gap: NDArray[np.int64]) -> NDArray[np.int64]:
    distance: NDArray[np.int64] = np.ceil(np.log2(gap + 1)).astype(np.int64)
    return distance


def _cumulative(text: str, pattern: re.Pattern[str]) -> NDArray[np.int64]:
    """How many matches begin before each position, shape ``(len(text) + 1,)``."""
    counts = np.zeros(len(text) + 1, dtype=np.int64)
    for match in pattern.finditer(text):
        counts[match.start() + 1] += 1
    return counts.cumsum()


def _depth_change(text: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    steps = np.zeros(len(text) + 1, dtype=np.int64)
    for position, character in enumerate(text, 1):
        if character in "（(【[":
            steps[position] = 1
        elif character in "）)】]":
            steps[position] = -1
    depth = steps.cumsum()
    change: NDArray[np.int64] = depth[end] - depth[start]
    return change


def _same_label_between(
    labels: NDArray[np.int64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many entities with the label of the pair's second member ``[i, j] → j`` stand between the two."""
    one_hot = np.zeros((len(labels) + 1, LABEL_COUNT), dtype=np.int64)
    one_hot[np.arange(1, len(labels) + 1), labels] = 1
    before = one_hot.cumsum(axis=0)
    target = np.broadcast_to(labels[None, :], first.shape)
    between: NDArray[np.int64] = before[second, target] - before[np.minimum(first + 1, len(labels)), target]
    return np.maximum(between, 0)
