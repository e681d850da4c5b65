"""What the command line names → documents, one after another; what cannot be read is told and passed over."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhibiao.documents.document import Document
from zhibiao.documents.limits import MAX_FILE_BYTES
from zhibiao.documents.reader import find_documents, read, read_bytes
from zhibiao.errors import DocumentError
from zhibiao.serve.reporter import Reporter

STANDARD_INPUT = Path("-")


class Inputs:
    """The reports at ``paths``: files, folders with all that lies below, and ``-`` for standard input."""

    def __init__(self, paths: Sequence[Path], reporter: Reporter) -> None:
        self._reporter = reporter
        found = [source for path in paths for source in self._find(path)]
        self.sources = list(dict.fromkeys(found))
        """The files to read, each once, in the order they were named."""
        self.are_several = max(len(paths), len(self.sources)) > 1
        """Whether more than one report was asked for, found or not."""

    def documents(self) -> Iterator[Document]:
        """The documents that can be read; the others are reported as failures."""
        for source in self.sources:
            try:
                yield _read_standard_input() if source == STANDARD_INPUT else read(source)
            except DocumentError as error:
                self._reporter.failed(error)

    def _find(self, path: Path) -> list[Path]:
        try:
            return [path] if path == STANDARD_INPUT else list(find_documents([path]))
        except DocumentError as error:
            self._reporter.failed(error)
            return []


def _read_standard_input() -> Document:
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if not data:
        raise DocumentError("standard input is empty; pipe a report into it")
    return read_bytes(data, str(STANDARD_INPUT))
