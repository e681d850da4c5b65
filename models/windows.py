"""Windows over a text of any length: each character lies in the core of exactly one.

A window is a core with some text on either side for context, so that every character is read with what stands around
it. Cores end where clauses do, so that no entity lies across two of them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LENGTH = 512
"""Code points in a window at most."""
LEFT_CONTEXT = 64
RIGHT_CONTEXT = 32
_SHORTEST_CORE = (LENGTH - LEFT_CONTEXT - RIGHT_CONTEXT) // 2
# The first kind of border found near the end of a core is where it ends.
_BORDERS = (re.compile(r"\n"), re.compile(r"[。！？；]"), re.compile(r"[，：;]"), re.compile(r"[、,:\s]"))


class Window(NamedTuple):
    """``[start, end)`` is read, entities that begin in ``[core_start, core_end)`` count; all in code points."""

    start: int
    end: int
    core_start: int
    core_end: int


def windows(text: str) -> Iterator[Window]:
    """Cut ``text`` into windows; takes time linear in its length."""
    start = 0
    while start < len(text):
        end = _core_end(text, start)
        yield Window(max(0, start - LEFT_CONTEXT), min(len(text), end + RIGHT_CONTEXT), start, end)
        start = end


def _core_end(text: str, start: int) -> int:
    limit = start + LENGTH - min(start, LEFT_CONTEXT)
    if limit >= len(text):
        return len(text)
    limit -= RIGHT_CONTEXT
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, start + _SHORTEST_CORE, limit)]
        if ends:
            return ends[-1]
    return limit
