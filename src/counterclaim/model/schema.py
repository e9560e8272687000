"""The JSON Schema of a reading, generated from the model.

``python -m counterclaim.model.schema > docs/reading.schema.json`` refreshes the published one.
"""

import json
import sys
from typing import Any

import msgspec

from counterclaim.model.reading import Reading
from counterclaim.model.vocabulary import SCHEMA


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `Reading`."""
    schema = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Reading)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA}",
        "title": "Counterclaim reading",
        **schema,
    }


if __name__ == "__main__":
    json.dump(json_schema(), sys.stdout, indent=2, sort_keys=True)
    sys.stdout.write("\n")
