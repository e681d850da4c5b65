"""``zhibiao extract``: reports → facts, in one command."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How the facts are written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    TABLE = "table"


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="Reports (.txt .md .html .docx .pdf), folders of them, or - for standard input."
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="What to write; by itself, what the output file ends in, a table on a terminal, else json.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to standard output.")
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, metavar="FOLDER", help="Use this model instead of the shipped one."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Say how one indicator (i5) or finding (f2) came about, instead of the facts."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="A line for each report read.")] = False,
) -> None:
    """Extract organisation, indicator, value and period from reports, and where their figures disagree.

    Exits with 0 if every report was read, with 1 if one could not be (the others are written all the same),
    and with 2 if the command itself was wrong.
    """
    form = format or _fitting_format(output)
    _check(paths, form, output, quiet and verbose)

    from zhibiao.linking.extractor import Extractor
    from zhibiao.serve.inputs import Inputs
    from zhibiao.serve.outputs import open_output
    from zhibiao.serve.reporter import Reporter
    from zhibiao.serve.writers import ExplainWriter, make_writer

    with Reporter(quiet=quiet, verbose=verbose) as reporter:
        inputs = Inputs(paths, reporter)
        reporter.start(len(inputs.sources))
        extractions = Extractor.load(model).pipe(inputs.documents())
        first = next(extractions, None)
        if first is not None:
            with open_output(output) as stream:
                several = inputs.are_several
                writer = (
                    make_writer(form, stream, several=several) if explain is None else ExplainWriter(stream, explain)
                )
                writer.write(first)
                reporter.done(first)
                for extraction in extractions:
                    writer.write(extraction)
                    reporter.done(extraction)
                writer.finish()
        reporter.summarise(output)
    raise typer.Exit(1 if reporter.failures else 0)


def _fitting_format(output: Path | None) -> Format:
    if output is not None:
        suffix = output.suffix.lower().removeprefix(".")
        return next((form for form in Format if form == suffix), Format.JSON)
    return Format.TABLE if sys.stdout.isatty() else Format.JSON


def _check(paths: list[Path], form: Format, output: Path | None, contradictory: bool) -> None:
    """Refuses what cannot work before any work is done."""
    if contradictory:
        raise typer.BadParameter("cannot be given together with --quiet", param_hint="--verbose")
    if paths.count(Path("-")) > 1:
        raise typer.BadParameter("- can be given once", param_hint="PATH")
    if output is None:
        if form is Format.XLSX and sys.stdout.isatty():
            raise typer.BadParameter("a workbook cannot be read on a terminal; give --output", param_hint="--format")
    elif output.is_dir():
        raise typer.BadParameter(f"{output} is a folder; give a file", param_hint="--output")
    elif not output.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder {output.parent} does not exist", param_hint="--output")
    elif output.exists() and any(path.exists() and path.samefile(output) for path in paths):
        raise typer.BadParameter(f"{output} is a report to be read; give another file", param_hint="--output")
