import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.documents import BlockKind, structure

TITLE, HEADING, PARAGRAPH = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH
ITEM, ROW = BlockKind.LIST_ITEM, BlockKind.TABLE_ROW

REPORT = """
2023年度
岚山县水利局
部门整体支出绩效自评报告

一、部门概况
（一）机构设置
　　我局内设股室6个，下属事业单位2个。
1．人员情况
全局在职人员52人。
2．资产情况。年末固定资产总额310.5万元。
（1）支出进度偏慢；
①预算编制不细。
项目\t预算数\t决算数
基本支出\t420\t418.6
二、存在的问题
"""


def found(text: str) -> list[tuple[BlockKind, int, str | None, str]]:
    document = structure("report.txt", text)
    return [(block.kind, block.level, block.number, text[block.start : block.end]) for block in document.blocks]


def test_a_report_is_told_apart_into_its_blocks() -> None:
    assert found(REPORT) == [
        (TITLE, 0, None, "2023年度\n岚山县水利局\n部门整体支出绩效自评报告"),
        (HEADING, 1, "一、", "一、部门概况"),
        (HEADING, 2, "（一）", "（一）机构设置"),
        (PARAGRAPH, 0, None, "我局内设股室6个，下属事业单位2个。"),
        (HEADING, 3, "1．", "1．人员情况"),
        (PARAGRAPH, 0, None, "全局在职人员52人。"),
        (ITEM, 3, "2．", "2．资产情况。年末固定资产总额310.5万元。"),
        (ITEM, 4, "（1）", "（1）支出进度偏慢；"),
        (ITEM, 5, "①", "①预算编制不细。"),
        (ROW, 0, None, "项目\t预算数\t决算数"),
        (ROW, 0, None, "基本支出\t420\t418.6"),
        (HEADING, 1, "二、", "二、存在的问题"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("岚山县2023年政府工作报告\n各位代表：", "岚山县2023年政府工作报告", id="one line"),
        pytest.param("清河区民政局\n2022年度部门决算\n一、概况", "清河区民政局2022年度部门决算", id="two lines"),
        pytest.param("附件1\n青岩镇绩效自评报告\n一、概况", "青岩镇绩效自评报告", id="below an attachment mark"),
        pytest.param(
            "岚财〔2023〕12号\n关于预算执行情况的通报\n各股室：", "关于预算执行情况的通报", id="below its number"
        ),
        pytest.param("青岩镇绩效自评报告\n（2023年度）\n一、概况", "青岩镇绩效自评报告（2023年度）", id="year below"),
        pytest.param("# 青岩镇年度小结\n\n正文。", "青岩镇年度小结", id="Markdown"),
        pytest.param("\ufeff\u200f  青岩镇公报  \n正文。", "青岩镇公报", id="invisible marks around it"),
        pytest.param("（二）项目支出情况\n项目支出12万元。", None, id="a cut that begins with a heading"),
        pytest.param("其中企业7433户。\n二、问题", None, id="a cut that begins in mid-sentence"),
        pytest.param("各位代表：\n现在报告工作。", None, id="a salutation"),
        pytest.param("产品名称\n计量单位\n产量\n水泥\n万吨", None, id="a flattened table"),
        pytest.param("主要做法\n坚持以人为本。", None, id="a heading without a number"),
        pytest.param("", None, id="nothing"),
        pytest.param(" \n\t\n\u3000", None, id="blanks"),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert structure("x", text).title == title


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("一、基本情况", 1, "一、"),
        ("十二、其他", 1, "十二、"),
        ("第一章 总则", 1, "第一章"),
        ("第十三条 本办法自印发之日起施行。", 1, "第十三条"),
        ("第三部分 绩效分析", 1, "第三部分"),
        ("（二）产出", 2, "（二）"),
        ("(三)效益", 2, "(三)"),
        ("3、人员", 3, "3、"),
        ("4.2023年工作", 3, "4."),
        ("１．目标", 3, "１．"),
        ("1.1 项目概况", 4, "1.1"),
        ("(2) 质量", 4, "(2)"),
        ("3）时效", 4, "3）"),
        ("⑵成本", 4, "⑵"),
        ("②满意度", 5, "②"),
        ("1.5万元用于培训", 0, None),
        ("2、3季度持平", 0, None),
        ("1.2 万元", 0, None),
        ("第三产业增加值", 0, None),
        ("第二条例", 0, None),
        ("一是加强管理", 0, None),
        ("2023年收入", 0, None),
    ],
)
def test_numbering(line: str, level: int, number: str | None) -> None:
    (block,) = structure("x", line).blocks
    assert (block.level, block.number) == (level, number)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("1.收入\n收入12万元。", [HEADING, PARAGRAPH], id="short line over a paragraph"),
        pytest.param("1.收入12万元\n2.支出10万元\n3.结余2万元", [ITEM, ITEM, ITEM], id="a list without full stops"),
        pytest.param("（一）收入\n1.税收", [HEADING, ITEM], id="heading over a list"),
        pytest.param("一、收入……3\n二、支出......7", [ITEM, ITEM], id="table of contents"),
        pytest.param("- 收入\n* 支出\n● 结余", [ITEM, ITEM, ITEM], id="bullets"),
        pytest.param("-5.2%的降幅", [PARAGRAPH], id="a minus is no bullet"),
        pytest.param("| 项目 | 金额 |\n|---|---|\n| 支出 | 10 |", [ROW, ROW], id="Markdown table"),
        pytest.param("项目    预算数    决算数", [ROW], id="columns of spaces"),
        pytest.param("一、\t基本情况", [HEADING], id="tab behind a number"),
        pytest.param("## 二、支出", [HEADING], id="Markdown heading"),
    ],
)
def test_kinds(text: str, kinds: list[BlockKind]) -> None:
    assert [block.kind for block in structure("x", text).blocks] == kinds


@given(st.text(alphabet="一二（）1.、①第章条报告\n\t 　|#-。，a\u200f\ud800\0", max_size=80))
def test_blocks_are_in_order_and_hold_every_character_that_is_not_blank(text: str) -> None:
    document = structure("x", text)
    outside, last = "", 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        assert block.kind is TITLE or "\n" not in text[block.start : block.end]
        outside += text[last : block.start]
        last = block.end
    # Markdown's own marks are the only signs left out.
    assert not (outside + text[last:]).strip(" \t\n\u3000\u200f#|-:")
    assert document.text == text


@pytest.mark.parametrize("piece", ["绩", "\n", " ", "\t", "一、", "a  ", "（", "|", "# ", "1.\n", "1."])
def test_a_million_characters_take_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    structure("x", text)
    assert time.process_time() - begun < 10
