"""Inline markup: annotated text as people write it.

A file holds blocks divided by a line ``======``. A block is a head of ``# key: value`` lines and a text in which a
span is written ``{ID targets|words}``::

    # id: demo-1
    # reporting_org: 岚山县市场监督管理局
    {P1|截至年末}，全县有{I1|市场主体}{C1 I1 P1|31288户}，其中{I2|企业}{C2 I2 <C1|7433户}，{I3|增长}{R1 I3 ~C2|15%}。

* The letter of an ID is its label: A amount, C count, R rate, O org, P period, I indicator.
* Targets stand in the value's own braces: ``I1`` ``O1`` ``P1`` by label, ``<C1`` PART_OF, ``~C1`` RELATIVE_TO.
* ``{O2=*|我局}`` stands for the reporting organisation, ``{O3=岚山县卫生健康局|县卫健局}`` for a full name.
* A literal brace or backslash in the text is written ``\\{``, ``\\}``, ``\\\\``. A backslash takes its meaning from
  a line ``======``, ``# `` at the start of the text and a space in a full name; a line break that ends the
  text is written ``\\n``.

:mod:`zhibiao.annotation.markup_writer` writes it.
"""

import re
from collections.abc import Iterator

from zhibiao.annotation.files import Numbered
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
_TYPE_OF_LETTER = {
    "I": RelationType.HAS_INDICATOR,
    "O": RelationType.HAS_ORG,
    "P": RelationType.HAS_PERIOD,
}
TYPE_OF_SIGN = {"<": RelationType.PART_OF, "~": RelationType.RELATIVE_TO}
HEAD_KEYS = ("reporting_org", "genre", "body", "province", "writer")
NOTE_KEYS = ("fault", "stated", "trap")
"""Head lines that say what a passage is for, to its readers and tests; no part of the document."""

_ESCAPED = r"\\[{}\\=#n]"
_TOKEN = re.compile(
    rf"(?P<escaped>{_ESCAPED})|\{{(?P<span>(?:[^{{}}|\\]|\\.)*)\|(?P<words>(?:[^{{}}\\]|{_ESCAPED})*)\}}|(?P<stray>[{{}}\\])"
)
_SPAN = re.compile(r"\s*(?P<id>[ACROPI]\d+)(?:=(?P<ref>(?:[^\s\\]|\\.)+))?(?P<targets>(?:\s+\S+)*)\s*")
_TARGET = re.compile(r"(?P<sign>[<~]?)(?P<id>[ACROPI]\d+)")
_BLOCK_END = re.compile(rf"^{SEPARATOR}$\n?", re.MULTILINE)


def read_markup(source: str, name: str = "markup") -> Iterator[AnnotatedDocument]:
    """Yield the documents of a markup file's text; ``name`` stands in error messages.

    Raises:
        AnnotationError: at the first block that is not sound, naming ``name``, the line and the fault.
    """
    for _, document in iter_blocks(source, name):
        if isinstance(document, AnnotationError):
            raise document
        yield document


def iter_blocks(source: str, name: str = "markup") -> Iterator[Numbered]:
    """Yield each block of a markup file as a document, or as every fault that keeps it from being one."""
    line = 1
    for block in _BLOCK_END.split(source.replace("\r\n", "\n").replace("\r", "\n")):
        if block.strip():
            blank = len(block) - len(block.lstrip("\n"))
            yield from _Block(block.strip("\n"), name, line + blank).read()
        line += block.count("\n") + 1


