"""Pretraining: what is read, what is masked, and a short run for real."""

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the train extra is not installed")
pytest.importorskip("jieba", reason="the train extra is not installed")

from zhibiao.errors import ConfigError  # noqa: E402
from zhibiao.models.tokenizer import SPECIAL_TOKENS, CharTokenizer  # noqa: E402
from zhibiao.training.checkpoints import build_network  # noqa: E402
from zhibiao.training.config import PretrainConfig, RawFile, read_config  # noqa: E402
from zhibiao.training.masking import IGNORED, UnitMasker  # noqa: E402
from zhibiao.training.pretrain import pretrain  # noqa: E402
from zhibiao.training.raw_text import pack, unit_starts  # noqa: E402

TEXT = "岚山县市场监督管理局抽检工业产品1024批次，合格率73.53%。"


@pytest.mark.parametrize("unit", ["1024", "73.53", "岚山县市场监督管理局", "工业"])
def test_a_number_a_name_and_a_word_are_units(unit: str) -> None:
    starts = unit_starts(TEXT)
    at = TEXT.index(unit)
    assert starts[at] and not starts[at + 1 : at + len(unit)].any()


def test_units_are_masked_whole() -> None:
    tokenizer = CharTokenizer.build([TEXT], min_count=1)
    packed = pack([TEXT] * 40, tokenizer, length=64)
    masker = UnitMasker(tokenizer.mask_id, len(tokenizer), 0.3, len(SPECIAL_TOKENS), seed=1)
    rows = [{"ids": ids, "starts": starts} for ids, starts in zip(packed.ids, packed.starts, strict=True)]
    batch = masker(rows)
    chosen = (batch["labels"] != IGNORED).numpy()
    # Inside a row a choice may change only where a unit begins.
    assert packed.starts[:, 1:][chosen[:, 1:] != chosen[:, :-1]].all()
    assert 0.2 < chosen.mean() < 0.4
    assert (batch["labels"].numpy()[chosen] == np.stack([row["ids"] for row in rows])[chosen]).all()


@pytest.mark.slow
def test_a_short_run_leaves_an_encoder_to_start_from(tmp_path: Path) -> None:
    raw = tmp_path / "raw.jsonl"
    raw.write_text(f"{json.dumps({'text': TEXT}, ensure_ascii=False)}\n" * 400, encoding="utf-8")
    shape = {"layers": 1, "hidden": 32, "heads": 2, "intermediate": 32, "length": 32, "min_count": 1}
    config = PretrainConfig(
        files=(RawFile(path=raw, whole=True),), steps=60, warmup_steps=5, held_out_rows=8, batch=8, **shape
    )
    pretrain(config, tmp_path / "encoder")
    record = json.loads((tmp_path / "encoder" / "pretraining.json").read_text())
    losses = [entry["loss"] for entry in record["history"] if "loss" in entry]
    assert record["held_out_perplexity"] < len(CharTokenizer.load(tmp_path / "encoder"))
    assert losses
    assert build_network(str(tmp_path / "encoder"), 0.1).encoder.config.hidden_size == 32


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("files: [", "not YAML"),
        ("file: []", "Field required|Extra inputs"),
        ("files: [{path: a.jsonl}]\nsteps: many", "steps: .*integer"),
    ],
    ids=["no YAML", "a misspelt setting", "a word for a number"],
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        read_config(path, PretrainConfig)


@pytest.mark.parametrize(("line", "message"), [("{", "raw.jsonl:1"), ('{"body": 1}', "'text' field")])
def test_a_broken_raw_file_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "raw.jsonl").write_text(line)
    with pytest.raises(ConfigError, match=message):
        pretrain(PretrainConfig(files=(RawFile(path=tmp_path / "raw.jsonl"),)), tmp_path / "out")
