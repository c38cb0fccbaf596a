from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.parties import Basis
from graph.release import Release
from graph.tables import read_tables
from graph.things import holding, standings
from graph.touching import relations_of, touching

NAMES = ("jpn", "usa", "phl", "agr-us-anzus-1951", "agr-us-nato-1949", "scenario/tsunami-hadr", "firm-ihi", "nobody")


@given(
    name=st.sampled_from(NAMES),
    day=st.dates(date(1940, 1, 1), date(2040, 1, 1)) | st.sampled_from([date.min, date.max, date(1986, 8, 11)]),
    basis=st.sampled_from(Basis),
)
def test_the_relations_of_a_thing_are_those_of_the_table(release: Release, name: str, day: date, basis: Basis) -> None:
    tables = read_tables(release)
    rows = tables.relations.filter((pl.col("head") == name) | (pl.col("tail") == name))
    assert relations_of(release, [name], day, basis) == standings(tables, rows, day, basis)


@pytest.mark.parametrize("basis", list(Basis))
def test_every_relation_stands_as_the_table_says_on_each_day_that_it_names(release: Release, basis: Basis) -> None:
    tables = read_tables(release)
    columns = [tables.relations[name] for name in ("from", "until", "maybe_from", "maybe_until", "signed")]
    days = pl.concat(columns).drop_nulls().unique().sort().to_list()[::7]
    assert len(days) > 50
    touched = {t.row: t for name in set(tables.relations["head"]) for t in touching(release, name)}
    assert len(touched) == tables.relations.height
    for day in days:
        expected = tables.relations.select(holding(day, basis)).to_series()
        assert [touched[row].on(day, basis) for row in range(len(touched))] == expected.to_list()


def test_the_relations_of_two_things_come_once_each_in_order(release: Release) -> None:
    both = relations_of(release, ["jpn", "usa"], date(2020, 1, 1))
    each = {(s.id, s.head, s.tail) for n in ("jpn", "usa") for s in relations_of(release, [n], date(2020, 1, 1))}
    assert [(s.id, s.head, s.tail) for s in both] == sorted(each)
