"""``zhibiao annotate``: the tools that keep the corpus sound.

Each verb imports what it works with inside its function, so that no verb waits for what another one needs.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.annotation.formats import Format, format_of, lost, read_documents, read_located, write_documents
from zhibiao.annotation.labelstudio import OffsetUnit

if TYPE_CHECKING:
    from rich.table import Table

app = typer.Typer(help="Check, count, compare and convert annotated text.", no_args_is_help=True)

_Paths = Annotated[list[Path], typer.Argument(help="JSONL or .mark files, or folders of them.")]

_FILE_WIDTH = 140
"""Columns of a table that is not shown in a terminal."""


def _show(tables: Iterable["Table"]) -> None:
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console.width = _FILE_WIDTH
    for table in tables:
        console.print(table)


@app.command()
def check(
    paths: _Paths,
    warnings: Annotated[bool, typer.Option(help="Print warnings too.")] = False,
) -> None:
    """Check offsets, links and the rules of the scheme, and that train, dev and test share no text.

    Prints every fault as FILE:LINE: DOCUMENT: what is wrong; exits 1 if there is an error. Warnings ask for a second
    look: untidy spans, unmarked numbers, missing organisations and periods, figures that do not add up.
    """
    from zhibiao.annotation.review import review

    result = review(paths)
    for line in [*result.errors, *(result.warnings if warnings else [])]:
        typer.echo(line)
    typer.echo(
        f"{len(result.documents)} documents, {result.values} values, "
        f"{len(result.errors)} errors, {len(result.warnings)} warnings",
        err=True,
    )
    if result.errors:
        raise typer.Exit(1)


@app.command()
def stats(
    paths: _Paths,
    json: Annotated[Path | None, typer.Option(help="Also write the counts to this file, as JSON.")] = None,
) -> None:
    """Count documents, entities, relations and phenomena, by split and by kind of report."""
    from zhibiao.annotation.files import write_whole
    from zhibiao.annotation.statistics import count
    from zhibiao.annotation.tables import statistics_tables

    statistics = count(read_located(paths))
    _show(statistics_tables(statistics))
    if json is not None:
        write_whole(json, statistics.to_json().encode())


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(help="What one annotator made.")],
    second: Annotated[Path, typer.Argument(help="What the other made of the same texts.")],
    show: Annotated[int, typer.Option(min=0, help="Print so many disagreements.")] = 0,
) -> None:
    """Measure how far two annotators of the same texts agree: F1, Cohen's κ, Krippendorff's α."""
    from itertools import islice

    from zhibiao.annotation.agreement import agree, disagreements, pair_up
    from zhibiao.annotation.tables import agreement_tables

    one, other = read_documents(first), read_documents(second)
    pairs = pair_up(one, other)
    _show(agreement_tables(agree(pairs)))
    for line in islice(disagreements(pairs), show):
        typer.echo(line)
    if alone := len(one) + len(other) - 2 * len(pairs):
        typer.echo(f"{alone} documents that only one of the two has are left out", err=True)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="A file of annotated documents, or a folder of JSONL and .mark.")],
    target: Annotated[Path, typer.Argument(help="The file to write: .jsonl .mark .spacy .ls.json .bio")],
    source_format: Annotated[
        Format | None, typer.Option("--from", help="The format of SOURCE, if its suffix does not say.")
    ] = None,
    target_format: Annotated[
        Format | None, typer.Option("--to", help="The format of TARGET, if its suffix does not say.")
    ] = None,
    offsets: Annotated[
        OffsetUnit, typer.Option(help="What Label Studio is to count; newer ones count code points.")
    ] = OffsetUnit.UTF16,
) -> None:
    """Convert between JSON lines, inline markup, spaCy, Label Studio and BIO; what is lost is said."""
    form = target_format or format_of(target)
    documents = read_documents(source, source_format)
    write_documents(target, documents, form, offsets)
    typer.echo(f"{len(documents)} documents written to {target}", err=True)
    if dropped := lost(documents, form):
        typer.echo(f"not kept in {form}: {dropped}", err=True)


@app.command()
def labels() -> None:
    """Print the labelling interface of the scheme, to paste into a Label Studio project."""
    from zhibiao.annotation.labelstudio import labelling_config

    typer.echo(labelling_config(), nl=False)
