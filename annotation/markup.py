"""Inline markup: annotated text as people write it.

A file holds blocks divided by a line ``======``. A block is a head of ``# key: value`` lines and a text in which a
span is written ``{ID targets|words}``::

    # id: demo-1
    # reporting_org: 岚山县市场监督管理局
    {P1|截至年末}，全县有{I1|市场主体}{C1 I1 P1|31288户}，其中{I2|企业}{C2 I2 <C1|7433户}，{I3|增长}{R1 I3 ~C2|15%}。

* The letter of an ID is its label: A amount, C count, R rate, O org, P period, I indicator.
* Targets stand in the value's own braces: ``I1`` ``O1`` ``P1`` by label, ``<C1`` PART_OF, ``~C1`` RELATIVE_TO.
* ``{O2=*|我局}`` stands for the reporting organisation, ``{O3=岚山县卫生健康局|县卫健局}`` for a full name.
* A literal brace or backslash in the text is written ``\\{``, ``\\}``, ``\\\\``.
"""

import re
from collections.abc import Iterable, Iterator

from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, Relation, RelationType

SEPARATOR = "======"
LETTERS = {
    "A": Label.AMOUNT,
    "C": Label.COUNT,
    "R": Label.RATE,
    "O": Label.ORG,
    "P": Label.PERIOD,
    "I": Label.INDICATOR,
}
_LETTER_OF = {label: letter for letter, label in LETTERS.items()}
_TYPE_OF_LETTER = {
    "I": RelationType.HAS_INDICATOR,
    "O": RelationType.HAS_ORG,
    "P": RelationType.HAS_PERIOD,
}
_TYPE_OF_SIGN = {"<": RelationType.PART_OF, "~": RelationType.RELATIVE_TO}
_SIGN_OF = {relation_type: sign for sign, relation_type in _TYPE_OF_SIGN.items()}
_HEAD_KEYS = ("reporting_org", "genre", "body", "province", "writer")

_TOKEN = re.compile(r"\\([{}\\])|\{(?P<span>[^{}|]*)\|(?P<words>(?:[^{}\\]|\\[{}\\])*)\}|(?P<stray>[{}\\])")
_SPAN = re.compile(r"(?P<id>[ACROPI]\d+)(?:=(?P<ref>.*))?")
_TARGET = re.compile(r"(?P<sign>[<~]?)(?P<id>[ACROPI]\d+)")


def read_markup(source: str, name: str = "markup") -> Iterator[AnnotatedDocument]:
    """Yield the documents of a markup file's text; ``name`` stands in error messages.

    Raises:
        AnnotationError: at the first block that is not sound, naming ``name``, the block's line and the fault.
    """
    line = 1
    for block in source.replace("\r\n", "\n").split(f"\n{SEPARATOR}\n"):
        if block.strip():
            yield _read_block(block, f"{name}:{line}")
        line += block.count("\n") + 2


def _read_block(block: str, where: str) -> AnnotatedDocument:
    lines = block.strip("\n").split("\n")
    head: dict[str, str] = {}
    while lines and lines[0].startswith("# "):
        key, _, value = lines.pop(0)[2:].partition(":")
        head[key.strip()] = value.strip()
    if "id" not in head:
        raise AnnotationError(f"{where}: the block has no '# id:' line")
    meta = {key: head[key] for key in _HEAD_KEYS if head.get(key) not in (None, "", "null")}
    text, entities, targets = _read_spans("\n".join(lines), meta.get("reporting_org"), f"{where}: {head['id']}")
    relations = tuple(_read_relations(entities, targets, f"{where}: {head['id']}"))
    ordered = tuple(sorted(entities.values(), key=lambda entity: entity.start))
    return AnnotatedDocument(id=head["id"], text=text, entities=ordered, relations=relations, **meta)


def _unescape(words: str) -> str:
    return re.sub(r"\\([{}\\])", r"\1", words)


def _escape(text: str) -> str:
    return re.sub(r"[{}\\]", r"\\\g<0>", text)


def _read_spans(
    marked: str, reporting_org: str | None, where: str
) -> tuple[str, dict[str, Entity], dict[str, list[str]]]:
    """Strip the marks; returns the text, the entities by id and each one's unread targets."""
    pieces: list[str] = []
    entities: dict[str, Entity] = {}
    targets: dict[str, list[str]] = {}
    position = last = 0
    for match in _TOKEN.finditer(marked):
        plain = marked[last : match.start()]
        near = marked[max(0, match.start() - 12) : match.end() + 12].replace("\n", " ")
        if match["stray"]:
            raise AnnotationError(f"{where}: stray {match['stray']!r} near {near!r}; write it \\{match['stray']}")
        words = match[1] if match[1] else _unescape(match["words"])
        pieces += [plain, words]
        start = position + len(plain)
        position, last = start + len(words), match.end()
        if match[1]:
            continue
        name, _, rest = match["span"].strip().partition(" ")
        head = _SPAN.fullmatch(name)
        if head is None or not words:
            raise AnnotationError(f"{where}: bad mark {match.group(0)!r}; a mark is {{ID targets|words}}")
        if head["id"] in entities:
            raise AnnotationError(f"{where}: id {head['id']} stands twice (near {near!r})")
        refers_to = reporting_org if head["ref"] == "*" else head["ref"] or None
        if head["ref"] == "*" and reporting_org is None:
            raise AnnotationError(f"{where}: {head['id']} refers to the reporting organisation, which is not given")
        entities[head["id"]] = Entity(
            id=head["id"], label=LETTERS[name[0]], start=start, end=position, refers_to=refers_to
        )
        targets[head["id"]] = rest.split()
    return "".join([*pieces, marked[last:]]), entities, targets


def _read_relations(entities: dict[str, Entity], targets: dict[str, list[str]], where: str) -> Iterator[Relation]:
    for head, names in targets.items():
        for name in names:
            match = _TARGET.fullmatch(name)
            if match is None or match["id"] not in entities:
                raise AnnotationError(f"{where}: {head} names {name!r}, which is no id of this block")
            sign, tail = match["sign"], match["id"]
            relation_type = _TYPE_OF_SIGN[sign] if sign else _TYPE_OF_LETTER.get(tail[0])
            if relation_type is None:
                raise AnnotationError(f"{where}: {head} names the value {tail}; write <{tail} or ~{tail}")
            yield Relation(type=relation_type, head=head, tail=tail)


def write_markup(documents: Iterable[AnnotatedDocument]) -> str:
    """The markup of ``documents``; ids are renumbered by label in text order, confidences are not kept."""
    return f"\n{SEPARATOR}\n".join(_write_block(document) for document in documents) + "\n"


def _write_block(document: AnnotatedDocument) -> str:
    lines = [f"# id: {document.id}"]
    lines += [f"# {key}: {value}" for key in _HEAD_KEYS if (value := getattr(document, key)) is not None]
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
        mark = names[entity.id]
        if entity.refers_to is not None:
            mark += "=" + ("*" if entity.refers_to == document.reporting_org else entity.refers_to)
        mark = " ".join([mark, *targets.get(entity.id, [])])
        pieces.append(_escape(document.text[position : entity.start]))
        pieces.append("{" + mark + "|" + _escape(document.surface(entity)) + "}")
        position = entity.end
    pieces.append(_escape(document.text[position:]))
    return "\n".join([*lines, "".join(pieces)])
