"""``zhibiao pretrain``, ``train``, ``evaluate`` and ``export``; torch is imported by the command that needs it."""

import json
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.errors import ConfigError
from zhibiao.training.config import FinetuneConfig, PretrainConfig, read_config

Output = Annotated[Path, typer.Option("--output", "-o", help="Folder to write to; an interrupted run there goes on.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to ``app``."""
    for command in (pretrain, train, average, evaluate, export):
        app.command()(command)


def _need(package: str) -> None:
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise ConfigError(f"this command needs {package}; install the training extra: pip install 'zhibiao[train]'")


def pretrain(config: Annotated[Path, typer.Argument(help="YAML settings.")], output: Output) -> None:
    """Pretrain a character encoder on raw JSONL."""
    _need("torch")
    from zhibiao.training.pretrain import pretrain as run

    run(read_config(config, PretrainConfig), output)
    typer.echo(f"encoder written to {output}", err=True)


def train(
    config: Annotated[Path, typer.Argument(help="YAML settings.")],
    output: Output,
    encoder: Annotated[str | None, typer.Option(help="Folder or hub name of another encoder.")] = None,
) -> None:
    """Fine-tune an encoder on annotated JSONL; prints the development figures."""
    _need("torch")
    from zhibiao.training.finetune import finetune

    settings = read_config(config, FinetuneConfig)
    if encoder:
        settings = settings.model_copy(update={"encoder": encoder})
    _print(finetune(settings, output))
    typer.echo(f"checkpoint written to {output}", err=True)


def average(
    checkpoints: Annotated[list[Path], typer.Argument(help="Folders of checkpoints of one run, or of runs alike.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the averaged checkpoint.")],
) -> None:
    """Average the weights of several checkpoints, which is often better than the best of them."""
    _need("torch")
    from zhibiao.training.checkpoints import average as run

    run(checkpoints, output)
    typer.echo(f"checkpoint written to {output}", err=True)


def evaluate(
    model: Annotated[Path, typer.Argument(help="Folder of an exported model.")],
    gold: Annotated[Path, typer.Argument(help="Annotated JSONL, or a folder of it.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the figures as JSON.")] = None,
    show: Annotated[int, typer.Option(help="How many wrong facts to show.")] = 0,
) -> None:
    """Score a model on annotated text, from raw text to facts."""
    from zhibiao.annotation.files import write_whole
    from zhibiao.training.evaluate import evaluate as run

    scores, lines = run(model, gold, show)
    _print(scores.figures())
    for line in lines:
        typer.echo(line)
    if output:
        write_whole(output, (json.dumps(scores.figures(), indent=1) + "\n").encode())


def export(
    checkpoint: Annotated[Path, typer.Argument(help="Folder of a training run.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the exported model.")],
    name: Annotated[str, typer.Option(help="The model's name.")] = "zh_indicators",
    version: Annotated[str, typer.Option(help="The model's version.")] = "0.1.0",
) -> None:
    """Export a checkpoint to ONNX, for inference without torch."""
    _need("torch")
    _need("onnxscript")
    from zhibiao.models.runtime import Meta
    from zhibiao.training.export import export as run

    run(checkpoint, output, Meta(name, version))
    typer.echo(f"model written to {output}", err=True)


def _print(figures: dict[str, float]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("figure", "value")
    for name, value in figures.items():
        table.add_row(name, f"{value:.4f}")
    Console().print(table)
