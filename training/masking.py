"""Masked language modelling over whole units (Joshi et al. 2020, SpanBERT; Cui et al. 2021, whole word masking)."""

import numpy as np
import torch
from numpy.typing import NDArray

IGNORED = -100
"""The label that the loss passes over."""


class UnitMasker:
    """Collates rows of ids and unit starts into masked inputs and labels.

    Whole units are chosen until ``share`` of the positions is masked; of the chosen, 80 % become the mask token,
    10 % a random token and 10 % stay (Devlin et al. 2019).
    """

    def __init__(self, mask_id: int, vocabulary_size: int, share: float, first_ordinary_id: int, seed: int) -> None:
        self.mask_id = mask_id
        self.vocabulary_size = vocabulary_size
        self.share = share
        self.first_ordinary_id = first_ordinary_id
        self.random = np.random.default_rng(seed)

    def __call__(self, rows: list[dict[str, NDArray[np.int32]]]) -> dict[str, torch.Tensor]:
        """Collate rows of shape ``(length,)`` into tensors of shape ``(batch, length)``."""
        ids = np.stack([row["ids"] for row in rows]).astype(np.int64)
        starts = np.stack([row["starts"] for row in rows]).astype(np.bool_)
        starts[:, 0] = True
        flat_units = np.cumsum(starts.ravel()) - 1
        chosen = (self.random.random(flat_units[-1] + 1) < self.share)[flat_units].reshape(ids.shape)
        labels = np.where(chosen, ids, IGNORED)
        dice = self.random.random(ids.shape)
        masked = np.where(chosen & (dice < 0.8), self.mask_id, ids)
        anything = self.random.integers(self.first_ordinary_id, self.vocabulary_size, ids.shape)
        masked = np.where(chosen & (dice >= 0.9), anything, masked)
        return {
            "input_ids": torch.from_numpy(masked),
            "attention_mask": torch.ones(ids.shape, dtype=torch.long),
            "labels": torch.from_numpy(labels),
        }
