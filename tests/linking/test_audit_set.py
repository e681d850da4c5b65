"""The audit measured on passages written for it: planted faults that it must find, sound ones that it must pass.

``audit/faulty.mark`` and ``audit/sound.mark`` are in the annotators' markup. Besides ``id`` a faulty passage's head
says which rule must find the fault (``fault``) and what is stated wrongly (``stated``; those of its words that are
values of the passage must be among the finding's figures), a sound one's what looks wrong in it (``trap``).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from zhibiao.annotation.markup import SEPARATOR, read_markup
from zhibiao.documents.structure import structure
from zhibiao.linking.audit import RULES
from zhibiao.linking.facts import Extraction, Finding, ModelInfo
from zhibiao.linking.pipeline import extract_facts

SET = Path(__file__).parent / "audit"
NOTE = re.compile(r"^# (fault|stated|trap): (.*)\n", re.MULTILINE)
LEAST_RECALL, MOST_FALSE_ALARMS = 0.95, 0.02
FEWEST_PASSAGES = 130


class Passage(NamedTuple):
    notes: dict[str, str]
    facts: Extraction


def passages(name: str) -> Iterator[Passage]:
    source = (SET / name).read_text(encoding="utf-8")
    for block in source.split(f"{SEPARATOR}\n"):
        (document,) = read_markup(block, name)
        facts = extract_facts(
            structure(document.id, document.text),
            document.entities,
            document.relations,
            ModelInfo(name="by hand", version="0"),
        )
        yield Passage({match[1]: match[2] for match in NOTE.finditer(block)}, facts)


@pytest.fixture(scope="module")
def faulty() -> list[Passage]:
    return list(passages("faulty.mark"))


@pytest.fixture(scope="module")
def sound() -> list[Passage]:
    return list(passages("sound.mark"))


def hits(passage: Passage, finding: Finding) -> bool:
    """Whether a finding is of the planted rule and on the planted figures."""
    figures = {one.value.text for one in passage.facts.indicators if one.id in finding.indicators}
    values = {one.value.text for one in passage.facts.indicators}
    words = set(passage.notes["stated"].split())
    meant = words & values or {finding.stated} & words
    return finding.rule == passage.notes["fault"] and bool(meant) and meant <= figures | {finding.stated}


def test_planted_faults_are_found(faulty: list[Passage]) -> None:
    missed = [
        passage.facts.document.id
        for passage in faulty
        if not any(hits(passage, finding) for finding in passage.facts.findings)
    ]
    assert len(faulty) >= FEWEST_PASSAGES
    assert 1 - len(missed) / len(faulty) >= LEAST_RECALL, missed


def test_sound_passages_raise_no_error(sound: list[Passage]) -> None:
    alarms = [
        (passage.facts.document.id, passage.notes["trap"])
        for passage in sound
        if any(finding.severity == "error" for finding in passage.facts.findings)
    ]
    assert len(sound) >= FEWEST_PASSAGES
    assert len(alarms) / len(sound) <= MOST_FALSE_ALARMS, alarms


def test_every_rule_has_faults_to_find(faulty: list[Passage]) -> None:
    assert {passage.notes["fault"] for passage in faulty} == set(RULES)


def test_a_message_is_one_sentence(faulty: list[Passage]) -> None:
    for passage in faulty:
        for finding in passage.facts.findings:
            assert finding.message.count("。") == 1
            assert finding.message.endswith("。")


def test_no_two_passages_are_alike(faulty: list[Passage], sound: list[Passage]) -> None:
    """No two of either file have the same words around their figures."""
    frames = [re.sub(r"[\d.,]+", "0", passage.facts.document.text) for passage in (*faulty, *sound)]
    assert len(set(frames)) == len(frames)
