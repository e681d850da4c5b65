"""From one format to another and back: nothing is lost that the format can hold."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from annotated import documents, read, shape
from hypothesis import HealthCheck, given, settings
from spacy.tokens import DocBin
from typer.testing import CliRunner

from zhibiao.annotation.bio import dump_bio, load_bio
from zhibiao.annotation.cli import app
from zhibiao.annotation.formats import Format, format_of, lost, read_documents, write_documents
from zhibiao.annotation.labelstudio import OffsetUnit, dump_tasks, load_tasks, offsets_in
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument

BEYOND = read(
    "😀{O1=甲县水利局|县𠮷局}{I1|收𠮷入}{A1 I1 O1|5万元}，😀{I2|增长}{R1 I2 ~A1|3%}。", reporting_org="甲县水利局"
)
"""Signs beyond the BMP before, in and between the spans."""
LOSSLESS = (Format.JSONL, Format.MARKUP, Format.SPACY, Format.LABEL_STUDIO)
SUFFIX_OF = {Format.JSONL: "jsonl", Format.MARKUP: "mark", Format.SPACY: "spacy", Format.LABEL_STUDIO: "ls.json"}


@pytest.mark.parametrize("form", LOSSLESS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(), documents())
def test_lossless_formats(tmp_path: Path, form: Format, one: AnnotatedDocument, other: AnnotatedDocument) -> None:
    file = tmp_path / f"a.{SUFFIX_OF[form]}"
    write_documents(file, [one, other])
    assert list(map(shape, read_documents(file))) == [shape(one), shape(other)]
    assert lost([one, other], form) == ""


@settings(max_examples=150, deadline=None)
@given(documents())
def test_bio_keeps_text_and_spans(document: AnnotatedDocument) -> None:
    ((_, again),) = load_bio(dump_bio([document]), "a.bio")
    assert isinstance(again, AnnotatedDocument)
    assert (again.id, again.text) == (document.id, document.text)
    spans = [[(entity.label, entity.start, entity.end) for entity in one.entities] for one in (document, again)]
    assert spans[0] == spans[1]


def test_bio_is_a_sign_and_a_tag_a_line() -> None:
    assert dump_bio([read("{I1|收}{A1 I1|5 元}")]) == (
        "# id: one\n收\tB-INDICATOR\n5\tB-AMOUNT\n\\u0020\tI-AMOUNT\n元\tI-AMOUNT\n\n"
    )


def test_bio_of_other_hands() -> None:
    ((_, document),) = load_bio("收 I-INDICATOR\r\n入 I-INDICATOR\r\n5 B-AMOUNT\r\n", "a.bio")
    assert isinstance(document, AnnotatedDocument)
    assert [document.surface(entity) for entity in document.entities] == ["收入", "5"]
    (fault,) = load_bio("收 B-MONEY\n", "a.bio")
    assert str(fault[1]) == "a.bio:1: a.bio-1: '收 B-MONEY' is no character, a tab and a tag (O, B-AMOUNT, I-AMOUNT …)"


def test_spacy_reads_what_is_written(tmp_path: Path) -> None:
    write_documents(tmp_path / "a.spacy", [BEYOND])
    (doc,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("zh").vocab)
    assert doc.text == BEYOND.text
    assert [(span.text, span.label_) for span in doc.ents][:2] == [("县𠮷局", "ORG"), ("收𠮷入", "INDICATOR")]
    assert doc.user_data["reporting_org"] == "甲县水利局"
    assert ("RELATIVE_TO", "R1", "A1", 1.0) in doc.user_data["relations"]


def test_a_docbin_of_words_is_read(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    doc = nlp("revenue 5 yuan")
    doc.set_ents([doc.char_span(8, 14, label="AMOUNT")])
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    (document,) = read_documents(tmp_path / "a.spacy")
    assert [document.surface(entity) for entity in document.entities] == ["5 yuan"]


@pytest.mark.parametrize("unit", OffsetUnit)
def test_label_studio_offsets_beyond_the_bmp(unit: OffsetUnit) -> None:
    (task,) = json.loads(dump_tasks([BEYOND], unit))
    units = task["data"]["text"].encode("utf-16-le") if unit is OffsetUnit.UTF16 else task["data"]["text"]
    width = 2 if unit is OffsetUnit.UTF16 else 1
    for result in task["annotations"][0]["result"]:
        if result["type"] == "labels":
            words = units[result["value"]["start"] * width : result["value"]["end"] * width]
            assert (words.decode("utf-16-le") if isinstance(words, bytes) else words) == result["value"]["text"]
    ((_, again),) = load_tasks(json.dumps([task]), "a")
    assert isinstance(again, AnnotatedDocument)
    assert shape(again) == shape(BEYOND)


def test_utf16_offsets_grow_by_two_behind_a_wide_sign() -> None:
    assert offsets_in(OffsetUnit.UTF16, "收𠮷5") == [0, 1, 3, 4]
    assert offsets_in(OffsetUnit.CODE_POINTS, "收𠮷5") == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda task: task["data"].update(text="别的字"), "one: region O1 does not cover", id="other text"),
        pytest.param(lambda task: task.update(annotations=[]), "one: the task has no annotation", id="not annotated"),
        pytest.param(lambda task: task.pop("data"), "not a Label Studio task: KeyError: 'data'", id="no data"),
        pytest.param(
            lambda task: task["annotations"][0]["result"][-1].update(labels=[]), "has no type", id="a bare relation"
        ),
    ],
)
def test_tasks_that_cannot_be_read(change: Callable[[dict[str, Any]], object], message: str) -> None:
    (task,) = json.loads(dump_tasks([BEYOND]))
    change(task)
    ((_, fault),) = load_tasks(json.dumps([task]), "a.ls.json")
    assert str(fault).startswith("a.ls.json:1: ")
    assert message in str(fault)


def test_the_last_annotation_that_was_not_skipped_counts() -> None:
    (task,) = json.loads(dump_tasks([BEYOND]))
    task["annotations"] += [{"result": []}, {"result": [], "was_cancelled": True}]
    ((_, document),) = load_tasks(json.dumps([task]), "a")
    assert isinstance(document, AnnotatedDocument)
    assert document.entities == ()


def test_crlf_becomes_lf_and_is_kept_so_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a.mark").write_bytes("# id: one\r\n收入\r\n{I1|支出}{A1 I1|5万元}\r\n".encode())
    for source, target in (
        ("a.mark", "b.spacy"),
        ("b.spacy", "c.ls.json"),
        ("c.ls.json", "d.bio"),
        ("d.bio", "e.jsonl"),
    ):
        write_documents(tmp_path / target, read_documents(tmp_path / source))
    (document,) = read_documents(tmp_path / "e.jsonl")
    assert document.text == "收入\n支出5万元"
    assert document.surface(document.entities[1]) == "5万元"


def test_the_command_says_what_a_format_does_not_keep(tmp_path: Path) -> None:
    write_documents(tmp_path / "a.jsonl", [BEYOND])
    run = CliRunner().invoke(app, ["convert", str(tmp_path / "a.jsonl"), str(tmp_path / "a.bio")])
    assert run.stderr.splitlines() == [
        f"1 documents written to {tmp_path / 'a.bio'}",
        "not kept in bio: 4 relations, 1 full names, 1 reporting organisations",
    ]
    confident = BEYOND.model_copy(update={"entities": (BEYOND.entities[0].model_copy(update={"confidence": 0.5}),)})
    assert lost([confident], Format.MARKUP) == "1 confidences"


def test_a_format_may_be_named(tmp_path: Path) -> None:
    write_documents(tmp_path / "a.jsonl", [BEYOND])
    options = ["--to", "labelstudio", "--offsets", "codepoints"]
    assert (
        CliRunner().invoke(app, ["convert", str(tmp_path / "a.jsonl"), str(tmp_path / "a.json"), *options]).exit_code
        == 0
    )
    assert list(map(shape, read_documents(tmp_path / "a.json", Format.LABEL_STUDIO))) == [shape(BEYOND)]


def test_an_unknown_suffix_is_told() -> None:
    with pytest.raises(
        AnnotationError, match=r"a\.xml: no known suffix \(\.jsonl, \.mark, \.spacy, \.ls\.json, \.bio\)"
    ):
        format_of(Path("a.xml"))


def test_broken_spans_are_not_written(tmp_path: Path) -> None:
    broken = BEYOND.model_copy(update={"text": "短"})
    with pytest.raises(
        AnnotationError, match=r"one: O1 spans 1–4 in a text of 1 characters; run zhibiao annotate check"
    ):
        write_documents(tmp_path / "a.spacy", [broken])
    assert list(tmp_path.iterdir()) == []


def test_the_labelling_interface_names_every_label_and_relation() -> None:
    run = CliRunner().invoke(app, ["labels"])
    assert '<Label value="AMOUNT" hint="金额"/>' in run.stdout
    assert run.stdout.count("<Relation value=") == 5
