"""The API against its own description: whatever the OpenAPI document allows or forbids, with real requests."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis (a development dependency)")

EXAMPLES = 8  # of each call, well formed and malformed
# What is well formed and cannot be decided (no such field of this row) is 422.
ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "422", "429"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_calls_are_as_described(address: str, client: httpx.Client, mode: str) -> None:
    config = schemathesis.config.SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}}
    )
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json", config=config)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        tried += 1

        @settings(
            max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
        def call(case: Any) -> None:  # noqa: ANN401
            query = case.query if isinstance(case.query, dict) else {}
            if "within" in query and not {"place", "near"} & query.keys():
                return  # a distance needs a place: no schema can say so
            if case.path.endswith("/read") and len(str(case.body)) > 300:
                return  # reading takes long; that texts are read is tested elsewhere
            case.call_and_validate(headers={"x-csrf-token": client.headers["x-csrf-token"]}, timeout=300)

        try:
            call()
        except Unsatisfiable:
            continue  # nothing about it can be malformed
    assert tried >= 20
