"""The connector of mapped tables: files in, statements out, and every cell at fault named."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from graph.errors import SourceError
from ingest.cards import Card
from ingest.claims import entity
from ingest.documented import document, document_id
from ingest.mapping.columns import ROW, apply
from ingest.mapping.fitting import folded, unfitting
from ingest.mapping.kept import Kept, kept
from ingest.mapping.model import Mapping, read_mapping
from ingest.mapping.named import named
from ingest.mapping.needs import columns_of, left_out, nameless, unstated
from ingest.mapping.rules import Unpivot
from ingest.mapping.spells import spelled
from ingest.mapping.tables import FILE, LINE, Read, read_file
from ingest.mapping.things import Table, statements
from ingest.mapping.values import odd_values
from ingest.nquads import triples
from ingest.rdf.checks import HIDDEN, warnings
from ingest.referred import described_by_us, undescribed
from ingest.rows import Fault
from ingest.source import SourceReading


def read(files: Path, _card: Card) -> SourceReading:
    """Read every table of a folder by the mapping beside it, which holds the card.

    Raises
    ------
    RefusedFile, SourceError
        A file cannot be read as a table, or its columns are not those of the mapping.
    """
    mapping = read_mapping(files.parent / "mapping.toml")
    tables = [(path.name, read_file(path, mapping.table)) for path in sorted(files.iterdir())]
    if wrong := [fault for name, table in tables for fault in unfitting(name, table, mapping)]:
        raise SourceError(mapping.source.key, wrong)
    rows, odd_years = _joined(_together([table for _, table in tables], mapping), mapping)
    things, bad = _judged(rows.with_row_index(ROW), mapping)
    bad += odd_years
    faults = [*(fault for _, table in tables for fault in table.faults), *bad]
    names = named(things.things)
    claims = (document(mapping.source), *described_by_us(name for name, _ in names))
    described = pl.Series("statement", triples(claims, mapping.source.key), dtype=pl.String)
    # Equal lines stand together once they are sorted, so no table of them all is needed. One thread
    # takes a third less of the processor for it than two, and no longer.
    ordered = pl.concat([described, *_said(things, mapping)]).sort(multithreaded=False)
    distinct = ordered.filter(ordered.ne_missing(ordered.shift()))
    notes = (*_empty(tables), *unstated(mapping), *nameless(mapping), *undescribed(names))
    counts = {name: _good_rows(name, table, bad) for name, table in tables}
    return SourceReading(
        (), counts, tuple(sorted(faults)), tuple(distinct.to_list()), (*notes, *warnings(_misleading(distinct)))
    )


def _empty(tables: Sequence[tuple[str, Read]]) -> Iterator[str]:
    for name, table in tables:
        if not table.rows.height and not table.faults:
            yield f"{name} has no row below its header; is this the file?"


def _good_rows(name: str, table: Read, bad: Sequence[Fault]) -> int:
    return table.rows.height - len({fault.line for fault in bad if fault.file == name})


def _together(tables: Sequence[Read], mapping: Mapping) -> pl.DataFrame:
    """Return the rows of all files as one table: a thing may have some in several of them."""
    parts = [_long(table.rows, mapping.table.unpivot) for table in tables]
    read = [name for name in parts[0].columns if all(name in part.columns for part in parts)]
    return pl.concat([part.select(read) for part in parts])


def _joined(rows: pl.DataFrame, mapping: Mapping) -> tuple[pl.DataFrame, list[Fault]]:
    spells = mapping.table.spells
    if spells is None:
        return rows, []
    missing = (*mapping.table.missing, *mapping.rule(spells.when).missing)
    return spelled(rows, spells, missing, mapping.source.horizon.year)


def _misleading(statements: pl.Series) -> pl.Series:
    """Return the statements with a hidden character, or with a letter that may be taken for one of another script."""
    # Most are plain ASCII, which their lengths tell at once.
    others = statements.filter(statements.str.len_bytes() != statements.str.len_chars())
    return others.filter(others.str.contains(rf"[{HIDDEN}\p{{Cyrillic}}\p{{Greek}}\p{{Armenian}}\p{{Cherokee}}]"))


def _judged(rows: pl.DataFrame, mapping: Mapping) -> tuple[Kept, list[Fault]]:
    """Return the things that the rows describe, and the faults."""
    rows = rows.with_columns(pl.col(rule.of).alias(name) for name, rule in mapping.columns.items() if rule.of)
    places = rows.select(ROW, FILE, LINE)
    found = []
    for name in _in_order(mapping, rows.columns):
        rows, faults = apply(rows, name, mapping.rule(name), mapping.table)
        gone = pl.when(pl.col("value") == "").then(pl.lit("the line")).otherwise(pl.lit(left_out(mapping, [name])))
        found.append(faults.with_columns(pl.col("problem") + "; left out: " + gone))
    found += _odd_values(rows, mapping)
    required = [pl.col(name).is_null() for name in mapping.columns if mapping.rule(name).required]
    things = kept(rows, rows.filter(pl.any_horizontal(required))[ROW] if required else rows.clear()[ROW], mapping.thing)
    told = pl.concat([*found, things.denied]).join(places, on=ROW)
    lacking = _unexplained(things.lacking.join(places, on=ROW), told)
    listed = pl.concat([part.select(FILE, LINE, "column", "value", "problem") for part in (told, lacking)]).unique()
    return things, [Fault(*fault) for fault in listed.iter_rows()]


def _unexplained(lacking: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Return what things lack where no fault of the same line says that the thing is left out."""
    gone = pl.col("problem").str.extract(r"left out: (.*)$")
    beside = lacking.join(told.select(FILE, LINE, reason="problem"), on=[FILE, LINE])
    explained = beside.filter(
        pl.col("reason").str.contains(gone, literal=True) | pl.col("reason").str.ends_with("line")
    )
    return lacking.join(explained, on=[FILE, LINE, "problem"], how="anti")


def _odd_values(rows: pl.DataFrame, mapping: Mapping) -> Iterator[pl.DataFrame]:
    """Yield the values that may not be what they are, with the columns that they are made of."""
    for thing in mapping.thing:
        for rule, bad in odd_values(rows, thing):
            columns = columns_of(rule)
            told = pl.col("problem") + f"; left out: {left_out(mapping, columns)}"
            yield bad.select(ROW, pl.lit(", ".join(columns)).alias("column"), "value", told)


def _in_order(mapping: Mapping, columns: Sequence[str]) -> list[str]:
    """Return the columns to read: those first that others are understood by."""
    named = [c for c in (*columns, *(c for c, r in mapping.columns.items() if r.parts)) if c not in (ROW, FILE, LINE)]
    leaned_on = {rule.code_on for rule in mapping.columns.values()}
    wanted = mapping.used | set(mapping.columns) | leaned_on
    return sorted((c for c in dict.fromkeys(named) if c in wanted), key=lambda c: (c not in leaned_on, named.index(c)))


def _long(rows: pl.DataFrame, unpivot: Unpivot | None) -> pl.DataFrame:
    if unpivot is None:
        return rows
    columns = folded(unpivot, rows.columns)
    kept = [column for column in rows.columns if column not in columns]
    return rows.unpivot(columns, index=kept, variable_name=unpivot.name, value_name=unpivot.value)


def _said(found: Kept, mapping: Mapping) -> list[pl.Series]:
    table = Table(entity(document_id(mapping.source)).value, mapping.source.key, found.unmade)
    return [s for thing, here in found.things for s in statements(here, thing, table)]
