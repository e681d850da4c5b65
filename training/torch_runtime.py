"""Runs the network in torch, for evaluation while it is trained and for checking the export."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from zhibiao.models.network import TaggerNetwork
from zhibiao.models.runtime import LinkScores, Reading


class TorchRuntime:
    """A :class:`zhibiao.models.runtime.Runtime` over a network in memory."""

    def __init__(self, network: TaggerNetwork) -> None:
        self._network = network

    def read(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Reading:
        """See :class:`zhibiao.models.runtime.Runtime`."""
        with torch.inference_mode():
            hidden, tags = self._network.read(self._tensor(ids), self._tensor(mask))
        return Reading(_array(hidden), _array(tags.float().log_softmax(dim=-1)))

    def link(self, vectors: NDArray[np.float32], labels: NDArray[np.int64], features: NDArray[np.int64]) -> LinkScores:
        """See :class:`zhibiao.models.runtime.Runtime`."""
        everyone = torch.ones(1, len(labels), dtype=torch.bool, device=self._network.device)
        with torch.inference_mode():
            links = self._network.links(
                self._tensor(vectors)[None], self._tensor(labels)[None], self._tensor(features)[None], everyone
            )
        return LinkScores(_array(links.pairs[0]), _array(links.none[0]))

    def _tensor(self, array: NDArray[Any]) -> torch.Tensor:
        return torch.from_numpy(array).to(self._network.device)


def _array(tensor: torch.Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.float().cpu().numpy()
    return array
