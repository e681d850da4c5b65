"""Marks of list items, exchanged throughout a passage: （一） for 一、, 1. for ①, 第一， for 一是."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from zhibiao.annotation.pieces import Draft, Piece

_NUMERALS = ("", *"一二三四五六七八九十", *(f"十{sign}" for sign in "一二三四五六七八九"), "二十")
_CHINESE = "十[一二三四五六七八九]|二十|[一二三四五六七八九十]"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_START = r"(?:(?<=\n)|(?<=[。；：]))[ \u3000]*"


@dataclass(frozen=True, slots=True)
class _Marks:
    """A way of marking items."""

    pattern: re.Pattern[str]
    write: Callable[[int], str]


def _marks(number: str, write: Callable[[int], str]) -> _Marks:
    return _Marks(re.compile(rf"(?P<before>{_START})(?:{number})"), write)


_HEADED = (
    _marks(rf"[（(](?P<n>{_CHINESE})[）)]", lambda n: f"（{_NUMERALS[n]}）"),
    _marks(rf"(?P<n>{_CHINESE})、", lambda n: f"{_NUMERALS[n]}、"),
    _marks(r"(?P<n>\d{1,2})[.．](?!\d)", lambda n: f"{n}."),
    _marks(r"(?P<n>\d{1,2})、", lambda n: f"{n}、"),
    _marks(r"[（(](?P<n>\d{1,2})[）)]", lambda n: f"（{n}）"),
    _marks(f"(?P<n>[{_CIRCLED}])", lambda n: _CIRCLED[n - 1]),
)
_RUNNING = (
    _marks(rf"(?P<n>{_CHINESE})是", lambda n: f"{_NUMERALS[n]}是"),
    _marks(rf"第(?P<n>{_CHINESE})，", lambda n: f"第{_NUMERALS[n]}，"),
)


def other_marks(draft: Draft, random: Random) -> Draft:
    """Each way of marking items becomes another, no two of them the same one."""
    text = "".join(piece.words for piece in draft.pieces)
    for ways in (_HEADED, _RUNNING):
        present = [way for way in ways if way.pattern.search("\n" + text)]
        free = [way for way in ways if way not in present and not _runs_into_digits(present, way, text)]
        for way in present:
            if free and random.random() < 0.8:
                other = free.pop(random.randrange(len(free)))
                draft = _exchanged(draft, way, other)
    return draft


def _runs_into_digits(present: list[_Marks], other: _Marks, text: str) -> bool:
    """Whether 2. would come before 2023年, where it reads as a number."""
    return other.write(1) == "1." and any(re.search(way.pattern.pattern + r"\d", "\n" + text) for way in present)


def _exchanged(draft: Draft, way: _Marks, other: _Marks) -> Draft:
    pieces: list[Piece] = []
    before = "\n"
    for piece in draft.pieces:
        words = piece.words
        if piece.entity is None:
            words = way.pattern.sub(lambda match: _written(match, other), before + words)[1:]
        pieces.append(Piece(words, piece.entity))
        # What closes an entity closes no sentence.
        before = "\0"
    return draft.with_pieces(pieces)


def _written(match: re.Match[str], other: _Marks) -> str:
    number = _number(match["n"])
    return match["before"] + other.write(number) if 0 < number <= len(_CIRCLED) else match.group()


def _number(words: str) -> int:
    if words in _CIRCLED:
        return _CIRCLED.index(words) + 1
    return int(words) if words.isdecimal() else _NUMERALS.index(words)
