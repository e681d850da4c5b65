"""The whole check of annotation files: every fault of every document, each with its file and line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zhibiao.annotation.arithmetic import check_arithmetic
from zhibiao.annotation.check import Fault, check_document
from zhibiao.annotation.formats import Located, corpus_files, iter_located
from zhibiao.annotation.leakage import check_leakage
from zhibiao.annotation.reach import check_reach
from zhibiao.errors import AnnotationError


@dataclass
class Review:
    """What was read and what is wrong with it; errors and warnings are lines to print, in the order of the files."""

    documents: list[Located] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def values(self) -> int:
        """How many values the documents hold."""
        return sum(entity.label.is_value for located in self.documents for entity in located.document.entities)


def review(paths: Sequence[Path]) -> Review:
    """Check the files that ``paths`` stand for, one by one, against one another and, between splits, for leaks.

    Raises:
        AnnotationError: where a path stands for no file at all.
    """
    result = Review()
    first: dict[str, Located] = {}
    for file in corpus_files(paths):
        for found in iter_located(file):
            if isinstance(found, AnnotationError):
                result.errors.append(str(found))
                continue
            result.documents.append(found)
            earlier = first.setdefault(found.document.id, found)
            if earlier is not found:
                message = f"the id stands twice, first at {earlier}"
                result.errors.append(str(Fault(found.document.id, "error", message, str(found))))
            for fault in _faults(found):
                (result.errors if fault.severity == "error" else result.warnings).append(str(fault))
    result.errors += map(str, check_leakage(result.documents))
    return result


def _faults(located: Located) -> Iterator[Fault]:
    document, place = located.document, str(located)
    sound = True
    for fault in check_document(document):
        sound = sound and fault.severity != "error"
        yield replace(fault, place=place)
    if sound:
        # On a broken document these would only repeat what is wrong with it.
        for message in (*check_reach(document), *check_arithmetic(document)):
            yield Fault(document.id, "warning", message, place)
