"""Word documents → text: paragraphs, automatic numbering and tables in document order."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from zhibiao.documents.joints import join_blocks
from zhibiao.documents.limits import MAX_UNPACKED_BYTES, MAX_XML_BYTES
from zhibiao.documents.signatures import OLE, ZIP
from zhibiao.documents.word_lists import WordLists
from zhibiao.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r"))
_DELETED_MARK = f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}"
_TEXT_BOX = qn("w:txbxContent")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXTS = frozenset({qn("w:t"), qn("m:t")})
# What the reader of the printed page does not see, and the second copy of what is drawn twice.
_SKIPPED = frozenset(
    {
        *(qn(f"w:{tag}") for tag in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "rt", "sdtPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def read_docx(data: bytes, name: str) -> str:
    """The text of a .docx: a paragraph a line, a table row a line with its cells joined by tabs, merged cells once.

    Automatic numbering is written out; the paragraphs of a text box follow the one it is anchored in. Text under
    review stands as if all changes were accepted. Headers, footers, notes and hidden text are left out.

    Raises:
        DocumentError: if ``data`` is no .docx, or an encrypted, truncated or oversized one.
    """
    _check_package(data, name)
    try:
        document = docx.Document(BytesIO(data))
        return "\n".join(_Body(document).lines())
    except Exception as error:
        # The package and its XML are checked nowhere but in use: whatever the libraries raise, the file is broken.
        raise DocumentError(
            f"{name}: broken .docx ({type(error).__name__}); open it in Word and save it anew"
        ) from error


def _check_package(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        if _ENCRYPTED_STREAM in data:
            raise DocumentError(f"{name}: encrypted; save it without a password")
        raise DocumentError(f"{name}: an old Word file (.doc); save it as .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        kind = "truncated" if data.startswith(ZIP) else "not a .docx"
        raise DocumentError(f"{name}: {kind} (no zip directory); save it as .docx again") from error
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentError(f"{name}: encrypted; save it without a password")
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    for size, limit in ((unpacked, MAX_UNPACKED_BYTES), (xml, MAX_XML_BYTES)):
        if size > limit:
            raise DocumentError(f"{name}: unpacks to {size:,} bytes; the limit is {limit:,}; split the document")
    if not any(part.filename.startswith("word/") for part in parts):
        raise DocumentError(f"{name}: not a .docx (a zip file without a Word document in it); save it as .docx")


class _Body:
    """Walks one document's body; holds the state of its lists."""

    def __init__(self, document: "WordDocument") -> None:
        self._root: _Element = document.element.body
        self._lists = WordLists(document)

    def lines(self) -> Iterator[str]:
        for line in self._block_lines(self._root):
            if line.strip():
                yield line.rstrip()

    def _block_lines(self, container: "_Element") -> Iterator[str]:
        for child in container:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph_lines(child)
            elif child.tag == _TABLE:
                yield from self._table_lines(child)
            elif child.tag not in _SKIPPED:
                # Content controls and custom XML wrap blocks.
                yield from self._block_lines(child)

    def _paragraph_lines(self, paragraph: "_Element") -> Iterator[str]:
        boxes: list[_Element] = []
        text = "".join(_inline(paragraph, boxes)).strip(" \t\n\u3000")
        if not text and paragraph.find(_DELETED_MARK) is not None:
            return
        number = self._lists.number(paragraph)
        if text:
            yield from (number + text).split("\n")
        for box in boxes:
            yield from self._block_lines(box)

    def _table_lines(self, table: "_Element") -> Iterator[str]:
        for row in _within(table, _ROW):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells = [join_blocks(self._block_lines(cell)) for cell in _within(row, _CELL) if not _continues(cell)]
            yield "\t".join(cell.replace("\t", " ") for cell in cells).rstrip("\t")


def _within(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """The rows of a table or cells of a row, those in content controls too, but not those of a table inside."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (_ROW, _CELL, _TABLE, _PARAGRAPH):
            yield from _within(child, tag)


def _continues(cell: "_Element") -> bool:
    """Whether the cell belongs to the one above it, in a vertical merge."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _inline(element: "_Element", boxes: list["_Element"]) -> Iterator[str]:
    """The text of a paragraph; text boxes met on the way are added to ``boxes``."""
    for child in element:
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag] if child.get(qn("w:type")) not in ("page", "column") else ""
        elif child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag not in _SKIPPED and not (child.tag == _RUN and _is_hidden(child)):
            yield from _inline(child, boxes)


def _is_hidden(run: "_Element") -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "true") not in ("0", "false", "off")
