"""Reads the RDF form: entities, relations and exceptions by their class, never by the suffix of their name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import Literal, RdfFormat, parse

from graph.errors import SourceError
from ingest.cards import Card
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.sources.gleif.records import LegalEntity, Link, Reason, Records, checked_lei, day_of

T = TypeVar("T")
_TYPE: Final = "type"
_CATEGORIES: Final = {
    "LegalEntity": "GENERAL",
    "Branch": "BRANCH",
    "Fund": "FUND",
    "SoleProprietor": "SOLE_PROPRIETOR",
}
_KINDS: Final = {
    "DirectConsolidation": "direct-consolidation",
    "UltimateConsolidation": "ultimate-consolidation",
    "InternationalBranchRelationship": "international-branch",
    "FundManagementRelationship": "fund-relation",
    "SubFundRelationship": "fund-relation",
    "FeederMasterRelationship": "fund-relation",
}
_LEVELS: Final = {
    "DirectConsolidationReportingException": "direct",
    "UltimateConsolidationReportingException": "ultimate",
}
_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

Node = Mapping[str, list[str]]
"""The values of a node by the last part of the property's name; of an IRI, too, only the last part counts here."""


def read_rdf(path: Path, card: Card) -> Records:
    """Read one Turtle file of the RDF form."""
    nodes = _nodes(path, card)
    faults: list[Fault] = []
    entities = tuple(_tried(nodes, _entity, path.name, faults))
    links = tuple(_tried(nodes, _link, path.name, faults))
    reasons = tuple(_tried(nodes, _reason, path.name, faults))
    if not (entities or links or reasons or faults):
        raise SourceError(card.key, [f"{path.name}: no entity, relation or exception of the GLEIF ontology in it"])
    updated = max((m for node in nodes.values() for m in node.get("hasLastUpdateDate", ())), default="")
    return Records(path.name, entities, links, reasons, tuple(faults), day_of("", updated))


def _nodes(path: Path, card: Card) -> dict[str, Node]:
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            value = quad.object.value if isinstance(quad.object, Literal) else _last(str(quad.object))
            nodes[_last(str(quad.subject))][_last(quad.predicate.value)].append(value)
    except SyntaxError as error:
        raise SourceError(card.key, [f"{path.name}: not Turtle: {error}"]) from error
    return dict(nodes)


def _last(name: str) -> str:
    return re.split(r"[/#]", name.strip("<>"))[-1]


def _tried(
    nodes: Mapping[str, Node], make: Callable[[Mapping[str, Node], str], T | None], file: str, faults: list[Fault]
) -> Iterator[T]:
    for name in sorted(nodes):
        try:
            if (made := make(nodes, name)) is not None:
                yield made
        except BadCell as bad:
            faults.append(Fault(file, 0, bad.column, bad.value, f"{name}: {bad.problem}"))


def _entity(nodes: Mapping[str, Node], name: str) -> LegalEntity | None:
    node = nodes[name]
    category = next((_CATEGORIES[kind] for kind in node.get(_TYPE, ()) if kind in _CATEGORIES), None)
    if category is None:
        return None
    if not (names := node.get("hasLegalName")):
        raise BadCell("hasLegalName", "", "an entity without a name")
    jurisdiction = next(iter(node.get("hasLegalJurisdiction", ())), "")
    former = tuple(sorted(node.get("hasPreviousLegalName", ())))
    return LegalEntity(_lei(name), names[0], former, jurisdiction, category)


def _link(nodes: Mapping[str, Node], name: str) -> Link | None:
    node = nodes[name]
    kind = next((_KINDS[kind] for kind in node.get(_TYPE, ()) if kind in _KINDS), None)
    if kind is None:
        return None
    period = nodes.get(next(iter(node.get("hasRelationshipPeriod", ())), ""), {})
    start, end = (next(iter(period.get(edge, ())), "") for edge in ("hasStart", "hasEnd"))
    child, parent = (_lei(next(iter(node.get(role, ())), "")) for role in ("hasChild", "hasParent"))
    active = "RelationshipStatusActive" in node.get("hasRelationshipStatus", ())
    return Link(child, parent, kind, day_of("hasStart", start), day_of("hasEnd", end), active)


def _reason(nodes: Mapping[str, Node], name: str) -> Reason | None:
    node = nodes[name]
    level = next((_LEVELS[kind] for kind in node.get(_TYPE, ()) if kind in _LEVELS), None)
    if level is None:
        return None
    reason = next(iter(node.get("hasExceptionReason", ())), "").removeprefix("ExceptionReasonKind")
    return Reason(_lei(next(iter(node.get("hasReportingEntity", ())), "")), level, _WORDS.sub(" ", reason).lower())


def _lei(name: str) -> str:
    return checked_lei("LEI", name.removeprefix("L-"))
