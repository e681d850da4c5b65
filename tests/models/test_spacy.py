"""The shipped pipeline through spaCy."""

from pathlib import Path

import pytest
import spacy

from zhibiao.documents.structure import structure
from zhibiao.errors import ModelError
from zhibiao.linking.extractor import Extractor
from zhibiao.models.tagger import SHIPPED_MODEL, TAGGER_FOLDER

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason="no model is shipped yet")
TEXT = "2023年，岚山县水务局  检查水库12座，整改隐患5处。𠮷😀其中：合格率98%。"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return spacy.load(SHIPPED_MODEL)


def test_a_doc_holds_what_the_extractor_finds(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    extraction = Extractor.load().extract(structure("doc", TEXT))
    assert [(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents] == [
        (mention.label.value, mention.start, mention.end) for mention in extraction.entities
    ]
    assert (doc._.relations, doc._.indicators, doc._.findings) == (
        extraction.relations,
        extraction.indicators,
        extraction.findings,
    )
    assert [span.text for span in doc.spans["values"]] == [indicator.value.text for indicator in doc._.indicators]


def test_many_texts_are_read_in_batches(nlp: spacy.Language) -> None:
    docs = list(nlp.pipe([TEXT, "", TEXT], batch_size=2))
    assert [len(doc._.indicators) for doc in docs] == [len(docs[0]._.indicators), 0, len(docs[0]._.indicators)]


def test_a_saved_pipeline_is_the_same(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    assert spacy.load(tmp_path / "copy")(TEXT)._.indicators == nlp(TEXT)._.indicators


def test_a_component_without_a_model_says_so() -> None:
    blank = spacy.blank("zh")
    blank.add_pipe(TAGGER_FOLDER)
    with pytest.raises(ModelError, match=r"spacy\.load"):
        blank(TEXT)
