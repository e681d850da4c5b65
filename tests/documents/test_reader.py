import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from zhibiao.documents import SUFFIXES, find_documents, limits, read, read_bytes, read_text
from zhibiao.errors import DocumentError

LINE = "收入12万元。"


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(LINE)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_pdf() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, "Income 12.")
    canvas.save()
    return buffer.getvalue()


HTML = f"<!DOCTYPE html><p>{LINE}</p>".encode()


@pytest.mark.parametrize(
    ("name", "make", "text"),
    [
        pytest.param("a.txt", LINE.encode, LINE, id="text"),
        pytest.param("a.md", f"# 报告\r\n\r\n{LINE}".encode, f"# 报告\n\n{LINE}", id="Markdown as it is"),
        pytest.param("a.HTML", lambda: HTML, LINE, id="a suffix in capitals"),
        pytest.param("a.htm", lambda: HTML, LINE, id="HTML"),
        pytest.param("a.docx", a_docx, LINE, id="Word"),
        pytest.param("a.pdf", a_pdf, "Income 12.", id="PDF"),
        pytest.param("-", LINE.encode, LINE, id="standard input: text"),
        pytest.param("-", lambda: HTML, LINE, id="standard input: HTML"),
        pytest.param("a.bin", a_docx, LINE, id="unknown suffix: Word"),
        pytest.param("报告", a_pdf, "Income 12.", id="no suffix: PDF"),
        pytest.param("folder/a.log", LINE.encode, LINE, id="unknown suffix: text"),
    ],
)
def test_reading_by_suffix_or_else_by_content(name: str, make: Callable[[], bytes], text: str) -> None:
    document = read_bytes(make(), name)
    assert (document.id, document.text) == (Path(name).name, text)


def test_a_file_is_named_by_its_last_part(tmp_path: Path) -> None:
    path = tmp_path / "青岩镇.txt"
    path.write_bytes("青岩镇绩效自评报告\n一、概况".encode("gb18030"))
    document = read(path)
    assert (document.id, document.title) == ("青岩镇.txt", "青岩镇绩效自评报告")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("a.txt", b"", "a.txt is empty", id="empty"),
        pytest.param("a.docx", b"", "a.docx is empty", id="empty Word"),
        pytest.param("a.txt", b" \n\t\n", "a.txt: holds no text", id="blanks"),
        pytest.param("a.txt", b"\xef\xbb\xbf", "a.txt: holds no text", id="a byte-order mark only"),
        pytest.param("a.html", b"<p></p>", "a.html: holds no text", id="HTML without text"),
        pytest.param("a.txt", a_pdf(), "a.txt: holds a PDF", id="PDF called text"),
        pytest.param("a.txt", a_docx(), "a.txt: holds a zip or Office file", id="Word called text"),
        pytest.param("a.pdf", LINE.encode(), "a.pdf: not a PDF", id="text called PDF"),
        pytest.param("a.rtf", b"{\\rtf1 abc}", "a.rtf: holds rich text", id="rich text"),
        pytest.param(
            "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.doc: an old Word file", id="old Word"
        ),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "a.png: holds no text", id="picture"),
        pytest.param("a.txt", b"a" * (limits.MAX_CHARACTERS + 1), "5,000,001 characters; the limit", id="long text"),
        pytest.param("a.txt", b"a" * (limits.MAX_FILE_BYTES + 1), "the limit is 52,428,800", id="many bytes"),
    ],
)
def test_what_is_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(DocumentError, match=r"209,715,200 bytes; the limit is"):
        read(path)


@pytest.mark.parametrize("name", ["missing.txt", "folder", "x" * 300])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(DocumentError, match="cannot be read"):
        read(tmp_path / name)


def test_an_endless_device_is_not_read_to_its_end() -> None:
    with pytest.raises(DocumentError, match="the limit is"):
        read(Path("/dev/zero"))


def test_a_pipe_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, LINE.encode())
    os.close(writing)
    assert read(Path(f"/dev/fd/{reading}")).text == LINE
    os.close(reading)


def test_folders_are_searched_for_reports(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲/二.PDF", "甲/一.docx", "甲/图.png", "~$乙.docx", ".hidden.txt", ".git/a.txt", "说明"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    named = tmp_path / "说明"
    found = list(find_documents([tmp_path, named]))
    assert found == [*sorted([tmp_path / "乙.txt", tmp_path / "甲/一.docx", tmp_path / "甲/二.PDF"]), named]


@pytest.mark.parametrize(
    ("name", "message"), [("missing", "no such file or folder"), ("folder", "the folder holds no report")]
)
def test_paths_without_reports(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.png").touch()
    with pytest.raises(DocumentError, match=message):
        list(find_documents([tmp_path / name]))


@given(st.text(min_size=1))
def test_text_keeps_its_offsets(text: str) -> None:
    """Line ends and a byte-order mark apart, nothing moves."""
    if not text.removeprefix("\ufeff").strip():
        return
    kept = read_text(text, "x").text
    assert kept == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("收入\ud800\n", "收入\ufffd\n", id="a lone high surrogate"),
        pytest.param("\udc00收入\udc00", "\ufffd收入\ufffd", id="lone low surrogates"),
        pytest.param("\ud83d\ude00", "\U0001f600", id="a pair written apart"),
        pytest.param("收入\0支出", "收入\0支出", id="a null"),
        pytest.param("\u202e收入\u200f", "\u202e收入\u200f", id="direction marks"),
    ],
)
def test_strange_text(text: str, kept: str) -> None:
    assert read_text(text, "x").text == kept


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(min_size=1))
def test_bytes_never_crash(suffix: str, data: bytes) -> None:
    try:
        read_bytes(data, "a" + suffix)
    except DocumentError:
        return


HEAVY = ("bs4", "lxml", "docx", "pdfplumber", "pdfminer", "charset_normalizer", "pydantic", "numpy")


def test_reading_text_loads_no_reader_of_other_formats() -> None:
    code = (
        "import sys; from zhibiao.documents import read_bytes; "
        f"[read_bytes({LINE!r}.encode(encoding), 'a.txt') for encoding in ('utf-8', 'gb18030', 'utf-16')]; "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
