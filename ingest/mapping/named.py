"""The names that the rows of a table point to, each with the place that names it first."""

import polars as pl

from ingest.mapping.spans import Told
from ingest.mapping.tables import FILE, LINE
from ingest.mapping.things import SUBJECT
from ingest.mapping.values import valued


def named(told: Told) -> list[tuple[str, str]]:
    """Return the names that facts point to and the rows do not describe, as IRIs with their places, each name once."""
    found = [
        here.select(term.alias("iri"), pl.lit(thing.kind).alias("kind"), FILE, LINE)
        .filter(pl.col("iri").is_not_null())
        .unique("iri", keep="first", maintain_order=True)
        for thing, rows in told
        for name, rule in thing.rules()
        if rule.thing is not None
        for here, term in [valued(rows, thing, name, rule)]
    ]
    if not found:
        return []
    names = pl.concat(found).unique("iri", keep="first", maintain_order=True)
    own = pl.concat([here[SUBJECT] for _, here in told])
    # Few names stand against many rows, so the rows are held against the names.
    left = names.filter(~pl.col("iri").is_in(own.filter(own.is_in(names["iri"].implode())).implode()))
    return [(iri.strip("<>"), f"{file}:{line}: a {kind}") for iri, kind, file, line in left.iter_rows()]
