"""A report says the same whether it comes as text, Word, PDF or HTML."""

import html
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from zhibiao.documents import read_bytes
from zhibiao.linking.extractor import Extractor
from zhibiao.models.tagger import SHIPPED_MODEL

ROOT = Path(__file__).resolve().parents[2]
REPORTS = {"sample": ROOT / "docs" / "samples" / "report.txt", "seed": ROOT.parent / "shared" / "seed" / "report.txt"}
FONT = "STSong-Light"


def as_docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_pdf(lines: list[str]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    buffer = BytesIO()
    SimpleDocTemplate(buffer).build([Paragraph(html.escape(line), body) for line in lines])
    return buffer.getvalue()


def as_html(lines: list[str]) -> bytes:
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{paragraphs}</body></html>".encode()


@pytest.fixture(params=["toy", "shipped"])
def extractor(request: pytest.FixtureRequest, toy: Path) -> Extractor:
    if request.param == "toy":
        return Extractor.load(toy)
    if not SHIPPED_MODEL.exists():
        pytest.skip(f"no model in {SHIPPED_MODEL}")
    return Extractor.load()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("convert", [as_docx, as_pdf, as_html])
def test_every_format_gives_the_same_triples(
    extractor: Extractor, convert: Callable[[list[str]], bytes], name: str
) -> None:
    path = REPORTS[name]
    if not path.exists():
        pytest.skip(f"no report at {path}")
    text = path.read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    converted = read_bytes(convert(lines), f"report.{convert.__name__.removeprefix('as_')}")
    assert triples(extractor, converted) == triples(extractor, read_bytes(text.encode(), "report.txt"))


def triples(extractor, document):
    return [
        (fact.org and fact.org.name, fact.indicator.qualified_name, "".join(fact.value.text.split()), fact.period)
        for fact in extractor.extract(document).indicators
    ]
