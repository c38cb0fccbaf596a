"""Tables: one row a relation, a pair, or a pair and year, as CSV; relations as Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO, Final

import polars as pl

from graph.cells import cell
from graph.dates import OPEN, Holding
from graph.export.job import Job
from graph.pairs import agreement_layers
from graph.parties import Parties, parties
from graph.tables import SCHEMAS

LONG: Final = (
    *("relation", "class", "kind", "layer", "head", "head_label", "tail", "tail_label", "role", "status", "holding"),
    *(
        "from",
        "until",
        "maybe_from",
        "maybe_until",
        "signed",
        "start",
        "start_precision",
        "start_basis",
        "end",
        "value",
    ),
    *("as_of", "release"),
)
DYAD: Final = ("a", "b", "layer", "agreements", "unknown", "ids", "as_of", "release")
OBLIGATIONS: Final = (
    *("agreement", "party", "says", "duty", "statement", "title", "party_label"),
    *("start", "end", "seen", "as_of", "release"),
)
TRANSFERS: Final = (
    *("relation", "kind", "supplier", "supplier_label", "recipient", "recipient_label"),
    *(column for column in SCHEMAS["transfers"] if column != "slug"),
    *("start", "start_precision", "as_of", "release"),
)
DYAD_YEAR: Final = ("a", "b", "year", "layer", "agreements", "unknown", "as_of", "release")


def long_table(job: Job) -> pl.DataFrame:
    """Return one row for each relation and pair of its ends; an open end is empty."""
    labels = job.tables.entities.select("slug", "label")
    named = job.rows.join(labels.rename({"slug": "head", "label": "head_label"}), on="head", how="left").join(
        labels.rename({"slug": "tail", "label": "tail_label"}), on="tail", how="left"
    )
    ends_open = [pl.when(pl.col(c) == OPEN).then(None).otherwise(pl.col(c)).alias(c) for c in ("until", "maybe_until")]
    return (
        named.rename({"slug": "relation", "basis": "start_basis"})
        .with_columns(*ends_open, as_of=pl.lit(job.wanted.day), release=pl.lit(job.release.id))
        .select(LONG)
        .sort("relation", "head", "tail")
    )


def csv_long(job: Job, out: BinaryIO) -> int:
    """Write one row for each relation and pair of its ends; return the number of rows."""
    return _write(LONG, long_table(job).iter_rows(), out)


def csv_dyad(job: Job, out: BinaryIO) -> int:
    """Write one row for each pair of parties and layer with the agreements that join it; return the number of rows."""
    day, release = job.wanted.day, job.release.id
    rows = ((a, b, layer, len(s), u, " ".join(s), day, release) for a, b, layer, s, u in _dyads(job, day))
    return _write(DYAD, rows, out)


def csv_dyad_year(job: Job, out: BinaryIO) -> int:
    """Write the dyads of each year's last day, of the last year those of the day; return the number of rows.

    Years run from the first relation on; a year in which no agreement joins a pair has no row for it.
    """
    return _write(DYAD_YEAR, _years(job), out)


def csv_obligations(job: Job, out: BinaryIO) -> int:
    """Write one row for each thing that a party itself owes on the day, or condition of it; return the number of rows.

    Every source's word counts, on the days that it gives, beside the record that answers by default.
    """
    day = pl.lit(job.wanted.day)
    end = pl.coalesce("end", "seen", pl.lit(OPEN))
    found = job.tables.obligations.filter(pl.col("start") <= day, day < end).rename({"slug": "statement"})
    if job.sources is not None:
        found = found.filter(pl.col("statement").is_in(sorted(job.stated)))
    told = _labelled(job, found, {"party": "party_label", "agreement": "title"})
    return _write(OBLIGATIONS, told.select(OBLIGATIONS).sort(OBLIGATIONS[:5]).iter_rows(), out)


def csv_transfers(job: Job, out: BinaryIO) -> int:
    """Write one row for each arms deal ordered up to the day; return the number of rows."""
    deals = job.tables.relations.filter(pl.col("class") == "transfer", pl.col("start") <= job.wanted.day)
    if job.sources is not None:
        deals = deals.filter(pl.col("slug").is_in(sorted(job.stated)))
    named = deals.join(job.tables.transfers, on="slug").rename(
        {"slug": "relation", "head": "supplier", "tail": "recipient"}
    )
    told = _labelled(job, named, {"supplier": "supplier_label", "recipient": "recipient_label"})
    return _write(TRANSFERS, told.select(TRANSFERS).sort("relation").iter_rows(), out)


def _labelled(job: Job, rows: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """Return rows with the labels of the things in some columns, and with the day and release in the last two."""
    labels = job.tables.entities.select("slug", "label")
    for column, label in columns.items():
        rows = rows.join(labels.rename({"slug": column, "label": label}), on=column, how="left")
    return rows.with_columns(as_of=pl.lit(job.wanted.day), release=pl.lit(job.release.id))


def parquet(job: Job, out: BinaryIO) -> int:
    """Write the long table as Parquet, with the day and the release in its metadata; return the number of rows."""
    table = long_table(job)
    table.write_parquet(out, metadata={"asOf": job.wanted.day.isoformat(), "release": job.release.id})
    return table.height


def _years(job: Job) -> Iterator[tuple[object, ...]]:
    last = job.wanted.day
    first = job.tables.relations.filter(pl.col("class") == "participation")["from"].min()
    for year in range(first.year if isinstance(first, date) else last.year, last.year + 1):
        day = min(date(year, 12, 31), last)
        for a, b, layer, sure, unknown in _dyads(job, day):
            yield a, b, year, layer, len(sure), unknown, day, job.release.id


def _dyads(job: Job, day: date) -> Iterator[tuple[str, str, str, list[str], int]]:
    """Yield pairs by layer with the agreements that surely join them, and how many more may."""
    layers = agreement_layers(job.tables)
    found: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for agreement in _agreements(job, parties(job.release)):
        layer = layers.get(agreement, "")
        if job.wanted.layers and layer not in job.wanted.layers:
            continue
        for bond in parties(job.release).bonds_of(agreement, day, job.wanted.basis):
            sure, unsure = found.setdefault((*bond.pair, layer), (set(), set()))
            (sure if bond.holding is Holding.HOLDS else unsure).add(agreement)
    for (a, b, layer), (sure, unsure) in sorted(found.items()):
        if sure or Holding.UNKNOWN in job.wanted.include:
            yield a, b, layer, sorted(sure), len(unsure)


def _agreements(job: Job, known: Parties) -> Iterable[str]:
    """Return the agreements that may go out: all, or those that a source lets through states."""
    return known.spells if job.sources is None else sorted(job.stated & set(known.spells))


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]], out: BinaryIO) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([cell(value) for value in row])
        count += 1
    text.detach()
    return count
