"""Where in a text a value stands: its line, its sentence, the markers of list items."""

import re

SENTENCE_ENDS = "。！？；!?;\n"

ITEM_MARKER = re.compile(
    r"(?:^|(?<=[\n。；：，:; ]))(?:"
    r"[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，,、：:]|首先|其次|再次|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、)）](?!\d)|[一二三四五六七八九十]{1,3}、"
    r")|[①-⑳]"
)
"""What begins an item of a list inside a line: 一是, 第二，, （3）, 4. …"""


def line_around(text: str, offset: int) -> tuple[int, int]:
    """``[start, end)`` of the line that ``offset`` lies in, without its line break."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def sentence_around(text: str, offset: int) -> tuple[int, int]:
    """``[start, end)`` of the sentence that ``offset`` lies in, without the mark that ends it; ； ends one too."""
    start, end = offset, offset
    while start > 0 and text[start - 1] not in SENTENCE_ENDS:
        start -= 1
    while end < len(text) and text[end] not in SENTENCE_ENDS:
        end += 1
    return start, end


def excerpt(text: str, start: int, end: int, reach: int = 8) -> str:
    """``text[start:end]`` in brackets with ``reach`` characters on either side, on one line."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    return f"{before}[{text[start:end]}]{after}".replace("\n", "⏎")
