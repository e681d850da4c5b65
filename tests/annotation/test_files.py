"""JSON lines on disk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from annotated import documents, read
from hypothesis import HealthCheck, given, settings

from zhibiao.annotation.files import annotation_paths, iter_lines, read_annotations, write_annotations
from zhibiao.errors import AnnotationError, OutputError
from zhibiao.models.scheme import AnnotatedDocument

GOOD = '{"id": "a", "text": "收入5万元", "reporting_org": null, "entities": [], "relations": []}'


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_what_is_written_is_read_again(tmp_path: Path, document: AnnotatedDocument) -> None:
    file = tmp_path / "a.jsonl"
    write_annotations(file, [document, document])
    assert read_annotations(file) == [document, document]
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.jsonl", "b/a.jsonl", "notes.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert annotation_paths(tmp_path) == [tmp_path / "b" / "a.jsonl", tmp_path / "z.jsonl"]


def test_a_byte_order_mark_crlf_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(("\ufeff" + GOOD + "\r\n\r\n" + GOOD.replace('"a"', '"b"') + "\r\n").encode())
    assert [document.id for document in read_annotations(file)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param('{"id": ', "not JSON at column", id="cut off"),
        pytest.param("[]", "document: Input should be a valid dictionary", id="a list"),
        pytest.param("[" * 100_000, "nested too deeply", id="brackets without end"),
        pytest.param('{"id": "x"}', "x: text: Field required", id="no text"),
        pytest.param('{"id": "x", "text": "", "genra": 1}', "x: genra: Extra inputs are not permitted", id="bad key"),
        pytest.param(
            '{"id": "x", "text": "\\ud800"}', "holds half a character ('\\ud800', a lone surrogate)", id="half a sign"
        ),
        pytest.param(
            '{"id": "x", "text": "一", "entities": [{"id": "e1", "label": "MONEY", "start": -1, "end": 1}]}',
            "x: entities.0.start: Input should be greater than or equal to 0",
            id="negative offset",
        ),
    ],
)
def test_a_broken_line_is_told_with_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{GOOD}\n{line}\n{GOOD}\n", encoding="utf-8")
    faults = [str(found) for _, found in iter_lines(file) if isinstance(found, AnnotationError)]
    assert any(fault.startswith(f"{file}:2: ") and message in fault for fault in faults)
    assert sum(isinstance(found, AnnotatedDocument) for _, found in iter_lines(file)) == 2


def test_every_fault_of_a_line_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"id": "x", "entities": [{"id": "e1", "label": "MONEY", "start": -1, "end": 1}]}', encoding="utf-8"
    )
    assert len(list(iter_lines(file))) == 3


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda file: file.write_bytes(b"\xd0\xd0\xce\xf6"), "a.jsonl:1: not UTF-8 at byte 0", id="GBK"),
        pytest.param(lambda _: None, "a.jsonl: no such file or folder", id="no file"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    file = tmp_path / "a.jsonl"
    make(file)
    with pytest.raises(AnnotationError, match=message):
        read_annotations(file)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").mkdir()
    with pytest.raises(OutputError, match=r"a\.jsonl: cannot be written"):
        write_annotations(tmp_path / "a.jsonl", [read("一")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
