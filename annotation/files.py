"""Reading and writing annotation files (JSONL, one document a line, UTF-8)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from zhibiao.errors import AnnotationError, OutputError
from zhibiao.models.scheme import AnnotatedDocument

Numbered = tuple[int, AnnotatedDocument | AnnotationError]
"""The line that a document begins at, and the document or one thing that is wrong with it."""


def annotation_paths(path: Path) -> list[Path]:
    """The JSONL files that ``path`` stands for: itself, or all those below a folder, sorted."""
    if path.is_dir():
        return sorted(path.rglob("*.jsonl"))
    if not path.exists():
        raise AnnotationError(f"{path}: no such file or folder")
    return [path]


def read_text(path: Path) -> str:
    """The text of an annotation file, without a byte-order mark; line ends are as written.

    Raises:
        AnnotationError: where the file cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}:1: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except OSError as error:
        raise AnnotationError(f"{path}: cannot be read: {error.strerror}") from error


def iter_lines(path: Path) -> Iterator[Numbered]:
    """Yield each line of a JSONL file that is not blank as a document, or as every fault that keeps it from being one.

    Raises:
        AnnotationError: where the file cannot be read or is not UTF-8.
    """
    # Only "\n" ends a line: str.splitlines would also cut at U+2028 inside a text.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            for document in _read_line(line, f"{path}:{number}"):
                yield number, document


def _read_line(line: str, where: str) -> Iterator[AnnotatedDocument | AnnotationError]:
    try:
        record = json.loads(line)
        # An escaped half of a surrogate pair is legal JSON and no text.
        json.dumps(record, ensure_ascii=False).encode()
        yield AnnotatedDocument.model_validate(record)
    except json.JSONDecodeError as error:
        yield AnnotationError(f"{where}: not JSON at column {error.colno}: {error.msg}")
    except UnicodeEncodeError as error:
        yield AnnotationError(f"{where}: holds half a character ({error.object[error.start]!a}, a lone surrogate)")
    except RecursionError:
        yield AnnotationError(f"{where}: not an annotated document: nested too deeply")
    except ValidationError as error:
        name = record.get("id") if isinstance(record, dict) else None
        who = f"{where}: {name}" if isinstance(name, str) else where
        for fault in error.errors():
            place = ".".join(str(part) for part in fault["loc"]) or "document"
            yield AnnotationError(f"{who}: {place}: {fault['msg']}")


def read_annotations(path: Path) -> list[AnnotatedDocument]:
    """All documents of a file, or of the JSONL files below a folder.

    Raises:
        AnnotationError: at the first line that is no annotated document, naming file and line.
    """
    documents = []
    for file in annotation_paths(path):
        for _, document in iter_lines(file):
            if isinstance(document, AnnotationError):
                raise document
            documents.append(document)
    return documents


def dump_line(document: AnnotatedDocument) -> str:
    """One JSON line; optional fields that say nothing are left out, ``reporting_org`` always stands."""
    record = document.model_dump(mode="json", exclude_defaults=True)
    ordered = {"id": record["id"], "text": record["text"], "reporting_org": document.reporting_org} | record
    ordered.setdefault("entities", [])
    ordered.setdefault("relations", [])
    return json.dumps(ordered, ensure_ascii=False)


def write_annotations(path: Path, documents: Iterable[AnnotatedDocument]) -> None:
    """Write ``documents`` to ``path`` as JSONL, whole or not at all."""
    write_whole(path, "".join(dump_line(document) + "\n" for document in documents).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, whole or not at all: beside it first, then in its place.

    Raises:
        OutputError: where it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
