"""What a phenomenon asks of a value: predicates on a value in its document, and makers of them from patterns."""

import re
from collections.abc import Callable

from zhibiao.annotation.sight import Sight
from zhibiao.linking.facts import Modifier
from zhibiao.linking.modifiers import modifier_around
from zhibiao.linking.organisations import is_anaphora
from zhibiao.models.scheme import Entity, Label, RelationType

OfValue = Callable[[Sight, Entity], bool]

_BARE = re.compile(r"[\d.,，．０-９ ]+")
_LISTED = re.compile(r"\s*[、，,和及与]\s*|[、，]?其中")
_SCALED = re.compile(r"[\d０-９][余多几来]?[万亿][余多]?[^元万亿\d]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff%][,;:]|[,;:][\u4e00-\u9fff]|\([\u4e00-\u9fff]|[\u4e00-\u9fff]\)")


def words(pattern: str) -> OfValue:
    """Whether the value's own words hold ``pattern``."""
    compiled = re.compile(pattern)
    return lambda sight, value: compiled.search(sight.words(value)) is not None


def before(pattern: str) -> OfValue:
    """Whether the value's sentence holds ``pattern`` before the value."""
    compiled = re.compile(pattern)
    return lambda sight, value: compiled.search(sight.before(value)) is not None


def indicator(pattern: str) -> OfValue:
    """Whether the value's indicator holds ``pattern``, or what stands between the two does."""
    compiled = re.compile(pattern)
    return lambda sight, value: compiled.search(sight.indicator_and_on(value)) is not None


def bound(modifier: Modifier) -> OfValue:
    """Whether the words beside the value bound it so."""
    return lambda sight, value: modifier_around(sight.before(value), sight.after(value)) is modifier


def depth(deep: int) -> OfValue:
    """Whether so many totals stand above the value; 3 stands for more, too."""
    return lambda sight, value: min(sight.depth(value), 3) == deep


def shares_unit(sight: Sight, value: Entity) -> bool:
    """3150 in 3150、960万元: a bare number whose unit the next one has."""
    following = sight.following(value)
    return (
        following is not None
        and following.label is value.label
        and _BARE.fullmatch(sight.words(value)) is not None
        and _BARE.fullmatch(sight.words(following)) is None
        and _LISTED.fullmatch(sight.between(value, following)) is not None
    )


def goes_from_to(sight: Sight, value: Entity) -> bool:
    """由120元提高到135元, the old value and the new one."""
    pairs = ((value, sight.following(value)), (sight.preceding(value), value))
    return any(
        old is not None
        and new is not None
        and bool(sight.indicators(old) & sight.indicators(new))
        and re.search(r"[由从][^，,。；;]*$", sight.before(old)) is not None
        and re.fullmatch(r"[^，,。；;]*[到至为成][^，,。；;]*", sight.between(old, new)) is not None
        for old, new in pairs
    )


def is_paired(sight: Sight, value: Entity) -> bool:
    """9座/412.6延米, 78笔1,092万元: one indicator, two quantities."""
    pairs = ((value, sight.following(value)), (sight.preceding(value), value))
    return any(
        one is not None
        and other is not None
        and sight.indicators(one) == sight.indicators(other) != frozenset()
        and sight.between(one, other).strip() in ("", "/", "／", "、")
        and _BARE.sub("", sight.words(one)) != _BARE.sub("", sight.words(other))
        for one, other in pairs
    )


def precedes_indicator(sight: Sight, value: Entity) -> bool:
    """18个内设机构."""
    pieces = sight.graph.tails(value, RelationType.HAS_INDICATOR)
    return bool(pieces) and all(piece.start >= value.end for piece in pieces)


def is_enclosed(sight: Sight, value: Entity) -> bool:
    """召开3次会议."""
    pieces = sight.graph.tails(value, RelationType.HAS_INDICATOR)
    return any(piece.end <= value.start for piece in pieces) and any(piece.start >= value.end for piece in pieces)


def is_of_pronoun(sight: Sight, value: Entity) -> bool:
    """Whether its organisation, inherited or not, is 我局, 本单位, 该所 …"""
    organisation = sight.organisation(value)
    return organisation is not None and is_anaphora(sight.words(organisation))


def is_of_abbreviation(sight: Sight, value: Entity) -> bool:
    """Whether its organisation is a short name whose full name is known."""
    organisation = sight.organisation(value)
    return (
        organisation is not None and organisation.refers_to is not None and not is_anaphora(sight.words(organisation))
    )


def is_scaled_count(sight: Sight, value: Entity) -> bool:
    """1.2万户, 96.7万吨."""
    return value.label is Label.COUNT and _SCALED.search(sight.words(value)) is not None


def has_several_bodies(sight: Sight, value: Entity) -> bool:
    """Whether the values of its line are of more than one organisation."""
    heads = [other for other in sight.graph.values if sight.line(other) == sight.line(value)]
    return len({body for head in heads for body in sight.own_organisations(head)}) > 1


def has_several_periods(sight: Sight, value: Entity) -> bool:
    """Whether its sentence names more than one period."""
    start, end = sight.sentence(value)
    return sum(entity.label is Label.PERIOD and start <= entity.start < end for entity in sight.graph.entities) > 1


def is_half_width(sight: Sight, value: Entity) -> bool:
    """Whether its sentence is typed with , ; : ( ) for ， ； ： （ ）."""
    start, end = sight.sentence(value)
    return _HALF_WIDTH.search(sight.graph.text[start : end + 1]) is not None
