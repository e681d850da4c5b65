"""One code point, one token, and forms that look alike share one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.errors import ModelError
from zhibiao.models.tokenizer import CharTokenizer

TOKENIZER = CharTokenizer.build(["全区共有市场主体31288户，其中：企业7433户（增长15.2%）；"] * 3, min_count=2)


@given(st.text())
def test_a_token_a_code_point(text: str) -> None:
    assert len(TOKENIZER.encode(text)) == len(text)


@pytest.mark.parametrize(("one", "other"), [("１２％", "12%"), ("(", "（"), (":", "："), ("\u3000", " ")])
def test_widths_are_folded(one: str, other: str) -> None:
    assert TOKENIZER.encode(one).tolist() == TOKENIZER.encode(other).tolist()


def test_commas_stay_apart() -> None:
    assert TOKENIZER.encode(",").tolist() != TOKENIZER.encode("，").tolist()


@pytest.mark.parametrize("rare", ["龘", "😀", "\ud800"], ids=["rare", "beyond the BMP", "a lone surrogate"])
def test_what_is_not_known_is_unknown(rare: str) -> None:
    assert TOKENIZER.encode(rare).tolist() == [TOKENIZER.unknown_id]


def test_it_is_saved_and_loaded(tmp_path: Path) -> None:
    TOKENIZER.save(tmp_path)
    assert CharTokenizer.load(tmp_path).vocabulary == TOKENIZER.vocabulary


@pytest.mark.parametrize(
    "content", [None, "[", '["a"]', "{}"], ids=["missing", "cut off", "no special tokens", "no list"]
)
def test_a_broken_vocabulary_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "vocab.json").write_text(content)
    with pytest.raises(ModelError, match=r"vocab"):
        CharTokenizer.load(tmp_path)
