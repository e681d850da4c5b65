from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from zhibiao.documents import BlockKind, limits, read_bytes
from zhibiao.documents.numbering import find_numbering
from zhibiao.documents.pdf import read_pdf
from zhibiao.errors import DocumentError

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
FLUSH = ParagraphStyle("flush", BODY, firstLineIndent=0, spaceAfter=10)
HANGING = ParagraphStyle("hanging", BODY, leftIndent=24, firstLineIndent=-24)
TITLE = ParagraphStyle("title", BODY, fontSize=20, leading=30, alignment=1, firstLineIndent=0)

REPORT = [
    "岚山县水利局",
    "2023年度部门整体支出绩效自评报告",
    "一、部门基本情况",
    "（一）主要职能",
    "岚山县水利局负责全县水资源的统一管理和保护，组织编制流域综合规划和防洪规划，指导农村水利设施建设与运行管理，"
    "承担水土保持、河湖岸线管理和农村饮水安全工作，并协调处理乡镇之间的水事纠纷，监督重点水利工程的建设与运行。",
    "（二）机构和人员",
    "1．机构设置。局机关内设股室6个，下属事业单位2个，分别是水利工程服务中心、河湖管理站。全县12个乡镇均设有水利服务站，"
    "共配备专职人员36人，兼职人员48人，基本做到事有人管、责有人负。",
    "2．人员情况。年末在职人员52人，其中行政编制18人、事业编制34人；退休人员41人，较上年增加3人，增长7.89%。",
    "二、预算执行情况",
    "全年预算数1,204.60万元，执行数1,187.35万元，执行率98.57%。其中：基本支出812.40万元，占支出总额的68.42%；"
    "项目支出374.95万元，占支出总额的31.58%。与上年相比，支出总额增加96.28万元，增长8.82%，主要原因是新增中小河流治理项目2个，"
    "总投资2,350万元，当年安排资金210万元。",
    "（1）公用经费支出98.76万元，比上年下降4.2个百分点；",
    "（2）“三公”经费支出14.3万元，控制在预算以内；",
    "（3）会议费、培训费合计2.15万元。",
    "三、存在的问题",
    "一是预算编制不够精细，部分项目年中调整较多，全年共调整预算4次，涉及资金86.7万元；二是绩效目标设置偏低，个别指标完成率超过"
    "200%，未能真实反映工作成效；三是GDP、CPI等宏观指标引用不规范，数据口径前后不一。",
]
LONG_REPORT = [REPORT[0], REPORT[1], *REPORT[2:] * 4]

Decoration = Callable[[Canvas, object], None]


def nothing(canvas: Canvas, _: object) -> None:
    """A page without head and foot."""


def dashed_number(canvas: Canvas, _: object) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"— {canvas.getPageNumber()} —")


def head_and_number(canvas: Canvas, _: object) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawString(72, A4[1] - 40, "岚山县水利局绩效自评报告")
    canvas.line(72, A4[1] - 44, A4[0] - 72, A4[1] - 44)
    canvas.drawRightString(A4[0] - 72, 30, f"第 {canvas.getPageNumber()} 页 共 9 页")


def alternating_heads(canvas: Canvas, _: object) -> None:
    canvas.setFont(FONT, 9)
    number = canvas.getPageNumber()
    canvas.drawString(72, A4[1] - 40, "绩效自评报告" if number % 2 else "岚山县水利局")
    canvas.drawString(72 if number % 2 else A4[0] - 90, 30, str(number))


def laid_out(story: Sequence[Flowable], decoration: Decoration = nothing, margin: float = 25 * mm) -> bytes:
    buffer = BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=margin, rightMargin=margin)
    template.build(list(story), onFirstPage=decoration, onLaterPages=decoration)
    return buffer.getvalue()


def report_story(lines: Sequence[str], style: ParagraphStyle) -> list[Flowable]:
    """``lines`` as title and body; only what is numbered hangs."""
    styles = [TITLE if place < 2 else style for place in range(len(lines))]
    return [
        Paragraph(line, FLUSH if style is HANGING and find_numbering(line) is None else style)
        for line, style in zip(lines, styles, strict=True)
    ]


