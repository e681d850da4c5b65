"""Variants of passages: other words, the same structure."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.annotation.check import check_document
from zhibiao.annotation.generator import Generator
from zhibiao.annotation.markup import read_markup
from zhibiao.models.scheme import AnnotatedDocument, Label

PASSAGES = """# id: one
# reporting_org: 岚山县水务局
{P1|2023年}，{O1=*|我局}{I1|决算支出}{A1 I1 O1 P1|1204.66万元}，其中{I2|基本支出}{A2 I2 <A1|1088.20万元}。
{O2|岚山县水务局}{I3|新建}{C1 I3 I4 O2|12座}{I4|水库}，{I5|抽检}{C2 I5 O2|３０批次}，\
{I6|合格率}{R1 I6 ~C2|百分之九十五}。
======
# id: two
# reporting_org: 平川县农业农村局
{O1|平川县农业农村局}{I1|拨付补贴}{A1 I1 O1|33200.5万元}，{I2|覆盖合作社}{C1 I2 O1|七座}。"""
DOCUMENTS = list(read_markup(PASSAGES))
GENERATOR = Generator(DOCUMENTS)


def structure_of(document: AnnotatedDocument) -> tuple[list[tuple[str, str]], set[tuple[str, str, str]]]:
    entities = [(entity.id, entity.label.value) for entity in document.entities]
    return entities, {(relation.type.value, relation.head, relation.tail) for relation in document.relations}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.integers(0, 10_000))
def test_a_variant_keeps_every_span_and_link(document: AnnotatedDocument, seed: int) -> None:
    variant = GENERATOR.vary(document, Random(seed))
    assert structure_of(variant) == structure_of(document)
    assert [str(fault) for fault in check_document(variant) if fault.severity == "error"] == []


def test_the_same_seed_gives_the_same_text() -> None:
    assert GENERATOR.vary(DOCUMENTS[0], Random(7)) == GENERATOR.vary(DOCUMENTS[0], Random(7))


def test_variants_differ() -> None:
    assert len({GENERATOR.vary(DOCUMENTS[0], Random(seed)).text for seed in range(20)}) > 15


def test_a_body_has_one_name_throughout() -> None:
    for seed in range(60):
        variant = GENERATOR.vary(DOCUMENTS[0], Random(seed))
        ours, named = (entity for entity in variant.entities if entity.label is Label.ORG)
        if "\n" not in variant.surface(named):
            assert ours.refers_to == variant.surface(named)


@pytest.mark.parametrize("label", [Label.ORG, Label.INDICATOR, Label.PERIOD, Label.AMOUNT])
def test_words_of_each_kind_change(label: Label) -> None:
    words = {
        variant.surface(entity)
        for variant in (GENERATOR.vary(DOCUMENTS[0], Random(seed)) for seed in range(60))
        for entity in variant.entities
        if entity.label is label
    }
    original = {DOCUMENTS[0].surface(entity) for entity in DOCUMENTS[0].entities if entity.label is label}
    assert words - original
