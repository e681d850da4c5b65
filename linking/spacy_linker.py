"""Linking and auditing as a spaCy component: ``doc._.indicators``, ``doc._.findings`` and ``doc._.extraction``."""

from spacy.language import Language
from spacy.tokens import Doc

from zhibiao.documents.structure import structure
from zhibiao.linking.facts import Extraction, ModelInfo
from zhibiao.linking.pipeline import extract_facts

LINKER = "zhibiao_linker"

if not Doc.has_extension("extraction"):
    Doc.set_extension("extraction", default=None)
    Doc.set_extension("indicators", getter=lambda doc: doc._.extraction.indicators if doc._.extraction else ())
    Doc.set_extension("findings", getter=lambda doc: doc._.extraction.findings if doc._.extraction else ())


class SpacyLinker:
    """Makes indicators and findings of what the tagger found on a ``Doc``."""

    def __init__(self, model: ModelInfo) -> None:
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Link and audit one document."""
        doc._.extraction = self.extract(doc)
        return doc

    def extract(self, doc: Doc) -> Extraction:
        """The facts of ``doc``, which is left as it is."""
        tagging = doc._.tagging
        return extract_facts(structure("doc", doc.text), tagging.entities, tagging.relations, self._model)


@Language.factory(LINKER, requires=["doc._.relations"], assigns=["doc._.indicators", "doc._.findings"])
def create_linker(nlp: Language, name: str) -> SpacyLinker:
    """The component ``zhibiao_linker``."""
    return SpacyLinker(ModelInfo(name=nlp.meta["name"], version=nlp.meta["version"]))
