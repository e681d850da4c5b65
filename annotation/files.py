"""Reading and writing annotation files (JSONL, one document a line, UTF-8)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument


def annotation_paths(path: Path) -> list[Path]:
    """The JSONL files that ``path`` stands for: itself, or all those below a folder, sorted."""
    if path.is_dir():
        return sorted(path.rglob("*.jsonl"))
    if not path.exists():
        raise AnnotationError(f"{path}: no such file or folder")
    return [path]


def iter_lines(path: Path) -> Iterator[tuple[int, AnnotatedDocument | AnnotationError]]:
    """Yield (line number, document or what is wrong with it) for each line of a JSONL file that is not blank."""
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield 1, AnnotationError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8")
        return
    # Only "\n" ends a line: str.splitlines would also cut at U+2028 inside a text.
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, AnnotatedDocument.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            yield number, AnnotationError(f"{path}:{number}: not JSON at column {error.colno}: {error.msg}")
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "document"
            yield number, AnnotationError(f"{path}:{number}: {place}: {first['msg']}")


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
    """Write ``documents`` to ``path``, whole or not at all."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text("".join(dump_line(document) + "\n" for document in documents), encoding="utf-8")
    temporary.replace(path)
