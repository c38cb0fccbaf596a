"""States that are no more and bodies that no curated table has: described by us, for the sources that name them."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from ingest.claims import Claim, Evidence, Fact, Iri, Text, dated, entity, kind, some, text

_FILE: Final = Path(__file__).with_name("actors.csv")
_SOURCE: Final = "src-kaname-actors"
_DOCUMENT: Final = Claim(
    entity(_SOURCE).value,
    ("Source",),
    (
        ("dcterms:title", Text("Kaname list of former states and of bodies named by data sets")),
        ("dcterms:publisher", Text("Kaname contributors")),
        ("rdfs:seeAlso", Iri("https://w3id.org/kaname/")),
        ("kn:kind", kind("source-judgement")),
    ),
)


def actor_claims(used: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims that describe those of the actors used that stand in our own list, with their source."""
    known = _actors()
    found = tuple(known[actor] for actor in sorted(set(used)) if actor in known)
    return (_DOCUMENT, *found) if found else ()


def own_actors() -> frozenset[str]:
    """Return the ids of all actors in our own list."""
    return frozenset(_actors())


@cache
def _actors() -> dict[str, Claim]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["actor_id"]: _claim(row) for row in csv.DictReader(lines)}


def _claim(row: dict[str, str]) -> Claim:
    established, dissolved = (PartialDate.parse(row[c]) if row[c] else None for c in ("established", "dissolved"))
    facts: tuple[Fact, ...] = (
        *some(("rdfs:label", Text(row["label"], "en")), ("rdfs:label", text(row["label_ja"], "ja"))),
        *some(("kn:kind", kind(row["kind"]) if row["kind"] else None)),
        *some(("kn:cowCode", int(row["cow_code"]) if row["cow_code"] else None)),
        *dated(validFrom=established, validTo=dissolved),
        *some(("skos:note", text(row["note"]))),
    )
    evidence = Evidence(_SOURCE, "b", named=f"actors-{row['actor_id']}")
    return Claim(entity(row["actor_id"]).value, (row["class"],), facts, (evidence,))
