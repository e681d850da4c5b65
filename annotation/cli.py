"""``zhibiao annotate``: the tools that keep the corpus sound."""

from pathlib import Path
from typing import Annotated

import typer

from zhibiao.annotation.check import check_documents
from zhibiao.annotation.files import annotation_paths, iter_lines, read_annotations, write_annotations
from zhibiao.annotation.markup import read_markup, write_markup
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument

app = typer.Typer(help="Check, convert and count annotated text.", no_args_is_help=True)


def _read(path: Path) -> tuple[list[AnnotatedDocument], list[str]]:
    """The sound documents of ``path`` (JSONL, .mark, or a folder of JSONL) and the faults of the rest."""
    if path.suffix == ".mark":
        return list(read_markup(path.read_text(encoding="utf-8"), str(path))), []
    documents, faults = [], []
    for file in annotation_paths(path):
        for _, document in iter_lines(file):
            if isinstance(document, AnnotationError):
                faults.append(str(document))
            else:
                documents.append(document)
    return documents, faults


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="JSONL or .mark files, or folders of JSONL.")],
    warnings: Annotated[bool, typer.Option(help="Print warnings too.")] = False,
) -> None:
    """Check offsets, overlaps and the rules of the scheme; exits 1 if anything is wrong."""
    documents: list[AnnotatedDocument] = []
    errors: list[str] = []
    for path in paths:
        sound, faults = _read(path)
        documents += sound
        errors += faults
    soft: list[str] = []
    for fault in check_documents(documents):
        (errors if fault.severity == "error" else soft).append(str(fault))
    for line in [*errors, *(soft if warnings else [])]:
        typer.echo(line)
    values = sum(entity.label.is_value for document in documents for entity in document.entities)
    typer.echo(f"{len(documents)} documents, {values} values, {len(errors)} errors, {len(soft)} warnings", err=True)
    if errors:
        raise typer.Exit(1)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="A .mark or .jsonl file.")],
    target: Annotated[Path, typer.Argument(help="A .jsonl or .mark file to write.")],
) -> None:
    """Convert between inline markup and contract JSONL."""
    documents = (
        list(read_markup(source.read_text(encoding="utf-8"), str(source)))
        if source.suffix == ".mark"
        else read_annotations(source)
    )
    if target.suffix == ".mark":
        target.write_text(write_markup(documents), encoding="utf-8")
    else:
        write_annotations(target, documents)
    typer.echo(f"{len(documents)} documents written to {target}", err=True)
