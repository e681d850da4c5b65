"""The lines of an HTML element, as a browser would break them: blocks, table rows, numbered items."""

import re

from bs4.element import NavigableString, PageElement, Tag

from zhibiao.documents.counters import format_counter
from zhibiao.documents.joints import is_wide, join_blocks
from zhibiao.documents.numbering import find_numbering

MAX_DEPTH = 200
"""Elements within elements; what lies deeper is read as one run of text."""

LAYOUT_CELL_LINES = 5
LAYOUT_CELL_LENGTH = 1000
"""A cell of so many lines and characters holds an article, and its table is for layout."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SPACES = re.compile(r"[ \t\n\f\r\xa0]+")
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def element_lines(element: Tag) -> list[str]:
    """The lines of ``element`` that are not blank; a table row is a line, its cells joined by tabs.

    A table that holds a table is for layout: its cells are read as blocks. Items of an ordered list begin with
    their number.
    """
    writer = _Writer()
    writer.write(element, 0)
    writer.end_line()  # an inline element ends no line itself
    return writer.lines


class _Writer:
    """Collects inline text until a block ends the line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._inline: list[str] = []

    def end_line(self) -> None:
        line = _collapse("".join(self._inline))
        self._inline.clear()
        if line:
            self.lines.append(line)

    def write(self, node: PageElement, depth: int) -> None:
        if isinstance(node, NavigableString):
            self._inline.append(str(node))
        elif isinstance(node, Tag):
            self._write_element(node, depth)

    def _write_element(self, element: Tag, depth: int) -> None:
        block = element.name in _BLOCKS or element.name == "br"
        if block:
            self.end_line()
        if depth > MAX_DEPTH:
            self._inline.append(element.get_text(" "))
        elif element.name == "table" and element.find("table") is None:
            self._write_table(element)
        elif element.name == "ol":
            self._write_numbered(element, depth)
        elif element.name == "pre":
            self._write_preformatted(element)
        else:
            for child in element.children:
                self.write(child, depth + 1)
        if block:
            self.end_line()

    def _write_table(self, table: Tag) -> None:
        for row in table.find_all(["tr", "caption"]):
            cells = [element_lines(cell) for cell in row.find_all(["td", "th"])] or [element_lines(row)]
            if len(cells) == 1 or any(map(_is_article, cells)):
                self.lines += [line for cell in cells for line in cell]
                continue
            line = "\t".join(map(join_blocks, cells)).rstrip("\t")
            if line:
                self.lines.append(line)

    def _write_numbered(self, element: Tag, depth: int) -> None:
        style = _LIST_STYLES.get(str(element.get("type")), "decimal")
        number = _integer(element.get("start"), 1)
        for child in element.children:
            if not isinstance(child, Tag) or child.name != "li":
                self.write(child, depth + 1)
                continue
            number = _integer(child.get("value"), number)
            item = _Writer()
            item.write(child, depth + 1)
            if item.lines and find_numbering(item.lines[0]) is None:
                item.lines[0] = f"{format_counter(number, style)}. {item.lines[0]}"
            self.lines += item.lines
            number += 1

    def _write_preformatted(self, element: Tag) -> None:
        for line in element.get_text().split("\n"):
            if line.strip():
                self.lines.append(line.strip())


def _is_article(cell: list[str]) -> bool:
    return len(cell) >= LAYOUT_CELL_LINES and sum(map(len, cell)) >= LAYOUT_CELL_LENGTH


def _integer(value: object, default: int) -> int:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else default


def _collapse(text: str) -> str:
    """Runs of blanks as one space, and as none where the source wraps a line beside a Chinese character."""

    def blank(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        wrapped = "\n" in match.group() and before and after and (is_wide(before) or is_wide(after))
        return "" if wrapped else " "

    return _SPACES.sub(blank, text).strip()
