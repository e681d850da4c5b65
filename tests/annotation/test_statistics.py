"""What a corpus holds, and the phenomena that its values show."""

import json
from pathlib import Path

import pytest
from annotated import read
from typer.testing import CliRunner

from zhibiao.annotation.cli import app
from zhibiao.annotation.files import dump_line
from zhibiao.annotation.phenomena import PHENOMENA, document_phenomena, value_phenomena

CASES = {
    "part_1": "共有{I1|干部}{C1 I1|9人}，其中{I2|在职}{C2 I2 <C1|5人}",
    "part_2": "{I1|甲}{C1 I1|9人}{I2|乙}{C2 I2 <C1|5人}{I3|丙}{C3 I3 <C2|4人}",
    "part_3": "{I1|甲}{C1 I1|9人}{I2|乙}{C2 I2 <C1|5人}{I3|丙}{C3 I3 <C2|4人}{I4|丁}{C4 I4 <C3|3人}",
    "respectively": "{I1|麦}、{I2|稻}分别{I3|增长}{R1 I1 I3|3%}和{R2 I2 I3|4%}",
    "shared_unit": "{I1|库}、{I2|站}{I3|投资}{A1 I1 I3|3150}、{A2 I2 I3|960万元}",
    "from_to": "{I1|补助}由{P1|去年}的{A1 I1 P1|120元}提高到{A2 I1|135元}",
    "target": "{I1|满意度}≥{R1 I1|95%}",
    "execution": "{I1|执行率（B/A）}{R1 I1|95%}",
    "pair": "{I1|新建桥梁}{C1 I1|9座}/{C2 I1|412.6延米}",
    "range": "{I1|补助}{A1 I1|5万—10万元}",
    "vague": "{I1|收入}{A1 I1|30余万元}",
    "approx": "{I1|收入}约{A1 I1|30万元}",
    "at_least": "{I1|收入}{A1 I1|30万元}以上",
    "at_most": "{I1|用时}控制在{C1 I1|30分钟}以内",
    "more_than": "{I1|收入}超过{A1 I1|30万元}",
    "less_than": "{I1|收入}不足{A1 I1|30万元}",
    "chinese_numeral": "{I1|站所}{C1 I1|七个}",
    "capital_numeral": "{I1|合同价}{A1 I1|壹佰贰拾万元}整",
    "percent_word": "{I1|合格率}{R1 I1|百分之九十五}",
    "per_mille": "{I1|出生率}{R1 I1|6.3‰}",
    "points": "{I1|占比提高}{R1 I1|2.1个百分点}",
    "times": "{I1|增长}{R1 I1|1.2倍}",
    "tenths": "{I1|占比}{R1 I1|五成}",
    "ratio": "{I1|三产结构}{R1 I1|8.7:48.5:42.8}",
    "fraction": "{I1|占}{R1 I1|三分之一}",
    "scaled_count": "{I1|惠及}{C1 I1|1.2万户}",
    "full_width": "{I1|收入}{A1 I1|３０万元}",
    "comma": "{I1|收入}{A1 I1|1,204.6万元}",
    "wide_comma": "{I1|收入}{A1 I1|1，204.6万元}",
    "space": "{I1|收入}{A1 I1|1 204.6万元}",
    "value_first": "{C1 I1|18个}{I1|内设机构}",
    "enclosed": "{I1|召开}{C1 I1 I2|3次}{I2|会议}",
    "several_bodies": "{O1|甲局}{I1|收}{A1 I1 O1|5万元}，{O2|乙局}{I2|收}{A2 I2 O2|6万元}",
    "abbreviated": "{O1=甲县水利局|县水利局}{I1|收}{A1 I1 O1|5万元}",
    "pronoun": "{O1|我局}{I1|收}{A1 I1 O1|5万元}，{I2|增长}{R1 I2 ~A1|3%}",
    "several_periods": "{P1|去年}{I1|收}{A1 I1 P1|5万元}，{P2|今年}{I2|收}{A2 I2 P2|6万元}",
    "half_width": "{I1|收}{A1 I1|5万元},增长明显",
    "wrapped": "本年度部门整体绩效目标完成情况良好，各项重点\n工作{I1|收}{A1 I1|5万元}",
    "defined": "{O1|甲县水利局}（以下简称“{O2=甲县水利局|县局}”）",
    "no_value": "工作有序推进。",
}


