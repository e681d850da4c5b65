"""The shipped model: it runs without torch, and how texts are put together changes nothing of what it finds."""

from pathlib import Path

import pytest

from zhibiao.errors import ModelError
from zhibiao.models.scheme import Label
from zhibiao.models.tagger import SHIPPED_MODEL, TAGGER_FOLDER, Tagger, Tagging

pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason="no model is shipped yet")
SENTENCE = "2023年，岚山县市场监督管理局抽检食品641批次，合格率95.63%。"
TEXTS = [SENTENCE, "全年决算支出2052.99万元，其中基本支出1909.85万元。", "", "主要职能。", SENTENCE * 30, "12"]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def words_of(text: str, tagging: Tagging) -> set[tuple[str, str]]:
    return {(entity.label.value, text[entity.start : entity.end]) for entity in tagging.entities}


def links_of(text: str, tagging: Tagging) -> set[tuple[str, str, str]]:
    words = {entity.id: text[entity.start : entity.end] for entity in tagging.entities}
    return {(link.type.value, words[link.head], words[link.tail]) for link in tagging.relations}


def test_a_plain_sentence_is_read(tagger: Tagger) -> None:
    tagging = tagger.tag(SENTENCE)
    assert words_of(SENTENCE, tagging) == {
        ("PERIOD", "2023年"),
        ("ORG", "岚山县市场监督管理局"),
        ("INDICATOR", "抽检食品"),
        ("COUNT", "641批次"),
        ("INDICATOR", "合格率"),
        ("RATE", "95.63%"),
    }
    assert links_of(SENTENCE, tagging) == {
        ("HAS_INDICATOR", "641批次", "抽检食品"),
        ("HAS_ORG", "641批次", "岚山县市场监督管理局"),
        ("HAS_PERIOD", "641批次", "2023年"),
        ("HAS_INDICATOR", "95.63%", "合格率"),
        ("RELATIVE_TO", "95.63%", "641批次"),
    }


def test_texts_read_together_are_read_as_alone(tagger: Tagger) -> None:
    for text, together in zip(TEXTS, tagger.pipe(TEXTS), strict=True):
        alone = tagger.tag(text)
        assert [(e.label, e.start, e.end) for e in together.entities] == [
            (e.label, e.start, e.end) for e in alone.entities
        ]


def test_a_long_text_loses_and_doubles_nothing(tagger: Tagger) -> None:
    lines = 400
    tagging = tagger.tag(f"{SENTENCE}\n" * lines)
    values = [entity for entity in tagging.entities if entity.label.is_value]
    assert len(values) == 2 * lines
    assert all(before.end <= after.start for before, after in zip(tagging.entities, tagging.entities[1:], strict=False))


def test_every_period_and_indicator_is_used(tagger: Tagger) -> None:
    tagging = tagger.tag(SENTENCE * 30)
    used = {link.tail for link in tagging.relations}
    assert all(entity.id in used for entity in tagging.entities if entity.label in (Label.PERIOD, Label.INDICATOR))


@pytest.mark.parametrize("missing", ["encoder.onnx", "links.onnx", "vocab.json", "model.json"])
def test_an_incomplete_model_is_named(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / TAGGER_FOLDER
    folder.mkdir()
    for file in (SHIPPED_MODEL / TAGGER_FOLDER).iterdir():
        if file.name != missing:
            (folder / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelError, match=missing):
        Tagger.load(tmp_path)


def test_a_truncated_model_is_named(tmp_path: Path) -> None:
    folder = tmp_path / TAGGER_FOLDER
    folder.mkdir()
    for file in (SHIPPED_MODEL / TAGGER_FOLDER).iterdir():
        (folder / file.name).write_bytes(file.read_bytes()[: 4000 if file.suffix == ".onnx" else None])
    with pytest.raises(ModelError, match=r"encoder\.onnx: cannot be loaded"):
        Tagger.load(tmp_path)
