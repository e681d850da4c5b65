"""Typed settings of training runs, read from YAML."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from zhibiao.errors import ConfigError
from zhibiao.models.scheme import Frozen

Settings = TypeVar("Settings", bound=Frozen)


class RawFile(Frozen):
    """A JSONL file of raw text and how much of it is read."""

    path: Path
    repeat: int = 1
    whole: bool = False
    """Whether paragraphs without figures are read too."""


class PretrainConfig(Frozen):
    """Settings of ``zhibiao pretrain``; paths are relative to the working directory."""

    files: tuple[RawFile, ...]
    layers: int = 4
    hidden: int = 256
    heads: int = 4
    intermediate: int = 512
    min_count: int = 8
    length: int = 256
    masked_share: float = 0.25
    batch: int = 16
    steps: int = 4500
    learning_rate: float = 1e-3
    warmup_steps: int = 200
    held_out_rows: int = 128
    seed: int = 1


class FinetuneConfig(Frozen):
    """Settings of ``zhibiao train``; paths are relative to the working directory."""

    train: tuple[Path, ...]
    """Annotated JSONL, or folders of it."""
    dev: tuple[Path, ...]
    encoder: str
    """Folder or hub name of a pretrained encoder."""
    start: Path | None = None
    """Folder of a trained checkpoint to go on from, heads included, instead of the bare encoder."""
    epochs: int = 30
    batch: int = 8
    """Documents in a step."""
    learning_rate: float = 3e-4
    head_learning_rate: float = 1e-3
    warmup_share: float = 0.06
    weight_decay: float = 0.01
    dropout: float = 0.1
    tag_weight: float = 3.0
    vary_share: float = 0.85
    """How many of the documents of an epoch are varied by the generator."""
    join_share: float = 0.3
    """How many documents are followed by another one."""
    patience: int = 0
    """Evaluations without a better development fact F1 after which training stops; 0 for never."""
    evaluations: int = 10
    seed: int = 1


def read_config(path: Path, kind: type[Settings]) -> Settings:
    """Read ``path`` as settings of ``kind``.

    Raises:
        ConfigError: where the file is missing, is not YAML, or holds a wrong setting, naming it.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return kind.model_validate(content or {})
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such configuration file") from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "file"
        raise ConfigError(f"{path}: {place}: {first['msg']}") from None
