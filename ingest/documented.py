"""What a connector says of its source as a whole: the document behind its card, its citations, its horizon."""

from datetime import date, timedelta

from ingest.cards import Card
from ingest.claims import Claim, Evidence, Fact, Iri, Text, entity, kind


def document(card: Card) -> Claim:
    """Return the source document that all citations of a connector point to."""
    facts: tuple[Fact, ...] = (
        ("dcterms:title", Text(card.title)),
        ("dcterms:publisher", Text(card.publisher)),
        ("dcterms:bibliographicCitation", Text(card.citation)),
        ("rdfs:seeAlso", Iri(str(card.url))),
        ("kn:kind", kind("source-read")),
    )
    return Claim(entity(document_id(card)).value, ("Source",), facts)


def document_id(card: Card) -> str:
    """Return the id of the source document of a card."""
    return card.document or f"src-{card.key}"


def cited(card: Card, locator: str, named: str = "") -> tuple[Evidence, ...]:
    """Return the citation of a place in the source; with a name of its own, many claims share it."""
    name = f"{card.key}-{named}" if named else ""
    return (Evidence(document_id(card), "a", locator, named=name),)


def unwatched(card: Card) -> date:
    """Return the first day on which the compilers no longer looked: the day after the horizon."""
    return card.horizon + timedelta(days=1)


def open_end(card: Card) -> Fact:
    """Return the fact that no end is known, which says nothing of the days after the horizon."""
    return ("kn:observedUntil", unwatched(card))
