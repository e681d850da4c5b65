"""Other years and other words for a time, throughout a passage."""

import re
from random import Random

from zhibiao.annotation.pieces import Draft, Piece
from zhibiao.models.scheme import Label

_YEAR = re.compile(r"(?<![\d.])(?:19[6-9]\d|20[0-4]\d)(?!\d|\.\d)")
_WIDE_YEAR = re.compile("(?<![０-９])２０[０-４][０-９](?![０-９])")
_SPOKEN_YEAR = re.compile("二[〇零○][〇零○一二三四][〇零○一二三四五六七八九](?=年)")
_SHORT_YEAR = re.compile(r"(?<![\d第])[012]\d年")
_PLAN = re.compile("(?:十[一二三四五])五|“十[一二三四]五”|十五五|(?<=“)十五(?=”)")
_LEAP_DAY = re.compile(r"2月29日|-0?2-29")
_LATEST = 2026
_SHIFTS = tuple(range(-12, 5))
_ZEROS = "〇零○"
_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_SAME_TIMES = (
    (r"(\d{4}年)末", r"\1底"),
    (r"(\d{4}年)底", r"\1末"),
    (r"(\d{1,2}月)底", r"\1末"),
    (r"(\d{1,2}月)末", r"\1底"),
    ("截至(.*)", r"截止\1"),
    ("今年以来", "年初以来"),
    ("年初以来", "今年以来"),
    (r"(\d{1,2})[—–-](\d{1,2}月)", r"\1至\2"),
    (r"(\d{1,2})至(\d{1,2}月)", r"\1—\2"),
    (r"(\d{1,2})[—至](\d{1,2}月)", r"\1-\2"),
)
"""Periods, whole, and another way to write them."""


def other_years(draft: Draft, random: Random) -> Draft:
    """Every year moves by as many years, so that those compared stay as far apart."""
    text = draft.source.text
    years = [int(match.translate(_NARROW)) for pattern in (_YEAR, _WIDE_YEAR) for match in pattern.findall(text)]
    if _PLAN.search(text) or any(_SHORT_YEAR.search(piece.words) for piece in draft.pieces if not piece.is_value):
        # “十四五” and 22年 belong to their years and are not rewritten.
        return draft
    latest = max(years, default=_LATEST)
    shifts = [shift for shift in _SHIFTS if latest + shift <= max(latest, _LATEST)]
    if _LEAP_DAY.search(text):
        shifts = [shift for shift in shifts if shift % 4 == 0]
    shift = random.choice(shifts)

    def change(piece: Piece) -> str:
        if piece.is_value:
            return piece.words
        words = _YEAR.sub(lambda match: str(int(match.group()) + shift), piece.words)
        words = _WIDE_YEAR.sub(lambda match: str(int(match.group().translate(_NARROW)) + shift).translate(_WIDE), words)
        return _SPOKEN_YEAR.sub(lambda match: _spoken(match.group(), shift), words)

    return draft.reword(change)


def _spoken(year: str, shift: int) -> str:
    zero = next((sign for sign in year if sign in _ZEROS), "〇")
    number = int("".join(str(0 if sign in _ZEROS else _DIGITS.index(sign)) for sign in year)) + shift
    return "".join(_DIGITS[int(digit)] for digit in str(number)).replace("〇", zero)


def other_periods(draft: Draft, random: Random) -> Draft:
    """Some periods are written in another way."""

    def change(piece: Piece) -> str:
        if piece.entity is None or piece.entity.label is not Label.PERIOD or random.random() < 0.4:
            return piece.words
        for pattern, other in _SAME_TIMES:
            if re.fullmatch(pattern, piece.words):
                return re.sub(pattern, other, piece.words, count=1)
        return piece.words

    return draft.reword(change)
