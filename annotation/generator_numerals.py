"""Numbers in another form: 1.2万户 as 12000户, 3家 as 三家, 百分之九十五 as 95%, 万元 as 亿元, each exactly."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from zhibiao.annotation.generator_readings import Reading, read_value, spoken
from zhibiao.annotation.pieces import Draft, Piece
from zhibiao.models.scheme import Label

_SHARE = 0.3
"""Of the values that may be written otherwise, how many are."""
_MOST_SPOKEN = 200
_LISTED_BEFORE = re.compile(r"^\s*[、，,和及与/]\s*$")
_ENDS_IN_DIGIT = re.compile(r"[\d.．０-９零一二三四五六七八九十百千万亿两]$")


def other_forms(draft: Draft, random: Random) -> Draft:
    """Some values are written in another form, of the same number and unit."""
    pieces = []
    for index, piece in enumerate(draft.pieces):
        words = piece.words
        if piece.is_value and random.random() < _SHARE and not _lends_its_unit(draft.pieces, index):
            words = _other_form(piece, _touches_number(draft.pieces, index), random)
        pieces.append(replace(piece, words=words))
    return draft.with_pieces(pieces)


def _lends_its_unit(pieces: list[Piece], index: int) -> bool:
    """Whether a number before it in a list shares its unit."""
    return index >= 2 and pieces[index - 2].is_value and _LISTED_BEFORE.match(pieces[index - 1].words) is not None


def _touches_number(pieces: list[Piece], index: int) -> bool:
    return index > 0 and _ENDS_IN_DIGIT.search(pieces[index - 1].words) is not None


def _other_form(piece: Piece, touches: bool, random: Random) -> str:
    entity = piece.entity
    reading = read_value(entity, piece.words, "") if entity else None
    if entity is None or reading is None or reading.is_vague or touches or piece.words.endswith("％"):
        return piece.words
    forms = [form for form in _forms(reading) if _is_same(reading, form)]
    return random.choice(forms) if forms else piece.words


def _forms(reading: Reading) -> Iterator[str]:
    label, rest, number = reading.entity.label, reading.rest, reading.number
    if label is Label.RATE:
        yield from _forms_of_rate(reading)
    elif rest.startswith("万") and rest != "万" and rest[1:2] != "亿":
        whole = number * 10000
        if whole == whole.to_integral_value() and (label is Label.COUNT or number < 1000):
            yield f"{whole:.0f}{rest[1:]}"
        if label is Label.AMOUNT and number >= 1000:
            yield f"{_short(number / 10000)}亿{rest[1:]}"
    elif rest.startswith("亿") and rest != "亿" and label is Label.AMOUNT:
        yield f"{_short(number * 10000)}万{rest[1:]}"
    elif reading.base >= 10000 and number == number.to_integral_value() and rest and not number % 100:
        yield f"{_short(number / 10000)}万{rest}"
    if label is Label.COUNT and rest and number == number.to_integral_value() and 0 < number < _MOST_SPOKEN:
        whole_number = number.quantize(Decimal(1))
        yield f"{whole_number}{rest}" if reading.form == "chinese" else spoken(whole_number, True) + rest


def _forms_of_rate(reading: Reading) -> Iterator[str]:
    if reading.head == "百分之":
        yield f"{reading.number:f}%"
    elif reading.rest == "%" and not reading.head and reading.number < 100:
        yield f"百分之{spoken(reading.number)}"
        yield f"百分之{reading.number:f}"


def _short(number: Decimal) -> str:
    """``number`` without zeros that end its decimals."""
    return f"{number.normalize():f}"


def _is_same(reading: Reading, words: str) -> bool:
    other = read_value(reading.entity, words, "")
    return other is not None and (other.base, other.unit) == (reading.base, reading.unit)
