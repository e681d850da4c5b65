"""Annotated documents as BIO tags, a character a line, the way of the CoNLL shared tasks.

A line is a character, a tab and its tag (``O``, ``B-AMOUNT``, ``I-AMOUNT`` …; Ramshaw & Marcus 1995). A document
begins with a line ``# id: …`` and ends with an empty line. Blanks and the backslash are escaped: ``\\n``, ``\\u3000``,
``\\\\``, so that any tool may split lines at blanks. Only the entities' labels and spans are kept.
"""

import re
from collections.abc import Iterable, Iterator

from zhibiao.annotation.files import Numbered
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label

_HEAD = "# id: "
_ROW = re.compile(rf"(?P<sign>[^\s\\]|\\[n\\]|\\u[0-9a-f]{{4}})[\t ](?:O|(?P<place>[BI])-(?P<label>{'|'.join(Label)}))")


def dump_bio(documents: Iterable[AnnotatedDocument]) -> str:
    """The BIO lines of ``documents``."""
    return "".join(f"{_HEAD}{document.id}\n{''.join(_rows(document))}\n" for document in documents)


def _rows(document: AnnotatedDocument) -> Iterator[str]:
    tags = ["O"] * len(document.text)
    for entity in document.entities:
        tags[entity.start : entity.end] = [f"I-{entity.label}"] * (entity.end - entity.start)
        tags[entity.start] = f"B-{entity.label}"
    for sign, tag in zip(document.text, tags, strict=True):
        yield f"{_escape(sign)}\t{tag}\n"


def _escape(sign: str) -> str:
    if sign == "\n":
        return r"\n"
    if sign == "\\":
        return r"\\"
    return f"\\u{ord(sign):04x}" if sign.isspace() else sign


def _unescape(sign: str) -> str:
    if len(sign) == 1:
        return sign
    return {"n": "\n", "\\": "\\"}.get(sign[1]) or chr(int(sign[2:], 16))


def load_bio(content: str, name: str) -> Iterator[Numbered]:
    """Yield the documents of BIO lines with the line each begins at; entities are numbered in text order."""
    lines = content.replace("\r\n", "\n").split("\n")
    begin = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip():
            if number > begin:
                yield from _read(lines[begin:number], name, begin + 1)
            begin = number + 1


def _read(lines: list[str], name: str, first: int) -> Iterator[Numbered]:
    title = f"{name}-{first}"
    if lines[0].startswith(_HEAD):
        title = lines[0].removeprefix(_HEAD).strip()
    text = ""
    entities: list[Entity] = []
    faults: list[Numbered] = []
    label: str | None = None
    for number, line in enumerate(lines, first):
        if line.startswith(_HEAD):
            continue
        row = _ROW.fullmatch(line)
        if row is None:
            message = f"{line!r} is no character, a tab and a tag (O, B-AMOUNT, I-AMOUNT …)"
            faults.append((number, AnnotationError(f"{name}:{number}: {title}: {message}")))
            continue
        position = len(text)
        text += _unescape(row["sign"])
        if row["place"] == "I" and row["label"] == label:
            entities[-1] = entities[-1].model_copy(update={"end": position + 1})
        elif row["place"]:
            # An I that continues nothing begins a span, as in the older IOB.
            key = f"e{len(entities) + 1}"
            entities.append(Entity(id=key, label=Label(row["label"]), start=position, end=position + 1))
        label = row["label"]
    if faults:
        yield from faults
    else:
        yield first, AnnotatedDocument(id=title, text=text, entities=tuple(entities))
