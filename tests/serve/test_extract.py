import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from typer.testing import Result

from zhibiao.errors import ZhibiaoError
from zhibiao.linking.facts import Extraction

Run = Callable[..., Result]
REPORT = "全县有市场主体52104户，收入500万元。"
COMMAND = [sys.executable, "-m", "zhibiao.serve.cli", "extract"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def values(result: dict) -> list[str]:
    return [fact["value"]["text"] for fact in result["indicators"]]


def test_one_report_is_one_object(zhibiao: Run, report: Path) -> None:
    result = zhibiao(report)
    assert (result.exit_code, result.stderr) == (0, "")
    extraction = Extraction.model_validate_json(result.stdout)
    assert (extraction.document.id, extraction.document.text, extraction.model.name) == ("report.txt", REPORT, "toy")
    assert values(json.loads(result.stdout)) == ["52104户", "500万元"]


def test_several_reports_are_an_array(zhibiao: Run, report: Path) -> None:
    other = report.with_name("other.md")
    other.write_text("合格率98%。", encoding="utf-8")
    found = json.loads(zhibiao(report, other).stdout)
    assert [values(one) for one in found] == [["52104户", "500万元"], ["98%"]]


def test_a_folder_is_read_with_all_that_lies_below(zhibiao: Run, report: Path) -> None:
    below = report.parent / "2023" / "b.html"
    below.parent.mkdir()
    below.write_text("<p>检查9家企业，合格率98%</p>", encoding="utf-8")
    (report.parent / "notes.log").write_text("收入1万元", encoding="utf-8")
    lines = zhibiao(report.parent, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["b.html", "report.txt"]


def test_a_report_named_twice_is_read_once(zhibiao: Run, report: Path) -> None:
    assert len(zhibiao(report, report.parent, "-f", "jsonl").stdout.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input_is_read_in_any_encoding(zhibiao: Run, encoding: str) -> None:
    result = json.loads(zhibiao("-", input=(REPORT * 9).encode(encoding)).stdout)
    assert (result["document"]["id"], result["document"]["text"]) == ("-", REPORT * 9)


def test_a_text_without_figures_has_no_indicators(zhibiao: Run) -> None:
    result = zhibiao("-", input="坚持以人民为中心。".encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["indicators"] == []


@pytest.mark.parametrize(
    ("suffix", "beginning"),
    [
        pytest.param(".json", b"{\n", id="json"),
        pytest.param(".jsonl", b'{"schema_version"', id="JSON lines"),
        pytest.param(".csv", b"\xef\xbb\xbf\xe6", id="csv"),
        pytest.param(".XLSX", b"PK", id="Excel, in capitals"),
        pytest.param(".table", b"report.txt\n", id="table"),
        pytest.param(".out", b"{\n", id="anything else: json"),
    ],
)
def test_the_output_file_says_its_format(zhibiao: Run, report: Path, suffix: str, beginning: bytes) -> None:
    output = report.with_name(f"facts{suffix}")
    result = zhibiao(report, "--output", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_bytes().startswith(beginning)
    assert result.stderr == f"1 report, 2 indicators, 0 findings → {output}\n"


def test_quiet_says_nothing_where_nothing_fails(zhibiao: Run, report: Path) -> None:
    assert zhibiao(report, "-o", report.with_name("a.csv"), "-q").stderr == ""


def test_verbose_has_a_line_for_each_report(zhibiao: Run, report: Path) -> None:
    said = zhibiao(report, "-v").stderr.splitlines()
    assert said == ["report.txt: 22 characters, 2 indicators, 0 findings", "1 report, 2 indicators, 0 findings"]


def scanned_pdf(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(10, 10, 100, 100)
    canvas.save()


def large_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        pytest.param("gone.txt", None, "no such file or folder", id="missing file"),
        pytest.param("empty.txt", Path.touch, "is empty", id="empty file"),
        pytest.param("blank.txt", lambda path: path.write_text(" \n "), "holds no text", id="blank file"),
        pytest.param("none", Path.mkdir, "the folder holds no report", id="folder without reports"),
        pytest.param("scan.pdf", scanned_pdf, "no text layer", id="scanned PDF"),
        pytest.param("cut.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj"), "truncated", id="truncated PDF"),
        pytest.param("cut.docx", lambda path: path.write_bytes(b"PK\x03\x04" * 9), "truncated", id="truncated Word"),
        pytest.param("junk.txt", lambda path: path.write_bytes(bytes(range(256)) * 9), "binary data", id="binary"),
        pytest.param("large.txt", large_file, "209,715,200 bytes; the limit is", id="200 MB"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line_and_the_rest_goes_on(
    zhibiao: Run, report: Path, name: str, make: Callable[[Path], object] | None, message: str
) -> None:
    bad = report.with_name(name)
    if make:
        make(bad)
    result = zhibiao(bad, report, "-q")
    assert result.exit_code == 1
    assert [values(one) for one in json.loads(result.stdout)] == [["52104户", "500万元"]]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"zhibiao: {bad}")
    assert message in line


def test_empty_standard_input_is_a_failure(zhibiao: Run) -> None:
    result = zhibiao("-", input=b"")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "zhibiao: standard input is empty; pipe a report into it\n"


def test_where_nothing_can_be_read_the_old_output_stays(zhibiao: Run, tmp_path: Path) -> None:
    output = tmp_path / "facts.csv"
    output.write_text("yesterday's")
    assert zhibiao(tmp_path / "gone.txt", "-o", output).exit_code == 1
    assert output.read_text() == "yesterday's"


def test_a_name_with_a_line_end_is_told_in_one_line(zhibiao: Run) -> None:
    assert zhibiao("two\nlines\x1b[31m.txt").stderr.splitlines() == [
        "zhibiao: two lines [31m.txt: no such file or folder"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text on this system")
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "xlsx", "table"])
def test_a_name_that_is_no_text_can_be_written_in_any_format(zhibiao: Run, report: Path, form: str) -> None:
    odd = report.rename(report.with_name(os.fsdecode(b"\xff.txt")))
    assert zhibiao(odd, "--format", form).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "Missing argument", id="no path"),
        pytest.param(["{report}", "--format", "doc"], "is not one of", id="unknown format"),
        pytest.param(["{report}", "-o", "{folder}"], "is a folder", id="a folder for output"),
        pytest.param(["{report}", "-o", "{folder}/none/a.csv"], "does not exist", id="output in a folder not there"),
        pytest.param(["{report}", "-o", "{report}"], "is a report to be read", id="output over input"),
        pytest.param(["-", "-"], "can be given once", id="standard input twice"),
        pytest.param(["{report}", "-q", "-v"], "together", id="quiet and verbose"),
        pytest.param(["{report}", "--model", "{folder}/none"], "does not exist", id="no model folder"),
    ],
)
def test_a_wrong_command_exits_with_2(zhibiao: Run, report: Path, arguments: list[str], message: str) -> None:
    result = zhibiao(*(argument.format(report=report, folder=report.parent) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert report.read_text(encoding="utf-8") == REPORT


def test_a_folder_that_holds_no_model_is_told_in_one_line(report: Path) -> None:
    run = subprocess.run([*COMMAND, report, "--model", report.parent], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (1, "")
    (line,) = run.stderr.splitlines()
    assert line.startswith("zhibiao: ")


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_has_enough_ends_the_command_in_silence(report: Path, toy: Path, unbuffered: str) -> None:
    report.write_text(REPORT * 5000, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, report, "--model", toy, "-v", "-f", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    ) as run:
        assert run.stdout and run.stderr
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told_in_one_line(report: Path, toy: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run([*COMMAND, report, "--model", toy], stdout=full, stderr=subprocess.PIPE, text=True)
    assert run.returncode == 1
    assert run.stderr == "zhibiao: standard output: cannot be written (No space left on device)\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals on this system")
def test_a_terminal_gets_a_table(report: Path, toy: Path) -> None:
    ours, theirs = os.openpty()
    subprocess.run([*COMMAND, report, "--model", toy], stdout=theirs, check=True, env={**os.environ, "COLUMNS": "90"})
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "市场主体" in shown
    assert "\x1b[" in shown


def test_a_fact_is_explained(zhibiao: Run, report: Path) -> None:
    result = zhibiao(report, "--explain", "i1")
    assert result.exit_code == 0
    assert result.stdout.startswith("report.txt：i1\n")
    assert "52104户" in result.stdout


def test_a_fact_that_is_not_there_cannot_be_explained(zhibiao: Run, report: Path) -> None:
    with pytest.raises(ZhibiaoError, match="i1"):
        zhibiao(report, "--explain", "i99")
