"""The way in: files, bytes and text → documents."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from zhibiao.documents import plain
from zhibiao.documents.document import Document
from zhibiao.documents.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from zhibiao.documents.signatures import OLE, PDF, RTF, ZIP
from zhibiao.documents.structure import structure
from zhibiao.errors import DocumentError

_Reader = Callable[[bytes, str], str]


# Each reader is imported when it is first needed: together they take longer to load than a text takes to read.
def _read_html(data: bytes, name: str) -> str:
    from zhibiao.documents.html import read_html

    return read_html(data, name)


def _read_docx(data: bytes, name: str) -> str:
    from zhibiao.documents.docx import read_docx

    return read_docx(data, name)


def _read_pdf(data: bytes, name: str) -> str:
    from zhibiao.documents.pdf import read_pdf

    return read_pdf(data, name)


def _read_plain(data: bytes, name: str) -> str:
    for signature, kind, mend in _FOREIGN:
        if data.startswith(signature):
            raise DocumentError(f"{name}: holds {kind} and no plain text; {mend}")
    return plain.decode(data, name)


_FOREIGN = (
    (PDF, "a PDF", "give it the suffix .pdf"),
    (ZIP, "a zip or Office file", "give a Word document the suffix .docx"),
    (OLE, "an old Office file", "save it as .docx"),
    (RTF, "rich text (RTF)", "save it as .docx"),
)
_READERS: dict[str, _Reader] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".markdown": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
_HTML_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.I)

SUFFIXES = tuple(_READERS)
"""The suffixes that :func:`find_documents` looks for, in lower case."""


def read(path: Path) -> Document:
    """The document in the file at ``path``, read as its suffix says; with another suffix, as its first bytes say.

    Raises:
        DocumentError: if the file is missing, empty, too large, broken, encrypted or holds no text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise _too_large(str(path), f"{size:,} bytes")
        with path.open("rb") as file:
            # A pipe or a device tells no size, so the reading itself is bounded too.
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror or error})") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Document:
    """The document in ``data``; the suffix of ``name`` says how to read it, or else its first bytes do.

    The document's id is the last part of ``name``.

    Raises:
        DocumentError: as :func:`read`.
    """
    if not data:
        raise DocumentError(f"{name} is empty; give a file that holds a report")
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(name, f"more than {MAX_FILE_BYTES:,} bytes")
    reader = _READERS.get(Path(name).suffix.lower()) or _sniff(data)
    return _document(name, reader(data, name))


def read_text(text: str, id: str) -> Document:
    """The document of a text that is decoded already; its line ends are made LF and a byte-order mark is dropped.

    Surrogates are paired; lone ones, which no encoding can write, become U+FFFD.

    Raises:
        DocumentError: if the text is blank or too long.
    """
    return _document(id, plain.normalise(_without_surrogates(text)))


def find_documents(paths: Iterable[Path]) -> Iterator[Path]:
    """The reports at ``paths``: files as they are, folders with all that lies below, sorted, by known suffix.

    Hidden files and Word's lock files (``~$…``) are passed over.

    Raises:
        DocumentError: at a path that is missing, and at a folder that cannot be read or holds no report.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(_below(path))
            if not found:
                raise DocumentError(f"{path}: the folder holds no report; reports end in {', '.join(SUFFIXES)}")
            yield from found
        elif path.exists():
            yield path
        else:
            raise DocumentError(f"{path}: no such file or folder")


def _below(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise DocumentError(f"{error.filename}: cannot be read ({error.strerror})") from error

    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if Path(name).suffix.lower() in _READERS and not name.startswith((".", "~$")):
                yield Path(root, name)


def _sniff(data: bytes) -> _Reader:
    if data.startswith(PDF):
        return _read_pdf
    if data.startswith((ZIP, OLE)):
        return _read_docx
    return _read_html if _HTML_BEGINNING.match(data) else _read_plain


def _document(name: str, text: str) -> Document:
    if len(text) > MAX_CHARACTERS:
        raise _too_large(name, f"{len(text):,} characters", f"{MAX_CHARACTERS:,}")
    if not text.strip():
        raise DocumentError(f"{name}: holds no text")
    # File names may hold bytes that are no text in any encoding.
    return structure(_without_surrogates(Path(name).name), text)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _too_large(name: str, size: str, limit: str = f"{MAX_FILE_BYTES:,}") -> DocumentError:
    return DocumentError(f"{name}: {size}; the limit is {limit}; split the report")
