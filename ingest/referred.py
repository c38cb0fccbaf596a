"""The things that a user's source names: states that are no more, which we describe, and what nobody here describes."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from graph.wording import first_of
from ingest.claims import Claim
from ingest.identity.actors import actor_claims
from ingest.source import SOURCES
from ontology.iris import PREFIXES, mint

_SHOWN: Final = 5


def described_by_us(names: Iterable[str]) -> tuple[Claim, ...]:
    """Return what we say of those IRIs that name what no list of states has any more."""
    return actor_claims(name.removeprefix(PREFIXES["id"]) for name in names)


def undescribed(names: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the IRIs that the record does not describe, each with the place that names it, as notes."""
    known = {*_curated(), *(claim.iri for claim in described_by_us(name for name, _ in names))}
    told = []
    for name, place in names:
        if name not in known:
            lower = "; ids are in lower case" if name.lower() in known else ""
            told.append(
                f"{place} names {name.removeprefix(PREFIXES['id'])!r}, which nothing here describes{lower}: "
                "correct it, unless another source describes it, else the next build leaves this source out"
            )
    yield from first_of(told, _SHOWN, "names that nothing here describes")


@cache
def _curated() -> frozenset[str]:
    """Return the IRIs that the record describes: the first column of a table whose name ends in `_id` holds them."""
    found = set()
    for path in sorted((SOURCES / "curated").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            if next(rows, [""])[0].endswith("_id"):
                found |= {mint("id", row[0]) for row in rows if row}
    return frozenset(found)
