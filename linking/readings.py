"""The numbers of all values of a document, units that they share included."""

import re
from bisect import bisect_left

from zhibiao.linking.facts import NormalisedNumber
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.quantities import split_scale
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import Entity, Label, RelationType

_SEPARATOR = re.compile(r"\s*[、，,；;]?\s*(?:以?及|和|与|或)?\s*(?:分别)?(?:为|达到?)?\s*")
_HEADER = re.compile(r"(?:单位\s*[:：]\s*(?:人民币)?|[（(]\s*)(?P<unit>[十百千]?[万亿]?元)(?=\s*[)）、，,；;\n]|\s*$)")
_REACH = 16
"""Code points on either side of a value that may say how it is meant."""


def read_values(graph: FactGraph) -> dict[str, NormalisedNumber]:
    """The number of each value, by entity id.

    In a list such as 分别为3150、1820、960万元 every number takes the unit of the last. An amount that is left without
    a unit takes that of the last header before it: 单位：万元, or 预算数（万元） above a column.
    """
    headers = [(match.end(), match["unit"]) for match in _HEADER.finditer(graph.text)]
    numbers: dict[str, NormalisedNumber] = {}
    following: Entity | None = None
    unit_behind: str | None = None
    for value in reversed(graph.values):
        number = _read(graph, value, None)
        if _lacks_unit(number):
            in_list = following is not None and _are_listed(graph, value, following)
            shared = (unit_behind if in_list else None) or _header_unit(headers, value)
            number = _read(graph, value, shared)
        numbers[value.id] = number
        following, unit_behind = value, None if _lacks_unit(number) else number.unit
    return numbers


def _read(graph: FactGraph, value: Entity, shared_unit: str | None) -> NormalisedNumber:
    before = graph.text[max(0, value.start - _REACH) : value.start]
    after = graph.text[value.end : value.end + _REACH]
    return normalise(graph.surface(value), value.label, before, after, shared_unit)


def _lacks_unit(number: NormalisedNumber) -> bool:
    return not split_scale(number.unit)[1]


def _are_listed(graph: FactGraph, value: Entity, following: Entity) -> bool:
    """Whether only separators stand between; between sums and rates also the name of the second: 甲3150、乙960万元."""
    start = value.end
    names = [piece for piece in graph.tails(following, RelationType.HAS_INDICATOR) if piece.start >= start]
    between = graph.text[start : following.start]
    if names and value.label is not Label.COUNT:
        first, last = min(piece.start for piece in names), max(piece.end for piece in names)
        between = graph.text[start:first] + graph.text[last : following.start]
    return value.label is following.label and _SEPARATOR.fullmatch(between) is not None


def _header_unit(headers: list[tuple[int, str]], value: Entity) -> str | None:
    if value.label is not Label.AMOUNT:
        return None
    index = bisect_left(headers, (value.start, ""))
    return headers[index - 1][1] if index else None
