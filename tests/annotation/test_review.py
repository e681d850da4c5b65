"""The check of whole files: places, duplicates, links, sums and text shared between splits."""

from pathlib import Path

import pytest
from annotated import read
from typer.testing import CliRunner

from zhibiao.annotation.arithmetic import check_arithmetic
from zhibiao.annotation.check import check_document
from zhibiao.annotation.cli import app
from zhibiao.annotation.files import dump_line
from zhibiao.annotation.reach import check_reach
from zhibiao.annotation.review import review
from zhibiao.models.scheme import AnnotatedDocument

SOUND = "{P1|2023年}{O1|甲县水利局}{I1|收入}{A1 I1 O1 P1|5万元}，其中{I2|经费}{A2 I2 <A1|3万元}。"


def errors_of(document: AnnotatedDocument) -> list[str]:
    return [fault.message for fault in check_document(document) if fault.severity == "error"]


def test_a_sound_document_has_no_fault() -> None:
    assert list(check_document(read(SOUND))) == []


@pytest.mark.parametrize(
    ("passage", "message"),
    [
        pytest.param("{A1|5万元}", "A1 '5万元' (AMOUNT 0–3) has no indicator", id="a value without an indicator"),
        pytest.param("{I1|收入}", "I1 '收入' (INDICATOR 0–2) belongs to no value", id="an indicator without a value"),
        pytest.param("{P1|今年}", "P1 '今年' (PERIOD 0–2) belongs to no value", id="a period without a value"),
        pytest.param("{I1|收入}{A1 I1|上亿元 }", "begins or ends in a space or punctuation mark", id="a blank edge"),
        pytest.param("{I1|收入}{A1 I1|若干元}", "A1 '若干元' (AMOUNT 2–5) holds no number", id="no number"),
        pytest.param(
            "{I1|甲}{C1 I1 <C2|1个}{I2|乙}{C2 I2 ~C1|2个}",
            "PART_OF and RELATIVE_TO run in a circle: C1 → C2 → C1",
            id="a circle",
        ),
        pytest.param("{I1|甲}{C1 I1 I1|1个}", "HAS_INDICATOR C1 → I1 stands twice", id="a link given twice"),
        pytest.param("{I1=甲|收入}{A1 I1|5万元}", "which only an ORG may have", id="an indicator with a full name"),
        pytest.param("{I1 O1|收入}{A1 I1|5万元}{O1|县局}", "relations start at a value", id="a link of an indicator"),
        pytest.param("{I1|收入}{A1 I1 <I1|5万元}", "PART_OF ends at I1", id="a part of an indicator"),
    ],
)
def test_faults_of_links_and_spans(passage: str, message: str) -> None:
    assert [found for found in errors_of(read(passage)) if message in found]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"text": "收入"}, "A1 spans 2–5 in a text of 2 characters", id="a span behind the end"),
        pytest.param({"text": "收入5万元\r\n"}, "the text holds a carriage return", id="a carriage return"),
        pytest.param({"text": " \n", "entities": (), "relations": ()}, "the text is empty", id="nothing"),
        pytest.param({"genre": " 总结"}, "genre is empty, begins or ends in a space", id="an untidy genre"),
        pytest.param({"entities": ()}, "HAS_INDICATOR names A1, which is no entity", id="a link to nowhere"),
    ],
)
def test_faults_of_documents(change: dict[str, object], message: str) -> None:
    document = read("{I1|收入}{A1 I1|5万元}").model_copy(update=change)
    assert [found for found in errors_of(document) if found.startswith(message)]


def test_every_overlap_is_told() -> None:
    document = read("{I1|收}{A1 I1|5}万{C1 I1|3}个{C2 I1|4}")
    first, _, *others = document.entities
    wide = document.model_copy(
        update={"entities": (first, document.entities[1].model_copy(update={"end": 6}), *others)}
    )
    assert sum("overlaps A1" in found for found in errors_of(wide)) == 2


