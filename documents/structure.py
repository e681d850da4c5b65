"""Title, headings, list items, paragraphs and table rows of one text, with exact offsets."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from zhibiao.documents.document import Block, BlockKind, Document
from zhibiao.documents.joints import join
from zhibiao.documents.numbering import Numbering, find_numbering
from zhibiao.documents.title import MAX_LINE_LENGTH, MAX_PREFACE_LINES, MAX_TITLE_LINES, find_title

MAX_HEADING_LENGTH = 60
"""Code points, numbering included."""

_LINE = re.compile(r"[^\n]+")
# str.strip() leaves zero-width characters, byte-order marks and direction marks.
_BLANK = " \t\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" + (
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_MARKDOWN_RULE = re.compile(r"[|:\- \t]+")
_BULLET = re.compile(r"[●•◆■□▪◇○★※·]|--+|[-*+][ \t](?=\S)")
_SENTENCE_INSIDE = re.compile(r"[。；;！？!?]")
_UNFINISHED = tuple("。；;，,：:！？!?、")
_CONTENTS_ENTRY = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|．{3,})\s*\d{1,4}$")
_COLUMN_GAP = re.compile(r"\S(?: {2,}|\u3000{2,})(?=\S)")


class _Line(NamedTuple):
    """A line that is not blank, its indentation and line end left out."""

    text: str
    start: int
    numbering: Numbering | None
    marks: int = 0
    """How many # of a Markdown heading stood before it."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def structure(id: str, text: str) -> Document:
    """The document ``id`` with the structure of ``text`` found; takes time linear in the length of ``text``.

    ``text`` is kept as it is. Every line that is not blank lies in exactly one block, the title's lines in one block
    together; indentation and blank lines lie in none. A text that shows no title has ``title`` None.
    """
    lines = list(_lines(text))
    first, last = _title_range(lines)
    title = None
    blocks = [_block(line, following) for line, following in _with_following(lines[:first])]
    if first < last:
        title = join(line.text for line in lines[first:last])
        blocks.append(Block(BlockKind.TITLE, lines[first].start, lines[last - 1].end))
    blocks += [_block(line, following) for line, following in _with_following(lines[last:])]
    return Document(id=id, text=text, title=title, blocks=tuple(blocks))


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        line = match.group().lstrip(_BLANK)
        start = match.end() - len(line)
        line = line.rstrip(_BLANK)
        if not line or (line.startswith("|") and _MARKDOWN_RULE.fullmatch(line)):
            continue
        heading = _MARKDOWN_HEADING.match(line)
        if heading:
            line, start = line[heading.end() :], start + heading.end()
        yield _Line(line, start, find_numbering(line), len(heading[1]) if heading else 0)


def _title_range(lines: Sequence[_Line]) -> tuple[int, int]:
    if lines and lines[0].marks == 1:
        return 0, 1
    heads = [line.text[: MAX_LINE_LENGTH + 1] for line in islice(lines, MAX_PREFACE_LINES + MAX_TITLE_LINES + 1)]
    return find_title(heads)


def _with_following(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line | None]]:
    for index, line in enumerate(lines):
        yield line, lines[index + 1] if index + 1 < len(lines) else None


def _block(line: _Line, following: _Line | None) -> Block:
    number = line.numbering.text if line.numbering else None
    level = line.numbering.level if line.numbering else line.marks
    kind = _kind(line, following)
    if kind is BlockKind.TABLE_ROW:
        number, level = None, 0
    return Block(kind, line.start, line.end, level, number)


def _kind(line: _Line, following: _Line | None) -> BlockKind:
    if line.marks:
        return BlockKind.HEADING
    if _is_row(line):
        return BlockKind.TABLE_ROW
    if line.numbering is None:
        return BlockKind.LIST_ITEM if _BULLET.match(line.text) else BlockKind.PARAGRAPH
    return BlockKind.HEADING if _is_heading(line, line.numbering, following) else BlockKind.LIST_ITEM


def _is_row(line: _Line) -> bool:
    words = line.text[len(line.numbering.text) :].lstrip(_BLANK) if line.numbering else line.text
    if "\t" in words:
        return True
    if line.text.startswith("|") and line.text.endswith("|") and line.text.count("|") > 2:
        return True
    return len(_COLUMN_GAP.findall(words)) > 1 and "。" not in words


def _is_heading(line: _Line, numbering: Numbering, following: _Line | None) -> bool:
    """Whether a numbered line heads what follows: short, without a sentence's end, and not one of a list's items."""
    text = line.text
    if len(text) > MAX_HEADING_LENGTH or _CONTENTS_ENTRY.search(text):
        return False
    if text.endswith(_UNFINISHED) or _SENTENCE_INSIDE.search(text):
        return False
    if numbering.division or numbering.level <= 2:
        return True
    return following is not None and (following.numbering is None or following.numbering.level > numbering.level)
