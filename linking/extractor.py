"""The whole way for a document: the model's tags, linked, resolved and audited."""

from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path

from zhibiao.documents.document import Document
from zhibiao.linking.facts import Extraction, ModelInfo
from zhibiao.linking.pipeline import extract_facts
from zhibiao.models.tagger import Tagger


class Extractor:
    """Turns documents into extractions with one tagger."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.model = ModelInfo(name=tagger.meta.name, version=tagger.meta.version)

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> "Extractor":
        """An extractor with the exported model in ``folder``, the shipped one if None.

        Raises:
            ModelError: where the folder holds no whole model.
        """
        return cls(Tagger.load(folder, threads))

    def extract(self, document: Document) -> Extraction:
        """Everything that is read out of ``document``."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The same for many documents, in order."""
        ahead, behind = tee(documents)
        taggings = self._tagger.pipe(document.text for document in ahead)
        for document, tagging in zip(behind, taggings, strict=True):
            yield extract_facts(document, tagging.entities, tagging.relations, self.model)
