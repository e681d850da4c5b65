"""Annotated documents as arrays."""

import numpy as np
import pytest

from zhibiao.annotation.markup import read_markup
from zhibiao.models.scheme import AnnotatedDocument, Label
from zhibiao.models.tags import TAGS, decode
from zhibiao.models.tokenizer import CharTokenizer
from zhibiao.models.windows import windows
from zhibiao.training.examples import IGNORED, collate, encode

PASSAGE = "# id: {id}\n{{O1|县水务局}}{{I1|抽检}}{{C1 I1 O1|102批次}}，{{I2|合格率}}{{R1 I2 ~C1|73.53%}}。{tail}"
TOKENIZER = CharTokenizer.build([PASSAGE], min_count=1)


def document_of(tail: str = "") -> AnnotatedDocument:
    (document,) = read_markup(PASSAGE.format(id="demo", tail=tail))
    return document


@pytest.mark.parametrize("tail", ["", "水库。" * 400], ids=["one window", "several windows"])
def test_tags_decode_to_the_entities(tail: str) -> None:
    document = document_of(tail)
    found = []
    for window, tags in zip(windows(document.text), encode(document, TOKENIZER).tags, strict=True):
        sure = np.eye(len(TAGS), dtype=np.float32)[np.maximum(tags, 0)] * 10 - 10
        (spans,) = decode(sure[None], np.array([len(tags)]))
        found += [(span.label, window.start + span.start, window.start + span.end) for span in spans]
    assert found == [(entity.label, entity.start, entity.end) for entity in document.entities]


def test_context_is_not_learned_twice() -> None:
    document = document_of("水库。" * 400)
    counted = sum((tags != IGNORED).sum() for tags in encode(document, TOKENIZER).tags)
    assert counted == len(document.text)


def test_links_stand_between_the_places_of_their_ends() -> None:
    example = encode(document_of(), TOKENIZER)
    heads, tails, types = np.nonzero(example.links)
    assert list(zip(heads, tails, types, strict=True)) == [(2, 0, 1), (2, 1, 0), (4, 2, 4), (4, 3, 0)]


def test_a_batch_is_padded_and_its_windows_are_stacked() -> None:
    examples = [encode(document_of(), TOKENIZER), encode(document_of("水库。" * 400), TOKENIZER)]
    batch = collate(examples, TOKENIZER.pad_id)
    assert len(batch["input_ids"]) == sum(len(example.ids) for example in examples)
    assert batch["places"][1, 0].tolist() == [len(examples[0].ids), 0, 4]
    assert batch["entity_mask"].sum() == 10
    assert (batch["tags"][batch["attention_mask"] == 0] == IGNORED).all()


def test_a_document_without_entities_is_an_example() -> None:
    (document,) = read_markup("# id: none\n县水务局主要职责。")
    batch = collate([encode(document, TOKENIZER)], TOKENIZER.pad_id)
    assert not batch["entity_mask"].any()
    assert Label.ORG not in {entity.label for entity in document.entities}
