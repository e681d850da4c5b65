"""One code point, one token: offsets into the text are token positions, by construction."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhibiao.errors import ModelError

PAD, UNKNOWN, MASK = "[PAD]", "[UNK]", "[MASK]"
SPECIAL_TOKENS = (PAD, UNKNOWN, MASK)
VOCABULARY_FILE = "vocab.json"

_CODE_POINTS = 0x110000


def fold(character: str) -> str:
    """The form under which a character is looked up; the text itself is never changed.

    Full-width digits, letters and signs count as their ASCII forms; half-width punctuation counts as the full-width
    marks of Chinese text. Commas stay apart: ``,`` divides thousands, ``，`` clauses.
    """
    return _FOLDED.get(character, character)


def _folding() -> dict[str, str]:
    full_width = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
    chinese_marks = {chr(ord(mark) + 0xFEE0): mark for mark in "，：；（）！？"}
    folded = {wide: narrow for wide, narrow in full_width.items() if wide not in chinese_marks.values()}
    for mark in "：；（）！？":
        folded[chr(ord(mark) - 0xFEE0)] = mark
    # Spaces of any width look alike; line ends do not.
    return folded | {"\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "〇": "零", "—": "-", "–": "-", "~": "~"}


_FOLDED = _folding()


class CharTokenizer:
    """Maps each code point of a text to one id."""

    def __init__(self, vocabulary: list[str]) -> None:
        """``vocabulary`` lists the tokens in id order, :data:`SPECIAL_TOKENS` among them.

        Raises:
            ModelError: where a special token is missing.
        """
        self.vocabulary = vocabulary
        index = {token: number for number, token in enumerate(vocabulary)}
        missing = [token for token in SPECIAL_TOKENS if token not in index]
        if missing:
            raise ModelError(f"the vocabulary lacks {' '.join(missing)}")
        self.pad_id, self.unknown_id, self.mask_id = (index[token] for token in SPECIAL_TOKENS)
        self._table = np.full(_CODE_POINTS, self.unknown_id, dtype=np.int32)
        for token, number in index.items():
            if len(token) == 1:
                self._table[ord(token)] = number
        for capital in map(chr, range(ord("A"), ord("Z") + 1)):
            # Vocabularies of uncased encoders know small letters only.
            if capital not in index:
                self._table[ord(capital)] = index.get(capital.lower(), self.unknown_id)
        for form, folded in _FOLDED.items():
            self._table[ord(form)] = self._table[ord(folded)]

    def __len__(self) -> int:
        return len(self.vocabulary)

    def encode(self, text: str) -> NDArray[np.int32]:
        """The ids of ``text``, shape ``(len(text),)``; lone surrogates count as unknown characters."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._table[points]

    @classmethod
    def build(cls, texts: Iterable[str], min_count: int) -> "CharTokenizer":
        """A tokenizer of every (folded) character that stands at least ``min_count`` times in ``texts``."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(text)
        folded: Counter[str] = Counter()
        for character, count in counts.items():
            folded[fold(character)] += count
        ascii_printable = {chr(code) for code in range(0x20, 0x7F)}
        for character in ascii_printable:
            folded[fold(character)] += min_count
        kept = sorted((c for c, count in folded.items() if count >= min_count), key=lambda c: (-folded[c], c))
        return cls([*SPECIAL_TOKENS, *kept])

    @classmethod
    def load(cls, folder: Path) -> "CharTokenizer":
        """The tokenizer saved in ``folder``."""
        path = folder / VOCABULARY_FILE
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise ModelError(f"{path}: no vocabulary; is this a zhibiao model folder?") from None
        except (ValueError, TypeError) as error:
            raise ModelError(f"{path}: not a vocabulary ({error}); export or copy the model again") from None

    def save(self, folder: Path) -> None:
        """Write the vocabulary into ``folder``."""
        content = json.dumps(self.vocabulary, ensure_ascii=False)
        (folder / VOCABULARY_FILE).write_text(content, encoding="utf-8")
