"""The layout of a page is taken out of a text, and its spans are found again."""

from hypothesis import given
from hypothesis import strategies as st

from zhibiao.models.layout import squeeze

TEXTS = st.text(alphabet="县3 \u3000\n\t。", max_size=60)


@given(TEXTS)
def test_only_white_space_goes(text: str) -> None:
    squeezed = squeeze(text)
    assert "".join(squeezed.text.split()) == "".join(text.split())
    assert "".join(text[position] for position in squeezed.positions) == squeezed.text


@given(TEXTS, st.data())
def test_a_span_is_found_again(text: str, data: st.DataObject) -> None:
    squeezed = squeeze(text)
    if squeezed.text:
        start = data.draw(st.integers(0, len(squeezed.text) - 1))
        end = data.draw(st.integers(start + 1, len(squeezed.text)))
        assert squeezed.squeezed(*squeezed.original(start, end)) == (start, end)


def test_indented_and_spaced_text_reads_like_plain_text() -> None:
    assert squeeze("\n  一、概况\n\n\u3000\u3000编制 5名。\n").text == "一、概况\n编制 5名。\n"
