"""Scores an exported model on annotated text, the whole way from text to facts."""

from pathlib import Path

from zhibiao.annotation.files import read_annotations
from zhibiao.linking.extractor import Extractor
from zhibiao.training.scoring import Scores, score_extractor

_CONTEXT = 16
"""Code points before a value that are shown with it."""


def evaluate(model: Path, gold: Path, show: int = 0) -> tuple[Scores, list[str]]:
    """The scores of ``model`` on the documents of ``gold``, and up to ``show`` lines on facts that are not right."""
    documents = read_annotations(gold)
    scores = score_extractor(Extractor.load(model), documents)
    texts = {document.id: document.text for document in documents}
    lines = []
    for miss in scores.misses[:show]:
        text = texts[miss.document]
        context = text[max(0, miss.start - _CONTEXT) : miss.start].replace("\n", "⏎")
        lines.append(f"{miss.document}: {context}[{text[miss.start : miss.end]}]: {miss.reason}")
    return scores, lines
