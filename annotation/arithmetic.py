"""Whether annotated parts, rates and changes add up: where they do not, a link or a span may be wrong.

The figures are recomputed by the program's own auditor from the gold annotation. Reports err too, so what is found is
a warning on the annotator.
"""

from collections.abc import Iterator

from zhibiao.annotation.check import check_structure
from zhibiao.documents.structure import structure
from zhibiao.linking.facts import ModelInfo
from zhibiao.linking.pipeline import extract_facts
from zhibiao.models.scheme import AnnotatedDocument

_RULES = ("sum_of_parts", "rate_of_base", "change_between_years")
"""The auditor's rules that speak of links; the others judge the report alone."""
_GOLD = ModelInfo(name="annotation", version="")


def check_arithmetic(document: AnnotatedDocument) -> Iterator[str]:
    """Yield a line for each equation that the annotated links assert and the figures do not fulfil."""
    if any(check_structure(document)):
        return
    extraction = extract_facts(structure(document.id, document.text), document.entities, document.relations, _GOLD)
    values = {indicator.id: indicator.value for indicator in extraction.indicators}
    for finding in extraction.findings:
        if finding.rule in _RULES:
            figures = ", ".join(f"{values[name].entity} {values[name].text!r}" for name in finding.indicators)
            yield f"{finding.rule}: {finding.message} ({figures})"
