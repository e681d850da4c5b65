"""Writes annotated documents as inline markup (see :mod:`zhibiao.annotation.markup`)."""

import re
from collections.abc import Iterable, Iterator

from zhibiao.annotation.markup import HEAD_KEYS, LETTERS, SEPARATOR, TYPE_OF_SIGN
from zhibiao.models.scheme import AnnotatedDocument, Entity

_LETTER_OF = {label: letter for letter, label in LETTERS.items()}
_SIGN_OF = {relation_type: sign for sign, relation_type in TYPE_OF_SIGN.items()}


def write_markup(documents: Iterable[AnnotatedDocument]) -> str:
    """The markup of ``documents``; ids are renumbered by label in text order, confidences are not kept."""
    return f"{SEPARATOR}\n".join(_write_block(document) + "\n" for document in documents)


def _write_block(document: AnnotatedDocument) -> str:
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    ordered = sorted(document.entities, key=lambda entity: entity.start)
    for entity in ordered:
        letter = _LETTER_OF[entity.label]
        counts[letter] = counts.get(letter, 0) + 1
        names[entity.id] = f"{letter}{counts[letter]}"
    targets: dict[str, list[str]] = {}
    for relation in document.relations:
        targets.setdefault(relation.head, []).append(_SIGN_OF.get(relation.type, "") + names[relation.tail])
    pieces, position = [], 0
    for entity in ordered:
        mark = names[entity.id] + _full_name(entity, document.reporting_org)
        mark = " ".join([mark, *targets.get(entity.id, [])])
        pieces.append(_escape(document.text[position : entity.start]))
        pieces.append("{" + mark + "|" + _escape(document.surface(entity)) + "}")
        position = entity.end
    pieces.append(_escape(document.text[position:]))
    return "\n".join([*_write_head(document), *_guarded("".join(pieces))])


def _write_head(document: AnnotatedDocument) -> Iterator[str]:
    for key in ("id", *HEAD_KEYS):
        value = getattr(document, key)
        if value is not None:
            yield f"# {key}: {value}"


def _full_name(entity: Entity, reporting_org: str | None) -> str:
    if entity.refers_to is None:
        return ""
    if entity.refers_to == reporting_org:
        return "=*"
    return "=" + re.sub(r"[\s{}|\\]|^\*$", r"\\\g<0>", entity.refers_to)


def _guarded(marked: str) -> Iterator[str]:
    """The lines of ``marked``, those guarded that would be read as something else."""
    kept = marked.rstrip("\n")
    for number, line in enumerate(kept.split("\n") if marked else ()):
        special = line == SEPARATOR or (number == 0 and line.startswith("# "))
        ending = r"\n" * (len(marked) - len(kept)) if number == kept.count("\n") else ""
        yield ("\\" if special else "") + line + ending


def _escape(text: str) -> str:
    return re.sub(r"[{}\\]", r"\\\g<0>", text)