def bare(lines: Sequence[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


@pytest.mark.parametrize("margin", [20 * mm, 28 * mm, 33.3 * mm], ids=["narrow", "usual", "wide"])
@pytest.mark.parametrize("decoration", [nothing, dashed_number, head_and_number, alternating_heads])
@pytest.mark.parametrize("style", [BODY, FLUSH, HANGING], ids=["indented", "flush", "hanging"])
@pytest.mark.parametrize("lines", [REPORT, LONG_REPORT], ids=["a page", "several pages"])
def test_the_text_is_what_was_laid_out(
    lines: list[str], style: ParagraphStyle, decoration: Decoration, margin: float
) -> None:
    text = read_pdf(laid_out(report_story(lines, style), decoration, margin), "a.pdf")
    assert bare(text.split("\n")) == bare(lines)


GRID = TableStyle([("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
UNRULED = TableStyle([("FONT", (0, 0), (-1, -1), FONT, 10)])
WRAPPED = Paragraph(
    "农村饮水安全巩固提升工程（二期）维修养护项目", ParagraphStyle("cell", BODY, fontSize=10, firstLineIndent=0)
)


@pytest.mark.parametrize(
    ("cells", "style", "rows"),
    [
        pytest.param(
            [["项目", "预算数", "决算数"], ["基本支出", "812.40", "812.40"], ["合计", "", "1,187.35"]],
            GRID,
            ["项目\t预算数\t决算数", "基本支出\t812.40\t812.40", "合计\t\t1,187.35"],
            id="ruled",
        ),
        pytest.param(
            [["支出", "一级", ""], ["", "二级", "5"]],
            TableStyle([*GRID.getCommands(), ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]),
            ["支出\t一级", "二级\t5"],
            id="merged cells",
        ),
        pytest.param(
            [[WRAPPED, "10"], ["其他", "2"]],
            GRID,
            ["农村饮水安全巩固提升工程（二期）维修养护项目\t10", "其他\t2"],
            id="a cell of several lines",
        ),
        pytest.param(
            [["基本支出", "812.40"], ["项目支出", "374.95"]],
            UNRULED,
            ["基本支出\t812.40", "项目支出\t374.95"],
            id="not ruled",
        ),
    ],
)
def test_tables(cells: list[list[object]], style: TableStyle, rows: list[str]) -> None:
    table = Table(cells, colWidths=[120, 100, 100][: len(cells[0])])
    table.setStyle(style)
    data = laid_out([Paragraph("收支情况见下表。", BODY), table, Paragraph("表中单位为万元。", BODY)])
    text = read_pdf(data, "a.pdf")
    assert text.split("\n") == ["收支情况见下表。", *rows, "表中单位为万元。"]
    assert [block.kind for block in read_bytes(data, "a.pdf").blocks[1:-1]] == [BlockKind.TABLE_ROW] * len(rows)


@pytest.mark.parametrize("width", [110, 150, 200, 300, 450])
def test_english_words_are_parted_and_hyphenated_ones_made_whole(width: int) -> None:
    style = ParagraphStyle("english", fontName="Helvetica", fontSize=12, embeddedHyphenation=1)
    text = (
        "The bu\xadreau re\xadports that ex\xadpen\xaddi\xadture on in\xadfra\xadstruc\xadture grew by 8.82 percent. "
        * 4
    )
    data = laid_out([Paragraph(text.strip(), style)], margin=(A4[0] - width) / 2)
    assert read_pdf(data, "a.pdf") == text.strip().replace("\xad", "")


def test_a_paragraph_runs_over_pages() -> None:
    long = "全年新建和改造农村供水管网，惠及乡镇村组，" * 120 + "工程全部完工。"
    story = [Paragraph("一、工程建设", BODY), Paragraph(long, BODY), PageBreak(), Paragraph("二、问题", BODY)]
    assert read_pdf(laid_out(story, head_and_number), "a.pdf").split("\n") == ["一、工程建设", long, "二、问题"]


def a_report() -> bytes:
    return laid_out(report_story(REPORT, BODY))


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_report())))
    writer.encrypt(user_password=password, owner_password="owner")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scanned() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.rect(80, 80, 300, 500, fill=1)
    canvas.save()
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1)
    canvas._code.append(" " * (limits.MAX_PDF_STREAM_BYTES + 1))
    canvas.save()
    return buffer.getvalue()


def pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(width=100, height=100)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda: "纯文本".encode(), "not a PDF", id="text"),
        pytest.param(lambda: a_report()[:-400], "truncated", id="cut at its end"),
        pytest.param(lambda: a_report()[:900], "truncated", id="cut at its beginning"),
        pytest.param(lambda: b"%PDF-1.7\n%%EOF\n", "broken PDF", id="header and end mark only"),
        pytest.param(lambda: encrypted("secret"), "encrypted", id="encrypted"),
        pytest.param(scanned, "holds no text layer", id="scanned"),
        pytest.param(bomb, "unpacks to more than", id="a stream that unpacks to a flood"),
        pytest.param(lambda: pages(limits.MAX_PDF_PAGES + 1), "2,001 pages", id="too many pages"),
    ],
)
def test_what_is_refused(make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.pdf: .*{message}"):
        read_pdf(make(), "a.pdf")


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert bare(read_pdf(encrypted(""), "a.pdf").split("\n")) == bare(REPORT)


def test_a_flipped_byte_never_crashes() -> None:
    data = laid_out([Paragraph("收入12万元。", BODY)])
    for place in range(0, len(data), 61):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        try:
            read_pdf(bytes(broken), "a.pdf")
        except DocumentError:
            continue
