"""Parameters and answers that many calls share."""

from __future__ import annotations

from typing import Annotated

from litestar.openapi import ResponseSpec
from litestar.params import Parameter

from counterclaim.desk.api.bodies import Problem

Limit = Annotated[int, Parameter(ge=1, le=200, description="rows in one answer")]
Offset = Annotated[int, Parameter(ge=0, le=1_000_000, description="rows to pass over")]
Name = Annotated[str, Parameter(min_length=1, max_length=80)]


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems that a call may answer with."""
    return {
        s: ResponseSpec(
            Problem, generate_examples=False, media_type="application/problem+json", description="Problem"
        )
        for s in (*statuses, 400, 404, 413, 414, 421, 500, 503)
    }
