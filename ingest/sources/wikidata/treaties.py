"""Treaties of alliance with their signatories."""

from collections.abc import Iterator

from ingest.cards import Card
from ingest.claims import Claim, Evidence, Fact, Iri, Text, dated, entity, kind, some, text
from ingest.documented import document_id
from ingest.identity.codes import actor_on
from ingest.sources.wikidata.results import Solution, partial_date, qid
from ontology.iris import PREFIXES, mint


def treaty_claims(rows: list[Solution], card: Card) -> Iterator[Claim]:
    """Yield a treaty and its signatories that have a state's code; where one stands, the treaty says who is missing."""
    first = rows[0]
    number = qid("treaty", first["treaty"])
    # A party that is there and not known has a name of its own in place of an item's; it counts as one without a code.
    parties = {row["party"]: row["iso3"] for row in rows if row["party"]}
    states = {party: actor_on("iso3", code, card.horizon) for party, code in parties.items() if code}
    named = {party: state for party, state in states.items() if state}
    if len(set(named.values())) < 2:
        # An agreement needs two parties that we can name; fewer is no fault of the file.
        return
    signed = partial_date("signed", first)
    ended = partial_date("ended", first)
    agreement = f"agr-wd-{number.lower()}"
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(first["label"], "en")),
        *some(("rdfs:label", text(first["label_ja"], "ja"))),
        ("kn:kind", kind("alliance-not-classified")),
        ("kn:legalForm", kind("form-not-stated")),
        ("kn:bindingness", kind("bindingness-not-stated")),
        ("kn:status", kind("ended" if ended else "signed")),
        ("kn:allPartiesListed", len(named) == len(parties)),
        ("skos:exactMatch", Iri(PREFIXES["wd"] + number)),
        *dated(signedOn=signed, validFrom=partial_date("in_force", first), validTo=ended),
    )
    yield Claim(entity(agreement).value, ("Agreement",), facts, hint(card, number))
    for state in sorted(set(named.values())):
        part: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(agreement)),
            ("kn:involves", entity(state)),
            ("kn:role", kind("party")),
            ("kn:status", kind("signed")),
            ("kn:startBasis", kind("signature")),
            *dated(signedOn=signed, validTo=ended),
        )
        yield Claim(mint("id", "part-wd", number, state, "party", 1), ("Participation",), part, hint(card, number))


def hint(card: Card, number: str) -> tuple[Evidence, ...]:
    """Return the citation of an item: documented, but not read in a source that answers for it."""
    return (Evidence(document_id(card), "b", number),)
