"""The places, bodies and units that a passage names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhibiao.annotation.generator_bodies import Kind, kind_of, sub_units_like
from zhibiao.linking.organisations import is_anaphora
from zhibiao.models.scheme import AnnotatedDocument, Label

_LEADS = r"(?:中共|共青团|政协|国家税务总局|国家统计局|国网|中国)?"
_STEM = r"(?![省市县州区旗镇乡村全我本该各两])[\u4e00-\u9fff]"
_PLACE = re.compile(
    rf"{_LEADS}(?:[\u4e00-\u9fff]{{2,3}}省)?(?P<name>{_STEM}{{2,5}}?(?:新区|自治[县州旗]|[县市区旗州盟]))"
)
_TOWN = re.compile(rf"(?P<stem>{_STEM}{{2,4}}?)(?P<level>街道|社区|苏木|[镇乡村])")
# 开发区, 景区, 市场, 城乡, 农村: no place.
_NO_PLACE = re.compile(
    "[局委院会所厅部科股社厂队驻]|(?:开发|高新|经开|自治|[园景灌片牧矿校小城郊地海库山林湖假护范垦界])区$"
    "|街道社区|[农一二三四五六七八九十]村$|城乡$"
)
_BEHIND = re.compile("[场政容域块间委]")


@dataclass(frozen=True, slots=True)
class Named:
    """What a passage names."""

    places: tuple[str, ...]
    towns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    units: tuple[str, ...]
    """Units of a body that are named without it: 法规股, 执法大队."""
    others: tuple[str, ...]
    """Names of bodies of no known kind that stand for nothing else: schools, companies."""


@lru_cache(maxsize=8192)
def named_in(document: AnnotatedDocument) -> Named:
    """The places, bodies and units that ``document`` names."""
    mentions = [entity for entity in document.entities if entity.label is Label.ORG]
    targets = {mention.refers_to for mention in mentions}
    names = [document.surface(mention) for mention in mentions]
    names += [name for name in (*targets, document.reporting_org) if name]
    names = sorted({name for name in names if not is_anaphora(name)})
    plain = (
        {document.surface(mention) for mention in mentions if mention.refers_to is None}
        - targets
        - {document.reporting_org}
    )
    places = [place for name in names for place in _places_of(name)]
    towns = [town for name in names for town in _towns_of(name)]
    known = {name: found[0] for name in names if (found := kind_of(name)) and _is_prefix(found[1], places)}
    loose = [name for name in names if name in plain and name not in known]
    loose = [name for name in loose if not any(place in name for place in (*places, *towns))]
    units = [name for name in loose if len(name) <= 6 and name[0] not in "省市县区州旗镇" and sub_units_like(name)]
    return Named(
        places=tuple(dict.fromkeys(places)),
        towns=tuple(dict.fromkeys(towns)),
        kinds=tuple(dict.fromkeys(known.values())),
        units=tuple(name for name in units if name not in ("办公室", "中心") and "\n" not in name),
        others=tuple(name for name in loose if name not in units and len(name) >= 4 and name[0] not in "省市县区州旗"),
    )


def _is_prefix(words: str, places: list[str]) -> bool:
    return words in places or words in ("省", "市", "县", "区", "旗", "州", "自治区")


def _places_of(name: str) -> Iterator[str]:
    match = _PLACE.match(name)
    while match:
        if _NO_PLACE.search(match["name"]) or _BEHIND.match(name, match.end()):
            return
        yield match["name"]
        match = _PLACE.match(name, match.end())


def _towns_of(name: str) -> Iterator[str]:
    start = max((name.find(place) + len(place) for place in _places_of(name)), default=0)
    start += start == 0 and name[0] in "县区市旗"
    match = _TOWN.match(name, start)
    if match and not _NO_PLACE.search(match.group()) and match["stem"][0] not in "农城":
        yield match.group()
