"""What training starts from: an encoder (ours, or any BERT-like one of transformers), or a whole trained network."""

from collections.abc import Sequence
from pathlib import Path

from transformers import AutoModel, AutoTokenizer, PreTrainedModel
from transformers.utils import logging as transformers_logging

from zhibiao.errors import ModelError
from zhibiao.models.network import TaggerConfig, TaggerNetwork
from zhibiao.models.tokenizer import VOCABULARY_FILE, CharTokenizer

_LEAST_CHARACTERS = 1000
"""Chinese characters that a vocabulary must have as tokens of their own to serve as one of characters."""
_DROPOUTS = ("embedding_dropout", "hidden_dropout_prob")
"""Settings of dropout; not inside ModernBERT's feed-forward, where drawing random numbers costs a tenth of the time."""


def load_tokenizer(encoder: str) -> CharTokenizer:
    """The vocabulary of ``encoder`` as one of characters.

    Raises:
        ModelError: where its tokenizer does not know Chinese characters one by one.
    """
    if (Path(encoder) / VOCABULARY_FILE).is_file() and not (Path(encoder) / "tokenizer_config.json").is_file():
        return CharTokenizer.load(Path(encoder))
    try:
        tokens: dict[str, int] = AutoTokenizer.from_pretrained(encoder).get_vocab()
    except Exception as error:  # whatever the tokenizer's own file format raises
        raise ModelError(f"{encoder}: no tokenizer ({' '.join(str(error).split())[:160]})") from None
    known = sum(len(token) == 1 and "\u4e00" <= token <= "\u9fff" for token in tokens)
    if known < _LEAST_CHARACTERS:
        raise ModelError(
            f"{encoder}: its tokenizer knows {known} single Chinese characters; "
            "choose an encoder with a character vocabulary, such as a Chinese BERT, RoBERTa-wwm or MacBERT"
        )
    vocabulary = [f"[unused-id-{number}]" for number in range(max(tokens.values()) + 1)]
    for token, number in tokens.items():
        vocabulary[number] = token
    return CharTokenizer(vocabulary)


def build_network(encoder: str, dropout: float) -> TaggerNetwork:
    """A network with fresh heads over the pretrained ``encoder``.

    Raises:
        ModelError: where there is no such encoder, or its files are damaged.
    """
    try:
        pretrained: PreTrainedModel = AutoModel.from_pretrained(encoder)
    except Exception as error:  # a truncated file raises whatever the reader of its format raises
        reason = " ".join(str(error).split())[:160]
        raise ModelError(f"{encoder}: cannot be loaded as an encoder of transformers ({reason})") from None
    shape = pretrained.config.to_dict()
    # Whatever precision it was saved in, it is trained in full.
    shape["dtype"] = "float32"
    shape.update({name: dropout for name in _DROPOUTS if name in shape})
    network = TaggerNetwork(TaggerConfig(encoder=shape, dropout=dropout))
    network.encoder.load_state_dict(pretrained.state_dict())
    return network


def load_network(checkpoint: Path) -> TaggerNetwork:
    """The trained network saved in ``checkpoint``.

    Raises:
        ModelError: where the folder holds none, or a damaged one.
    """
    if not (checkpoint / "config.json").is_file():
        raise ModelError(
            f"{checkpoint}: no checkpoint here (config.json is missing); name the folder of a training run"
        )
    transformers_logging.disable_progress_bar()
    try:
        network: TaggerNetwork = TaggerNetwork.from_pretrained(checkpoint)
    except Exception as error:  # a truncated file raises whatever the reader of its format raises
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"{checkpoint}: the checkpoint cannot be loaded ({reason}); train or copy it again") from None
    network.train(False)
    return network


def average(checkpoints: Sequence[Path], output: Path) -> TaggerNetwork:
    """Save the mean of the weights of ``checkpoints`` of one shape (Wortsman et al. 2022, Model soups) to ``output``.

    The vocabulary is taken from the first that has one.

    Raises:
        ModelError: where one cannot be loaded, has another shape, or none has a vocabulary.
    """
    network = load_network(checkpoints[0])
    mean = {name: tensor.float() for name, tensor in network.state_dict().items()}
    for number, checkpoint in enumerate(checkpoints[1:], 2):
        other = load_network(checkpoint).state_dict()
        if {name: tensor.shape for name, tensor in other.items()} != {name: mean[name].shape for name in mean}:
            raise ModelError(f"{checkpoint}: its network has another shape than that of {checkpoints[0]}")
        mean = {name: tensor + (other[name].float() - tensor) / number for name, tensor in mean.items()}
    # A checkpoint in the midst of a run has no vocabulary of its own; the run's folder above it does.
    folders = [folder for checkpoint in checkpoints for folder in (checkpoint, *checkpoint.parents[:2])]
    vocabulary = next((folder for folder in folders if (folder / VOCABULARY_FILE).is_file()), None)
    if vocabulary is None:
        raise ModelError(f"{checkpoints[0]}: no {VOCABULARY_FILE} there nor in its run; copy it from the training run")
    network.load_state_dict(mean)
    network.save_pretrained(output)
    CharTokenizer.load(vocabulary).save(output)
    return network
