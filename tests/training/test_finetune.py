"""Training for real, on a tiny encoder: it learns, goes on where it was cut off, and its faults are named."""

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the train extra is not installed")
transformers = pytest.importorskip("transformers", reason="the train extra is not installed")

from zhibiao.annotation.files import read_annotations, write_annotations  # noqa: E402
from zhibiao.annotation.markup import read_markup  # noqa: E402
from zhibiao.errors import AnnotationError, ConfigError, ModelError, ZhibiaoError  # noqa: E402
from zhibiao.models.runtime import Meta  # noqa: E402
from zhibiao.models.tagger import Tagger  # noqa: E402
from zhibiao.models.tokenizer import CharTokenizer  # noqa: E402
from zhibiao.training.checkpoints import average, build_network, load_network, load_tokenizer  # noqa: E402
from zhibiao.training.config import FinetuneConfig  # noqa: E402
from zhibiao.training.data import read_corpus  # noqa: E402
from zhibiao.training.export import export  # noqa: E402
from zhibiao.training.finetune import finetune  # noqa: E402
from zhibiao.training.torch_runtime import TorchRuntime  # noqa: E402

PASSAGES = """# id: one
{P1|2023年}，{O1|县水务局}{I1|抽检水样}{C1 I1 O1 P1|102批次}，{I2|合格率}{R1 I2 ~C1|73.53%}。
======
# id: two
{O1|县林业局}{I1|决算支出}{A1 I1 O1|1204.66万元}，其中{I2|基本支出}{A2 I2 <A1|1088.20万元}。"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    write_annotations(path, read_markup(PASSAGES))
    return path


@pytest.fixture
def encoder(tmp_path: Path) -> str:
    """A ModernBERT of one narrow layer with our vocabulary."""
    folder = tmp_path / "encoder"
    tokenizer = CharTokenizer.build([PASSAGES], min_count=1)
    config = transformers.ModernBertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        pad_token_id=0,
        bos_token_id=0,
        eos_token_id=0,
        cls_token_id=0,
        sep_token_id=0,
    )
    torch.manual_seed(1)
    transformers.ModernBertModel(config).save_pretrained(folder)
    tokenizer.save(folder)
    return str(folder)


def settings(corpus: Path, encoder: str, **changes: object) -> FinetuneConfig:
    plain = {"train": (corpus,), "dev": (corpus,), "encoder": encoder, "batch": 2, "vary_share": 0.0, "join_share": 0.0}
    return FinetuneConfig.model_validate(plain | {"epochs": 2, "evaluations": 2, "dropout": 0.0} | changes)


@pytest.mark.slow
def test_two_passages_are_learned_by_heart(corpus: Path, encoder: str, tmp_path: Path) -> None:
    figures = finetune(
        settings(corpus, encoder, epochs=150, learning_rate=3e-3, head_learning_rate=3e-3), tmp_path / "out"
    )
    assert figures["fact"] == 1.0
    assert json.loads((tmp_path / "out" / "training.json").read_text())["dev"] == figures


@pytest.mark.slow
def test_the_export_says_what_the_network_says(corpus: Path, encoder: str, tmp_path: Path) -> None:
    sure = settings(corpus, encoder, epochs=150, learning_rate=3e-3, head_learning_rate=3e-3)
    finetune(sure, tmp_path / "out")
    folder = export(tmp_path / "out", tmp_path / "model", Meta("tiny", "1"))
    tokenizer, runtime = CharTokenizer.load(tmp_path / "out"), TorchRuntime(load_network(tmp_path / "out"))
    exported, trained = Tagger.load(folder), Tagger(runtime, tokenizer, Meta("tiny", "1"))
    for document in read_annotations(corpus):
        one, other = exported.tag(document.text), trained.tag(document.text)
        assert one.entities
        assert [(e.label, e.start, e.end) for e in one.entities] == [(e.label, e.start, e.end) for e in other.entities]
        assert [(r.type, r.head, r.tail) for r in one.relations] == [(r.type, r.head, r.tail) for r in other.relations]
        assert [r.confidence for r in one.relations] == pytest.approx([r.confidence for r in other.relations], abs=0.02)


@pytest.mark.slow
def test_training_goes_on_where_it_was_cut_off(corpus: Path, encoder: str, tmp_path: Path) -> None:
    varied = settings(corpus, encoder, epochs=4, vary_share=1.0, join_share=0.5, dropout=0.1)
    whole = finetune(varied, tmp_path / "whole")
    cut = tmp_path / "cut"
    finetune(varied, cut)
    steps = sorted((cut / "run").glob("checkpoint-*"))
    for late in (*steps[1:], cut / "model.safetensors"):
        for file in sorted(late.rglob("*"), reverse=True) if late.is_dir() else [late]:
            file.unlink()
        if late.is_dir():
            late.rmdir()
    assert finetune(varied, cut) == pytest.approx(whole, abs=1e-6)
    weights = [load_network(folder).state_dict() for folder in (tmp_path / "whole", cut)]
    assert all(torch.equal(tensor, weights[1][name]) for name, tensor in weights[0].items())


def test_a_bert_by_folder_keeps_its_own_ids(tmp_path: Path) -> None:
    folder = tmp_path / "bert"
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 1200)]
    vocabulary = ["[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "5", *characters]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    transformers.BertModel(transformers.BertConfig(vocab_size=len(vocabulary), **shape)).save_pretrained(folder)
    tokenizer = load_tokenizer(str(folder))
    assert tokenizer.encode("A5一龘").tolist() == [6, 7, 8, 2]
    assert build_network(str(folder), 0.1).encoder.config.hidden_size == 16


def broken_encoder(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"half")


def wrong_label(line: str) -> str:
    return line.replace('"ORG"', '"BODY"', 1)


def wrong_offset(line: str) -> str:
    return line.replace('"end": 5', '"end": 500', 1)


@pytest.mark.parametrize(
    ("damage", "error", "message"),
    [
        pytest.param(lambda line: "", ConfigError, "no annotated documents", id="empty"),
        pytest.param(
            wrong_label, AnnotationError, r"corpus.jsonl:1: .*entities.1.label", id="a label of another scheme"
        ),
        pytest.param(wrong_offset, AnnotationError, "spans 0–500", id="a wrong offset"),
        pytest.param(lambda line: line[:40], AnnotationError, "not JSON", id="cut off"),
    ],
)
def test_a_broken_corpus_is_named(corpus: Path, damage: object, error: type[ZhibiaoError], message: str) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    corpus.write_text("\n".join(damage(line) for line in lines), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(error, match=message):
        read_corpus([corpus])


def test_checkpoints_are_averaged(encoder: str, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for seed, folder in enumerate(folders):
        torch.manual_seed(seed)
        build_network(encoder, 0.1).save_pretrained(folder)
        CharTokenizer.load(Path(encoder)).save(folder)
    average(folders, tmp_path / "mean")
    one, two, mean = (load_network(folder).tags.weight for folder in (*folders, tmp_path / "mean"))
    assert not torch.equal(one, two)
    assert torch.allclose(mean, (one + two) / 2, atol=1e-6)
    assert len(CharTokenizer.load(tmp_path / "mean")) == len(CharTokenizer.load(Path(encoder)))


def test_a_truncated_encoder_is_named(encoder: str) -> None:
    broken_encoder(Path(encoder))
    with pytest.raises(ModelError, match="cannot be loaded"):
        build_network(encoder, 0.1)


def test_a_missing_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        load_tokenizer(str(tmp_path / "nowhere"))


def test_a_missing_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.json is missing"):
        export(tmp_path, tmp_path / "model", Meta("tiny", "1"))
