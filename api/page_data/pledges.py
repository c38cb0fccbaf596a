"""What each party itself owes by an agreement on a day, as each source that tells of obligations says."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import polars as pl

from api.page_data.labels import Labels, labels
from api.pages.board import Cell, Section, TableRow
from graph.dates import OPEN
from graph.evidence import proofs
from graph.release import Release
from graph.tables import Tables, read_tables
from graph.views.language import Name, Say

_COLUMNS: Final = ("Party", "Owes", "On condition", "Source")
_BEFORE: Final = "What each party owed when a source last looked"
"""Its duties since then are unknown, and neither gone nor certain."""


def pledges_on(release: Release, agreement: str, day: date) -> tuple[Section, ...]:
    """Return who owes what; a party of which a source codes nothing owes nothing by that source, and says so."""
    tables, label = read_tables(release), labels(release)
    coded = tables.obligations.filter(pl.col("agreement") == agreement)
    if coded.is_empty():
        return ()
    speak = set(_titles(tables, coded["slug"]).values())
    parties, open_ = _standing(tables, agreement, day)
    silent = {one.title: one.horizon for one in release.manifest.sources if not one.maintained and one.horizon < day}
    told = sorted((label(parties[s]), title, s) for s, title in _titles(tables, parties).items() if title in speak)
    past = [one for one in told if one[2] in open_ and one[1] in silent]
    rows = tuple(_row(coded, label, *one) for one in told if one not in past)
    last = tuple(_seen_until(_row(coded, label, *one), silent[one[1]]) for one in past)
    empty = "No source tells what the parties owe on this day."
    now = Section("pledges", "What each party owes", _COLUMNS, rows, empty, total=len(rows))
    before = Section("pledges-before", _BEFORE, (*_COLUMNS, "Looked until"), last, "", total=len(last))
    return (now, before) if last else (now,)


def _seen_until(row: TableRow, horizon: date) -> TableRow:
    return TableRow((*row.cells, Cell(horizon.isoformat())))


def _titles(tables: Tables, statements: Iterable[str]) -> dict[str, str]:
    return {name: found[0].title for name, found in proofs(tables, statements).items()}


def _standing(tables: Tables, agreement: str, day: date) -> tuple[dict[str, str], set[str]]:
    """Return the party by each record that stands on the day by its source's own days, and those without an end."""
    ours = tables.relations.filter((pl.col("tail") == agreement) & (pl.col("class") == "participation"))
    on = ours.filter((pl.col("start") <= pl.lit(day)) & (pl.lit(day) < pl.col("end").fill_null(OPEN)))
    return dict(on.select("slug", "head").iter_rows()), set(on.filter(pl.col("end").is_null())["slug"])


def _row(coded: pl.DataFrame, label: Labels, party: str, title: str, statement: str) -> TableRow:
    said = coded.filter(pl.col("slug") == statement)

    def told(says: str) -> Say:
        duties = said.filter(pl.col("says") == says)["duty"].sort()
        return Say("{names}", {"names": tuple(Name(label(duty)) for duty in duties)})

    owes = told("owes") if "owes" in said["says"] else Say("owes nothing")
    source = Cell(title, f"/entity/{statement}")
    return TableRow((Cell(party), Cell(owes), Cell(told("on-condition")), source))
