"""The printed lines and ruled table rows of a PDF page. Lengths are points, measured from the page's top left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.page import Page

from zhibiao.documents.joints import is_wide, join
from zhibiao.documents.numbering import find_numbering

Char = dict[str, Any]
"""A character as pdfplumber gives it: ``text``, ``x0``, ``x1``, ``top``, ``bottom``, ``size``, ``upright`` …"""

_COLUMN_GAP = 2.0
_WIDE_GAP = 0.8
_LATIN_GAP = 0.25
"""Gaps, in sizes of the type, that stand for a tab, for a space beside a Chinese character, and between others."""

_CLOSING = "，。；：、！？）》”’】〕…—%％,.;:!?)]}"
_OPENING = "（《“‘【〔([{"
"""What never begins a line, and what never ends one."""

_QUOTES = "“”‘’"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of print, or one row of a ruled table."""

    text: str
    page: int
    page_width: float
    page_height: float
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first_word: float
    """Width of what would have had to fit on the line before."""
    numbered: bool = False
    row: bool = False


def page_lines(page: Page) -> list[PrintedLine]:
    """The lines of ``page`` from top to bottom; watermarks and other turned text are left out."""
    chars = [char for char in page.dedupe_chars().chars if char["upright"]]
    lines: list[PrintedLine] = []
    if page.rects or page.lines or page.curves:
        for table in page.find_tables():
            cells = [[cell for cell in row.cells if cell is not None] for row in table.rows]
            if max(map(len, cells), default=0) < 2:
                continue  # a frame around text
            inside = [char for char in chars if _lies_in(char, table.bbox)]
            taken = set(map(id, inside))
            chars = [char for char in chars if id(char) not in taken]
            lines += [line for row in cells if (line := _row(row, inside, page)) is not None]
    lines += [_line(line, page) for line in _group(chars)]
    return sorted(lines, key=lambda line: line.top)


def _lies_in(char: Char, box: Sequence[float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _row(cells: Iterable[Sequence[float]], chars: Iterable[Char], page: Page) -> PrintedLine | None:
    """The row as one line, cells joined by tabs; None where it holds no text."""
    boxes = sorted(cells, key=lambda box: box[0])
    across = (min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes))
    beside = [char for char in chars if _lies_in(char, (*across, max(box[3] for box in boxes)))]
    texts = [join(_text(line) for line in _group(char for char in beside if _lies_in(char, box))) for box in boxes]
    text = "\t".join(part.replace("\t", " ") for part in texts).rstrip("\t")
    if not text.strip() or not beside:
        return None
    return PrintedLine(
        text=text,
        page=page.page_number,
        page_width=float(page.width),
        page_height=float(page.height),
        x0=across[0],
        x1=across[2],
        top=across[1],
        bottom=max(char["bottom"] for char in beside),
        size=median(char["size"] for char in beside),
        first_word=0.0,
        row=True,
    )


def _group(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """``chars`` by line, from top to bottom, each line from left to right; blank lines are left out."""
    line: list[Char] = []
    for char in sorted(chars, key=_middle):
        if line and _middle(char) - _middle(line[0]) > max(char["size"], line[0]["size"]) / 2:
            yield from _in_order(line)
            line = []
        line.append(char)
    yield from _in_order(line)


def _in_order(line: list[Char]) -> Iterator[list[Char]]:
    ordered = sorted(line, key=lambda char: char["x0"])
    printed = [index for index, char in enumerate(ordered) if char["text"].strip()]
    if printed:
        yield ordered[printed[0] : printed[-1] + 1]


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _text(chars: Sequence[Char]) -> str:
    """The text of one line, with spaces and tabs for gaps that no space character fills."""
    text: str = chars[0]["text"]
    for left, right in pairwise(chars):
        text += _gap(left, right) + right["text"]
    return text


def _gap(left: Char, right: Char) -> str:
    if left["text"].isspace() or right["text"].isspace():
        return ""
    gap = (right["x0"] - left["x1"]) / max(left["size"], right["size"], 1)
    if gap > _COLUMN_GAP:
        return "\t"
    beside_wide = is_wide(left["text"][-1:]) or is_wide(right["text"][:1])
    return " " if gap > (_WIDE_GAP if beside_wide else _LATIN_GAP) else ""


def _line(chars: Sequence[Char], page: Page) -> PrintedLine:
    text = _text(chars)
    return PrintedLine(
        text=text,
        page=page.page_number,
        page_width=float(page.width),
        page_height=float(page.height),
        x0=chars[0]["x0"],
        x1=chars[-1]["x1"],
        top=min(char["top"] for char in chars),
        bottom=max(char["bottom"] for char in chars),
        size=median(char["size"] for char in chars),
        first_word=_first_word_width(chars),
        numbered=find_numbering(text) is not None,
        row="\t" in text,
    )


def _first_word_width(chars: Sequence[Char]) -> float:
    end = 1
    while end < len(chars) and not _may_break(chars[end - 1]["text"], chars[end]["text"]):
        end += 1
    return float(chars[end - 1]["x1"] - chars[0]["x0"])


def _may_break(left: str, right: str) -> bool:
    """Whether a line may be broken between two characters: at a space, and beside Chinese ones."""
    if right.isspace():
        return True
    if right in _CLOSING or left in _OPENING:
        return False
    # Quotation marks are one of the word that they stand at.
    return any(is_wide(character) and character not in _QUOTES for character in (left, right))
