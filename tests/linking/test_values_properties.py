"""Writing a number in any style and reading it back gives it exactly; no text makes the reading raise."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhibiao.linking.facts import NormalisedNumber
from zhibiao.linking.values import normalise
from zhibiao.models.scheme import Label

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")

integers = st.integers(min_value=0, max_value=10**12 - 1)
decimals = st.decimals(min_value=0, max_value=10**9, places=2)
scales = st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("千万", 7), ("十万", 5)])
labels = st.sampled_from([Label.AMOUNT, Label.COUNT, Label.RATE])


def section(number: int) -> str:
    """A number below 10000 in Chinese, 10 written 一十."""
    words, gap = "", False
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + unit
        gap = digit == 0
    return words


def chinese(number: int) -> str:
    """A number below 10 ** 12 as official Chinese writes it."""
    words = ""
    for power, unit in ((8, "亿"), (4, "万"), (0, "")):
        part = number // 10**power % 10000
        if part:
            words += ("零" if words and part < 1000 else "") + section(part) + unit
    return words or "零"


def base(value: NormalisedNumber) -> Decimal:
    assert value.base_number is not None
    return Decimal(value.base_number)


@given(integers)
def test_chinese_numerals(number: int) -> None:
    assert base(normalise(f"{chinese(number)}户", Label.COUNT)) == number


@given(integers)
def test_capital_numerals(number: int) -> None:
    assert base(normalise(f"{chinese(number).translate(CAPITALS)}元整", Label.AMOUNT)) == number


@given(decimals, scales)
def test_arabic_numerals_with_a_scale(number: Decimal, scale: tuple[str, int]) -> None:
    value = normalise(f"{number}{scale[0]}元", Label.AMOUNT)
    assert base(value) == number * 10 ** scale[1]
    assert Decimal(value.number or "") == number


@given(decimals, st.sampled_from([",", "，", " ", "\u00a0"]))
def test_thousands_separators(number: Decimal, separator: str) -> None:
    words = f"{number:,}".replace(",", separator)
    assert base(normalise(f"{words}万元", Label.AMOUNT)) == number * 10000


@given(decimals)
def test_full_width_percentages(number: Decimal) -> None:
    assert base(normalise(f"-{number}%".translate(FULL_WIDTH), Label.RATE)) == -number / 100


@given(integers, st.text(st.sampled_from("0123456789"), min_size=1, max_size=12))
def test_chinese_decimals(whole: int, fraction: str) -> None:
    words = f"{chinese(whole)}点{''.join(DIGITS[int(digit)] for digit in fraction)}"
    assert base(normalise(f"百分之{words}", Label.RATE)) == Decimal(f"{whole}.{fraction}") / 100


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_mixed_numerals(wan: int, rest: int) -> None:
    digits = f"{rest:04d}" if rest >= 1000 else f"零{rest}"
    assert base(normalise(f"{wan}万{digits}人", Label.COUNT)) == wan * 10000 + rest


@given(st.integers(0, 10**8), st.integers(0, 9), st.integers(0, 9))
def test_yuan_and_coins(yuan: int, jiao: int, fen: int) -> None:
    assert base(normalise(f"{yuan}元{jiao}角{fen}分", Label.AMOUNT)) == Decimal(f"{yuan}.{jiao}{fen}")


@given(decimals, decimals, st.sampled_from(["-", "－", "—", "–", "——", "~", "～", "至", "到"]))
def test_ranges_with_their_units(first: Decimal, second: Decimal, dash: str) -> None:
    low, high = sorted((first, second))
    value = normalise(f"{low}万元{dash}{high}万元", Label.AMOUNT)
    assert (Decimal(value.low or ""), Decimal(value.high or "")) == (low * 10000, high * 10000)


@given(st.text(max_size=60), labels, st.text(max_size=12), st.text(max_size=12))
def test_no_text_raises(words: str, label: Label, before: str, after: str) -> None:
    normalise(words, label, before, after)


@given(
    st.text(
        st.sampled_from("0123456789.,，-至到~%‰一二两十百千万亿点零余多几半成倍元角分之又/:比户个以上约"), max_size=40
    ),
    labels,
)
def test_no_heap_of_numeral_signs_raises(words: str, label: Label) -> None:
    value = normalise(words, label, shared_unit="万元")
    for number in (value.base_number, value.low, value.high):
        assert number is None or Decimal(number).is_finite()
    if value.low is not None and value.high is not None:
        assert Decimal(value.low) <= Decimal(value.high)
