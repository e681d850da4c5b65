"""``zhibiao export``: a trained network as the files that inference runs on."""

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from zhibiao.errors import ModelError
from zhibiao.models.network import TaggerNetwork
from zhibiao.models.pairs import FEATURES
from zhibiao.models.runtime import ENCODER_FILE, LINKS_FILE, META_FILE, Meta
from zhibiao.models.tagger import TAGGER_FOLDER
from zhibiao.models.tokenizer import VOCABULARY_FILE
from zhibiao.training.checkpoints import load_network

OPSET = 20
_LARGE = 1024
"""Numbers in a weight from which on it is worth storing in half."""


class _Encoder(nn.Module):
    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden, tags = self.network.read(ids, mask)
        return hidden, tags.log_softmax(dim=-1)


class _Links(nn.Module):
    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, labels: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        mask = torch.ones_like(labels, dtype=torch.bool)
        pairs, none = self.network.links(vectors, labels, features, mask)
        return pairs, none


def export(checkpoint: Path, output: Path, meta: Meta) -> Path:
    """Write the network in ``checkpoint`` to ``output``: a pipeline for inference and spaCy, whole or not at all."""
    network = load_network(checkpoint)
    vocabulary = checkpoint / VOCABULARY_FILE
    if not vocabulary.is_file():
        raise ModelError(f"{vocabulary}: missing; the checkpoint is incomplete")
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent) as name:
        pipeline = Path(name) / "pipeline"
        _write_pipeline(pipeline, meta)
        folder = pipeline / TAGGER_FOLDER
        folder.mkdir()
        _export_graph(_Encoder(network), _encoder_inputs(), ("hidden", "tags"), folder / ENCODER_FILE)
        _export_graph(_Links(network), _link_inputs(network), ("pairs", "none"), folder / LINKS_FILE)
        for graph in (ENCODER_FILE, LINKS_FILE):
            _halve(folder / graph)
        shutil.copyfile(vocabulary, folder / VOCABULARY_FILE)
        (folder / META_FILE).write_text(json.dumps(meta._asdict(), ensure_ascii=False, indent=1), encoding="utf-8")
        old = Path(name) / "old"
        if output.exists():
            output.replace(old)
        pipeline.replace(output)
    return output


def _write_pipeline(folder: Path, meta: Meta) -> None:
    """A pipeline that spaCy can load, as yet without the tagger's files."""
    import spacy

    from zhibiao.linking.spacy_linker import LINKER
    from zhibiao.models import spacy_tagger  # noqa: F401 (registers the component)

    nlp = spacy.blank("zh")
    nlp.meta.update(
        name=meta.name, version=meta.version, license="Apache-2.0", description="Figures in Chinese reports"
    )
    nlp.add_pipe(TAGGER_FOLDER)
    nlp.add_pipe(LINKER)
    nlp.to_disk(folder, exclude=[TAGGER_FOLDER, "vocab"])


_Inputs = dict[str, tuple[Tensor, dict[int, Any]]]
"""Example inputs by name, each with its dynamic dimensions."""


def _encoder_inputs() -> _Inputs:
    ids = torch.full((2, 40), 5, dtype=torch.long)
    dims = {0: torch.export.Dim("windows"), 1: torch.export.Dim("length")}
    return {"ids": (ids, dims), "mask": (torch.ones_like(ids), dims)}


def _link_inputs(network: TaggerNetwork) -> _Inputs:
    count = torch.export.Dim("entities")
    vectors = torch.zeros(1, 9, network.links.project.in_features)
    labels = torch.zeros(1, 9, dtype=torch.long)
    features = torch.zeros(1, 9, 9, FEATURES, dtype=torch.long)
    return {
        "vectors": (vectors, {1: count}),
        "labels": (labels, {1: count}),
        "features": (features, {1: count, 2: count}),
    }


def _export_graph(module: nn.Module, inputs: _Inputs, outputs: tuple[str, ...], path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            module.train(False),
            tuple(tensor for tensor, _ in inputs.values()),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes={name: dims for name, (_, dims) in inputs.items()},
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
    if program is None:
        raise ModelError(f"{path.name}: the export gave no program")
    program.save(str(path), external_data=False)


def _halve(path: Path) -> None:
    """Store weights in 16 bits; ONNX Runtime makes them 32 again when it loads, and computes with those.

    8-bit activations would be quicker, but their scale is that of the whole batch: what is found in a text would then
    depend on the texts that it is read with.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    graph = model.graph
    casts = []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size >= _LARGE:
            name = weight.name
            weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            casts.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)
