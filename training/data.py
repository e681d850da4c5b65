"""Annotated documents as a training set that is varied anew in every epoch."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from datasets import Dataset

from zhibiao.annotation.check import check_documents
from zhibiao.annotation.files import read_annotations
from zhibiao.annotation.generator import Generator
from zhibiao.errors import AnnotationError, ConfigError
from zhibiao.models.scheme import AnnotatedDocument
from zhibiao.models.tokenizer import CharTokenizer
from zhibiao.training.config import FinetuneConfig
from zhibiao.training.examples import Example, encode

_JOINED_LENGTH = 1000
"""Code points of two joined documents at most; the cost of links grows with the square of the entities."""


def read_corpus(paths: Sequence[Path]) -> list[AnnotatedDocument]:
    """The annotated documents at ``paths``.

    Raises:
        AnnotationError: where one breaks the scheme, naming the first that does.
        ConfigError: where there is none at all.
    """
    documents = [document for path in paths for document in read_annotations(path)]
    if not documents:
        raise ConfigError(f"{', '.join(map(str, paths))}: no annotated documents; add some, or name other files")
    for fault in check_documents(documents):
        if fault.severity == "error":
            raise AnnotationError(f"{fault}; run zhibiao annotate check")
    return documents


def concatenate(first: AnnotatedDocument, second: AnnotatedDocument) -> AnnotatedDocument:
    """Both as one text of two paragraphs; the second one's ids are made its own."""
    offset = len(first.text) + 1
    entities = [
        entity.model_copy(update={"id": f"+{entity.id}", "start": entity.start + offset, "end": entity.end + offset})
        for entity in second.entities
    ]
    relations = [
        relation.model_copy(update={"head": f"+{relation.head}", "tail": f"+{relation.tail}"})
        for relation in second.relations
    ]
    return first.model_copy(
        update={
            "text": f"{first.text}\n{second.text}",
            "entities": (*first.entities, *entities),
            "relations": (*first.relations, *relations),
        }
    )


def training_set(documents: Sequence[AnnotatedDocument], tokenizer: CharTokenizer, config: FinetuneConfig) -> Dataset:
    """All examples of a run, ``config.epochs`` for each document, each made when it is asked for.

    An example depends on the seed and its place only, so that a run that was cut off goes on with the same ones.
    """
    generator = Generator(documents)

    def draw(index: int, random: Random) -> AnnotatedDocument:
        document = documents[index % len(documents)]
        return generator.vary(document, random) if random.random() < config.vary_share else document

    def example(index: int) -> Example:
        random = Random(f"{config.seed} {index}")
        document = draw(index, random)
        other = draw(random.randrange(len(documents)), random)
        if random.random() < config.join_share and len(document.text) + len(other.text) <= _JOINED_LENGTH:
            document = concatenate(document, other)
        return encode(document, tokenizer)

    rows = Dataset.from_dict({"index": list(range(len(documents) * config.epochs))})
    return rows.with_transform(lambda batch: {"example": [example(index) for index in batch["index"]]})
