"""Text as the model reads it: without the white space that only lays a page out.

A report reads the same with or without indentation and blank lines, so what is found must not depend on them.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_LAYOUT = re.compile(r"(?:(?<=\n)|\A)\s+")


class Squeezed(NamedTuple):
    """A text without indentation and blank lines, and where each of its characters stood."""

    text: str
    positions: NDArray[np.int64]
    """Place of each character in the original, shape ``(len(text),)``."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``[start, end)`` stands for."""
        return int(self.positions[start]), int(self.positions[end - 1]) + 1

    def squeezed(self, start: int, end: int) -> tuple[int, int]:
        """The span of this text that ``[start, end)`` of the original became."""
        first, last = np.searchsorted(self.positions, (start, end - 1))
        return int(first), int(last) + 1


def squeeze(text: str) -> Squeezed:
    """``text`` without the white space at the beginning of lines; takes time linear in its length."""
    kept = np.ones(len(text), dtype=np.bool_)
    for match in _LAYOUT.finditer(text):
        kept[match.start() : match.end()] = False
    return Squeezed(_LAYOUT.sub("", text), np.flatnonzero(kept))
