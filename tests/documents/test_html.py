import pytest

from zhibiao.documents import limits
from zhibiao.documents.html import read_html
from zhibiao.errors import DocumentError

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>岚山县人民政府</title><style>p {{}}</style></head>
<body><div class="header"><a>首页</a><a>政务公开</a></div><nav>导航</nav>
<h1>岚山县水利局<br>2023年度工作报告</h1>
<div id="zoom"><p>&emsp;&emsp;一、基本&nbsp;情况</p>
<p>全年新建水闸
12座，投资<b>3.5</b>亿元。<br/>其中&lt;省级&gt;2座。</p><script>alert("脚本")</script><!-- 注释 --></div>
<div class="share">分享到</div><footer>版权所有</footer></body></html>"""
TEXT = "岚山县水利局\n2023年度工作报告\n一、基本 情况\n全年新建水闸12座，投资3.5亿元。\n其中<省级>2座。"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="UTF-8"),
        pytest.param("gb2312", "gb18030", id="GB2312"),
        pytest.param("gb2312", "utf-8", id="UTF-8 that calls itself GB2312"),
        pytest.param("utf-8", "gb18030", id="GBK that calls itself UTF-8"),
        pytest.param("utf-8", "utf-16", id="UTF-16 with a mark"),
        pytest.param("no-such-charset", "gb18030", id="unknown charset"),
    ],
)
def test_main_part_of_a_page_in_its_encoding(charset: str, encoding: str) -> None:
    assert read_html(PAGE.format(charset=charset).encode(encoding), "a.html") == TEXT


def test_declared_big5_is_believed() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>收入</p>'
    assert read_html(page.encode("big5"), "a.html") == "收入"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("只有文字", "只有文字", id="no markup"),
        pytest.param("<p>一<p>二<div>三", "一\n二\n三", id="unclosed tags"),
        pytest.param("<p>第  3&nbsp;季度</p>", "第 3 季度", id="spaces between words"),
        pytest.param("<pre>一\n 二\n\n三</pre>", "一\n二\n三", id="preformatted"),
        pytest.param("<p>甲<textarea>乙</textarea></p>", "甲", id="form fields"),
        pytest.param("<ol><li>收入</li><li>2、支出</li><li>结余</li></ol>", "1. 收入\n2、支出\n3. 结余", id="numbered"),
        pytest.param('<ol start=4 type=a><li>收入<li value="7">支出', "d. 收入\ng. 支出", id="lettered"),
        pytest.param("<ul><li>收入<ul><li>税收</li></ul></li></ul>", "收入\n税收", id="nested list"),
        pytest.param("<header><h1>标题</h1></header><p>正文</p>", "标题\n正文", id="a header that holds the heading"),
        pytest.param("<form class=header><p>正文</p></form>", "正文", id="a page all in one 'header'"),
        pytest.param(
            "<main><p>正文内容</p></main><div>相关链接</div>", "正文内容", id="what stands beside the main part"
        ),
        pytest.param(
            "<div class=content>短</div><p>正文内容长得多</p>",
            "短\n正文内容长得多",
            id="a part too small to be the main",
        ),
        pytest.param(
            '<meta name="ArticleTitle" content="青岩镇公报"><div id=zoom><p>正文</p></div>',
            "青岩镇公报\n正文",
            id="title in meta",
        ),
        pytest.param(
            '<meta name="ArticleTitle" content="青岩镇公报"><div id=zoom><p>青岩镇<br>公报</p></div>',
            "青岩镇\n公报",
            id="title in meta and text",
        ),
        pytest.param("<?xml version='1.0' encoding='gb2312'?><html><body>中文", "中文", id="XHTML"),
    ],
)
def test_lines(html: str, text: str) -> None:
    assert read_html(html.encode(), "a.html") == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            "<table><caption>表1</caption><thead><tr><th>项目<th>金额</thead><tr><td>支出<td>10</table>",
            "表1\n项目\t金额\n支出\t10",
            id="rows and cells",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>支出<td colspan=2>基本<tr><td>项目<td>3</table>",
            "支出\t基本\n项目\t3",
            id="merged cells once",
        ),
        pytest.param(
            "<table><tr><td><td>2022<td>2023<tr><td>收入<td><td>5</table>", "\t2022\t2023\n收入\t\t5", id="empty"
        ),
        pytest.param("<table><tr><td><p>基本</p><p>支出</p><td>1<br>2</table>", "基本支出\t1 2", id="lines in a cell"),
        pytest.param(
            "<table><tr><td>甲<td><table><tr><td>乙<td>丙</table></table>", "甲\n乙\t丙", id="a table in a table"
        ),
        pytest.param("<table><tr><td><p>第一段</p><p>第二段</p></table>", "第一段\n第二段", id="a table of one cell"),
    ],
)
def test_tables(html: str, text: str) -> None:
    assert read_html(html.encode(), "a.html") == text


@pytest.mark.parametrize("tag", ["<div>", "<span>", "<ol><li>", "<table><tr><td>", "<div class=menu>"])
def test_deep_nesting_is_read(tag: str) -> None:
    assert read_html((tag * 20_000 + "深").encode(), "a.html").endswith("深")


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"^a\.html: 500,001 tags; the limit is 500,000"):
        read_html(b"<br>" * (limits.MAX_HTML_TAGS + 1), "a.html")
