"""Mends the OpenAPI document where the framework says less, or something else, than what holds."""

from __future__ import annotations

from litestar.openapi.spec import OpenAPI, Reference, Schema

from counterclaim.desk.api import bodies

# What calls take; none allows fields beyond its own.
_STRICT = (bodies.ToRead, bodies.Decision, bodies.Undo, bodies.NewRow, bodies.Judging)


def mend(document: OpenAPI) -> None:
    """Say that unknown fields are refused, and that a value may fit several alternatives."""
    strict = {each.__name__ for each in _STRICT}
    schemas = document.components.schemas if document.components else None
    for name, schema in (schemas or {}).items():
        if not isinstance(schema, Schema):
            continue
        if name in strict:
            schema.additional_properties = False
        _any(schema)


def _any(schema: Schema | Reference | bool | None) -> None:
    """Alternatives as ``anyOf``, here and in all that is within."""
    if not isinstance(schema, Schema):
        return
    if schema.one_of:
        schema.any_of, schema.one_of = schema.one_of, None
    inner = [*(schema.any_of or ()), *(schema.all_of or ()), *(schema.properties or {}).values()]
    for each in (*inner, schema.items, schema.additional_properties, *(schema.prefix_items or ())):
        _any(each)
