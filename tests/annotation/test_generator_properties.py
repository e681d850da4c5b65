"""Variants of every passage of the corpus, and of passages that nobody would write, keep spans, links and sums."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zhibiao.annotation.check import check_document
from zhibiao.annotation.files import read_annotations
from zhibiao.annotation.generator import Generator
from zhibiao.documents.structure import structure
from zhibiao.linking.facts import ModelInfo
from zhibiao.linking.pipeline import extract_facts
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, Relation, RelationType

CORPUS = Path(__file__).parents[2] / "annotation" / "corpus" / "train"
DOCUMENTS = [document for path in sorted(CORPUS.glob("*.jsonl")) for document in read_annotations(path)]
GENERATOR = Generator(DOCUMENTS)
FEWEST_SOUND = 0.97


def structure_of(document: AnnotatedDocument) -> tuple[list[tuple[str, str]], list[Relation]]:
    return [(entity.id, entity.label.value) for entity in document.entities], list(document.relations)


def errors_of(document: AnnotatedDocument) -> list[str]:
    return [str(fault) for fault in check_document(document) if fault.severity == "error"]


def is_sound(document: AnnotatedDocument) -> bool:
    extraction = extract_facts(
        structure(document.id, document.text), document.entities, document.relations, ModelInfo(name="", version="")
    )
    return all(finding.severity != "error" for finding in extraction.findings)


@pytest.mark.parametrize("seed", range(2))
def test_variants_of_the_corpus_keep_every_span_and_link(seed: int) -> None:
    for document in DOCUMENTS:
        variant = GENERATOR.vary(document, Random(f"{document.id} {seed}"))
        assert structure_of(variant) == structure_of(document)
        assert errors_of(variant) == []


@pytest.mark.slow
def test_variants_of_sound_passages_are_sound() -> None:
    sound = [document for document in DOCUMENTS if is_sound(document)]
    kept = [is_sound(GENERATOR.vary(document, Random(f"{document.id} audit"))) for document in sound]
    assert sum(kept) >= FEWEST_SOUND * len(kept)


PLAIN = st.text("，。：；、（）(),:;其中共计一是二是1.2.①\n 年月20232月29日中级约为的hk县市全x", max_size=12)
WORDS = {
    Label.AMOUNT: st.from_regex(
        r"[1-9]\d{0,5}(,\d{3})?(\.\d{1,3})?余?[万亿]?元|叁万元|0元|五六万元|5万—10万元|\d|9{40}元|1{30}\.5元—3{40}元",
        fullmatch=True,
    ),
    Label.COUNT: st.from_regex(
        r"[0-9０-９]{1,7}(\.\d)?万?[户人件个]?|[二两三十百千万亿]{1,6}个|半年|几万人|[亿万]{3,9}个|1{25}人",
        fullmatch=True,
    ),
    Label.RATE: st.from_regex(
        r"\d{1,3}(\.\d{1,2})?[%‰％倍]|百分之[一二三百十零]{1,3}|[一二三]成五?|\d:\d|-?\d个百分点", fullmatch=True
    ),
    Label.ORG: st.one_of(
        st.sampled_from(
            ["我局", "岚山县卫生健康局", "县卫健局", "中心", "法规股", "青石镇政府", "自治区水利厅", "某", "县\n局"]
        ),
        st.text("省市县区旗局委院中共一甲州村镇", min_size=1, max_size=8),
    ),
    Label.PERIOD: st.sampled_from(
        ["2023年", "截至2022年末", "二〇二三年", "1—6月", "今年以来", "２０２３年", "22年", "年"]
    ),
    Label.INDICATOR: st.sampled_from(["收入", "增长", "新增企业", "合格率", "户均", "x", "合\n计"]),
}


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(PLAIN)
    entities = []
    for number in range(draw(st.integers(1, 12))):
        label = draw(st.sampled_from(sorted(WORDS)))
        words = draw(WORDS[label])
        refers_to = draw(st.sampled_from([None, "岚山县卫生健康局", "我局", "岚山"])) if label is Label.ORG else None
        start = len(text)
        entities.append(Entity(id=f"e{number}", label=label, start=start, end=start + len(words), refers_to=refers_to))
        text += words + draw(PLAIN)
    relations = tuple(dict.fromkeys(_links(draw, entities)))
    reporting = draw(st.sampled_from([None, "岚山县卫生健康局", "甲"]))
    return AnnotatedDocument(
        id="made", text=text, reporting_org=reporting, entities=tuple(entities), relations=relations, province="湖南"
    )


def _links(draw: st.DrawFn, entities: list[Entity]) -> Iterator[Relation]:
    values = [entity for entity in entities if entity.label.is_value]
    tails = {Label.INDICATOR: RelationType.HAS_INDICATOR, Label.PERIOD: RelationType.HAS_PERIOD}
    for value in values:
        indicators = [entity for entity in entities if entity.label is Label.INDICATOR]
        if indicators:
            yield Relation(type=RelationType.HAS_INDICATOR, head=value.id, tail=draw(st.sampled_from(indicators)).id)
        earlier = [other for other in values if other.start < value.start]
        if earlier and draw(st.booleans()):
            kind = draw(st.sampled_from([RelationType.PART_OF, RelationType.RELATIVE_TO]))
            yield Relation(type=kind, head=value.id, tail=draw(st.sampled_from(earlier)).id)
    for entity in entities:
        if entity.label in tails and values:
            yield Relation(type=tails[entity.label], head=values[0].id, tail=entity.id)


@settings(max_examples=300, deadline=None)
@given(documents(), st.integers(0, 10_000))
def test_any_passage_that_passes_the_check_has_variants_that_do(document: AnnotatedDocument, seed: int) -> None:
    assume(not errors_of(document))
    variant = GENERATOR.vary(document, Random(seed))
    assert structure_of(variant) == structure_of(document)
    assert errors_of(variant) == []