def test_two_circles_are_both_told() -> None:
    document = read("{I1|甲}{C1 I1 <C2|1个}{C2 I1 <C1|2个}{C3 I1 ~C4|3个}{C4 I1 ~C3|4个}")
    assert sum("circle" in found for found in errors_of(document)) == 2


@pytest.mark.parametrize(
    ("passage", "lacks"),
    [
        pytest.param(
            "{O1|甲局}{I1|收}{A1 I1 O1|5万元}，{I2|支}{A2 I2|4万元}。", "A2 '4万元' has no ORG", id="organisation"
        ),
        pytest.param(
            "{P1|今年}{I1|收}{A1 I1 P1|5万元}，{I2|支}{A2 I2|4万元}。", "A2 '4万元' has no PERIOD", id="period"
        ),
        pytest.param(
            "{O1|甲局}工作：一是{I1|收}{A1 I1 O1|5万元}；二是{I2|支}{A2 I2|4万元}。",
            "has no ORG",
            id="before the first item",
        ),
        pytest.param(
            "（一）{P1|今年}{I1|收}{A1 I1 P1|5万元}。{I2|支}{A2 I2|4万元}。",
            "has no PERIOD",
            id="period heads paragraph",
        ),
    ],
)
def test_what_governs_a_value_and_is_not_linked(passage: str, lacks: str) -> None:
    assert any(lacks in message for message in check_reach(read(passage)))


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param("{O1|甲局}{I1|收}{A1 I1 O1|5万元}。\n{I2|支}{A2 I2|4万元}。", id="another line"),
        pytest.param("{O1|甲局}{I1|收}{A1 I1 O1|5万元}，其中{I2|税}{A2 I2 <A1|4万元}。", id="a part inherits"),
        pytest.param("一是{O1|甲局}{I1|收}{A1 I1 O1|5万元}；二是{I2|支}{A2 I2|4万元}。", id="another item"),
        pytest.param(
            "{O1|甲局}{I1|收}{A1 I1 O1|5万元}，报{O2|乙局}审定{I2|支}{A2 I2|4万元}。", id="another body between"
        ),
        pytest.param("全县{P1|今年}{I1|收}{A1 I1 P1|5万元}。{I2|支}{A2 I2|4万元}。", id="the next sentence"),
        pytest.param("全县{P1|今年}{I1|收}{A1 I1 P1|5万元}；{O1|甲局}{I2|支}{A2 I2 O1|4万元}。", id="a new subject"),
        pytest.param("{P1|去年}的{I1|收入}{A1 I1 P1|5万元}，{I2|支}{A2 I2|4万元}。", id="attributive"),
        pytest.param("每人{P1|每月}{I1|补助}{A1 I1 P1|5元}，{I2|共}{A2 I2|4万元}。", id="每月"),
    ],
)
def test_what_does_not_govern_a_value(passage: str) -> None:
    assert list(check_reach(read(passage))) == []


@pytest.mark.parametrize(
    ("passage", "rules"),
    [
        pytest.param(
            "{I1|编制}{C1 I1|9名}（{I2|行政}{C2 I2 <C1|4名}、{I3|事业}{C3 I3 <C1|5名}）。", [], id="parts add up"
        ),
        pytest.param(
            "{I1|编制}{C1 I1|9名}（{I2|行政}{C2 I2 <C1|3名}、{I3|事业}{C3 I3 <C1|5名}）。",
            ["sum_of_parts"],
            id="parts do not",
        ),
        pytest.param(
            "{I1|预算数}{A1 I1|200万元}，{I2|执行数}{A2 I2|150万元}，{I3|执行率}{R1 I3 ~A1|85%}。",
            ["rate_of_base"],
            id="rate",
        ),
        pytest.param(
            "{I1|收入}{A1 I1|200万元}，{I2|收入}{A2 I2|150万元}。", [], id="what the report says twice is its own"
        ),
    ],
)
def test_arithmetic(passage: str, rules: list[str]) -> None:
    assert [message.partition(":")[0] for message in check_arithmetic(read(passage))] == rules


