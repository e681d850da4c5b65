"""How pieces of text that stood on neighbouring lines become one."""

import re
from collections.abc import Iterable

# CJK punctuation, kana, bopomofo, ideographs, compatibility ideographs, full-width forms and the rare planes.
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_QUOTES_AND_DASHES = "—…“”‘’·"


def is_wide(character: str) -> bool:
    """Whether ``character`` is set without spaces around it: a Chinese character or Chinese punctuation."""
    return _WIDE.match(character) is not None or character in _QUOTES_AND_DASHES


def join_blocks(blocks: Iterable[str]) -> str:
    """The blocks of a table cell as one line: a space between them, but none between Chinese characters."""
    joined = ""
    for block in filter(None, map(str.strip, blocks)):
        tight = not joined or (is_wide(joined[-1]) and is_wide(block[0]))
        joined += block if tight else f" {block}"
    return joined


def join(pieces: Iterable[str]) -> str:
    """The ``pieces`` of a line that was wrapped, as one line; blank ones are left out.

    No space comes where a Chinese character or a broken number stands at a joint, and a Latin word that was
    hyphenated there is made whole; other words are parted by a space.
    """
    joined: list[str] = []
    for piece in pieces:
        following = piece.strip()
        if joined and following:
            joined[-1], glue = _seam(joined[-1], following)
            joined.append(glue)
        if following:
            joined.append(following)
    return "".join(joined)


def _seam(first: str, second: str) -> tuple[str, str]:
    """``first`` as it stands before ``second``, and what comes between them."""
    last, following = first[-1], second[0]
    if is_wide(last) or is_wide(following):
        return first, ""
    if following.isdigit() and re.search(r"\d[.,]?$", first[-2:]):
        return first, ""
    if last.isdigit() and re.match(r"[.,]\d|[%‰]", second):
        return first, ""
    if last == "-" and following.islower() and first[-2:-1].isalpha():
        return first[:-1], ""
    return first, " "
