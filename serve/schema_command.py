"""``zhibiao schema``: the JSON Schema of the output."""

import json


def schema() -> None:
    """Print the JSON Schema of what `extract` writes for one document."""
    from zhibiao.serve.outputs import open_output

    with open_output(None) as stream:
        stream.write(schema_text().encode())


def schema_text() -> str:
    """The schema (JSON Schema 2020-12) of :class:`~zhibiao.linking.facts.Extraction` as a JSON text."""
    from zhibiao.linking.facts import Extraction

    generated = Extraction.model_json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **generated}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
