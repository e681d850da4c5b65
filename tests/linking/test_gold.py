"""Linking from gold entities and relations of the development split, measured by the acceptance scorer where it is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from zhibiao.annotation.files import dump_line, read_annotations
from zhibiao.documents.structure import structure
from zhibiao.linking.facts import ModelInfo
from zhibiao.linking.pipeline import extract_facts

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "annotation" / "corpus" / "dev"
SCORER = ROOT.parent / "shared" / "tools" / "score.py"
LEAST = {"org_resolved": 0.97, "period_resolved": 0.95, "value_normalised": 0.995}
LEAST_TRIPLES = 0.99

pytestmark = [
    pytest.mark.skipif(not SCORER.exists(), reason=f"the acceptance scorer is not at {SCORER}"),
    pytest.mark.skipif(not any(GOLD.glob("*.jsonl")), reason=f"no annotated passages in {GOLD}"),
]


def test_little_is_lost_between_gold_annotation_and_facts(tmp_path: Path) -> None:
    documents = read_annotations(GOLD)
    gold, facts, figures = tmp_path / "gold.jsonl", tmp_path / "facts.jsonl", tmp_path / "figures.json"
    by_hand = ModelInfo(name="by hand", version="0")
    gold.write_text("".join(f"{dump_line(document)}\n" for document in documents), encoding="utf-8")
    extractions = (
        extract_facts(structure(document.id, document.text), document.entities, document.relations, by_hand)
        for document in documents
    )
    facts.write_text("".join(f"{extraction.model_dump_json()}\n" for extraction in extractions), encoding="utf-8")
    subprocess.run([sys.executable, SCORER, gold, facts, "--json", figures], check=True, capture_output=True)
    scores = json.loads(figures.read_text(encoding="utf-8"))
    for figure, least in LEAST.items():
        assert scores[figure] is None or scores[figure] >= least, (figure, scores[figure])
    assert scores["triple"]["f1"] >= LEAST_TRIPLES, scores["triple"]