def test_every_fault_of_every_file_has_its_line(tmp_path: Path) -> None:
    lines, marks = tmp_path / "a.jsonl", tmp_path / "b.mark"
    lines.write_text(f"{dump_line(read(SOUND))}\n\n{{\n{dump_line(read(SOUND))}\n", encoding="utf-8")
    marks.write_text("# id: one\n{I1|收入}\n======\n# id: two\n{A1}\n", encoding="utf-8")
    assert review([tmp_path, lines]).errors == [
        f"{lines}:3: not JSON at column 2: Expecting property name enclosed in double quotes",
        f"{lines}:4: one: the id stands twice, first at {lines}:1",
        f"{marks}:1: one: the id stands twice, first at {lines}:1",
        f"{marks}:1: one: I1 '收入' (INDICATOR 0–2) belongs to no value",
        f"{marks}:5: two: stray '{{' near '{{A1}}'; write it \\{{",
        f"{marks}:5: two: stray '}}' near '{{A1}}'; write it \\}}",
    ]


def corpus(folder: Path, **passages: str) -> Path:
    for split, passage in passages.items():
        (folder / split).mkdir(exist_ok=True)
        document = read(passage, id=split)
        (folder / split / "part.jsonl").write_text(dump_line(document) + "\n", encoding="utf-8")
    return folder


LONG = "开展农村饮水安全巩固提升工程建设并完成验收工作任务之后移交乡镇管护"


def test_near_duplicates_between_splits_are_errors(tmp_path: Path) -> None:
    folder = corpus(tmp_path, train=f"甲县水利局{LONG}，群众满意。", test=f"乙市水务局扎实{LONG}，效果明显。")
    (error,) = review([folder]).errors
    assert error.startswith(f"{folder}/train/part.jsonl:1: train: ")
    assert f"stands in test too, in test ({folder}/test/part.jsonl:1); the longest stretch is" in error
    assert LONG in error


def test_the_same_sentence_in_two_splits_is_an_error(tmp_path: Path) -> None:
    filler = "".join(chr(0x4E00 + index) for index in range(150))
    other = "".join(chr(0x5E00 + index) for index in range(150))
    folder = corpus(
        tmp_path, dev=f"{filler}。以上各项数据均由该单位填报。", test=f"{other}。以上各项数据均由该单位填报。"
    )
    (error,) = review([folder]).errors
    assert "the sentence '以上各项数据均由该单位填报' stands in dev too, in dev" in error


def test_a_prescribed_heading_may_stand_in_two_splits(tmp_path: Path) -> None:
    filler = "".join(chr(0x4E00 + index) for index in range(150))
    other = "".join(chr(0x5E00 + index) for index in range(150))
    heading = "一、收入支出决算总体情况说明"
    folder = corpus(tmp_path, dev=f"{heading}\n{filler}。", test=f"{heading}\n{other}。")
    assert review([folder]).errors == []


def test_within_a_split_text_may_repeat(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    lines = [dump_line(read(f"{LONG}。", id=name)) for name in ("a", "b")]
    (tmp_path / "train" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert review([tmp_path]).errors == []


def test_short_common_words_are_no_leak(tmp_path: Path) -> None:
    assert (
        review(
            [corpus(tmp_path, train="全年收入增长。其他工作有序推进中", test="全年支出下降。队伍建设得到加强")]
        ).errors
        == []
    )


def test_the_command_exits_1_on_an_error_and_0_on_warnings(tmp_path: Path) -> None:
    file = tmp_path / "a.mark"
    file.write_text(f"# id: one\n{SOUND}另收2万元。\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["check", str(file), "--warnings"])
    assert run.exit_code == 0
    assert f"{file}:1: one: warning: '2万元' is not marked, in" in run.stdout
    assert run.stderr == "1 documents, 2 values, 0 errors, 1 warnings\n"
    file.write_text("# id: one\n{I1|收入}\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(file)]).exit_code == 1
