"""Annotated documents as arrays: windows with tags, entities with links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhibiao.models.layout import squeeze
from zhibiao.models.links import TYPES
from zhibiao.models.pairs import label_ids, pair_features
from zhibiao.models.scheme import AnnotatedDocument, Entity
from zhibiao.models.tags import OUTSIDE, span_tags
from zhibiao.models.tokenizer import CharTokenizer
from zhibiao.models.windows import Window, windows

IGNORED = -100
"""The tag that the loss passes over."""


@dataclass(frozen=True)
class Example:
    """One document for the network."""

    ids: list[NDArray[np.int32]]
    """Token ids of each window."""
    tags: list[NDArray[np.int64]]
    """Tag of each position of each window; :data:`IGNORED` outside the core."""
    places: NDArray[np.int64]
    """Window, start and end (in the window) of each entity, shape ``(entities, 3)``."""
    labels: NDArray[np.int64]
    features: NDArray[np.int64]
    """As :func:`zhibiao.models.pairs.pair_features` gives them."""
    links: NDArray[np.bool_]
    """Whether each link is there, shape ``(heads, tails, types)``."""


def encode(document: AnnotatedDocument, tokenizer: CharTokenizer) -> Example:
    """The arrays of ``document``."""
    document = _squeezed(document)
    entities = sorted(document.entities, key=lambda entity: entity.start)
    cuts = list(windows(document.text))
    starts = np.array([entity.start for entity in entities], dtype=np.int64)
    ends = np.array([entity.end for entity in entities], dtype=np.int64)
    labels = label_ids([entity.label for entity in entities])
    return Example(
        ids=[tokenizer.encode(document.text[window.start : window.end]) for window in cuts],
        tags=[_tags(window, entities) for window in cuts],
        places=np.array([_place(entity, cuts) for entity in entities], dtype=np.int64).reshape(-1, 3),
        labels=labels,
        features=pair_features(document.text, starts, ends, labels),
        links=_links(document, entities),
    )


def _squeezed(document: AnnotatedDocument) -> AnnotatedDocument:
    """``document`` as the tagger reads it."""
    squeezed = squeeze(document.text)
    entities = [
        entity.model_copy(update=dict(zip(("start", "end"), squeezed.squeezed(entity.start, entity.end), strict=True)))
        for entity in document.entities
    ]
    return document.model_copy(update={"text": squeezed.text, "entities": tuple(entities)})


def _tags(window: Window, entities: Sequence[Entity]) -> NDArray[np.int64]:
    tags = np.full(window.end - window.start, IGNORED, dtype=np.int64)
    tags[window.core_start - window.start : window.core_end - window.start] = OUTSIDE
    for entity in entities:
        if window.core_start <= entity.start < window.core_end and entity.end <= window.end:
            start = entity.start - window.start
            tags[start : entity.end - window.start] = span_tags(entity.label, entity.end - entity.start)
    return tags


def _place(entity: Entity, cuts: Sequence[Window]) -> tuple[int, int, int]:
    for number, window in enumerate(cuts):
        if window.core_start <= entity.start < window.core_end:
            return number, entity.start - window.start, min(entity.end, window.end) - window.start
    raise ValueError(f"entity {entity.id} lies outside its document")


def _links(document: AnnotatedDocument, entities: Sequence[Entity]) -> NDArray[np.bool_]:
    index = {entity.id: number for number, entity in enumerate(entities)}
    links = np.zeros((len(entities), len(entities), len(TYPES)), dtype=np.bool_)
    for relation in document.relations:
        links[index[relation.head], index[relation.tail], TYPES.index(relation.type)] = True
    return links


def collate(examples: Sequence[Example], pad_id: int) -> dict[str, NDArray[Any]]:
    """Pad ``examples`` into one batch; the windows of all documents are stacked."""
    rows = [ids for example in examples for ids in example.ids]
    length = max(len(ids) for ids in rows)
    entities = max(1, max(len(example.labels) for example in examples))
    size = len(examples)
    ids = np.stack([np.pad(row, (0, length - len(row)), constant_values=pad_id) for row in rows]).astype(np.int64)
    batch: dict[str, NDArray[Any]] = {
        "input_ids": ids,
        "attention_mask": np.stack([np.arange(length) < len(ids) for ids in rows]).astype(np.int64),
        "tags": np.stack(
            [
                np.pad(tags, (0, length - len(tags)), constant_values=IGNORED)
                for example in examples
                for tags in example.tags
            ]
        ),
        "places": np.tile(np.array([0, 0, 1], dtype=np.int64), (size, entities, 1)),
        "labels": np.zeros((size, entities), dtype=np.int64),
        "features": np.zeros((size, entities, entities, examples[0].features.shape[-1]), dtype=np.int64),
        "links": np.zeros((size, entities, entities, len(TYPES)), dtype=np.bool_),
        "entity_mask": np.zeros((size, entities), dtype=np.bool_),
    }
    offset = 0
    for row, example in enumerate(examples):
        count = len(example.labels)
        batch["places"][row, :count] = example.places + np.array([offset, 0, 0])
        batch["labels"][row, :count] = example.labels
        batch["features"][row, :count, :count] = example.features
        batch["links"][row, :count, :count] = example.links
        batch["entity_mask"][row, :count] = True
        offset += len(example.ids)
    return batch
