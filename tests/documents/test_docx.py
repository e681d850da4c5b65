import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zhibiao.documents import limits
from zhibiao.documents.docx import read_docx
from zhibiao.errors import DocumentError


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """A document whose body holds ``xml``."""
    document = docx.Document()
    body = document.element.body
    wrapped = parse_xml(
        f"<w:body {nsdecls('w', 'wp', 'a')} xmlns:v='urn:schemas-microsoft-com:vml' "
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        f"xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{xml}</w:body>"
    )
    for place, element in enumerate(list(wrapped)):
        body.insert(place, element)
    return saved(document)


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def test_paragraphs_and_tables_in_document_order() -> None:
    document = docx.Document()
    document.add_heading("岚山县水利局绩效自评报告", level=0)
    document.add_paragraph("　　一、收入情况")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, [("项目", "预算", "决算"), ("支出", "420", "418.6"), ("", "", "9")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("")
    document.add_paragraph("合计\n418.6万元")
    assert read_docx(saved(document), "a.docx") == (
        "岚山县水利局绩效自评报告\n一、收入情况\n项目\t预算决算\n支出\t420\t418.6\n\t9\n合计\n418.6万元"
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(f"{run('收入')}<w:ins w:id='1'>{run('12')}</w:ins>{run('万元')}", "收入12万元", id="inserted"),
        pytest.param(f"{run('收入')}<w:del w:id='1'><w:r><w:delText>9</w:delText></w:r></w:del>", "收入", id="deleted"),
        pytest.param(f"<w:hyperlink>{run('附件')}</w:hyperlink>{run('见网页')}", "附件见网页", id="hyperlink"),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('收入')}</w:sdtContent></w:sdt>",
            "收入",
            id="content control in a line",
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙", id="tab and break"
        ),
        pytest.param("<w:r><w:t>甲</w:t><w:br w:type='page'/><w:t>乙</w:t></w:r>", "甲乙", id="page break"),
        pytest.param(f"<w:r><w:instrText>PAGE \\* MERGE</w:instrText></w:r>{run('甲')}", "甲", id="field code"),
        pytest.param(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>{run('甲')}", "甲", id="hidden"),
        pytest.param(
            "<w:r><w:ruby><w:rt><w:r><w:t>lán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>岚</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "岚",
            id="phonetic guide",
        ),
        pytest.param("<m:oMath><m:r><m:t>3×4</m:t></m:r></m:oMath>", "3×4", id="formula"),
        pytest.param(
            f"{run('正文')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{paragraph(run('框内'))}"
            f"</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph(run('框内'))}"
            "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            "正文\n框内",
            id="text box, once",
        ),
    ],
)
def test_what_stands_in_a_paragraph(content: str, text: str) -> None:
    assert read_docx(with_body(paragraph(content)), "a.docx") == text


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(
            f"<w:sdt><w:sdtContent>{paragraph(run('收入'))}</w:sdtContent></w:sdt>", "收入", id="content control"
        ),
        pytest.param(
            f"<w:tbl><w:tr>{cell('甲')}<w:tc>{paragraph(run('乙'))}<w:tbl><w:tr>{cell('丙')}{cell('丁')}</w:tr></w:tbl></w:tc>"
            "</w:tr></w:tbl>",
            "甲\t乙丙 丁",
            id="a table in a cell",
        ),
        pytest.param(
            f"<w:tbl><w:tr>{cell('甲')}<w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt></w:tr></w:tbl>",
            "甲\t乙",
            id="a cell in a content control",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('旧')}</w:tr><w:tr>{cell('新')}</w:tr></w:tbl>",
            "新",
            id="a deleted row",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{paragraph(run('收入12'))}{paragraph(run('34'))}</w:tc></w:tr></w:tbl>",
            "收入12 34",
            id="paragraphs of figures in a cell",
        ),
    ],
)
def test_what_wraps_paragraphs_and_cells(xml: str, text: str) -> None:
    assert read_docx(with_body(xml), "a.docx") == text


def level(place: int, style: str, text: str, extra: str) -> str:
    start = f"<w:start w:val='1'/><w:numFmt w:val='{style}'/>"
    return f"<w:lvl w:ilvl='{place}'>{start}{extra}<w:lvlText w:val='{text}'/></w:lvl>"


def membership(num_id: int, place: int) -> str:
    return f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{place}'/><w:numId w:val='{num_id}'/></w:numPr>"


