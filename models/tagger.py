"""Text → entities and relations, whatever runs the network and however long the text is."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhibiao.models.layout import Squeezed, squeeze
from zhibiao.models.links import Link, decode_links
from zhibiao.models.pairs import label_ids, pair_features
from zhibiao.models.runtime import Meta, OnnxRuntime, Runtime, read_meta
from zhibiao.models.scheme import Entity, Label, Relation
from zhibiao.models.tags import Span, decode
from zhibiao.models.tokenizer import CharTokenizer
from zhibiao.models.windows import Window, windows

SHIPPED_MODEL = Path(__file__).parent / "zh_indicators"
TAGGER_FOLDER = "zhibiao_tagger"
"""Where a pipeline's folder, which spaCy can load as well, holds the tagger's files."""
BATCH_CHARACTERS = 1024
"""Code points (padding included) in one encoder pass; larger passes take longer a character and more memory."""
GROUP_CHARACTERS = 65_536
"""Code points of documents whose windows are sorted into batches together."""
SEQUENCE = 128
"""Entities that are linked in one sequence, besides those before them."""
SEQUENCE_CONTEXT = 32
"""Entities before a sequence that its values may still be linked to."""


class Tagging(NamedTuple):
    """What the model finds in one text: entities in text order with ids e1, e2, …, and the relations between them."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


class _Mention(NamedTuple):
    label: Label
    start: int
    end: int
    confidence: float
    vector: NDArray[np.float16]


class Tagger:
    """Finds entities and relations."""

    def __init__(self, runtime: Runtime, tokenizer: CharTokenizer, meta: Meta) -> None:
        self._runtime = runtime
        self._tokenizer = tokenizer
        self.meta = meta

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> "Tagger":
        """The tagger of the exported pipeline in ``folder``, of the shipped one if None.

        Raises:
            ModelError: where the folder holds no whole model.
        """
        return cls.read((folder or SHIPPED_MODEL) / TAGGER_FOLDER, threads)

    @classmethod
    def read(cls, folder: Path, threads: int = 0) -> "Tagger":
        """The tagger whose files lie in ``folder`` itself."""
        return cls(OnnxRuntime(folder, threads), CharTokenizer.load(folder), read_meta(folder))

    def tag(self, text: str) -> Tagging:
        """The entities and relations of ``text``."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str]) -> Iterator[Tagging]:
        """The same for many texts, in order; short ones share encoder passes."""
        for group in _groups(texts):
            squeezed = [squeeze(text) for text in group]
            for text, mentions in zip(squeezed, self._mentions([text.text for text in squeezed]), strict=True):
                yield _tagging(text, mentions, self._links(text.text, mentions))

    def _mentions(self, texts: Sequence[str]) -> list[list[_Mention]]:
        places = [(index, window) for index, text in enumerate(texts) for window in windows(text)]
        places.sort(key=lambda place: place[1].end - place[1].start)
        found: list[list[_Mention]] = [[] for _ in texts]
        for batch in _batches(places):
            for (index, window), mentions in zip(batch, self._read(texts, batch), strict=True):
                found[index] += (
                    mention for mention in mentions if window.core_start <= mention.start < window.core_end
                )
        return [_flat(mentions) for mentions in found]

    def _read(self, texts: Sequence[str], batch: Sequence[tuple[int, Window]]) -> Iterator[list[_Mention]]:
        lengths = np.array([window.end - window.start for _, window in batch], dtype=np.int64)
        ids = np.full((len(batch), lengths.max()), self._tokenizer.pad_id, dtype=np.int64)
        for row, (index, window) in enumerate(batch):
            ids[row, : lengths[row]] = self._tokenizer.encode(texts[index][window.start : window.end])
        mask = (np.arange(ids.shape[1]) < lengths[:, None]).astype(np.int64)
        reading = self._runtime.read(ids, mask)
        for (_, window), hidden, spans in zip(batch, reading.hidden, decode(reading.tags, lengths), strict=True):
            yield [_mention(span, hidden, window.start) for span in spans]

    def _links(self, text: str, mentions: Sequence[_Mention]) -> list[Link]:
        return [link for start in range(0, len(mentions), SEQUENCE) for link in self._sequence(text, mentions, start)]

    def _sequence(self, text: str, mentions: Sequence[_Mention], start: int) -> Iterator[Link]:
        first = max(0, start - SEQUENCE_CONTEXT)
        # A little beyond the end, so that what follows the last value (设18个内设机构) is seen.
        part = mentions[first : start + SEQUENCE + SEQUENCE_CONTEXT // 4]
        labels = [mention.label for mention in part]
        numbers = label_ids(labels)
        features = pair_features(
            text,
            np.array([mention.start for mention in part], dtype=np.int64),
            np.array([mention.end for mention in part], dtype=np.int64),
            numbers,
        )
        vectors = np.stack([mention.vector for mention in part]).astype(np.float32)
        scores = self._runtime.link(vectors, numbers, features)
        for link in decode_links(scores.pairs, scores.none, labels):
            if start <= first + link.head < start + SEQUENCE:
                yield link._replace(head=first + link.head, tail=first + link.tail)


def _groups(texts: Iterable[str]) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for text in texts:
        group.append(text)
        size += len(text)
        if size >= GROUP_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _batches(places: Sequence[tuple[int, Window]]) -> Iterator[Sequence[tuple[int, Window]]]:
    """Runs of windows, shortest first, that fit into one pass when padded to the longest."""
    first = 0
    for last, (_, window) in enumerate(places):
        if (last - first + 1) * (window.end - window.start) > BATCH_CHARACTERS and last > first:
            yield places[first:last]
            first = last
    if first < len(places):
        yield places[first:]


def _mention(span: Span, hidden: NDArray[np.float32], offset: int) -> _Mention:
    inside = hidden[span.start : span.end]
    vector = np.concatenate([inside[0], inside[-1], inside.mean(axis=0)]).astype(np.float16)
    return _Mention(span.label, offset + span.start, offset + span.end, span.confidence, vector)


def _flat(mentions: list[_Mention]) -> list[_Mention]:
    """In text order, without what overlaps an earlier one (possible only where no border was found for a window)."""
    kept: list[_Mention] = []
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _tagging(text: Squeezed, mentions: Sequence[_Mention], links: Sequence[Link]) -> Tagging:
    """Entities and relations under ids, without the periods and indicators that no value uses."""
    used = {link.tail for link in links}
    kept = [
        index
        for index, mention in enumerate(mentions)
        if index in used or mention.label not in (Label.PERIOD, Label.INDICATOR)
    ]
    ids = {index: f"e{number}" for number, index in enumerate(kept, 1)}
    entities = tuple(_entity(text, mentions[index], ids[index]) for index in kept)
    relations = tuple(
        Relation(type=link.type, head=ids[link.head], tail=ids[link.tail], confidence=round(link.confidence, 4))
        for link in links
    )
    return Tagging(entities, relations)


def _entity(text: Squeezed, mention: _Mention, id: str) -> Entity:
    start, end = text.original(mention.start, mention.end)
    return Entity(id=id, label=mention.label, start=start, end=end, confidence=round(mention.confidence, 4))