@pytest.mark.parametrize("key", [one.key for one in PHENOMENA])
def test_each_phenomenon_is_found(key: str) -> None:
    assert key in document_phenomena(read(CASES[key]))


PLAIN = "{O1|甲县水利局}{P1|2023年}{I1|收入}{A1 I1 O1 P1|5万元}，{I2|支出}{A2 I2 O1 P1|6.5万元}。"


def test_plain_values_show_none() -> None:
    assert value_phenomena(read(PLAIN)) == {"A1": frozenset(), "A2": frozenset()}


@pytest.mark.parametrize(
    ("passage", "key"),
    [
        pytest.param("{I1|收}{A1 I1|5}、{I2|支}{A2 I2|6万元}", "shared_unit", id="numbers with names between"),
        pytest.param("{I1|收}{A1 I1|5万元}、{I2|支}{A2 I2|6万元}", "pair", id="two indicators"),
        pytest.param("{I1|差旅费、办公费}{A1 I1|5}、{A2 I1|6}", "pair", id="a list of one unit"),
        pytest.param("{I1|自有资金}{A1 I1|5万元}，{I2|到位}{A2 I2|6万元}", "from_to", id="no from"),
        pytest.param("{I1|占比}{R1 I1|百分之三}", "fraction", id="per cent"),
        pytest.param("{I1|收入}{A1 I1|1.2亿元}", "scaled_count", id="money"),
        pytest.param("{I1|数}{C1 I1|1,2}", "comma", id="no thousands"),
        pytest.param("甲县水利局2023年度部门整体支出绩效自评报告\n{I1|收}{A1 I1|5万元}", "wrapped", id="a title"),
        pytest.param("一、本年度收入、支出以及年末结余总体情况说明\n{I1|收}{A1 I1|5万元}。", "wrapped", id="a heading"),
    ],
)
def test_what_only_looks_like_one(passage: str, key: str) -> None:
    assert key not in document_phenomena(read(passage))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    passages = {"train": PLAIN, "dev": CASES["vague"]}
    for split, passage in passages.items():
        (tmp_path / split).mkdir()
        document = read(passage, id=split, genre="部门决算说明", province="湖南" if split == "dev" else "江西")
        (tmp_path / split / "a.jsonl").write_text(dump_line(document) + "\n", encoding="utf-8")
    return tmp_path


def test_the_command_counts_by_split_and_trait(folder: Path) -> None:
    run = CliRunner().invoke(app, ["stats", str(folder), "--json", str(folder / "s.json")])
    assert run.exit_code == 0
    counts = json.loads((folder / "s.json").read_text(encoding="utf-8"))
    assert {split: tally["values"] for split, tally in counts["splits"].items()} == {"dev": 1, "train": 2}
    assert counts["total"]["entities"] == {"AMOUNT": 3, "INDICATOR": 3, "ORG": 1, "PERIOD": 1}
    assert counts["total"]["relations"] == {"HAS_INDICATOR": 3, "HAS_ORG": 2, "HAS_PERIOD": 2}
    assert counts["total"]["phenomenon_values"] == {"vague": 1}
    assert counts["traits"]["genre"] == {"部门决算说明": {"documents": 2, "values": 3}}
    assert counts["traits"]["province"]["湖南"] == {"documents": 1, "values": 1}
    for words in ("train", "dev", "total", "部门决算说明", "余、多、几、来 vague digit"):
        assert words in run.stdout


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "dev" / "b.jsonl").write_text("{\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["stats", str(folder)]).exit_code == 1
