"""The OpenAPI document: what requests hold, what answers hold, and examples that run."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from mtdetect.web.bodies import BYTES, JSON, NDJSON
from mtdetect.web.requests import EstimateRequest, MatchRequest, ScoreRequest

_MODELS: tuple[type[BaseModel], ...] = (ScoreRequest, MatchRequest, EstimateRequest)
_REF = "#/components/schemas/{model}"
_OBJECT: Mapping[str, Any] = {"type": "object"}
_LINES: Mapping[str, Any] = {"description": "An object a line. What cannot be read gets a row with an error."}

DESCRIPTION = (
    "Tells whether an English article was likely put together by machine translation, with the evidence. Rows are "
    "those of `mtdetect score`, byte for byte. A verdict says what a text looks like, not who did what."
)
PROBLEMS = {
    408: "The body did not come in time",
    413: "The body, a text or the number of documents is larger than the server takes",
    415: "The body has no Content-Type that is read here",
    422: "The request is not what is described here; the message says where",
    429: "As many requests of this client as are allowed are being answered: try again",
    503: "As many requests as are allowed are being answered, or this one took too long: try again, or send less",
}


def body(model: type[BaseModel], shown: Mapping[str, Any], stream: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The part of an operation about its body: a model with its examples, and with `stream` also NDJSON."""
    schema = {"$ref": _REF.format(model=model.__name__)}
    content: dict[str, Any] = {JSON: {"schema": schema, "examples": dict(shown)}}
    if stream:
        content[NDJSON] = {"schema": dict(_LINES), "examples": dict(stream)}
    return {"requestBody": {"required": True, "content": content}}


def file_body(shown: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a file, which is sent as it is."""
    content = {BYTES: {"schema": {"type": "string", "format": "binary"}, "examples": dict(shown)}}
    return {"requestBody": {"required": True, "content": content}}


def answers(ok: str, schema: Mapping[str, Any], *, problems: bool = True, stream: bool = False) -> dict[int | str, Any]:
    """The answers of an operation: what there is when all is well, and the problems."""
    content: dict[str, Any] = {JSON: {"schema": dict(schema)}}
    if stream:
        content[NDJSON] = {"schema": dict(_LINES)}
    found: dict[int | str, Any] = {200: {"description": ok, "content": content}}
    problem = {JSON: {"schema": {"$ref": _REF.format(model="Problem")}}}
    for status, description in PROBLEMS.items() if problems else ():
        found[status] = {"description": description, "content": problem}
    return found


def row_answer(*, rows: bool) -> dict[str, Any]:
    """The schema of an answer with rows, or of one row."""
    row = {"anyOf": [{"$ref": _REF.format(model="Row")}, dict(_OBJECT)]} if rows else {"$ref": _REF.format(model="Row")}
    if not rows:
        return row
    return {
        "type": "object",
        "required": ["schema", "rows", "signature"],
        "properties": {
            "schema": {"const": 1},
            "rows": {"type": "array", "items": row},
            "signature": {"type": "string"},
        },
    }


def add_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the schemas of requests, rows and problems."""
    _, made = models_json_schema([(model, "validation") for model in _MODELS], ref_template=_REF, by_alias=True)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(made["$defs"])
    schemas.update(_row_schemas())
    schemas["Problem"] = {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["kind", "message"],
                "properties": {
                    "kind": {"type": "string", "description": "For programs."},
                    "message": {"type": "string", "description": "One line for people: the cause and the next step."},
                },
            }
        },
    }
    return document


def _row_schemas() -> dict[str, Any]:
    """The JSON Schema of rows (docs/output.md), each of its parts by a name of its own."""
    text = files("mtdetect.results").joinpath("row.schema.json").read_text("utf-8")
    row: dict[str, Any] = json.loads(text.replace("#/definitions/", _REF.format(model="Row_")))
    parts: dict[str, Any] = row.pop("definitions")
    row.pop("$schema")
    return {"Row": row, **{f"Row_{name}": part for name, part in parts.items()}}
