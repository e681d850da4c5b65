"""What holds for the whole house: who may import whom, what starts fast, what is in the box."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import zhibiao
from zhibiao.serve.schema_command import schema_text

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: dict[str, str] = PROJECT["tool"]["setuptools"]["package-dir"]
HEAVY = ("torch", "transformers", "datasets", "spacy", "pandas", "sklearn")
SHIPPED = ROOT / "models" / "zh_indicators"

needs_model = pytest.mark.skipif(not SHIPPED.exists(), reason=f"no model in {SHIPPED}")


def python(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, **more)


def imported(trace: str) -> dict[str, int]:
    """Modules of a -X importtime trace and the microseconds that each took with all it imports."""
    rows = [line.removeprefix("import time:").split("|") for line in trace.splitlines() if line.startswith("import")]
    return {name.strip(): int(total) for _, total, name in rows[1:]}


def test_imports_go_one_way(tmp_path: Path) -> None:
    package = tmp_path / "zhibiao"
    package.mkdir()
    for name, folder in ROOMS.items():
        if name != "zhibiao":
            (package / name.removeprefix("zhibiao.")).symlink_to(ROOT / folder)
    for file in (ROOT / "zhibiao").glob("*.py"):
        (package / file.name).symlink_to(file)
    (tmp_path / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    checker = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([checker, "--no-cache"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_importing_zhibiao_costs_nothing() -> None:
    modules = imported(python("-X", "importtime", "-c", "import zhibiao").stderr)
    assert modules["zhibiao"] < 100_000
    assert not [name for name in modules if name.startswith("zhibiao.")]


def test_the_command_starts_without_what_its_verbs_need() -> None:
    modules = imported(python("-X", "importtime", "-m", "zhibiao.serve.cli", "--version").stderr)
    assert not {name.partition(".")[0] for name in modules} & {*HEAVY, "onnxruntime", "openpyxl", "lxml", "pdfplumber"}


@needs_model
def test_extracting_a_line_takes_no_torch_no_spacy_and_little_time() -> None:
    run = python("-X", "importtime", "-m", "zhibiao.serve.cli", "extract", "-", input="收入500万元，增长3.5%。")
    assert {name.partition(".")[0] for name in imported(run.stderr)}.isdisjoint(HEAVY)
    assert json.loads(run.stdout)["document"]["text"] == "收入500万元，增长3.5%。"


@needs_model
def test_the_front_door_reads_a_text() -> None:
    extraction = zhibiao.extract("全县共有农村水厂36座，其中：规模化水厂9座。")
    assert [fact.value.text for fact in extraction.indicators] == ["36座", "9座"]
    assert zhibiao.load().model == extraction.model


def test_the_schema_in_docs_is_that_of_the_code() -> None:
    assert (ROOT / "docs" / "extraction.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_wheel_holds_every_room_and_what_lies_in_it(tmp_path: Path) -> None:
    source, built = tmp_path / "source", tmp_path / "built"
    ignored = shutil.ignore_patterns("__pycache__", "drafts", "corpus")
    for folder in ROOMS.values():
        shutil.copytree(ROOT / folder, source / folder, ignore=ignored)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    python("-m", "pip", "wheel", str(source), "--no-deps", "--no-build-isolation", "-w", str(built), env=os.environ)
    (wheel,) = built.glob("zhibiao-*.whl")
    assert wheel.name.startswith(f"zhibiao-{zhibiao.__version__}-py3-")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {
        f"{name.replace('.', '/')}/{file.relative_to(source / folder)}"
        for name, folder in ROOMS.items()
        for file in (source / folder).rglob("*")
        if file.is_file() and (file.suffix == ".py" or file.name == "py.typed" or SHIPPED.name in file.parts)
    }
    assert expected <= packed
    assert all(name.startswith("zhibiao/") for name in packed)


@needs_model
def test_the_readmes_show_what_the_demo_prints() -> None:
    run = subprocess.run([sys.executable, ROOT / "docs" / "excerpt.py", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
