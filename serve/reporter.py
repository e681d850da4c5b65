"""What the command line tells on standard error: failures, progress, a summary."""

import sys
import unicodedata
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from zhibiao.errors import ZhibiaoError
    from zhibiao.linking.facts import Extraction

_MANY = 4
"""So many reports are worth a progress bar."""


def one_line(text: str) -> str:
    """``text`` with every line end and control character made a space: names and reports may hold any."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)


class Reporter:
    """Tells how a run goes; counts what was done and what failed."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._bar: Progress | None = None
        self.reports = 0
        self.indicators = 0
        self.findings = 0
        self.failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop_bar()

    def start(self, total: int) -> None:
        """Shows a bar if there are many reports to read and standard error is a terminal."""
        if total >= _MANY and not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task("reports", total=total)
            self._bar.start()

    def done(self, extraction: "Extraction") -> None:
        """One report was read and written."""
        self.reports += 1
        self.indicators += len(extraction.indicators)
        self.findings += len(extraction.findings)
        self._advance()
        if self._verbose:
            self._tell(
                f"{extraction.document.id}: {_count(len(extraction.document.text), 'character')}, "
                f"{_count(len(extraction.indicators), 'indicator')}, {_count(len(extraction.findings), 'finding')}"
            )

    def failed(self, error: "ZhibiaoError") -> None:
        """One report could not be read."""
        self.failures += 1
        self._advance()
        self._tell(f"zhibiao: {error}")

    def summarise(self, output: Path | None) -> None:
        """A closing line where the facts went to a file, or where something failed among several reports."""
        self._stop_bar()
        if self._quiet or not (self._verbose or (output and self.reports) or (self.reports and self.failures)):
            return
        parts = [
            _count(self.reports, "report"),
            _count(self.indicators, "indicator"),
            _count(self.findings, "finding"),
            *([f"{self.failures} failed"] if self.failures else []),
        ]
        self._tell(", ".join(parts) + (f" → {output}" if output and self.reports else ""))

    def _advance(self) -> None:
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])

    def _stop_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _tell(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(one_line(line), markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(one_line(line), err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
