"""From link scores to relations: what a value must have, may have, and may have only once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhibiao.models.pairs import label_ids
from zhibiao.models.scheme import PARENT_TYPES, TAIL_LABELS, Label, RelationType

SHARED_LEAST = 0.3
"""The probability from which a second organisation, period or total counts (A、B各30万元)."""
INDICATOR_LEAST = 0.5
TYPES = tuple(RelationType)
"""Relation types in the order of the last axis of every array of links."""
EXCLUSIVE: tuple[tuple[RelationType, ...], ...] = ((RelationType.HAS_ORG,), (RelationType.HAS_PERIOD,), PARENT_TYPES)
"""Kinds of links of which a value has one or none: organisation, period, parent."""


def _scheme_table() -> NDArray[np.bool_]:
    table = np.zeros((len(Label), len(Label), len(TYPES)), dtype=np.bool_)
    for head, head_label in enumerate(Label):
        for tail, tail_label in enumerate(Label):
            for column, relation_type in enumerate(TYPES):
                table[head, tail, column] = head_label.is_value and tail_label in TAIL_LABELS[relation_type]
    return table


SCHEME_TABLE = _scheme_table()
"""Whether the scheme allows a link, shape ``(head labels, tail labels, types)``."""


class Link(NamedTuple):
    """A relation between the entities at two places of a sequence."""

    type: RelationType
    head: int
    tail: int
    confidence: float


def allowed(labels: Sequence[Label]) -> NDArray[np.bool_]:
    """Which links the scheme allows among entities of these labels, shape ``(heads, tails, types)``."""
    ids = label_ids(labels)
    table: NDArray[np.bool_] = SCHEME_TABLE[ids[:, None], ids[None, :]]
    table[np.arange(len(labels)), np.arange(len(labels))] = False
    return table


def decode_links(pairs: NDArray[np.float32], none: NDArray[np.float32], labels: Sequence[Label]) -> Iterator[Link]:
    """Yield the links of each value.

    A value has every indicator that is likelier than not, and at least the likeliest; of organisation, period and
    parent it has the likeliest or none, and another only if that is nearly as likely.

    Args:
        pairs: scores of shape ``(heads, tails, types)``.
        none: scores of having no organisation, period, parent, shape ``(heads, 3)``.
        labels: the entities' labels, in text order.
    """
    possible = allowed(labels)
    for head, label in enumerate(labels):
        if label.is_value:
            yield from _indicators(pairs[head, :, 0], possible[head, :, 0], head)
            for place, types in enumerate(EXCLUSIVE):
                columns = [TYPES.index(relation_type) for relation_type in types]
                yield from _one_or_none(
                    pairs[head][:, columns], possible[head][:, columns], float(none[head, place]), types, head
                )


def _indicators(scores: NDArray[np.float32], possible: NDArray[np.bool_], head: int) -> Iterator[Link]:
    tails = np.flatnonzero(possible)
    if len(tails):
        probabilities = 1 / (1 + np.exp(-scores[tails].astype(np.float64)))
        for tail, probability in zip(tails, probabilities, strict=True):
            if probability >= min(INDICATOR_LEAST, probabilities.max()):
                yield Link(RelationType.HAS_INDICATOR, head, int(tail), float(probability))


def _one_or_none(
    scores: NDArray[np.float32],
    possible: NDArray[np.bool_],
    none: float,
    types: Sequence[RelationType],
    head: int,
) -> Iterator[Link]:
    tails, columns = np.nonzero(possible)
    if not len(tails):
        return
    logits = np.append(scores[tails, columns], none).astype(np.float64)
    weights = np.exp(logits - logits.max())
    probabilities = weights / weights.sum()
    if probabilities.argmax() == len(tails):
        return
    for index in np.flatnonzero(probabilities[:-1] >= min(SHARED_LEAST, probabilities[:-1].max())):
        yield Link(types[columns[index]], head, int(tails[index]), float(probabilities[index]))
