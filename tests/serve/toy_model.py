"""A model of a few kilobytes that reads the plainest sentences: 市场主体52104户, 收入500万元, 合格率98%.

It has the files of a real model and runs as one; it knows characters, and not what they mean: digits before a unit are
a value, runs of the characters of a few words are an indicator, and a value is of the indicator nearest before it.
"""

import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

from zhibiao.models.runtime import ENCODER_FILE, LINKS_FILE, META_FILE
from zhibiao.models.scheme import Label, RelationType
from zhibiao.models.tagger import TAGGER_FOLDER
from zhibiao.models.tags import TAGS
from zhibiao.models.tokenizer import SPECIAL_TOKENS, CharTokenizer

_VALUES = (Label.AMOUNT, Label.COUNT, Label.RATE)
_LIKELY, _UNLIKELY, _IMPOSSIBLE = 0.0, -1.0, -50.0
_CHARACTERS = {
    **{digit: [f"{place}-{label}" for label in _VALUES for place in "BI"] for digit in "0123456789.,"},
    **{unit: ["E-COUNT"] for unit in "户个名次份件"},
    **{word: ["B-INDICATOR", "I-INDICATOR", "E-INDICATOR"] for word in "市场主体企业收入支出合格率检查增长"},
    "万": ["I-AMOUNT", "I-COUNT"],
    "元": ["E-AMOUNT"],
    "%": ["E-RATE"],
}


def save_toy_model(folder: Path) -> None:
    """Write the toy into ``folder``, in the layout of an exported model."""
    folder = folder / TAGGER_FOLDER
    folder.mkdir()
    tokenizer = CharTokenizer([*SPECIAL_TOKENS, *_CHARACTERS])
    tokenizer.save(folder)
    (folder / META_FILE).write_text(json.dumps({"name": "toy", "version": "1"}), encoding="utf-8")
    _save_encoder(folder / ENCODER_FILE, tokenizer)
    _save_links(folder / LINKS_FILE)


def _save_encoder(path: Path, tokenizer: CharTokenizer) -> None:
    scores = np.full((len(tokenizer), len(TAGS)), _IMPOSSIBLE, dtype=np.float32)
    scores[:, 0] = _LIKELY
    for character, tags in _CHARACTERS.items():
        row = tokenizer.vocabulary.index(character)
        scores[row, 0] = _UNLIKELY
        scores[row, [TAGS.index(tag) for tag in tags]] = _LIKELY
    nodes = [
        helper.make_node("Gather", ["scores", "ids"], ["tags"]),
        helper.make_node("Cast", ["ids"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["numbers", "last"], ["hidden"]),
    ]
    inputs = [_tensor("ids", TensorProto.INT64, 2), _tensor("mask", TensorProto.INT64, 2)]
    outputs = [_tensor("hidden", TensorProto.FLOAT, 3), _tensor("tags", TensorProto.FLOAT, 3)]
    constants = {"scores": scores, "last": np.array([-1])}
    _save(path, nodes, inputs, outputs, constants)


def _save_links(path: Path) -> None:
    types = len(RelationType)
    nodes = [
        helper.make_node("Cast", ["labels"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["numbers", "zero"], ["zeros"]),
        helper.make_node("Add", ["zeros", "one"], ["ones"]),
        helper.make_node("CumSum", ["ones", "axis"], ["place"]),
        helper.make_node("Unsqueeze", ["place", "heads"], ["tail"]),
        helper.make_node("Unsqueeze", ["place", "tails"], ["head"]),
        helper.make_node("Sub", ["tail", "head"], ["step"]),
        # The entity just before the value scores 1, and the further one is from there, the less.
        helper.make_node("Add", ["step", "one"], ["off"]),
        helper.make_node("Abs", ["off"], ["distance"]),
        helper.make_node("Sub", ["one", "distance"], ["score"]),
        helper.make_node("Unsqueeze", ["score", "last"], ["scores"]),
        helper.make_node("Mul", ["scores", "for_each_type"], ["pairs"]),
        helper.make_node("Unsqueeze", ["ones", "last"], ["column"]),
        helper.make_node("Mul", ["column", "certainly_none"], ["none"]),
    ]
    inputs = [
        _tensor("vectors", TensorProto.FLOAT, 3),
        _tensor("labels", TensorProto.INT64, 2),
        _tensor("features", TensorProto.INT64, 4),
    ]
    outputs = [_tensor("pairs", TensorProto.FLOAT, 4), _tensor("none", TensorProto.FLOAT, 3)]
    constants = {
        "zero": np.float32(0),
        "one": np.float32(1),
        "axis": np.array(1),
        "heads": np.array([1]),
        "tails": np.array([2]),
        "last": np.array([-1]),
        "for_each_type": np.ones(types, dtype=np.float32),
        "certainly_none": np.full(3, 10, dtype=np.float32),
    }
    _save(path, nodes, inputs, outputs, constants)


def _tensor(name, kind, rank):
    return helper.make_tensor_value_info(name, kind, [None] * rank)


def _save(path, nodes, inputs, outputs, constants):
    initializers = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "toy", inputs, outputs, initializers)
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
