"""The scorer, held equal to the acceptance scorer where that lies beside the repository."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from zhibiao.annotation.files import dump_line
from zhibiao.annotation.markup import read_markup
from zhibiao.documents.structure import structure
from zhibiao.linking.facts import Extraction, ModelInfo
from zhibiao.linking.pipeline import extract_facts
from zhibiao.models.scheme import AnnotatedDocument, Entity
from zhibiao.training.scoring import Scores, score

SCORER = Path(__file__).resolve().parents[3] / "shared" / "tools" / "score.py"
PASSAGE = """# id: demo
# reporting_org: 岚山县水务局
{P1|2023年}，{O1=*|我局}{I1|决算支出}{A1 I1 O1 P1|1204.66万元}，\
其中{I2|基本支出}{A2 I2 <A1|1088.20万元}，{I3|项目支出}{A3 I3 <A1|116.46万元}。
{O2|县财政局}{I4|拨付}{A4 I4 O2|3500余元}，{I5|抽检}{C1 I5|102批次}，\
{I6|合格率}{R1 I6 ~C1|73.53%}，{I7|规模}{C2 I7|3—5个}。"""


def extracted(document: AnnotatedDocument) -> Extraction:
    by_hand = ModelInfo(name="by hand", version="0")
    return extract_facts(structure(document.id, document.text), document.entities, document.relations, by_hand)


def damaged(document: AnnotatedDocument, random: Random) -> AnnotatedDocument:
    """``document`` as a middling model would tag it: spans moved and lost, links lost."""

    def moved(entity: Entity) -> Entity:
        start = entity.start + (random.random() < 0.2 and entity.end - entity.start > 1)
        return entity.model_copy(update={"start": start, "refers_to": None})

    entities = tuple(moved(entity) for entity in document.entities if random.random() < 0.9)
    kept = {entity.id for entity in entities}
    relations = tuple(
        relation
        for relation in document.relations
        if relation.head in kept and relation.tail in kept and random.random() < 0.9
    )
    return document.model_copy(update={"entities": entities, "relations": relations})


@pytest.fixture
def gold() -> AnnotatedDocument:
    (document,) = read_markup(PASSAGE)
    return document


def test_gold_scores_in_full(gold: AnnotatedDocument) -> None:
    figures = score([(gold, extracted(gold))]).figures()
    assert {figures[name] for name in ("values", "org", "indicator", "relations", "triple", "fact")} == {1.0}


def test_a_lost_link_costs_the_fact_and_says_why(gold: AnnotatedDocument) -> None:
    worse = gold.model_copy(update={"relations": tuple(r for r in gold.relations if r.type != "RELATIVE_TO")})
    scores = score([(gold, extracted(worse))])
    assert (scores.triples.f1, scores.facts.right, scores.facts.missed) == (1.0, 6, 1)
    assert [miss.reason for miss in scores.misses] == ["parents [] for ['102批次']"]


@pytest.mark.skipif(not SCORER.exists(), reason=f"the acceptance scorer is not at {SCORER}")
@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_the_acceptance_scorer(gold: AnnotatedDocument, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = [(gold, extracted(damaged(gold, random)))]
    theirs = accepted(pairs, tmp_path)
    assert comparable(score(pairs)) == pytest.approx(
        {name: theirs[name] for name in comparable(score(pairs))}, abs=1e-4
    )


def accepted(pairs: list[tuple[AnnotatedDocument, Extraction]], folder: Path) -> dict[str, float]:
    """The acceptance scorer's figures under our names."""
    gold, found, figures = folder / "gold.jsonl", folder / "found.jsonl", folder / "figures.json"
    gold.write_text("".join(f"{dump_line(document)}\n" for document, _ in pairs), encoding="utf-8")
    found.write_text("".join(f"{extraction.model_dump_json()}\n" for _, extraction in pairs), encoding="utf-8")
    subprocess.run([sys.executable, SCORER, gold, found, "--json", figures], check=True, capture_output=True)
    scores = json.loads(figures.read_text(encoding="utf-8"))
    return {
        "values": scores["entity"]["values"]["f1"],
        "org": scores["entity"].get("ORG", {}).get("f1", 0.0),
        "period": scores["entity"].get("PERIOD", {}).get("f1", 0.0),
        "indicator": scores["entity"]["INDICATOR"]["f1"],
        "indicator_loose": scores["entity"]["INDICATOR_loose"]["f1"],
        "relations": scores["relation"]["micro"]["f1"],
        "value_normalised": scores["value_normalised"],
        "org_resolved": scores["org_resolved"],
        "period_resolved": scores["period_resolved"],
        "triple": scores["triple"]["f1"],
        "fact": scores["fact"]["f1"],
    }


def comparable(scores: Scores) -> dict[str, float]:
    figures = scores.figures()
    names = ("values", "org", "period", "indicator", "indicator_loose", "relations", "value_normalised")
    return {name: figures[name] for name in (*names, "org_resolved", "period_resolved", "triple", "fact")}
