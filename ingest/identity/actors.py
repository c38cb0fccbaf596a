"""States that are no more and bodies that no curated table has: described by us, for the sources that name them."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from ingest.claims import Claim, Evidence, Fact, Iri, Text, dated, entity, kind, some, text

_HERE: Final = Path(__file__).parent
_OWN: Final = "src-kaname-actors"
"""Our own list, for actors that we found in no list: it names them and dates nothing."""


def actor_claims(used: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims that describe those of the actors used that stand in our own list, with their source."""
    known = _actors()
    found = tuple(known[actor] for actor in sorted(set(used)) if actor in known)
    cited = {evidence.source for claim in found for evidence in claim.evidence}
    return (*(document for name, document in sorted(_documents().items()) if name in cited), *found)


@cache
def _actors() -> dict[str, Claim]:
    return {row["actor_id"]: _claim(row) for row in _table("actors.csv")}


@cache
def _documents() -> dict[str, Claim]:
    return {row["source_id"]: _document(row) for row in _table("documents.csv")}


def _table(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _document(row: dict[str, str]) -> Claim:
    facts: tuple[Fact, ...] = (
        ("dcterms:title", Text(row["title"])),
        ("dcterms:publisher", Text(row["publisher"])),
        ("rdfs:seeAlso", Iri(row["url"])),
        ("kn:kind", kind(row["kind"])),
    )
    return Claim(entity(row["source_id"]).value, ("Source",), facts)


def _claim(row: dict[str, str]) -> Claim:
    established, dissolved = (PartialDate.parse(row[c]) if row[c] else None for c in ("established", "dissolved"))
    facts: tuple[Fact, ...] = (
        *some(("rdfs:label", Text(row["label"], "en")), ("rdfs:label", text(row["label_ja"], "ja"))),
        *some(("kn:kind", kind(row["kind"]) if row["kind"] else None)),
        *some(("kn:cowCode", int(row["cow_code"]) if row["cow_code"] else None)),
        *dated(validFrom=established, validTo=dissolved),
        *some(("skos:note", text(row["note"]))),
    )
    sure = "b" if row["source"] == _OWN else "a"
    evidence = Evidence(row["source"], sure, row["locator"], named=f"actors-{row['actor_id']}")
    return Claim(entity(row["actor_id"]).value, (row["class"],), facts, (evidence,))
