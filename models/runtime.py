"""Runs the exported network with ONNX Runtime: no torch, small and quick to start."""

import json
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from zhibiao.errors import ModelError

ENCODER_FILE = "encoder.onnx"
LINKS_FILE = "links.onnx"
META_FILE = "model.json"


class Reading(NamedTuple):
    """What the encoder says of windows: ``hidden`` ``(windows, length, size)``, ``tags`` ``(windows, length, …)``."""

    hidden: NDArray[np.float32]
    tags: NDArray[np.float32]
    """Log probabilities."""


class LinkScores(NamedTuple):
    """Scores of links among the entities of a sequence."""

    pairs: NDArray[np.float32]
    """``(heads, tails, types)``"""
    none: NDArray[np.float32]
    """``(heads, 3)``"""


class Runtime(Protocol):
    """Whatever can run the two halves of the network."""

    def read(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Reading:
        """Read windows of token ids ``(windows, length)``; ``mask`` is 0 for padding."""
        ...

    def link(self, vectors: NDArray[np.float32], labels: NDArray[np.int64], features: NDArray[np.int64]) -> LinkScores:
        """Score links among entities: ``vectors`` ``(entities, 3 · size)``, ``features`` as in :mod:`.pairs`."""
        ...


class Meta(NamedTuple):
    """Which model a folder holds, and how its confidences are calibrated."""

    name: str
    version: str
    tag_temperature: float = 1.0
    link_temperature: float = 1.0


def read_meta(folder: Path) -> Meta:
    """The model's card of identity.

    Raises:
        ModelError: where the folder holds no model.
    """
    path = folder / META_FILE
    try:
        return Meta(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ModelError(f"{folder}: no zhibiao model here ({META_FILE} is missing); export one into it") from None
    except (ValueError, TypeError) as error:
        raise ModelError(f"{path}: not a model's {META_FILE} ({error}); export or copy the model again") from None


class OnnxRuntime:
    """The two halves of the network as ONNX Runtime sessions."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model in ``folder``; ``threads`` 0 takes as many as there are cores.

        Raises:
            ModelError: where a file is missing or damaged.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3

        def session(name: str) -> "onnxruntime.InferenceSession":
            path = folder / name
            if not path.is_file():
                raise ModelError(f"{path}: the model is incomplete; export or copy it again")
            try:
                return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            except Exception as error:  # onnxruntime raises classes of its own making for damaged files
                reason = " ".join(str(error).split())[:200]
                raise ModelError(f"{path}: cannot be loaded ({reason}); export or copy the model again") from None

        self._encoder = session(ENCODER_FILE)
        self._links = session(LINKS_FILE)

    def read(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Reading:
        """See :class:`Runtime`."""
        hidden, tags = self._encoder.run(None, {"ids": ids, "mask": mask})
        return Reading(hidden, tags)

    def link(self, vectors: NDArray[np.float32], labels: NDArray[np.int64], features: NDArray[np.int64]) -> LinkScores:
        """See :class:`Runtime`."""
        inputs = {"vectors": vectors[None], "labels": labels[None], "features": features[None]}
        pairs, none = self._links.run(None, inputs)
        return LinkScores(pairs[0], none[0])
