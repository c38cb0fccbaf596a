"""Looks up what a reading says: facts of a claim as plain values, by the last part of the name."""

from collections.abc import Iterable
from datetime import date

from ingest.claims import Claim, Iri, Text, Value
from ingest.source import SourceReading
from ontology.iris import slug


class Said:
    """The claims of a reading by id, each with its values by property."""

    def __init__(self, reading: SourceReading) -> None:
        self.claims = {slug(claim.iri): claim for claim in reading.claims}

    def of(self, claim_id: str) -> dict[str, list[str]]:
        """Return the values of a claim by property name, sorted."""
        return values(self.claims[claim_id])

    def typed(self, kind: str) -> list[Claim]:
        """Return all claims of a class."""
        return [claim for claim in self.claims.values() if kind in claim.types]

    def where(self, class_name: str, /, **wanted: str) -> list[dict[str, list[str]]]:
        """Return the values of all claims of a class that hold every value wanted."""
        found = (values(claim) for claim in self.typed(class_name))
        return [v for v in found if all(value in v.get(name, ()) for name, value in wanted.items())]


def values(claim: Claim) -> dict[str, list[str]]:
    """Return a claim's values by property name, sorted."""
    found: dict[str, list[str]] = {}
    for name, value in claim.facts:
        found.setdefault(name.partition(":")[2], []).append(_plain(value))
    return {name: sorted(listed) for name, listed in found.items()}


def _plain(value: Value) -> str:
    match value:
        case Iri(iri):
            return slug(iri).removeprefix("kind/")
        case Text(words):
            return words
        case date():
            return value.isoformat()
        case _:
            return str(value)


def problems(reading: SourceReading) -> Iterable[str]:
    """Return the faults of a reading as lines."""
    return [str(fault) for fault in reading.quarantine]
