"""The connector of GLEIF: firms by their identifiers, and ties from those who consolidate to those consolidated."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from graph.dates import PartialDate, Precision
from graph.errors import SourceError
from ingest.cards import Card, read_card
from ingest.claims import Claim, Fact, Iri, Text, dated, each, entity, kind, some
from ingest.documented import cited, document
from ingest.identity.actors import actor_claims
from ingest.identity.codes import actor_on
from ingest.rows import Fault
from ingest.source import SourceReading
from ingest.sources.gleif.golden import read_golden
from ingest.sources.gleif.rdf import read_rdf
from ingest.sources.gleif.records import PERSONAL, LegalEntity, Link, Reason, Records
from ontology.iris import mint

_READERS: Final = {".csv": read_golden, ".ttl": read_rdf}


def read(files: Path) -> SourceReading:
    """Read all files; persons' own trades are left out, and so are links to entities that no file describes."""
    card = read_card(Path(__file__).with_name("source.toml"))
    found = [_read(path, card) for path in sorted(files.glob("*")) if path.is_file()]
    card = card.model_copy(update={"horizon": max([r.updated for r in found if r.updated], default=card.horizon)})
    entities = {e.lei: e for records in found for e in records.entities if e.category != PERSONAL}
    seats, faults = _seats(entities.values(), card)
    reasons: dict[str, list[Reason]] = {}
    for reason in (reason for records in found for reason in records.reasons):
        reasons.setdefault(reason.lei, []).append(reason)
    links = sorted((link for records in found for link in records.links), key=lambda k: (k.child, k.parent, k.kind))
    told = [link for link in links if link.child in seats and link.parent in seats]
    claims = (
        document(card),
        *actor_claims(seats.values()),
        *(_firm(entities[lei], seats, reasons.get(lei, ()), card) for lei in sorted(seats)),
        *_ties(told, card),
    )
    rows = {**{records.file: records.rows for records in found}, "links left out": len(links) - len(told)}
    return SourceReading(claims, rows, (*(f for records in found for f in records.faults), *faults))


def _read(path: Path, card: Card) -> Records:
    if path.suffix not in _READERS:
        raise SourceError(card.key, [f"{path.name}: neither .csv nor .ttl; unpack the download first"])
    return _READERS[path.suffix](path, card)


def _seats(entities: Iterable[LegalEntity], card: Card) -> tuple[dict[str, str], list[Fault]]:
    """Return the home state of each entity by the first part of its jurisdiction, `US-DE`."""
    seats: dict[str, str] = {}
    faults: list[Fault] = []
    for found in entities:
        state = actor_on("iso2", found.jurisdiction[:2], card.horizon)
        if state:
            seats[found.lei] = state
        else:
            problem = f"{found.lei}: not the code of a state or territory; add it to the crosswalk of codes"
            faults.append(Fault("entities", 0, "LegalJurisdiction", found.jurisdiction, problem))
    return seats, faults


def firm_id(lei: str) -> str:
    """Return the id of the firm with an identifier."""
    return f"firm-lei-{lei.lower()}"


def _firm(found: LegalEntity, seats: Mapping[str, str], reasons: Iterable[Reason], card: Card) -> Claim:
    successor = firm_id(found.successor) if found.successor in seats else ""
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(found.name, "en")),
        *each("skos:altLabel", map(Text, found.former_names)),
        ("kn:homeState", entity(seats[found.lei])),
        ("kn:lei", Text(found.lei)),
        *dated(validFrom=_day(found.created), validTo=_day(found.expired)),
        *some(("dcterms:isReplacedBy", Iri(entity(successor).value) if successor else None)),
        *each("skos:note", [Text(f"No {r.level} parent is reported: {r.reason}.") for r in reasons]),
    )
    return Claim(entity(firm_id(found.lei)).value, ("Firm",), facts, cited(card, f"LEI {found.lei}"))


def _ties(links: Iterable[Link], card: Card) -> Iterator[Claim]:
    for link in links:
        facts: tuple[Fact, ...] = (
            ("kn:fromActor", entity(firm_id(link.parent))),
            ("kn:toActor", entity(firm_id(link.child))),
            ("kn:kind", kind(link.kind)),
            ("kn:status", kind("active" if link.active and not link.end else "ended")),
            *dated(validFrom=_day(link.start), validTo=_day(link.end)),
            # An inactive relation without an end ended on a day that nobody gives: possible, never certain.
            *(() if link.end else (("kn:observedUntil", card.horizon + timedelta(days=1)),)),
            *(() if link.start or link.end else (("kn:datePrecision", Text("day")),)),
        )
        iri = mint("id", "tie-lei", link.parent, link.child, link.kind)
        yield Claim(iri, ("Tie",), facts, cited(card, f"{link.child} to {link.parent}"))


def _day(day: date | None) -> PartialDate | None:
    return PartialDate(day, day, Precision.DAY) if day else None
