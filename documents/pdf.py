"""PDF → text: its text layer, paragraphs made whole and tables as rows."""

import base64
import re
import zlib
from io import BytesIO

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from zhibiao.documents.limits import MAX_PDF_PAGES, MAX_PDF_STREAM_BYTES
from zhibiao.documents.pdf_lines import PrintedLine, page_lines
from zhibiao.documents.pdf_paragraphs import paragraphs
from zhibiao.documents.signatures import PDF
from zhibiao.errors import DocumentError

_HEADER_BYTES = 1024
_TRAILER_BYTES = 2048
"""Readers of PDF look for the header and the end mark within so many bytes of the file's ends."""

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_MAX_UNMAPPED = 0.3
"""Share of characters without a Unicode value from which a text layer is of no use."""

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY_BYTES = 400
_CHUNK = 1 << 16


def read_pdf(data: bytes, name: str) -> str:
    """The text layer of a PDF, a paragraph a line and a row of a ruled table a line, its cells joined by tabs.

    Running heads, running feet and page numbers are left out. Pages are read in one column.

    Raises:
        DocumentError: if ``data`` is no PDF, or an encrypted, truncated or oversized one, or has no text layer.
    """
    _check_file(data, name)
    try:
        text = "\n".join(paragraphs(_read_pages(data, name)))
    except DocumentError:
        raise
    except Exception as error:
        if _is_about_password(error):
            raise DocumentError(f"{name}: encrypted; save it without a password") from error
        # pdfminer raises whatever a broken object leads it to; all of it means that the file is broken.
        raise DocumentError(f"{name}: broken PDF ({type(error).__name__}); print it to a new PDF") from error
    if not text.strip():
        raise DocumentError(
            f"{name}: holds no text layer (scanned pages?); run character recognition (OCR) on it first"
        )
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MAX_UNMAPPED * len(_UNMAPPED.sub("?", text)):
        raise DocumentError(f"{name}: its fonts do not say which characters they show; run OCR on it first")
    return _UNMAPPED.sub("\ufffd", text)


def _check_file(data: bytes, name: str) -> None:
    if PDF not in data[:_HEADER_BYTES]:
        raise DocumentError(f"{name}: not a PDF (no %PDF header); give the file its right suffix")
    if b"%%EOF" not in data.rstrip(b"\0\r\n \t")[-_TRAILER_BYTES:]:
        raise DocumentError(f"{name}: truncated PDF (its end mark %%EOF is missing); fetch the file again")
    for match in _STREAM.finditer(data):
        dictionary = data[max(0, match.start() - _DICTIONARY_BYTES) : match.start()].rpartition(b"obj")[2]
        if b"/Image" not in dictionary and not _is_modest(data, match.end(), dictionary):
            limit = f"{MAX_PDF_STREAM_BYTES:,}"
            raise DocumentError(f"{name}: a stream in it unpacks to more than {limit} bytes; print it to a new PDF")


def _is_modest(data: bytes, start: int, dictionary: bytes) -> bool:
    """Whether the stream unpacks to a size that fits; pdfminer itself would unpack gigabytes at once."""
    if dictionary.count(b"FlateDecode") != 1:
        return b"FlateDecode" not in dictionary  # nobody packs twice but to hide the size
    unpacker = zlib.decompressobj()
    unpacked = 0
    try:
        if b"ASCII85Decode" in dictionary:
            data, start = base64.a85decode(data[start : data.find(b"~>", start)]), 0
        while start < len(data) and not unpacker.eof and unpacked < MAX_PDF_STREAM_BYTES:
            unpacked += len(unpacker.decompress(data[start : start + _CHUNK], MAX_PDF_STREAM_BYTES))
            start += _CHUNK
    except (zlib.error, ValueError):
        return True  # encrypted or broken: pdfminer's matter
    return unpacked < MAX_PDF_STREAM_BYTES


def _read_pages(data: bytes, name: str) -> list[list[PrintedLine]]:
    pages: list[list[PrintedLine]] = []
    with pdfplumber.open(BytesIO(data)) as pdf:
        if len(pdf.pages) > MAX_PDF_PAGES:
            raise DocumentError(f"{name}: {len(pdf.pages):,} pages; the limit is {MAX_PDF_PAGES:,}; split the file")
        for page in pdf.pages:
            pages.append(page_lines(page))
            page.close()
    if not pages:
        raise DocumentError(f"{name}: broken PDF (no page can be found); print it to a new PDF")
    return pages


def _is_about_password(error: Exception) -> bool:
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    return type(cause).__name__ in ("PDFPasswordIncorrect", "PDFEncryptionError")
