import csv
import io
import json
from collections.abc import Callable

import openpyxl
import pytest

from zhibiao.linking.facts import Extraction
from zhibiao.serve.terminal import render
from zhibiao.serve.writers import make_writer


def written(form: str, *extractions: Extraction) -> bytes:
    stream = io.BytesIO()
    writer = make_writer(form, stream, several=len(extractions) > 1)
    for extraction in extractions:
        writer.write(extraction)
    writer.finish()
    return stream.getvalue()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def hostile(read: Callable[[str], Extraction]) -> Extraction:
    """A report in which an attacker names things as formulas, markup and terminal commands."""
    return read("# id: =cmd.txt\n{I1|=HYPERLINK(1)}{C1 I1|-3户}，{I2|@[red]\x1b[2J}{C2 I2|１2345678901234567890户}")


def test_json_holds_the_extraction(extraction: Extraction) -> None:
    assert Extraction.model_validate_json(written("json", extraction)) == extraction
    assert "水利局" in written("json", extraction).decode()


def test_json_of_several_is_an_array(extraction: Extraction) -> None:
    assert [Extraction.model_validate(one) for one in json.loads(written("json", extraction, extraction))] == [
        extraction,
        extraction,
    ]


def test_json_lines_hold_one_extraction_each(extraction: Extraction) -> None:
    lines = written("jsonl", extraction, extraction).decode().splitlines()
    assert [Extraction.model_validate_json(line) for line in lines] == [extraction, extraction]


def test_csv_begins_with_a_byte_order_mark_for_excel(extraction: Extraction) -> None:
    assert written("csv", extraction).startswith(b"\xef\xbb\xbf")
    assert b"\xef\xbb\xbf" not in written("csv", extraction, extraction)[3:]


def test_a_row_of_csv_says_everything_of_an_indicator(extraction: Extraction) -> None:
    total, part, _, change, income, patrols = rows_of(written("csv", extraction))
    assert total == {
        "文档": "水利局.txt",
        "编号": "i1",
        "机构": "岚山县水利局",
        "指标": "用水户",
        "指标全称": "用水户",
        "原文数值": "52104户",
        "类别": "数量",
        "数字": "52104",
        "单位": "户",
        "折算数": "52104",
        "折算单位": "户",
        "限定": "",
        "时期": "截至年末",
        "起始日": "",
        "截止日": "2023-12-31",
        "变化": "",
        "属于": "",
        "相对于": "",
        "置信度": "1.0",
        "起点": str(extraction.document.text.index("52104户")),
        "终点": str(extraction.document.text.index("52104户") + 6),
        "核对": "",
    }
    assert part["属于"] == "i1 用水户 52104户"
    assert (change["变化"], change["相对于"], change["折算数"]) == ("同比减少", "i1 用水户 52104户", "-0.031")
    assert (income["原文数值"], income["折算数"], income["折算单位"], income["限定"]) == (
        "500余万元",
        "5000000",
        "元",
        "约",
    )
    assert (patrols["数字"], patrols["折算数"], patrols["限定"]) == ("", "3–5", "区间")


def test_csv_tells_a_finding_at_each_indicator_it_concerns(faulty: Extraction) -> None:
    message = faulty.findings[0].message
    assert [row["核对"] for row in rows_of(written("csv", faulty))] == [message.rstrip("。")] * 3


def test_csv_defuses_formulas_but_keeps_negative_numbers(hostile: Extraction) -> None:
    row, other = rows_of(written("csv", hostile))
    assert (row["文档"], row["指标"], row["数字"], row["原文数值"]) == ("'=cmd.txt", "'=HYPERLINK(1)", "-3", "'-3户")
    assert other["指标"].startswith("'@")


def test_the_workbook_has_indicators_and_findings_ready_to_filter(faulty: Extraction) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", faulty, faulty)))
    indicators, findings = book["指标"], book["核对"]
    last = [cell.value for cell in indicators[4]]
    assert last[5:10] == ["40.5万元", "金额", 40.5, "万元", 405000]
    assert (indicators.max_row, findings.max_row) == (7, 3)
    assert [cell.value for cell in findings[2]][1:7] == [
        "错误",
        "分项之和",
        faulty.findings[0].message,
        90,
        100.5,
        "万元",
    ]
    for sheet, reach in ((indicators, "A1:V7"), (findings, "A1:H3")):
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", reach)
        assert sheet["A1"].font.bold
        assert sheet.column_dimensions["A"].width > 10


def test_text_in_the_workbook_stays_text(hostile: Extraction) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", hostile)))["指标"]
    name, other = sheet["D2"], sheet["D3"]
    assert (name.value, name.data_type, name.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert other.value == "@[red]\ufffd[2J"


def test_a_number_too_long_for_excel_stays_exact(hostile: Extraction) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", hostile)))["指标"]
    assert (sheet["H2"].value, sheet["H3"].value) == (-3, hostile.indicators[1].value.number)
    assert len(str(sheet["H3"].value)) == 20


def test_the_table_has_its_findings_above_the_indicators(faulty: Extraction) -> None:
    page = render(faulty, 100)
    assert page.index("错误 收入90万元") < page.index("编号") < page.index("i1     收入")
    assert "属于 i1" in page


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_table_shows_all_of_every_name_and_value_at_any_width(extraction: Extraction, width: int) -> None:
    page = render(extraction, width)
    assert "…" not in page
    letters = "".join(page.split())
    for fact in extraction.indicators:
        assert all(sign in letters for sign in fact.indicator.qualified_name + fact.value.text)


def test_a_table_of_no_figures_says_so(read: Callable[[str], Extraction]) -> None:
    assert render(read("# id: a.txt\n坚持以人民为中心。"), 80) == "a.txt\n文中没有指标数据\n"


def test_a_report_cannot_command_the_terminal(hostile: Extraction) -> None:
    page = render(hostile, 100, colour=False)
    assert "\x1b" not in page
    assert "[red]" in page