class _Block:
    """One block while it is read; its faults gather in ``faults``."""

    def __init__(self, block: str, name: str, line: int) -> None:
        self.faults: list[Numbered] = []
        self._name = name
        self._line = line
        self._head: dict[str, str] = {}
        lines = block.split("\n")
        while lines and lines[0].startswith("# "):
            self._read_head(lines.pop(0), line + len(self._head))
        self._first = line + block.count("\n") + 1 - len(lines)
        self._marked = "\n".join(lines)
        self._entities: dict[str, Entity] = {}
        self._targets: dict[str, tuple[int, list[str]]] = {}

    def read(self) -> Iterator[Numbered]:
        if not self._head.get("id"):
            self._fault(self._line, "the block has no '# id:' line")
        text = self._read_spans()
        relations = tuple(self._read_relations())
        if self.faults:
            yield from self.faults
            return
        meta = {key: value for key in HEAD_KEYS if (value := self._head.get(key)) not in (None, "", "null")}
        ordered = tuple(sorted(self._entities.values(), key=lambda entity: entity.start))
        yield (
            self._line,
            AnnotatedDocument(id=self._head["id"], text=text, entities=ordered, relations=relations, **meta),
        )

    def _fault(self, line: int, message: str) -> None:
        where = ": ".join(filter(None, (f"{self._name}:{line}", self._head.get("id"), message)))
        self.faults.append((line, AnnotationError(where)))

    def _read_head(self, row: str, line: int) -> None:
        key, _, value = (part.strip() for part in row[2:].partition(":"))
        if key not in ("id", *HEAD_KEYS, *NOTE_KEYS):
            self._fault(line, f"unknown key {key!r} in the head; known are id, {', '.join(HEAD_KEYS)}")
        if key in self._head:
            self._fault(line, f"{key} stands twice in the head")
        self._head[key] = value

    def _read_spans(self) -> str:
        """Strips the marks; returns the text."""
        pieces: list[str] = []
        position = last = 0
        for match in _TOKEN.finditer(self._marked):
            plain = self._marked[last : match.start()]
            words = _unescape(match["escaped"] or match["words"] or "")
            pieces += [plain, words]
            start = position + len(plain)
            position, last = start + len(words), match.end()
            line = self._first + self._marked.count("\n", 0, match.start())
            near = self._marked[max(0, match.start() - 12) : match.end() + 12].replace("\n", " ")
            if match["stray"]:
                self._fault(line, f"stray {match['stray']!r} near {near!r}; write it \\{match['stray']}")
            elif match["escaped"] is None:
                self._read_mark(match, line, start, position)
        return "".join([*pieces, self._marked[last:]])

    def _read_mark(self, match: re.Match[str], line: int, start: int, end: int) -> None:
        mark = _SPAN.fullmatch(match["span"])
        if mark is None or start == end:
            self._fault(line, f"bad mark {match.group()!r}; a mark is {{ID targets|words}}")
            return
        name, full = mark["id"], mark["ref"]
        if name in self._entities:
            self._fault(line, f"id {name} stands twice, the second time on {_unescape(match['words'])!r}")
        if full == "*":
            full = self._head.get("reporting_org")
            if not full:
                self._fault(line, f"{name} refers to the reporting organisation, which is not given")
        elif full:
            full = re.sub(r"\\(.)", r"\1", full)
        self._entities[name] = Entity(id=name, label=LETTERS[name[0]], start=start, end=end, refers_to=full)
        self._targets[name] = line, mark["targets"].split()

    def _read_relations(self) -> Iterator[Relation]:
        for head, (line, names) in self._targets.items():
            for name in names:
                match = _TARGET.fullmatch(name)
                if match is None or match["id"] not in self._entities:
                    self._fault(line, f"{head} names {name!r}, which is no id of this block")
                    continue
                sign, tail = match["sign"], match["id"]
                relation_type = TYPE_OF_SIGN[sign] if sign else _TYPE_OF_LETTER.get(tail[0])
                if relation_type is None:
                    self._fault(line, f"{head} names the value {tail}; write <{tail} or ~{tail}")
                    continue
                yield Relation(type=relation_type, head=head, tail=tail)


def _unescape(words: str) -> str:
    return re.sub(_ESCAPED, lambda match: "\n" if match.group() == r"\n" else match.group()[1], words)
