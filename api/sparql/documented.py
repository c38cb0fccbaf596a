"""What the OpenAPI document says of the SPARQL routes, whose parameters are read by hand."""

from collections.abc import Iterable
from typing import Any, Final

from graph.query.formats import FORMATS, AnswerFormat

_TEXT: Final = {"type": "string"}
_IRIS: Final = {"type": "array", "items": {"type": "string", "format": "uri"}}
_SCHEMAS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "query": (_TEXT, "The query, SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE."),
    "default-graph-uri": (_IRIS, "Graphs whose merge is the default graph."),
    "named-graph-uri": (_IRIS, "Graphs that GRAPH can name."),
    "asOf": ({"type": "string", "format": "date"}, "The day of every VALUES ?asOf block of the query."),
    "timeout": ({"type": "number", "exclusiveMinimum": 0}, "Seconds that the query may take, up to the limit."),
    "format": (_TEXT, "The short name of a format, in place of the Accept header."),
    "overflow": (
        {"type": "string", "enum": ["refuse", "cut"], "default": "refuse"},
        "What becomes of an answer over the limit: an error, or its first rows with the header Kaname-Truncated.",
    ),
}
_EXAMPLE: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 3"
_ERRORS: Final = {
    "400": "The query or a parameter is not valid; line and column say where.",
    "403": "An update, SERVICE, or a query over a limit.",
    "406": "No format of the answer is acceptable.",
    "413": "The query or its answer is too large.",
    "415": "The body is of another type, or compressed.",
    "503": "All workers are busy; Retry-After says when to ask again.",
    "504": "The query was stopped at its deadline.",
}


def files(formats: Iterable[AnswerFormat]) -> dict[str, Any]:
    """Return what the document says of answers in some formats: JSON of any form, else text."""
    return {f.media_type: {"schema": {} if f.media_type.endswith("json") else {"type": "string"}} for f in formats}


def _parameter(name: str) -> dict[str, Any]:
    schema, text = _SCHEMAS[name]
    found: dict[str, Any] = {"name": name, "in": "query", "required": False, "schema": schema, "description": text}
    return found | ({"example": _EXAMPLE} if name == "query" else {})


def _responses() -> dict[str, Any]:
    answers = files(FORMATS)
    whole = (
        "The answer, whole unless Kaname-Truncated says otherwise. ASK in CSV and TSV is the bare word true or false."
    )
    found: dict[str, Any] = {"200": {"description": whole, "content": answers}}
    found["304"] = {"description": "The client has this answer already."}
    for status, text in _ERRORS.items():
        schema = {"type": "object", "required": ["type", "title", "status", "detail"]}
        found[status] = {"description": text, "content": {"application/problem+json": {"schema": schema}}}
    return found


def _body() -> dict[str, Any]:
    properties = {name: schema | {"description": text} for name, (schema, text) in _SCHEMAS.items()}
    form = {"type": "object", "required": ["query"], "properties": properties}
    return {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": form},
            "application/sparql-query": {"schema": {"type": "string"}, "example": _EXAMPLE},
        },
    }


GET_DOCUMENTED: Final[dict[str, Any]] = {
    "parameters": [_parameter(name) for name in _SCHEMAS],
    "responses": _responses(),
}
POST_DOCUMENTED: Final[dict[str, Any]] = {
    "parameters": [_parameter(name) for name in _SCHEMAS if name != "query"],
    "requestBody": _body(),
    "responses": _responses(),
}
