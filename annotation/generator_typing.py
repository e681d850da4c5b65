"""Typing habits and slips: width, spaces, separators, punctuation, broken lines. The meaning stays."""

import re
from dataclasses import replace
from random import Random

from zhibiao.annotation.pieces import Draft, Piece

_LONG_NUMBER = re.compile(r"(?<![\d.,，])\d{4,18}(?=[.\D]|$)")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
_FULL_WIDTH = str.maketrans(",:;()", "，：；（）")
_CHINESE = r"[\u4e00-\u9fff”》）]"
_NARROW_MARK = re.compile(rf"(?<={_CHINESE})[,:;](?={_CHINESE}|$)|\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)")
_FULL_WIDTH_DIGITS = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_BEFORE_UNIT = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff%])")
_AMONG_THEM = re.compile("其中[：:，,]?")
_AMONG_THEM_FORMS = ("其中：", "其中，", "其中", "其中:", "其中,")
_MARK = re.compile(r"(?<=[\u4e00-\u9fff])[，。；、](?=[\u4e00-\u9fff])")
_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff，。])(?=[\u4e00-\u9fff])")
_UNBREAKABLE = re.compile(r"[\d.,，．０-９%]")
_WRAP = (28, 46)
"""Code points of a line in a text that a PDF has broken, least and most."""
_SLIPS = 3


def thousands(draft: Draft, random: Random) -> Draft:
    """Long numbers with separators, or without those they have."""
    if random.random() < 0.35:
        return draft.reword(lambda piece: _GROUPED.sub("", piece.words) if piece.is_value else piece.words)
    mark = random.choice([",", ",", ",", "，", " "])

    def change(piece: Piece) -> str:
        if not piece.is_value:
            return piece.words
        return _LONG_NUMBER.sub(lambda match: f"{int(match.group()):,}".replace(",", mark), piece.words)

    return draft.reword(change)


def half_width(draft: Draft, _: Random) -> Draft:
    """Punctuation as on an English keyboard."""
    return draft.reword(lambda piece: piece.words.translate(_HALF_WIDTH))


def full_width(draft: Draft, _: Random) -> Draft:
    """Narrow punctuation between Chinese words as it should be."""

    def change(piece: Piece) -> str:
        if piece.is_value:
            return piece.words
        return _NARROW_MARK.sub(lambda match: match.group().translate(_FULL_WIDTH), piece.words)

    return draft.reword(change)


def full_width_digits(draft: Draft, random: Random) -> Draft:
    """Digits as wide as the characters: all of them, or those of some values."""
    if random.random() < 0.5:
        return draft.reword(lambda piece: piece.words.translate(_FULL_WIDTH_DIGITS))

    def change(piece: Piece) -> str:
        some = piece.is_value and random.random() < 0.4
        return piece.words.translate(_FULL_WIDTH_DIGITS) if some else piece.words

    return draft.reword(change)


def spaces_before_units(draft: Draft, _: Random) -> Draft:
    """1204.66 万元."""
    return draft.reword(lambda piece: _BEFORE_UNIT.sub(" ", piece.words, count=1) if piece.is_value else piece.words)


def spaces_around_values(draft: Draft, random: Random) -> Draft:
    """收入 1204.66万元 ，."""
    pieces: list[Piece] = []
    for piece in draft.pieces:
        if piece.is_value and random.random() < 0.8:
            pieces += [Piece(" "), piece, Piece(" ")] if random.random() < 0.5 else [Piece(" "), piece]
        else:
            pieces.append(piece)
    return draft.with_pieces(pieces)


def dashes(draft: Draft, random: Random) -> Draft:
    """Ranges with another dash."""
    dash = random.choice("—-~～–")

    def change(piece: Piece) -> str:
        if piece.entity is None or not re.search(r"\d[—–－~～-]\d", piece.words):
            return piece.words
        return re.sub(r"(?<=\d)[—–－~～-](?=\d)", dash, piece.words)

    return draft.reword(change)


def among_them(draft: Draft, random: Random) -> Draft:
    """其中 with a colon, a comma or nothing behind it."""
    form = random.choice(_AMONG_THEM_FORMS)
    return draft.reword(lambda piece: piece.words if piece.entity else _AMONG_THEM.sub(form, piece.words))


def slips(draft: Draft, random: Random) -> Draft:
    """A few slips of the hand outside entities: a mark typed twice or left out, a stray space."""
    plain = [index for index, piece in enumerate(draft.pieces) if piece.entity is None and len(piece.words) > 3]
    pieces = list(draft.pieces)
    for index in random.sample(plain, min(len(plain), random.randint(1, _SLIPS))):
        pieces[index] = Piece(_slipped(pieces[index].words, random))
    return draft.with_pieces(pieces)


def _slipped(words: str, random: Random) -> str:
    kind = random.choice(("doubled", "missing", "space"))
    places = [match.start() for match in (_INSIDE if kind == "space" else _MARK).finditer(words)]
    if not places:
        return words
    at = random.choice(places)
    if kind == "space":
        return f"{words[:at]} {words[at:]}"
    return words[:at] + words[at] * 2 + words[at + 1 :] if kind == "doubled" else words[:at] + words[at + 1 :]


def wrapped(draft: Draft, random: Random) -> Draft:
    """Lines broken at a width, as in text out of a PDF; never inside a number, nor at a piece's edge, where a span
    would begin blank."""
    width = random.randint(*_WRAP)
    column = 0
    pieces = []
    for piece in draft.pieces:
        words = ""
        for index, sign in enumerate(piece.words):
            column = 0 if sign == "\n" else column + 1
            words += sign
            following = piece.words[index + 1 : index + 2]
            is_number = _UNBREAKABLE.match(sign) and _UNBREAKABLE.match(following)
            if column >= width and following and following != "\n" and not is_number:
                words += "\n"
                column = 0
        pieces.append(replace(piece, words=words))
    return draft.with_pieces(pieces)
