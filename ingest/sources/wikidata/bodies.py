"""Military alliances as bodies, and the spells of their members."""

from collections.abc import Iterator

from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text, dated, entity, kind, some, text
from ingest.documented import open_end
from ingest.identity.codes import actor_on
from ingest.identity.known import known_bodies
from ingest.sheets import BadCell
from ingest.sources.wikidata.results import Solution, partial_date, qid
from ingest.sources.wikidata.treaties import hint
from ontology.iris import PREFIXES, mint


def body_claims(rows: list[Solution], card: Card) -> Iterator[Claim]:
    """Yield an alliance and its members' spells, numbered in the order of the result."""
    first = rows[0]
    number = qid("body", first["body"])
    # A body that the curated tables have is spoken of by their id: two things may not share an item.
    body = known_bodies().get(number, f"body-wd-{number.lower()}")
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(first["label"], "en")),
        *some(("rdfs:label", text(first["label_ja"], "ja"))),
        ("kn:kind", kind("treaty-organisation")),
        ("skos:exactMatch", Iri(PREFIXES["wd"] + number)),
    )
    yield Claim(entity(body).value, ("InternationalBody",), facts, hint(card, number))
    counts: dict[str, int] = {}
    for row in rows:
        state = actor_on("iso3", row["iso3"], card.horizon)
        if not state:
            raise BadCell("iso3", row["iso3"], "not the code of a state; add it to the crosswalk of codes")
        counts[state] = counts.get(state, 0) + 1
        start, end = partial_date("start", row), partial_date("end", row)
        part: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(body)),
            ("kn:involves", entity(state)),
            ("kn:role", kind("member")),
            ("kn:status", kind("ended" if end else "in-force")),
            *dated(validFrom=start, validTo=end),
            *((open_end(card),) if start and not end else ()),
        )
        iri = mint("id", "part-wd", number, state, "member", counts[state])
        yield Claim(iri, ("Participation",), part, hint(card, number))
