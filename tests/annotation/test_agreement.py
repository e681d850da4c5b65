"""Agreement of two annotators, against figures worked out by hand and published ones."""

from collections import Counter
from pathlib import Path

import pytest
from annotated import read
from typer.testing import CliRunner

from zhibiao.annotation.agreement import agree, disagreements, pair_up
from zhibiao.annotation.chance import cohen_kappa, krippendorff_alpha
from zhibiao.annotation.cli import app
from zhibiao.annotation.comparison import Counts
from zhibiao.annotation.formats import write_documents
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument

# 本年收入5万元，增长3%。 — the second annotator takes 收入 for 本年收入's half, misses 增长 and calls 3% a count.
FIRST = read("{I1|本年收入}{A1 I1|5万元}，{I2|增长}{R1 I2 ~A1|3%}。")
SECOND = read("本年{I1|收入}{A1 I1|5万元}，增长{C1 I1 ~A1|3%}。")


def test_two_annotators_by_hand() -> None:
    result = agree([(FIRST, SECOND)])
    assert result.documents == 1
    assert result.entities["AMOUNT"].strict == Counts(right=1)
    assert result.entities["INDICATOR"].strict == Counts(right=0, extra=1, missed=2)
    # 收入 is half of 本年收入: one of the first's two indicators and the second's only one are found loosely.
    assert result.entities["INDICATOR"].loose == pytest.approx(2 / 3)
    assert result.entities["values"].strict == Counts(right=1, extra=1, missed=1)
    assert result.entities["all"].strict.f1 == pytest.approx(2 * 1 / 7)
    # The values' links end at the same spans; only that of 3% to its indicator differs.
    assert result.relations["HAS_INDICATOR"] == Counts(right=1, extra=1, missed=1)
    assert result.relations["RELATIVE_TO"] == Counts(right=1)
    assert result.relations["all"].f1 == pytest.approx(2 * 2 / 6)
    # Five spans: 5万元 is an amount to both, the other four to neither.
    assert result.entities["AMOUNT"].kappa == pytest.approx(1)
    # 3% is a rate to the first alone: 4 of 5 agree, and 4 of 5 would by chance.
    assert result.entities["RATE"].kappa == pytest.approx(0)
    # 13 characters, 6 and 2 of them in indicators, 2 in both: 4 disagree of 26 uses, 8 of them "indicator".
    assert result.entities["INDICATOR"].alpha == pytest.approx(1 - 25 * 2 * 4 / (26**2 - 8**2 - 18**2))


def test_an_annotator_agrees_with_oneself() -> None:
    result = agree([(FIRST, FIRST)])
    assert {one.strict.f1 for name, one in result.entities.items() if name in ("AMOUNT", "RATE", "all")} == {1}
    assert result.entities["all"].kappa == result.entities["all"].alpha == 1
    assert result.entities["ORG"].kappa is None
    assert list(disagreements([(FIRST, FIRST)])) == []


def test_krippendorff_2011() -> None:
    """Examples A and B of "Computing Krippendorff's alpha-reliability"."""
    binary = zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True)
    nominal = zip("aabbdcccedda", "babbbccceddd", strict=True)
    assert krippendorff_alpha(Counter(binary)) == pytest.approx(0.095, abs=0.0005)
    assert krippendorff_alpha(Counter(nominal)) == pytest.approx(0.692, abs=0.0005)


def test_cohen_1960() -> None:
    """The example of "A coefficient of agreement for nominal scales": 200 units, 70 % agreement, 41 % by chance."""
    cells = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    table = Counter({(row, column): count for row, line in enumerate(cells) for column, count in enumerate(line)})
    assert cohen_kappa(table) == pytest.approx(0.492, abs=0.0005)


def test_where_nothing_can_disagree_there_is_no_coefficient() -> None:
    assert cohen_kappa(Counter({(1, 1): 5})) is None
    assert krippendorff_alpha(Counter({(1, 1): 5})) is None


def test_disagreements_read_well() -> None:
    assert list(disagreements([(FIRST, SECOND)])) == [
        "one: [本年收入]5万元，增长3%: the first INDICATOR, the second INDICATOR '收入'",
        "one: 本年收入5万元，[增长]3%。: the first INDICATOR, the second nothing",
        "one: 收入5万元，增长[3%]。: the first RATE, the second COUNT '3%'",
        "one: '3%' HAS_INDICATOR '增长': the first only",
        "one: '3%' HAS_INDICATOR '收入': the second only",
    ]


def test_texts_must_be_equal() -> None:
    with pytest.raises(
        AnnotationError, match=r"one: the texts differ from character 4 on: '5万元，增长3%。' and '6万元"
    ):
        pair_up([FIRST], [read("{I1|本年收入}{A1 I1|6万元}")])


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        pytest.param([FIRST], [read("一", id="two")], "no document in common", id="other ids"),
        pytest.param([FIRST, FIRST], [FIRST], "one: the id stands twice", id="an id twice"),
    ],
)
def test_what_cannot_be_paired(first: list[AnnotatedDocument], second: list[AnnotatedDocument], message: str) -> None:
    with pytest.raises(AnnotationError, match=message):
        pair_up(first, second)


def test_the_command_shows_tables_and_disagreements(tmp_path: Path) -> None:
    write_documents(tmp_path / "a.jsonl", [FIRST, read("一", id="two")])
    write_documents(tmp_path / "b.mark", [SECOND])
    run = CliRunner().invoke(app, ["agreement", str(tmp_path / "a.jsonl"), str(tmp_path / "b.mark"), "--show", "1"])
    assert run.exit_code == 0
    assert "κ of spans" in run.stdout
    assert run.stdout.count("one: ") == 1
    assert run.stderr == "1 documents that only one of the two has are left out\n"
