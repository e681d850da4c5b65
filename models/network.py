"""The network: one encoder pass, tags for entities, and a small transformer over the entities for their links.

The encoder reads characters once. Each entity is then one vector, made of its first, last and mean character, and a
few layers of attention among entities, biased by what lies between them, see a paragraph as its sequence of mentions.
Links are scored between pairs of those vectors (biaffine in the manner of GPLinker, Su 2022); one pass serves all
labels and relation types. Needs torch; inference runs the exported graphs instead (:mod:`zhibiao.models.runtime`).
"""

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PreTrainedConfig, PreTrainedModel

from zhibiao.models.links import EXCLUSIVE, TYPES
from zhibiao.models.pairs import FEATURE_VALUES, LABEL_COUNT
from zhibiao.models.tags import TAGS


class TaggerConfig(PreTrainedConfig):
    """Shape of the network; ``encoder`` is the configuration of any encoder of transformers."""

    model_type = "zhibiao"

    def __init__(
        self,
        encoder: dict[str, Any] | None = None,
        entity_size: int = 256,
        entity_layers: int = 2,
        entity_heads: int = 4,
        pair_size: int = 32,
        link_size: int = 64,
        dropout: float = 0.1,
        **rest: Any,
    ) -> None:
        self.encoder = encoder or {}
        self.entity_size = entity_size
        self.entity_layers = entity_layers
        self.entity_heads = entity_heads
        self.pair_size = pair_size
        self.link_size = link_size
        self.dropout = dropout
        super().__init__(**rest)


class Links(NamedTuple):
    """Scores of links: ``pairs`` ``(documents, heads, tails, types)``, ``none`` ``(documents, heads, 3)``."""

    pairs: Tensor
    none: Tensor


class PairEmbedding(nn.Module):
    """The features of a pair of entities as one vector."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.table = nn.Embedding(FEATURE_VALUES, size)
        self.mix = nn.Sequential(nn.GELU(), nn.Linear(size, size), nn.GELU())
        nn.init.normal_(self.table.weight, std=0.1)

    def forward(self, features: Tensor) -> Tensor:
        """``(documents, entities, entities, features)`` → ``(documents, entities, entities, size)``."""
        if torch.compiler.is_exporting():
            # ONNX has no embedding bag; it adds up as fast from a gather.
            total = self.table(features).sum(dim=-2)
        else:
            total = nn.functional.embedding_bag(features.flatten(0, -2), self.table.weight, mode="sum")
            total = total.view(*features.shape[:-1], -1)
        mixed: Tensor = self.mix(total)
        return mixed


class EntityLayer(nn.Module):
    """Pre-norm attention among entities, biased by their pair vectors (Raffel et al. 2020), and a feed-forward."""

    def __init__(self, config: TaggerConfig) -> None:
        super().__init__()
        size = config.entity_size
        self.heads = config.entity_heads
        self.attention_norm = nn.LayerNorm(size)
        self.query_key_value = nn.Linear(size, 3 * size)
        self.pair_bias = nn.Linear(config.pair_size, self.heads)
        self.output = nn.Linear(size, size)
        self.feed_forward = nn.Sequential(
            nn.LayerNorm(size),
            nn.Linear(size, 2 * size),
            nn.GELU(),
            nn.Dropout(config.dropout),
            nn.Linear(2 * size, size),
        )
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, entities: Tensor, pairs: Tensor, mask: Tensor) -> Tensor:
        """``entities`` ``(documents, entities, size)``; ``mask`` ``(documents, entities)`` is False for padding."""
        batch, count, size = entities.shape
        query, key, value = (
            self.query_key_value(self.attention_norm(entities))
            .view(batch, count, 3, self.heads, size // self.heads)
            .permute(2, 0, 3, 1, 4)
        )
        scores = query @ key.transpose(-1, -2) * (size // self.heads) ** -0.5 + self.pair_bias(pairs).permute(
            0, 3, 1, 2
        )
        scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, count, size)
        attended: Tensor = entities + self.dropout(self.output(mixed))
        passed: Tensor = attended + self.dropout(self.feed_forward(attended))
        return passed


class LinkHead(nn.Module):
    """Scores every ordered pair of entities for every relation type."""

    def __init__(self, config: TaggerConfig, hidden: int) -> None:
        super().__init__()
        self.link_size = config.link_size
        self.project = nn.Linear(3 * hidden, config.entity_size)
        self.labels = nn.Embedding(LABEL_COUNT, config.entity_size)
        self.pairs = PairEmbedding(config.pair_size)
        self.layers = nn.ModuleList(EntityLayer(config) for _ in range(config.entity_layers))
        self.norm = nn.LayerNorm(config.entity_size)
        self.dropout = nn.Dropout(config.dropout)
        self.head = nn.Linear(config.entity_size, len(TYPES) * config.link_size)
        self.tail = nn.Linear(config.entity_size, len(TYPES) * config.link_size)
        self.pair_score = nn.Linear(config.pair_size, len(TYPES))
        self.none = nn.Linear(config.entity_size, len(EXCLUSIVE))

    def forward(self, vectors: Tensor, labels: Tensor, features: Tensor, mask: Tensor) -> Links:
        """``vectors`` ``(documents, entities, 3 · hidden)``, ``labels`` ``(documents, entities)``."""
        entities = self.dropout(self.project(vectors)) + self.labels(labels)
        pairs = self.pairs(features)
        for layer in self.layers:
            entities = layer(entities, pairs, mask)
        entities = self.norm(entities)
        batch, count, _ = entities.shape
        shape = (batch, count, len(TYPES), self.link_size)
        heads, tails = self.head(entities).view(shape), self.tail(entities).view(shape)
        scores = torch.einsum("bitd,bjtd->bijt", heads, tails) * self.link_size**-0.5
        return Links(scores + self.pair_score(pairs), self.none(entities))


class TaggerNetwork(PreTrainedModel):
    """Encoder, tag layer and link head together."""

    config_class = TaggerConfig
    base_model_prefix = "tagger"

    def __init__(self, config: TaggerConfig) -> None:
        super().__init__(config)
        encoder_config = AutoConfig.for_model(**config.encoder)
        self.encoder = AutoModel.from_config(encoder_config)
        hidden = encoder_config.hidden_size
        self.dropout = nn.Dropout(config.dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.links = LinkHead(config, hidden)
        self.post_init()  # type: ignore[no-untyped-call]

    def _init_weights(self, module: nn.Module) -> None:
        """Every part initialises itself."""

    def read(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states ``(windows, length, hidden)`` and tag logits ``(windows, length, tags)``."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return hidden, self.tags(self.dropout(hidden))

    def gather(self, hidden: Tensor, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Entity vectors ``(documents, entities, 3 · hidden)`` from where each stands: window, first, one past last."""
        sums = nn.functional.pad(hidden.float().cumsum(dim=1), (0, 0, 1, 0))
        mean = (sums[window, end] - sums[window, start]) / (end - start)[..., None]
        return torch.cat([hidden[window, start], hidden[window, end - 1], mean.to(hidden.dtype)], dim=-1)
