"""The whole way from spans and links to an extraction, whatever they are."""

import json
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.documents.structure import structure
from zhibiao.linking.facts import Extraction, ModelInfo
from zhibiao.linking.pipeline import extract_facts
from zhibiao.models.scheme import TAIL_LABELS, Entity, Label, Relation, RelationType

MODEL = ModelInfo(name="by chance", version="0")
PIECES = [
    *(
        "2023年",
        "县水务局",
        "我局",
        "该所",
        "（以下简称“县局”）",
        "收入",
        "合格率",
        "增长",
        "其中：",
        "合计",
        "分别为",
        "占",
    ),
    *("1204.50万元", "3150", "余", "31户", "98%", "3至5万元", "百分之九", "、", "，", "。", "\n", "（", "）", "较上年"),
]


@st.composite
def tagged(draw: st.DrawFn) -> tuple[str, list[Entity], list[Relation]]:
    """A text of pieces, some of them marked with any label, and links that the scheme allows between the marks."""
    pieces = draw(st.lists(st.tuples(st.sampled_from(PIECES), st.none() | st.sampled_from(Label)), max_size=30))
    text, entities = "", []
    for words, label in pieces:
        if label:
            entities.append(Entity(id=f"e{len(entities)}", label=label, start=len(text), end=len(text) + len(words)))
        text += words
    allowed = [
        Relation(type=relation_type, head=head.id, tail=tail.id)
        for head in entities
        if head.label.is_value
        for tail in entities
        for relation_type in RelationType
        if tail.label in TAIL_LABELS[relation_type]
    ]
    relations = draw(st.lists(st.sampled_from(allowed), max_size=40)) if allowed else []
    return text, entities, relations


@settings(deadline=None)
@given(tagged())
def test_any_spans_and_links_make_an_extraction(given: tuple[str, list[Entity], list[Relation]]) -> None:
    text, entities, relations = given
    extraction = extract_facts(structure("chance", text), entities, relations, MODEL)
    values = [mention.id for mention in extraction.entities if mention.label.is_value]
    assert [indicator.value.entity for indicator in extraction.indicators] == values
    assert all(text[mention.start : mention.end] == mention.text for mention in extraction.entities)
    ids = {indicator.id for indicator in extraction.indicators}
    for indicator in extraction.indicators:
        assert {indicator.part_of, indicator.relative_to} <= ids | {None}
    assert all(set(finding.indicators) <= ids for finding in extraction.findings)
    assert Extraction.model_validate(json.loads(extraction.model_dump_json())) == extraction


def test_an_empty_text_makes_an_empty_extraction() -> None:
    extraction = extract_facts(structure("empty", ""), [], [], MODEL)
    assert (extraction.indicators, extraction.findings, extraction.document.reporting_org) == ((), (), None)


def test_linking_needs_neither_spacy_nor_torch() -> None:
    code = "import sys, zhibiao.linking.pipeline; print({'spacy', 'torch', 'numpy', 'transformers'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
