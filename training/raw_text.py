"""Raw text for pretraining: which paragraphs are worth reading, packed into rows of equal length."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from zhibiao.errors import ConfigError
from zhibiao.models.tokenizer import CharTokenizer

_FIGURE = re.compile(r"[\d０-９]|百分之|[一二三四五六七八九十百千]+[万亿个家户人项件次]")
_UNIT_OF_MASKING = re.compile(
    r"[\d０-９][\d０-９.,，．]*\d|[\d０-９]"  # a whole number
    r"|[\u4e00-\u9fff]{2,12}?(?:委员会|办公室|管理局|人民政府|监督局|保障局|服务中心|大队|公司|医院|学校|街道)"
)


@dataclass(frozen=True)
class PackedText:
    """Tokens in rows, ready for masked language modelling.

    ``ids`` has shape ``(rows, length)``; ``starts`` of the same shape is True where a new unit of masking (a word, a
    whole number, an organisation's name) begins, so that units can be masked whole.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.bool_]


def iter_texts(path: Path) -> Iterator[str]:
    """Yield the text of every document in a JSONL file (a ``text`` field a line).

    Raises:
        ConfigError: where the file is missing or a line is no such object, naming it.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            yield from _texts(path, lines)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; name the raw JSONL files in the configuration") from None


def _texts(path: Path, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield json.loads(line)["text"]
            except (json.JSONDecodeError, KeyError, TypeError):
                raise ConfigError(f"{path}:{number}: not a JSON object with a 'text' field") from None


def worth_reading(paragraph: str) -> bool:
    """Whether a paragraph holds figures: the model's subject."""
    return len(paragraph) >= 12 and _FIGURE.search(paragraph) is not None


def unit_starts(text: str) -> NDArray[np.bool_]:
    """Where units of masking begin in ``text``, shape ``(len(text),)``."""
    starts = np.zeros(len(text), dtype=np.bool_)
    position = 0
    for word in jieba.cut(text, HMM=False):
        starts[position] = True
        position += len(word)
    for match in _UNIT_OF_MASKING.finditer(text):
        starts[match.start()] = True
        starts[match.start() + 1 : match.end()] = False
        if match.end() < len(text):
            starts[match.end()] = True
    return starts


def pack(texts: Sequence[str], tokenizer: CharTokenizer, length: int) -> PackedText:
    """Join ``texts`` by line ends and cut them into rows of ``length``; what is left over is dropped."""
    joined = "\n".join(texts)
    rows = len(joined) // length
    ids = tokenizer.encode(joined)[: rows * length].reshape(rows, length)
    pieces = [np.append(unit_starts(text), True) for text in texts]
    starts = np.concatenate(pieces)[: rows * length].reshape(rows, length)
    return PackedText(ids, starts)
