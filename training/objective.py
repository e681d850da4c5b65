"""What training minimises: errors of tags and of links, together."""

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from zhibiao.models.links import EXCLUSIVE, SCHEME_TABLE, TYPES
from zhibiao.models.network import TaggerNetwork
from zhibiao.models.scheme import Label
from zhibiao.training.examples import IGNORED

_IMPOSSIBLE = -1e4
_ALLOWED = torch.from_numpy(SCHEME_TABLE)
_VALUES = torch.tensor([label.is_value for label in Label])


def loss_parts(network: TaggerNetwork, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of one batch (see :func:`zhibiao.training.examples.collate`), by what they are of."""
    hidden, tag_logits = network.read(batch["input_ids"], batch["attention_mask"])
    parts = {
        "tags": cross_entropy(tag_logits.float().transpose(1, 2), batch["tags"], ignore_index=IGNORED, reduction="mean")
    }
    vectors = network.gather(hidden, *batch["places"].unbind(dim=-1))
    links = network.links(vectors, batch["labels"], batch["features"], batch["entity_mask"])
    return parts | _link_losses(links.pairs.float(), links.none.float(), batch)


def _link_losses(pairs: Tensor, none: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    labels, mask = batch["labels"], batch["entity_mask"]
    possible = _ALLOWED.to(labels.device)[labels[:, :, None], labels[:, None, :]]
    possible = possible & (mask[:, :, None] & mask[:, None, :])[..., None]
    itself = torch.eye(labels.shape[1], dtype=torch.bool, device=labels.device)
    possible = possible & ~itself[None, :, :, None]
    values = _VALUES.to(labels.device)[labels] & mask
    count = values.sum().clamp(min=1)
    indicator = binary_cross_entropy_with_logits(pairs[..., 0], batch["links"][..., 0].float(), reduction="none")
    losses = {"indicator": (indicator * possible[..., 0]).sum() / count}
    for place, types in enumerate(EXCLUSIVE):
        columns = [TYPES.index(relation_type) for relation_type in types]
        scores = pairs[..., columns].masked_fill(~possible[..., columns], _IMPOSSIBLE).flatten(2)
        wanted = (batch["links"][..., columns] & possible[..., columns]).flatten(2).float()
        scores = torch.cat([scores, none[..., place : place + 1]], dim=-1)
        nothing = (wanted.sum(dim=-1, keepdim=True) == 0).float()
        wanted = torch.cat([wanted, nothing], dim=-1)
        wanted = wanted / wanted.sum(dim=-1, keepdim=True)
        each = -(wanted * scores.log_softmax(dim=-1)).sum(dim=-1)
        losses[types[0].value.lower()] = (each * values).sum() / count
    return losses
