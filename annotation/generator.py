"""Varies annotated passages: other figures, bodies, years, indicators and typing habits, every offset and link kept.

What it makes adds to passages that people wrote and does not stand in for them. The same seed gives the same text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from zhibiao.annotation.pieces import Piece, join, reword, split
from zhibiao.models.scheme import AnnotatedDocument, Label, RelationType

_DIGIT = re.compile(r"\d")
_CHINESE_DIGIT = re.compile(r"[二三四五六七八九]")
_YEAR = re.compile(r"(?<!\d)(?:19[6-9]\d|20[0-4]\d)(?!\d|\.\d)")
_UNIT = re.compile(r"[^\d.,，．０-９\s+\-—~～至到余多几来]+$")
_LONG_NUMBER = re.compile(r"(?<![\d.,，])\d{4,}(?=[.\D]|$)")
_POINTING = re.compile(r"(?:我|本|全|该|局|院|校|市|省|县|区)[\u4e00-\u9fff]{0,2}")
_HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
_FULL_WIDTH_DIGITS = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_LATEST_YEAR = 2026
_WRAP = (28, 46)
"""Code points of a line in a text that a PDF has broken, least and most."""

_Change = Callable[[list[Piece], AnnotatedDocument, Random], list[Piece]]


class Generator:
    """Makes variants of passages, taking bodies and indicators from all passages it was given."""

    def __init__(self, documents: Sequence[AnnotatedDocument]) -> None:
        self._organisations: dict[str, list[str]] = defaultdict(list)
        self._indicators: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            self._collect(document)
        self._changes: tuple[tuple[float, _Change], ...] = (
            (0.8, _other_figures),
            (0.6, _other_years),
            (0.5, self._other_organisations),
            (0.35, self._other_indicators),
            (0.2, _thousands),
            (0.12, _half_width),
            (0.06, _full_width_digits),
            (0.06, _spaces_before_units),
            (0.06, _wrapped),
        )

    def vary(self, document: AnnotatedDocument, random: Random) -> AnnotatedDocument:
        """A variant of ``document``; which of the changes it undergoes is drawn from ``random``."""
        pieces = split(document)
        for share, change in self._changes:
            if random.random() < share:
                pieces = change(pieces, document, random)
        return join(document, pieces)

    def _collect(self, document: AnnotatedDocument) -> None:
        entities = {entity.id: entity for entity in document.entities}
        for entity in document.entities:
            words = document.surface(entity)
            if entity.label is Label.ORG and not _points(words):
                self._organisations[words[-1]].append(words)
        tails: dict[str, list[str]] = defaultdict(list)
        for relation in document.relations:
            if relation.type is RelationType.HAS_INDICATOR:
                tails[relation.head].append(relation.tail)
        for head, names in tails.items():
            if len(names) == 1 and "\n" not in document.surface(entities[names[0]]):
                self._indicators[_unit(document.surface(entities[head]))].append(document.surface(entities[names[0]]))

    def _other_organisations(self, pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
        """Each body becomes another of its kind, the same wherever it is named."""
        others: dict[str, str] = {}

        def other(name: str) -> str:
            kind = self._organisations.get(name[-1:], [])
            if name not in others:
                others[name] = random.choice(kind) if kind and random.random() < 0.7 else name
            return others[name]

        def change(piece: Piece) -> Piece:
            entity = piece.entity
            if entity is None or entity.label is not Label.ORG:
                return piece
            words = piece.words if _points(piece.words) else other(piece.words)
            full = other(entity.refers_to) if entity.refers_to else None
            return Piece(words, entity.model_copy(update={"refers_to": full}))

        return [change(piece) for piece in pieces]

    def _other_indicators(self, pieces: list[Piece], document: AnnotatedDocument, random: Random) -> list[Piece]:
        """Some indicators become others that are counted in the same unit."""
        entities = {entity.id: entity for entity in document.entities}
        units: dict[str, set[str]] = defaultdict(set)
        pieces_of: dict[str, int] = defaultdict(int)
        for relation in document.relations:
            if relation.type is RelationType.HAS_INDICATOR:
                units[relation.tail].add(_unit(document.surface(entities[relation.head])))
                pieces_of[relation.head] += 1
        shared = {
            relation.tail
            for relation in document.relations
            if relation.type is RelationType.HAS_INDICATOR and pieces_of[relation.head] > 1
        }

        def change(piece: Piece) -> str:
            if piece.entity is None or piece.entity.label is not Label.INDICATOR or piece.entity.id in shared:
                return piece.words
            measured = units[piece.entity.id]
            others = self._indicators.get(next(iter(measured)), []) if len(measured) == 1 else []
            return random.choice(others) if others and random.random() < 0.4 else piece.words

        return reword(pieces, change)


def _points(words: str) -> bool:
    """Whether an ORG is a word such as 我局, which keeps its form."""
    return len(words) <= 3 and _POINTING.fullmatch(words) is not None


def _unit(words: str) -> str:
    match = _UNIT.search(words)
    return match.group() if match else ""


def _other_figures(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    def digit(match: re.Match[str]) -> str:
        # A leading digit stays one, and so do zeros, which may be the last of a round number or of 0.5.
        return match.group() if match.group() == "0" else str(random.randint(1, 9))

    def change(piece: Piece) -> str:
        if piece.entity is None or not piece.entity.label.is_value:
            return piece.words
        words = _DIGIT.sub(digit, piece.words)
        return _CHINESE_DIGIT.sub(lambda _: random.choice("二三四五六七八九"), words)

    return reword(pieces, change)


def _other_years(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    shift = random.randint(-12, 4)

    def year(match: re.Match[str]) -> str:
        return str(min(int(match.group()) + shift, _LATEST_YEAR))

    def change(piece: Piece) -> str:
        is_value = piece.entity is not None and piece.entity.label.is_value
        return piece.words if is_value else _YEAR.sub(year, piece.words)

    return reword(pieces, change)


def _thousands(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    mark = random.choice([",", ",", ",", "，", " "])

    def change(piece: Piece) -> str:
        if piece.entity is None or not piece.entity.label.is_value:
            return piece.words
        return _LONG_NUMBER.sub(lambda match: f"{int(match.group()):,}".replace(",", mark), piece.words)

    return reword(pieces, change)


def _half_width(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    return reword(pieces, lambda piece: piece.words.translate(_HALF_WIDTH))


def _full_width_digits(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    return reword(pieces, lambda piece: piece.words.translate(_FULL_WIDTH_DIGITS))


def _spaces_before_units(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    def change(piece: Piece) -> str:
        if piece.entity is None or not piece.entity.label.is_value:
            return piece.words
        return re.sub(r"(?<=\d)(?=[\u4e00-\u9fff%])", " ", piece.words, count=1)

    return reword(pieces, change)


def _wrapped(pieces: list[Piece], _: AnnotatedDocument, random: Random) -> list[Piece]:
    """Lines broken at a width, as in text out of a PDF; never at a piece's edge, where a span would begin blank."""
    width = random.randint(*_WRAP)
    column = 0
    wrapped = []
    for piece in pieces:
        words = ""
        for index, character in enumerate(piece.words):
            column = 0 if character == "\n" else column + 1
            words += character
            if column >= width and index + 1 < len(piece.words):
                words += "\n"
                column = 0
        wrapped.append(replace(piece, words=words))
    return wrapped
