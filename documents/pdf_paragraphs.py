"""Printed lines → paragraphs: running heads and page numbers dropped, the lines of a paragraph joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zhibiao.documents.joints import join
from zhibiao.documents.pdf_lines import PrintedLine

_OUTER = 0.15
"""Share of the page's height, at its top and its foot, that may hold running heads and page numbers."""

_OUTER_LINES = 2
_SMALL = 0.8
"""Size of a running head's type, at most, over that of the body."""

_REPEATED = 0.3
"""Share of the pages that a running head stands on."""

_SLACK = 0.5
"""Sizes of the type by which lines of one block may stand out of line."""

_MAX_HANG = 4.0
"""Sizes of the type by which the lines of a numbered item may hang under its first."""

_SAME_SIZE = 1.0
_STEP = 4.0
"""Points within which two places are the same."""

_SET_APART = 1.4
"""Usual distances of lines from which a line stands apart from the one above."""

_MOST = 0.7
_STRAY = 0.05
"""Share of the lines that may stand outside the margins."""

_MAX_PAGE_NUMBER = 40
"""Code points."""

_PAGE_NUMBER = re.compile(
    r"[-—–－~·•\s]*(?:第|Page|P\.?)?\s*(?P<number>\d{1,4})\s*页?(?:\s*(?:[/／,，]|of)?\s*[共总]?\s*\d{0,4}\s*页?)?[-—–－~·•\s]*",
    re.I,
)
_UNIT_LINE = re.compile(r"单位\s*[:：]")
_SENTENCE_END = tuple("。；：！？;:!?”）)")


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> list[str]:
    """The paragraphs and table rows of a document, given the lines of each page in order.

    A line ends its paragraph where the first word of the next would still have fit on it, and where the next one is
    indented, numbered, set apart or of another size.
    """
    lines = list(_without_heads(pages))
    if not lines:
        return []
    layout = _Layout.of(lines)
    found: list[list[PrintedLine]] = [[lines[0]]]
    for line in lines[1:]:
        if layout.continues(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [join(line.text for line in paragraph) for paragraph in found]


def _without_heads(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[PrintedLine]:
    repeated = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    offsets = Counter(offset for page in pages for offset in {_offset(line) for line in _outer(page)})
    del offsets[None]
    usual, times = offsets.most_common(1)[0] if offsets else (None, 0)
    if times == 1 and usual not in (0, -1):
        usual = None  # a figure that stands alone on a line, unless it counts the pages, or all but a cover
    least = max(2, _REPEATED * len(pages))
    body_size = median(line.size for page in pages for line in page) if any(pages) else 0.0
    for page in pages:
        outer = {id(line) for line in _outer(page)}
        for place, line in enumerate(page):
            following = page[place + 1] if place + 1 < len(page) else None
            if id(line) in outer and not _UNIT_LINE.search(line.text):
                numbered = usual is not None and _offset(line) == usual
                if numbered or repeated[_key(line)] >= least or _is_small_head(line, following, body_size):
                    continue
            yield line


def _is_small_head(line: PrintedLine, following: PrintedLine | None, body_size: float) -> bool:
    """Whether ``line`` is a head that need not repeat: above the body, in smaller type and well apart from it."""
    if following is None or line.top > line.page_height * _OUTER or line.size > _SMALL * body_size:
        return False
    return following.top - line.bottom > body_size


def _outer(page: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The page's first and last lines that stand where heads and feet do."""
    for place, line in enumerate(page):
        head = place < _OUTER_LINES and line.top < line.page_height * _OUTER
        foot = place >= len(page) - _OUTER_LINES and line.bottom > line.page_height * (1 - _OUTER)
        if head or foot:
            yield line


def _key(line: PrintedLine) -> tuple[str, int]:
    """What a head has in common on all pages: its words, but for figures, and its height (in steps)."""
    return re.sub(r"\d+", "0", "".join(line.text.split())), round(line.top / _STEP)


def _offset(line: PrintedLine) -> int | None:
    """The printed page number less the page's place in the file; None where the line is no page number."""
    match = _PAGE_NUMBER.fullmatch(line.text) if len(line.text) <= _MAX_PAGE_NUMBER else None
    return int(match["number"]) - line.page if match else None


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in this document: margins and the distance of lines, in points."""

    left: float
    right: float
    pitch: float
    items_indented: bool
    """Whether numbered lines are indented as a rule, so that one at the margin is the midst of a paragraph."""

    @classmethod
    def of(cls, lines: Sequence[PrintedLine]) -> "_Layout":
        printed = [line for line in lines if not line.row] or list(lines)
        left = _left_margin(printed)
        numbered = [line for line in printed if line.numbered]
        indented = sum(line.x0 > left + line.size for line in numbered)
        return cls(left, _right_margin(printed, left), _usual_pitch(printed), indented > _MOST * len(numbered))

    def continues(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether ``line`` belongs to the ``paragraph`` whose lines stand above it."""
        last = paragraph[-1]
        if last.row or line.row or abs(last.size - line.size) > _SAME_SIZE:
            return False
        if self.right - last.x1 > line.first_word + _SLACK * line.size or self._is_set_apart(last, line):
            return False
        if line.numbered and not self._wraps_before_number(paragraph, line):
            return False
        return self._is_aligned(paragraph, line)

    def _is_set_apart(self, last: PrintedLine, line: PrintedLine) -> bool:
        below = last.page == line.page and line.top > last.top
        return below and self.pitch > 0 and line.bottom - last.bottom > _SET_APART * self.pitch

    def _wraps_before_number(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether a numbered line is the second half of a sentence (依据第三条第 / （二）项) and no new item."""
        midst = self.items_indented or not paragraph[-1].text.endswith(_SENTENCE_END)
        return midst and paragraph[0].x0 > self.left + line.size and line.x0 < self.left + _SLACK * line.size

    def _is_aligned(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether ``line`` begins where the paragraph's next line would."""
        first, slack = paragraph[0], _SLACK * line.size
        if len(paragraph) > 1:
            return line.x0 < paragraph[-1].x0 + slack
        if line.x0 > first.x0 + slack:
            return first.numbered and line.x0 < first.x0 + _MAX_HANG * line.size
        if line.x0 > first.x0 - slack:
            return first.x0 < self.left + line.size
        return True


def _left_margin(lines: Sequence[PrintedLine]) -> float:
    """The leftmost place where more than a stray line begins."""
    begins = Counter(round(line.x0 / _STEP) for line in lines)
    usual = [place for place, count in begins.items() if count >= max(2, _STRAY * len(lines))]
    least = min(usual, default=min(begins))
    return min(line.x0 for line in lines if round(line.x0 / _STEP) == least)


def _right_margin(lines: Sequence[PrintedLine], left: float) -> float:
    """Where long lines end; where few are long, as far from the page's edge as the left margin."""
    ends = sorted(line.x1 for line in lines)
    right = ends[int((1 - _STRAY) * (len(ends) - 1))]
    full = sum(end > right - lines[0].size for end in ends)
    return right if full > max(2, _STRAY * len(ends)) else max(right, lines[0].page_width - left)


def _usual_pitch(lines: Sequence[PrintedLine]) -> float:
    pitches = [
        below.bottom - above.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and below.bottom > above.bottom and abs(above.size - below.size) < _SAME_SIZE
    ]
    return median(pitches) if pitches else 0.0
