"""What parties owe and what arms deals were for, on the sample of facts in the form of data sets that users add."""

import csv
import io
from datetime import date

import polars as pl
import pytest

import graph.export.job
from graph.dates import Holding
from graph.export.formats import write_export
from graph.export.job import Job
from graph.export.tabular import OBLIGATIONS, TRANSFERS
from graph.held import Wanted
from graph.release import Release
from graph.tables import SCHEMAS, Tables
from ingest.tables import write_tables
from tests.graph.sample import sample_store

PACT = "agr-sample-pact"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("sample")
    write_tables(sample_store(folder), folder / "tables", {name: [] for name in ("aliases", "candidates", "conflicts")})
    return Tables(**{name: pl.read_parquet(folder / "tables" / f"{name}.parquet") for name in SCHEMAS})


@pytest.fixture
def rows(tables: Tables, release: Release, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, str]]]:
    monkeypatch.setattr(graph.export.job, "read_tables", lambda _: tables)
    job = Job(release, Wanted(date(2011, 1, 1), include=(Holding.HOLDS, Holding.UNKNOWN)))
    found = {}
    for name in ("csv-obligations", "csv-transfers"):
        out = io.BytesIO()
        write_export(name, job, out)
        found[name] = list(csv.DictReader(io.StringIO(out.getvalue().decode())))
    return found


def test_each_party_has_a_row_for_each_thing_that_it_owes_itself(rows: dict[str, list[dict[str, str]]]) -> None:
    pact = [row for row in rows["csv-obligations"] if row["agreement"] == PACT]
    assert [(row["party"], row["says"], row["duty"]) for row in pact] == [
        ("jpn", "owes", "owes-consultation"),
        ("usa", "on-condition", "if-defence-place"),
        ("usa", "owes", "owes-consultation"),
        ("usa", "owes", "owes-defence"),
    ]
    assert tuple(pact[0]) == OBLIGATIONS
    assert {(row["title"], row["from"], row["holding"]) for row in pact} == {
        ("A one-sided pact", "1951-09-08", "holds")
    }


def test_an_arms_deal_says_what_it_was_for(rows: dict[str, list[dict[str, str]]]) -> None:
    (deal,) = rows["csv-transfers"]
    assert tuple(deal) == TRANSFERS
    wanted = {
        "supplier": "group-sample",
        "recipient": "jpn",
        "weapon": "A ship engine",
        "ordered": "40",
        "first_delivery": "2009",
        "last_delivery": "2011",
        "licence_place": "Japan",
        "platform": "sample boats",
        "platforms": "10",
        "platform_origin": "Sweden",
        "platform_built_in": "Japan",
        "aid_programme": "MAP",
    }
    assert {name: deal[name] for name in wanted} == wanted
