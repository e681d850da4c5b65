"""Other places and bodies for a passage, each the same wherever it is named, in plain text as in entities."""

import re
from collections import defaultdict
from collections.abc import Callable
from random import Random

from zhibiao.annotation.gazetteer import COUNTIES, PLACES, PREFECTURES, PROVINCES, Place, stem
from zhibiao.annotation.generator_bodies import (
    KINDS_BY_ENDING,
    TOWN_STEMS,
    Kind,
    compose,
    kind_of,
    sub_units_like,
)
from zhibiao.annotation.generator_named import Named, named_in
from zhibiao.annotation.pieces import Draft, Piece
from zhibiao.models.scheme import Label

_SHORT_FOR = re.compile("简称|统称|下称")
_PROVINCES_OF_KIND: dict[str, list[Place]] = defaultdict(list)
for _province in PROVINCES:
    _PROVINCES_OF_KIND[_province.level].append(_province)
_UNDER: dict[tuple[str, str], list[Place]] = defaultdict(list)
for _place in (*PREFECTURES, *COUNTIES):
    _UNDER["", _place.level].append(_place)
    _UNDER[_place.province, _place.level].append(_place)
    if _place.prefecture:
        _UNDER[_place.prefecture, _place.level].append(_place)
_PREFECTURES_OF = {
    province.name: [one for one in PREFECTURES if one.province == province.name] for province in PROVINCES
}
_PROVINCE_OF_STEM = {province.stem: province for province in PROVINCES}


def rename_places(draft: Draft, random: Random) -> Draft:
    """Divisions, towns and villages become others, those of one province and prefecture where there are such."""
    named = named_in(draft.source)
    province = _other_province(draft.source.province, random)
    names = _other_places(named, province, random)
    for town in named.towns:
        level = town[-2:] if town.endswith(("街道", "社区", "苏木")) else town[-1]
        names[town] = random.choice(TOWN_STEMS) + level
    old = _PROVINCE_OF_STEM.get(draft.source.province or "")
    if old and old != province:
        names |= {old.name: province.name, old.stem: province.stem}
    return _renamed(draft, names, lambda name: name).about(province=province.stem if old else draft.document.province)


def _other_province(stem_: str | None, random: Random) -> Place:
    old = _PROVINCE_OF_STEM.get(stem_ or "")
    return random.choice(_PROVINCES_OF_KIND[old.level] if old else PROVINCES)


def _other_places(named: Named, province: Place, random: Random) -> dict[str, str]:
    """Names for the places of a passage and for what they are called without their level."""
    prefecture = random.choice(_PREFECTURES_OF[province.name] or [province]).name
    is_city_named = any(place[-1] in "市州" for place in named.places)
    names: dict[str, str] = {}
    for place in named.places:
        level = place[-1]
        wanted = [_UNDER[prefecture, level], _UNDER[province.name, level], _UNDER["", level], [*PLACES]]
        if level in "市州" and prefecture[-1] == level and prefecture not in names.values() and is_city_named:
            names[place] = prefecture
            continue
        taken = set(names.values())
        fitting = next(
            ([one for one in some if one.name not in taken] for some in wanted if len(some) > len(taken)), []
        )
        names[place] = random.choice(fitting).name if fitting else place
    stems = {stem(old): stem(new) for old, new in names.items() if stem(old) != old}
    return {**stems, **names}


def rename_bodies(draft: Draft, random: Random) -> Draft:
    """Bodies become others that are called alike (我局, 该中心), with all the names they go by; units do too."""
    named = named_in(draft.source)
    kinds: dict[Kind, Kind] = {}
    for kind in named.kinds:
        free = [one for one in KINDS_BY_ENDING[kind.ending] if one not in kinds.values() and one not in named.kinds]
        if free and random.random() < 0.5:
            kinds[kind] = random.choice(free)
    shorts = {new: random.choice(new.shorts) for new in kinds.values()}
    names = {unit: random.choice(sub_units_like(unit)) for unit in dict.fromkeys(named.units) if random.random() < 0.5}

    def other(name: str) -> str:
        found = kind_of(name)
        if found is None or found[0] not in kinds:
            return names.get(name, name)
        old, place = found
        new = kinds[old]
        return place + (new.forms[0] if name == place + old.forms[0] else shorts[new])

    return _renamed(draft, names, other)


def rename_others(pools: dict[str, list[str]]) -> Callable[[Draft, Random], Draft]:
    """A change that gives schools, companies and the like the names of others, from ``pools`` by how they end."""

    def change(draft: Draft, random: Random) -> Draft:
        names = {}
        for name in named_in(draft.source).others:
            alike = pools.get(name[-2:], ())
            if alike:
                names[name] = random.choice(alike)
        return _renamed(draft, names, lambda name: names.get(name, name))

    return change


def other_mentions(draft: Draft, random: Random) -> Draft:
    """Some words that stand for a body become others that stand for it: 我局 本局, 县市监局 县市场监管局."""
    if _SHORT_FOR.search(draft.source.text):
        return draft

    def change(piece: Piece) -> str:
        entity = piece.entity
        found = kind_of(entity.refers_to) if entity and entity.refers_to else None
        if found is None or len(found[1]) < 2 or random.random() < 0.5:
            return piece.words
        names = compose(found[1], found[0])
        for words in (names.ours, names.others, names.shorts):
            if piece.words in words:
                return random.choice(words)
        return piece.words

    return draft.reword(change)


def _renamed(draft: Draft, names: dict[str, str], body: Callable[[str], str]) -> Draft:
    """``draft`` with ``names`` for others throughout, after ``body`` has renamed whole bodies."""
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))) if names else None

    def text(words: str) -> str:
        return pattern.sub(lambda match: names[match.group()], words) if pattern else words

    whole = {name: body(name) for name in _bodies_of(draft)}
    longest = sorted((name for name in whole if len(name) > 3 and whole[name] != name), key=len, reverse=True)
    mention = re.compile("|".join(map(re.escape, longest))) if longest else None

    def change(piece: Piece) -> Piece:
        entity = piece.entity
        if entity is None or entity.label is not Label.ORG:
            if entity and entity.label.is_value:
                return piece
            words = mention.sub(lambda match: whole[match.group()], piece.words) if mention else piece.words
            return Piece(text(words), entity)
        refers_to = text(body(entity.refers_to)) if entity.refers_to else None
        return Piece(text(body(piece.words)), entity.model_copy(update={"refers_to": refers_to}))

    reporting = draft.document.reporting_org
    return draft.with_pieces([change(piece) for piece in draft.pieces]).about(
        reporting_org=text(body(reporting)) if reporting else None
    )


def _bodies_of(draft: Draft) -> set[str]:
    """Every name that the draft has for a body, in its text or as what a word stands for."""
    mentions = [piece for piece in draft.pieces if piece.entity and piece.entity.label is Label.ORG]
    full = [piece.entity.refers_to for piece in mentions if piece.entity and piece.entity.refers_to]
    return {*full, *(piece.words for piece in mentions), draft.document.reporting_org or ""} - {""}
