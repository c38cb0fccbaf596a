"""Each export is opened by a library that did not write it, and holds the relations of the day."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import networkx as nx
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from rdflib import Dataset, Graph, URIRef

from graph.cells import cell
from graph.dates import Holding
from graph.errors import BadParameter
from graph.export.formats import FORMATS, export_file, write_export
from graph.export.job import Job
from graph.held import TIMED, Wanted
from graph.parties import Basis, parties
from graph.release import Release
from graph.tables import read_tables
from ontology.iris import expand, slug

DAY = date(2016, 5, 24)
PART = "part-agr-jpn-us-rdpmou-2016-jpn-party-1"


def written(name: str, job: Job) -> bytes:
    out = io.BytesIO()
    receipt = write_export(name, job, out)
    assert receipt.sha256 == hashlib.sha256(out.getvalue()).hexdigest()
    assert receipt.bytes == len(out.getvalue())
    return out.getvalue()


@pytest.fixture(scope="module")
def job(release: Release) -> Job:
    return Job(release, Wanted(DAY))


def timed(release: Release) -> set[str]:
    tables = read_tables(release)
    return set(tables.relations.filter(pl.col("class").is_in(TIMED))["slug"])


def test_a_table_opens_in_pandas_with_dates_left_open_where_they_are(job: Job) -> None:
    table = pd.read_csv(io.BytesIO(written("csv", job)), keep_default_na=False)
    assert set(table["relation"]) == set(job.relations)
    assert set(table["as_of"]) == {"2016-05-24"}
    assert "9999-12-31" not in set(table["until"])
    nato = table[table["relation"] == "part-agr-us-nato-1949-usa-party-1"].iloc[0]
    assert (nato["head"], nato["tail"], nato["until"], nato["holding"]) == ("usa", "agr-us-nato-1949", "", "holds")


def test_a_parquet_opens_in_arrow_with_its_day(job: Job) -> None:
    file = pq.ParquetFile(io.BytesIO(written("parquet", job)))
    assert set(file.read().column("relation").to_pylist()) == set(job.relations)
    assert file.metadata.metadata[b"asOf"] == b"2016-05-24"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_network_opens_in_networkx_with_parallel_edges(name: str, job: Job) -> None:
    read = nx.read_graphml if name == "graphml" else nx.read_gexf
    network = read(io.BytesIO(written(name, job)))
    assert network.is_directed()
    assert {edge["relation"] for _, _, edge in network.edges(data=True)} == set(job.relations)
    assert network.number_of_edges() == job.rows.height
    assert network.nodes["jpn"]["label"] == "Japan"


def test_a_spell_ends_on_the_last_day_inside(release: Release) -> None:
    ended = read_tables(release).relations.filter((pl.col("until") < date(9999, 1, 1)) & (pl.col("class") == "tie"))
    row = ended.row(0, named=True)
    network = nx.read_gexf(io.BytesIO(written("gexf", Job(release, Wanted(row["from"])))))
    edge = next(e for _, _, e in network.edges(data=True) if e["relation"] == row["slug"])
    assert edge["spells"][0][1] < row["until"].isoformat() == edge["until"]


# rdflib 7.6 warns of a class of its own.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("name", "form"), [("nquads", "nquads"), ("turtle", "turtle"), ("jsonld", "json-ld")])
def test_statements_open_in_rdflib_without_what_does_not_hold(name: str, form: str, job: Job) -> None:
    text = written(name, job).decode()
    found = (
        Dataset(default_union=True).parse(data=text, format=form)
        if name == "nquads"
        else Graph().parse(data=text, format=form)
    )
    subjects = {slug(str(s)) for s in found.subjects(unique=True)}
    assert subjects & timed(job.release) == set(job.relations)
    assert PART not in subjects
    assert not any(s.startswith(f"cit-{PART}") for s in subjects)
    assert (URIRef(expand("jpn")), None, None) in found


def test_a_later_day_holds_what_began_meanwhile(release: Release) -> None:
    assert PART in written("csv", Job(release, Wanted(date(2016, 6, 10)))).decode()
    assert PART not in written("csv", Job(release, Wanted(DAY))).decode()


def test_pairs_are_those_that_agreements_join(job: Job) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv-dyad", job).decode())))
    pair = next(r for r in rows if (r["a"], r["b"], r["layer"]) == ("jpn", "usa", "security"))
    bonds = [b for b in parties(job.release).bonds("mutual-defence", DAY) if b.pair == ("jpn", "usa")]
    assert {b.agreement for b in bonds if b.holding is Holding.HOLDS} <= set(pair["ids"].split())
    assert int(pair["agreements"]) == len(pair["ids"].split())
    assert all(r["a"] < r["b"] and int(r["agreements"]) > 0 for r in rows)


def test_the_last_year_of_pairs_is_the_day_itself(job: Job) -> None:
    years = pd.read_csv(io.BytesIO(written("csv-dyad-year", job)))
    days = pd.read_csv(io.BytesIO(written("csv-dyad", job)))
    last = years[years["year"] == 2016]
    assert set(last["as_of"]) == {"2016-05-24"}
    assert len(last) == len(days)
    assert last["agreements"].sum() == days["agreements"].sum()
    assert not years.duplicated(["a", "b", "year", "layer"]).any()


def test_unknown_and_signed_widen_what_is_exported(release: Release) -> None:
    wide = Wanted(DAY, Basis.IN_FORCE, (Holding.HOLDS, Holding.UNKNOWN))
    assert set(Job(release, Wanted(DAY)).relations) < set(Job(release, wide).relations)
    assert Job(release, Wanted(DAY, Basis.SIGNED)).relations != Job(release, Wanted(DAY)).relations


def test_only_the_sources_that_may_go_out_do(release: Release) -> None:
    none = Job(release, Wanted(DAY), frozenset())
    assert none.relations == ()
    assert len(written("csv", none).decode().splitlines()) == 1
    assert len(written("csv-dyad", none).decode().splitlines()) == 1
    assert expand("agr-us-nato-1949") not in written("nquads", none).decode()
    every = Job(release, Wanted(DAY), frozenset({"curated"}))
    assert every.relations == Job(release, Wanted(DAY)).relations
    assert written("csv-dyad", every) == written("csv-dyad", Job(release, Wanted(DAY)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell(-1.5) == -1.5


def test_a_file_has_its_checksum_and_receipt_beside_it(job: Job, tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    receipt = export_file("csv", job, target)
    assert (tmp_path / "x.csv.sha256").read_text() == f"{hashlib.sha256(target.read_bytes()).hexdigest()}  x.csv\n"
    meta = json.loads((tmp_path / "x.csv.meta.json").read_text())
    assert (meta["as_of"], meta["release"], meta["rows"]) == ("2016-05-24", job.release.id, receipt.rows)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.csv", "x.csv.meta.json", "x.csv.sha256"]


def test_an_unknown_format_names_those_there_are(job: Job) -> None:
    with pytest.raises(BadParameter, match="nquads"):
        write_export("xls", job, io.BytesIO())
    assert len(FORMATS) == 11
