"""Every format that annotated documents lie in, by suffix: what reads it, what writes it and what it cannot keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from zhibiao.annotation.check import check_structure
from zhibiao.annotation.files import Numbered, dump_line, iter_lines, read_text, write_whole
from zhibiao.annotation.labelstudio import OffsetUnit, dump_tasks, load_tasks
from zhibiao.annotation.markup import iter_blocks
from zhibiao.annotation.markup_writer import write_markup
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument


class Format(StrEnum):
    """How annotated documents are written down."""

    JSONL = "jsonl"
    MARKUP = "mark"
    SPACY = "spacy"
    LABEL_STUDIO = "labelstudio"
    BIO = "bio"


SUFFIXES = {
    ".jsonl": Format.JSONL,
    ".mark": Format.MARKUP,
    ".spacy": Format.SPACY,
    ".ls.json": Format.LABEL_STUDIO,
    ".bio": Format.BIO,
}
_CORPUS_SUFFIXES = (".jsonl", ".mark")
"""What is looked for in a folder; the others are made from these."""


@dataclass(frozen=True)
class Located:
    """A document and where it stands: ``line`` in a file of lines, else the number of the document."""

    path: Path
    line: int
    document: AnnotatedDocument

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def format_of(path: Path) -> Format:
    """The format that the suffix of ``path`` stands for.

    Raises:
        AnnotationError: where it stands for none.
    """
    for suffix, form in SUFFIXES.items():
        if path.name.endswith(suffix):
            return form
    raise AnnotationError(f"{path}: no known suffix ({', '.join(SUFFIXES)}); rename it, or name its format")


def corpus_files(paths: Sequence[Path]) -> list[Path]:
    """The files that ``paths`` stand for, each once; of a folder, the JSONL and .mark files anywhere below it.

    Raises:
        AnnotationError: where a path does not exist or a folder holds no such file.
    """
    files: dict[Path, Path] = {}
    for path in paths:
        found = [path]
        if path.is_dir():
            found = sorted(file for suffix in _CORPUS_SUFFIXES for file in path.rglob(f"*{suffix}") if file.is_file())
        if not found or not path.exists():
            wanted = " or ".join(_CORPUS_SUFFIXES)
            raise AnnotationError(f"{path}: no {wanted} file in it" if path.exists() else f"{path}: no such file")
        for file in found:
            files.setdefault(file.resolve(), file)
    return list(files.values())


def iter_located(path: Path, form: Format | None = None) -> Iterator[Located | AnnotationError]:
    """Yield the documents of one file with their places, and everything that is wrong with the rest."""
    try:
        for line, document in _read(path, form or format_of(path)):
            yield document if isinstance(document, AnnotationError) else Located(path, line, document)
    except AnnotationError as error:
        yield error


def read_located(paths: Sequence[Path], form: Format | None = None) -> list[Located]:
    """All documents of the files that ``paths`` stand for (see :func:`corpus_files`), with their places.

    Raises:
        AnnotationError: at the first thing that is no annotated document.
    """
    documents = []
    for file in corpus_files(paths):
        for found in iter_located(file, form):
            if isinstance(found, AnnotationError):
                raise found
            documents.append(found)
    return documents


def read_documents(path: Path, form: Format | None = None) -> list[AnnotatedDocument]:
    """All documents of a file or folder; raises as :func:`read_located` does."""
    return [located.document for located in read_located([path], form)]


def _read(path: Path, form: Format) -> Iterator[Numbered]:
    if form is Format.JSONL:
        return iter_lines(path)
    if form is Format.MARKUP:
        return iter_blocks(read_text(path), str(path))
    if form is Format.LABEL_STUDIO:
        return load_tasks(read_text(path), str(path))
    if form is Format.BIO:
        from zhibiao.annotation.bio import load_bio

        return load_bio(read_text(path), str(path))
    from zhibiao.annotation.docbin import load_docbin

    return load_docbin(path.read_bytes(), str(path))


def write_documents(
    path: Path,
    documents: Sequence[AnnotatedDocument],
    form: Format | None = None,
    unit: OffsetUnit = OffsetUnit.UTF16,
) -> None:
    """Write ``documents`` to ``path``, whole or not at all; ``unit`` is for Label Studio.

    Raises:
        AnnotationError: where a document's spans or links cannot be written down at all.
        OutputError: where the file cannot be written.
    """
    for document in documents:
        for fault in check_structure(document):
            raise AnnotationError(f"{document.id}: {fault}; run zhibiao annotate check")
    write_whole(path, _dump(documents, form or format_of(path), unit))


def _dump(documents: Sequence[AnnotatedDocument], form: Format, unit: OffsetUnit) -> bytes:
    if form is Format.JSONL:
        return "".join(dump_line(document) + "\n" for document in documents).encode()
    if form is Format.MARKUP:
        return write_markup(documents).encode()
    if form is Format.LABEL_STUDIO:
        return dump_tasks(documents, unit).encode()
    if form is Format.BIO:
        from zhibiao.annotation.bio import dump_bio

        return dump_bio(documents).encode()
    from zhibiao.annotation.docbin import dump_docbin

    return dump_docbin(documents)


def lost(documents: Sequence[AnnotatedDocument], form: Format) -> str:
    """What ``form`` does not keep of ``documents``, with counts; empty where it keeps all that matters."""
    if form not in (Format.MARKUP, Format.BIO):
        return ""
    entities = [entity for document in documents for entity in document.entities]
    relations = [relation for document in documents for relation in document.relations]
    confidences = [entity.confidence for entity in entities] + [relation.confidence for relation in relations]
    counts = {"confidences": sum(confidence < 1 for confidence in confidences)}
    if form is Format.BIO:
        counts |= {
            "relations": len(relations),
            "full names": sum(entity.refers_to is not None for entity in entities),
            "reporting organisations": sum(document.reporting_org is not None for document in documents),
            "genres, bodies, provinces and writers": sum(
                getattr(document, key) is not None
                for document in documents
                for key in ("genre", "body", "province", "writer")
            ),
        }
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)
