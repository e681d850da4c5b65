"""What every run of the Trainer has in common: where it computes, what it logs, and how it goes on."""

from pathlib import Path
from typing import Any

import torch
from transformers import TrainingArguments
from transformers.trainer_utils import get_last_checkpoint


def arguments(folder: Path, seed: int, **settings: Any) -> TrainingArguments:
    """The arguments of a run in ``folder``: bfloat16, on a GPU where there is one, with a TensorBoard log."""
    return TrainingArguments(
        output_dir=str(folder),
        seed=seed,
        use_cpu=not torch.cuda.is_available(),
        bf16=True,
        report_to=["tensorboard"],
        remove_unused_columns=False,
        dataloader_num_workers=0,
        **settings,
    )


def last_checkpoint(folder: Path) -> str | None:
    """The newest checkpoint of an interrupted run in ``folder``; None where there is none."""
    return get_last_checkpoint(str(folder)) if folder.is_dir() else None
