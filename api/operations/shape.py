"""The shape of a look-up's JSON: only the fields asked for, or as JSON-LD by Accept."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProtocolProblem, problem
from api.sparql.negotiate import choose
from graph.query.formats import AnswerFormat
from ontology.iris import BASE, PREFIXES

JSON: Final = AnswerFormat("json", "table", "application/json")
JSON_LD: Final = AnswerFormat("jsonld", "triples", "application/ld+json")
ALWAYS: Final = frozenset({"asOf", "release", "observedUntil", "total", "unknown", "items"})
"""Fields that stay whatever is asked for."""
_UNDER: Final = "/api/v1/"
_CLASSES: Final = {
    **{name: f"kn:{name.capitalize()}" for name in ("state", "firm", "agreement", "policy", "provision", "impediment")},
    **{name: f"kn:{name.capitalize()}" for name in ("capability", "scenario", "activity", "participation", "tie")},
    **{name: f"kn:{name.capitalize()}" for name in ("assessment", "requirement", "dependency")},
    "body": "kn:InternationalBody",
    "agency": "kn:PublicBody",
    "programme": "kn:Program",
}
_LANGUAGE: Final = {"@id": "rdfs:label", "@language": "ja"}
CONTEXT: Final[Mapping[str, Any]] = {
    "@base": f"{BASE}id/",
    "@vocab": PREFIXES["kn"],
    **{name: PREFIXES[name] for name in ("kn", "rdfs", "xsd")},
    "id": "@id",
    "type": "@type",
    "label": {"@id": "rdfs:label", "@language": "en"},
    "labelJa": _LANGUAGE,
    "asOf": {"@id": "kn:asOf", "@type": "xsd:date"},
}
"""How the names of our JSON read as RDF: ids are IRIs of things, other names are terms."""


class Shaped:
    """Keeps of a JSON answer below /api/v1 the fields asked for, and gives it a context where JSON-LD is preferred."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the answer on, in another shape where one is asked for."""
        fields = _fields(scope)
        linked = scope["type"] == "http" and prefers_linked(Headers(scope=scope))
        if scope["type"] != "http" or not scope["path"].startswith(_UNDER) or not (fields or linked):
            await self._app(scope, receive, send)
            return
        start: Message | None = None

        async def reshape(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None:
                await send(message)
                return
            held, start = start, None
            if not _is_json(held) or message.get("more_body"):
                await send(held)
                await send(message)
                return
            answer = json.loads(message["body"])
            unknown = _unknown(answer, fields)
            if unknown:
                known = ", ".join(sorted(_names(answer) - ALWAYS))
                detail = f"fields: no field {', '.join(map(repr, unknown))} here; there are {known}"
                await problem(400, "Parameter not valid", detail)(scope, receive, send)
                return
            await _send(held, _linked(_kept(answer, fields)) if linked else _kept(answer, fields), send)

        await self._app(scope, receive, reshape)


def _fields(scope: Scope) -> frozenset[str]:
    found = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("fields", [])
    return frozenset(name.strip() for value in found for name in value.split(",") if name.strip())


def prefers_linked(headers: Headers) -> bool:
    """Tell whether a client likes JSON-LD better than JSON."""
    accept = ",".join(headers.getlist("accept"))
    if "ld+json" not in accept:
        return False
    try:
        return choose(accept, None, (JSON, JSON_LD)).format is JSON_LD
    except ProtocolProblem:
        return False


def _is_json(start: Message) -> bool:
    return bool(start["status"] == 200 and Headers(raw=start["headers"]).get("content-type") == JSON.media_type)


def _names(answer: dict[str, Any]) -> frozenset[str]:
    items = answer.get("items")
    return frozenset(answer) if items is None else frozenset(answer) | {name for item in items for name in item}


def _unknown(answer: dict[str, Any], fields: frozenset[str]) -> list[str]:
    # An empty page has no items to tell their fields by.
    return [] if answer.get("items") == [] else sorted(fields - _names(answer))


def _kept(answer: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    if not fields:
        return answer
    found = {name: value for name, value in answer.items() if name in fields or name in ALWAYS}
    if "items" in answer:
        found["items"] = [{n: v for n, v in item.items() if n in fields or n == "id"} for item in answer["items"]]
    return found


def _linked(answer: dict[str, Any]) -> dict[str, Any]:
    return {"@context": CONTEXT, **_typed(answer)}


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {name: _typed(item) for name, item in value.items() if item is not None}
    if isinstance(kind := found.get("type"), str):
        found["type"] = _CLASSES.get(kind, f"kn:{kind}")
    return found


async def _send(start: Message, answer: dict[str, Any], send: Send) -> None:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(len(body))
    if "@context" in answer:
        headers["content-type"] = JSON_LD.media_type
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
