"""Writes the shipped model's measured figures into the READMEs and the model card: ``make figures``."""

import re
from pathlib import Path

from zhibiao.models.tagger import SHIPPED_MODEL
from zhibiao.training.evaluate import evaluate

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.zh.md", ROOT / "models" / "MODEL_CARD.md")
NAMES = {
    "values": "values 数值 (AMOUNT, COUNT, RATE), strict F1",
    "org": "ORG 机构, strict F1",
    "period": "PERIOD 时期, strict F1",
    "indicator": "INDICATOR 指标, strict F1",
    "indicator_loose": "INDICATOR 指标, character overlap ≥ 0.5",
    "relations": "relations 关系, micro F1",
    "part_of": "PART_OF 组成, F1",
    "relative_to": "RELATIVE_TO 对比, F1",
    "triple": "triple 三元组 (organisation, indicator, value), F1",
    "fact": "fact 事实 (triple, period, total and base all right), F1",
}
_BLOCK = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.S)


def table() -> str:
    """The figures of both splits as a Markdown table."""
    dev, test = (
        evaluate(SHIPPED_MODEL, ROOT / "annotation" / "corpus" / split)[0].figures() for split in ("dev", "test")
    )
    rows = [f"| {name} | {dev[figure]:.3f} | {test[figure]:.3f} |" for figure, name in NAMES.items()]
    return "\n".join(["| figure | dev | test |", "| --- | --- | --- |", *rows]) + "\n"


def main() -> None:
    """Measure and write."""
    measured = table()
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        path.write_text(_BLOCK.sub(lambda _: measured, page), encoding="utf-8")


if __name__ == "__main__":
    main()
