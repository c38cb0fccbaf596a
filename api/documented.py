"""The OpenAPI document, which also tells what `fields` leaves of an answer."""

from copy import deepcopy
from typing import Any, Final

from fastapi import FastAPI

from api.operations.shape import ALWAYS, JSON

Schema = dict[str, Any]
_REF: Final = "#/components/schemas/"
_SUFFIX: Final = "Fields"


class Documented(FastAPI):
    """An application whose document agrees with its answers, those to requests with `fields` too."""

    def openapi(self) -> Schema:
        """Return the document."""
        if self.openapi_schema is None:
            self.openapi_schema = with_fields(super().openapi())
        return self.openapi_schema


def with_fields(document: Schema) -> Schema:
    """Return a document in which each answer of a route that takes `fields` may also be a part of itself."""
    found = deepcopy(document)
    schemas: dict[str, Schema] = found["components"]["schemas"]
    for operation in (o for path in found["paths"].values() for o in path.values()):
        if any(parameter["name"] == "fields" for parameter in operation.get("parameters", ())):
            content = operation["responses"]["200"].get("content", {})
            if "$ref" in (whole := content.get(JSON.media_type, {}).get("schema", {})):
                content[JSON.media_type]["schema"] = {"anyOf": [whole, _part(whole, schemas)]}
    return found


def _part(whole: Schema, schemas: dict[str, Schema]) -> Schema:
    """Return the schema of an answer with some of its fields; of a page, of items with some of theirs."""
    name = whole["$ref"].removeprefix(_REF)
    part = deepcopy(schemas[name])
    part["title"] = f"{name}, only the fields asked for"
    part["required"] = sorted(set(part.get("required", ())) & ALWAYS)
    items = part["properties"].get("items", {}).get("items", {})
    if "$ref" in items:
        part["properties"]["items"]["items"] = _item(items["$ref"].removeprefix(_REF), schemas)
    return _kept(f"{name}{_SUFFIX}", part, schemas)


def _item(name: str, schemas: dict[str, Schema]) -> Schema:
    part = deepcopy(schemas[name])
    part["title"] = f"{name}, only the fields asked for"
    part["required"] = ["id"] if "id" in part["properties"] else []
    return _kept(f"{name}{_SUFFIX}", part, schemas)


def _kept(name: str, schema: Schema, schemas: dict[str, Schema]) -> Schema:
    schemas[name] = schema
    return {"$ref": f"{_REF}{name}"}
