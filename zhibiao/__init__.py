"""zhibiao 指标: reads the figures out of Chinese government reports.

>>> import zhibiao
>>> extraction = zhibiao.extract("全县共有农村水厂36座，其中：规模化水厂9座。")
>>> [(fact.indicator.name, fact.value.text) for fact in extraction.indicators]
[('农村水厂', '36座'), ('规模化水厂', '9座')]
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from zhibiao.linking.extractor import Extractor
    from zhibiao.linking.facts import Extraction

__all__ = ["__version__", "extract", "load"]

__version__ = "0.1.0"


def load(folder: "Path | None" = None) -> "Extractor":
    """The extractor of the model in ``folder``, or of the shipped model where it is None.

    Raises:
        zhibiao.errors.ModelError: if there is no sound model.
    """
    # Imported here, so that `import zhibiao` costs nothing.
    from zhibiao.linking.extractor import Extractor

    return Extractor.load(folder)


def extract(text: str) -> "Extraction":
    """The facts in ``text``, read with the shipped model; it is loaded once.

    Raises:
        zhibiao.errors.ZhibiaoError: if the text is blank or there is no sound model.
    """
    from zhibiao.documents.reader import read_text

    return _shipped().extract(read_text(text, "text"))


@cache
def _shipped() -> "Extractor":
    return load()
