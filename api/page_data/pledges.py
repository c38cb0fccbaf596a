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


def pledges_on(release: Release, agreement: str, day: date) -> tuple[Section, ...]:
    """Return who owes what; a party of which a source codes nothing owes nothing by that source, and says so."""
    tables, label = read_tables(release), labels(release)
    coded = tables.obligations.filter(pl.col("agreement") == agreement)
    if coded.is_empty():
        return ()
    speak = set(_titles(tables, coded["slug"]).values())
    parties, open_ = _standing(tables, agreement, day)
    silent = {one.title for one in release.manifest.sources if not one.maintained and one.horizon < day}
    shown = sorted(
        (label(parties[name]), title, name)
        for name, title in _titles(tables, parties).items()
        if title in speak and not (name in open_ and title in silent)
    )
    rows = tuple(_row(coded, label, *one) for one in shown)
    empty = "No source tells what the parties owe on this day."
    return (Section("pledges", "What each party owes", _COLUMNS, rows, empty, total=len(rows)),)


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
