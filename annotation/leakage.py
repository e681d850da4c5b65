"""Text that training, development and test data share, which would make scores look better than they are.

Passages are compared by the containment of their character 8-grams (Broder 1997, On the resemblance and containment
of documents): the share of the shorter passage's 8-grams that the other has too. Spaces do not count, and full-width
signs count as half-width ones.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from zhibiao.annotation.check import Fault
from zhibiao.annotation.formats import Located

SPLITS = ("train", "dev", "test")
GRAM = 8
"""Characters of a gram."""
MOST_CONTAINED = 0.25
"""From this share of common grams on, two passages are near-duplicates."""
SENTENCE = 12
"""Characters of the shortest sentence that may not stand in two splits."""

_SPACES = re.compile(r"\s+")
# A line without a stop is a heading or a title: reports of one kind have those by prescription.
_SENTENCE = re.compile(r"[^。！？；\n]+(?=[。！？；])")


class _Passage(NamedTuple):
    located: Located
    split: str
    text: str
    grams: frozenset[int]


def split_of(path: Path) -> str | None:
    """The split that a file belongs to by its name or the nearest folder so named; None where by none."""
    return next((name for name in (path.stem, *(parent.name for parent in path.parents)) if name in SPLITS), None)


def check_leakage(documents: Sequence[Located]) -> Iterator[Fault]:
    """Yield an error for each near-duplicate passage and each identical sentence in two splits.

    Takes time in the number of grams, and of passages that share one.
    """
    passages = [
        _Passage(located, split, text, frozenset(_grams(text)))
        for located in documents
        if (split := split_of(located.path)) and (text := _plain(located.document.text))
    ]
    if len({passage.split for passage in passages}) > 1:
        yield from _near_duplicates(passages)
        yield from _same_sentences(passages)


def _plain(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def _grams(text: str) -> Iterator[int]:
    for start in range(max(1, len(text) - GRAM + 1)):
        yield hash(text[start : start + GRAM])


def _near_duplicates(passages: Sequence[_Passage]) -> Iterator[Fault]:
    holders: dict[int, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        shared = Counter(other for gram in passage.grams for other in holders[gram])
        for other, count in sorted(shared.items()):
            earlier = passages[other]
            contained = count / min(len(passage.grams), len(earlier.grams))
            if earlier.split != passage.split and contained >= MOST_CONTAINED:
                yield _fault(
                    passage,
                    f"{contained:.0%} of its text stands in {earlier.split} too, in {earlier.located.document.id} "
                    f"({earlier.located}); the longest stretch is {_longest(passage.text, earlier.text)!r}",
                )
        for gram in passage.grams:
            holders[gram].append(number)


def _longest(one: str, other: str) -> str:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]


def _same_sentences(passages: Sequence[_Passage]) -> Iterator[Fault]:
    first: dict[str, _Passage] = {}
    for passage in passages:
        for sentence in dict.fromkeys(map(_plain, _SENTENCE.findall(passage.located.document.text))):
            earlier = first.setdefault(sentence, passage)
            if len(sentence) >= SENTENCE and earlier.split != passage.split:
                yield _fault(
                    passage,
                    f"the sentence {sentence!r} stands in {earlier.split} too, in {earlier.located.document.id} "
                    f"({earlier.located})",
                )


def _fault(passage: _Passage, message: str) -> Fault:
    return Fault(passage.located.document.id, "error", message, str(passage.located))
