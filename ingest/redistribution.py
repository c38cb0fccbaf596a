"""Writes what of a release may be passed on, as N-Quads or as CSV tables made from those statements alone.

Cells of the CSV tables are written as they are: one may begin with a sign that a spreadsheet takes for a formula, so
open them as text.
"""

import tempfile
from pathlib import Path

import polars as pl

from graph.cells import FORMULA
from graph.loading import in_memory
from graph.redistribution import quads
from graph.release import Release
from graph.tables import SCHEMAS
from ingest.nquads import triples_of
from ingest.tables import write_tables
from ontology.files import INDEX_RULES


def write_quads(release: Release, target: Path) -> int:
    """Write the N-Quads that may be passed on; return how many."""
    lines = list(quads(release))
    target.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def write_csv(release: Release, folder: Path) -> int:
    """Write the tables into a folder and return the number of rows.

    They are made again from the statements that may be passed on, so no cell can come from another source.
    """
    with tempfile.TemporaryDirectory(prefix="kaname-") as place:
        work = Path(place)
        lines = list(quads(release))
        (work / "merged.nt").write_text("".join(sorted(set(triples_of(lines)))), encoding="utf-8")
        store = in_memory(work / "merged.nt")
        store.update(INDEX_RULES.read_text(encoding="utf-8"))
        none: dict[str, list[tuple[object, ...]]] = {name: [] for name in ("aliases", "candidates", "conflicts")}
        counts = write_tables(store, work / "tables", none)
        folder.mkdir(parents=True, exist_ok=True)
        for name in SCHEMAS:
            if name not in none:
                _safe(pl.read_parquet(work / "tables" / f"{name}.parquet")).write_csv(folder / f"{name}.csv")
    return sum(counts.values())


def _safe(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table of which no spreadsheet runs a cell."""
    words = [pl.col(name) for name, kind in table.schema.items() if kind == pl.String]
    return table.with_columns(
        pl.when(word.str.slice(0, 1).is_in(FORMULA)).then(pl.lit("'") + word).otherwise(word).name.keep()
        for word in words
    )
