"""The tagger as a spaCy component: ``doc.ents``, ``doc.spans["values"]`` and ``doc._.relations``.

A shipped pipeline is loaded by ``spacy.load(zhibiao.models.tagger.SHIPPED_MODEL)``. Its tokenizer makes a token of each
character, so no span is lost to word borders.
"""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from zhibiao.errors import ModelError
from zhibiao.models.tagger import TAGGER_FOLDER, Tagger, Tagging

VALUES = "values"
"""The key of ``doc.spans`` under which the values lie, those that relations start at."""

if not Doc.has_extension("tagging"):
    Doc.set_extension("tagging", default=Tagging((), ()))
    Doc.set_extension("relations", getter=lambda doc: doc._.tagging.relations)


class SpacyTagger:
    """Sets entities and relations on a ``Doc``."""

    def __init__(self, name: str, threads: int) -> None:
        self.name = name
        self._threads = threads
        self._folder: Path | None = None
        self._tagger: Tagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Tag many documents; short ones share encoder passes."""
        for docs in minibatch(stream, batch_size):
            self.set_annotations(docs, self.predict(docs))
            yield from docs

    def predict(self, docs: Iterable[Doc]) -> list[Tagging]:
        """What the model finds in ``docs``, which are left as they are.

        Raises:
            ModelError: where no model has been loaded.
        """
        return list(self.tagger.pipe(doc.text for doc in docs))

    def set_annotations(self, docs: Iterable[Doc], taggings: Iterable[Tagging]) -> None:
        """Write what was found on ``docs``."""
        for doc, tagging in zip(docs, taggings, strict=True):
            spans = {entity.id: _span(doc, entity.start, entity.end, entity.label) for entity in tagging.entities}
            doc.set_ents(list(spans.values()))
            doc.spans[VALUES] = [spans[entity.id] for entity in tagging.entities if entity.label.is_value]
            doc._.tagging = tagging

    @property
    def tagger(self) -> Tagger:
        """The tagger that was loaded.

        Raises:
            ModelError: where none was.
        """
        if self._tagger is None:
            raise ModelError(f"{self.name} has no model yet; load a pipeline with spacy.load, or call from_disk")
        return self._tagger

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "SpacyTagger":
        """Load the tagger's files."""
        self._folder = Path(path)
        self._tagger = Tagger.read(self._folder, self._threads)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the tagger's files."""
        if self._folder is None:
            raise ModelError(f"{self.name} has no model to save; load one first")
        shutil.copytree(self._folder, path, dirs_exist_ok=True)


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    # Spaces in a row are one token: a span that ends among them is widened to it.
    span = doc.char_span(start, end, label=str(label), alignment_mode="expand")
    assert span is not None
    return span


@Language.factory(TAGGER_FOLDER, assigns=["doc.ents", "doc.spans", "doc._.relations"], default_config={"threads": 0})
def create_tagger(nlp: Language, name: str, threads: int) -> SpacyTagger:
    """The component ``zhibiao_tagger``; ``threads`` 0 takes as many as there are cores."""
    return SpacyTagger(name, threads)
