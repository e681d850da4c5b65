"""``zhibiao train``: fine-tunes an encoder and its heads on annotated documents."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import EarlyStoppingCallback, Trainer, TrainingArguments

from zhibiao.linking.extractor import Extractor
from zhibiao.models.network import TaggerNetwork
from zhibiao.models.runtime import Meta
from zhibiao.models.scheme import AnnotatedDocument
from zhibiao.models.tagger import Tagger
from zhibiao.models.tokenizer import CharTokenizer
from zhibiao.training.checkpoints import build_network, load_network, load_tokenizer
from zhibiao.training.config import FinetuneConfig
from zhibiao.training.data import read_corpus, training_set
from zhibiao.training.examples import Example, collate
from zhibiao.training.objective import loss_parts
from zhibiao.training.running import arguments, last_checkpoint
from zhibiao.training.scoring import Scores, score_extractor
from zhibiao.training.torch_runtime import TorchRuntime

RECORD_FILE = "training.json"


def evaluate_network(
    network: TaggerNetwork, tokenizer: CharTokenizer, documents: Sequence[AnnotatedDocument]
) -> Scores:
    """Score the whole way from text to facts on annotated ``documents``."""
    training = network.training
    network.train(False)
    extractor = Extractor(Tagger(TorchRuntime(network), tokenizer, Meta("in training", "0")))
    scores = score_extractor(extractor, documents)
    network.train(training)
    return scores


class _TaggerTrainer(Trainer):
    """The Trainer with this network's loss, its two learning rates, and facts as what is evaluated."""

    control: Any

    def __init__(
        self,
        config: FinetuneConfig,
        network: TaggerNetwork,
        tokenizer: CharTokenizer,
        dev: Sequence[AnnotatedDocument],
        **rest: Any,
    ) -> None:
        super().__init__(model=network, **rest)
        self._network = network
        self._config = config
        self._tokenizer = tokenizer
        self._dev = dev

    def compute_loss(
        self,
        model: Any,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Tensor | int | None = None,
    ) -> Tensor | tuple[Tensor, None]:
        """Tags weigh more than links: there is one tag a character, most of them nothing."""
        # The Trainer casts ``forward`` only, which this network does not go through.
        with self.accelerator.autocast():
            parts = loss_parts(model, inputs)
        tags = parts.pop("tags")
        loss = self._config.tag_weight * tags + torch.stack(list(parts.values())).sum()
        return (loss, None) if return_outputs else loss

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        """AdamW with a higher rate for the fresh heads."""
        encoder: list[torch.nn.Parameter] = []
        heads: list[torch.nn.Parameter] = []
        for name, parameter in self._network.named_parameters():
            (encoder if name.startswith("encoder.") else heads).append(parameter)
        self.optimizer = torch.optim.AdamW(
            [
                {"params": encoder, "lr": self._config.learning_rate},
                {"params": heads, "lr": self._config.head_learning_rate},
            ],
            weight_decay=self._config.weight_decay,
            betas=(0.9, 0.98),
        )
        return self.optimizer

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        """Development figures by name, each ``eval_…``."""
        figures = evaluate_network(self._network, self._tokenizer, self._dev).figures()
        metrics = {f"eval_{name}": value for name, value in figures.items()}
        self.log(metrics)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics


def finetune(config: FinetuneConfig, output: Path) -> dict[str, float]:
    """Train, keep the checkpoint with the best development fact F1 in ``output``; resumes a run found there.

    Returns:
        The development figures of the kept checkpoint.
    """
    torch.manual_seed(config.seed)
    train, dev = read_corpus(config.train), read_corpus(config.dev)
    if config.start:
        tokenizer, network = CharTokenizer.load(config.start), load_network(config.start)
    else:
        tokenizer, network = load_tokenizer(config.encoder), build_network(config.encoder, config.dropout)
    trainer = _TaggerTrainer(
        config,
        network,
        tokenizer,
        dev,
        args=_arguments(config, output / "run", len(train)),
        data_collator=_Collator(tokenizer.pad_id),
        train_dataset=training_set(train, tokenizer, config),
        eval_dataset=dev,
        callbacks=[EarlyStoppingCallback(config.patience)] if config.patience else [],
    )
    trainer.train(resume_from_checkpoint=last_checkpoint(output / "run"))
    network.save_pretrained(output)
    tokenizer.save(output)
    figures = evaluate_network(network, tokenizer, dev).figures()
    record = {"config": config.model_dump(mode="json"), "dev": figures, "history": trainer.state.log_history}
    (output / RECORD_FILE).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return figures


class _Collator:
    def __init__(self, pad_id: int) -> None:
        self._pad_id = pad_id

    def __call__(self, rows: list[dict[str, Example]]) -> dict[str, Tensor]:
        batch = collate([row["example"] for row in rows], self._pad_id)
        return {name: torch.from_numpy(array) for name, array in batch.items()}


def _arguments(config: FinetuneConfig, folder: Path, documents: int) -> TrainingArguments:
    total = -(-documents * config.epochs // config.batch)
    every = max(1, total // config.evaluations)
    return arguments(
        folder,
        config.seed,
        max_steps=every * config.evaluations,
        per_device_train_batch_size=config.batch,
        learning_rate=config.learning_rate,
        warmup_steps=int(total * config.warmup_share),
        lr_scheduler_type="cosine",
        max_grad_norm=1.0,
        eval_strategy="steps",
        eval_steps=every,
        save_steps=every,
        save_total_limit=2,
        logging_steps=max(1, every // 4),
        load_best_model_at_end=True,
        metric_for_best_model="eval_fact",
        greater_is_better=True,
    )
