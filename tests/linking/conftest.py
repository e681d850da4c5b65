"""Annotated passages as tests write them, and the facts in them."""

from collections.abc import Callable

import pytest

from zhibiao.annotation.markup import read_markup
from zhibiao.documents.structure import structure
from zhibiao.linking.facts import Extraction, ModelInfo
from zhibiao.linking.pipeline import extract_facts


@pytest.fixture
def read() -> Callable[[str], Extraction]:
    """Reads the facts out of a passage in markup (see zhibiao.annotation.markup), marked as if by a perfect model."""

    def read_passage(passage: str) -> Extraction:
        (document,) = read_markup(f"# id: test\n{passage}")
        return extract_facts(
            structure(document.id, document.text),
            document.entities,
            document.relations,
            ModelInfo(name="by hand", version="0"),
        )

    return read_passage
