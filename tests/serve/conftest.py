"""A model that is always at hand, the command, and an extraction whose facts are known."""

from collections.abc import Callable
from pathlib import Path

import pytest
from toy_model import save_toy_model
from typer.testing import CliRunner, Result

from zhibiao.annotation.markup import read_markup
from zhibiao.documents.structure import structure
from zhibiao.linking.facts import Extraction, ModelInfo
from zhibiao.linking.pipeline import extract_facts
from zhibiao.serve.cli import app

PASSAGE = """
# id: 水利局.txt
2023年度岚山县水利局部门整体支出绩效自评报告
{P1|截至年末}，全县有{I1|用水户}{C1 I1 P1|52104户}，其中：{I2|企业}{C2 I2 <C1|12051户}、{I3|居民}{C3 I3 <C1|40053户}，\
同比{I4|增长}{R1 I4 ~C1|-3.1%}。{I5|收入}约{A1 I5|500余万元}，{I6|巡查}{C4 I6|3至5次}。
"""


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the toy model (see toy_model)."""
    folder = tmp_path_factory.mktemp("toy")
    save_toy_model(folder)
    return folder


@pytest.fixture
def zhibiao(toy: Path) -> Callable[..., Result]:
    """Runs ``zhibiao extract`` with the toy model."""

    def run(*arguments: object, input: bytes | str | None = None) -> Result:
        command = ["extract", "--model", str(toy), *map(str, arguments)]
        return CliRunner().invoke(app, command, input=input, catch_exceptions=False)

    return run


@pytest.fixture
def read() -> Callable[[str], Extraction]:
    """The extraction of a passage in markup, as if read by a perfect model."""

    def read_passage(passage: str) -> Extraction:
        (document,) = read_markup(passage)
        return extract_facts(
            structure(document.id, document.text),
            document.entities,
            document.relations,
            ModelInfo(name="by hand", version="0"),
        )

    return read_passage


@pytest.fixture
def extraction(read: Callable[[str], Extraction]) -> Extraction:
    """Six indicators of every kind; no finding."""
    return read(PASSAGE)


@pytest.fixture
def faulty(read: Callable[[str], Extraction]) -> Extraction:
    """Three indicators and one finding: the parts exceed their total."""
    return read(
        "# id: faulty.txt\n"
        "{I1|收入}{A1 I1|90万元}，其中：{I2|拨款}{A2 I2 <A1|60万元}、其余{I3|利息}{A3 I3 <A1|40.5万元}。"
    )
