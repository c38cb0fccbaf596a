"""Reads the RDF form: entities, relations and exceptions by their class, never by the suffix of their name."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, parse

from graph.errors import SourceError
from ingest.identity.known import known_firms
from ingest.progress import streamed
from ingest.quarantine import Quarantine
from ingest.registers import Place, key_of
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.sources.gleif.files import RegisterFile
from ingest.sources.gleif.records import PERSONAL, LegalEntity, Link, Reason, Survey, checked_lei, day_of
from ingest.sources.gleif.seats import seat_of

_TYPE: Final = "type"
_CATEGORIES: Final = {
    "LegalEntity": "GENERAL",
    "Branch": "BRANCH",
    "Fund": "FUND",
    "SoleProprietor": PERSONAL,
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


@dataclass(frozen=True)
class Described:
    """All that stands together about one thing, and about the blank nodes in it."""

    name: str
    nodes: Mapping[str, Node]

    @property
    def node(self) -> Node:
        """Return the thing itself."""
        return self.nodes[self.name]


@dataclass(frozen=True)
class RdfFile(RegisterFile[Described]):
    """One Turtle file of the RDF form; the place of a thing is its number in the file."""

    key: str
    path: Path

    def survey(self, faults: Quarantine) -> Survey:
        """Read the whole file, and put what is at fault into quarantine."""
        survey, before, names = Survey(self.path.name), faults.count, array("Q")
        for number, found in enumerate(_things(self.key, self.path)):
            names.append(key_of(found.name))
            place = Place(number, 0)
            try:
                _mark(survey, place, found)
            except BadCell as bad:
                faults.add(self.fault(place, found, bad))
            survey.updated = max(survey.updated, *found.node.get("hasLastUpdateDate", ()), "")
        if not survey.rows and faults.count == before:
            raise SourceError(self.key, [f"{self.path.name}: no entity, relation or exception of the GLEIF ontology"])
        if len(np.unique(np.frombuffer(names, np.uint64))) < len(names):
            problem = "what is said of one thing does not stand together; sort the file by its subjects"
            raise SourceError(self.key, [f"{self.path.name}: {problem}"])
        return survey

    def again(self, places: Iterable[Place]) -> Iterator[tuple[Place, Described]]:
        """Yield the things that stand at these places."""
        wanted = {place.offset: place for place in places}
        for number, found in enumerate(_things(self.key, self.path) if wanted else ()):
            if number in wanted:
                yield wanted[number], found

    def fault(self, place: Place, record: Described, bad: BadCell) -> Fault:
        """Return what is wrong with a thing."""
        return Fault(self.path.name, place.line, bad.column, bad.value, f"{record.name}: {bad.problem}")

    @staticmethod
    def entity(record: Described) -> LegalEntity:
        """Return an entity."""
        return _entity(record)

    @staticmethod
    def link(record: Described) -> Link:
        """Return a link."""
        return _link(record)

    @staticmethod
    def reason(record: Described) -> Reason:
        """Return a reason."""
        return _reason(record)


def _things(key: str, path: Path) -> Iterator[Described]:
    """Yield one thing after another, each with the statements that stand together about it."""
    name, nodes = "", _blank()
    try:
        for quad in _quads(path):
            subject = _last(str(quad.subject))
            if subject != name and not isinstance(quad.subject, BlankNode):
                if name:
                    yield Described(name, nodes)
                name, nodes = subject, _blank()
            value = quad.object.value if isinstance(quad.object, Literal) else _last(str(quad.object))
            nodes[subject][_last(quad.predicate.value)].append(value)
    except SyntaxError as error:
        raise SourceError(key, [f"{path.name}: not Turtle: {error}"]) from error
    if name:
        yield Described(name, nodes)


def _quads(path: Path) -> Iterator[Quad]:
    size = path.stat().st_size
    with path.open("rb") as file:
        yield from streamed(parse(input=file, format=RdfFormat.TURTLE), lambda: file.tell() / size)


def _blank() -> dict[str, dict[str, list[str]]]:
    return defaultdict(lambda: defaultdict(list))


def _last(name: str) -> str:
    return re.split(r"[/#]", name.strip("<>"))[-1]


def _mark(survey: Survey, place: Place, found: Described) -> None:
    kinds = found.node.get(_TYPE, ())
    if any(kind in _CATEGORIES for kind in kinds):
        if _category(found) == PERSONAL:
            survey.personal += 1
            return
        made = _entity(found)
        key = key_of(made.lei)
        survey.entities.add(key, key, place)
        if known_firms().has((made.lei,), seat_of(made.jurisdiction), (made.name, *made.former_names)):
            survey.known.add(key)
    elif any(kind in _KINDS for kind in kinds):
        child, parent = _ends(found)
        survey.links.add(key_of(child), key_of(parent), place)
    elif any(kind in _LEVELS for kind in kinds):
        key = key_of(_reporting(found))
        survey.reasons.add(key, key, place)


def _category(found: Described) -> str:
    return next(_CATEGORIES[kind] for kind in found.node[_TYPE] if kind in _CATEGORIES)


def _entity(found: Described) -> LegalEntity:
    node = found.node
    if not (names := node.get("hasLegalName")):
        raise BadCell("hasLegalName", "", "an entity without a name")
    jurisdiction = next(iter(node.get("hasLegalJurisdiction", ())), "")
    former = tuple(sorted(node.get("hasPreviousLegalName", ())))
    return LegalEntity(_lei(found.name), names[0], former, jurisdiction, _category(found))


def _ends(found: Described) -> tuple[str, str]:
    child, parent = (_lei(next(iter(found.node.get(role, ())), "")) for role in ("hasChild", "hasParent"))
    return child, parent


def _link(found: Described) -> Link:
    node = found.node
    kind = next(_KINDS[kind] for kind in node[_TYPE] if kind in _KINDS)
    named = next(iter(node.get("hasRelationshipPeriod", ())), "")
    if named and named not in found.nodes:
        raise BadCell("hasRelationshipPeriod", named, "the period does not stand with its relation; write it in [ ]")
    period = found.nodes.get(named, {})
    start, end = (next(iter(period.get(edge, ())), "") for edge in ("hasStart", "hasEnd"))
    active = "RelationshipStatusActive" in node.get("hasRelationshipStatus", ())
    return Link(*_ends(found), kind, day_of("hasStart", start), day_of("hasEnd", end), active)


def _reporting(found: Described) -> str:
    return _lei(next(iter(found.node.get("hasReportingEntity", ())), ""))


def _reason(found: Described) -> Reason:
    level = next(_LEVELS[kind] for kind in found.node[_TYPE] if kind in _LEVELS)
    reason = next(iter(found.node.get("hasExceptionReason", ())), "").removeprefix("ExceptionReasonKind")
    return Reason(_reporting(found), level, _WORDS.sub(" ", reason).lower())


def _lei(name: str) -> str:
    return checked_lei("LEI", name.removeprefix("L-"))
