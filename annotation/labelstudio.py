"""Annotated documents as Label Studio tasks and back, and the labelling interface that goes with them.

An entity is a region of ``<Labels name="label">``, the full name it stands for a per-region ``<TextArea
name="refers_to">``, a relation a ``relation`` with its type for a label. Everything else lies in the task's ``data``.

Label Studio counts offsets as JavaScript does, in UTF-16 units; its newer editors count code points. The two differ
only behind a character beyond the Basic Multilingual Plane (𠮷, 😀). Either is written on request; on reading, the
words that each region repeats tell which one it is.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import quoteattr

from pydantic import ValidationError

from zhibiao.annotation.files import Numbered
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import CHINESE_NAMES, AnnotatedDocument, Entity, Label, Relation, RelationType

_META = ("reporting_org", "genre", "body", "province", "writer")


class OffsetUnit(StrEnum):
    """What Label Studio counts offsets in."""

    UTF16 = "utf16"
    CODE_POINTS = "codepoints"


def offsets_in(unit: OffsetUnit, text: str) -> list[int]:
    """The offset in ``unit`` of each code point of ``text`` and of its end; increasing, so it maps both ways."""
    wide = unit is OffsetUnit.UTF16
    return list(accumulate((1 + (wide and ord(sign) > 0xFFFF) for sign in text), initial=0))


def labelling_config() -> str:
    """The labelling interface to paste into a Label Studio project, made from the scheme."""
    labels = "".join(
        f"    <Label value={quoteattr(label)} hint={quoteattr(CHINESE_NAMES[label])}/>\n" for label in Label
    )
    relations = "".join(f"    <Relation value={quoteattr(kind)}/>\n" for kind in RelationType)
    return (
        "<View>\n"
        "  <Style>.htx-text { white-space: pre-wrap; line-height: 2; }</Style>\n"
        f'  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        f"  <Relations>\n{relations}  </Relations>\n"
        '  <Text name="text" value="$text" granularity="symbol"/>\n'
        '  <TextArea name="refers_to" toName="text" perRegion="true" whenTagName="label" whenLabelValue="ORG"'
        ' maxSubmissions="1" editable="true" placeholder="全称"/>\n'
        "</View>\n"
    )


def dump_tasks(documents: Iterable[AnnotatedDocument], unit: OffsetUnit = OffsetUnit.UTF16) -> str:
    """The JSON of tasks to import, each with its annotation."""
    tasks = [
        {
            "data": {
                "id": document.id,
                "text": document.text,
                **{key: value for key in _META if (value := getattr(document, key)) is not None},
            },
            "annotations": [{"result": list(_results(document, unit))}],
        }
        for document in documents
    ]
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _results(document: AnnotatedDocument, unit: OffsetUnit) -> Iterator[dict[str, Any]]:
    offsets = offsets_in(unit, document.text)
    for entity in document.entities:
        place = {"start": offsets[entity.start], "end": offsets[entity.end]}
        region = {"id": entity.id, "to_name": "text"}
        score = {"score": entity.confidence} if entity.confidence < 1 else {}
        value = {**place, "text": document.surface(entity), "labels": [entity.label.value]}
        yield {**region, "from_name": "label", "type": "labels", "value": value, **score}
        if entity.refers_to is not None:
            value = {**place, "text": [entity.refers_to]}
            yield {**region, "from_name": "refers_to", "type": "textarea", "value": value}
    for relation in document.relations:
        yield {
            "type": "relation",
            "from_id": relation.head,
            "to_id": relation.tail,
            "direction": "right",
            "labels": [relation.type.value],
            **({"score": relation.confidence} if relation.confidence < 1 else {}),
        }


def load_tasks(content: str, name: str) -> Iterator[Numbered]:
    """Yield the documents of exported tasks, counted from 1; of several annotations the last that was not skipped.

    Raises:
        AnnotationError: where ``content`` is not a list of tasks.
    """
    try:
        tasks = json.loads(content)
    except (json.JSONDecodeError, RecursionError) as error:
        raise AnnotationError(f"{name}: not JSON: {error}") from error
    if not isinstance(tasks, list):
        raise AnnotationError(f"{name}: not a list of Label Studio tasks; export as JSON, not JSON-MIN")
    for number, task in enumerate(tasks, 1):
        try:
            yield number, _read_task(task, f"{name}-{number}")
        except AnnotationError as error:
            yield number, AnnotationError(f"{name}:{number}: {error}")
        except ValidationError as error:
            yield number, AnnotationError(f"{name}:{number}: {error.errors()[0]['msg']}")
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield number, AnnotationError(f"{name}:{number}: not a Label Studio task: {type(error).__name__}: {error}")


def _read_task(task: dict[str, Any], name: str) -> AnnotatedDocument:
    data = task["data"]
    done = [annotation for annotation in task.get("annotations", []) if not annotation.get("was_cancelled")]
    if not done:
        raise AnnotationError(f"{data.get('id', name)}: the task has no annotation")
    results = done[-1]["result"]
    regions = [result for result in results if result["type"] == "labels"]
    names = {result["id"]: result["value"]["text"][0] for result in results if result["type"] == "textarea"}
    places = _places(data["text"], regions, data.get("id", name))
    return AnnotatedDocument(
        id=data.get("id", name),
        text=data["text"],
        entities=tuple(
            Entity(
                id=region["id"],
                label=Label(region["value"]["labels"][0]),
                start=places[region["value"]["start"]],
                end=places[region["value"]["end"]],
                refers_to=names.get(region["id"]),
                confidence=region.get("score", 1.0),
            )
            for region in regions
        ),
        relations=tuple(_relations(results)),
        **{key: data.get(key) for key in _META},
    )


def _relations(results: Iterable[dict[str, Any]]) -> Iterator[Relation]:
    for result in results:
        if result["type"] != "relation":
            continue
        head, tail = result["from_id"], result["to_id"]
        if not result.get("labels"):
            raise AnnotationError(f"the relation of {head} and {tail} has no type")
        if result.get("direction") == "left":
            head, tail = tail, head
        for label in result["labels"]:
            yield Relation(type=RelationType(label), head=head, tail=tail, confidence=result.get("score", 1.0))


def _places(text: str, regions: Sequence[dict[str, Any]], name: str) -> dict[int, int]:
    """Label Studio's offsets → code points, in the unit in which every region covers the words it repeats."""
    odd = ""
    for unit in OffsetUnit:
        places = {offset: index for index, offset in enumerate(offsets_in(unit, text))}
        misfits = [region for region in regions if not _fits(text, region, places)]
        if not misfits:
            return places
        odd = odd or misfits[0]["id"]
    raise AnnotationError(f"{name}: region {odd} does not cover the words it repeats; was the text changed?")


def _fits(text: str, region: dict[str, Any], places: dict[int, int]) -> bool:
    value = region["value"]
    start, end = places.get(value["start"]), places.get(value["end"])
    return start is not None and end is not None and value.get("text", text[start:end]) == text[start:end]
