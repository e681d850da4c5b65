import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.documents.plain import decode
from zhibiao.errors import DocumentError

REPORT = "岚山县水利局2023年度支出1,204.6万元，同比增长3.5%。\n（一）“十四五”期间——新建水闸12座。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_report_in_any_chinese_encoding(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


# GB 2312's commonest 3,755 characters begin at 啊 (0xB0A1).
COMMON = [bytes([lead, trail]).decode("gb2312") for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF)]


@given(st.lists(st.sampled_from([*COMMON, *"0123456789，。、（）%.\n "]), min_size=8).map("".join))
def test_chinese_is_never_misread(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
    if sum(not character.isascii() for character in text) > 3:
        assert decode(text.encode("gb18030")) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_with_a_mark_is_never_misread(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("一\r\n二\r三\n".encode(), "一\n二\n三\n", id="line ends"),
        pytest.param("  缩进\t制表\u3000全角\n\n".encode(), "  缩进\t制表\u3000全角\n\n", id="blanks stay"),
        pytest.param("第一".encode("gbk"), "第一", id="two characters of GBK that are sound UTF-8 too"),
        pytest.param("№5 Ünal".encode(), "№5 Ünal", id="UTF-8 with few marks"),
        pytest.param("Отчёт за год".encode(), "Отчёт за год", id="UTF-8 that is not Chinese"),
        pytest.param("臺灣經濟統計年度報告顯示收入增長".encode("big5"), "臺灣經濟統計年度報告顯示收入增長", id="Big5"),
        pytest.param("龘靐齉爩".encode("gb18030"), "龘靐齉爩", id="rare characters"),
        pytest.param("𠮷野".encode(), "𠮷野", id="beyond the basic plane"),
        pytest.param("\u200f一\u202e二".encode(), "\u200f一\u202e二", id="direction marks"),
        pytest.param("annual report 2023\n".encode("utf-16-le"), "annual report 2023\n", id="UTF-16 of Latin letters"),
        pytest.param("第一页\f第二页".encode(), "第一页\f第二页", id="a page break"),
    ],
)
def test_what_is_kept(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param("收入\0支出".encode(), "holds no text", id="a text with a null"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "holds no text", id="a picture"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(64), "holds no text", id="a program"),
        pytest.param(random.Random(1).randbytes(4000), "holds no text", id="noise"),
        pytest.param(b"\x01\x02\x03\x04\x05\x06" * 9, "holds no text", id="control characters"),
        pytest.param(random.Random(2).randbytes(4000).replace(b"\0", b""), "cannot be told", id="noise without nulls"),
        pytest.param(REPORT.encode()[:-2], "broken UTF-8 at byte", id="UTF-8 cut in a character"),
        pytest.param(REPORT.encode() + b"\xff", "broken UTF-8 at byte", id="UTF-8 with a foreign byte"),
        pytest.param(REPORT.encode("utf-16")[:-1], "broken UTF-16-LE at byte", id="UTF-16 cut in a character"),
        pytest.param(b"\xff\xfe\x00\xd8a\x00", "broken UTF-16-LE at byte 0", id="a lone surrogate"),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.txt: .*{message}"):
        decode(data, "a.txt")
