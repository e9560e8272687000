"""The published JSON Schema is the model's, and readings satisfy it."""

import json
from pathlib import Path

import jsonschema

import counterclaim
from counterclaim.model.schema import json_schema

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "river-crossing.txt"


def test_published_schema_is_the_models() -> None:
    published = json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()


def test_a_reading_satisfies_the_schema() -> None:
    reading = counterclaim.read(SAMPLE.read_text(encoding="utf-8"), published="2025-03-12")
    jsonschema.validate(json.loads(reading.to_json()), json_schema())
