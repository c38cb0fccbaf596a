"""Entities as firms and links as ties, from those who consolidate to those consolidated."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from graph.dates import PartialDate, Precision
from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text, dated, each, entity, kind, some
from ingest.documented import cited
from ingest.sources.gleif.records import LegalEntity, Link, Reason
from ontology.iris import mint


def firm_id(lei: str) -> str:
    """Return the id of the firm with an identifier."""
    return f"firm-lei-{lei.lower()}"


def firm_claim(found: LegalEntity, seats: Mapping[str, str], reasons: Iterable[Reason], card: Card) -> Claim:
    """Return the firm; `seats` has the home states of all that are told, its successor perhaps among them."""
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


def tie_claim(link: Link, card: Card) -> Claim:
    """Return the tie; while no end is known, it was seen until the last update of the files."""
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
    return Claim(iri, ("Tie",), facts, cited(card, f"{link.child} to {link.parent}"))


def _day(day: date | None) -> PartialDate | None:
    return PartialDate(day, day, Precision.DAY) if day else None