def numbered(levels: list[tuple[str, str]], places: list[int | None], extra: str = "", override: str = "") -> str:
    """The text of one paragraph 项 for each place, in a list whose levels have the given (format, text).

    None stands for a paragraph of no list, -1 for the first level of a kindred list with the given ``override``.
    """
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    definition = "".join(level(place, style, text, extra) for place, (style, text) in enumerate(levels))
    numbering.append(parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='7'>{definition}</w:abstractNum>"))
    for num_id, change in ((1, ""), (2, override)):
        xml = f"<w:num {nsdecls('w')} w:numId='{num_id}'><w:abstractNumId w:val='7'/>{change}</w:num>"
        numbering.append(parse_xml(xml))
    for place in places:
        properties = document.add_paragraph("项")._p.get_or_add_pPr()
        if place is not None:
            properties.append(parse_xml(membership(2, 0) if place < 0 else membership(1, place)))
    return read_docx(saved(document), "a.docx").replace("\n", "|")


@pytest.mark.parametrize(
    ("levels", "places", "text"),
    [
        pytest.param([("chineseCounting", "%1、")], [0, None, 0], "一、项|项|二、项", id="Chinese, with text between"),
        pytest.param(
            [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")],
            [0, 1, 1, 2, 0, 1, 2],
            "一、项|（一）项|（二）项|1. 项|二、项|（一）项|1. 项",
            id="levels start anew",
        ),
        pytest.param(
            [("decimal", "%1"), ("decimal", "%1.%2")], [0, 1, 1, 0, 1], "1 项|1.1 项|1.2 项|2 项|2.1 项", id="1.1"
        ),
        pytest.param(
            [("chineseCounting", "第%1章")],
            [0] * 11,
            "|".join(f"第{n}章项" for n in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]),
            id="chapters",
        ),
        pytest.param([("decimalEnclosedCircleChinese", "%1")], [0, 0], "① 项|② 项", id="circles"),
        pytest.param([("bullet", "\uf0b7")], [0], "• 项", id="bullet"),
        pytest.param([("none", "")], [0], "项", id="no number"),
        pytest.param([("upperRoman", "%1."), ("lowerLetter", "%2)")], [0, 1, 1], "I. 项|a) 项|b) 项", id="Latin"),
        pytest.param(
            [("chineseCounting", "%1、"), ("decimal", "%1.%2")], [1], "一.1 项", id="upper level not yet counted"
        ),
    ],
)
def test_automatic_numbering(levels: list[tuple[str, str]], places: list[int | None], text: str) -> None:
    assert numbered(levels, places) == text


def test_a_list_may_start_anew() -> None:
    restart = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>"
    assert numbered([("decimal", "%1.")], [0, 0, -1, -1], override=restart) == "1. 项|2. 项|5. 项|6. 项"


def test_legal_numbering_is_decimal() -> None:
    levels = [("chineseCounting", "%1、"), ("decimal", "%1.%2")]
    assert numbered(levels, [0, 1], extra="<w:isLgl/>") == "1、项|1.1 项"


def test_numbering_comes_from_the_style_too() -> None:
    document = docx.Document()
    for text in ("收入", "支出"):
        document.add_paragraph(text, style="List Number")
    assert read_docx(saved(document), "a.docx") == "1. 收入\n2. 支出"


def test_numbering_that_is_switched_off() -> None:
    document = docx.Document()
    added = document.add_paragraph("收入", style="List Number")
    added._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='0'/></w:numPr>"))
    assert read_docx(saved(document), "a.docx") == "收入"


def a_report() -> bytes:
    document = docx.Document()
    document.add_paragraph("收入12万元。")
    return saved(document)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            changed = change(part, source.read(part))
            if changed is not None:
                target.writestr(part, changed)
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(limits.MAX_XML_BYTES // 2**20 + 1):
            part.write(bytes(2**20))
    return buffer.getvalue()


def lying() -> bytes:
    """A package whose directory understates the size of the document."""
    data = bytearray(a_report())
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(data)


ENTITIES = (
    b"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r>"
    b"<w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda: b"plain text", "not a .docx", id="text"),
        pytest.param(lambda: a_report()[:2000], "truncated", id="truncated"),
        pytest.param(
            lambda: repacked(a_report(), lambda name, data: None if "word/" in name else data),
            "not a .docx",
            id="another zip",
        ),
        pytest.param(
            lambda: repacked(a_report(), lambda name, data: data[: len(data) // 2]), "broken .docx", id="broken XML"
        ),
        pytest.param(
            lambda: repacked(a_report(), lambda name, data: None if name == "word/document.xml" else data),
            "broken .docx",
            id="no document in it",
        ),
        pytest.param(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word file", id="old Word"),
        pytest.param(
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            id="encrypted",
        ),
        pytest.param(bomb, "unpacks to", id="zip bomb"),
        pytest.param(lying, "broken .docx", id="a size that is not true"),
    ],
)
def test_what_is_refused(make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.docx: .*{message}"):
        read_docx(make(), "a.docx")


def test_entities_are_not_expanded() -> None:
    data = repacked(a_report(), lambda name, data: ENTITIES if name == "word/document.xml" else data)
    assert "aaaa" not in read_docx(data, "a.docx")


def test_a_flipped_byte_never_crashes() -> None:
    data = a_report()
    for place in range(0, len(data), 97):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        try:
            read_docx(bytes(broken), "a.docx")
        except DocumentError:
            continue
