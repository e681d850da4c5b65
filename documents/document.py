"""A report's text and the structure found in it."""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of the text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text ``[start, end)`` (code points, line ends not included) that reads as one unit."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Depth of the heading or list item it begins: 1 for 一、, 2 for （一）, 3 for 1．, 4 for （1）, 5 for ①.

    A Markdown heading without a number has as many as its #; 0 for none.
    """
    number: str | None = None
    """The numbering as written, e.g. ``（一）``; None where there is none."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with exact offsets; every offset anywhere in the program refers to ``text``.

    ``text`` is the decoded input with the byte-order mark dropped and CRLF/CR turned into LF, nothing else changed;
    for formats other than plain text it is the text that the reader rendered.
    """

    id: str
    text: str
    title: str | None = None
    blocks: tuple[Block, ...] = field(default=())
