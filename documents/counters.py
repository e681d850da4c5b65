"""Numbers as list counters write them: 一, 十二, ①, iv, 甲."""

from collections.abc import Callable

_HAN_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_counter(value: int, style: str) -> str:
    """``value`` in ``style``, a number format of ECMA-376 part 1, 17.18.59; an unknown style is read as decimal.

    A value that the style has no sign for (the 21st circled number, zero in Roman) is written in decimal.
    """
    if style == "none":
        return ""
    write = _WRITERS.get(style)
    return (write(value) if write is not None and value > 0 else "") or str(value)


def _counting(value: int, digits: str, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """Chinese numerals up to 9999, e.g. 一百零五; an empty string beyond."""
    if value > 9999:
        return ""
    zero = digits[0] if digits is _LEGAL_DIGITS else "零"
    written, gap = "", False
    for place, digit in zip(range(len(str(value)) - 1, -1, -1), map(int, str(value)), strict=True):
        if digit:
            written += (zero if gap else "") + digits[digit] + units[place]
        gap = digit == 0
    return written


def _chinese_counting(value: int) -> str:
    written = _counting(value, _HAN_DIGITS)
    return written.removeprefix("一") if written.startswith("一十") else written


def _legal_counting(value: int) -> str:
    return _counting(value, _LEGAL_DIGITS, ("", "拾", "佰", "仟"))


def _digits(value: int) -> str:
    return "".join(_HAN_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    if value > 3999:
        return ""
    written = ""
    for size, letters in _ROMAN:
        written += letters * (value // size)
        value %= size
    return written


def _letters(value: int) -> str:
    """a, b … z, aa, bb …, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 26 * 10 else ""


def _signs(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else ""


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(length))


_CIRCLES = _run("①", 20) + _run("㉑", 15) + _run("㊱", 15)
_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese_counting,
    "japaneseCounting": _chinese_counting,
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _chinese_counting,
    "chineseLegalSimplified": _legal_counting,
    "ideographLegalTraditional": _legal_counting,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _signs("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _signs(_CIRCLES),
    "decimalEnclosedCircleChinese": _signs(_CIRCLES),
    "decimalEnclosedParen": _signs(_run("⑴", 20)),
    "decimalEnclosedFullstop": _signs(_run("⒈", 20)),
    "decimalFullWidth": lambda value: "".join(chr(ord("０") + int(digit)) for digit in str(value)),
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
