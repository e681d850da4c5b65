"""Where bytes go: standard output, or a file that appears only when it is whole."""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import typer

from zhibiao.errors import OutputError


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """A binary stream to the file at ``path``, or to standard output where it is None.

    A file is written under a temporary name beside ``path`` and takes its place at the end; if anything goes wrong,
    what lay at ``path`` stays. A reader that stops reading standard output (``| head``) ends the command in silence.

    Raises:
        OutputError: if the output cannot be written.
    """
    try:
        if path is None:
            with _standard_output() as stream:
                yield stream
        elif path.exists() and not path.is_file():
            # A pipe or a device such as /dev/stdout is written to, not replaced.
            with path.open("wb") as stream:
                yield stream
        else:
            with _replacing(path.resolve()) as stream:
                yield stream
    except OSError as error:
        where = "standard output" if path is None else path
        raise OutputError(f"{where}: cannot be written ({error.strerror or error})") from error


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    stream = sys.stdout.buffer
    # Unbuffered (python -u), it is a raw file, which may take a part of what is written and leave the rest.
    whole = io.BufferedWriter(stream) if isinstance(stream, io.RawIOBase) else stream
    try:
        yield whole
        whole.flush()
    except BrokenPipeError:
        _forget_output()
        raise typer.Exit from None
    except OSError:
        _forget_output()
        raise
    finally:
        if isinstance(whole, io.BufferedWriter) and whole is not stream:
            whole.detach()


def _forget_output() -> None:
    """Lets what is still buffered vanish, so that Python does not try to write it once more on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
