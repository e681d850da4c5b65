"""Entities as one tag a character (BIOES), decoded so that spans are flat and whole by construction.

A span of one character is tagged ``S``, a longer one ``B I … I E`` (Ratinov & Roth 2009). The decoder is Viterbi over
the transitions that make sense, for many windows at a time.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhibiao.models.scheme import Label

OUTSIDE = 0
_PLACES = "BIES"
TAGS = ("O", *(f"{place}-{label}" for label in Label for place in _PLACES))
"""All tags; ``OUTSIDE`` is the first."""

_INDEX = {tag: index for index, tag in enumerate(TAGS)}
_LABELS = tuple(Label)
_FORBIDDEN = -1e4


class Span(NamedTuple):
    """A decoded entity: ``[start, end)`` in positions of its window."""

    label: Label
    start: int
    end: int
    confidence: float


def span_tags(label: Label, length: int) -> list[int]:
    """The tags of a span of ``length`` characters."""
    if length == 1:
        return [_INDEX[f"S-{label}"]]
    return [_INDEX[f"B-{label}"], *[_INDEX[f"I-{label}"]] * (length - 2), _INDEX[f"E-{label}"]]


def _transitions() -> NDArray[np.float32]:
    """Penalty of going from one tag (row) to the next (column): 0 or forbidden."""
    penalties = np.full((len(TAGS), len(TAGS)), _FORBIDDEN, dtype=np.float32)
    for first, row in _INDEX.items():
        for second, column in _INDEX.items():
            inside = first[0] in "BI"
            if inside == (second[0] in "IE") and (not inside or first[2:] == second[2:]):
                penalties[row, column] = 0
    return penalties


_TRANSITIONS = _transitions()
_BEGIN = np.array([_FORBIDDEN if tag[0] in "IE" else 0 for tag in TAGS], dtype=np.float32)
_END = np.array([_FORBIDDEN if tag[0] in "BI" else 0 for tag in TAGS], dtype=np.float32)


def decode(log_probabilities: NDArray[np.float32], lengths: NDArray[np.int64]) -> list[list[Span]]:
    """The best flat spans of each window.

    Args:
        log_probabilities: shape ``(windows, length, tags)``.
        lengths: how many positions of each window are text, shape ``(windows,)``.
    """
    paths = _viterbi(log_probabilities, lengths)
    return [
        list(_spans(path[:length], scores[:length]))
        for path, scores, length in zip(paths, log_probabilities, lengths, strict=True)
    ]


def _viterbi(scores: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    windows, length, _ = scores.shape
    rows = np.arange(windows)
    back = np.zeros((windows, length, len(TAGS)), dtype=np.int8)
    best = scores[:, 0] + _BEGIN
    final = best.copy()
    for position in range(1, length):
        reached = best[:, :, None] + _TRANSITIONS
        back[:, position] = reached.argmax(axis=1)
        best = reached.max(axis=1) + scores[:, position]
        within = position < lengths
        final[within] = best[within]
    paths = np.zeros((windows, length), dtype=np.int64)
    tag = (final + _END).argmax(axis=1)
    for position in range(length - 1, -1, -1):
        within = position < lengths
        paths[within, position] = tag[within]
        if position:
            tag = np.where(within, back[rows, position, tag], tag)
    return paths


def _spans(path: NDArray[np.int64], scores: NDArray[np.float32]) -> list[Span]:
    spans = []
    start = 0
    for position in np.flatnonzero(path):
        place, label = divmod(int(path[position]) - 1, len(_PLACES))[::-1]
        if _PLACES[place] in "BS":
            start = int(position)
        if _PLACES[place] in "ES":
            end = int(position) + 1
            worst = scores[np.arange(start, end), path[start:end]].min()
            spans.append(Span(_LABELS[label], start, end, float(np.exp(worst))))
    return spans
