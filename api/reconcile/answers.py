"""What reconciliation clients are told."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from fastapi import Request

from api.deps import Asked
from api.reconcile.models import Extension
from graph.errors import NotFound
from graph.reconcile.match import TYPES, Candidate, Wanted, candidates
from graph.reconcile.properties import PROPERTIES, Property, Sight, Value, property_of
from graph.search import Filter, suggest
from graph.things import Thing, catalogue, thing
from ontology.iris import BASE, PREFIXES

WIDTH, HEIGHT = 400, 160
"""Size of a preview [px]."""


def sight_of(ask: Asked) -> Sight:
    """Return what properties are read from."""
    return Sight(ask.release, ask.served.store, ask.day)


def manifest_02(request: Request) -> dict[str, Any]:
    """Return the manifest of 0.2, with addresses as the client reached them."""
    root = str(request.base_url).rstrip("/")
    service = f"{root}/api/v1/reconcile"

    def at(path: str) -> dict[str, str]:
        return {"service_url": service, "service_path": path}

    return {
        "versions": ["0.2"],
        "name": "Kaname",
        "identifierSpace": f"{BASE}id/",
        "schemaSpace": PREFIXES["kn"],
        "documentation": f"{root}/docs",
        "defaultTypes": types(TYPES),
        "view": {"url": f"{root}/entity/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {name: at(f"/suggest/{name}") for name in ("entity", "type", "property")},
        "extend": {"propose_properties": at("/properties"), "property_settings": []},
        "batchSize": 50,
    }


def manifest_1(request: Request) -> dict[str, Any]:
    """Return the manifest of the draft of 1.0."""
    root = str(request.base_url).rstrip("/")
    return {
        "versions": ["1.0-draft"],
        "name": "Kaname",
        "identifierSpace": f"{BASE}id/",
        "schemaSpace": PREFIXES["kn"],
        "documentation": f"{root}/docs",
        "defaultTypes": types(TYPES),
        "view": {"url": f"{root}/entity/{{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "type": True, "property": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
    }


def types(names: Iterable[str]) -> list[dict[str, str]]:
    """Return types with their names."""
    return [{"id": name, "name": TYPES.get(name, name)} for name in names]


def result(sight: Sight, wanted: Wanted) -> list[dict[str, Any]]:
    """Return the candidates of one query."""
    return [_candidate(sight, found) for found in candidates(sight, wanted)]


def _candidate(sight: Sight, found: Candidate) -> dict[str, Any]:
    features = [{"id": name, "name": PROPERTIES[name].label, "value": fits} for name, fits in found.features]
    return {
        "id": found.thing.id,
        "name": found.thing.label,
        "description": description(sight, found.thing),
        "type": types([found.thing.type]),
        "score": found.score,
        "match": found.match,
        "features": [{"id": "name", "name": f"name: {found.why}", "value": found.score}, *features],
    }


def description(sight: Sight, thing: Thing) -> str:
    """Return a few words that tell namesakes apart."""
    known = catalogue(sight.release)
    home = known[thing.state].label if thing.state and thing.state != thing.id else None
    parts = (thing.kind_label or TYPES.get(thing.type, thing.type), home, thing.label_ja)
    return ", ".join(part for part in parts if part)


def suggested(sight: Sight, prefix: str, limit: int) -> list[dict[str, Any]]:
    """Return things whose names begin so."""
    known = catalogue(sight.release)
    found = (known[hit.id] for hit in suggest(sight.release, prefix, Filter(tuple(TYPES)), limit))
    return [
        {"id": t.id, "name": t.label, "description": description(sight, t), "notable": types([t.type])} for t in found
    ]


def named(items: Iterable[tuple[str, str]], prefix: str) -> list[dict[str, str]]:
    """Return what has a name or id that holds the text given."""
    wanted = prefix.strip().lower()
    return [{"id": i, "name": n} for i, n in items if wanted in i.lower() or wanted in n.lower()]


def proposals(type_: str | None) -> list[dict[str, str]]:
    """Return the properties that things of a type have."""
    return [{"id": p.id, "name": p.label} for p in PROPERTIES.values() if p.fits(type_)]


def meta(asked: Extension) -> list[dict[str, Any]]:
    """Return the properties asked for with their names."""
    return [{"id": p.id, "name": property_of(p.id).label} for p in asked.properties]


def values(sight: Sight, name: str, asked: Sequence[Property]) -> dict[str, list[dict[str, str]]]:
    """Return the values of some properties of a thing; an id that nothing has has none."""
    try:
        found = thing(sight.release, name)
    except NotFound:
        return {p.id: [] for p in asked}
    return {p.id: [_value(v) for v in p.read(sight, found)] for p in asked}


def _value(value: Value) -> dict[str, str]:
    return {"id": value.id, "name": value.text} if value.id else {"str": value.text}


def preview(sight: Sight, name: str) -> str:
    """Return a small page on a thing."""
    found = thing(sight.release, name)
    lines = (escape(found.label), escape(description(sight, found)), escape(f"{found.id}, as of {sight.day}"))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{lines[0]}</title>'
        f"<body><h1>{lines[0]}</h1><p>{lines[1]}</p><p>{lines[2]}</p></body></html>"
    )
