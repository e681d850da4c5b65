"""Windows: every character in one core, cores that end where clauses do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.models.windows import LENGTH, windows

CLAUSE = "抽检工业产品102批次，合格率73.53%。"


@given(st.text(alphabet="县0，。\n ", max_size=3000))
def test_cores_cover_the_text_once(text: str) -> None:
    cuts = list(windows(text))
    assert "".join(text[cut.core_start : cut.core_end] for cut in cuts) == text
    assert all(cut.start <= cut.core_start < cut.core_end <= cut.end for cut in cuts)
    assert all(cut.end - cut.start <= LENGTH for cut in cuts)


@pytest.mark.parametrize("text", [CLAUSE * 100, "\n".join([CLAUSE] * 100)], ids=["one line", "lines"])
def test_cores_end_where_clauses_do(text: str) -> None:
    assert all(text[cut.core_end - 1] in "。\n" for cut in windows(text))


def test_a_short_text_is_one_window() -> None:
    assert [tuple(cut) for cut in windows(CLAUSE)] == [(0, len(CLAUSE), 0, len(CLAUSE))]


def test_an_empty_text_has_none() -> None:
    assert list(windows("")) == []
