"""The numbering that a line begins with: 一、 （一） 1． （1） ① 第一章, and its level."""

import re
from dataclasses import dataclass

MAX_NUMBER_LENGTH = 24
"""No numbering is longer (code points); only so much of a line is looked at."""

_HAN = "[一二三四五六七八九十百零〇]"
_DIGIT = "[0-9０-９]"
_GAP = r"[ \t\u3000\xa0]*"
# After 1. a digit would make it a decimal (1.5万元) or a pair (2、3季度), but for a year: 1.2023年工作.
_NO_DIGIT = f"(?!{_DIGIT})"
_YEAR = f"(?=(?:19|20){_DIGIT}{{2}}年)"

_LEVELS: tuple[tuple[int, str], ...] = (
    (1, rf"第(?:{_HAN}{{1,7}}|{_DIGIT}{{1,4}})(?:部分|[编篇章节条])(?![款项例])"),
    (1, rf"{_HAN}{{1,5}}{_GAP}[、．.]"),
    (2, rf"[（(]{_GAP}{_HAN}{{1,5}}{_GAP}[）)]、?|[㈠-㈩]"),
    (3, rf"{_DIGIT}{{1,3}}{_GAP}(?:[．.、](?:{_NO_DIGIT}|{_YEAR}))|[⒈-⒛]"),
    (4, rf"[（(]{_GAP}{_DIGIT}{{1,3}}{_GAP}[）)]、?|{_DIGIT}{{1,3}}[）)]|[⑴-⒇]"),
    (5, r"[①-⑳㉑-㉟❶-❿㊀-㊉]"),
)
_NUMBER = re.compile("|".join(f"(?P<level{place}>{form})" for place, (_, form) in enumerate(_LEVELS)))
# 1.1 and 1.1.1 only before a gap and a word, so that a row of figures (1.2 万元) is none.
_DECIMAL = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t\u3000\xa0]+(?![万亿元千百个户人件名次吨年月米公])[\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering as written, its length in code points and its level.

    Level 1 is 一、 and 第一章, 2 （一）, 3 1．, 4 （1）, 5 ①; 1.1 is 4 and 1.1.1 is 5.
    """

    text: str
    level: int

    @property
    def division(self) -> bool:
        """Whether it opens a part, chapter or section (第一章), which is never a list item."""
        return self.text[-1] in "编篇章节分"


def find_numbering(line: str, start: int = 0) -> Numbering | None:
    """The numbering that stands in ``line`` at offset ``start``; None where there is none."""
    head = line[start : start + MAX_NUMBER_LENGTH]
    if decimal := _DECIMAL.match(head):
        return Numbering(decimal.group(), min(5, 3 + decimal.group().count(".")))
    match = _NUMBER.match(head)
    if match is None or match.lastgroup is None:
        return None
    level, _ = _LEVELS[int(match.lastgroup.removeprefix("level"))]
    return Numbering(match.group(), level)
