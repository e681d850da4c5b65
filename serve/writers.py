"""One writer a format: extractions in, bytes out, each written as soon as it comes."""

import csv
import io
import re
from typing import BinaryIO, Protocol

from zhibiao.linking.explain import explain
from zhibiao.linking.facts import Extraction
from zhibiao.serve.rows import INDICATOR_COLUMNS, Cell, indicator_rows

_BYTE_ORDER_MARK = "\ufeff"
# What Excel takes for a formula at the beginning of a cell (OWASP, CSV Injection).
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Writer(Protocol):
    """Writes the extractions of one run."""

    def write(self, extraction: Extraction) -> None:
        """Write one more."""

    def finish(self) -> None:
        """Write what comes after the last; only a run that reached its end calls it."""


def make_writer(form: str, stream: BinaryIO, *, several: bool) -> Writer:
    """The writer of the format ``form``; ``several`` says whether more than one report was asked for."""
    if form == "jsonl":
        return JsonLinesWriter(stream)
    if form == "csv":
        return CsvWriter(stream)
    if form == "xlsx":
        from zhibiao.serve.workbook import WorkbookWriter

        return WorkbookWriter(stream)
    if form == "table":
        from zhibiao.serve.terminal import TableWriter

        return TableWriter(stream)
    return JsonWriter(stream, several=several)


class JsonWriter:
    """One JSON object, or an array of them where several reports were asked for."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._stream = stream
        self._several = several
        self._before = "[\n" if several else ""

    def write(self, extraction: Extraction) -> None:
        """Write one object."""
        self._stream.write((self._before + extraction.model_dump_json(indent=2)).encode())
        self._before = ",\n"

    def finish(self) -> None:
        """Close the array."""
        self._stream.write(b"\n]\n" if self._several else b"\n")


class JsonLinesWriter:
    """One JSON object a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, extraction: Extraction) -> None:
        """Write one line, at once."""
        self._stream.write(extraction.model_dump_json().encode() + b"\n")
        self._stream.flush()

    def finish(self) -> None:
        """Nothing comes after the last line."""


class CsvWriter:
    """One row an indicator (RFC 4180), with a byte-order mark, so that Excel reads it as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._rows = io.StringIO()
        self._csv = csv.writer(self._rows)
        self._rows.write(_BYTE_ORDER_MARK)
        self._csv.writerow(column.heading for column in INDICATOR_COLUMNS)

    def write(self, extraction: Extraction) -> None:
        """Write the rows of one report."""
        for row in indicator_rows(extraction):
            cells = zip(row, INDICATOR_COLUMNS, strict=True)
            self._csv.writerow([_as_text(cell, column.is_number) for cell, column in cells])
        self._drain()

    def finish(self) -> None:
        """Write the heading where no row was written."""
        self._drain()

    def _drain(self) -> None:
        self._stream.write(self._rows.getvalue().encode())
        self._rows.seek(0)
        self._rows.truncate()


def _as_text(cell: Cell, is_number: bool) -> Cell:
    """A text that Excel would run as a formula gets an apostrophe before it; numbers stay as they are."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not (is_number and _NUMBER.fullmatch(cell)):
        return f"'{cell}"
    return cell


class ExplainWriter:
    """How one indicator or finding of each report came about, in lines for people."""

    def __init__(self, stream: BinaryIO, id: str) -> None:
        self._stream = stream
        self._id = id

    def write(self, extraction: Extraction) -> None:
        """Write the lines of one report."""
        lines = [f"{extraction.document.id}：{self._id}", *explain(extraction, self._id)]
        self._stream.write(("\n".join(lines) + "\n").encode())

    def finish(self) -> None:
        """Nothing comes after the last report."""
