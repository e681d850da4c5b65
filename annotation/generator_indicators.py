"""Other indicators: phrases that stand where the old ones stood and are counted in the same unit."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import NamedTuple

from zhibiao.annotation.pieces import Draft, Piece
from zhibiao.models.scheme import AnnotatedDocument, Entity, Label, RelationType

_UNIT = re.compile(r"[^\d.,，．０-９\s+\-—~～至到余多几来零一二三四五六七八九十百千万亿两]+$")
# Words on which other figures of the passage depend: totals, targets, averages, shares.
_TIED = re.compile(
    "总|合计|小计|目标|实际|预算|决算|计划|执行|完成|应|均|每|占|其[中余他它]|率|比重|比例|平均|剩余|结余|\n"
)
_UP, _DOWN = re.compile("增|升|提|涨|多|上浮"), re.compile("减|降|少|下滑|压|跌|节")
_GAP = re.compile(r"[\s\u3000]*")


class Slot(NamedTuple):
    """Where an indicator stands, by which it is told what may stand there too."""

    unit: str
    order: str
    """``I`` for each piece and ``V`` for the value, in text order."""
    touches: bool
    """Whether nothing stands between them."""
    sense: str
    """Of what is said relative to another value: up, down or neither."""


Pool = dict[Slot, list[tuple[str, ...]]]


class Phrase(NamedTuple):
    """An indicator that may be another: its pieces and its slot."""

    entities: tuple[str, ...]
    words: tuple[str, ...]
    slot: Slot


@lru_cache(maxsize=8192)
def phrases_of(document: AnnotatedDocument) -> tuple[Phrase, ...]:
    """The indicators of ``document`` that belong to one value each and that no other figure depends on."""
    return tuple(_phrases(document))


def _phrases(document: AnnotatedDocument) -> Iterator[Phrase]:
    entities = {entity.id: entity for entity in document.entities}
    pieces: dict[str, list[Entity]] = defaultdict(list)
    values: dict[str, set[str]] = defaultdict(set)
    relative = set()
    for relation in document.relations:
        if relation.type is RelationType.HAS_INDICATOR:
            pieces[relation.head].append(entities[relation.tail])
            values[relation.tail].add(relation.head)
        elif relation.type is RelationType.RELATIVE_TO:
            relative.add(relation.head)
    for head, indicators in pieces.items():
        indicators.sort(key=lambda entity: entity.start)
        words = tuple(document.surface(entity) for entity in indicators)
        if any(len(values[entity.id]) > 1 for entity in indicators) or any(map(_TIED.search, words)):
            continue
        slot = _slot(document, entities[head], indicators, head in relative)
        if slot:
            yield Phrase(tuple(entity.id for entity in indicators), words, slot)


def _slot(document: AnnotatedDocument, value: Entity, indicators: list[Entity], is_relative: bool) -> Slot | None:
    """None where the pieces lie so far apart that what stands between them belongs to their meaning."""
    run = sorted((*indicators, value), key=lambda entity: entity.start)
    gaps = [document.text[one.end : other.start] for one, other in pairwise(run)]
    touches = all(map(_GAP.fullmatch, gaps))
    if len(indicators) > 1 and not touches:
        return None
    match = _UNIT.search(document.surface(value))
    name = "".join(document.surface(entity) for entity in indicators)
    sense = ("up" if _UP.search(name) else "down" if _DOWN.search(name) else "other") if is_relative else ""
    return Slot(match.group() if match else "", "".join("V" if one is value else "I" for one in run), touches, sense)


def pool_of(documents: Sequence[AnnotatedDocument]) -> Pool:
    """The indicators of ``documents`` by slot."""
    pool: dict[Slot, list[tuple[str, ...]]] = defaultdict(list)
    for document in documents:
        for phrase in phrases_of(document):
            pool[phrase.slot].append(phrase.words)
    return dict(pool)


class OtherIndicators:
    """Gives some indicators the words of others in the same kind of place, none twice in a passage."""

    def __init__(self, pool: Pool, share: float) -> None:
        self._pool = pool
        self._share = share

    def __call__(self, draft: Draft, random: Random) -> Draft:
        """The change."""
        used = {piece.words for piece in draft.pieces if piece.entity and piece.entity.label is Label.INDICATOR}
        others: dict[str, str] = {}
        for phrase in phrases_of(draft.source):
            if random.random() < self._share:
                words = random.choice(self._pool.get(phrase.slot, [phrase.words]))
                if used.isdisjoint(words):
                    used.update(words)
                    others.update(zip(phrase.entities, words, strict=True))

        def change(piece: Piece) -> str:
            return others.get(piece.entity.id, piece.words) if piece.entity else piece.words

        return draft.reword(change)
