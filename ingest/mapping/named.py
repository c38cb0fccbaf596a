"""The things that the rows name: states that are no more, which we describe, and what nobody here describes."""

import csv
from collections.abc import Iterator
from functools import cache

import polars as pl

from ingest.claims import Claim
from ingest.identity.actors import actor_claims
from ingest.mapping.spans import Told
from ingest.mapping.tables import FILE, LINE
from ingest.mapping.things import SUBJECT
from ingest.mapping.values import valued
from ingest.source import SOURCES
from ontology.iris import PREFIXES, mint

_SHOWN = 5


def named(told: Told) -> pl.DataFrame:
    """Return the names that facts point to, as IRI, class of the thing that points, FILE and LINE, each name once."""
    found = [
        here.select(term.str.strip_chars("<>").alias("iri"), pl.lit(thing.kind).alias("kind"), FILE, LINE)
        .filter(pl.col("iri").is_not_null())
        .unique("iri", keep="first", maintain_order=True)
        for thing, rows in told
        for name, rule in thing.rules()
        if rule.thing is not None
        for here, term in [valued(rows, thing, name, rule)]
    ]
    if not found:
        return pl.DataFrame(schema={"iri": pl.String, "kind": pl.String, FILE: pl.String, LINE: pl.Int64})
    return pl.concat(found).unique("iri", keep="first", maintain_order=True)


def described_by_us(names: pl.DataFrame) -> tuple[Claim, ...]:
    """Return what we say of those that no list of states has any more."""
    return actor_claims(iri.removeprefix(PREFIXES["id"]) for iri in names["iri"])


def undescribed(names: pl.DataFrame, told: Told) -> Iterator[str]:
    """Yield what neither the rows nor the record describes, for notes: another source of the user's may."""
    known = {*_curated(), *(claim.iri for claim in described_by_us(names))}
    left = names.filter(~pl.col("iri").is_in(list(known)))
    if left.height:
        ours = pl.concat([here[SUBJECT] for _, here in told]).str.strip_chars("<>")
        left = left.filter(~pl.col("iri").is_in(ours.implode()))
    for iri, kind, file, line in left.head(_SHOWN).iter_rows():
        yield (
            f"{file}:{line}: a {kind} names {iri.removeprefix(PREFIXES['id'])!r}, which nothing here describes: "
            "correct it, unless another source describes it, else the next build leaves this source out"
        )
    if left.height > _SHOWN:
        yield f"... and {left.height - _SHOWN:,} more names that nothing here describes"


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
