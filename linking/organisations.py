"""Which organisation an ORG span stands for: 我局, 该所, 市局, short names and full names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.linking.abbreviations import definitions, is_short_for
from zhibiao.linking.graph import FactGraph
from zhibiao.models.scheme import Entity, Label

_KIND = (
    "局|委员会|委|办公室|办|厅|院|校|学校|医院|法院|检察院|中心|所|大队|支队|总队|队|站|馆|处|部|署|会|社|厂|公司|集团|"
    "政府|镇|乡|街道|行|园|联社|党组|机构"
)
_ANY_KIND = "单位|部门|系统|机关|机构"
_ANAPHOR = re.compile(rf"(?P<who>我|本|全|该|这个|上述)(?P<kind>{_ANY_KIND}|{_KIND})(?:机关|本级|系统)?")
_SPACES = re.compile(r"\s+")
_OURS = ("我", "本", "全")
_OWN = re.compile(r"(?:局|委|厅|办|院|校|所|中心)(?:机关|本级)|机关|本级|部门本级")
# Not 委: 县委 is the committee of the party.
_LEVEL = re.compile(r"(?P<level>[省市州县区旗])(?P<kind>局|厅|院|中心)")
_SAME_KIND = {
    "委": ("委", "委员会"),
    "办": ("办", "办公室"),
    "校": ("校", "大学", "中学", "小学", "学院"),
    "镇": ("镇", "镇政府", "镇人民政府"),
    "乡": ("乡", "乡政府", "乡人民政府"),
    "街道": ("街道", "街道办", "街道办事处"),
}
# 市场, 市政, 区域 …: here 市 and 区 name no place.
_NO_PLACE = "(?![场政民容域块间])"


class ResolvedName(NamedTuple):
    """The full name an ORG span stands for, and whether the span is a pronoun-like word such as 我局."""

    name: str
    is_anaphora: bool


def is_anaphora(words: str) -> bool:
    """Whether ``words`` name no organisation but point at one: 我局, 全院, 该所, 本单位, 局机关, 市局."""
    return any(pattern.fullmatch(words) for pattern in (_ANAPHOR, _OWN, _LEVEL))


def is_ours(words: str) -> bool:
    """Whether ``words`` point at the body whose report this is: 我局, 全院, 本单位, 局机关."""
    match = _ANAPHOR.fullmatch(words)
    return match["who"] in _OURS if match else _OWN.fullmatch(words) is not None


def is_of_kind(name: str, kind: str) -> bool:
    """Whether ``name`` is of the kind that a word such as 我局 or 该委 speaks of; 单位 and 部门 fit every body."""
    return kind in _ANY_KIND.split("|") or name.endswith(_SAME_KIND.get(kind, (kind,)))


class Organisations:
    """The organisations of one document and the words that stand for them."""

    def __init__(self, graph: FactGraph, reporting_org: str | None) -> None:
        """``reporting_org`` is the full name of the body whose report this is, where known."""
        self._graph = graph
        self._reporting = reporting_org
        self._mentions = [entity for entity in graph.entities if entity.label is Label.ORG]
        self._defined = dict(_defined_names(graph, self._mentions))
        self._names = self._full_names()
        self._resolved: dict[str, ResolvedName] = {}
        for mention in self._mentions:
            self._resolved[mention.id] = self._resolve(mention)

    def resolve(self, mention: Entity) -> ResolvedName:
        """The full name that ``mention`` (an ORG of this document) stands for; its own words where none is known."""
        return self._resolved[mention.id]

    def _full_names(self) -> list[str]:
        names = [self._reporting] if self._reporting else []
        for mention in self._mentions:
            words = mention.refers_to or self._graph.surface(mention)
            if not is_anaphora(words) and words not in self._defined:
                names.append(_SPACES.sub("", words))
        return list(dict.fromkeys(names))

    def _resolve(self, mention: Entity) -> ResolvedName:
        words = _SPACES.sub("", self._graph.surface(mention))
        pointing = is_anaphora(words)
        if mention.refers_to:
            return ResolvedName(mention.refers_to, pointing)
        if words in self._defined:
            return ResolvedName(self._defined[words], pointing)
        if pointing:
            return ResolvedName(self._antecedent(words, mention) or words, True)
        return ResolvedName(self._expanded(words) or words, False)

    def _antecedent(self, words: str, mention: Entity) -> str | None:
        if _OWN.fullmatch(words):
            return self._reporting
        if level := _LEVEL.fullmatch(words):
            return self._of_level(level["level"], level["kind"])
        match = _ANAPHOR.fullmatch(words)
        if match is None:
            return None
        if match["who"] in _OURS and (ours := self._reporting_if(match["kind"])):
            return ours
        return self._nearest_earlier(mention, match["kind"]) or self._reporting_if(match["kind"])

    def _reporting_if(self, kind: str) -> str | None:
        """The body whose report this is, if it is of that kind."""
        return self._reporting if self._reporting and is_of_kind(self._reporting, kind) else None

    def _nearest_earlier(self, mention: Entity, kind: str) -> str | None:
        for other in reversed(self._mentions):
            if other.start < mention.start:
                known = self._resolved[other.id]
                if not is_anaphora(known.name) and is_of_kind(known.name, kind):
                    return known.name
        return None

    def _of_level(self, level: str, kind: str) -> str | None:
        """市局 as the 局 of a 市: the reporting body where it is one, else the only one named."""
        place = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?{level}{_NO_PLACE}")
        named = [name for name in self._names if is_of_kind(name, kind) and place.match(name)]
        if self._reporting in named:
            return self._reporting
        return named[0] if len(named) == 1 else None

    def _expanded(self, words: str) -> str | None:
        """The full name that ``words`` are short for, where exactly one known name fits."""
        fitting = [name for name in self._names if is_short_for(words, name)]
        if self._reporting in fitting:
            return self._reporting
        return fitting[0] if len(fitting) == 1 else None


def _defined_names(graph: FactGraph, mentions: list[Entity]) -> Iterator[tuple[str, str]]:
    """The short names that the text defines, with the ORG that ends where the definition begins."""
    ends = {mention.end: mention for mention in mentions}
    for position, short in definitions(graph.text):
        mention = ends.get(position)
        if mention is not None:
            yield short, mention.refers_to or _SPACES.sub("", graph.surface(mention))
