"""The numbers that Word writes before the paragraphs of its automatic lists (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from zhibiao.documents.counters import format_counter
from zhibiao.documents.joints import is_wide

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_LEVELS = 9
_MAX_STYLE_DEPTH = 20
"""A style may be based on a style and so on; a broken file may go in circles."""

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; ``text`` holds %1 … %9 for the counters of the levels."""

    start: int
    style: str
    text: str
    all_decimal: bool
    spaced: bool
    restarts: bool
    paragraph_style: str | None


@dataclass(slots=True)
class _List:
    """A list that paragraphs belong to: its levels by place, and the counters it shares with its kin."""

    levels: dict[int, _Level]
    counters: list[int | None]
    overrides: dict[int, int]
    """Levels that this list starts anew at a number of its own; emptied as it does so."""

    def count(self, place: int) -> None:
        """Move the counter of level ``place`` on, and start the deeper ones anew."""
        current = self.counters[place]
        if place in self.overrides:
            self.counters[place] = self.overrides.pop(place)
        else:
            self.counters[place] = self.levels[place].start if current is None else current + 1
        for deeper in range(place + 1, _LEVELS):
            if deeper not in self.levels or self.levels[deeper].restarts:
                self.counters[deeper] = None

    def render(self, place: int) -> str:
        """The number as it stands before the paragraph, with the space after it."""
        level = self.levels[place]
        if level.style == "bullet":
            return "• "
        text = _PLACE.sub(lambda match: self._counter(int(match[1]) - 1, level.all_decimal), level.text)
        return f"{text} " if level.spaced and text and not is_wide(text[-1]) else text

    def _counter(self, place: int, decimal: bool) -> str:
        level = self.levels.get(place)
        if level is None:
            return ""
        current = self.counters[place]
        return format_counter(level.start if current is None else current, "decimal" if decimal else level.style)


class WordLists:
    """The lists of one document; paragraphs must be asked for in document order."""

    def __init__(self, document: "WordDocument") -> None:
        self._styles = _by_key(document.styles.element.iter(qn("w:style")), "w:styleId")
        numbering = _numbering(document)
        self._abstracts = _by_key(
            numbering.findall(qn("w:abstractNum")) if numbering is not None else (), "w:abstractNumId"
        )
        self._nums = _by_key(numbering.findall(qn("w:num")) if numbering is not None else (), "w:numId")
        self._counters: dict[str, list[int | None]] = {}
        self._lists: dict[str, _List | None] = {}

    def number(self, paragraph: "_Element") -> str:
        """The number before ``paragraph`` with the space after it; an empty string where it has none.

        Asking counts: the next paragraph of the list gets the next number. A bullet is written •.
        """
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        style = _value(properties, "w:pStyle")
        num_id, place = self._membership(properties, style)
        found = self._list(num_id) if num_id is not None else None
        if found is None:
            return ""
        if place is None:
            place = next((p for p, level in found.levels.items() if style and level.paragraph_style == style), 0)
        if place not in found.levels:
            return ""
        found.count(place)
        return found.render(place)

    def _membership(self, properties: "_Element", style: str | None) -> tuple[str | None, int | None]:
        """The list and the level in it that the paragraph, or else its style, names."""
        place: int | None = None
        for _ in range(_MAX_STYLE_DEPTH):
            numbered = properties.find(qn("w:numPr"))
            if numbered is not None:
                if place is None:
                    place = _integer(_value(numbered, "w:ilvl"))
                if (num_id := _value(numbered, "w:numId")) is not None:
                    return num_id, place
            element = self._styles.get(style or "")
            if element is None:
                break
            style = _value(element, "w:basedOn")
            inherited = element.find(qn("w:pPr"))
            properties = inherited if inherited is not None else element
        return None, None

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = None  # lists that are linked in a circle end here
            self._lists[num_id] = self._build(num_id)
        return self._lists[num_id]

    def _build(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        key = _value(num, "w:abstractNumId") if num is not None else None
        abstract = self._abstracts.get(key or "")
        if num is None or key is None or abstract is None:
            return None
        linked = self._styles.get(_value(abstract, "w:numStyleLink") or "")
        if linked is not None:
            target = next((_value(e, "w:numId") for e in linked.iter(qn("w:numPr"))), None)
            return self._list(target) if target is not None else None
        levels = _levels(abstract)
        overrides: dict[int, int] = {}
        for override in num.findall(qn("w:lvlOverride")):
            levels |= _levels(override)
            start = _integer(_value(override, "w:startOverride"))
            if start is not None:
                overrides[_integer(override.get(qn("w:ilvl"))) or 0] = start
        counters = self._counters.setdefault(key, [None] * _LEVELS)
        return _List(levels, counters, overrides)


def _numbering(document: "WordDocument") -> "_Element | None":
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    return getattr(part, "element", None)


def _by_key(elements: Iterable["_Element"], attribute: str) -> "dict[str, _Element]":
    return {element.get(qn(attribute), ""): element for element in elements}


def _value(parent: "_Element", tag: str) -> str | None:
    """The ``w:val`` of the child ``tag``; None where there is no such child."""
    child = parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,6}", text) else None


def _levels(parent: "_Element") -> dict[int, _Level]:
    levels = {}
    for element in parent.findall(qn("w:lvl")):
        place = _integer(element.get(qn("w:ilvl"))) or 0
        start = _integer(_value(element, "w:start"))
        if place < _LEVELS:
            levels[place] = _Level(
                start=1 if start is None else start,
                style=_value(element, "w:numFmt") or "decimal",
                text=_value(element, "w:lvlText") or "",
                all_decimal=element.find(qn("w:isLgl")) is not None,
                spaced=_value(element, "w:suff") != "nothing",
                restarts=_value(element, "w:lvlRestart") != "0",
                paragraph_style=_value(element, "w:pStyle"),
            )
    return levels
