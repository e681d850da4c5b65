"""``zhibiao pretrain``: a small character-level ModernBERT from raw text (Warner et al. 2024)."""

import json
import math
import random
from pathlib import Path
from typing import Any

import torch
from torch.utils.data import Dataset
from transformers import ModernBertConfig, ModernBertForMaskedLM, Trainer, TrainingArguments

from zhibiao.errors import ConfigError
from zhibiao.models.tokenizer import SPECIAL_TOKENS, CharTokenizer
from zhibiao.training.config import PretrainConfig
from zhibiao.training.masking import UnitMasker
from zhibiao.training.raw_text import PackedText, iter_texts, pack, worth_reading
from zhibiao.training.running import arguments, last_checkpoint


class Rows(Dataset[dict[str, Any]]):
    """The rows of a packed text."""

    def __init__(self, packed: PackedText) -> None:
        self.packed = packed

    def __len__(self) -> int:
        return len(self.packed.ids)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return {"ids": self.packed.ids[index], "starts": self.packed.starts[index]}


def encoder_config(config: PretrainConfig, vocabulary_size: int, pad_id: int) -> ModernBertConfig:
    """The shape of the encoder."""
    return ModernBertConfig(
        vocab_size=vocabulary_size,
        hidden_size=config.hidden,
        num_hidden_layers=config.layers,
        num_attention_heads=config.heads,
        intermediate_size=config.intermediate,
        max_position_embeddings=1024,
        pad_token_id=pad_id,
        bos_token_id=pad_id,
        eos_token_id=pad_id,
        cls_token_id=pad_id,
        sep_token_id=pad_id,
        # Only masked positions go through the vocabulary layer, which would otherwise cost as much as the encoder.
        sparse_prediction=True,
    )


def read_paragraphs(config: PretrainConfig) -> list[str]:
    """The documents worth reading, shuffled; a document is a string of its kept paragraphs."""
    documents = []
    for file in config.files:
        for text in iter_texts(file.path):
            kept = [line for line in text.split("\n") if file.whole or worth_reading(line)]
            if kept:
                documents += ["\n".join(kept)] * file.repeat
    if not documents:
        raise ConfigError("the raw files hold no text to pretrain on")
    random.Random(config.seed).shuffle(documents)
    return documents


def pretrain(config: PretrainConfig, output: Path) -> Path:
    """Pretrain an encoder and save it, its tokenizer and its loss curve to ``output``; resumes a run found there."""
    torch.manual_seed(config.seed)
    documents = read_paragraphs(config)
    tokenizer = CharTokenizer.build(documents, config.min_count)
    packed = pack(documents, tokenizer, config.length)
    held_out = PackedText(packed.ids[: config.held_out_rows], packed.starts[: config.held_out_rows])
    training = PackedText(packed.ids[config.held_out_rows :], packed.starts[config.held_out_rows :])
    model = ModernBertForMaskedLM(encoder_config(config, len(tokenizer), tokenizer.pad_id))
    print(
        f"{sum(map(len, documents)):,} characters, {len(packed.ids):,} rows, vocabulary {len(tokenizer):,}, "
        f"{model.num_parameters() / 1e6:.1f} M parameters",
        flush=True,
    )
    masker = UnitMasker(tokenizer.mask_id, len(tokenizer), config.masked_share, len(SPECIAL_TOKENS), config.seed)
    trainer = Trainer(
        model=model,
        args=_arguments(config, output / "run"),
        data_collator=masker,
        train_dataset=Rows(training),
        eval_dataset=Rows(held_out),
    )
    trainer.train(resume_from_checkpoint=last_checkpoint(output / "run"))
    # Half precision halves what goes into git; fine-tuning starts from it as well.
    model.model.half().save_pretrained(output)
    tokenizer.save(output)
    _write_record(config, trainer, output / "pretraining.json")
    return output


def _arguments(config: PretrainConfig, folder: Path) -> TrainingArguments:
    return arguments(
        folder,
        config.seed,
        max_steps=config.steps,
        per_device_train_batch_size=config.batch,
        per_device_eval_batch_size=config.batch,
        learning_rate=config.learning_rate,
        warmup_steps=config.warmup_steps,
        lr_scheduler_type="cosine_with_min_lr",
        lr_scheduler_kwargs={"min_lr_rate": 0.05},
        weight_decay=0.01,
        adam_beta2=0.98,
        optim="adamw_torch_fused",
        eval_strategy="steps",
        eval_steps=500,
        logging_steps=50,
        save_steps=500,
        save_total_limit=1,
        prediction_loss_only=True,
    )


def _write_record(config: PretrainConfig, trainer: Trainer, path: Path) -> None:
    """Settings, loss curve and held-out perplexity of the run, so that a model can be traced to what made it."""
    history = trainer.state.log_history
    final = [entry["eval_loss"] for entry in history if "eval_loss" in entry][-1:]
    record = {
        "config": config.model_dump(mode="json"),
        "held_out_perplexity": math.exp(final[0]) if final else None,
        "history": history,
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
