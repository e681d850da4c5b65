"""Reports on a terminal: what disagrees first, then a table of the indicators."""

import io
import shutil
import sys
from collections.abc import Iterator
from typing import BinaryIO, Literal

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zhibiao.linking.facts import Extraction, Indicator, Source
from zhibiao.serve.reporter import one_line
from zhibiao.serve.rows import Report, base_number
from zhibiao.serve.wording import MODIFIERS, SEVERITIES, change_words

_WIDTH_ELSEWHERE = 120
"""Columns where there is no terminal to ask."""

_DOUBTFUL = 0.5
"""Confidence below which an indicator is marked."""

# The graver first.
_STYLES = {"error": "bold red", "warning": "yellow"}


class TableWriter:
    """Writes each report as text for people, in colour where the stream is a terminal that takes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._on_terminal = stream.isatty()
        self._encoding = (self._on_terminal and sys.stdout.encoding) or "utf-8"
        self._between = ""

    def write(self, extraction: Extraction) -> None:
        """Write one report."""
        width = shutil.get_terminal_size((_WIDTH_ELSEWHERE, 0)).columns
        text = self._between + render(extraction, width, colour=self._on_terminal)
        self._stream.write(text.encode(self._encoding, "replace"))
        self._stream.flush()
        self._between = "\n"

    def finish(self) -> None:
        """Nothing comes after the last report."""


def render(extraction: Extraction, width: int, *, colour: bool = False) -> str:
    """The report's name, its findings and its indicators, in ``width`` columns."""
    page = io.StringIO()
    console = Console(file=page, width=width, force_terminal=colour, color_system="auto" if colour else None)
    for part in _parts(Report(extraction)):
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().rstrip().split("\n")) + "\n"


def _parts(report: Report) -> Iterator[RenderableType]:
    yield _heading(report.extraction)
    if report.extraction.findings:
        yield _findings(report)
    if report.extraction.indicators:
        yield _indicators(report)


def _heading(extraction: Extraction) -> RenderableType:
    document = extraction.document
    org = document.reporting_org.name if document.reporting_org else ""
    year = f"{document.reporting_year}年" if document.reporting_year else ""
    about = [org, year, document.id if document.title else ""]
    counts = f"{len(extraction.indicators)} 项指标，{len(extraction.findings)} 处核对提示"
    if any(indicator.confidence < _DOUBTFUL for indicator in extraction.indicators):
        counts += "；标 ? 的指标把握不大，请对照原文"
    if not extraction.indicators:
        counts = "文中没有指标数据"
    lines = Text(one_line(document.title or document.id), style="bold")
    for line in (one_line(" · ".join(part for part in about if part)), counts):
        lines.append(f"\n{line}" if line else "", style="not bold dim")
    return lines


def _findings(report: Report) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    for finding in report.extraction.findings:
        style = _STYLES[finding.severity]
        places = " ".join(finding.indicators)
        grid.add_row(Text(SEVERITIES[finding.severity], style), Text(one_line(finding.message)), places)
    return Padding(grid, (1, 0, 0, 0))


def _indicators(report: Report) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold", caption_style="dim")
    rows = [tuple(_cells(report, indicator)) for indicator in report.extraction.indicators]
    used = [place for place, cells in enumerate(zip(*rows, strict=True)) if any(cells)]
    for place in used:
        heading, justify, ratio = _COLUMNS[place]
        table.add_column(heading, justify=justify, ratio=ratio, overflow="fold")
    for row in rows:
        table.add_row(*(row[place] for place in used))
    document = report.extraction.document
    if document.reporting_org or document.reporting_year:
        table.caption = Text("机构、时期空白处，即报告单位、报告年度。", justify="left")
    return table


_COLUMNS: tuple[tuple[str, Literal["left", "right"], int | None], ...] = (
    ("编号", "left", None),
    ("指标", "left", 5),
    ("数值", "right", None),
    ("折算", "right", None),
    ("变化", "left", None),
    ("时期", "left", 2),
    ("机构", "left", 3),
    ("关联", "left", None),
)
"""Heading, side and share of the width that is left; columns in which nothing stands are left out."""


def _cells(report: Report, fact: Indicator) -> Iterator[Text]:
    severities = {finding.severity for finding in report.findings(fact)}
    found = next((severity for severity in _STYLES if severity in severities), None)
    yield Text(fact.id, "dim")
    yield _text(fact.indicator.qualified_name + (" ?" if fact.confidence < _DOUBTFUL else ""))
    yield _text(f"{_modifier(fact)}{fact.value.text}", _STYLES[found] if found else "")
    yield _text(_converted(fact), "dim")
    yield _text(change_words(fact.change))
    yield _text(_near(fact.period.text, fact.period.source) if fact.period else "")
    yield _text(_near(fact.org.name, fact.org.source) if fact.org else "")
    yield Text(
        f"属于 {fact.part_of}" if fact.part_of else f"对比 {fact.relative_to}" if fact.relative_to else "", "dim"
    )


def _near(words: str, source: Source) -> str:
    """What the report's heading says already is not said once more."""
    return "" if source is Source.DOCUMENT else words


def _converted(fact: Indicator) -> str:
    """The number in base units, where that is not how it is written."""
    value = fact.value
    if (value.number, value.unit) == (value.base_number, value.base_unit):
        return ""
    return base_number(fact) + ("" if value.base_unit == "1" else value.base_unit)


def _modifier(fact: Indicator) -> str:
    """The modifier, where the value's own words do not say it."""
    return "" if "余" in fact.value.text or fact.value.low else MODIFIERS[fact.value.modifier]


def _text(words: str, style: str = "") -> Text:
    return Text(one_line(words), style)
