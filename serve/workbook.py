"""Excel workbooks: a sheet of indicators and a sheet of findings, ready to filter."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from zhibiao.errors import OutputError
from zhibiao.linking.facts import Extraction
from zhibiao.serve.rows import FINDING_COLUMNS, INDICATOR_COLUMNS, Cell, Column, Row, finding_rows, indicator_rows

_MAX_ROWS = 1_048_576
_MAX_CELL = 32_767
"""Rows of a sheet and characters of a cell (Excel specifications and limits)."""

_EXACT_DIGITS = 15
"""Excel keeps so many digits of a number; a longer one stays text, so that nothing is lost."""

_HEADING_FONT = Font(bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="2F5D7C")
_TOP = Alignment(vertical="top", wrap_text=True)


class WorkbookWriter:
    """One row an indicator on the first sheet and one row a finding on the second."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._book = Workbook(write_only=True)
        self._indicators = _Sheet(self._book, "指标", INDICATOR_COLUMNS)
        self._findings = _Sheet(self._book, "核对", FINDING_COLUMNS)

    def write(self, extraction: Extraction) -> None:
        """Write the rows of one report."""
        for row in indicator_rows(extraction):
            self._indicators.append(row)
        for row in finding_rows(extraction):
            self._findings.append(row)

    def finish(self) -> None:
        """Write the workbook."""
        self._indicators.close()
        self._findings.close()
        self._book.save(self._stream)


class _Sheet:
    def __init__(self, book: Workbook, title: str, columns: Sequence[Column[Any]]) -> None:
        self._sheet = book.create_sheet(title)
        self._columns = columns
        self._count = 1
        self._sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = column.width
        self._sheet.append([self._heading(column.heading) for column in columns])

    def append(self, row: Row) -> None:
        if self._count == _MAX_ROWS:
            raise OutputError(f"a sheet holds {_MAX_ROWS:,} rows, and there are more; write csv instead")
        self._count += 1
        self._sheet.append([self._cell(cell, column) for cell, column in zip(row, self._columns, strict=True)])

    def close(self) -> None:
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._count}"

    def _heading(self, text: str) -> SheetCell:
        cell = WriteOnlyCell(self._sheet, text)
        cell.font, cell.fill = _HEADING_FONT, _HEADING_FILL
        return cell

    def _cell(self, value: Cell, column: Column[Any]) -> SheetCell:
        number = _number(value) if column.is_number else None
        if number is not None:
            return WriteOnlyCell(self._sheet, number)
        cell = WriteOnlyCell(self._sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))[:_MAX_CELL])
        # A text stays text, even one that begins with =, and also after someone has edited it.
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = _TOP
        return cell


def _number(value: Cell) -> int | float | None:
    if not isinstance(value, str):
        return value
    if sum(sign.isdigit() for sign in value) > _EXACT_DIGITS:
        return None
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        return None
