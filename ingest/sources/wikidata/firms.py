"""Firms of the arms industry, and their parents."""

from collections.abc import Iterator

from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text, entity, some, text, web_page
from ingest.identity.codes import actor_on
from ingest.sheets import BadCell
from ingest.sources.wikidata.results import Solution, is_known, qid
from ingest.sources.wikidata.treaties import hint
from ontology.iris import PREFIXES


def firm_claims(rows: list[Solution], card: Card) -> Iterator[Claim]:
    """Yield a firm; of a firm with several countries or identifiers the first counts, since the rows repeat it."""
    first = rows[0]
    number = qid("firm", first["firm"])
    state = actor_on("iso2", first["iso2"], card.horizon)
    if not state:
        raise BadCell("iso2", first["iso2"], "not the code of a state; add it to the crosswalk of codes")
    leis = sorted({row["lei"] for row in rows if is_known(row["lei"])})
    parents = sorted({qid("parent", row["parent"]) for row in rows if is_known(row["parent"])})
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(first["label"], "en")),
        *some(("rdfs:label", text(first["label_ja"], "ja"))),
        ("kn:homeState", entity(state)),
        # Two identifiers of one item are two firms under one name: none of them is taken.
        *some(("kn:lei", text(leis[0]) if len(leis) == 1 else None)),
        ("skos:exactMatch", Iri(PREFIXES["wd"] + number)),
        *some(("foaf:homepage", web_page(first["website"]))),
        *(("skos:note", Text(f"Parent organisation, by Wikidata: {parent}")) for parent in parents),
    )
    yield Claim(entity(f"firm-wd-{number.lower()}").value, ("Firm",), facts, hint(card, number))
